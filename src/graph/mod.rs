//! The knowledge graph: actors, what they do to each other, and what they belong to.
//!
//! It knows codes and action ids only. Names for people to read are put in when it leaves, as [`NodeLink`], so that
//! one graph can be labelled in any language and two graphs merge whatever language they were read in.

mod incident;
mod node_link;
mod relation;

pub use incident::Incident;
pub(crate) use node_link::{Act, Labelled, Link};
pub use node_link::{GRAPH_SCHEMA, NodeLink};
pub use relation::Relation;

use petgraph::{
    graph::{DiGraph, EdgeIndex, NodeIndex},
    visit::EdgeRef,
};
use rustc_hash::FxHashMap;

use crate::{
    date::PartialDate,
    extractor::Extraction,
    record::{Actor, ActorKind, Event, EventType, Polarity},
    rule::Labels,
};
use incident::Incidents;
use relation::{Counts, Period};

/// The part of a code before the slash that stands for no actor: a group which the text does not break up.
const GROUP: &str = "GROUP";

/// Who did what to whom, over any number of documents.
///
/// Nodes are actors. An event edge stands for all events of one type from one actor to another that agree in
/// polarity and in being told as a fact or not; mutual types (`CONSULT`, `AGREE`, `COOPERATE`) have their ends
/// sorted by code. Membership edges lead from a person or branch to its country or organisation, from a state to the
/// organisations that it is in. Events without a target stand in [`Node::acts`]. Everything comes in the order of its
/// first mention.
///
/// ```
/// use simpul::{Document, Extractor, KnowledgeGraph, RuleSet};
///
/// let rules = RuleSet::builtin();
/// let extractor = Extractor::new(rules);
/// let articles = [
///     Document::new("a", "", "Indonesia mengecam serangan Israel."),
///     Document::new("b", "", "Prabowo bertemu Anwar Ibrahim di Jakarta."),
/// ];
/// let graph: KnowledgeGraph = articles.iter().map(|article| extractor.extract(article)).collect();
/// for edge in graph.edges() {
///     println!("{} {} {}", edge.source.code, edge.relation.event, edge.target.code);
/// }
/// let json = serde_json::to_value(graph.node_link(rules.labels(), Some("id")))?;
/// assert_eq!(json["graph"]["documents"], 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct KnowledgeGraph {
    graph: DiGraph<Node, Tie>,
    nodes: FxHashMap<String, NodeIndex>,
    edges: FxHashMap<(NodeIndex, NodeIndex, Sort), EdgeIndex>,
    /// Member → its wholes, as stated so far, in the graph or not.
    wholes: FxHashMap<String, Vec<String>>,
    /// Code that is not in the graph yet → the memberships that wait for it.
    waiting: FxHashMap<String, Vec<(String, String)>>,
    documents: usize,
    languages: Counts,
    incidents: Incidents,
    period: Period,
}

/// What makes events one edge.
type Sort = (EventType, Polarity, bool);

#[derive(Clone, Debug)]
enum Tie {
    Events(Relation),
    Membership,
}

/// An actor of the graph.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Node {
    /// Its code: `IDN`, `IDN/military`, `EU/Josep Borrell`.
    pub code: String,
    /// Name in English; `None` where it is there only as the whole of somebody.
    pub name: Option<String>,
    /// What it is.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3 code of its country, where it has one.
    pub country: Option<String>,
    /// What it did without a target.
    pub acts: Vec<Relation>,
}

/// An event edge and its ends.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Edge<'g> {
    /// Who acts; of a mutual type, the end whose code sorts first.
    pub source: &'g Node,
    /// Who is acted upon.
    pub target: &'g Node,
    /// The events.
    pub relation: &'g Relation,
}

impl KnowledgeGraph {
    /// A graph of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what one document gave.
    ///
    /// An event that another document tells too is one [`Incident`]. Add a document once.
    pub fn add(&mut self, extraction: &Extraction) {
        self.documents += 1;
        if let Some(lang) = &extraction.lang {
            self.languages.add(lang, 1);
        }
        for event in &extraction.events {
            self.add_event(event.clone());
        }
        for (member, whole) in &extraction.memberships {
            self.belong(member, whole);
        }
    }

