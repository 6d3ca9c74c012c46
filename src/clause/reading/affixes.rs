//! Languages whose verbs show their class by their affixes, and whose nouns stand before what says which they are.

use super::*;

impl Reader<'_> {
    pub(super) fn word_by_affixes(&self, at: usize, before: &[Class]) -> Class {
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
        if may(WordClass::Likewise) {
            return Class::Likewise;
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
            return Class::Verb(self.guessed_voice(at).unwrap_or(Voice::Middle));
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

    fn guessed_voice(&self, at: usize) -> Option<Voice> {
        match self.view.pack.morphology?.guess(&self.folded(at))? {
            Guess::Verb(voice) => Some(voice),
            Guess::Noun | Guess::Adjective | Guess::Adverb => None,
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
    /// it and its object behind; elsewhere behind whoever acts (*yang Washington kecam*, *Israel kami kecam*).
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
            let behind =
                |end: usize| before[..end].iter().rposition(|c| !matches!(c, Class::Adverb | Class::Auxiliary));
            let agent = behind(at).filter(|&n| self.view.mention(n).is_some());
            let patient = agent.and_then(behind);
            // "Israel akan kami kecam": a pronoun right before the root acts.
            let is_agent = |n: usize| match patient.map(|p| before[p]) {
                Some(Class::Relative) => true,
                Some(Class::Nominal | Class::Demonstrative) => n + 1 == at && self.is_pronoun(n),
                _ => false,
            };
            agent.is_some_and(is_agent) || matches!(previous, Some(Class::Auxiliary))
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
