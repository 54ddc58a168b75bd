//! Dates and times of day as editors write them.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::{Date, Time};
use serde::de::{Deserialize, Deserializer, Error};

use crate::diagnostic::Text;

/// Names of months in French and English, January first.
pub const MONTHS: [[&str; 2]; 12] = [
    ["janvier", "January"],
    ["février", "February"],
    ["mars", "March"],
    ["avril", "April"],
    ["mai", "May"],
    ["juin", "June"],
    ["juillet", "July"],
    ["août", "August"],
    ["septembre", "September"],
    ["octobre", "October"],
    ["novembre", "November"],
    ["décembre", "December"],
];

/// A calendar day, written `2024-12-11` (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

/// A time of day to the minute, written `14:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(pub Time);

impl Day {
    /// The day as people say it, for messages: « 11 décembre 2024 », “11 December 2024”.
    pub fn in_words(self) -> Text {
        in_words(self.0.day(), self.0.month(), self.0.year())
    }
}

/// A day in words, be it one that exists or not; `month` is 1 to 12.
fn in_words(day: i8, month: i8, year: i16) -> Text {
    let [month_fr, month_en] = MONTHS[month as usize - 1];
    let day_fr = if day == 1 { "1er".to_owned() } else { day.to_string() };
    crate::text!("{day_fr} {month_fr} {year}", "{day} {month_en} {year}")
}

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

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let valid_shape = text.len() == 10 && text.as_bytes()[4] == b'-';
        text.parse().ok().filter(|_| valid_shape).map(Day).ok_or_else(|| {
            if let Some(Text { fr, en }) = impossible_day(&text).filter(|_| valid_shape) {
                return D::Error::custom(format!(
                    "{INVALID_DAY}le {fr} n’existe pas : vérifiez-le dans la source{WORDINGS}\
                     there is no {en}: check it in the source"
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

/// A day that is written as one should be but that its month does not have, in words; a month that no year has, as
/// written.
fn impossible_day(text: &str) -> Option<Text> {
    let is_shaped = |(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { u8::is_ascii_digit(&b) };
    if !text.bytes().enumerate().all(is_shaped) {
        return None;
    }
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(if (1..=12).contains(&month) { in_words(day, month, year) } else { crate::text!("{text}", "{text}") })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_say_days_as_people_do() {
        let day = |text: &str| Day(text.parse().unwrap()).in_words();
        assert_eq!(day("2024-12-11"), Text::new("11 décembre 2024", "11 December 2024"));
        assert_eq!(day("2025-02-01"), Text::new("1er février 2025", "1 February 2025"));
    }

    #[test]
    fn days_that_do_not_exist_are_named_too() {
        assert_eq!(impossible_day("2025-02-30").unwrap().fr, "30 février 2025");
        assert_eq!(impossible_day("2025-13-01").unwrap().fr, "2025-13-01");
        assert_eq!(impossible_day("hier"), None);
    }
}
