//! Slots and what stands where they look: which noun phrase can fill which slot.

use super::{
    effect::{Folder, Status},
    *,
};
use crate::{
    clause::{Chunk, Clause, Class, Link, Np, VerbGroup},
    lang::Voice,
    mention::Who,
    record::ActorKind,
    rule::model::{
        Action, AnaphorKind, Effect, Filler, Frame, LemmaId, Meaning, NameSort, PhraseId, Place, RoleSort, WordClass,
    },
};

pub(super) fn bind(view: View<'_>, analysis: &Analysis) -> Found {
    let mut binder = Binder { view, analysis, refusals: Vec::new(), nouns: Vec::new() };
    for chunk in 0..analysis.chunks.len() {
        binder.nouns_of(chunk);
    }
    let mut governors: Vec<Option<Proposition>> = Vec::with_capacity(analysis.clauses.len());
    for clause in 0..analysis.clauses.len() {
        let bound = binder.verb_of(clause);
        governors.push(bound);
    }
    binder.controlled(&mut governors);
    let folder = Folder { view, analysis, governors: &governors, nouns: &binder.nouns };
    let mut propositions: Vec<Proposition> = Vec::new();
    for noun in &binder.nouns {
        if let Some(noun) = binder.deed(noun, &governors, &folder) {
            propositions.push(noun);
        }
    }
    for (clause, governor) in governors.iter().enumerate() {
        if let Some(governor) = governor {
            let mut proposition = governor.clone();
            proposition.status = folder.clause(clause);
            propositions.push(proposition);
        }
    }
    propositions.sort_by_key(|p| p.trigger.start);
    Found { propositions, refusals: binder.refusals }
}

/// Who speaks in a clause of saying.
pub(super) fn speaker_of(view: View<'_>, analysis: &Analysis, clause: usize, group: &VerbGroup) -> Option<Fill> {
    let binder = Binder { view, analysis, refusals: Vec::new(), nouns: Vec::new() };
    let this = &analysis.clauses[clause];
    let chunks = binder.places(this, group, Place::Subject, false, &[]);
    chunks.into_iter().find_map(|chunk| binder.accept(chunk, Filler::Actor, Slot::Agent)).or_else(|| binder.third_agent(group))
}

struct Binder<'a> {
    view: View<'a>,
    analysis: &'a Analysis,
    refusals: Vec<Refusal>,
    nouns: Vec<Proposition>,
}

/// A frame tried: what it filled, and what it lacks.
struct Attempt {
    slots: Vec<(Slot, Fill)>,
    claimed: Vec<usize>,
    missing: Vec<Slot>,
}

/// How well a frame fits: whether nothing is missing, whether its thing is there, how much of it the text names.
type Rank = (bool, usize, usize);

impl Attempt {
    /// The chunk of the thing, where there is one.
    fn thing(&self) -> Option<usize> {
        self.slots.iter().find_map(|(_, fill)| match fill {
            Fill::Thing { chunk } => Some(*chunk),
            _ => None,
        })
    }

    fn rank(&self) -> Rank {
        let things = self.slots.iter().filter(|(slot, _)| *slot == Slot::Thing).count();
        // Parties are two at least; what stands in another clause is named less surely than what stands in this one.
        let named = self.slots.iter().map(|(slot, fill)| match (slot, fill) {
            (_, Fill::ClauseTarget | Fill::ClaimBefore) => 1,
            (Slot::Party, _) => 4,
            _ => 2,
        });
        (self.missing.is_empty(), things, named.sum())
    }
}

