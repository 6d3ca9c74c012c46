//! Articles to one graph: who stands in most events, and the picture.
//!
//! ```sh
//! cargo run --example graph > graph.dot
//! ```

use std::collections::BTreeMap;

use simpul::{Extractor, KnowledgeGraph, Reader, RuleSet, dot};

const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles.jsonl");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = RuleSet::builtin();
    let extractor = Extractor::new(rules);
    let mut graph = KnowledgeGraph::new();
    for article in Reader::new([ARTICLES]) {
        graph.add(&extractor.extract(&article?));
    }

    let mut degrees: BTreeMap<&str, usize> = BTreeMap::new();
    for edge in graph.edges() {
        for end in [edge.source, edge.target] {
            *degrees.entry(&end.code).or_default() += edge.relation.weight();
        }
    }
    let mut degrees: Vec<_> = degrees.into_iter().collect();
    degrees.sort_by_key(|&(_, degree)| std::cmp::Reverse(degree));
    for (code, degree) in degrees {
        eprintln!("{degree:4} {}", rules.labels().actor(code, "id").unwrap_or(code.into()));
    }
    println!("{}", dot(&graph.node_link(rules.labels(), Some("id"))));
    Ok(())
}
