//! From a document to sentences of words: language, boilerplate, datelines, sentence ends, quotations.

mod language;

pub(crate) use language::identify;

use std::ops::Range;

use crate::{
    document::Document,
    lang::Clitic,
    rule::{
        RuleSet,
        model::{Lexicon, Meaning, Pack, WordClass, WordId},
    },
    span::Span,
    token::{self, Case, Kind, Token},
};

/// A token with what its letters lead to in the lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub token: Token,
    /// Number of its folded form, where some rule knows it.
    pub id: Option<WordId>,
    /// Number of the word that is written twice here, where the doubled word has a number of its own.
    pub base: Option<WordId>,
    /// What is written onto it and was taken off for `id`.
    pub clitic: Option<Clitic>,
    /// Which quotation it stands in, from 1; 0 for none.
    pub quote: u32,
}

impl Word {
    pub fn sign(&self) -> Option<char> {
        match self.token.kind {
            Kind::Sign(c) => Some(c),
            _ => None,
        }
    }

    pub fn is_capital(&self) -> bool {
        self.token.kind == Kind::Word && self.token.case != Case::Lower
    }
}

/// One sentence; its words are a range of [`Text::words`].
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub span: Span,
    pub words: Range<usize>,
    pub title: bool,
    /// No news text: counted, not analysed.
    pub boilerplate: bool,
}

/// A document cut into sentences.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub words: Vec<Word>,
    pub sentences: Vec<Sentence>,
    pub quotes: u32,
}

/// Cuts the document; the title is sentence 0, and there is none where it has no title.
pub(crate) fn analyse(document: &Document, pack: &Pack, rules: &RuleSet) -> Text {
    let content = document.content();
    // An Indonesian word has seven bytes with its blank, and signs stand between.
    let mut text = Text { words: Vec::with_capacity(content.len() / 5), ..Text::default() };
    let longest_start = pack.boilerplate.iter().map(String::len).max().unwrap_or(0);
    let mut scanner = Scanner { content, pack, rules, longest_start, tokens: Vec::new(), scratch: String::new() };
    if !document.title().is_empty() {
        scanner.line(0, document.title(), true, &mut text);
    }
    let mut at = document.text_start();
    let mut paragraphs = 0;
    for line in document.text().split_inclusive('\n') {
        let body = line.trim_end();
        let trimmed = body.trim_start();
        if !trimmed.is_empty() {
            let mut start = at + body.len() - trimmed.len();
            let end = at + body.len();
            // A summary may stand before the paragraph with the dateline.
            if paragraphs < 2 {
                start += dateline(pack, trimmed);
            }
            paragraphs += 1;
            scanner.line(start, &content[start..end], false, &mut text);
        }
        at += line.len();
    }
    text
}

/// The first `chars` of a line: what stands in front is short, and the whole article need not be searched for it.
fn head(line: &str, chars: usize) -> &str {
    &line[..line.char_indices().nth(chars).map_or(line.len(), |(n, _)| n)]
}

/// Length of the place and agency in front of an article.
fn dateline(pack: &Pack, line: &str) -> usize {
    let head = head(line, 120);
    pack.datelines
        .iter()
        .filter_map(|pattern| pattern.get().find(head))
        .filter(|m| m.start() == 0)
        .map(|m| m.end())
        .max()
        .unwrap_or(0)
}

struct Scanner<'a> {
    content: &'a str,
    pack: &'a Pack,
    rules: &'a RuleSet,
    /// Bytes of the longest beginning of boilerplate.
    longest_start: usize,
    tokens: Vec<Token>,
    scratch: String,
}

