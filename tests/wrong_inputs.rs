//! Wrong sites, one in each folder of `tests/sites`, and what the program says of them.
//!
//! `expected.txt` holds one finding in three lines: where it is and what it says, the characters it underlines, and
//! what to do. `UPDATE_EXPECT=1 cargo test wrong_inputs` writes these files anew; read them before you keep them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use rayon::prelude::*;
use serde_json::Value;

use crate::support::{Run, binary, run};

/// The day on which the sites are checked: a Monday.
const DAY: &str = "2024-11-25";

/// Rules whose wrong input cannot be a file that git keeps, or that `check` cannot find.
const NOT_HERE: &[(&str, &str)] = &[
    ("control-character", "git takes such a file for binary: hostile::text::b1"),
    ("not-utf8", "git takes such a file for binary: hostile::text::b1"),
    ("table-too-large", "the text is megabytes long: hostile::size::b4"),
    ("template-failed", "templates fail while building: hostile::themes::b11"),
    ("unreadable-file", "git does not keep permissions: hostile::names::b12"),
    (
        "changed-without-history",
        "it is about an earlier build: publications::a_date_that_changes_without_a_word_is_refused",
    ),
    (
        "removed-event",
        "it is about an earlier build: publications::an_event_that_vanishes_is_told_and_one_that_is_withdrawn_is_logged",
    ),
    ("dead-link", "it is about other sites: external::what_is_dead_moved_or_closed_is_told"),
    ("moved-link", "it is about other sites: external::what_is_dead_moved_or_closed_is_told"),
    ("unsure-link", "it is about other sites: external::what_is_dead_moved_or_closed_is_told"),
    ("pdf-bad-slide", "files are made by build: printing::slides_that_cannot_be_drawn_are_told"),
    ("pdf-too-long", "files are made by build: printing::a_sheet_of_two_pages_is_told"),
    ("pdf-too-large", "the text is a megabyte long: printing::a_site_that_is_too_large_has_a_file_per_rubric"),
    (
        "pdf-invalid-template",
        "files are made by build: printing::a_template_of_the_site_takes_the_place_of_the_default",
    ),
    ("pdf-not-made", "nothing that is known fails so: a fault of typst would"),
    ("pdf-failed", "nothing that is known fails so: a fault of typst would"),
    ("unsafe-name", "git could not check it out on Windows: hostile::names::b9"),
];

#[test]
fn every_wrong_site_gives_what_its_expected_txt_says() {
    // Without the feature `pdf`, nobody can tell what cannot be printed.
    let is_told = |site: &&PathBuf| vademecum::pdf::AVAILABLE || !expectation(site).contains("\npdf-");
    let sites = sites();
    let differences: Vec<String> = sites.par_iter().filter(is_told).filter_map(|site| difference(site)).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_rule_has_a_wrong_site() {
    let seen: BTreeSet<String> = sites().iter().flat_map(|site| codes(&expectation(site))).collect();
    let excused = |code: &str| NOT_HERE.iter().any(|(other, _)| *other == code);
    let rules = vademecum::rules::all();
    let missing: Vec<&str> = rules.iter().map(|rule| rule.code).filter(|code| !seen.contains(*code)).collect();
    let unexcused: Vec<&&str> = missing.iter().filter(|code| !excused(code)).collect();
    assert!(unexcused.is_empty(), "no site shows {unexcused:?}");
    let stale: Vec<&str> = NOT_HERE.iter().map(|(code, _)| *code).filter(|code| !missing.contains(code)).collect();
    assert!(stale.is_empty(), "these have a site after all, or are no rules: {stale:?}");
}

/// The folders of `tests/sites`, sorted.
fn sites() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let entries = fs::read_dir(root).expect("tests/sites is there");
    let mut sites: Vec<PathBuf> = entries.map(|entry| entry.expect("folders can be read").path()).collect();
    sites.sort();
    sites
}

fn expectation(site: &Path) -> String {
    fs::read_to_string(site.join("expected.txt")).unwrap_or_default()
}

fn codes(expectation: &str) -> Vec<String> {
    let findings = expectation.lines().filter(|line| !line.starts_with(' '));
    findings.filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

/// Checks one site; tells how its findings differ from the expected ones, or writes them anew.
fn difference(site: &Path) -> Option<String> {
    let name = site.file_name().expect("sites have names").to_string_lossy().into_owned();
    let told = told(&name, &checked(site, &["--format", "json"]));
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(site.join("expected.txt"), &told).expect("expectations can be written");
        return None;
    }
    let expected = expectation(site);
    (told != expected).then(|| format!("== {name}\n-- expected\n{expected}-- found\n{told}"))
}

fn checked(site: &Path, arguments: &[&str]) -> Run {
    run(Command::new(binary()).arg("check").arg(site).args(["--date", DAY]).args(arguments))
}

/// The findings of a run as text. Asserts that the program ended as it should.
fn told(name: &str, run: &Run) -> String {
    assert!(!run.stderr.contains("panicked"), "{name}: {}", run.stderr);
    let report: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{name}: {error}: {}", run.stderr));
    let code = i32::from(report["summary"]["errors"] != 0);
    assert_eq!(run.code, Some(code), "{name}: {}", run.stderr);
    report["diagnostics"].as_array().expect("a list").iter().map(finding).collect()
}

fn finding(finding: &Value) -> String {
    let word = |key: &str| finding[key].as_str().unwrap_or_default();
    let mut told = format!("{} {} {} — {}\n", word("code"), place(finding), word("severity"), word("message"));
    if let Some(underlined) = underlined(finding) {
        writeln!(told, "    ici : {underlined}").expect("texts can be written to");
    }
    if let Some(help) = finding["help"].as_str() {
        writeln!(told, "    → {help}").expect("texts can be written to");
    }
    for related in finding["related"].as_array().expect("a list") {
        let message = related["message"].as_str().unwrap_or_default();
        writeln!(told, "    voir {} — {message}", place(related)).expect("texts can be written to");
    }
    told
}

fn place(finding: &Value) -> String {
    match finding["file"].as_str() {
        Some(file) => format!("{file}:{}:{}", finding["line"], finding["column"]),
        None => "(site)".to_owned(),
    }
}

/// The characters that a finding points at.
fn underlined(finding: &Value) -> Option<String> {
    let line = finding["source_line"].as_str()?;
    let number = |key: &str| finding[key].as_u64().and_then(|number| usize::try_from(number).ok());
    let start = (number("column")? - 1).checked_sub(number("source_line_skipped")?)?;
    Some(line.chars().skip(start).take(number("width")?).collect())
}

/// The findings of some sites for a reader of English.
#[test]
fn findings_are_told_in_english() {
    let sites = [
        "front-matter-unknown-key",
        "front-matter-unquoted-colon",
        "links-broken",
        "faq-incomplete",
        "events-values",
        "includes",
    ];
    let told: String = sites
        .iter()
        .map(|site| {
            format!("== {site}\n{}", told(site, &checked(&folder(site), &["--format", "json", "--lang", "en"])))
        })
        .collect();
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots" }, {
        insta::assert_snapshot!("english", told);
    });
}

/// What an editor sees in the terminal.
#[test]
fn findings_are_shown_to_people() {
    for site in ["front-matter-unclosed-quote", "links-broken", "ids-duplicate", "events-dates", "settings-missing"] {
        let run = checked(&folder(site), &[]);
        let root = folder(site).display().to_string();
        let shown = run.stdout.replace(&root, "SITE");
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots" }, {
            insta::assert_snapshot!(format!("shown-{site}"), shown);
        });
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name)
}
