//! Who has been spoken of: the candidates that anaphors choose from.

use super::actors::{Identity, Registry};
use crate::{
    record::ActorKind,
    rule::model::{EntityId, RoleId},
};

/// How many sentences back an anaphor looks.
const REACH: usize = 3;

/// One naming of somebody.
#[derive(Clone, Debug)]
struct Naming {
    identity: Identity,
    role: Option<RoleId>,
    sentence: usize,
    /// Byte at which it stands.
    at: u32,
    subject: bool,
}

/// Several who were spoken of together.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub members: Vec<Identity>,
    pub count: Option<u32>,
    pub role: Option<RoleId>,
    /// The words of the group itself, where the text has them.
    pub words: Option<String>,
}

/// A coordination, or a group by its members, with where it stands.
#[derive(Clone, Debug)]
struct Together {
    sentence: usize,
    at: u32,
    members: Vec<Identity>,
}

#[derive(Debug, Default)]
pub(super) struct Memory {
    namings: Vec<Naming>,
    /// Groups that the text names by number or role, with their members, in document order.
    pub groups: Vec<Group>,
    /// Those spoken of together last: "A dan B".
    together: Vec<Together>,
    /// The statements so far: sentence and unit of the word for each, and who made it.
    statements: Vec<(usize, usize, Vec<Identity>)>,
}

/// The two that an anaphor stands for, as far as it says who they are.
pub(super) struct Sought<'r> {
    pub registry: &'r Registry<'r>,
    pub kind: Option<ActorKind>,
    /// Those who deal with them.
    pub others: &'r [Identity],
}

impl Sought<'_> {
    /// This one as who is sought: of a person, where a country is, his country.
    fn find(&self, identity: &Identity) -> Option<Identity> {
        let registry = self.registry;
        let whole = registry.whole(identity);
        let is_other = whole.is_some() && self.others.iter().any(|other| registry.whole(other) == whole);
        if is_other {
            return None;
        }
        match self.kind {
            Some(ActorKind::Country) => registry.country(identity).map(Identity::Entity),
            Some(ActorKind::Person) => registry.is_person(identity).then(|| identity.clone()),
            _ => Some(identity.clone()),
        }
    }
}

impl Memory {
    pub fn name(&mut self, identity: Identity, role: Option<RoleId>, sentence: usize, at: u32, subject: bool) {
        self.namings.push(Naming { identity, role, sentence, at, subject });
    }

    /// Notes several who are spoken of as one; without members, some whom nobody can name.
    pub fn join(&mut self, sentence: usize, at: u32, members: Vec<Identity>) {
        self.together.push(Together { sentence, at, members });
    }

    /// Whether nobody is named before this sentence.
    pub fn begins(&self, sentence: usize) -> bool {
        self.namings.first().is_none_or(|n| n.sentence >= sentence)
    }

    /// The owners under whom a role has been named anywhere so far, if there is but one.
    pub fn only(
        &self,
        fits: impl Fn(&Identity, Option<RoleId>) -> bool,
        owner: impl Fn(&Identity) -> Option<EntityId>,
    ) -> Option<EntityId> {
        let mut owners = self.namings.iter().filter(|n| fits(&n.identity, n.role)).filter_map(|n| owner(&n.identity));
        let first = owners.next()?;
        owners.all(|o| o == first).then_some(first)
    }

    /// Notes that somebody said something; several who say one thing make one statement.
    pub fn state(&mut self, sentence: usize, unit: usize, maker: Identity) {
        match self.statements.last_mut() {
            Some((s, u, makers)) if (*s, *u) == (sentence, unit) => {
                if !makers.contains(&maker) {
                    makers.push(maker);
                }
            }
            _ => self.statements.push((sentence, unit, vec![maker])),
        }
    }

    /// Who made the statements, the last first.
    pub fn statements(&self) -> impl Iterator<Item = &[Identity]> {
        self.statements.iter().rev().map(|(_, _, makers)| makers.as_slice())
    }

    fn before(&self, sentence: usize, at: u32) -> impl Iterator<Item = &Naming> {
        // Namings stand in document order but for speakers, who are noted after their sentence.
        let recent = self.namings.iter().rev().take_while(move |n| sentence.saturating_sub(n.sentence) <= REACH);
        recent.filter(move |n| n.at < at)
    }

    /// The last one named that fits: of the nearest sentence that has any, its subject before all others.
    pub fn last(&self, sentence: usize, at: u32, fits: impl Fn(&Identity, Option<RoleId>) -> bool) -> Option<Identity> {
        let mut best: Option<&Naming> = None;
        for naming in self.before(sentence, at).filter(|n| fits(&n.identity, n.role)) {
            match best {
                None => best = Some(naming),
                Some(known) if known.sentence != naming.sentence => break,
                Some(known) if naming.subject && !known.subject => best = Some(naming),
                Some(_) => {}
            }
        }
        best.map(|n| n.identity.clone())
    }

