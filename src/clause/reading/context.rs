//! Languages whose nouns and verbs look alike, and whose nouns stand behind what says which they are: the words around
//! a word tell what it is.

use super::*;
use crate::rule::model::{EVENTLESS, NameSort, Place, RoleSort};

/// What a word may be.
#[derive(Clone, Copy, Debug, Default)]
struct May {
    /// *condemn*
    plain: bool,
    /// *condemns*, *took*
    active: bool,
    /// *condemned*
    past: bool,
    /// *taken*
    participle: bool,
    /// *condemning*
    gerund: bool,
    noun: bool,
    adjective: bool,
    /// An adjective that says of its subject what verbs say: *is concerned at*.
    predicate: bool,
    adverb: bool,
    /// A verb that may name an event.
    event: bool,
}

impl May {
    fn is_verb(self) -> bool {
        self.plain || self.active || self.past || self.participle || self.gerund
    }

    /// Whether it can be nothing but a verb that has a subject.
    fn is_finite(self) -> bool {
        (self.active || self.past) && !self.noun && !self.adjective
    }
}

/// What the auxiliaries before a verb ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// *is*, *was*, *been*: a passive participle, or a gerund.
    Passive,
    /// *has*: an active participle.
    Perfect,
    /// *will*, *did*, *to*: the plain form.
    Plain,
}

