//! JSON Lines: an article a line.

use serde::Deserialize;
use serde_json::Value;

use super::{
    ARTICLE_LIMIT, Problem, Ready,
    decode::{cut, decode},
    stream::Stream,
};
use crate::{
    date::{NoDate, PartialDate},
    document::Document,
};

/// The endings of files that are read so.
pub(super) const ENDINGS: &[&str] = &["jsonl", "ndjson"];

/// A line may be longer than its article, for escapes and other keys; but it must be held whole to be read at all.
const LINE_LIMIT: usize = 4 * ARTICLE_LIMIT;

/// A line as it stands. Values of any sort, so that an odd one costs itself and not the article.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Line {
    id: Value,
    lang: Value,
    published: Value,
    title: Value,
    text: Value,
    url: Value,
    publisher: Value,
}

#[derive(Debug)]
pub(super) struct JsonLines {
    stream: Stream,
    buffer: Vec<u8>,
    /// Whether any line held anything yet.
    begun: bool,
}

impl JsonLines {
    pub fn new(stream: Stream) -> Self {
        JsonLines { stream, buffer: Vec::new(), begun: false }
    }

    pub fn stream(&self) -> &Stream {
        &self.stream
    }

    /// Reads a line. What makes all further lines hopeless ends the input.
    pub fn step(&mut self, ready: &mut Ready) -> bool {
        let (start, number) = (self.stream.at(), self.stream.line());
        self.buffer.clear();
        match self.stream.read_line(LINE_LIMIT, &mut self.buffer) {
            Ok(true) => {}
            Ok(false) => return false,
            Err(why) => {
                ready.problem(Problem::unreadable(self.stream.name(), &why));
                return false;
            }
        }
        let name = self.stream.name();
        let line = self.buffer.trim_ascii();
        if line.is_empty() {
            return true;
        }
        let first = !std::mem::replace(&mut self.begun, true);
        if line.contains(&0) || (first && matches!(line, b"{" | b"[")) {
            let why = decode(line, start, true)
                .err()
                .unwrap_or_else(|| "is JSON, but not with each article on one line; `jq -c` writes it so".to_owned());
            ready.problem(Problem::lost(name, None, why));
            return false;
        }
        let read = if self.buffer.len() >= LINE_LIMIT {
            Err(format!("is longer than {} MB, and left out", LINE_LIMIT >> 20))
        } else {
            decode(&self.buffer, start, true).and_then(parse)
        };
        match read.and_then(|line| line.article(name, &self.stream.stem(), number, ready)) {
            Ok(document) => ready.article(document, name, Some(number)),
            Err(why) => ready.problem(Problem::lost(name, Some(number), why)),
        }
        true
    }
}

fn parse(line: &str) -> Result<Line, String> {
    if !line.trim_start().starts_with('{') {
        return Err("is no JSON object".to_owned());
    }
    serde_json::from_str(line).map_err(|why| {
        // serde_json counts lines within the line.
        let message = why.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        match why.column() {
            0 => format!("is no JSON: {message}"),
            column => format!("is no JSON: {message} in column {column}"),
        }
    })
}

impl Line {
    fn article(self, input: &str, stem: &str, number: u64, ready: &mut Ready) -> Result<Document, String> {
        let mut odd = |key: &str, why: &str| {
            ready.problem(Problem::warning(input, Some(number), format!("`{key}` {why}")));
        };
        let mut string = |key, value| match value {
            Value::Null => None,
            Value::String(text) => Some(text),
            _ => {
                odd(key, "is no string, and left out");
                None
            }
        };
        let text = match self.text {
            Value::Null => return Err("lacks `text`".to_owned()),
            Value::String(text) => text,
            _ => return Err("is left out: its `text` is no string".to_owned()),
        };
        let title = string("title", self.title).unwrap_or_default();
        if title.trim().is_empty() && text.trim().is_empty() {
            return Err("holds no words".to_owned());
        }
        let id = match self.id {
            Value::Number(number) => Some(number.to_string()),
            value => string("id", value).filter(|id| !id.is_empty()),
        };
        let id = id.unwrap_or_else(|| format!("{stem}:{number}"));
        let (lang, url, publisher) =
            (string("lang", self.lang), string("url", self.url), string("publisher", self.publisher));
        let published = string("published", self.published).and_then(|text| match day(&text) {
            Ok(date) => Some(date),
            Err(why) => {
                odd("published", &format!("is left out: {why}"));
                None
            }
        });
        if title.len() + text.len() > ARTICLE_LIMIT {
            ready.problem(Problem::too_long(input, Some(number)));
        }
        let title = cut(&title, ARTICLE_LIMIT);
        let text = cut(&text, ARTICLE_LIMIT - title.len());
        let mut document = Document::new(id, title, text);
        (document.lang, document.published, document.url, document.publisher) = (lang, published, url, publisher);
        Ok(document)
    }
}

/// The day of a date, or of a time as it was where it was written.
fn day(text: &str) -> Result<PartialDate, NoDate> {
    match text.split_once(['T', ' ']) {
        Some((day, time)) if time.as_bytes().get(2) == Some(&b':') => day.parse().or_else(|_| text.parse()),
        _ => text.parse(),
    }
}