    /// Adds all of another graph, as if its documents had been read after those of this one.
    pub fn merge(&mut self, other: KnowledgeGraph) {
        self.documents += other.documents;
        self.languages.merge(other.languages);
        for incident in other.incidents.into_list() {
            incident.mentions.into_iter().for_each(|event| self.add_event(event));
        }
        // A hash map's order must not reach an export.
        let mut wholes: Vec<_> = other.wholes.into_iter().collect();
        wholes.sort();
        for (member, wholes) in wholes {
            wholes.iter().for_each(|whole| self.belong(&member, whole));
        }
    }

    /// The actors.
    pub fn actors(&self) -> impl Iterator<Item = &Node> {
        self.graph.node_weights()
    }

    /// The actor of this code.
    pub fn actor(&self, code: &str) -> Option<&Node> {
        self.nodes.get(code).map(|&index| &self.graph[index])
    }

    /// The event edges.
    pub fn edges(&self) -> impl Iterator<Item = Edge<'_>> {
        self.graph.edge_references().filter_map(|edge| self.edge(edge.source(), edge.target(), edge.weight()))
    }

    /// The event edges between two actors, given by their codes, in both directions.
    pub fn edges_between(&self, a: &str, b: &str) -> impl Iterator<Item = Edge<'_>> {
        let ends = self.nodes.get(a).copied().zip(self.nodes.get(b).copied());
        let mut found: Vec<_> = ends
            .into_iter()
            .flat_map(|(a, b)| {
                let back = (a != b).then(|| self.graph.edges_connecting(b, a)).into_iter().flatten();
                self.graph.edges_connecting(a, b).chain(back)
            })
            .collect();
        found.sort_by_key(|edge| edge.id());
        found.into_iter().filter_map(|edge| self.edge(edge.source(), edge.target(), edge.weight()))
    }

    /// Who belongs to what: (member, whole).
    pub fn memberships(&self) -> impl Iterator<Item = (&Node, &Node)> {
        self.graph.edge_references().filter_map(|edge| match edge.weight() {
            Tie::Membership => Some((&self.graph[edge.source()], &self.graph[edge.target()])),
            Tie::Events(_) => None,
        })
    }

    /// Number of documents added, those without events included.
    pub fn document_count(&self) -> usize {
        self.documents
    }

    /// The events, each once however many documents tell it, in the order of their first mention.
    pub fn incidents(&self) -> &[Incident] {
        self.incidents.list()
    }

    /// Number of events, each counted once however many documents tell it; the weights of all edges and acts add up
    /// to it.
    pub fn event_count(&self) -> usize {
        self.incidents().len()
    }

    /// The language of most documents.
    pub fn language(&self) -> Option<&str> {
        self.languages.most()
    }

    /// The earliest and the latest date of its events.
    pub fn period(&self) -> Option<(PartialDate, PartialDate)> {
        self.period.first.zip(self.period.last)
    }

    /// The graph with names in this language (by default, that of most documents), ready to be serialised.
    pub fn node_link<'g>(&'g self, labels: &'g Labels, lang: Option<&'g str>) -> NodeLink<'g> {
        NodeLink::new(self, labels, lang)
    }

    fn edge<'g>(&'g self, source: NodeIndex, target: NodeIndex, tie: &'g Tie) -> Option<Edge<'g>> {
        match tie {
            Tie::Events(relation) => Some(Edge { source: &self.graph[source], target: &self.graph[target], relation }),
            Tie::Membership => None,
        }
    }

    fn add_event(&mut self, event: Event) {
        let (number, is_new) = self.incidents.add(event);
        if !is_new {
            return;
        }
        let event = self.incidents.list()[number].event().clone();
        self.period.add(event.date);
        let source = self.meet(&event.source);
        let relation = Relation::of(number, &event);
        match &event.target {
            None => put(&mut self.graph[source].acts, relation),
            Some(target) => {
                let target = self.meet(target);
                self.relate(source, target, relation);
            }
        }
    }

    fn relate(&mut self, a: NodeIndex, b: NodeIndex, relation: Relation) {
        let swap = relation.event.is_mutual() && self.graph[b].code < self.graph[a].code;
        let (source, target) = if swap { (b, a) } else { (a, b) };
        let key = (source, target, relation.sort());
        match self.edges.get(&key) {
            Some(&edge) => match &mut self.graph[edge] {
                Tie::Events(there) => there.merge(relation),
                Tie::Membership => unreachable!("only event edges have a sort"),
            },
            None => {
                let edge = self.graph.add_edge(source, target, Tie::Events(relation));
                self.edges.insert(key, edge);
            }
        }
    }

    /// The node of an actor that an event names, and with it the node of the whole that its code names.
    fn meet(&mut self, actor: &Actor) -> NodeIndex {
        if let Some(&index) = self.nodes.get(&actor.code) {
            let node = &mut self.graph[index];
            if node.name.is_some() && node.kind != ActorKind::Unknown {
                return index;
            }
        }
        let index = self.merge_node(Node {
            code: actor.code.clone(),
            name: Some(actor.name.clone()),
            kind: actor.kind,
            country: actor.country.clone(),
            acts: Vec::new(),
        });
        if let Some((whole, _)) = actor.code.split_once('/').filter(|&(whole, _)| whole != GROUP) {
            let is_country = actor.country.as_deref() == Some(whole);
            self.merge_node(Node {
                code: whole.to_owned(),
                name: None,
                kind: if is_country { ActorKind::Country } else { ActorKind::Org },
                country: is_country.then(|| whole.to_owned()),
                acts: Vec::new(),
            });
            self.belong(&actor.code, whole);
        }
        if let Some(country) = &actor.country {
            self.belong(&actor.code, country);
        }
        index
    }

    fn merge_node(&mut self, node: Node) -> NodeIndex {
        match self.nodes.get(&node.code) {
            Some(&index) => {
                self.graph[index].merge(node);
                index
            }
            None => {
                let code = node.code.clone();
                let index = self.graph.add_node(node);
                let waiting = self.waiting.remove(&code);
                self.nodes.insert(code, index);
                for (member, whole) in waiting.into_iter().flatten() {
                    self.join(member, whole);
                }
                index
            }
        }
    }

    /// Notes a membership; it becomes an edge as soon as both ends are in the graph.
    fn belong(&mut self, member: &str, whole: &str) {
        let wholes = match self.wholes.get_mut(member) {
            Some(wholes) => wholes,
            None => self.wholes.entry(member.to_owned()).or_default(),
        };
        if member != whole && !wholes.iter().any(|w| w == whole) {
            wholes.push(whole.to_owned());
            self.join(member.to_owned(), whole.to_owned());
        }
    }

    fn join(&mut self, member: String, whole: String) {
        match (self.nodes.get(&member), self.nodes.get(&whole)) {
            (Some(&a), Some(&b)) => {
                self.graph.add_edge(a, b, Tie::Membership);
            }
            (None, _) => self.waiting.entry(member.clone()).or_default().push((member, whole)),
            (_, None) => self.waiting.entry(whole.clone()).or_default().push((member, whole)),
        }
    }
}

