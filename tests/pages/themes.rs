//! A theme of the site takes the place of the default one file by file.

use super::{built, words};

const FOOTER: &str = "<footer>Notre pied de page, {{ site.title }}</footer>\n";

#[test]
fn one_template_is_replaced_and_the_others_stay() {
    let files = [("content/page.md", "# Une page\n"), ("themes/maison/templates/footer.html", FOOTER)];
    let site = built("theme: maison\n", &files).sound();
    assert!(site.text("page.html").contains("<footer>Notre pied de page, Essai</footer>"));
    assert!(site.text("page.html").contains("class=\"masthead\""), "the rest of the default theme is there");
    let without = built("severity: { unused-file: off }\n", &files);
    assert!(!without.text("page.html").contains("Notre pied de page"), "a theme that is not named is not used");
}

#[test]
fn words_and_assets_are_replaced_one_by_one() {
    let site = built(
        "theme: maison\n",
        &[
            ("content/page.md", "# Une page\n"),
            ("faq/a/q.md", "---\nquestion: Comment ?\nshort_answer: Ainsi.\n---\n"),
            ("themes/maison/i18n/fr.yaml", "skip: Passer au texte\nbreadcrumb: Chemin\n"),
            ("themes/maison/assets/extra.css", "main { color: #123 }\n"),
        ],
    );
    let page = site.text("faq/a/q.html");
    let expected = ["Chemin", "aria-label=\"Réponse courte\""];
    assert!(expected.iter().all(|word| page.contains(word)), "{:?} {}", site.errors(), words(page));
}

#[test]
fn colours_of_the_settings_come_in_a_stylesheet_of_their_own() {
    let site =
        built("look: { accent: \"#0b5394\", accent_dark: \"#ffcc00\" }\n", &[("content/page.md", "# Une page\n")])
            .sound();
    let look = site.outputs.keys().find(|path| path.starts_with("assets/look.")).expect("there is a stylesheet");
    assert!(site.text(look).contains("--accent:#0b5394") && site.text(look).contains("--accent:#ffcc00"));
    assert!(site.text("page.html").contains(look.as_str()));
}

#[test]
fn assets_are_named_by_their_content() {
    let one = built("", &[("content/page.md", "# Une page\n")]);
    let other = built(
        "theme: maison\n",
        &[("content/page.md", "# Une page\n"), ("themes/maison/assets/theme.css", "main{}\n")],
    );
    let css = |site: &super::Built| {
        site.outputs.keys().find(|path| path.starts_with("assets/theme.")).cloned().expect("a stylesheet")
    };
    assert_ne!(css(&one), css(&other));
    let hash = css(&one).split('.').nth(1).map(str::to_owned).unwrap();
    assert!(hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()), "{hash}");
    for path in one.outputs.keys().filter(|path| path.starts_with("assets/")) {
        let name = path.rsplit('/').next().unwrap();
        assert!(name.split('.').count() >= 3, "{path} has no hash in its name");
    }
}
