//! Rule files as a tree: blocks, entries, values, atoms, each with its span.
//!
//! The tree knows the notation and nothing of what the kinds of block mean; that is `lower`'s.

use crate::{
    diagnostic::{Diagnostic, Source},
    span::Span,
};

/// How a block relates to blocks of the same kind and id elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Extend,
    Replace,
    Remove,
}

#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub operation: Operation,
    pub kind: Atom,
    /// What follows the kind in its line.
    pub head: Vec<Atom>,
    pub entries: Vec<Entry>,
}

impl Block {
    /// The block's id: the words after its kind.
    pub fn id(&self) -> String {
        join(&self.head)
    }

    pub fn span(&self) -> Span {
        self.head.last().map_or(self.kind.span, |last| self.kind.span.to(last.span))
    }
}

/// A line within a block, with the deeper lines that belong to it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key: Option<Key>,
    pub values: Vec<Value>,
    pub children: Vec<Entry>,
    pub span: Span,
}

impl Entry {
    /// Its key, or nothing for a bare line.
    pub fn key_name(&self) -> &str {
        self.key.as_ref().map_or("", |k| k.name())
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Key {
    /// One name; several where a line of anaphors lists them before its colon.
    pub names: Vec<String>,
    pub lang: Option<String>,
    pub span: Span,
}

impl Key {
    pub fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }
}

/// What stands between two commas.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub atoms: Vec<Atom>,
    pub span: Span,
}

