//! Acronyms of the glossary, explained where they first appear in a page.

use std::ops::Range;

use super::Writer;
use crate::markdown::escape::escape;

impl Writer<'_> {
    /// Writes `text` up to and with its last acronym that is explained here; the number of bytes written.
    pub(super) fn explain(&mut self, text: &str) -> usize {
        let (mut at, mut done) = (0, 0);
        while let Some(word) = next_acronym(text, at) {
            at = word.end;
            let acronym = &text[word.clone()];
            if self.explained.contains(acronym) {
                continue;
            }
            let Some(expansion) = self.resolver.expansion(acronym) else { continue };
            let expansion = self.label_text(expansion);
            escape(&text[done..word.start], &mut self.out);
            self.out.push_str(&format!("<abbr title=\"{expansion}\">"));
            escape(acronym, &mut self.out);
            self.out.push_str("</abbr>");
            self.explained.insert(acronym.to_owned());
            done = word.end;
        }
        done
    }
}

/// The next word from `from` on that has at least two capital letters. Words are letters and digits; to be fast, bytes
/// of ASCII and Latin-1 letters are looked at, and other letters are neither capitals nor separators.
fn next_acronym(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut at, mut start, mut capitals) = (from, from, 0);
    while at < bytes.len() {
        let (width, class) = classify(&bytes[at..]);
        match class {
            Class::Separator if capitals >= 2 => return Some(start..at),
            Class::Separator => {
                start = at + width;
                capitals = 0;
            }
            Class::Capital => capitals += 1,
            Class::Other => {}
        }
        at += width;
    }
    (capitals >= 2).then_some(start..at)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Separator,
    Capital,
    Other,
}

/// The class of the character at the start of `bytes`, and its length.
fn classify(bytes: &[u8]) -> (usize, Class) {
    match bytes[0] {
        b'A'..=b'Z' => (1, Class::Capital),
        b'a'..=b'z' | b'0'..=b'9' => (1, Class::Other),
        0..=0x7F => (1, Class::Separator),
        // Latin-1 signs and no-break space.
        0xC2 => (2, Class::Separator),
        0xC3 => match bytes.get(1) {
            Some(0x97 | 0xB7) => (2, Class::Separator),
            Some(0x80..=0x9E) => (2, Class::Capital),
            _ => (2, Class::Other),
        },
        // General punctuation: apostrophes, dashes, spaces.
        0xE2 => (3, Class::Separator),
        0xC0..=0xDF => (2, Class::Other),
        0xE0..=0xEF => (3, Class::Other),
        _ => (4, Class::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::next_acronym;

    #[test]
    fn acronyms_have_two_capitals() {
        let text = "Le CIO, l’ENT et d'ÉDU-A : Mot A1 R2D2 éÀÉ 日本 x";
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = next_acronym(text, at) {
            at = word.end;
            found.push(&text[word]);
        }
        assert_eq!(found, ["CIO", "ENT", "ÉDU", "R2D2", "éÀÉ"]);
    }
}
