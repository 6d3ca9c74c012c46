//! One file per subcommand; nothing else in the program prints.

mod eval;
mod explain;
mod extract;
mod output;
mod progress;
mod rules;
mod schema;

use std::{
    fmt,
    io::{self, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Parser, Subcommand, ValueEnum};
use simpul::{Document, PartialDate, RuleSet, Severity};

const EXAMPLES: &str = "\
Examples:
  simpul extract article.txt                         its graph as JSON
  simpul extract news/ -o graph.dot                  a folder's graph, for Graphviz
  simpul extract news.jsonl --to jsonl > events.jsonl
  simpul explain article.txt                         why a row is there, or is not

Exit status: 0 done, 1 a check failed or some input could not be read, 2 wrong usage.";

/// Reads news articles and ties them into a knowledge graph: who did what to whom, when, how sure, and who says so
#[derive(Parser)]
#[command(version, arg_required_else_help = true, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// When to colour what people read: auto, always or never
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", display_order = 100)]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    color: Color,
}

#[derive(Subcommand)]
enum Command {
    /// Extract events from articles and write them, or their graph
    Extract(extract::Extract),
    /// Show sentence by sentence what was seen in an article
    Explain(explain::Explain),
    /// Score against annotated articles
    Eval(eval::Eval),
    /// Check, test and look into rule files
    #[command(subcommand)]
    Rules(rules::Rules),
    /// Print the JSON Schema of an event, or of the graph
    Schema(schema::Schema),
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// Whether to colour what goes to `stream`.
    fn on(self, stream: &impl IsTerminal) -> bool {
        match self {
            Color::Auto => std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty()) && stream.is_terminal(),
            Color::Always => true,
            Color::Never => false,
        }
    }
}

/// How a command ended that ran to its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// A check failed, or some input could not be read; the sentences that say so are out.
    Failed,
}

/// Why a command stopped before its end.
#[derive(Debug)]
enum Stop {
    Usage(String),
    Failed(String),
    /// Whoever read our output has read enough.
    BrokenPipe,
}

impl From<io::Error> for Stop {
    fn from(why: io::Error) -> Self {
        match why.kind() {
            io::ErrorKind::BrokenPipe => Stop::BrokenPipe,
            _ => Stop::Failed(format!("can't write the output: {why}")),
        }
    }
}

impl From<simpul::Error> for Stop {
    fn from(why: simpul::Error) -> Self {
        if why.is_broken_pipe() { Stop::BrokenPipe } else { Stop::Failed(why.to_string()) }
    }
}

/// Runs the program on its arguments.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(why) => return explain_usage(&why),
    };
    let outcome = match cli.command {
        Command::Extract(command) => command.run(cli.color),
        Command::Explain(command) => command.run(cli.color),
        Command::Eval(command) => command.run(cli.color),
        Command::Rules(command) => command.run(cli.color),
        Command::Schema(command) => command.run(),
    };
    match outcome {
        Ok(Outcome::Done) | Err(Stop::BrokenPipe) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::from(1),
        Err(Stop::Failed(message)) => {
            say(message);
            ExitCode::from(1)
        }
        Err(Stop::Usage(message)) => {
            say(message);
            ExitCode::from(2)
        }
    }
}

/// Help and version as asked for; a wrong argument in the program's own voice.
fn explain_usage(why: &clap::Error) -> ExitCode {
    let text = why.render();
    if !why.use_stderr() {
        let _ = why.print();
        return ExitCode::SUCCESS;
    }
    match text.to_string().strip_prefix("error: ") {
        Some(message) => say(message.trim_end()),
        // The help that stands in for a missing subcommand.
        None => _ = why.print(),
    }
    ExitCode::from(2)
}

/// A sentence on stderr. That nobody reads it is no reason to stop.
fn say(message: impl fmt::Display) {
    let _ = writeln!(io::stderr(), "simpul: {message}");
}

/// What to read, by which rules, and what the articles themselves may not tell.
#[derive(clap::Args)]
struct Articles {
    /// Texts, JSON Lines and folders of them; `-` or none is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Language of the articles that don't name theirs; by default it is told from the text
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,

    /// Day of publication of the articles that don't name theirs: 2024-11-07
    #[arg(long, value_name = "DATE")]
    published: Option<PartialDate>,

    #[command(flatten)]
    rules: Rules,
}

/// Which rules to use.
#[derive(clap::Args)]
struct Rules {
    /// Folder of your own rules, added to those built in; may be repeated
    #[arg(long = "rules", value_name = "DIR")]
    dirs: Vec<PathBuf>,

    /// Use the rules of your own folders alone
    #[arg(long, requires = "dirs")]
    no_builtin: bool,
}

impl Articles {
    /// The rules, and the files to read by them.
    fn open(&self, color: Color) -> Result<(&'static RuleSet, Vec<PathBuf>), Stop> {
        let files = match self.files.as_slice() {
            [] if io::stdin().is_terminal() => {
                return Err(Stop::Usage("nothing to read; name files or folders, or pipe a text in".to_owned()));
            }
            [] => vec![PathBuf::from("-")],
            files => files.to_vec(),
        };
        let rules = self.rules.load(color)?;
        if let Some(lang) = self.lang.as_deref().filter(|lang| !rules.languages().contains(lang)) {
            let known = rules.languages().join(", ");
            return Err(Stop::Usage(format!("--lang {lang}: there are no rules for this language, only for {known}")));
        }
        Ok((rules, files))
    }

    /// Fills in what the article does not tell.
    fn complete(&self, mut article: Document) -> Document {
        article.lang = article.lang.or_else(|| self.lang.clone());
        article.published = article.published.or(self.published);
        article
    }
}

impl Rules {
    /// The rules asked for. They live as long as the program.
    fn load(&self, color: Color) -> Result<&'static RuleSet, Stop> {
        if self.dirs.is_empty() { Ok(RuleSet::builtin()) } else { self.compile(color) }
    }

    /// As [`load`](Self::load), with the tests that stand in them.
    fn compile(&self, color: Color) -> Result<&'static RuleSet, Stop> {
        let rules = if self.no_builtin { RuleSet::from_dirs(&self.dirs) } else { RuleSet::with_dirs(&self.dirs) };
        match rules {
            Ok(rules) => Ok(Box::leak(Box::new(rules))),
            Err(why) => {
                let mut stderr = io::stderr();
                let color = color.on(&stderr);
                for found in why.diagnostics() {
                    let _ = writeln!(stderr, "{}\n", found.render(color));
                }
                Err(match why.diagnostics().iter().filter(|found| found.severity == Severity::Error).count() {
                    0 => why.into(),
                    errors => Stop::Failed(format!("the rules have {}", counted(errors, "error"))),
                })
            }
        }
    }
}

/// `1 error`, `2 errors`.
fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
