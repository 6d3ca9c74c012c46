//! The graph as node-link JSON: what `networkx.node_link_graph(data, edges="edges")` reads.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    date::PartialDate,
    record::{ActorKind, EventType, Polarity, Quad},
    rule::Labels,
};

use super::{KnowledgeGraph, Node, Relation, Tie};

/// The value of `schema` in a graph's JSON.
pub const GRAPH_SCHEMA: &str = "simpul.graph/1";

/// A [`KnowledgeGraph`] with names to read, to be serialised; `simpul schema` prints its JSON Schema.
///
/// ```text
/// {"directed": true, "multigraph": true,
///  "graph": {"schema": "simpul.graph/1", "generator": "simpul 0.1.0", "lang": "id", "documents": 1, "events": 12, …},
///  "nodes": [{"id": "IDN", "label": "Indonesia", "kind": "country", "country": "IDN", "acts": []}, …],
///  "edges": [{"relation": "events", "source": "IDN", "target": "ISR", "key": "ACCUSE", "event": "ACCUSE", …},
///            {"relation": "membership", "source": "IDN", "target": "ASEAN", "key": "member"}, …]}
/// ```
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NodeLink<'g> {
    /// Always true.
    pub(crate) directed: bool,
    /// Always true: two actors may be tied by several edges.
    pub(crate) multigraph: bool,
    /// The graph as a whole.
    pub(crate) graph: Summary<'g>,
    /// The actors in the order of their first mention.
    pub(crate) nodes: Vec<Labelled<'g>>,
    /// What ties them, in the order of its first mention.
    pub(crate) edges: Vec<Link<'g>>,
}

/// The graph as a whole.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Summary<'g> {
    /// Always `simpul.graph/1`.
    pub schema: &'static str,
    /// Program and version that wrote it.
    pub generator: &'static str,
    /// Language of the labels.
    pub lang: &'g str,
    /// Number of documents read, those without events included.
    pub documents: usize,
    /// Number of events, each counted once however many documents tell it; the weights of all edges and acts add up to it.
    pub events: usize,
    /// Earliest date of its events.
    pub first: Option<PartialDate>,
    /// Latest date of its events.
    pub last: Option<PartialDate>,
}

/// An actor.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Node")]
pub(crate) struct Labelled<'g> {
    /// Its code: `IDN`, `IDN/military`, `EU/Josep Borrell`.
    pub id: &'g str,
    /// Its name.
    pub label: Cow<'g, str>,
    /// What it is.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3 code of its country, where it has one.
    pub country: Option<&'g str>,
    /// What it did without a target.
    pub acts: Vec<Act<'g>>,
}

/// Events of one type that agree in polarity and in being told as a fact or not.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Act<'g> {
    /// Their type.
    pub event: EventType,
    /// Whether they happened (`+`) or are said not to (`-`).
    pub polarity: Polarity,
    /// Whether they are told as facts; else they are planned, possible, urged or conditional.
    pub certain: bool,
    /// Quad class of the type.
    pub quad: Quad,
    /// Their most frequent action of the ontology.
    pub action: &'g str,
    /// Name of that action.
    pub label: &'g str,
    /// How many events they are.
    pub weight: usize,
    /// Their mean intensity, from -10 (most hostile) to 10 (most friendly).
    pub intensity: f64,
    /// The earliest date, where any event has one.
    pub first: Option<PartialDate>,
    /// The latest date, where any event has one.
    pub last: Option<PartialDate>,
    /// How many tellings they have, in all documents.
    pub mentions: usize,
    /// Ids of the events, in the order of their first mention.
    pub events: Vec<&'g str>,
}

/// An edge.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "relation", rename_all = "lowercase")]
#[schemars(rename = "Edge")]
pub(crate) enum Link<'g> {
    /// Events from source to target.
    Events {
        /// Code of who acts.
        source: &'g str,
        /// Code of who is acted upon.
        target: &'g str,
        /// Unique between these two: the type, `-` where it did not happen, `?` where it is not told as a fact.
        key: String,
        /// Whether it has no direction; then the ends are sorted.
        mutual: bool,
        /// The events.
        #[serde(flatten)]
        act: Act<'g>,
    },
    /// Source is a part or member of target.
    Membership {
        /// Code of the member.
        source: &'g str,
        /// Code of the whole.
        target: &'g str,
        /// Always `member`.
        key: &'static str,
    },
}

impl<'g> NodeLink<'g> {
    pub(super) fn new(graph: &'g KnowledgeGraph, labels: &'g Labels, lang: Option<&'g str>) -> Self {
        let lang = lang.or_else(|| graph.language()).unwrap_or("en");
        let act = |relation: &'g Relation| Act {
            event: relation.event,
            polarity: relation.polarity,
            certain: relation.certain,
            quad: relation.quad,
            action: relation.action(),
            label: labels
                .action(relation.action(), lang)
                .or_else(|| labels.event(relation.event, lang))
                .unwrap_or(relation.action()),
            weight: relation.weight(),
            intensity: (relation.intensity() * 100.0).round() / 100.0,
            first: relation.first(),
            last: relation.last(),
            mentions: relation.incidents.iter().map(|&n| graph.incidents()[n].mentions.len()).sum(),
            events: relation.incidents.iter().map(|&n| graph.incidents()[n].id()).collect(),
        };
        let node = |node: &'g Node| Labelled {
            id: &node.code,
            label: labels
                .actor(&node.code, lang)
                .or(node.name.as_deref().map(Cow::Borrowed))
                .unwrap_or(Cow::Borrowed(&node.code)),
            kind: node.kind,
            country: node.country.as_deref(),
            acts: node.acts.iter().map(act).collect(),
        };
        let inner = &graph.graph;
        let link = |edge: &'g petgraph::graph::Edge<Tie>| {
            let (source, target) = (&*inner[edge.source()].code, &*inner[edge.target()].code);
            match &edge.weight {
                Tie::Events(relation) => Link::Events {
                    source,
                    target,
                    key: key(relation),
                    mutual: relation.event.is_mutual(),
                    act: act(relation),
                },
                Tie::Membership => Link::Membership { source, target, key: "member" },
            }
        };
        NodeLink {
            directed: true,
            multigraph: true,
            graph: Summary {
                schema: GRAPH_SCHEMA,
                generator: concat!("simpul ", env!("CARGO_PKG_VERSION")),
                lang,
                documents: graph.documents,
                events: graph.event_count(),
                first: graph.period.first,
                last: graph.period.last,
            },
            nodes: inner.node_weights().map(node).collect(),
            edges: inner.raw_edges().iter().map(link).collect(),
        }
    }
}

fn key(relation: &Relation) -> String {
    let not = if relation.polarity == Polarity::Negative { "-" } else { "" };
    let unsure = if relation.certain { "" } else { "?" };
    format!("{}{not}{unsure}", relation.event)
}
