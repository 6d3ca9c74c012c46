//! Dates: shapes of rule files matched over words.

use super::*;
use crate::{
    rule::model::{Element, Reading, WordClass},
    text::Word,
    token::Kind,
};

/// What a pattern's classes matched.
#[derive(Clone, Copy, Debug, Default)]
struct Captures {
    weekday: Option<i64>,
    day: Option<i64>,
    month: Option<i64>,
    year: Option<i64>,
    number: Option<i64>,
    unit: Option<i64>,
}

/// The longest date that starts at `at`: its length in words and what it says.
pub(super) fn date_at(words: &[Word], at: usize, content: &str, pack: &Pack) -> Option<(usize, DateRef)> {
    let word = &words[at];
    let mut best: Option<(usize, DateRef)> = None;
    let mut attempt = |pattern: usize| {
        let date = &pack.dates[pattern];
        let matcher = Matcher { words, content, pack };
        matcher.run(&date.pattern, at, Captures::default(), &mut |end, captures| {
            if best.is_none_or(|(len, _)| end - at > len)
                && let Some(read) = read(date.reading, captures)
            {
                best = Some((end - at, read));
            }
        });
    };
    match word.token.kind {
        Kind::Number => pack.date_starts_number.iter().for_each(|&n| attempt(n)),
        Kind::Word => {
            let starts = word.id.and_then(|id| pack.date_starts.get(&id));
            starts.into_iter().flatten().for_each(|&n| attempt(n));
        }
        Kind::Sign(c) => pack.date_starts_sign.iter().filter(|(s, _)| *s == c).for_each(|&(_, n)| attempt(n)),
    }
    best
}

struct Matcher<'a> {
    words: &'a [Word],
    content: &'a str,
    pack: &'a Pack,
}

impl Matcher<'_> {
    /// Hands each end of a match of `elements` from `at` to `then`. Patterns are short, so plain backtracking is enough.
    fn run(&self, elements: &[Element], at: usize, captures: Captures, then: &mut dyn FnMut(usize, Captures)) {
        let Some((first, rest)) = elements.split_first() else {
            then(at, captures);
            return;
        };
        match first {
            Element::Optional(optional) => {
                self.run(optional, at, captures, &mut |end, captures| self.run(rest, end, captures, then));
                self.run(rest, at, captures, then);
            }
            Element::OneOf(branches) => {
                for branch in branches {
                    self.run(branch, at, captures, &mut |end, captures| self.run(rest, end, captures, then));
                }
            }
            Element::Literal(ids) => {
                let words = self.words.get(at..at + ids.len());
                if words.is_some_and(|words| words.iter().zip(ids).all(|(word, id)| word.id == Some(*id))) {
                    self.run(rest, at + ids.len(), captures, then);
                }
            }
            Element::Sign(sign) => {
                if self.words.get(at).is_some_and(|word| word.sign() == Some(*sign)) {
                    self.run(rest, at + 1, captures, then);
                }
            }
            Element::Class(class) => {
                if let Some((end, captures)) = self.class(class, at, captures) {
                    self.run(rest, end, captures, then);
                }
            }
        }
    }

    fn class(&self, class: &str, at: usize, mut captures: Captures) -> Option<(usize, Captures)> {
        let word = self.words.get(at)?;
        let digits = match word.token.kind {
            Kind::Number => word.token.span.of(self.content).parse::<i64>().ok(),
            _ => None,
        };
        let value = |wanted: WordClass| {
            let values = self.pack.values.get(&word.id?)?;
            values.iter().find(|v| v.class == wanted && (!v.capital || word.is_capital())).map(|v| v.value)
        };
        let slot = match class {
            "WEEKDAY" => (&mut captures.weekday, value(WordClass::Weekday)),
            "D" => (&mut captures.day, digits.filter(|d| (1..=31).contains(d))),
            "M" => (&mut captures.month, digits.filter(|m| (1..=12).contains(m))),
            "MONTH" => (&mut captures.month, value(WordClass::Month)),
            "Y" => (&mut captures.year, digits.filter(|y| (1000..=2999).contains(y) && word.token.span.len() == 4)),
            "UNIT" => (&mut captures.unit, value(WordClass::Unit)),
            _ => (&mut captures.number, digits.filter(|n| (0..1000).contains(n)).or_else(|| value(WordClass::Number))),
        };
        *slot.0 = Some(slot.1?);
        Some((at + 1, captures))
    }
}

/// Units of time in rule files are days, or these.
const MONTHS: i64 = 0;
const YEARS: i64 = -1;

fn read(reading: Reading, captures: Captures) -> Option<DateRef> {
    let units = |sign: i64| -> Option<(i64, i64)> { Some((sign * captures.number.unwrap_or(1), captures.unit.unwrap_or(1))) };
    Some(match reading {
        Reading::Parts => {
            let (day, month) = (captures.day.map(|d| d as i8), captures.month.map(|m| m as i8));
            match (captures.year, month) {
                (Some(year), month) => DateRef::Fixed(PartialDate::new(year as i16, month, day.filter(|_| month.is_some()))?),
                (None, Some(month)) => DateRef::DayMonth { day, month },
                (None, None) => DateRef::Weekday(captures.weekday? as i8),
            }
        }
        Reading::Weekday => DateRef::Weekday(captures.weekday? as i8),
        Reading::Published(days) => DateRef::Published(days),
        Reading::Last(days) => DateRef::Last(days),
        Reading::PublishedUnits(sign) => match units(sign)? {
            (n, MONTHS) => DateRef::Months(n),
            (n, YEARS) => DateRef::Years(n),
            (n, 1) => DateRef::Published(n),
            // So many weeks ago is no day.
            _ => DateRef::Nothing,
        },
        Reading::LastUnits(sign) => match units(sign)? {
            (n, 1) => DateRef::Last(n),
            _ => DateRef::Nothing,
        },
        Reading::MonthsFromPublished(n) => DateRef::Months(n),
        Reading::YearsFromPublished(n) => DateRef::Years(n),
        Reading::Nothing => DateRef::Nothing,
    })
}
