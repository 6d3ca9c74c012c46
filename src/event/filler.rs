//! What may fill a slot: actors, whoever owns a thing or did a deed, things of a class.

use super::{bind::Binder, *};
use crate::{
    clause::Np,
    lang::Order,
    mention::Who,
    record::ActorKind,
    rule::model::{AnaphorKind, ClassId, Filler, Meaning, NameSort, RoleSort, WordClass},
};

impl Binder<'_> {
    /// What the noun phrase of a chunk gives a slot that takes `filler`.
    pub(super) fn accept(&self, chunk: usize, filler: Filler, slot: Slot) -> Option<Fill> {
        let np = self.analysis.np(chunk)?;
        match filler {
            Filler::Class(class) if !self.class_in(np, class) => None,
            Filler::Class(_) if slot == Slot::Thing => Some(Fill::Thing { chunk }),
            Filler::Class(_) => self.actors(np, chunk, Filler::Actor, slot),
            Filler::ClaimSpeaker => match self.deed_in(np, chunk) {
                Some(Fill::DeedBefore { .. }) => Some(Fill::ClaimBefore),
                // "keluhan itu", "tuduhan yang ditampik": a deed of words whose doer stands nowhere beside it.
                Some(Fill::Deed { unit, .. }) if !self.has_agent(unit) => Some(Fill::ClaimBefore),
                fill => fill,
            },
            Filler::As(class, role) => {
                let nameless = np.tail.iter().chain(&np.owners).all(|&m| self.view.is_bare_role(m));
                (nameless && self.class_in(np, class)).then_some(Fill::People { chunk, role })
            }
            Filler::DeedAgent => self.deed_in(np, chunk),
            Filler::ClauseTarget | Filler::Offender | Filler::Nothing => None,
            _ => self.actors(np, chunk, filler, slot),
        }
    }

    fn actors(&self, np: &Np, chunk: usize, filler: Filler, slot: Slot) -> Option<Fill> {
        let fitting = || -> Vec<usize> { np.tail.iter().copied().filter(|&m| self.mention_fits(m, filler)).collect() };
        if np.is_actor {
            let mentions = fitting();
            return (!mentions.is_empty()).then_some(Fill::Mentions { chunk, mentions });
        }
        if !np.members.is_empty() {
            let mentions: Vec<usize> = np.members.iter().copied().filter(|&m| self.mention_fits(m, filler)).collect();
            return (!mentions.is_empty()).then_some(Fill::Mentions { chunk, mentions });
        }
        let is_government = self.view.has_class(np.head, WordClass::Government) && np.tail.is_empty() && !np.third;
        if is_government && matches!(filler, Filler::Actor | Filler::Kind(ActorKind::Country)) {
            return Some(Fill::Government { unit: np.head });
        }
        let collective = self.view.has_class(np.head, WordClass::Collective);
        // "negara-negara G7" are the G7, "negara-negara anggota Uni Eropa" and "para anggota NATO" are several of it.
        let is_body = self.view.units[np.head].doubled
            && self.view.order() == Order::HeadFirst
            && matches!(np.tail[..], [m] if self.mention_fits(m, Filler::Kind(ActorKind::Org)) && self.view.mention(np.head + 1) == Some(m));
        if np.plural && collective && filler == Filler::Actor && !is_body {
            return Some(Fill::Group { chunk });
        }
        let hands_on = match slot {
            // Whoever is acted upon through what is theirs.
            Slot::Target => !self.nouns.iter().any(|noun| noun.chunk == chunk),
            _ => self.is_possession(np),
        };
        if hands_on {
            let mentions = fitting();
            if !mentions.is_empty() {
                return Some(Fill::Mentions { chunk, mentions });
            }
            if np.third && np.tail.is_empty() && filler == Filler::Actor && self.is_possession(np) {
                return Some(Fill::Third { unit: np.units.end - 1 });
            }
        }
        // A deed stands for whoever did it, where somebody is to act.
        if matches!(slot, Slot::Agent) && filler == Filler::Actor {
            return self.deed_in(np, chunk).filter(|fill| matches!(fill, Fill::Deed { .. }));
        }
        None
    }

    pub(super) fn has_agent(&self, noun: usize) -> bool {
        let noun = self.nouns.iter().find(|n| n.noun == Some(noun));
        noun.is_some_and(|n| n.fill(Slot::Agent).or(n.fill(Slot::Party)).is_some())
    }

    pub(super) fn is_possession(&self, np: &Np) -> bool {
        [WordClass::Owned, WordClass::Deed].iter().any(|&class| self.view.has_class(np.head, class))
    }

    /// The deed that a noun phrase names.
    fn deed_in(&self, np: &Np, chunk: usize) -> Option<Fill> {
        if let Some(m) = np.tail.first().filter(|_| np.is_actor)
            && let Who::Anaphor(a) = self.view.found.mentions[*m].who
            && self.view.rules.anaphors[a.index()].kind == AnaphorKind::Statement
        {
            return Some(Fill::Mentions { chunk, mentions: vec![*m] });
        }
        if np.is_actor {
            return None;
        }
        let noun = self.nouns.iter().find(|noun| noun.chunk == chunk);
        if let Some(noun) = noun {
            return Some(Fill::Deed { unit: noun.noun.expect("it is a noun"), chunk });
        }
        if self.is_possession(np) {
            let mentions: Vec<usize> =
                np.tail.iter().copied().filter(|&m| self.mention_fits(m, Filler::Actor)).collect();
            if !mentions.is_empty() {
                return Some(Fill::Mentions { chunk, mentions });
            }
            if np.third {
                return Some(Fill::Third { unit: np.units.end - 1 });
            }
            if np.definite && self.view.has_class(np.head, WordClass::Deed) {
                return Some(Fill::DeedBefore { unit: np.head });
            }
        }
        None
    }

    pub(super) fn class_in(&self, np: &Np, class: ClassId) -> bool {
        np.units.clone().any(|n| {
            self.view.units.get(n).is_some_and(|unit| self.view.found.senses(unit).contains(&Meaning::Class(class)))
        })
    }

    pub(super) fn mention_fits(&self, mention: usize, filler: Filler) -> bool {
        let mention = &self.view.found.mentions[mention];
        let rules = self.view.rules;
        let kind = match mention.who {
            Who::Entity(e) => rules.entities[e.index()].kind,
            Who::Person(_) => ActorKind::Person,
            Who::Role { .. } => ActorKind::Role,
            Who::Anaphor(a) => {
                let anaphor = rules.anaphors[a.index()];
                return match (anaphor.kind, filler) {
                    (AnaphorKind::Statement, _) => false,
                    (_, Filler::Actor) => true,
                    (AnaphorKind::Kind(kind), Filler::Kind(wanted)) => kind == wanted,
                    (AnaphorKind::Body, Filler::Kind(wanted)) => wanted != ActorKind::Person,
                    (AnaphorKind::Actor | AnaphorKind::Speaker | AnaphorKind::Role(_), Filler::Kind(_)) => true,
                    (AnaphorKind::Kind(ActorKind::Country), Filler::PlaceCountry) => true,
                    _ => false,
                };
            }
        };
        match filler {
            Filler::Actor => kind != ActorKind::Place && kind != ActorKind::Unknown && mention.sort != NameSort::Region,
            Filler::PlaceCountry => kind == ActorKind::Country,
            Filler::Kind(ActorKind::Country) => kind == ActorKind::Country && mention.sort != NameSort::Region,
            Filler::Kind(ActorKind::Person) => {
                kind == ActorKind::Person
                    || matches!(mention.who, Who::Role { role, .. } if rules.roles[role.index()].sort == RoleSort::Office)
            }
            Filler::Kind(wanted) => kind == wanted,
            _ => false,
        }
    }
}
