//! Verbs: what stands around them in their clause, and what they share with the clauses they take.

use super::{
    bind::{Attempt, Binder, Bound, Chunks, Site, fills_from},
    effect::Status,
    *,
};
use crate::{
    clause::{Clause, Link, VerbGroup},
    lang::Voice,
    mention::Who,
    record::EventType,
    rule::model::{ClassId, Filler, Frame, LemmaId, Meaning, PhraseId, Place},
};

impl Binder<'_> {
    pub(super) fn verb_of(&mut self, clause: usize) -> Option<Proposition> {
        let number = clause;
        let clause = &self.analysis.clauses[number];
        let chunk = clause.verb?;
        let group = self.analysis.verb(chunk)?;
        let site = Site { number, clause, group };
        let unit = &self.view.units[group.verb];
        let lemmas: Vec<LemmaId> = self
            .view
            .found
            .senses(unit)
            .iter()
            .filter_map(|h| match *h {
                Meaning::Verb { lemma, voice } if voice.may_be(group.voice) => Some(lemma),
                _ => None,
            })
            .collect();
        let (bound, refused) = self.best(group.verb, &lemmas, |frame| self.try_verb(site, frame));
        self.refusals.extend(refused);
        let Bound { frame, slots, claimed, complete } = bound?;
        Some(Proposition {
            action: self.view.rules.frames[frame.index()].action,
            frame,
            trigger: group.verb..group.verb + 1,
            noun: None,
            chunk,
            clause: Some(number),
            child: self.complement_of(number),
            slots,
            claimed,
            complete,
            status: Status::default(),
        })
    }

    fn try_verb(&self, site: Site, frame: &Frame) -> Attempt {
        let mut attempt = Attempt::default();
        if let Some(class) = frame.light {
            let Some(chunk) = self.carrier(site, frame, class) else {
                attempt.missing.push(Slot::Thing);
                return attempt;
            };
            attempt.slots.push((Slot::Thing, Fill::Thing { chunk }));
        }
        attempt.takes_clause = self.action(frame).clause.is_some()
            && self.complement_of(site.number).is_some_and(|clause| match self.analysis.clauses[clause].link {
                Link::Complement(word) => frame.places(Slot::Theme).contains(&Place::Clause(word)),
                _ => false,
            });
        let mut claimed = Chunks::new();
        // The thing comes first: what goes with it is free for the verb.
        for (slot, fillers) in &self.action(frame).slots {
            if *slot == Slot::Thing && frame.light.is_some() {
                continue;
            }
            if *slot != Slot::Thing && claimed.is_empty() {
                claimed = self.claimed_but(attempt.thing());
            }
            if *slot == Slot::Party {
                self.parties(site, frame, fillers, &claimed, &mut attempt);
                continue;
            }
            let stood = frame
                .places(*slot)
                .iter()
                .find_map(|&place| self.fill_from(site, frame, place, (*slot, fillers), &claimed, &mut attempt));
            match stood.or_else(|| self.understood(site, *slot, fillers)) {
                Some(fill) => attempt.slots.push((*slot, fill)),
                None if fillers.contains(&Filler::Nothing) => {}
                None => {
                    attempt.missing.push(*slot);
                    // Without its thing the frame says nothing, whoever else is there.
                    if *slot == Slot::Thing {
                        break;
                    }
                }
            }
        }
        attempt
    }

    /// The noun phrase that carries a light verb's meaning.
    fn carrier(&self, site: Site, frame: &Frame, class: ClassId) -> Option<usize> {
        let places = [Place::Object].into_iter().chain(frame.places(Slot::Thing).iter().copied());
        // "was given an ultimatum": what is given stays an object.
        let kept = site.clause.objects.iter().copied().filter(|_| site.is_passive());
        places
            .flat_map(|place| self.places(site, place, false, &[]))
            .chain(kept)
            .find(|&chunk| self.analysis.np(chunk).is_some_and(|np| self.class_in(np, class)))
    }

    /// What stands in one place and can fill the slot.
    fn fill_from(
        &self,
        site: Site,
        frame: &Frame,
        place: Place,
        (slot, fillers): (Slot, &[Filler]),
        claimed: &[usize],
        attempt: &mut Attempt,
    ) -> Option<Fill> {
        let carrier = attempt.thing().filter(|_| frame.light.is_some());
        for chunk in self.places(site, place, frame.light.is_some(), claimed) {
            let taken = slot != Slot::Thing
                && (Some(chunk) == carrier
                    || attempt.slots.iter().any(|(s, f)| *s != Slot::Thing && fills_from(f, chunk)));
            if taken {
                continue;
            }
            if let Some(fill) = fillers.iter().find_map(|&filler| self.accept(chunk, filler, slot)) {
                if matches!(place, Place::Preposition(_)) {
                    // "killed in an attack": whose it was is not said.
                    let nobodys = matches!(fill, Fill::Deed { unit, .. } if !self.has_agent(unit));
                    if slot == Slot::Agent && (nobodys || matches!(fill, Fill::DeedBefore { .. })) {
                        continue;
                    }
                    attempt.claimed.push(chunk);
                }
                return Some(fill);
            }
        }
        match place {
            Place::Possessor | Place::OwnerOfThing => self.owner_of_thing(attempt, fillers),
            Place::Subject => self.third_agent(site.group),
            Place::Object if site.group.third && !site.is_passive() && fillers.contains(&Filler::Actor) => {
                Some(Fill::Third { unit: site.group.verb })
            }
            _ => None,
        }
    }

    /// What fills a slot without standing in the clause.
    fn understood(&self, site: Site, slot: Slot, fillers: &[Filler]) -> Option<Fill> {
        let Site { number, clause, group } = site;
        if fillers.contains(&Filler::ClauseTarget) && self.complement_of(number).is_some() {
            return Some(Fill::ClauseTarget);
        }
        // "mengeluarkan pernyataan yang mengutuk": whoever made the statement condemns.
        if slot == Slot::Agent
            && let Link::Relative(Some(antecedent)) = clause.link
            && let Some(parent) = clause.parent
        {
            let above = &self.analysis.clauses[parent];
            let made = above.objects.contains(&antecedent)
                && self.analysis.np(antecedent).is_some_and(|np| np.tail.is_empty() && self.is_possession(np));
            if let Some(subject) = above.subject.filter(|_| made && group.voice == Voice::Active) {
                return self.accept(subject, Filler::Actor, slot);
            }
        }
        if slot == Slot::Target && group.reciprocal {
            return Some(Fill::EachOther);
        }
        // "AS Serang Houthi, Rusia Kecam": a headline leaves out what it has just told.
        let headline = self.view.sentence.title && clause.link == Link::Coordinate;
        if headline && fillers.contains(&Filler::DeedAgent) && clause.objects.is_empty() {
            return Some(Fill::DeedBefore { unit: group.verb });
        }
        if fillers.contains(&Filler::Offender) && !site.is_passive() && self.complement_of(number).is_none() {
            return Some(Fill::Offender);
        }
        // "Moskow membantah": what somebody else has said.
        let denies = fillers.contains(&Filler::ClaimSpeaker) && !site.is_passive() && clause.objects.is_empty();
        denies.then_some(Fill::ClaimBefore)
    }

    /// The prepositional phrases that nouns have taken; not those of the thing itself, which its verb takes with it.
    fn claimed_but(&self, thing: Option<usize>) -> Chunks {
        let others = self.nouns.iter().filter(|noun| noun.complete && Some(noun.chunk) != thing);
        others.flat_map(|noun| noun.claimed.iter().copied()).collect()
    }

    /// Two or more who do something together, from all places where they may stand.
    fn parties(&self, site: Site, frame: &Frame, fillers: &[Filler], claimed: &[usize], attempt: &mut Attempt) {
        let mut found: Vec<(usize, Fill)> = Vec::new();
        for &place in frame.places(Slot::Party) {
            for chunk in self.places(site, place, frame.light.is_some(), claimed) {
                if found.iter().any(|(c, _)| *c == chunk) {
                    continue;
                }
                if let Some(fill) = fillers.iter().find_map(|&filler| self.accept(chunk, filler, Slot::Party)) {
                    found.push((chunk, fill));
                    if matches!(place, Place::Preposition(_)) {
                        attempt.claimed.push(chunk);
                    }
                }
            }
            if place == Place::Object && site.group.third {
                found.push((usize::MAX, Fill::Third { unit: site.group.verb }));
            }
        }
        let number: usize = found.iter().map(|(_, fill)| self.number(fill)).sum();
        if number < 2 {
            attempt.missing.push(Slot::Party);
        }
        attempt.slots.extend(found.into_iter().map(|(_, fill)| (Slot::Party, fill)));
    }

    /// The noun phrases (chunk numbers) that stand in a place of the clause.
    pub(super) fn places(&self, site: Site, place: Place, light: bool, claimed: &[usize]) -> Chunks {
        let this = site.clause;
        let passive = site.is_passive();
        match place {
            Place::Subject if passive => {
                let marked =
                    self.view.pack.defaults.passive.iter().flat_map(|(_, places)| places).filter_map(|p| match p {
                        Place::Preposition(phrase) => Some(*phrase),
                        _ => None,
                    });
                let mut chunks: Chunks = marked.flat_map(|phrase| self.prepositional(this, phrase)).collect();
                // "Penangkapan aktivis oleh polisi diprotes mahasiswa": that agent is the noun's.
                chunks.retain(|chunk| !claimed.contains(chunk));
                chunks.extend(this.bare_agent);
                chunks
            }
            Place::Object if passive => this.subject.into_iter().collect(),
            Place::Subject => this.subject.into_iter().collect(),
            Place::Object => this.objects.iter().copied().collect(),
            Place::Preposition(phrase) => {
                let mut chunks = self.prepositional(this, phrase);
                chunks.retain(|chunk| !claimed.contains(chunk));
                // What the carrying noun takes stands behind it, also where the noun is the subject.
                if light && let Some(subject) = this.subject {
                    chunks.extend(
                        self.following(subject)
                            .into_iter()
                            .filter(|&n| self.analysis.np(n).is_some_and(|np| np.preposition == Some(phrase))),
                    );
                }
                chunks
            }
            Place::Possessor | Place::OwnerOfThing | Place::Clause(_) => Chunks::new(),
        }
    }

    fn prepositional(&self, this: &Clause, phrase: PhraseId) -> Chunks {
        let with = |n: &usize| self.analysis.np(*n).is_some_and(|np| np.preposition == Some(phrase));
        let mut chunks: Chunks = this.prepositional.iter().copied().filter(with).collect();
        // What stands in front of its verb mostly sets the scene.
        chunks.sort_by_key(|&n| (Some(n) < this.verb, n));
        chunks
    }

    /// The clause that a clause's verb takes, if one hangs on it.
    fn complement_of(&self, clause: usize) -> Option<usize> {
        self.analysis.clauses.iter().position(|c| c.parent == Some(clause) && matches!(c.link, Link::Complement(_)))
    }

    /// Whose the thing is that a verb is about: "menuai kecaman Turki", "tentara Rusia ditempatkan".
    pub(super) fn owner_of_thing(&self, attempt: &Attempt, fillers: &[Filler]) -> Option<Fill> {
        let chunk = attempt.thing()?;
        let np = self.analysis.np(chunk)?;
        // "membebaskan sandera": a role of nobody in particular is the thing, and tells of no owner; "sanksi mereka" are
        // those of whoever acts.
        let names =
            |m: usize| !self.view.is_bare_role(m) && !matches!(self.view.found.mentions[m].who, Who::Anaphor(_));
        let fits = |m: &usize| names(*m) && fillers.iter().any(|&f| self.mention_fits(*m, f));
        let mentions: Vec<usize> = np.owners.iter().chain(&np.tail).copied().filter(fits).collect();
        let owners = if np.is_actor { Fill::Owners { chunk, mentions } } else { Fill::Mentions { chunk, mentions } };
        (self.number(&owners) > 0).then_some(owners)
    }

    pub(super) fn third_agent(&self, group: &VerbGroup) -> Option<Fill> {
        (group.third && matches!(group.voice, Voice::Passive)).then_some(Fill::Third { unit: group.verb })
    }

    /// Gives the verbs of complements their subject from the verb above, and that verb its target from theirs.
    pub(super) fn controlled(&mut self, governors: &mut [Option<Proposition>]) {
        for clause in 0..governors.len() {
            let this = &self.analysis.clauses[clause];
            let (Link::Complement(_), Some(parent)) = (this.link, this.parent) else { continue };
            // "komitmen Washington untuk membela": whose the noun is does what its clause says.
            let noun = self.nouns.iter().find(|noun| noun.child == Some(clause) && self.takes_clause(noun)).cloned();
            if let Some(agent) = noun.as_ref().and_then(|noun| noun.fill(Slot::Agent)) {
                let agent = agent.clone();
                self.give(clause, agent, governors);
                continue;
            }
            let Some(governor) = governors[parent].clone() else {
                self.inherit_subject(clause, parent, governors);
                continue;
            };
            let action = &self.view.rules.actions[governor.action.index()];
            let Some(inner) = action.clause else {
                self.inherit_subject(clause, parent, governors);
                continue;
            };
            if let Some(controller) = governor.fill(inner.controller).cloned()
                && (this.subject.is_none() || this.shared_subject || inner.controller == Slot::Target)
            {
                self.give(clause, controller, governors);
            } else if inner.controller == Slot::Target
                && let Some(subject) = this.subject
                && let Some(fill) = self.accept(subject, Filler::Actor, Slot::Target)
                // "Iran warned that it would": whoever warns speaks of himself.
                && self.is_named(&fill)
                && let Some(governor) = &mut governors[parent]
            {
                governor.slots.push((Slot::Target, fill));
                governor.complete = governor.fill(Slot::Agent).is_some();
            }
        }
    }

    /// "rallied in Tel Aviv, demanding that the cabinet resign": of whom something is demanded, or who is condemned, is the
    /// one protested at.
    pub(super) fn aim_protests(&self, governors: &mut [Option<Proposition>]) {
        let event = |proposition: &Proposition| self.view.rules.actions[proposition.action.index()].event;
        for clause in 0..governors.len() {
            let this = &self.analysis.clauses[clause];
            let Some(parent) = this.parent.filter(|_| this.shared_subject || this.subject.is_none()) else { continue };
            let aims = |p: &&Proposition| {
                use EventType::{Accuse, Protest, Reject, Request};
                matches!(event(p), Some(Request | Accuse | Reject | Protest))
            };
            let aimed = governors[clause].as_ref().filter(aims);
            let Some(target) = aimed.and_then(|p| p.fill(Slot::Target)).cloned() else { continue };
            // Who demands something by protesting is who protests.
            let agent = governors[parent].as_ref().and_then(|p| p.fill(Slot::Agent)).cloned();
            if let Some(protest) = &mut governors[parent]
                && event(protest) == Some(EventType::Protest)
                && protest.fill(Slot::Target).is_none()
            {
                protest.slots.push((Slot::Target, target));
                if let (Some(agent), Some(demand)) = (agent, &mut governors[clause])
                    && demand.fill(Slot::Agent).is_none()
                {
                    demand.slots.insert(0, (Slot::Agent, agent));
                    let whole = demand.clone();
                    demand.complete = self.is_complete(&whole);
                }
            }
        }
    }

    fn takes_clause(&self, proposition: &Proposition) -> bool {
        self.view.rules.actions[proposition.action.index()].clause.is_some()
    }

    fn inherit_subject(&mut self, clause: usize, parent: usize, governors: &mut [Option<Proposition>]) {
        if self.analysis.clauses[clause].subject.is_some() {
            return;
        }
        let Some(subject) = self.analysis.clauses[parent].subject else { return };
        if let Some(fill) = self.accept(subject, Filler::Actor, Slot::Agent) {
            self.give(clause, fill, governors);
        }
    }

    /// Fills what a clause's frame lacks with the understood subject.
    fn give(&mut self, clause: usize, subject: Fill, governors: &mut [Option<Proposition>]) {
        let this = &self.analysis.clauses[clause];
        let Some(group) = this.verb.and_then(|v| self.analysis.verb(v)) else { return };
        let passive = group.voice == Voice::Passive;
        let Some(proposition) = &mut governors[clause] else { return };
        if proposition.complete {
            return;
        }
        let frame = &self.view.rules.frames[proposition.frame.index()];
        let action = &self.view.rules.actions[frame.action.index()];
        let wanted = if passive { Place::Object } else { Place::Subject };
        for (slot, places) in frame.slots.iter() {
            let free = match slot {
                Slot::Party => !proposition.slots.iter().any(|(_, fill)| *fill == subject),
                _ => proposition.fill(*slot).is_none(),
            };
            if places.contains(&wanted) && free && action.slot(*slot).is_some() {
                proposition.slots.insert(0, (*slot, subject.clone()));
                break;
            }
        }
        let whole = proposition.clone();
        proposition.complete = self.is_complete(&whole);
    }
}
