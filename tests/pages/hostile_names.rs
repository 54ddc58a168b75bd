//! Whatever titles, ids and texts hold: rendering does not panic, and every link of the site leads somewhere.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;

use super::links::broken;
use super::{Built, built};

/// Pieces of which titles and texts are made: what has a meaning in HTML, YAML, Markdown, addresses or templates.
const PIECES: &[&str] = &[
    "a",
    "é",
    "Œuvre",
    " ",
    "  ",
    "<",
    ">",
    "&",
    "&amp;",
    "\"",
    "'",
    "’",
    "«",
    "»",
    "#",
    "?",
    "%",
    "%20",
    "/",
    "\\",
    "..",
    ":",
    "{{",
    "}}",
    "{%",
    "{#",
    "#}",
    "</script>",
    "<!--",
    "-->",
    "]]>",
    "[",
    "]",
    "(",
    ")",
    "*",
    "_",
    "`",
    "|",
    "\u{202e}",
    "\u{0301}",
    "\u{200b}",
    "\u{a0}",
    "🎈",
    "İ",
    "ß",
    "한",
    "中文",
    "-",
    "--",
    "1.",
    "#fragment",
    "javascript:",
    "onload=",
    "$&",
    "~",
    "^",
    "=",
    ";",
    "@",
    "+",
    "!",
    ",",
    "0",
    "null",
    "true",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 1..6).prop_map(|pieces| pieces.concat())
}

/// A file name that a disk can hold. Most have letters, and so an address; for the others there is a rule.
fn name() -> impl Strategy<Value = String> {
    let start = prop::sample::select(vec!["", "a", "b", "c", "d", "e", "f"]);
    let name = (start, text()).prop_map(|(start, text)| start.to_owned() + &text.replace(['/', '\\'], "-"));
    let fits = |name: &String| !name.trim().is_empty() && !name.starts_with(['#', '.']) && !name.ends_with('~');
    name.prop_filter("no name", fits)
}

/// A text without what a rule refuses there: the start of a shortcode.
fn body() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace("{{", "{"))
}

fn yaml(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON, and JSON is YAML")
}

#[derive(Debug)]
struct Site {
    settings: String,
    files: Vec<(String, String)>,
}

prop_compose! {
    fn sites()(
        title in text(),
        names in prop::collection::vec(name(), 4),
        titles in prop::collection::vec(body(), 6),
        bodies in prop::collection::vec(body(), 4),
        address in prop::option::of(Just("base_url: https://exemple.fr/un/\n")),
        language in prop::sample::select(vec!["fr", "en"]),
    ) -> Site {
        let t = |at: usize| yaml(&titles[at]);
        let target = |at: usize| format!("{}.md", utf8_percent_encode(&names[at], NON_ALPHANUMERIC));
        let settings = format!(
            "tagline: {}\nlanguage: {language}\n{}audiences: [{{ id: agent, label: {} }}]\n",
            yaml(&title), address.unwrap_or_default(), t(5)
        );
        let files = vec![
            (format!("content/{}/index.md", names[0]), format!("---\ntitle: {}\n---\n{}\n", t(0), bodies[0])),
            (format!("content/{}/{}.md", names[0], names[1]),
             format!("---\ntitle: {}\nkeywords: [{}]\naudience: agent\n---\n# {}\n\n## {}\n\n[{}]({})\n", t(1), t(2), titles[2], titles[3], titles[3], target(1))),
            (format!("content/{}.md", names[2]), format!("## {0}\n\n## {0}\n\n{1}\n\n{{{{ date:{2} }}}} {{{{ faq:question }}}}\n", titles[4], bodies[1], "cloture")),
            ("faq/acces/question.md".to_owned(), format!("---\nquestion: {}\nshort_answer: {}\nsituation: {}\n---\n{}\n", t(3), t(4), t(0), bodies[2])),
            (format!("faq/{}/{}.md", names[3], names[2]), format!("---\nid: autre\nquestion: {}\ngap: {{ question: {}, why: {} }}\n---\n", t(2), t(1), t(5))),
            ("content/calendrier.yaml".to_owned(), format!("events:\n  - {{ id: cloture, title: {}, kind: deadline, date: 2024-12-11, bound: before, action: {}, phase: {} }}\n", t(0), t(1), t(2))),
            ("content/glossaire.yaml".to_owned(), format!("terms:\n  - {{ term: {}, expansion: {}, synonyms: [{}], definition: {} }}\n", t(0), t(1), t(2), yaml(&bodies[3]))),
            ("content/contacts.yaml".to_owned(), format!("contacts:\n  - {{ id: aide, label: {}, channels: [{{ address: {} }}, {{ app_path: {} }}] }}\n", t(3), t(4), t(5))),
            ("content/annonces/nouvelle.md".to_owned(), format!("---\ntitle: {}\nkind: news\ndate: 2024-11-04\nissuer: {}\n---\n{}\n", t(5), t(0), bodies[3])),
            ("videos/tour/guide.md".to_owned(), format!("---\ntitle: {}\naccess: login\napp_path: {}\nchapters: [{{ at: '0:00', title: {} }}]\n---\n{}\n", t(1), t(2), t(3), bodies[0])),
        ];
        Site { settings, files }
    }
}

fn render(site: &Site) -> Built {
    let files: Vec<(&str, &str)> = site.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    built(&site.settings, &files)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_titles_names_and_texts_give_pages_whose_links_lead_somewhere(site in sites()) {
        let built = render(&site);
        if !built.is_sound() {
            // What keeps a site from being published must not keep it from being rendered: that was all there is to see.
            return Ok(());
        }
        let wrong = broken(&built, if site.settings.contains("base_url") { "/un/" } else { "/" });
        prop_assert!(wrong.is_empty(), "{wrong:#?}");
        for path in built.outputs.keys() {
            prop_assert!(vademecum::write::check_path(path).is_ok(), "{path} cannot be written");
        }
    }
}
