//! Indonesian: verb forms by affix class.

use super::{Clitic, Form, Guess, Morphology};

pub(crate) struct Indonesian;

impl Morphology for Indonesian {
    fn code(&self) -> &'static str {
        "id"
    }
    fn verb_forms(&self, _words: &[&str]) -> Result<Vec<Form>, String> {
        Ok(Vec::new())
    }
    fn noun_forms(&self, _lemma: &str) -> Vec<String> {
        Vec::new()
    }
    fn strip_clitic<'w>(&self, _word: &'w str) -> Option<(&'w str, Clitic)> {
        None
    }
    fn guess(&self, _word: &str) -> Option<Guess> {
        None
    }
}
