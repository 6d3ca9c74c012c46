//! From propositions to rows: each source with each target, who says so, when and where.

use rustc_hash::FxHashSet;

use super::{
    Here, Resolver,
    actors::{Identity, Party},
};
use crate::{
    clause::{Chunk, Link},
    date::PartialDate,
    event::{Fill, Proposition, Source, Status},
    mention::Who,
    record::{Actor, ActorKind, EVENT_SCHEMA, Event, EventType, Modality, Quad, Quote},
    rule::model::{Filler, Meaning, Parties, Place, Slot, WordClass},
    span::Span,
};

/// What the rows of one proposition share.
struct Row<'p> {
    sentence: usize,
    proposition: &'p Proposition,
    event: EventType,
    speaker: Option<Party>,
    date: Option<PartialDate>,
}

impl Resolver<'_> {
    pub(super) fn rows(&mut self, sentence: usize) {
        let found = &self.input.found[sentence];
        let days: Vec<(usize, Option<PartialDate>)> = {
            let dates = self.input.analyses[sentence].dates.clone();
            dates.into_iter().map(|(unit, date)| (unit, self.days.read(date))).collect()
        };
        for proposition in &found.propositions {
            if proposition.complete && !proposition.status.dropped {
                self.row(sentence, proposition, &days);
            }
        }
    }

    fn row(&mut self, sentence: usize, proposition: &Proposition, days: &[(usize, Option<PartialDate>)]) {
        let action = &self.input.rules.actions[proposition.action.index()];
        let Some(event) = action.event else { return };
        let trigger = self.span(sentence, proposition.trigger.start);
        let quote = self.input.mentions.sentences[sentence][proposition.trigger.start].quote;
        let place = self.place(sentence, proposition).and_then(|party| self.registry.country(&party.identity));
        let here = Here { sentence, at: trigger.start, quote, place };
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
        let respective = self.is_respective(sentence, proposition);
        if action.slot(Slot::Party).is_some() {
            let fills = proposition.slots.iter().filter(|(s, _)| *s == Slot::Party);
            let sides: Vec<Vec<Party>> = fills
                .map(|(_, fill)| self.parties(fill, proposition, here, 0))
                .filter(|side| !side.is_empty())
                .collect();
            for (one, other) in meetings(&sides, respective) {
                pairs.push((one.clone(), Some(other.clone())));
                if action.parties == Parties::Both {
                    pairs.push((other.clone(), Some(one.clone())));
                }
            }
        } else {
            let targets = resolve(Slot::Target);
            // "menolak berunding", "membantah mengirim pasukan": with whom, and who says so, may stay open where nobody was
            // named before who could be meant. What a headline leaves open, the text tells.
            let begins = self.memory.begins(sentence) && !self.input.text.sentences[sentence].title;
            let told = &self.input.found[sentence].propositions;
            let is_known =
                |child: Option<usize>| told.iter().any(|inner| inner.clause.is_some() && inner.clause == child);
            let fill = proposition.fill(Slot::Target);
            let open = action.takes(Slot::Target, Filler::Nothing)
                && match fill {
                    // "menyerukan gencatan senjata": whose it is to be.
                    Some(Fill::Deed { .. }) => true,
                    Some(Fill::ClaimBefore) => begins,
                    Some(Fill::ClauseTarget) => begins && is_known(proposition.child),
                    Some(_) => false,
                    None => {
                        let claims = action.takes(Slot::Target, Filler::ClaimSpeaker);
                        !action.takes(Slot::Target, Filler::ClauseTarget) && (begins || !claims)
                    }
                };
            if targets.is_empty()
                && !open
                && fill.is_none_or(|fill| matches!(fill, Fill::ClauseTarget | Fill::ClaimBefore))
            {
                return;
            }
            let has_target = fill.is_some() && !(open && targets.is_empty());
            if proposition.fill(Slot::Target) == Some(&Fill::EachOther) {
                let agents = resolve(Slot::Agent);
                for (one, other) in meetings(std::slice::from_ref(&agents), false) {
                    pairs.push((one.clone(), Some(other.clone())));
                    pairs.push((other.clone(), Some(one.clone())));
                }
            }
            for (n, source) in resolve(Slot::Agent).into_iter().enumerate() {
                if has_target {
                    let targets = targets.iter().enumerate().filter(|(m, _)| !respective || *m == n);
                    pairs.extend(targets.map(|(_, target)| (source.clone(), Some(target.clone()))));
                } else {
                    pairs.push((source, None));
                }
            }
        }
        let speaker = self.speaker(sentence, proposition, here);
        let date = self.date(sentence, proposition, days);
        let row = Row { sentence, proposition, event, speaker, date };
        for (source, target) in pairs {
            self.emit(&row, source, target);
        }
    }

    /// "Prabowo dan Anwar masing-masing bertemu Xi dan Putin": the first the first, the second the second.
    fn is_respective(&self, sentence: usize, proposition: &Proposition) -> bool {
        let sides = proposition.slots.iter().filter(|(s, _)| matches!(s, Slot::Party | Slot::Agent | Slot::Target));
        let counts: Vec<usize> = sides
            .map(|(_, fill)| match fill {
                Fill::Mentions { mentions, .. } => mentions.len(),
                _ => 1,
            })
            .collect();
        let units = &self.input.mentions.sentences[sentence];
        matches!(counts[..], [a, b] if a > 1 && a == b)
            && units.iter().any(|u| u.classes.contains(WordClass::Respective))
    }

    pub(super) fn speaker(&self, sentence: usize, proposition: &Proposition, here: Here) -> Option<Party> {
        let identities: Vec<Party> = match proposition.status.source.as_ref()? {
            Source::Fill(fill) => self.parties(fill, proposition, here, 0),
            Source::Quote(quote) => {
                self.quoted(*quote).into_iter().map(|identity| Party::new(identity, Span::default())).collect()
            }
            Source::Attribution(n) => self
                .attribution(sentence, *n)
                .into_iter()
                .map(|identity| Party::new(identity, Span::default()))
                .collect(),
        };
        match &identities[..] {
            [] => None,
            [one] => Some(one.clone()),
            // Several who say one thing are one speaker.
            several => {
                let members: Vec<&Identity> = several.iter().map(|p| &p.identity).collect();
                let known = self.memory.groups.iter().rev().find(|g| g.members.iter().collect::<Vec<_>>() == members);
                let content = self.input.document.content();
                let names =
                    || several.iter().map(|p| self.registry.actor(p, content).name).collect::<Vec<_>>().join(", ");
                let words = known.and_then(|g| g.words.clone()).unwrap_or_else(names);
                Some(Party::new(Identity::Group(words), several[0].span))
            }
        }
    }

    /// The day that the clause names, or that the sentence does where it has but one clause that could.
    fn date(
        &self,
        sentence: usize,
        proposition: &Proposition,
        days: &[(usize, Option<PartialDate>)],
    ) -> Option<PartialDate> {
        let analysis = &self.input.analyses[sentence];
        let unit = proposition.trigger.start;
        let clause = |u: usize| {
            let chunk = analysis.chunks.iter().rposition(|c| match c {
                Chunk::Np(np) => np.units.start <= u,
                Chunk::Verb(group) => group.units.start <= u,
                Chunk::Mark { unit, .. } => *unit <= u,
            });
            chunk.and_then(|c| analysis.clause_of(c))
        };
        if !matches!(proposition.status.modality, Modality::Fact | Modality::Planned) {
            return None;
        }
        let mine = proposition.clause;
        let is_root = mine.is_some_and(|c| analysis.clauses[c].parent.is_none());
        // "Retno, yang berdialog di Doha bulan lalu, mendesak": what a clause inside dates is its own.
        let apart = |u: usize| {
            let up = std::iter::successors(clause(u), |&c| analysis.clauses[c].parent);
            up.into_iter().any(|c| matches!(analysis.clauses[c].link, Link::Relative(_) | Link::Adverbial))
        };
        let near = days.iter().filter(|(u, _)| clause(*u) == mine || days.len() == 1 && is_root && !apart(*u));
        let (unit, date) = near.min_by_key(|(u, _)| u.abs_diff(unit))?;
        if proposition.status.modality == Modality::Planned {
            let named = analysis.dates.iter().find(|(u, _)| u == unit).map(|(_, named)| *named);
            return named.and_then(|named| self.days.read_ahead(named)).or(*date);
        }
        *date
    }

    /// A deed told before without its day has the day on which it is told again.
    fn date_again(&mut self, event: EventType, a: &str, b: &str, status: &Status, date: Option<PartialDate>) {
        let told = self.events.iter_mut().find(|e| {
            let ends = (e.source.code.as_str(), e.target.as_ref().map_or("-", |t| t.code.as_str()));
            e.event == event
                && (e.modality, e.polarity) == (status.modality, status.polarity)
                && (ends == (a, b) || event.is_mutual() && ends == (b, a))
        });
        if let Some(told) = told {
            told.date = told.date.or(date);
        }
    }

    fn emit(&mut self, row: &Row, source: Party, target: Option<Party>) {
        let &Row { sentence, proposition, event, ref speaker, date } = row;
        let content = self.input.document.content();
        let action = &self.input.rules.actions[proposition.action.index()];
        let actor = self.registry.actor(&source, content);
        let target_actor = target.as_ref().map(|t| self.registry.actor(t, content));
        let target_code = &*target_actor.as_ref().map_or_else(|| "-".to_owned(), |t| t.code.clone());
        // A role that is only concluded to be somebody's has no row with that somebody: more likely it is another's.
        let own = |role: &Party, other: &Party| {
            role.concluded
                && self.registry.whole(&role.identity).map(Identity::Entity).as_ref() == Some(&other.identity)
        };
        // "Thailand lifted the curfew in Bangkok": what a state does at home need be done to nobody.
        if actor.code == target_code && action.takes(Slot::Target, Filler::Nothing) {
            return self.emit(row, source, None);
        }
        if actor.code == target_code || target.as_ref().is_some_and(|t| own(&source, t) || own(t, &source)) {
            return;
        }
        let status = &proposition.status;
        let key = |a: &str, b: &str| (a.to_owned(), event, b.to_owned(), status.modality, status.polarity);
        let known = self.seen.contains(&key(&actor.code, target_code))
            || event.is_mutual() && self.seen.contains(&key(target_code, &actor.code));
        if known {
            self.date_again(event, &actor.code, target_code, status, date);
            return;
        }
        self.seen.insert(key(&actor.code, target_code));
        self.identities.insert(actor.code.clone(), source.identity.clone());
        if let (Some(actor), Some(party)) = (&target_actor, &target) {
            self.identities.insert(actor.code.clone(), party.identity.clone());
        }
        if event.is_verbal() {
            self.memory.state(sentence, proposition.trigger.start, source.identity.clone());
        }
        let info = self.input.rules.events[event as usize];
        let speaker = speaker.as_ref().filter(|s| {
            // What somebody says himself needs nobody to vouch for it.
            !(event.is_verbal() && s.identity == source.identity)
        });
        self.wholes.extend(
            [Some(&source), target.as_ref()].into_iter().flatten().filter_map(|p| self.registry.country(&p.identity)),
        );
        let number = self.events.len() + 1;
        let sentence_span = self.input.text.sentences[sentence].span;
        let trigger = self.trigger(sentence, proposition);
        let rule = self.input.rules.frames[proposition.frame.index()].rule;
        let first = usize::from(self.input.document.title().is_empty());
        self.events.push(Event {
            schema: EVENT_SCHEMA.to_owned(),
            id: format!("{}#{number}", self.input.document.id),
            doc: self.input.document.id.clone(),
            published: self.input.document.published,
            publisher: self.input.document.publisher.clone(),
            url: self.input.document.url.clone(),
            sentence: (sentence + first) as u32,
            event,
            mode: action.mode.clone(),
            action: action.id.clone(),
            cameo: action.cameo.clone(),
            quad: info.map_or(Quad::VerbalCooperation, |i| i.quad),
            intensity: info.map_or(0.0, |i| i.intensity),
            source: actor,
            target: target_actor,
            speaker: speaker.map(|s| self.registry.actor(s, content)),
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
                self.input.mentions.senses(unit).contains(&Meaning::Class(class))
            })
        });
        match carrier.map(|unit| self.span(sentence, unit)) {
            Some(noun) if noun.start >= verb.end && noun.start - verb.end < 3 => verb.to(noun),
            _ => verb,
        }
    }

    /// The place that the clause names for the deed.
    fn location(&self, sentence: usize, proposition: &Proposition) -> Option<Actor> {
        Some(self.registry.actor(&self.place(sentence, proposition)?, self.input.document.content()))
    }

    pub(super) fn place(&self, sentence: usize, proposition: &Proposition) -> Option<Party> {
        let analysis = &self.input.analyses[sentence];
        let clause = &analysis.clauses[proposition.clause?];
        let places = self
            .input
            .pack
            .defaults
            .verb
            .iter()
            .filter(|(slot, _)| *slot == Slot::Place)
            .flat_map(|(_, places)| places);
        let phrases: Vec<_> =
            places.filter_map(|p| if let Place::Preposition(phrase) = p { Some(*phrase) } else { None }).collect();
        clause.prepositional.iter().find_map(|&chunk| {
            let np = analysis.np(chunk).filter(|np| np.preposition.is_some_and(|p| phrases.contains(&p)))?;
            let mention = &self.input.mentions.mentions[*np.tail.last()?];
            match mention.who {
                Who::Entity(e)
                    if matches!(self.input.rules.entities[e.index()].kind, ActorKind::Country | ActorKind::Place) =>
                {
                    Some(Party::new(Identity::Entity(e), mention.span))
                }
                _ => None,
            }
        })
    }

    /// Organisations that two or more of the document's countries belong to say nothing of either alone; a country
    /// and an organisation that both act do.
    pub(super) fn memberships(&self) -> Vec<(String, String)> {
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
        let mut acting: Vec<&str> = acting.into_iter().collect();
        acting.sort_unstable();
        let known = acting.iter().filter_map(|code| self.input.rules.entity_ids.get(*code));
        for entity in known.map(|id| &self.input.rules.entities[id.index()]).filter(|e| e.kind == ActorKind::Org) {
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

/// Who of the parties meets whom: one side the others, each its own where they do so `respective`ly; where there is but one side, each of it each other.
fn meetings(sides: &[Vec<Party>], respective: bool) -> Vec<(&Party, &Party)> {
    match sides {
        [] => Vec::new(),
        [first, second] if respective => first.iter().zip(second).collect(),
        [together] => together
            .iter()
            .enumerate()
            .flat_map(|(n, one)| together[n + 1..].iter().map(move |other| (one, other)))
            .collect(),
        [first, others @ ..] => {
            first.iter().flat_map(|one| others.iter().flatten().map(move |other| (one, other))).collect()
        }
    }
}
