//! Findings in one text, before they know their file: a bounded number of each rule, so that a hostile text cannot
//! make millions of them.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Rule, Span, Text};
use crate::model::Body;
use crate::text;

/// The number of findings of one rule in one text that are told one by one.
const LIMIT: usize = 50;

/// Something wrong at a place of the text.
#[derive(Debug)]
struct Finding {
    rule: &'static Rule,
    span: Span,
    message: Text,
    help: Option<Text>,
}

/// What was found wrong in one text.
#[derive(Debug, Default)]
pub(super) struct Findings {
    told: Vec<Finding>,
    counts: HashMap<&'static str, usize>,
}

impl Findings {
    /// Adds a finding.
    pub(super) fn add(&mut self, rule: &'static Rule, span: impl Into<Span>, message: Text) {
        self.push(rule, span.into(), message, None);
    }

    /// Adds a finding and what to do about it.
    pub(super) fn add_with_help(&mut self, rule: &'static Rule, span: impl Into<Span>, message: Text, help: Text) {
        self.push(rule, span.into(), message, Some(help));
    }

    fn push(&mut self, rule: &'static Rule, span: Span, message: Text, help: Option<Text>) {
        let count = self.counts.entry(rule.code).or_default();
        *count += 1;
        if *count <= LIMIT {
            self.told.push(Finding { rule, span, message, help });
        }
    }

    /// Adds all of `other`.
    pub(super) fn append(&mut self, other: Findings) {
        for (code, count) in other.counts {
            *self.counts.entry(code).or_default() += count;
        }
        self.told.extend(other.told);
    }

    /// Gives every finding its place in its source file.
    pub(super) fn report(self, body: &Body, diagnostics: &mut Vec<Diagnostic>) {
        let mut told: HashMap<&str, usize> = HashMap::new();
        for finding in self.told {
            let code = finding.rule.code;
            let told = told.entry(code).or_default();
            *told += 1;
            let more = if *told == LIMIT { self.counts[code] - LIMIT } else { 0 };
            let message = if more == 0 { finding.message } else { and_more(&finding.message, more) };
            let mut diagnostic = Diagnostic::new(finding.rule, body.locate(finding.span), message);
            diagnostic.help = finding.help;
            diagnostics.push(diagnostic);
        }
    }
}

/// The last message of a rule that is told, when more were found.
fn and_more(message: &Text, more: usize) -> Text {
    let Text { fr, en } = message;
    text!("{fr} (et {more} autres dans ce texte)", "{en} (and {more} more in this text)")
}
