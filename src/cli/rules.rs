//! `simpul rules`.

use std::{
    fmt::{self, Write as _},
    io::{self, Write},
    path::PathBuf,
};

use clap::ValueEnum;
use simpul::{ActorKind, Base, EventType, Extractor, LanguageFigures, Listed, RuleSet, Severity, Use};

use super::{Color, Outcome, Rules as RuleArgs, Stop, counted, say};

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
  simpul rules forms kecam                      the verbs and nouns of a root
  simpul rules forms tembak meN- jatuh          one verb, as a rule file writes it";

const LIST_EXAMPLES: &str = "\
Examples:
  simpul rules list                             how many there are of each kind
  simpul rules list role | grep menteri";

#[derive(clap::Subcommand)]
pub enum Rules {
    /// Report every mistake in rule files, with its place and its cure
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Dir),
    /// Run the tests that stand in rule files
    #[command(after_help = TEST_EXAMPLES)]
    Test(Test),
    /// Print the forms of a verb or noun, and what the rules make of them
    #[command(after_help = FORMS_EXAMPLES)]
    Forms(FormsOf),
    /// List what the rules hold of a kind
    #[command(after_help = LIST_EXAMPLES)]
    List(List),
    /// Count what the rules hold
    Stats(Dir),
}

#[derive(clap::Args)]
pub struct Dir {
    /// Folder of your own rules, beside those built in
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,

    /// Use the rules of that folder alone
    #[arg(long, requires = "dir")]
    no_builtin: bool,
}

impl Dir {
    fn load(&self, color: Color) -> Result<&'static RuleSet, Stop> {
        RuleArgs { dirs: self.dir.iter().cloned().collect(), no_builtin: self.no_builtin }.compile(color)
    }
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
pub struct FormsOf {
    /// Root and, to ask for one verb alone, its affix class and what else belongs to it
    #[arg(value_name = "WORD", required = true, allow_hyphen_values = true)]
    words: Vec<String>,

    /// Language of the word
    #[arg(long, value_name = "LANG", default_value = "id")]
    lang: String,

    #[command(flatten)]
    rules: RuleArgs,
}

#[derive(clap::Args)]
pub struct List {
    /// Of what; by default the kinds themselves, and how many there are
    #[arg(value_enum, value_name = "KIND")]
    kind: Option<Kind>,

    #[command(flatten)]
    rules: RuleArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Event,
    Action,
    Role,
    Class,
    Country,
    Org,
    Group,
    Place,
    Person,
}

impl From<Kind> for Listed {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Event => Listed::Event,
            Kind::Action => Listed::Action,
            Kind::Role => Listed::Role,
            Kind::Class => Listed::Class,
            Kind::Country => Listed::Actor(ActorKind::Country),
            Kind::Org => Listed::Actor(ActorKind::Org),
            Kind::Group => Listed::Actor(ActorKind::Group),
            Kind::Place => Listed::Actor(ActorKind::Place),
            Kind::Person => Listed::Actor(ActorKind::Person),
        }
    }
}

impl Rules {
    pub fn run(self, color: Color) -> Result<Outcome, Stop> {
        match self {
            Rules::Check(dir) => check(&dir, color),
            Rules::Test(test) => test.run(color),
            Rules::Forms(forms) => forms.run(color),
            Rules::List(list) => list.run(color),
            Rules::Stats(dir) => stats(&dir, color),
        }
    }
}

