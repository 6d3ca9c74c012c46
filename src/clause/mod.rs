//! Sentences to chunks and clauses: one reading for each word, noun phrases and verb groups, and the tree of clauses.

mod chunk;
mod reading;
mod tree;

use std::ops::Range;

use crate::{
    lang::{Clitic, Order, Voice},
    mention::{DateRef, Mentions, Unit, UnitKind, Who},
    record::ActorKind,
    rule::{
        RuleSet,
        model::{AnaphorKind, Effect, Meaning, Pack, PhraseId, Say, WordClass},
    },
    text::{Sentence, Text},
};

/// What a unit is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Class {
    /// Stands in a noun phrase.
    Nominal,
    /// Stands in a noun phrase before its head: number, *para*, *sebuah*.
    Quantifier,
    /// Ends a noun phrase: *itu*, *tersebut*.
    Demonstrative,
    Adjective,
    Verb(Voice),
    /// A verb that no subject of its own makes a sentence: *sanctions imposed on Iran*, *killing three*.
    Participle(Voice),
    /// Between an owner and what is his: *Israel's army*.
    Genitive,
    /// Before a verb: tense, mood, negation.
    Auxiliary,
    Adverb,
    Preposition(PhraseId),
    Conjunction,
    Contrast,
    Subordinator,
    Relative,
    Complementiser(PhraseId),
    Inclusion,
    /// Before somebody who did what was just told too: *begitu pula*.
    Likewise,
    /// Before a speaker: *menurut*.
    SayBefore,
    /// Beside a quotation, before its speaker: *kata*.
    SayQuote,
    Date,
    Comma,
    Colon,
    Hyphen,
    Dash,
    Quote,
    Stop,
}

/// A noun phrase.
#[derive(Clone, Debug, Default)]
pub(crate) struct Np {
    pub units: Range<usize>,
    /// The unit of its head, behind numbers and *para*.
    pub head: usize,
    /// The actors at its end: the head itself, or its possessor, with those coordinated to it. Mention numbers.
    pub tail: Vec<usize>,
    /// Whether the head is the first of the tail.
    pub is_actor: bool,
    /// The members that the text names: *termasuk …*. Mention numbers.
    pub members: Vec<usize>,
    /// More than one: *para*, *sejumlah*, a number above one, a doubled word.
    pub plural: bool,
    /// How many, where the text counts them.
    pub count: Option<u32>,
    /// Pointed at: *itu*, *tersebut*.
    pub definite: bool,
    /// *-nya* on its last word.
    pub third: bool,
    /// Whose the role at its head is, where that stands apart from it: *pemimpin negara itu*, *utusan urusan nuklir
    /// Korea Selatan dan Jepang*. Mention numbers.
    pub owners: Vec<usize>,
    /// The preposition before it.
    pub preposition: Option<PhraseId>,
}

/// A verb with what stands before it in its group.
#[derive(Clone, Debug)]
pub(crate) struct VerbGroup {
    pub units: Range<usize>,
    pub verb: usize,
    pub voice: Voice,
    /// Without a subject of its own: *imposed on Iran*, *killing three*.
    pub participle: bool,
    /// From the outside in.
    pub effects: Vec<Effect>,
    /// *saling*: each other is what they do it to.
    pub reciprocal: bool,
    /// *-nya* on the verb: its object, or a passive's agent.
    pub third: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Chunk {
    Np(Np),
    Verb(VerbGroup),
    Mark { class: Class, unit: usize },
}

/// How a clause hangs on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    Main,
    /// Behind *yang*: the noun phrase (chunk number) that it says something of.
    Relative(Option<usize>),
    Complement(Option<PhraseId>),
    Adverbial,
    Coordinate,
}

/// One clause: its verb and what stands around it. Numbers are of chunks.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub parent: Option<usize>,
    pub link: Link,
    pub verb: Option<usize>,
    pub subject: Option<usize>,
    /// Whether the subject was taken over from another clause.
    pub shared_subject: bool,
    pub objects: Vec<usize>,
    /// Of a passive, what stands where its agent stands without a preposition: *dikecam Indonesia*, *yang kami kecam*.
    pub bare_agent: Option<usize>,
    pub prepositional: Vec<usize>,
    /// What its subordinator or cues outside the verb group do to it.
    pub effects: Vec<Effect>,
    /// The quotation it stands in; 0 for none.
    pub quote: u32,
    /// Chunks from its first to its last.
    pub chunks: Range<usize>,
}

/// Who is said to speak.
#[derive(Clone, Debug)]
pub(crate) enum Speaker {
    Np(Box<Np>),
    /// *-nya* on this unit.
    Third(usize),
}

/// What a sentence says of its speaker.
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    pub speaker: Speaker,
    /// The unit of the word that says he speaks: *kata*, *ancam*, *according to*.
    pub unit: usize,
    /// The quotation beside it, or 0: the whole sentence.
    pub quote: u32,
}

/// A sentence as the later rooms see it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Analysis {
    pub chunks: Vec<Chunk>,
    pub clauses: Vec<Clause>,
    pub attributions: Vec<Attribution>,
    /// Dates, by unit.
    pub dates: Vec<(usize, DateRef)>,
}

