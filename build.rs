//! Compiles the rule files into what the program starts with. A mistake in them ends the build with its place and cure.
#![allow(dead_code, unused_imports, reason = "these modules are the program's, and a build needs a part of them")]

#[path = "src/date.rs"]
mod date;
#[path = "src/diagnostic.rs"]
mod diagnostic;
#[path = "src/error.rs"]
mod error;
#[path = "src/lang/mod.rs"]
mod lang;
#[path = "src/record.rs"]
mod record;
#[path = "src/rule/mod.rs"]
mod rule;
#[path = "src/span.rs"]
mod span;
#[path = "src/token.rs"]
mod token;

use std::{env, fmt::Write, fs, path::Path, process::exit};

use diagnostic::Source;
use rule::RuleSet;

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let rules = Path::new(&root).join("rules");
    println!("cargo::rerun-if-changed={}", rules.display());
    let mut files = Vec::new();
    collect(&rules, &mut files);
    files.sort();
    let mut code = String::from("static FILES: &[(&str, &str)] = &[\n");
    let mut sources = Vec::new();
    for path in files {
        let name =
            path.strip_prefix(&rules.display().to_string()).expect("it lies in rules").trim_start_matches(['/', '\\']);
        let name = name.replace('\\', "/");
        writeln!(code, "    ({name:?}, include_str!({path:?})),").expect("a string takes all");
        let text = fs::read_to_string(&path).unwrap_or_else(|why| panic!("can't read {path}: {why}"));
        sources.push(Source::new(name, text));
    }
    code.push_str("];\n");
    let compiled = RuleSet::compile(&sources).unwrap_or_else(|why| {
        why.diagnostics().iter().for_each(|found| eprintln!("{}\n", found.render(false)));
        exit(1);
    });
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let out = Path::new(&out);
    fs::write(out.join("builtin_rules.rs"), code).expect("OUT_DIR can be written");
    let bytes = compiled.to_bytes().expect("all of a rule set can be written");
    fs::write(out.join("builtin_rules.bin"), bytes).expect("OUT_DIR can be written");
}

fn collect(dir: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(dir).expect("the folder rules is there") {
        let path = entry.expect("its entries can be read").path();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rules") {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path.display().to_string());
        }
    }
}