impl Scanner<'_> {
    fn line(&mut self, start: usize, line: &str, title: bool, text: &mut Text) {
        let boilerplate = !title && self.is_boilerplate(line);
        self.tokens.clear();
        token::tokenize(line, start, &mut self.tokens);
        let base = text.words.len();
        for n in 0..self.tokens.len() {
            let word = self.word(n);
            text.words.push(word);
        }
        mark_quotes(&mut text.words[base..], &mut text.quotes);
        let mut from = base;
        while from < text.words.len() {
            let to = if title || boilerplate { text.words.len() } else { self.sentence_end(&text.words, from) };
            let span = text.words[from].token.span.to(text.words[to - 1].token.span);
            text.sentences.push(Sentence { span, words: from..to, title, boilerplate });
            from = to;
        }
    }

    fn is_boilerplate(&mut self, line: &str) -> bool {
        let folded = token::fold_text(head(line, self.longest_start + 1), &mut self.scratch);
        let first = folded.bytes().next();
        self.pack.boilerplate.iter().filter(|start| start.bytes().next() == first).any(|start| {
            folded.strip_prefix(start.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        }) || self.pack.boilerplate_lines.iter().any(|pattern| pattern.get().is_match(line))
    }

    fn word(&mut self, n: usize) -> Word {
        let token = self.tokens[n];
        let mut word = Word { token, id: None, base: None, clitic: None, quote: 0 };
        if let Kind::Sign(_) = token.kind {
            return word;
        }
        let raw = token.span.of(self.content);
        let vocabulary = &self.rules.vocabulary;
        if token.doubled {
            word.id = vocabulary.get(token::fold_text(raw, &mut self.scratch));
            word.base = word.id.and_then(|_| vocabulary.get(token::fold(raw, &token, &mut self.scratch)));
        }
        if word.id.is_none() {
            let folded = token::fold(raw, &token, &mut self.scratch);
            word.id = vocabulary.get(folded);
            // A word that only goes on with a phrase says nothing by itself: "warganya" of "melindungi warganya".
            let speaks = word.id.is_some_and(|id| self.pack.lexicon.start(id) != 0);
            if !speaks
                && token.kind == Kind::Word
                && let Some(morphology) = self.pack.morphology
                && let Some((stem, clitic)) = morphology.strip_clitic(folded)
                && let Some(id) = vocabulary.get(stem)
            {
                word.base = word.id.map(|_| id);
                word.id = word.id.or(Some(id));
                word.clitic = Some(clitic);
            }
        }
        word
    }

    /// One past the last word of the sentence that starts at `from`.
    fn sentence_end(&self, words: &[Word], from: usize) -> usize {
        let mut at = from;
        while at < words.len() {
            let end = match words[at].sign() {
                Some('.') => !self.is_abbreviation(words, at),
                Some('!' | '?' | '…') => true,
                _ => false,
            };
            at += 1;
            if !end {
                continue;
            }
            // What closes belongs to the sentence that it closes.
            while at < words.len()
                && matches!(words[at].sign(), Some('”' | '"' | '’' | ')' | ']' | '»' | '.' | '!' | '?' | '…'))
            {
                // A straight mark behind a blank opens the next quotation.
                if words[at].sign() == Some('"') && words[at].token.spaced {
                    break;
                }
                at += 1;
            }
            if at == words.len() || self.begins_sentence(words, at) {
                return at;
            }
        }
        words.len()
    }

    fn begins_sentence(&self, words: &[Word], at: usize) -> bool {
        let word = &words[at];
        word.token.spaced
            && match word.token.kind {
                Kind::Word => word.token.case != Case::Lower,
                Kind::Number => true,
                Kind::Sign(c) => matches!(c, '“' | '"' | '‘' | '(' | '[' | '«' | '—' | '–' | '-'),
            }
    }

    /// Whether the point at `at` ends a shortened word or an initial.
    fn is_abbreviation(&self, words: &[Word], at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|n| &words[n]) else { return false };
        if words[at].token.spaced || before.token.kind != Kind::Word {
            return false;
        }
        before.token.span.len() == 1 && before.is_capital()
            || before.id.is_some_and(|id| {
                let lexicon = &self.pack.lexicon;
                has_class(lexicon, lexicon.start(id), WordClass::Abbreviation)
            })
    }
}

/// Whether the words that lead to `state` are of a class, whatever else they are.
fn has_class(lexicon: &Lexicon, state: u32, class: WordClass) -> bool {
    lexicon.senses(state).any(|(sense, _)| matches!(sense.meaning, Meaning::Word { class: c, .. } if c == class))
}

/// Numbers the quotations of a line. One that is never closed runs to the line's end, as papers write
/// quotations over several paragraphs.
fn mark_quotes(words: &mut [Word], count: &mut u32) {
    let mut open: Option<u32> = None;
    for word in words {
        match (word.sign(), open) {
            (Some('“' | '«' | '„'), None) | (Some('"'), None) => {
                *count += 1;
                open = Some(*count);
                word.quote = *count;
            }
            (Some('”' | '»' | '"'), Some(quote)) => {
                word.quote = quote;
                open = None;
            }
            _ => word.quote = open.unwrap_or(0),
        }
    }
}
