//! Tables of texts with the findings that they give, and what is read from them.

use std::sync::Arc;

use super::{Mapping, Node, parse};
use crate::diagnostic::{self, Diagnostic, TextFile};
use crate::source::SourcePath;

mod limits;
mod reading;
mod spans;
mod syntax;

fn file(text: &str) -> Arc<TextFile> {
    Arc::new(TextFile::new(SourcePath::new("a.yaml"), text.to_owned()))
}

fn parse_all(text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    parse(&file(text), 0..text.len(), diagnostics)
}

fn mapping(text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Mapping> {
    parse_all(text, diagnostics)?.into_mapping(&file(text), diagnostics)
}

/// The findings in their order, each as `code line:column`.
fn listed(mut diagnostics: Vec<Diagnostic>) -> Vec<String> {
    diagnostic::sort(&mut diagnostics);
    let place = |found: &Diagnostic| {
        let location = found.location.as_ref().expect("findings in YAML have a place");
        format!("{} {}:{}", found.rule.code, location.line, location.column)
    };
    diagnostics.iter().map(place).collect()
}

/// The French message and help of the only finding.
fn only(diagnostics: &[Diagnostic]) -> (&str, &str) {
    assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
    (&diagnostics[0].message.fr, diagnostics[0].help.as_ref().map_or("", |help| &help.fr))
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    for rule in super::RULES {
        let texts = [rule.summary, rule.explanation, rule.example].concat();
        assert!(texts.iter().all(|text| !text.trim().is_empty()), "{} is not explained", rule.code);
    }
}
