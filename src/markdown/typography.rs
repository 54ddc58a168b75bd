//! French spaces, apostrophes and ellipses in running text.
//!
//! The rules are those of the *Lexique des règles typographiques en usage à l’Imprimerie nationale*: a narrow no-break
//! space before `;`, `!` and `?` and inside guillemets, a no-break space before `:`. A space is only ever made
//! no-break, never invented, except inside guillemets: `12:30` and `a?b=c` stay what they are.

use std::borrow::Cow;

use crate::config::Language;

const NO_BREAK: char = '\u{A0}';
const NARROW: char = '\u{202F}';

/// A text with the spaces, apostrophes and ellipses of its language.
pub fn apply(text: &str, language: Language) -> Cow<'_, str> {
    if language == Language::En || !text.bytes().any(is_trigger) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    write_french(text, &mut out);
    Cow::Owned(out)
}

/// Bytes at which something may have to change: punctuation, and the first byte of `«` and `»`.
pub(super) fn is_trigger(byte: u8) -> bool {
    matches!(byte, b';' | b'!' | b'?' | b':' | b'\'' | b'.' | 0xC2)
}

/// Appends `text` to `out` with French typography.
pub(super) fn write_french(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let start = out.len();
    let (mut at, mut copied) = (0, 0);
    while at < bytes.len() {
        if !is_trigger(bytes[at]) {
            at += 1;
            continue;
        }
        out.push_str(&text[copied..at]);
        let taken = punctuation(text, at, start, out);
        at += taken;
        copied = at;
    }
    out.push_str(&text[copied..]);
}

/// Writes the punctuation mark at `at` with the spaces around it; the number of bytes of `text` it took.
fn punctuation(text: &str, at: usize, start: usize, out: &mut String) -> usize {
    let rest = &text[at..];
    match rest.as_bytes()[0] {
        b';' | b'!' | b'?' => mark(rest, NARROW, start, out),
        b':' => mark(rest, NO_BREAK, start, out),
        b'\'' => apostrophe(&text[..at], rest, out),
        b'.' => dots(rest, out),
        _ if rest.starts_with('«') => opening(rest, out),
        _ if rest.starts_with('»') => closing(start, out),
        _ => copy_first(rest, out),
    }
}

fn mark(rest: &str, space: char, start: usize, out: &mut String) -> usize {
    if out[start..].ends_with(is_space) {
        out.pop();
        out.push(space);
    }
    copy_first(rest, out)
}

fn apostrophe(before: &str, rest: &str, out: &mut String) -> usize {
    let after = rest[1..].chars().next();
    let joins = before.ends_with(char::is_alphabetic) && after.is_none_or(|c| c.is_alphanumeric() || c == '«');
    out.push(if joins { '’' } else { '\'' });
    1
}

/// Exactly three dots are an ellipsis; any other number is left alone.
fn dots(rest: &str, out: &mut String) -> usize {
    let count = rest.bytes().take_while(|&b| b == b'.').count();
    out.push_str(if count == 3 { "…" } else { &rest[..count] });
    count
}

fn opening(rest: &str, out: &mut String) -> usize {
    out.push('«');
    let mut after = rest['«'.len_utf8()..].chars();
    match after.next() {
        Some(c) if is_space(c) => {
            out.push(NARROW);
            '«'.len_utf8() + c.len_utf8()
        }
        Some(c) if c != '»' => {
            out.push(NARROW);
            '«'.len_utf8()
        }
        _ => '«'.len_utf8(),
    }
}

fn closing(start: usize, out: &mut String) -> usize {
    if out[start..].ends_with(is_space) {
        out.pop();
        out.push(NARROW);
    } else if out.len() > start && !out.ends_with('«') {
        out.push(NARROW);
    }
    out.push('»');
    '»'.len_utf8()
}

fn copy_first(rest: &str, out: &mut String) -> usize {
    let first = rest.chars().next().expect("a mark stands at the start of the rest");
    out.push(first);
    first.len_utf8()
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | NO_BREAK | NARROW)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn french(text: &str) -> String {
        apply(text, Language::Fr).replace(NO_BREAK, "~").replace(NARROW, "_")
    }

    #[test]
    fn french_spaces() {
        let cases = [
            ("Quand ? Oui ! Non ; si : là", "Quand_? Oui_! Non_; si~: là"),
            ("« mot »", "«_mot_»"),
            ("«mot»", "«_mot_»"),
            ("«\u{A0}mot\u{A0}»", "«_mot_»"),
            ("« Qui ? »", "«_Qui_?_»"),
            ("à 12:30, a?b=c", "à 12:30, a?b=c"),
            ("https://ex.org/?q=1", "https://ex.org/?q=1"),
            ("l'élève d'abord", "l’élève d’abord"),
            ("l'", "l’"),
            ("'mot'", "'mot’"),
            ("5' 30''", "5' 30''"),
            ("etc... ou ....", "etc… ou ...."),
            (" : suite", "~: suite"),
            ("«", "«"),
            ("»", "»"),
            ("«»", "«»"),
            ("déjà\u{A0}: vu", "déjà~: vu"),
            ("© 2024", "© 2024"),
        ];
        for (text, expected) in cases {
            assert_eq!(french(text), expected, "{text}");
            assert_eq!(french(&apply(text, Language::Fr)), expected, "twice: {text}");
        }
    }

    #[test]
    fn english_is_left_alone() {
        assert!(matches!(apply("l'a ? b...", Language::En), Cow::Borrowed(_)));
    }
}
