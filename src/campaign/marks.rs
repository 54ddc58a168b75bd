//! Marks around what has to be confirmed: dates, years and figures in sentences.

use std::ops::Range;

use super::edits::Edits;
use crate::config::Language;
use crate::diagnostic::{Spanned, TextFile};
use crate::model::{Body, MARK};
use crate::prose;
use crate::yaml_text;

/// Marks a text in Markdown, but for its headings, whose anchors others link to.
pub(super) fn body(body: &Body, language: Language, edits: &mut Edits) {
    let text = body.text();
    for range in markable(text, language).into_iter().filter(|range| !is_in_heading(text, range)) {
        let (first, last) = (body.origin(range.start as u32), body.origin(range.end as u32 - 1));
        // A date that two files say together, or that goes over the lines of a YAML text, is in no place of its own.
        if first.at == last.at {
            let source = body.source_span(range.clone().into()).range();
            edits.replace(&first.file.path, source, marked(&text[range]));
        }
    }
}

/// Marks a field that holds a sentence.
pub(super) fn field(file: &TextFile, field: &Spanned<String>, language: Language, edits: &mut Edits) {
    let range = field.span.range();
    let Some(written) = file.text.get(range.clone()) else { return };
    let is_block = begins_block(&file.text[..range.start]);
    let new = if is_block { with_marks(written, language) } else { yaml_text::scalar(&with_marks(field, language)) };
    if new.contains(MARK) {
        edits.replace(&file.path, range, new);
    }
}

/// Whether what stands before a value in YAML says that it is a block: `>-` at the end of the line before.
fn begins_block(before: &str) -> bool {
    let line = before.trim_end().rsplit('\n').next().unwrap_or_default();
    let indicator = line.rsplit([' ', ':']).next().unwrap_or_default();
    let ends_line = before.trim_end_matches(' ').ends_with('\n');
    ends_line && indicator.starts_with(['|', '>']) && indicator.len() <= 3
}

/// A text with marks around what has to be confirmed.
fn with_marks(text: &str, language: Language) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for range in markable(text, language) {
        out.push_str(&text[done..range.start]);
        out.push_str(&marked(&text[range.clone()]));
        done = range.end;
    }
    out + &text[done..]
}

fn marked(words: &str) -> String {
    format!("{{{{ {MARK}:{words} }}}}")
}

/// Dates, years and figures, in order, apart from code, addresses and shortcodes.
fn markable(text: &str, language: Language) -> Vec<Range<usize>> {
    let dates = prose::dates(text, language).into_iter().map(|date| date.range);
    let mut found: Vec<Range<usize>> = dates.chain(prose::years(text)).chain(prose::figures(text)).collect();
    if found.is_empty() {
        return found;
    }
    let silent = prose::silent(text);
    found.retain(|range| !prose::is_within(&silent, range.start) && fits(&text[range.clone()]));
    // Of what overlaps, the longer is the date that the shorter is a part of.
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        let is_new = range.start >= end;
        end = end.max(range.end);
        is_new
    });
    found
}

/// Whether words can stand in a mark: they hold nothing that would end it, or be taken for an argument or for a quotation.
fn fits(words: &str) -> bool {
    !words.contains(['{', '}', '=', '"', '\\', '<', '>', '|'])
}

/// Whether a place is in a heading that begins with `#` or is underlined.
fn is_in_heading(text: &str, range: &Range<usize>) -> bool {
    let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let mut lines = text[start..].lines();
    let line = lines.next().unwrap_or_default();
    let is_rule = |line: &str| !line.is_empty() && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'));
    line.trim_start_matches([' ', '>']).starts_with('#') || lines.next().is_some_and(|next| is_rule(next.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        with_marks(text, Language::Fr)
    }

    #[test]
    fn dates_years_and_figures_are_marked_once() {
        assert_eq!(
            shown("Avant le mercredi 11 décembre 2024 à 17 h, 3 comptes en 2025."),
            "Avant le {{ a-confirmer:mercredi 11 décembre 2024 }} à {{ a-confirmer:17 h }}, {{ a-confirmer:3 }} comptes en {{ a-confirmer:2025 }}."
        );
        assert_eq!(shown("du 3 au 7 mars"), "du {{ a-confirmer:3 au 7 mars }}");
    }

    #[test]
    fn what_is_no_sentence_stays() {
        for text in
            ["`11 décembre 2024`", "[x](2024/3.md)", "{{ date:a }} {{ a-confirmer:3 }}", "01 57 02 68 10", "étape 3"]
        {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn headings_keep_their_anchors() {
        let text = "## En 2024\n\nEn 2024\n\nLe 3 mars\n---\n";
        let places: Vec<bool> = prose::years(text).map(|range| is_in_heading(text, &range)).collect();
        assert_eq!(places, [true, false]);
        assert!(is_in_heading(text, &(text.find('3').unwrap()..text.len() - 5)));
    }
}
