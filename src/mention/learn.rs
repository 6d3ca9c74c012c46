//! What a document itself introduces: acronyms in brackets, people whom no rule knows, surnames.

use rustc_hash::{FxHashMap, FxHashSet};

use super::*;
use crate::{
    record::ActorKind,
    rule::model::WordClass,
    token::{self, Kind},
};

/// Brackets around more than this many units are no aside but text.
const LONGEST_ASIDE: usize = 24;

/// Names that hold in this document only.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    /// Folded word → the senses of what it abbreviates.
    acronyms: FxHashMap<String, std::ops::Range<usize>>,
    /// Folded part of a name → whom it names; `None` where two people share it.
    surnames: FxHashMap<String, Option<Who>>,
    /// Folded full name → number.
    persons: FxHashMap<String, usize>,
    /// People whom rules know and whose names have been learnt.
    entities: FxHashSet<EntityId>,
}

fn folded(content: &str, text: &Text, unit: &Unit) -> String {
    let mut name = String::new();
    let mut scratch = String::new();
    for word in &text.words[unit.words.clone()] {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(token::fold_text(word.token.span.of(content), &mut scratch));
    }
    name
}

fn span_of(text: &Text, words: &std::ops::Range<usize>) -> Span {
    text.words[words.start].token.span.to(text.words[words.end - 1].token.span)
}

impl Mentions {
    /// The entity that a unit names, if it does.
    pub(super) fn named(&self, unit: &Unit) -> Option<(EntityId, NameSort)> {
        self.senses(unit).iter().find_map(|h| match *h {
            Meaning::Name { entity, sort } => Some((entity, sort)),
            _ => None,
        })
    }

    pub(super) fn role(&self, unit: &Unit) -> Option<RoleId> {
        self.senses(unit).iter().find_map(|h| match *h {
            Meaning::Role(role) => Some(role),
            _ => None,
        })
    }

    fn is_class(&self, unit: &Unit, class: WordClass) -> bool {
        self.senses(unit).iter().any(|h| matches!(*h, Meaning::Word { class: c, .. } if c == class))
    }
}

impl Learnt {
    /// Takes what stands in brackets out of the sentence and learns acronyms from it; dates stay.
    pub(super) fn acronyms(&mut self, list: &mut Vec<Unit>, text: &Text, content: &str, found: &mut Mentions) {
        let mut at = 0;
        while at < list.len() {
            if list[at].kind != UnitKind::Sign('(') {
                at += 1;
                continue;
            }
            let end = list[at..].iter().take(LONGEST_ASIDE).position(|u| u.kind == UnitKind::Sign(')'));
            let Some(end) = end.map(|n| at + n) else {
                at += 1;
                continue;
            };
            if let [_, short, _] = &list[at..=end]
                && short.capital
                && found.named(short).is_none()
                && at > 0
                && (found.named(&list[at - 1]).is_some() || found.role(&list[at - 1]).is_some())
            {
                self.acronyms.entry(folded(content, text, short)).or_insert_with(|| list[at - 1].senses.clone());
            }
            let dates: Vec<Unit> =
                list[at..=end].iter().filter(|u| matches!(u.kind, UnitKind::Date(_))).cloned().collect();
            let kept = dates.len();
            list.splice(at..=end, dates);
            at += kept;
        }
    }

    /// Joins capitalised words that no rule knows to names of people, and learns the parts of all people's names.
    pub(super) fn persons(
        &mut self,
        list: &mut Vec<Unit>,
        title: bool,
        text: &Text,
        content: &str,
        rules: &RuleSet,
        found: &mut Mentions,
    ) {
        let mut at = 0;
        while at < list.len() {
            let known_person =
                found.named(&list[at]).filter(|(e, _)| rules.entities[e.index()].kind == ActorKind::Person);
            let end = self.name_end(list, at, found, text, known_person.is_some());
            let words = end.map(|end| list[at].words.start..list[end - 1].words.end);
            match (known_person, words) {
                // A known surname with strange words beside it is somebody else.
                (Some((entity, _)), None) => {
                    if self.entities.insert(entity) {
                        self.learn(&rules.entities[entity.index()].code, Who::Entity(entity));
                    }
                    at += 1;
                }
                (_, Some(words)) => {
                    let end = end.expect("there are words");
                    let span = span_of(text, &words);
                    let name = span.of(content).to_owned();
                    let mut scratch = String::new();
                    let key = token::fold_text(&name, &mut scratch).to_owned();
                    let single = end - at == 1 && words.len() == 1;
                    let unheard = title && !self.persons.contains_key(&key) && !self.follows_role(list, at, found);
                    if unheard || single && (self.surnames.contains_key(&key) || !self.follows_role(list, at, found)) {
                        at += 1;
                        continue;
                    }
                    let next = found.persons.len();
                    let person = *self.persons.entry(key).or_insert(next);
                    if person == next {
                        found.persons.push(LocalPerson { name: name.clone(), owner: None, role: None });
                    }
                    self.learn(&name, Who::Person(person));
                    let mention = found.mentions.len();
                    found.mentions.push(Mention { who: Who::Person(person), span, sort: NameSort::Name, role: None });
                    let first = &list[at];
                    let unit = Unit {
                        words,
                        word: None,
                        senses: first.senses.start..first.senses.start,
                        classes: ClassSet::default(),
                        kind: UnitKind::Mention(mention),
                        clitic: None,
                        doubled: false,
                        capital: true,
                        quote: first.quote,
                    };
                    list.splice(at..end, [unit]);
                    at += 1;
                }
                (None, None) => at += 1,
            }
        }
    }