impl Reader<'_> {
    pub(super) fn word_by_context(&self, at: usize, before: &[Class]) -> Class {
        let view = self.view;
        let possible = self.possible(at);
        let may = |class| self.may_be(at, class);
        let previous = before.last().copied();
        if possible.say_before {
            return Class::SayBefore;
        }
        if may(WordClass::Genitive) {
            let owner = at > 0 && previous == Some(Class::Nominal) && !self.is_pronoun(at - 1);
            return if owner { Class::Genitive } else { Class::Auxiliary };
        }
        if may(WordClass::Infinitive) && self.plain_follows(at + 1) {
            let phrase = view.phrase_of(at, WordClass::Infinitive).expect("it is of the class");
            return Class::Complementiser(phrase);
        }
        if may(WordClass::Relative) {
            match view.phrase_of(at, WordClass::Complementiser) {
                None => return Class::Relative,
                Some(phrase) => return self.relative_or_complementiser(at, before, phrase),
            }
        }
        if may(WordClass::Likewise) {
            return Class::Likewise;
        }
        if may(WordClass::Inclusion) {
            return Class::Inclusion;
        }
        let subordinator = may(WordClass::Subordinator);
        if let Some(phrase) = view.phrase_of(at, WordClass::Preposition).filter(|_| may(WordClass::Preposition)) {
            return match subordinator {
                true if self.gerund_follows(at + 1, before) || self.clause_ahead(at + 1) => Class::Subordinator,
                false if self.gerund_follows(at + 1, before) => Class::Complementiser(phrase),
                _ => Class::Preposition(phrase),
            };
        }
        if let Some(phrase) = view.phrase_of(at, WordClass::Complementiser).filter(|_| !subordinator) {
            return Class::Complementiser(phrase);
        }
        if subordinator {
            return Class::Subordinator;
        }
        if may(WordClass::Contrast) {
            return Class::Contrast;
        }
        if may(WordClass::Conjunction) {
            return Class::Conjunction;
        }
        if possible.cue
            && !may(WordClass::Determiner)
            && (may(WordClass::Auxiliary) || !self.forms(at).is_verb())
            && self.verb_ahead(at + 1)
        {
            return if may(WordClass::Adverb) { Class::Adverb } else { Class::Auxiliary };
        }
        // "Had Jordan not intercepted the drones, …"
        if may(WordClass::Inverted)
            && matches!(previous, None | Some(Class::Quote | Class::Stop))
            && !view.sentence.title
            && self.nominal_at(at + 1)
            && !self.plain_follows(at + 1)
            && self.is_condition(at + 1)
        {
            return Class::Subordinator;
        }
        if may(WordClass::Passive) {
            let verb = self.participle_ahead(at + 1, true);
            return if verb { Class::Auxiliary } else { Class::Verb(Voice::Middle) };
        }
        if may(WordClass::Perfect) {
            let verb = self.participle_ahead(at + 1, false);
            return if verb { Class::Auxiliary } else { Class::Verb(Voice::Active) };
        }
        if may(WordClass::Auxiliary) {
            return Class::Auxiliary;
        }
        // "…," said Netanyahu
        let told = || before.iter().any(|c| matches!(c, Class::Verb(_))) && !self.clause_ahead(at + 1);
        let closes = match previous {
            Some(Class::Quote) => true,
            // "The drill was a warning, said Li Xi."
            Some(Class::Comma) => told() && self.apposed(before) != Some(true),
            _ => false,
        };
        if closes && self.view.says(at) && self.object_follows(at + 1) && !self.forms(at).plain {
            return Class::SayQuote;
        }
        let noun_expected = self.expects_noun(before);
        if self.begins_phrase(at) {
            // "France and Germany all suspended their aid"
            let floats = previous == Some(Class::Nominal)
                && view.has_class(at, WordClass::Plural)
                && self.verb_ahead(at + 1)
                && !self.nominal_at(at + 1);
            return if floats { Class::Adverb } else { Class::Quantifier };
        }
        let forms = self.forms(at);
        if forms.adverb && !(noun_expected && (forms.noun || forms.adjective)) {
            return Class::Adverb;
        }
        self.open_class(at, before, forms)
    }

    /// Whether a verb stands in what goes from `at` to a comma, and something behind that.
    fn is_condition(&self, at: usize) -> bool {
        let comma = (at..self.view.units.len()).find(|&n| self.view.units[n].kind == UnitKind::Sign(','));
        comma.is_some_and(|comma| {
            comma + 1 < self.view.units.len()
                && (at..comma).any(|n| self.forms(n).is_verb())
                && self.clause_ahead(comma + 1)
        })
    }

    /// "…," Macron, the president of France, …: whether somebody and what he is stand behind what is told, in commas;
    /// and whether it is a quotation.
    fn apposed(&self, before: &[Class]) -> Option<bool> {
        let names = |part: &[Class]| {
            let phrase = |c: &Class| {
                !matches!(
                    c,
                    Class::Verb(_)
                        | Class::Participle(_)
                        | Class::Relative
                        | Class::Complementiser(_)
                        | Class::Subordinator
                        | Class::Auxiliary
                )
            };
            part.contains(&Class::Nominal) && part.iter().all(phrase)
        };
        let [told @ .., Class::Comma] = before else { return None };
        let (told, apposition) = told.split_at(told.iter().rposition(|c| *c == Class::Comma)?);
        let (told, name) = told.split_at(told.iter().rposition(|c| matches!(c, Class::Comma | Class::Quote))?);
        let is_told = name[0] == Class::Quote || told.iter().any(|c| matches!(c, Class::Verb(_)));
        (is_told && names(&apposition[1..]) && names(&name[1..])).then_some(name[0] == Class::Quote)
    }

    /// *that* behind a noun or a verb.
    fn relative_or_complementiser(&self, at: usize, before: &[Class], phrase: PhraseId) -> Class {
        let previous = before.iter().rposition(|c| !matches!(c, Class::Adverb | Class::Date));
        let governed = self.is_governed(before);
        let verb_next = self.verb_ahead(at + 1) && !self.nominal_at(at + 1);
        match previous.map(|n| before[n]) {
            Some(Class::Nominal | Class::Comma) if verb_next => Class::Relative,
            Some(Class::Nominal) if governed => Class::Complementiser(phrase),
            Some(Class::Nominal) if self.clause_ahead(at + 1) => Class::Relative,
            Some(Class::Preposition(_)) => Class::Quantifier,
            _ if self.clause_ahead(at + 1) => Class::Complementiser(phrase),
            _ if self.nominal_at(at + 1) => Class::Quantifier,
            _ if verb_next => Class::Nominal,
            _ => Class::Complementiser(phrase),
        }
    }

    /// Whether the last verb or noun takes a clause.
    fn is_governed(&self, before: &[Class]) -> bool {
        let view = self.view;
        let last_noun = before.iter().rposition(|c| *c == Class::Nominal);
        if last_noun.is_some_and(|n| n + 1 == before.len() && self.noun_takes_clause(n)) {
            return true;
        }
        let last_verb = before.iter().rposition(|c| {
            matches!(c, Class::Verb(_) | Class::Participle(_) | Class::Relative | Class::Subordinator | Class::Stop)
        });
        last_verb.is_some_and(|n| {
            matches!(before[n], Class::Verb(_) | Class::Participle(_)) && (view.takes_clause(n) || self.view.says(n))
        })
    }

    fn noun_takes_clause(&self, at: usize) -> bool {
        self.view.found.senses(&self.view.units[at]).iter().any(|h| match *h {
            Meaning::Noun { lemma } => self.view.rules.actions_of(lemma).any(|action| action.clause.is_some()),
            _ => false,
        })
    }

    /// Nouns, verbs, adjectives.
    fn open_class(&self, at: usize, before: &[Class], forms: May) -> Class {
        let last = before.iter().rposition(|c| !matches!(c, Class::Adverb | Class::Date));
        let previous = last.map(|n| before[n]);
        // "General Prosper Avril": a name, whatever else its letters say.
        let capital = |n: usize| self.view.units.get(n).is_some_and(|u| u.capital && u.kind == UnitKind::Word);
        if forms.is_verb() && !self.view.sentence.title && at > 0 && capital(at) && capital(at + 1) {
            return Class::Nominal;
        }
        // "US-led": what a hyphen ties to a noun says which one.
        if before.last() == Some(&Class::Hyphen) && (forms.past || forms.participle || forms.gerund) {
            return Class::Adjective;
        }
        if self.expects_noun(before) {
            return match forms {
                // "the military base", "wounded soldiers"
                May { adjective: true, .. } if self.nominal_at(at + 1) => Class::Adjective,
                May { noun: true, .. } => Class::Nominal,
                May { adjective: true, .. } => Class::Adjective,
                May { past: true, .. } | May { participle: true, .. } | May { gerund: true, .. } => Class::Adjective,
                _ => Class::Nominal,
            };
        }
        match self.asked(before) {
            Some(Asked::Passive) if forms.predicate && !(forms.past && self.agent_follows(at + 1)) => {
                return Class::Verb(Voice::Middle);
            }
            Some(Asked::Passive) if forms.past || forms.participle => return Class::Verb(Voice::Passive),
            Some(Asked::Passive) if forms.gerund => return Class::Verb(Voice::Active),
            Some(Asked::Perfect) if forms.past || forms.participle || forms.active => {
                return Class::Verb(Voice::Active);
            }
            Some(Asked::Plain) if forms.plain => return Class::Verb(Voice::Active),
            _ => {}
        }
        if forms.predicate && self.infinitive_follows(at + 1) {
            match previous {
                // "Trump due to meet Xi": a headline leaves *is* out.
                Some(Class::Nominal) if self.view.sentence.title => return Class::Verb(Voice::Middle),
                // "Iran, set to attack Israel, …"
                Some(Class::Nominal | Class::Comma) | None => return Class::Participle(Voice::Middle),
                _ => {}
            }
        }
        if !forms.is_verb() {
            let describes = forms.adjective && (self.nominal_at(at + 1) || !forms.noun);
            return if describes { Class::Adjective } else { Class::Nominal };
        }
        if forms.gerund {
            return self.gerund(at, before, previous, forms);
        }
        // "wounded soldiers", but "Russia worried Seoul"
        let describes = match previous {
            Some(Class::Nominal) => false,
            Some(Class::Verb(Voice::Middle)) => true,
            // "visited wounded soldiers"
            Some(Class::Verb(_)) if forms.past && !forms.plain && self.nominal_at(at + 1) => return Class::Adjective,
            _ => self.nominal_at(at + 1),
        };
        if forms.adjective && !forms.active && describes {
            return Class::Adjective;
        }
        if forms.noun && !self.verb_wins(at, before, previous, forms) {
            return Class::Nominal;
        }
        if forms.participle {
            return self.participle(at, before, previous);
        }
        if forms.past {
            return self.past(at, before, previous, forms);
        }
        Class::Verb(Voice::Active)
    }

    /// Whether a preposition other than *of* stands at `at`, and somebody behind it.
    fn appeal_follows(&self, at: usize) -> bool {
        let view = self.view;
        at + 1 < view.units.len()
            && view.has_class(at, WordClass::Preposition)
            && view.mention(at + 1).is_some()
            && !view.has_class(at, WordClass::Possessive)
    }

    fn gerund(&self, at: usize, before: &[Class], previous: Option<Class>, forms: May) -> Class {
        let object = self.object_follows(at + 1);
        match previous {
            // "after attacking", "accused of arming"
            Some(Class::Complementiser(_) | Class::Subordinator) => Class::Verb(Voice::Active),
            // "…, Misri told a briefing, calling on Islamabad"
            Some(Class::Comma)
                if forms.noun && before.iter().any(|c| matches!(c, Class::Verb(_))) && self.appeal_follows(at + 1) =>
            {
                Class::Participle(Voice::Active)
            }
            _ if forms.noun && !object => Class::Nominal,
            // "stopped shelling Gaza"
            Some(Class::Verb(_) | Class::Participle(_)) => Class::Verb(Voice::Active),
            Some(Class::Quote | Class::Stop | Class::Colon)
            | None
            | Some(Class::Comma | Class::Dash | Class::Nominal | Class::Conjunction) => {
                Class::Participle(Voice::Active)
            }
            _ if forms.noun => Class::Nominal,
            _ => Class::Participle(Voice::Active),
        }
    }

    /// *taken*, without an auxiliary.
    fn participle(&self, at: usize, before: &[Class], previous: Option<Class>) -> Class {
        let headline = self.view.sentence.title && !self.is_finished(before) && !self.finite_ahead(at + 1);
        match previous {
            Some(Class::Nominal) if headline => Class::Verb(Voice::Passive),
            Some(Class::Conjunction) => match before.iter().rev().find(|c| matches!(c, Class::Verb(_))) {
                Some(&Class::Verb(voice)) => Class::Verb(voice),
                _ => Class::Participle(Voice::Passive),
            },
            _ => Class::Participle(Voice::Passive),
        }
    }

    /// *condemned*: a past tense, or a participle without its auxiliary.
    fn past(&self, at: usize, before: &[Class], previous: Option<Class>, forms: May) -> Class {
        let object = self.object_follows(at + 1);
        let agent = self.agent_follows(at + 1);
        let active = Class::Verb(Voice::Active);
        let passive = Class::Participle(Voice::Passive);
        match previous {
            Some(Class::Nominal) => {
                let later = self.finite_ahead(at + 1);
                let pronoun = before.len().checked_sub(1).is_some_and(|n| self.is_pronoun(n));
                let object = object || self.infinitive_follows(at + 1);
                if pronoun && !agent {
                    return active;
                }
                if self.is_finished(before) {
                    // "said Israel attacked Gaza", but "an attack launched by Israel"
                    return if self.is_governed(before) && !agent && !later && (object || forms.plain) {
                        active
                    } else {
                        passive
                    };
                }
                match (agent, later) {
                    (_, true) if !object => passive,
                    // "In a statement read out on television, …"
                    _ if !object && self.is_setting(before) => passive,
                    (true, _) => Class::Verb(Voice::Passive),
                    // A headline tells in the present what was done, and by a participle what was suffered.
                    _ if self.view.sentence.title && !object && !forms.plain => Class::Verb(Voice::Passive),
                    _ => active,
                }
            }
            Some(Class::Conjunction) => {
                match before.iter().rev().find(|c| matches!(c, Class::Verb(_) | Class::Participle(_))) {
                    Some(&Class::Verb(Voice::Passive)) if !object => Class::Verb(Voice::Passive),
                    Some(&Class::Participle(Voice::Passive)) if !object => passive,
                    _ => active,
                }
            }
            Some(Class::Comma) if !agent && self.view.says(at) && self.apposed(before).is_some() => active,
            // "The EU, which is negotiating with Washington, threatened to leave": the verb that was still to come.
            Some(Class::Comma | Class::Dash) if !agent && self.awaits_verb(before) && !self.verb_to_come(at + 1) => {
                active
            }
            None | Some(Class::Comma | Class::Dash | Class::Subordinator | Class::Verb(_)) if agent || !object => {
                passive
            }
            _ => active,
        }
    }

    /// Whether a word that is a noun too is a verb here.
    fn verb_wins(&self, at: usize, before: &[Class], previous: Option<Class>, forms: May) -> bool {
        let object = self.object_follows(at + 1);
        match previous {
            Some(Class::Relative) => true,
            Some(Class::Nominal) => {
                // "demanded an end to US sanctions", but "said Iran sanctions Israel"
                if self.is_finished(before) && !(object && self.is_governed(before)) {
                    return false;
                }
                let agrees = forms.active || forms.past || self.is_plural(before) || self.is_mandated(before);
                let object = object || self.infinitive_follows(at + 1);
                let alone = forms.active && !self.noun_phrase_goes_on(at + 1) || forms.plain && self.are_people(before);
                // "US drone attacks, three a week, have killed"
                let aside = self.view.units.get(at + 1).is_some_and(|u| u.kind == UnitKind::Sign(','));
                agrees && !self.finite_ahead(at + 1) && (object || alone) && !(aside && self.verb_to_come(at + 1))
            }
            Some(Class::Conjunction | Class::Comma) => {
                object && before.iter().any(|c| matches!(c, Class::Verb(_))) && !forms.plain
            }
            _ => false,
        }
    }

    /// "demanded that Iran stop", "Should Iran attack": whether the verb of the clause keeps its plain form, whatever its
    /// subject.
    fn is_mandated(&self, before: &[Class]) -> bool {
        let opener = before
            .iter()
            .rposition(|c| !matches!(c, Class::Nominal | Class::Quantifier | Class::Adjective | Class::Genitive));
        let Some(opener) = opener else { return false };
        let demands = |n: usize| {
            let senses = self.view.found.senses(&self.view.units[n]);
            senses.iter().any(|h| match *h {
                Meaning::Verb { lemma, .. } | Meaning::Noun { lemma } => {
                    let mut inner = self.view.rules.actions_of(lemma).filter_map(|action| action.clause);
                    inner.any(|inner| inner.effect == Effect::Urged)
                }
                _ => false,
            })
        };
        match before[opener] {
            Class::Subordinator => self.view.has_class(opener, WordClass::Inverted),
            Class::Complementiser(_) => opener.checked_sub(1).is_some_and(demands),
            _ => false,
        }
    }

    /// Whether a preposition that hangs things on nouns follows: *talks between*, *a ban on*.
    fn noun_phrase_goes_on(&self, at: usize) -> bool {
        at < self.view.units.len() && self.view.has_class(at, WordClass::Preposition)
    }

    /// "Russian negotiators return to Geneva": whether several people stand right before, who modify no noun.
    fn are_people(&self, before: &[Class]) -> bool {
        let Some(last) = before.len().checked_sub(1) else { return false };
        let people = |m: usize| match self.view.found.mentions[m].who {
            Who::Role { role, .. } => self.view.rules.roles[role.index()].sort == RoleSort::People,
            _ => self.view.found.mentions[m].sort == NameSort::People && self.view.is_plural_noun(last),
        };
        self.view.mention(last).is_some_and(people) && self.view.is_plural_noun(last)
    }

    /// Whether what stands last counts more than one: *Palestinians protest*.
    fn is_plural(&self, before: &[Class]) -> bool {
        let Some(last) = before.iter().rposition(|c| *c == Class::Nominal) else { return false };
        let unit = &self.view.units[last];
        let joined = before[..last].iter().rev().take(4).any(|c| *c == Class::Conjunction)
            || self.view.sentence.title && before[..last].iter().rev().take(2).any(|c| *c == Class::Comma);
        let several = match unit.kind {
            UnitKind::Mention(m) => match self.view.found.mentions[m].who {
                Who::Anaphor(a) => self.view.rules.anaphors[a.index()].count > 1,
                Who::Role { role, .. } => self.view.rules.roles[role.index()].sort != RoleSort::Office,
                _ => self.view.found.mentions[m].sort == NameSort::People && self.view.is_plural_noun(last),
            },
            _ => self.view.is_plural_noun(last),
        };
        several || joined
    }

    /// Whether the clause so far is but phrases with prepositions, none of which is its subject.
    fn is_setting(&self, before: &[Class]) -> bool {
        let mut bare = false;
        for class in before.iter().rev() {
            match class {
                Class::Nominal | Class::Adjective | Class::Quantifier | Class::Genitive | Class::Hyphen => bare = true,
                Class::Preposition(_) => bare = false,
                Class::Adverb | Class::Date => {}
                _ => break,
            }
        }
        !bare && !before.is_empty()
    }

    /// Whether a verb with its subject has stood since the clause began; those of relative clauses don't count.
    fn is_finished(&self, before: &[Class]) -> bool {
        let mut verbs = 0;
        for class in before.iter().rev() {
            match class {
                Class::Verb(_) => verbs += 1,
                Class::Relative => verbs -= 1,
                Class::Comma
                | Class::Conjunction
                | Class::Contrast
                | Class::Subordinator
                | Class::Stop
                | Class::Colon
                | Class::Quote
                | Class::Dash => break,
                // "urged Russia to withdraw": the plain form is no clause of its own here.
                Class::Complementiser(_) if verbs > 0 => verbs -= 1,
                Class::Complementiser(_) => break,
                _ => {}
            }
        }
        verbs > 0
    }

    /// Whether the sentence so far has fewer verbs than clauses.
    fn awaits_verb(&self, before: &[Class]) -> bool {
        let mut clauses = 1;
        let mut verbs = 0;
        for class in before {
            match class {
                Class::Verb(_) => verbs += 1,
                Class::Relative | Class::Subordinator | Class::Complementiser(_) => clauses += 1,
                Class::Stop | Class::Colon => (clauses, verbs) = (1, 0),
                _ => {}
            }
        }
        verbs < clauses
    }

    /// Whether a finite verb stands at or behind `at`, over commas, but in no clause of its own.
    fn verb_to_come(&self, at: usize) -> bool {
        let view = self.view;
        for n in at..view.units.len() {
            match view.units[n].kind {
                UnitKind::Sign('.' | '!' | '?' | ':' | ';') => return false,
                UnitKind::Word => {
                    let of = |class| view.has_class(n, class);
                    if of(WordClass::Relative) || of(WordClass::Subordinator) && !of(WordClass::Preposition) {
                        return false;
                    }
                    if !self.after_infinitive(n) && (self.is_auxiliary(n) || self.forms(n).is_finite()) {
                        return true;
                    }
                }
                _ => {}
            }
        }
        false
    }

    /// What the auxiliaries right before ask for.
    fn asked(&self, before: &[Class]) -> Option<Asked> {
        for (n, class) in before.iter().enumerate().rev() {
            match class {
                Class::Adverb | Class::Date => {}
                Class::Auxiliary if self.view.has_class(n, WordClass::Passive) => return Some(Asked::Passive),
                Class::Auxiliary if self.view.has_class(n, WordClass::Genitive) => return Some(Asked::Passive),
                Class::Auxiliary if self.view.has_class(n, WordClass::Perfect) => return Some(Asked::Perfect),
                Class::Auxiliary => return Some(Asked::Plain),
                Class::Complementiser(_) if self.view.has_class(n, WordClass::Infinitive) => return Some(Asked::Plain),
                // "agreed to": a verb that ends in what stands before a plain form.
                Class::Verb(_) | Class::Participle(_) if self.ends_in_infinitive(n) => return Some(Asked::Plain),
                _ => return None,
            }
        }
        None
    }

    fn ends_in_infinitive(&self, at: usize) -> bool {
        let words = &self.view.units[at].words;
        let lexicon = &self.view.pack.lexicon;
        let last = self.view.text.words[words.end - 1].id.filter(|_| words.len() > 1);
        last.is_some_and(|id| {
            lexicon
                .senses(lexicon.start(id))
                .any(|(sense, _)| matches!(sense.meaning, Meaning::Word { class: WordClass::Infinitive, .. }))
        })
    }

    fn expects_noun(&self, before: &[Class]) -> bool {
        let previous = before.iter().rposition(|c| !matches!(c, Class::Adverb)).map(|n| before[n]);
        matches!(
            previous,
            Some(Class::Quantifier | Class::Adjective | Class::Genitive | Class::Preposition(_) | Class::Inclusion)
        )
    }

    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        match self.view.mention(at) {
            Some(m) => {
                matches!(self.view.found.mentions[m].who, Who::Anaphor(_)) && self.view.units[at].words.len() == 1
            }
            None => self.view.has_class(at, WordClass::Pronoun) || self.view.has_class(at, WordClass::Determiner),
        }
    }

    /// A determiner, a number, a title before a name.
    fn begins_phrase(&self, at: usize) -> bool {
        let of = |class| self.view.has_class(at, class);
        [WordClass::Determiner, WordClass::Demonstrative, WordClass::Quantifier, WordClass::Possessor]
            .into_iter()
            .any(of)
            || self.possible(at).value && !self.possible(at).noun
            || of(WordClass::Title) && self.view.units.get(at + 1).is_some_and(|u| u.capital)
    }

    /// What a word may be.
    fn forms(&self, at: usize) -> May {
        let mut may = May::default();
        let unit = &self.view.units[at];
        let senses = self.view.found.senses(unit);
        for sense in senses {
            match *sense {
                Meaning::Verb { lemma, .. } if lemma != EVENTLESS && !may.event => may.event = true,
                _ => {}
            }
            match *sense {
                Meaning::Verb { voice, .. } | Meaning::Say(Say::Verb(voice)) => match voice {
                    Voice::Plain => may.plain = true,
                    Voice::Active | Voice::Bare => may.active = true,
                    Voice::Middle => {
                        may.predicate = true;
                        may.adjective = true;
                    }
                    Voice::Past => may.past = true,
                    Voice::Passive => may.participle = true,
                    Voice::Gerund => may.gerund = true,
                    Voice::Nominal => may.noun = true,
                },
                Meaning::Noun { .. } | Meaning::Role(_) | Meaning::Name { .. } => may.noun = true,
                // What a slot asks for by name is mostly a noun: "arms", but "held responsible".
                Meaning::Class(_) => match self.guessed(at) {
                    Some(Guess::Adjective) => may.adjective = true,
                    _ => may.noun = true,
                },
                Meaning::Word { class, .. } => match class {
                    WordClass::Noun
                    | WordClass::Owned
                    | WordClass::Deed
                    | WordClass::Collective
                    | WordClass::Government
                    | WordClass::Measure
                    | WordClass::Title
                    | WordClass::Agency => may.noun = true,
                    WordClass::Adjective => may.adjective = true,
                    WordClass::Adverb => may.adverb = true,
                    _ => {}
                },
                _ => {}
            }
        }
        if senses.is_empty() {
            match self.guessed(at) {
                Some(Guess::Adverb) => may.adverb = true,
                Some(Guess::Adjective) => may.adjective = true,
                Some(Guess::Verb(Voice::Past)) => may.past = true,
                Some(Guess::Verb(_)) => {
                    may.gerund = true;
                    may.noun = true;
                }
                _ => may.noun = true,
            }
        }
        may
    }

    /// What the shape of a word tells, if it is no name.
    fn guessed(&self, at: usize) -> Option<Guess> {
        let is_name = self.view.units[at].capital && !self.view.sentence.title && at > 0;
        let words = &self.view.text.words[self.view.units[at].words.clone()];
        let mut scratch = String::new();
        let last = token::fold_text(words[words.len() - 1].token.span.of(self.view.content), &mut scratch);
        self.view.pack.morphology.filter(|_| !is_name)?.guess(last)
    }

    /// The first unit from `at` that is no adverb and no date.
    fn skip(&self, at: usize) -> Option<usize> {
        (at..self.view.units.len()).find(|&n| match self.view.units[n].kind {
            UnitKind::Date(_) => false,
            UnitKind::Word => {
                let forms = self.forms(n);
                !(forms.adverb && !forms.is_verb() && !forms.noun && !forms.adjective)
            }
            _ => true,
        })
    }

    /// Whether a noun phrase goes on, or begins, at `at`.
    fn nominal_at(&self, at: usize) -> bool {
        let Some(unit) = self.view.units.get(at) else { return false };
        match unit.kind {
            UnitKind::Mention(_) => true,
            UnitKind::Number(_) => true,
            UnitKind::Sign('-') => self.sign('-', at) == Class::Hyphen && self.nominal_at(at + 1),
            UnitKind::Sign(_) | UnitKind::Date(_) => false,
            UnitKind::Word => {
                let forms = self.forms(at);
                !self.is_function(at) && (forms.noun || forms.adjective && self.nominal_at(at + 1))
            }
        }
    }

    fn is_auxiliary(&self, at: usize) -> bool {
        [WordClass::Auxiliary, WordClass::Passive, WordClass::Perfect].into_iter().any(|c| self.view.has_class(at, c))
    }

    fn is_function(&self, at: usize) -> bool {
        [
            WordClass::Preposition,
            WordClass::Conjunction,
            WordClass::Relative,
            WordClass::Subordinator,
            WordClass::Complementiser,
            WordClass::Contrast,
            WordClass::Infinitive,
            WordClass::Genitive,
        ]
        .into_iter()
        .any(|class| self.view.has_class(at, class))
            || self.is_auxiliary(at)
    }

    /// Whether a noun phrase stands at `at`, as the object of a verb does.
    fn object_follows(&self, at: usize) -> bool {
        let Some(at) = self.skip(at) else { return false };
        match self.view.units[at].kind {
            UnitKind::Mention(_) | UnitKind::Number(_) | UnitKind::Sign('“' | '"') => true,
            UnitKind::Sign(_) | UnitKind::Date(_) => false,
            UnitKind::Word => {
                self.begins_phrase(at) || self.nominal_at(at) || {
                    let forms = self.forms(at);
                    !self.is_function(at) && forms.adjective && !forms.is_verb()
                }
            }
        }
    }

    /// Whether the agent of a passive stands at `at`.
    fn agent_follows(&self, at: usize) -> bool {
        let Some(at) = self.skip(at) else { return false };
        let Some(phrase) = self.view.phrase_of(at, WordClass::Preposition) else { return false };
        let marks = self.view.pack.defaults.passive.iter().flat_map(|(_, places)| places);
        marks.into_iter().any(|place| *place == Place::Preposition(phrase))
    }

    /// *to* and a plain form.
    fn infinitive_follows(&self, at: usize) -> bool {
        self.skip(at).is_some_and(|at| self.view.has_class(at, WordClass::Infinitive) && self.plain_follows(at + 1))
    }

    fn plain_follows(&self, at: usize) -> bool {
        let Some(at) = self.skip_negation(at) else { return false };
        matches!(self.view.units[at].kind, UnitKind::Word)
            && (self.forms(at).plain || self.view.has_class(at, WordClass::Auxiliary))
    }

    /// As [`skip`](Self::skip), over what negates, too.
    fn skip_negation(&self, at: usize) -> Option<usize> {
        let mut at = self.skip(at)?;
        while self.view.units[at].kind == UnitKind::Word
            && self.view.cue(at).is_some()
            && !self.forms(at).is_verb()
            && self.view.has_class(at, WordClass::Auxiliary)
        {
            at = self.skip(at + 1)?;
        }
        Some(at)
    }

    /// Whether a gerund stands at `at` as a verb does: with its object, or as it can be no noun.
    fn gerund_follows(&self, at: usize, before: &[Class]) -> bool {
        let Some(at) = self.skip_negation(at) else { return false };
        if self.view.units[at].kind != UnitKind::Word {
            return false;
        }
        let forms = self.forms(at);
        let complement = |n: usize| {
            self.skip(n).is_some_and(|n| {
                self.view.has_class(n, WordClass::Infinitive) || self.view.has_class(n, WordClass::Complementiser)
            })
        };
        // "accused Hezbollah of rearming", but "accused of the killing of", "blamed for shelling in Kherson"
        let alone = || self.is_governed(before) && !self.noun_phrase_goes_on(at + 1);
        forms.gerund && (!forms.noun || self.object_follows(at + 1) || complement(at + 1) || alone())
    }

    /// Whether a participle (or, behind *be*, a gerund) stands at `at`, with nothing before it but adverbs and further
    /// auxiliaries.
    fn participle_ahead(&self, at: usize, gerund: bool) -> bool {
        let Some(mut at) = self.skip(at) else { return false };
        // "has long blockaded": what may be an adverb is one before a participle.
        while self.forms(at).adverb && !self.forms(at).is_verb() && at + 1 < self.view.units.len() {
            at += 1;
        }
        if self.view.units[at].kind != UnitKind::Word {
            return false;
        }
        if self.is_auxiliary(at) {
            return self.participle_ahead(at + 1, true) || self.plain_follows(at + 1);
        }
        let forms = self.forms(at);
        // "is concerned", "are armed": words of a state are no deed, if they are not known as one.
        let describes = gerund && forms.adjective && !forms.participle && !forms.event && !self.agent_follows(at + 1);
        forms.predicate && gerund
            || (forms.past || forms.participle) && !describes
            || gerund && forms.gerund
            || !gerund && forms.active && !forms.noun
    }

    /// Whether a verb stands at `at`, with nothing before it but adverbs and auxiliaries.
    fn verb_ahead(&self, at: usize) -> bool {
        let Some(at) = self.skip(at) else { return false };
        if self.view.units[at].kind != UnitKind::Word {
            return false;
        }
        self.is_auxiliary(at) || self.forms(at).is_verb() && !self.begins_phrase(at)
    }

    /// Whether a verb that has its subject before it stands at or behind `at`, before anything that parts clauses.
    fn finite_ahead(&self, at: usize) -> bool {
        self.finite_from(at, true)
    }

    /// Whether a noun phrase and then its verb stand at `at`.
    fn clause_ahead(&self, at: usize) -> bool {
        self.finite_from(at, false)
    }

    fn finite_from(&self, at: usize, mut nominal: bool) -> bool {
        let view = self.view;
        for n in at..view.units.len() {
            match view.units[n].kind {
                UnitKind::Sign('-') if self.sign('-', n) == Class::Hyphen => {}
                UnitKind::Sign('\'' | '’') => {}
                UnitKind::Sign(_) => return false,
                UnitKind::Date(_) => {}
                UnitKind::Mention(_) | UnitKind::Number(_) => nominal = true,
                UnitKind::Word => {
                    let of = |class| view.has_class(n, class);
                    if self.is_auxiliary(n) && !self.after_infinitive(n) {
                        return nominal;
                    }
                    let parts = [WordClass::Relative, WordClass::Conjunction, WordClass::Contrast].into_iter().any(of)
                        || of(WordClass::Subordinator) && (!of(WordClass::Preposition) || self.clause_ahead(n + 1));
                    if parts {
                        return false;
                    }
                    let forms = self.forms(n);
                    if forms.is_finite() && !self.after_infinitive(n) && !(forms.past && self.after_modifier(n)) {
                        return nominal;
                    }
                    // "after talks collapse", "as Israel strikes Gaza": a noun too, but with its object behind.
                    let complement = || self.object_follows(n + 1) || self.infinitive_follows(n + 1);
                    if nominal && forms.active && !self.after_modifier(n) && complement() {
                        return true;
                    }
                    // "as rebels retake Mekelle"
                    if nominal && forms.plain && !forms.noun && view.is_plural_noun(n - 1) && complement() {
                        return true;
                    }
                    nominal |= forms.noun || of(WordClass::Pronoun);
                }
            }
        }
        false
    }

    fn after_infinitive(&self, at: usize) -> bool {
        at > 0 && self.view.has_class(at - 1, WordClass::Infinitive)
    }

    /// Whether what stands before only says which.
    fn after_modifier(&self, at: usize) -> bool {
        at > 0
            && (self.begins_phrase(at - 1)
                || self.view.has_class(at - 1, WordClass::Adjective)
                || self.view.has_class(at - 1, WordClass::Genitive)
                || self.view.has_class(at - 1, WordClass::Preposition))
    }
}
