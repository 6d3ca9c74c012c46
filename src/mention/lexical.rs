//! Words to units: the longest phrase of the lexicon at each word, senses that can't hold here left out.

use super::*;
use crate::{
    lang::Order,
    rule::model::{CaseRule, Condition, Guard, Sense, WordClass, WordId},
    text::{Sentence, Word},
    token::{Case, Kind},
};

/// How far `near` reaches, in words on either side.
const NEAR: usize = 5;

/// The units of one sentence.
pub(super) fn units(
    text: &Text,
    sentence: &Sentence,
    content: &str,
    pack: &Pack,
    rules: &RuleSet,
    found: &mut Mentions,
) -> Vec<Unit> {
    let words = &text.words[sentence.words.clone()];
    let inherits = pack.morphology.is_some_and(|morphology| morphology.order() == Order::HeadLast);
    let reader = Reader { words, pack, rules, content, shouted: is_shouted(words), inherits };
    let mut units = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let senses = found.senses.len();
        let first = &words[at];
        if let Some((len, date)) = super::dates::date_at(words, at, content, pack) {
            units.push(Unit {
                words: sentence.words.start + at..sentence.words.start + at + len,
                word: None,
                senses: senses..senses,
                classes: ClassSet::default(),
                kind: UnitKind::Date(date),
                clitic: None,
                doubled: false,
                capital: false,
                quote: first.quote,
            });
            at += len;
            continue;
        }
        let len = reader.longest(at, &mut found.senses).max(1);
        let last = &words[at + len - 1];
        units.push(Unit {
            words: sentence.words.start + at..sentence.words.start + at + len,
            word: first.id.filter(|_| len == 1),
            senses: senses..found.senses.len(),
            classes: ClassSet::default(),
            kind: match first.token.kind {
                Kind::Sign(c) => UnitKind::Sign(c),
                Kind::Number => UnitKind::Number(number(first.token.span.of(content))),
                Kind::Word => UnitKind::Word,
            },
            clitic: last.clitic,
            doubled: first.token.doubled,
            capital: first.is_capital(),
            quote: first.quote,
        });
        at += len;
    }
    units
}

/// Whether all words are capitals, so that case tells nothing.
fn is_shouted(words: &[Word]) -> bool {
    let mut letters = words.iter().filter(|w| w.token.kind == Kind::Word && w.token.span.len() > 1).peekable();
    letters.peek().is_some() && letters.all(|w| w.token.case == Case::Upper)
}

/// The value of digits with points for thousands and a comma for fractions, or the other way round.
fn number(text: &str) -> f64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let fraction = text.rfind([',', '.']).map(|n| text.len() - n - 1).filter(|&n| n != 3).unwrap_or(0);
    digits.parse::<f64>().unwrap_or(0.0) / 10f64.powi(fraction as i32)
}

struct Reader<'a> {
    words: &'a [Word],
    pack: &'a Pack,
    rules: &'a RuleSet,
    content: &'a str,
    shouted: bool,
    /// Whether a phrase has its head last, and may mean what that does.
    inherits: bool,
}

