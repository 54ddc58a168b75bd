//! Front matter of other generators: YAML between `---`, or the plain part of TOML between `+++`.

use serde_json::{Map, Value};

use super::notes::Notes;
use crate::text;

/// Front matter and what follows it.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// Keys with their values and lines, in the order of the file.
    pub(super) fields: Vec<HeaderField>,
    /// The front matter as written when it could not be read.
    pub(super) unread: Option<String>,
}

/// A key of front matter.
#[derive(Clone, Debug)]
pub(super) struct HeaderField {
    /// The key.
    pub(super) key: String,
    /// Its value.
    pub(super) value: Value,
    /// The line where it stands, from 1.
    pub(super) line: u32,
}

impl HeaderField {
    /// The value as one line of text; lists are joined by commas.
    pub(super) fn text(&self) -> String {
        plain(&self.value)
    }

    /// The value as a list; a text is split at commas.
    pub(super) fn list(&self) -> Vec<String> {
        let items = match &self.value {
            Value::Array(items) => items.iter().map(plain).collect(),
            other => plain(other).split(',').map(|item| item.trim().to_owned()).collect::<Vec<_>>(),
        };
        items.into_iter().filter(|item| !item.is_empty()).collect()
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        // A no-break space is part of the text; only line ends and their indentation are folded.
        Value::String(text) => text.split_ascii_whitespace().collect::<Vec<_>>().join(" "),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// Splits `text` into its front matter and the rest, with the line (from 1) on which the rest starts.
/// Empty lines before the front matter are passed over, as the generators do.
pub(super) fn split<'a>(text: &'a str, notes: &mut Notes) -> (Header, &'a str, u32) {
    let start = text.len() - text.trim_start().len();
    let skipped = count_lines(&text[..start]);
    let Some((fence, raw, body)) = fenced(&text[start..]) else { return (Header::default(), text, 1) };
    let first = skipped + 2;
    let rest_line = first + count_lines(raw) + 1;
    (parse(fence, raw, first, notes), body, rest_line)
}

fn count_lines(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX / 2)
}

/// The fence, what is between it and its like, and what follows.
fn fenced(text: &str) -> Option<(&'static str, &str, &str)> {
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence))?;
    let (first, rest) = text.split_once('\n')?;
    if first.trim_end() != fence {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            return Some((fence, &rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn parse(fence: &str, raw: &str, first: u32, notes: &mut Notes) -> Header {
    let read = if fence == "---" { yaml(raw) } else { Some(toml(raw)) };
    let Some(values) = read else {
        notes.warn(
            first,
            text!(
                "l’en-tête ne peut pas être lu : il est gardé en commentaire à la fin du fichier",
                "the front matter cannot be read: it is kept as a comment at the end of the file"
            ),
            text!(
                "corrigez l’en-tête (guillemets, deux-points, retraits), puis relancez",
                "correct it (quotes, colons, indentation), then run again"
            ),
        );
        return Header { fields: Vec::new(), unread: Some(raw.to_owned()) };
    };
    let mut fields: Vec<HeaderField> =
        values.into_iter().map(|(key, value)| HeaderField { line: line_of(raw, &key, first), key, value }).collect();
    fields.sort_by_key(|field| field.line);
    Header { fields, unread: None }
}

fn yaml(raw: &str) -> Option<Map<String, Value>> {
    if raw.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Some(Map::new());
    }
    serde_saphyr::from_str(raw).ok()
}

/// The line on which `key` stands at the start of a line.
fn line_of(raw: &str, key: &str, first: u32) -> u32 {
    let stands = |line: &str| {
        let line = line.trim_start_matches(['"', '\'']);
        line.strip_prefix(key).is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with([':', '=']))
    };
    first + raw.lines().position(stands).map_or(0, |at| u32::try_from(at).unwrap_or(0))
}

/// `key = value` lines: texts, numbers, booleans and one-line lists. Tables become `table.key`.
fn toml(raw: &str) -> Map<String, Value> {
    let mut table = String::new();
    let mut values = Map::new();
    for line in raw.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[') {
            table = format!("{}.", name.trim_matches(['[', ']', ' ']));
        } else if let Some((key, value)) = line.split_once('=') {
            let key = format!("{table}{}", key.trim().trim_matches('"'));
            values.insert(key, toml_value(value.trim()));
        }
    }
    values
}

fn toml_value(text: &str) -> Value {
    if let Some(list) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return Value::Array(quoted_items(list).into_iter().map(Value::String).collect());
    }
    if text.starts_with('"') {
        return serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.trim_matches('"').to_owned()));
    }
    match (text.strip_prefix('\''), serde_json::from_str(text)) {
        (Some(rest), _) => Value::String(rest.trim_end_matches('\'').to_owned()),
        (None, Ok(value)) => value,
        (None, Err(_)) => Value::String(text.to_owned()),
    }
}

/// The items of a one-line list; commas inside quotes do not part them.
fn quoted_items(list: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut quote = None;
    for c in list.chars() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, ',') => items.push(String::new()),
            (_, c) => items.last_mut().expect("there is always an item").push(c),
        }
    }
    items.into_iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> (Vec<(String, String, u32)>, String, u32) {
        let (header, body, line) = split(text, &mut Notes::default());
        let fields = header.fields.iter().map(|f| (f.key.clone(), f.text(), f.line)).collect();
        (fields, body.to_owned(), line)
    }

    #[test]
    fn yaml_after_an_empty_line_and_over_two_lines() {
        let (fields, body, line) = keys("\n---\nb: \"un,\ndeux\"\na: 2\n---\n# T\n");
        assert_eq!(fields, [("b".into(), "un, deux".into(), 3), ("a".into(), "2".into(), 5)]);
        assert_eq!((body.as_str(), line), ("# T\n", 7));
    }

    #[test]
    fn toml_and_absent_and_broken() {
        let (fields, ..) = keys("+++\ntitle = \"A\"\ntags = ['x, y', \"z\"]\nweight = 3\n+++\n");
        assert_eq!(fields.iter().map(|f| f.1.as_str()).collect::<Vec<_>>(), ["A", "x, y, z", "3"]);
        assert_eq!(keys("---\ntexte sans fin").1, "---\ntexte sans fin");
        let (header, body, _) = split("---\na: [\n---\nb", &mut Notes::default());
        assert!(header.unread.is_some());
        assert_eq!(body, "b");
    }
}
