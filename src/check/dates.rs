//! Dates as people write them: « mercredi 11 décembre 2024 », “Wednesday, December 11, 2024”, 11/12/2024, 2024-12-11.
//!
//! A date is found by its year, four digits on their own, and read backwards from there; a text without years costs
//! one scan. Only complete dates are found: a day without its year means different days to different readers.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use crate::config::Language;
use crate::diagnostic::Lang;
use crate::model::fold;

/// Months, folded, in both languages, January first; those of three letters and more may be cut to an abbreviation.
const MONTHS: [[&str; 2]; 12] = [
    ["janvier", "january"],
    ["fevrier", "february"],
    ["mars", "march"],
    ["avril", "april"],
    ["mai", "may"],
    ["juin", "june"],
    ["juillet", "july"],
    ["aout", "august"],
    ["septembre", "september"],
    ["octobre", "october"],
    ["novembre", "november"],
    ["decembre", "december"],
];
/// Usual abbreviations that are the start of one month only.
const SHORT: [&[&str]; 12] = [
    &["janv", "jan"],
    &["fevr", "fev", "feb"],
    &["mar"],
    &["avr", "apr"],
    &[],
    &["jun"],
    &["juil", "jul"],
    &["aug"],
    &["sept", "sep"],
    &["oct"],
    &["nov"],
    &["dec"],
];
/// Weekdays in both languages, Monday first.
const WEEKDAYS: [[&str; 2]; 7] = [
    ["lundi", "Monday"],
    ["mardi", "Tuesday"],
    ["mercredi", "Wednesday"],
    ["jeudi", "Thursday"],
    ["vendredi", "Friday"],
    ["samedi", "Saturday"],
    ["dimanche", "Sunday"],
];
/// The longest run of characters between two parts of a date.
const LONGEST_GAP: usize = 8;

/// A complete date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenDate {
    /// Its bytes in the text, weekday included.
    pub(super) range: Range<usize>,
    /// The day it means; `None` for a day that its month does not have.
    pub(super) date: Option<Date>,
    /// The weekday that stands before it.
    pub(super) weekday: Option<Weekday>,
}

/// All complete dates of a text, in order. `11/12/2024` is read day first, and only in French.
pub(super) fn dates(text: &str, language: Language) -> Vec<WrittenDate> {
    years(text).filter_map(|year| around(text, year, language)).collect()
}

/// The name of a weekday.
pub(super) fn weekday_name(weekday: Weekday, lang: Lang) -> &'static str {
    WEEKDAYS[weekday.to_monday_zero_offset() as usize][(lang == Lang::En) as usize]
}

/// Runs of exactly four digits that no letter or digit touches.
fn years(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at + bytes[at..].iter().position(u8::is_ascii_digit)?;
            at = start + bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
            if at - start == 4 && is_alone(text, start..at) {
                return Some(start..at);
            }
        }
        None
    })
}

fn is_alone(text: &str, range: Range<usize>) -> bool {
    let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    matches!(&text[range.start..range.start + 2], "19" | "20" | "21")
        && !touches(text[..range.start].chars().next_back())
        && !touches(text[range.end..].chars().next())
}

fn around(text: &str, year: Range<usize>, language: Language) -> Option<WrittenDate> {
    let value: i16 = text[year.clone()].parse().ok()?;
    if text[year.end..].starts_with('-') {
        return iso(text, year, value);
    }
    let before = &text[..year.start];
    let is_numeric = before.ends_with(['/', '.']) && language == Language::Fr;
    let numeric = is_numeric.then(|| numeric(before, year.end, value)).flatten();
    numeric.or_else(|| named(before, year.end, value))
}

/// `2024-12-11`.
fn iso(text: &str, year: Range<usize>, value: i16) -> Option<WrittenDate> {
    let rest = text.as_bytes().get(year.end..year.end + 6)?;
    let pair = |at: usize| std::str::from_utf8(&rest[at..at + 2]).ok()?.parse::<i8>().ok();
    let next = text.get(year.end + 6..).and_then(|rest| rest.chars().next());
    let valid = rest[0] == b'-' && rest[3] == b'-' && !next.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let date = Date::new(value, pair(1).filter(|_| valid)?, pair(4)?).ok()?;
    Some(WrittenDate { range: year.start..year.end + 6, date: Some(date), weekday: None })
}

/// `11/12/` before the year.
fn numeric(before: &str, end: usize, year: i16) -> Option<WrittenDate> {
    let separator = before.chars().next_back()?;
    let mut back = Back { text: &before[..before.len() - 1] };
    let (month, _) = back.word()?;
    back.text = back.text.strip_suffix(separator)?;
    let (day, start) = back.word()?;
    let number = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() <= 2);
    // A version or an address of four parts is no date.
    if back.text.ends_with(separator) {
        return None;
    }
    let date = Date::new(year, number(month)?, number(day)?).ok()?;
    Some(back.with_weekday(start, end, Some(date)))
}

