//! Dates in words, as each language writes them. What an event does not say is never added: an unknown time stays
//! unknown, « avant le 11 » stays before.

use jiff::civil::{Date, Weekday};

use crate::config::Language;
use crate::model::day::MONTHS;
use crate::model::{Bound, Clock, EventFields, EventKind};

const MONTHS_FR_SHORT: [&str; 12] =
    ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const MONTHS_EN_SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The form in which a text asks for a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// With its bound: « avant le mercredi 11 décembre 2024 ».
    #[default]
    Bounded,
    /// « mercredi 11 décembre 2024 ».
    Full,
    /// « 11/12/2024 ».
    Short,
    /// « 11 décembre ».
    Day,
    /// « mercredi 11 décembre 2024 », with how far away that is on the reader's day.
    Relative,
    /// The sentence of the source.
    Source,
}

impl Form {
    /// The form by its name in a shortcode.
    pub fn from_name(name: &str) -> Option<Form> {
        match name {
            "complete" | "full" => Some(Form::Full),
            "courte" | "short" => Some(Form::Short),
            "jour" | "day" => Some(Form::Day),
            "source" => Some(Form::Source),
            "relative" => Some(Form::Relative),
            _ => None,
        }
    }
}

/// The name of a month.
pub fn month(date: Date, language: Language) -> &'static str {
    MONTHS[date.month() as usize - 1][language as usize]
}

/// The short name of a month.
pub fn month_short(date: Date, language: Language) -> &'static str {
    pick(language, &MONTHS_FR_SHORT, &MONTHS_EN_SHORT)[date.month() as usize - 1]
}

fn pick<'a>(language: Language, fr: &'a [&'static str; 12], en: &'a [&'static str; 12]) -> &'a [&'static str; 12] {
    match language {
        Language::Fr => fr,
        Language::En => en,
    }
}

/// The name of a day of the week.
pub fn weekday(date: Date, language: Language) -> &'static str {
    let names = match date.weekday() {
        Weekday::Monday => ["lundi", "Monday"],
        Weekday::Tuesday => ["mardi", "Tuesday"],
        Weekday::Wednesday => ["mercredi", "Wednesday"],
        Weekday::Thursday => ["jeudi", "Thursday"],
        Weekday::Friday => ["vendredi", "Friday"],
        Weekday::Saturday => ["samedi", "Saturday"],
        Weekday::Sunday => ["dimanche", "Sunday"],
    };
    names[language as usize]
}

/// The day of the month as it is written: `1er` in French.
pub fn day_number(date: Date, language: Language) -> String {
    match (date.day(), language) {
        (1, Language::Fr) => "1er".to_owned(),
        (day, _) => day.to_string(),
    }
}

/// « 11 décembre ».
pub fn day(date: Date, language: Language) -> String {
    format!("{} {}", day_number(date, language), month(date, language))
}

/// « 11 décembre 2024 ».
pub fn long(date: Date, language: Language) -> String {
    format!("{} {}", day(date, language), date.year())
}

/// « mercredi 11 décembre 2024 ».
pub fn full(date: Date, language: Language) -> String {
    format!("{} {}", weekday(date, language), long(date, language))
}

/// « 11/12/2024 », the order of days and months that is used in Europe.
pub fn short(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// « 14 h 30 », `2.30 pm` written as `14:30` in English.
pub fn clock(clock: Clock, language: Language) -> String {
    match (language, clock.0.minute()) {
        (Language::Fr, 0) => format!("{} h", clock.0.hour()),
        (Language::Fr, minute) => format!("{} h {minute:02}", clock.0.hour()),
        (Language::En, _) => clock.to_string(),
    }
}

/// The date of an event in a form; `None` when the event has none, or no sentence of a source.
pub fn event(event: &EventFields, form: Form, language: Language) -> Option<String> {
    let write: fn(Date, Language) -> String = match form {
        Form::Source => return event.wording.as_ref().map(|wording| wording.value.clone()),
        Form::Bounded => return bounded(event, language),
        Form::Full | Form::Relative => full,
        Form::Short => |date, _| short(date),
        Form::Day => day,
    };
    let (first, last) = (event.first_day()?, event.last_day()?);
    Some(match first == last {
        true => write(first, language),
        false => range(&write(first, language), &write(last, language), language),
    })
}

fn range(first: &str, last: &str, language: Language) -> String {
    match language {
        Language::Fr => format!("du {first} au {last}"),
        Language::En => format!("from {first} to {last}"),
    }
}

fn bounded(event: &EventFields, language: Language) -> Option<String> {
    let (first, last) = (event.first_day()?, event.last_day()?);
    if first != last {
        return Some(range(&full(first, language), &full(last, language), language));
    }
    let lead = bound_words(event.bound(), language);
    let mut words = format!("{lead}{}", full(first, language));
    if let Some(time) = &event.time {
        let at = if language == Language::Fr { "à" } else { "at" };
        words = format!("{words} {at} {}", clock(time.value, language));
    }
    Some(words)
}

/// The bound of an event that is on one day, in words without the year: « avant le mercredi 11 décembre à 17 h »; `None`
/// when its source bounds nothing.
pub fn bound(event: &EventFields, language: Language) -> Option<String> {
    let date = event.first_day().filter(|first| event.last_day() == Some(*first))?;
    let bound = Some(event.bound()).filter(|bound| *bound != Bound::On)?;
    let time = event.time.as_ref().map(|time| at_time(time.value, language)).unwrap_or_default();
    Some(format!("{}{} {}{time}", bound_words(bound, language), weekday(date, language), day(date, language)))
}

/// « à 17 h », with a space before it.
pub fn at_time(time: Clock, language: Language) -> String {
    let at = if language == Language::Fr { "à" } else { "at" };
    format!(" {at} {}", clock(time, language))
}

fn bound_words(bound: Bound, language: Language) -> &'static str {
    let words = match bound {
        Bound::On => ["le ", "on "],
        Bound::Before => ["avant le ", "before "],
        Bound::From => ["à partir du ", "from "],
        Bound::Until => ["jusqu’au ", "until "],
    };
    words[language as usize]
}

/// What stands in the place of a date that nobody knows yet.
pub fn unknown(language: Language) -> &'static str {
    ["date à confirmer", "date to be confirmed"][language as usize]
}

