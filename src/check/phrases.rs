//! Phrases that say the same with almost the same words.
//!
//! A set-similarity join by prefix filtering (Chaudhuri, Ganti, Kaushik, 2006): two phrases that share four fifths of
//! their words share one of their rarest words, so only phrases under the same rare word are compared.

use std::collections::HashMap;

use crate::diagnostic::Span;
use crate::model::Entry;
use crate::model::fold;

/// Two phrases are alike when the words they share are at least these parts of all their words.
const ALIKE: (usize, usize) = (4, 5);
/// The most phrases with which one phrase is compared.
const COMPARED: usize = 64;

/// Words that tell no question from another, folded, in order.
const IGNORED: &[&str] = &[
    "a", "ai", "an", "and", "are", "au", "aux", "avec", "can", "ce", "ces", "comment", "d", "dans", "de", "des", "do",
    "does", "du", "en", "est", "et", "faire", "faut", "for", "how", "i", "il", "in", "is", "j", "je", "l", "la", "le",
    "les", "leur", "leurs", "ma", "mes", "mon", "my", "n", "nos", "notre", "of", "on", "ou", "par", "pour", "puis",
    "qu", "que", "quel", "quelle", "quelles", "quels", "qui", "s", "sa", "ses", "si", "son", "sur", "t", "the", "to",
    "un", "une", "vos", "votre", "what", "where", "who", "y", "your",
];

/// A phrase and whose it is.
pub(super) struct Phrase<'a> {
    /// Phrases of one owner are not compared. Owners come in ascending order.
    pub(super) owner: usize,
    /// The phrase.
    pub(super) words: &'a str,
    /// Where it stands.
    pub(super) place: (&'a Entry, Span),
}

/// Each phrase that is like an earlier one of another owner, with the first such.
pub(super) fn pairs<'p, 'a>(phrases: &'p [Phrase<'a>]) -> Vec<(&'p Phrase<'a>, &'p Phrase<'a>)> {
    let sets = ranked_sets(phrases);
    let mut by_word: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for (at, set) in sets.iter().enumerate().filter(|(_, set)| set.len() >= 2) {
        let prefix = &set[..prefix_length(set.len())];
        let candidates = prefix.iter().filter_map(|word| by_word.get(word)).flatten().copied().take(COMPARED);
        let alike = |other: &usize| phrases[*other].owner != phrases[at].owner && are_alike(set, &sets[*other]);
        pairs.extend(candidates.filter(alike).min().map(|other| (&phrases[at], &phrases[other])));
        for word in prefix {
            by_word.entry(*word).or_default().push(at);
        }
    }
    pairs
}

/// The words of each phrase as numbers, rarest first.
fn ranked_sets(phrases: &[Phrase]) -> Vec<Vec<u32>> {
    let words: Vec<Vec<String>> = phrases.iter().map(|phrase| telling_words(phrase.words)).collect();
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in words.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let mut ranked: Vec<(u32, &str)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
    ranked.sort_unstable();
    let ranks: HashMap<&str, u32> = ranked.iter().zip(0..).map(|((_, word), rank)| (*word, rank)).collect();
    let set = |words: &Vec<String>| {
        let mut set: Vec<u32> = words.iter().map(|word| ranks[word.as_str()]).collect();
        set.sort_unstable();
        set.dedup();
        set
    };
    words.iter().map(set).collect()
}

/// The words of a phrase without those that are in every question, and without the mark of the plural.
pub(super) fn telling_words(phrase: &str) -> Vec<String> {
    let folded = fold(phrase);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && IGNORED.binary_search(word).is_err());
    words.map(|word| if word.len() > 3 { word.trim_end_matches(['s', 'x']) } else { word }.to_owned()).collect()
}

/// How many of the rarest words of a set are enough to meet every set that is alike.
fn prefix_length(length: usize) -> usize {
    length - (length * ALIKE.0).div_ceil(ALIKE.1) + 1
}

/// Whether two sorted sets are alike by Jaccard similarity.
fn are_alike(one: &[u32], other: &[u32]) -> bool {
    let (shorter, longer) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if shorter.len() * ALIKE.1 < longer.len() * ALIKE.0 {
        return false;
    }
    let mut rest = longer.iter().peekable();
    let mut shared = 0;
    for word in shorter {
        while rest.next_if(|other| *other < word).is_some() {}
        shared += usize::from(rest.peek() == Some(&word));
    }
    shared * ALIKE.1 >= (one.len() + other.len() - shared) * ALIKE.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignored_words_are_in_order() {
        assert!(IGNORED.is_sorted());
    }

    #[test]
    fn four_fifths_of_all_words_are_alike() {
        assert!(are_alike(&[1, 2, 3, 4, 5], &[1, 2, 3, 4, 5]));
        assert!(are_alike(&[1, 2, 3, 4], &[1, 2, 3, 4, 5]));
        assert!(!are_alike(&[1, 2, 3, 4], &[1, 2, 3, 5]));
        assert!(!are_alike(&[1], &[1, 2, 3]));
    }

    #[test]
    fn plurals_and_small_words_do_not_count() {
        assert_eq!(telling_words("Comment changer mes mots de passe ?"), ["changer", "mot", "passe"]);
    }
}
