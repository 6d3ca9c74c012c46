//! Rule files: from text over a syntax tree to the compiled [`RuleSet`].

mod labels;
mod listing;
pub(crate) mod lower;
pub(crate) mod model;
pub(crate) mod pattern;
mod syntax;

pub use labels::Labels;
pub use listing::{Figures, Forms, LanguageFigures, Listed, Use};
pub(crate) use model::ExpectedRow;
pub use model::RuleTest;

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::{
    date::PartialDate,
    diagnostic::{Diagnostic, Severity, Source},
    error::Error,
    lang::morphology,
};
use model::*;

/// Compiled rules: who the actors are and what counts as an action.
#[derive(Debug, Deserialize, Serialize)]
pub struct RuleSet {
    files: Vec<String>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) packs: Vec<Pack>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) entity_ids: FxHashMap<String, EntityId>,
    pub(crate) roles: Vec<Role>,
    /// The last day on which anybody took up an office: who is in office then is in office in undated texts.
    pub(crate) known_until: Option<PartialDate>,
    pub(crate) actions: Vec<Action>,
    pub(crate) events: [Option<EventInfo>; 16],
    pub(crate) frames: Vec<Frame>,
    /// By lemma: its frames.
    pub(crate) lemmas: Vec<Vec<FrameId>>,
    lemma_names: Vec<Lemma>,
    /// By phrase: its words.
    phrases: Vec<String>,
    classes: Vec<(String, ClassId)>,
    pub(crate) guards: Vec<Guard>,
    pub(crate) anaphors: Vec<Anaphor>,
    rules: Vec<RulePlace>,
    labels: Labels,
    #[serde(skip)]
    tests: Vec<RuleTest>,
    #[serde(skip)]
    warnings: Vec<Diagnostic>,
}

impl RuleSet {
    /// The rules of folders (or single files) alone, without those built in.
    ///
    /// # Errors
    /// As for [`with_dirs`](RuleSet::with_dirs).
    pub fn from_dirs<P: AsRef<Path>>(dirs: &[P]) -> Result<RuleSet, Error> {
        let mut sources = Vec::new();
        for dir in dirs {
            read_sources(dir.as_ref(), &mut sources)?;
        }
        RuleSet::compile(&sources)
    }

    /// The rules of one text, for tests and for trying things out; `path` tells the language by its folder.
    pub fn from_text(path: &str, text: &str) -> Result<RuleSet, Error> {
        RuleSet::compile(&[Source::new(path, text.to_owned())])
    }

    pub(crate) fn compile(sources: &[Source]) -> Result<RuleSet, Error> {
        let (mut rules, found) = lower::compile(sources);
        if found.iter().any(|d| d.severity == Severity::Error) {
            return Err(Error::rules(found.into_iter().filter(|d| d.severity == Severity::Error).collect()));
        }
        rules.warnings = found;
        Ok(rules)
    }

    /// What a build has compiled and written with [`to_bytes`](RuleSet::to_bytes).
    #[cfg_attr(not(test), allow(dead_code, reason = "the build script only writes"))]
    pub(crate) fn from_bytes(bytes: &[u8]) -> postcard::Result<RuleSet> {
        let mut rules: RuleSet = postcard::from_bytes(bytes)?;
        rules.vocabulary.index();
        for pack in &mut rules.packs {
            pack.morphology = morphology(&pack.lang);
        }
        Ok(rules)
    }

    /// The compiled rules, without their tests and warnings.
    #[allow(dead_code, reason = "only the build script writes")]
    pub(crate) fn to_bytes(&self) -> postcard::Result<Vec<u8>> {
        postcard::to_allocvec(self)
    }

    /// What the compiler found worth a warning.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Names of actors, actions and event types, per language.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// The tests that stand in the rule files, in their order.
    pub fn tests(&self) -> impl Iterator<Item = &RuleTest> {
        self.tests.iter()
    }

    /// Codes of the languages that have rules.
    pub fn languages(&self) -> Vec<&str> {
        self.packs.iter().map(|pack| pack.lang.as_str()).collect()
    }

    /// The actions that a lemma may mean.
    pub(crate) fn actions_of(&self, lemma: LemmaId) -> impl Iterator<Item = &Action> {
        self.lemmas[lemma.index()].iter().map(|frame| &self.actions[self.frames[frame.index()].action.index()])
    }

    /// Where a rule stands: `id/actions/request.rules:2`.
    pub(crate) fn place(&self, rule: RuleId) -> String {
        let RulePlace { file, line } = self.rules[rule.index()];
        format!("{}:{line}", self.files[file as usize])
    }
}

/// The rule files of a folder, sorted by path, or one rule file.
pub(crate) fn read_sources(path: &Path, sources: &mut Vec<Source>) -> Result<(), Error> {
    let mut files: Vec<PathBuf> = Vec::new();
    if path.is_dir() {
        collect(path, &mut files)?;
        files.sort();
        if files.is_empty() {
            return Err(Error::other(format!("there are no rule files (*.rules) in {}", path.display())));
        }
    } else {
        files.push(path.to_owned());
    }
    // A language's own folder may be given, or a file below it; other folders around tell nothing.
    let is_language = |dir: &&Path| dir.file_name().and_then(|n| n.to_str()).is_some_and(|n| morphology(n).is_some());
    let language = path.ancestors().take(if path.is_dir() { 1 } else { usize::MAX }).find(is_language);
    let root = language.and_then(Path::parent).unwrap_or(path);
    for file in files {
        let bytes = std::fs::read(&file).map_err(|why| Error::io("read", &file, why))?;
        let text = String::from_utf8(bytes).map_err(|why| {
            let at = why.utf8_error().valid_up_to();
            Error::other(format!("{} is not UTF-8: byte {at} is the first that can't be read", file.display()))
        })?;
        let mut source = Source::new(file.display().to_string(), text);
        source.inner = file.strip_prefix(root).unwrap_or(&file).display().to_string();
        sources.push(source);
    }
    Ok(())
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    for entry in std::fs::read_dir(dir).map_err(|why| Error::io("read", dir, why))? {
        let path = entry.map_err(|why| Error::io("read", dir, why))?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "rules") {
            files.push(path);
        }
    }
    Ok(())
}
