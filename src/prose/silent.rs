//! What in a Markdown text is no prose: code, addresses, shortcodes, comments.

use std::ops::Range;

/// The farthest that the end of an address, a shortcode or a code span is looked for, in bytes, so that very many
/// opening marks without an end cost no more than a scan each.
const REACH: usize = 1_000;
/// The elements of HTML that hold code, as they open and close.
const HTML_CODE: [(&str, &str); 3] = [("<pre", "</pre>"), ("<code>", "</code>"), ("<kbd>", "</kbd>")];

/// Whether a byte is in one of these ranges, which are in order.
pub fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= at);
    after > 0 && ranges[after - 1].end > at
}

/// What is not prose in a Markdown text, in order: code, addresses, shortcodes, comments.
pub fn silent(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut at = 0;
    while let Some(found) = next_mark(text, at) {
        let end = silent_end(text, found).unwrap_or(found);
        if end > found {
            ranges.push(found..end);
            at = end;
        } else {
            at = found + text[found..].bytes().take_while(|b| *b == text.as_bytes()[found]).count();
        }
    }
    ranges
}

/// The next byte that can open something silent.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    text.as_bytes()[from..]
        .iter()
        .position(|b| matches!(b, b'`' | b'~' | b'(' | b'<' | b'{' | b':'))
        .map(|at| from + at)
}

/// The end of what opens at `at`; `None` when nothing does.
fn silent_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    match text.as_bytes()[at] {
        b'`' | b'~' => code_end(text, at),
        b'(' if text[..at].ends_with(']') => one_line(rest, ')').map(|end| at + end),
        b'<' if rest.starts_with("<!--") => Some(at + rest.find("-->").map_or(rest.len(), |end| end + 3)),
        b'<' if HTML_CODE.iter().any(|(open, _)| rest.starts_with(open)) => Some(at + html_code_end(rest)),
        b'<' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
            one_line(rest, '>').map(|end| at + end)
        }
        b'{' if rest.starts_with("{{") => near(rest).find("}}").map(|end| at + end + 2),
        b':' if rest.starts_with("://") => Some(at + rest.find(char::is_whitespace).unwrap_or(rest.len())),
        b':' if text[..at].ends_with(']') => Some(at + rest.find('\n').unwrap_or(rest.len())),
        _ => None,
    }
}

/// The end of what HTML marks as code, or of the text when nothing closes it.
fn html_code_end(rest: &str) -> usize {
    let close = HTML_CODE.iter().find(|(open, _)| rest.starts_with(open)).map_or("", |(_, close)| close);
    rest.find(close).map_or(rest.len(), |end| end + close.len())
}

fn near(rest: &str) -> &str {
    &rest[..rest.floor_char_boundary(REACH)]
}

fn one_line(rest: &str, close: char) -> Option<usize> {
    let line = near(rest).split('\n').next().unwrap_or_default();
    line.find(close).map(|end| end + close.len_utf8())
}

/// The end of the code that a run of marks opens: a fence when it starts its line, otherwise a code span, which ends
/// with as many backticks in the same paragraph.
fn code_end(text: &str, at: usize) -> Option<usize> {
    let mark = text.as_bytes()[at] as char;
    let rest = &text[at..];
    let run = &rest[..rest.bytes().take_while(|b| *b == mark as u8).count()];
    let before = &text[text.floor_char_boundary(at.saturating_sub(REACH / 10))..at];
    let starts_line = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+'));
    if run.len() >= 3 && starts_line {
        return Some(at + fence_end(rest, run));
    }
    if mark == '~' {
        return None;
    }
    let paragraph = near(rest).split("\n\n").next().unwrap_or_default();
    closing_run(paragraph, run.len()).map(|end| at + end)
}

/// The end of a fenced block, or of the text when nothing closes it (CommonMark 0.31, section 4.5).
fn fence_end(rest: &str, fence: &str) -> usize {
    let mut end = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
    for line in rest[end..].split_inclusive('\n') {
        end += line.len();
        let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
        if line.starts_with(fence) && line.bytes().all(|b| b == fence.as_bytes()[0]) {
            break;
        }
    }
    end
}

fn closing_run(paragraph: &str, length: usize) -> Option<usize> {
    let mut at = length;
    while let Some(found) = paragraph.get(at..).and_then(|rest| rest.find('`')) {
        let start = at + found;
        at = start + paragraph[start..].bytes().take_while(|b| *b == b'`').count();
        if at - start == length {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;
    use crate::prose::dates;

    fn spoken(text: &str) -> usize {
        let unspoken = silent(text);
        dates(text, Language::Fr).iter().filter(|date| !is_within(&unspoken, date.range.start)).count()
    }

    #[test]
    fn dates_in_code_addresses_and_shortcodes_are_not_prose() {
        for text in [
            "`11/12/2024`",
            "``a ` 11/12/2024``",
            "```\n11/12/2024\n```",
            "> ```yaml\n> date: 2024-12-11\n> ```",
            "~~~\n11/12/2024",
            "[x](notes/2024-12-11.md)",
            "<https://x.org/2024-12-11>",
            "https://x.org/2024-12-11",
            "{{ date:x libelle=\"11/12/2024\" }}",
            "<!-- 11/12/2024 -->",
            "[x]: notes/2024-12-11.md",
            "<pre><code>11/12/2024</code></pre>",
            "<code>11/12/2024</code>",
        ] {
            assert_eq!(spoken(text), 0, "{text}");
        }
    }

    #[test]
    fn dates_around_them_are() {
        for text in [
            "`a` 11/12/2024 `b`",
            "un ` seul, 11/12/2024",
            "~~11/12/2024~~",
            "[le 11/12/2024](x.md)",
            "```\nx\n```\n11/12/2024",
            "1 < 2, 11/12/2024",
        ] {
            assert_eq!(spoken(text), 1, "{text}");
        }
    }

    #[test]
    fn many_open_marks_are_read_once() {
        assert_eq!(spoken(&"` ``".repeat(2_000)), 0);
        assert_eq!(spoken(&"](".repeat(20_000)), 0);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "([a-zé`~<>{}()\\[\\]:/. \n*,-]|11|décembre|2024|mercredi|```|\\{\\{|<!--|://){0,60}") {
            let ranges = silent(&text);
            assert!(ranges.iter().all(|range| text.get(range.clone()).is_some()));
            assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
