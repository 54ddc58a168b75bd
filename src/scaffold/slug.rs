//! Ids and file names from titles.

use crate::model::ascii_slug;

/// The longest slug, in bytes.
const LONGEST: usize = 60;

/// Lower-case ASCII letters, digits and hyphens that stand for `title`: accents are folded, and a long one ends after
/// a whole word. `None` when nothing of it can be written in ASCII.
pub fn slug(title: &str) -> Option<String> {
    let slug = ascii_slug(title);
    let slug = shortened(&slug).to_owned();
    (!slug.is_empty()).then_some(slug)
}

/// `slug` up to the last whole word that fits; a single longer word is cut.
fn shortened(slug: &str) -> &str {
    if slug.len() <= LONGEST {
        return slug;
    }
    match slug[..=LONGEST].rfind('-') {
        Some(end) => &slug[..end],
        None => &slug[..LONGEST],
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn accents_ligatures_and_punctuation_are_folded() {
        assert_eq!(slug("Où déposer l’œuvre ?").unwrap(), "ou-deposer-l-oeuvre");
        assert_eq!(slug("  2025 : Été & Noël — suite  ").unwrap(), "2025-ete-noel-suite");
        assert_eq!(slug("日本語"), None);
        assert_eq!(slug("…"), None);
    }

    #[test]
    fn long_titles_end_after_a_whole_word() {
        let long = slug("Comment réinitialiser mon mot de passe quand mon adresse de messagerie a changé ?").unwrap();
        assert_eq!(long, "comment-reinitialiser-mon-mot-de-passe-quand-mon-adresse-de");
        assert_eq!(slug(&"x".repeat(10_000)).unwrap().len(), 60);
        assert_eq!(slug(&format!("{} suite", "x".repeat(60))).unwrap(), "x".repeat(60));
    }
}
