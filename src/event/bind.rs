//! Slots and what stands where they look: which noun phrase can fill which slot.

use super::{Source, Status, effect::Folder, *};
use crate::{
    clause::{Clause, VerbGroup},
    lang::Voice,
    mention::Who,
    record::EventType,
    rule::model::{Action, Filler, Frame, LemmaId, Meaning, Place, WordClass},
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
    binder.aim_protests(&mut governors);
    binder.aim_speech(&mut governors);
    let folder = Folder { view, analysis, governors: &governors, nouns: &binder.nouns };
    let mut propositions: Vec<Proposition> =
        binder.nouns.iter().map(|noun| binder.deed(noun, &governors, &folder)).collect();
    for (clause, governor) in governors.iter().enumerate() {
        if let Some(governor) = governor {
            let mut proposition = governor.clone();
            proposition.status = folder.clause(clause);
            propositions.push(proposition);
        }
    }
    for clause in 0..analysis.clauses.len() {
        propositions.extend(binder.said_of(clause, &folder));
    }
    for n in 0..analysis.attributions.len() {
        propositions.extend(binder.said_by(n));
    }
    propositions.sort_by_key(|p| p.trigger.start);
    Found { propositions, refusals: binder.refusals }
}

/// Who speaks in a clause of saying.
pub(super) fn speaker_of(view: View<'_>, analysis: &Analysis, clause: usize, group: &VerbGroup) -> Option<Fill> {
    let binder = Binder { view, analysis, refusals: Vec::new(), nouns: Vec::new() };
    let site = Site { number: clause, clause: &analysis.clauses[clause], group };
    let chunks = binder.places(site, Place::Subject, false, &[]);
    chunks
        .into_iter()
        .find_map(|chunk| binder.accept(chunk, Filler::Actor, Slot::Agent))
        .or_else(|| binder.third_agent(group))
}

pub(super) struct Binder<'a> {
    pub view: View<'a>,
    pub analysis: &'a Analysis,
    pub refusals: Vec<Refusal>,
    pub nouns: Vec<Proposition>,
}

/// The clause whose verb is bound.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub number: usize,
    pub clause: &'a Clause,
    pub group: &'a VerbGroup,
}

impl Site<'_> {
    pub fn is_passive(self) -> bool {
        self.group.voice == Voice::Passive
    }
}

/// Chunk numbers: mostly one or two.
pub(super) type Chunks = smallvec::SmallVec<[usize; 4]>;

/// A frame tried: what it filled, and what it lacks.
#[derive(Default)]
pub(super) struct Attempt {
    pub slots: Vec<(Slot, Fill)>,
    pub claimed: Vec<usize>,
    pub missing: Vec<Slot>,
    /// Whether it says what becomes of a clause that is there.
    pub takes_clause: bool,
}

/// A frame that was bound as well as it can be.
pub(super) struct Bound {
    pub frame: FrameId,
    pub slots: Vec<(Slot, Fill)>,
    pub claimed: Vec<usize>,
    pub complete: bool,
}

/// How well a frame fits: whether nothing is missing, whether its thing is there, how much of it the text names.
type Rank = (bool, usize, usize);

impl Attempt {
    /// The chunk of the thing, where there is one.
    pub(super) fn thing(&self) -> Option<usize> {
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
            (Slot::Party, _) => 5,
            _ => 2,
        });
        (self.missing.is_empty(), things, named.sum::<usize>() + usize::from(self.takes_clause))
    }
}

