#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod date;
mod diagnostic;
mod document;
mod error;
mod event;
mod extractor;
mod lang;
mod record;
mod rule;
mod span;

pub use date::{NoDate, PartialDate};
pub use diagnostic::{Diagnostic, Severity};
pub use document::Document;
pub use error::Error;
pub use record::{Actor, ActorKind, EVENT_SCHEMA, Event, EventType, Modality, Polarity, Quad, Quote};
pub use extractor::{Extraction, Extractor};
pub use rule::{Labels, RuleSet};
pub use span::Span;
