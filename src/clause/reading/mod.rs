//! One class for each unit, from the classes that its senses allow and what stands around it.

mod affixes;
mod context;

use super::*;
use crate::{
    lang::{Guess, Order},
    rule::model::{Condition, Say},
    token::{self, Kind},
};

/// The classes of a sentence's units.
pub(super) fn classes(view: View<'_>) -> Vec<Class> {
    let reader = Reader { view };
    let mut classes: Vec<Class> = Vec::with_capacity(view.units.len());
    for unit in 0..view.units.len() {
        let class = reader.class(unit, &classes);
        classes.push(class);
    }
    classes
}

struct Reader<'a> {
    view: View<'a>,
}

/// Which classes the senses of a unit allow.
#[derive(Clone, Copy, Debug, Default)]
struct Possible {
    verb: Option<Voice>,
    bare: bool,
    noun: bool,
    cue: bool,
    say_before: bool,
    say_quote: bool,
    value: bool,
}

impl Reader<'_> {
    fn class(&self, at: usize, before: &[Class]) -> Class {
        let unit = &self.view.units[at];
        match unit.kind {
            UnitKind::Mention(_) => Class::Nominal,
            UnitKind::Date(_) => Class::Date,
            UnitKind::Number(_) => Class::Quantifier,
            UnitKind::Sign(sign) => self.sign(sign, at),
            UnitKind::Word => match self.view.order() {
                Order::HeadFirst => self.word_by_affixes(at, before),
                Order::HeadLast => self.word_by_context(at, before),
            },
        }
    }

    fn sign(&self, sign: char, at: usize) -> Class {
        let spaced =
            |n: usize| self.view.units.get(n).is_some_and(|u| self.view.text.words[u.words.start].token.spaced);
        match sign {
            ',' => Class::Comma,
            ':' => Class::Colon,
            '“' | '”' | '"' | '«' | '»' | '„' => Class::Quote,
            '.' | '!' | '?' | ';' | '…' => Class::Stop,
            // "the United States' army"
            '\'' | '’' if !spaced(at) && self.view.order() == Order::HeadLast => Class::Genitive,
            // "a 25% tariff"
            '%' if self.view.order() == Order::HeadLast => Class::Adjective,
            '-' if !spaced(at) && !spaced(at + 1) => Class::Hyphen,
            '-' | '–' | '—' | '(' | ')' | '[' | ']' => Class::Dash,
            _ => Class::Adverb,
        }
    }

    fn possible(&self, at: usize) -> Possible {
        let mut possible = Possible::default();
        for holding in self.view.found.senses(&self.view.units[at]) {
            match *holding {
                Meaning::Verb { voice: Voice::Bare, .. } => possible.bare = true,
                Meaning::Verb { voice, .. } | Meaning::Say(Say::Verb(voice)) => {
                    possible.verb = possible.verb.or(Some(voice))
                }
                Meaning::Noun { .. } | Meaning::Class(_) | Meaning::Role(_) | Meaning::Name { .. } => {
                    possible.noun = true
                }
                Meaning::Cue(_) => possible.cue = true,
                Meaning::Say(Say::Before) => possible.say_before = true,
                Meaning::Say(Say::Quote) => possible.say_quote = true,
                Meaning::Value { .. } => possible.value = true,
                Meaning::Anaphor(_) | Meaning::Word { .. } => {}
            }
        }
        possible
    }

    /// Whether a constraint of the rules rules the class out here.
    fn forbidden(&self, at: usize, class: WordClass) -> bool {
        let Some(phrase) = self.view.phrase_of(at, class) else { return true };
        let Some(constraints) = self.view.pack.constraints.get(&phrase) else { return false };
        constraints.iter().filter(|c| c.class == class).any(|constraint| {
            let guard = &self.view.rules.guards[constraint.guard.index()];
            guard.unless.iter().any(|c| self.condition(c, at))
                || !guard.only.is_empty() && !guard.only.iter().any(|c| self.condition(c, at))
        })
    }

    fn condition(&self, condition: &Condition, at: usize) -> bool {
        let is_word = |n: usize, ids: &[crate::rule::model::WordId]| {
            self.view.units.get(n).is_some_and(|unit| {
                let words = &self.view.text.words[unit.words.clone()];
                words.len() >= ids.len() && words.iter().zip(ids).all(|(word, id)| word.id == Some(*id))
            })
        };
        let may_be = |n: usize, class: WordClass| {
            self.view.units.get(n).is_some_and(|unit| {
                let possible = self.possible(n);
                match class {
                    WordClass::Verb => possible.verb.is_some() || possible.bare || self.view.has_class(n, class),
                    WordClass::Noun => possible.noun || self.view.has_class(n, class),
                    WordClass::Number => matches!(unit.kind, UnitKind::Number(_)) || possible.value,
                    _ => self.view.has_class(n, class),
                }
            })
        };
        let is_name = |n: usize| self.view.units.get(n).is_some_and(|u| matches!(u.kind, UnitKind::Mention(_)));
        match condition {
            Condition::Near(ids) => (at.saturating_sub(5)..at + 6).any(|n| n != at && is_word(n, ids)),
            Condition::Next(ids) => is_word(at + 1, ids),
            Condition::Previous(ids) => at > 0 && is_word(at - 1, ids),
            Condition::NextClass(class) => may_be(at + 1, *class),
            Condition::PreviousClass(class) => at > 0 && may_be(at - 1, *class),
            Condition::NextName => is_name(at + 1),
            Condition::PreviousName => at > 0 && is_name(at - 1),
        }
    }

    fn may_be(&self, at: usize, class: WordClass) -> bool {
        !self.forbidden(at, class)
    }

    fn folded(&self, at: usize) -> String {
        let unit = &self.view.units[at];
        let word = &self.view.text.words[unit.words.start];
        let mut scratch = String::new();
        token::fold(word.token.span.of(self.view.content), &word.token, &mut scratch).to_owned()
    }
}
