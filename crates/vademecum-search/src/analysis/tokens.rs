//! Where words begin and end.

use std::ops::Range;

use super::Language;
use super::fold::{compose, is_mark, plain};

/// A word of a text, not yet folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// In lower case, marks put on their letters.
    pub lower: String,
    /// The bytes of the text that it covers, without an elided article.
    pub range: Range<usize>,
}

/// What stands before an apostrophe and is a word of its own: « l’ », « qu’ », « jusqu’ ».
const ELISIONS: [&str; 14] =
    ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu"];

/// Calls `each` with every word of `text` in order. In French, elided articles and pronouns are left out:
/// « l’établissement » is one word. Other apostrophes join what they part (`aujourd'hui` → `aujourdhui`), and a single
/// letter before a hyphen belongs to its word (`e-mail` → `email`).
pub fn tokens(text: &str, language: Language, mut each: impl FnMut(Token)) {
    let mut runs = Runs { text, at: 0 }.peekable();
    while let Some(run) = runs.next() {
        let mut token = Token { lower: normal(&text[run.clone()]), range: run };
        while let Some(next) = runs.peek() {
            match joint(&token, &text[token.range.end..next.start], language) {
                Joint::None => break,
                Joint::Elision => token = Token { lower: normal(&text[next.clone()]), range: next.clone() },
                Joint::Inner => {
                    token.lower.push_str(&normal(&text[next.clone()]));
                    token.range.end = next.end;
                }
            }
            runs.next();
        }
        each(token);
    }
}

/// How a word and what follows it belong together.
enum Joint {
    /// They are two words.
    None,
    /// The first is an article that counts for nothing.
    Elision,
    /// They are one word.
    Inner,
}

fn joint(first: &Token, between: &str, language: Language) -> Joint {
    let mut between = between.chars();
    let (Some(mark), None) = (between.next(), between.next()) else { return Joint::None };
    if is_apostrophe(mark) {
        let elided = language == Language::Fr && ELISIONS.contains(&first.lower.as_str());
        return if elided { Joint::Elision } else { Joint::Inner };
    }
    let single = first.lower.chars().count() == 1 && first.lower.chars().all(char::is_alphabetic);
    if matches!(mark, '-' | '\u{2010}' | '\u{2011}') && single { Joint::Inner } else { Joint::None }
}

/// ASCII, typographic, modifier and prime forms, and the two accents that keyboards have in their place.
fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '′' | '`' | '´' | '＇')
}

/// Letters and digits. The modifier letter apostrophe is a letter for Unicode, and none for readers.
fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() && !is_apostrophe(letter)
}

/// Lower case in Unicode normal form KC as far as Latin letters go, without the marks that are not seen.
fn normal(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut normal = String::with_capacity(word.len());
    for letter in word.chars().filter(|letter| !is_invisible(*letter)) {
        let composed = normal.chars().next_back().filter(|_| is_mark(letter)).and_then(|last| compose(last, letter));
        match (composed, plain(letter)) {
            (Some(composed), _) => {
                normal.pop();
                normal.push(composed);
            }
            (None, Some(plain)) => normal.push_str(&plain.to_ascii_lowercase()),
            (None, None) => normal.extend(letter.to_lowercase()),
        }
    }
    normal
}

/// Soft hyphen, joiners and the word joiner: inside a word, and no part of it.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Maximal runs of letters, digits and the marks that belong to them.
struct Runs<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(is_letter)?;
        let run = &self.text[start..];
        let inside = |letter: char| is_letter(letter) || is_mark(letter) || is_invisible(letter);
        let end = start + run.find(|letter| !inside(letter)).unwrap_or(run.len());
        self.at = end;
        Some(start..end)
    }
}
