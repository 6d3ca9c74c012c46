//! Rule files as a tree: blocks, entries, values, atoms, each with its span.
//!
//! The tree knows the notation and nothing of what the kinds of block mean; that is `lower`'s. Its words are those of
//! the file, not copies.

use std::borrow::Cow;

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
pub(crate) struct Block<'s> {
    pub operation: Operation,
    pub kind: Atom<'s>,
    /// What follows the kind in its line.
    pub head: Vec<Atom<'s>>,
    pub entries: Vec<Entry<'s>>,
}

impl Block<'_> {
    /// The block's id: the words after its kind.
    pub fn id(&self) -> Cow<'_, str> {
        join(&self.head)
    }

    pub fn span(&self) -> Span {
        self.head.last().map_or(self.kind.span, |last| self.kind.span.to(last.span))
    }
}

/// A line within a block, with the deeper lines that belong to it.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'s> {
    pub key: Option<Key<'s>>,
    pub values: Vec<Value<'s>>,
    pub children: Vec<Entry<'s>>,
    pub span: Span,
}

impl Entry<'_> {
    /// Its key, or nothing for a bare line.
    pub fn key_name(&self) -> &str {
        self.key.as_ref().map_or("", |k| k.name())
    }

    /// The language that its key names.
    pub fn lang(&self) -> Option<&str> {
        self.key.as_ref().and_then(|k| k.lang.as_deref())
    }

    /// Its values as one text.
    pub fn text(&self) -> Cow<'_, str> {
        match &self.values[..] {
            [one] => one.text(),
            all => Cow::Owned(all.iter().map(Value::text).collect::<Vec<_>>().join(", ")),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Key<'s> {
    /// One name; several where a line of anaphors lists them before its colon.
    pub names: Vec<Cow<'s, str>>,
    pub lang: Option<Cow<'s, str>>,
    pub span: Span,
}

impl Key<'_> {
    pub fn name(&self) -> &str {
        self.names.first().map_or("", |name| name)
    }
}

/// What stands between two commas.
#[derive(Clone, Debug)]
pub(crate) struct Value<'s> {
    pub atoms: Vec<Atom<'s>>,
    pub span: Span,
}

impl Value<'_> {
    /// Its words with single blanks between, quotes taken off.
    pub fn text(&self) -> Cow<'_, str> {
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
pub(crate) struct Atom<'s> {
    pub kind: AtomKind,
    pub text: Cow<'s, str>,
    pub span: Span,
    /// Whether no blank stands before it.
    pub glued: bool,
}

impl<'s> Atom<'s> {
    pub fn is_sign(&self, sign: &str) -> bool {
        self.kind == AtomKind::Sign && self.text == sign
    }

    /// Takes the last `len` bytes of a word off.
    fn cut(&mut self, len: usize) -> Cow<'s, str> {
        let at = self.text.len() - len;
        self.span.end -= len as u32;
        match &mut self.text {
            Cow::Borrowed(text) => {
                let (head, tail) = text.split_at(at);
                *text = head;
                Cow::Borrowed(tail)
            }
            Cow::Owned(text) => Cow::Owned(text.split_off(at)),
        }
    }
}

/// The words of atoms, as they stood.
pub(crate) fn join<'a>(atoms: &'a [Atom<'_>]) -> Cow<'a, str> {
    if let [one] = atoms {
        return Cow::Borrowed(&one.text);
    }
    let mut text = String::new();
    for atom in atoms {
        if !text.is_empty() && !atom.glued {
            text.push(' ');
        }
        text.push_str(&atom.text);
    }
    Cow::Owned(text)
}

/// The blocks of one file; mistakes go to `found` and cost their line only.
pub(crate) fn parse<'s>(source: &'s Source, found: &mut Vec<Diagnostic>) -> Vec<Block<'s>> {
    let mut blocks: Vec<Block<'s>> = Vec::new();
    // Indentation of the open entries, outermost first.
    let mut open: Vec<usize> = Vec::new();
    let mut orphan = false;
    let mut atoms: Vec<Atom<'s>> = Vec::new();
    for (start, line) in source.lines() {
        let body = line.trim_end();
        let text = body.trim_start();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let indent_text = &body[..body.len() - text.len()];
        let indent = indent_text.len();
        if let Some(tab) = indent_text.find(|c: char| c != ' ') {
            let span = Span::new(start + tab, start + tab + 1);
            found.push(
                source.error("E001", span, "a line is indented by blanks only").help("replace the tab by two blanks"),
            );
            continue;
        }
        atoms.clear();
        if let Err(mistake) = lex(source, start + indent, text, &mut atoms) {
            found.push(*mistake);
            continue;
        }
        if indent == 0 {
            open.clear();
            orphan = false;
            match header(source, &mut atoms, found) {
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
            found.push(
                source.error("E002", span, "this line belongs to no block").help("begin a block at the margin first"),
            );
            orphan = true;
            continue;
        };
        while open.last().is_some_and(|&depth| depth >= indent) {
            open.pop();
        }
        let depth = open.len();
        open.push(indent);
        let entry = entry(start + indent, text, &mut atoms);
        let mut list = &mut block.entries;
        for _ in 0..depth {
            list = &mut list.last_mut().expect("an open entry is the last of its list").children;
        }
        list.push(entry);
    }
    blocks
}

fn header<'s>(source: &'s Source, atoms: &mut Vec<Atom<'s>>, found: &mut Vec<Diagnostic>) -> Option<Block<'s>> {
    let operation = match &*atoms[0].text {
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
        found.push(
            source.error("E004", kind.span, "a block begins with its kind").help("write `kind id` at the margin"),
        );
        return None;
    }
    Some(Block { operation, kind, head: atoms.drain(..).filter(|a| a.text != ",").collect(), entries: Vec::new() })
}

