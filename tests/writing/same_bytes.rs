//! B19: the same site gives the same bytes on any machine; and what did not change is not touched.

use std::path::Path;
use std::process::Command;

use super::{Tree, dates, difference, sample, sample_files, tree};
use crate::support::{TestSite, binary, run};

fn build_with(root: &Path, out: &Path, environment: &[(&str, &str)]) -> Tree {
    let mut command = Command::new(binary());
    command.args(["build", "--date", "2024-11-25", "--out"]).arg(out).arg(root).envs(environment.iter().copied());
    let run = run(&mut command);
    assert_eq!(run.code, Some(0), "{environment:?}: {}", run.stderr);
    tree(out)
}

#[test]
fn b19_time_zone_language_home_threads_and_place_change_no_byte() {
    let (site, elsewhere) = (sample("un"), tempfile::TempDir::new().unwrap());
    let first = build_with(site.root(), &site.out(), &[]);
    let surroundings: [&[(&str, &str)]; 6] = [
        &[("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")],
        &[("TZ", "America/Adak"), ("LANG", "C"), ("HOME", "/nowhere"), ("USER", "autre")],
        &[("RAYON_NUM_THREADS", "1")],
        &[("RAYON_NUM_THREADS", "2"), ("SOURCE_DATE_EPOCH", "1")],
        &[("RAYON_NUM_THREADS", "8")],
        &[("NO_COLOR", "1"), ("TMPDIR", "/nowhere")],
    ];
    for (at, environment) in surroundings.into_iter().enumerate() {
        let other = build_with(site.root(), &elsewhere.path().join(at.to_string()), environment);
        assert_eq!(difference(&first, &other), [].into(), "{environment:?}");
    }
}

#[test]
fn b19_the_order_in_which_files_were_made_and_the_path_of_the_site_change_no_byte() {
    let site = sample("un");
    let first = build_with(site.root(), &site.out(), &[]);
    let reversed = TestSite::new();
    for (path, text) in sample_files("un").into_iter().rev() {
        reversed.write(&format!("un dossier/plus bas/{path}"), text);
    }
    let root = reversed.root().join("un dossier/plus bas");
    assert_eq!(difference(&first, &build_with(&root, &root.join("sortie"), &[])), [].into());
}

#[test]
fn a_build_without_changes_touches_nothing() {
    let site = sample("un");
    site.build(&[]);
    let before = dates(&site.out());
    let run = site.build(&[]);
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("Rien n’a changé"), "{}", run.stderr);
    assert_eq!(dates(&site.out()), before);
}

#[test]
fn a_changed_text_touches_its_page_its_copy_the_index_and_the_list_of_files() {
    let site = sample("un");
    site.build(&[]);
    let before = dates(&site.out());
    let page = "content/comptes/page-3.md";
    let text = std::fs::read_to_string(site.root().join(page)).unwrap();
    site.write(page, text.replace("| A | B |", "| A | C |"));
    site.build(&[]);
    let after = dates(&site.out());
    let touched: Vec<&str> =
        after.iter().filter(|(path, date)| before.get(*path) != Some(date)).map(|(path, _)| path.as_str()).collect();
    let page = "comptes/page-3.";
    let (pages, rest): (Vec<&str>, Vec<&str>) = touched.iter().partition(|path| path.starts_with(page));
    let (index, rest): (Vec<&str>, Vec<&str>) = rest.iter().partition(|path| path.starts_with("search-data/"));
    assert_eq!(rest, ["", "manifest.json"]);
    assert!(
        index.contains(&"search-data/current.json") && index.iter().all(|path| !path.contains("engine")),
        "{index:?}"
    );
    assert!(pages.contains(&"comptes/page-3.html") && pages.contains(&"comptes/page-3.md"), "{pages:?}");
}

#[test]
fn what_has_no_source_any_more_goes_with_its_folder() {
    let site = sample("un").file("content/seule/page.md", "# Seule\n");
    site.build(&[]);
    assert!(site.has_output("seule/page.html"));
    std::fs::remove_dir_all(site.root().join("content/seule")).unwrap();
    let run = site.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!site.has_output("seule"), "the folder is still there");
}
