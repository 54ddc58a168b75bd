//! A decoded source file that turns byte offsets into positions.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Location;
use crate::source::SourcePath;

/// The longest part of a source line that a [`Location`] quotes, in characters.
const EXCERPT_LIMIT: usize = 160;

/// The text of one source file: UTF-8, without a byte order mark, with `\n` line ends.
#[derive(Debug)]
pub struct TextFile {
    /// Where it was read from.
    pub path: SourcePath,
    /// Its text.
    pub text: String,
    marks: OnceLock<Marks>,
}

/// Where lines start, and how many characters stand before every so many bytes: a text of one long line may have
/// thousands of findings, and each would otherwise count the whole line.
#[derive(Debug)]
struct Marks {
    line_starts: Vec<u32>,
    characters: Vec<u32>,
}

/// Bytes between two counts of characters.
const STEP: usize = 1_024;

impl TextFile {
    /// A file from its path and its normalised text.
    pub fn new(path: SourcePath, text: String) -> Self {
        Self { path, text, marks: OnceLock::new() }
    }

    /// The position of a byte range. Offsets past the end or inside a character are moved to the nearest one before.
    pub fn locate(&self, range: Range<usize>) -> Location {
        let start = self.floor(range.start);
        let end = self.floor(range.end).max(start);
        let starts = &self.marks().line_starts;
        let line = starts.partition_point(|&s| s as usize <= start) - 1;
        let line_start = starts[line] as usize;
        let line_end = starts.get(line + 1).map_or(self.text.len(), |next| *next as usize - 1);
        let line_text = &self.text[line_start..line_end];
        let column = self.characters_before(start) - self.characters_before(line_start);
        let on_line = end.min(line_end).max(start);
        let width = (self.characters_before(on_line) - self.characters_before(start)).max(1);
        let (excerpt, skipped) = excerpt(line_text, start.min(line_start + line_text.len()) - line_start, column);
        Location {
            file: self.path.clone(),
            line: line as u32 + 1,
            column: column as u32 + 1,
            width: width as u32,
            excerpt: Arc::from(excerpt),
            excerpt_skipped: skipped as u32,
        }
    }

    fn floor(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset)
    }

    /// The number of characters before a byte that starts one.
    fn characters_before(&self, at: usize) -> usize {
        let mark = at / STEP;
        let from = self.floor(mark * STEP);
        self.marks().characters[mark] as usize + self.text[from..at].chars().count()
    }

    fn marks(&self) -> &Marks {
        self.marks.get_or_init(|| {
            let newlines = self.text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
            let line_starts = std::iter::once(0).chain(newlines.map(|(at, _)| at as u32 + 1)).collect();
            let mut characters = vec![0];
            for step in 1..=self.text.len() / STEP {
                let (from, to) = (self.floor((step - 1) * STEP), self.floor(step * STEP));
                characters.push(characters[step - 1] + self.text[from..to].chars().count() as u32);
            }
            Marks { line_starts, characters }
        })
    }
}

/// The part of `line` around byte `at`, which is in `column`, that is worth quoting, and the number of characters cut
/// before it. Looks at no more of the line than it quotes, since a line may be megabytes long.
fn excerpt(line: &str, at: usize, column: usize) -> (String, usize) {
    if line.chars().nth(EXCERPT_LIMIT).is_none() {
        return (line.to_owned(), 0);
    }
    let after = line[at..].chars().take(EXCERPT_LIMIT).count();
    let before = (EXCERPT_LIMIT / 2).max(EXCERPT_LIMIT - after).min(column);
    let start = line[..at].char_indices().rev().take(before).last().map_or(at, |(start, _)| start);
    (line[start..].chars().take(EXCERPT_LIMIT).collect(), column - before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> TextFile {
        TextFile::new(SourcePath::new("a.md"), text.to_owned())
    }

    #[test]
    fn columns_count_characters() {
        let location = file("é\nà bc d\n").locate(6..8);
        assert_eq!((location.line, location.column, location.width), (2, 3, 2));
        assert_eq!(&*location.excerpt, "à bc d");
    }

    #[test]
    fn a_range_over_several_lines_is_underlined_to_the_end_of_the_first() {
        let location = file("abc\ndef").locate(1..6);
        assert_eq!((location.line, location.column, location.width), (1, 2, 2));
    }

    #[test]
    fn offsets_outside_or_inside_a_character_do_not_panic() {
        assert_eq!(file("é").locate(1..99).column, 1);
        assert_eq!(file("").locate(5..9).line, 1);
    }

    #[test]
    fn columns_of_long_lines_are_counted_from_marks() {
        let text = "é\n".to_owned() + &"éa→".repeat(5_000) + "\nà";
        let file = file(&text);
        for (at, _) in text.char_indices() {
            let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
            assert_eq!(file.locate(at..at).column as usize, text[line_start..at].chars().count() + 1, "{at}");
        }
        assert_eq!(file.locate(3..text.len()).width, 15_000);
    }

    #[test]
    fn long_lines_are_quoted_around_the_column() {
        let location = file(&"x".repeat(10_000)).locate(5_000..5_003);
        assert_eq!(location.excerpt.len(), EXCERPT_LIMIT);
        assert_eq!(location.excerpt_skipped, 4_920);
    }
}
