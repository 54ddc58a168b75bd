//! Names of files and of anchors that collide, are too long, or lead elsewhere.

use std::collections::HashSet;
use std::process::Command;

use super::html::tags;
use super::watched::{build, check, watch};
use crate::support::{TestSite, binary};

fn home() -> TestSite {
    TestSite::new().file("content/index.md", "# Accueil\n")
}

#[test]
fn b7_files_with_one_address_are_an_error_that_names_both() {
    let pairs = [
        ("content/a/mot de passe.md", "content/a/mot-de-passe.md"),
        ("content/a/caf\u{e9}.md", "content/a/cafe\u{301}.md"),
        ("content/a/caf\u{e9}.png", "content/a/cafe\u{301}.png"),
        ("content/a/Aide.md", "content/a/aide.md"),
        ("content/a/Aide.png", "content/a/aide.png"),
        ("content/A/x.md", "content/a/x.md"),
        ("content/a/01-x.md", "content/a/02-x.md"),
        ("content/a/x.md", "content/a/x.html"),
    ];
    for (one, other) in pairs {
        let site = home().file(one, "").file(other, "");
        let names = |text: &str| text.contains(one) && text.contains(other);
        let found = check(&site).refused();
        let told = found.findings().iter().any(|finding| {
            let related = finding["related"].as_array().unwrap().iter().map(|related| related["file"].to_string());
            let all = format!("{} {} {}", finding["message"], finding["file"], related.collect::<String>());
            finding["severity"] == "error" && names(&all)
        });
        assert!(told, "{one}: {:?}", found.places());
        build(&site).refused();
        assert!(!site.out().exists());
    }
}

#[test]
fn b8_anchors_of_authors_never_collide_with_those_of_headings_and_theme() {
    let site = home().file("content/a/page.md", "# Page\n\n## Un\n\n## Deux\n\n[^1]\n\n[^1]: x\n");
    build(&site).done();
    let ids =
        |page: &str| -> Vec<String> { tags(page).iter().filter_map(|tag| tag.get("id").map(str::to_owned)).collect() };
    let theme = ids(&site.output("a/page.html"));
    assert!(theme.len() > 3, "{theme:?}");
    let mut text =
        "# Page\n\n## Un\n\n## Un {#un}\n\n## un-2\n\n## Un\n\n## Deux {#un-2}\n\nTexte[^1].\n\n[^1]: x\n\n".to_owned();
    for id in theme.iter().chain(["main", "contenu", "fn-1"].map(str::to_owned).iter()) {
        text += &format!("## Titre {{#{id}}}\n\n## {id}\n\n");
    }
    for html in ["escape", "safe"] {
        site.write("vademecum.yaml", format!("title: Essai\nmarkdown:\n  html: {html}\n"));
        site.write("content/a/page.md", format!("{text}\n<p id=\"un\">x</p>\n<p id=\"{}\">x</p>\n", theme[0]));
        build(&site).done();
        let found = ids(&site.output("a/page.html"));
        let mut seen = HashSet::new();
        let twice: Vec<&String> = found.iter().filter(|id| !seen.insert(*id)).collect();
        assert!(twice.is_empty(), "{html}: {twice:?}");
    }
}

#[test]
fn b9_long_deep_and_reserved_names_work_or_are_told() {
    let long = format!("content/a/{}.md", "x".repeat(252));
    let found = check(&home().file(&long, "# Long\n")).refused();
    assert_eq!(found.places(), [format!("unsafe-name {long}:1:1")]);
    for name in ["aux.md", "CON.png", "nul.tar.gz", "com1.md"] {
        let path = format!("content/a/{name}");
        let site = home().file(&path, "").file("content/a/index.md", "[Un](CON.png) [Deux](nul.tar.gz)\n");
        assert!(check(&site).places().contains(&format!("unsafe-name {path}:1:1")), "{name}");
    }
    let folders = (1..=30).map(|n| format!("d{n}/")).collect::<String>();
    let deep = home().file(&format!("content/{folders}page.md"), "# Au fond\n");
    build(&deep).done();
    assert!(deep.output(&format!("{folders}page.html")).contains("Au fond"));
}

