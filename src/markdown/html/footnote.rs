//! Footnotes: numbered by their first reference, shown at the end with a way back.
//!
//! Their ids hold a colon, which no id made from a heading can.

use std::collections::HashMap;

use super::Writer;

/// How many references a footnote leads back to.
const MAX_WAYS_BACK: usize = 20;

/// The footnotes of a page.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// The number of each label that was referred to, from 1.
    numbers: HashMap<String, usize>,
    /// How often each number was referred to.
    references: Vec<usize>,
    /// The HTML of each definition by label.
    bodies: HashMap<String, String>,
    /// Open definitions: label, and the output that goes on after it.
    open: Vec<(String, String)>,
}

impl Writer<'_> {
    pub(super) fn reference(&mut self, label: &str) {
        if self.image.is_some() {
            return;
        }
        let notes = &mut self.footnotes;
        let next = notes.numbers.len() + 1;
        let number = *notes.numbers.entry(label.to_owned()).or_insert(next);
        if number > notes.references.len() {
            notes.references.push(0);
        }
        notes.references[number - 1] += 1;
        let id = reference_id(number, notes.references[number - 1]);
        self.out.push_str(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn:{number}\" id=\"{id}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    pub(super) fn start_footnote(&mut self, label: &str) {
        let before = std::mem::take(&mut self.out);
        self.footnotes.open.push((label.to_owned(), before));
    }

    pub(super) fn end_footnote(&mut self) {
        let Some((label, before)) = self.footnotes.open.pop() else { return };
        let body = std::mem::replace(&mut self.out, before);
        self.footnotes.bodies.entry(label).or_insert(body);
    }

    /// Writes the footnotes that were referred to, in the order of their numbers.
    pub(super) fn write_footnotes(&mut self) {
        let mut notes = std::mem::take(&mut self.footnotes);
        if notes.numbers.is_empty() {
            return;
        }
        let mut labels: Vec<(usize, String)> = notes.numbers.drain().map(|(label, number)| (number, label)).collect();
        labels.sort_unstable();
        let title = self.say("Notes", "Footnotes");
        self.out
            .push_str(&format!("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{title}\">\n<ol>\n"));
        for (number, label) in labels {
            let body = notes.bodies.remove(&label).unwrap_or_default();
            self.write_footnote(number, &body, notes.references[number - 1]);
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    fn write_footnote(&mut self, number: usize, body: &str, references: usize) {
        let body = body.trim_end();
        let (words, end) = match body.strip_suffix("</p>") {
            Some(words) => (words, "</p>"),
            None => (body, ""),
        };
        self.out.push_str(&format!("<li id=\"fn:{number}\">{words}"));
        for reference in 1..=references.min(MAX_WAYS_BACK) {
            let id = reference_id(number, reference);
            let label = self.say("Revenir à l’appel de note", "Back to the reference");
            self.out.push_str(&format!(
                " <a href=\"#{id}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"{label} {number}\">↩</a>"
            ));
        }
        self.out.push_str(end);
        self.out.push_str("</li>\n");
    }
}

/// The id of the `count`-th reference to a footnote.
fn reference_id(number: usize, count: usize) -> String {
    if count == 1 { format!("fnref:{number}") } else { format!("fnref:{number}:{count}") }
}
