//! The world pack: every country is found under each of its names, wherever a name can stand.

use std::{fs, path::Path};

use simpul::{Document, Event, Extractor, RuleSet};

/// One way to name a country, as its rule file has it.
struct Name {
    country: String,
    key: &'static str,
    text: String,
    place: String,
}

/// What countries are called in a language, but for what a guard asks evidence for that no bare sentence has.
fn names(lang: &str) -> Vec<Name> {
    const KEYS: [&str; 4] = ["name", "long", "people", "capital"];
    let mut names: Vec<Name> = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/world");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.file_name().unwrap().to_string_lossy().starts_with("countries-"));
    files.sort();
    assert!(!files.is_empty());
    for path in files {
        let (mut country, mut line_names) = (String::new(), 0);
        for (n, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let line = line.split(" #").next().unwrap();
            if let Some(id) = line.strip_prefix("country ") {
                country = id.to_owned();
            }
            let Some((key, values)) = line.trim_start().split_once(": ") else { continue };
            if line.starts_with("    ") {
                if key.starts_with("only") {
                    names.truncate(names.len() - line_names);
                }
                line_names = 0;
                continue;
            }
            line_names = 0;
            let (key, of) = key.split_once('.').unwrap_or((key, lang));
            let Some(&key) = KEYS.iter().find(|known| **known == key).filter(|_| of == lang) else { continue };
            for value in values.split(", ") {
                let undated = value.split(' ').filter(|word| !word.contains("..")).collect::<Vec<_>>().join(" ");
                let value = undated.trim().trim_matches('"').trim_end_matches('!');
                let place = format!("{}:{}", path.file_name().unwrap().to_string_lossy(), n + 1);
                for text in spelt_out(value) {
                    names.push(Name { country: country.clone(), key, text, place: place.clone() });
                    line_names += 1;
                }
            }
        }
    }
    names
}

/// `Indonesian(s)` is two names.
fn spelt_out(name: &str) -> Vec<String> {
    match name.split_once('(') {
        Some((stem, rest)) => {
            let (ending, behind) = rest.split_once(')').unwrap();
            vec![format!("{stem}{behind}"), format!("{stem}{ending}{behind}")]
        }
        None => vec![name.to_owned()],
    }
}

fn events(extractor: &Extractor, lang: &str, text: &str) -> Vec<Event> {
    let mut document = Document::new("test", "", text);
    document.lang = Some(lang.to_owned());
    extractor.extract(&document).events
}

/// Names that were not found, each with the sentence that should have shown it.
fn lost(lang: &str, frames: impl Fn(&Name, &str) -> Vec<(String, &'static str)>) -> Vec<String> {
    let extractor = Extractor::new(RuleSet::builtin());
    let mut lost = Vec::new();
    let names = names(lang);
    let mut countries: Vec<&str> = names.iter().map(|name| name.country.as_str()).collect();
    countries.dedup();
    assert!(countries.len() >= 249, "{} countries have names in {lang}", countries.len());
    for name in &names {
        let other = if name.country == "BRA" { "Chile" } else { "Brasil" };
        for (sentence, end) in frames(name, other) {
            let found = events(&extractor, lang, &sentence);
            let is_meant = |event: &Event| match end {
                "source" => event.source.code.split('/').next() == Some(&name.country),
                _ => event.target.as_ref().is_some_and(|target| target.code == name.country),
            };
            if !found.iter().any(is_meant) {
                lost.push(format!("{}: {sentence}", name.place));
            }
        }
    }
    lost
}

fn assert_none_lost(lost: &[String]) {
    assert!(lost.is_empty(), "{} sentences lose their country:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn every_country_is_found_in_indonesian() {
    assert_none_lost(&lost("id", |name, other| {
        let name = &name.text;
        vec![
            (format!("{name} mengecam {other}."), "source"),
            (format!("{other} mengecam {name}."), "target"),
            (format!("Menteri Luar Negeri {name} mengecam {other}."), "source"),
        ]
    }));
}

#[test]
fn every_country_is_found_in_english() {
    assert_none_lost(&lost("en", |name, other| {
        let other = other.replace('s', "z");
        let text = &name.text;
        if name.key == "people" {
            return vec![(format!("The {text} foreign minister condemned {other}."), "source")];
        }
        vec![
            (format!("{text} condemned {other}."), "source"),
            (format!("{other} condemned {text}."), "target"),
            (format!("{text}'s foreign minister condemned {other}."), "source"),
        ]
    }));
}
