#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod builtin;
mod clause;
mod date;
mod diagnostic;
mod discourse;
mod document;
mod error;
mod eval;
mod event;
mod explain;
mod export;
mod extractor;
mod graph;
mod lang;
mod mention;
mod read;
mod record;
mod rule;
mod span;
mod testing;
mod text;
mod token;

pub use builtin::Base;
pub use date::{NoDate, PartialDate};
pub use diagnostic::{Diagnostic, Severity};
pub use document::Document;
pub use error::Error;
pub use eval::{Gold, Level, Score, Scores};
pub use explain::{ClauseParts, Explanation, Tone};
pub use export::{Exporter, Format, UnknownFormat, dot, event_schema, graph_schema};
pub use extractor::{Extraction, Extractor};
pub use graph::{Edge, GRAPH_SCHEMA, Incident, KnowledgeGraph, Node, NodeLink, Relation};
pub use read::{Problem, Reader};
pub use record::{Actor, ActorKind, EVENT_SCHEMA, Event, EventType, Modality, Polarity, Quad, Quote};
pub use rule::{Figures, Forms, Labels, LanguageFigures, Listed, RuleSet, RuleTest, Use};
pub use span::Span;
pub use testing::TestFailure;
