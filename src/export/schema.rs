//! JSON Schemas of what is written, made from the types themselves.

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::Value;

use crate::{graph::NodeLink, record::Event};

/// The JSON Schema (draft 2020-12) of one event, a line of [`Format::Jsonl`](super::Format::Jsonl).
pub fn event_schema() -> Value {
    schema::<Event>("simpul.event/1")
}

/// The JSON Schema (draft 2020-12) of a graph, as [`Format::Json`](super::Format::Json) writes it.
pub fn graph_schema() -> Value {
    schema::<NodeLink<'static>>("simpul.graph/1")
}

fn schema<T: JsonSchema>(title: &str) -> Value {
    // What is written, not what could be read: every field is always there.
    let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    schema.insert("title".into(), title.into());
    schema.into()
}
