//! Where a sentence of a Markdown text begins and ends.
//!
//! Paragraphs, headings, list items and table cells end a sentence, and so do `.`, `!`, `?` and `…` before what may
//! begin one. The dot of an abbreviation does not.

use std::ops::Range;

use super::cursor::word_before;
use super::names;
use crate::model::fold;

/// The farthest that the ends of a sentence are looked for, in bytes.
const REACH: usize = 2_000;
/// Words that a dot follows inside a sentence, folded, in order; names of months and weekdays are others.
const ABBREVIATIONS: &[&str] = &[
    "al", "art", "av", "bd", "bld", "boul", "cf", "chap", "dr", "ed", "env", "ex", "fig", "hab", "ill", "ind", "m",
    "max", "me", "min", "mm", "mme", "mmes", "mr", "mrs", "n", "no", "nos", "op", "p", "par", "pp", "pr", "prof",
    "ref", "resp", "sq", "st", "ste", "suiv", "tel", "tom", "ts", "v", "vol", "vs",
];
/// What may stand between the end of a sentence and the space after it.
const CLOSING: [char; 10] = ['»', '”', '"', '\'', '’', ')', ']', '*', '_', '`'];
/// What opens a line that is not the next of a paragraph, besides numbers.
const OPENING: [&str; 10] = ["- ", "* ", "+ ", "#", "|", "```", "~~~", ":::", "---", "{{ include"];

/// The sentence around a byte of a Markdown text, without the marks of its list item or heading. A very long one is cut.
pub fn sentence(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let block = block(text, at);
    let start = last_end(text, &block, at).unwrap_or(block.start);
    let end = first_end(text, &block, at).unwrap_or(block.end);
    trimmed(text, start..end, at)
}

/// The sentences of a text, asked for from its beginning to its end: each is looked for once.
pub struct Sentences<'t> {
    text: &'t str,
    latest: Range<usize>,
}

impl<'t> Sentences<'t> {
    /// Those of a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, latest: 0..0 }
    }

    /// The sentence around a byte.
    pub fn at(&mut self, at: usize) -> Range<usize> {
        if !self.latest.contains(&at) {
            self.latest = sentence(self.text, at);
        }
        self.latest.clone()
    }
}

/// The paragraph, heading, list item or table cell around a byte.
fn block(text: &str, at: usize) -> Range<usize> {
    let first = text.ceil_char_boundary(at.saturating_sub(REACH));
    let last = text.floor_char_boundary((at + REACH).min(text.len()));
    let line_start = |at: usize| text[first..at].rfind('\n').map_or(first, |newline| first + newline + 1);
    let line_end = |at: usize| text[at..last].find('\n').map_or(last, |newline| at + newline);
    let (mut start, mut end) = (line_start(at), line_end(at));
    while start > first && !opens(&text[start..end]) {
        let previous = line_start(start - 1);
        if is_apart(&text[previous..start]) {
            break;
        }
        start = previous;
    }
    while end < last && !is_heading(&text[line_start(end)..end]) {
        let next = line_end(end + 1);
        if is_blank(&text[end + 1..next]) || opens(&text[end + 1..next]) {
            break;
        }
        end = next;
    }
    cell(text, start..end, at)
}

/// The part between two bars, which part the cells of a table.
fn cell(text: &str, block: Range<usize>, at: usize) -> Range<usize> {
    let is_bar = |at: &usize| !text[..*at].ends_with('\\');
    let bars = |range: Range<usize>| text[range.clone()].match_indices('|').map(move |(bar, _)| range.start + bar);
    let start = bars(block.start..at).rfind(is_bar).map_or(block.start, |bar| bar + 1);
    let end = bars(at..block.end).find(is_bar).unwrap_or(block.end);
    start..end
}

fn unquoted(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t'])
}

fn is_blank(line: &str) -> bool {
    unquoted(line).trim_end().is_empty()
}

fn is_heading(line: &str) -> bool {
    unquoted(line).starts_with('#')
}

/// Whether the paragraph after this line is another.
fn is_apart(line: &str) -> bool {
    let line = unquoted(line);
    line.trim_end().is_empty() || ["#", "|", "```", "~~~", ":::", "---"].iter().any(|mark| line.starts_with(mark))
}

/// Whether a line begins something of its own.
fn opens(line: &str) -> bool {
    let line = unquoted(line);
    OPENING.iter().any(|mark| line.starts_with(mark)) || marker(line) > 0
}

/// The length of the number that opens an item of a list: `12. `.
fn marker(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_marker = (1..=9).contains(&digits) && [". ", ") "].iter().any(|end| line[digits..].starts_with(end));
    if is_marker { digits + 2 } else { 0 }
}

/// The end of the last sentence that ends before a byte.
fn last_end(text: &str, block: &Range<usize>, at: usize) -> Option<usize> {
    let marks = text[block.start..at].rmatch_indices(['.', '!', '?', '…']);
    marks.filter_map(|(mark, _)| end_of_sentence(text, block, block.start + mark)).find(|end| *end <= at)
}

/// The end of the first sentence that ends after a byte.
fn first_end(text: &str, block: &Range<usize>, at: usize) -> Option<usize> {
    let marks = text[at..block.end].match_indices(['.', '!', '?', '…']);
    marks.filter_map(|(mark, _)| end_of_sentence(text, block, at + mark)).next()
}

