//! What rules are once compiled: entities, frames and the lexicon that leads to them.

use std::{
    hash::Hasher,
    sync::{Arc, OnceLock},
};

use regex::Regex;
use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::pattern::{CompoundClass, DateClass, Patterns, Reading};
use crate::{
    date::PartialDate,
    lang::{Morphology, Voice},
    record::{ActorKind, EventType, Quad},
    token::Case,
};

/// Declares an index type into one of the rule set's lists.
macro_rules! index {
    ($($(#[$meta:meta])* $name:ident)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
        pub(crate) struct $name(pub u32);
        #[allow(dead_code, reason = "not every number leads into a list")]
        impl $name {
            pub fn index(self) -> usize { self.0 as usize }
            pub fn new(n: usize) -> Self { $name(u32::try_from(n).expect("fewer than 2^32 rules")) }
        }
    )+};
}

index! {
    /// A folded word that some rule mentions.
    WordId
    EntityId
    RoleId
    ActionId
    FrameId
    ClassId
    /// The frames of one verb or noun.
    LemmaId
    /// A function word or words, by which frames name prepositions and complementisers.
    PhraseId
    GuardId
    AnaphorId
    /// A rule file and a line in it.
    RuleId
}

/// Words to numbers. Every word of every text is looked up here, and many of them in vain: a table with open
/// addressing tells most strangers by one fingerprint.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Vocabulary {
    /// The letters of all words, one behind the other.
    letters: String,
    /// By number: where the word ends in `letters`.
    ends: Vec<u32>,
    /// A power of two of them, no more than half of them taken. Made anew where words are read.
    #[serde(skip)]
    buckets: Vec<Bucket>,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
struct Bucket {
    fingerprint: u32,
    id: WordId,
}

impl Bucket {
    const FREE: Bucket = Bucket { fingerprint: 0, id: WordId(u32::MAX) };

    fn is_free(self) -> bool {
        self.id == Bucket::FREE.id
    }
}

impl Vocabulary {
    pub fn intern(&mut self, word: &str) -> WordId {
        if self.buckets.len() < 2 * (self.ends.len() + 1) {
            self.grow();
        }
        let fingerprint = fingerprint(word);
        match self.find(word, fingerprint) {
            Ok(id) => id,
            Err(free) => {
                let id = WordId::new(self.ends.len());
                self.letters.push_str(word);
                self.ends.push(u32::try_from(self.letters.len()).expect("less than 4 GB of words"));
                self.buckets[free] = Bucket { fingerprint, id };
                id
            }
        }
    }

    pub fn get(&self, word: &str) -> Option<WordId> {
        if self.buckets.is_empty() { None } else { self.find(word, fingerprint(word)).ok() }
    }

    /// The number of a word, or the bucket where it belongs.
    fn find(&self, word: &str, fingerprint: u32) -> Result<WordId, usize> {
        let mask = self.buckets.len() - 1;
        let mut at = fingerprint as usize & mask;
        loop {
            let bucket = self.buckets[at];
            if bucket.is_free() {
                return Err(at);
            }
            if bucket.fingerprint == fingerprint && self.word(bucket.id) == word {
                return Ok(bucket.id);
            }
            at = (at + 1) & mask;
        }
    }

    /// Makes the table for words that were read without it.
    pub fn index(&mut self) {
        self.buckets = vec![Bucket::FREE; (2 * self.ends.len() + 2).next_power_of_two().max(1024)];
        let mask = self.buckets.len() - 1;
        for id in (0..self.ends.len()).map(WordId::new) {
            let fingerprint = fingerprint(self.word(id));
            let mut at = fingerprint as usize & mask;
            while !self.buckets[at].is_free() {
                at = (at + 1) & mask;
            }
            self.buckets[at] = Bucket { fingerprint, id };
        }
    }

    fn grow(&mut self) {
        let size = (2 * self.buckets.len()).max(1024);
        let old = std::mem::replace(&mut self.buckets, vec![Bucket::FREE; size]);
        for bucket in old.into_iter().filter(|bucket| !bucket.is_free()) {
            let mut at = bucket.fingerprint as usize & (size - 1);
            while !self.buckets[at].is_free() {
                at = (at + 1) & (size - 1);
            }
            self.buckets[at] = bucket;
        }
    }

    fn word(&self, id: WordId) -> &str {
        let start = id.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..self.ends[id.index()] as usize]
    }

    /// By number: the word.
    fn words(&self) -> Vec<&str> {
        (0..self.ends.len()).map(|n| self.word(WordId::new(n))).collect()
    }
}

