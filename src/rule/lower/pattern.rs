//! Patterns over words: compounds of roles, countries and persons, and shapes of dates.

use super::*;
use crate::{
    record::ActorKind,
    rule::pattern::{CompoundClass, DateClass, Element, Patterns, Reading},
};

/// What patterns call their classes.
type Classes<C> = [(&'static str, C)];

const COMPOUND_CLASSES: &Classes<CompoundClass> = &[
    ("ROLE", CompoundClass::Role(None)),
    ("OFFICE", CompoundClass::Role(Some(RoleSort::Office))),
    ("BODY", CompoundClass::Role(Some(RoleSort::Body))),
    ("PEOPLE", CompoundClass::Role(Some(RoleSort::People))),
    ("COUNTRY", CompoundClass::Entity(ActorKind::Country)),
    ("ORG", CompoundClass::Entity(ActorKind::Org)),
    ("GROUP", CompoundClass::Entity(ActorKind::Group)),
    ("PERSON", CompoundClass::Person),
];
const DATE_CLASSES: &Classes<DateClass> = &[
    ("WEEKDAY", DateClass::Weekday),
    ("D", DateClass::Day),
    ("M", DateClass::Month),
    ("MONTH", DateClass::MonthName),
    ("Y", DateClass::Year),
    ("N", DateClass::Number),
    ("UNIT", DateClass::Unit),
];

/// Patterns with the line that says what they give, or none where it lacks.
type Group<'e, C> = (Vec<Vec<Element<C>>>, Option<&'e Entry<'e>>);

impl Lower<'_> {
    pub(super) fn compound(&mut self, item: &Item) {
        const CURE: &str = "write `gives: COUNTRY/ROLE` or `gives: COUNTRY/PERSON`";
        let Some(pack) = self.pack_of(item) else { return };
        for (patterns, gives) in self.groups(item, COMPOUND_CLASSES) {
            let Some(gives) = gives else {
                self.error(item, "E071", item.block.span(), "a compound gives nothing", CURE);
                continue;
            };
            let what = gives.text();
            let last = what.rsplit('/').next().and_then(|last| class_named(COMPOUND_CLASSES, last));
            match last.filter(|class| !matches!(class, CompoundClass::Entity(_))) {
                Some(gives) => {
                    let compounds = &mut self.packs[pack].compounds;
                    patterns.iter().for_each(|pattern| compounds.insert(pattern, gives));
                }
                None => self.error(item, "E070", gives.span, format!("a compound can't give `{what}`"), CURE),
            }
        }
    }

    pub(super) fn dates(&mut self, item: &Item) {
        const CURE: &str =
            "write date, day WEEKDAY, published ± 1 day, published ± N UNIT, last ± …, month of published ± 1 or none";
        let Some(pack) = self.pack_of(item) else { return };
        for (patterns, gives) in self.groups(item, DATE_CLASSES) {
            let Some(gives) = gives else {
                self.error(item, "E073", item.block.span(), "this shape of a date is not read", CURE);
                continue;
            };
            match reading(&gives.text()) {
                Some(reading) => {
                    let dates = &mut self.packs[pack].dates;
                    patterns.iter().for_each(|pattern| dates.insert(pattern, reading));
                }
                None => {
                    self.error(item, "E072", gives.span, format!("a date can't be read as `{}`", gives.text()), CURE)
                }
            }
        }
    }

    /// The patterns of a block. What they give stands below their line, or once below several.
    fn groups<'e, C: Copy>(&mut self, item: &Item<'e>, classes: &Classes<C>) -> Vec<Group<'e, C>> {
        let mut groups: Vec<Group<C>> = Vec::new();
        let mut waiting = Vec::new();
        for entry in &item.block.entries {
            if entry.key.is_none() {
                waiting.extend(entry.values.iter().map(|value| self.elements(item, &value.atoms, classes)));
            }
            for line in if entry.key.is_none() { &entry.children[..] } else { std::slice::from_ref(entry) } {
                if line.key_name() == "gives" {
                    groups.push((std::mem::take(&mut waiting), Some(line)));
                } else {
                    self.unknown_key(item, line, &["gives"]);
                }
            }
        }
        if !waiting.is_empty() {
            groups.push((waiting, None));
        }
        groups
    }

    /// Marks the words that dates can begin with.
    pub(super) fn index_dates(&mut self) {
        for pack in &mut self.packs {
            let mut starts: Vec<WordId> = pack.dates.first_words().collect();
            let classes = &pack.dates.node(Patterns::<DateClass, Reading>::ROOT).classes;
            for (word, values) in &pack.values {
                if values.iter().any(|value| classes.iter().any(|&(class, _)| begins(class, value.class))) {
                    starts.push(*word);
                }
            }
            pack.date_starts = vec![false; starts.iter().map(|word| word.index() + 1).max().unwrap_or(0)];
            starts.iter().for_each(|word| pack.date_starts[word.index()] = true);
        }
    }

    fn elements<C: Copy>(&mut self, item: &Item, atoms: &[Atom], classes: &Classes<C>) -> Vec<Element<C>> {
        let mut elements: Vec<Element<C>> = Vec::new();
        let mut rest = atoms;
        while let [first, tail @ ..] = rest {
            rest = tail;
            if first.is_sign("(") {
                let end = closing(tail);
                let branches = branches(&tail[..end]).into_iter().map(|branch| self.elements(item, branch, classes));
                elements.push(Element::OneOf(branches.collect()));
                rest = &tail[end + 1..];
            } else if first.is_sign("?")
                && let Some(last) = elements.pop()
            {
                elements.push(Element::Optional(vec![last]));
            } else if let Some(element) = self.element(item, first, classes) {
                elements.push(element);
            }
        }
        elements
    }

    fn element<C: Copy>(&mut self, item: &Item, atom: &Atom, classes: &Classes<C>) -> Option<Element<C>> {
        let text = &*atom.text;
        let words = self.word_ids(text);
        if matches!(atom.kind, AtomKind::Sign | AtomKind::Regex) || words.is_empty() {
            let message = format!("`{text}` can't stand here");
            self.error(item, "E074", atom.span, message, "quote it if the text has it: \"?\"");
            return None;
        }
        if atom.kind == AtomKind::Word && text.chars().all(|c| c.is_ascii_uppercase()) {
            let class = class_named(classes, text);
            if class.is_none() {
                let help = suggestion(text, classes.iter().map(|&(name, _)| name));
                self.error(item, "E075", atom.span, format!("`{text}` is no class here"), help);
            }
            return class.map(Element::Class);
        }
        let mut chars = text.chars();
        Some(match (chars.next(), chars.next()) {
            (Some(sign), None) if !sign.is_alphanumeric() => Element::Sign(sign),
            _ => Element::Literal(words),
        })
    }
}