impl Node {
    /// Fills in what the first mention did not tell.
    fn merge(&mut self, other: Node) {
        let told = self.name.is_some() && self.kind != ActorKind::Unknown;
        if !told && other.name.is_some() {
            self.kind = other.kind;
        }
        self.name = self.name.take().or(other.name);
        self.country = self.country.take().or(other.country);
        for act in other.acts {
            put(&mut self.acts, act);
        }
    }
}

/// Adds events to those of their sort.
fn put(acts: &mut Vec<Relation>, relation: Relation) {
    match acts.iter_mut().find(|act| act.sort() == relation.sort()) {
        Some(act) => act.merge(relation),
        None => acts.push(relation),
    }
}

impl<'e> Extend<&'e Extraction> for KnowledgeGraph {
    fn extend<I: IntoIterator<Item = &'e Extraction>>(&mut self, extractions: I) {
        extractions.into_iter().for_each(|extraction| self.add(extraction));
    }
}

impl Extend<Extraction> for KnowledgeGraph {
    fn extend<I: IntoIterator<Item = Extraction>>(&mut self, extractions: I) {
        extractions.into_iter().for_each(|extraction| self.add(&extraction));
    }
}

impl<E> FromIterator<E> for KnowledgeGraph
where
    KnowledgeGraph: Extend<E>,
{
    fn from_iter<I: IntoIterator<Item = E>>(extractions: I) -> Self {
        let mut graph = KnowledgeGraph::new();
        graph.extend(extractions);
        graph
    }
}

#[cfg(test)]
pub(crate) mod tests;
