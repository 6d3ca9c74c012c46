//! The rules of this crate: compiled when it is built, and their text, for what extends, checks or tests them.

use std::{path::Path, sync::OnceLock};

use crate::{
    diagnostic::{Diagnostic, Source},
    error::Error,
    rule::{RuleSet, lower, read_sources},
};

include!(concat!(env!("OUT_DIR"), "/builtin_rules.rs"));

/// What [`RuleSet::to_bytes`] has made of them.
const COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/builtin_rules.bin"));

/// What the rules of folders extend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The rules that are built in.
    Builtin,
    /// Nothing: the folders hold all rules.
    Nothing,
}

impl RuleSet {
    /// The rules that are built in, as they were compiled with this crate: at once there, but without their tests. Those
    /// are in [`with_dirs`](RuleSet::with_dirs) of no folder.
    pub fn builtin() -> &'static RuleSet {
        static BUILTIN: OnceLock<RuleSet> = OnceLock::new();
        BUILTIN.get_or_init(|| RuleSet::from_bytes(COMPILED).expect("they were written by the same version"))
    }

    /// The built-in rules and, extending them, those of folders (or single files).
    ///
    /// # Errors
    /// Where a folder can't be read, or a rule file has mistakes: all of them are in [`Error::diagnostics`].
    pub fn with_dirs<P: AsRef<Path>>(dirs: &[P]) -> Result<RuleSet, Error> {
        RuleSet::compile(&sources(Base::Builtin, dirs)?)
    }

    /// All that is wrong or doubtful in the rules of folders (or single files) and in what they extend, in their
    /// order; a doubt that only this finds is no reason for the others not to compile them.
    ///
    /// # Errors
    /// Where a folder or file can't be read.
    pub fn check<P: AsRef<Path>>(base: Base, dirs: &[P]) -> Result<Vec<Diagnostic>, Error> {
        Ok(lower::check(&sources(base, dirs)?))
    }
}

fn sources<P: AsRef<Path>>(base: Base, dirs: &[P]) -> Result<Vec<Source>, Error> {
    let mut sources = match base {
        Base::Builtin => FILES.iter().map(|&(path, text)| Source::new(path, text)).collect(),
        Base::Nothing => Vec::new(),
    };
    for dir in dirs {
        read_sources(dir.as_ref(), &mut sources)?;
    }
    Ok(sources)
}
