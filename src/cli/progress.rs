//! A bar on the terminal while work is long.

use std::{
    fmt, fs,
    io::{self, IsTerminal},
    path::PathBuf,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressStyle};

/// Work that ends sooner needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

pub struct Progress {
    /// None where nobody would see it, or where it would run through the data.
    begun: Option<Instant>,
    /// Bytes of the inputs, where all of them are files.
    total: Option<u64>,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub fn new(inputs: &[PathBuf], data_on_terminal: bool) -> Self {
        let seen = io::stderr().is_terminal() && !data_on_terminal;
        let size = |path: &PathBuf| fs::metadata(path).ok().filter(|is| is.is_file()).map(|is| is.len());
        Progress { begun: seen.then(Instant::now), total: inputs.iter().map(size).sum(), bar: None }
    }

    pub fn set(&mut self, bytes: u64, articles: usize, events: usize) {
        let Some(begun) = self.begun else { return };
        if self.bar.is_none() && begun.elapsed() >= PATIENCE {
            self.bar = Some(bar(self.total));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(bytes);
            bar.set_message(format!("{articles} articles, {events} events"));
        }
    }

    /// A sentence above the bar.
    pub fn say(&self, message: impl fmt::Display) {
        match &self.bar {
            Some(bar) => bar.suspend(|| super::say(message)),
            None => super::say(message),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), "{wide_bar} {decimal_bytes}/{decimal_total_bytes}, {msg}, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {decimal_bytes}, {msg}, {elapsed}"),
    };
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}
