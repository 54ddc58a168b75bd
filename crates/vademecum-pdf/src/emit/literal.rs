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
const MOST_UNBROKEN: usize = 80;

/// A text in pieces, between which a line may end in what is longer than any word. A zero-width space would do that, too,
/// but be read out of the file again.
pub(crate) fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut run) = (0, 0);
    for (at, c) in text.char_indices() {
        if run == MOST_UNBROKEN {
            pieces.push(&text[start..at]);
            (start, run) = (at, 0);
        }
        run = if c.is_whitespace() { 0 } else { run + 1 };
    }
    pieces.push(&text[start..]);
    pieces
}

/// A text with places where a line may end in what is longer than any word, so that it stays on the page, and within what
/// a string of a PDF may hold.
pub(crate) fn breakable(text: &str) -> std::borrow::Cow<'_, str> {
    let is_short = |word: &str| word.len() <= MOST_UNBROKEN || word.chars().count() <= MOST_UNBROKEN;
    if text.split_whitespace().all(is_short) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut run = 0;
    for c in text.chars() {
        run = if c.is_whitespace() || c == '\u{200b}' { 0 } else { run + 1 };
        out.push(c);
        if run == MOST_UNBROKEN {
            out.push('\u{200b}');
            run = 0;
        }
    }
    out.into()
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
        assert_eq!(breakable(&long).matches('\u{200b}').count(), 2);
        assert_eq!(breakable("anticonstitutionnellement"), "anticonstitutionnellement");
        assert_eq!(pieces(&long).len(), 3);
        assert_eq!(pieces(&long).concat(), long);
        assert_eq!(pieces(""), [""]);
    }

    #[test]
    fn only_tags_of_languages_are_taken() {
        assert_eq!(language("en-GB"), "en");
        assert_eq!(language("fra"), "fra");
        assert_eq!(language("\") + panic(\""), "fr");
        assert_eq!(language(""), "fr");
    }
}
