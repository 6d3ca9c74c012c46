//! Compounds: roles, countries and persons that stand together and name one actor.

use super::{
    pattern::{Line, Match, each_match},
    *,
};
use crate::{
    record::ActorKind,
    rule::{model::WordClass, pattern::CompoundClass},
};

/// What a compound's classes matched.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    first_role: Option<RoleId>,
    /// By sort: the last role.
    last_roles: [Option<RoleId>; 3],
    owner: Option<EntityId>,
    person: Option<Who>,
}

/// Turns units that name somebody into mentions, the longest compound first.
pub(super) fn join(
    units: &mut Vec<Unit>,
    pack: &Pack,
    rules: &RuleSet,
    found: &mut Mentions,
    text: &Text,
    title: bool,
) {
    // Units before `kept` are done, and those from there to `at` are gone.
    let (mut kept, mut at) = (0, 0);
    while at < units.len() {
        let mut end = at + 1;
        let unit = &units[at];
        let (named, role) = (found.named(unit), found.role(unit));
        if matches!(unit.kind, UnitKind::Mention(_)) || named.is_some() || role.is_some() {
            let matcher = Matcher { start: at, body: !title, units, rules, found };
            match matcher.longest(pack) {
                Some(compound) if compound.end > end => {
                    end = compound.end;
                    let (who, role) = resolve(&compound.parts, compound.gives, found);
                    units[at] = mention(&units[at..end], who, NameSort::Name, role, found, text);
                }
                _ => {
                    let who = match (named, role) {
                        (Some((entity, sort)), _) => Some((Who::Entity(entity), sort)),
                        (None, Some(role)) => Some((Who::Role { role, owner: None }, NameSort::Name)),
                        (None, None) => None,
                    };
                    if let (UnitKind::Word | UnitKind::Number(_), Some((who, sort))) = (unit.kind, who) {
                        units[at] = mention(&units[at..end], who, sort, None, found, text);
                    }
                }
            }
        } else if let Some(anaphor) = anaphor(found, unit)
            // "the movement of diplomats": what says itself which it is stands for nobody.
            && !units.get(end).is_some_and(|next| is_possessive(found, next))
        {
            units[at] = mention(&units[at..end], anaphor, NameSort::Name, None, found, text);
        }
        units.swap(kept, at);
        kept += 1;
        at = end;
    }
    units.truncate(kept);
}

fn is_possessive(found: &Mentions, unit: &Unit) -> bool {
    found.senses(unit).iter().any(|h| matches!(*h, Meaning::Word { class: WordClass::Possessive, .. }))
}

fn anaphor(found: &Mentions, unit: &Unit) -> Option<Who> {
    found.senses(unit).iter().find_map(|h| match *h {
        Meaning::Anaphor(anaphor) => Some(Who::Anaphor(anaphor)),
        _ => None,
    })
}

/// One unit for all of these, which names somebody.
fn mention(units: &[Unit], who: Who, sort: NameSort, role: Option<RoleId>, found: &mut Mentions, text: &Text) -> Unit {
    let (first, last) = (&units[0], &units[units.len() - 1]);
    let words = first.words.start..last.words.end;
    let span = text.words[words.start].token.span.to(text.words[words.end - 1].token.span);
    found.mentions.push(Mention { who, span, sort, role });
    // Senses of learnt acronyms lie elsewhere; those of neighbours are in order.
    let start = first.senses.start;
    let senses = units.iter().map(|u| &u.senses).filter(|s| s.start >= start && !s.is_empty());
    let senses = senses.fold(start..start.max(first.senses.end), |all, s| all.start..all.end.max(s.end));
    Unit {
        words,
        word: None,
        senses,
        classes: ClassSet::default(),
        kind: UnitKind::Mention(found.mentions.len() - 1),
        clitic: last.clitic,
        doubled: first.doubled,
        capital: first.capital,
        quote: first.quote,
    }
}

/// Who a compound names, and the role that stands before a person.
fn resolve(parts: &Parts, gives: CompoundClass, found: &mut Mentions) -> (Who, Option<RoleId>) {
    if gives == CompoundClass::Person {
        let role = parts.first_role;
        let who = parts.person.expect("a compound that gives a person has one");
        if let Who::Person(n) = who {
            let person = &mut found.persons[n];
            person.owner = person.owner.or(parts.owner);
            person.role = person.role.or(role);
        }
        return (who, role);
    }
    let of_sort = match gives {
        CompoundClass::Role(Some(sort)) => parts.last_roles[sort as usize],
        _ => None,
    };
    let role = of_sort.or(parts.first_role).expect("a compound that gives a role has one");
    (Who::Role { role, owner: parts.owner }, None)
}

