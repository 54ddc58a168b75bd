//! Names of months and weekdays in both languages, and their usual abbreviations.

use jiff::civil::Weekday;

use crate::diagnostic::Lang;
use crate::model::fold;

/// Months, folded, January first.
const FRENCH: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];
const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
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
/// Weekdays in both languages, Monday first, with what they are shortened to.
const WEEKDAYS: [[&str; 4]; 7] = [
    ["lundi", "Monday", "lun", "mon"],
    ["mardi", "Tuesday", "mar", "tue"],
    ["mercredi", "Wednesday", "mer", "wed"],
    ["jeudi", "Thursday", "jeu", "thu"],
    ["vendredi", "Friday", "ven", "fri"],
    ["samedi", "Saturday", "sam", "sat"],
    ["dimanche", "Sunday", "dim", "sun"],
];
/// The longest of these names, in bytes, accents included.
const LONGEST: usize = 12;

/// A month as it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    /// 1 to 12.
    pub(super) number: i8,
    /// How it is written.
    pub(super) form: Form,
}

/// How the name of a month is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// In full, in French.
    French,
    /// In full, in English.
    English,
    /// Shortened; both languages shorten many months alike.
    Short,
}

/// The month with this name.
pub(super) fn month(word: &str) -> Option<Month> {
    let first = word.chars().next()?;
    if word.len() > LONGEST || !first.is_alphabetic() {
        return None;
    }
    let folded = fold(word);
    let of = |names: &[&str; 12], form| {
        let at = names.iter().position(|name| *name == folded)?;
        Some(Month { number: at as i8 + 1, form })
    };
    let short = || {
        let at = SHORT.iter().position(|names| names.contains(&folded.as_str()))?;
        Some(Month { number: at as i8 + 1, form: Form::Short })
    };
    of(&FRENCH, Form::French).or_else(|| of(&ENGLISH, Form::English)).or_else(short)
}

/// The weekday with this name.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    if word.len() > LONGEST {
        return None;
    }
    let at = WEEKDAYS.iter().position(|names| names.iter().any(|name| name.eq_ignore_ascii_case(word)))?;
    Weekday::from_monday_zero_offset(at as i8).ok()
}

/// Whether a word is the shortened name of a month or weekday, which a dot may follow inside a sentence.
pub(super) fn is_shortened(folded: &str) -> bool {
    SHORT.iter().flat_map(|names| names.iter()).any(|name| *name == folded)
        || WEEKDAYS.iter().any(|names| names[2..].contains(&folded))
}

/// The name of a weekday.
pub fn weekday_name(weekday: Weekday, lang: Lang) -> &'static str {
    WEEKDAYS[weekday.to_monday_zero_offset() as usize][(lang == Lang::En) as usize]
}