#[test]
fn b9_a_name_too_long_for_its_output_is_an_error_or_works() {
    let name = "é".repeat(126);
    let site = home()
        .file(&format!("content/a/{name}.md"), "# Long\n")
        .file(&format!("content/a/{}.png", "x".repeat(251)), "");
    let built = build(&site);
    assert!(!built.stderr.is_empty());
    if built.code != 0 {
        assert!(built.stderr.contains(&name[..40]) || built.stderr.contains("xxxx"), "{}", built.stderr);
        assert!(!site.out().exists());
    }
}

#[cfg(unix)]
#[test]
fn b12_links_that_run_in_a_circle_or_leave_the_site_are_refused() {
    use std::os::unix::fs::symlink;
    let outside = TestSite::new().file("secret.md", "# Secret\n");
    let site = home().file("content/a/un.md", "# Un\n");
    let at = |path: &str| site.root().join(path);
    symlink(site.root().join("content"), at("content/a/boucle")).unwrap();
    symlink("soi", at("content/a/soi")).unwrap();
    symlink(outside.root(), at("content/a/dehors")).unwrap();
    symlink(outside.root().join("secret.md"), at("content/a/secret.md")).unwrap();
    symlink("absent.md", at("content/a/absent.md")).unwrap();
    let found = check(&site).refused();
    let places: Vec<String> = ["absent.md", "boucle", "dehors", "secret.md", "soi"]
        .iter()
        .map(|name| format!("unreadable-file content/a/{name}:1:1"))
        .collect();
    assert_eq!(found.places(), places);
    assert!(build(&site).refused().stderr.contains("content/a/secret.md"));
    assert!(!site.out().exists());
}

#[cfg(unix)]
#[test]
fn b12_a_link_inside_the_site_works() {
    let site = home().file("content/communs/un.md", "# Un\n");
    std::os::unix::fs::symlink("communs", site.root().join("content/autres")).unwrap();
    build(&site).done();
    assert!(site.has_output("autres/un.html") && site.has_output("communs/un.html"));
}

#[cfg(unix)]
#[test]
fn b12_what_cannot_be_read_is_a_located_error() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let site = home().file("content/a/prive.md", "# Privé\n").file("content/b/un.md", "# Un\n");
    set_permissions(site.root(), Permissions::from_mode(0o755)).unwrap();
    for path in ["content/a/prive.md", "content/b"] {
        set_permissions(site.root().join(path), Permissions::from_mode(0o000)).unwrap();
    }
    let is_root = std::fs::read(site.root().join("content/a/prive.md")).is_ok();
    let run = |program: &str, before: &[&str]| {
        let arguments = ["check", ".", "--date", "2024-11-25", "--format", "json"];
        let mut command = Command::new(program);
        command.args(before).args(arguments).current_dir(site.root());
        command
    };
    if is_root {
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", binary()];
        let able = Command::new("setpriv").args(nobody).arg("--version").output();
        if !able.is_ok_and(|run| run.status.success()) {
            eprintln!("skipped: root reads everything, and setpriv cannot run {} as another user", binary());
            return;
        }
        let found = watch(&mut run("setpriv", &nobody)).refused();
        assert_eq!(found.places(), ["unreadable-file content/a/prive.md:1:1", "unreadable-file content/b:1:1"]);
    } else {
        let found = watch(&mut run(binary(), &[])).refused();
        assert_eq!(found.places(), ["unreadable-file content/a/prive.md:1:1", "unreadable-file content/b:1:1"]);
    }
    set_permissions(site.root().join("content/b"), Permissions::from_mode(0o755)).unwrap();
}
