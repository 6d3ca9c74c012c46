//! Lists the rule files, so that a new one needs no line of Rust.

use std::{env, fmt::Write, fs, path::Path};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let rules = Path::new(&root).join("rules");
    println!("cargo::rerun-if-changed={}", rules.display());
    let mut files = Vec::new();
    collect(&rules, &mut files);
    files.sort();
    let mut code = String::from("static FILES: &[(&str, &str)] = &[\n");
    for path in files {
        let name =
            path.strip_prefix(&rules.display().to_string()).expect("it lies in rules").trim_start_matches(['/', '\\']);
        writeln!(code, "    ({:?}, include_str!({path:?})),", name.replace('\\', "/")).expect("a string takes all");
    }
    code.push_str("];\n");
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("builtin_rules.rs");
    fs::write(out, code).expect("OUT_DIR can be written");
}

fn collect(dir: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(dir).expect("the folder rules is there") {
        let path = entry.expect("its entries can be read").path();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rules") {
            files.push(path.display().to_string());
        }
    }
}
