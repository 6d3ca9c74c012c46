//! How bytes become words: the one tokeniser, for articles and for the names in rule files.

use serde::{Deserialize, Serialize};

use crate::{lang, span::Span};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters first.
    Word,
    /// Digits first, with the points, commas and colons inside them.
    Number,
    /// One sign.
    Sign(char),
}

/// One token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub span: Span,
    pub kind: Kind,
    /// How its letters are cased.
    pub case: Case,
    /// Whether a blank or line end stands before it.
    pub spaced: bool,
    /// Whether it names a thing twice, as Indonesian plurals do: *negara-negara*. Its words are those of one.
    pub doubled: bool,
}

/// The case of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Case {
    Lower,
    /// A capital first.
    Capital,
    /// Two or more letters, all capitals.
    Upper,
}

/// Appends the tokens of `text` to `tokens`; spans count from `offset`.
pub(crate) fn tokenize(text: &str, offset: usize, tokens: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut spaced = true;
    while at < bytes.len() {
        let start = at;
        let first = char_at(text, at);
        if first.is_whitespace() || is_invisible(first) {
            at += first.len_utf8();
            spaced = spaced || first.is_whitespace();
            continue;
        }
        let mut doubled = false;
        let mut case = Case::Lower;
        let kind = if first.is_alphabetic()
            || is_apostrophe(first) && (!spaced || at == 0) && opens_enclitic(text, at + first.len_utf8())
        {
            let (end, word_case) = word_end(text, at);
            at = end;
            case = word_case;
            if bytes.get(at) == Some(&b'-') && doubles(text, start, at) {
                (at, _) = word_end(text, at + 1);
                doubled = true;
            }
            Kind::Word
        } else if first.is_ascii_digit() {
            at = number_end(text, at);
            Kind::Number
        } else {
            at += first.len_utf8();
            Kind::Sign(first)
        };
        tokens.push(Token { span: Span::new(offset + start, offset + at), kind, case, spaced, doubled });
        spaced = false;
    }
}

fn char_at(text: &str, at: usize) -> char {
    let byte = text.as_bytes()[at];
    if byte.is_ascii() { byte as char } else { text[at..].chars().next().expect("not at the end") }
}

/// Marks that steer the direction of writing or join letters, and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ')
}

/// End of the word that starts at `start`, and its case.
fn word_end(text: &str, start: usize) -> (usize, Case) {
    let bytes = text.as_bytes();
    let mut at = start;
    // How many letters, how many of them capitals, and how many signs since the last point.
    let (mut letters, mut capitals, mut since_point) = (0, 0, 0);
    while at < bytes.len() {
        // What most texts are made of needs no table of Unicode.
        let plain = bytes[at..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        if plain > 0 {
            letters += plain;
            since_point += plain;
            at += plain;
            continue;
        }
        let c = char_at(text, at);
        let end = at + c.len_utf8();
        if c.is_alphanumeric() || is_combining(c) {
            letters += usize::from(c.is_alphabetic());
            capitals += usize::from(c.is_uppercase());
            since_point += 1;
            at = end;
        } else if is_apostrophe(c) && text[end..].starts_with(char::is_alphabetic) {
            if at > start && opens_enclitic(text, end) {
                break;
            }
            at = end;
        } else if c == '.' && since_point == 1 && is_initials(text, at) {
            // U.S., D.C.: points belong to the word.
            since_point = 0;
            at = end;
        } else {
            break;
        }
    }
    let case = match capitals {
        0 => Case::Lower,
        2.. if capitals == letters => Case::Upper,
        _ if char_at(text, start).is_uppercase() => Case::Capital,
        _ => Case::Lower,
    };
    (at, case)
}

/// Whether a word of its own is written onto the one before, behind the apostrophe that ends at `start`.
fn opens_enclitic(text: &str, start: usize) -> bool {
    let rest = &text[start..];
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    lang::is_enclitic(&rest[..end])
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether the point at `at` stands between or behind single capitals: `U.S.`
fn is_initials(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    if !before.is_some_and(char::is_uppercase) {
        return false;
    }
    let mut after = text[at + 1..].chars();
    match (after.next(), after.next()) {
        (Some(c), Some('.')) => c.is_uppercase(),
        _ => {
            let mut back = text[..at].chars().rev().skip(1);
            back.next() == Some('.') && back.next().is_some_and(char::is_uppercase)
        }
    }
}

fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'0'..=b'9' => at += 1,
            b'.' | b',' | b':' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => at += 1,
            _ => break,
        }
    }
    at
}

