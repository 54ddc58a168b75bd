//! What `build` does to the output folder: whole or not at all, the same bytes everywhere, nothing that need not be.

mod edits;
mod faults;
mod refused;
mod same_bytes;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::support::TestSite;

/// The files of a folder by path, with `/`.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Everything below a folder.
pub fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    visit(folder, "", &mut |path, file| {
        tree.insert(path.to_owned(), fs::read(file).expect("outputs can be read"));
    });
    tree
}

/// When each file and folder was written, the folder itself as `""`.
fn dates(folder: &Path) -> BTreeMap<String, SystemTime> {
    let date = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified()).expect("outputs have a date");
    let mut dates = BTreeMap::from([(String::new(), date(folder))]);
    visit(folder, "", &mut |path, file| {
        dates.insert(path.to_owned(), date(file));
    });
    dates
}

fn visit(folder: &Path, prefix: &str, each: &mut impl FnMut(&str, &Path)) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("folders can be read").path();
        let name = format!("{prefix}{}", path.file_name().and_then(|name| name.to_str()).expect("names are Unicode"));
        if path.is_dir() {
            visit(&path, &format!("{name}/"), each);
        } else {
            each(&name, &path);
        }
    }
}

/// Says in few lines how two trees differ; hundreds of pages of bytes would say nothing.
fn difference(one: &Tree, other: &Tree) -> BTreeSet<String> {
    let only = |a: &Tree, b: &Tree, sign: char| -> Vec<String> {
        a.keys().filter(|path| !b.contains_key(*path)).map(|path| format!("{sign}{path}")).collect()
    };
    let changed = one.iter().filter(|(path, bytes)| other.get(*path).is_some_and(|theirs| theirs != *bytes));
    let changed = changed.map(|(path, _)| format!("≠{path}")).collect();
    [only(one, other, '-'), only(other, one, '+'), changed].concat().into_iter().collect()
}

/// Hidden files beside the output folder: what a build left.
fn left_overs(site: &TestSite) -> Vec<String> {
    let names = fs::read_dir(site.root()).expect("the site can be read").map(|entry| entry.unwrap().file_name());
    names.filter_map(|name| name.into_string().ok()).filter(|name| name.starts_with('.')).collect()
}

/// A site of every kind, of about sixty pages that all say `version`.
fn sample(version: &str) -> TestSite {
    let site = TestSite::new();
    for (path, text) in sample_files(version) {
        site.write(&path, text);
    }
    site
}

fn sample_files(version: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> =
        FIXED.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    files.push(("vademecum.yaml".into(), SETTINGS.replace("VERSION", version)));
    for section in ["comptes", "dossiers", "paiements"] {
        files.push((
            format!("content/{section}/index.md"),
            format!("---\ntitle: Les {section}\n---\nTout sur ces sujets.\n"),
        ));
        for page in 1..=9 {
            let next = page % 9 + 1;
            let text = format!(
                "---\ntitle: \"Page {page} : {section}\"\norder: {page}\n---\n## Première partie\n\n\
                 Texte {version}, suite à [la suivante](page-{next}.md#seconde-partie), avant {{{{ date:cloture }}}}.\n\n\
                 ## Seconde partie\n\n| A | B |\n|---|---|\n| {page} | {version} |\n\n```yaml\ncle: {page}\n```\n"
            );
            files.push((format!("content/{section}/page-{page}.md"), text));
        }
    }
    for theme in ["acces", "envoi"] {
        for question in 1..=7 {
            let text = format!(
                "---\nquestion: Comment faire la démarche numéro {question} du thème {theme} ?\n\
                 short_answer: Par le formulaire {question}.\nsee_also: [page-{question}-{theme}]\n---\nVoir le détail.\n"
            );
            let text = text.replace(&format!("see_also: [page-{question}-{theme}]\n"), "");
            files.push((format!("faq/{theme}/demarche-{theme}-{question}.md"), text));
        }
    }
    files
}

const SETTINGS: &str = "title: Aide VERSION
base_url: https://aide.example.org/docs
contact: assistance
audiences:
  - { id: agent, label: Agents, i_am: un agent }
severity: { near-duplicate-question: off, duplicate-id: off }
";

const FIXED: &[(&str, &str)] = &[
    ("content/index.md", "---\ntitle: Accueil\n---\nBienvenue.\n"),
    (
        "content/calendrier.yaml",
        "events:\n  - id: cloture\n    title: Clôture des demandes\n    kind: deadline\n    date: 2024-12-11\n    bound: before\n    \
         action: Envoyez votre demande.\n  - id: ouverture\n    title: Ouverture du service\n    kind: opening\n    date: 2024-11-04\n",
    ),
    (
        "content/contacts.yaml",
        "contacts:\n  - id: assistance\n    label: Assistance\n    channels: [{ mail: aide@example.org }]\n",
    ),
    ("content/glossaire.yaml", "terms:\n  - { term: MDP, expansion: mot de passe }\n"),
    ("content/annonces/ouverture.md", "---\ntitle: Le service ouvre\nkind: news\ndate: 2024-11-04\n---\nIl ouvre.\n"),
    (
        "content/documents/documents.yaml",
        "documents:\n  - { id: fiche, title: Fiche pratique, kind: sheet, file: fiche.txt }\n",
    ),
    ("content/documents/fiche.txt", "Une fiche.\n"),
    ("videos/tour/guide.md", "---\ntitle: Le tour du site\naccess: login\napp_path: Aide › Vidéos\n---\nUn tour.\n"),
];

#[test]
fn the_sample_is_a_site_without_errors() {
    let site = sample("un");
    let run = site.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let pages = tree(&site.out()).keys().filter(|path| path.ends_with(".html")).count();
    assert!(pages >= 60, "{pages}");
    assert_eq!(left_overs(&site), [""; 0]);
}
