//! `simpul rules`.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use simpul::{Extractor, RuleSet, Severity};

use super::{Color, Outcome, Stop, counted, load_rules, say};

const CHECK_EXAMPLES: &str = "\
Examples:
  simpul rules check
  simpul rules check my-rules";

const TEST_EXAMPLES: &str = "\
Examples:
  simpul rules test
  simpul rules test my-rules -q                 where the tests stand that fail, and no more";

const FORMS_EXAMPLES: &str = "\
Examples:
  simpul rules forms kecam meN-
  simpul rules forms kerja ber- sama";

#[derive(clap::Subcommand)]
pub enum Rules {
    /// Report every mistake in rule files, with its place and its cure
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Dir),
    /// Run the tests that stand in rule files
    #[command(after_help = TEST_EXAMPLES)]
    Test(Test),
    /// Print the forms of a verb that is written as in a rule file
    #[command(after_help = FORMS_EXAMPLES)]
    Forms(Forms),
}

#[derive(clap::Args)]
pub struct Dir {
    /// Folder of your own rules, beside those built in
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

#[derive(clap::Args)]
pub struct Test {
    #[command(flatten)]
    rules: Dir,

    /// Print only the place of each test that fails
    #[arg(short, long)]
    quiet: bool,
}

#[derive(clap::Args)]
pub struct Forms {
    /// Root, affix class and what else belongs to the verb
    #[arg(value_name = "WORD", required = true, allow_hyphen_values = true)]
    words: Vec<String>,

    /// Language of the verb
    #[arg(long, value_name = "LANG", default_value = "id")]
    lang: String,
}

impl Rules {
    pub fn run(self, color: Color) -> Result<Outcome, Stop> {
        match self {
            Rules::Check(dir) => check(&dir, color),
            Rules::Test(test) => test.run(color),
            Rules::Forms(forms) => forms.run(),
        }
    }
}

fn check(dir: &Dir, color: Color) -> Result<Outcome, Stop> {
    let found = RuleSet::check(dir.dir.as_slice())?;
    let mut out = io::stdout();
    let color = color.on(&out);
    for diagnostic in &found {
        writeln!(out, "{}\n", diagnostic.render(color))?;
    }
    let errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    match (errors, found.len() - errors) {
        (0, 0) => say("no mistakes"),
        (errors, warnings) => say(format_args!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))),
    }
    Ok(if errors == 0 { Outcome::Done } else { Outcome::Failed })
}

impl Test {
    fn run(self, color: Color) -> Result<Outcome, Stop> {
        let rules = load_rules(self.rules.dir.as_slice(), color)?;
        let extractor = Extractor::new(rules);
        let mut out = io::stdout().lock();
        let mut failed = 0;
        for failure in rules.tests().filter_map(|test| test.run(&extractor).err()) {
            failed += 1;
            if self.quiet {
                writeln!(out, "{}", failure.place)?;
            } else {
                writeln!(out, "{failure}\n")?;
            }
        }
        say(format_args!("{}, {failed} failed", counted(rules.tests().count(), "test")));
        Ok(if failed == 0 { Outcome::Done } else { Outcome::Failed })
    }
}

impl Forms {
    fn run(self) -> Result<Outcome, Stop> {
        let verb = self.words.join(" ");
        Err(Stop::Failed(format!("the forms of `{verb}` ({}) can't be printed yet", self.lang)))
    }
}
