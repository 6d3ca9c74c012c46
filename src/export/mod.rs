//! What leaves: one file per format behind one enum.

mod dot;
mod json;
mod jsonl;
mod schema;

pub use dot::dot;
pub use schema::{event_schema, graph_schema};

use std::{
    fmt,
    io::{self, Write},
    path::Path,
    str::FromStr,
};

use crate::{extractor::Extraction, graph::KnowledgeGraph, rule::Labels};

/// A format to write what was extracted in.
///
/// ```
/// use simpul::Format;
///
/// assert_eq!("dot".parse(), Ok(Format::Dot));
/// assert_eq!(Format::from_path("out/graph.json"), Ok(Format::Json));
/// assert_eq!(
///     "xml".parse::<Format>().unwrap_err().to_string(),
///     "`xml` is no format that can be written; choose one of json, jsonl, dot"
/// );
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The graph as node-link JSON.
    #[default]
    Json,
    /// The events as JSON Lines, each document's as soon as it is read.
    Jsonl,
    /// The graph as a picture for Graphviz.
    Dot,
}

impl Format {
    /// All of them.
    pub const ALL: &[Format] = &[Format::Json, Format::Jsonl, Format::Dot];

    /// The name that `--to` takes.
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Dot => "dot",
        }
    }

    /// What its files usually end in, without the dot.
    pub fn extension(self) -> &'static str {
        self.extensions()[0]
    }

    /// Everything that its files end in, the usual ending first.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Json => &["json"],
            Format::Jsonl => &["jsonl", "ndjson"],
            Format::Dot => &["dot", "gv"],
        }
    }

    /// What it is, in a few words.
    pub fn description(self) -> &'static str {
        match self {
            Format::Json => "the graph as node-link JSON",
            Format::Jsonl => "the events, one JSON object a line",
            Format::Dot => "the graph as a picture for Graphviz",
        }
    }

    /// The format of a file by its ending.
    ///
    /// # Errors
    /// Where no format has this ending.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Format, UnknownFormat> {
        let path = path.as_ref();
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        Format::ALL
            .iter()
            .copied()
            .find(|format| format.extensions().contains(&&*extension))
            .ok_or_else(|| UnknownFormat(path.display().to_string()))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        Format::ALL.iter().copied().find(|format| format.name() == text).ok_or_else(|| UnknownFormat(text.to_owned()))
    }
}

/// A name or a file ending that stands for no [`Format`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat(String);

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = Format::ALL.iter().map(|format| format.name()).collect();
        write!(f, "`{}` is no format that can be written; choose one of {}", self.0, names.join(", "))
    }
}

impl std::error::Error for UnknownFormat {}

/// Writes what documents give, one document after the other.
///
/// Events go out at once, so that memory does not grow with the corpus; a graph is held until [`finish`](Self::finish).
///
/// ```
/// use simpul::{Document, Exporter, Extractor, Format, RuleSet};
///
/// let rules = RuleSet::builtin();
/// let mut exporter = Exporter::new(Format::Json, Vec::new(), rules.labels(), None);
/// exporter.push(&Extractor::new(rules).extract(&Document::new("a", "", "Indonesia mengecam serangan Israel.")))?;
/// let json = exporter.finish()?;
/// assert!(json.starts_with(b"{\"directed\":true"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Exporter<'l, W> {
    format: Format,
    out: W,
    labels: &'l Labels,
    lang: Option<&'l str>,
    graph: KnowledgeGraph,
}

impl<'l, W: Write> Exporter<'l, W> {
    /// Writes in `format` to `out`, which had better be buffered, with labels in `lang` (by default, the language of
    /// most documents).
    pub fn new(format: Format, out: W, labels: &'l Labels, lang: Option<&'l str>) -> Self {
        Exporter { format, out, labels, lang, graph: KnowledgeGraph::new() }
    }

    /// Takes what one document gave.
    ///
    /// # Errors
    /// Where `out` can't be written to.
    pub fn push(&mut self, extraction: &Extraction) -> io::Result<()> {
        match self.format {
            Format::Jsonl => jsonl::write(&extraction.events, &mut self.out),
            Format::Json | Format::Dot => {
                self.graph.add(extraction);
                Ok(())
            }
        }
    }

    /// Writes what is left, flushes and gives `out` back.
    ///
    /// # Errors
    /// Where `out` can't be written to.
    pub fn finish(mut self) -> io::Result<W> {
        match self.format {
            Format::Jsonl => {}
            Format::Json => json::write(&self.graph.node_link(self.labels, self.lang), &mut self.out)?,
            Format::Dot => self.out.write_all(dot(&self.graph.node_link(self.labels, self.lang)).as_bytes())?,
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests;
