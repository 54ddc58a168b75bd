//! Texts written as YAML (1.2.2) that reads back as the same texts, in this and in older readers.

/// Words that some YAML reader takes for something else than a text.
const WORDS: [&str; 14] =
    ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity", "oui", "non"];

/// A text as a scalar on one line: plain when that is safe, else in double quotes.
pub(crate) fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// A text of several lines as a literal block whose lines stand after `indent` spaces, for a value that follows
/// `key: `. Texts on one line, and those that a block cannot hold, become a [`scalar`].
pub(crate) fn block(text: &str, indent: usize) -> String {
    if !fits_block(text) {
        return scalar(text);
    }
    let mut block = String::from("|-");
    for line in text.split('\n') {
        block.push('\n');
        if !line.is_empty() {
            block.push_str(&" ".repeat(indent));
            block.push_str(line);
        }
    }
    block
}

/// Whether a plain scalar says just this text (section 7.3.3): it begins with a letter, so that it is neither a number
/// nor an indicator, and holds nothing that begins a comment or a value.
fn is_plain(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && text.trim() == text
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(|c| c != '\t' && is_printable(c))
        && !WORDS.contains(&text.to_lowercase().as_str())
}

/// Whether a literal block says just this text: several lines, the first and the last of which are not blank,
/// with nothing that must be escaped and no spaces at the start that would be taken for indentation.
fn fits_block(text: &str) -> bool {
    let blank = |line: &str| line.trim().is_empty();
    text.contains('\n')
        && !text.starts_with(char::is_whitespace)
        && !text.split('\n').next_back().is_none_or(blank)
        && text.split('\n').all(|line| line.is_empty() || !blank(line))
        && text.chars().all(|c| c == '\n' || c == '\t' || is_printable(c))
}

/// Whether a character may stand unescaped (section 5.1), and does not end a line in any reader.
fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_printable(c) => quoted.push(c),
            c => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn read_back(yaml: &str) -> String {
        let file: BTreeMap<String, String> = serde_saphyr::from_str(yaml).unwrap_or_else(|e| panic!("{e}\n{yaml}"));
        file["key"].clone()
    }

    #[test]
    fn only_what_needs_quotes_has_them() {
        assert_eq!(scalar("L’élève « absent » (2025)"), "L’élève « absent » (2025)");
        assert_eq!(scalar("Étape 1 : ouvrir"), "\"Étape 1 : ouvrir\"");
        for text in
            ["", "oui", "No", "2025", "- a", "# a", "a #b", "a:", " a", "a ", "«", "{{ date:x }}", "~", "é\u{85}"]
        {
            assert!(scalar(text).starts_with('"'), "{text:?}");
        }
    }

    #[test]
    fn paragraphs_are_blocks() {
        assert_eq!(block("Un.\n\nDeux : #3.", 4), "|-\n    Un.\n\n    Deux : #3.");
        assert_eq!(block("Un.", 4), "Un.");
    }

    fn texts() -> impl Strategy<Value = String> {
        let awkward = prop::sample::select(vec![
            "\n",
            " ",
            "\t",
            "#",
            ":",
            ": ",
            " #",
            "-",
            "'",
            "\"",
            "\\",
            "|",
            ">",
            "&",
            "*",
            "!",
            "%",
            "@",
            "`",
            "{",
            "}",
            "[",
            "]",
            ",",
            "?",
            "---",
            "...",
            "\u{a0}",
            "\u{202f}",
            "’",
            "«",
            "»",
            "é",
            "\u{85}",
            "\u{2028}",
            "\u{feff}",
            "\u{fffe}",
            "\0",
            "\r",
            "\u{1b}",
            "1",
            "0x1",
            "true",
            "a",
            "\u{10ffff}",
            "🙂",
            "\u{e000}",
        ]);
        prop_oneof![any::<String>(), prop::collection::vec(awkward, 0..12).prop_map(|parts| parts.concat())]
    }

    proptest! {
        #[test]
        fn every_text_reads_back_as_itself(text in texts()) {
            let line = format!("key: {}\nafter: a\n", scalar(&text));
            prop_assert_eq!(read_back(&line), text.as_str());
            let several = format!("key: {}\nafter: a\n", block(&text, 2));
            prop_assert_eq!(read_back(&several), text);
        }
    }
}
