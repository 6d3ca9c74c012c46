//! One class for each unit, from the classes that its senses allow and what stands around it.

use super::*;
use crate::{
    lang::Guess,
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
            UnitKind::Word => self.word(at, before),
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

    fn word(&self, at: usize, before: &[Class]) -> Class {
        let view = self.view;
        let possible = self.possible(at);
        let previous = before.last().copied();
        let may = |class| self.may_be(at, class);
        // "ke-19": what a hyphen ties to a number is part of it.
        if self.view.units.get(at + 1).is_some_and(|u| u.kind == UnitKind::Sign('-'))
            && self.sign('-', at + 1) == Class::Hyphen
            && self.view.units.get(at + 2).is_some_and(|u| matches!(u.kind, UnitKind::Number(_)))
        {
            return Class::Adjective;
        }
        if possible.say_before {
            return Class::SayBefore;
        }
        // Beside a quotation, or behind a comma that closes what was said, a root names its speaker.
        if possible.say_quote && possible.verb.is_none() && self.closes_speech(before, at) {
            return Class::SayQuote;
        }
        if may(WordClass::Relative) {
            // Words such as "tempat" are relative only where they open a clause behind their noun.
            let opens = matches!(previous, Some(Class::Comma)) || !may(WordClass::Noun);
            if opens {
                return Class::Relative;
            }
        }
        if may(WordClass::Inclusion) {
            return Class::Inclusion;
        }
        let subordinator = may(WordClass::Subordinator);
        let complementiser =
            may(WordClass::Complementiser).then(|| view.phrase_of(at, WordClass::Complementiser)).flatten();
        // "Amerika Serikat bersama Jepang mengecam": between two who act it joins them.
        let named = |n: Option<usize>| n.is_some_and(|n| n < view.units.len() && view.mention(n).is_some());
        if may(WordClass::Conjunction) && named(at.checked_sub(1)) && named(Some(at + 1)) {
            return Class::Conjunction;
        }
        if let Some(phrase) = view.phrase_of(at, WordClass::Preposition).filter(|_| may(WordClass::Preposition)) {
            return match (complementiser, subordinator) {
                (Some(word), _) if self.verb_follows(at + 1) => Class::Complementiser(word),
                // "selama tiga jam"
                (None, true) if self.measure_follows(at + 1) => Class::Preposition(phrase),
                (None, true) if self.verb_follows(at + 1) || self.clause_follows(at + 1) => Class::Subordinator,
                _ => Class::Preposition(phrase),
            };
        }
        if let Some(word) = complementiser {
            return Class::Complementiser(word);
        }
        if may(WordClass::Contrast) {
            return Class::Contrast;
        }
        if subordinator {
            return Class::Subordinator;
        }
        if may(WordClass::Conjunction) {
            // Words that are adverbs too join clauses behind a comma only.
            if !may(WordClass::Adverb) || previous == Some(Class::Comma) {
                return Class::Conjunction;
            }
        }
        if may(WordClass::Demonstrative) {
            return Class::Demonstrative;
        }
        if may(WordClass::Reciprocal) {
            return Class::Auxiliary;
        }
        // "Australia sendiri menyumbang".
        if may(WordClass::Reflexive) && self.verb_follows(at + 1) {
            return Class::Adverb;
        }
        if may(WordClass::Auxiliary) && possible.verb.is_none() {
            return Class::Auxiliary;
        }
        // "menegaskan kembali", "mulai mundur": what is an auxiliary too is one beside a verb.
        if view.has_class(at, WordClass::Auxiliary) && matches!(previous, Some(Class::Verb(_))) {
            return Class::Adverb;
        }
        if may(WordClass::Auxiliary) && self.verb_follows(at + 1) && !view.takes_clause(at) {
            return Class::Auxiliary;
        }
        if let Some(voice) = possible.verb {
            // A word that is a noun too: a verb where its subject, or what goes with verbs, stands before it.
            let behind = match previous {
                Some(Class::Nominal) => self.view.mention(before.len() - 1).is_some(),
                previous => matches!(previous, Some(Class::Auxiliary | Class::Adverb | Class::Demonstrative)),
            };
            let nominal = possible.noun && voice == Voice::Middle && !behind;
            if !nominal {
                return if possible.cue && self.verb_follows(at + 1) { Class::Auxiliary } else { Class::Verb(voice) };
            }
        }
        // "Iran Ungkap Jaringan Mata-mata": a headline has roots of saying too.
        if self.view.sentence.title
            && possible.say_quote
            && possible.verb.is_none()
            && before.last() == Some(&Class::Nominal)
            && !possible.noun
        {
            return Class::Verb(Voice::Bare);
        }
        // "…," ancam Menlu Iran: behind a quotation, a root says what was done by speaking.
        if possible.bare
            && previous == Some(Class::Quote)
            && self.view.units.get(at + 1).is_some_and(|u| matches!(u.kind, UnitKind::Mention(_)))
        {
            return Class::SayQuote;
        }
        if possible.bare && self.bare_is_verb(at, before, possible) {
            return Class::Verb(Voice::Bare);
        }
        if possible.cue && !possible.noun {
            return Class::Auxiliary;
        }
        let before_name = self.view.units.get(at + 1).is_some_and(|u| matches!(u.kind, UnitKind::Mention(_)));
        if may(WordClass::Quantifier) || possible.value || may(WordClass::Title) && before_name {
            return Class::Quantifier;
        }
        if possible.noun
            || may(WordClass::Owned)
            || may(WordClass::Deed)
            || may(WordClass::Noun)
            || may(WordClass::Title)
        {
            return Class::Nominal;
        }
        if may(WordClass::Copula) {
            return Class::Verb(Voice::Middle);
        }
        if may(WordClass::Verb) {
            return Class::Verb(self.guessed_voice(at).unwrap_or(Voice::Active));
        }
        if may(WordClass::Adverb) {
            return Class::Adverb;
        }
        if may(WordClass::Adjective) {
            return Class::Adjective;
        }
        if possible.bare {
            return Class::Nominal;
        }
        self.guess(at)
    }

    fn folded(&self, at: usize) -> String {
        let unit = &self.view.units[at];
        let word = &self.view.text.words[unit.words.start];
        let mut scratch = String::new();
        token::fold(word.token.span.of(self.view.content), &word.token, &mut scratch).to_owned()
    }

    fn guessed_voice(&self, at: usize) -> Option<Voice> {
        match self.view.pack.morphology?.guess(&self.folded(at))? {
            Guess::Verb(voice) => Some(voice),
            Guess::Noun => None,
        }
    }

    /// A word that no rule knows: a name if it has a capital, else what its shape tells.
    fn guess(&self, at: usize) -> Class {
        let unit = &self.view.units[at];
        let capital = unit.capital && !self.view.sentence.title && at > 0;
        if capital || self.view.text.words[unit.words.start].token.kind != Kind::Word {
            return Class::Nominal;
        }
        match self.guessed_voice(at) {
            Some(voice) => Class::Verb(voice),
            None => Class::Nominal,
        }
    }

    /// Whether a bare root is a verb here: in a headline where a noun phrase, an auxiliary or nothing stands before
    /// it and its object behind; elsewhere behind a pronoun (*yang kami kecam*).
    fn bare_is_verb(&self, at: usize, before: &[Class], possible: Possible) -> bool {
        let previous = before.iter().rposition(|c| !matches!(c, Class::Adverb | Class::Date)).map(|n| before[n]);
        let after = self.view.units.get(at + 1);
        if self.view.sentence.title {
            let behind_actor = matches!(
                previous,
                None | Some(
                    Class::Nominal
                        | Class::Auxiliary
                        | Class::Comma
                        | Class::Colon
                        | Class::Conjunction
                        | Class::Demonstrative
                )
            ) || matches!(
                previous,
                Some(Class::Complementiser(_) | Class::Subordinator | Class::Contrast | Class::Relative)
            );
            if !possible.noun {
                return behind_actor
                    || matches!(previous, Some(Class::Verb(_) | Class::Quantifier | Class::Adjective | Class::Stop));
            }
            let object_follows = after.is_some_and(|_| {
                let next = self.possible(at + 1);
                let function = [
                    WordClass::Preposition,
                    WordClass::Conjunction,
                    WordClass::Relative,
                    WordClass::Contrast,
                    WordClass::Adverb,
                    WordClass::Adjective,
                ];
                !matches!(self.view.units[at + 1].kind, UnitKind::Sign(_))
                    && !function.iter().any(|&class| self.view.has_class(at + 1, class))
                    && next.verb.is_none()
            });
            let actor_before = at == 0 || {
                let n = before.iter().rposition(|c| !matches!(c, Class::Adverb | Class::Auxiliary | Class::Date));
                n.is_none_or(|n| self.view.mention(n).is_some() || matches!(before[n], Class::Comma | Class::Colon))
            };
            return actor_before && object_follows;
        }
        !possible.noun && at > 0 && {
            let n = before.iter().rposition(|c| !matches!(c, Class::Adverb | Class::Auxiliary));
            n.is_some_and(|n| self.view.mention(n).is_some() && n > 0 && before[n - 1] == Class::Relative)
                || matches!(previous, Some(Class::Auxiliary))
        }
    }

    /// Whether what stands before `at` is the end of something said: a quotation mark, or a comma.
    fn closes_speech(&self, before: &[Class], at: usize) -> bool {
        let opens = self.view.units.get(at + 1).is_some_and(|u| matches!(u.kind, UnitKind::Sign(':')));
        opens || matches!(before.last(), None | Some(Class::Quote | Class::Comma | Class::Stop))
    }

    /// Whether a verb stands at `at`, behind nothing but auxiliaries and adverbs.
    fn verb_follows(&self, at: usize) -> bool {
        let mut at = at;
        while at < self.view.units.len() {
            let UnitKind::Word = self.view.units[at].kind else { return false };
            let possible = self.possible(at);
            if possible.verb.is_some() || self.view.has_class(at, WordClass::Verb) {
                return true;
            }
            let skip = possible.cue
                || [WordClass::Auxiliary, WordClass::Adverb].iter().any(|&class| self.view.has_class(at, class));
            if !skip {
                return self.view.found.senses(&self.view.units[at]).is_empty()
                    && !self.view.units[at].capital
                    && matches!(self.guess(at), Class::Verb(_));
            }
            at += 1;
        }
        false
    }

    /// Whether a number and what it counts in stand at `at`.
    fn measure_follows(&self, at: usize) -> bool {
        let counted =
            self.view.units.get(at).is_some_and(|u| matches!(u.kind, UnitKind::Number(_)) || self.possible(at).value);
        counted && at + 1 < self.view.units.len() && self.view.has_class(at + 1, WordClass::Measure)
    }

    /// Whether a noun phrase and then its verb stand at `at`.
    fn clause_follows(&self, at: usize) -> bool {
        let mut nominal = false;
        for n in at..self.view.units.len() {
            match self.view.units[n].kind {
                UnitKind::Sign('-') => {}
                UnitKind::Sign(_) => return false,
                UnitKind::Mention(_) | UnitKind::Number(_) => nominal = true,
                UnitKind::Date(_) => {}
                UnitKind::Word => {
                    let possible = self.possible(n);
                    let function = [
                        WordClass::Preposition,
                        WordClass::Relative,
                        WordClass::Subordinator,
                        WordClass::Contrast,
                        WordClass::Complementiser,
                    ];
                    if possible.verb.is_some() || self.view.has_class(n, WordClass::Verb) {
                        return nominal;
                    }
                    if self.view.sentence.title && possible.bare && nominal {
                        return true;
                    }
                    if function.iter().any(|&class| self.view.has_class(n, class)) {
                        return false;
                    }
                    nominal = true;
                }
            }
        }
        false
    }
}
