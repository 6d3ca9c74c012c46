//! Patterns of rule files, matched over words or units.

use crate::rule::{model::WordId, pattern::Patterns};

/// What patterns are matched over.
pub(super) trait Line {
    type Class: Copy + PartialEq;
    /// What the classes on the way have matched.
    type Parts: Copy;

    fn word(&self, at: usize) -> Option<WordId>;

    fn sign(&self, at: usize) -> Option<char>;

    /// One past what is of the class at `at`, and the parts with it.
    fn class(&self, class: Self::Class, at: usize, parts: Self::Parts) -> Option<(usize, Self::Parts)>;
}

/// One way in which a pattern fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<P, G> {
    pub end: usize,
    pub rank: u32,
    pub parts: P,
    pub gives: G,
}

impl<P, G> Match<P, G> {
    /// Whether it is preferred: the longer one, of equally long ones that which stands first in the rules.
    pub fn beats<Q, H>(&self, other: &Match<Q, H>) -> bool {
        (self.end, other.rank) > (other.end, self.rank)
    }
}

/// Hands on all matches from `at`.
pub(super) fn each_match<L: Line, G: Copy>(
    line: &L,
    patterns: &Patterns<L::Class, G>,
    at: usize,
    parts: L::Parts,
    take: &mut impl FnMut(Match<L::Parts, G>),
) {
    walk(line, patterns, Patterns::<L::Class, G>::ROOT, at, parts, take);
}

fn walk<L: Line, G: Copy>(
    line: &L,
    patterns: &Patterns<L::Class, G>,
    node: u32,
    at: usize,
    parts: L::Parts,
    take: &mut impl FnMut(Match<L::Parts, G>),
) {
    for &(rank, gives) in &patterns.node(node).gives {
        take(Match { end: at, rank, parts, gives });
    }
    if let Some(next) = line.word(at).and_then(|word| patterns.after_word(node, word)) {
        walk(line, patterns, next, at + 1, parts, take);
    }
    if let Some(next) = line.sign(at).and_then(|sign| patterns.after_sign(node, sign)) {
        walk(line, patterns, next, at + 1, parts, take);
    }
    for &(class, next) in &patterns.node(node).classes {
        if let Some((end, parts)) = line.class(class, at, parts) {
            walk(line, patterns, next, end, parts, take);
        }
    }
}
