//! Tags among the words of a paragraph, a heading or a cell.

use std::ops::Range;

use super::token::{Element, Token, tokens};
use super::{Loss, is_element, report};
use crate::import::draft::{Draft, Edits, continuation};
use crate::import::links::{destination, picture};
use crate::import::notes::Notes;

/// A tag and where it stands.
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    /// The heading that holds it.
    pub(super) heading: Option<Range<usize>>,
    /// The table cell that holds it.
    pub(super) cell: Option<Range<usize>>,
}

/// The most tags that may be open at once; further ones are taken away.
const MOST_OPEN: usize = 100;
/// A cell longer than this, in bytes, is not searched for words around its breaks.
const LONG_CELL: usize = 10_000;

/// A start tag that waits for its end.
struct Waiting<'a> {
    element: Element,
    piece: &'a Piece,
}

/// Replaces the tags of one stretch of words.
pub(super) fn convert(draft: &Draft, pieces: &[Piece], edits: &mut Edits, notes: &mut Notes) {
    let mut waiting: Vec<Waiting<'_>> = Vec::new();
    for piece in pieces {
        let line = draft.line(piece.range.start);
        match tokens(&draft.text[piece.range.clone()]).pop() {
            Some(Token::Open(element)) if !is_element(&element.name) => show(piece, &element.raw, line, edits, notes),
            Some(Token::Open(element)) if is_void(&element.name) => void(draft, piece, &element, edits, notes),
            Some(Token::Open(element)) if waiting.len() < MOST_OPEN => waiting.push(Waiting { element, piece }),
            Some(Token::Open(element)) => unwrap(piece, &element.name, line, edits, notes),
            Some(Token::Close(name)) if !is_element(&name) => show(piece, &format!("/{name}"), line, edits, notes),
            Some(Token::Close(name)) => match waiting.iter().rposition(|open| open.element.name == name) {
                Some(at) => {
                    let open = waiting.remove(at);
                    pair(draft, &open, piece, edits, notes);
                }
                None => unwrap(piece, &name, line, edits, notes),
            },
            Some(Token::Comment(_) | Token::Text(_)) | None => {}
        }
    }
    for open in waiting {
        unwrap(open.piece, &open.element.name, draft.line(open.piece.range.start), edits, notes);
    }
}

fn is_void(name: &str) -> bool {
    matches!(name, "br" | "img" | "hr" | "wbr" | "input" | "source" | "col" | "embed" | "link" | "meta")
}

/// A tag that HTML does not have: `<id-du-dossier>`.
fn show(piece: &Piece, raw: &str, line: u32, edits: &mut Edits, notes: &mut Notes) {
    edits.insert(piece.range.start, "\\");
    report(Loss::Shown(raw.to_owned()), line, notes);
}

fn unwrap(piece: &Piece, name: &str, line: u32, edits: &mut Edits, notes: &mut Notes) {
    edits.replace(piece.range.clone(), "");
    report(Loss::Unwrapped(name.to_owned()), line, notes);
}

fn void(draft: &Draft, piece: &Piece, element: &Element, edits: &mut Edits, notes: &mut Notes) {
    match element.name.as_str() {
        "br" => line_break(draft, piece, edits, notes),
        "img" => {
            let (alt, source) = (element.get("alt").unwrap_or_default(), element.get("src").unwrap_or_default());
            edits.replace(piece.range.clone(), picture(&alt, &source, ""));
        }
        "wbr" => edits.replace(piece.range.clone(), ""),
        name => unwrap(piece, name, draft.line(piece.range.start), edits, notes),
    }
}

fn line_break(draft: &Draft, piece: &Piece, edits: &mut Edits, notes: &mut Notes) {
    let text = &draft.text;
    let line_start = text[..piece.range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line_start..piece.range.start];
    let after = &text[piece.range.end..];
    let starts = before.trim_start_matches([' ', '\t', '>', '-', '*', '+', '#', '[']).is_empty();
    let ends = after.trim_start_matches([' ', '\t']).is_empty()
        || is_blank_after_line(after)
        || after.trim_start().starts_with(']');
    let replacement = match (&piece.cell, &piece.heading) {
        (Some(cell), _) => cell_break(text, cell, piece, draft.line(piece.range.start), notes),
        (None, Some(_)) => " ".to_owned(),
        _ if starts || ends => String::new(),
        _ if after.trim_start_matches(' ').starts_with('\n') => "\\".to_owned(),
        _ => {
            let prefix =
                continuation(&before[..before.len() - before.trim_start_matches([' ', '>', '-', '*', '+']).len()]);
            format!("\\\n{prefix}")
        }
    };
    let spaces = after.len() - after.trim_start_matches(' ').len();
    edits.replace(piece.range.start..piece.range.end + spaces, replacement);
}