    /// The last one named that fits, wherever it stood in its sentence.
    pub fn nearest(&self, sentence: usize, at: u32, fits: impl Fn(&Identity) -> bool) -> Option<Identity> {
        self.before(sentence, at).find(|n| fits(&n.identity)).map(|n| n.identity.clone())
    }

    /// Whether a sentence has named somebody before a place in it.
    pub fn names(&self, sentence: usize, at: u32, identity: &Identity) -> bool {
        self.before(sentence, at).any(|n| n.sentence == sentence && n.identity == *identity)
    }

    /// The last one named that fits, of this sentence alone.
    pub fn nearest_in(&self, sentence: usize, at: u32, fits: impl Fn(&Identity) -> bool) -> Option<Identity> {
        self.before(sentence, at).find(|n| n.sentence == sentence && fits(&n.identity)).map(|n| n.identity.clone())
    }

    /// The last subject, or else the last one named, that fits.
    pub fn subject(&self, sentence: usize, at: u32, fits: impl Fn(&Identity) -> bool) -> Option<Identity> {
        let mut fitting = self.before(sentence, at).filter(|n| fits(&n.identity)).peekable();
        let first = fitting.peek().map(|n| n.identity.clone());
        fitting.find(|n| n.subject).map(|n| n.identity.clone()).or(first)
    }

    /// The last two that were spoken of together; where a sentence names just two of the kind, these.
    pub fn pair(&self, sentence: usize, at: u32, sought: &Sought<'_>) -> Option<Vec<Identity>> {
        let Sought { registry, kind, .. } = *sought;
        let distinct = |identities: &mut Vec<Identity>, identity: Identity| {
            let same = |other: &Identity| {
                *other == identity
                    || kind.is_none()
                        && registry.whole(other).is_some()
                        && registry.whole(other) == registry.whole(&identity)
            };
            if !identities.iter().any(same) {
                identities.push(identity);
            }
        };
        let from = sentence.saturating_sub(REACH);
        for s in (from..=sentence).rev() {
            let joined = self.joined(s, at, sought);
            if joined.is_some() {
                return joined;
            }
            let mut here: Vec<Identity> = Vec::new();
            for naming in self.namings.iter().filter(|n| n.sentence == s && n.at < at) {
                if let Some(identity) = sought.find(&naming.identity) {
                    distinct(&mut here, identity);
                }
            }
            match here.len() {
                2 => return Some(here),
                0 | 1 => {}
                // More than two: whoever is meant, a reader could not tell.
                _ if s < sentence => return None,
                _ => {}
            }
        }
        None
    }

    /// The last two that this sentence speaks of together before `at`: "Hun Manet dan Anutin".
    pub fn joined(&self, sentence: usize, at: u32, sought: &Sought<'_>) -> Option<Vec<Identity>> {
        let mut joined = self.together.iter().rev().filter(|t| t.sentence == sentence && t.at < at);
        joined.find_map(|joined| {
            let pair: Option<Vec<Identity>> = joined.members.iter().map(|identity| sought.find(identity)).collect();
            pair.filter(|pair| pair.len() == 2 && pair[0] != pair[1])
        })
    }

    /// The last ones spoken of together.
    pub fn several(&self, sentence: usize, at: u32) -> Option<Vec<Identity>> {
        let near = |t: &&Together| t.at < at && sentence.saturating_sub(t.sentence) <= REACH;
        self.together.iter().rev().find(near).map(|t| t.members.clone())
    }

    /// Whose the roles are that a sentence names, if all are one's.
    pub fn role_owner(&self, sentence: usize, owner: impl Fn(&Identity) -> Option<EntityId>) -> Option<EntityId> {
        let roles =
            self.namings.iter().filter(|n| n.sentence == sentence && matches!(n.identity, Identity::Role { .. }));
        let mut owners = roles.filter_map(|n| owner(&n.identity));
        let first = owners.next()?;
        owners.all(|o| o == first).then_some(first)
    }

    /// The countries named in a sentence.
    pub fn countries(&self, sentence: usize, registry: &Registry) -> Vec<EntityId> {
        let mut countries: Vec<EntityId> = self
            .namings
            .iter()
            .rev()
            .skip_while(|n| n.sentence > sentence)
            .take_while(|n| n.sentence == sentence)
            .filter_map(|n| registry.country(&n.identity))
            .collect();
        countries.sort();
        countries.dedup();
        countries
    }
}
