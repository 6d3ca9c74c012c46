//! One pass in document order: who speaks, whom anaphors stand for, which day is meant; then the rows.

mod actors;
mod days;
mod memory;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    clause::{Analysis, Link, Np, Speaker},
    document::Document,
    event::{Fill, Found, Proposition, Source},
    mention::{Mentions, Who},
    record::{ActorKind, EVENT_SCHEMA, Event, EventType, Modality, Polarity, Quote},
    rule::{
        RuleSet,
        model::{AnaphorKind, EntityId, Filler, NameSort, Pack, Parties, Place, RoleId, RoleSort, Slot},
    },
    span::Span,
    text::Text,
};
use actors::{Identity, Party, Registry};
use days::Days;
use memory::{Group, Memory};

/// Everything that was found in a document, sentence by sentence.
pub(crate) struct Input<'a> {
    pub document: &'a Document,
    pub text: &'a Text,
    pub mentions: &'a Mentions,
    pub analyses: &'a [Analysis],
    pub found: &'a [Found],
    pub pack: &'a Pack,
    pub rules: &'a RuleSet,
}

/// The events of a document, and which actors belong to which.
pub(crate) fn resolve(input: &Input) -> (Vec<Event>, Vec<(String, String)>) {
    let day = input.document.published.and_then(|d| d.full());
    let mut resolver = Resolver {
        input,
        registry: Registry { rules: input.rules, day },
        memory: Memory::default(),
        days: Days::new(input.document.published),
        home: None,
        quote_speakers: FxHashMap::default(),
        last_speaker: Vec::new(),
        events: Vec::new(),
        seen: FxHashSet::default(),
        wholes: Vec::new(),
        identities: FxHashMap::default(),
    };
    resolver.run();
    let memberships = resolver.memberships();
    (resolver.events, memberships)
}

struct Resolver<'a> {
    input: &'a Input<'a>,
    registry: Registry<'a>,
    memory: Memory,
    days: Days,
    /// The only country of the article, if it has but one.
    home: Option<EntityId>,
    quote_speakers: FxHashMap<u32, Vec<Identity>>,
    last_speaker: Vec<Identity>,
    events: Vec<Event>,
    seen: FxHashSet<(String, EventType, String, Modality, Polarity)>,
    wholes: Vec<EntityId>,
    /// Who is behind the codes of the rows so far.
    identities: FxHashMap<String, Identity>,
}

/// Where in the document something is resolved.
#[derive(Clone, Copy)]
struct Here {
    sentence: usize,
    at: u32,
    quote: u32,
}