/// The day of an event that matters on `today`, which a date card shows as its numeral: the first, or the last of a
/// period that has begun.
pub fn next_day(event: &EventFields, today: Date) -> Option<Date> {
    event.first_day().filter(|first| *first >= today).or(event.last_day())
}

/// What stands above the numeral of a date card: « avant le mercredi », « au vendredi », « jusqu’au vendredi ».
pub fn lead(event: &EventFields, today: Date, language: Language) -> Option<String> {
    let date = next_day(event, today)?;
    if event.first_day() != event.last_day() {
        let begun = event.first_day() != Some(date);
        let words = [["du ", "from "], ["jusqu’au ", "until "]][usize::from(begun)][language as usize];
        return Some(format!("{words}{}", weekday(date, language)));
    }
    let is_deadline = event.kind.as_ref().is_some_and(|kind| kind.value == EventKind::Deadline);
    let words = match (event.bound(), language) {
        (Bound::On, Language::Fr) if is_deadline => "au ",
        (Bound::On, Language::En) if is_deadline => "by ",
        (bound, language) => bound_words(bound, language),
    };
    Some(format!("{words}{}", weekday(date, language)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::diagnostic::Spanned;
    use crate::model::Day;

    fn some<T>(value: T) -> Option<Spanned<T>> {
        Some(Spanned { value, span: Default::default() })
    }

    #[test]
    fn before_stays_before() {
        let deadline =
            EventFields { date: some(Day(date(2024, 12, 11))), bound: some(Bound::Before), ..Default::default() };
        let words = |form| event(&deadline, form, Language::Fr).unwrap();
        assert_eq!(words(Form::Bounded), "avant le mercredi 11 décembre 2024");
        assert_eq!(words(Form::Full), "mercredi 11 décembre 2024");
        assert_eq!(words(Form::Short), "11/12/2024");
        assert_eq!(words(Form::Day), "11 décembre");
        assert_eq!(lead(&deadline, date(2024, 11, 25), Language::Fr).unwrap(), "avant le mercredi");
        assert_eq!(event(&deadline, Form::Bounded, Language::En).unwrap(), "before Wednesday 11 December 2024");
    }

    #[test]
    fn periods_times_and_first_days() {
        let period =
            EventFields { start: some(Day(date(2025, 1, 1))), end: some(Day(date(2025, 2, 3))), ..Default::default() };
        let words = event(&period, Form::Bounded, Language::Fr).unwrap();
        assert_eq!(words, "du mercredi 1er janvier 2025 au lundi 3 février 2025");
        assert_eq!(lead(&period, date(2024, 12, 1), Language::Fr).unwrap(), "du mercredi");
        assert_eq!(lead(&period, date(2025, 1, 15), Language::Fr).unwrap(), "jusqu’au lundi");
        let timed = EventFields {
            date: some(Day(date(2025, 3, 13))),
            time: some(Clock(jiff::civil::time(23, 5, 0, 0))),
            bound: some(Bound::Until),
            ..Default::default()
        };
        assert_eq!(event(&timed, Form::Bounded, Language::Fr).unwrap(), "jusqu’au jeudi 13 mars 2025 à 23 h 05");
    }

    #[test]
    fn an_event_without_a_date_has_no_words() {
        assert_eq!(event(&EventFields::default(), Form::Bounded, Language::Fr), None);
    }
}
