//! B13: an output option pointed at the wrong place costs nobody their sources.

use std::os::unix::fs::symlink;

use super::*;
use crate::write::check_path;

/// The site is `work/site`, its `videos` are a link to `media/films`.
fn fixture() -> Fixture {
    let fixture = Fixture::new();
    for folder in
        ["work/site/content/a", "work/site/faq", "media/films", "repo/.git", "deep/x/.git", "foreign", "empty"]
    {
        fs::create_dir_all(fixture.path(folder)).unwrap();
    }
    fs::write(fixture.path("foreign/thesis.doc"), "x").unwrap();
    fs::write(fixture.path("file"), "x").unwrap();
    symlink(fixture.path("media/films"), fixture.path("work/site/videos")).unwrap();
    symlink(fixture.path("empty"), fixture.path("link")).unwrap();
    symlink(fixture.path("nowhere"), fixture.path("dangling")).unwrap();
    symlink(fixture.path("work/site"), fixture.path("site-link")).unwrap();
    fixture
}

fn target(fixture: &Fixture, folder: impl Into<PathBuf>, force: bool) -> Target {
    Target { folder: folder.into(), site_root: fixture.path("work/site"), force }
}

/// Every file, folder and link below the fixture.
fn tree(fixture: &Fixture) -> Vec<PathBuf> {
    walkdir::WalkDir::new(fixture.path("")).sort_by_file_name().into_iter().map(|e| e.unwrap().into_path()).collect()
}

#[test]
fn dangerous_targets_are_refused_even_when_forced() {
    let fixture = fixture();
    let before = tree(&fixture);
    let inside = [
        "work/site",
        "work/site/.",
        "work/site/",
        "work/site/content/..",
        "work",
        "",
        "work/../work/site",
        "site-link",
        "site-link/",
        "site-link/content",
        "work/site/content",
        "work/site/content/a",
        "work/site/content/new/deep",
        "work/site/faq",
        "work/site/faq/x",
        "work/site/videos",
        "work/site/videos/x",
        "work/site/themes",
        "work/site/themes/mine",
        "work/site/archives",
        "work/site/Content",
        "media/films",
        "media/films/x",
        "media",
        "repo",
        "repo/.git",
        "repo/.git/x",
        "deep",
        "file",
        "file/x",
        "link",
        "link/",
        "dangling",
        "dangling/x",
        "nothing/../../x",
        "nothing/..",
    ];
    let home = std::env::home_dir().unwrap();
    let outside = [PathBuf::from("/"), home.clone(), home.parent().unwrap().to_owned(), PathBuf::from("/..")];
    for folder in inside.map(|folder| fixture.path(folder)).into_iter().chain(outside) {
        let target = target(&fixture, &folder, true);
        let error = build(&target, &version("A", 1)).expect_err(&folder.display().to_string());
        assert!(!error.message.fr.is_empty() && error.message.en.contains('/'), "{error}");
        assert_eq!(tree(&fixture), before, "{}", folder.display());
    }
}

#[test]
fn a_foreign_folder_is_replaced_only_when_forced() {
    let fixture = fixture();
    let before = tree(&fixture);
    for foreign in [None, Some("{}"), Some("not JSON"), Some(r#"{"generator":"other 1.0","files":[]}"#)] {
        if let Some(manifest) = foreign {
            fs::write(fixture.path("foreign/manifest.json"), manifest).unwrap();
        }
        let error = build(&target(&fixture, fixture.path("foreign"), false), &version("A", 1)).unwrap_err();
        assert!(error.message.en.contains("--force"), "{error}");
        assert!(fixture.path("foreign/thesis.doc").exists());
    }
    fs::remove_file(fixture.path("foreign/manifest.json")).unwrap();
    assert_eq!(tree(&fixture), before);
    build(&target(&fixture, fixture.path("foreign"), true), &version("A", 1)).unwrap();
    assert_eq!(whole_version(&fixture.path("foreign")), "A");
}

#[test]
fn usual_targets_are_taken() {
    let fixture = fixture();
    for folder in
        ["work/site/public", "work/public", "empty", "link/inside", "work/site/public-x", "work/site/build/contents"]
    {
        build(&target(&fixture, fixture.path(folder), false), &version("A", 1)).expect(folder);
        assert_eq!(whole_version(&fixture.path(folder)), "A");
    }
}

#[test]
fn a_missing_site_is_an_error() {
    let fixture = Fixture::new();
    let target = Target { site_root: fixture.path("gone"), ..fixture.target() };
    assert!(build(&target, &[]).unwrap_err().message.en.contains("gone"));
}

#[test]
fn unfit_paths_are_refused() {
    let long = "é".repeat(128);
    let unfit = [
        "",
        "/",
        "/etc/passwd",
        "a//b",
        "a/",
        "./a",
        "a/./b",
        "..",
        "a/../b",
        "a\\b",
        "C:\\x",
        "c:x",
        "a\0b",
        "a\nb",
        "con",
        "a/CON.html",
        "Nul",
        "aux .txt",
        "com1",
        "LPT9.md",
        "com¹",
        "conin$",
        "a.",
        "a /b",
        "a/b ",
        "what?",
        "*",
        long.as_str(),
    ];
    for path in unfit {
        assert!(check_path(path).is_err(), "{path:?}");
        let fixture = Fixture::new();
        assert!(fixture.build(&[text(path, "x")]).is_err(), "{path:?}");
        assert!(!fixture.path("public").exists());
    }
    for path in ["a", "é/à b.html", ".nojekyll", "console", "com", "com10", "a...b", "…", &"é".repeat(127)] {
        assert_eq!(check_path(path), Ok(()), "{path:?}");
    }
}

#[test]
fn two_outputs_for_one_place_are_refused() {
    let pairs = [
        ("a", "a"),
        ("a.html", "A.html"),
        ("é", "e\u{301}"),
        ("É", "é"),
        ("a", "a/b"),
        ("A/b/c", "a/B"),
        ("x", "manifest.json"),
        ("x", "Manifest.JSON"),
        ("x", "manifest.json/y"),
    ];
    for (one, other) in pairs {
        for outputs in [[text(one, "1"), text(other, "2")], [text(other, "2"), text(one, "1")]] {
            let fixture = Fixture::new();
            let error = fixture.build(&outputs).expect_err(&format!("{one} and {other}"));
            assert!(error.message.en.contains("same place"), "{error}");
        }
    }
}
