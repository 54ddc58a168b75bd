//! Numbers that are not dates: years by themselves, and figures, which are what a number counts or measures.

use std::ops::Range;

use super::cursor;
use crate::model::fold;

/// Words after which a number is the name of something, folded, in order: « étape 3 » counts nothing.
const NAMING: [&str; 27] = [
    "annexe",
    "art",
    "article",
    "articles",
    "chapitre",
    "code",
    "etape",
    "etapes",
    "fiche",
    "figure",
    "form",
    "formulaire",
    "ligne",
    "n",
    "niveau",
    "no",
    "num",
    "numero",
    "option",
    "p",
    "page",
    "pages",
    "partie",
    "point",
    "question",
    "tableau",
    "version",
];
/// The longest number that counts something; longer ones are telephone numbers, codes.
const LONGEST: usize = 7;

/// Years that stand in a text, in order: four digits on their own.
pub fn years(text: &str) -> impl Iterator<Item = Range<usize>> {
    cursor::words(text).filter(|word| is_year(&text[word.clone()]))
}

/// Whether a word is a year of our time.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1990..2100).contains(&year))
}

/// Figures of a text, in order: numbers that count or measure something, and times of day. No years, no names of things
/// that have a number, no telephone numbers; nor the numbers of a list at the start of lines.
pub fn figures(text: &str) -> Vec<Range<usize>> {
    let mut figures = Vec::new();
    let mut done = 0;
    for word in cursor::words(text) {
        if word.start < done || !text[word.clone()].bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let range = whole(text, word);
        done = range.end;
        if is_figure(text, &range) {
            figures.push(range);
        }
    }
    figures
}

/// A number with its thousands and decimals, or the groups of a telephone number; a time of day with its minutes.
fn whole(text: &str, word: Range<usize>) -> Range<usize> {
    let mut end = word.end;
    loop {
        let rest = &text[end..];
        let mut characters = rest.chars();
        let gap = characters.next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | ':' | '-' | '/'));
        let digits = characters.as_str().bytes().take_while(u8::is_ascii_digit).count();
        let Some(gap) = gap.filter(|_| digits > 0) else { break };
        end += gap.len_utf8() + digits;
    }
    word.start..hours(text, end).unwrap_or(end)
}

/// The end of « h 30 » or « h » after a number.
fn hours(text: &str, end: usize) -> Option<usize> {
    let rest = text[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let after = rest.strip_prefix(['h', 'H'])?;
    let minutes = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let digits = minutes.bytes().take_while(u8::is_ascii_digit).count();
    let after = if digits == 2 { &minutes[2..] } else { after };
    (!after.starts_with(char::is_alphanumeric)).then(|| text.len() - after.len())
}

fn is_figure(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let number = &text[range.clone()];
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let touches =
        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '#' | '@' | '/' | '\\' | '+'));
    let is_marker = before.trim_end_matches([' ', '\t', '>']).rsplit('\n').next() == Some("")
        && after.starts_with(['.', ')'])
        && after[1..].starts_with([' ', '\t', '\n']);
    let last =
        before.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '\n').rsplit(|c: char| !c.is_alphanumeric());
    let names = last.into_iter().next().is_some_and(|word| NAMING.binary_search(&fold(word).as_str()).is_ok());
    digits <= LONGEST
        && !touches(before.chars().next_back())
        && !touches(after.chars().next())
        && !number.contains(['-', '/'])
        && !is_version(number)
        && !is_year(number)
        && !is_marker
        && !names
        && !before.ends_with(['-', '^', '.', '°'])
}

/// `3.2.1`, and `01.57`: no figure has two dots, and none begins with a zero but `0` and `0,5`.
fn is_version(number: &str) -> bool {
    number.matches('.').count() > 1 || (number.len() > 1 && number.starts_with('0') && !number.starts_with("0,"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        figures(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn naming_words_are_in_order() {
        assert!(NAMING.is_sorted());
    }

    #[test]
    fn what_counts_or_measures() {
        assert_eq!(found("jusqu’à 3 comptes, 1 200 élèves et 12,5 % de 40 €"), ["3", "1 200", "12,5", "40"]);
        assert_eq!(found("à 17 h 30, ou 8 h, ou 14:00, 48 heures"), ["17 h 30", "8 h", "14:00", "48"]);
        assert_eq!(found("- 3 fois\n\n> 2 fois"), ["3", "2"]);
    }

    #[test]
    fn what_does_not() {
        for text in [
            "le 01 57 02 68 10",
            "en 2024",
            "2024-2025",
            "l’article 12",
            "n° 3",
            "page 12",
            "1. Ouvrez\n2. Fermez",
            "RGAA4",
            "la 1re phase",
            "24/24",
            "version 3.2.1",
            "3.2.1",
            "H2O",
            "#12",
            "[^1]",
            "étape 3",
            "Ctrl+1",
            "code 75013",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn years_stand_alone() {
        let text = "2024, 2024-2025, 12024, b2025, 1789, 20240101";
        assert_eq!(years(text).map(|range| &text[range]).collect::<Vec<_>>(), ["2024", "2024", "2025"]);
    }
}
