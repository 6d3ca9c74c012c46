//! Patterns over words, signs and classes of words: compounds and dates.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::model::{RoleSort, WordId};
use crate::record::ActorKind;

/// An element of a pattern over classes of one sort.
#[derive(Clone, Debug)]
pub(crate) enum Element<C> {
    Literal(Vec<WordId>),
    Sign(char),
    Class(C),
    /// One of several sequences.
    OneOf(Vec<Vec<Element<C>>>),
    Optional(Vec<Element<C>>),
}

/// What compounds are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum CompoundClass {
    /// A role, of any sort or of one.
    Role(Option<RoleSort>),
    /// A country, organisation or group.
    Entity(ActorKind),
    Person,
}

/// What dates are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum DateClass {
    Weekday,
    /// Of the month, in digits.
    Day,
    /// In digits.
    Month,
    MonthName,
    Year,
    Number,
    Unit,
}

/// How a matched date is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Reading {
    /// Day, month and year as captured.
    Parts,
    /// The same, of the last such day or month before publication: *last October*.
    PartsBefore,
    /// The captured weekday, at most six days before publication.
    Weekday,
    Published(i64),
    Last(i64),
    /// Publication or the last day named, plus or minus the captured number of units.
    PublishedUnits(i64),
    LastUnits(i64),
    MonthsFromPublished(i64),
    YearsFromPublished(i64),
    Nothing,
}

/// Patterns over classes `C` and what each gives: a trie, so that what patterns have in common is matched once.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Patterns<C, G> {
    /// The root first.
    nodes: Vec<Node<C, G>>,
    words: FxHashMap<(u32, WordId), u32>,
    /// How many ways through the patterns there are.
    ways: u32,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Node<C, G> {
    has_words: bool,
    signs: Vec<(char, u32)>,
    pub classes: Vec<(C, u32)>,
    /// What the patterns that end here give, each with its rank: the earlier in the rules, the lower.
    pub gives: Vec<(u32, G)>,
}

impl<C, G> Default for Node<C, G> {
    fn default() -> Self {
        Node { has_words: false, signs: Vec::new(), classes: Vec::new(), gives: Vec::new() }
    }
}

impl<C, G> Default for Patterns<C, G> {
    fn default() -> Self {
        Patterns { nodes: vec![Node::default()], words: FxHashMap::default(), ways: 0 }
    }
}

impl<C: Copy + PartialEq, G: Copy> Patterns<C, G> {
    pub const ROOT: u32 = 0;

    pub fn insert(&mut self, pattern: &[Element<C>], gives: G) {
        for end in self.ends(Self::ROOT, pattern) {
            self.nodes[end as usize].gives.push((self.ways, gives));
            self.ways += 1;
        }
    }

    /// The nodes that a sequence leads to, in the order of its branches; what is optional is there first.
    fn ends(&mut self, from: u32, elements: &[Element<C>]) -> Vec<u32> {
        elements.iter().fold(vec![from], |nodes, element| {
            let mut next = Vec::new();
            for node in nodes {
                match element {
                    Element::Literal(words) => {
                        next.push(words.iter().fold(node, |node, &word| self.grow_word(node, word)))
                    }
                    Element::Sign(sign) => next.push(self.grow(node, *sign, |node| &mut node.signs)),
                    Element::Class(class) => next.push(self.grow(node, *class, |node| &mut node.classes)),
                    Element::OneOf(branches) => branches.iter().for_each(|branch| next.extend(self.ends(node, branch))),
                    Element::Optional(inner) => {
                        next.extend(self.ends(node, inner));
                        next.push(node);
                    }
                }
            }
            next
        })
    }

    fn grow_word(&mut self, node: u32, word: WordId) -> u32 {
        let new = self.nodes.len() as u32;
        let next = *self.words.entry((node, word)).or_insert(new);
        if next == new {
            self.nodes[node as usize].has_words = true;
            self.nodes.push(Node::default());
        }
        next
    }

    #[allow(clippy::type_complexity)] // Which of a node's lists the symbol belongs to.
    fn grow<S: PartialEq>(&mut self, node: u32, symbol: S, steps: fn(&mut Node<C, G>) -> &mut Vec<(S, u32)>) -> u32 {
        let new = self.nodes.len() as u32;
        let steps = steps(&mut self.nodes[node as usize]);
        if let Some((_, next)) = steps.iter().find(|(s, _)| *s == symbol) {
            return *next;
        }
        steps.push((symbol, new));
        self.nodes.push(Node::default());
        new
    }

    pub fn node(&self, node: u32) -> &Node<C, G> {
        &self.nodes[node as usize]
    }

    /// The node after a word; `None` where nothing goes on with it.
    pub fn after_word(&self, node: u32, word: WordId) -> Option<u32> {
        if self.node(node).has_words { self.words.get(&(node, word)).copied() } else { None }
    }

    pub fn after_sign(&self, node: u32, sign: char) -> Option<u32> {
        self.node(node).signs.iter().find(|(s, _)| *s == sign).map(|&(_, next)| next)
    }

    /// The words that a pattern begins with.
    pub fn first_words(&self) -> impl Iterator<Item = WordId> {
        self.words.keys().filter(|(node, _)| *node == Self::ROOT).map(|&(_, word)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_patterns_share_is_there_once() {
        let word = |n| Element::Literal(vec![WordId(n)]);
        let either = Element::OneOf(vec![vec![word(1)], vec![word(2)]]);
        let mut patterns = Patterns::default();
        patterns.insert(&[Element::Optional(vec![either]), Element::Class(DateClass::Day)], 'a');
        patterns.insert(&[word(1), Element::Class(DateClass::Day)], 'b');
        let root = Patterns::<DateClass, char>::ROOT;
        let day = |node| patterns.node(node).classes[0].1;
        let gives = |node| patterns.node(node).gives.clone();

        let first = patterns.after_word(root, WordId(1)).unwrap();
        assert_eq!(gives(day(first)), [(0, 'a'), (3, 'b')]);
        assert_eq!(gives(day(root)), [(2, 'a')]);
        assert_eq!(patterns.nodes.len(), 6);
        assert_eq!(patterns.after_word(first, WordId(2)), None);
    }
}
