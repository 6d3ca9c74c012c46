//! Which day is meant.

use jiff::{ToSpan, civil};

use crate::{date::PartialDate, mention::DateRef};

/// Reads dates against the day of publication and the day last named.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Days {
    pub published: Option<PartialDate>,
    last: Option<civil::Date>,
}

impl Days {
    pub fn new(published: Option<PartialDate>) -> Self {
        Days { published, last: None }
    }

    fn day(self) -> Option<civil::Date> {
        self.published.and_then(PartialDate::full)
    }

    /// The date, if the text and the day of publication fix it.
    pub fn read(&mut self, date: DateRef) -> Option<PartialDate> {
        let read = self.resolve(date)?;
        if let Some(day) = read.full() {
            self.last = Some(day);
        }
        Some(read)
    }

    /// A day that is still to come: "akan bertemu pada Selasa", "on 6 March".
    pub fn read_ahead(self, date: DateRef) -> Option<PartialDate> {
        let published = self.day()?;
        match date {
            DateRef::Weekday(weekday) => {
                let ahead = (weekday - published.weekday().to_monday_one_offset()).rem_euclid(7);
                published.checked_add(i64::from(ahead).days()).ok().map(PartialDate::from)
            }
            DateRef::DayMonth { day, month } => {
                (0..=1).filter_map(|n| PartialDate::new(published.year() + n, Some(month), day)).find(|date| {
                    date.day.map_or((date.year, month) >= (published.year(), published.month()), |_| {
                        date.first_day() >= published
                    })
                })
            }
            _ => None,
        }
    }

    fn resolve(self, date: DateRef) -> Option<PartialDate> {
        let days =
            |day: Option<civil::Date>, n: i64| day.and_then(|d| d.checked_add(n.days()).ok()).map(PartialDate::from);
        match date {
            DateRef::Fixed(date) => Some(date),
            DateRef::Published(n) => days(self.day(), n),
            DateRef::Last(n) => days(self.last, n),
            DateRef::Weekday(weekday) => {
                let day = self.day()?;
                let back = (day.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
                days(Some(day), -i64::from(back))
            }
            DateRef::Months(n) => {
                let day = self.published.filter(|p| p.month.is_some())?.first_day().checked_add(n.months()).ok()?;
                PartialDate::new(day.year(), Some(day.month()), None)
            }
            DateRef::Years(n) => {
                PartialDate::new(self.published?.year.checked_add(i16::try_from(n).ok()?)?, None, None)
            }
            DateRef::LastMonth(month) => {
                let published = self.published?;
                let back = i16::from(published.month.is_none_or(|now| month >= now));
                PartialDate::new(published.year - back, Some(month), None)
            }
            DateRef::DayMonth { day, month } => self.nearest_year(day, month),
            DateRef::Nothing => None,
        }
    }

    /// A day and month without a year: the last such day up to the publication, or the one that follows it within a
    /// few weeks.
    fn nearest_year(self, day: Option<i8>, month: i8) -> Option<PartialDate> {
        const AHEAD: i32 = 60;
        let published = self.published?.first_day();
        (-1..=1)
            .filter_map(|n| PartialDate::new(published.year() + n, Some(month), day))
            .filter(|date| (date.first_day() - published).get_days() <= AHEAD)
            .min_by_key(|date| (date.first_day() - published).get_days().abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_against_the_day_of_publication() {
        let mut days = Days::new("2024-11-08".parse().ok());
        let mut read = |date| days.read(date).map(|d| d.to_string());
        // 2024-11-08 was a Friday.
        assert_eq!(read(DateRef::Weekday(5)).as_deref(), Some("2024-11-08"));
        assert_eq!(read(DateRef::Weekday(3)).as_deref(), Some("2024-11-06"));
        assert_eq!(read(DateRef::Last(-1)).as_deref(), Some("2024-11-05"));
        assert_eq!(read(DateRef::Published(-1)).as_deref(), Some("2024-11-07"));
        assert_eq!(read(DateRef::DayMonth { day: Some(7), month: 1 }).as_deref(), Some("2025-01-07"));
        assert_eq!(read(DateRef::Months(-11)).as_deref(), Some("2023-12"));
        assert_eq!(read(DateRef::Nothing), None);
        assert_eq!(Days::default().read(DateRef::Weekday(1)), None);
    }
}
