//! What data can't say of a language: how word forms follow from lemmas, and what an unknown word's shape tells.

mod indonesian;

/// How a verb form casts its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    /// The deed as a noun: *pengiriman*.
    Nominal,
}

impl Voice {
    pub fn name(self) -> &'static str {
        match self {
            Voice::Active => "active",
            Voice::Passive => "passive",
            Voice::Bare => "bare",
            Voice::Middle => "middle",
            Voice::Nominal => "noun",
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
}

/// The morphology of one language.
pub(crate) trait Morphology: Sync {
    /// Language code, as in the names of rule folders.
    fn code(&self) -> &'static str;

    /// The forms of a verb written as in a rule file (`["tembak", "meN-", "jatuh"]`), lower case, each once.
    /// The error is a sentence for the author, naming what may stand there.
    fn verb_forms(&self, words: &[&str]) -> Result<Vec<Form>, String>;

    /// The affix classes that may stand behind a root.
    fn affix_classes(&self) -> Vec<&'static str>;

    /// Why a verb that has forms is hardly written as it is meant: a sentence for the author.
    fn doubt(&self, words: &[&str]) -> Option<String>;

    /// The forms of a noun (plural, definite …) other than the lemma itself.
    fn noun_forms(&self, lemma: &str) -> Vec<String>;

    /// The word without its clitic, for a word (lower case) that is in no rule file as it stands.
    fn strip_clitic<'w>(&self, word: &'w str) -> Option<(&'w str, Clitic)>;

    /// What an unknown word (lower case) probably is.
    fn guess(&self, word: &str) -> Option<Guess>;
}

/// The languages that have a file here.
pub(crate) const ALL: &[&dyn Morphology] = &[&indonesian::Indonesian];

/// The morphology of a language, or `None` where its rule folder must do without.
pub(crate) fn morphology(code: &str) -> Option<&'static dyn Morphology> {
    ALL.iter().copied().find(|m| m.code() == code)
}
