//! Addresses: redirects of pages and fragments, canonical addresses, the page for what does not exist.

use std::collections::BTreeMap;

use super::{Built, built};
use crate::hostile::html::tags;

fn site() -> Built {
    built("base_url: https://exemple.fr/aide/\n", &[
        ("content/nouvelle.md", "---\ntitle: Nouvelle page\nredirect_from: [vieux.html, /ancien/dossier/, index.php, 'tout.html#une-ancre']\n---\nTexte.\n"),
        ("content/autre.md", "---\ntitle: Autre page\nredirect_from: 'tout.html#autre-ancre'\n---\nTexte.\n"),
        ("content/sous/mon-index.md", "# Mon index\n"),
    ])
    .sound()
}

#[test]
fn an_old_address_leads_to_the_new_page_with_and_without_scripts() {
    let site = site();
    for (old, new) in [("vieux.html", "nouvelle.html"), ("ancien/dossier/index.html", "../../nouvelle.html")] {
        let page = site.text(old);
        let tags = tags(page);
        let has = |name: &str, value: &str| tags.iter().any(|tag| tag.get(name) == Some(value));
        assert!(
            has("data-target", new) && has("content", &format!("0; url={new}")) && has("href", new),
            "{old}: {page}"
        );
        assert!(has("href", "https://exemple.fr/aide/nouvelle.html") && has("content", "noindex"), "{old}");
        assert!(page.contains(">Nouvelle page</a>"), "{old}");
        assert!(!site.text("sitemap.xml").contains(old), "{old} is in the sitemap");
    }
}

#[test]
fn old_fragments_of_one_page_lead_to_several() {
    let site = site();
    let tags = tags(site.text("tout.html"));
    let fragments = tags.iter().find_map(|tag| tag.get("data-fragments")).expect("the page has fragments");
    let fragments: BTreeMap<String, String> = serde_json::from_str(fragments).expect("fragments are JSON");
    assert_eq!(fragments["une-ancre"], "nouvelle.html");
    assert_eq!(fragments["autre-ancre"], "autre.html");
}

#[test]
fn canonical_addresses_are_full_and_those_of_folders_end_with_a_slash() {
    let site = site();
    let canonical = |path: &str| {
        let tags = site.tags(path);
        let tag = tags.iter().find(|tag| tag.get("rel") == Some("canonical"));
        tag.and_then(|tag| tag.get("href")).map(str::to_owned)
    };
    assert_eq!(canonical("index.html").as_deref(), Some("https://exemple.fr/aide/"));
    assert_eq!(canonical("nouvelle.html").as_deref(), Some("https://exemple.fr/aide/nouvelle.html"));
    assert_eq!(canonical("sous/mon-index.html").as_deref(), Some("https://exemple.fr/aide/sous/mon-index.html"));
    assert_eq!(canonical("404.html"), None);
}

#[test]
fn the_page_for_what_does_not_exist_works_at_any_depth() {
    let site = site();
    for tag in site.tags("404.html") {
        for address in ["href", "src"].iter().filter_map(|name| tag.get(name)) {
            let fine = address.starts_with("/aide/") || address.starts_with('#');
            assert!(fine, "404.html: {address}");
        }
    }
    assert!(site.text("404.html").contains("content=\"noindex\""));
    let local = built("", &[("content/p.md", "# P\n")]).sound();
    assert!(local.text("404.html").contains("href=\"/index.html\""));
}

#[test]
fn pages_have_open_graph_only_with_a_public_address() {
    let page = |settings: &str| {
        built(settings, &[("content/p.md", "---\ntitle: Une page\nsummary: Un mot.\n---\nx\n")]).sound()
    };
    assert!(!page("").text("p.html").contains("og:"));
    assert!(!page("").text("p.html").contains("canonical"));
    let site = page("base_url: https://exemple.fr\n");
    let tags = site.tags("p.html");
    let property =
        |name: &str| tags.iter().find(|tag| tag.get("property") == Some(name)).and_then(|tag| tag.get("content"));
    assert_eq!(property("og:title"), Some("Une page"));
    assert_eq!(property("og:url"), Some("https://exemple.fr/p.html"));
    assert_eq!(property("og:description"), Some("Un mot."));
    assert_eq!(property("og:locale"), Some("fr_FR"));
}