/// The end of the sentence that the mark at `mark` ends, closing quotes included.
fn end_of_sentence(text: &str, block: &Range<usize>, mark: usize) -> Option<usize> {
    let after = &text[mark..block.end];
    let marked = after.trim_start_matches(['.', '!', '?', '…']);
    let quoted = marked.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let closed = if quoted.starts_with('»') { quoted } else { marked }.trim_start_matches(CLOSING);
    let end = block.end - closed.len();
    let next = closed.trim_start();
    let is_parted = closed.is_empty() || next.len() < closed.len();
    let goes_on = next.starts_with(char::is_lowercase) || next.starts_with([',', ';', ':', ')']);
    let is_short = after.starts_with('.') && is_abbreviation(&text[block.start..mark]);
    (is_parted && !goes_on && (!is_short || next.is_empty())).then_some(end)
}

/// Whether the dot after `before` is that of an abbreviation, of an initial, or of an item's number.
fn is_abbreviation(before: &str) -> bool {
    let word = word_before(before);
    let folded = fold(word);
    let is_initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let is_item = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) && unquoted(before) == word;
    is_initial || is_item || names::is_shortened(&folded) || ABBREVIATIONS.binary_search(&folded.as_str()).is_ok()
}

/// Without spaces and marks at the ends, but never without `at`.
fn trimmed(text: &str, range: Range<usize>, at: usize) -> Range<usize> {
    let words = &text[range.clone()];
    let mut inner = words.trim_start_matches(['>', '#', ' ', '\t', '\n', '\r', '\u{a0}', '\u{202f}']);
    inner = ["- ", "* ", "+ "].iter().find_map(|mark| inner.strip_prefix(mark)).unwrap_or(inner).trim_start();
    inner = &inner[marker(inner)..];
    let start = (range.end - inner.len()).min(at);
    start..(range.start + words.trim_end().len()).max(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentence around `¤`, which is taken out.
    fn around(text: &str) -> String {
        let at = text.find('¤').expect("a place is marked");
        let text = text.replacen('¤', "", 1);
        text[sentence(&text, at)].to_owned()
    }

    #[test]
    fn abbreviations_are_in_order() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn sentences_end_where_readers_pause() {
        for (text, expected) in [
            ("Un. Deux ¤trois ! Quatre ?", "Deux trois !"),
            ("¤Un. Deux", "Un."),
            ("Un. Deux¤", "Deux"),
            ("Voir M. Durand le 11 déc. ¤2024 à 9 h. Puis rien.", "Voir M. Durand le 11 déc. 2024 à 9 h."),
            ("Cf. art. 3. Le ¤11 décembre. 2025 suit.", "Le 11 décembre."),
            ("Le mer. ¤11 déc. Puis.", "Le mer. 11 déc. Puis."),
            ("« Un ! » Deux ¤trois.", "Deux trois."),
            ("Il dit « non ! » puis ¤oui. Fin.", "Il dit « non ! » puis oui."),
            ("Un **deux.** Trois ¤quatre", "Trois quatre"),
            ("Le fichier a.pdf ¤est là. Fin", "Le fichier a.pdf est là."),
            ("Un...¤ puis deux. Trois", "Un... puis deux."),
            ("Un etc. Deux ¤trois", "Deux trois"),
        ] {
            assert_eq!(around(text), expected, "{text}");
        }
    }

    #[test]
    fn paragraphs_items_headings_and_cells_are_sentences() {
        for (text, expected) in [
            ("Un\n\nDeux\n¤trois\n\nQuatre", "Deux\ntrois"),
            ("- Un\n- Deux ¤trois\n  quatre\n- Cinq", "Deux trois\n  quatre"),
            ("1. Un\n2. Deux ¤trois\n3. Quatre", "Deux trois"),
            ("Avant :\n- Un ¤deux", "Un deux"),
            ("# Un ¤deux\nTrois", "Un deux"),
            ("# Un\nDeux ¤trois", "Deux trois"),
            ("| Un | deux ¤trois | quatre |\n|---|---|---|", "deux trois"),
            ("> Un\n> deux ¤trois", "Un\n> deux trois"),
            ("Un\r\n\r\nDeux ¤trois\r\n", "Deux trois"),
        ] {
            assert_eq!(around(text), expected, "{text}");
        }
    }

    #[test]
    fn a_sentence_asked_for_twice_is_looked_for_once() {
        let text = "1 mai ".repeat(200_000);
        let mut sentences = Sentences::new(&text);
        let lengths = (0..text.len()).step_by(6).map(|at| sentences.at(at).len());
        assert!(lengths.max().is_some_and(|length| length <= 2 * REACH));
    }

    proptest::proptest! {
        #[test]
        fn the_byte_is_in_its_sentence(text in "([a-zé.!?…| \n>#*-]|»|1\\. |M\\.|\r\n|A){0,60}", at in 0usize..120) {
            let at = at.min(text.len());
            let range = sentence(&text, at);
            assert!(text.get(range.clone()).is_some());
            assert!(range.start <= at && text.floor_char_boundary(at) <= range.end);
        }
    }
}