impl Resolver<'_> {
    fn run(&mut self) {
        self.home = self.only_country();
        for sentence in 0..self.input.analyses.len() {
            self.learn_groups(sentence);
        }
        for sentence in 0..self.input.analyses.len() {
            self.remember(sentence);
            self.speakers(sentence);
            self.rows(sentence);
        }
    }

    fn span(&self, sentence: usize, unit: usize) -> Span {
        let unit = &self.input.mentions.sentences[sentence][unit];
        let words = &self.input.text.words;
        words[unit.words.start].token.span.to(words[unit.words.end - 1].token.span)
    }

    fn only_country(&self) -> Option<EntityId> {
        let mut countries: Vec<EntityId> = Vec::new();
        for mention in &self.input.mentions.mentions {
            let identity = match mention.who {
                Who::Entity(e) => Identity::Entity(e),
                Who::Role { role, owner: Some(owner) } => Identity::Role { role, owner },
                _ => continue,
            };
            countries.extend(self.registry.country(&identity));
        }
        countries.sort();
        countries.dedup();
        match countries[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Notes the groups whose members a sentence names, wherever in the document it stands.
    fn learn_groups(&mut self, sentence: usize) {
        let mut groups: Vec<(Vec<usize>, Group)> = Vec::new();
        for chunk in 0..self.input.analyses[sentence].chunks.len() {
            let Some(np) = self.input.analyses[sentence].np(chunk).filter(|np| !np.members.is_empty()) else { continue };
            let role = np.tail.first().filter(|_| np.is_actor).and_then(|&m| self.bare_role(m));
            match groups.iter_mut().find(|(members, _)| *members == np.members) {
                Some((_, group)) => {
                    group.count = group.count.or(np.count);
                    group.role = group.role.or(role);
                }
                None => {
                    let here = Here { sentence, at: u32::MAX, quote: 0 };
                    let members = np.members.iter().flat_map(|&m| self.mention(m, here)).map(|p| p.identity).collect();
                    let words = Some(self.words(sentence, np));
                    groups.push((np.members.clone(), Group { members, count: np.count, role, words }));
                }
            }
        }
        for (_, mut group) in groups {
            if let Some(role) = group.role {
                // Ministers of countries are named by their countries.
                for member in &mut group.members {
                    if let Identity::Entity(owner) = *member
                        && self.registry.kind(member) == ActorKind::Country
                    {
                        *member = Identity::Role { role, owner };
                    }
                }
            }
            self.memory.groups.push(group);
        }
    }

    /// The role that a mention names without its owner.
    fn bare_role(&self, m: usize) -> Option<RoleId> {
        match self.input.mentions.mentions[m].who {
            Who::Role { role, owner: None } => Some(role),
            _ => None,
        }
    }

    fn words(&self, sentence: usize, np: &Np) -> String {
        let from = self.span(sentence, np.units.start);
        let to = self.span(sentence, np.head.max(np.units.start));
        from.to(to).of(self.input.document.content()).to_owned()
    }

    /// Puts the sentence's actors into memory, before anything of it is resolved.
    fn remember(&mut self, sentence: usize) {
        let analysis = &self.input.analyses[sentence];
        // Of whom a relative clause says something, the sentence need not be about.
        let main = analysis.clauses.iter().filter(|c| !matches!(c.link, Link::Relative(_)));
        let subjects: Vec<usize> = main.filter_map(|c| c.subject).collect();
        for chunk in 0..analysis.chunks.len() {
            let Some(np) = analysis.np(chunk) else { continue };
            let subject = subjects.contains(&chunk) && (np.is_actor || np.tail.len() == 1);
            let mut together = Vec::new();
            for &m in np.tail.iter().chain(&np.members) {
                let mention = &self.input.mentions.mentions[m];
                let at = mention.span.start;
                let resolved = self.mention(m, Here { sentence, at, quote: 0 });
                let [Party { identity, concluded: false, .. }] = &resolved[..] else { continue };
                let is_anaphor = matches!(mention.who, Who::Anaphor(_));
                if mention.sort != NameSort::Region && self.registry.kind(identity) != ActorKind::Place {
                    together.push(identity.clone());
                    if !is_anaphor || subject {
                        self.memory.name(identity.clone(), mention.role, sentence, at, subject);
                    }
                }
            }
            let role = np.tail.first().and_then(|&m| self.bare_role(m));
            let group = if np.plural || !np.members.is_empty() { self.group(np, role) } else { None };
            let at = self.span(sentence, np.units.start).start;
            let people = role.is_some_and(|role| self.input.rules.roles[role.index()].sort == RoleSort::People)
                || together.iter().any(|i| matches!(i, Identity::Role { role, .. } if self.input.rules.roles[role.index()].sort == RoleSort::People));
            let several = group.is_some() || together.len() > 1 || people || np.plural && np.is_actor;
            if several && np.preposition.is_none_or(|_| together.len() > 1) {
                self.memory.join(sentence, at, group.unwrap_or(together));
            }
        }
        for attribution in &analysis.attributions {
            if let Speaker::Np(np) = &attribution.speaker {
                for &m in &np.tail {
                    let mention = &self.input.mentions.mentions[m];
                    if let [Party { identity, .. }] = &self.mention(m, Here { sentence, at: mention.span.start, quote: 0 })[..] {
                        let identity = identity.clone();
                        self.memory.name(identity, mention.role, sentence, mention.span.start, true);
                    }
                }
            }
        }
    }

    /// Finds who speaks the sentence's quotations.
    fn speakers(&mut self, sentence: usize) {
        let analysis = &self.input.analyses[sentence];
        for n in 0..analysis.attributions.len() {
            let identities = self.attribution(sentence, n);
            let quote = analysis.attributions[n].quote;
            if quote != 0 {
                self.quote_speakers.insert(quote, identities.clone());
            }
            if !identities.is_empty() {
                self.last_speaker = identities;
            }
        }
    }

    fn attribution(&self, sentence: usize, n: usize) -> Vec<Identity> {
        let analysis = &self.input.analyses[sentence];
        match &analysis.attributions[n].speaker {
            Speaker::Np(np) => {
                let first = self.span(sentence, np.units.start);
                let here = Here { sentence, at: first.start, quote: 0 };
                np.tail.iter().flat_map(|&m| self.mention(m, here)).map(|p| p.identity).collect()
            }
            Speaker::Third(unit) => {
                let at = self.span(sentence, *unit).start;
                let previous = self.memory.subject(sentence.saturating_sub(1), at, |i| {
                    !matches!(self.registry.kind(i), ActorKind::Country | ActorKind::Place)
                });
                previous.into_iter().collect()
            }
        }
    }

    /// The speaker of a quotation: named beside it here, or in a sentence to come, or whoever spoke last.
    fn quoted(&self, quote: u32) -> Vec<Identity> {
        if let Some(known) = self.quote_speakers.get(&quote) {
            return known.clone();
        }
        for (sentence, analysis) in self.input.analyses.iter().enumerate() {
            if let Some(n) = analysis.attributions.iter().position(|a| a.quote == quote) {
                return self.attribution(sentence, n);
            }
        }
        self.last_speaker.clone()
    }

    // Who is meant

    /// Whom a mention stands for; nobody where that can't be told.
    fn mention(&self, m: usize, here: Here) -> Vec<Party> {
        self.mention_but(m, here, &[])
    }

    /// As [`mention`](Self::mention), for an anaphor that stands for none of `others`.
    fn mention_but(&self, m: usize, here: Here, others: &[Identity]) -> Vec<Party> {
        let mention = &self.input.mentions.mentions[m];
        let one = |identity: Identity| vec![Party::new(identity, mention.span)];
        match mention.who {
            Who::Entity(e) => one(Identity::Entity(e)),
            Who::Role { role, owner: Some(owner) } => one(Identity::Role { role, owner }),
            Who::Role { role, owner: None } => match self.owner_of_role(role, here) {
                Some(owner) => vec![Party { concluded: true, ..Party::new(Identity::Role { role, owner }, mention.span) }],
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

    /// Whose a bare "polisi" or "presiden" is: that of the one last named, else the sentence's only country's, else
    /// the article's only country's.
    fn owner_of_role(&self, role: RoleId, here: Here) -> Option<EntityId> {
        let known = self.memory.last(here.sentence, here.at, |identity, named| self.has_role(identity, named, role));
        let everywhere = || self.memory.only(|identity, named| self.has_role(identity, named, role), |i| self.registry.whole(i));
        if let Some(owner) = known.and_then(|identity| self.registry.whole(&identity)).or_else(everywhere) {
            return Some(owner);
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
        let of_kind = |wanted: ActorKind| move |kind: ActorKind| match wanted {
            ActorKind::Person => matches!(kind, ActorKind::Person | ActorKind::Role),
            _ => kind == wanted,
        };
        match (kind, count) {
            (AnaphorKind::Speaker, _) if here.quote != 0 => self.quoted(here.quote),
            (AnaphorKind::Speaker, _) => Vec::new(),
            (AnaphorKind::Statement, _) => self.statement(others).unwrap_or_default().to_vec(),
            (AnaphorKind::Role(role), _) => {
                self.memory.last(here.sentence, here.at, |identity, named| self.has_role(identity, named, role)).into_iter().collect()
            }
            (AnaphorKind::Kind(wanted), 1) => {
                let fits = of_kind(wanted);
                let found = if wanted == ActorKind::Person {
                    self.memory.subject(here.sentence, here.at, |i| fits(self.registry.kind(i)) && !other(i))
                } else {
                    self.memory.nearest(here.sentence, here.at, |i| fits(self.registry.kind(i)) && !other(i))
                };
                found.into_iter().collect()
            }
            (AnaphorKind::Actor, 1) => self.memory.subject(here.sentence, here.at, |i| !other(i)).into_iter().collect(),
            (AnaphorKind::Kind(wanted), 2) => self.two(here, Some(wanted), others),
            (AnaphorKind::Actor, 2) => self.two(here, None, others),
            _ => self.memory.several(here.sentence, here.at).unwrap_or_default(),
        }
    }

    /// The two that are meant by "keduanya", "kedua negara": those who last met or agreed, if that was just told.
    fn two(&self, here: Here, wanted: Option<ActorKind>, others: &[Identity]) -> Vec<Identity> {
        let first = u32::from(self.input.document.title().is_empty());
        let now = here.sentence as u32 + first;
        let recent = self.events.iter().rev().take_while(|e| now - e.sentence <= 1);
        let mutual: Vec<&Event> = recent.filter(|e| e.event.is_mutual() && e.target.is_some()).collect();
        if let [last] = mutual[..]
            && let Some(target) = &last.target
        {
            let pair = [&last.source.code, &target.code].map(|code| self.identities.get(code).cloned());
            if let [Some(a), Some(b)] = pair {
                let as_wanted = |identity: Identity| match wanted {
                    Some(ActorKind::Country) => self.registry.country(&identity).map(Identity::Entity),
                    Some(ActorKind::Person) => Some(identity).filter(|i| self.registry.kind(i) == ActorKind::Person),
                    _ => Some(identity),
                };
                let both: Vec<Identity> = [a, b].into_iter().filter_map(as_wanted).collect();
                if both.len() == 2 && both[0] != both[1] && !both.iter().any(|i| others.contains(i)) {
                    return both;
                }
            }
        }
        self.memory.pair(here.sentence, here.at, &self.registry, wanted, others).unwrap_or_default()
    }

    /// Whom a filled slot stands for.
    fn parties(&self, fill: &Fill, proposition: &Proposition, here: Here, depth: usize) -> Vec<Party> {
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
                    && (np.owner.is_some() || np.third)
                {
                    return self.owned_roles(np, m, role, here);
                }
                // "para pemimpin Eropa": several officers of nobody in particular are a group.
                if let Some(np) = np.filter(|np| np.plural && np.is_actor)
                    && let [m] = mentions[..]
                    && let Some(role) = self.bare_role(m)
                    && self.input.rules.roles[role.index()].sort == RoleSort::Office
                {
                    let from = self.span(here.sentence, np.units.start);
                    let span = from.to(self.span(here.sentence, np.units.end - 1));
                    let words = span.of(self.input.document.content()).to_owned();
                    return vec![Party::new(Identity::Group(words), span)];
                }
                let is_anaphor = |m: &usize| matches!(self.input.mentions.mentions[*m].who, Who::Anaphor(_));
                let others = if mentions.iter().any(is_anaphor) && depth < 4 { self.others(fill, proposition, here, depth) } else { Vec::new() };
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
                let fits = |identity: &Identity| !own.iter().any(|o| o == identity || self.registry.whole(o) == self.registry.whole(identity));
                let is_object = proposition.noun.is_none() && proposition.trigger.contains(unit);
                let found = match is_object {
                    // "menelepon Netanyahu dan memintanya": whoever was named last.
                    true => self.memory.nearest(here.sentence, span.start, fits),
                    false => self.memory.subject(here.sentence, span.start, fits),
                };
                found.into_iter().map(|identity| Party::new(identity, span)).collect()
            }
            Fill::Deed { unit, chunk } if depth < 4 => self.doers(*unit, *chunk, here, depth),
            Fill::ClauseTarget if depth < 4 => {
                let child = proposition.child;
                let inner = self.input.found[here.sentence].propositions.iter().find(|p| p.clause == child && child.is_some() && p.noun.is_none());
                let Some(inner) = inner else { return Vec::new() };
                let analysis = &self.input.analyses[here.sentence];
                let agent = proposition.fill(Slot::Agent);
                let fills = inner.slots.iter().filter(|(slot, f)| matches!(slot, Slot::Target | Slot::Party) && Some(f) != agent);
                let targets: Vec<Party> = fills.flat_map(|(_, f)| self.parties(f, inner, here, depth + 1)).collect();
                if !targets.is_empty() {
                    return targets;
                }
                // "menolak menerapkan sanksi blok itu": whose it is.
                let objects = child.iter().flat_map(|&c| &analysis.clauses[c].objects).filter_map(|&o| analysis.np(o));
                objects.flat_map(|np| &np.tail).flat_map(|&m| self.mention(m, here)).collect()
            }
            Fill::DeedBefore { unit } => {
                let span = self.span(here.sentence, *unit);
                self.told_before(None, here).into_iter().map(|identity| Party::new(identity, span)).collect()
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
            Fill::Deed { .. } | Fill::ClauseTarget | Fill::EachOther | Fill::Thing { .. } => Vec::new(),
        }
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
            [] => self.home.or_else(|| self.memory.role_owner(here.sentence.checked_sub(1)?, |i| self.registry.country(i))),
            _ => None,
        }
    }

    /// The makers of the last statement that is not their own who speak of it.
    fn statement(&self, own: &[Identity]) -> Option<&[Identity]> {
        let wholes: Vec<_> = own.iter().filter_map(|i| self.registry.whole(i)).collect();
        let of_others = |makers: &&[Identity]| !makers.iter().any(|m| self.registry.whole(m).is_some_and(|w| wholes.contains(&w)));
        self.memory.statements().find(of_others)
    }

    /// "penasihat kedua negara", "pasukannya": a role whose owner an anaphor names.
    fn owned_roles(&self, np: &Np, m: usize, role: RoleId, here: Here) -> Vec<Party> {
        let span = self.input.mentions.mentions[m].span;
        let owners: Vec<Identity> = match np.owner {
            Some(owner) => self.mention(owner, here).into_iter().map(|p| p.identity).collect(),
            None => self.memory.subject(here.sentence, span.start, |_| true).into_iter().collect(),
        };
        let wholes = owners.iter().filter_map(|identity| self.registry.whole(identity));
        wholes.map(|owner| Party::new(Identity::Role { role, owner }, span)).collect()
    }

    /// Who fills the other slots of a proposition.
    fn others(&self, fill: &Fill, proposition: &Proposition, here: Here, depth: usize) -> Vec<Identity> {
        let named = proposition
            .slots
            .iter()
            .filter(|(_, f)| f != fill && matches!(f, Fill::Mentions { .. } | Fill::Owners { .. } | Fill::Group { .. }));
        named.flat_map(|(_, f)| self.parties(f, proposition, here, depth + 4)).map(|p| p.identity).collect()
    }

    /// Whoever did the deed that a noun names, here or where it was told before.
    fn doers(&self, unit: usize, chunk: usize, here: Here, depth: usize) -> Vec<Party> {
        let Some(deed) = self.input.found[here.sentence].propositions.iter().find(|p| p.noun == Some(unit)) else { return Vec::new() };
        let agents: Vec<Party> = deed
            .slots
            .iter()
            .filter(|(slot, _)| matches!(slot, Slot::Agent | Slot::Party))
            .flat_map(|(_, fill)| self.parties(fill, deed, here, depth + 1))
            .collect();
        if !agents.is_empty() {
            return agents;
        }
        let definite = self.input.analyses[here.sentence].np(chunk).is_some_and(|np| np.definite);
        let event = self.input.rules.actions[deed.action.index()].event;
        let span = self.span(here.sentence, unit);
        if definite { self.told_before(event, here).into_iter().map(|identity| Party::new(identity, span)).collect() } else { Vec::new() }
    }

    /// Whoever did what was told of last: an event of this type or, where the type says nothing, any that is no speech.
    fn told_before(&self, event: Option<EventType>, here: Here) -> Vec<Identity> {
        const REACH: u32 = 3;
        let first = u32::from(self.input.document.title().is_empty());
        let near = |e: &&Event| (here.sentence as u32 + first).saturating_sub(e.sentence) <= REACH && !is_speech(e.event);
        let earlier = match event {
            Some(event) => self.events.iter().rev().find(|e| e.event == event),
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
    fn group(&self, np: &Np, role: Option<RoleId>) -> Option<Vec<Identity>> {
        let groups = self.memory.groups.iter().rev();
        let matching = groups.into_iter().find(|group| match (np.count, role) {
            (Some(count), _) if group.count.is_some() => group.count == Some(count),
            (_, Some(role)) => group.role == Some(role),
            _ => false,
        });
        matching.map(|group| group.members.clone())
    }

    // Rows

    fn rows(&mut self, sentence: usize) {
        let found = &self.input.found[sentence];
        let days: Vec<(usize, Option<crate::date::PartialDate>)> = {
            let dates = self.input.analyses[sentence].dates.clone();
            dates.into_iter().map(|(unit, date)| (unit, self.days.read(date))).collect()
        };
        for proposition in &found.propositions {
            if proposition.complete && !proposition.status.dropped {
                self.row(sentence, proposition, &days);
            }
        }
    }

    fn row(&mut self, sentence: usize, proposition: &Proposition, days: &[(usize, Option<crate::date::PartialDate>)]) {
        let action = &self.input.rules.actions[proposition.action.index()];
        let Some(event) = action.event else { return };
        let trigger = self.span(sentence, proposition.trigger.start);
        let quote = self.input.mentions.sentences[sentence][proposition.trigger.start].quote;
        let here = Here { sentence, at: trigger.start, quote };
        let resolve = |slot: Slot| -> Vec<Party> {
            let fills = proposition.slots.iter().filter(|(s, _)| *s == slot);
            let mut all: Vec<Party> = Vec::new();
            for party in fills.flat_map(|(_, fill)| self.parties(fill, proposition, here, 0)) {
                if !all.iter().any(|p| p.identity == party.identity) {
                    all.push(party);
                }
            }
            all
        };
        let mut pairs: Vec<(Party, Option<Party>)> = Vec::new();
        if action.slot(Slot::Party).is_some() {
            let fills = proposition.slots.iter().filter(|(s, _)| *s == Slot::Party);
            let sides: Vec<Vec<Party>> = fills.map(|(_, fill)| self.parties(fill, proposition, here, 0)).filter(|side| !side.is_empty()).collect();
            for (one, other) in meetings(&sides) {
                pairs.push((one.clone(), Some(other.clone())));
                if action.parties == Parties::Both {
                    pairs.push((other.clone(), Some(one.clone())));
                }
            }
        } else {
            let targets = resolve(Slot::Target);
            let has_target = proposition.fill(Slot::Target).is_some();
            if proposition.fill(Slot::Target) == Some(&Fill::EachOther) {
                let agents = resolve(Slot::Agent);
                for (one, other) in meetings(std::slice::from_ref(&agents)) {
                    pairs.push((one.clone(), Some(other.clone())));
                    pairs.push((other.clone(), Some(one.clone())));
                }
            }
            for source in resolve(Slot::Agent) {
                if has_target {
                    pairs.extend(targets.iter().map(|target| (source.clone(), Some(target.clone()))));
                } else {
                    pairs.push((source.clone(), None));
                }
            }
        }
        let speaker = self.speaker(sentence, proposition, here);
        let date = self.date(sentence, proposition, days);
        for (source, target) in pairs {
            self.emit(sentence, proposition, event, source, target, speaker.clone(), date);
        }
    }

    fn speaker(&self, sentence: usize, proposition: &Proposition, here: Here) -> Option<Party> {
        let identities: Vec<Party> = match proposition.status.source.as_ref()? {
            Source::Fill(fill) => self.parties(fill, proposition, here, 0),
            Source::Quote(quote) => self.quoted(*quote).into_iter().map(|identity| Party::new(identity, Span::default())).collect(),
            Source::Attribution(n) => {
                self.attribution(sentence, *n).into_iter().map(|identity| Party::new(identity, Span::default())).collect()
            }
        };
        match &identities[..] {
            [] => None,
            [one] => Some(one.clone()),
            // Several who say one thing are one speaker.
            several => {
                let members: Vec<&Identity> = several.iter().map(|p| &p.identity).collect();
                let known = self.memory.groups.iter().rev().find(|g| g.members.iter().collect::<Vec<_>>() == members);
                let words = known.and_then(|g| g.words.clone()).unwrap_or_else(|| several[0].span.of(self.input.document.content()).to_owned());
                Some(Party::new(Identity::Group(words), several[0].span))
            }
        }
    }

    /// The day that the clause names, or that the sentence does where it has but one clause that could.
    fn date(&self, sentence: usize, proposition: &Proposition, days: &[(usize, Option<crate::date::PartialDate>)]) -> Option<crate::date::PartialDate> {
        let analysis = &self.input.analyses[sentence];
        let unit = proposition.trigger.start;
        let clause = |u: usize| {
            let chunk = analysis.chunks.iter().rposition(|c| match c {
                crate::clause::Chunk::Np(np) => np.units.start <= u,
                crate::clause::Chunk::Verb(group) => group.units.start <= u,
                crate::clause::Chunk::Mark { unit, .. } => *unit <= u,
            });
            chunk.and_then(|c| analysis.clause_of(c))
        };
        if !matches!(proposition.status.modality, Modality::Fact | Modality::Planned) {
            return None;
        }
        let mine = proposition.clause;
        let near = days.iter().filter(|(u, _)| clause(*u) == mine || days.len() == 1 && mine.is_some_and(|c| analysis.clauses[c].parent.is_none()));
        near.min_by_key(|(u, _)| u.abs_diff(unit)).and_then(|(_, date)| *date)
    }

    #[allow(clippy::too_many_arguments)]
    fn emit(
        &mut self,
        sentence: usize,
        proposition: &Proposition,
        event: EventType,
        source: Party,
        target: Option<Party>,
        speaker: Option<Party>,
        date: Option<crate::date::PartialDate>,
    ) {
        let content = self.input.document.content();
        let action = &self.input.rules.actions[proposition.action.index()];
        let actor = self.registry.actor(&source, content);
        let target_actor = target.as_ref().map(|t| self.registry.actor(t, content));
        let target_code = &*target_actor.as_ref().map_or_else(|| "-".to_owned(), |t| t.code.clone());
        // A role that is only concluded to be somebody's has no row with that somebody: more likely it is another's.
        let own = |role: &Party, other: &Party| role.concluded && self.registry.whole(&role.identity).map(Identity::Entity).as_ref() == Some(&other.identity);
        if actor.code == target_code || target.as_ref().is_some_and(|t| own(&source, t) || own(t, &source)) {
            return;
        }
        let status = &proposition.status;
        let key = |a: &str, b: &str| (a.to_owned(), event, b.to_owned(), status.modality, status.polarity);
        let known = self.seen.contains(&key(&actor.code, target_code)) || event.is_mutual() && self.seen.contains(&key(target_code, &actor.code));
        if known {
            return;
        }
        self.seen.insert(key(&actor.code, target_code));
        self.identities.insert(actor.code.clone(), source.identity.clone());
        if let (Some(actor), Some(party)) = (&target_actor, &target) {
            self.identities.insert(actor.code.clone(), party.identity.clone());
        }
        if is_speech(event) {
            self.memory.state(sentence, proposition.trigger.start, source.identity.clone());
        }
        let info = self.input.rules.events[event as usize];
        let speaker = speaker.filter(|s| {
            // What somebody says himself needs nobody to vouch for it.
            !(is_speech(event) && s.identity == source.identity)
        });
        self.wholes.extend([Some(&source), target.as_ref()].into_iter().flatten().filter_map(|p| self.registry.country(&p.identity)));
        let number = self.events.len() + 1;
        let sentence_span = self.input.text.sentences[sentence].span;
        let trigger = self.trigger(sentence, proposition);
        let rule = self.input.rules.frames[proposition.frame.index()].rule;
        let first = usize::from(self.input.document.title().is_empty());
        self.events.push(Event {
            schema: EVENT_SCHEMA.to_owned(),
            id: format!("{}#{number}", self.input.document.id),
            doc: self.input.document.id.clone(),
            sentence: (sentence + first) as u32,
            event,
            mode: action.mode.clone(),
            action: action.id.clone(),
            cameo: action.cameo.clone(),
            quad: info.map_or(crate::record::Quad::VerbalCooperation, |i| i.quad),
            intensity: info.map_or(0.0, |i| i.intensity),
            source: actor,
            target: target_actor,
            speaker: speaker.map(|s| self.registry.actor(&s, content)),
            modality: status.modality,
            polarity: status.polarity,
            date,
            location: self.location(sentence, proposition),
            trigger: Quote { text: trigger.of(content).to_owned(), span: trigger },
            evidence: Quote { text: sentence_span.of(content).to_owned(), span: sentence_span },
            rule: self.input.rules.place(rule),
        });
    }

    /// The verb, with the noun that carries its meaning where it is a light one.
    fn trigger(&self, sentence: usize, proposition: &Proposition) -> Span {
        let verb = self.span(sentence, proposition.trigger.start);
        let frame = &self.input.rules.frames[proposition.frame.index()];
        let carrier = frame.light.and_then(|class| {
            let Some(Fill::Thing { chunk }) = proposition.fill(Slot::Thing) else { return None };
            let np = self.input.analyses[sentence].np(*chunk)?;
            np.units.clone().find(|&unit| {
                let unit = &self.input.mentions.sentences[sentence][unit];
                self.input.mentions.senses(unit).iter().any(|h| h.meaning == crate::rule::model::Meaning::Class(class))
            })
        });
        match carrier.map(|unit| self.span(sentence, unit)) {
            Some(noun) if noun.start >= verb.end && noun.start - verb.end < 3 => verb.to(noun),
            _ => verb,
        }
    }

    /// The place that the clause names for the deed.
    fn location(&self, sentence: usize, proposition: &Proposition) -> Option<crate::record::Actor> {
        let analysis = &self.input.analyses[sentence];
        let clause = &analysis.clauses[proposition.clause?];
        let places = self.input.pack.defaults.verb.iter().filter(|(slot, _)| *slot == Slot::Place).flat_map(|(_, places)| places);
        let phrases: Vec<_> = places.filter_map(|p| if let Place::Preposition(phrase) = p { Some(*phrase) } else { None }).collect();
        let at = clause.prepositional.iter().find_map(|&chunk| {
            let np = analysis.np(chunk).filter(|np| np.preposition.is_some_and(|p| phrases.contains(&p)))?;
            let mention = &self.input.mentions.mentions[*np.tail.last()?];
            match mention.who {
                Who::Entity(e) if matches!(self.input.rules.entities[e.index()].kind, ActorKind::Country | ActorKind::Place) => {
                    Some(Party::new(Identity::Entity(e), mention.span))
                }
                _ => None,
            }
        })?;
        Some(self.registry.actor(&at, self.input.document.content()))
    }

    /// Organisations that two or more of the document's countries belong to say nothing of either alone; a country
    /// and an organisation that both act do.
    fn memberships(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let acting: FxHashSet<&str> = self
            .events
            .iter()
            .flat_map(|e| [Some(&e.source), e.target.as_ref()].into_iter().flatten())
            .map(|a| a.code.split('/').next().unwrap_or_default())
            .collect();
        let mut countries = self.wholes.clone();
        countries.sort();
        countries.dedup();
        for entity in self.input.rules.entities.iter().filter(|e| e.kind == ActorKind::Org && acting.contains(e.code.as_str())) {
            for &(member, period) in &entity.members {
                let is_member = self.registry.day.is_none_or(|day| period.contains(day));
                if is_member && countries.binary_search(&member).is_ok() {
                    pairs.push((self.input.rules.entities[member.index()].code.clone(), entity.code.clone()));
                }
            }
        }
        pairs
    }
}

/// Who of the parties meets whom: one side the others; where there is but one side, each of it each other.
fn meetings(sides: &[Vec<Party>]) -> Vec<(&Party, &Party)> {
    match sides {
        [] => Vec::new(),
        [together] => {
            together.iter().enumerate().flat_map(|(n, one)| together[n + 1..].iter().map(move |other| (one, other))).collect()
        }
        [first, others @ ..] => {
            first.iter().flat_map(|one| others.iter().flatten().map(move |other| (one, other))).collect()
        }
    }
}

fn is_speech(event: EventType) -> bool {
    use EventType::{Accuse, Agree, Consult, Reject, Request, Support, Threaten};
    matches!(event, Accuse | Agree | Consult | Reject | Request | Support | Threaten)
}
