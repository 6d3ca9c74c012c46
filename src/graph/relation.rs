//! The events of one edge, counted.

use crate::{
    date::PartialDate,
    record::{Event, EventType, Modality, Polarity, Quad},
};

use super::Sort;

/// Events of one type that agree in polarity and in being told as a fact or not.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Relation {
    /// Their type.
    pub event: EventType,
    /// Whether they happened.
    pub polarity: Polarity,
    /// Whether they are told as facts; else they are planned, possible, urged or conditional.
    pub certain: bool,
    /// Quad class of the type.
    pub quad: Quad,
    /// The events, as places in [`KnowledgeGraph::incidents`](super::KnowledgeGraph::incidents), ascending.
    pub incidents: Vec<usize>,
    actions: Counts,
    intensity: f64,
    period: Period,
}

impl Relation {
    pub(super) fn of(number: usize, event: &Event) -> Self {
        let mut relation = Relation {
            event: event.event,
            polarity: event.polarity,
            certain: event.modality == Modality::Fact,
            quad: event.quad,
            incidents: vec![number],
            actions: Counts::default(),
            intensity: event.intensity.into(),
            period: Period::default(),
        };
        relation.actions.add(&event.action, 1);
        relation.period.add(event.date);
        relation
    }

    /// Their most frequent action of the ontology; of several, the one met first.
    pub fn action(&self) -> &str {
        self.actions.most().unwrap_or_default()
    }

    /// How many events they are.
    pub fn weight(&self) -> usize {
        self.incidents.len()
    }

    /// Their mean intensity, from -10 (most hostile) to 10 (most friendly).
    pub fn intensity(&self) -> f64 {
        self.intensity / self.incidents.len() as f64
    }

    /// The earliest date; `None` where no event has one. A month or a year counts from its first day.
    pub fn first(&self) -> Option<PartialDate> {
        self.period.first
    }

    /// The latest date; `None` where no event has one. A month or a year counts to its last day.
    pub fn last(&self) -> Option<PartialDate> {
        self.period.last
    }

    pub(super) fn sort(&self) -> Sort {
        (self.event, self.polarity, self.certain)
    }

    pub(super) fn merge(&mut self, other: Relation) {
        self.incidents.extend(other.incidents);
        self.actions.merge(other.actions);
        self.intensity += other.intensity;
        self.period.merge(other.period);
    }
}

/// How often each of a few names was met, in the order of their first mention.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Counts(Vec<(String, usize)>);

impl Counts {
    pub(super) fn add(&mut self, name: &str, by: usize) {
        match self.0.iter_mut().find(|(n, _)| n == name) {
            Some((_, count)) => *count += by,
            None => self.0.push((name.to_owned(), by)),
        }
    }

    pub(super) fn merge(&mut self, other: Counts) {
        other.0.iter().for_each(|(name, count)| self.add(name, *count));
    }

    /// The most frequent; of several, the first.
    pub(super) fn most(&self) -> Option<&str> {
        self.0.iter().rev().max_by_key(|(_, count)| *count).map(|(name, _)| name.as_str())
    }
}

/// From the earliest to the latest date.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Period {
    pub(super) first: Option<PartialDate>,
    pub(super) last: Option<PartialDate>,
}

impl Period {
    pub(super) fn add(&mut self, date: Option<PartialDate>) {
        self.merge(Period { first: date, last: date });
    }

    pub(super) fn merge(&mut self, other: Period) {
        self.first = self.first.into_iter().chain(other.first).min_by_key(|date| date.first_day());
        self.last = self.last.into_iter().chain(other.last).max_by_key(|date| date.next());
    }
}