fn fingerprint(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish() as u32
}

/// Which case a name must have in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum CaseRule {
    /// Any.
    Free,
    /// A capital where the rule has one; anything goes in a headline of capitals.
    Capitals,
    /// Letter for letter.
    Exact,
}

/// What a name is to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum NameSort {
    /// The entity itself.
    Name,
    /// Its capital: the government, or just the place where something happens.
    Capital,
    /// A seat of power: the government.
    Seat,
    /// Its people or what is its own: *Indonesian*.
    People,
    /// A place inside it.
    Region,
}

/// One sense of a word or phrase.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
pub(crate) enum Meaning {
    Name {
        entity: EntityId,
        sort: NameSort,
    },
    Role(RoleId),
    Verb {
        lemma: LemmaId,
        voice: Voice,
    },
    Noun {
        lemma: LemmaId,
    },
    Word {
        class: WordClass,
        phrase: PhraseId,
    },
    /// A number word, a weekday (1 is Monday), a month, a multiple or a unit of time in days (0: months, -1: years).
    Value {
        class: WordClass,
        value: i64,
    },
    Cue(Effect),
    Say(Say),
    Anaphor(AnaphorId),
    Class(ClassId),
}

/// A meaning with the conditions under which it holds.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub(crate) struct Sense {
    pub meaning: Meaning,
    pub case: CaseRule,
    pub guard: Option<GuardId>,
    pub rule: RuleId,
}

/// Names the classes of words that the analysis knows, and reads them from rule files.
macro_rules! classes {
    ($($variant:ident = $text:literal,)+) => {
        /// A class of function words, or of words that the analysis must know by heart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
        #[repr(u8)]
        pub(crate) enum WordClass { $($variant,)+ }

        impl WordClass {
            pub const ALL: &[(&'static str, WordClass)] = &[$(($text, WordClass::$variant),)+];
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|(text, _)| *text == name).map(|&(_, class)| class)
            }
        }
    };
}

classes! {
    Preposition = "preposition",
    Conjunction = "conjunction",
    Contrast = "contrast",
    Subordinator = "subordinator",
    Relative = "relative",
    Complementiser = "complementiser",
    Auxiliary = "auxiliary",
    Passive = "passive",
    Perfect = "perfect",
    Infinitive = "infinitive",
    Reason = "reason",
    Manner = "manner",
    Determiner = "determiner",
    Genitive = "genitive",
    Adverb = "adverb",
    Quantifier = "quantifier",
    Plural = "plural",
    Collective = "collective",
    Support = "support",
    Possessive = "possessive",
    Possessor = "possessor",
    Measure = "measure",
    Government = "government",
    Reciprocal = "reciprocal",
    Likewise = "likewise",
    Inverted = "inverted",
    Respective = "respective",
    Demonstrative = "demonstrative",
    Number = "number",
    Multiple = "multiple",
    Title = "title",
    Weekday = "weekday",
    Month = "month",
    Unit = "unit",
    Abbreviation = "abbreviation",
    Inclusion = "inclusion",
    Exclusion = "exclusion",
    Reflexive = "reflexive",
    Owned = "owned",
    Deed = "deed",
    NameParticle = "nameparticle",
    Agency = "agency",
    Pronoun = "pronoun",
    Copula = "copula",
    Noun = "noun",
    Verb = "verb",
    Adjective = "adjective",
}

/// Several classes of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct ClassSet(u64);

impl ClassSet {
    pub fn insert(&mut self, class: WordClass) {
        self.0 |= 1 << class as u8;
    }

    pub fn contains(self, class: WordClass) -> bool {
        self.0 >> class as u8 & 1 == 1
    }
}

