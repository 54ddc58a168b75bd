//! The passage to the next campaign, on the sites that the project ships and on small ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::support::TestSite;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A copy of a shipped site: its settings and content, without its output.
fn shipped(folder: &str) -> TestSite {
    let site = TestSite::new();
    let from = Path::new(ROOT).join(folder);
    for part in ["vademecum.yaml", "content", "faq", "videos"] {
        copy(&from.join(part), &site.root().join(part));
    }
    site
}

fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}

/// Every file below a folder with its bytes, by path.
fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.strip_prefix(folder).unwrap().display().to_string(), fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

fn pass(site: &TestSite, year: u16, day: &str) {
    let run = site.run(&["campaign", "new", &year.to_string(), "--date", day]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

/// What is listed as left to confirm: sentences, with dates in the words of pages too.
fn listed(site: &TestSite, day: &str) -> Vec<String> {
    let run = site.run(&["campaign", "status", "--format", "json", "--date", day]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let left = report["left"].as_array().unwrap();
    assert!(!left.is_empty());
    left.iter().map(|item| plain(item["sentence"].as_str().unwrap())).collect()
}

/// A text as sentences are compared: one sort of spaces and apostrophes, no emphasis.
fn plain(text: &str) -> String {
    let text =
        text.replace(['\u{a0}', '\u{202f}', '\n'], " ").replace('’', "'").replace("&#x27;", "'").replace("''", "'");
    text.replace("**", "").replace(['"', ':'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pieces of text of a page that readers see, apart from the links to archives and the day of verification.
fn pieces(html: &str) -> Vec<String> {
    let body = html.split("<body").nth(1).unwrap_or_default();
    let (mut pieces, mut rest) = (Vec::new(), body);
    let mut inside = String::new();
    while let Some(open) = rest.find('<') {
        let text = plain(&rest[..open]);
        let is_of_archive = inside.contains("archives/") || text.starts_with("Vérifié le");
        if !text.is_empty() && !inside.starts_with("script") && !is_of_archive {
            pieces.push(text);
        }
        let close = rest[open..].find('>').map_or(rest.len() - 1, |at| open + at);
        inside = rest[open + 1..close].to_owned();
        rest = &rest[close + 1..];
    }
    pieces
}

/// Whether a listed sentence holds a piece of text around a year, or its date as it is written in YAML.
fn is_listed(piece: &str, year: &str, listed: &[String]) -> bool {
    let at = piece.find(year).unwrap();
    let before: String = piece[..at].chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    let window = format!("{before}{year}");
    listed
        .iter()
        .any(|sentence| sentence.contains(&window) || iso_of(piece, year).iter().any(|iso| sentence.contains(iso)))
}

/// The dates of a piece in the form of YAML.
fn iso_of(piece: &str, year: &str) -> Vec<String> {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let words: Vec<&str> = piece.split(' ').collect();
    let date = |three: &[&str]| {
        let month = MONTHS.iter().position(|month| *month == three[1])? + 1;
        let day: u32 = three[0].trim_end_matches("er").parse().ok()?;
        three[2].starts_with(year).then(|| format!("{year}-{month:02}-{day:02}"))
    };
    let month = |two: &[&str]| {
        let month = MONTHS.iter().position(|month| *month == two[0])? + 1;
        (two[1] == year).then(|| format!("{year}-{month:02}-"))
    };
    words.windows(3).filter_map(date).chain(words.windows(2).filter_map(month)).collect()
}

/// Old years on pages of the current campaign that nothing lists.
fn unlisted(site: &TestSite, years: &[&str], archives: &[String], listed: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, bytes) in tree(&site.out()) {
        if !path.ends_with(".html") || path.starts_with("archives/") {
            continue;
        }
        for piece in pieces(&String::from_utf8(bytes).unwrap()) {
            for year in years.iter().filter(|year| piece.contains(**year)) {
                if !archives.contains(&piece) && !is_listed(&piece, year, listed) {
                    found.insert(format!("{path}: {piece}"));
                }
            }
        }
    }
    found
}

/// Goes to two further campaigns, and looks at the site after each.
fn twice(folder: &str, first: u16) {
    let site = shipped(folder);
    let before = tree(&site.root().join("content"));
    for year in [first, first + 1] {
        let day = format!("{}-10-01", year - 1);
        pass(&site, year, &day);
        let refused = site.run(&["build", ".", "--date", &day]);
        assert!(refused.code == Some(1) || folder == "examples/demo", "the demo lets unconfirmed dates go out");
        let built = site.run(&["build", ".", "--date", &day, "--allow-unconfirmed", "--no-compress"]);
        assert_eq!(built.code, Some(0), "{}", built.stderr);
        let old = format!("archives/{}", year - 1);
        assert!(site.has_output(&format!("{old}/index.html")));
        assert!(site.output("index.html").contains(&format!("Campagne {year}")));
        let listed = listed(&site, &day);
        let years = [(first - 2).to_string(), (first - 1).to_string(), (year - 1).to_string()];
        let years: Vec<&str> = years.iter().map(String::as_str).collect();
        // The names of archives stand beside links to them.
        let archives: Vec<String> = (first - 1..year).map(|year| format!("Campagne {year}")).collect();
        assert_eq!(unlisted(&site, &years, &archives, &listed), BTreeSet::new(), "{year}");
        no_archive_in_feeds(&site);
    }
    assert_eq!(
        tree(&site.root().join(format!("archives/{}/content", first - 1))),
        before,
        "the archive is what it was"
    );
}

fn no_archive_in_feeds(site: &TestSite) {
    for file in ["sitemap.xml", "feed.xml", "llms.txt", "calendrier.ics", "calendrier.csv", "search-data/plain.js"] {
        if site.has_output(file) {
            assert!(!site.output(file).contains("archives/20"), "{file}");
        }
    }
    assert!(!site.has_output("calendrier.ics"), "no event has a date yet");
}

#[test]
fn the_reference_site_passes_twice() {
    twice(".", 2026);
}

#[test]
fn the_demo_passes_twice() {
    twice("examples/demo", 2028);
}

const SETTINGS: &str = "title: Aide\ncampaigns:\n  - year: 2025\n    label: Campagne 2025\n    state: current\n";

fn small() -> TestSite {
    TestSite::new()
        .file("vademecum.yaml", SETTINGS)
        .file("content/index.md", "# Accueil\n\nAvant le 11 décembre, [lisez](annonces/lettre.md) 3 fois `2024`.\n")
        .file("content/annonces/lettre.md", "---\ntitle: Lettre\ndate: 2024-11-21\nkind: news\n---\nDu 21 novembre 2024.\n")
        .file(
            "content/calendrier.yaml",
            "events:\n- date: 2024-12-11\n  id: a\n  title: A\n  kind: deadline\n  history:\n  - on: 2024-11-01\n    what: Reculé.\n- {id: b, kind: closing, title: \"B, ou C\", date: 2025-01-10, confirmed: true}\n- id: c\n  title: C\n  kind: deadline\n  confirmed: false\n",
        )
}

#[test]
fn texts_are_marked_and_events_lose_their_dates() {
    let site = small();
    pass(&site, 2026, "2025-10-01");
    let read = |path: &str| fs::read_to_string(site.root().join(path)).unwrap();
    assert_eq!(
        read("content/index.md"),
        "# Accueil\n\nAvant le {{ a-confirmer:11 décembre }}, [lisez](/archives/2025/content/annonces/lettre.md) {{ a-confirmer:3 }} fois `2024`.\n"
    );
    assert_eq!(
        read("content/calendrier.yaml"),
        "events:\n- confirmed: false\n  # 2025 : date: 2024-12-11\n  id: a\n  title: A\n  kind: deadline\n  # 2025 : history:\n  # 2025 : - on: 2024-11-01\n  # 2025 :   what: Reculé.\n- { id: b, kind: closing, title: \"B, ou C\", confirmed: false }\n- id: c\n  title: C\n  kind: deadline\n  confirmed: false\n  # 2025 : confirmed: false\n"
    );
    assert!(!site.root().join("content/annonces/lettre.md").exists());
    assert!(site.root().join("archives/2025/content/annonces/lettre.md").exists());
    assert_eq!(read("archives/2025/vademecum.yaml"), SETTINGS);
    let new = "campaigns:\n  - year: 2026\n    label: Campagne 2026\n    state: current\n    prepared_on: 2025-10-01\n    previous: 2025\n  - year: 2025\n    label: Campagne 2025\n    state: archived\n";
    assert_eq!(read("vademecum.yaml"), format!("title: Aide\n{new}"));
}

#[test]
fn windows_line_ends_stay() {
    let site =
        small().file("content/b.md", "# B\r\n\r\nEn 2025, 3 fois.\r\n").file("content/c.md", "# C\r\n\r\nRien.\r\n");
    pass(&site, 2026, "2025-10-01");
    let read = |path: &str| fs::read_to_string(site.root().join(path)).unwrap();
    assert_eq!(read("content/b.md"), "# B\r\n\r\nEn {{ a-confirmer:2025 }}, {{ a-confirmer:3 }} fois.\r\n");
    assert_eq!(read("content/c.md"), "# C\r\n\r\nRien.\r\n");
}

#[test]
fn a_dry_run_and_what_cannot_be_done_write_nothing() {
    let site = small();
    let before = tree(site.root());
    let dry = site.run(&["campaign", "new", "2026", "--dry-run"]);
    assert_eq!(dry.code, Some(0));
    assert!(dry.stderr.contains("Rien n’est écrit"), "{}", dry.stderr);
    for (year, why) in [("2025", "ne peut pas être celle de 2025"), ("2019", "ne peut pas être celle de 2019")] {
        let run = site.run(&["campaign", "new", year]);
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains(why), "{}", run.stderr);
    }
    assert_eq!(tree(site.root()), before);
    let site = TestSite::new();
    let run = site.run(&["campaign", "new", "2026"]);
    assert!(run.code == Some(2) && run.stderr.contains("state: current"), "{}", run.stderr);
    let site = small().file("archives/2025/content/index.md", "# Déjà\n");
    let run = site.run(&["campaign", "new", "2026"]);
    assert!(run.code == Some(2) && run.stderr.contains("existe déjà"), "{}", run.stderr);
}

#[test]
fn new_errors_keep_it_from_being_done() {
    let footer = "footer:\n- label: Nouvelles\n  to: announcements\n";
    let site = small().file("vademecum.yaml", format!("{SETTINGS}{footer}"));
    let before = tree(site.root());
    let run = site.run(&["campaign", "new", "2026"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("vademecum.yaml:13:7") && run.stderr.contains("rien n’est écrit"), "{}", run.stderr);
    assert_eq!(tree(site.root()), before);
}

/// Runs git in a site; the machine's own settings play no part.
fn git(site: &TestSite, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(site.root()).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    git.args(["-c", "user.name=Essai", "-c", "user.email=essai@exemple.invalid"]).args(arguments);
    let output = git.output().expect("git can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn uncommitted_changes_are_told_first() {
    let site = small();
    git(&site, &["init", "-q"]);
    let before = tree(&site.root().join("content"));
    let run = site.run(&["campaign", "new", "2026"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("changements non enregistrés") && run.stderr.contains("--yes"), "{}", run.stderr);
    assert_eq!(tree(&site.root().join("content")), before);
    git(&site, &["add", "-A"]);
    git(&site, &["commit", "-qm", "Tout"]);
    let run = site.run(&["campaign", "new", "2026"]);
    assert!(run.code == Some(0) && !run.stderr.contains("git a"), "{}", run.stderr);
    let run = site.run(&["campaign", "new", "2027", "--yes"]);
    assert!(run.code == Some(0) && run.stderr.contains("git a"), "{}", run.stderr);
}

/// A passage that was stopped after folders had moved is undone by the next run.
#[test]
fn what_was_interrupted_is_undone() {
    let site = small();
    let before = tree(site.root());
    let staging = site.root().join(".vademecum-campaign");
    fs::create_dir_all(staging.join("new")).unwrap();
    fs::write(staging.join("new/vademecum.yaml"), "title: Neuf\n").unwrap();
    fs::write(staging.join("archive.txt"), "archives/2025").unwrap();
    fs::create_dir_all(site.root().join("archives/2025")).unwrap();
    fs::rename(site.root().join("content"), site.root().join("archives/2025/content")).unwrap();
    fs::create_dir(site.root().join("content")).unwrap();
    fs::write(site.root().join("content/index.md"), "# Neuf\n").unwrap();
    let run = site.run(&["campaign", "status"]);
    assert!(run.stderr.contains("interrompu"), "{}", run.stderr);
    assert_eq!(tree(site.root()), before);
}

#[test]
fn the_list_names_place_sentence_and_owner() {
    let question = "---\nquestion: Combien ?\nshort_answer: Au plus {{ a-confirmer:3 }} comptes.\nowner: Pôle Postbac\n---\nEn un mot : {{ a-confirmer:trois }}. Rien d’autre.\n";
    let site = TestSite::new().file("faq/x/a.md", question);
    let run = site.run(&["campaign", "status"]);
    let expected = "faq/x/a.md:3:38  short_answer: Au plus {{ a-confirmer:3 }} comptes.  [Pôle Postbac]\nfaq/x/a.md:6:28  En un mot : {{ a-confirmer:trois }}.  [Pôle Postbac]\n\n2 à confirmer\n     2  Pôle Postbac\n";
    assert_eq!(run.stdout, expected);
    let nothing = TestSite::new().file("content/index.md", "# A\n").run(&["campaign", "status"]);
    assert_eq!(nothing.stdout, "Rien ne reste à confirmer.\n");
}
