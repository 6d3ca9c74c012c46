//! A user's own rules beside those built in: `examples/rules`.
//!
//! ```sh
//! cargo run --example own_rules
//! ```

use simpul::{Document, Extractor, RuleSet};

const RULES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/rules");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut article =
        Document::new("kabar", "", "Nelayan Vietnam mencuri ikan di perairan Indonesia. TPNPB mengecam TNI.");
    // Two sentences are too few to tell their language by.
    article.lang = Some("id".to_owned());
    let own = RuleSet::with_dirs(&[RULES]).inspect_err(|why| {
        for found in why.diagnostics() {
            eprintln!("{}", found.render(false));
        }
    })?;
    for (name, rules) in [("built in", RuleSet::builtin()), ("with examples/rules", &own)] {
        println!("{name}:");
        for event in Extractor::new(rules).extract(&article).events {
            let target = event.target.as_ref().map_or("-", |target| &target.code);
            println!("  {} {} {target}  [{}]", event.source.code, event.event, event.rule);
        }
    }
    Ok(())
}
