//! From files to documents, one at a time; one file here per kind of input.

mod decode;
mod json_lines;
mod plain;
mod stream;
mod walk;

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher},
    io,
    path::PathBuf,
};

use crate::document::Document;
use stream::Stream;
use walk::{Found, Walk};

/// No article is longer; what is longer is a whole archive in one file, and would cost its size many times over.
const ARTICLE_LIMIT: usize = 16 << 20;

/// Reads articles from files, folders and standard input, holding one of them at a time.
///
/// - A **plain text** is one article: the first line is its title, blank lines part paragraphs, the file's stem is its
///   id. Line ends become `\n` and blank lines around title and text go, so that spans count in `title`, a blank line
///   and `text`.
/// - **JSON Lines** hold an article a line, with the keys `id`, `lang`, `published`, `title`, `text`, `url` and
///   `publisher`. Only `text` is required; a line without `id` is called after its file and number, other keys are
///   kept out. A file is read so if it ends in `.jsonl` or `.ndjson`, or its first sign is a `{`.
/// - A **folder** gives the files in it that end in `.txt`, `.jsonl` or `.ndjson`, by name, those of its folders too.
///
/// All of it is UTF-8. What is wrong costs as little as it can: one line, one date, one file, and the next item goes on.
///
/// ```
/// use simpul::Reader;
///
/// let lines = "{\"id\": \"a\", \"text\": \"Indonesia mengecam serangan itu.\"}\nno JSON\n";
/// let mut articles = Reader::from_bytes("news.jsonl", lines.as_bytes());
/// assert_eq!(articles.next().unwrap().unwrap().id, "a");
/// let problem = articles.next().unwrap().unwrap_err();
/// assert!(problem.to_string().starts_with("news.jsonl:2: "));
/// assert!(articles.next().is_none());
/// ```
#[derive(Debug)]
pub struct Reader {
    walk: Walk,
    source: Option<Source>,
    ready: Ready,
    bytes_done: u64,
}

/// An opened input.
#[derive(Debug)]
enum Source {
    Plain(plain::Plain),
    JsonLines(json_lines::JsonLines),
}

impl Reader {
    /// A reader of files and folders in this order; `-` is standard input.
    pub fn new<P: Into<PathBuf>>(inputs: impl IntoIterator<Item = P>) -> Self {
        Reader {
            walk: Walk::new(inputs.into_iter().map(Into::into).collect()),
            source: None,
            ready: Ready::default(),
            bytes_done: 0,
        }
    }

    /// A reader of bytes from anywhere. The name stands for the file's: in ids, in problems, and by its ending.
    pub fn from_bytes(name: &str, bytes: impl io::Read + Send + 'static) -> Self {
        let mut reader = Reader::new::<PathBuf>([]);
        match Stream::new(name.to_owned(), bytes) {
            Ok(stream) => reader.open(stream),
            Err(why) => reader.ready.problem(Problem::unreadable(name, &why)),
        }
        reader
    }

    /// How many bytes have been read so far, of all inputs.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_done + self.source.as_ref().map_or(0, |source| source.stream().at())
    }

    fn open(&mut self, stream: Stream) {
        self.source = match stream.first() {
            None => {
                self.bytes_done += stream.at();
                self.ready.problem(Problem::lost(stream.name(), None, "is empty"));
                None
            }
            Some(first) if first == b'{' || stream.ends_in(json_lines::ENDINGS) => {
                Some(Source::JsonLines(json_lines::JsonLines::new(stream)))
            }
            Some(_) => Some(Source::Plain(plain::Plain::new(stream))),
        };
    }

    /// Moves on to the next file; `false` where there is none.
    fn open_next(&mut self) -> bool {
        match self.walk.next() {
            None => return false,
            Some(Err(problem)) => self.ready.problem(problem),
            Some(Ok(found)) => {
                let name = found.name();
                let opened = match found {
                    Found::Stdin => Stream::new(name.clone(), io::stdin()),
                    Found::File(path) => std::fs::File::open(path).and_then(|file| Stream::new(name.clone(), file)),
                };
                match opened {
                    Ok(stream) => self.open(stream),
                    Err(why) => self.ready.problem(Problem::unreadable(&name, &why)),
                }
            }
        }
        true
    }
}

impl Source {
    fn stream(&self) -> &Stream {
        match self {
            Source::Plain(plain) => plain.stream(),
            Source::JsonLines(lines) => lines.stream(),
        }
    }

    /// Reads a piece and puts what it gave at the end of `ready`; `false` where the input is at its end.
    fn step(&mut self, ready: &mut Ready) -> bool {
        match self {
            Source::Plain(plain) => plain.step(ready),
            Source::JsonLines(lines) => lines.step(ready),
        }
    }
}

