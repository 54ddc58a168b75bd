//! Text to terms: where words begin and end, which letters are the same letter, and which words are the same word.
//!
//! One analysis serves indexing, queries and the marking of words in snippets. Every word has two forms: *exact*
//! (lower case, without accents) and *stem*. A word is stemmed as written and also without its accents, because a
//! stemmer that meets « activite » does not know the ending that it sees in « activité ».

mod fold;
mod function_words;
mod tokens;

use std::ops::Range;

pub use fold::fold;
pub use function_words::is_function_word;
pub use tokens::{Token, tokens};

use serde::{Deserialize, Serialize};

/// A language that the analysis knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

/// The forms under which a word is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forms {
    /// Lower case, without accents and ligatures: `etablissement`.
    pub exact: String,
    /// The stem of the word as written, without accents: `etabl`.
    pub stem: String,
    /// The stem of the word without accents, where it is another.
    pub plain_stem: Option<String>,
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// How it is found.
    pub forms: Forms,
    /// The bytes of the text that it covers.
    pub range: Range<usize>,
}

/// Longer words are cut for the index: nobody types them, and a hostile text has them by the megabyte.
const MAX_WORD_CHARS: usize = 40;

/// Words of a text, one analysis for one language.
pub struct Analyser {
    stemmer: frostem::Stemmer,
    language: Language,
}

impl Analyser {
    /// The analysis of a language.
    pub fn new(language: Language) -> Self {
        let algorithm = match language {
            Language::Fr => frostem::Algorithm::French,
            Language::En => frostem::Algorithm::English,
        };
        Self { stemmer: frostem::Stemmer::new(algorithm), language }
    }

    /// Its language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words of a text in order.
    pub fn words(&self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        tokens(text, self.language, |token| {
            words.push(Word { forms: self.forms(&token.lower), range: token.range });
        });
        words
    }

    /// The forms of a word in lower case, as [`tokens`] gives it.
    pub fn forms(&self, lower: &str) -> Forms {
        let cut = lower.char_indices().nth(MAX_WORD_CHARS).map_or(lower.len(), |(at, _)| at);
        let lower = &lower[..cut];
        let exact = fold(lower);
        let stem = self.stem(lower);
        let plain_stem = (exact != lower).then(|| self.stem(&exact)).filter(|plain| *plain != stem);
        Forms { exact, stem, plain_stem }
    }

    /// The folded stem. French plurals in -eux and -oux (« vœux », « lieux ») lose the x that Snowball leaves them.
    fn stem(&self, lower: &str) -> String {
        let mut stem = fold(&self.stemmer.stem(lower));
        if self.language == Language::Fr && (stem.ends_with("eux") || stem.ends_with("oux")) {
            stem.pop();
        }
        stem
    }
}

#[cfg(test)]
mod tests;