struct Matcher<'a> {
    start: usize,
    /// Below the title, where capitals tell something.
    body: bool,
    units: &'a [Unit],
    rules: &'a RuleSet,
    found: &'a Mentions,
}

impl Line for Matcher<'_> {
    type Class = CompoundClass;
    type Parts = Parts;

    fn word(&self, at: usize) -> Option<WordId> {
        self.unit(at)?.word
    }

    fn sign(&self, at: usize) -> Option<char> {
        match self.unit(at)?.kind {
            UnitKind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    fn class(&self, class: CompoundClass, at: usize, mut parts: Parts) -> Option<(usize, Parts)> {
        let unit = self.unit(at)?;
        match class {
            CompoundClass::Role(sort) => {
                let role = self.found.role(unit)?;
                let its_sort = self.rules.roles[role.index()].sort;
                if sort.is_some_and(|sort| sort != its_sort) {
                    return None;
                }
                parts.first_role = parts.first_role.or(Some(role));
                parts.last_roles[its_sort as usize] = Some(role);
                // "Menteri Koordinator Bidang Perekonomian Airlangga Hartarto": capitalised words say what for.
                let mut end = at + 1;
                while self.body && end < at + 5 && self.units.get(end).is_some_and(|u| self.says_what_for(u)) {
                    end += 1;
                }
                let named = |unit: &Unit| matches!(unit.kind, UnitKind::Mention(_)) || self.found.named(unit).is_some();
                let is_apposed = end > at + 1 && self.units.get(end).is_some_and(named);
                Some((if is_apposed { end } else { at + 1 }, parts))
            }
            CompoundClass::Entity(kind) => {
                let entity = self.entity(unit, kind)?;
                parts.owner = parts.owner.or(Some(entity));
                Some((at + 1, parts))
            }
            CompoundClass::Person => {
                let mut at = at;
                // Ranks and honorifics before a name add nothing to it.
                while self.units.get(at).is_some_and(|u| self.is_title(u)) {
                    at += 1;
                }
                let unit = self.units.get(at)?;
                let who = match unit.kind {
                    UnitKind::Mention(n) => match self.found.mentions[n].who {
                        who @ Who::Person(_) => who,
                        who @ Who::Entity(e) if self.rules.entities[e.index()].kind == ActorKind::Person => who,
                        _ => return None,
                    },
                    _ => Who::Entity(self.entity(unit, ActorKind::Person)?),
                };
                parts.person = Some(who);
                Some((at + 1, parts))
            }
        }
    }
}

impl Matcher<'_> {
    /// The compound that is preferred of all that fit.
    fn longest(&self, pack: &Pack) -> Option<Match<Parts, CompoundClass>> {
        let mut best: Option<Match<Parts, CompoundClass>> = None;
        each_match(self, &pack.compounds, self.start, Parts::default(), &mut |found| {
            if best.is_none_or(|best| found.beats(&best)) {
                best = Some(found);
            }
        });
        best
    }

    /// The unit at `at`, if the compound can go on there.
    fn unit(&self, at: usize) -> Option<&Unit> {
        // "duta besarnya dari Israel": what is written onto a word ends the name.
        let ended = at > self.start && self.units[at - 1].clitic.is_some();
        self.units.get(at).filter(|_| !ended)
    }

    /// The entity of this kind that the unit names, unless something else is known of it already.
    fn entity(&self, unit: &Unit, kind: ActorKind) -> Option<EntityId> {
        let (entity, _) = self.found.named(unit)?;
        let is_free = !matches!(unit.kind, UnitKind::Mention(_));
        (is_free && self.rules.entities[entity.index()].kind == kind).then_some(entity)
    }

    fn says_what_for(&self, unit: &Unit) -> bool {
        unit.kind == UnitKind::Word
            && unit.capital
            && !self.is_title(unit)
            && self
                .found
                .senses(unit)
                .iter()
                .all(|h| !matches!(*h, Meaning::Name { .. } | Meaning::Role(_) | Meaning::Verb { .. }))
    }

    fn is_title(&self, unit: &Unit) -> bool {
        self.found.senses(unit).iter().any(|h| matches!(*h, Meaning::Word { class: WordClass::Title, .. }))
    }
}
