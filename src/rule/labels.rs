//! Names for people to read, per language.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::record::EventType;

/// Names of actors, actions and event types in the languages of the rules.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Labels {
    /// By an actor's code, `action/ID`, `event/TYPE` or `role/ID`; the first name that a language has counts.
    names: FxHashMap<String, Vec<Name>>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Name {
    /// `None`: in every language.
    lang: Option<String>,
    text: String,
}

impl Labels {
    pub(crate) fn insert<'l>(&mut self, what: String, lang: impl Into<Option<&'l str>>, text: String) {
        let lang = lang.into().map(str::to_owned);
        self.names.entry(what).or_default().push(Name { lang, text });
    }

    fn get(&self, what: &str, lang: &str) -> Option<&str> {
        let names = self.names.get(what)?;
        let name = names.iter().find(|name| name.lang.as_deref().is_none_or(|of| of == lang))?;
        Some(&name.text)
    }

    /// What an event of this action is called on an edge: `mengecam`, `condemns`.
    pub fn action(&self, id: &str, lang: &str) -> Option<&str> {
        self.get(&format!("action/{id}"), lang)
    }

    /// What an event type is called.
    pub fn event(&self, event: EventType, lang: &str) -> Option<&str> {
        self.get(&format!("event/{event}"), lang)
    }

    /// The name of the actor of this code, where the rules have one; of an office or branch, its name with that of its
    /// country behind.
    pub fn actor(&self, code: &str, lang: &str) -> Option<Cow<'_, str>> {
        if let Some(name) = self.get(code, lang) {
            return Some(name.into());
        }
        let (whole, role) = code.split_once('/')?;
        let role = self.get(&format!("role/{role}"), lang)?;
        Some(format!("{role} ({})", self.get(whole, lang)?).into())
    }
}