impl Iterator for Reader {
    type Item = Result<Document, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.queue.pop_front() {
                return Some(item);
            }
            if let Some(source) = &mut self.source {
                if !source.step(&mut self.ready) {
                    self.bytes_done += source.stream().at();
                    self.source = None;
                }
            } else if !self.open_next() {
                return None;
            }
        }
    }
}

/// What is wrong with an input, in a sentence, and whether text went unread for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    input: String,
    line: Option<u64>,
    message: String,
    lost: bool,
}

impl Problem {
    /// One that leaves a text, or a part of it, unread.
    fn lost(input: &str, line: Option<u64>, message: impl Into<String>) -> Self {
        Problem { input: input.to_owned(), line, message: message.into(), lost: true }
    }

    /// One that all text outlives.
    fn warning(input: &str, line: Option<u64>, message: impl Into<String>) -> Self {
        Problem { input: input.to_owned(), line, message: message.into(), lost: false }
    }

    fn too_long(input: &str, line: Option<u64>) -> Self {
        let limit = ARTICLE_LIMIT >> 20;
        Problem::lost(input, line, format!("is longer than {limit} MB; only so much of it is read"))
    }

    fn unreadable(input: &str, why: &io::Error) -> Self {
        let why = match why.kind() {
            io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            io::ErrorKind::PermissionDenied => "may not be read: permission denied".to_owned(),
            _ => format!("can't be read: {why}"),
        };
        Problem::lost(input, None, why)
    }

    /// Whether some text could not be read; else it is a warning, and the article follows.
    pub fn is_loss(&self) -> bool {
        self.lost
    }

    /// The input it is about, as it was given.
    pub fn input(&self) -> &str {
        &self.input
    }

    /// The line it is about, from 1, where it is about one.
    pub fn line(&self) -> Option<u64> {
        self.line
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.input)?;
        self.line.iter().try_for_each(|line| write!(f, ":{line}"))?;
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Problem {}

/// What has been read and not yet been taken, and the ids given so far.
#[derive(Debug, Default)]
struct Ready {
    queue: VecDeque<Result<Document, Problem>>,
    /// Hash of an id → the suffix to try next; ten million hashes fit where the names would not.
    ids: HashMap<u64, u32>,
}

impl Ready {
    fn problem(&mut self, problem: Problem) {
        self.queue.push_back(Err(problem));
    }