fn entry<'s>(start: usize, text: &str, atoms: &mut Vec<Atom<'s>>) -> Entry<'s> {
    let span = Span::new(start, start + text.len());
    let mut key = None;
    // A key ends in a colon before a blank: `A:country` in a pattern is none.
    if let Some(at) = atoms.iter().position(|a| a.kind == AtomKind::Word && a.text.ends_with(':'))
        && atoms[..=at].iter().all(|a| matches!(a.kind, AtomKind::Word | AtomKind::Quoted))
    {
        let mut head: Vec<Atom<'s>> = atoms.drain(..=at).collect();
        let last = head.last_mut().expect("the key has an atom");
        last.cut(1);
        if last.text.is_empty() {
            head.pop();
        }
        key = Some(key_of(start, head));
    }
    Entry { key, values: values(atoms), children: Vec::new(), span }
}

/// What commas part, those in parentheses apart.
fn values<'s>(atoms: &mut Vec<Atom<'s>>) -> Vec<Value<'s>> {
    let mut depth = 0usize;
    let mut is_comma = |atom: &Atom| {
        depth += usize::from(atom.is_sign("("));
        depth = depth.saturating_sub(usize::from(atom.is_sign(")")));
        depth == 0 && atom.kind == AtomKind::Word && atom.text == ","
    };
    let ends: Vec<usize> = (0..atoms.len()).filter(|&n| is_comma(&atoms[n])).chain([atoms.len()]).collect();
    let mut values = Vec::with_capacity(ends.len());
    let mut rest = atoms.drain(..);
    let mut start = 0;
    for end in ends {
        let atoms: Vec<Atom> = rest.by_ref().take(end - start).collect();
        rest.next();
        start = end + 1;
        if let [first, ..] = &atoms[..] {
            values.push(Value { span: first.span.to(atoms[atoms.len() - 1].span), atoms });
        }
    }
    values
}

/// The key in front of a colon.
fn key_of(start: usize, mut head: Vec<Atom<'_>>) -> Key<'_> {
    let span = head.first().map_or(Span::new(start, start), |a| a.span.to(head[head.len() - 1].span));
    let mut lang = None;
    if head.iter().all(|a| a.kind == AtomKind::Word && a.text != ",")
        && let Some(last) = head.last_mut()
        && let Some((_, suffix)) = last.text.rsplit_once('.')
        && suffix.len() == 2
        && suffix.bytes().all(|b| b.is_ascii_lowercase())
    {
        lang = Some(last.cut(suffix.len()));
        last.cut(1);
    }
    let names = head.split(|a| a.kind == AtomKind::Word && a.text == ",").map(|words| match words {
        [one] => one.text.clone(),
        several => Cow::Owned(join(several).into_owned()),
    });
    Key { names: names.collect(), lang, span }
}

/// Appends the atoms of one line, unless it can't be read to its end.
fn lex<'s>(source: &Source, start: usize, line: &'s str, atoms: &mut Vec<Atom<'s>>) -> Result<(), Box<Diagnostic>> {
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
                    let message = "the quotation mark is never closed";
                    return Err(Box::new(source.error("E005", span, message).help("add `\"` where the text ends")));
                };
                (AtomKind::Quoted, text, len)
            }
            // `/…/` begins a regular expression; within a word it parts principal parts.
            '/' if !glued && rest[1..].contains('/') => {
                let len = rest[1..].find('/').expect("just seen") + 2;
                (AtomKind::Regex, Cow::Borrowed(&rest[1..len - 1]), len)
            }
            '(' | ')' | '|' | '?' | '!' => (AtomKind::Sign, Cow::Borrowed(&rest[..1]), 1),
            ',' => (AtomKind::Word, Cow::Borrowed(&rest[..1]), 1),
            _ => {
                let len = rest
                    .char_indices()
                    .find(|&(_, c)| c.is_whitespace() || matches!(c, '"' | '(' | ')' | '|' | '?' | '!' | ','))
                    .map_or(rest.len(), |(n, _)| n);
                (AtomKind::Word, Cow::Borrowed(&rest[..len]), len)
            }
        };
        atoms.push(Atom { kind, text, span: Span::new(start + at, start + at + len), glued });
        at += len;
    }
    parentheses(source, atoms)
}

/// Whether every parenthesis has its partner.
fn parentheses(source: &Source, atoms: &[Atom]) -> Result<(), Box<Diagnostic>> {
    const CURE: &str = "write both, or quote it if the text has one";
    let mistake = |span: Span, message: &str| Err(Box::new(source.error("E006", span, message).help(CURE)));
    let mut open: Vec<Span> = Vec::new();
    for atom in atoms {
        if atom.is_sign("(") {
            open.push(atom.span);
        } else if atom.is_sign(")") && open.pop().is_none() {
            return mistake(atom.span, "this parenthesis is never opened");
        }
    }
    open.pop().map_or(Ok(()), |span| mistake(span, "this parenthesis is never closed"))
}

/// A text in quotation marks, `\"` and `\\` undone, and its length in bytes with the marks.
fn quoted(rest: &str) -> Option<(Cow<'_, str>, usize)> {
    let end = rest[1..].find(['"', '\\'])? + 1;
    if rest[end..].starts_with('"') {
        return Some((Cow::Borrowed(&rest[1..end]), end + 1));
    }
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((Cow::Owned(text), at + 1)),
            '\\' => match chars.next()?.1 {
                c @ ('"' | '\\') => text.push(c),
                c => text.extend(['\\', c]),
            },
            c => text.push(c),
        }
    }
    None
}
