//! `simpul extract`.

use std::collections::BTreeMap;
use std::{
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use simpul::{Exporter, Extractor, Format, Reader};

use super::{Articles, Color, Outcome, Stop, output::Output, progress::Progress};

const EXAMPLES: &str = "\
Examples:
  simpul extract article.txt --published 2024-11-07
  simpul extract article.txt --to dot | dot -Tsvg > graph.svg
  simpul extract news/ -o graph.json
  curl -s https://example.org/news.jsonl | simpul extract --to jsonl > events.jsonl

A text begins with its title. JSON Lines hold an article a line: the key text and, as
far as they are known, id, lang, published, title, url and publisher.";

/// How often the same warning is told with the article it is about, before the rest are counted.
const TELL: usize = 3;

#[derive(clap::Args)]
#[command(after_help = after_help())]
pub struct Extract {
    #[command(flatten)]
    articles: Articles,

    /// Format to write; by default the one that the output file ends in, else json
    #[arg(long, value_name = "FORMAT", value_parser = format_parser())]
    to: Option<Format>,

    /// File to write instead of standard output; it appears when it is whole
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Language of the labels in graphs; by default that of most articles
    #[arg(long, value_name = "LANG", value_parser = ["en", "id"])]
    labels: Option<String>,
}

fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.name())).try_map(|name| name.parse::<Format>())
}

fn after_help() -> String {
    let formats = Format::ALL.iter().map(|format| format!("  {format:7}{}\n", format.description()));
    format!("Formats:\n{}\n{EXAMPLES}", formats.collect::<String>())
}

impl Extract {
    pub fn run(self, color: Color) -> Result<Outcome, Stop> {
        let format = self.format()?;
        let (rules, inputs) = self.articles.open(color)?;
        let output = Output::open(self.output.as_deref())?;
        let name = output.name().to_owned();
        let unwritable = |why: io::Error| Output::failure(&name, &why);

        let mut progress = Progress::new(&inputs, self.output.is_none() && io::stdout().is_terminal());
        let extractor = Extractor::new(rules);
        let mut exporter = Exporter::new(format, output, rules.labels(), self.labels.as_deref());
        let mut reader = Reader::new(inputs);
        let (mut outcome, mut articles, mut events) = (Outcome::Done, 0, 0);
        let mut warned: BTreeMap<String, usize> = BTreeMap::new();
        while let Some(item) = reader.next() {
            match item {
                Ok(article) => {
                    let article = self.articles.complete(article);
                    let extraction = extractor.extract(&article);
                    for warning in &extraction.warnings {
                        let told = warned.entry(warning.clone()).or_insert(0);
                        *told += 1;
                        if *told <= TELL {
                            progress.say(format_args!("{}: {warning}", article.id));
                        }
                    }
                    if extraction.lang.is_none() {
                        outcome = Outcome::Failed;
                    }
                    articles += 1;
                    events += extraction.events.len();
                    exporter.push(&extraction).map_err(unwritable)?;
                }
                Err(problem) => {
                    progress.say(&problem);
                    if problem.is_loss() {
                        outcome = Outcome::Failed;
                    }
                }
            }
            progress.set(reader.bytes_read(), articles, events);
        }
        for (warning, told) in warned.iter().filter(|(_, told)| **told > TELL) {
            progress.say(format_args!("{} more articles: {warning}", told - TELL));
        }
        drop(progress);
        // An empty graph would pass for an answer.
        if articles == 0 {
            return Ok(Outcome::Failed);
        }
        exporter.finish().map_err(unwritable)?.commit()?;
        Ok(outcome)
    }

    fn format(&self) -> Result<Format, Stop> {
        match (self.to, &self.output) {
            (Some(format), _) => Ok(format),
            (None, Some(path)) if has_ending(path) => Format::from_path(path).map_err(|_| {
                let names: Vec<_> = Format::ALL.iter().map(|format| format.name()).collect();
                Stop::Usage(format!(
                    "the ending of {} names no format; say which with --to: {}",
                    path.display(),
                    names.join(", ")
                ))
            }),
            (None, _) => Ok(Format::default()),
        }
    }
}

fn has_ending(path: &Path) -> bool {
    path.extension().is_some()
}
