//! Ids of headings.

use std::collections::{HashMap, HashSet};

/// How the ids begin that the theme gives to parts of a page.
const THEME: &str = "vm-";
/// The longest id made from a text, in bytes.
const LIMIT: usize = 100;

/// The id of a text: lower case, accents folded, everything but letters and digits one hyphen.
/// `section` when nothing is left.
pub fn slug(text: &str) -> String {
    let mut slug = crate::model::slug(text);
    slug.truncate(slug.floor_char_boundary(LIMIT));
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { "section".to_owned() } else { slug }
}

/// The ids of one page while they are given out.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Ids {
    /// Takes an id as written; `false` when it is taken or the theme's.
    pub(super) fn claim(&mut self, id: &str) -> bool {
        !is_reserved(id) && self.taken.insert(id.to_owned())
    }

    /// Takes `base`, or the first of `base-2`, `base-3`… that is free.
    pub(super) fn unique(&mut self, base: &str) -> String {
        let base = &free(base);
        if self.claim(base) {
            return base.clone();
        }
        let mut number = self.next.get(base).copied().unwrap_or(2);
        loop {
            let id = format!("{base}-{number}");
            number += 1;
            if self.claim(&id) {
                self.next.insert(base.clone(), number);
                return id;
            }
        }
    }
}

/// An id made such that neither the theme nor footnotes can have it, whatever follows it.
fn free(id: &str) -> String {
    let id = id.trim_start_matches(THEME);
    let id = if is_reserved(id) { id.replacen(':', "-", 1) } else { id.to_owned() };
    if id.is_empty() { slug(&id) } else { id }
}

/// Whether an id belongs to the theme or to footnotes.
fn is_reserved(id: &str) -> bool {
    id.starts_with(THEME) || id.starts_with("fn:") || id.starts_with("fnref:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_the_theme_and_of_footnotes_are_put_aside() {
        let mut ids = Ids::default();
        let given: Vec<_> =
            ["fn:1", "fn:1", "vm-fnref:a", "vm-", "vm-vm-x"].iter().map(|base| ids.unique(base)).collect();
        assert_eq!(given, ["fn-1", "fn-1-2", "fnref-a", "section", "x"]);
    }

    #[test]
    fn slugs_are_plain_words_joined_by_hyphens() {
        let cases = [
            ("Réinitialiser le mot de passe", "reinitialiser-le-mot-de-passe"),
            ("L’œuvre d'Ævar", "l-oeuvre-d-aevar"),
            ("  Où ? — Quand ! ", "ou-quand"),
            ("ÉTAPE N° 3", "etape-n-3"),
            ("", "section"),
            ("???", "section"),
            ("Ελλάδα", "ελλαδα"),
            ("ﬁn", "fin"),
            ("Straße", "strasse"),
        ];
        for (text, expected) in cases {
            assert_eq!(slug(text), expected, "{text}");
        }
        assert!(slug(&"x".repeat(10_000)).len() <= LIMIT);
    }

    #[test]
    fn repeated_ids_get_the_next_free_number() {
        let mut ids = Ids::default();
        assert!(ids.claim("a-2"));
        assert!(!ids.claim("vm-main"));
        let given: Vec<_> = ["a", "a", "a", "b"].iter().map(|base| ids.unique(base)).collect();
        assert_eq!(given, ["a", "a-3", "a-4", "b"]);
    }
}
