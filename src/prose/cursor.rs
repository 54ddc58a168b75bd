//! Reading a text word by word from any place in it, forwards and backwards, never far.

use std::ops::Range;

/// The longest run of pieces between two parts of a date.
const LONGEST_GAP: usize = 8;
/// The longest word that is read whole, in characters.
const LONGEST_WORD: usize = 16;
/// Spaces as HTML writes them.
const ENTITIES: [&str; 5] = ["&nbsp;", "&#160;", "&#xA0;", "&#8239;", "&thinsp;"];

/// Emphasis as HTML writes it.
const TAGS: [&str; 8] = ["<strong>", "</strong>", "<em>", "</em>", "<b>", "</b>", "<i>", "</i>"];

/// What may stand between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A space of any width.
    Space,
    /// A line end, or the mark that a quotation repeats after it.
    Line,
    /// Emphasis.
    Mark,
    /// `.`
    Dot,
    /// `,`
    Comma,
}

/// Spaces, one line end and emphasis.
pub(super) fn plain(piece: Piece) -> bool {
    matches!(piece, Piece::Space | Piece::Line | Piece::Mark)
}

/// Those, and the dot of a shortened word.
pub(super) fn dotted(piece: Piece) -> bool {
    piece != Piece::Comma
}

/// Those, and a comma.
pub(super) fn any(_: Piece) -> bool {
    true
}

/// Whether a character belongs to a word; accents may stand apart from their letters.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// The words of a text: what letters and digits join.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_word)?;
        at = start + text[start..].find(|c| !is_word(c)).unwrap_or(text.len() - start);
        Some(start..at)
    })
}

/// The word at the end of `before`; empty when there is none, or when it is longer than any that is looked for.
pub(super) fn word_before(before: &str) -> &str {
    let length: usize =
        before.chars().rev().take(LONGEST_WORD + 1).take_while(|c| is_word(*c)).map(char::len_utf8).sum();
    let word = &before[before.len() - length..];
    if word.chars().count() > LONGEST_WORD { "" } else { word }
}

/// The word at the start of `after`; empty as for [`word_before`].
pub(super) fn word_after(after: &str) -> &str {
    let length: usize = after.chars().take(LONGEST_WORD + 1).take_while(|c| is_word(*c)).map(char::len_utf8).sum();
    let word = &after[..length];
    if word.chars().count() > LONGEST_WORD { "" } else { word }
}

/// `before` without the gap at its end; `None` when there is no gap, or one that no two parts of a date have.
pub(super) fn skip_before(before: &str, allowed: fn(Piece) -> bool) -> Option<&str> {
    skip(before, allowed, |rest, _| last_piece(rest).map(|(length, piece)| (&rest[..rest.len() - length], piece)))
}

/// `after` without the gap at its start, as [`skip_before`].
pub(super) fn skip_after(after: &str, allowed: fn(Piece) -> bool) -> Option<&str> {
    skip(after, allowed, |rest, lines| first_piece(rest, lines).map(|(length, piece)| (&rest[length..], piece)))
}

/// Takes pieces away; `next` is told how many lines ended so far.
fn skip(text: &str, allowed: fn(Piece) -> bool, next: impl Fn(&str, usize) -> Option<(&str, Piece)>) -> Option<&str> {
    let mut rest = text;
    let (mut pieces, mut lines) = (0, 0);
    while let Some((shorter, piece)) = next(rest, lines).filter(|(_, piece)| allowed(*piece)) {
        rest = shorter;
        pieces += 1;
        lines += usize::from(piece == Piece::Line);
        if pieces > LONGEST_GAP || lines > 1 {
            return None;
        }
    }
    (pieces > 0).then_some(rest)
}

fn last_piece(text: &str) -> Option<(usize, Piece)> {
    let last = text.chars().next_back()?;
    let tag = || TAGS.iter().find(|tag| text.ends_with(**tag)).map(|tag| (tag.len(), Piece::Mark));
    match last {
        ';' => ENTITIES.iter().find(|entity| text.ends_with(**entity)).map(|entity| (entity.len(), Piece::Space)),
        '>' => tag().or_else(|| opens_line(&text[..text.len() - 1]).then_some((1, Piece::Space))),
        _ => Some((last.len_utf8(), piece(last)?)),
    }
}

fn first_piece(text: &str, lines: usize) -> Option<(usize, Piece)> {
    let first = text.chars().next()?;
    match first {
        '&' => ENTITIES.iter().find(|entity| text.starts_with(**entity)).map(|entity| (entity.len(), Piece::Space)),
        '>' => (lines > 0).then_some((1, Piece::Space)),
        '<' => TAGS.iter().find(|tag| text.starts_with(**tag)).map(|tag| (tag.len(), Piece::Mark)),
        _ => Some((first.len_utf8(), piece(first)?)),
    }
}

fn piece(c: char) -> Option<Piece> {
    match c {
        '\n' => Some(Piece::Line),
        '*' | '_' => Some(Piece::Mark),
        '.' => Some(Piece::Dot),
        ',' => Some(Piece::Comma),
        c if c.is_whitespace() => Some(Piece::Space),
        _ => None,
    }
}

/// Whether nothing but the marks of a quotation stands before, on the same line.
fn opens_line(before: &str) -> bool {
    let marks = before.chars().rev().take(LONGEST_GAP).take_while(|c| matches!(c, '>' | ' ')).count();
    matches!(before.as_bytes().get(..before.len() - marks).and_then(<[u8]>::last), None | Some(b'\n'))
}