impl Binder<'_> {
    pub(super) fn action(&self, frame: &Frame) -> &Action {
        &self.view.rules.actions[frame.action.index()]
    }

    /// "Sudan must return the helicopter, Russia said": what is said to be somebody's duty is asked of him.
    fn said_of(&self, number: usize, folder: &Folder) -> Option<Proposition> {
        let clause = &self.analysis.clauses[number];
        let chunk = clause.verb?;
        let group = self.analysis.verb(chunk)?;
        let rows = &self.view.pack.cue_rows;
        let &(_, frame) = rows.iter().find(|(effect, _)| group.effects.contains(effect))?;
        // "must have leaked" asks for nothing.
        if group.units.clone().any(|n| self.view.has_class(n, WordClass::Perfect)) {
            return None;
        }
        // "AS harus bersiap membayar mahal," ancam Houthi.
        let threatens =
            |lemma: LemmaId| self.view.rules.actions_of(lemma).any(|action| action.event == Some(EventType::Threaten));
        let senses = self.view.units.iter().flat_map(|unit| self.view.found.senses(unit));
        if senses.into_iter().any(|sense| matches!(*sense, Meaning::Verb { lemma, .. } if threatens(lemma))) {
            return None;
        }
        let status = folder.clause(number);
        status.source.as_ref()?;
        let site = Site { number, clause, group };
        let doers = self.places(site, Place::Subject, false, &[]);
        let targets = doers.into_iter().filter_map(|n| self.accept(n, Filler::Actor, Slot::Target));
        let target = targets.into_iter().find(|fill| self.is_named(fill))?;
        let trigger = (group.units.start..group.verb).find(|&n| self.view.cue(n) == Some(rows[0].0))?;
        Some(Proposition {
            action: self.view.rules.frames[frame.index()].action,
            frame,
            trigger: trigger..trigger + 1,
            noun: None,
            chunk,
            clause: Some(number),
            child: None,
            slots: vec![(Slot::Agent, Fill::Speaker), (Slot::Target, target)],
            claimed: Vec::new(),
            complete: true,
            status: Status { source: status.source, ..Status::default() },
        })
    }

    /// Whether somebody of whom a fill speaks is named: a word that stands for somebody may stand for the speaker.
    pub(super) fn is_named(&self, fill: &Fill) -> bool {
        let Fill::Mentions { mentions, .. } = fill else { return !matches!(fill, Fill::Third { .. }) };
        mentions.iter().any(|&m| !matches!(self.view.found.mentions[m].who, Who::Anaphor(_)))
    }

    /// "…," ancam Houthi. "Asmara should leave, Washington demanded": whom he speaks to stands in what he says.
    fn said_by(&self, n: usize) -> Option<Proposition> {
        let attribution = &self.analysis.attributions[n];
        let rules = self.view.rules;
        let lemmas = self.view.found.senses(&self.view.units[attribution.unit]).iter().filter_map(|h| match *h {
            Meaning::Verb { lemma, .. } => Some(lemma),
            _ => None,
        });
        let frame = lemmas.flat_map(|lemma| rules.lemmas[lemma.index()].iter().copied()).find(|frame| {
            let frame = &rules.frames[frame.index()];
            let action = &rules.actions[frame.action.index()];
            frame.light.is_none()
                && action.event.is_some_and(EventType::is_speech)
                && action.slot(Slot::Thing).is_none()
                && action.takes(Slot::Target, Filler::Actor)
        })?;
        let target = self.spoken_of(|_| true)?;
        Some(Proposition {
            action: rules.frames[frame.index()].action,
            frame,
            trigger: attribution.unit..attribution.unit + 1,
            noun: None,
            chunk: usize::MAX,
            clause: None,
            child: None,
            slots: vec![(Slot::Agent, Fill::Speaker), (Slot::Target, target)],
            claimed: Vec::new(),
            complete: true,
            status: Status { source: Some(Source::Attribution(n)), ..Status::default() },
        })
    }

    /// Whom what is said is about: the first who is named as the subject of a clause of it.
    pub(super) fn spoken_of(&self, said: impl Fn(&Clause) -> bool) -> Option<Fill> {
        let subjects = self.analysis.clauses.iter().filter(|clause| said(clause)).filter_map(|clause| clause.subject);
        subjects.filter_map(|np| self.accept(np, Filler::Actor, Slot::Target)).find(|fill| self.is_named(fill))
    }

    /// "…," Netanyahu memperingatkan: whom he speaks to stands in the quotation.
    fn aim_speech(&self, governors: &mut [Option<Proposition>]) {
        for (clause, governor) in governors.iter_mut().enumerate() {
            let Some(governor) = governor.as_mut().filter(|g| !g.complete && g.fill(Slot::Agent).is_some()) else {
                continue;
            };
            let action = &self.view.rules.actions[governor.action.index()];
            let speaks = action.event.is_some_and(EventType::is_speech)
                && action.takes(Slot::Target, Filler::Actor)
                && governor.fill(Slot::Target).is_none();
            let this = &self.analysis.clauses[clause];
            if speaks
                && this.quote == 0
                && this.parent.is_none()
                && this.objects.is_empty()
                && let Some(target) = self.spoken_of(|clause| clause.quote != 0)
            {
                governor.slots.push((Slot::Target, target));
                let whole = governor.clone();
                governor.complete = self.is_complete(&whole);
            }
        }
    }

    /// The best of the frames of a unit's verb or noun, and why the others gave nothing. Of equals, the first.
    pub(super) fn best(
        &self,
        unit: usize,
        lemmas: &[LemmaId],
        attempt: impl Fn(&Frame) -> Attempt,
    ) -> (Option<Bound>, Vec<Refusal>) {
        let mut best: Option<(Rank, Bound)> = None;
        let mut refused = Vec::new();
        for &frame in lemmas.iter().flat_map(|lemma| &self.view.rules.lemmas[lemma.index()]) {
            let attempt = attempt(&self.view.rules.frames[frame.index()]);
            // Without the thing that makes a word mean this, a frame says nothing at all.
            if attempt.missing.contains(&Slot::Thing) {
                continue;
            }
            let rank = attempt.rank();
            if best.as_ref().is_none_or(|(known, _)| rank > *known) {
                let Attempt { slots, claimed, .. } = attempt;
                best = Some((rank, Bound { frame, slots, claimed, complete: rank.0 }));
            }
            if !rank.0 {
                refused.push(Refusal { unit, frame, missing: attempt.missing });
            }
        }
        if best.as_ref().is_some_and(|(rank, _)| rank.0) {
            refused.clear();
        }
        (best.map(|(_, bound)| bound), refused)
    }

    /// Whether all slots that must be filled are.
    pub(super) fn is_complete(&self, proposition: &Proposition) -> bool {
        let parties: usize =
            proposition.slots.iter().filter(|(s, _)| *s == Slot::Party).map(|(_, f)| self.number(f)).sum();
        self.view.rules.actions[proposition.action.index()].slots.iter().all(|(slot, fillers)| match slot {
            Slot::Party => parties >= 2,
            _ => fillers.contains(&Filler::Nothing) || proposition.fill(*slot).is_some(),
        })
    }

    /// How many actors a fill stands for, at least.
    pub(super) fn number(&self, fill: &Fill) -> usize {
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
}

pub(super) fn fills_from(fill: &Fill, from: usize) -> bool {
    match fill {
        Fill::Mentions { chunk, .. }
        | Fill::Owners { chunk, .. }
        | Fill::Group { chunk }
        | Fill::People { chunk, .. }
        | Fill::Deed { chunk, .. } => *chunk == from,
        Fill::Thing { .. }
        | Fill::Third { .. }
        | Fill::ClauseTarget
        | Fill::Offender
        | Fill::ClaimBefore
        | Fill::EachOther
        | Fill::Speaker
        | Fill::DeedBefore { .. }
        | Fill::Government { .. } => false,
    }
}
