//! `simpul explain`.

use std::io::{self, BufWriter, Write};

use simpul::{Extraction, Extractor, Reader};

use super::{Articles, Color, Outcome, Stop, say};

const EXAMPLES: &str = "\
Examples:
  simpul explain article.txt
  echo \"Indonesia mengecam serangan Israel ke Gaza.\" | simpul explain
  simpul explain article.txt --color always | less -R";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Explain {
    #[command(flatten)]
    articles: Articles,
}

impl Explain {
    pub fn run(self, color: Color) -> Result<Outcome, Stop> {
        let (rules, inputs) = self.articles.open(color)?;
        let extractor = Extractor::new(rules);
        let mut out = BufWriter::new(io::stdout());
        let mut outcome = Outcome::Done;
        for item in Reader::new(inputs) {
            match item {
                Ok(article) => {
                    let extraction = extractor.extract(&self.articles.complete(article));
                    for warning in &extraction.warnings {
                        say(format_args!("{}: {warning}", extraction.doc));
                    }
                    if extraction.lang.is_none() {
                        outcome = Outcome::Failed;
                    }
                    write_events(&extraction, &mut out)?;
                }
                Err(problem) => {
                    say(&problem);
                    if problem.is_loss() {
                        outcome = Outcome::Failed;
                    }
                }
            }
        }
        out.flush()?;
        Ok(outcome)
    }
}

/// Each sentence that gave an event, and below it what fired.
fn write_events(extraction: &Extraction, out: &mut impl Write) -> io::Result<()> {
    let mut last = None;
    for event in &extraction.events {
        if last != Some(event.sentence) {
            writeln!(out, "{} s{}  {}", event.doc, event.sentence, event.evidence.text)?;
            last = Some(event.sentence);
        }
        let target = event.target.as_ref().map_or("-", |target| &target.code);
        let speaker = event.speaker.as_ref().map(|speaker| format!(" @{}", speaker.code)).unwrap_or_default();
        writeln!(
            out,
            "    {} {} {target}  {}{}{speaker}  “{}”  {}",
            event.source.code, event.event, event.modality, event.polarity, event.trigger.text, event.rule
        )?;
    }
    Ok(())
}