fn check(dir: &Dir, color: Color) -> Result<Outcome, Stop> {
    let base = if dir.no_builtin { Base::Nothing } else { Base::Builtin };
    let found = RuleSet::check(base, dir.dir.as_slice())?;
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
        let rules = self.rules.load(color)?;
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

impl FormsOf {
    fn run(self, color: Color) -> Result<Outcome, Stop> {
        let rules = self.rules.load(color)?;
        let words: Vec<&str> = self.words.iter().flat_map(|word| word.split_whitespace()).collect();
        let found = rules.forms(&self.lang, &words)?;
        if found.iter().all(|forms| forms.uses.is_empty()) {
            say(format_args!("`{}` is in no rule", words.join(" ")));
        }
        let mut out = io::stdout().lock();
        for forms in found {
            writeln!(out, "{}", forms.lemma)?;
            for (voice, forms) in forms.voices.iter().filter(|(_, of_voice)| *of_voice != [forms.lemma.as_str()]) {
                writeln!(out, "  {voice:9} {}", forms.join(", "))?;
            }
            let event = |meaning: &Use| meaning.event.map_or("none".to_owned(), |event| event.to_string());
            let uses =
                forms.uses.iter().map(|u| vec![format!("  {}", u.action), event(u), u.place.clone(), described(u)]);
            write!(out, "{}", Table(uses.collect()))?;
        }
        Ok(Outcome::Done)
    }
}

/// The slots of a meaning and where they are filled from.
fn described(meaning: &Use) -> String {
    let slots = meaning.slots.iter().map(|(slot, places)| format!("{slot} {places}")).collect::<Vec<_>>().join("; ");
    match (meaning.light, meaning.nominal) {
        (true, _) => format!("{slots} (with its noun)"),
        (_, true) => format!("{slots} (as noun)"),
        _ => slots,
    }
}

impl List {
    fn run(self, color: Color) -> Result<Outcome, Stop> {
        let rules = self.rules.load(color)?;
        let rows = match self.kind {
            Some(kind) => rules.list(kind.into()),
            None => Kind::value_variants()
                .iter()
                .map(|&kind| vec![name(kind), rules.list(kind.into()).len().to_string()])
                .collect(),
        };
        write!(io::stdout(), "{}", Table(rows))?;
        Ok(Outcome::Done)
    }
}

fn name(kind: Kind) -> String {
    kind.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn stats(dir: &Dir, color: Color) -> Result<Outcome, Stop> {
    let figures = dir.load(color)?.figures();
    let mut rows: Vec<Vec<String>> =
        figures.actors.iter().map(|(kind, count)| vec![kind.to_string(), count.to_string()]).collect();
    rows.push(vec!["actions".to_owned(), figures.actions.to_string()]);
    rows.push(vec!["roles".to_owned(), figures.roles.to_string()]);
    let mut out = io::stdout().lock();
    writeln!(out, "{}", Table(rows))?;

    let row = |name: &str, count: &dyn Fn(&LanguageFigures) -> String| {
        [name.to_owned()].into_iter().chain(figures.languages.iter().map(count)).collect::<Vec<_>>()
    };
    let mut rows = vec![row("language", &|of| of.lang.clone()), row("names", &|of| of.names.to_string())];
    for (n, event) in EventType::ALL.iter().enumerate() {
        rows.push(row(event.as_str(), &|of| of.lemmas[n].1.to_string()));
    }
    rows.push(row("tests", &|of| of.tests.to_string()));
    write!(out, "{}", Table(rows))?;
    Ok(Outcome::Done)
}

/// Rows whose cells stand below one another; a column of numbers ends where it ends.
struct Table(Vec<Vec<String>>);

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.0.iter().map(Vec::len).max().unwrap_or_default();
        let width = |n: usize| self.0.iter().filter_map(|row| row.get(n)).map(|cell| cell.chars().count()).max();
        // The first row may be a heading.
        let is_number = |n: usize| {
            let mut cells = self.0.iter().skip(1).filter_map(|row| row.get(n)).peekable();
            cells.peek().is_some() && cells.all(|cell| cell.parse::<f64>().is_ok())
        };
        let shape: Vec<(usize, bool)> = (0..columns).map(|n| (width(n).unwrap_or_default(), is_number(n))).collect();
        for row in &self.0 {
            let mut line = String::new();
            for (cell, &(width, is_number)) in row.iter().zip(&shape) {
                if is_number { write!(line, "{cell:>width$}  ")? } else { write!(line, "{cell:width$}  ")? }
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
