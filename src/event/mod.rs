//! Frames bound to typed slots, clause by clause: propositions, with what is known of how sure they are.

mod bind;
mod effect;
mod filler;
mod noun;
mod verb;

pub(crate) use effect::{Source, Status};

use std::ops::Range;

use crate::{
    clause::{Analysis, View},
    rule::model::{ActionId, FrameId, RoleId, Slot},
};

/// What fills a slot, before anaphors are resolved. Numbers are of chunks, units and mentions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fill {
    /// Actors that the text names in the noun phrase of a chunk.
    Mentions { chunk: usize, mentions: Vec<usize> },
    /// The owners of what the noun phrase of a chunk names: *sandera Israel* are Israel's.
    Owners { chunk: usize, mentions: Vec<usize> },
    /// Several actors that the noun phrase counts and does not name.
    Group { chunk: usize },
    /// People whom the noun phrase names by nothing but their number, in this role.
    People { chunk: usize, role: RoleId },
    /// Somebody named before: *-nya* on this unit.
    Third { unit: usize },
    /// Whoever did the deed that the noun at this unit names.
    Deed { unit: usize, chunk: usize },
    /// Whoever did what was told before: *langkah itu*.
    DeedBefore { unit: usize },
    /// The government of the country that the text is about, at this unit.
    Government { unit: usize },
    /// Whoever says what the clause says.
    Speaker,
    /// Whoever made the statement that is spoken of: *keluhan itu*, or just what is denied.
    ClaimBefore,
    /// The other ones of those who do it: *saling*.
    EachOther,
    /// A thing that is there.
    Thing { chunk: usize },
    /// The target of the clause inside.
    ClauseTarget,
    /// Whoever was hostile to the one who acts in what was told just before: "Tokyo melayangkan protes."
    Offender,
}

/// A frame with its slots filled.
#[derive(Clone, Debug)]
pub(crate) struct Proposition {
    pub action: ActionId,
    pub frame: FrameId,
    /// Units of the word or words that name it.
    pub trigger: Range<usize>,
    /// The noun that names it, if one does.
    pub noun: Option<usize>,
    pub chunk: usize,
    pub clause: Option<usize>,
    /// The clause that it takes.
    pub child: Option<usize>,
    pub slots: Vec<(Slot, Fill)>,
    /// Chunks of the prepositional phrases it has taken.
    pub claimed: Vec<usize>,
    /// Whether all slots that must be filled are.
    pub complete: bool,
    pub status: Status,
}

impl Proposition {
    pub fn fill(&self, slot: Slot) -> Option<&Fill> {
        self.slots.iter().find(|(s, _)| *s == slot).map(|(_, fill)| fill)
    }
}

/// Why a frame gave nothing, for whoever asks.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub unit: usize,
    pub frame: FrameId,
    pub missing: Vec<Slot>,
}

/// What the frames found in one sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// In the order of their triggers.
    pub propositions: Vec<Proposition>,
    pub refusals: Vec<Refusal>,
}

/// Binds the frames of one sentence.
pub(crate) fn analyse(view: View<'_>, analysis: &Analysis) -> Found {
    bind::bind(view, analysis)
}
