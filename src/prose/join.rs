//! Two dates that are the ends of one period: « du 28 février au 3 mars 2025 ».

use super::context::previous_word;
use super::dates::{WrittenDate, WrittenDay};
use crate::model::fold;

/// The longest text between the ends of a period, in bytes.
const FARTHEST: usize = 24;

/// Joins the dates that are the ends of one period.
pub(super) fn periods(text: &str, found: Vec<WrittenDate>) -> Vec<WrittenDate> {
    let mut joined: Vec<WrittenDate> = Vec::with_capacity(found.len());
    for date in found {
        match joined.last_mut().and_then(|first| Some((period(text, first, &date)?, first))) {
            Some((period, first)) => *first = period,
            None => joined.push(date),
        }
    }
    joined
}

fn period(text: &str, first: &WrittenDate, last: &WrittenDate) -> Option<WrittenDate> {
    let between = text.get(first.range.end..last.range.start).filter(|between| between.len() <= FARTHEST)?;
    if first.last.is_some() || last.last.is_some() || !leads_on(between, &text[..first.range.start]) {
        return None;
    }
    let (mut from, mut to) = (first.first, last.first);
    match (from.year, to.year) {
        (None, Some(year)) => from.year = Some(year - i16::from(order(&from) > order(&to))),
        (Some(year), None) => to.year = Some(year + i16::from(order(&to) < order(&from))),
        (Some(_), Some(_)) if (from.year, order(&from)) >= (to.year, order(&to)) => return None,
        _ => {}
    }
    Some(WrittenDate { range: first.range.start..last.range.end, first: from, last: Some(to) })
}

fn order(day: &WrittenDay) -> (i8, i8) {
    (day.month, day.day)
}

/// Whether the words between two dates make a period of them.
fn leads_on(between: &str, before: &str) -> bool {
    if between.contains("\n\n") {
        return false;
    }
    let folded = fold(between);
    let words = folded.replace(['*', '_'], "").split_whitespace().collect::<Vec<_>>().join(" ");
    match words.as_str() {
        "au" | "jusqu'au" | "to" | "until" => true,
        "-" | "–" | "—" | "→" => !between.contains('\n'),
        "et" | "et le" | "and" => is_between(before),
        _ => false,
    }
}

/// Whether « entre » opens the period.
fn is_between(before: &str) -> bool {
    let opens = |word: &str| matches!(fold(word).as_str(), "entre" | "between");
    previous_word(before).is_some_and(|(word, rest)| {
        opens(word) || (fold(word) == "le" && previous_word(rest).is_some_and(|(word, _)| opens(word)))
    })
}