impl Binder<'_> {
    fn action(&self, frame: &Frame) -> &Action {
        &self.view.rules.actions[frame.action.index()]
    }

    // Verbs

    fn verb_of(&mut self, clause: usize) -> Option<Proposition> {
        let this = &self.analysis.clauses[clause];
        let chunk = this.verb?;
        let group = self.analysis.verb(chunk)?;
        let unit = &self.view.units[group.verb];
        let lemmas: Vec<LemmaId> = self
            .view
            .found
            .senses(unit)
            .iter()
            .filter_map(|h| match h.meaning {
                Meaning::Verb { lemma, voice } if voice == group.voice => Some(lemma),
                _ => None,
            })
            .collect();
        let mut best: Option<(Rank, Proposition)> = None;
        let mut refused: Vec<Refusal> = Vec::new();
        for lemma in lemmas {
            for &frame_id in &self.view.rules.lemmas[lemma.index()] {
                let frame = &self.view.rules.frames[frame_id.index()];
                let attempt = self.try_verb(clause, this, group, frame);
                let rank = attempt.rank();
                let complete = rank.0;
                // Without the thing that makes its verb mean this, a frame says nothing at all.
                if attempt.missing.contains(&Slot::Thing) {
                    continue;
                }
                if !complete {
                    refused.push(Refusal { unit: group.verb, frame: frame_id, missing: attempt.missing });
                }
                if best.as_ref().is_none_or(|(known, _)| rank > *known) {
                    let proposition = Proposition {
                        action: frame.action,
                        frame: frame_id,
                        trigger: group.verb..group.verb + 1,
                        noun: None,
                        chunk,
                        clause: Some(clause),
                        child: self.complement_of(clause),
                        slots: attempt.slots,
                        claimed: attempt.claimed,
                        complete,
                        status: Status::default(),
                    };
                    best = Some((rank, proposition));
                }
            }
        }
        match best {
            Some((_, proposition)) => {
                if !proposition.complete {
                    self.refusals.extend(refused);
                }
                Some(proposition)
            }
            None => {
                self.refusals.extend(refused);
                None
            }
        }
    }

    fn try_verb(&self, clause: usize, this: &Clause, group: &VerbGroup, frame: &Frame) -> Attempt {
        let action = self.action(frame);
        let mut attempt = Attempt { slots: Vec::new(), claimed: Vec::new(), missing: Vec::new() };
        // The noun that carries a light verb's meaning frees what its own frame had claimed.
        let mut carrier = None;
        if let Some(class) = frame.light {
            let places = [Place::Object].into_iter().chain(frame.places(Slot::Thing).iter().copied());
            carrier = places
                .flat_map(|place| self.places(this, group, place, false, &[]))
                .find(|&chunk| self.analysis.np(chunk).is_some_and(|np| self.class_in(np, class)));
            match carrier {
                Some(chunk) => attempt.slots.push((Slot::Thing, Fill::Thing { chunk })),
                None => {
                    attempt.missing.push(Slot::Thing);
                    return attempt;
                }
            }
        }
        let (things, others): (Vec<_>, Vec<_>) = action.slots.iter().partition(|(slot, _)| *slot == Slot::Thing);
        let mut claimed: Vec<usize> = Vec::new();
        for (slot, fillers) in things.into_iter().chain(others) {
            if *slot != Slot::Thing && claimed.is_empty() {
                claimed = self.claimed_but(attempt.thing());
            }
            if *slot == Slot::Thing && carrier.is_some() {
                continue;
            }
            if *slot == Slot::Party {
                self.parties(this, group, frame, fillers, &claimed, &mut attempt);
                continue;
            }
            let mut fill = None;
            // A preposition says more clearly than a possessor who is meant.
            let mut ordered = frame.places(*slot).to_vec();
            ordered.sort_by_key(|place| *place == Place::Possessor);
            'places: for place in ordered {
                for chunk in self.places(this, group, place, carrier.is_some(), &claimed) {
                    if Some(chunk) == carrier && *slot != Slot::Thing {
                        continue;
                    }
                    if *slot != Slot::Thing && attempt.slots.iter().any(|(s, f)| *s != Slot::Thing && fills_from(f, chunk)) {
                        continue;
                    }
                    fill = fillers.iter().find_map(|&filler| self.accept(chunk, filler, *slot));
                    if fill.is_some() {
                        if matches!(place, Place::Preposition(_)) {
                            attempt.claimed.push(chunk);
                        }
                        break 'places;
                    }
                }
                if place == Place::Possessor {
                    fill = self.owner_of_thing(&attempt, fillers);
                } else if place == Place::Subject {
                    fill = self.third_agent(group);
                } else if place == Place::Object && group.third && !is_passive(group.voice, this) && fillers.contains(&Filler::Actor) {
                    fill = Some(Fill::Third { unit: group.verb });
                }
                if fill.is_some() {
                    break;
                }
            }
            if fill.is_none() && fillers.contains(&Filler::ClauseTarget) && self.complement_of(clause).is_some() {
                fill = Some(Fill::ClauseTarget);
            }
            if fill.is_none() && *slot == Slot::Target && group.reciprocal {
                fill = Some(Fill::EachOther);
            }
            // "AS Serang Houthi, Rusia Kecam": a headline leaves out what it has just told.
            if fill.is_none() && self.view.sentence.title && fillers.contains(&Filler::DeedAgent)
                && this.objects.is_empty() && this.link == Link::Coordinate
            {
                fill = Some(Fill::DeedBefore { unit: group.verb });
            }
            // "Moskow membantah": what somebody else has said.
            if fill.is_none() && fillers.contains(&Filler::ClaimSpeaker) && !is_passive(group.voice, this) && this.objects.is_empty() {
                fill = Some(Fill::ClaimBefore);
            }
            match fill {
                Some(fill) => attempt.slots.push((*slot, fill)),
                None if fillers.contains(&Filler::Nothing) => {}
                None => attempt.missing.push(*slot),
            }
        }
        attempt
    }

    /// The prepositional phrases that nouns have taken; not those of the thing itself, which its verb takes with it.
    fn claimed_but(&self, thing: Option<usize>) -> Vec<usize> {
        let others = self.nouns.iter().filter(|noun| noun.complete && Some(noun.chunk) != thing);
        others.flat_map(|noun| noun.claimed.iter().copied()).collect()
    }

    /// Two or more who do something together, from all places where they may stand.
    fn parties(&self, this: &Clause, group: &VerbGroup, frame: &Frame, fillers: &[Filler], claimed: &[usize], attempt: &mut Attempt) {
        let mut found: Vec<(usize, Fill)> = Vec::new();
        for &place in frame.places(Slot::Party) {
            for chunk in self.places(this, group, place, frame.light.is_some(), claimed) {
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
            if place == Place::Object && group.third {
                found.push((usize::MAX, Fill::Third { unit: group.verb }));
            }
        }
        let number: usize = found.iter().map(|(_, fill)| self.number(fill)).sum();
        if number < 2 {
            attempt.missing.push(Slot::Party);
        }
        attempt.slots.extend(found.into_iter().map(|(_, fill)| (Slot::Party, fill)));
    }

    /// How many actors a fill stands for, at least.
    fn number(&self, fill: &Fill) -> usize {
        match fill {
            Fill::Mentions { chunk, mentions } | Fill::Owners { chunk, mentions } => {
                let anaphors = mentions.iter().map(|&m| match self.view.found.mentions[m].who {
                    Who::Anaphor(a) => usize::from(self.view.rules.anaphors[a.index()].count),
                    _ => 1,
                });
                let members = self.analysis.np(*chunk).map_or(0, |np| np.members.len());
                anaphors.sum::<usize>().max(members)
            }
            Fill::Group { .. } => 1,
            _ => 1,
        }
    }

    /// The noun phrases (chunk numbers) that stand in a place of the clause.
    fn places(&self, this: &Clause, group: &VerbGroup, place: Place, light: bool, claimed: &[usize]) -> Vec<usize> {
        let passive = is_passive(group.voice, this);
        match place {
            Place::Subject if passive => {
                let marked = self.view.pack.defaults.passive.iter().flat_map(|(_, places)| places).filter_map(|p| match p {
                    Place::Preposition(phrase) => Some(*phrase),
                    _ => None,
                });
                let mut chunks: Vec<usize> = marked.flat_map(|phrase| self.prepositional(this, phrase)).collect();
                // "Penangkapan aktivis oleh polisi diprotes mahasiswa": that agent is the noun's.
                chunks.retain(|chunk| !claimed.contains(chunk));
                // "dikecam Indonesia": the agent without a preposition stands directly behind the verb.
                let verb = this.verb.unwrap_or(0);
                chunks.extend(this.objects.iter().copied().filter(|&n| n == verb + 1 || n == verb + 3 || group.voice == Voice::Bare));
                chunks
            }
            Place::Object if passive => this.subject.into_iter().collect(),
            Place::Subject => this.subject.into_iter().collect(),
            Place::Object => this.objects.clone(),
            Place::Preposition(phrase) => {
                let mut chunks = self.prepositional(this, phrase);
                chunks.retain(|chunk| !claimed.contains(chunk));
                // What the carrying noun takes stands behind it, also where the noun is the subject.
                if light && let Some(subject) = this.subject {
                    chunks.extend(self.following(subject).into_iter().filter(|&n| self.analysis.np(n).is_some_and(|np| np.preposition == Some(phrase))));
                }
                chunks
            }
            Place::Possessor | Place::Clause(_) => Vec::new(),
        }
    }

    fn prepositional(&self, this: &Clause, phrase: PhraseId) -> Vec<usize> {
        let with = |n: &usize| self.analysis.np(*n).is_some_and(|np| np.preposition == Some(phrase));
        let mut chunks: Vec<usize> = this.prepositional.iter().copied().filter(with).collect();
        // What stands in front of its verb mostly sets the scene.
        chunks.sort_by_key(|&n| (Some(n) < this.verb, n));
        chunks
    }

    /// The clause that a clause's verb takes, if one hangs on it.
    fn complement_of(&self, clause: usize) -> Option<usize> {
        self.analysis.clauses.iter().position(|c| c.parent == Some(clause) && matches!(c.link, Link::Complement(_)))
    }

    /// The clause that a noun takes: it opens behind the noun and what is prepositional to it.
    fn complement_behind(&self, chunk: usize) -> Option<usize> {
        let start = self.following(chunk).last().copied().unwrap_or(chunk) + 1;
        self.analysis.clauses.iter().position(|c| matches!(c.link, Link::Complement(Some(_))) && c.chunks.start == start)
    }

    /// Whose the thing is that a verb is about: "menuai kecaman Turki", "tentara Rusia ditempatkan".
    fn owner_of_thing(&self, attempt: &Attempt, fillers: &[Filler]) -> Option<Fill> {
        let chunk = attempt.thing()?;
        let np = self.analysis.np(chunk)?;
        let mentions: Vec<usize> = np.tail.iter().copied().filter(|&m| fillers.iter().any(|&f| self.mention_fits(m, f))).collect();
        (!mentions.is_empty()).then_some(Fill::Owners { chunk, mentions })
    }

    fn third_agent(&self, group: &VerbGroup) -> Option<Fill> {
        (group.third && matches!(group.voice, Voice::Passive)).then_some(Fill::Third { unit: group.verb })
    }

    /// Gives the verbs of complements their subject from the verb above, and that verb its target from theirs.
    fn controlled(&mut self, governors: &mut [Option<Proposition>]) {
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
                && let Some(governor) = &mut governors[parent]
            {
                governor.slots.push((Slot::Target, fill));
                governor.complete = governor.fill(Slot::Agent).is_some();
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
        let passive = is_passive(group.voice, this);
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

    // Nouns

    fn nouns_of(&mut self, chunk: usize) {
        let Chunk::Np(np) = &self.analysis.chunks[chunk] else { return };
        for unit in np.units.clone() {
            if unit >= self.view.units.len() || self.view.mention(unit).is_some() {
                continue;
            }
            let lemmas: Vec<LemmaId> = self
                .view
                .found
                .senses(&self.view.units[unit])
                .iter()
                .filter_map(|h| match h.meaning {
                    Meaning::Noun { lemma } => Some(lemma),
                    _ => None,
                })
                .collect();
            let mut best: Option<(Rank, Proposition)> = None;
            let mut refused = Vec::new();
            for lemma in lemmas {
                for &frame_id in &self.view.rules.lemmas[lemma.index()] {
                    let frame = &self.view.rules.frames[frame_id.index()];
                    let attempt = self.try_noun(chunk, np, unit, frame);
                    if attempt.missing.contains(&Slot::Thing) {
                        continue;
                    }
                    let rank = attempt.rank();
                    let complete = rank.0;
                    if !complete {
                        refused.push(Refusal { unit, frame: frame_id, missing: attempt.missing });
                    }
                    if best.as_ref().is_none_or(|(known, _)| rank > *known) {
                        let proposition = Proposition {
                            action: frame.action,
                            frame: frame_id,
                            trigger: unit..unit + 1,
                            noun: Some(unit),
                            chunk,
                            clause: self.analysis.clause_of(chunk),
                            child: self.complement_behind(chunk),
                            slots: attempt.slots,
                            claimed: attempt.claimed,
                            complete,
                            status: Status::default(),
                        };
                        best = Some((rank, proposition));
                    }
                }
            }
            if let Some((_, proposition)) = best {
                if !proposition.complete {
                    self.refusals.extend(refused);
                }
                self.nouns.push(proposition);
            }
        }
    }

    fn try_noun(&self, chunk: usize, np: &Np, unit: usize, frame: &Frame) -> Attempt {
        let action = self.action(frame);
        let mut attempt = Attempt { slots: Vec::new(), claimed: Vec::new(), missing: Vec::new() };
        let mut following = self.following(chunk);
        let mut behind: Vec<usize> = np
            .tail
            .iter()
            .copied()
            .filter(|&m| self.view.found.mentions[m].span.start >= self.view.text.words[self.view.units[unit].words.start].token.span.start)
            .collect();
        // "pengeboman tiga fasilitas Iran": what is counted behind a deed belongs to it.
        if behind.is_empty() && np.tail.is_empty()
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
                Place::Preposition(phrase) => following.iter().any(|&n| self.analysis.np(n).is_some_and(|np| np.preposition == Some(*phrase))),
                _ => false,
            });
            (!filled_by_preposition, frame.slots.iter().position(|(s, _)| s == slot).unwrap_or(usize::MAX))
        });
        for (slot, fillers) in order {
            if *slot == Slot::Thing {
                let is_there = fillers.iter().any(|f| matches!(f, Filler::Class(class) if self.class_in(np, *class)));
                match is_there {
                    true => attempt.slots.push((Slot::Thing, Fill::Thing { chunk })),
                    false if fillers.contains(&Filler::Nothing) => {}
                    false => attempt.missing.push(Slot::Thing),
                }
                continue;
            }
            let mut fills: Vec<Fill> = Vec::new();
            let mut places: Vec<Place> = frame.places(*slot).to_vec();
            places.sort_by_key(|place| !matches!(place, Place::Preposition(_)));
            for place in places {
                match place {
                    Place::Preposition(phrase) => {
                        for &n in &following {
                            let here = self.analysis.np(n).is_some_and(|np| np.preposition == Some(phrase));
                            if here && !attempt.claimed.contains(&n)
                                && let Some(fill) = fillers.iter().find_map(|&filler| self.accept(n, filler, *slot))
                            {
                                attempt.claimed.push(n);
                                fills.push(fill);
                                break;
                            }
                        }
                    }
                    Place::Possessor if possessor_free && (fills.is_empty() || *slot == Slot::Party) => {
                        if let Some(fill) = self.possessor(chunk, np, &behind, unit, fillers, action.slot(Slot::Thing).is_some()) {
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

    fn possessor(&self, chunk: usize, np: &Np, behind: &[usize], unit: usize, fillers: &[Filler], has_thing: bool) -> Option<Fill> {
        let mentions: Vec<usize> =
            behind.iter().copied().filter(|&m| fillers.iter().any(|&f| self.mention_fits(m, f))).collect();
        if !mentions.is_empty() {
            return Some(if has_thing { Fill::Owners { chunk, mentions } } else { Fill::Mentions { chunk, mentions } });
        }
        (np.third && behind.is_empty()).then_some(Fill::Third { unit })
    }

    /// The prepositional phrases (chunk numbers) that follow a noun phrase without anything between.
    fn following(&self, chunk: usize) -> Vec<usize> {
        let mut chunks = Vec::new();
        let mut at = chunk + 1;
        while let (Some(Chunk::Mark { class: Class::Preposition(_), .. }), Some(Chunk::Np(_))) =
            (self.analysis.chunks.get(at), self.analysis.chunks.get(at + 1))
        {
            chunks.push(at + 1);
            at += 2;
        }
        chunks
    }

    /// A noun's proposition as its sentence means it, or nothing where its verb has said it already.
    fn deed(&self, noun: &Proposition, governors: &[Option<Proposition>], folder: &Folder) -> Option<Proposition> {
        let mut deed = noun.clone();
        let unit = noun.noun?;
        let Some(clause) = noun.clause else { return Some(deed) };
        let this = &self.analysis.clauses[clause];
        deed.status = folder.deed(clause);
        let np = self.analysis.np(noun.chunk)?;
        let inside = (np.units.start..unit).filter_map(|n| self.view.cue(n));
        inside.for_each(|effect| deed.status.apply(effect));
        if let Some(governor) = &governors[clause] {
            let carries = governor.slots.iter().any(|(s, f)| *s == Slot::Thing && *f == Fill::Thing { chunk: noun.chunk });
            if carries && governor.complete {
                return None;
            }
            let action = &self.view.rules.actions[governor.action.index()];
            let light = self.view.rules.frames[governor.frame.index()].light.is_some();
            let is_object = match this.verb.and_then(|v| self.analysis.verb(v)) {
                Some(group) if is_passive(group.voice, this) => this.subject == Some(noun.chunk),
                _ => this.objects.contains(&noun.chunk),
            } || governor.claimed.contains(&noun.chunk);
            // Whoever stops or plans a deed is whoever does it.
            if is_object && action.event.is_none() && deed.fill(Slot::Agent).is_none()
                && let Some(agent) = governor.fill(Slot::Agent).cloned()
                && self.action(&self.view.rules.frames[deed.frame.index()]).slot(Slot::Agent).is_some()
            {
                deed.slots.insert(0, (Slot::Agent, agent));
                deed.complete = self.is_complete(&deed);
            }
            if let Some(effect) = action.deed.filter(|_| is_object && (governor.complete || !light)) {
                deed.status.apply(effect);
                if effect == Effect::Presupposed && action.event.is_some() {
                    deed.status.source = governor.fill(Slot::Agent).cloned().map(Source::Fill).or(deed.status.source);
                }
            } else if is_object && action.event.is_some() && effect_is_speech(action) {
                deed.status.source = governor.fill(Slot::Agent).cloned().map(Source::Fill).or(deed.status.source);
            }
        }
        self.supported(&mut deed, this, clause, folder);
        Some(deed)
    }

    /// "Israel melakukan serangan ke Gaza": the verb adds nothing but who acts, when and how sure it is.
    fn supported(&self, deed: &mut Proposition, this: &Clause, clause: usize, folder: &Folder) {
        let Some(group) = this.verb.and_then(|v| self.analysis.verb(v)) else { return };
        if !self.view.has_class(group.verb, WordClass::Support) {
            return;
        }
        let passive = is_passive(group.voice, this);
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
        let agents = self.places(this, group, Place::Subject, false, &[]);
        if let Some(fill) = agents.into_iter().find_map(|n| self.accept(n, Filler::Actor, Slot::Agent)) {
            deed.slots.insert(0, (slot, fill));
        }
        deed.complete = self.is_complete(deed);
    }

    /// Whether all slots that must be filled are.
    fn is_complete(&self, proposition: &Proposition) -> bool {
        let parties: usize = proposition.slots.iter().filter(|(s, _)| *s == Slot::Party).map(|(_, f)| self.number(f)).sum();
        self.view.rules.actions[proposition.action.index()].slots.iter().all(|(slot, fillers)| match slot {
            Slot::Party => parties >= 2,
            _ => fillers.contains(&Filler::Nothing) || proposition.fill(*slot).is_some(),
        })
    }

    // What may fill a slot

    /// What the noun phrase of a chunk gives a slot that takes `filler`.
    fn accept(&self, chunk: usize, filler: Filler, slot: Slot) -> Option<Fill> {
        let np = self.analysis.np(chunk)?;
        match filler {
            Filler::Class(class) => self.class_in(np, class).then_some(Fill::Thing { chunk }),
            Filler::ClaimSpeaker => match self.deed_in(np, chunk) {
                Some(Fill::DeedBefore { .. }) => Some(Fill::ClaimBefore),
                // "keluhan itu", "tuduhan yang ditampik": a deed of words whose doer stands nowhere beside it.
                Some(Fill::Deed { unit, .. }) if !self.has_agent(unit) => Some(Fill::ClaimBefore),
                fill => fill,
            },
            Filler::DeedAgent => self.deed_in(np, chunk),
            Filler::ClauseTarget | Filler::Nothing => None,
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
        if np.plural && collective && filler == Filler::Actor {
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

    fn has_agent(&self, noun: usize) -> bool {
        let noun = self.nouns.iter().find(|n| n.noun == Some(noun));
        noun.is_some_and(|n| n.fill(Slot::Agent).or(n.fill(Slot::Party)).is_some())
    }

    fn is_possession(&self, np: &Np) -> bool {
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
            let mentions: Vec<usize> = np.tail.iter().copied().filter(|&m| self.mention_fits(m, Filler::Actor)).collect();
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

    fn class_in(&self, np: &Np, class: crate::rule::model::ClassId) -> bool {
        np.units.clone().any(|n| {
            self.view.units.get(n).is_some_and(|unit| {
                self.view.found.senses(unit).iter().any(|h| h.meaning == Meaning::Class(class))
            })
        })
    }

    fn mention_fits(&self, mention: usize, filler: Filler) -> bool {
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

fn effect_is_speech(action: &Action) -> bool {
    use crate::record::EventType::{Accuse, Reject, Request, Support, Threaten};
    matches!(action.event, Some(Accuse | Reject | Request | Support | Threaten))
}

fn fills_from(fill: &Fill, from: usize) -> bool {
    match fill {
        Fill::Mentions { chunk, .. } | Fill::Owners { chunk, .. } | Fill::Group { chunk } | Fill::Deed { chunk, .. } => *chunk == from,
        Fill::Thing { .. } | Fill::Third { .. } | Fill::ClauseTarget | Fill::ClaimBefore | Fill::EachOther | Fill::DeedBefore { .. } | Fill::Government { .. } => false,
    }
}

/// Whether the subject is acted upon: a passive, or a root behind its agent in a relative clause.
fn is_passive(voice: Voice, clause: &Clause) -> bool {
    match voice {
        Voice::Passive => true,
        Voice::Bare => matches!(clause.link, Link::Relative(_)) && !clause.objects.is_empty(),
        _ => false,
    }
}

