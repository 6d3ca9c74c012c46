//! `simpul schema`.

use std::io::{self, Write};

use clap::ValueEnum;

use super::{Outcome, Stop};

const EXAMPLES: &str = "\
Examples:
  simpul schema > event.schema.json
  simpul schema graph > graph.schema.json";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Schema {
    /// Of what: an event (a line of `--to jsonl`) or the graph (`--to json`)
    #[arg(value_enum, default_value = "event", value_name = "WHAT")]
    what: What,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    Event,
    Graph,
}

impl Schema {
    pub fn run(self) -> Result<Outcome, Stop> {
        let schema = match self.what {
            What::Event => simpul::event_schema(),
            What::Graph => simpul::graph_schema(),
        };
        writeln!(io::stdout(), "{schema:#}")?;
        Ok(Outcome::Done)
    }
}
