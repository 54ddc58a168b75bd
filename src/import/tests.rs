//! Trees brought in.

use std::fs;
use std::path::Path;

use super::*;
use crate::diagnostic::Lang;

/// Brings in a made-up tree; gives the files as one text and the notes without their remedies.
fn imported(files: &[(&str, &str)], as_kind: ImportKind, change: impl FnOnce(&mut Request)) -> (Import, String) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    let mut request =
        Request { source: folder.path().to_owned(), as_kind, title: Some("Essai".into()), ..Request::default() };
    change(&mut request);
    let import = import(&request).unwrap();
    let mut shown = String::new();
    for (path, text) in &import.files {
        shown.push_str(&format!("=== {path}\n{text}"));
    }
    for (from, to) in &import.assets {
        shown.push_str(&format!("=== {} → {to}\n", from.strip_prefix(folder.path()).unwrap().display()));
    }
    for note in &import.report {
        shown.push_str(&format!("{}:{}: {}: {}\n", note.file, note.line, note.severity.name(Lang::En), note.what.en));
    }
    (import, shown)
}

#[test]
fn a_faq_with_placeholders_missing_images_and_two_readers() {
    let one = "\n---\ncategory: \"usager\"\nsubcategory: \"mon_compte\"\nslug: \"perdre-le-code\"\nlocale: \"fr\"\nkeywords: \"code,\nclé perdue\"\ntitle: \"J’ai perdu le code : que faire ?\"\nrelecture: oui\n---\n\n# J’ai perdu le code de %{application_name}\n\nDemandez-en un autre. Il arrive par %{mail}.\n\n![L’écran du code {aria-hidden=\"true\"}](faq/ecran.png)\n\n### Si rien n’arrive\n\nVoir [l’autre question](/faq/agent/perdre-le-code) ou [le profil](/profil).\n\n# Encore {{ ici }}\n\n> [!INFO]\n> Du <u>texte</u> et <votre-code>.\n";
    let two = "---\ntitle: Perdre le code\ncategory: agent\nsubcategory: mon_compte\nslug: perdre-le-code\n---\n\n## Si vous êtes agent\n\nVoici les cas :\n\n- a\n- b\n";
    let (_, shown) = imported(
        &[("usager/01_perdre.fr.md", one), ("agent/perdre.fr.md", two), ("agent/reste.csv", "x")],
        ImportKind::Faq,
        |request| {
            request.map = Mapping::from_yaml("values:\n  subcategory:\n    mon_compte: Mon compte\n").unwrap();
            request.variables.insert("application_name".into(), "Essai".into());
        },
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn a_gitbook_with_its_table_of_contents() {
    let summary = "# Table of contents\n\n* [Accueil](README.md)\n* [Guides](guides/README.md)\n  * [Premiers pas](guides/premiers%20pas.md)\n  * [Ailleurs](ailleurs.md)\n";
    let guide = "---\ndescription: >-\n  Pour\n  commencer\n---\n\n# Premiers pas\n\n{% hint style=\"warning\" %}\nAttention.\n{% endhint %}\n\n<figure><img src=\"../.gitbook/assets/Écran 1.png\" alt=\"\"><figcaption><p>La page</p></figcaption></figure>\n\n<figure><img src=\"../.gitbook/assets/absent.png\" alt=\"\"><figcaption><p>Une légende</p></figcaption></figure>\n\n#### Détail <a href=\"#det\" id=\"det\"></a>\n\n{% content-ref url=\"../ailleurs.md\" %}\n[ailleurs.md](../ailleurs.md)\n{% endcontent-ref %}\n\n{% include \"../.gitbook/includes/avis.md\" %}\n";
    let (_, shown) = imported(
        &[
            ("SUMMARY.md", summary),
            (
                "README.md",
                "# Généralités\n\nVoir [le détail](guides/premiers%20pas.md#det), [Bilan.pdf](Bilan.pdf), [haut](<guides/>).\n",
            ),
            ("guides/README.md", "# Guides\n"),
            ("guides/premiers pas.md", guide),
            ("ailleurs.md", "# Ailleurs\n\n## Été à l’État\n\nVoir [plus haut](#été-à-létat), [x](#rien).\n"),
            (".gitbook/includes/avis.md", "---\ntitle: Avis\n---\n\nUn avis.\n"),
            (".gitbook/assets/Écran 1.png", "png"),
        ],
        ImportKind::Page,
        |_| {},
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn a_plain_tree_of_hugo_and_mkdocs() {
    let (_, shown) = imported(
        &[
            ("_index.md", "+++\ntitle = \"Manuel\"\n+++\n"),
            (
                "docs/install.md",
                "---\ntitle: Install\nweight: 20\naliases: [/old/install/]\ntags: [a, b]\ndraft: true\n---\n\n!!! note \"Read\"\n    Text with [config]({{< relref \"config.md#keys\" >}}).\n\n{{< unknown x >}}\n",
            ),
            (
                "docs/config.md",
                "Config\n======\n\n### Keys\n\n| A | B |\n|---|---|\n| a<br>b | [c][d] |\n\n[d]: install.md \"Title\"\n",
            ),
            ("annonces/sans-titre.md", "Texte.\n"),
        ],
        ImportKind::Page,
        |request| request.language = Language::En,
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn nothing_is_overwritten_and_folders_do_not_overlap() {
    let source = tempfile::tempdir().unwrap();
    fs::write(source.path().join("a.md"), "# A\n\n![i](i.png)\n").unwrap();
    fs::write(source.path().join("i.png"), "png").unwrap();
    let import = import(&Request { source: source.path().to_owned(), ..Request::default() }).unwrap();
    assert!(write(&import, &source.path().join("site")).is_err());
    assert!(write(&import, source.path().parent().unwrap()).is_err());
    let site = tempfile::tempdir().unwrap();
    let into = site.path().join("nouveau");
    assert_eq!(write(&import, &into).unwrap(), 3);
    assert_eq!(fs::read(into.join("content/i.png")).unwrap(), b"png");
    let message = write(&import, &into).unwrap_err().message.en;
    assert!(message.contains("content/a.md, vademecum.yaml, content/i.png"), "{message}");
    assert!(super::import(&Request { source: Path::new("/nonexistent").into(), ..Request::default() }).is_err());
    assert!(
        report(&import, Lang::Fr)
            .ends_with("À écrire : 2 ; à copier : 1 ; erreurs : 0 ; points d’attention : 0 ; conseils : 0\n")
    );
}

/// Pieces that the passes look for, to be put together in any order.
const PIECES: &[&str] = &[
    "# ",
    "## ",
    "\n",
    "\n\n",
    "  ",
    "    ",
    "> ",
    "- ",
    "1. ",
    "é",
    "mot ",
    "[a](",
    "b.md",
    "c.png",
    ")",
    "![",
    "]",
    "[",
    "<a href=\"",
    "\">",
    "</a>",
    "<br>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<figure>",
    "<img src=x>",
    "</figure>",
    "<figcaption>",
    "<details>",
    "<summary>",
    "</summary>",
    "</details>",
    "<pre>",
    "</pre>",
    "<x",
    "{% hint %}",
    "{% endhint %}",
    "{% tabs %}",
    "{% code title=\"`\" %}",
    "```",
    "~~~",
    "{{< ",
    ">}}",
    "{{",
    "%{",
    "}",
    "!!! note\n",
    "=== \"A\"\n",
    "::: tip\n",
    ":::",
    "---\n",
    "+++\n",
    "a: b\n",
    "<!--",
    "-->",
    "|",
    "---|",
    "\t",
    "\u{E000}close\n",
    "&#x20;",
    "{#id}",
    "===\n",
    "<ul><li>",
    "</ul>",
    "**",
    "*",
    "`",
    "\\",
    "[^1]",
    "[r]: b.md\n",
    "#rien",
    "\r",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(96))]
    #[test]
    fn no_text_makes_it_panic(pieces in proptest::collection::vec(0..PIECES.len(), 0..60), noise in ".{0,20}") {
        let text: String = pieces.iter().map(|at| PIECES[*at]).collect::<String>() + &noise;
        for kind in [ImportKind::Faq, ImportKind::Page] {
            let (import, _) = imported(&[("a.md", &text), ("d/b.md", &text), ("c.png", "")], kind, |_| {});
            for (path, text) in &import.files {
                assert!(!text.contains('\u{E000}'), "{path}: {text:?}");
                assert!(path.as_str().is_ascii() && !path.as_str().contains(".."));
            }
        }
    }
}
