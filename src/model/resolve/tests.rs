//! Targets of links.

use super::*;
use crate::check::testing::site;

const FILES: &[(&str, &str)] = &[
    ("content/index.md", "# Accueil\n"),
    ("content/comptes/index.md", "# Comptes\n"),
    ("content/comptes/mon fichier.md", "## Règles {#regles}\n## Étapes {#etapes}\n"),
    ("content/comptes/image.png", ""),
    ("content/secret.md", "---\nstatus: draft\n---\n"),
    ("content/calendrier.yaml", "events:\n- id: cloture-parametrage\n  title: Clôture\n"),
    ("faq/acces/identifiant.md", "---\nquestion: Q ?\n---\n## Suite {#suite}\n"),
    ("videos/saisie/guide.md", ""),
];

/// What a target in `content/comptes/mon fichier.md` means, in short.
fn meaning(target: &str) -> String {
    let site = site(FILES);
    let from = SourcePath::new("content/comptes/mon fichier.md");
    match site.resolve(&from, None, target) {
        Resolution::Page { route, fragment, .. } => with_fragment(route.to_string(), fragment.as_deref()),
        Resolution::File { path, .. } => asset_route(&path).to_string(),
        Resolution::MissingTarget { nearest } => format!("missing, {}", nearest.unwrap_or_default()),
        Resolution::MissingAnchor { nearest, .. } => format!("no anchor, {}", nearest.unwrap_or_default()),
        Resolution::Draft { .. } => "draft".to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn targets_that_exist() {
    for (target, expected) in [
        ("../../faq/acces/identifiant.md#suite", "faq/acces/identifiant.html#suite"),
        ("/faq/acces/identifiant.md", "faq/acces/identifiant.html"),
        ("#regles", "comptes/mon-fichier.html#regles"),
        ("#", "comptes/mon-fichier.html"),
        ("mon%20fichier.md#%65tapes", "comptes/mon-fichier.html#etapes"),
        ("id:identifiant#suite", "faq/acces/identifiant.html#suite"),
        ("id:cloture-parametrage", "calendrier/cloture-parametrage.html"),
        ("id:faq", "faq/index.html"),
        ("id:calendrier", "calendrier/index.html"),
        ("id:calendar", "calendrier/index.html"),
        ("../calendrier.yaml", "calendrier/index.html"),
        ("../../videos/saisie/", "videos/saisie.html"),
        ("../../videos/saisie/guide.md#t=1:05", "videos/saisie.html#t=1:05"),
        (".", "comptes/index.html"),
        ("../comptes/index.md", "comptes/index.html"),
        ("../../faq/", "faq/index.html"),
        ("/", "index.html"),
        ("image.png", "comptes/image.png"),
    ] {
        assert_eq!(meaning(target), expected, "{target}");
    }
}

#[test]
fn targets_that_are_wrong_name_what_was_meant() {
    for (target, expected) in [
        ("Image.PNG", "missing, image.png"),
        ("image.jpg", "missing, image.png"),
        ("mon%20fichir.md#x", "missing, mon%20fichier.md#x"),
        ("identifiant.md", "missing, ../../faq/acces/identifiant.md"),
        ("/identifiants.md", "missing, /faq/acces/identifiant.md"),
        ("..\\..\\faq\\acces\\identifiant.md", "missing, ../../faq/acces/identifiant.md"),
        ("../../faq/acces/identifiant.html", "missing, ../../faq/acces/identifiant.md"),
        ("id:identifiants", "missing, id:identifiant"),
        ("id:cloture-du-parametrage#x", "missing, id:cloture-parametrage#x"),
        ("id:glossaire", "missing, "),
        ("#regle", "no anchor, regles"),
        ("#Étapes", "no anchor, etapes"),
        ("id:secret#x", "draft"),
        ("../../../etc/passwd", "LeavesSite"),
        ("C:\\x.md", "LeavesSite"),
        ("", "Empty"),
    ] {
        assert_eq!(meaning(target), expected, "{target}");
    }
}

#[test]
fn addresses_outside_and_schemes() {
    for (target, expected) in [
        ("https://example.org/a#b", "Outside(\"https://example.org/a#b\")"),
        ("//example.org", "Outside(\"//example.org\")"),
        ("MAILTO:a@example.org", "Outside(\"MAILTO:a@example.org\")"),
        ("java\nscript:alert(1)", "Unsafe(\"javascript\")"),
        (" \u{1}JavaScript:alert(1)", "Unsafe(\"javascript\")"),
        ("data:text/html,x", "Unsafe(\"data\")"),
        ("file:///etc/passwd", "Unsafe(\"file\")"),
    ] {
        assert_eq!(meaning(target), expected, "{target}");
    }
}

#[test]
fn unicode_normal_forms_are_not_accepted_silently() {
    let site = site(&[("content/école.md", ""), ("content/a.md", "")]);
    let found = site.resolve(&SourcePath::new("content/a.md"), None, "e\u{301}cole.md");
    assert_eq!(found, Resolution::MissingTarget { nearest: Some("école.md".to_owned()) });
}

#[test]
fn an_anchor_in_an_included_file_belongs_to_the_including_page() {
    let site = site(&[("content/a.md", "## Ici {#ici}\n"), ("content/_avis.md", "[x](#ici)")]);
    let from = SourcePath::new("content/_avis.md");
    assert!(matches!(site.resolve(&from, Some(EntryId(0)), "#ici"), Resolution::Page { .. }));
    assert_eq!(site.resolve(&from, None, "#ici"), Resolution::MissingTarget { nearest: None });
}

#[test]
fn references_are_ids_rubrics_or_paths_from_the_root() {
    let site = site(FILES);
    let from = SourcePath::new("faq/acces/identifiant.md");
    let meaning = |reference| site.resolve_reference(&from, None, reference);
    assert!(matches!(meaning("saisie"), Resolution::Page { .. }));
    assert!(matches!(meaning("faq"), Resolution::Page { entry: None, .. }));
    assert!(matches!(meaning("content/comptes/index.md"), Resolution::Page { .. }));
    assert!(matches!(meaning("https://example.org"), Resolution::Outside(_)));
    assert_eq!(meaning("saisi"), Resolution::MissingTarget { nearest: Some("saisie".to_owned()) });
}

proptest::proptest! {
    #[test]
    fn any_target_is_resolved_without_panic(target in "([a-zéA-Z0-9#?%/.: -]|\\.\\./|id:|https:|%[0-9a-f]{2}|e\u{301}){0,20}") {
        let site = site(&[("content/a.md", "## R {#r}"), ("content/été.png", ""), ("faq/x/question-deux.md", "")]);
        let from = SourcePath::new("content/a.md");
        let _ = site.resolve(&from, Some(EntryId(0)), &target);
        let _ = site.resolve_reference(&from, None, &target);
    }
}