/// Where the parenthesis ends that is open before these atoms. The parser has seen to it that it does.
fn closing(atoms: &[Atom]) -> usize {
    let mut depth = 1;
    let end = atoms.iter().position(|atom| {
        depth += i32::from(atom.is_sign("(")) - i32::from(atom.is_sign(")"));
        depth == 0
    });
    end.expect("parentheses are balanced")
}

/// What `|` parts, except within parentheses.
fn branches<'a, 's>(atoms: &'a [Atom<'s>]) -> Vec<&'a [Atom<'s>]> {
    let mut depth = 0;
    let parts = atoms.split(|atom| {
        depth += i32::from(atom.is_sign("(")) - i32::from(atom.is_sign(")"));
        depth == 0 && atom.is_sign("|")
    });
    parts.collect()
}

fn class_named<C: Copy>(classes: &Classes<C>, name: &str) -> Option<C> {
    classes.iter().find(|(n, _)| *n == name).map(|&(_, class)| class)
}

/// Whether a word of this class can stand for a class of date patterns.
fn begins(class: DateClass, word: WordClass) -> bool {
    matches!(
        (class, word),
        (DateClass::Weekday, WordClass::Weekday)
            | (DateClass::MonthName, WordClass::Month)
            | (DateClass::Unit, WordClass::Unit)
            | (DateClass::Number, WordClass::Number | WordClass::Multiple)
    )
}

/// `published - N UNIT` and its like.
fn reading(text: &str) -> Option<Reading> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let sign = |sign: &str| match sign {
        "+" => Some(1),
        "-" => Some(-1),
        _ => None,
    };
    Some(match words[..] {
        ["date"] => Reading::Parts,
        ["date", "before", "published"] => Reading::PartsBefore,
        ["day", "WEEKDAY"] => Reading::Weekday,
        ["published"] => Reading::Published(0),
        ["last"] => Reading::Last(0),
        ["none"] => Reading::Nothing,
        ["published", s, "N", "UNIT"] => Reading::PublishedUnits(sign(s)?),
        ["last", s, "N", "UNIT"] => Reading::LastUnits(sign(s)?),
        ["published", s, n, "day" | "days"] => Reading::Published(sign(s)? * n.parse::<i64>().ok()?),
        ["last", s, n, "day" | "days"] => Reading::Last(sign(s)? * n.parse::<i64>().ok()?),
        ["month", "of", "published"] => Reading::MonthsFromPublished(0),
        ["month", "of", "published", s, n] => Reading::MonthsFromPublished(sign(s)? * n.parse::<i64>().ok()?),
        ["year", "of", "published"] => Reading::YearsFromPublished(0),
        ["year", "of", "published", s, n] => Reading::YearsFromPublished(sign(s)? * n.parse::<i64>().ok()?),
        _ => return None,
    })
}
