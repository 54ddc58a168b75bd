//! Findings for programs: one JSON document.
//!
//! ```json
//! {"version": 1, "summary": {"errors": 1, "warnings": 0, "hints": 0}, "diagnostics": [
//!   {"code": "…", "severity": "error", "message": "…", "help": null, "file": "content/a.md", "line": 3, "column": 5,
//!    "width": 4, "source_line": "…", "source_line_skipped": 0, "related": []}]}
//! ```
//!
//! `version` changes only when a field changes its meaning or goes; readers must accept new fields.

use std::io::{self, Write};

use serde::Serialize;

use super::human::Count;
use super::{Diagnostic, Lang, Location, Severity};

/// The version of the document's shape.
const VERSION: u32 = 1;

/// Prints the findings that are not off as one JSON document, their messages in `lang`.
pub fn print(diagnostics: &[Diagnostic], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let count = Count::of(diagnostics);
    let report = Report {
        version: VERSION,
        summary: Summary { errors: count.errors, warnings: count.warnings, hints: count.hints },
        diagnostics: diagnostics.iter().filter_map(|diagnostic| Finding::new(diagnostic, lang)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    summary: Summary,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    hints: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    /// `error`, `warning` or `hint` in every language.
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Place<'a>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
}

/// A place; all `null` for a finding about the site as a whole.
#[derive(Default, Serialize)]
struct Place<'a> {
    /// Relative to the site's root.
    file: Option<&'a str>,
    /// From 1.
    line: Option<u32>,
    /// From 1, in characters.
    column: Option<u32>,
    /// In characters.
    width: Option<u32>,
    /// The line, or the part of a very long one; `null` when the finding is about the file as a whole.
    source_line: Option<&'a str>,
    /// Characters cut from the start of `source_line`.
    source_line_skipped: Option<u32>,
}

impl<'a> Finding<'a> {
    fn new(diagnostic: &'a Diagnostic, lang: Lang) -> Option<Self> {
        if diagnostic.severity == Severity::Off {
            return None;
        }
        let related = diagnostic.related.iter();
        Some(Self {
            code: diagnostic.rule.code,
            severity: diagnostic.severity.name(Lang::En),
            message: diagnostic.message.get(lang),
            help: diagnostic.help.as_ref().map(|help| help.get(lang)),
            place: diagnostic.location.as_ref().map(Place::new).unwrap_or_default(),
            related: related.map(|(at, what)| Related { message: what.get(lang), place: Place::new(at) }).collect(),
        })
    }
}

impl<'a> Place<'a> {
    fn new(location: &'a Location) -> Self {
        let quoted = !location.excerpt.is_empty();
        Self {
            file: Some(location.file.as_str()),
            line: Some(location.line),
            column: Some(location.column),
            width: Some(location.width),
            source_line: quoted.then_some(&*location.excerpt),
            source_line_skipped: quoted.then_some(location.excerpt_skipped),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn json(diagnostics: &[Diagnostic], lang: Lang) -> serde_json::Value {
        let mut out = Vec::new();
        print(diagnostics, lang, &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn a_finding_has_its_place_and_its_related_places() {
        let mut out = Vec::new();
        print(&[samples::duplicate()], Lang::En, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
        {
          "version": 1,
          "summary": {
            "errors": 1,
            "warnings": 0,
            "hints": 0
          },
          "diagnostics": [
            {
              "code": "identifiant-double",
              "severity": "error",
              "message": "the id “cloture” is taken already",
              "help": "give this page another id",
              "file": "content/a.md",
              "line": 2,
              "column": 5,
              "width": 7,
              "source_line": "id: cloture",
              "source_line_skipped": 0,
              "related": [
                {
                  "message": "it is taken here",
                  "file": "content/calendrier.yaml",
                  "line": 120,
                  "column": 7,
                  "width": 7,
                  "source_line": "  - id: cloture",
                  "source_line_skipped": 0
                }
              ]
            }
          ]
        }
        "#);
    }

    #[test]
    fn a_finding_about_the_site_has_no_place_and_one_that_is_off_is_left_out() {
        let mut off = samples::duplicate();
        off.severity = Severity::Off;
        let report = json(&[off, samples::global()], Lang::Fr);
        assert_eq!(report["summary"], serde_json::json!({"errors": 0, "warnings": 0, "hints": 1}));
        assert_eq!(report["diagnostics"].as_array().unwrap().len(), 1);
        assert!(report["diagnostics"][0]["file"].is_null());
        assert_eq!(report["diagnostics"][0]["message"], "aucune adresse publique");
    }

    #[test]
    fn hostile_text_stays_valid_json() {
        let report = json(&[samples::hostile()], Lang::Fr);
        assert!(report["diagnostics"][0]["source_line"].as_str().unwrap().contains('\u{1b}'));
    }
}
