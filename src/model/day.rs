//! Dates and times of day as editors write them.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::{Date, Time};
use serde::de::{Deserialize, Deserializer, Error};

/// A calendar day, written `2024-12-11` (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

/// A time of day to the minute, written `14:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(pub Time);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

/// The separator between the French and the English wording of an error that passes through serde.
pub const WORDINGS: char = '\u{1f}';

/// What such an error starts with when a day or a time of day is wrong.
pub const INVALID_DAY: char = '\u{1e}';

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let valid_shape = text.len() == 10 && text.as_bytes()[4] == b'-';
        text.parse().ok().filter(|_| valid_shape).map(Day).ok_or_else(|| {
            if valid_shape && is_shaped_like_a_day(&text) {
                return D::Error::custom(format!(
                    "{INVALID_DAY}le jour {text} n’existe pas : vérifiez-le dans la source{WORDINGS}\
                     there is no day {text}: check it in the source"
                ));
            }
            let example = turned_around(&text).unwrap_or(Date::constant(2024, 12, 11));
            D::Error::custom(format!(
                "{INVALID_DAY}« {text} » n’est pas une date : écrivez année-mois-jour, par exemple {example}{WORDINGS}\
                 “{text}” is not a date: write year-month-day, for example {example}"
            ))
        })
    }
}

fn is_shaped_like_a_day(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() })
}

/// The date in a text written day, month, year, as is usual in French: `11/12/2024`.
fn turned_around(text: &str) -> Option<Date> {
    let mut parts = text.split(['/', '.', '-']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (year.len() == 4 && parts.next().is_none()).then_some(date)
}

impl<'de> Deserialize<'de> for Clock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let parts = text.split_once([':', 'h']).and_then(|(h, m)| Some((h.parse().ok()?, m.parse().ok()?)));
        parts.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok()).map(Clock).ok_or_else(|| {
            D::Error::custom(format!(
                "{INVALID_DAY}« {text} » n’est pas une heure : écrivez heures:minutes, par exemple 14:30{WORDINGS}\
                 “{text}” is not a time of day: write hours:minutes, for example 14:30"
            ))
        })
    }
}

impl schemars::JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

impl schemars::JsonSchema for Clock {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Clock".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^([01]?[0-9]|2[0-3])[:h][0-5][0-9]$" })
    }
}
