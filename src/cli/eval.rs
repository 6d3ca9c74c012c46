//! `simpul eval`.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use simpul::{Event, Extractor, Gold, Reader};

use super::{Color, Outcome, Rules, Stop, say};

const EXAMPLES: &str = "\
Examples:
  simpul eval tests/gold/id                     reads tests/gold/id.jsonl
  simpul eval tests/gold/id --show d01          what was hit, missed and made up there
  simpul eval gold --input articles.jsonl --json

A table has the columns doc, sent, source, event, target, modality, polarity, speaker, date
and trigger, parted by tabs. Articles without a table do not count.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Eval {
    /// Folder of annotated articles, a table DOC.tsv each
    #[arg(value_name = "GOLD_DIR")]
    gold: PathBuf,

    /// The articles; by default the file beside the folder, called like it: GOLD_DIR.jsonl
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,

    /// List hits (=, and ~ where they differ), misses (-) and extras (+) of one article, or of `all`
    #[arg(long, value_name = "DOC")]
    show: Option<String>,

    /// Print the figures as JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    rules: Rules,
}

impl Eval {
    pub fn run(self, color: Color) -> Result<Outcome, Stop> {
        let gold = Gold::read(&self.gold)?;
        let shown: Vec<_> = match self.show.as_deref() {
            None => Vec::new(),
            Some("all") => gold.documents().collect(),
            Some(one) if gold.documents().any(|document| document == one) => vec![one],
            Some(one) => return Err(Stop::Failed(format!("there is no {one}.tsv in {}", self.gold.display()))),
        };
        let (events, outcome) = self.events(&gold, color)?;
        let mut out = io::stdout().lock();
        for document in shown {
            out.write_all(gold.compare(document, &events).unwrap_or_default().as_bytes())?;
        }
        let scores = gold.score(&events);
        if self.json {
            writeln!(out, "{}", serde_json::to_string(&scores).map_err(io::Error::from)?)?;
        } else {
            writeln!(out, "{scores}")?;
        }
        Ok(outcome)
    }

    fn input(&self) -> PathBuf {
        self.input.clone().unwrap_or_else(|| {
            // Not `set_extension`: a folder may be called `gold.v2`.
            let mut beside = self.gold.components().as_path().as_os_str().to_owned();
            beside.push(".jsonl");
            beside.into()
        })
    }

    /// What is found in the annotated articles.
    fn events(&self, gold: &Gold, color: Color) -> Result<(Vec<Event>, Outcome), Stop> {
        let extractor = Extractor::new(self.rules.load(color)?);
        let (mut events, mut outcome) = (Vec::new(), Outcome::Done);
        for item in Reader::new([self.input()]) {
            match item {
                Ok(article) if gold.has(&article.id) => events.extend(extractor.extract(&article).events),
                Ok(_) => {}
                Err(problem) => {
                    say(&problem);
                    if problem.is_loss() {
                        outcome = Outcome::Failed;
                    }
                }
            }
        }
        Ok((events, outcome))
    }
}