/// Whether the word `start..hyphen` stands again behind its hyphen.
fn doubles(text: &str, start: usize, hyphen: usize) -> bool {
    let word = &text[start..hyphen];
    let rest = &text[hyphen + 1..];
    word.len() > 1 && rest.get(..word.len()).is_some_and(|again| again.eq_ignore_ascii_case(word))
}

/// The word as it is looked up: lower case, without accents, one kind of apostrophe, doubled words once.
pub(crate) fn fold<'t>(text: &'t str, token: &Token, scratch: &'t mut String) -> &'t str {
    let mut word = text;
    if token.doubled {
        // The second half carries what is written onto the word: negara-negaranya.
        word = &word[word.find('-').map_or(0, |n| n + 1)..];
    }
    fold_text(word, scratch)
}

/// `word` in lower case, without accents, with one kind of apostrophe.
pub(crate) fn fold_text<'t>(word: &'t str, scratch: &'t mut String) -> &'t str {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase() && b != b'`') {
        return word;
    }
    scratch.clear();
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        scratch.push_str(word);
        scratch.make_ascii_lowercase();
        return scratch;
    }
    for c in word.chars() {
        if c.is_ascii() {
            scratch.push(if c == '`' { '\'' } else { c.to_ascii_lowercase() });
        } else if is_apostrophe(c) {
            scratch.push('\'');
        } else if !is_combining(c) {
            match plain(c) {
                Some(letters) => scratch.push_str(letters),
                None => scratch.extend(c.to_lowercase()),
            }
        }
    }
    scratch
}

/// An accented Latin letter without its accent, in lower case.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ď'..='đ' | 'Ð' | 'ð' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "e",
        'Ĝ'..='ģ' | 'Ǧ' | 'ǧ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ' | 'ķ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ň' => "n",
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'Ō'..='ő' | 'Ơ' | 'ơ' => "o",
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' => "s",
        'ß' => "ss",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' => "u",
        'Ŵ' | 'ŵ' => "w",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'Ź'..='ž' => "z",
        _ => return None,
    })
}

/// Hands on the words of a name in a rule file, each as it is looked up, with its case.
pub(crate) fn each_word(name: &str, mut take: impl FnMut(&str, Case)) {
    let (mut tokens, mut scratch) = (Vec::new(), String::new());
    tokenize(name, 0, &mut tokens);
    for token in &tokens {
        take(fold_text(token.span.of(name), &mut scratch), token.case);
    }
}

/// The words of a name in a rule file.
pub(crate) fn words(name: &str) -> Vec<(String, Case)> {
    let mut words = Vec::new();
    each_word(name, |word, case| words.push((word.to_owned(), case)));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, 0, &mut tokens);
        tokens.iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn words_numbers_and_signs() {
        assert_eq!(
            split("Ma'ruf Amin (7/11), 1,6 miliar."),
            ["Ma'ruf", "Amin", "(", "7", "/", "11", ")", ",", "1,6", "miliar", "."]
        );
        assert_eq!(split("U.S. D.C. No. 5"), ["U.S.", "D.C.", "No", ".", "5"]);
        assert_eq!(
            split("negara-negaranya Rusia-Ukraina ke-44"),
            ["negara-negaranya", "Rusia", "-", "Ukraina", "ke", "-", "44"]
        );
        assert_eq!(split("“Tidak,” kata"), ["“", "Tidak", ",", "”", "kata"]);
        assert_eq!(split("Israel’s U.S.'s Qur'an's"), ["Israel", "’s", "U.S.", "'s", "Qur'an", "'s"]);
    }

    #[test]
    fn case_of_words() {
        let mut tokens = Vec::new();
        tokenize("AS As as McCain U.S. A", 0, &mut tokens);
        let cases: Vec<_> = tokens.iter().map(|t| t.case).collect();
        assert_eq!(cases, [Case::Upper, Case::Capital, Case::Lower, Case::Capital, Case::Upper, Case::Capital]);
    }

    #[test]
    fn folding() {
        let mut scratch = String::new();
        for (word, folded) in
            [("Erdoğan", "erdogan"), ("NICOLÁS", "nicolas"), ("Ma’ruf", "ma'ruf"), ("ß", "ss"), ("Æ", "ae")]
        {
            assert_eq!(fold_text(word, &mut scratch), folded);
        }
    }
}
