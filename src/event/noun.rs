//! Nouns: their possessors, what is prepositional to them, and the verbs that carry them.

use super::{
    bind::{Attempt, Binder, Bound, Chunks, Site},
    effect::{Folder, Source, Status},
    *,
};
use crate::{
    clause::{Chunk, Class, Clause, Link, Np},
    lang::{Order, Voice},
    record::EventType,
    rule::model::{Effect, Filler, Frame, LemmaId, Meaning, Parties, Place, WordClass},
};

impl Binder<'_> {
    /// The clause that a noun takes: it opens behind the noun and what is prepositional to it.
    fn complement_behind(&self, chunk: usize) -> Option<usize> {
        let start = self.following(chunk).last().copied().unwrap_or(chunk) + 1;
        self.analysis
            .clauses
            .iter()
            .position(|c| matches!(c.link, Link::Complement(Some(_))) && c.chunks.start == start)
    }

    pub(super) fn nouns_of(&mut self, chunk: usize) {
        let Chunk::Np(np) = &self.analysis.chunks[chunk] else { return };
        let units = match self.view.order() {
            Order::HeadFirst => np.units.clone(),
            // "ceasefire talks" are talks.
            Order::HeadLast => np.head..np.head + 1,
        };
        for unit in units {
            if unit >= self.view.units.len() || self.view.mention(unit).is_some() {
                continue;
            }
            let lemmas: Vec<LemmaId> = self
                .view
                .found
                .senses(&self.view.units[unit])
                .iter()
                .filter_map(|h| match *h {
                    Meaning::Noun { lemma } => Some(lemma),
                    _ => None,
                })
                .collect();
            let (bound, refused) = self.best(unit, &lemmas, |frame| self.try_noun(chunk, np, unit, frame));
            self.refusals.extend(refused);
            let Some(Bound { frame, slots, claimed, complete }) = bound else { continue };
            self.nouns.push(Proposition {
                action: self.view.rules.frames[frame.index()].action,
                frame,
                trigger: unit..unit + 1,
                noun: Some(unit),
                chunk,
                clause: self.analysis.clause_of(chunk),
                child: self.complement_behind(chunk),
                slots,
                claimed,
                complete,
                status: Status::default(),
            });
        }
    }

    fn try_noun(&self, chunk: usize, np: &Np, unit: usize, frame: &Frame) -> Attempt {
        let action = self.action(frame);
        let mut attempt = Attempt::default();
        let mut following = self.following(chunk);
        let mut behind: Vec<usize> = np
            .tail
            .iter()
            .copied()
            .filter(|&m| {
                self.view.order() == Order::HeadLast
                    || self.view.found.mentions[m].span.start
                        >= self.view.text.words[self.view.units[unit].words.start].token.span.start
            })
            .collect();
        // "pengeboman tiga fasilitas Iran": what is counted behind a deed belongs to it.
        if self.view.order() == Order::HeadFirst
            && behind.is_empty()
            && np.tail.is_empty()
            && let Some(next) = self.analysis.np(chunk + 1).filter(|next| next.preposition.is_none() && next.plural)
        {
            behind.extend(&next.tail);
            following = self.following(chunk + 1);
        }
        let mut possessor_free = !behind.is_empty() || np.third;
        // What is named with an agent's preposition leaves the possessor to the other slot.
        let mut order: Vec<&(Slot, Vec<Filler>)> = action.slots.iter().collect();
        order.sort_by_key(|(slot, _)| {
            let places = frame.places(*slot);
            let filled_by_preposition = places.iter().any(|place| match place {
                Place::Preposition(phrase) => {
                    following.iter().any(|&n| self.analysis.np(n).is_some_and(|np| np.preposition == Some(*phrase)))
                }
                _ => false,
            });
            let position = frame.slots.iter().position(|(s, _)| s == slot).unwrap_or(usize::MAX);
            (*slot != Slot::Thing, !filled_by_preposition, position)
        });
        for (slot, fillers) in order {
            if *slot == Slot::Thing {
                let has =
                    |np: &Np| fillers.iter().any(|f| matches!(f, Filler::Class(class) if self.class_in(np, *class)));
                // "release of prisoners"
                let behind = || {
                    frame.places(Slot::Thing).iter().find_map(|place| {
                        let Place::Preposition(phrase) = place else { return None };
                        let fits = |np: &Np| np.preposition == Some(*phrase) && has(np);
                        following.iter().copied().find(|&n| self.analysis.np(n).is_some_and(fits))
                    })
                };
                match has(np).then_some(chunk).or_else(behind) {
                    Some(thing) => {
                        if thing != chunk {
                            attempt.claimed.push(thing);
                        }
                        attempt.slots.push((Slot::Thing, Fill::Thing { chunk: thing }));
                    }
                    None if fillers.contains(&Filler::Nothing) => {}
                    None => attempt.missing.push(Slot::Thing),
                }
                continue;
            }
            let mut fills: Vec<Fill> = Vec::new();
            for &place in frame.places(*slot) {
                match place {
                    Place::Preposition(phrase) => {
                        for &n in &following {
                            let here = self.analysis.np(n).is_some_and(|np| np.preposition == Some(phrase));
                            if here
                                && !attempt.claimed.contains(&n)
                                && let Some(fill) = fillers.iter().find_map(|&filler| self.accept(n, filler, *slot))
                            {
                                attempt.claimed.push(n);
                                fills.push(fill);
                                break;
                            }
                        }
                    }
                    Place::OwnerOfThing if fills.is_empty() && attempt.thing().is_some_and(|t| t != chunk) => {
                        fills.extend(self.owner_of_thing(&attempt, fillers));
                    }
                    Place::Possessor | Place::OwnerOfThing
                        if possessor_free && (fills.is_empty() || *slot == Slot::Party) =>
                    {
                        if let Some(fill) =
                            self.possessor(chunk, np, &behind, unit, fillers, action.slot(Slot::Thing).is_some())
                        {
                            possessor_free = false;
                            fills.insert(0, fill);
                        }
                    }
                    _ => {}
                }
                if !fills.is_empty() && *slot != Slot::Party {
                    break;
                }
            }
            if fills.is_empty() && fillers.contains(&Filler::ClauseTarget) && self.complement_behind(chunk).is_some() {
                fills.push(Fill::ClauseTarget);
            }
            let enough = match slot {
                Slot::Party => fills.iter().map(|f| self.number(f)).sum::<usize>() >= 2,
                _ => !fills.is_empty() || fillers.contains(&Filler::Nothing),
            };
            if !enough {
                attempt.missing.push(*slot);
            }
            attempt.slots.extend(fills.into_iter().map(|fill| (*slot, fill)));
        }
        attempt
    }

    fn possessor(
        &self,
        chunk: usize,
        np: &Np,
        behind: &[usize],
        unit: usize,
        fillers: &[Filler],
        has_thing: bool,
    ) -> Option<Fill> {
        let mentions: Vec<usize> =
            behind.iter().copied().filter(|&m| fillers.iter().any(|&f| self.mention_fits(m, f))).collect();
        if !mentions.is_empty() {
            return Some(if has_thing { Fill::Owners { chunk, mentions } } else { Fill::Mentions { chunk, mentions } });
        }
        (np.third && behind.is_empty()).then_some(Fill::Third { unit })
    }

    /// The prepositional phrases (chunk numbers) that follow a noun phrase without anything between.
    pub(super) fn following(&self, chunk: usize) -> Chunks {
        let mut chunks = Chunks::new();
        let mut at = chunk + 1;
        while let (Some(Chunk::Mark { class: Class::Preposition(_), .. }), Some(Chunk::Np(_))) =
            (self.analysis.chunks.get(at), self.analysis.chunks.get(at + 1))
        {
            chunks.push(at + 1);
            at += 2;
        }
        chunks
    }

    /// A noun's proposition as its sentence means it; incomplete where its verb has said it already.
    pub(super) fn deed(&self, noun: &Proposition, governors: &[Option<Proposition>], folder: &Folder) -> Proposition {
        let mut deed = noun.clone();
        let (Some(clause), Some(np)) = (noun.clause, self.analysis.np(noun.chunk)) else { return deed };
        let this = &self.analysis.clauses[clause];
        deed.status = folder.deed(clause);
        let inside = (np.units.start..noun.trigger.start).filter_map(|n| self.view.cue(n));
        inside.for_each(|effect| deed.status.apply(effect));
        if let Some(governor) = &governors[clause] {
            let carries =
                governor.slots.iter().any(|(s, f)| *s == Slot::Thing && *f == Fill::Thing { chunk: noun.chunk });
            let noun_event = self.action(&self.view.rules.frames[noun.frame.index()]).event;
            let action = &self.view.rules.actions[governor.action.index()];
            let light = self.view.rules.frames[governor.frame.index()].light.is_some();
            // What a light verb says, its noun need not say again; "menyetujui gencatan senjata" says two things.
            if carries
                && governor.complete
                && (light || action.event == noun_event || action.event.is_some_and(|e| e != EventType::Agree))
            {
                deed.complete = false;
            }
            let is_object = match this.verb.and_then(|v| self.analysis.verb(v)) {
                Some(group) if group.voice == Voice::Passive => this.subject == Some(noun.chunk),
                _ => this.objects.contains(&noun.chunk),
            } || governor.claimed.contains(&noun.chunk);
            // "menyetujui gencatan senjata": what both agree to do, both do.
            if is_object
                && action.event == Some(EventType::Agree)
                && self.action(&self.view.rules.frames[deed.frame.index()]).parties == Parties::Both
            {
                let parties = governor.slots.iter().filter(|(slot, _)| *slot == Slot::Party).cloned();
                deed.slots.extend(parties.collect::<Vec<_>>());
                deed.complete = self.is_complete(&deed);
            }
            // "menolak permintaan China", "denied Seoul's charge": whom it was made to is whoever answers.
            use EventType::{Accuse, Agree, Reject, Request, Threaten};
            if is_object
                && action.event == Some(Reject)
                && matches!(noun_event, Some(Accuse | Agree | Request | Threaten))
                && deed.fill(Slot::Agent).is_some()
                && deed.fill(Slot::Target).is_none()
                && let Some(agent) = governor.fill(Slot::Agent).cloned()
            {
                deed.slots.push((Slot::Target, agent));
                deed.complete = self.is_complete(&deed);
            }
            // Whoever stops or plans a deed is whoever does it.
            if is_object
                && action.event.is_none()
                && deed.fill(Slot::Agent).is_none()
                && let Some(agent) = governor.fill(Slot::Agent).cloned()
                && self.action(&self.view.rules.frames[deed.frame.index()]).slot(Slot::Agent).is_some()
            {
                deed.slots.insert(0, (Slot::Agent, agent));
                deed.complete = self.is_complete(&deed);
            }
            if let Some(effect) = action.deed.filter(|_| is_object && (governor.complete || !light)) {
                deed.status.apply(effect);
                if matches!(effect, Effect::Presupposed | Effect::Urged) && action.event.is_some() {
                    deed.status.source = governor.fill(Slot::Agent).cloned().map(Source::Fill).or(deed.status.source);
                }
            } else if is_object
                && action.event.is_some_and(EventType::is_speech)
                // Words need nobody who vouches for them but whoever says them.
                && !noun_event.is_some_and(EventType::is_speech)
            {
                deed.status.source = governor.fill(Slot::Agent).cloned().map(Source::Fill).or(deed.status.source);
            }
        }
        self.supported(&mut deed, this, clause, folder);
        self.told_of(&mut deed, governors);
        deed
    }

    /// "serangan yang dilakukan Israel ke Gaza": what a relative clause adds to the deed that it says nothing else of.
    fn told_of(&self, deed: &mut Proposition, governors: &[Option<Proposition>]) {
        let says_of = |clause: &Clause| clause.link == Link::Relative(Some(deed.chunk));
        let Some(number) = self.analysis.clauses.iter().position(says_of).filter(|_| !deed.complete) else { return };
        let clause = &self.analysis.clauses[number];
        let Some(group) = clause.verb.and_then(|v| self.analysis.verb(v)) else { return };
        let said = governors[number].as_ref().is_some_and(|governor| {
            governor.complete && governor.fill(Slot::Thing) == Some(&Fill::Thing { chunk: deed.chunk })
        });
        if group.voice != Voice::Passive || !self.view.has_class(group.verb, WordClass::Support) {
            return;
        }
        let site = Site { number, clause, group };
        let frame = &self.view.rules.frames[deed.frame.index()];
        for (slot, fillers) in &self.action(frame).slots {
            if deed.fill(*slot).is_some() && *slot != Slot::Party {
                continue;
            }
            let doer = matches!(slot, Slot::Agent | Slot::Party).then_some(Place::Subject);
            let named = frame.places(*slot).iter().copied().filter(|place| matches!(place, Place::Preposition(_)));
            let chunks = doer.into_iter().chain(named).flat_map(|place| self.places(site, place, false, &[]));
            let fill =
                chunks.into_iter().find_map(|n| fillers.iter().find_map(|&filler| self.accept(n, filler, *slot)));
            deed.slots.extend(fill.map(|fill| (*slot, fill)));
        }
        // What its verb has said already, it says to whoever asks who did it, and to nobody else.
        deed.complete = !said && self.is_complete(deed);
    }

    /// "Israel melakukan serangan ke Gaza": the verb adds nothing but who acts, when and how sure it is.
    fn supported(&self, deed: &mut Proposition, this: &Clause, clause: usize, folder: &Folder) {
        let Some(group) = this.verb.and_then(|v| self.analysis.verb(v)) else { return };
        if !self.view.has_class(group.verb, WordClass::Support) {
            return;
        }
        let passive = group.voice == Voice::Passive;
        let held = if passive { this.subject == Some(deed.chunk) } else { this.objects.contains(&deed.chunk) };
        if !held {
            return;
        }
        let source = deed.status.source.take();
        deed.status = folder.clause(clause);
        deed.status.source = deed.status.source.take().or(source);
        if deed.complete {
            return;
        }
        let frame = &self.view.rules.frames[deed.frame.index()];
        let action = self.action(frame);
        let slot = if action.slot(Slot::Party).is_some() { Slot::Party } else { Slot::Agent };
        if slot == Slot::Agent && deed.fill(Slot::Agent).is_some() {
            return;
        }
        let site = Site { number: clause, clause: this, group };
        let agents = self.places(site, Place::Subject, false, &[]);
        if let Some(fill) = agents.into_iter().find_map(|n| self.accept(n, Filler::Actor, Slot::Agent)) {
            deed.slots.insert(0, (slot, fill));
        }
        deed.complete = self.is_complete(deed);
    }
}
