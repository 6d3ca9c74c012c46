//! One pass in document order: who speaks, whom anaphors stand for, which day is meant; then the rows.

mod actors;
mod days;
mod memory;
mod reference;
mod rows;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    clause::{Analysis, Link, Np, Speaker},
    document::Document,
    event::Found,
    mention::{Mentions, Who},
    record::{Actor, ActorKind, Event, EventType, Modality, Polarity},
    rule::{
        RuleSet,
        model::{EntityId, NameSort, Pack, RoleId, RoleSort},
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
        people: Vec::new(),
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
    /// The people of the world pack whom the article names.
    people: Vec<EntityId>,
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
    /// The country that the clause names as its place.
    place: Option<EntityId>,
}

impl Resolver<'_> {
    fn run(&mut self) {
        self.home = self.only_country();
        self.people = self.people();
        for sentence in 0..self.input.analyses.len() {
            self.learn_groups(sentence);
        }
        for sentence in 0..self.input.analyses.len() {
            self.remember(sentence);
            self.speakers(sentence);
            self.rows(sentence);
        }
        self.date_headline();
    }

    /// What a headline tells is told again below it, of the same countries, and with its day.
    fn date_headline(&mut self) {
        fn whole(actor: &Actor) -> &str {
            actor.code.split('/').next().unwrap_or_default()
        }
        let headline = self.events.iter().take_while(|e| e.sentence == 0).count();
        let (above, below) = self.events.split_at_mut(headline);
        for event in above.iter_mut().filter(|e| e.date.is_none()) {
            let same = |e: &&Event| {
                let ends =
                    |e: &Event| [Some(whole(&e.source)), e.target.as_ref().map(whole)].map(|w| w.map(str::to_owned));
                let [mut mine, mut other] = [ends(event), ends(e)];
                if event.event.is_mutual() {
                    mine.sort();
                    other.sort();
                }
                e.event == event.event && e.polarity == event.polarity && e.modality == event.modality && mine == other
            };
            event.date = below.iter().find(same).and_then(|e| e.date);
        }
    }

    fn span(&self, sentence: usize, unit: usize) -> Span {
        let unit = &self.input.mentions.sentences[sentence][unit];
        let words = &self.input.text.words;
        words[unit.words.start].token.span.to(words[unit.words.end - 1].token.span)
    }

    fn people(&self) -> Vec<EntityId> {
        let named = self.input.mentions.mentions.iter().filter_map(|mention| match mention.who {
            Who::Entity(e) if self.input.rules.entities[e.index()].kind == ActorKind::Person => Some(e),
            _ => None,
        });
        let mut people: Vec<EntityId> = named.collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    fn only_country(&self) -> Option<EntityId> {
        let mut countries: Vec<EntityId> = Vec::new();
        for mention in &self.input.mentions.mentions {
            let identity = match mention.who {
                Who::Entity(e) => Identity::Entity(e),
                Who::Role { role, owner: Some(owner) } => self.registry.role(role, owner),
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
            let Some(np) = self.input.analyses[sentence].np(chunk).filter(|np| !np.members.is_empty()) else {
                continue;
            };
            let role = np.tail.first().filter(|_| np.is_actor).and_then(|&m| self.bare_role(m));
            match groups.iter_mut().find(|(members, _)| *members == np.members) {
                Some((_, group)) => {
                    group.count = group.count.or(np.count);
                    group.role = group.role.or(role);
                }
                None => {
                    let here = Here { sentence, at: u32::MAX, quote: 0, place: None };
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
        let to = self.span(sentence, np.units.end - 1);
        from.to(to).of(self.input.document.content()).to_owned()
    }

    /// Puts the sentence's actors into memory, before anything of it is resolved.
    fn remember(&mut self, sentence: usize) {
        let analysis = &self.input.analyses[sentence];
        // Of whom a clause beside the main one says something, the sentence need not be about.
        let main = analysis.clauses.iter().filter(|c| !matches!(c.link, Link::Relative(_) | Link::Adverbial));
        let subjects: Vec<usize> = main.filter_map(|c| c.subject).collect();
        for chunk in 0..analysis.chunks.len() {
            let Some(np) = analysis.np(chunk) else { continue };
            let subject = subjects.contains(&chunk) && (np.is_actor || np.tail.len() == 1);
            let mut together = Vec::new();
            for &m in np.tail.iter().chain(&np.members) {
                let mention = &self.input.mentions.mentions[m];
                let at = mention.span.start;
                let resolved = self.mention(m, Here { sentence, at, quote: 0, place: None });
                let [Party { identity, concluded: false, .. }] = &resolved[..] else { continue };
                let is_anaphor = matches!(mention.who, Who::Anaphor(_));
                if mention.sort != NameSort::Region && self.registry.kind(identity) != ActorKind::Place {
                    together.push(identity.clone());
                    if !is_anaphor || subject {
                        self.memory.name(identity.clone(), mention.named_role(), sentence, at, subject);
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
                    if let [Party { identity, .. }] =
                        &self.mention(m, Here { sentence, at: mention.span.start, quote: 0, place: None })[..]
                    {
                        let identity = identity.clone();
                        self.memory.name(identity, mention.named_role(), sentence, mention.span.start, true);
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
                let here = Here { sentence, at: first.start, quote: 0, place: None };
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
}