/// Whether the line ends here and the next one is empty or starts another block.
fn is_blank_after_line(after: &str) -> bool {
    let Some(next) = after.trim_start_matches([' ', '\t']).strip_prefix('\n') else { return false };
    let next = next.split('\n').next().unwrap_or("").trim_start_matches([' ', '\t', '>']);
    next.is_empty()
        || next.starts_with(['-', '*', '+', '#', '`', '<', '|'])
        || next.starts_with(|c: char| c.is_ascii_digit())
}

fn cell_break(text: &str, cell: &Range<usize>, piece: &Piece, line: u32, notes: &mut Notes) -> String {
    if cell.len() > LONG_CELL {
        return " · ".to_owned();
    }
    let words =
        |part: &str| tokens(part).iter().any(|token| matches!(token, Token::Text(text) if !text.trim().is_empty()));
    if words(&text[cell.start..piece.range.start]) && words(&text[piece.range.end..cell.end.max(piece.range.end)]) {
        report(Loss::CellBreak, line, notes);
        return " · ".to_owned();
    }
    String::new()
}

fn pair(draft: &Draft, open: &Waiting<'_>, close: &Piece, edits: &mut Edits, notes: &mut Notes) {
    let inside = &draft.text[open.piece.range.end..close.range.start];
    let mut put = |before: &str, after: &str| {
        edits.replace(open.piece.range.clone(), before);
        edits.replace(close.range.clone(), after);
    };
    let touches = !inside.is_empty() && inside.trim() == inside;
    match open.element.name.as_str() {
        "strong" | "b" if touches && !inside.contains("**") => put("**", "**"),
        "em" | "i" if touches && !inside.contains('*') => put("*", "*"),
        "del" | "s" | "strike" if touches => put("~~", "~~"),
        "code" | "kbd" | "samp" | "tt" if touches && !inside.contains(['`', '<', '&']) => put("`", "`"),
        "a" => anchor(draft, open, close, edits, notes),
        "span" | "time" | "label" => put("", ""),
        "p" | "div" if open.piece.cell.is_some() => {
            let cell = open.piece.cell.clone().unwrap_or_default();
            let parted = cell_break(&draft.text, &cell, close, draft.line(close.range.start), notes);
            put("", &parted);
        }
        name => {
            report(Loss::Unwrapped(name.to_owned()), draft.line(open.piece.range.start), notes);
            put("", "");
        }
    }
}

/// A link, or an anchor: the anchor of a heading becomes its id.
fn anchor(draft: &Draft, open: &Waiting<'_>, close: &Piece, edits: &mut Edits, notes: &mut Notes) {
    let inside = draft.text[open.piece.range.end..close.range.start].trim();
    let id = open.element.get("id").or_else(|| open.element.get("name"));
    let whole = open.piece.range.start..close.range.end;
    match (inside.is_empty(), open.element.get("href"), &open.piece.heading, id) {
        (false, Some(href), ..) => {
            edits.replace(open.piece.range.clone(), "[");
            edits.replace(close.range.clone(), format!("]({})", destination(&href)));
        }
        (true, _, Some(heading), Some(id)) if !draft.text[heading.clone()].contains("{#") => {
            let end = heading.start + draft.text[heading.clone()].trim_end().len();
            let at_end = draft.text[whole.end..end.max(whole.end)].trim().is_empty();
            if at_end {
                edits.replace(whole, format!("{{#{id}}}"));
            } else {
                edits.replace(whole, "");
                edits.insert(end, format!(" {{#{id}}}"));
            }
        }
        _ => {
            edits.replace(open.piece.range.clone(), "");
            edits.replace(close.range.clone(), "");
            report(Loss::Unwrapped("a".to_owned()), draft.line(open.piece.range.start), notes);
        }
    }
}

/// A text of Markdown without its inline marks.
pub(super) fn plain(markdown: &str) -> String {
    use pulldown_cmark::{Event, Parser};
    let mut text = String::new();
    for event in Parser::new_ext(markdown, super::options()) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// The longest run of `c` in a text.
pub(super) fn longest_run(text: &str, c: char) -> usize {
    text.split(|other| other != c).map(str::len).max().unwrap_or(0)
}
