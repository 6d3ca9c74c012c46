//! Runs the tests that stand in rule files.

use std::fmt;

use crate::{
    document::Document,
    eval::whole,
    extractor::Extractor,
    record::{Actor, Event, EventType, Modality, Polarity},
    rule::{ExpectedRow, RuleTest},
};

impl RuleTest {
    /// Reads the test's sentence and compares the events with the rows that it asks for or forbids.
    ///
    /// A row asks for source, event and target, and for modality, polarity, speaker and date only where it names them.
    /// Codes are compared without regard to case, accents and hyphens, of a `GROUP/…` only that it is one; what has no
    /// direction is compared without. In a row that is forbidden, `*` is anybody.
    ///
    /// # Errors
    /// Where a row is missing, or one came out that the test forbids.
    pub fn run(&self, extractor: &Extractor<'_>) -> Result<(), TestFailure> {
        let (title, text) = if self.title { (self.sentence.as_str(), "") } else { ("", self.sentence.as_str()) };
        let mut document = Document::new("test", title, text);
        document.lang = Some(self.lang.clone());
        document.published = self.published;
        let events = extractor.extract(&document).events;

        let (forbidden, asked): (Vec<_>, Vec<_>) = self.rows.iter().partition(|row| row.never);
        let missing = asked.iter().filter(|row| !events.iter().any(|event| row.is_told_by(event)));
        let surplus = events.iter().filter(|event| {
            forbidden.iter().any(|row| row.is_told_by(event)) || self.only && !asked.iter().any(|row| row.names(event))
        });
        let failure = TestFailure {
            place: extractor.rules().place(self.rule),
            sentence: self.sentence.clone(),
            missing: missing.map(|row| row.text.clone()).collect(),
            surplus: surplus.map(row_of).collect(),
            found: events.iter().map(row_of).collect(),
        };
        if failure.missing.is_empty() && failure.surplus.is_empty() { Ok(()) } else { Err(failure) }
    }
}

/// What a test of a rule file asked for and did not get, or got and did not want.
///
/// Rows are written as in rule files: `IDN ACCUSE ISR urged - @RUS date 2024-11-06`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TestFailure {
    /// Rule file and line of the test: `id/actions/accuse.rules:31`.
    pub place: String,
    /// What was read.
    pub sentence: String,
    /// Rows that the test asks for and that did not come out.
    pub missing: Vec<String>,
    /// Rows that came out and that it forbids.
    pub surplus: Vec<String>,
    /// All rows that came out.
    pub found: Vec<String>,
}

impl fmt::Display for TestFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  \"{}\"", self.place, self.sentence)?;
        for (name, rows) in [("missing", &self.missing), ("surplus", &self.surplus), ("found", &self.found)] {
            for (n, row) in rows.iter().enumerate() {
                write!(f, "\n  {:8} {row}", if n == 0 { name } else { "" })?;
            }
        }
        if self.found.is_empty() { write!(f, "\n  {:8} nothing", "found") } else { Ok(()) }
    }
}

impl std::error::Error for TestFailure {}

impl ExpectedRow {
    /// Whether an event has this source, type and target.
    fn names(&self, event: &Event) -> bool {
        let (source, target) = (event.source.code.as_str(), code_of(event.target.as_ref()));
        // Anybody, in a row that is forbidden.
        let is_any = |asked: &str| self.never && asked == "*";
        let source = if is_any(&self.source) { "*" } else { source };
        let target = if is_any(&self.target) { "*" } else { target };
        self.event == event.event && ends(self.event, &self.source, &self.target) == ends(self.event, source, target)
    }

    /// Whether an event says all that this row does.
    fn is_told_by(&self, event: &Event) -> bool {
        let speaker = code_of(event.speaker.as_ref());
        self.names(event)
            && self.modality.is_none_or(|modality| modality == event.modality)
            && self.polarity.is_none_or(|polarity| polarity == event.polarity)
            && self.speaker.as_ref().is_none_or(|asked| whole(asked) == whole(speaker))
            && self.date.is_none_or(|date| event.date == Some(date))
    }
}

/// Source and target as they are compared.
fn ends(event: EventType, source: &str, target: &str) -> [String; 2] {
    let mut ends = [whole(source), whole(target)];
    if event.is_mutual() {
        ends.sort();
    }
    ends
}

fn code_of(actor: Option<&Actor>) -> &str {
    actor.map_or("-", |actor| &actor.code)
}

/// An event as a rule file would ask for it.
fn row_of(event: &Event) -> String {
    let mut row = format!("{} {} {}", event.source.code, event.event, code_of(event.target.as_ref()));
    if event.modality != Modality::Fact {
        row.push_str(&format!(" {}", event.modality));
    }
    if event.polarity == Polarity::Negative {
        row.push_str(" -");
    }
    if let Some(speaker) = &event.speaker {
        row.push_str(&format!(" @{}", speaker.code));
    }
    if let Some(date) = event.date {
        row.push_str(&format!(" date {date}"));
    }
    row
}
