//! Wrong content as data: what is wrong, where, and what to write instead.
//!
//! A [`Diagnostic`] is plain data. It knows nothing of how it is shown: [`human`], [`json`] and [`github`]
//! are sibling printers over the same list. An `Error` ([`crate::error`]) is only for a program that cannot go on.

use std::fmt;
use std::sync::Arc;

pub mod explain;
pub mod github;
pub mod human;
pub mod json;
#[cfg(test)]
mod samples;
mod spanned;
pub mod terminal;
mod text_file;

pub use spanned::{SPANNED, SPANNED_FIELDS, Span, Spanned};
pub use text_file::TextFile;

use crate::source::SourcePath;

/// The language of the user interface of the program (not of a site).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// French, the default.
    #[default]
    Fr,
    /// English.
    En,
}

/// One sentence in both languages of the program, written side by side so that neither is forgotten.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// The French wording.
    pub fr: String,
    /// The English wording.
    pub en: String,
}

impl Text {
    /// A sentence from its two wordings.
    pub fn new(fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fr: fr.into(), en: en.into() }
    }

    /// The wording in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

/// A [`Text`] from two format strings over the same variables: `text!("« {name} » manque", "“{name}” is missing")`.
#[macro_export]
macro_rules! text {
    ($fr:literal, $en:literal $(,)?) => {
        $crate::diagnostic::Text::new(format!($fr), format!($en))
    };
}

/// How much a finding matters. `Error` alone makes `check` and `build` exit with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site must not be published like this.
    Error,
    /// A reader is likely to be misled or hindered.
    Warning,
    /// Something to improve.
    Hint,
    /// Switched off by the site's settings; never shown.
    Off,
}

impl Severity {
    /// The word shown in front of a finding.
    pub fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Error, Lang::Fr) => "erreur",
            (Self::Error, Lang::En) => "error",
            (Self::Warning, Lang::Fr) => "attention",
            (Self::Warning, Lang::En) => "warning",
            (Self::Hint, Lang::Fr) => "conseil",
            (Self::Hint, Lang::En) => "hint",
            (Self::Off, Lang::Fr) => "désactivé",
            (Self::Off, Lang::En) => "off",
        }
    }
}

/// A rule documents itself for the person who meets it: `vademecum check --explain CODE` prints this.
#[derive(Debug)]
pub struct Rule {
    /// Stable code, lower-case words joined by hyphens. Never reused for another meaning.
    pub code: &'static str,
    /// Severity unless `severity:` in `vademecum.yaml` says otherwise.
    pub severity: Severity,
    /// What is wrong, in one line (French, English).
    pub summary: [&'static str; 2],
    /// Why it matters to a reader and what to do, one short paragraph (French, English).
    pub explanation: [&'static str; 2],
    /// A wrong example, then the same put right.
    pub example: [&'static str; 2],
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}
impl Eq for Rule {}

/// A place in a source file, complete in itself: printers need no access to the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file, relative to the site's root, with `/` on every system.
    pub file: SourcePath,
    /// First line, from 1.
    pub line: u32,
    /// First column, from 1, counted in characters (Unicode scalar values).
    pub column: u32,
    /// Number of characters to underline on that line, at least 1.
    pub width: u32,
    /// The text of that line without its end, shortened around the column when very long; empty when there is none.
    pub excerpt: Arc<str>,
    /// Number of characters cut from the start of the line in `excerpt`.
    pub excerpt_skipped: u32,
}

impl Location {
    /// The file as a whole: line 1, column 1, no excerpt.
    pub fn whole_file(file: &SourcePath) -> Self {
        Self { file: file.clone(), line: 1, column: 1, width: 1, excerpt: Arc::from(""), excerpt_skipped: 0 }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// Severity after the site's settings.
    pub severity: Severity,
    /// Where; `None` only for findings about the site as a whole.
    pub location: Option<Location>,
    /// What is wrong here.
    pub message: Text,
    /// What to write instead.
    pub help: Option<Text>,
    /// Other places that matter: the first definition of a duplicate, the chain of an include cycle.
    pub related: Vec<(Location, Text)>,
}

impl Diagnostic {
    /// A finding of `rule` at `location` with the rule's own severity.
    pub fn new(rule: &'static Rule, location: Location, message: Text) -> Self {
        Self { rule, severity: rule.severity, location: Some(location), message, help: None, related: Vec::new() }
    }

    /// A finding about the site as a whole.
    pub fn global(rule: &'static Rule, message: Text) -> Self {
        Self { rule, severity: rule.severity, location: None, message, help: None, related: Vec::new() }
    }

    /// Adds what to do.
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds another place that matters.
    pub fn related(mut self, location: Location, what: Text) -> Self {
        self.related.push((location, what));
        self
    }
}

/// Brings findings into their stable order: by file, line, column, code, message; exact repeats are dropped.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (&a.location, a.rule.code, &a.message).cmp(&(&b.location, b.rule.code, &b.message)));
    diagnostics.dedup();
}

/// The candidate nearest to `wanted` by Damerau–Levenshtein distance, if it is near enough to be meant:
/// at most a third of the letters differ.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (wanted.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(wanted, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}
