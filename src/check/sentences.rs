//! What a sentence is about, as far as rules of dates must know: the past, a text of reference, a quotation.

use crate::model::fold;

/// What a date may be the date of, folded, in order: these texts keep their dates.
const TEXTS: &[&str] = &[
    "act",
    "annexe",
    "arrete",
    "arretee",
    "arretes",
    "avis",
    "bo",
    "bulletin",
    "charte",
    "circulaire",
    "circulaires",
    "circular",
    "communique",
    "convention",
    "courriel",
    "courrier",
    "decision",
    "decree",
    "decret",
    "decrets",
    "deliberation",
    "directive",
    "instruction",
    "instructions",
    "jo",
    "journal",
    "law",
    "letter",
    "lettre",
    "loi",
    "lois",
    "mail",
    "message",
    "note",
    "notes",
    "ordonnance",
    "rapport",
    "rectificatif",
    "reglement",
    "regulation",
    "report",
];
/// Words that say that a sentence is about what is over, as they start, folded.
const PAST: &[&str] = &["ancien", "archiv", "derni", "former", "historique", "precedent", "previous"];
/// Such words whose accents tell them from others: « passé », not « mot de passe ».
const PAST_AS_WRITTEN: &[&str] = &["passé", "passée", "passées", "passés", "last", "past", "old"];
/// Words after which a date is one of birth or of making; folded, some would be others: « né », « ne ».
const ORIGIN_AS_WRITTEN: &[&str] = &[
    "abrogé",
    "abrogée",
    "born",
    "created",
    "créé",
    "créée",
    "créées",
    "créés",
    "modifié",
    "modifiée",
    "naissance",
    "né",
    "née",
    "nées",
    "nés",
];
/// Words that say that a date changed, as they start, folded: the sentence may give the old one.
const CHANGE: &[&str] = &[
    "auparavant",
    "avanc",
    "initial",
    "lieu",
    "modifi",
    "moved",
    "postpone",
    "prevue",
    "prolong",
    "recul",
    "remplac",
    "repouss",
    "report",
];
/// How far before a date its text or the mark of a quotation is looked for, in bytes.
const REACH: usize = 200;
/// The most words between a text and its date: « la note de service n° 2024-045 du 4 novembre 2024 ».
const WORDS_BETWEEN: usize = 8;

/// Whether a sentence is about something that is over.
pub(super) fn tells_of_past(sentence: &str) -> bool {
    words(&sentence.to_lowercase()).any(|word| PAST_AS_WRITTEN.contains(&word)) || starts_any(sentence, PAST)
}

/// Whether a sentence says that a date changed.
pub(super) fn tells_of_change(sentence: &str) -> bool {
    starts_any(sentence, CHANGE)
}

/// Whether a sentence says when something began to be as it is: « mis à jour le … », « créé le … », « né après le … ».
pub(super) fn tells_of_origin(sentence: &str) -> bool {
    let folded = fold(sentence);
    if words(&sentence.to_lowercase()).any(|word| ORIGIN_AS_WRITTEN.contains(&word)) {
        return true;
    }
    ["mise a jour", "mis a jour", "mises a jour", "updated", "verifie le", "version du"]
        .iter()
        .any(|words| folded.contains(words))
}

/// Whether the date after these words of a sentence is that of a text: « l’instruction du ».
pub(super) fn dates_a_text(before: &str) -> bool {
    let folded = fold(&before[before.ceil_char_boundary(before.len().saturating_sub(REACH))..]);
    let mut words = folded.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_its = words.next().is_some_and(|word| matches!(word, "du" | "date" | "of"));
    is_its && words.take(WORDS_BETWEEN).any(|word| TEXTS.binary_search(&word).is_ok())
}

/// Whether what follows these words of a sentence is quoted.
pub(super) fn is_quoted(before: &str) -> bool {
    before.matches('«').count() > before.matches('»').count()
        || before.matches('“').count() > before.matches('”').count()
}

/// Whether a line of Markdown is a quotation.
pub(super) fn is_in_quotation(text: &str, at: usize) -> bool {
    let near = text.ceil_char_boundary(at.saturating_sub(REACH));
    let line = text[near..at].rfind('\n').map_or(near, |newline| near + newline + 1);
    text[line..at].trim_start().starts_with('>')
}

fn starts_any(sentence: &str, starts: &[&str]) -> bool {
    let folded = fold(sentence);
    words(&folded).any(|word| starts.iter().any(|start| word.starts_with(start)))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_in_order() {
        assert!(TEXTS.is_sorted());
    }

    #[test]
    fn the_past_is_told_from_passwords() {
        assert!(
            tells_of_past("La campagne passée") && tells_of_past("le site d’archives") && tells_of_past("l’an dernier")
        );
        assert!(!tells_of_past("votre mot de passe de la campagne"));
    }

    #[test]
    fn texts_keep_their_dates() {
        for before in ["l’instruction du ", "la note de service n° 2024-045 du ", "Arrêté en date du ", "la loi du "]
        {
            assert!(dates_a_text(before), "{before}");
        }
        for before in ["l’instruction demande de répondre avant le ", "du ", ""] {
            assert!(!dates_a_text(before), "{before}");
        }
    }

    #[test]
    fn quotations_are_seen() {
        assert!(is_quoted("Il dit « avant le ") && !is_quoted("« Ici » le "));
        assert!(is_in_quotation("Un\n> deux", 7) && !is_in_quotation("> Un\n\ndeux", 8));
    }
}