/// What a cue or a clause-taking frame does to the event inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub(crate) enum Effect {
    Fact,
    Planned,
    Possible,
    Urged,
    Conditional,
    Negative,
    /// A fact that the speaker takes for granted.
    Presupposed,
    /// No row.
    None,
}

impl Effect {
    pub const ALL: &[(&'static str, Effect)] = &[
        ("fact", Effect::Fact),
        ("planned", Effect::Planned),
        ("possible", Effect::Possible),
        ("urged", Effect::Urged),
        ("conditional", Effect::Conditional),
        ("negative", Effect::Negative),
        ("presupposed", Effect::Presupposed),
        ("none", Effect::None),
    ];

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(text, _)| *text == name).map(|&(_, effect)| effect)
    }
}

/// How a word names a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Say {
    /// The speaker follows, like a preposition's noun: *menurut X*.
    Before,
    /// Beside a quotation, the speaker behind it: *kata X*.
    Quote,
    /// A verb whose subject speaks.
    Verb(Voice),
}

/// What an anaphor can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Anaphor {
    pub kind: AnaphorKind,
    /// How many it stands for: 1, 2 or, for more, 3.
    pub count: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum AnaphorKind {
    Actor,
    /// Any but a person: *it*.
    Body,
    Kind(ActorKind),
    Role(RoleId),
    Speaker,
    Statement,
}

/// An actor or place of the world pack.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Entity {
    pub code: String,
    pub kind: ActorKind,
    /// What it is part of: the country of a branch, the state a territory rolls up to.
    pub parent: Option<EntityId>,
    pub roles: Vec<Holding>,
    pub members: Vec<(EntityId, Period)>,
    pub name_en: Option<String>,
}

/// A role that a person holds.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub(crate) struct Holding {
    pub owner: EntityId,
    pub role: RoleId,
    pub period: Period,
}

/// From a date up to, not including, another; open where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Period {
    pub from: Option<PartialDate>,
    pub until: Option<PartialDate>,
}

impl Period {
    pub fn overlaps(self, other: Period) -> bool {
        let begins_before_end = |a: Period, b: Period| match (a.from, b.until) {
            (Some(from), Some(until)) => from.first_day() < until.first_day(),
            _ => true,
        };
        begins_before_end(self, other) && begins_before_end(other, self)
    }

    pub fn contains(self, day: jiff::civil::Date) -> bool {
        self.from.is_none_or(|from| from.first_day() <= day) && self.until.is_none_or(|until| day < until.first_day())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum RoleSort {
    /// One holder.
    Office,
    /// An institution.
    Body,
    /// Many people.
    People,
}

impl RoleSort {
    pub fn name(self) -> &'static str {
        match self {
            RoleSort::Office => "office",
            RoleSort::Body => "body",
            RoleSort::People => "people",
        }
    }
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Role {
    pub id: String,
    pub sort: RoleSort,
    /// Whether several people hold the office at a time: senators, ambassadors.
    pub several: bool,
    /// Whether a movement's are the movement itself: rebels, militants.
    pub is_movement: bool,
    pub name_en: Option<String>,
}

/// What may fill a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Filler {
    Actor,
    Kind(ActorKind),
    /// A place, which stands for its country.
    PlaceCountry,
    /// A deed, which stands for whoever did it.
    DeedAgent,
    /// A claim, which stands for whoever made it.
    ClaimSpeaker,
    /// The target of the clause inside.
    ClauseTarget,
    /// Whoever was hostile to the one who acts in what was told just before.
    Offender,
    Class(ClassId),
    /// People of a class without a code of their own, who act in a role: *thousands* as protesters.
    As(ClassId, RoleId),
    /// The slot may stay empty.
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
pub(crate) enum Slot {
    Agent,
    Target,
    Party,
    Theme,
    Thing,
    Place,
}

impl Slot {
    pub const ALL: &[(&'static str, Slot)] = &[
        ("AGENT", Slot::Agent),
        ("TARGET", Slot::Target),
        ("PARTY", Slot::Party),
        ("THEME", Slot::Theme),
        ("THING", Slot::Thing),
        ("PLACE", Slot::Place),
    ];

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(text, _)| *text == name).map(|&(_, slot)| slot)
    }

    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, slot)| *slot == self).map_or("", |(text, _)| text)
    }
}

