//! The front door: a document in, its events out.

use crate::{
    clause::{self, Analysis, View},
    discourse,
    document::Document,
    event::{self, Found},
    mention::{self, Mentions},
    record::Event,
    rule::{RuleSet, model::Pack},
    text::{self, Text},
};

/// Extracts events by a set of rules. Cheap to make and to share between threads.
///
/// ```
/// use simpul::{Document, Extractor, RuleSet};
///
/// let extractor = Extractor::new(RuleSet::builtin());
/// let article = Document::new("demo", "", "Indonesia mengecam serangan Israel ke Gaza.");
/// let events = extractor.extract(&article).events;
/// assert!(events.iter().any(|e| e.event == simpul::EventType::Accuse && e.source.code == "IDN"));
/// ```
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

/// What each stage saw in a document, for whoever asks why.
pub(crate) struct Trace<'r> {
    pub pack: &'r Pack,
    pub text: Text,
    pub mentions: Mentions,
    pub analyses: Vec<Analysis>,
    pub found: Vec<Found>,
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
        self.trace(document).1
    }

    /// As [`extract`](Self::extract), with what each stage saw; nothing of it where no language fits.
    pub(crate) fn trace(&self, document: &Document) -> (Option<Trace<'r>>, Extraction) {
        let mut extraction = Extraction { doc: document.id.clone(), ..Extraction::default() };
        let pack = match self.language(document) {
            Ok(pack) => pack,
            Err(warning) => {
                extraction.warnings.push(warning);
                return (None, extraction);
            }
        };
        extraction.lang = Some(pack.lang.clone());
        let text = text::analyse(document, pack, self.rules);
        let mentions = mention::analyse(&text, document.content(), pack, self.rules);
        let mut analyses = Vec::with_capacity(text.sentences.len());
        let mut found = Vec::with_capacity(text.sentences.len());
        for (sentence, units) in text.sentences.iter().zip(&mentions.sentences) {
            let view = View {
                units,
                sentence,
                text: &text,
                content: document.content(),
                found: &mentions,
                pack,
                rules: self.rules,
            };
            let analysis = clause::analyse(view);
            found.push(event::analyse(view, &analysis));
            analyses.push(analysis);
        }
        let input = discourse::Input {
            document,
            text: &text,
            mentions: &mentions,
            analyses: &analyses,
            found: &found,
            pack,
            rules: self.rules,
        };
        (extraction.events, extraction.memberships) = discourse::resolve(&input);
        (Some(Trace { pack, text, mentions, analyses, found }), extraction)
    }

    fn language(&self, document: &Document) -> Result<&'r Pack, String> {
        let known = self.rules.languages().join(", ");
        match &document.lang {
            Some(lang) => self
                .rules
                .packs
                .iter()
                .find(|pack| pack.lang == *lang)
                .ok_or_else(|| format!("there are no rules for the language `{lang}`, only for {known}")),
            None => text::identify(document, self.rules)
                .ok_or_else(|| format!("the text is in no language that has rules ({known}); `--lang` names one")),
        }
    }
}
