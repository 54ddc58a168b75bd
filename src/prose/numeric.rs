//! Dates in digits: 11/12/2024, 11.12.24, « le 11/12 », 2024-12-11.

use std::ops::Range;

use super::context::{announces_day, is_name_of_place, is_numbered, stands_alone};
use super::cursor::{is_word, word_after};
use super::dates::{WrittenDate, WrittenDay};
use super::named::{DayWord, first_day, weekday_before, year};
use crate::config::Language;
use crate::model::fold;

/// Spaces that may stand around a slash.
const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// The date whose first number is the word at `word`.
pub(super) fn at(text: &str, word: &Range<usize>, language: Language) -> Option<WrittenDate> {
    let (before, after) = (&text[..word.start], &text[word.end..]);
    if !after.starts_with(['/', '.', '-', ' ', '\u{a0}', '\u{202f}']) || !stands_alone(before) || is_numbered(before) {
        return None;
    }
    if word.len() == 4 {
        return iso(text, word);
    }
    if language == Language::Fr { day_first(text, word) } else { None }
}

/// `2024-12-11`, also with a time after `T`.
fn iso(text: &str, word: &Range<usize>) -> Option<WrittenDate> {
    let rest = text[word.end..].strip_prefix('-')?;
    let month = word_after(rest);
    let day = word_after(rest[month.len()..].strip_prefix('-')?);
    let day = day.split_once('T').filter(|(_, hour)| two_digits(hour).is_some()).map_or(day, |(day, _)| day);
    let end = word.end + 2 + month.len() + day.len();
    let has_time = text[end..].starts_with('T');
    let date = WrittenDay {
        day: two_digits(day).filter(|_| day.len() == 2 && (has_time || ends_here(&text[end..], '-')))?,
        month: two_digits(month).filter(|_| month.len() == 2)?,
        year: Some(year(&text[word.clone()])?),
        weekday: None,
    };
    is_plausible(&date).then_some(WrittenDate { range: word.start..end, first: date, last: None })
}

/// `11/12/2024`, and less complete ones where what stands before says that they are dates.
fn day_first(text: &str, word: &Range<usize>) -> Option<WrittenDate> {
    let before = &text[..word.start];
    let Digits { month, year: written_year, separator, end } = digits(text, word.end)?;
    let (start, weekday) = weekday_before(before);
    let year = match written_year.len() {
        0 => None,
        2 => Some(in_century(written_year)?),
        _ => Some(year(written_year)?),
    };
    let date = WrittenDay { day: two_digits(&text[word.clone()])?, month: two_digits(month)?, year, weekday };
    let is_whole = written_year.len() == 4 || (written_year.len() == 2 && separator == '/');
    let is_said = weekday.is_some() || announces_day(before);
    let is_short = year.is_none();
    // Few count more parts than there are: « le 17/9 » is a day, « le 3/4 » is not.
    let is_no_fraction = month.len() == 2 || weekday.is_some() || date.day > 12;
    let fits_short = separator == '/' && is_no_fraction && !is_share(&text[end..]);
    // A day that does not exist is a mistake in a whole date, and something else in what only looks like one.
    let may_exist = written_year.len() == 4 || date.is_real();
    let last = DayWord { start, day: date.day, weekday };
    if !is_plausible(&date)
        || !(is_whole || is_said)
        || (is_short && !fits_short)
        || !may_exist
        || is_name_of_place(before)
    {
        return None;
    }
    let earlier = (separator == '/').then(|| first_day(text, &last)).flatten();
    let first = earlier.map(|day| WrittenDay { day: day.day, weekday: day.weekday, ..date });
    let start = earlier.map_or(start, |day| day.start);
    Some(match first {
        Some(first) => WrittenDate { range: start..end, first, last: Some(date) },
        None => WrittenDate { range: start..end, first: date, last: None },
    })
}

/// The month, the year, what parts them, and where they end.
struct Digits<'t> {
    month: &'t str,
    year: &'t str,
    separator: char,
    end: usize,
}

/// What follows the first number.
fn digits(text: &str, at: usize) -> Option<Digits<'_>> {
    let (separator, after) = part(&text[at..], None)?;
    let month = word_after(after);
    let month_end = text.len() - after.len() + month.len();
    two_digits(month)?;
    match part(&text[month_end..], Some(separator)) {
        Some((_, after)) if two_or_four(word_after(after)) => {
            let year = word_after(after);
            let end = text.len() - after.len() + year.len();
            ends_here(&text[end..], separator).then_some(Digits { month, year, separator, end })
        }
        _ => ends_here(&text[month_end..], separator).then_some(Digits { month, year: "", separator, end: month_end }),
    }
}

/// What parts two numbers, and what follows it. A slash may stand between spaces.
fn part(after: &str, wanted: Option<char>) -> Option<(char, &str)> {
    let spaced = after.trim_start_matches(SPACES);
    let separator = spaced.chars().next().filter(|c| wanted.map_or(matches!(c, '/' | '.' | '-'), |w| w == *c))?;
    let rest = &spaced[1..];
    let has_spaces = spaced.len() < after.len();
    let rest = if has_spaces { rest.strip_prefix(SPACES)? } else { rest };
    (!has_spaces || separator == '/').then_some((separator, rest))
}

/// Whether a number ends for good: it is no part of a longer one, of a path or of a file's name.
fn ends_here(after: &str, separator: char) -> bool {
    let mut chars = after.chars();
    let (first, second) = (chars.next(), chars.next());
    let goes_on = second.is_some_and(is_word);
    match first {
        None => true,
        Some('/' | '\\' | '@' | '%' | '€' | '$' | '°') => false,
        Some('-') => separator == '/' || !goes_on,
        Some('.' | ',' | '_' | ':') => !goes_on,
        Some(c) => !is_word(c),
    }
}

/// Whether a fraction is one of something: « le 9/10 des candidats », « 11/12 € ».
fn is_share(after: &str) -> bool {
    let after = after.trim_start_matches(SPACES);
    let word = fold(word_after(after));
    let of_time = after[word_after(after).len()..].trim_start_matches(SPACES).starts_with(|c: char| c.is_ascii_digit());
    after.starts_with(['%', '€', '$']) || (matches!(word.as_str(), "de" | "des" | "du" | "d") && !of_time)
}

fn is_plausible(date: &WrittenDay) -> bool {
    (1..=31).contains(&date.day) && (1..=12).contains(&date.month)
}

fn two_or_four(word: &str) -> bool {
    matches!(word.len(), 2 | 4) && word.bytes().all(|b| b.is_ascii_digit())
}

fn two_digits(word: &str) -> Option<i8> {
    word.parse().ok().filter(|_| matches!(word.len(), 1 | 2) && word.bytes().all(|b| b.is_ascii_digit()))
}

/// A year of two digits: up to 79 of this century.
fn in_century(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    Some(if year < 80 { 2000 + year } else { 1900 + year })
}
