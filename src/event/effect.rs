//! How sure an event is, and who says so: effects folded from the inside out.

use super::{Fill, Proposition};
use crate::{
    clause::{Analysis, Link, View},
    record::{EventType, Modality, Polarity},
    rule::model::{Effect, Parties, Place, Slot},
};

/// Whom a claim is put down to.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    Fill(Fill),
    /// Whoever speaks the quotation.
    Quote(u32),
    /// Whoever the sentence names as its source, by number of the attribution.
    Attribution(usize),
}

/// What is known of an event beside its parties.
#[derive(Clone, Debug)]
pub(crate) struct Status {
    pub modality: Modality,
    pub polarity: Polarity,
    /// No row.
    pub dropped: bool,
    /// Taken for granted: what is said of it around changes nothing.
    pub settled: bool,
    pub source: Option<Source>,
}

impl Default for Status {
    fn default() -> Self {
        Status { modality: Modality::Fact, polarity: Polarity::Positive, dropped: false, settled: false, source: None }
    }
}

impl Status {
    /// Puts an effect around what is known.
    pub fn apply(&mut self, effect: Effect) {
        if self.settled {
            return;
        }
        match effect {
            Effect::Fact => {}
            Effect::Presupposed => self.settled = true,
            Effect::Planned => {
                if self.modality == Modality::Fact {
                    self.modality = Modality::Planned;
                }
            }
            Effect::Possible => {
                if matches!(self.modality, Modality::Fact | Modality::Planned) {
                    self.modality = Modality::Possible;
                }
            }
            // "Don't X" asks for no X.
            Effect::Urged => {
                self.dropped |= self.polarity == Polarity::Negative;
                self.modality = Modality::Urged;
            }
            Effect::Conditional => self.modality = Modality::Conditional,
            Effect::Negative => {
                self.polarity = match self.polarity {
                    Polarity::Positive => Polarity::Negative,
                    Polarity::Negative => Polarity::Positive,
                }
            }
            Effect::None => self.dropped = true,
        }
    }
}

/// What is needed to fold the effects around a clause.
pub(super) struct Folder<'a> {
    pub view: View<'a>,
    pub analysis: &'a Analysis,
    /// The frame chosen for each clause's verb, complete or not.
    pub governors: &'a [Option<Proposition>],
    pub nouns: &'a [Proposition],
}