/// How the parties to something stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Parties {
    /// Each pair, once.
    Mutual,
    /// Each pair, in both directions.
    Both,
}

/// What an action does to the clause or deed inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Inner {
    /// Whose clause it is.
    pub controller: Slot,
    pub effect: Effect,
}

/// An action of the ontology.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Action {
    pub id: String,
    /// `None`: no row of its own.
    pub event: Option<EventType>,
    pub mode: Option<String>,
    pub cameo: String,
    pub slots: Vec<(Slot, Vec<Filler>)>,
    pub parties: Parties,
    pub clause: Option<Inner>,
    pub deed: Option<Effect>,
}

impl Action {
    pub fn slot(&self, slot: Slot) -> Option<&[Filler]> {
        self.slots.iter().find(|(s, _)| *s == slot).map(|(_, fillers)| fillers.as_slice())
    }

    pub fn takes(&self, slot: Slot, filler: Filler) -> bool {
        self.slot(slot).is_some_and(|fillers| fillers.contains(&filler))
    }
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub(crate) struct EventInfo {
    pub quad: Quad,
    pub intensity: f32,
}

/// Where in the clause a slot's filler stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Place {
    Subject,
    Object,
    Possessor,
    /// Whose the thing is, where the thing stands behind the noun: *deployment of Rwandan soldiers*.
    OwnerOfThing,
    Preposition(PhraseId),
    /// A clause behind this complementiser; `None`: behind none.
    Clause(Option<PhraseId>),
}

/// The slots of a frame and where each stands.
pub(crate) type Slots = Vec<(Slot, Vec<Place>)>;

/// What a language's frames have where an author writes nothing.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Defaults {
    pub verb: Slots,
    pub noun: Slots,
    /// Nouns that follow from verbs.
    pub nominal: Slots,
    /// Where the agent of a passive stands.
    pub passive: Slots,
}

/// How a language says an action with one verb or noun.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Frame {
    pub action: ActionId,
    /// Those that stand in one line have the same.
    pub slots: Arc<Slots>,
    /// For a light verb: the class of the nouns that carry the meaning.
    pub light: Option<ClassId>,
    pub rule: RuleId,
}

/// A verb or noun as the rule files write it.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Lemma {
    pub pack: usize,
    pub text: String,
    pub part: Part,
}

/// The lemma of all verbs that are no event: it has no frames.
pub(crate) const EVENTLESS: LemmaId = LemmaId(0);

/// What a lemma is, and by that, what its forms are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Part {
    Verb,
    /// The noun that follows from a verb.
    Nominal,
    Noun,
}

impl Frame {
    pub fn places(&self, slot: Slot) -> &[Place] {
        self.slots.iter().find(|(s, _)| *s == slot).map_or(&[], |(_, places)| places.as_slice())
    }
}

/// One condition of a guard.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) enum Condition {
    /// A phrase within five tokens on either side.
    Near(Vec<WordId>),
    Next(Vec<WordId>),
    Previous(Vec<WordId>),
    NextClass(WordClass),
    PreviousClass(WordClass),
    /// An unknown capitalised word.
    NextName,
    PreviousName,
}

#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Guard {
    /// All of these forbid the sense.
    pub unless: Vec<Condition>,
    /// One of these must hold, if there are any.
    pub only: Vec<Condition>,
}

/// A word of a language whose class depends on what stands around it.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Constraint {
    pub class: WordClass,
    pub guard: GuardId,
}

/// Word sequences to their senses: a trie.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Lexicon {
    steps: FxHashMap<(u32, WordId), u32>,
    /// By word: the state after it, or 0.
    first: Vec<u32>,
    states: Vec<State>,
    senses: Vec<Entry>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
struct State {
    /// Its first and last sense.
    senses: Option<(u32, u32)>,
    /// Whether a step leads on: after most words, none does.
    goes_on: bool,
}

