//! Where a reader is, and where to go from there.

use super::{Built, between, built, words};
use crate::hostile::html::tags;

fn site() -> Built {
    let mut files = vec![("content/index.md".to_owned(), "# Accueil du site\n".to_owned())];
    for section in ["a", "b", "c"] {
        files.push((format!("faq/{section}/index.md"), format!("---\ntitle: Thème {section}\n---\n")));
        files.push((
            format!("content/{section}/index.md"),
            format!("---\nid: section-{section}\ntitle: Section {section}\n---\n"),
        ));
        for number in 1..=3 {
            files.push((
                format!("faq/{section}/{number:02}-q{section}{number}.md"),
                format!("---\nquestion: Question {section}{number} ?\nshort_answer: Oui.\n---\n"),
            ));
            files.push((
                format!("content/{section}/{number:02}-p{section}{number}.md"),
                format!("# Page {section}{number}\n"),
            ));
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    built("severity: { near-duplicate-question: off }\n", &files).sound()
}

fn navs(page: &str) -> impl Iterator<Item = &str> {
    page.split("<nav ").skip(1).map(|rest| rest.split("</nav>").next().unwrap_or_default())
}

#[test]
fn a_sidebar_opens_one_section_only() {
    let site = site();
    let sidebar = |path: &str| words(between(site.text(path), "<nav class=\"sidebar\"", "</nav>"));
    let open = sidebar("faq/b/qb2.html");
    assert!(open.contains("Question b1") && open.contains("Question b3"), "{open}");
    assert!(open.contains("Thème a") && open.contains("Thème c"), "other sections are there, closed: {open}");
    assert!(!open.contains("Question a") && !open.contains("Question c"), "{open}");
    let page = sidebar("b/pb1.html");
    assert!(page.contains("Page b2") && !page.contains("Page a1") && !page.contains("Page c1"), "{page}");
    let list = sidebar("faq/index.html");
    assert!(list.contains("Thème a") && !list.contains("Question a1"), "{list}");
}

#[test]
fn each_menu_tells_once_where_one_is() {
    let site = site();
    for (path, page) in site.pages().filter(|(path, _)| *path != "404.html") {
        for nav in navs(page) {
            let current: Vec<_> = tags(nav).into_iter().filter(|tag| tag.get("aria-current").is_some()).collect();
            assert!(current.len() <= 1, "{path}: {current:?}");
        }
        let sidebar = between(page, "<nav class=\"sidebar\"", "</nav>");
        if path.starts_with("faq/") && !sidebar.is_empty() && path != "faq/index.html" {
            let tags = tags(sidebar);
            let current =
                tags.iter().find(|tag| tag.get("aria-current") == Some("page")).and_then(|tag| tag.get("href"));
            assert_eq!(current, path.rsplit('/').next(), "{path}");
        }
    }
}

#[test]
fn breadcrumbs_go_down_from_the_home_page() {
    let site = site();
    let crumbs = |path: &str| {
        words(
            between(site.text(path), "<nav class=\"breadcrumb\"", "</nav>")
                .split_once('>')
                .map_or("", |(_, list)| list),
        )
    };
    assert_eq!(crumbs("faq/a/qa1.html"), "Accueil Questions Thème a Question a1 ?");
    assert_eq!(crumbs("faq/a/index.html"), "Accueil Questions Thème a");
    assert_eq!(crumbs("b/pb3.html"), "Accueil Section b Page b3");
    assert_eq!(crumbs("questions-a-z/index.html"), "Accueil Questions de A à Z");
    assert_eq!(crumbs("index.html"), "");
}

#[test]
fn previous_and_next_follow_the_order_and_stay_in_the_section() {
    let site = site();
    let neighbours = |path: &str| {
        let nav = between(site.text(path), "<nav class=\"previous-next\"", "</nav>");
        let link = |rel: &str| {
            tags(nav).iter().find(|tag| tag.get("rel") == Some(rel)).and_then(|tag| tag.get("href").map(str::to_owned))
        };
        (link("prev"), link("next"))
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(neighbours("faq/a/qa1.html"), (None, some("qa2.html")));
    assert_eq!(neighbours("faq/a/qa2.html"), (some("qa1.html"), some("qa3.html")));
    assert_eq!(neighbours("faq/a/qa3.html"), (some("qa2.html"), None));
    assert_eq!(neighbours("b/pb2.html"), (some("pb1.html"), some("pb3.html")));
}

#[test]
fn the_menu_is_what_the_settings_say_in_their_order() {
    let files = [
        ("content/page.md", "# Une page\n"),
        ("faq/a/q.md", "---\nquestion: Comment ?\nshort_answer: Ainsi.\n---\n"),
        ("content/glossaire.yaml", "terms: [{ term: MDP, expansion: mot de passe }]\n"),
    ];
    let menu = |settings: &str| {
        words(
            between(built(settings, &files).sound().text("page.html"), "<nav class=\"main-nav\"", "</nav>")
                .split_once('>')
                .unwrap()
                .1,
        )
    };
    assert_eq!(menu(""), "Accueil Questions");
    assert_eq!(
        menu(
            "navigation: [{ to: page }, { to: glossary, label: Les mots }, { to: home }, { to: content/page.md, label: Encore }]\n"
        ),
        "Une page Les mots Accueil Encore"
    );
}

#[test]
fn every_page_has_one_main_one_title_and_headings_in_order() {
    for (path, page) in site().pages() {
        assert_eq!(page.matches("<main").count(), 1, "{path}");
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
        let levels: Vec<u32> = tags(page).iter().filter_map(|tag| tag.name.strip_prefix('h')?.parse().ok()).collect();
        let skipped = levels.windows(2).find(|pair| pair[1] > pair[0] + 1);
        assert!(skipped.is_none(), "{path}: {levels:?}");
        let title = between(page, "<title>", "</title>");
        assert!(title.ends_with("Essai") && title.len() > 5 || path == "index.html", "{path}: {title}");
    }
}

#[test]
fn titles_differ_from_page_to_page() {
    let site = site();
    let mut titles: Vec<&str> = site.pages().map(|(_, page)| between(page, "<title>", "</title>")).collect();
    let count = titles.len();
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), count);
}
