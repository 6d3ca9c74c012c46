//! The same event told by several documents.

use rustc_hash::FxHashMap;

use crate::{
    date::PartialDate,
    record::{Event, EventType, Modality, Polarity},
};

/// What one or several documents tell of as the same event; GDELT and its readers call the tellings mentions.
///
/// Two documents tell the same where source, type, target, modality, polarity and day agree. A month or a year is no
/// day, and without one there is no telling: then they are two.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Incident {
    /// As each document tells it, one or more, in the order in which they were added.
    pub mentions: Vec<Event>,
}

impl Incident {
    /// As the first document tells it.
    pub fn event(&self) -> &Event {
        &self.mentions[0]
    }

    /// Its id: that of its first telling.
    pub fn id(&self) -> &str {
        &self.event().id
    }
}

/// Incidents in the order of their first mention.
#[derive(Clone, Debug, Default)]
pub(super) struct Incidents {
    list: Vec<Incident>,
    same: FxHashMap<Sameness, usize>,
}

/// What the tellings of one incident have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Sameness {
    source: String,
    event: EventType,
    target: Option<String>,
    modality: Modality,
    polarity: Polarity,
    day: PartialDate,
}

impl Sameness {
    fn of(event: &Event) -> Option<Self> {
        Some(Sameness {
            source: event.source.code.clone(),
            event: event.event,
            target: event.target.as_ref().map(|target| target.code.clone()),
            modality: event.modality,
            polarity: event.polarity,
            day: event.date.filter(|date| date.full().is_some())?,
        })
    }
}

impl Incidents {
    /// Takes an event. Returns its incident's number, and whether the incident is new.
    pub(super) fn add(&mut self, event: Event) -> (usize, bool) {
        let next = self.list.len();
        let place = match Sameness::of(&event) {
            Some(sameness) => *self.same.entry(sameness).or_insert(next),
            None => next,
        };
        match self.list.get_mut(place) {
            // What one document tells twice is two: it was compared when the document was read.
            Some(incident) if incident.mentions.iter().all(|mention| mention.doc != event.doc) => {
                incident.mentions.push(event);
                (place, false)
            }
            _ => {
                self.list.push(Incident { mentions: vec![event] });
                (next, true)
            }
        }
    }

    pub(super) fn list(&self) -> &[Incident] {
        &self.list
    }

    pub(super) fn into_list(self) -> Vec<Incident> {
        self.list
    }
}
