//! Findings that only follow from a mistake that was found while reading: they go away with it.
//!
//! A `kind:` that cannot be read is not a `kind:` that is missing, and a link to a page whose head is broken is not a
//! link to a page that does not exist. An editor who reads both looks for two mistakes where there is one.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::model::Site;
use crate::source::SourcePath;

/// Rules that find something missing from an entry, which may have been written wrongly.
const ABSENCES: &[&str] = &[
    "contact-without-channel",
    "document-source",
    "event-without-date",
    "gap-without-contact",
    "invalid-channel",
    "missing-question",
    "missing-required-field",
    "missing-short-answer",
    "urgent-without-contact",
    "video-source",
];

/// Rules that find nothing at the end of a reference, which may lead to what could not be read.
const REFERENCES: &[&str] = &[
    "broken-link",
    "unknown-audience",
    "unknown-contact",
    "unknown-footer-target",
    "unknown-navigation-target",
    "unknown-parent",
    "unknown-see-also",
    "unknown-shortcode-target",
];

/// Errors found while reading that keep nothing from being read.
const SPOILS_NOTHING: &[&str] = &["bad-shortcode", "invalid-svg", "unsafe-svg"];

/// Drops the findings of the rules that follow from what was found wrong before them.
pub(super) fn drop(site: &Site, earlier: &[Diagnostic], found: &mut Vec<Diagnostic>) {
    let errors: Vec<&Location> = earlier
        .iter()
        .filter(|diagnostic| {
            diagnostic.rule.severity == Severity::Error && !SPOILS_NOTHING.contains(&diagnostic.rule.code)
        })
        .filter_map(|diagnostic| diagnostic.location.as_ref())
        .collect();
    if errors.is_empty() {
        return;
    }
    let spoilt = spoilt_lines(site, &errors);
    let unread = unread_files(site, &errors);
    found.retain(|diagnostic| {
        let Some(at) = &diagnostic.location else { return true };
        let code = &diagnostic.rule.code;
        let is_absence = ABSENCES.contains(code) && spoilt.get(&at.file).is_some_and(|lines| lines.contains(&at.line));
        let is_reference = REFERENCES.contains(code) && unread.iter().any(|file| may_mean(&words(at), file));
        !is_absence && !is_reference
    });
}

/// The lines of the entries in which something could not be read, by file.
fn spoilt_lines<'a>(site: &'a Site, errors: &[&Location]) -> HashMap<&'a SourcePath, HashSet<u32>> {
    let mut wrong: HashMap<&SourcePath, Vec<u32>> = HashMap::new();
    for error in errors {
        wrong.entry(&error.file).or_default().push(error.line);
    }
    let mut spoilt: HashMap<&SourcePath, HashSet<u32>> = HashMap::new();
    for entry in &site.entries {
        let Some(wrong) = wrong.get(&entry.file.path) else { continue };
        let first = entry.locate(entry.span).line;
        let text = entry.file.text.get(entry.span.range()).unwrap_or_default();
        let lines = first..=first + text.matches('\n').count() as u32;
        if wrong.iter().any(|line| lines.contains(line)) {
            spoilt.entry(&entry.file.path).or_default().extend(lines);
        }
    }
    spoilt
}

/// The files with an error that gave nothing to the site.
fn unread_files<'a>(site: &Site, errors: &[&'a Location]) -> Vec<&'a SourcePath> {
    let entries = site.entries.iter().map(|entry| &entry.file.path);
    let read: HashSet<&SourcePath> = entries.chain(site.glossary.iter().map(|term| &term.file.path)).collect();
    let mut unread: Vec<&SourcePath> =
        errors.iter().map(|error| &error.file).filter(|file| !read.contains(file)).collect();
    unread.sort();
    unread.dedup();
    unread
}

/// Whether a reference may mean something in a file: its page, or any id of a list.
fn may_mean(reference: &str, file: &SourcePath) -> bool {
    match file.extension() {
        "md" => {
            let folder = file.folder().rsplit('/').next().unwrap_or_default();
            let stem = file.stem();
            let name = if matches!(stem, "index" | "guide") { folder } else { stem };
            let name = name.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '_']);
            reference.contains(name)
        }
        "yaml" | "yml" => !reference.contains(['/', '.']),
        _ => false,
    }
}

/// The words that a finding points at.
fn words(at: &Location) -> String {
    let before = (at.column - 1).saturating_sub(at.excerpt_skipped) as usize;
    at.excerpt.chars().skip(before).take(at.width as usize).collect()
}

#[cfg(test)]
mod tests {
    use crate::load;
    use crate::source::MemorySource;

    fn judged(files: &[(&str, &str)]) -> Vec<&'static str> {
        let source = MemorySource::new(jiff::civil::date(2024, 12, 1)).with("vademecum.yaml", "title: Test");
        let source = files.iter().fold(source, |source, (path, text)| source.with(path, *text));
        crate::judge(&source, &load::Options::default()).diagnostics.iter().map(|found| found.rule.code).collect()
    }

    #[test]
    fn what_cannot_be_read_is_not_missing() {
        let calendar = "events:\n- id: e\n  title: E\n  kind: fin\n  date: demain\n- id: f\n  title: F\n";
        let found = judged(&[("content/index.md", "# A"), ("content/calendrier.yaml", calendar)]);
        assert_eq!(found, ["invalid-value", "invalid-date", "event-without-date", "missing-required-field"]);
    }

    #[test]
    fn links_to_what_cannot_be_read_are_not_broken() {
        let home = "# A\n\n[b](a/b.md) [c](c.md) {{ date:e }}";
        let found = judged(&[("content/index.md", home), ("content/a/b.md", "---\ntitle: [\n---\n")]);
        assert_eq!(found, ["invalid-yaml", "broken-link", "unknown-shortcode-target"]);
        let found = judged(&[("content/index.md", home), ("content/calendrier.yaml", "events: [\n")]);
        assert_eq!(found, ["invalid-yaml", "broken-link", "broken-link"]);
    }
}
