//! Days as the news gives them: often only a month or a year is known.

use std::{fmt, str::FromStr};

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day, a month or a year: `2024-11-06`, `2024-11` or `2024`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    /// Year, 1 to 9999.
    pub year: i16,
    /// Month, 1 to 12, where known.
    pub month: Option<i8>,
    /// Day of the month, where known.
    pub day: Option<i8>,
}

impl PartialDate {
    /// The date of these parts, or `None` where the calendar has no such day.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        if !(1..=9999).contains(&year) || (month.is_none() && day.is_some()) {
            return None;
        }
        civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(PartialDate { year, month, day })
    }

    /// Its first day.
    pub fn first_day(self) -> civil::Date {
        civil::date(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The whole day, where it is one.
    pub fn full(self) -> Option<civil::Date> {
        self.day.map(|_| self.first_day())
    }

    /// The first day after it: where an interval that ends here stops.
    pub fn next(self) -> civil::Date {
        let step = match (self.month, self.day) {
            (_, Some(_)) => jiff::Span::new().days(1),
            (Some(_), None) => jiff::Span::new().months(1),
            _ => jiff::Span::new().years(1),
        };
        self.first_day().checked_add(step).unwrap_or(civil::Date::MAX)
    }
}

impl From<civil::Date> for PartialDate {
    fn from(date: civil::Date) -> Self {
        PartialDate { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// A text that is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDate(String);

impl fmt::Display for NoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no date; write it as 2024-11-06, 2024-11 or 2024", self.0)
    }
}

impl std::error::Error for NoDate {}

impl FromStr for PartialDate {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let no_date = || NoDate(text.to_owned());
        let mut parts = text.split('-');
        let mut number = |width: usize| -> Result<Option<i16>, NoDate> {
            match parts.next() {
                None => Ok(None),
                Some(p) if p.len() == width && p.bytes().all(|b| b.is_ascii_digit()) => {
                    p.parse().map(Some).map_err(|_| no_date())
                }
                Some(_) => Err(no_date()),
            }
        };
        let year = number(4)?.ok_or_else(no_date)?;
        let (month, day) = (number(2)?, number(2)?);
        if parts.next().is_some() {
            return Err(no_date());
        }
        PartialDate::new(year, month.map(|m| m as i8), day.map(|d| d as i8)).ok_or_else(no_date)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl schemars::JsonSchema for PartialDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PartialDate".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "ISO 8601 day, month or year",
            "type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints() {
        for text in ["2024-11-06", "2024-11", "2024", "0999-01-31"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in ["", "2024-13", "2024-02-30", "24-1-1", "2024-11-06-01", "kemarin"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
}
