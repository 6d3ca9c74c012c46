//! Compounds: roles, countries and persons that stand together and name one actor.

use smallvec::SmallVec;

use super::*;
use crate::{
    record::ActorKind,
    rule::model::{Compound, Element, RoleSort, WordClass},
};

/// The longest compound reaches over this many units.
const LONGEST: usize = 12;

/// What a compound's classes matched.
#[derive(Clone, Debug, Default)]
struct Parts {
    roles: SmallVec<[RoleId; 3]>,
    owner: Option<EntityId>,
    person: Option<Who>,
}

/// Turns units that name somebody into mentions, the longest compound first.
pub(super) fn join(units: &mut Vec<Unit>, pack: &Pack, rules: &RuleSet, found: &mut Mentions, text: &Text, title: bool) {
    let mut at = 0;
    while at < units.len() {
        let unit = &units[at];
        let is_start = matches!(unit.kind, UnitKind::Mention(_)) || found.named(unit).is_some() || found.role(unit).is_some();
        if !is_start {
            if let Some(anaphor) = anaphor(found, unit) {
                mention(units, at, at + 1, anaphor, NameSort::Name, None, found, text);
            }
            at += 1;
            continue;
        }
        let matcher = Matcher { body: !title, units, rules, found };
        let best = pack.compounds.iter().filter_map(|c| matcher.longest(c, at).map(|(end, parts)| (end, parts, c.gives)));
        // Of equally long ones, the first.
        let best = best.fold(None, |best: Option<(usize, Parts, &str)>, next| match best {
            Some(b) if b.0 >= next.0 => Some(b),
            _ => Some(next),
        });
        match best {
            Some((end, parts, gives)) if end > at + 1 => {
                let (who, role) = resolve(&parts, gives, rules, found);
                mention(units, at, end, who, NameSort::Name, role, found, text);
            }
            _ => {
                let unit = &units[at];
                if let UnitKind::Word | UnitKind::Number(_) = unit.kind {
                    match (found.named(unit), found.role(unit)) {
                        (Some((entity, sort)), _) => mention(units, at, at + 1, Who::Entity(entity), sort, None, found, text),
                        (None, Some(role)) => {
                            mention(units, at, at + 1, Who::Role { role, owner: None }, NameSort::Name, None, found, text);
                        }
                        (None, None) => {}
                    }
                }
            }
        }
        at += 1;
    }
}

fn anaphor(found: &Mentions, unit: &Unit) -> Option<Who> {
    found.senses(unit).iter().find_map(|h| match h.meaning {
        Meaning::Anaphor(anaphor) => Some(Who::Anaphor(anaphor)),
        _ => None,
    })
}

#[allow(clippy::too_many_arguments)]
fn mention(
    list: &mut Vec<Unit>,
    from: usize,
    to: usize,
    who: Who,
    sort: NameSort,
    role: Option<RoleId>,
    found: &mut Mentions,
    text: &Text,
) {
    let words = list[from].words.start..list[to - 1].words.end;
    let span = text.words[words.start].token.span.to(text.words[words.end - 1].token.span);
    found.mentions.push(Mention { who, span, sort, role });
    // Senses of learnt acronyms lie elsewhere; those of neighbours are in order.
    let start = list[from].senses.start;
    let senses = list[from..to].iter().map(|u| u.senses.clone()).filter(|s| s.start >= start && !s.is_empty());
    let senses = senses.fold(start..start.max(list[from].senses.end), |all, s| all.start..all.end.max(s.end));
    let unit = Unit {
        words,
        word: None,
        senses,
        kind: UnitKind::Mention(found.mentions.len() - 1),
        clitic: list[to - 1].clitic,
        doubled: list[from].doubled,
        capital: list[from].capital,
        quote: list[from].quote,
    };
    list.splice(from..to, [unit]);
}

/// Who a compound names, and the role that stands before a person.
fn resolve(parts: &Parts, gives: &str, rules: &RuleSet, found: &mut Mentions) -> (Who, Option<RoleId>) {
    if gives == "PERSON" {
        let role = parts.roles.first().copied();
        let who = parts.person.expect("a compound that gives a person has one");
        if let Who::Person(n) = who {
            let person = &mut found.persons[n];
            person.owner = person.owner.or(parts.owner);
            person.role = person.role.or(role);
        }
        return (who, role);
    }
    let sort = match gives {
        "BODY" => Some(RoleSort::Body),
        "PEOPLE" => Some(RoleSort::People),
        "OFFICE" => Some(RoleSort::Office),
        _ => None,
    };
    let of_sort = parts.roles.iter().rev().find(|role| sort == Some(rules.roles[role.index()].sort));
    let role = *of_sort.or(parts.roles.first()).expect("a compound that gives a role has one");
    (Who::Role { role, owner: parts.owner }, None)
}

struct Matcher<'a> {
    /// Below the title, where capitals tell something.
    body: bool,
    units: &'a [Unit],
    rules: &'a RuleSet,
    found: &'a Mentions,
}

