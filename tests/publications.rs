//! What readers were told last, and what the next build says of it.

use std::fs;
use std::process::Command;

use super::support::TestSite;

const SETTINGS: &str = "title: Aide\nbase_url: https://aide.example/\n";

fn event(rest: &str) -> String {
    format!("events:\n- id: cloture\n  title: Clôture\n  kind: deadline\n{rest}")
}

fn question(words: &str) -> String {
    format!("---\nquestion: {words} ?\nshort_answer: Oui.\n---\n")
}

fn site() -> TestSite {
    TestSite::new()
        .file("vademecum.yaml", SETTINGS)
        .file("content/calendrier.yaml", event("  date: 2024-12-11\n"))
        .file("content/documents/documents.yaml", "documents:\n- id: fiche\n  title: Fiche\n  file: fiche.txt\n")
        .file("content/documents/fiche.txt", "Un.\n")
        .file("faq/x/a.md", question("Que faire"))
}

fn built(site: &TestSite, day: &str) {
    let run = site.run(&["build", ".", "--date", day, "--no-compress"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

/// The words of the page of changes.
fn changes(site: &TestSite) -> String {
    let html = site.output("ce-qui-a-change/index.html");
    let main = html.split("<main").nth(1).unwrap_or_default().split("</main>").next().unwrap_or_default();
    let mut words = String::new();
    for piece in main.split('<') {
        words += piece.split_once('>').map_or("", |(_, text)| text);
        words.push(' ');
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_first_publication_has_no_changes_and_a_second_one_the_same_bytes() {
    let site = site();
    built(&site, "2024-11-25");
    assert!(!site.has_output("ce-qui-a-change/index.html"));
    let again = site.run(&["build", ".", "--date", "2024-11-25", "--no-compress"]);
    assert!(again.stderr.contains("Rien n’a changé"), "{}", again.stderr);
}

#[test]
fn new_replaced_and_withdrawn_content_is_told_with_the_day_of_its_publication() {
    let site = site();
    built(&site, "2024-11-25");
    site.write("content/documents/fiche.txt", "Deux.\n");
    site.write("faq/x/b.md", question("Et après"));
    fs::remove_file(site.root().join("faq/x/a.md")).unwrap();
    built(&site, "2024-11-26");
    let told = changes(&site);
    for words in [
        "26 novembre 2024 Fiche : Document remplacé",
        "Et après ? : Nouvelle question",
        "Question retirée : Que faire ?",
    ] {
        assert!(told.replace('\u{a0}', " ").contains(words), "{words}: {told}");
    }
    let feed = site.output("feed.xml");
    assert!(feed.contains("Document remplacé") && feed.contains("2024-11-26T00:00:00Z"), "{feed}");
    // The day after, nothing else has changed: what was told stays, with its day.
    built(&site, "2024-11-27");
    assert_eq!(changes(&site), told);
    site.write("vademecum.yaml", format!("{SETTINGS}changes_since: 2024-11-27\n"));
    built(&site, "2024-11-27");
    assert!(!changes(&site).contains("remplacé"));
}

#[test]
fn a_date_that_changes_without_a_word_is_refused() {
    let site = site();
    built(&site, "2024-11-25");
    site.write("content/calendrier.yaml", event("  date: 2024-12-13\n"));
    let run = site.run(&["build", ".", "--date", "2024-11-26"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("content/calendrier.yaml:5:9") && run.stderr.contains("2024-12-11"), "{}", run.stderr);
    let check = site.run(&["check", ".", "--date", "2024-11-26"]);
    assert!(check.stdout.contains("changed-without-history"), "{}", check.stdout);
    let history = "  date: 2024-12-13\n  history:\n  - on: 2024-11-26\n    what: Reculée.\n";
    site.write("content/calendrier.yaml", event(history));
    built(&site, "2024-11-26");
    // The next change wants its own line.
    site.write("content/calendrier.yaml", event(&history.replace("date: 2024-12-13", "date: 2024-12-14")));
    assert_eq!(site.run(&["build", ".", "--date", "2024-11-27"]).code, Some(1));
}

#[test]
fn an_event_that_vanishes_is_told_and_one_that_is_withdrawn_is_logged() {
    let site = site();
    built(&site, "2024-11-25");
    site.write(
        "content/calendrier.yaml",
        "events:\n- id: autre\n  title: Autre\n  kind: closing\n  date: 2025-01-10\n",
    );
    let run = site.run(&["check", ".", "--date", "2024-11-26"]);
    assert!(run.stdout.contains("removed-event") && run.stdout.contains("Clôture"), "{}", run.stdout);
    site.write("content/calendrier.yaml", event("  date: 2024-12-11\n  status: withdrawn\n"));
    assert!(!site.run(&["check", ".", "--date", "2024-11-26"]).stdout.contains("removed-event"));
    built(&site, "2024-11-26");
    assert!(changes(&site).contains("Date annulée"), "{}", changes(&site));
}

#[test]
fn another_folder_or_a_revision_may_say_what_was_published() {
    let site = site();
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(site.root()).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        git.args(["-c", "user.name=Essai", "-c", "user.email=essai@exemple.invalid"]).args(arguments);
        assert!(git.output().unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "Tout"]);
    site.write("content/calendrier.yaml", event("  date: 2024-12-13\n"));
    assert_eq!(site.run(&["check", ".", "--date", "2024-11-26"]).code, Some(0), "nothing was published yet");
    let since = site.run(&["check", ".", "--date", "2024-11-26", "--since", "HEAD"]);
    assert!(since.code == Some(1) && since.stdout.contains("changed-without-history"), "{}", since.stdout);
    let unknown = site.run(&["check", ".", "--since", "jamais"]);
    assert!(unknown.code == Some(2) && unknown.stderr.contains("jamais"), "{}", unknown.stderr);
    built(&site, "2024-11-26");
    site.write("live/manifest.json", fs::read(site.out().join("manifest.json")).unwrap());
    fs::remove_dir_all(site.out()).unwrap();
    site.write("content/calendrier.yaml", event("  date: 2024-12-14\n"));
    assert_eq!(site.run(&["build", ".", "--published", "live"]).code, Some(1));
}

#[test]
fn the_next_campaign_begins_anew() {
    let campaigns = "campaigns:\n- year: 2025\n  label: Campagne 2025\n  state: current\n";
    let site = site().file("vademecum.yaml", format!("{SETTINGS}{campaigns}"));
    built(&site, "2024-11-25");
    site.write("vademecum.yaml", format!("{SETTINGS}{}", campaigns.replace("2025", "2026")));
    site.write("content/calendrier.yaml", event("  date: 2025-12-12\n"));
    built(&site, "2025-10-01");
    assert!(!site.has_output("ce-qui-a-change/index.html"));
}
