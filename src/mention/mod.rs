//! Names, roles, compounds and dates: from words to units, some of which name an actor.

mod compound;
mod dates;
mod learn;
mod lexical;
mod pattern;

use std::ops::Range;

use crate::{
    date::PartialDate,
    lang::Clitic,
    rule::{
        RuleSet,
        model::{AnaphorId, ClassSet, EntityId, Meaning, NameSort, Pack, RoleId, WordId},
    },
    span::Span,
    text::Text,
};

/// A word or several that belong together, with the senses they may have.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// Which words, counted through the text.
    pub words: Range<usize>,
    /// The word, where it is one that some rule knows.
    pub word: Option<WordId>,
    /// Which senses, counted through [`Mentions::senses`].
    pub senses: Range<usize>,
    /// The classes of words that it may belong to, once all its senses are known.
    pub classes: ClassSet,
    pub kind: UnitKind,
    /// The last word's clitic.
    pub clitic: Option<Clitic>,
    /// Written twice, as Indonesian plurals are.
    pub doubled: bool,
    /// Begins with a capital.
    pub capital: bool,
    pub quote: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum UnitKind {
    Word,
    Number(f64),
    Sign(char),
    /// An actor, a place, or words that stand for one.
    Mention(usize),
    Date(DateRef),
}

/// Who a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Who {
    Entity(EntityId),
    /// An office or branch; the owner is found later where it is not named beside it.
    Role {
        role: RoleId,
        owner: Option<EntityId>,
    },
    /// A person whom no rule knows, by number in [`Mentions::persons`].
    Person(usize),
    Anaphor(AnaphorId),
}

#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub who: Who,
    pub span: Span,
    pub sort: NameSort,
    /// The role that stands before a person's name.
    pub role: Option<RoleId>,
}

impl Mention {
    /// The role by which somebody is named, with or without a name.
    pub fn named_role(&self) -> Option<RoleId> {
        match self.who {
            Who::Role { role, .. } => Some(role),
            _ => self.role,
        }
    }
}

/// A person named in the text whom no rule knows.
#[derive(Clone, Debug)]
pub(crate) struct LocalPerson {
    pub name: String,
    pub owner: Option<EntityId>,
    pub role: Option<RoleId>,
}

/// A day as the text says it, before it is known which is meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum DateRef {
    Fixed(PartialDate),
    /// Day and month; the year nearest before publication.
    DayMonth {
        day: Option<i8>,
        month: i8,
    },
    /// Month; the last one before publication.
    LastMonth(i8),
    /// Days from publication.
    Published(i64),
    /// Days from the day last named.
    Last(i64),
    /// Months from the month of publication.
    Months(i64),
    Years(i64),
    /// A weekday, 1 Monday; at most six days back.
    Weekday(i8),
    /// Read, and no day.
    Nothing,
}

/// What the whole document names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    /// The units of each sentence.
    pub sentences: Vec<Vec<Unit>>,
    pub senses: Vec<Meaning>,
    pub mentions: Vec<Mention>,
    pub persons: Vec<LocalPerson>,
}

impl Mentions {
    pub fn senses(&self, unit: &Unit) -> &[Meaning] {
        &self.senses[unit.senses.clone()]
    }
}

/// Finds what the text names, sentence by sentence: first what rules know, then, for the whole document, surnames
/// and acronyms that it introduces, then the compounds of all of them.
pub(crate) fn analyse(text: &Text, content: &str, pack: &Pack, rules: &RuleSet) -> Mentions {
    let mut found = Mentions {
        sentences: Vec::with_capacity(text.sentences.len()),
        senses: Vec::with_capacity(text.words.len()),
        ..Mentions::default()
    };
    for sentence in &text.sentences {
        let units = if sentence.boilerplate {
            Vec::new()
        } else {
            lexical::units(text, sentence, content, pack, rules, &mut found)
        };
        found.sentences.push(units);
    }
    let mut learnt = learn::Learnt::default();
    let mut sentences = std::mem::take(&mut found.sentences);
    for units in &mut sentences {
        learnt.acronyms(units, text, content, &mut found);
    }
    // In a headline any word may have a capital: only names that the text below it has taught are names there.
    for title in [false, true] {
        for (units, sentence) in sentences.iter_mut().zip(&text.sentences).filter(|(_, s)| s.title == title) {
            learnt.persons(units, sentence.title, text, content, rules, &mut found);
        }
    }
    for (units, sentence) in sentences.iter_mut().zip(&text.sentences) {
        learnt.apply(units, sentence.title, text, content, &mut found);
        compound::join(units, pack, rules, &mut found, text, sentence.title);
    }
    for unit in sentences.iter_mut().flatten() {
        for &sense in found.senses(unit) {
            if let Meaning::Word { class, .. } = sense {
                unit.classes.insert(class);
            }
        }
    }
    found.sentences = sentences;
    found
}