impl Value {
    /// Its words with single blanks between, quotes taken off.
    pub fn text(&self) -> String {
        join(&self.atoms)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtomKind {
    Word,
    Quoted,
    Regex,
    /// One of `( ) | ? !`.
    Sign,
}

#[derive(Clone, Debug)]
pub(crate) struct Atom {
    pub kind: AtomKind,
    pub text: String,
    pub span: Span,
    /// Whether no blank stands before it.
    pub glued: bool,
}

impl Atom {
    pub fn is_sign(&self, sign: &str) -> bool {
        self.kind == AtomKind::Sign && self.text == sign
    }
}

/// The words of atoms, as they stood.
pub(crate) fn join(atoms: &[Atom]) -> String {
    let mut text = String::new();
    for atom in atoms {
        if !text.is_empty() && !atom.glued {
            text.push(' ');
        }
        text.push_str(&atom.text);
    }
    text
}

/// The blocks of one file; mistakes go to `found` and cost their line only.
pub(crate) fn parse(source: &Source, found: &mut Vec<Diagnostic>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    // Indentation of the open entries, outermost first.
    let mut open: Vec<usize> = Vec::new();
    let mut orphan = false;
    let mut offset = 0;
    for line in source.text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let body = line.trim_end();
        let text = body.trim_start();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let indent_text = &body[..body.len() - text.len()];
        let indent = indent_text.len();
        if let Some(tab) = indent_text.find(|c: char| c != ' ') {
            let span = Span::new(start + tab, start + tab + 1);
            found.push(source.error("E001", span, "a line is indented by blanks only").help("replace the tab by two blanks"));
            continue;
        }
        let Some(atoms) = lex(source, start + indent, text, found) else { continue };
        if atoms.is_empty() {
            continue;
        }
        if indent == 0 {
            open.clear();
            orphan = false;
            match header(source, atoms, found) {
                Some(block) => blocks.push(block),
                None => orphan = true,
            }
            continue;
        }
        if orphan {
            continue;
        }
        let Some(block) = blocks.last_mut() else {
            let span = Span::new(start + indent, start + body.len());
            found.push(source.error("E002", span, "this line belongs to no block").help("begin a block at the margin first"));
            orphan = true;
            continue;
        };
        while open.last().is_some_and(|&depth| depth >= indent) {
            open.pop();
        }
        let depth = open.len();
        open.push(indent);
        let entry = entry(start + indent, text, atoms);
        let mut list = &mut block.entries;
        for _ in 0..depth {
            list = &mut list.last_mut().expect("an open entry is the last of its list").children;
        }
        list.push(entry);
    }
    blocks
}

fn header(source: &Source, mut atoms: Vec<Atom>, found: &mut Vec<Diagnostic>) -> Option<Block> {
    let operation = match atoms[0].text.as_str() {
        "replace" => Operation::Replace,
        "remove" => Operation::Remove,
        _ => Operation::Extend,
    };
    if operation != Operation::Extend {
        let word = atoms.remove(0);
        if atoms.is_empty() {
            let message = format!("`{}` names no block", word.text);
            found.push(source.error("E003", word.span, message).help("write the block's kind and id after it"));
            return None;
        }
    }
    let kind = atoms.remove(0);
    if kind.kind != AtomKind::Word {
        found.push(source.error("E004", kind.span, "a block begins with its kind").help("write `kind id` at the margin"));
        return None;
    }
    Some(Block { operation, kind, head: atoms.into_iter().filter(|a| a.text != ",").collect(), entries: Vec::new() })
}

fn entry(start: usize, text: &str, mut atoms: Vec<Atom>) -> Entry {
    let span = Span::new(start, start + text.len());
    let mut key = None;
    // A key ends in a colon before a blank: `A:country` in a pattern is none.
    if let Some(at) = atoms.iter().position(|a| a.kind == AtomKind::Word && a.text.ends_with(':'))
        && atoms[..=at].iter().all(|a| matches!(a.kind, AtomKind::Word | AtomKind::Quoted))
    {
        let mut head: Vec<Atom> = atoms.drain(..=at).collect();
        let last = head.last_mut().expect("the key has an atom");
        last.text.pop();
        last.span.end -= 1;
        if last.text.is_empty() {
            head.pop();
        }
        let span = head.first().map_or(Span::new(start, start), |a| a.span.to(head[head.len() - 1].span));
        let mut names: Vec<String> = head.split(|a| a.kind == AtomKind::Word && a.text == ",").map(join).collect();
        let mut lang = None;
        if let ([name], false) = (&mut names[..], head.iter().any(|a| a.kind == AtomKind::Quoted))
            && let Some((stem, suffix)) = name.rsplit_once('.')
            && suffix.len() == 2
            && suffix.bytes().all(|b| b.is_ascii_lowercase())
        {
            lang = Some(suffix.to_owned());
            *name = stem.to_owned();
        }
        key = Some(Key { names, lang, span });
    }
    let mut values: Vec<Value> = Vec::new();
    let mut current: Vec<Atom> = Vec::new();
    let mut depth = 0usize;
    let mut flush = |current: &mut Vec<Atom>| {
        if let (Some(first), Some(last)) = (current.first(), current.last()) {
            values.push(Value { span: first.span.to(last.span), atoms: std::mem::take(current) });
        }
    };
    for atom in atoms {
        match atom.text.as_str() {
            "," if atom.kind == AtomKind::Word && depth == 0 => {
                flush(&mut current);
                continue;
            }
            "(" if atom.kind == AtomKind::Sign => depth += 1,
            ")" if atom.kind == AtomKind::Sign => depth = depth.saturating_sub(1),
            _ => {}
        }
        current.push(atom);
    }
    flush(&mut current);
    Entry { key, values, children: Vec::new(), span }
}

/// The atoms of one line; `None` where it can't be read to its end.
fn lex(source: &Source, start: usize, line: &str, found: &mut Vec<Diagnostic>) -> Option<Vec<Atom>> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let first = rest.chars().next().expect("not at the end");
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let glued = at > 0 && !line[..at].ends_with(char::is_whitespace);
        if first == '#' && !glued {
            break;
        }
        let (kind, text, len) = match first {
            '"' => {
                let Some((text, len)) = quoted(rest) else {
                    let span = Span::new(start + at, start + line.len());
                    found.push(source.error("E005", span, "the quotation mark is never closed").help("add `\"` where the text ends"));
                    return None;
                };
                (AtomKind::Quoted, text, len)
            }
            // `/…/` begins a regular expression; within a word it parts principal parts.
            '/' if !glued && rest[1..].contains('/') => {
                let len = rest[1..].find('/').expect("just seen") + 2;
                (AtomKind::Regex, rest[1..len - 1].to_owned(), len)
            }
            '(' | ')' | '|' | '?' | '!' => (AtomKind::Sign, first.to_string(), 1),
            ',' => (AtomKind::Word, ",".to_owned(), 1),
            _ => {
                let len = rest
                    .char_indices()
                    .find(|&(_, c)| c.is_whitespace() || matches!(c, '"' | '(' | ')' | '|' | '?' | '!' | ','))
                    .map_or(rest.len(), |(n, _)| n);
                (AtomKind::Word, rest[..len].to_owned(), len)
            }
        };
        atoms.push(Atom { kind, text, span: Span::new(start + at, start + at + len), glued });
        at += len;
    }
    Some(atoms)
}

/// A text in quotation marks, `\"` and `\\` undone, and its length in bytes with the marks.
fn quoted(rest: &str) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((text, at + 1)),
            '\\' => match chars.next()?.1 {
                c @ ('"' | '\\') => text.push(c),
                c => text.extend(['\\', c]),
            },
            c => text.push(c),
        }
    }
    None
}
