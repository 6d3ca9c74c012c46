//! Writes a corpus of any size as JSON Lines, for timing: the project's own articles again and again, each time with
//! other countries, people and numbers. The same size gives the same bytes.
//!
//! ```sh
//! cargo run --release --example generate_corpus -- 50 > corpus.jsonl        # in megabytes
//! ```

use std::io::{self, BufWriter, Write};

use regex::{Captures, Regex};
use serde_json::Value;

const ARTICLES: [&str; 2] = [include_str!("articles.jsonl"), include_str!("../tests/gold/id.jsonl")];

/// Names that can stand for each other.
const ALIKE: [&str; 3] = [
    "Amerika Serikat|Korea Utara|Korea Selatan|Arab Saudi|Indonesia|Malaysia|Singapura|Filipina|Thailand|Vietnam|Tiongkok|\
     Jepang|India|Pakistan|Australia|Rusia|Ukraina|Jerman|Prancis|Inggris|Turki|Iran|Israel|Mesir|Brasil|Kanada|Norwegia",
    "Jakarta|Beijing|Tokyo|Seoul|Pyongyang|Washington|Moskow|Kyiv|Berlin|Paris|London|Ankara",
    "Prabowo|Trump|Putin|Zelensky|Macron|Starmer|Netanyahu|Anwar|Marcos|Modi|Erdogan",
];

fn main() -> io::Result<()> {
    let megabytes: usize = std::env::args().nth(1).and_then(|size| size.parse().ok()).unwrap_or(50);
    let articles: Vec<Value> = ARTICLES
        .iter()
        .flat_map(|lines| lines.lines())
        .map(|line| serde_json::from_str(line).expect("the project's articles are JSON"))
        .collect();
    let varied = Varied::new();
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut written, mut round) = (0, 0);
    while written < megabytes * 1_000_000 {
        for article in &articles {
            let mut copy = article.clone();
            copy["id"] = format!("{}-{round}", article["id"].as_str().unwrap_or_default()).into();
            for key in ["title", "text"] {
                copy[key] = varied.text(article[key].as_str().unwrap_or_default(), round).into();
            }
            let line = copy.to_string();
            written += line.len() + 1;
            writeln!(out, "{line}")?;
        }
        round += 1;
    }
    out.flush()
}

/// Finds what can be varied in a text.
struct Varied {
    names: Regex,
    numbers: Regex,
    alike: Vec<Vec<&'static str>>,
}

impl Varied {
    fn new() -> Self {
        Varied {
            names: Regex::new(&format!(r"\b(?:{})\b", ALIKE.join("|"))).expect("names are words"),
            // A day is written as 6/11/2024: no number beside a slash is touched.
            numbers: Regex::new(r"(?:\d+/)+\d+|\b\d{1,3}\b").expect("it is right"),
            alike: ALIKE.iter().map(|names| names.split('|').collect()).collect(),
        }
    }

    fn text(&self, text: &str, round: usize) -> String {
        let renamed = self.names.replace_all(text, |found: &Captures| {
            let place = |names: &Vec<&'static str>| names.iter().position(|name| *name == &found[0]);
            let next = self.alike.iter().find_map(|names| Some(names[(place(names)? + round) % names.len()]));
            next.expect("it was found by its name")
        });
        let numbered = self.numbers.replace_all(&renamed, |found: &Captures| match found[0].parse::<usize>() {
            Ok(number) => ((number + round) % 1000).to_string(),
            Err(_) => found[0].to_owned(),
        });
        numbered.into_owned()
    }
}
