//! What the built-in rules find in the annotated articles, held against the floors that they once reached.

use std::{collections::BTreeMap, fs, path::Path};

use simpul::{Extractor, Gold, Level, Reader, RuleSet};

#[derive(serde::Deserialize)]
struct Floors {
    /// Set of articles → level → F1.
    f1: BTreeMap<String, BTreeMap<String, f64>>,
}

#[test]
fn no_score_falls_below_its_floor() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let floors: Floors = serde_json::from_str(&fs::read_to_string(root.join("tests/floors.json")).unwrap()).unwrap();
    let extractor = Extractor::new(RuleSet::builtin());
    let mut low = Vec::new();
    for (set, floors) in floors.f1.iter().filter(|(set, _)| set.starts_with("tests/")) {
        let events: Vec<_> = Reader::new([root.join(format!("{set}.jsonl"))])
            .flat_map(|article| extractor.extract(&article.unwrap()).events)
            .collect();
        let scores = Gold::read(root.join(set)).unwrap().score(&events);
        for (name, floor) in floors {
            let level = Level::ALL.iter().find(|level| level.name() == name).expect("a level of the scores");
            // Floors are written with three digits, as scores are printed.
            let f1 = (scores.level(*level).f1() * 1000.0).round() / 1000.0;
            if f1 < *floor {
                low.push(format!("{set} {name}: F1 {f1:.3} is below its floor, {floor:.3}"));
            }
        }
    }
    assert!(low.is_empty(), "\n{}", low.join("\n"));
}
