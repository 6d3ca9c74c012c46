//! Patterns over words: compounds of roles, countries and persons, and shapes of dates.

use super::*;

/// `OFFICE`, `BODY` and `PEOPLE` are roles of that sort.
const COMPOUND_CLASSES: &[&str] = &["ROLE", "OFFICE", "BODY", "PEOPLE", "COUNTRY", "ORG", "GROUP", "PERSON"];
const DATE_CLASSES: &[&str] = &["WEEKDAY", "D", "M", "MONTH", "Y", "N", "UNIT"];

impl Lower<'_> {
    pub(super) fn compound(&mut self, item: &Item) {
        const CURE: &str = "write `gives: COUNTRY/ROLE` or `gives: COUNTRY/PERSON`";
        let Some(pack) = self.pack_of(item) else { return };
        let mut waiting: Vec<Vec<Element>> = Vec::new();
        for entry in &item.block.entries {
            // `gives` stands below its line, or once below several.
            let gives = if entry.key_name() == "gives" { Some(entry) } else { entry.children.iter().find(|c| c.key_name() == "gives") };
            if entry.key.is_none() {
                for value in &entry.values {
                    waiting.push(self.elements(item, &value.atoms, COMPOUND_CLASSES));
                }
            } else if entry.key_name() != "gives" {
                self.unknown_key(item, entry, &["gives"]);
            }
            if let Some(line) = gives {
                let what = line.values.first().map(Value::text).unwrap_or_default();
                let gives = match what.rsplit('/').next().and_then(|last| COMPOUND_CLASSES.iter().find(|c| **c == last)) {
                    Some(class) if !matches!(*class, "COUNTRY" | "ORG" | "GROUP") => *class,
                    _ => {
                        self.error(item, "E070", line.span, format!("a compound can't give `{what}`"), CURE);
                        continue;
                    }
                };
                self.packs[pack].compounds.extend(waiting.drain(..).map(|pattern| Compound { pattern, gives }));
            }
        }
        if !waiting.is_empty() {
            self.error(item, "E071", item.block.span(), "a compound gives nothing", CURE);
        }
    }

    pub(super) fn dates(&mut self, item: &Item) {
        const CURE: &str = "write date, day WEEKDAY, published ± 1 day, published ± N UNIT, last ± …, month of published ± 1 or none";
        let Some(pack) = self.pack_of(item) else { return };
        let mut waiting: Vec<Vec<Element>> = Vec::new();
        for entry in &item.block.entries {
            let gives = if entry.key_name() == "gives" { Some(entry) } else { entry.children.iter().find(|c| c.key_name() == "gives") };
            if entry.key.is_none() {
                for value in &entry.values {
                    waiting.push(self.elements(item, &value.atoms, DATE_CLASSES));
                }
            } else if entry.key_name() != "gives" {
                self.unknown_key(item, entry, &["gives"]);
            }
            if let Some(gives) = gives {
                let what = gives.values.first().map(Value::text).unwrap_or_default();
                match reading(&what) {
                    Some(reading) => {
                        self.packs[pack].dates.extend(waiting.drain(..).map(|pattern| DatePattern { pattern, reading }));
                    }
                    None => self.error(item, "E072", gives.span, format!("a date can't be read as `{what}`"), CURE),
                }
            }
        }
        if !waiting.is_empty() {
            self.error(item, "E073", item.block.span(), "this shape of a date is not read", CURE);
        }
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
            if first.is_sign("?") {
                if let Some(last) = elements.pop() {
                    elements.push(Element::Optional(vec![last]));
                }
            } else if first.is_sign("(") {
                let mut depth = 1;
                let end = tail.iter().position(|a| {
                    depth += i32::from(a.is_sign("(")) - i32::from(a.is_sign(")"));
                    depth == 0
                });
                let Some(end) = end else {
                    self.error(item, "E074", first.span, "this parenthesis is never closed", "add `)`, or quote it if the text has one");
                    return elements;
                };
                let (mut start, mut depth, mut branches) = (0, 0, Vec::new());
                for (n, atom) in tail[..end].iter().enumerate() {
                    depth += i32::from(atom.is_sign("(")) - i32::from(atom.is_sign(")"));
                    if depth == 0 && atom.is_sign("|") {
                        branches.push(self.elements(item, &tail[start..n], classes));
                        start = n + 1;
                    }
                }
                branches.push(self.elements(item, &tail[start..end], classes));
                elements.push(Element::OneOf(branches));
                rest = &tail[end + 1..];
            } else if first.kind == AtomKind::Word && first.text.chars().all(|c| c.is_ascii_uppercase()) && first.text != "PM" {
                match classes.iter().find(|class| **class == first.text) {
                    Some(class) => elements.push(Element::Class(class)),
                    None => {
                        let help = suggestion(&first.text, classes.iter().copied());
                        self.error(item, "E075", first.span, format!("`{}` is no class here", first.text), help);
                    }
                }
            } else if let Some(sign) = first.text.chars().next().filter(|c| !c.is_alphanumeric() && first.text.len() == c.len_utf8()) {
                elements.push(Element::Sign(sign));
            } else {
                let words = self.word_ids(&first.text);
                elements.push(Element::Literal(words));
            }
        }
        elements
    }
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