/// By word of a name. Most are short.
type Cases = SmallVec<[Case; 6]>;

#[derive(Debug, Deserialize, Serialize)]
struct Entry {
    sense: Sense,
    /// How the words of rules that demand capitals are cased.
    cases: Cases,
    /// Another sense of the same words.
    next: Option<u32>,
}

impl Lexicon {
    /// Adds a sense of these words, unless they have it already.
    pub fn insert(&mut self, name: &[(WordId, Case)], sense: Sense) {
        let Some((&(head, _), rest)) = name.split_first() else { return };
        if self.states.is_empty() {
            self.grow();
        }
        if self.first.len() <= head.index() {
            self.first.resize(head.index() + 1, 0);
        }
        if self.first[head.index()] == 0 {
            self.first[head.index()] = self.grow();
        }
        let mut state = self.first[head.index()];
        for &(word, _) in rest {
            state = match self.steps.get(&(state, word)) {
                Some(&next) => next,
                None => {
                    let next = self.grow();
                    self.steps.insert((state, word), next);
                    self.states[state as usize].goes_on = true;
                    next
                }
            };
        }
        let cases = if sense.case == CaseRule::Free { &[] } else { name };
        let is_known = |(s, c): (&Sense, &[Case])| {
            s.meaning == sense.meaning
                && s.case == sense.case
                && s.guard == sense.guard
                && c.iter().copied().eq(cases.iter().map(|&(_, case)| case))
        };
        if !self.senses(state).any(is_known) {
            self.append(state, sense, cases.iter().map(|&(_, case)| case).collect());
        }
    }

    fn append(&mut self, state: u32, sense: Sense, cases: Cases) {
        let new = self.senses.len() as u32;
        self.senses.push(Entry { sense, cases, next: None });
        let senses = &mut self.states[state as usize].senses;
        match senses {
            Some((_, last)) => {
                self.senses[*last as usize].next = Some(new);
                *last = new;
            }
            None => *senses = Some((new, new)),
        }
    }

    fn grow(&mut self) -> u32 {
        self.states.push(State::default());
        (self.states.len() - 1) as u32
    }

    fn state(&self, state: u32) -> State {
        self.states.get(state as usize).copied().unwrap_or_default()
    }

    /// The state after one word; 0 where nothing starts with it.
    pub fn start(&self, word: WordId) -> u32 {
        self.first.get(word.index()).copied().unwrap_or(0)
    }

    /// The state after one word more; 0 where nothing goes on with it.
    pub fn step(&self, state: u32, word: WordId) -> u32 {
        self.steps.get(&(state, word)).copied().unwrap_or(0)
    }

    /// Whether anything goes on from `state`.
    pub fn goes_on(&self, state: u32) -> bool {
        self.state(state).goes_on
    }

    /// The senses of the words that lead to `state`, each with the cases it asks for, in the order of the rules.
    pub fn senses(&self, state: u32) -> impl Iterator<Item = (&Sense, &[Case])> {
        let entry = |at: u32| &self.senses[at as usize];
        let first = self.state(state).senses.map(|(first, _)| entry(first));
        std::iter::successors(first, move |e| e.next.map(entry)).map(|e| (&e.sense, &*e.cases))
    }

    pub fn is_empty(&self, state: u32) -> bool {
        self.state(state).senses.is_none()
    }

    /// All states, for whoever lists or checks what they mean.
    pub fn states(&self) -> impl Iterator<Item = u32> + use<> {
        0..self.states.len() as u32
    }

    /// By state: the words that lead to it, as they are looked up.
    pub fn names(&self, vocabulary: &Vocabulary) -> Vec<String> {
        let words = vocabulary.words();
        let mut names = vec![String::new(); self.states.len()];
        for (word, &state) in words.iter().zip(&self.first).filter(|(_, state)| **state != 0) {
            names[state as usize] = (*word).to_owned();
        }
        let mut steps: Vec<(u32, u32, WordId)> =
            self.steps.iter().map(|(&(from, word), &to)| (to, from, word)).collect();
        // A state is made after the one that leads to it.
        steps.sort_unstable();
        for (to, from, word) in steps {
            names[to as usize] = format!("{} {}", names[from as usize], words[word.index()]);
        }
        names
    }
}

