//! Countries, organisations, groups, places and people.

use super::*;
use crate::{date::PartialDate, record::ActorKind};

const KEYS: &[&str] = &[
    "name", "long", "former", "people", "capital", "seat", "region", "within", "part of", "member", "kind", "role", "country",
];

impl Lower<'_> {
    pub(super) fn declare_entity(&mut self, item: &Item) {
        let id = item.block.id();
        if id.is_empty() {
            let kind = &item.block.kind.text;
            self.error(item, "E040", item.block.kind.span, format!("a {kind} has an id"), format!("write `{kind} ID`"));
            return;
        }
        let kind = match item.block.kind.text.as_str() {
            "country" => ActorKind::Country,
            "org" => ActorKind::Org,
            "group" => ActorKind::Group,
            "place" => ActorKind::Place,
            _ => ActorKind::Person,
        };
        if kind == ActorKind::Country && (id.len() != 3 || !id.bytes().all(|b| b.is_ascii_uppercase())) {
            let message = format!("`{id}` is no country code");
            self.error(item, "E041", item.block.span(), message, "write three capitals, as in ISO 3166-1 alpha-3");
        }
        let next = EntityId::new(self.entities.len());
        match self.entity_ids.get(&id) {
            None => {
                self.entity_ids.insert(id.clone(), next);
                self.entities.push(Entity { code: id, kind, parent: None, roles: Vec::new(), members: Vec::new(), name_en: None });
            }
            Some(known) if self.entities[known.index()].kind != kind => {
                let message = format!("`{id}` is something else already");
                self.error(item, "E042", item.block.span(), message, "give one of the two another id");
            }
            Some(_) => {}
        }
    }

    fn entity_named(&mut self, item: &Item, id: &str, span: Span) -> Option<EntityId> {
        let known = self.entity_ids.get(id).copied();
        if known.is_none() {
            let help = suggestion(id, self.entity_ids.keys().map(String::as_str));
            self.error(item, "E043", span, format!("nobody is called `{id}`"), help);
        }
        known
    }

    pub(super) fn entity(&mut self, item: &Item) {
        let id = item.block.id();
        let Some(&entity) = self.entity_ids.get(&id) else { return };
        let kind = self.entities[entity.index()].kind;
        if kind == ActorKind::Person {
            for pack in self.packs_of(item, None) {
                let rule = self.rule(item, item.block.span());
                self.name(pack, &id, Meaning::Name { entity, sort: NameSort::Name }, CaseRule::Capitals, None, rule);
                let lang = self.packs[pack].lang.clone();
                self.labels.insert(id.clone(), &lang, id.clone());
            }
            self.entities[entity.index()].name_en = Some(id.clone());
        }
        for entry in &item.block.entries {
            match entry.key_name() {
                "name" | "long" | "former" => self.names(item, entry, entity, NameSort::Name),
                "people" => self.names(item, entry, entity, NameSort::People),
                "capital" => self.names(item, entry, entity, NameSort::Capital),
                "seat" => self.names(item, entry, entity, NameSort::Seat),
                "region" => self.names(item, entry, entity, NameSort::Region),
                "within" | "part of" | "country" => {
                    for value in &entry.values {
                        let parent = self.entity_named(item, &value.text(), value.span);
                        self.entities[entity.index()].parent = parent;
                    }
                    self.no_children(item, entry);
                }
                "member" => self.members(item, entry, entity),
                "kind" => self.no_children(item, entry),
                "role" => self.holding(item, entry, entity),
                _ => self.unknown_key(item, entry, KEYS),
            }
        }
    }

    fn names(&mut self, item: &Item, entry: &Entry, entity: EntityId, sort: NameSort) {
        let packs = self.packs_of(item, entry.key.as_ref());
        // English names of things that have no language here still serve as labels and in events.
        let english = entry.key.as_ref().and_then(|k| k.lang.as_deref()).is_none_or(|lang| lang == "en");
        for (n, value) in entry.values.iter().enumerate() {
            let mut atoms = value.atoms.as_slice();
            if let [rest @ .., last] = atoms
                && last.text.contains("..")
                && last.kind == AtomKind::Word
            {
                self.period(item, last);
                atoms = rest;
            }
            let exact = atoms.last().is_some_and(|a| a.is_sign("!"));
            if exact {
                atoms = &atoms[..atoms.len() - 1];
            }
            let variants = variants(atoms);
            let Some(first) = variants.first().filter(|v| !v.is_empty()) else { continue };
            if n == 0 && entry.key_name() == "name" {
                let code = self.entities[entity.index()].code.clone();
                if english && self.entities[entity.index()].name_en.is_none() {
                    self.entities[entity.index()].name_en = Some(first.clone());
                }
                match entry.key.as_ref().and_then(|k| k.lang.as_deref()) {
                    Some(lang) => self.labels.insert(code, lang, first.clone()),
                    None => ["id", "en"].iter().for_each(|lang| self.labels.insert(code.clone(), lang, first.clone())),
                }
            }
            for &pack in &packs {
                let guard = self.guard(item, &entry.children, pack);
                let rule = self.rule(item, value.span);
                for text in &variants {
                    let case = if exact {
                        CaseRule::Exact
                    } else if text.chars().any(char::is_uppercase) {
                        CaseRule::Capitals
                    } else {
                        CaseRule::Free
                    };
                    self.name(pack, text, Meaning::Name { entity, sort }, case, guard, rule);
                }
            }
        }
    }

    fn name(&mut self, pack: usize, text: &str, meaning: Meaning, case: CaseRule, guard: Option<GuardId>, rule: RuleId) {
        self.define(pack, text, Sense { meaning, case, guard, rule });
    }

    fn members(&mut self, item: &Item, entry: &Entry, whole: EntityId) {
        self.no_children(item, entry);
        for value in &entry.values {
            let mut atoms = value.atoms.as_slice();
            let mut period = Period::default();
            if let [rest @ .., last] = atoms
                && last.text.contains("..")
            {
                period = self.period(item, last);
                atoms = rest;
            }
            if let Some(member) = self.entity_named(item, &super::super::syntax::join(atoms), value.span) {
                self.entities[whole.index()].members.push((member, period));
            }
        }
    }

    /// `role: IDN president 2024-10-20..`
    fn holding(&mut self, item: &Item, entry: &Entry, person: EntityId) {
        self.no_children(item, entry);
        for value in &entry.values {
            let (mut atoms, mut period) = (value.atoms.as_slice(), Period::default());
            if let [rest @ .., last] = atoms
                && last.text.contains("..")
            {
                period = self.period(item, last);
                atoms = rest;
            }
            let [owner, role] = atoms else {
                self.error(item, "E044", value.span, "a held role is `COUNTRY role-id FROM..UNTIL`", "put an id with blanks into quotation marks");
                continue;
            };
            let Some(owner) = self.entity_named(item, &owner.text, owner.span) else { continue };
            let role = match self.role_ids.get(&role.text) {
                Some(&role) => role,
                None => self.declare_role(&role.text),
            };
            self.entities[person.index()].roles.push(Holding { owner, role, period });
        }
    }

    /// `2019-10-23..2024-10-20`, open at either end.
    fn period(&mut self, item: &Item, atom: &Atom) -> Period {
        let (from, until) = atom.text.split_once("..").expect("the caller has seen the dots");
        let mut date = |text: &str| -> Option<PartialDate> {
            if text.is_empty() {
                return None;
            }
            text.parse().map_err(|why: crate::date::NoDate| self.error(item, "E045", atom.span, why.to_string(), "write FROM..UNTIL")).ok()
        };
        let (from, until) = (date(from), date(until));
        if let (Some(from), Some(until)) = (from, until)
            && from.first_day() >= until.next()
        {
            self.error(item, "E046", atom.span, "this period ends before it begins", "write the earlier date first");
        }
        Period { from, until }
    }
}

/// A name with its optional endings written out: `Indonesian(s)`.
fn variants(atoms: &[Atom]) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut rest = atoms;
    while let [first, tail @ ..] = rest {
        if first.is_sign("(")
            && first.glued
            && let [ending, close, after @ ..] = tail
            && close.is_sign(")")
        {
            let longer: Vec<String> = all.iter().map(|name| format!("{name}{}", ending.text)).collect();
            all.extend(longer);
            rest = after;
            continue;
        }
        for name in &mut all {
            if !name.is_empty() && !first.glued {
                name.push(' ');
            }
            name.push_str(&first.text);
        }
        rest = tail;
    }
    all
}
