//! What can go wrong, in a sentence.

use std::{fmt, path::PathBuf};

use crate::diagnostic::Diagnostic;

/// An error of this library: what is wrong, where, and what to do.
///
/// Its kinds are private, so that they can be told apart more finely without breaking anyone.
#[derive(Debug)]
pub struct Error(Kind);

#[derive(Debug)]
enum Kind {
    Io { path: PathBuf, doing: &'static str, source: std::io::Error },
    Rules(Vec<Diagnostic>),
    Other(String),
}

impl Error {
    pub(crate) fn io(doing: &'static str, path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Error(Kind::Io { path: path.into(), doing, source })
    }

    pub(crate) fn rules(found: Vec<Diagnostic>) -> Self {
        Error(Kind::Rules(found))
    }

    pub(crate) fn other(message: impl Into<String>) -> Self {
        Error(Kind::Other(message.into()))
    }

    /// The findings, where rule files could not be compiled; else none.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match &self.0 {
            Kind::Rules(found) => found,
            _ => &[],
        }
    }

    /// Whether the reader of our output has gone away.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(&self.0, Kind::Io { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Io { path, doing, source } => write!(f, "can't {doing} {}: {source}", path.display()),
            Kind::Rules(found) => {
                let errors = found.iter().filter(|d| d.severity == crate::diagnostic::Severity::Error).count();
                write!(f, "the rules have {errors} error{}", if errors == 1 { "" } else { "s" })?;
                found.first().iter().try_for_each(|first| write!(f, "; the first: {first}"))
            }
            Kind::Other(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Kind::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
