//! One article to its events.
//!
//! ```sh
//! cargo run --example extract
//! cargo run --example extract -- article.txt
//! ```

use simpul::{Extractor, Reader, RuleSet};

const ARTICLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles/korut-rusia.txt");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| ARTICLE.to_owned());
    let extractor = Extractor::new(RuleSet::builtin());
    for article in Reader::new([path]) {
        let extraction = extractor.extract(&article?);
        for warning in &extraction.warnings {
            eprintln!("{}: {warning}", extraction.doc);
        }
        for event in &extraction.events {
            let target = event.target.as_ref().map_or("-", |target| &target.code);
            println!("{} {} {target} ({}): {}", event.source.code, event.event, event.modality, event.trigger.text);
        }
    }
    Ok(())
}
