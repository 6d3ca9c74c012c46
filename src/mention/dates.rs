//! Dates: shapes of rule files matched over words.

use super::{
    pattern::{Line, Match, each_match},
    *,
};
use crate::{
    rule::{
        model::WordClass,
        pattern::{DateClass, Patterns, Reading},
    },
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
    let may_start = match word.token.kind {
        Kind::Number => true,
        Kind::Word => word.id.is_some_and(|id| pack.date_starts.get(id.index()) == Some(&true)),
        Kind::Sign(sign) => pack.dates.after_sign(Patterns::<DateClass, Reading>::ROOT, sign).is_some(),
    };
    if !may_start {
        return None;
    }
    let mut best: Option<Match<DateRef, ()>> = None;
    each_match(&Matcher { words, content, pack }, &pack.dates, at, Captures::default(), &mut |found| {
        if best.is_none_or(|best| found.beats(&best))
            && let Some(date) = read(found.gives, found.parts)
        {
            best = Some(Match { end: found.end, rank: found.rank, parts: date, gives: () });
        }
    });
    best.map(|found| (found.end - at, found.parts))
}

struct Matcher<'a> {
    words: &'a [Word],
    content: &'a str,
    pack: &'a Pack,
}

impl Line for Matcher<'_> {
    type Class = DateClass;
    type Parts = Captures;

    fn word(&self, at: usize) -> Option<WordId> {
        self.words.get(at)?.id
    }

    fn sign(&self, at: usize) -> Option<char> {
        self.words.get(at)?.sign()
    }

    fn class(&self, class: DateClass, at: usize, mut captures: Captures) -> Option<(usize, Captures)> {
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
            DateClass::Weekday => (&mut captures.weekday, value(WordClass::Weekday)),
            DateClass::Day => (&mut captures.day, digits.filter(|d| (1..=31).contains(d))),
            DateClass::Month => (&mut captures.month, digits.filter(|m| (1..=12).contains(m))),
            DateClass::MonthName => (&mut captures.month, value(WordClass::Month)),
            DateClass::Year => {
                (&mut captures.year, digits.filter(|y| (1000..=2999).contains(y) && word.token.span.len() == 4))
            }
            DateClass::Unit => (&mut captures.unit, value(WordClass::Unit)),
            DateClass::Number => {
                (&mut captures.number, digits.filter(|n| (0..1000).contains(n)).or_else(|| value(WordClass::Number)))
            }
        };
        *slot.0 = Some(slot.1?);
        Some((at + 1, captures))
    }
}

/// Units of time in rule files are days, or these.
const MONTHS: i64 = 0;
const YEARS: i64 = -1;

fn read(reading: Reading, captures: Captures) -> Option<DateRef> {
    let units =
        |sign: i64| -> Option<(i64, i64)> { Some((sign * captures.number.unwrap_or(1), captures.unit.unwrap_or(1))) };
    Some(match reading {
        Reading::Parts => {
            let (day, month) = (captures.day.map(|d| d as i8), captures.month.map(|m| m as i8));
            match (captures.year, month) {
                (Some(year), month) => {
                    DateRef::Fixed(PartialDate::new(year as i16, month, day.filter(|_| month.is_some()))?)
                }
                (None, Some(month)) => DateRef::DayMonth { day, month },
                (None, None) => DateRef::Weekday(captures.weekday? as i8),
            }
        }
        Reading::PartsBefore => DateRef::LastMonth(captures.month? as i8),
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