/// `mercredi 11 décembre` or `Wednesday, December 11,` before the year.
fn named(before: &str, end: usize, year: i16) -> Option<WrittenDate> {
    let mut back = Back { text: before };
    back.gap()?;
    let (last, last_start) = back.word()?;
    back.gap()?;
    let (first, first_start) = back.word()?;
    let (day, month, start) = match (month(last), month(first)) {
        (Some(month), _) => (day(first)?, month, first_start),
        (None, Some(month)) => (day(last)?, month, first_start.min(last_start)),
        (None, None) => return None,
    };
    Some(back.with_weekday(start, end, Date::new(year, month, day).ok()))
}

/// Reads words backwards from the end of what is left of a text.
struct Back<'a> {
    text: &'a str,
}

impl<'a> Back<'a> {
    /// Passes what may stand between two parts of a date: spaces, one line end, a comma, a dot, emphasis.
    fn gap(&mut self) -> Option<()> {
        let is_gap = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '*' | '_');
        let kept = self.text.trim_end_matches(is_gap);
        let gap = &self.text[kept.len()..];
        let fits = (1..=LONGEST_GAP).contains(&gap.chars().count()) && gap.matches('\n').count() <= 1;
        self.text = kept;
        fits.then_some(())
    }

    /// The last word and its first byte.
    fn word(&mut self) -> Option<(&'a str, usize)> {
        let kept = self.text.trim_end_matches(char::is_alphanumeric);
        let word = &self.text[kept.len()..];
        self.text = kept;
        (!word.is_empty() && word.len() <= 16).then_some((word, kept.len()))
    }

    /// A date from `start` to `end`, or from the weekday before it.
    fn with_weekday(mut self, start: usize, end: usize, date: Option<Date>) -> WrittenDate {
        let weekday = self.gap().and_then(|()| self.word()).and_then(|(word, start)| Some((weekday(word)?, start)));
        let start = weekday.map_or(start, |(_, start)| start);
        WrittenDate { range: start..end, date, weekday: weekday.map(|(weekday, _)| weekday) }
    }
}

/// The number of a month by its name.
fn month(word: &str) -> Option<i8> {
    let folded = fold(word);
    let is_named = |at: &usize| MONTHS[*at].contains(&folded.as_str()) || SHORT[*at].contains(&folded.as_str());
    (0..12).find(is_named).map(|at| at as i8 + 1)
}

/// A day of the month: `11`, `1er`, `11th`.
fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(char::is_alphabetic);
    let suffix = &word[digits.len()..];
    let day: i8 = digits.parse().ok()?;
    (matches!(suffix, "" | "er" | "st" | "nd" | "rd" | "th") && (1..=31).contains(&day)).then_some(day)
}

fn weekday(word: &str) -> Option<Weekday> {
    let folded = fold(word);
    let at = WEEKDAYS.iter().position(|names| names.iter().any(|name| name.eq_ignore_ascii_case(&folded)))?;
    Weekday::from_monday_zero_offset(at as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let shown = |date: &WrittenDate| date.date.map_or("impossible".to_owned(), |date| date.to_string());
        dates(text, Language::Fr).iter().map(|date| (text[date.range.clone()].to_owned(), shown(date))).collect()
    }

    #[test]
    fn dates_in_both_languages() {
        for (text, date) in [
            ("mercredi 11 décembre 2024", "2024-12-11"),
            ("1er janvier 2025", "2025-01-01"),
            ("Lundi **2** déc. 2024", "2024-12-02"),
            ("11\u{a0}décembre\u{202f}2024", "2024-12-11"),
            ("11 décembre\n2024", "2024-12-11"),
            ("Wednesday, December 11, 2024", "2024-12-11"),
            ("11th December 2024", "2024-12-11"),
            ("11/12/2024", "2024-12-11"),
            ("mercredi 11.12.2024", "2024-12-11"),
            ("2024-12-11", "2024-12-11"),
            ("31 novembre 2024", "impossible"),
        ] {
            let wrapped = format!("Avant le {text}, dit-on.");
            assert_eq!(found(&wrapped), [(text.to_owned(), date.to_owned())]);
        }
    }

    #[test]
    fn what_is_not_a_complete_date() {
        for text in [
            "en décembre 2024",
            "le 11 décembre",
            "2024",
            "version 1.11.12.2024",
            "11 décembre\n\n2024",
            "b2024",
            "2024-12-111",
            "2024-2025",
            "le 45 mars 2024",
            "13/13/2024",
            "article 12 du code 2024",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn numeric_dates_are_not_guessed_in_english() {
        assert_eq!(dates("11/12/2024", Language::En), []);
    }

    #[test]
    fn weekdays_are_read_with_their_dates() {
        let found = dates("le Jeudi 11 décembre 2024", Language::Fr);
        assert_eq!(found[0].weekday, Some(Weekday::Thursday));
        assert_eq!(found[0].range, 3..26);
    }
}
