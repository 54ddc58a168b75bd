//! Events of a campaign as events of the next one: their dates, and what is said of them, become comments.

use std::ops::Range;

use super::edits::Edits;
use crate::diagnostic::TextFile;
use crate::model::Entry;

/// The fields of an event that the next campaign does not have yet.
const UNKNOWN: [&str; 10] =
    ["confirmed", "date", "end", "history", "review_by", "sources", "start", "time", "verified_on", "wording"];
/// What an event without a known date says.
const UNCONFIRMED: &str = "confirmed: false";

/// Takes the dates of an event away. What was there stays readable as comments, with the year it was of.
pub(super) fn reset(entry: &Entry, year: u16, edits: &mut Edits) {
    let (file, span) = (&entry.file, entry.span.range());
    let Some(item) = file.text.get(span.clone()) else { return };
    if item.starts_with('{') {
        let new = in_braces(item);
        edits.replace(&file.path, span, new);
        return;
    }
    let column = span.start - line_start(&file.text, span.start);
    let keys = keys(file, &span, column);
    let (indent, note) = (" ".repeat(column), format!("# {year} : "));
    let mut is_said = false;
    for key in keys.iter().filter(|key| UNKNOWN.contains(&key.name)) {
        let text = &file.text[key.range.clone()];
        let is_first = key.range.start == span.start;
        let old = comments(text, &indent, &note);
        let new = match (is_first, std::mem::replace(&mut is_said, true)) {
            (true, _) => format!("{UNCONFIRMED}\n{old}"),
            (false, false) => format!("{indent}{UNCONFIRMED}\n{old}"),
            (false, true) => old,
        };
        edits.replace(&file.path, key.range.clone(), new);
    }
    if let Some(first) = keys.first().filter(|_| !is_said) {
        let line_end = if file.text[..first.range.end].ends_with('\n') { "" } else { "\n" };
        edits.replace(&file.path, first.range.end..first.range.end, format!("{line_end}{indent}{UNCONFIRMED}\n"));
    }
}

/// A key of an item that is written line by line, and the lines that belong to it, with their ends.
struct Key<'t> {
    name: &'t str,
    range: Range<usize>,
}

/// The keys of an item whose keys stand in this column.
fn keys<'t>(file: &'t TextFile, span: &Range<usize>, column: usize) -> Vec<Key<'t>> {
    let text = &file.text;
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at + 1);
    let mut keys: Vec<Key> = Vec::new();
    let mut at = span.start;
    for line in text[span.start..end].split_inclusive('\n') {
        let indent = if at == span.start { column } else { line.len() - line.trim_start_matches(' ').len() };
        let rest = line.trim_start_matches(' ');
        let is_inside = indent > column || rest.trim().is_empty() || rest.starts_with("- ");
        match (keys.last_mut().filter(|_| is_inside), name(rest)) {
            (Some(key), _) => key.range.end = at + line.len(),
            (None, Some(name)) => keys.push(Key { name, range: at..at + line.len() }),
            (None, None) => keys.push(Key { name: "", range: at..at + line.len() }),
        }
        at += line.len();
    }
    keys
}

/// The key with which a line begins.
fn name(line: &str) -> Option<&str> {
    let (key, after) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    (is_key && (after.is_empty() || after.starts_with([' ', '\n']))).then_some(key)
}

fn comments(lines: &str, indent: &str, note: &str) -> String {
    let comment = |line: &str| match line.trim_end() {
        "" => line.to_owned(),
        text => {
            let inner = text.strip_prefix(indent).unwrap_or(text.trim_start());
            format!("{indent}{note}{inner}{}", &line[text.len()..])
        }
    };
    lines.split_inclusive('\n').map(comment).collect()
}

/// An item in braces without the fields that are not known.
fn in_braces(item: &str) -> String {
    let inner = item.trim_start_matches('{').trim_end().trim_end_matches('}');
    let kept = parts(inner).into_iter().filter(|part| {
        let key = part.split(':').next().unwrap_or_default().trim();
        !key.is_empty() && !UNKNOWN.contains(&key)
    });
    let kept: Vec<&str> = kept.map(str::trim).collect();
    format!("{{ {}, {UNCONFIRMED} }}", kept.join(", "))
}

/// The parts of what stands in braces, between its commas.
fn parts(inner: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quote) = (Vec::new(), 0, 0usize, None);
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inner[start..]);
    parts
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}
