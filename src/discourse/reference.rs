//! Who is meant: by roles without an owner, anaphors, groups, deeds and claims told before.

use super::{
    Here, Resolver,
    actors::{Identity, Party},
    memory::Sought,
};
use crate::{
    clause::{Chunk, Link, Np},
    event::{Fill, Proposition},
    mention::Who,
    record::{ActorKind, Event, EventType, Quad},
    rule::model::{AnaphorKind, Effect, EntityId, Filler, Place, RoleId, RoleSort, Slot, WordClass},
};

impl Resolver<'_> {
    /// Whom a mention stands for; nobody where that can't be told.
    pub(super) fn mention(&self, m: usize, here: Here) -> Vec<Party> {
        self.mention_but(m, here, &[])
    }

    /// As [`mention`](Self::mention), for an anaphor that stands for none of `others`.
    fn mention_but(&self, m: usize, here: Here, others: &[Identity]) -> Vec<Party> {
        let mention = &self.input.mentions.mentions[m];
        let one = |identity: Identity| vec![Party::new(identity, mention.span)];
        match mention.who {
            Who::Entity(e) => one(Identity::Entity(e)),
            Who::Role { role, owner: Some(owner) } => match self.holder(role, owner) {
                Some(person) => one(Identity::Entity(person)),
                None => one(self.registry.role(role, owner)),
            },
            Who::Role { role, owner: None } => match self.owner_of_role(role, here) {
                Some(owner) => {
                    vec![Party { concluded: true, ..Party::new(self.registry.role(role, owner), mention.span) }]
                }
                None => Vec::new(),
            },
            Who::Person(n) => {
                let person = &self.input.mentions.persons[n];
                let owner = person.owner.or_else(|| person.role.and_then(|role| self.owner_of_role(role, here)));
                match owner {
                    Some(owner) => one(Identity::Person { name: person.name.clone(), owner, role: person.role }),
                    None => Vec::new(),
                }
            }
            Who::Anaphor(a) => {
                let anaphor = self.input.rules.anaphors[a.index()];
                let at = mention.span.start.min(here.at);
                let found = self.anaphor(anaphor.kind, anaphor.count, Here { at, ..here }, others);
                found.into_iter().map(|identity| Party::new(identity, mention.span)).collect()
            }
        }
    }

    /// "Menlu AS": of those whom the article names, the one who holds the office on its day.
    fn holder(&self, role: RoleId, owner: EntityId) -> Option<EntityId> {
        let office = &self.input.rules.roles[role.index()];
        if office.several || office.sort != RoleSort::Office {
            return None;
        }
        self.people.iter().copied().find(|&person| self.registry.is_in_office(person, role, owner))
    }

    /// Whose a bare "polisi" or "presiden" is: that of the one last named, else the sentence's only country's, else
    /// the article's only country's.
    fn owner_of_role(&self, role: RoleId, here: Here) -> Option<EntityId> {
        let known = self.memory.last(here.sentence, here.at, |identity, named| self.has_role(identity, named, role));
        let everywhere =
            || self.memory.only(|identity, named| self.has_role(identity, named, role), |i| self.registry.whole(i));
        if let Some(owner) = known.and_then(|identity| self.registry.whole(&identity)).or_else(everywhere) {
            return Some(owner);
        }
        // "menewaskan warga sipil di Kyiv"
        let several = self.input.rules.roles[role.index()].sort != RoleSort::Office;
        if let Some(place) = here.place.filter(|_| several) {
            return Some(place);
        }
        match self.memory.countries(here.sentence, &self.registry)[..] {
            [only] => Some(only),
            _ => self.home,
        }
    }

    fn has_role(&self, identity: &Identity, named: Option<RoleId>, role: RoleId) -> bool {
        match identity {
            Identity::Role { role: r, .. } => *r == role,
            Identity::Entity(e) => named == Some(role) || self.registry.holds(*e, role),
            Identity::Person { role: r, .. } => *r == Some(role),
            Identity::Group(_) => false,
        }
    }

    fn anaphor(&self, kind: AnaphorKind, count: u8, here: Here, others: &[Identity]) -> Vec<Identity> {
        let other = |identity: &Identity| others.contains(identity);
        let of_kind = |wanted: ActorKind, identity: &Identity| match wanted {
            ActorKind::Person => self.registry.is_person(identity),
            _ => self.registry.kind(identity) == wanted,
        };
        match (kind, count) {
            (AnaphorKind::Speaker, _) if here.quote != 0 => self.quoted(here.quote),
            (AnaphorKind::Speaker, _) => Vec::new(),
            (AnaphorKind::Statement, _) => self.statement(others).unwrap_or_default().to_vec(),
            (AnaphorKind::Role(role), _) => self
                .memory
                .last(here.sentence, here.at, |identity, named| self.has_role(identity, named, role))
                .into_iter()
                .collect(),
            (AnaphorKind::Kind(wanted), 1) => {
                let fits = |identity: &Identity| of_kind(wanted, identity);
                let beside = self.beside(here, others, |i| fits(i));
                let found = if beside.is_some() {
                    beside
                } else if wanted == ActorKind::Person {
                    self.memory.subject(here.sentence, here.at, |i| fits(i) && !other(i))
                } else {
                    self.memory.nearest(here.sentence, here.at, |i| fits(i) && !other(i))
                };
                found.into_iter().collect()
            }
            (AnaphorKind::Body, _) => {
                let fits = |i: &Identity| {
                    !matches!(self.registry.kind(i), ActorKind::Person | ActorKind::Place)
                        && self.registry.is_apart(i, others)
                };
                let beside = self.beside(here, others, fits);
                beside.or_else(|| self.memory.subject(here.sentence, here.at, fits)).into_iter().collect()
            }
            (AnaphorKind::Actor, 1) => self.memory.subject(here.sentence, here.at, |i| !other(i)).into_iter().collect(),
            (AnaphorKind::Kind(wanted), 2) => self.two(here, Some(wanted), others),
            (AnaphorKind::Actor, 2) => self.two(here, None, others),
            _ => self.memory.several(here.sentence, here.at).unwrap_or_default(),
        }
    }

    /// "Starmer met Zelensky and promised him": where one of those who deal with the one meant stands before in the
    /// sentence, the other named there is meant.
    fn beside(&self, here: Here, others: &[Identity], fits: impl Fn(&Identity) -> bool) -> Option<Identity> {
        let named = |identity: &Identity| self.memory.names(here.sentence, here.at, identity);
        others.iter().any(named).then(|| {
            self.memory.nearest_in(here.sentence, here.at, |identity| fits(identity) && !others.contains(identity))
        })?
    }

    /// The two that are meant by "keduanya", "kedua negara": those who last met or agreed, if that was just told.
    fn two(&self, here: Here, wanted: Option<ActorKind>, others: &[Identity]) -> Vec<Identity> {
        let first = u32::from(self.input.document.title().is_empty());
        let now = here.sentence as u32 + first;
        // "Trump, yang menelepon Hun Manet dan Anutin, mengancam kedua negara itu"
        let sought = Sought { registry: &self.registry, kind: wanted, others };
        if let Some(pair) = self.memory.joined(here.sentence, here.at, &sought) {
            return pair;
        }
        let recent = self.events.iter().rev().take_while(|e| now - e.sentence <= 1);
        let mutual: Vec<&Event> = recent.filter(|e| e.event.is_mutual() && e.target.is_some()).collect();
        if let [last] = mutual[..]
            && let Some(both) = self.sides_of(last, wanted, others)
        {
            return both;
        }
        let pair = self.memory.pair(here.sentence, here.at, &sought);
        // Far from where two were named together: those whom the article is about, who met or fought last.
        let earlier = || {
            let mut told = self.events.iter().rev().filter(|e| e.target.is_some());
            told.find_map(|event| {
                let between = event.event.is_mutual() || event.event == EventType::Assault;
                between.then(|| self.sides_of(event, wanted, others)).flatten()
            })
        };
        pair.or_else(earlier).unwrap_or_default()
    }

    /// The two whom an event is between, as those who are wanted.
    fn sides_of(&self, event: &Event, wanted: Option<ActorKind>, others: &[Identity]) -> Option<Vec<Identity>> {
        let target = event.target.as_ref()?;
        let [a, b] = [&event.source.code, &target.code].map(|code| self.identities.get(code).cloned());
        let as_wanted = |identity: Identity| match wanted {
            Some(ActorKind::Country) => self.registry.country(&identity).map(Identity::Entity),
            Some(ActorKind::Person) => Some(identity).filter(|i| self.registry.kind(i) == ActorKind::Person),
            _ => Some(identity),
        };
        let both: Vec<Identity> = [a?, b?].into_iter().filter_map(as_wanted).collect();
        let apart = both.len() == 2 && both[0] != both[1];
        (apart && !both.iter().any(|i| others.contains(i))).then_some(both)
    }

    /// Whom a filled slot stands for.
    pub(super) fn parties(&self, fill: &Fill, proposition: &Proposition, here: Here, depth: usize) -> Vec<Party> {
        let analysis = &self.input.analyses[here.sentence];
        match fill {
            Fill::Mentions { chunk, mentions } => {
                let np = analysis.np(*chunk);
                if let Some(np) = np.filter(|np| np.plural || !np.members.is_empty())
                    && let [m] = mentions[..]
                    && let Some(role) = self.bare_role(m)
                    && let Some(group) = self.group(np, Some(role))
                {
                    let span = self.input.mentions.mentions[m].span;
                    return group.iter().map(|identity| Party::new(identity.clone(), span)).collect();
                }
                if let Some(np) = np
                    && let [m] = mentions[..]
                    && let Some(role) = self.bare_role(m)
                    && (!np.owners.is_empty() || np.third)
                {
                    return self.owned_roles(np, m, role, here);
                }
                // "para pemimpin Eropa": several officers of nobody in particular are a group.
                let is_office = |m: &usize| {
                    self.bare_role(*m).is_some_and(|role| self.input.rules.roles[role.index()].sort == RoleSort::Office)
                };
                if let Some(np) = np.filter(|np| np.plural && np.is_actor)
                    && mentions.iter().all(is_office)
                {
                    let from = self.span(here.sentence, np.units.start);
                    let span = from.to(self.span(here.sentence, np.units.end - 1));
                    let words = span.of(self.input.document.content()).to_owned();
                    return vec![Party::new(Identity::Group(words), span)];
                }
                let is_anaphor = |m: &usize| matches!(self.input.mentions.mentions[*m].who, Who::Anaphor(_));
                let others = if mentions.iter().any(is_anaphor) && depth < 4 {
                    self.others(fill, proposition, here, depth)
                } else {
                    Vec::new()
                };
                mentions.iter().flat_map(|&m| self.mention_but(m, here, &others)).collect()
            }
            Fill::Owners { mentions, .. } => {
                let parties = mentions.iter().flat_map(|&m| self.mention(m, here));
                parties
                    .map(|party| match &party.identity {
                        Identity::Role { .. } => match self.registry.whole(&party.identity) {
                            Some(owner) => Party { identity: Identity::Entity(owner), ..party },
                            None => party,
                        },
                        _ => party,
                    })
                    .collect()
            }
            Fill::Group { chunk } => {
                let Some(np) = analysis.np(*chunk) else { return Vec::new() };
                let span = self.span(here.sentence, np.units.start).to(self.span(here.sentence, np.head));
                match self.group(np, None) {
                    Some(members) => members.into_iter().map(|identity| Party::new(identity, span)).collect(),
                    None => vec![Party::new(Identity::Group(self.words(here.sentence, np)), span)],
                }
            }
            Fill::People { chunk, role } => {
                let Some(np) = analysis.np(*chunk) else { return Vec::new() };
                let span = self.span(here.sentence, np.units.start).to(self.span(here.sentence, np.head));
                // Whose those are to whom something is done only the place tells.
                let acts = proposition.fill(Slot::Agent) == Some(fill);
                let owner = here.place.or_else(|| acts.then(|| self.owner_of_role(*role, here))?);
                owner.map(|owner| Party::new(self.registry.role(*role, owner), span)).into_iter().collect()
            }
            Fill::Third { unit } => {
                let span = self.span(here.sentence, *unit);
                // "membantahnya": what is denied is somebody's claim.
                let action = &self.input.rules.actions[proposition.action.index()];
                let slot = proposition.slots.iter().find(|(_, f)| f == fill).map(|(slot, _)| *slot);
                let own = self.others(fill, proposition, here, depth);
                let is_claim = slot.is_some_and(|slot| action.takes(slot, Filler::ClaimSpeaker));
                if let Some(makers) = self.statement(&own).filter(|_| is_claim) {
                    return makers.iter().map(|identity| Party::new(identity.clone(), span)).collect();
                }
                let fits = |identity: &Identity| self.registry.is_apart(identity, &own);
                let is_object = analysis.chunks.iter().any(|c| matches!(c, Chunk::Verb(group) if group.verb == *unit));
                let found = match is_object {
                    // "menelepon Netanyahu dan memintanya": whoever was named last.
                    true => self.memory.nearest(here.sentence, span.start, fits),
                    false => self.memory.subject(here.sentence, span.start, fits),
                };
                // "his government" is no person, but his country's.
                let unit = &self.input.mentions.sentences[here.sentence][*unit];
                let whole = |identity: Identity| match unit.classes.contains(WordClass::Government) {
                    true => self.registry.whole(&identity).map_or(identity, Identity::Entity),
                    false => identity,
                };
                found.into_iter().map(|identity| Party::new(whole(identity), span)).collect()
            }
            Fill::Deed { unit, chunk } if depth < 4 => self.doers(*unit, *chunk, here, depth),
            Fill::ClauseTarget if depth < 4 => match proposition.child {
                Some(child) => self.targets_inside(child, proposition, here, depth),
                None => Vec::new(),
            },
            Fill::DeedBefore { unit } => {
                let span = self.span(here.sentence, *unit);
                self.told_before(None, None, here).into_iter().map(|identity| Party::new(identity, span)).collect()
            }
            Fill::Government { unit } => {
                let span = self.span(here.sentence, *unit);
                let own = self.others(fill, proposition, here, depth);
                let country = self.country_of_government(&own, here);
                country.map(|c| Party::new(Identity::Entity(c), span)).into_iter().collect()
            }
            Fill::ClaimBefore => {
                let span = self.span(here.sentence, proposition.trigger.start);
                let own = self.others(fill, proposition, here, depth);
                let makers = self.statement(&own).into_iter().flatten();
                makers.map(|identity| Party::new(identity.clone(), span)).collect()
            }
            Fill::Offender if depth < 4 => self.offenders(proposition, here, depth),
            Fill::Speaker => self.speaker(here.sentence, proposition, here).into_iter().collect(),
            Fill::Deed { .. } | Fill::ClauseTarget | Fill::Offender | Fill::EachOther | Fill::Thing { .. } => {
                Vec::new()
            }
        }
    }

    /// Whom the clause inside is about: whoever its verb, its nouns, their owners or its prepositions name.
    fn targets_inside(&self, child: usize, proposition: &Proposition, here: Here, depth: usize) -> Vec<Party> {
        let analysis = &self.input.analyses[here.sentence];
        let found = &self.input.found[here.sentence].propositions;
        let clause = &analysis.clauses[child];
        let agent = proposition.fill(Slot::Agent);
        let of = |inner: &Proposition| -> Vec<Party> {
            let place = self.place(here.sentence, inner).and_then(|party| self.registry.country(&party.identity));
            let here = Here { place: place.or(here.place), ..here };
            let fills =
                inner.slots.iter().filter(|(slot, f)| matches!(slot, Slot::Target | Slot::Party) && Some(f) != agent);
            fills.flat_map(|(_, f)| self.parties(f, inner, here, depth + 1)).collect()
        };
        if let Some(inner) = found.iter().find(|p| p.clause == Some(child) && p.noun.is_none()) {
            // Agreeing to punish somebody is no agreement with him.
            let quad = |p: &Proposition| {
                let event = self.input.rules.actions[p.action.index()].event?;
                self.input.rules.events[event as usize].map(|info| info.quad)
            };
            let is_conflict = |quad| matches!(quad, Some(Quad::VerbalConflict | Quad::MaterialConflict));
            if is_conflict(quad(inner)) && !is_conflict(quad(proposition)) {
                return Vec::new();
            }
            // Whoever warns of what another will do threatens nobody.
            let whole = |p: &Proposition| {
                let doers = p.slots.iter().filter(|(slot, _)| *slot == Slot::Agent);
                let mut doers = doers.flat_map(|(_, f)| self.parties(f, p, here, depth + 1));
                doers.next().and_then(|party| self.registry.whole(&party.identity))
            };
            let threatens = self.input.rules.actions[proposition.action.index()].event == Some(EventType::Threaten);
            if threatens && inner.fill(Slot::Agent) != agent && whole(inner) != whole(proposition) {
                return Vec::new();
            }
            let targets = of(inner);
            if !targets.is_empty() {
                return targets;
            }
            // "warned that Russia would respond if Ukraine struck Moscow"
            let condition = analysis.clauses.iter().position(|c| {
                c.parent == Some(child) && c.link == Link::Adverbial && c.effects.contains(&Effect::Conditional)
            });
            let acts = |p: &&Proposition| threatens && p.clause.is_some() && p.clause == condition;
            let fills = found.iter().find(acts).into_iter().flat_map(|p| &p.slots);
            let doers = fills.filter(|(slot, _)| *slot == Slot::Agent);
            let doers: Vec<Party> = doers.flat_map(|(_, f)| self.parties(f, proposition, here, depth + 1)).collect();
            if !doers.is_empty() {
                return doers;
            }
        }
        // "threatened to launch an offensive against Iraq"
        let nouns = found.iter().filter(|p| p.clause == Some(child) && p.noun.is_some() && p.complete);
        if let Some(targets) = nouns.map(of).find(|targets| !targets.is_empty()) {
            return targets;
        }
        // "menolak menerapkan sanksi blok itu": whose it is.
        let owners = clause.objects.iter().filter_map(|&o| analysis.np(o)).flat_map(|np| &np.tail);
        let owners: Vec<Party> = owners.flat_map(|&m| self.mention(m, here)).collect();
        if !owners.is_empty() {
            return owners;
        }
        // "threatened to deliver blows to Israel": behind a preposition that mostly has targets behind it.
        let defaults = self.input.pack.defaults.noun.iter().filter(|(slot, _)| *slot == Slot::Target);
        let marks: Vec<Place> = defaults.flat_map(|(_, places)| places.iter().copied()).collect();
        let marked = clause.prepositional.iter().filter_map(|&n| analysis.np(n)).filter(|np| {
            np.is_actor && np.preposition.is_some_and(|phrase| marks.contains(&Place::Preposition(phrase)))
        });
        let marked: Vec<Party> = marked.take(1).flat_map(|np| &np.tail).flat_map(|&m| self.mention(m, here)).collect();
        if !marked.is_empty() || depth > 2 {
            return marked;
        }
        let deeper =
            analysis.clauses.iter().position(|c| c.parent == Some(child) && matches!(c.link, Link::Complement(_)));
        deeper.map_or_else(Vec::new, |deeper| self.targets_inside(deeper, proposition, here, depth + 1))
    }

    /// Who was hostile to the one who acts, in the sentence before or in this one.
    fn offenders(&self, proposition: &Proposition, here: Here, depth: usize) -> Vec<Party> {
        let agents = proposition.slots.iter().filter(|(slot, _)| *slot == Slot::Agent);
        let agents = agents.flat_map(|(_, fill)| self.parties(fill, proposition, here, depth + 1));
        let wholes: Vec<EntityId> = agents.filter_map(|party| self.registry.whole(&party.identity)).collect();
        let first = u32::from(self.input.document.title().is_empty());
        let now = here.sentence as u32 + first;
        let of = |code: &str| self.identities.get(code).and_then(|identity| self.registry.whole(identity));
        let offends = |event: &&Event| {
            let victim = event.target.as_ref().and_then(|target| of(&target.code));
            matches!(event.quad, Quad::VerbalConflict | Quad::MaterialConflict)
                && now - event.sentence <= 1
                && victim.is_some_and(|victim| wholes.contains(&victim))
                && of(&event.source.code).is_some_and(|whole| !wholes.contains(&whole))
        };
        let span = self.span(here.sentence, proposition.trigger.start);
        let offence = self.events.iter().rev().find(offends);
        let offender = offence.and_then(|event| self.identities.get(&event.source.code));
        offender.map(|identity| Party::new(identity.clone(), span)).into_iter().collect()
    }

    /// The country whose "pemerintah" is meant: that of a branch which deals with it, the sentence's or article's only
    /// one, or that whose branches the sentence before was about.
    fn country_of_government(&self, others: &[Identity], here: Here) -> Option<EntityId> {
        let branches = others.iter().filter(|i| matches!(i, Identity::Role { .. } | Identity::Person { .. }));
        if let Some(country) = branches.filter_map(|i| self.registry.country(i)).next() {
            return Some(country);
        }
        let countries = self.memory.countries(here.sentence, &self.registry);
        let named_here = |c: &EntityId| !others.contains(&Identity::Entity(*c));
        match countries.iter().copied().filter(named_here).collect::<Vec<_>>()[..] {
            [only] => Some(only),
            [] => self
                .home
                .or_else(|| self.memory.role_owner(here.sentence.checked_sub(1)?, |i| self.registry.country(i))),
            _ => None,
        }
    }

    /// The makers of the last statement that is not their own who speak of it.
    fn statement(&self, own: &[Identity]) -> Option<&[Identity]> {
        let wholes: Vec<_> = own.iter().filter_map(|i| self.registry.whole(i)).collect();
        let of_others =
            |makers: &&[Identity]| !makers.iter().any(|m| self.registry.whole(m).is_some_and(|w| wholes.contains(&w)));
        self.memory.statements().find(of_others)
    }

    /// "penasihat kedua negara", "pasukannya": a role whose owner an anaphor names.
    fn owned_roles(&self, np: &Np, m: usize, role: RoleId, here: Here) -> Vec<Party> {
        let span = self.input.mentions.mentions[m].span;
        let owners: Vec<Identity> = match np.owners.is_empty() {
            false => np.owners.iter().flat_map(|&owner| self.mention(owner, here)).map(|p| p.identity).collect(),
            true => self.memory.subject(here.sentence, span.start, |_| true).into_iter().collect(),
        };
        let wholes = owners.iter().filter_map(|identity| self.registry.whole(identity));
        wholes.map(|owner| Party::new(self.registry.role(role, owner), span)).collect()
    }

    /// Who fills the other slots of a proposition.
    fn others(&self, fill: &Fill, proposition: &Proposition, here: Here, depth: usize) -> Vec<Identity> {
        let named = proposition.slots.iter().filter(|(_, f)| {
            f != fill && matches!(f, Fill::Mentions { .. } | Fill::Owners { .. } | Fill::Group { .. })
        });
        named.flat_map(|(_, f)| self.parties(f, proposition, here, depth + 4)).map(|p| p.identity).collect()
    }

    /// Whoever did the deed that a noun names, here or where it was told before.
    fn doers(&self, unit: usize, chunk: usize, here: Here, depth: usize) -> Vec<Party> {
        let Some(deed) = self.input.found[here.sentence].propositions.iter().find(|p| p.noun == Some(unit)) else {
            return Vec::new();
        };
        let event = self.input.rules.actions[deed.action.index()].event;
        let span = self.span(here.sentence, unit);
        let fills = || deed.slots.iter().filter(|(slot, _)| matches!(slot, Slot::Agent | Slot::Party));
        // "veto kedua negara itu": the two are those who did that.
        if let Some(count) = fills().find_map(|(_, fill)| self.counted_anaphor(fill)) {
            let told = self.told_before(event, Some(&self.input.rules.actions[deed.action.index()].id), here);
            if told.len() == count {
                return told.into_iter().map(|identity| Party::new(identity, span)).collect();
            }
        }
        let agents: Vec<Party> = fills().flat_map(|(_, fill)| self.parties(fill, deed, here, depth + 1)).collect();
        if !agents.is_empty() {
            return agents;
        }
        let definite = self.input.analyses[here.sentence].np(chunk).is_some_and(|np| np.definite);
        // "mengutuk peluncuran rudal": a sort of deed that has just been told of is that deed.
        if definite || event.is_some_and(|event| !event.is_verbal()) {
            self.told_before(event, Some(&self.input.rules.actions[deed.action.index()].id), here)
                .into_iter()
                .map(|identity| Party::new(identity, span))
                .collect()
        } else {
            Vec::new()
        }
    }

    /// How many an anaphor stands for, where it is one alone and says so: *kedua negara itu*.
    fn counted_anaphor(&self, fill: &Fill) -> Option<usize> {
        let Fill::Mentions { mentions, .. } = fill else { return None };
        let [m] = mentions[..] else { return None };
        match self.input.mentions.mentions[m].who {
            Who::Anaphor(a) => Some(usize::from(self.input.rules.anaphors[a.index()].count)).filter(|&count| count > 1),
            _ => None,
        }
    }

    /// Whoever did what was told of last: an event of this type or, where the type says nothing, any that is no speech.
    fn told_before(&self, event: Option<EventType>, action: Option<&str>, here: Here) -> Vec<Identity> {
        const REACH: u32 = 3;
        let first = u32::from(self.input.document.title().is_empty());
        let near =
            |e: &&Event| (here.sentence as u32 + first).saturating_sub(e.sentence) <= REACH && !e.event.is_verbal();
        let earlier = match event {
            // "the veto" is a veto, rather than whatever else was refused.
            Some(event) => {
                let same = self.events.iter().rev().find(|e| action == Some(e.action.as_str()));
                same.or_else(|| self.events.iter().rev().find(|e| e.event == event))
            }
            None => self.events.iter().rev().find(near),
        };
        let Some(last) = earlier else { return Vec::new() };
        // What several did together, all of them did.
        let same = self.events.iter().filter(|e| e.sentence == last.sentence && e.trigger == last.trigger);
        let mut doers: Vec<Identity> = Vec::new();
        let parties = same.flat_map(|e| [Some(&e.source), e.target.as_ref().filter(|_| e.event.is_mutual())]).flatten();
        for identity in parties.filter_map(|actor| self.identities.get(&actor.code)) {
            if !doers.contains(identity) {
                doers.push(identity.clone());
            }
        }
        doers
    }

    /// The members of the group that a noun phrase counts or names by its role.
    pub(super) fn group(&self, np: &Np, role: Option<RoleId>) -> Option<Vec<Identity>> {
        let groups = self.memory.groups.iter().rev();
        let matching = groups.into_iter().find(|group| match (np.count, role) {
            (Some(count), _) if group.count.is_some() => group.count == Some(count),
            (_, Some(role)) => group.role == Some(role),
            _ => false,
        });
        matching.map(|group| group.members.clone())
    }
}
