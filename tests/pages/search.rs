//! The search box and the page that answers: where they lead, and what they give to their scripts.

use super::{Built, between, built, words};
use crate::hostile::html::{Tag, tags};

const FILES: [(&str, &str); 3] = [
    ("content/index.md", "# Bienvenue\n"),
    ("content/droits/index.md", "---\ntitle: Les droits\n---\n[Chercher](id:search)\n"),
    ("faq/acces/entrer.md", "---\nquestion: Comment entrer ?\nshort_answer: Par la porte.\nurgent: true\n---\n"),
];

fn site(settings: &str) -> Built {
    built(&format!("base_url: https://aide.example/bas/\n{settings}"), &FILES).sound()
}

/// The first tag of a page that has this attribute.
fn with(page: &str, attribute: &str) -> Tag {
    tags(page).into_iter().find(|tag| tag.get(attribute).is_some()).unwrap_or_else(|| panic!("no {attribute}"))
}

#[test]
fn a_box_knows_the_way_to_its_page_and_its_index_at_any_depth() {
    let site = site("");
    for (path, root) in [("index.html", ""), ("recherche/index.html", "../"), ("404.html", "/bas/")] {
        let page = site.text(path);
        let form = with(between(page, "<search", "</search>"), "action");
        let own = if path == "recherche/index.html" { "index.html" } else { &format!("{root}recherche/index.html") };
        assert_eq!(form.get("action"), Some(own), "{path}");
        let search = with(page, "data-search-data");
        assert_eq!(search.get("data-search-data"), Some(format!("{root}search-data/").as_str()), "{path}");
        assert_eq!(search.get("data-root"), Some(root), "{path}");
        assert!(
            search.get("data-search-plain").is_some_and(|href| href.starts_with(&format!("{root}assets/"))),
            "{path}"
        );
    }
}

#[test]
fn scripts_are_where_a_box_is() {
    let site = site("");
    for (path, page) in site.pages() {
        let scripts: Vec<&str> = ["search.", "search_popup.", "search_page."]
            .into_iter()
            .filter(|name| page.contains(&format!("assets/{name}")))
            .collect();
        let expected: &[&str] = match path {
            "index.html" | "404.html" => &["search.", "search_popup."],
            "recherche/index.html" => &["search.", "search_page."],
            _ => &[],
        };
        assert_eq!(scripts, expected, "{path}");
    }
}

#[test]
fn every_page_leads_to_the_search_and_no_list_names_it() {
    let site = site("");
    for (path, page) in site.pages() {
        let masthead = between(page, "<header class=\"masthead\"", "</header>");
        let link = tags(masthead).into_iter().find(|tag| tag.get("class") == Some("search-link")).expect("a link");
        assert!(link.get("href").is_some_and(|href| href.ends_with("index.html#vm-search")), "{path}");
        assert_eq!(link.get("aria-current").is_some(), path == "recherche/index.html", "{path}");
        assert!(!between(page, "<nav class=\"main-nav\"", "</nav>").contains("recherche"), "{path}");
    }
    assert!(!site.text("sitemap.xml").contains("recherche"));
    assert!(!site.text("llms.txt").contains("recherche"));
    assert!(site.text("recherche/index.html").contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(site.text("droits/index.html").contains("href=\"../recherche/index.html\""), "texts may link to it");
}

#[test]
fn without_an_answer_the_page_leads_elsewhere() {
    let page = site("");
    let page = page.text("recherche/index.html");
    let help = between(page, "<div class=\"search-help\"", "</main>");
    assert!(words(help).contains("Questions de A à Z") && words(help).contains("Comment entrer ?"), "{help}");
    let nothing = built("", &[("content/index.md", "# Seule\n")]).sound();
    assert!(nothing.text("recherche/index.html").contains("data-search-help"), "a site of one page has a search, too");
}

#[test]
fn filters_have_the_names_of_the_site() {
    let site = site("audiences: [{ id: agent, label: 'Agents & élus' }]\n");
    let page = site.text("recherche/index.html");
    let filter = |name: &str| words(between(page, &format!("data-filter=\"{name}\">"), "</fieldset>"));
    assert!(filter("kind").contains("Questions") && filter("kind").contains("Termes"));
    assert!(filter("audience").contains("Agents &"), "{}", filter("audience"));
    assert!(between(page, "data-filter=\"audience\"", "</fieldset>").contains("value=\"agent\""));
}

#[test]
fn an_english_site_has_it_in_english_and_a_site_may_add_a_text() {
    let files = [("content/index.md", "# Welcome\n"), ("content/search/index.md", "# Find it\n\nAsk in your words.\n")];
    let site = built("language: en\n", &files).sound();
    let page = site.text("search/index.html");
    assert!(
        page.contains("<h1>Find it</h1>") && page.contains("Ask in your words.") && page.contains("data-search-help")
    );
    assert!(words(page).contains("{count} results for “{query}”"));
}
