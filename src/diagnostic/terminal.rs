//! Text made safe for a terminal and fitted to its width.

use std::borrow::Cow;

use annotate_snippets::renderer::Style as Ansi;

use super::Lang;

/// How text is laid out on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether ANSI colours are written.
    pub color: bool,
    /// Columns of the terminal; `usize::MAX` never wraps (for files and pipes).
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, width: 100 }
    }
}

impl Style {
    /// `text` in `ansi`, or bare when colours are off.
    pub(super) fn paint(self, ansi: Ansi, text: &str) -> String {
        if self.color { format!("{ansi}{text}{ansi:#}") } else { text.to_owned() }
    }

    /// `text` in bold, or bare when colours are off.
    pub fn bold(self, text: &str) -> String {
        self.paint(Ansi::new().bold(), text)
    }
}

/// `text` without anything that a terminal would obey: each control character becomes one visible character
/// (`␛` for escape), so that columns stay what they are. Line ends and tabs are kept.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| picture(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(picture).collect())
}

/// The visible stand-in of a control character: of the Unicode block “Control Pictures” where it has one.
fn picture(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '␡',
        // C1 controls (U+009B begins a command like ESC [), line separators, and marks that reorder what is shown.
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => char::REPLACEMENT_CHARACTER,
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            char::REPLACEMENT_CHARACTER
        }
        _ => c,
    }
}

/// `visible` on one line: for paths and source lines, where a line end would tear the layout.
pub(super) fn visible_line(text: &str) -> String {
    visible(text).replace('\n', "␊")
}

/// Breaks `text` at ordinary spaces so that no line has more than `width` characters, unless one word has.
/// Line ends of the text stay, no-break spaces never break.
pub(super) fn wrap(text: &str, width: usize) -> String {
    text.split('\n').map(|line| wrap_line(line, width)).collect::<Vec<_>>().join("\n")
}

fn wrap_line(line: &str, width: usize) -> String {
    let mut wrapped = String::with_capacity(line.len());
    let mut column = 0;
    for word in line.split(' ') {
        let length = word.chars().count();
        if column > 0 && width.saturating_sub(column) <= length {
            wrapped.push('\n');
            column = 0;
        } else if column > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped
}

/// `text` with `margin` spaces before each line that is not empty.
pub(super) fn indent(text: &str, margin: usize) -> String {
    let lines = text.split('\n').map(|line| if line.is_empty() { String::new() } else { " ".repeat(margin) + line });
    lines.collect::<Vec<_>>().join("\n")
}

/// A number with its thousands apart: by a narrow no-break space in French, by a comma in English.
pub(super) fn number(n: usize, lang: Lang) -> String {
    let separator = match lang {
        Lang::Fr => '\u{202f}',
        Lang::En => ',',
    };
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// A number with its noun, given in singular and plural: in French zero is singular.
pub(super) fn counted(n: usize, noun: [&str; 2], lang: Lang) -> String {
    let singular = match lang {
        Lang::Fr => n < 2,
        Lang::En => n == 1,
    };
    format!("{} {}", number(n, lang), if singular { noun[0] } else { noun[1] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_visible_one_for_one() {
        let hostile = "a\u{1b}[31mb\u{9b}2J\u{7f}\u{202e}é\r";
        let shown = visible(hostile);
        assert_eq!(shown, "a␛[31mb\u{fffd}2J␡\u{fffd}é␍");
        assert_eq!(shown.chars().count(), hostile.chars().count());
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        assert!(matches!(visible("« l’été : 3 h »\n\tœuf 🙂"), Cow::Borrowed(_)));
    }

    #[test]
    fn lines_break_at_spaces_but_not_at_no_break_spaces() {
        assert_eq!(wrap("un deux trois", 8), "un deux\ntrois");
        assert_eq!(wrap("un deux\u{a0}! trois", 8), "un\ndeux\u{a0}!\ntrois");
        assert_eq!(wrap("anticonstitutionnellement oui", 5), "anticonstitutionnellement\noui");
        assert_eq!(wrap("a\nb c", usize::MAX), "a\nb c");
    }

    #[test]
    fn numbers_are_grouped_and_agree_with_their_noun() {
        assert_eq!(counted(1234, ["autre", "autres"], Lang::Fr), "1\u{202f}234 autres");
        assert_eq!(counted(0, ["erreur", "erreurs"], Lang::Fr), "0 erreur");
        assert_eq!(counted(0, ["error", "errors"], Lang::En), "0 errors");
        assert_eq!(number(1_000_000, Lang::En), "1,000,000");
        assert_eq!(number(100, Lang::En), "100");
    }
}
