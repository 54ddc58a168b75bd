//! Files that are not text, or text in disguise.

use super::watched::{build, check};
use crate::support::TestSite;

#[test]
fn b1_latin1_utf16_and_nul_are_located_errors() {
    let site = TestSite::new()
        .file("content/index.md", b"# Accueil\n\nCaf\xe9 noir.\n")
        .file("content/a/utf16.md", b"\xff\xfeA\0")
        .file("content/a/utf16be.md", b"\xfe\xff\0A")
        .file("content/a/nul.md", "# Un\n\nDeux\0\n")
        .file("content/glossaire.yaml", b"terms:\n- term: M\xe9mo\n");
    let found = check(&site).refused();
    assert_eq!(
        found.places(),
        [
            "control-character content/a/nul.md:3:5",
            "not-utf8 content/a/utf16.md:1:1",
            "not-utf8 content/a/utf16be.md:1:1",
            "not-utf8 content/glossaire.yaml:2:10",
            "not-utf8 content/index.md:3:4",
        ]
    );
    build(&site).refused();
    assert!(!site.out().exists(), "nothing is published");
}

#[test]
fn b1_settings_that_are_not_text_are_a_located_error() {
    let site = TestSite::new().file("vademecum.yaml", b"title: Caf\xe9\n").file("content/index.md", "# A\n");
    assert_eq!(check(&site).refused().places(), ["not-utf8 vademecum.yaml:1:11"]);
}

#[test]
fn b2_byte_order_mark_crlf_and_lone_cr_give_the_html_of_lf() {
    let page = "---\ntitle: Accueil\nsummary: |\n  Une ligne,\n  puis deux.\n---\n# Accueil\n\nUn texte\nsur deux lignes.  \nFin.\n\n```yaml {2} fichier=\"a.yaml\"\na: 1\nb: 2\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n::: note Titre\nTexte.\n:::\n\n- [x] fait\n\n{{ include:_suite.md#un }}\n\nMot{{ date:cloture }}[^1].\n\n[^1]: Note.\n";
    let part = "<!-- region: un -->\nUne\nsuite.\n<!-- /region -->\n";
    let list = "events:\n- id: cloture\n  kind: deadline\n  title: Clôture\n  date: 2024-12-11\n  body: |\n    Un.\n\n    Deux.\n";
    let pages = |end: &str, mark: &str| {
        let written = |text: &str| format!("{mark}{}", text.replace('\n', end));
        let site = TestSite::new()
            .file("vademecum.yaml", written("title: Essai\noutput:\n  compress: false\n"))
            .file("content/index.md", written(page))
            .file("content/_suite.md", written(part))
            .file("content/calendrier.yaml", written(list));
        build(&site).done();
        ["index.html", "calendrier/cloture.html", "calendrier.html"].map(|path| {
            let path = if site.has_output(path) { path } else { "calendrier/index.html" };
            site.output(path)
        })
    };
    let expected = pages("\n", "");
    for (end, mark) in [("\n", "\u{feff}"), ("\r\n", ""), ("\r", ""), ("\r\n", "\u{feff}")] {
        assert!(pages(end, mark) == expected, "{end:?} {mark:?}");
    }
}

#[test]
fn b6_a_page_with_a_broken_head_is_never_published() {
    let heads = [
        "---\ntitle: A\n",
        "---\ntitle: [A\n---\n",
        "---\ntitel: A\n---\n",
        "---\ngap:\n\twhy: A\n---\n",
        "---\n- a\n---\n",
    ];
    for head in heads {
        let site = TestSite::new().file("content/index.md", "# Accueil\n");
        build(&site).done();
        let before = site.output("index.html");
        site.write("content/a.md", format!("{head}\nUn secret.\n"));
        assert!(check(&site).refused().places()[0].contains(" content/a.md:"), "{head:?}");
        build(&site).refused();
        assert!(!site.has_output("a.html") && site.output("index.html") == before, "{head:?}");
    }
}
