//! B13: an output option pointed at the wrong place costs nobody their files.

use std::fs;
use std::process::Command;

use super::{sample, tree};
use crate::support::{TestSite, binary, run};

/// Builds into `out` and expects a refusal that says so and leaves the whole site as it was.
fn refused(site: &TestSite, out: &str, more: &[&str]) -> String {
    let before = tree(site.root());
    let run = site.build(&[&["--out", out], more].concat());
    assert_eq!(run.code, Some(2), "{out}: {}", run.stderr);
    assert!(run.stderr.starts_with("erreur : "), "{out}: {}", run.stderr);
    assert_eq!(run.stdout, "", "{out}");
    assert!(tree(site.root()) == before, "{out}: something changed");
    run.stderr
}

#[test]
fn b13_the_site_its_sources_and_what_holds_it_are_refused_even_by_force() {
    let site = sample("un");
    let absolute = site.root().to_str().unwrap().to_owned();
    for out in [
        ".",
        "..",
        "content",
        "content/comptes",
        "faq",
        "videos",
        "themes",
        "themes/x",
        "content/nouveau",
        "./content/../content",
        "Content",
        "/",
        &absolute,
    ] {
        refused(&site, out, &[]);
        refused(&site, out, &["--force"]);
    }
}

#[test]
fn b13_the_home_folder_is_refused() {
    let site = sample("un");
    let home = site.root().join("maison");
    fs::create_dir(&home).unwrap();
    fs::write(home.join("lettre.txt"), "chère").unwrap();
    for force in [&[][..], &["--force"]] {
        let mut command = Command::new(binary());
        command.args(["build", ".", "--out", "maison"]).args(force).current_dir(site.root()).env("HOME", &home);
        let run = run(&mut command);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert!(run.stderr.contains("dossier personnel"), "{}", run.stderr);
        assert_eq!(fs::read_to_string(home.join("lettre.txt")).unwrap(), "chère");
    }
}

#[test]
fn b13_a_repository_is_refused_even_by_force() {
    let site = sample("un").file("depot/.git/HEAD", "ref: refs/heads/main\n").file("depot/lettre.txt", "chère");
    assert!(refused(&site, "depot", &[]).contains("dépôt Git"));
    assert!(refused(&site, "depot", &["--force"]).contains("dépôt Git"));
}

#[test]
fn b13_a_folder_that_vademecum_did_not_make_is_refused_without_force() {
    let site = sample("un").file("public/lettre.txt", "chère");
    assert!(refused(&site, "public", &[]).contains("--force"));
    let run = site.build(&["--force"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!site.has_output("lettre.txt") && site.has_output("index.html"));
}

#[test]
fn b13_a_manifest_of_another_program_does_not_make_a_folder_ours() {
    let site = sample("un").file("public/manifest.json", "{\"name\": \"appli\"}").file("public/lettre.txt", "chère");
    refused(&site, "public", &[]);
}

#[test]
fn b13_a_file_or_a_link_is_refused() {
    let site = sample("un").file("fichier", "chère").file("ailleurs/lettre.txt", "chère");
    refused(&site, "fichier", &[]);
    refused(&site, "fichier/dessous", &[]);
    std::os::unix::fs::symlink("ailleurs", site.root().join("lien")).unwrap();
    refused(&site, "lien", &["--force"]);
    std::os::unix::fs::symlink("content", site.root().join("sources")).unwrap();
    refused(&site, "sources/", &["--force"]);
    refused(&site, "sources/dessous", &["--force"]);
}

#[test]
fn an_empty_or_missing_folder_is_taken() {
    let site = sample("un");
    fs::create_dir(site.root().join("vide")).unwrap();
    for out in ["vide", "nouveau/dossier/profond"] {
        let run = site.build(&["--out", out]);
        assert_eq!(run.code, Some(0), "{out}: {}", run.stderr);
        assert!(site.root().join(out).join("index.html").exists(), "{out}");
    }
}
