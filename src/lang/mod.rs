//! What data can't say of a language: how word forms follow from lemmas, and what an unknown word's shape tells.

mod english;
mod indonesian;

use serde::{Deserialize, Serialize};

/// How a verb form casts its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
pub(crate) enum Voice {
    /// The subject acts: *mengecam*, *condemns*.
    Active,
    /// The subject is acted upon: *dikecam*, *condemned by*.
    Passive,
    /// A root without its prefix: active in a headline (*RI Kecam Israel*), object voice after a pronoun
    /// (*yang kami kecam*).
    Bare,
    /// No voice to speak of: *bertemu*, *mundur*.
    Middle,
    /// An infinitive, or a plural's present: *condemn*. Active.
    Plain,
    /// A past tense that is the participle too: *condemned*. Active or passive, as the words around tell.
    Past,
    /// *condemning*. Active.
    Gerund,
    /// The deed as a noun: *pengiriman*, *the killing of*.
    Nominal,
}

impl Voice {
    pub fn name(self) -> &'static str {
        match self {
            Voice::Active => "active",
            Voice::Passive => "passive",
            Voice::Bare => "bare",
            Voice::Middle => "middle",
            Voice::Plain => "plain",
            Voice::Past => "past",
            Voice::Gerund => "gerund",
            Voice::Nominal => "noun",
        }
    }

    /// Whether a form of this voice may be meant where the words around ask for `meant`.
    pub fn may_be(self, meant: Voice) -> bool {
        match self {
            // A participle that is no past tense is active behind *have*: *has taken*.
            Voice::Past | Voice::Passive => matches!(meant, Voice::Active | Voice::Passive),
            Voice::Plain | Voice::Gerund => meant == Voice::Active,
            // Behind whoever acts a root says what a passive does: *yang kami kecam*.
            Voice::Bare => matches!(meant, Voice::Bare | Voice::Passive),
            _ => self == meant,
        }
    }
}

/// One form of a verb; several words where the lemma has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    pub text: String,
    pub voice: Voice,
}

/// An unstressed word written onto another: *dukungan-nya*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clitic {
    /// Stands for a third person: owner of a noun, object of a verb, agent of a passive.
    Third,
    /// Emphasis; stands for nobody.
    Particle,
}

/// What the shape of an unknown word tells of its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guess {
    Verb(Voice),
    Noun,
    Adjective,
    Adverb,
}

/// Where the head of a noun phrase stands, and with it how a language tells its words' classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Before what says which it is: *serangan Israel*. Verbs show their class by their affixes.
    HeadFirst,
    /// Behind it: *Israeli attacks*. Nouns and verbs look alike, and the words around tell them apart.
    HeadLast,
}

/// The morphology of one language.
pub(crate) trait Morphology: Sync {
    /// Language code, as in the names of rule folders.
    fn code(&self) -> &'static str;

    /// The forms of a verb written as in a rule file (`["tembak", "meN-", "jatuh"]`), lower case, each once.
    /// The error is a sentence for the author, naming what may stand there.
    fn verb_forms(&self, words: &[&str]) -> Result<Vec<Form>, String>;

    /// Where the head of a noun phrase stands.
    fn order(&self) -> Order;

    /// What is written onto a word behind an apostrophe and is a word of its own.
    fn enclitics(&self) -> &'static [&'static str];

    /// The forms of a verb that is no event, as `word verb` lists them.
    fn common_verb_forms(&self, words: &[&str]) -> Result<Vec<Form>, String>;

    /// The affix classes that may stand behind a root.
    fn affix_classes(&self) -> Vec<&'static str>;

    /// Why a verb that has forms is hardly written as it is meant: a sentence for the author.
    fn doubt(&self, words: &[&str]) -> Option<String>;

    /// The forms of a noun as a rule file writes it: the lemma itself, its plural …
    fn noun_forms(&self, lemma: &str) -> Vec<String>;

    /// Whether a noun has the shape of a plural.
    fn is_plural(&self, noun: &str) -> bool;

    /// The word without its clitic, for a word (lower case) that is in no rule file as it stands.
    fn strip_clitic<'w>(&self, word: &'w str) -> Option<(&'w str, Clitic)>;

    /// What an unknown word (lower case) probably is.
    fn guess(&self, word: &str) -> Option<Guess>;
}

/// The languages that have a file here.
pub(crate) const ALL: &[&dyn Morphology] = &[&english::English, &indonesian::Indonesian];

/// Whether what stands behind an apostrophe is a word of its own: *Israel's*, not *Ma'ruf*.
pub(crate) fn is_enclitic(ending: &str) -> bool {
    ALL.iter().any(|m| m.enclitics().iter().any(|enclitic| enclitic.eq_ignore_ascii_case(ending)))
}

/// The morphology of a language, or `None` where its rule folder must do without.
pub(crate) fn morphology(code: &str) -> Option<&'static dyn Morphology> {
    ALL.iter().copied().find(|m| m.code() == code)
}