impl Folder<'_> {
    /// The status of what a clause's own verb tells.
    pub fn clause(&self, clause: usize) -> Status {
        let mut status = Status::default();
        self.own(clause, &mut status);
        self.outer(clause, &mut status, 0);
        status
    }

    /// The status of a deed that a noun names in a clause: the clause's own mood does not touch it.
    pub fn deed(&self, clause: usize) -> Status {
        let mut status = Status::default();
        let mut around = Status::default();
        self.outer(clause, &mut around, 0);
        status.source = around.source;
        status
    }

    /// The effects of the verb group and of what stands around it in the clause.
    pub fn own(&self, clause: usize, status: &mut Status) {
        let this = &self.analysis.clauses[clause];
        if let Some(group) = this.verb.and_then(|v| self.analysis.verb(v)) {
            group.effects.iter().rev().for_each(|&effect| status.apply(effect));
        }
        this.effects.iter().rev().for_each(|&effect| status.apply(effect));
        // "rencana Prancis mengakui Palestina": the noun before says how sure its clause is.
        if let Some(np) =
            this.subject.filter(|_| !this.shared_subject).and_then(|n| self.analysis.np(n)).filter(|np| !np.is_actor)
        {
            self.view.cue(np.head).into_iter().for_each(|effect| status.apply(effect));
        }
        let has_condition =
            self.analysis.clauses.iter().any(|c| {
                c.parent == Some(clause) && c.link == Link::Adverbial && c.effects.contains(&Effect::Conditional)
            });
        // "warned Israel of consequences if it attacks": what depends is what is threatened.
        let threatens = self.governors[clause].as_ref().is_some_and(|governor| {
            self.view.rules.actions[governor.action.index()].event == Some(EventType::Threaten)
        });
        if has_condition && !threatens {
            status.apply(Effect::Conditional);
        }
    }

    /// The effects of the clauses around.
    fn outer(&self, clause: usize, status: &mut Status, depth: usize) {
        let this = &self.analysis.clauses[clause];
        let parent = this.parent.filter(|_| depth < 16);
        match (this.link, parent) {
            (Link::Complement(word), Some(parent)) => self.complement(clause, parent, word, status, depth),
            (Link::Coordinate, Some(parent)) => self.outer(parent, status, depth + 1),
            (Link::Relative(_) | Link::Adverbial, Some(parent)) => {
                let mut around = Status::default();
                self.outer(parent, &mut around, depth + 1);
                status.source = status.source.take().or(around.source);
            }
            _ => {}
        }
        if status.source.is_none() {
            if this.quote != 0 {
                status.source = Some(Source::Quote(this.quote));
            } else if let Some(n) = self.analysis.attributions.iter().position(|a| a.quote == 0) {
                status.source = Some(Source::Attribution(n));
            }
        }
    }

    /// What both do to each other is told even as what they agree on: "sepakat melakukan gencatan senjata".
    fn is_truce(&self, clause: usize) -> bool {
        let action = |p: &Proposition| &self.view.rules.actions[p.action.index()];
        let parent = self.analysis.clauses[clause].parent.and_then(|parent| self.governors[parent].as_ref());
        self.governors[clause].as_ref().is_some_and(|p| action(p).parties == Parties::Both)
            && parent.is_some_and(|p| action(p).event == Some(EventType::Agree))
    }

    fn complement(
        &self,
        clause: usize,
        parent: usize,
        word: Option<crate::rule::model::PhraseId>,
        status: &mut Status,
        depth: usize,
    ) {
        // The noun before it, if it takes clauses, governs a clause rather than the verb does.
        let noun = self.nouns.iter().find(|noun| noun.child == Some(clause));
        if let Some((noun, inner)) =
            noun.and_then(|noun| Some((noun, self.view.rules.actions[noun.action.index()].clause?)))
        {
            status.apply(inner.effect);
            status.source = status.source.take().or(noun.fill(Slot::Agent).cloned().map(Source::Fill));
            self.outer(parent, status, depth + 1);
            return;
        }
        let governor = self.governors[parent].as_ref();
        let action = governor.map(|g| &self.view.rules.actions[g.action.index()]);
        let takes = governor.filter(|g| {
            let places = self.view.rules.frames[g.frame.index()].places(Slot::Theme);
            places.is_empty() || places.contains(&Place::Clause(word)) || word.is_none()
        });
        if let (Some(governor), Some(inner)) = (takes, action.and_then(|a| a.clause)) {
            if !self.is_truce(clause) {
                status.apply(inner.effect);
            }
            let has_row = action.is_some_and(|a| a.event.is_some());
            // "X Ancam Serang Y": in a headline the threat says it all.
            status.dropped |= self.view.sentence.title && action.is_some_and(|a| a.event == Some(EventType::Threaten));
            if has_row || inner.effect == Effect::Urged {
                // What is not asked or charged leaves nothing inside.
                let mut own = Status::default();
                self.own(parent, &mut own);
                status.dropped |= own.polarity == Polarity::Negative;
                status.source = status.source.take().or(governor.fill(Slot::Agent).cloned().map(Source::Fill));
            } else {
                self.own(parent, status);
            }
            self.outer(parent, status, depth + 1);
            return;
        }
        let verb = self.analysis.clauses[parent].verb.and_then(|v| self.analysis.verb(v));
        let is_reason = word.is_some_and(|word| self.view.pack.reasons.contains(&word));
        let is_manner = word.is_some_and(|word| self.view.pack.manners.contains(&word));
        if !is_reason && !is_manner && verb.is_some_and(|group| self.view.says(group.verb)) {
            let group = verb.expect("just seen");
            let speaker = super::bind::speaker_of(self.view, self.analysis, parent, group);
            status.source = status.source.take().or(speaker.map(Source::Fill));
            self.outer(parent, status, depth + 1);
            return;
        }
        // A verb that no frame knows: what is done for a purpose is not done yet; a chain of verbs is one deed.
        match word {
            // "jailed him for bombing": why or how something was done is done already.
            Some(_) if is_reason => {}
            // "will respond by bombing"
            Some(_) if is_manner => self.own(parent, status),
            Some(_) if verb.is_some() => status.apply(Effect::Planned),
            _ => self.own(parent, status),
        }
        self.outer(parent, status, depth + 1);
    }
}