impl Reader<'_> {
    /// Puts the senses of the longest phrase at `at` that has any into `senses`, and gives its length.
    fn longest(&self, at: usize, senses: &mut Vec<Meaning>) -> usize {
        let word = &self.words[at];
        [word.id, word.base]
            .into_iter()
            .flatten()
            .map(|first| self.longest_from(first, at, senses))
            .find(|&len| len > 0)
            .unwrap_or(0)
    }

    fn longest_from(&self, first: WordId, at: usize, senses: &mut Vec<Meaning>) -> usize {
        let lexicon = &self.pack.lexicon;
        // States by length; few phrases are longer than this.
        let mut states = [0u32; 12];
        let mut len = 0;
        let mut state = lexicon.start(first);
        while state != 0 && len < states.len() {
            states[len] = state;
            len += 1;
            let next = at + len;
            // What is written onto a word closes the phrase.
            if !lexicon.goes_on(state)
                || next >= self.words.len()
                || self.words[next - 1].clitic.is_some()
                || self.crosses_quote(at, next)
            {
                break;
            }
            state = match self.words[next].id {
                Some(id) => lexicon.step(state, id),
                None => match self.sign_word(next) {
                    Some(id) => lexicon.step(state, id),
                    None => 0,
                },
            };
        }
        let nouns_only = self.expects_noun(at);
        for n in (1..=len).rev() {
            let before = senses.len();
            for (sense, cases) in lexicon.senses(states[n - 1]) {
                if self.holds(sense, cases, at, n) {
                    senses.push(sense.meaning);
                }
            }
            // "the meeting with Xi": where only a noun can stand, "meet with" ends in its first word.
            let is_verb = |sense: &Meaning| matches!(sense, Meaning::Verb { .. } | Meaning::Say(_));
            if n > 1 && nouns_only && senses[before..].iter().all(is_verb) {
                senses.truncate(before);
            }
            if senses.len() > before {
                self.head_senses(at, n, before, senses);
                return n;
            }
        }
        0
    }

    /// "military cooperation": a phrase that says nothing itself means what its last word does, where the
    /// last word is the head.
    fn head_senses(&self, at: usize, len: usize, before: usize, senses: &mut Vec<Meaning>) {
        let is_plain = |sense: &Meaning| {
            matches!(sense, Meaning::Class(_) | Meaning::Word { class: WordClass::Noun | WordClass::Deed, .. })
        };
        if len == 1 || !self.inherits || !senses[before..].iter().all(is_plain) {
            return;
        }
        let asked_for = senses[before..].iter().any(|sense| matches!(sense, Meaning::Class(_)));
        let lexicon = &self.pack.lexicon;
        for start in at + 1..at + len {
            let mut state = self.words[start].id.map_or(0, |id| lexicon.start(id));
            for word in &self.words[start + 1..at + len] {
                state = word.id.map_or(0, |id| lexicon.step(state, id));
            }
            let known = senses.len();
            for (sense, cases) in lexicon.senses(state) {
                let is_meant = match sense.meaning {
                    Meaning::Noun { .. } => true,
                    Meaning::Class(_) => !asked_for,
                    _ => false,
                };
                if is_meant
                    && self.holds(sense, cases, start, at + len - start)
                    && !senses[before..].contains(&sense.meaning)
                {
                    senses.push(sense.meaning);
                }
            }
            if senses.len() > known {
                return;
            }
        }
    }

    /// Whether what stands before `at` begins a noun phrase.
    fn expects_noun(&self, at: usize) -> bool {
        let classes = [WordClass::Determiner, WordClass::Genitive, WordClass::Possessor];
        // "their first meeting with": over adjectives.
        let before =
            (0..at).rev().find(|&n| !self.may_be(n, WordClass::Adjective) && !self.may_be(n, WordClass::Number));
        before.is_some_and(|n| classes.into_iter().any(|class| self.may_be(n, class)))
    }

    fn crosses_quote(&self, at: usize, next: usize) -> bool {
        self.words[at].quote != self.words[next].quote
    }

    /// Signs are words of names with points and hyphens: *Jr.*, *Al-Qaeda*.
    fn sign_word(&self, at: usize) -> Option<WordId> {
        match self.words[at].token.kind {
            Kind::Sign(_) => self.rules.vocabulary.get(self.words[at].token.span.of(self.content)),
            _ => None,
        }
    }

    fn holds(&self, sense: &Sense, cases: &[Case], at: usize, len: usize) -> bool {
        let words = &self.words[at..at + len];
        let cased = match sense.case {
            CaseRule::Free => true,
            CaseRule::Exact => words.iter().zip(cases).all(|(word, case)| word.token.case == *case),
            CaseRule::Capitals => {
                self.shouted
                    || words.iter().zip(cases).all(|(word, case)| match case {
                        Case::Lower => true,
                        Case::Capital => word.token.case != Case::Lower,
                        Case::Upper => word.token.case == Case::Upper,
                    })
            }
        };
        // "the State Department" begins like "the state", and is a name.
        let is_capital = |n: usize| self.words.get(n).is_some_and(Word::is_capital);
        let begins_name = matches!(sense.meaning, Meaning::Anaphor(_))
            && len > 1
            && !self.shouted
            && is_capital(at + len - 1)
            && is_capital(at + len);
        cased
            && !begins_name
            && sense.guard.is_none_or(|guard| self.guarded(&self.rules.guards[guard.index()], at, len))
    }

    fn guarded(&self, guard: &Guard, at: usize, len: usize) -> bool {
        !guard.unless.iter().any(|c| self.condition(c, at, len))
            && (guard.only.is_empty() || guard.only.iter().any(|c| self.condition(c, at, len)))
    }

    fn condition(&self, condition: &Condition, at: usize, len: usize) -> bool {
        let after = at + len;
        match condition {
            Condition::Near(ids) => {
                let from = at.saturating_sub(NEAR);
                let to = (after + NEAR).min(self.words.len());
                (from..to).any(|n| (n + ids.len() <= at || n >= after) && self.reads(n, ids))
            }
            Condition::Next(ids) => self.reads(after, ids),
            Condition::Previous(ids) => at >= ids.len() && self.reads(at - ids.len(), ids),
            Condition::NextClass(class) => self.may_be(after, *class),
            Condition::PreviousClass(class) => at > 0 && self.may_be(at - 1, *class),
            Condition::NextName => self.is_strange(after),
            Condition::PreviousName => at > 0 && self.is_strange(at - 1),
        }
    }

    fn reads(&self, at: usize, ids: &[WordId]) -> bool {
        at + ids.len() <= self.words.len() && self.words[at..].iter().zip(ids).all(|(word, id)| word.id == Some(*id))
    }

    /// Whether the word may be of the class: guards come before any reading is chosen.
    fn may_be(&self, at: usize, class: WordClass) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        if word.token.kind == Kind::Number {
            return class == WordClass::Number;
        }
        let Some(id) = word.id else { return false };
        self.pack.lexicon.senses(self.pack.lexicon.start(id)).any(|(sense, _)| match sense.meaning {
            Meaning::Word { class: c, .. } | Meaning::Value { class: c, .. } => c == class,
            Meaning::Noun { .. } | Meaning::Class(_) => class == WordClass::Noun,
            Meaning::Verb { .. } => class == WordClass::Verb,
            Meaning::Role(_) => matches!(class, WordClass::Noun | WordClass::Title),
            _ => false,
        })
    }

    /// A capitalised word that no rule knows.
    fn is_strange(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| {
            word.is_capital() && word.id.is_none_or(|id| self.pack.lexicon.is_empty(self.pack.lexicon.start(id)))
        })
    }
}
