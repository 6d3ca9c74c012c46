//! `simpul explain`.

use std::io::{self, BufWriter, Write};

use anstyle::{AnsiColor, Style};
use simpul::{Explanation, Extractor, Reader, Tone};

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
        let stdout = io::stdout();
        let color = color.on(&stdout);
        let mut out = BufWriter::new(stdout);
        let mut outcome = Outcome::Done;
        for item in Reader::new(inputs) {
            match item {
                Ok(article) => {
                    let article = self.articles.complete(article);
                    let explanation = extractor.explain(&article);
                    if !explanation.is_read() {
                        outcome = Outcome::Failed;
                        say(format_args!("{}: {}", article.id, explanation.to_string().trim_end()));
                        continue;
                    }
                    writeln!(out, "{}\n", article.id)?;
                    write(&explanation, color, &mut out)?;
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

fn write(explanation: &Explanation, color: bool, out: &mut impl Write) -> io::Result<()> {
    if !color {
        return write!(out, "{explanation}");
    }
    for (tone, text) in explanation.parts() {
        let style = style(tone);
        // A style that runs over a line's end leaks into pagers.
        let (body, end) = text.strip_suffix('\n').map_or((text, ""), |body| (body, "\n"));
        write!(out, "{style}{body}{style:#}{end}")?;
    }
    Ok(())
}

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Sentence => Style::new().bold(),
        Tone::Label => Style::new().dimmed(),
        Tone::Words => AnsiColor::Cyan.on_default(),
        Tone::Code => AnsiColor::Blue.on_default(),
        Tone::Event => AnsiColor::Green.on_default().bold(),
        Tone::Refusal => AnsiColor::Yellow.on_default(),
        _ => Style::new(),
    }
}
