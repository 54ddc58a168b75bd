//! A site that was edited and built again is the site that a clean build makes, byte for byte.

use std::fs;

use super::{difference, sample, tree};
use crate::support::TestSite;

/// Something that an author does to a site.
type Edit = (&'static str, fn(&TestSite));

const EDITS: &[Edit] = &[
    ("a word", |site| replace(site, "content/comptes/page-1.md", "Texte un", "Texte deux")),
    ("a title", |site| replace(site, "content/comptes/page-2.md", "Page 2", "Page deux")),
    ("a new page", |site| site.write("content/dossiers/nouvelle.md", "# Nouvelle page\n\n[vers](page-1.md)\n")),
    ("a page renamed", |site| {
        replace(site, "content/paiements/page-1.md", "page-2.md", "page-deux.md");
        rename(site, "content/paiements/page-2.md", "content/paiements/page-deux.md");
    }),
    ("a page deleted", |site| {
        fs::remove_file(site.root().join("content/dossiers/page-9.md")).unwrap();
        replace(site, "content/dossiers/page-8.md", "page-9.md#seconde-partie", "page-1.md");
    }),
    ("a folder moved", |site| rename(site, "content/comptes", "content/mes-comptes")),
    ("a question moved to another theme", |site| {
        rename(site, "faq/acces/demarche-acces-1.md", "faq/envoi/demarche-acces-1.md");
    }),
    ("a date", |site| {
        let moved = "2024-12-13\n    history:\n      - on: 2024-11-25\n        what: Reculée.";
        replace(site, "content/calendrier.yaml", "2024-12-11", moved);
    }),
    ("a redirect", |site| {
        replace(site, "content/index.md", "title: Accueil", "title: Accueil\nredirect_from: [vieux.html]")
    }),
    ("a language", |site| append(site, "vademecum.yaml", "language: en\n")),
    ("an address", |site| replace(site, "vademecum.yaml", "aide.example.org/docs", "help.example.org")),
    ("colours", |site| append(site, "vademecum.yaml", "look: { accent: \"#0b5394\" }\n")),
    ("a menu", |site| append(site, "vademecum.yaml", "navigation: [{ to: home }, { to: faq }]\n")),
    ("a theme with one template", |site| {
        append(site, "vademecum.yaml", "theme: maison\n");
        let default = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/footer.html");
        let footer = fs::read_to_string(default).expect("the default theme has a footer");
        site.write("themes/maison/templates/footer.html", format!("{footer}<!-- maison -->\n"));
    }),
    ("the template changed", |site| {
        append(site, "themes/maison/templates/footer.html", "<!-- encore -->\n");
    }),
    ("a stylesheet", |site| site.write("themes/maison/assets/site.css", "main{color:#000}\n")),
    ("the theme dropped", |site| replace(site, "vademecum.yaml", "theme: maison\n", "")),
    ("an attachment", |site| site.write("content/documents/fiche.txt", "Une autre fiche.\n")),
    ("a draft", |site| {
        replace(site, "content/dossiers/nouvelle.md", "# Nouvelle page", "---\nstatus: draft\n---\n# Nouvelle page")
    }),
];

fn replace(site: &TestSite, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(site.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    assert!(text.contains(from), "{path} does not hold {from}");
    site.write(path, text.replace(from, to));
}

fn append(site: &TestSite, path: &str, more: &str) {
    let text = fs::read_to_string(site.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    site.write(path, text + more);
}

fn rename(site: &TestSite, from: &str, to: &str) {
    fs::rename(site.root().join(from), site.root().join(to)).unwrap_or_else(|error| panic!("{from}: {error}"));
}

#[test]
fn an_edited_site_is_built_as_a_clean_one() {
    let site = sample("un");
    site.build(&[]);
    let mut last = tree(&site.out());
    for (what, edit) in EDITS {
        // What readers were told last is a source of what they are told next.
        site.write("avant/manifest.json", fs::read(site.out().join("manifest.json")).unwrap());
        edit(&site);
        let run = site.build(&[]);
        assert_eq!(run.code, Some(0), "{what}: {}", run.stderr);
        let clean = site.root().join("clean");
        let _ = fs::remove_dir_all(&clean);
        site.build(&["--out", "clean", "--published", "avant"]);
        let edited = tree(&site.out());
        assert_eq!(difference(&edited, &tree(&clean)), [].into(), "{what}");
        assert!(edited != last, "{what}: nothing changed");
        last = edited;
    }
}

#[test]
fn drafts_are_built_only_when_asked_for() {
    let site = sample("un").file("content/brouillon.md", "---\nstatus: draft\n---\n# En cours\n");
    let without = site.build(&[]);
    assert_eq!(without.code, Some(0), "{}", without.stderr);
    assert!(!site.has_output("brouillon.html") && !site.has_output("brouillon.md"));
    for file in ["sitemap.xml", "llms.txt", "feed.xml", "index.html"] {
        assert!(!site.output(file).contains("brouillon"), "{file}");
    }
    assert_eq!(site.build(&["--drafts"]).code, Some(0));
    assert!(site.output("brouillon.html").contains("Brouillon"));
    site.build(&[]);
    assert!(!site.has_output("brouillon.html"));
}

#[test]
fn the_date_decides_what_is_past() {
    let site = sample("un");
    site.build(&[]);
    let before = site.output("index.html");
    assert_eq!(site.run(&["build", ".", "--date", "2025-01-02"]).code, Some(0));
    let after = site.output("index.html");
    assert!(
        before.contains("Clôture des demandes") && !after.contains("Clôture des demandes"),
        "past dates do not come next"
    );
    assert!(site.output("calendrier/index.html").contains("Clôture des demandes"));
    assert_eq!(site.run(&["build", ".", "--date", "hier"]).code, Some(2));
}

#[test]
fn a_sub_path_is_only_in_what_needs_a_full_address() {
    let site = sample("un");
    assert_eq!(site.build(&["--base-url", "https://exemple.fr/un/deux/"]).code, Some(0));
    let base = "https://exemple.fr/un/deux/";
    for (path, bytes) in tree(&site.out()).iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html") {
        let html = String::from_utf8(bytes.clone()).unwrap();
        for part in html.split(" href=\"").chain(html.split(" src=\"")).skip(1) {
            let address = part.split('"').next().unwrap();
            let is_relative = !address.starts_with('/') && !address.starts_with(base);
            let tag_is_canonical =
                address.starts_with(base) && html.contains(&format!("rel=\"canonical\" href=\"{address}\""));
            assert!(is_relative || tag_is_canonical, "{path}: {address}");
        }
        assert!(html.contains(&format!("rel=\"canonical\" href=\"{base}")), "{path} has no canonical address");
    }
    for file in ["sitemap.xml", "feed.xml", "robots.txt", "llms.txt"] {
        assert!(site.output(file).contains(base), "{file}");
        assert!(!site.output(file).contains("aide.example.org"), "{file}");
    }
    assert!(site.output("404.html").contains("href=\"/un/deux/"), "links of 404.html start at the root of the site");
    assert!(!site.output("404.html").contains("href=\"../"));
}
