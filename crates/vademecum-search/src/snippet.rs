//! The words of a text that answer a query, marked, and the stretch of it that shows most of them.

use std::ops::Range;

use crate::analysis::{Analyser, Forms, fold, tokens};
use crate::plan::{Needle, Plan};

/// A text in runs: plain, marked, plain, marked … The first may be empty.
pub type Marked = Vec<String>;

/// The most letters of a stretch.
const LONGEST: usize = 180;
/// Words are marked in this much of a text; a longer one is a book.
const MOST_BYTES: usize = 64 * 1024;

/// What is marked.
pub(crate) struct Marker<'a> {
    analyser: &'a Analyser,
    /// The words of each concept.
    concepts: Vec<Vec<&'a Needle>>,
    /// How the words begin, sorted: what begins otherwise needs no stemming, which is what costs.
    beginnings: Vec<&'a str>,
}

/// Stemming leaves this much of the beginning of a word, in bytes.
const BEGINNING: usize = 3;

impl<'a> Marker<'a> {
    /// Marks what a plan looks for; words such as « le » only when it looks for nothing else.
    pub fn new(plan: &'a Plan, analyser: &'a Analyser) -> Self {
        let words = |matter: bool| -> Vec<Vec<&'a Needle>> {
            let of = |concept: &'a crate::plan::Concept| -> Vec<&'a Needle> {
                let words = concept.ways.iter().flat_map(|way| &way.words);
                words.filter(|word| !matter || !word.stems.is_empty()).collect()
            };
            plan.concepts.iter().map(of).filter(|words| !words.is_empty()).collect()
        };
        let concepts = words(true);
        let concepts = if concepts.is_empty() { words(false) } else { concepts };
        let needles = concepts.iter().flatten();
        let terms = needles.flat_map(|needle| needle.stems.iter().chain(&needle.exact));
        let mut beginnings: Vec<&str> = terms.map(|term| &term[..floor(term, BEGINNING)]).collect();
        beginnings.sort_unstable();
        beginnings.dedup();
        Self { analyser, concepts, beginnings }
    }

    /// A whole text with its marks.
    pub fn mark(&self, text: &str) -> Marked {
        let found = self.found(text);
        runs(text, 0..text.len(), &found)
    }

    /// The stretch of a text that shows most of what was looked for, on one line.
    pub fn stretch(&self, text: &str) -> Marked {
        let text = &text[..floor(text, MOST_BYTES)];
        let found = self.found(text);
        let range = stretch(text, &found);
        let mut marked = runs(text, range.clone(), &found);
        for run in &mut marked {
            *run = run.replace('\n', " ");
        }
        if range.start > 0 {
            marked[0].insert_str(0, "… ");
        }
        if range.end < text.trim_end().len() {
            if marked.len().is_multiple_of(2) {
                marked.push(String::new());
            }
            if let Some(last) = marked.last_mut() {
                last.push_str(" …");
            }
        }
        marked
    }

    /// The words that are looked for, each with its concept.
    fn found(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        tokens(&text[..floor(text, MOST_BYTES)], self.analyser.language(), |token| {
            if self.may_be_looked_for(&fold(&token.lower))
                && let Some(concept) = self.concept(&self.analyser.forms(&token.lower))
            {
                found.push(Found { concept, range: token.range });
            }
        });
        found
    }

    fn may_be_looked_for(&self, exact: &str) -> bool {
        let known = |beginning: &str| self.beginnings.binary_search(&beginning).is_ok();
        (1..=BEGINNING).any(|length| exact.get(..length).is_some_and(known))
    }

    fn concept(&self, forms: &Forms) -> Option<usize> {
        let meets = |needle: &&Needle| {
            needle.exact.as_ref() == Some(&forms.exact)
                || needle.stems.contains(&forms.stem)
                || forms.plain_stem.as_ref().is_some_and(|stem| needle.stems.contains(stem))
        };
        self.concepts.iter().position(|needles| needles.iter().any(meets))
    }
}

struct Found {
    concept: usize,
    range: Range<usize>,
}

/// The best stretch: that with the most different concepts, of those the one with the most words, of those the first.
fn stretch(text: &str, found: &[Found]) -> Range<usize> {
    let Some(begin) = best_window(found).map(|at| found[at].range.start) else {
        return 0..end_of(text, 0);
    };
    let start = start_of(text, begin);
    start..end_of(text, start)
}

fn best_window(found: &[Found]) -> Option<usize> {
    let score = |at: usize| {
        let window = found[at..].iter().take_while(|other| other.range.end <= found[at].range.start + LONGEST * 3 / 4);
        let concepts: Vec<usize> = window.map(|other| other.concept).collect();
        let mut distinct = concepts.clone();
        distinct.sort_unstable();
        distinct.dedup();
        (distinct.len(), concepts.len().min(6), usize::MAX - at)
    };
    (0..found.len()).max_by_key(|at| score(*at))
}

/// Where a stretch starts that shows what is at `begin`: at the sentence or line when it is near, else some words before.
fn start_of(text: &str, begin: usize) -> usize {
    const BEFORE: usize = 60;
    let from = ceil(text, begin.saturating_sub(BEFORE));
    let before = &text[from..begin];
    if let Some((at, mark)) = before.rmatch_indices(['\n', '.', '!', '?', ':']).next() {
        let after = &text[from + at + mark.len()..begin];
        if after.starts_with(char::is_whitespace) || mark == "\n" {
            return begin - after.trim_start().len();
        }
    }
    if from == 0 {
        0
    } else {
        before.find(char::is_whitespace).map_or(begin, |at| begin - before[at..].trim_start().len())
    }
}

/// Where a stretch from `start` ends: with the text, or at a space.
fn end_of(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let most = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
    if most == rest.len() {
        return start + rest.trim_end().len();
    }
    let at = rest[..most].rfind(char::is_whitespace).filter(|at| *at > most / 2).unwrap_or(most);
    start + rest[..at].trim_end().len()
}

fn runs(text: &str, range: Range<usize>, found: &[Found]) -> Marked {
    let mut runs = Vec::new();
    let mut at = range.start;
    for word in found.iter().filter(|word| word.range.start >= range.start && word.range.end <= range.end) {
        runs.push(text[at..word.range.start].to_owned());
        runs.push(text[word.range.clone()].to_owned());
        at = word.range.end;
    }
    if at < range.end || runs.is_empty() {
        runs.push(text[at..range.end].to_owned());
    }
    runs
}

/// The start of a character at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The start of a character at or after `at`.
fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