impl Analysis {
    pub fn np(&self, chunk: usize) -> Option<&Np> {
        match self.chunks.get(chunk) {
            Some(Chunk::Np(np)) => Some(np),
            _ => None,
        }
    }

    pub fn verb(&self, chunk: usize) -> Option<&VerbGroup> {
        match self.chunks.get(chunk) {
            Some(Chunk::Verb(verb)) => Some(verb),
            _ => None,
        }
    }

    /// The clause that a chunk stands in: the innermost that holds it.
    pub fn clause_of(&self, chunk: usize) -> Option<usize> {
        let holds = |clause: &Clause| clause.chunks.contains(&chunk);
        (0..self.clauses.len()).filter(|&n| holds(&self.clauses[n])).min_by_key(|&n| self.clauses[n].chunks.len())
    }
}

/// Everything a clause analysis looks at in one sentence.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub units: &'a [Unit],
    pub sentence: &'a Sentence,
    pub text: &'a Text,
    pub content: &'a str,
    pub found: &'a Mentions,
    pub pack: &'a Pack,
    pub rules: &'a RuleSet,
}

impl View<'_> {
    /// Where the heads of noun phrases stand.
    pub fn order(&self) -> Order {
        self.pack.morphology.map_or(Order::HeadFirst, |morphology| morphology.order())
    }

    pub fn has_class(&self, unit: usize, class: WordClass) -> bool {
        self.units[unit].classes.contains(class)
    }

    /// The phrase by which frames know the unit, if it may be of the class.
    pub fn phrase_of(&self, unit: usize, class: WordClass) -> Option<PhraseId> {
        if !self.has_class(unit, class) {
            return None;
        }
        self.found.senses(&self.units[unit]).iter().find_map(|h| match *h {
            Meaning::Word { class: c, phrase } if c == class => Some(phrase),
            _ => None,
        })
    }

    /// Whether the unit is a noun in its plural, where nouns have one: *leaders*.
    pub fn is_plural_noun(&self, unit: usize) -> bool {
        let words = &self.units[unit].words;
        let word = self.text.words[words.end - 1].token.span.of(self.content);
        self.pack.morphology.is_some_and(|morphology| morphology.is_plural(word))
    }

    pub fn cue(&self, unit: usize) -> Option<Effect> {
        self.found.senses(&self.units[unit]).iter().find_map(|h| match *h {
            Meaning::Cue(effect) => Some(effect),
            _ => None,
        })
    }

    /// Whether some frame of the unit's verb says what happens to the clause inside.
    pub fn takes_clause(&self, unit: usize) -> bool {
        self.found.senses(&self.units[unit]).iter().any(|h| match *h {
            Meaning::Verb { lemma, .. } => self.rules.actions_of(lemma).any(|action| action.clause.is_some()),
            _ => false,
        })
    }

    /// Whether the unit's verb is one of saying.
    pub fn says(&self, unit: usize) -> bool {
        self.found.senses(&self.units[unit]).iter().any(|h| matches!(*h, Meaning::Say(Say::Verb(_))))
    }

    /// Whether a mention stands for a country, organisation or group named before.
    pub fn is_collective_anaphor(&self, mention: usize) -> bool {
        match self.found.mentions[mention].who {
            Who::Anaphor(a) => {
                let kind = self.rules.anaphors[a.index()].kind;
                matches!(
                    kind,
                    AnaphorKind::Kind(ActorKind::Country | ActorKind::Org | ActorKind::Group)
                        | AnaphorKind::Actor
                        | AnaphorKind::Body
                )
            }
            _ => false,
        }
    }

    /// Whether a mention is a role of nobody in particular.
    pub fn is_bare_role(&self, mention: usize) -> bool {
        matches!(self.found.mentions[mention].who, Who::Role { owner: None, .. })
    }

    /// Whether a mention is a place that acts for no state: a sea, a continent.
    pub fn is_place(&self, mention: usize) -> bool {
        matches!(self.found.mentions[mention].who, Who::Entity(e) if self.rules.entities[e.index()].kind == ActorKind::Place)
    }

    /// The units that name a mention.
    pub fn units_of(&self, mention: usize) -> impl Iterator<Item = usize> {
        (0..self.units.len()).filter(move |&n| self.mention(n) == Some(mention))
    }

    pub fn mention(&self, unit: usize) -> Option<usize> {
        match self.units[unit].kind {
            UnitKind::Mention(n) => Some(n),
            _ => None,
        }
    }
}

/// Chunks and clauses of one sentence.
pub(crate) fn analyse(view: View<'_>) -> Analysis {
    let classes = reading::classes(view);
    let chunks = chunk::chunks(view, &classes);
    let dates = view
        .units
        .iter()
        .enumerate()
        .filter_map(|(n, unit)| match unit.kind {
            UnitKind::Date(date) => Some((n, date)),
            _ => None,
        })
        .collect();
    let mut analysis = Analysis { chunks, clauses: Vec::new(), attributions: Vec::new(), dates };
    tree::grow(view, &mut analysis);
    analysis
}

/// Whether a unit carries a third person's clitic.
pub(crate) fn is_third(unit: &Unit) -> bool {
    unit.clitic == Some(Clitic::Third)
}
