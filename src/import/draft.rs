//! A text while it is being converted: each line remembers the line it came from.

use std::ops::Range;
use std::sync::OnceLock;

/// Starts a line that stands for a container until its colons can be counted. A private-use character, which
/// [`tree`](super::tree) removes from what it reads, so that no source can hold it.
pub(super) const MARK: char = '\u{E000}';

/// A text with the origin of each of its lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The text, without a newline at its end.
    pub(super) text: String,
    /// The line in the source file, from 1, of each line of `text`.
    pub(super) origins: Vec<u32>,
    /// Where each line starts, once somebody has asked for a line.
    starts: OnceLock<Vec<usize>>,
}

/// Changes to a text: byte ranges and what takes their place.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Puts `text` in the place of `range`.
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    /// Adds `text` at `at`.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }
}

impl Draft {
    /// A text whose first line is line `first` of its file.
    pub(super) fn new(text: &str, first: u32) -> Self {
        let lines = u32::try_from(text.split('\n').count()).unwrap_or(u32::MAX);
        let origins = (first..first.saturating_add(lines)).collect();
        Self { text: text.to_owned(), origins, starts: OnceLock::new() }
    }

    /// A text from lines with their origins.
    pub(super) fn from_lines(lines: Vec<(String, u32)>) -> Self {
        let mut draft = Draft::default();
        for (at, (line, origin)) in lines.into_iter().enumerate() {
            if at > 0 {
                draft.text.push('\n');
            }
            draft.origins.extend(std::iter::repeat_n(origin, line.split('\n').count()));
            draft.text.push_str(&line);
        }
        draft
    }

    /// The lines with their origins.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&str, u32)> {
        self.text.split('\n').zip(self.origins.iter().copied())
    }

    /// The line in the source file of a byte of the text.
    pub(super) fn line(&self, at: usize) -> u32 {
        let starts =
            self.starts.get_or_init(|| self.text.match_indices('\n').map(|(newline, _)| newline + 1).collect());
        let before = starts.partition_point(|start| *start <= at);
        self.origins.get(before).copied().unwrap_or(1)
    }

    /// The text after the edits. An edit inside the range of an earlier, wider one is dropped with it.
    pub(super) fn apply(&self, edits: Edits) -> Draft {
        let mut edits = edits.0;
        edits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut out = Draft::default();
        let mut writer = Writer { draft: &mut out, origins: self.origins.iter().copied().peekable() };
        let mut at = 0;
        for (range, text) in edits {
            if range.start < at {
                continue;
            }
            writer.keep(&self.text[at..range.start]);
            writer.put(&text);
            writer.drop(&self.text[range.clone()]);
            at = range.end;
        }
        writer.keep(&self.text[at..]);
        let last = writer.origin();
        out.origins.push(last);
        out
    }
}

/// Writes a draft while walking through the origins of another.
struct Writer<'a, I: Iterator<Item = u32>> {
    draft: &'a mut Draft,
    origins: std::iter::Peekable<I>,
}

impl<I: Iterator<Item = u32>> Writer<'_, I> {
    fn origin(&mut self) -> u32 {
        self.origins.peek().copied().unwrap_or(1)
    }

    fn keep(&mut self, text: &str) {
        self.draft.text.push_str(text);
        for _ in text.matches('\n') {
            let origin = self.origins.next().unwrap_or(1);
            self.draft.origins.push(origin);
        }
    }

    fn put(&mut self, text: &str) {
        self.draft.text.push_str(text);
        let origin = self.origin();
        self.draft.origins.extend(text.matches('\n').map(|_| origin));
    }

    fn drop(&mut self, text: &str) {
        for _ in text.matches('\n') {
            self.origins.next();
        }
    }
}

/// Follows fenced code from line to line (CommonMark 0.31, section 4.5).
#[derive(Debug, Default)]
pub(super) struct Fences {
    open: Option<(char, usize)>,
}

impl Fences {
    /// Whether `line`, the next one, is part of fenced code, fences included.
    pub(super) fn covers(&mut self, line: &str) -> bool {
        let text = line.trim_start_matches([' ', '\t', '>']);
        let text = if self.open.is_none() { after_list_marker(text) } else { text };
        let fence = text.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = fence.map_or(0, |c| text.chars().take_while(|next| *next == c).count());
        match (self.open, fence) {
            (Some((open, least)), Some(c)) if c == open && length >= least && text[length..].trim().is_empty() => {
                self.open = None;
                true
            }
            (Some(_), _) => true,
            (None, Some(c)) if length >= 3 && !(c == '`' && text[length..].contains('`')) => {
                self.open = Some((c, length));
                true
            }
            (None, _) => false,
        }
    }
}

/// A fence may open right after the marker of a list item.
fn after_list_marker(text: &str) -> &str {
    let marker = text.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '*', '+', '.', ')']);
    if text.starts_with(['`', '~']) || !marker.starts_with(' ') { text } else { marker.trim_start() }
}

/// The text that stands before the content of a container's further lines: quote marks stay, list markers become spaces.
pub(super) fn continuation(prefix: &str) -> String {
    prefix.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_origin_through_edits() {
        let draft = Draft::new("a\nb\nc\nd", 10);
        let mut edits = Edits::default();
        edits.replace(2..5, "x\ny\nz");
        edits.insert(6, "!");
        let after = draft.apply(edits);
        assert_eq!(after.text, "a\nx\ny\nz\n!d");
        assert_eq!(after.origins, [10, 11, 11, 12, 13]);
        assert_eq!(after.line(after.text.len()), 13);
    }

    #[test]
    fn fences_close_by_their_own_kind() {
        let mut fences = Fences::default();
        let covered: Vec<bool> =
            ["```a", "~~~", "```", "x", "> ~~~~", "> ~~~", "> ~~~~", "y"].iter().map(|l| fences.covers(l)).collect();
        assert_eq!(covered, [true, true, true, false, true, true, true, false]);
    }
}
