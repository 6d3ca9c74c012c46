//! Names for people to read, per language.

use rustc_hash::FxHashMap;

use crate::record::EventType;

/// Names of actors, actions and event types in the languages of the rules.
#[derive(Debug, Default)]
pub struct Labels {
    /// (what, language) → name; what is an actor's code, `action/ID` or `event/TYPE`.
    names: FxHashMap<(String, String), String>,
}

impl Labels {
    pub(crate) fn insert(&mut self, what: String, lang: &str, name: String) {
        self.names.entry((what, lang.to_owned())).or_insert(name);
    }

    fn get(&self, what: String, lang: &str) -> Option<&str> {
        self.names.get(&(what, lang.to_owned())).map(String::as_str)
    }

    /// What an event of this action is called on an edge: `mengecam`, `condemns`.
    pub fn action(&self, id: &str, lang: &str) -> Option<&str> {
        self.get(format!("action/{id}"), lang)
    }

    /// What an event type is called.
    pub fn event(&self, event: EventType, lang: &str) -> Option<&str> {
        self.get(format!("event/{event}"), lang)
    }

    /// The name of the actor of this code, where the rules have one.
    pub fn actor(&self, code: &str, lang: &str) -> Option<&str> {
        self.get(code.to_owned(), lang)
    }
}
