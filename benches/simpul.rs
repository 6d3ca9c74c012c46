//! How long the parts of the work take: `cargo bench`. The whole program is timed by `benches/whole.sh`.

use std::{hint::black_box, path::Path};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use simpul::{Document, Extraction, Extractor, KnowledgeGraph, Reader, RuleSet, dot};

const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold/id.jsonl");

/// Words that start no event and no name: what is left is the cost of reading a text at all.
const PLAIN: &str = "Kalimat ini tidak berkata apa-apa tentang siapa pun, dan yang berikutnya pun begitu. ";

fn articles() -> Vec<Document> {
    Reader::new([ARTICLES]).collect::<Result<_, _>>().expect("the articles can be read")
}

fn rules(c: &mut Criterion) {
    c.bench_function("compile the built-in rules", |b| b.iter(|| RuleSet::with_dirs::<&Path>(&[]).unwrap()));
}

fn extraction(c: &mut Criterion) {
    let extractor = Extractor::new(RuleSet::builtin());
    let mut plain = Document::new("plain", "", &PLAIN.repeat(25));
    plain.lang = Some("id".to_owned());
    let mut group = c.benchmark_group("extract");
    for (name, article) in [("an article", &articles()[0]), ("plain words", &plain)] {
        group.throughput(Throughput::Bytes(article.content().len() as u64));
        group.bench_function(name, |b| b.iter(|| extractor.extract(black_box(article))));
    }
    group.finish();
}

fn graph(c: &mut Criterion) {
    let rules = RuleSet::builtin();
    let extractor = Extractor::new(rules);
    let extractions: Vec<Extraction> = articles().iter().map(|article| extractor.extract(article)).collect();
    let build = || {
        let mut graph = KnowledgeGraph::new();
        extractions.iter().for_each(|extraction| graph.add(extraction));
        graph
    };
    c.bench_function("build a graph of 38 articles", |b| b.iter(build));
    let graph = build();
    c.bench_function("draw it as DOT", |b| b.iter(|| dot(&graph.node_link(rules.labels(), Some("id")))));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).without_plots();
    targets = rules, extraction, graph
}
criterion_main!(benches);
