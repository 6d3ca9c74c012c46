//! Actor codes and names: from what is named to what stands in a row.

use crate::{
    date::PartialDate,
    record::{Actor, ActorKind},
    rule::{
        RuleSet,
        model::{EntityId, Period, RoleId, RoleSort},
    },
    span::Span,
};

/// Somebody resolved: a known entity, a role of one, or a person whom only the document knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Identity {
    Entity(EntityId),
    Role {
        role: RoleId,
        owner: EntityId,
    },
    Person {
        name: String,
        owner: EntityId,
        role: Option<RoleId>,
    },
    /// Several whom the text does not name.
    Group(String),
}

/// An identity as it is named at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Party {
    pub identity: Identity,
    pub span: Span,
    /// Whether its owner stands nowhere beside it and was concluded from the text around.
    pub concluded: bool,
}

impl Party {
    pub fn new(identity: Identity, span: Span) -> Self {
        Party { identity, span, concluded: false }
    }
}

pub(super) struct Registry<'a> {
    pub rules: &'a RuleSet,
    /// The day on which offices are looked up.
    pub day: Option<jiff::civil::Date>,
}

impl Registry<'_> {
    /// The code of whoever owns a role or a person: the part before the slash.
    fn root(&self, owner: EntityId) -> &str {
        let code = &self.rules.entities[owner.index()].code;
        code.split_once('/').map_or(code.as_str(), |(root, _)| root)
    }

    /// Somebody's role: "Houthi rebels" are the Houthis.
    pub fn role(&self, role: RoleId, owner: EntityId) -> Identity {
        let is_itself =
            self.rules.roles[role.index()].is_movement && self.rules.entities[owner.index()].kind == ActorKind::Group;
        if is_itself { Identity::Entity(owner) } else { Identity::Role { role, owner } }
    }

    /// Whom a person stands for on the day: the owner of the office then held, else of the last one.
    pub fn owner_of_person(&self, person: EntityId) -> Option<EntityId> {
        let entity = &self.rules.entities[person.index()];
        let day = self.day.or(self.rules.known_until.map(PartialDate::first_day));
        let held = |period: Period| day.is_some_and(|day| period.contains(day));
        let now = entity.roles.iter().rev().find(|h| held(h.period));
        now.map(|h| h.owner).or(entity.parent).or(entity.roles.last().map(|h| h.owner))
    }

    /// Whether a person holds a role on the day, or held it where the day is not known.
    pub fn holds(&self, person: EntityId, role: RoleId) -> bool {
        let entity = &self.rules.entities[person.index()];
        entity.roles.iter().any(|h| h.role == role && self.day.is_none_or(|day| h.period.contains(day)))
    }

    /// Whether a person holds an office of this owner on the day; not so where the day is not known.
    pub fn is_in_office(&self, person: EntityId, role: RoleId, owner: EntityId) -> bool {
        let held = &self.rules.entities[person.index()].roles;
        self.day.is_some_and(|day| held.iter().any(|h| h.role == role && h.owner == owner && h.period.contains(day)))
    }

    /// Whether somebody is one person, by name or office.
    pub fn is_person(&self, identity: &Identity) -> bool {
        match identity {
            Identity::Role { role, .. } => self.rules.roles[role.index()].sort == RoleSort::Office,
            _ => self.kind(identity) == ActorKind::Person,
        }
    }

    pub fn kind(&self, identity: &Identity) -> ActorKind {
        match identity {
            Identity::Entity(e) => self.rules.entities[e.index()].kind,
            Identity::Role { .. } => ActorKind::Role,
            Identity::Person { .. } => ActorKind::Person,
            Identity::Group(_) => ActorKind::Group,
        }
    }

    pub fn code(&self, identity: &Identity) -> String {
        match identity {
            Identity::Entity(e) => {
                let entity = &self.rules.entities[e.index()];
                match self.owner_of_person(*e).filter(|_| entity.kind == ActorKind::Person) {
                    Some(owner) => format!("{}/{}", self.root(owner), entity.code),
                    None => entity.code.clone(),
                }
            }
            Identity::Role { role, owner } => format!("{}/{}", self.root(*owner), self.rules.roles[role.index()].id),
            Identity::Person { name, owner, .. } => format!("{}/{name}", self.root(*owner)),
            Identity::Group(words) => format!("GROUP/{words}"),
        }
    }

    /// The country (or whoever else is the first part of its code) that an identity belongs to.
    pub fn whole(&self, identity: &Identity) -> Option<EntityId> {
        let owner = match identity {
            Identity::Entity(e) if self.rules.entities[e.index()].kind == ActorKind::Person => {
                self.owner_of_person(*e)?
            }
            Identity::Entity(e) => *e,
            Identity::Role { owner, .. } | Identity::Person { owner, .. } => *owner,
            Identity::Group(_) => return None,
        };
        self.rules.entity_ids.get(self.root(owner)).copied()
    }

    /// Whether somebody is none of the others, nor of the same whole.
    pub fn is_apart(&self, identity: &Identity, others: &[Identity]) -> bool {
        !others.iter().any(|other| other == identity || self.whole(other) == self.whole(identity))
    }

    /// The country of an identity; of a movement, the one it belongs to.
    pub fn country(&self, identity: &Identity) -> Option<EntityId> {
        let mut at = self.whole(identity)?;
        for _ in 0..4 {
            let entity = &self.rules.entities[at.index()];
            if entity.kind == ActorKind::Country {
                return Some(at);
            }
            at = entity.parent?;
        }
        None
    }

    fn name(&self, identity: &Identity) -> String {
        let of = |owner: EntityId| {
            let root = self.rules.entity_ids.get(self.root(owner)).copied().unwrap_or(owner);
            let entity = &self.rules.entities[root.index()];
            entity.name_en.clone().unwrap_or_else(|| entity.code.clone())
        };
        match identity {
            Identity::Entity(e) => of_entity(self.rules, *e),
            Identity::Role { role, owner } => {
                let role = &self.rules.roles[role.index()];
                format!("{} ({})", role.name_en.as_deref().unwrap_or(&role.id), of(*owner))
            }
            Identity::Person { name, .. } => name.clone(),
            Identity::Group(words) => words.clone(),
        }
    }

    pub fn actor(&self, party: &Party, content: &str) -> Actor {
        Actor {
            code: self.code(&party.identity),
            country: self.country(&party.identity).map(|c| self.rules.entities[c.index()].code.clone()),
            name: self.name(&party.identity),
            kind: self.kind(&party.identity),
            text: party.span.of(content).to_owned(),
            span: party.span,
        }
    }
}

fn of_entity(rules: &RuleSet, entity: EntityId) -> String {
    let entity = &rules.entities[entity.index()];
    entity.name_en.clone().unwrap_or_else(|| entity.code.clone())
}
