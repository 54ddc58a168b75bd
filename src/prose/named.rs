//! Dates that name their month: « mercredi 11 décembre 2024 », « les 3 et 4 mars », “Wednesday, December 11, 2024”.

use std::ops::Range;

use jiff::civil::Weekday;

use super::context::{announces_day, is_name_of_place, is_numbered, previous_word, stands_alone};
use super::cursor::{self, Piece, skip_after, skip_before, word_after, word_before};
use super::dates::{WrittenDate, WrittenDay};
use super::names::{self, Form, Month};
use crate::config::Language;
use crate::model::fold;

/// The most days that are named before one month: « les 3, 4 et 5 mars ».
const LONGEST_LIST: usize = 31;
/// What makes an ordinal of a day where HTML raises letters.
const RAISED: &str = "<sup>er</sup>";

/// A day, with the weekday before it, read backwards.
#[derive(Clone, Copy)]
pub(super) struct DayWord {
    /// Where it starts, weekday included.
    pub(super) start: usize,
    /// 1 to 31.
    pub(super) day: i8,
    /// The weekday before it.
    pub(super) weekday: Option<Weekday>,
}

/// The date of which the word at `word` is the month.
pub(super) fn at(text: &str, word: &Range<usize>, month: Month, language: Language) -> Option<WrittenDate> {
    let ends_like_a_name = !may_follow(&text[word.end..], month.form);
    if ends_like_a_name {
        return None;
    }
    day_first(text, word, month).or_else(|| month_first(text, word, month, language))
}

/// Whether a text after the name of a month lets it be one: no file name, no name joined by hyphens.
fn may_follow(after: &str, form: Form) -> bool {
    let mut chars = after.chars();
    let (first, second) = (chars.next(), chars.next());
    let second_is_word = second.is_some_and(cursor::is_word);
    match first {
        Some('.' | '_') => !second_is_word || form == Form::Short && first == Some('.'),
        Some('/' | '\\' | '@') => false,
        Some('-') => {
            !second_is_word
                || (second.is_some_and(|c| c.is_ascii_digit()) && !has_year(&after[1..]))
                || form == Form::Short
        }
        _ => true,
    }
}

fn has_year(after: &str) -> bool {
    year(word_after(after)).is_some()
}

/// `11 décembre 2024`, with more days before.
fn day_first(text: &str, word: &Range<usize>, month: Month) -> Option<WrittenDate> {
    if text[..word.start].ends_with('-') {
        return hyphenated(text, word, month);
    }
    let before = skip_before(&text[..word.start], cursor::plain)?;
    let last = day_word(before)?;
    let (end, year) = year_after(text, word.end, month.form);
    let is_doubtful = month.form == Form::Short && year.is_none() && !text[word.end..].starts_with('.');
    let before_last = &text[..last.start];
    let earlier = first_day(text, &last);
    if !stands_alone(before_last) && !earlier.is_some_and(|_| before_last.ends_with(['-', '–', '—'])) {
        return None;
    }
    let start = earlier.map_or(last.start, |first| first.start);
    let is_day = last.weekday.is_some() || !is_numbered(before_last);
    let is_name = earlier.is_none() && is_name_of_place(before_last);
    if !is_day || is_name || (is_doubtful && last.weekday.is_none() && !announces_day(before_last)) {
        return None;
    }
    let written = |day: &DayWord| WrittenDay { day: day.day, month: month.number, year, weekday: day.weekday };
    let (first, last) = match &earlier {
        Some(first) => (written(first), Some(written(&last))),
        None => (written(&last), None),
    };
    Some(WrittenDate { range: start..end, first, last })
}

/// `11-déc.-2024`, as spreadsheets write it. With whole words it is the name of a place: « 8-Mai-1945 ».
fn hyphenated(text: &str, word: &Range<usize>, month: Month) -> Option<WrittenDate> {
    let before = &text[..word.start - 1];
    let day = word_before(before);
    let start = before.len() - day.len();
    let dot = usize::from(text[word.end..].starts_with('.'));
    let after = text[word.end + dot..].strip_prefix('-').filter(|_| month.form == Form::Short)?;
    let written_year = word_after(after);
    let year = Some(year(written_year)?);
    let day = self::day(day).filter(|_| stands_alone(&text[..start]))?;
    let end = word.end + dot + 1 + written_year.len();
    Some(WrittenDate {
        range: start..end,
        first: WrittenDay { day, month: month.number, year, weekday: None },
        last: None,
    })
}