impl Matcher<'_> {
    /// The longest match; of equally long ones, the last.
    fn longest(&self, compound: &Compound, at: usize) -> Option<(usize, Parts)> {
        let mut best: Option<(usize, Parts)> = None;
        self.run(&compound.pattern, (at, at), &Parts::default(), &mut |end, parts| {
            if best.as_ref().is_none_or(|(longest, _)| end >= *longest) {
                best = Some((end, parts.clone()));
            }
        });
        best
    }

    /// Hands each end of a match of `elements`, which began at `start` and has come to `at`, to `then`.
    fn run(&self, elements: &[Element], (start, at): (usize, usize), parts: &Parts, then: &mut dyn FnMut(usize, &Parts)) {
        let Some((first, rest)) = elements.split_first() else {
            then(at, parts);
            return;
        };
        // "duta besarnya dari Israel": what is written onto a word ends the name.
        let ended = at > start && self.units.get(at - 1).is_some_and(|u| u.clitic.is_some());
        if at >= start + LONGEST || ended {
            return;
        }
        match first {
            Element::Optional(optional) => {
                self.run(optional, (start, at), parts, &mut |end, parts| self.run(rest, (start, end), parts, then));
                self.run(rest, (start, at), parts, then);
            }
            Element::OneOf(branches) => {
                for branch in branches {
                    self.run(branch, (start, at), parts, &mut |end, parts| self.run(rest, (start, end), parts, then));
                }
            }
            Element::Literal(ids) => {
                if ids.len() == 1 && self.units.get(at).is_some_and(|unit| unit.word == Some(ids[0])) {
                    self.run(rest, (start, at + 1), parts, then);
                }
            }
            Element::Sign(sign) => {
                if self.units.get(at).is_some_and(|unit| unit.kind == UnitKind::Sign(*sign)) {
                    self.run(rest, (start, at + 1), parts, then);
                }
            }
            Element::Class(class) => {
                if let Some((end, parts)) = self.class(class, at, parts) {
                    self.run(rest, (start, end), &parts, then);
                }
            }
        }
    }

    fn class(&self, class: &str, at: usize, parts: &Parts) -> Option<(usize, Parts)> {
        let mut parts = parts.clone();
        let mut at = at;
        if class == "PERSON" {
            // Ranks and honorifics before a name add nothing to it.
            while self.units.get(at).is_some_and(|u| self.is_title(u)) {
                at += 1;
            }
        }
        let unit = self.units.get(at)?;
        let named = self.found.named(unit).filter(|_| !matches!(unit.kind, UnitKind::Mention(_)));
        let kind = named.map(|(entity, _)| self.rules.entities[entity.index()].kind);
        match class {
            "ROLE" | "OFFICE" | "BODY" | "PEOPLE" => {
                let role = self.found.role(unit)?;
                let sort = match class {
                    "OFFICE" => Some(RoleSort::Office),
                    "BODY" => Some(RoleSort::Body),
                    "PEOPLE" => Some(RoleSort::People),
                    _ => None,
                };
                if sort.is_some_and(|sort| sort != self.rules.roles[role.index()].sort) {
                    return None;
                }
                parts.roles.push(role);
                // "Menteri Koordinator Bidang Perekonomian Airlangga Hartarto": capitalised words say what for.
                let mut end = at + 1;
                while self.body && end < at + 5 && self.units.get(end).is_some_and(|u| self.says_what_for(u)) {
                    end += 1;
                }
                if end > at + 1 && self.units.get(end).is_some_and(|u| matches!(u.kind, UnitKind::Mention(_)) || self.found.named(u).is_some()) {
                    return Some((end, parts));
                }
            }
            "PERSON" => {
                parts.person = match unit.kind {
                    UnitKind::Mention(n) => match self.found.mentions[n].who {
                        who @ Who::Person(_) => Some(who),
                        Who::Entity(e) if self.rules.entities[e.index()].kind == ActorKind::Person => Some(Who::Entity(e)),
                        _ => None,
                    },
                    _ => named.filter(|_| kind == Some(ActorKind::Person)).map(|(e, _)| Who::Entity(e)),
                };
                parts.person?;
            }
            _ => {
                let wanted = match class {
                    "COUNTRY" => ActorKind::Country,
                    "ORG" => ActorKind::Org,
                    _ => ActorKind::Group,
                };
                let (entity, _) = named.filter(|_| kind == Some(wanted))?;
                parts.owner = parts.owner.or(Some(entity));
            }
        }
        Some((at + 1, parts))
    }

    fn says_what_for(&self, unit: &Unit) -> bool {
        unit.kind == UnitKind::Word
            && unit.capital
            && !self.is_title(unit)
            && self.found.senses(unit).iter().all(|h| !matches!(h.meaning, Meaning::Name { .. } | Meaning::Role(_) | Meaning::Verb { .. }))
    }

    fn is_title(&self, unit: &Unit) -> bool {
        self.found
            .senses(unit)
            .iter()
            .any(|h| matches!(h.meaning, Meaning::Word { class: WordClass::Title, .. }))
    }
}
