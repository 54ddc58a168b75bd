//! One line of a YAML text that could not be parsed, looked at as its writer sees it.

/// A line without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its first byte in the text.
    pub(super) start: usize,
    pub(super) text: &'a str,
}

/// What a line seems to say: `- key: value`, `key: value`, `- value` or plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written<'a> {
    pub(super) key: Option<&'a str>,
    /// The first byte of the value in the text.
    pub(super) start: usize,
    /// The value without the blanks around it and without a comment.
    pub(super) value: &'a str,
}

impl<'a> Line<'a> {
    /// The line that holds byte `at`.
    pub(super) fn at(text: &'a str, at: usize) -> Self {
        let at = text.floor_char_boundary(at);
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let line = text[start..].split('\n').next().unwrap_or_default();
        Self { start, text: line }
    }

    /// The line below.
    pub(super) fn below(self, text: &'a str) -> Option<Self> {
        let start = self.start + self.text.len() + 1;
        (start < text.len()).then(|| Self::at(text, start))
    }

    /// The lines above that say something, nearest first.
    pub(super) fn above(self, text: &'a str) -> impl Iterator<Item = Line<'a>> {
        let step = move |line: &Line<'a>| (line.start > 0).then(|| Line::at(text, line.start - 1));
        std::iter::successors(step(&self), step).filter(|line| line.says_something())
    }

    fn says_something(&self) -> bool {
        let content = self.text.trim();
        !content.is_empty() && !content.starts_with('#')
    }

    /// The white space at its start.
    pub(super) fn blank_start(self) -> &'a str {
        &self.text[..self.text.len() - self.text.trim_start().len()]
    }

    /// The number of spaces at its start.
    pub(super) fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// The first byte, in this line, of what follows the list dashes.
    pub(super) fn content_column(self) -> usize {
        let mut rest = self.text.trim_start();
        while let Some(item) = rest.strip_prefix("- ") {
            rest = item.trim_start();
        }
        self.text.len() - rest.len()
    }

    /// Whether it is an item of a list.
    pub(super) fn is_item(self) -> bool {
        let content = self.text.trim_start();
        content.starts_with("- ") || content.trim_end() == "-"
    }

    /// The bytes of its content in the text.
    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.start + self.blank_start().len()..self.start + self.text.trim_end().len()
    }

    /// What it seems to say.
    pub(super) fn written(self) -> Written<'a> {
        let column = self.content_column();
        let content = &self.text[column..];
        let quoted = content.starts_with(['"', '\'']);
        let colon = if quoted { None } else { key_end(content) };
        let value_column = match colon {
            Some(colon) => {
                let after = &content[colon + 1..];
                column + colon + 1 + (after.len() - after.trim_start().len())
            }
            None => column,
        };
        let value = without_comment(&self.text[value_column..]).trim_end();
        Written { key: colon.map(|colon| content[..colon].trim_end()), start: self.start + value_column, value }
    }
}

/// The position of the colon after a key.
fn key_end(content: &str) -> Option<usize> {
    let inner = content.find(": ").or_else(|| content.find(":\t"));
    inner.or_else(|| content.trim_end().strip_suffix(':').map(str::len)).filter(|&colon| colon > 0)
}

fn without_comment(value: &str) -> &str {
    if value.starts_with(['"', '\'', '#']) {
        return if value.starts_with('#') { "" } else { value };
    }
    value.find(" #").map_or(value, |comment| &value[..comment])
}

/// A text in quotes such that YAML reads it as it is.
pub(super) fn quoted(value: &str) -> String {
    if !value.contains(['"', '\\']) { format!("\"{value}\"") } else { format!("'{}'", value.replace('\'', "''")) }
}

#[cfg(test)]
mod tests {
    use super::{Line, quoted};

    #[test]
    fn keys_and_values_are_told_apart() {
        for (text, key, start, value) in [
            ("a: b", Some("a"), 3, "b"),
            ("  - à : b : c # d", Some("à"), 9, "b : c"),
            ("- x", None, 2, "x"),
            ("a:", Some("a"), 2, ""),
            ("a:b", None, 0, "a:b"),
            ("\"a: b\" c", None, 0, "\"a: b\" c"),
            ("a: # c", Some("a"), 3, ""),
            (": b", None, 0, ": b"),
            ("", None, 0, ""),
        ] {
            let written = Line::at(text, 0).written();
            assert_eq!((written.key, written.start, written.value), (key, start, value), "{text:?}");
        }
    }

    #[test]
    fn quotes_keep_the_text() {
        assert_eq!(quoted("a: b"), "\"a: b\"");
        assert_eq!(quoted("L'\"x\""), "'L''\"x\"'");
        assert_eq!(quoted(r"C:\x"), r"'C:\x'");
    }
}
