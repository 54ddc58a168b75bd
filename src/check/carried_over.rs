//! Lines with a year or a date that are word for word what the campaign before said.

use std::collections::HashSet;
use std::ops::Range;

use super::Subject;
use super::subject::Part;
use crate::diagnostic::{Diagnostic, Rule, Severity, TextFile};
use crate::model::{Entry, Kind};
use crate::prose;
use crate::source::{SETTINGS, SourcePath};
use crate::text;

/// Lines with a year or a date that are word for word what the campaign before said.
pub(super) static RULE: Rule = Rule {
    code: "carried-over",
    severity: Severity::Warning,
    summary: ["une ligne datée est reprise telle quelle de la campagne précédente", "a dated line is taken over as it was from the campaign before"],
    explanation: [
        "Elle nomme une date ou une année, et personne n’a dit depuis qu’elle vaut encore. Mettez-la à jour ; si elle est juste, dites-le par `verified_on:` dans l’en-tête de la page, avec un jour d’après `prepared_on:` de la campagne.",
        "It names a date or a year, and nobody has said since that it still holds. Bring it up to date; if it is right, say so by `verified_on:` in the head of the page, with a day after `prepared_on:` of the campaign.",
    ],
    example: ["title: Instruction du 21 novembre 2024 (dans la campagne 2026)", "verified_on: 2025-11-03"],
};

/// Keys whose values are names, or days of which nobody asks whether they still hold.
const KEPT: [&str; 6] = ["file", "id", "redirect_from", "review_by", "url", "verified_on"];

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let site = subject.site;
    let prepared = site.settings.current_campaign().and_then(|campaign| campaign.prepared_on.as_ref());
    let (Some(prepared), Some(archive)) = (prepared, site.archives.first()) else { return };
    let before = |path: &SourcePath| archive.site.texts.get(path).map(AsRef::as_ref);
    // Audiences are written in the settings.
    for entry in subject.entries().iter().filter(|entry| entry.kind() != Kind::Audience) {
        let is_verified = entry.common.verified_on.as_ref().is_some_and(|day| day.value >= prepared.value);
        if !is_verified && let Some(before) = before(&entry.file.path) {
            out.extend(findings(&entry.file, lines_of(entry), &[], before));
        }
    }
    if subject.part == Part::Rest {
        let entries: HashSet<&SourcePath> = site.entries.iter().map(|entry| &entry.file.path).collect();
        let is_rest = |file: &TextFile| file.path.as_str() == SETTINGS || !entries.contains(&file.path);
        let rest = site.texts.values().filter(|file| is_rest(file));
        for (file, before) in rest.filter_map(|file| Some((file, before(&file.path)?))) {
            // The campaigns of the settings are not content.
            let campaigns = site.settings.campaigns.iter().map(|campaign| campaign.span.range());
            let left_out: Vec<_> = campaigns.filter(|_| file.path.as_str() == SETTINGS).collect();
            out.extend(findings(file, 0..file.text.len(), &left_out, before));
        }
    }
}

/// The part of a file that belongs to an entry: all of it, or an item of a list.
fn lines_of(entry: &Entry) -> Range<usize> {
    if entry.file.path.extension() == "md" { 0..entry.file.text.len() } else { entry.span.range() }
}

fn findings(file: &TextFile, range: Range<usize>, left_out: &[Range<usize>], before: &TextFile) -> Vec<Diagnostic> {
    let Some(part) = file.text.get(range.clone()) else { return Vec::new() };
    let dated = dated(part);
    if dated.is_empty() {
        return Vec::new();
    }
    let known: HashSet<&str> = before.text.lines().map(bare).collect();
    let mut found = Vec::new();
    let mut last_line = 0..0;
    for place in dated {
        let line = line_around(part, place.start);
        let at = range.start + place.start;
        let words = bare(&part[line.clone()]);
        let is_comment = file.path.extension() != "md" && words.starts_with('#');
        let is_kept = KEPT.iter().any(|key| words.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')));
        let is_left_out = left_out.iter().any(|range| range.contains(&at));
        if line != last_line && !is_comment && !is_kept && !is_left_out && known.contains(words) {
            found.push(finding(file, at..range.start + place.end, &part[place]));
        }
        last_line = line;
    }
    found
}

fn finding(file: &TextFile, range: Range<usize>, words: &str) -> Diagnostic {
    let message = text!(
        "« {words} » : cette ligne est celle de la campagne précédente",
        "“{words}”: this line is that of the campaign before"
    );
    let help = text!(
        "mettez-la à jour, ou dites par verified_on: qu’elle vaut encore",
        "bring it up to date, or say by verified_on: that it still holds"
    );
    Diagnostic::new(&RULE, file.locate(range), message).help(help)
}

/// The line that a line of a list stands for, whether it is the first of its item or not.
fn bare(line: &str) -> &str {
    line.trim().trim_start_matches("- ")
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

/// Years and dates in a text, in order, apart from code, addresses and shortcodes.
fn dated(text: &str) -> Vec<Range<usize>> {
    let language = crate::config::Language::Fr;
    let dates = prose::dates(text, language).into_iter().map(|date| date.range);
    let mut found: Vec<Range<usize>> = dates.chain(prose::years(text)).collect();
    if !found.is_empty() {
        let silent = prose::silent(text);
        found.retain(|range| !prose::is_within(&silent, range.start));
    }
    found.sort_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    const SETTINGS: &str = "title: Aide 2024\ncampaigns:\n- year: 2026\n  label: Campagne 2026\n  state: current\n  prepared_on: 2025-10-01\n- year: 2025\n  label: Campagne 2025\n  state: archived\n";

    fn found(text: &str, before: &str) -> Vec<String> {
        let settings = SETTINGS.replace("2026\n  state: current\n  prepared_on: 2025-10-01", "2025\n  state: current");
        places(
            "carried-over",
            &[
                ("vademecum.yaml", SETTINGS),
                ("content/a.md", text),
                ("archives/2025/vademecum.yaml", &settings),
                ("archives/2025/content/a.md", before),
            ],
        )
    }

    #[test]
    fn dated_lines_as_they_were() {
        let text = "---\ntitle: Instruction de 2024\n---\nLe 11 décembre.\n\nEn 2025, tout change.\n\nSans date.\n";
        assert_eq!(
            found(text, text),
            ["content/a.md:2:23", "content/a.md:4:4", "content/a.md:6:4", "vademecum.yaml:1:13"]
        );
    }

    #[test]
    fn other_lines_and_verified_pages() {
        let (text, before) = ("En 2026, rien.\n\n`2025` [x](2025.md)\n", "En 2025, rien.\n\n`2025` [x](2025.md)\n");
        assert_eq!(found(text, before), ["vademecum.yaml:1:13"]);
        let verified = "---\nverified_on: 2025-10-02\n---\nEn 2025, tout change.\n";
        assert_eq!(found(verified, verified), ["vademecum.yaml:1:13"]);
    }
}
