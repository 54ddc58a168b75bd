//! Where the YAML head of a Markdown file ends and its text begins.

use std::ops::Range;

/// The ranges of the YAML and of the text; the range of the opening line when it is never closed.
pub fn split_front_matter(text: &str) -> Result<(Range<usize>, Range<usize>), Range<usize>> {
    let opening = opening(text);
    let Some(rest) =
        text[opening..].strip_prefix("---").filter(|rest| rest.trim_start_matches([' ', '\t']).starts_with('\n'))
    else {
        return Ok((0..0, 0..text.len()));
    };
    let start = text.len() - rest.len() + rest.find('\n').map_or(0, |at| at + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Ok((start..at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    Err(opening..opening + 3)
}

/// Where the head may begin: after blank lines, if what follows cannot be taken for a line across a text.
fn opening(text: &str) -> usize {
    let lines = text.split_inclusive('\n').take_while(|line| line.trim().is_empty());
    let blank = lines.map(str::len).sum();
    let first_key = text[blank..].lines().nth(1).and_then(|line| line.split_once(':'));
    let is_head = first_key.is_some_and(|(key, _)| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    if is_head { blank } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::split_front_matter;

    #[test]
    fn the_head_ends_at_its_second_line_of_hyphens() {
        assert_eq!(split_front_matter("---\na: 1\n---\ntexte"), Ok((4..9, 13..18)));
        assert_eq!(split_front_matter("---\n---\n"), Ok((4..4, 8..8)));
        assert_eq!(split_front_matter("texte"), Ok((0..0, 0..5)));
        assert_eq!(split_front_matter("---\na: 1\n"), Err(0..3));
        assert_eq!(split_front_matter("\n \n---\na: 1\n---\nx"), Ok((7..12, 16..17)));
        assert_eq!(split_front_matter("\n---\nUn : x\n---\n"), Ok((0..0, 0..16)));
        assert_eq!(split_front_matter("----\nrègle"), Ok((0..0, 0..11)));
    }
}
