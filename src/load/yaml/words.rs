//! What an editor may have meant by a word that the format does not have, and examples to copy.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::nearest;

/// French words that editors write for the format's own, without accents, with `_` between words.
const FRENCH: &[(&str, &[&str])] = &[
    ("a_partir_de", &["from"]),
    ("a_partir_du", &["from"]),
    ("accroche", &["tagline", "headline"]),
    ("actualite", &["news"]),
    ("adresse", &["address", "url"]),
    ("alias", &["aliases"]),
    ("annee", &["year"]),
    ("apres", &["from"]),
    ("archive", &["archived"]),
    ("archivee", &["archived"]),
    ("auteur", &["owner", "issuer"]),
    ("avant", &["before"]),
    ("avant_le", &["before"]),
    ("basse", &["low"]),
    ("brouillon", &["draft"]),
    ("calendrier", &["calendar"]),
    ("campagnes", &["campaigns"]),
    ("canaux", &["channels"]),
    ("chapitres", &["chapters"]),
    ("chemin", &["app_path"]),
    ("circulaire", &["circular"]),
    ("cloture", &["closing", "closes"]),
    ("courriel", &["mail"]),
    ("cours", &["current"]),
    ("debut", &["start", "at", "opens"]),
    ("definition", &["definition"]),
    ("description", &["summary"]),
    ("destinataires", &["addressees"]),
    ("diaporama", &["slides"]),
    ("duree", &["duration"]),
    ("echeance", &["deadline"]),
    ("email", &["mail"]),
    ("emetteur", &["issuer"]),
    ("en_cours", &["current"]),
    ("etat", &["state", "status"]),
    ("evenements", &["events"]),
    ("fermeture", &["closing"]),
    ("fiche", &["sheet"]),
    ("fichier", &["file"]),
    ("fin", &["end", "closes"]),
    ("formulaire", &["form"]),
    ("guide", &["guide"]),
    ("haute", &["high"]),
    ("heure", &["time"]),
    ("horaires", &["hours"]),
    ("identifiant", &["id"]),
    ("jour", &["date", "on"]),
    ("jusqu_au", &["until"]),
    ("langue", &["language"]),
    ("le", &["on"]),
    ("lettre", &["newsletter"]),
    ("libelle", &["label"]),
    ("limite", &["deadline"]),
    ("mots_cles", &["keywords"]),
    ("motscles", &["keywords"]),
    ("niveau", &["importance"]),
    ("nom", &["label", "title", "term"]),
    ("normale", &["normal"]),
    ("objet", &["title"]),
    ("ordre", &["order"]),
    ("ouverture", &["opening", "opens"]),
    ("parent", &["parent"]),
    ("periode", &["period"]),
    ("pied_de_page", &["footer"]),
    ("preparation", &["preparing"]),
    ("public", &["audience", "public"]),
    ("publics", &["audience", "audiences"]),
    ("publie", &["published"]),
    ("publiee", &["published"]),
    ("rang", &["order"]),
    ("reponse", &["short_answer"]),
    ("reponse_courte", &["short_answer"]),
    ("responsable", &["owner"]),
    ("resume", &["summary"]),
    ("retire", &["withdrawn"]),
    ("sous_titre", &["tagline"]),
    ("sous_titres", &["captions"]),
    ("statut", &["status"]),
    ("synonymes", &["synonyms", "aliases"]),
    ("tel", &["phone"]),
    ("telephone", &["phone"]),
    ("terme", &["term"]),
    ("termes", &["terms"]),
    ("titre", &["title", "label"]),
    ("type", &["kind"]),
    ("variantes", &["aliases"]),
    ("verifie_le", &["verified_on"]),
    ("voir_aussi", &["see_also"]),
];

/// The candidate that `written` was meant to be: the nearest one, or the one that a French word stands for.
pub(super) fn meant<'a>(written: &str, candidates: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let folded = fold(written);
    nearest(&folded, candidates.clone()).or_else(|| {
        let (_, words) = FRENCH.iter().find(|(french, _)| *french == folded)?;
        words.iter().find_map(|word| candidates.clone().find(|candidate| candidate == word))
    })
}

/// The truth value that a word in lower case stands for in other tools or in plain language.
pub(super) fn truth(word: &str) -> Option<bool> {
    match word {
        "true" | "oui" | "vrai" | "yes" | "y" | "on" | "o" | "1" => Some(true),
        "false" | "non" | "faux" | "no" | "n" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// A value to show after a key in an example (French, English).
pub(super) fn example(key: &str) -> [&'static str; 2] {
    match key {
        "date" | "start" | "end" | "on" | "opens" | "closes" | "verified_on" | "review_by" => ["2024-12-11"; 2],
        "time" => ["14:30"; 2],
        "at" | "duration" => ["4:05"; 2],
        "year" | "previous" => ["2025"; 2],
        "order" | "page" => ["10"; 2],
        "id" => ["mon-identifiant", "my-id"],
        "state" => ["current"; 2],
        "file" => ["document.pdf"; 2],
        "mail" => ["assistance@exemple.fr", "help@example.org"],
        "url" | "base_url" => ["https://exemple.fr/", "https://example.org/"],
        _ => ["\"…\""; 2],
    }
}

/// Lower case, without accents, with `_` for whatever is between words.
fn fold(word: &str) -> String {
    let letters = word.trim().nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters.map(|c| if c.is_alphanumeric() { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn near_and_french_words_are_understood() {
        let keys = ["title", "owner", "short_answer", "see_also"];
        for (written, expected) in [
            ("titel", Some("title")),
            ("Titre", Some("title")),
            ("short-answer", Some("short_answer")),
            ("Réponse courte", Some("short_answer")),
            ("responsable", Some("owner")),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(meant(written, keys.into_iter()), expected, "{written}");
        }
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(super::FRENCH.is_sorted());
    }
}
