//! Stands in for `regex` where `tantivy` is compiled for a browser: the real one is a third of the engine.
//!
//! tantivy uses it to escape `/` and `\` when it prints a facet, and in an aggregation on globs. The first works
//! here as there; any other pattern is refused, and the aggregation then says so as an error.

use std::borrow::Cow;
use std::fmt;

/// The only pattern known: one slash or backslash.
const SLASHES: &str = r"[\\/]";

/// Matches a single slash or backslash.
#[derive(Clone, Debug)]
pub struct Regex(());

impl Regex {
    /// Accepts the one known pattern.
    ///
    /// # Errors
    /// Every other pattern, also one that the real crate would accept.
    pub fn new(pattern: &str) -> Result<Regex, Error> {
        if pattern == SLASHES { Ok(Regex(())) } else { Err(Error(())) }
    }

    /// Whether `text` holds a slash or backslash.
    pub fn is_match(&self, text: &str) -> bool {
        text.contains(is_slash)
    }

    /// The first slash or backslash of `text`.
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        let (start, slash) = text.match_indices(is_slash).next()?;
        Some(Match { start, slash })
    }

    /// Puts `replacement` in the place of every slash and backslash. Unlike the real crate it knows no `$1`.
    pub fn replace_all<'t>(&self, text: &'t str, replacement: &str) -> Cow<'t, str> {
        if self.is_match(text) { Cow::Owned(text.replace(is_slash, replacement)) } else { Cow::Borrowed(text) }
    }
}

/// A place where the pattern matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match<'t> {
    start: usize,
    slash: &'t str,
}

impl<'t> Match<'t> {
    /// Where it begins, in bytes of the text.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Where it ends, in bytes of the text.
    pub fn end(&self) -> usize {
        self.start + self.slash.len()
    }

    /// What matches.
    pub fn as_str(&self) -> &'t str {
        self.slash
    }
}

fn is_slash(letter: char) -> bool {
    matches!(letter, '/' | '\\')
}

/// Puts a backslash before every character that has a meaning in a pattern.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if r"\.+*?()|[]{}^$#&-~".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// Says that a pattern is not the known one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(());

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("regular expressions are left out of this build")
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::{Regex, SLASHES, escape};

    #[test]
    fn slashes_are_replaced_as_by_the_real_crate() {
        let slashes = Regex::new(SLASHES).unwrap();
        assert_eq!(slashes.replace_all(r"a/b\c", r"\/"), r"a\/b\/c");
        assert_eq!(slashes.replace_all("plain", r"\/"), "plain");
    }

    #[test]
    fn other_patterns_are_refused() {
        assert!(Regex::new("^a.*$").is_err());
    }

    #[test]
    fn characters_with_a_meaning_are_escaped() {
        assert_eq!(escape("a.b*"), r"a\.b\*");
    }
}
