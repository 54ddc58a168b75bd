//! Readable addresses from words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower-case letters and digits joined by single hyphens: accents are folded, `œ` is `oe`, all else separates.
/// Letters of other scripts stay. Empty when nothing is left.
pub fn slug(words: &str) -> String {
    join_words(words, char::is_alphanumeric)
}

/// The same with ASCII letters and digits only: safe as a file name everywhere. Empty when nothing is left.
pub fn ascii_slug(words: &str) -> String {
    join_words(words, |c| c.is_ascii_alphanumeric())
}

fn join_words(words: &str, is_kept: impl Fn(char) -> bool) -> String {
    let mut slug = String::with_capacity(words.len());
    for c in fold(words).chars() {
        match c {
            c if is_kept(c) => slug.push(c),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Lower case without accents, for comparing and sorting words as a French dictionary does at first sight.
pub fn fold(words: &str) -> String {
    if words.is_ascii() {
        return words.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(words.len());
    for c in words.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            '’' | 'ʼ' => folded.push('\''),
            c => folded.push(c),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::{ascii_slug, fold, slug};

    #[test]
    fn slugs_are_readable() {
        assert_eq!(slug("L’œuvre : où, depuis « quand » ?"), "l-oeuvre-ou-depuis-quand");
        assert_eq!(slug("Établissement d'origine"), "etablissement-d-origine");
        assert_eq!(slug("E\u{301}cole"), "ecole");
        assert_eq!(slug(" ? "), "");
        assert_eq!(slug("Ελλάδα"), "ελλαδα");
        assert_eq!(ascii_slug("日本語 2025"), "2025");
    }

    #[test]
    fn folding_ignores_accents_and_case() {
        assert_eq!(fold("ÉLÈVE"), "eleve");
        assert_eq!(fold("l’Œil"), "l'oeil");
    }
}
