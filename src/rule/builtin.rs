//! The rule files of this crate, put in at compile time.

use crate::diagnostic::Source;

include!(concat!(env!("OUT_DIR"), "/builtin_rules.rs"));

/// The built-in rule files, sorted by path.
pub(super) fn sources() -> Vec<Source> {
    FILES.iter().map(|&(path, text)| Source::new(path, text)).collect()
}
