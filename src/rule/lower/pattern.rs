//! Patterns over words: compounds of roles, countries and persons, and shapes of dates.

use super::*;

/// `OFFICE`, `BODY` and `PEOPLE` are roles of that sort.
const COMPOUND_CLASSES: &[&str] = &["ROLE", "OFFICE", "BODY", "PEOPLE", "COUNTRY", "ORG", "GROUP", "PERSON"];
const DATE_CLASSES: &[&str] = &["WEEKDAY", "D", "M", "MONTH", "Y", "N", "UNIT"];

/// Patterns with the line that says what they give, or none where it lacks.
type Group<'e> = (Vec<Vec<Element>>, Option<&'e Entry<'e>>);

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
            let last = what.rsplit('/').next().and_then(|last| COMPOUND_CLASSES.iter().find(|class| **class == last));
            match last.filter(|class| !matches!(**class, "COUNTRY" | "ORG" | "GROUP")) {
                Some(gives) => {
                    let compounds = patterns.into_iter().map(|pattern| Compound { pattern, gives });
                    self.packs[pack].compounds.extend(compounds);
                }
                None => self.error(item, "E070", gives.span, format!("a compound can't give `{what}`"), CURE),
            }
        }
    }

    pub(super) fn dates(&mut self, item: &Item) {
        const CURE: &str = "write date, day WEEKDAY, published ± 1 day, published ± N UNIT, last ± …, month of published ± 1 or none";
        let Some(pack) = self.pack_of(item) else { return };
        for (patterns, gives) in self.groups(item, DATE_CLASSES) {
            let Some(gives) = gives else {
                self.error(item, "E073", item.block.span(), "this shape of a date is not read", CURE);
                continue;
            };
            match reading(&gives.text()) {
                Some(reading) => {
                    let dates = patterns.into_iter().map(|pattern| DatePattern { pattern, reading });
                    self.packs[pack].dates.extend(dates);
                }
                None => self.error(item, "E072", gives.span, format!("a date can't be read as `{}`", gives.text()), CURE),
            }
        }
    }

    /// The patterns of a block. What they give stands below their line, or once below several.
    fn groups<'e>(&mut self, item: &Item<'e>, classes: &'static [&'static str]) -> Vec<Group<'e>> {
        let mut groups: Vec<Group> = Vec::new();
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

    /// Files the date patterns under what they can begin with.
    pub(super) fn index_dates(&mut self) {
        for pack in &mut self.packs {
            for (n, date) in pack.dates.iter().enumerate() {
                let mut firsts = Vec::new();
                first_elements(&date.pattern, &mut firsts);
                for first in firsts {
                    match first {
                        Element::Literal(words) => pack.date_starts.entry(words[0]).or_default().push(n),
                        Element::Sign(sign) => pack.date_starts_sign.push((*sign, n)),
                        Element::Class(class) => {
                            if matches!(*class, "D" | "M" | "Y" | "N") {
                                pack.date_starts_number.push(n);
                            }
                            for (word, values) in &pack.values {
                                if values.iter().any(|v| begins(class, v.class)) {
                                    pack.date_starts.entry(*word).or_default().push(n);
                                }
                            }
                        }
                        Element::OneOf(_) | Element::Optional(_) => {}
                    }
                }
            }
            for patterns in pack.date_starts.values_mut() {
                patterns.sort_unstable();
                patterns.dedup();
            }
        }
    }

    fn elements(&mut self, item: &Item, atoms: &[Atom], classes: &'static [&'static str]) -> Vec<Element> {
        let mut elements: Vec<Element> = Vec::new();
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

    fn element(&mut self, item: &Item, atom: &Atom, classes: &'static [&'static str]) -> Option<Element> {
        let text = &*atom.text;
        let words = self.word_ids(text);
        if matches!(atom.kind, AtomKind::Sign | AtomKind::Regex) || words.is_empty() {
            let message = format!("`{text}` can't stand here");
            self.error(item, "E074", atom.span, message, "quote it if the text has it: \"?\"");
            return None;
        }
        if atom.kind == AtomKind::Word && text.chars().all(|c| c.is_ascii_uppercase()) {
            let class = classes.iter().find(|class| **class == text);
            if class.is_none() {
                let help = suggestion(text, classes.iter().copied());
                self.error(item, "E075", atom.span, format!("`{text}` is no class here"), help);
            }
            return class.map(|class| Element::Class(class));
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

/// The elements that a match can begin with; whether the whole sequence can be empty.
fn first_elements<'e>(elements: &'e [Element], firsts: &mut Vec<&'e Element>) -> bool {
    for element in elements {
        let may_be_empty = match element {
            Element::OneOf(branches) => branches.iter().fold(false, |empty, b| first_elements(b, firsts) | empty),
            Element::Optional(inner) => {
                first_elements(inner, firsts);
                true
            }
            _ => {
                firsts.push(element);
                false
            }
        };
        if !may_be_empty {
            return false;
        }
    }
    true
}

/// Whether a word of this class can stand for a class of date patterns.
fn begins(class: &str, word: WordClass) -> bool {
    matches!(
        (class, word),
        ("WEEKDAY", WordClass::Weekday) | ("MONTH", WordClass::Month) | ("UNIT", WordClass::Unit) | ("N", WordClass::Number | WordClass::Multiple)
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
