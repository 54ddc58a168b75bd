//! What stands before a number or a date and decides what it is.

use super::cursor::{is_word, skip_before, word_before};
use super::{cursor, names};
use crate::model::fold;

/// Words that a number counts or names, folded, in order: what follows them is no day.
const NUMBERED: &[&str] = &[
    "annexe",
    "art",
    "article",
    "articles",
    "chapitre",
    "chapter",
    "code",
    "dossier",
    "etape",
    "exercice",
    "exercices",
    "fiche",
    "figure",
    "groupe",
    "ip",
    "isbn",
    "ligne",
    "lignes",
    "lot",
    "niveau",
    "no",
    "num",
    "numero",
    "p",
    "page",
    "pages",
    "paragraphe",
    "phase",
    "piece",
    "pp",
    "question",
    "ref",
    "reference",
    "release",
    "rubrique",
    "salle",
    "score",
    "section",
    "serie",
    "siret",
    "station",
    "table",
    "tableau",
    "tel",
    "telephone",
    "terminale",
    "titre",
    "tome",
    "v",
    "version",
    "versions",
    "vol",
    "volume",
];
/// Places that are named after a day, folded, in order.
const NAMED_AFTER_DAYS: &[&str] = &[
    "allee",
    "allees",
    "av",
    "avenue",
    "bd",
    "boulevard",
    "caserne",
    "cite",
    "college",
    "ecole",
    "ecoles",
    "esplanade",
    "faubourg",
    "gare",
    "gymnase",
    "impasse",
    "lycee",
    "lycees",
    "metro",
    "parc",
    "parvis",
    "passage",
    "place",
    "promenade",
    "quai",
    "quartier",
    "residence",
    "route",
    "rue",
    "square",
    "stade",
    "station",
    "theatre",
];
/// What may stand between such a place and its name, folded, in order.
const OF_SCHOOLS: &[&str] = &[
    "elementaire",
    "general",
    "maternelle",
    "municipal",
    "polyvalent",
    "primaire",
    "prive",
    "professionnel",
    "professionnelle",
    "public",
    "publique",
    "scolaire",
    "technologique",
];
/// Words before a day, folded, in order.
const BEFORE_DAYS: &[&str] =
    &["au", "aux", "before", "by", "depuis", "des", "du", "from", "le", "les", "on", "since", "the", "to", "until"];

/// Whether the number after `before` is one of a list, a version, a dossier: « n° 11 », « page 3 ».
pub(super) fn is_numbered(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{a0}', '\u{202f}', '*', '_', '.', ':']);
    before.ends_with(['°', 'º', '§']) || is_among(NUMBERED, before)
}

/// Whether a date after `before` is the name of a place: « rue du 4 septembre ».
pub(super) fn is_name_of_place(before: &str) -> bool {
    let Some(of) = previous_word(before) else { return false };
    let (word, rest) = of;
    match fold(word).as_str() {
        "du" | "des" => {
            let Some((noun, farther)) = previous_word(rest) else { return false };
            is_listed(NAMED_AFTER_DAYS, noun)
                || (is_listed(OF_SCHOOLS, noun)
                    && previous_word(farther).is_some_and(|(w, _)| is_listed(NAMED_AFTER_DAYS, w)))
        }
        "station" => true,
        _ => false,
    }
}

/// Whether what stands before makes a number a day: « le », « avant le », a weekday.
pub(super) fn announces_day(before: &str) -> bool {
    previous_word(before).is_some_and(|(word, _)| is_listed(BEFORE_DAYS, word) || names::weekday(word).is_some())
}

/// Whether a number that starts after `before` stands by itself: no decimals, no part of a path, of a version or of a
/// longer number.
pub(super) fn stands_alone(before: &str) -> bool {
    let mut back = before.chars().rev();
    let (last, second) = (back.next(), back.next());
    let second_is_word = second.is_some_and(is_word);
    match last {
        None => true,
        Some(c) if is_word(c) => false,
        Some('/' | '\\' | '@' | '=' | '+' | '°' | '$' | '€') => false,
        Some('#') => second == Some('#'),
        Some('.' | ',' | '-' | '_' | '–' | '—' | '\'' | '’' | ':') => !second_is_word,
        Some(_) => true,
    }
}

/// The word before, over spaces and emphasis, and what stands before it.
pub(super) fn previous_word(before: &str) -> Option<(&str, &str)> {
    let before = skip_before(before, cursor::dotted)?;
    let word = word_before(before);
    (!word.is_empty()).then(|| (word, &before[..before.len() - word.len()]))
}

fn is_among(list: &[&str], before: &str) -> bool {
    is_listed(list, word_before(before))
}

fn is_listed(list: &[&str], word: &str) -> bool {
    !word.is_empty() && list.binary_search(&fold(word).as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        assert!([NUMBERED, NAMED_AFTER_DAYS, OF_SCHOOLS, BEFORE_DAYS].iter().all(|list| list.is_sorted()));
    }
}
