//! The one door through which text gets into code.

/// A text as a string literal of typst. Every white space is a space, and characters that are no letters and steer
/// programs (C0, C1, bidirectional overrides, byte order marks) are left out.
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        push(c, &mut out);
    }
    out.push('"');
    out
}

/// How many characters may follow one another without a place where a line may end. No word is as long.
const MOST_UNBROKEN: usize = 40;
/// After how many characters a line may end in what is longer.
const PIECE: usize = 10;

/// A text in pieces, between which a line may end in what is longer than any word. A zero-width space would do that, too,
/// but be read out of the file again.
pub(crate) fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let from = word.as_ptr() as usize - text.as_ptr() as usize;
        if word.len() <= MOST_UNBROKEN || word.chars().count() <= MOST_UNBROKEN {
            continue;
        }
        for (at, _) in word.char_indices().skip(PIECE).step_by(PIECE).filter(|(at, _)| is_between(word, *at)) {
            pieces.push(&text[start..from + at]);
            start = from + at;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// Whether one letter ends and another begins at a byte of a word.
fn is_between(word: &str, at: usize) -> bool {
    let goes_on = |c: char| is_ignorable(c) || matches!(c, '\u{300}'..='\u{36f}' | '\u{1f3fb}'..='\u{1f3ff}');
    let joins = |c: char| c == '\u{200d}';
    !word[at..].starts_with(goes_on) && !word[..at].ends_with(joins)
}

/// Whether a line must be made to end somewhere in a text.
pub(crate) fn is_long(text: &str) -> bool {
    pieces(text).len() > 1
}

/// A text as a string literal, cut after `most` characters: no string of a PDF/A file is longer than 32,767 bytes
/// (ISO 19005-2, 6.1.13).
pub(crate) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => string(&format!("{}…", &text[..end])),
        None => string(text),
    }
}

/// A text of code as a string literal: its lines and spaces stay what they are.
pub(crate) fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("    "),
            '\r' => {}
            _ => push(c, &mut out),
        }
    }
    out.push('"');
    out
}

fn push(c: char, out: &mut String) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' | '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
        _ if is_silent(c) => {}
        _ => out.push(c),
    }
}

/// Whether a character is never shown and steers programs instead.
pub(crate) fn is_silent(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c as u32, 0xFDD0..=0xFDEF)
        || (c as u32) & 0xFFFE == 0xFFFE
        || matches!(c, '\u{e000}'..='\u{f8ff}')
}

/// Whether a character is never seen by itself, so that nothing is missing where no font has it: joiners and selectors
/// (Default_Ignorable_Code_Point of Unicode).
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c as u32, 0xAD | 0x34F | 0x61C | 0x180B..=0x180F | 0x200B..=0x200F | 0x2060..=0x2065 | 0xFE00..=0xFE0F | 0xE0000..=0xE0FFF)
}

/// The part of a BCP 47 tag that typst takes: two or three letters; `fr` for what is no tag.
pub(crate) fn language(tag: &str) -> &str {
    let first = tag.split(['-', '_']).next().unwrap_or_default();
    let is_tag = matches!(first.len(), 2 | 3) && first.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_tag { first } else { "fr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_literal_before_its_end() {
        assert_eq!(string("a\"b\\"), "\"a\\\"b\\\\\"");
        assert_eq!(string("\\u{41}\n#x"), "\"\\\\u{41} #x\"");
        assert_eq!(string("a\u{0}\u{202e}b\u{feff}"), "\"ab\"");
        assert_eq!(verbatim("a\n\tb"), "\"a\\n    b\"");
    }

    #[test]
    fn what_is_longer_than_a_word_may_be_broken() {
        let long = format!("un {} mot", "x".repeat(200));
        assert_eq!(pieces(&long).len(), 21);
        assert_eq!(pieces(&long).concat(), long);
        assert!(pieces(&long).iter().all(|piece| piece.chars().count() <= "un ".len() + PIECE));
        assert_eq!(pieces(""), [""]);
        assert_eq!(pieces("l’anticonstitutionnellement d’une").len(), 1);
        let accents = "e\u{301}".repeat(40);
        assert!(pieces(&accents).iter().all(|piece| piece.starts_with('e')), "an accent stays with its letter");
    }

    #[test]
    fn only_tags_of_languages_are_taken() {
        assert_eq!(language("en-GB"), "en");
        assert_eq!(language("fra"), "fra");
        assert_eq!(language("\") + panic(\""), "fr");
        assert_eq!(language(""), "fr");
    }
}
