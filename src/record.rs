//! The public record of one event: who did what to whom, with the words that prove it.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{date::PartialDate, span::Span};

/// Declares a closed set of names: the enum, its list, its printing and reading.
macro_rules! names {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The name as it stands in files.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.as_str()) }
        }

        impl FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|v| v.as_str() == text).ok_or_else(|| {
                    let all: Vec<_> = Self::ALL.iter().map(|v| v.as_str()).collect();
                    format!("`{text}` is none of {}", all.join(", "))
                })
            }
        }
    };
}

names! {
    /// The 16 event types of PLOVER (the Political Language Ontology for Verifiable Event Records).
    EventType {
        /// Agree, promise, offer, sign.
        Agree = "AGREE",
        /// Meet, visit, negotiate, mediate.
        Consult = "CONSULT",
        /// Praise, congratulate, endorse, recognise.
        Support = "SUPPORT",
        /// Cooperate materially.
        Cooperate = "COOPERATE",
        /// Give money, arms, relief, asylum.
        Aid = "AID",
        /// Give way to demands.
        Concede = "CONCEDE",
        /// Release, withdraw, cease fire, ease sanctions.
        Retreat = "RETREAT",
        /// Ask, appeal, urge, demand.
        Request = "REQUEST",
        /// Criticise, condemn, accuse, sue.
        Accuse = "ACCUSE",
        /// Refuse, veto, deny.
        Reject = "REJECT",
        /// Warn, threaten.
        Threaten = "THREATEN",
        /// Demonstrate, strike, riot.
        Protest = "PROTEST",
        /// Put forces on alert, deploy, test missiles.
        Mobilize = "MOBILIZE",
        /// Sanction, break relations, expel diplomats, cut aid.
        Sanction = "SANCTION",
        /// Arrest, deport, seize, ban.
        Coerce = "COERCE",
        /// Attack, kill, abduct, invade, fight.
        Assault = "ASSAULT",
    }
}

impl EventType {
    /// Whether it has no direction: who meets whom is one thing, not two.
    pub fn is_mutual(self) -> bool {
        matches!(self, EventType::Consult | EventType::Agree | EventType::Cooperate)
    }

    /// Whether it is done by speaking to or of somebody.
    pub(crate) fn is_speech(self) -> bool {
        use EventType::{Accuse, Reject, Request, Support, Threaten};
        matches!(self, Accuse | Reject | Request | Support | Threaten)
    }

    /// Whether it is done in words, by one or between several.
    pub(crate) fn is_verbal(self) -> bool {
        self.is_speech() || matches!(self, EventType::Agree | EventType::Consult)
    }
}

names! {
    /// Verbal or material, cooperation or conflict.
    Quad {
        /// Words of cooperation.
        VerbalCooperation = "verbal cooperation",
        /// Deeds of cooperation.
        MaterialCooperation = "material cooperation",
        /// Words of conflict.
        VerbalConflict = "verbal conflict",
        /// Deeds of conflict.
        MaterialConflict = "material conflict",
    }
}

names! {
    /// How sure the text is of it.
    Modality {
        /// Told as done.
        Fact = "fact",
        /// Intended or scheduled.
        Planned = "planned",
        /// Held to be possible, or reported with reserve.
        Possible = "possible",
        /// Demanded or asked for by somebody.
        Urged = "urged",
        /// Told under a condition, or as one.
        Conditional = "conditional",
    }
}

names! {
    /// Whether it happened (`+`) or is said not to (`-`).
    Polarity {
        /// It did, or will.
        Positive = "+",
        /// It did not, or will not.
        Negative = "-",
    }
}

names! {
    /// What sort of actor a code stands for.
    ActorKind {
        /// A state, its government, capital or people.
        Country = "country",
        /// A person.
        Person = "person",
        /// An organisation of states, a company, an NGO, a branch with a name of its own.
        Org = "org",
        /// An armed or political movement, or a group that the text does not break up.
        Group = "group",
        /// An office or branch: foreign minister, military, protesters.
        Role = "role",
        /// A city, region or sea.
        Place = "place",
        /// None of these is known of it.
        Unknown = "unknown",
    }
}

/// A piece of the document with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// Who acts, is acted upon, or speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// Country or organisation and, after a slash, who exactly: `IDN`, `IDN/military`, `EU/Josep Borrell`.
    pub code: String,
    /// ISO 3166-1 alpha-3 code of its country, where it has one.
    pub country: Option<String>,
    /// Name in English.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The words that name it here.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// The value of [`Event::schema`].
pub const EVENT_SCHEMA: &str = "simpul.event/1";

/// One event of one document: a row of the event table, a line of JSON Lines.
///
/// Field names are a promise; `simpul schema` prints the JSON Schema.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Always `simpul.event/1`.
    pub schema: String,
    /// The document's id, `#` and a running number in document order.
    pub id: String,
    /// The document's id.
    pub doc: String,
    /// Day of the document's publication, where known.
    #[serde(default)]
    pub published: Option<PartialDate>,
    /// Who published the document, where known.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Where the document was read, where known.
    #[serde(default)]
    pub url: Option<String>,
    /// Number of the sentence that holds the trigger; the title is sentence 0.
    pub sentence: u32,
    /// The type.
    pub event: EventType,
    /// PLOVER's finer sort within the type, where the ontology names one.
    pub mode: Option<String>,
    /// The action of the ontology.
    pub action: String,
    /// CAMEO code: a string, for `042` is no number.
    pub cameo: String,
    /// Quad class of the type.
    pub quad: Quad,
    /// From -10 (most hostile) to 10 (most friendly), as the ontology gives it.
    pub intensity: f32,
    /// Who acts.
    pub source: Actor,
    /// Who is acted upon, where the text names one.
    pub target: Option<Actor>,
    /// Whoever the claim is put down to; none where the article itself tells it.
    pub speaker: Option<Actor>,
    /// How sure.
    pub modality: Modality,
    /// Whether it happened.
    pub polarity: Polarity,
    /// When, where the text fixes it.
    pub date: Option<PartialDate>,
    /// The place that the text names for the deed.
    pub location: Option<Actor>,
    /// The words that name the event.
    pub trigger: Quote,
    /// The whole sentence.
    pub evidence: Quote,
    /// The line of the rule file that fired: `id/actions/request.rules:2`.
    pub rule: String,
}
