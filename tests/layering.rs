//! The house: data flows one way through the rooms of `src`, and only the command line prints.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

/// The rooms in the order of the flow. Each imports only rooms before it.
const ROOMS: &[&str] = &[
    "span",
    "date",
    "diagnostic",
    "error",
    "record",
    "document",
    "lang",
    "token",
    "rule",
    "builtin",
    "read",
    "text",
    "mention",
    "clause",
    "event",
    "discourse",
    "extractor",
    "graph",
    "export",
    "eval",
    "explain",
    "testing",
    "cli",
];

/// Ways to print: macros, and the streams themselves.
const PRINTING: &[&str] = &["print!", "println!", "eprint!", "eprintln!", "dbg!", "stdout()", "stderr()"];

/// A file of `src` with comments and literals blanked out, so that what is left of it is code.
struct Source {
    path: PathBuf,
    /// Path of its module: `["rule", "lower"]`; empty for `lib.rs` and `main.rs`.
    module: Vec<String>,
    code: String,
}

impl Source {
    fn all() -> Vec<Source> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        collect(&root, &mut files);
        files.sort();
        files.iter().map(|path| Source::read(path, &root)).collect()
    }

    fn read(path: &Path, root: &Path) -> Source {
        let inside = path.strip_prefix(root).unwrap().with_extension("");
        let mut module: Vec<_> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if ["mod", "lib", "main"].contains(&module.last().unwrap().as_str()) {
            module.pop();
        }
        Source {
            path: Path::new("src").join(inside.with_extension("rs")),
            module,
            code: blank(&fs::read_to_string(path).unwrap()),
        }
    }

    fn room(&self) -> Option<&str> {
        self.module.first().map(String::as_str)
    }

    fn place(&self, at: usize) -> String {
        format!("{}:{}", self.path.display(), self.code[..at].matches('\n').count() + 1)
    }

    /// Where `word` stands with no part of a name before it.
    fn find<'s>(&'s self, word: &'s str) -> impl Iterator<Item = usize> + 's {
        let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
        self.code.match_indices(word).map(|(at, _)| at).filter(move |&at| !self.code[..at].ends_with(part_of_name))
    }

    /// What is named at the crate's root, by `crate::…` or by a `super::…` that climbs there.
    fn names_at_root(&self) -> Vec<(usize, &str)> {
        let mut found = Vec::new();
        for at in self.find("crate::") {
            heads(&self.code, at + "crate::".len(), &mut found);
        }
        let inner = inner_modules(&self.code);
        for at in self.find("super::").filter(|&at| !self.code[..at].ends_with("super::")) {
            let path = &self.code[at..];
            let after = path.trim_start_matches("super::");
            let climbed = (path.len() - after.len()) / "super::".len();
            let depth = self.module.len() + inner.iter().filter(|block| block.contains(&at)).count();
            if climbed == depth {
                heads(&self.code, at + path.len() - after.len(), &mut found);
            }
        }
        found
    }
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// Comments, strings and characters turned to blanks, line ends kept.
fn blank(code: &str) -> String {
    let token = regex::Regex::new(concat!(
        r"(?s)//[^\n]*|/\*.*?\*/",
        r###"|\br?b?r#+".*?"#+|\bb?r".*?""###,
        r#"|"(?:\\.|[^"\\])*""#,
        r"|'(?:\\[^']+|\\'|[^'\\])'",
    ));
    let blanked =
        |found: &regex::Captures| found[0].chars().map(|c| if c == '\n' { c } else { ' ' }).collect::<String>();
    token.unwrap().replace_all(code, blanked).into_owned()
}

/// The first name of a path, or of each path in braces.
fn heads<'s>(code: &'s str, start: usize, found: &mut Vec<(usize, &'s str)>) {
    let mut depth = 0;
    let mut at = start;
    loop {
        let rest = &code[at..];
        let name = rest.len() - rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').len();
        if name > 0 {
            found.push((at, &rest[..name]));
        }
        at += name;
        // On to the next path of the same braces.
        let outer = depth;
        for c in code[at..].chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            let next = depth == 1 && (c == ',' || outer == 0);
            if !next && (outer == 0 || depth == 0) {
                return;
            }
            at += c.len_utf8();
            if next {
                break;
            }
        }
        at += code[at..].len() - code[at..].trim_start().len();
    }
}

/// Where the braces of `mod name { … }` stand.
fn inner_modules(code: &str) -> Vec<Range<usize>> {
    let module = regex::Regex::new(r"\bmod\s+\w+\s*\{").unwrap();
    let end = |start: usize| {
        let mut depth = 0;
        for (at, c) in code[start..].char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                return start + at;
            }
        }
        code.len()
    };
    module.find_iter(code).map(|found| found.start()..end(found.end() - 1)).collect()
}

#[track_caller]
fn assert_none(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn every_room_has_its_place() {
    let mut rooms: Vec<_> = Source::all().iter().filter_map(|source| source.room().map(str::to_owned)).collect();
    rooms.dedup();
    let breaches: Vec<_> = rooms
        .iter()
        .filter(|room| !ROOMS.contains(&room.as_str()))
        .map(|room| format!("src/{room}: say in ROOMS where in the flow it stands"))
        .collect();
    assert_none(&breaches);
}

#[test]
fn rooms_import_only_rooms_before_them() {
    let place = |room: &str| ROOMS.iter().position(|known| *known == room);
    let mut breaches = Vec::new();
    for source in Source::all() {
        let Some(room) = source.room() else { continue };
        for (at, name) in source.names_at_root() {
            if name == room {
                continue;
            }
            let reason = match place(name) {
                None => "is no room: name the room that it comes from",
                Some(there) if Some(there) > place(room) => "comes later in the flow",
                Some(_) => continue,
            };
            breaches.push(format!("{}: {room} imports {name}, which {reason}", source.place(at)));
        }
    }
    assert_none(&breaches);
}

#[test]
fn only_the_command_line_prints() {
    let mut breaches = Vec::new();
    for source in Source::all().iter().filter(|source| source.room() != Some("cli")) {
        for way in PRINTING {
            breaches.extend(source.find(way).map(|at| format!("{}: `{way}` outside src/cli", source.place(at))));
        }
    }
    assert_none(&breaches);
}

#[test]
fn the_test_sees_breaches() {
    let code = "use crate::{token::{self, Word}, eval, lang::Forms};\nmod tests {\n    use super::super::graph;\n}\n// crate::cli\n";
    let source = Source { path: "src/text.rs".into(), module: vec!["text".into()], code: blank(code) };
    let names: Vec<_> = source.names_at_root().into_iter().map(|(at, name)| (source.place(at), name)).collect();
    let expected = [("1", "token"), ("1", "eval"), ("1", "lang"), ("3", "graph")];
    assert_eq!(names, expected.map(|(line, name)| (format!("src/text.rs:{line}"), name)));
}