    fn follows_role(&self, list: &[Unit], at: usize, found: &Mentions) -> bool {
        at > 0 && (found.role(&list[at - 1]).is_some() || found.is_class(&list[at - 1], WordClass::Title))
    }

    /// One past the last unit of the name that starts at `at`, if one does.
    fn name_end(&self, list: &[Unit], at: usize, found: &Mentions, text: &Text, known: bool) -> Option<usize> {
        let strange = |n: usize| -> bool {
            list.get(n).is_some_and(|unit| {
                unit.kind == UnitKind::Word
                    && unit.capital
                    && found.senses(unit).is_empty()
                    && text.words[unit.words.start].token.kind == Kind::Word
            })
        };
        // A common word in the middle of a sentence that is written with a capital.
        let common = |n: usize| -> bool {
            n > 0
                && list.get(n).is_some_and(|unit| {
                    unit.kind == UnitKind::Word
                        && unit.capital
                        && unit.words.len() == 1
                        && !found.senses(unit).is_empty()
                        && found.senses(unit).iter().all(|h| {
                            matches!(
                                *h,
                                Meaning::Word {
                                    class: WordClass::Noun | WordClass::Adjective | WordClass::NameParticle,
                                    ..
                                } | Meaning::Class(_)
                            )
                        })
                })
        };
        if !strange(at) && !known {
            return None;
        }
        let mut end = at + 1;
        let mut strangers = usize::from(!known);
        loop {
            let spaced = |n: usize| text.words[list[n].words.start].token.spaced;
            // A word written onto the name by a hyphen needs no capital: Yoon Suk-yeol.
            let hyphened = list.get(end).is_some_and(|u| u.kind == UnitKind::Sign('-') && !spaced(end))
                && list.get(end + 1).is_some_and(|u| u.kind == UnitKind::Word && found.senses(u).is_empty())
                && !spaced(end + 1);
            let particle =
                list.get(end).is_some_and(|u| found.is_class(u, WordClass::NameParticle)) && strange(end + 1);
            let (units, names) = match () {
                () if strange(end) && list[end].quote == list[at].quote => (1, 1),
                () if hyphened || particle => (2, 1),
                () if common(end) && !known => (1, 0),
                () => break,
            };
            end += units;
            strangers += names;
        }
        (strangers > 0).then_some(end)
    }

    /// Every longer word of a name can stand for it in this document, unless two people share it.
    fn learn(&mut self, name: &str, who: Who) {
        let parts = token::words(name);
        if parts.len() < 2 {
            return;
        }
        for (part, case) in parts {
            if part.len() < 3 || case == token::Case::Lower {
                continue;
            }
            self.surnames
                .entry(part)
                .and_modify(|known| {
                    if *known != Some(who) {
                        *known = None;
                    }
                })
                .or_insert(Some(who));
        }
    }

    /// Gives the words that the document has taught their meaning.
    pub(super) fn apply(&self, list: &mut [Unit], title: bool, text: &Text, content: &str, found: &mut Mentions) {
        if self.acronyms.is_empty() && self.surnames.is_empty() {
            return;
        }
        for (n, unit) in list.iter_mut().enumerate() {
            if unit.kind != UnitKind::Word || !unit.capital || found.named(unit).is_some() || found.role(unit).is_some()
            {
                continue;
            }
            let known_word = !found.senses(unit).is_empty();
            if known_word && (n == 0 || title) {
                continue;
            }
            let key = folded(content, text, unit);
            if let Some(senses) = self.acronyms.get(&key) {
                unit.senses = senses.clone();
            } else if let Some(Some(who)) = self.surnames.get(&key) {
                let mention = Mention { who: *who, span: span_of(text, &unit.words), sort: NameSort::Name, role: None };
                found.mentions.push(mention);
                unit.kind = UnitKind::Mention(found.mentions.len() - 1);
            }
        }
    }
}