/// `December 11, 2024`. Without a year, only names that are nothing but months.
fn month_first(text: &str, word: &Range<usize>, month: Month, language: Language) -> Option<WrittenDate> {
    let is_name = text[word.clone()].starts_with(char::is_uppercase) && stands_alone(&text[..word.start]);
    if month.form == Form::French || !is_name {
        return None;
    }
    let gap = if month.form == Form::Short { cursor::dotted } else { cursor::plain };
    let after = skip_after(&text[word.end..], gap)?;
    let day_word = word_after(after);
    let day = day(day_word)?;
    let day_end = text.len() - after.len() + day_word.len();
    let rest = &text[day_end..];
    let (end, year) = year_after(text, day_end, Form::English);
    let is_clear = month.form == Form::English && !matches!(month.number, 3 | 5);
    let goes_on = rest.starts_with(['/', ':', '%'])
        || rest.starts_with(['.', ',']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if (year.is_none() && (goes_on || !(is_clear || language == Language::En))) || is_time(rest) {
        return None;
    }
    let (start, weekday) = weekday_before(&text[..word.start]);
    let first = WrittenDay { day, month: month.number, year, weekday };
    Some(WrittenDate { range: start..end, first, last: None })
}

/// Whether a number is an hour by what follows it.
fn is_time(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    matches!(fold(word_after(after)).as_str(), "h" | "am" | "pm" | "heures")
}

/// The day at the end of `before`, with its weekday, if it stands by itself.
fn day_before(before: &str) -> Option<DayWord> {
    day_word(before).filter(|day| day.weekday.is_some() || stands_alone(&before[..day.start]))
}

/// The day at the end of `before`, with its weekday.
fn day_word(before: &str) -> Option<DayWord> {
    let (day, start) = day_number(before)?;
    let (start, weekday) = weekday_before(&before[..start]);
    Some(DayWord { start, day, weekday })
}

/// The day at the end of `before`, and where it starts.
fn day_number(before: &str) -> Option<(i8, usize)> {
    let bare = before.strip_suffix(RAISED).unwrap_or(before);
    let word = word_before(bare);
    let start = bare.len() - word.len();
    let spaced = || {
        let apart = before[..start].strip_suffix([' ', '\u{a0}', '\u{202f}']).filter(|_| word == "er")?;
        (word_before(apart) == "1").then(|| (1, apart.len() - 1))
    };
    day(word).map(|day| (day, start)).or_else(spaced)
}

/// A day of the month: `11`, `1er`, `11th`, `premier`.
fn day(word: &str) -> Option<i8> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, suffix) = word.split_at(digits);
    if matches!(word, "premier" | "Premier" | "PREMIER") {
        return Some(1);
    }
    let is_ordinal = matches!(suffix, "" | "er" | "ER" | "Er" | "ᵉʳ" | "st" | "nd" | "rd" | "th");
    let day: i8 = number.parse().ok().filter(|_| is_ordinal && digits <= 2)?;
    (1..=31).contains(&day).then_some(day)
}

/// The weekday at the end of `before` and where it starts; the end of `before` without one.
pub(super) fn weekday_before(before: &str) -> (usize, Option<Weekday>) {
    let found = skip_before(before, cursor::any).and_then(|rest| {
        let word = word_before(rest);
        Some((rest.len() - word.len(), Some(names::weekday(word)?)))
    });
    found.unwrap_or((before.len(), None))
}

/// The end of the date, and its year, after a month or a day that ends at `end`.
fn year_after(text: &str, end: usize, form: Form) -> (usize, Option<i16>) {
    let with_dot = end + usize::from(form == Form::Short && text[end..].starts_with('.'));
    let gap = match form {
        Form::French => cursor::plain,
        Form::Short => cursor::dotted,
        Form::English => |piece| piece != Piece::Dot,
    };
    let Some(after) = skip_after(&text[end..], gap) else { return (with_dot, None) };
    let (word, at) = (word_after(after), text.len() - after.len());
    if let Some(year) = year(word).filter(|_| !starts_decimals(&after[word.len()..])) {
        return (at + word.len(), Some(year));
    }
    let is_near = matches!(fold(word).as_str(), "prochain" | "dernier");
    (if is_near { at + word.len() } else { with_dot }, None)
}

/// Four digits of our time.
pub(super) fn year(word: &str) -> Option<i16> {
    let is_year = word.len() == 4 && matches!(word.as_bytes()[..2], [b'1', b'9'] | [b'2', b'0' | b'1']);
    word.parse().ok().filter(|_| is_year)
}

fn starts_decimals(after: &str) -> bool {
    after.starts_with([',', '.']) && after[1..].starts_with(|c: char| c.is_ascii_digit())
}

/// The first of several days before one month: « du 3 au 7 mars », « les 3, 4 et 5 mars », « 3-7 mars ».
pub(super) fn first_day(text: &str, last: &DayWord) -> Option<DayWord> {
    let before = &text[..last.start];
    let first = by_dash(before).or_else(|| by_word(before))?;
    (first.day < last.day).then_some(first)
}

fn by_dash(before: &str) -> Option<DayWord> {
    let spaces = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];
    let rest = before.trim_end_matches(spaces).strip_suffix(['-', '–', '—'])?.trim_end_matches(spaces);
    let first = day_before(rest)?;
    (!is_numbered(&rest[..first.start])).then_some(first)
}

fn by_word(before: &str) -> Option<DayWord> {
    let (mut word, mut rest) = previous_word(before)?;
    if fold(word) == "le" {
        (word, rest) = previous_word(rest)?;
    }
    let joins = fold(word);
    let is_list = matches!(joins.as_str(), "et" | "ou" | "and");
    if !is_list && !matches!(joins.as_str(), "au" | "to") {
        return None;
    }
    let mut first = day_before(skip_before(rest, cursor::plain)?)?;
    if is_list {
        first = (0..LONGEST_LIST)
            .try_fold(first, |first, _| earlier_in_list(rest, first).ok_or(first))
            .unwrap_or_else(|first| first);
    }
    let before = &rest[..first.start];
    let is_announced = first.weekday.is_some() || !is_list || announces_day(before) || before.trim_end().is_empty();
    (is_announced && !is_numbered(before)).then_some(first)
}

/// The day before a comma: the `3` of « 3, 4 et 5 mars ».
fn earlier_in_list(text: &str, day: DayWord) -> Option<DayWord> {
    let rest = text[..day.start].trim_end_matches([' ', '\u{a0}']).strip_suffix(',')?;
    day_before(rest).filter(|earlier| earlier.day < day.day)
}