    /// An article, renamed under a warning if another had its id.
    fn article(&mut self, mut document: Document, input: &str, line: Option<u64>) {
        let wanted = hash(&document.id);
        if let Some(&first) = self.ids.get(&wanted) {
            let free = (first..).find(|n| !self.ids.contains_key(&hash(&format!("{}-{n}", document.id))));
            let suffix = free.unwrap_or(first);
            self.ids.insert(wanted, suffix + 1);
            let id = format!("{}-{suffix}", document.id);
            let message = format!("the id `{}` is taken, so this article is called `{id}`", document.id);
            self.problem(Problem::warning(input, line, message));
            document.id = id;
        }
        self.ids.insert(hash(&document.id), 2);
        self.queue.push_back(Ok(document));
    }
}

fn hash(id: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids of the articles and texts of the problems, in order.
    fn read(name: &str, bytes: &[u8]) -> Vec<Result<Document, String>> {
        let bytes = io::Cursor::new(bytes.to_vec());
        Reader::from_bytes(name, bytes).map(|item| item.map_err(|problem| problem.to_string())).collect()
    }

    fn one(name: &str, bytes: &[u8]) -> Document {
        let mut all = read(name, bytes);
        assert_eq!(all.len(), 1, "{all:?}");
        all.pop().unwrap().unwrap()
    }

    fn problem(name: &str, bytes: &[u8]) -> String {
        let mut all = read(name, bytes);
        assert_eq!(all.len(), 1, "{all:?}");
        all.pop().unwrap().unwrap_err()
    }

    #[test]
    fn plain_text() {
        let article = one("berita/a.b.txt", "\u{feff}\r\n Judul \r\n\r\n\r\nSatu.\r\n\r\nDua.\r\n".as_bytes());
        assert_eq!((article.id.as_str(), article.title(), article.text()), ("a.b", "Judul", "Satu.\n\nDua."));
        let article = one("-", b"Indonesia mengecam serangan itu.\n");
        assert_eq!((article.title(), article.text()), ("", "Indonesia mengecam serangan itu."));
    }

    #[test]
    fn what_is_no_text() {
        assert_eq!(problem("a.txt", b""), "a.txt: is empty");
        assert_eq!(problem("a.txt", "\u{feff} \n".as_bytes()), "a.txt: is empty");
        assert_eq!(problem("a.txt", "\u{a0}\n".as_bytes()), "a.txt: is empty");
        assert!(problem("a.txt", b"\n Judul caf\xe9").contains("not UTF-8 from byte 11 on"));
        assert!(problem("a.txt", b"\x7fELF\0\xff").contains("binary data, not text: a zero at byte 4"));
        assert!(problem("a.txt", b"\xff\xfeR\0I\0").contains("UTF-16"));
    }

    #[test]
    fn a_text_too_long_is_cut_at_a_line_end() {
        let mut long = "Judul\n\n".to_owned();
        while long.len() <= ARTICLE_LIMIT {
            long.push_str("Kalimat yang panjang é.\n");
        }
        let all = read("a.txt", long.as_bytes());
        assert!(all[0].as_ref().unwrap_err().contains("16 MB"), "{:?}", all[0]);
        let text = all[1].as_ref().unwrap().text();
        assert!(text.len() > ARTICLE_LIMIT - 100 && text.ends_with("é."));
        let all = read("a.txt", "é".repeat(ARTICLE_LIMIT).as_bytes());
        assert_eq!(all[1].as_ref().unwrap().text().len(), ARTICLE_LIMIT);
    }

    #[test]
    fn json_lines() {
        let lines = r#"
            {"id": "x", "lang": "id", "published": "2024-11-07", "title": "J", "text": "T", "url": "u", "publisher": "p", "n": [1]}

            {"id": 7, "published": "2024-11-07T23:10:00+07:00", "text": " T ", "title": null}
            {"text": "tanpa id"}"#;
        let all: Vec<_> = read("kabar.jsonl", lines.as_bytes()).into_iter().map(Result::unwrap).collect();
        assert_eq!(all.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["x", "7", "kabar:5"]);
        assert_eq!((all[0].title(), all[0].text(), all[0].lang.as_deref()), ("J", "T", Some("id")));
        assert_eq!((all[0].url.as_deref(), all[0].publisher.as_deref()), (Some("u"), Some("p")));
        assert_eq!(all[1].published, "2024-11-07".parse().ok());
        assert_eq!(all[1].content(), " T ");
    }

    #[test]
    fn a_broken_line_costs_itself() {
        let lines: &[(&[u8], &str)] = &[
            (b"{\"text\": \"a\"", "no JSON: EOF while parsing an object"),
            (b"[1]", "no JSON object"),
            (b"{\"title\": \"a\"}", "lacks `text`"),
            (b"{\"text\": 5}", "`text` is no string"),
            (b"{\"text\": \" \"}", "holds no words"),
            (b"{\"text\": \"caf\xe9\"}", "not UTF-8 from byte 13 on"),
        ];
        for (line, message) in lines {
            let all = read("a.jsonl", &[line, &b"\n{\"text\": \"b\"}"[..]].concat());
            let problem = all[0].as_ref().unwrap_err();
            assert!(problem.starts_with("a.jsonl:1: ") && problem.contains(message), "{problem}");
            assert_eq!(all[1].as_ref().unwrap().id, "a:2");
        }
        assert!(problem("a.jsonl", b"{\0").contains("binary data"));
        assert!(problem("a.jsonl", b"{\n \"text\": \"a\"\n}").contains("one line"));
    }

    #[test]
    fn odd_values_cost_only_themselves() {
        for (key, value) in [("published", "\"kemarin\""), ("published", "5"), ("id", "[1]"), ("url", "{}")] {
            let all = read("a.jsonl", format!(r#"{{"{key}": {value}, "text": "a"}}"#).as_bytes());
            assert!(all[0].as_ref().unwrap_err().contains(&format!("`{key}`")), "{:?}", all[0]);
            assert_eq!(all[1].as_ref().unwrap().content(), "a");
        }
    }

    #[test]
    fn ids_are_made_unique() {
        let lines = ["a", "a-2", "a", "a"].map(|id| format!("{{\"id\": \"{id}\", \"text\": \"t\"}}\n")).concat();
        let all = read("x.jsonl", lines.as_bytes());
        let ids: Vec<_> = all.iter().filter_map(|item| item.as_ref().ok()).map(|d| d.id.as_str()).collect();
        assert_eq!(ids, ["a", "a-2", "a-3", "a-4"]);
        assert_eq!(all[2].as_ref().unwrap_err(), "x.jsonl:3: the id `a` is taken, so this article is called `a-3`");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_give_something(bytes: Vec<u8>, begins in "(\u{feff}|\\{)?", name in "a\\.(txt|jsonl)") {
            let bytes = [begins.as_bytes(), &bytes].concat();
            let reader = Reader::from_bytes(&name, io::Cursor::new(bytes));
            proptest::prop_assert!(reader.count() > 0);
        }
    }
}