/// A number word, weekday, month or unit of time.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub(crate) struct Valued {
    pub class: WordClass,
    pub value: i64,
    /// Written with a capital in its rule, and so in texts: *Minggu* is Sunday, *minggu* a week.
    pub capital: bool,
}

/// A regular expression over a line, compiled when it is first needed.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct LinePattern {
    text: String,
    #[serde(skip)]
    regex: OnceLock<Regex>,
}

impl LinePattern {
    /// The error says why the text is no regular expression.
    pub fn new(text: &str) -> Result<Self, regex::Error> {
        Ok(LinePattern { text: text.to_owned(), regex: OnceLock::from(Regex::new(text)?) })
    }

    pub fn get(&self) -> &Regex {
        self.regex.get_or_init(|| Regex::new(&self.text).expect("it was compiled once before"))
    }
}

/// Everything that belongs to one language.
#[derive(Default, Deserialize, Serialize)]
pub(crate) struct Pack {
    pub lang: String,
    #[serde(skip)]
    pub morphology: Option<&'static dyn Morphology>,
    pub lexicon: Lexicon,
    /// What somebody does who says of another that he is to do something: *must*, *harus*.
    pub cue_rows: Vec<(Effect, FrameId)>,
    /// The words of the class `reason`.
    pub reasons: Vec<PhraseId>,
    /// The words of the class `manner`.
    pub manners: Vec<PhraseId>,
    pub defaults: Defaults,
    pub constraints: FxHashMap<PhraseId, Vec<Constraint>>,
    /// Each gives one of its classes: the person, or the role that names it.
    pub compounds: Patterns<CompoundClass, CompoundClass>,
    pub dates: Patterns<DateClass, Reading>,
    /// By word: whether a date can begin with it.
    pub date_starts: Vec<bool>,
    /// Number words, weekdays, months and units of time.
    pub values: FxHashMap<WordId, Vec<Valued>>,
    /// Beginnings of lines that are no news text, folded.
    pub boilerplate: Vec<String>,
    pub boilerplate_lines: Vec<LinePattern>,
    pub datelines: Vec<LinePattern>,
}

impl std::fmt::Debug for Pack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pack({})", self.lang)
    }
}

/// Where a rule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct RulePlace {
    pub file: u32,
    pub line: u32,
}

/// A test that stands in a rule file: a sentence, and what must or must never come out.
#[derive(Clone, Debug)]
pub struct RuleTest {
    pub(crate) rule: RuleId,
    pub(crate) lang: String,
    pub(crate) sentence: String,
    /// The day that its weekdays are read against.
    pub(crate) published: Option<PartialDate>,
    /// Whether it is read as a headline.
    pub(crate) title: bool,
    /// Whether no other rows may come out.
    pub(crate) only: bool,
    pub(crate) rows: Vec<ExpectedRow>,
}

/// A row that a test asks for or forbids; what it does not name may be anything.
#[derive(Clone, Debug)]
pub(crate) struct ExpectedRow {
    pub never: bool,
    pub source: String,
    pub event: EventType,
    pub target: String,
    pub modality: Option<crate::record::Modality>,
    pub polarity: Option<crate::record::Polarity>,
    pub speaker: Option<String>,
    pub date: Option<PartialDate>,
    /// The row as it is written.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers() {
        let mut vocabulary = Vocabulary::default();
        assert_eq!(vocabulary.get("kata"), None);
        let words: Vec<String> = (0..5000).map(|n| format!("kata{n}")).collect();
        let ids: Vec<WordId> = words.iter().map(|word| vocabulary.intern(word)).collect();
        assert!(words.iter().zip(&ids).all(|(word, id)| vocabulary.get(word) == Some(*id)));
        assert_eq!(vocabulary.intern("kata7"), ids[7]);
        assert_eq!(vocabulary.get("kata"), None);
        assert_eq!(vocabulary.words(), words);
    }
}
