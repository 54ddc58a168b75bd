//! The command line as a new user meets it.

use std::process::Command;

use crate::support::{Run, TestSite, binary, run};

const COMMANDS: [&str; 11] =
    ["init", "new", "build", "serve", "check", "pdf", "schema", "search", "where", "import", "completions"];

fn vademecum(arguments: &[&str]) -> Run {
    run(Command::new(binary()).args(arguments))
}

#[test]
fn every_command_explains_itself_in_both_languages() {
    for command in COMMANDS {
        let (fr, en) = (vademecum(&[command, "--help"]), vademecum(&[command, "--help", "--lang", "en"]));
        assert_eq!((fr.code, en.code), (Some(0), Some(0)), "{command}");
        assert!(fr.stdout.contains("Utilisation") && en.stdout.contains("Usage"), "{command}: {}", fr.stdout);
        assert!(!fr.stdout.contains("possible values"), "{command}: {}", fr.stdout);
        assert!(fr.stdout.ends_with('\n') && fr.stderr.is_empty(), "{command}");
    }
}

#[test]
fn misuse_is_told_in_the_language_of_the_person_and_ends_with_2() {
    let unknown = vademecum(&["bild"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("« bild »") && unknown.stderr.contains("build"), "{}", unknown.stderr);
    let flag = vademecum(&["build", "--nope"]);
    assert_eq!(flag.code, Some(2));
    assert!(flag.stderr.contains("--nope"), "{}", flag.stderr);
    assert!(vademecum(&["build", "--nope", "--lang", "en"]).stderr.contains("unexpected argument"));
    assert_eq!(vademecum(&["build", "/nowhere/at/all"]).code, Some(2));
    assert_eq!(vademecum(&["check", "--explain", "broken-lnk"]).code, Some(2));
    assert_eq!(vademecum(&["schema", "pages"]).code, Some(2));
}

#[test]
fn a_new_site_has_no_finding_in_either_language() {
    for (lang, nothing) in [("fr", "Aucun constat"), ("en", "No findings")] {
        let site = TestSite::new();
        let made = site.run(&["init", "site", "--lang", lang, "--date", "2024-11-25"]);
        assert_eq!(made.code, Some(0), "{}", made.stderr);
        let checked = site.run(&["check", "site", "--lang", lang, "--date", "2024-11-25"]);
        assert_eq!((checked.code, checked.stdout.trim()), (Some(0), nothing));
        assert_eq!(site.run(&["build", "site", "--lang", lang, "--date", "2024-11-25"]).code, Some(0));
        let again = site.run(&["init", "site", "--lang", lang]);
        assert_eq!(again.code, Some(2), "nothing is overwritten");
    }
}

#[test]
fn new_writes_a_question_that_check_accepts_and_never_overwrites() {
    let site = TestSite::new();
    assert_eq!(site.run(&["init", "site", "--date", "2024-11-25"]).code, Some(0));
    let question =
        ["new", "faq", "--site", "site", "--question", "Où : ici ?", "--short-answer", "Là.", "--theme", "acces"];
    let made = site.run(&question);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let checked = site.run(&["check", "site", "--date", "2024-11-25"]);
    assert_eq!(checked.code, Some(0), "{}", checked.stdout);
    assert_eq!(site.run(&question).code, Some(2), "the same question is refused");
    let missing = site.run(&["new", "faq", "--site", "site"]);
    assert_eq!(missing.code, Some(2), "no terminal, so nothing can be asked");
    assert!(missing.stderr.contains("question"), "{}", missing.stderr);
}

#[test]
fn exit_codes_tell_findings_from_failures() {
    assert_eq!(TestSite::new().file("content/index.md", "Bonjour.\n").check(&[]).code, Some(0));
    let broken = TestSite::new().file("content/index.md", "[le plan](rien.md)\n");
    assert_eq!(broken.check(&[]).code, Some(1));
    let built = broken.build(&[]);
    assert_eq!(built.code, Some(1));
    assert!(built.stdout.is_empty() && built.stderr.contains("content/index.md:1:1"), "{}", built.stderr);
    assert!(!built.stderr.contains('\u{1b}'), "no colour in a pipe");
    assert!(!broken.has_output("index.html"), "a site with errors is not published");
}

#[test]
fn findings_are_json_and_annotations_too() {
    let site = TestSite::new().file("content/index.md", "[le plan](rien.md)\n");
    let json: serde_json::Value = serde_json::from_str(&site.check(&["--format", "json"]).stdout).unwrap();
    assert_eq!(json["diagnostics"][0]["code"], "broken-link");
    let annotation = site.check(&["--format", "github"]).stdout;
    assert!(annotation.starts_with("::error file=content/index.md,line=1,col=11,"), "{annotation}");
}

#[test]
fn every_rule_can_be_explained() {
    let list = vademecum(&["check", "--explain"]).stdout;
    let rules = vademecum::rules::all();
    assert!(rules.len() >= 90);
    for rule in rules {
        assert!(list.contains(rule.code), "{} is not listed", rule.code);
        let explained = vademecum(&["check", "--explain", rule.code, "--lang", "en"]);
        assert!(explained.code == Some(0) && explained.stdout.contains(rule.code), "{}", rule.code);
    }
}

#[test]
fn schemas_are_json_and_completions_are_scripts() {
    for kind in
        ["settings", "page", "section", "faq", "video", "announcement", "event", "document", "contact", "glossary"]
    {
        let schema: serde_json::Value = serde_json::from_str(&vademecum(&["schema", kind]).stdout).unwrap();
        assert!(schema["properties"].is_object(), "{kind}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = vademecum(&["completions", shell]);
        assert!(script.code == Some(0) && script.stdout.contains("vademecum"), "{shell}");
    }
}

#[test]
fn a_foreign_tree_is_brought_in_and_builds() {
    let site = TestSite::new()
        .file("vieux/compte.fr.md", "---\ncategory: usager\nsubcategory: acces\ntitle: Où est mon compte ?\nkeywords: \"compte, accès\"\ninconnu: 3\n---\n\n# Où est mon compte ?\n\nDans %{application_name}.\n\n![écran](absent.png)\n")
        .file("vieux/mot-de-passe.fr.md", "---\ntitle: Comment changer de mot de passe ?\ncategory: usager\nsubcategory: acces\n---\n\nCliquez sur « Oublié ».\n\n### Et après ?\n\nC'est tout.\n");
    let arguments =
        ["import", "markdown", "vieux", "--into", "neuf", "--as", "faq", "--var", "application_name=Cabestan"];
    let dry = site.run(&[&arguments[..], &["--dry-run"]].concat());
    assert_eq!(dry.code, Some(0), "{}", dry.stderr);
    assert!(!site.root().join("neuf").exists(), "a dry run writes nothing");
    let imported = site.run(&arguments);
    assert_eq!(imported.code, Some(0), "{}", imported.stderr);
    assert!(imported.stdout.contains("inconnu") && imported.stdout.contains("absent.png"), "{}", imported.stdout);
    let built = site.run(&["build", "neuf", "--date", "2024-11-25"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
}

/// A site whose calendar has one event, which a page cites and another types.
fn site_with_an_event() -> TestSite {
    TestSite::new()
        .file("content/calendrier.yaml", "events:\n- id: cloture\n  kind: deadline\n  title: Clôture\n  date: 2024-12-11\n- id: suite\n  kind: opening\n  title: Suite\n  date: 2025-01-08\n")
        .file("content/index.md", "# Accueil\n\nUn. Répondez avant {{ date:cloture }}.\n")
        .file("content/page.md", "# Page\n\nAvant le **11 décembre**, dit-on.\n")
}

#[test]
fn where_lists_what_uses_an_id_by_file() {
    let site = site_with_an_event();
    let used = site.run(&["where", "cloture"]);
    assert_eq!(used.code, Some(0), "{}", used.stderr);
    let lines: Vec<&str> = used.stdout.lines().collect();
    assert_eq!(
        lines,
        [
            "content/index.md:3:20  Répondez avant {{ date:cloture }}.",
            "",
            "content/page.md:3:12  Avant le **11 décembre**, dit-on.  [date tapée]",
            "",
            "2 emplacements dans 2 fichiers",
        ]
    );
    let elsewhere = site.run(&["where", "cloture", "--site", ".", "--lang", "en"]);
    assert!(elsewhere.stdout.ends_with("[typed date]\n\n2 places in 2 files\n"), "{}", elsewhere.stdout);
    let json: serde_json::Value =
        serde_json::from_str(&site.run(&["where", "cloture", "--format", "json"]).stdout).unwrap();
    assert_eq!((&json["id"], &json["kind"]), (&"cloture".into(), &"event".into()));
    assert_eq!((&json["uses"][1]["how"], &json["uses"][1]["column"]), (&"typed-date".into(), &12.into()));
}

#[test]
fn where_tells_of_an_id_that_nothing_uses_or_that_is_not_there() {
    let site = site_with_an_event();
    let unused = site.run(&["where", "suite"]);
    assert_eq!((unused.code, unused.stdout.as_str()), (Some(0), "Rien n’utilise « suite ».\n"));
    let unknown = site.run(&["where", "clotur"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (Some(2), ""));
    assert!(unknown.stderr.contains("« clotur »") && unknown.stderr.contains("« cloture » ?"), "{}", unknown.stderr);
    assert_eq!(site.run(&["where", "cloture", "--site", "content"]).code, Some(2), "no site is there");
    assert_eq!(site.run(&["where"]).code, Some(2));
}
