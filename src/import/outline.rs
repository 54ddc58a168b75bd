//! The headings of a text, and the title that opens it.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::slug::slug;

/// A heading of a foreign text.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    /// The whole of it, its underline included.
    pub(super) range: Range<usize>,
    /// One past the last byte of its words.
    pub(super) inner_end: usize,
    /// The level as written, 1 to 6.
    pub(super) level: usize,
    /// Its words without marks.
    pub(super) words: String,
    /// The id that it was given.
    pub(super) id: Option<String>,
    /// The line breaks among its words.
    pub(super) breaks: Vec<Range<usize>>,
    /// Whether anything but comments stands before it.
    pub(super) opens: bool,
    /// By what a fragment may mean it: its words and its place among headings of the same words.
    pub(super) key: String,
}

/// The headings of a text, in order.
pub(super) fn headings(text: &str) -> Vec<Heading> {
    let mut all: Vec<Heading> = Vec::new();
    let mut inside = false;
    for (event, range) in Parser::new_ext(text, super::html::options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let id = id.map(|id| id.to_string());
                let (inner_end, level) = (range.start, level as usize);
                let (words, key) = (String::new(), String::new());
                all.push(Heading { range, inner_end, level, words, id, breaks: Vec::new(), opens: false, key });
                inside = true;
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            event if inside => add(all.last_mut().expect("a heading is open"), &event, range),
            _ => {}
        }
    }
    for heading in &mut all {
        keep_placeholder(text, heading);
    }
    if let Some(first) = all.first_mut() {
        first.opens = is_silent(&text[..first.range.start]);
    }
    set_keys(&mut all);
    all
}

/// The braces of a placeholder at the end of a heading (`%{name}`) are words, not attributes.
fn keep_placeholder(text: &str, heading: &mut Heading) {
    let rest = text[heading.inner_end..heading.range.end].split('\n').next().unwrap_or("").trim_end();
    let Some(end) = rest.find('}').map(|at| at + 1) else { return };
    if heading.words.ends_with('%') && rest.starts_with('{') && !rest.starts_with("{#") && !rest.starts_with("{.") {
        heading.words.push_str(&rest[..end]);
        heading.inner_end += end;
    }
}

/// Whether nothing of it is seen: white space and comments.
fn is_silent(text: &str) -> bool {
    let mut rest = text.trim();
    while let Some(after) = rest.strip_prefix("<!--").and_then(|inside| inside.split_once("-->")) {
        rest = after.1.trim();
    }
    rest.is_empty()
}

fn add(heading: &mut Heading, event: &Event<'_>, range: Range<usize>) {
    heading.inner_end = heading.inner_end.max(range.end);
    match event {
        Event::Text(words) | Event::Code(words) => heading.words.push_str(words),
        Event::SoftBreak | Event::HardBreak => {
            heading.words.push(' ');
            heading.breaks.push(range);
        }
        _ => {}
    }
}

/// What a fragment and a heading have in common, however each generator makes ids.
pub(super) fn key(text: &str) -> String {
    slug(text).replace('-', "")
}

fn set_keys(headings: &mut [Heading]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for heading in headings {
        let base = key(&heading.words);
        let count = seen.entry(base.clone()).or_default();
        heading.key = if *count == 0 { base } else { format!("{base}{count}") };
        *count += 1;
    }
}
