//! What is written for machines: sitemap, feed, robots, structured data, Markdown copies, the list of files.

use std::fs;
use std::io::Read;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Built, between, built};
use crate::support::TestSite;

const FILES: &[(&str, &str)] = &[
    ("content/index.md", "# Accueil\n"),
    (
        "content/é page.md",
        "---\ntitle: \"Page <b>& co\"\nverified_on: 2024-10-01\n---\nVoir [la question](../faq/a/q.md#suite) {{ date:cloture }}, {{ contact:aide }}, {{ chemin:Aide > Vidéos }}.\n\n![Un plan](plan.png)\n",
    ),
    ("content/plan.png", "pas une image"),
    (
        "faq/a/q.md",
        "---\nquestion: \"Comment \\\"entrer\\\" & <sortir> ?\"\nshort_answer: \"Par </script> la porte.\"\n---\n## Suite\n\nTexte.\n",
    ),
    (
        "content/calendrier.yaml",
        "events:\n  - id: cloture\n    title: Clôture\n    kind: deadline\n    date: 2024-12-11\n    history: [{ on: 2024-11-15, what: Date reculée., why: Une grève & autres. }]\n",
    ),
    ("content/contacts.yaml", "contacts: [{ id: aide, label: Assistance, channels: [{ mail: aide@exemple.fr }] }]\n"),
    (
        "content/annonces/ouverture.md",
        "---\ntitle: Le service <ouvre>\nkind: news\ndate: 2024-11-04\nsummary: Enfin & bien.\n---\nOui.\n",
    ),
    ("videos/tour/guide.md", "---\ntitle: Le tour\naccess: login\napp_path: Aide › Vidéos\nduration: '4:05'\n---\nx\n"),
];

fn site() -> Built {
    built("base_url: https://exemple.fr/aide\npublisher: Le service\n", FILES).sound()
}

/// The texts of all elements of a name, by a reader of XML that refuses what is not well-formed.
fn elements(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut texts, mut inside) = (Vec::new(), None::<String>);
    loop {
        match reader.read_event().expect("the XML is well-formed") {
            Event::Start(start) if start.name().as_ref() == name => inside = Some(String::new()),
            Event::End(end) if end.name().as_ref() == name => texts.extend(inside.take()),
            Event::Text(text) => {
                if let Some(inside) = &mut inside {
                    inside.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(inside) = &mut inside {
                    inside.push_str(&format!("&{};", &*reference));
                }
            }
            Event::Eof => return texts,
            _ => {}
        }
    }
}

#[test]
fn the_sitemap_holds_every_page_once_with_its_full_address() {
    let site = site();
    let sitemap = site.text("sitemap.xml");
    let locations = elements(sitemap, "loc");
    for address in [
        "",
        "page.html",
        "faq/a/q.html",
        "faq/",
        "calendrier/",
        "calendrier/cloture.html",
        "videos/tour.html",
        "annonces/ouverture.html",
        "contacts/aide.html",
    ] {
        let full = format!("https://exemple.fr/aide/{address}");
        let count = locations
            .iter()
            .filter(|location| **location == full || (address == "page.html" && location.ends_with("page.html")))
            .count();
        assert_eq!(count, 1, "{address} in {locations:?}");
    }
    assert!(locations.iter().all(|location| !location.contains("404") && location.is_ascii()), "{locations:?}");
    assert_eq!(elements(sitemap, "lastmod"), ["2024-10-01"]);
    assert!(sitemap.contains("xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""));
}

#[test]
fn robots_may_read_all_and_are_told_of_the_sitemap() {
    assert!(site().text("robots.txt").contains("Sitemap: https://exemple.fr/aide/sitemap.xml"));
    let local = built("", FILES).sound();
    assert!(!local.text("robots.txt").contains("Sitemap") && !local.has("sitemap.xml") && !local.has("feed.xml"));
}

#[test]
fn the_feed_has_what_atom_wants() {
    let site = site();
    let feed = site.text("feed.xml");
    assert_eq!(elements(feed, "title"), ["Essai", "Clôture\u{a0}: Date reculée.", "Le service &lt;ouvre&gt;"]);
    assert_eq!(elements(feed, "updated"), ["2024-11-15T00:00:00Z", "2024-11-15T00:00:00Z", "2024-11-04T00:00:00Z"]);
    assert_eq!(elements(feed, "summary"), ["Une grève &amp; autres.", "Enfin &amp; bien."]);
    assert_eq!(elements(feed, "name"), ["Le service"]);
    let mut ids = elements(feed, "id");
    assert_eq!(ids.len(), 3);
    ids.dedup();
    assert!(ids.len() == 3 && ids.iter().all(|id| id.starts_with("https://exemple.fr/aide/")), "{ids:?}");
    assert!(feed.contains("<link rel=\"self\" href=\"https://exemple.fr/aide/feed.xml\"/>"));
}

/// The structured data of a page, parsed.
fn data(site: &Built, path: &str) -> Vec<Value> {
    let scripts = site.text(path).split("<script type=\"application/ld+json\">").skip(1);
    scripts
        .map(|rest| serde_json::from_str(rest.split("</script>").next().unwrap()).expect("JSON-LD is JSON"))
        .collect()
}

#[test]
fn structured_data_gives_questions_videos_and_paths_back_exactly() {
    let site = site();
    let question = data(&site, "faq/a/q.html");
    assert_eq!(question[0]["@type"], "FAQPage");
    assert_eq!(question[0]["mainEntity"][0]["name"], "Comment \"entrer\" & <sortir> ?");
    assert_eq!(question[0]["mainEntity"][0]["acceptedAnswer"]["text"], "Par </script> la porte.");
    let path: Vec<&Value> =
        question[1]["itemListElement"].as_array().unwrap().iter().map(|item| &item["item"]).collect();
    let last = "https://exemple.fr/aide/faq/a/q.html";
    assert!(path.len() >= 3 && path[0] == "https://exemple.fr/aide/" && path[path.len() - 1] == last, "{path:?}");
    assert_eq!(data(&site, "videos/tour.html")[0]["duration"], "PT4M5S");
    assert_eq!(data(&site, "calendrier/cloture.html")[0]["organizer"]["name"], "Le service");
    for (path, _) in site.pages() {
        for value in data(&site, path) {
            assert_eq!(value["@context"], "https://schema.org", "{path}");
        }
    }
}

#[test]
fn markdown_copies_say_shortcodes_in_words_and_lead_to_each_other() {
    let site = site();
    let path = site.paths().into_iter().find(|path| path.ends_with("page.md")).expect("there is a copy").to_owned();
    let copy = site.text(&path);
    assert!(copy.starts_with("# Page &lt;b>& co\n"), "{copy}");
    for expected in ["le mercredi 11 décembre 2024", "Assistance", "Aide › Vidéos", "](faq/a/q.md#suite)"] {
        assert!(copy.contains(expected), "{expected} is not in {copy}");
    }
    assert!(!copy.contains("{{") && !copy.contains("---\n"), "{copy}");
    let question = site.text("faq/a/q.md");
    assert!(
        question.contains("# Comment \"entrer\"")
            && question.contains("Par &lt;/script> la porte.")
            && question.contains("## Suite"),
        "{question}"
    );
    let event = site.text("calendrier/cloture.md");
    assert!(event.contains("le mercredi 11 décembre 2024"), "{event}");
}

#[test]
fn the_list_for_language_models_names_every_copy() {
    let site = site();
    let list = site.text("llms.txt");
    assert!(list.starts_with("# Essai\n"), "{list}");
    for path in site.paths().iter().filter(|path| path.ends_with(".md")) {
        let encoded = path.replace('é', "%C3%A9").replace(' ', "%20");
        assert!(list.contains(&format!("(https://exemple.fr/aide/{encoded})")), "{path} is not in {list}");
    }
    let without = built("output: { markdown_copies: false }\n", FILES).sound();
    assert!(!without.has("llms.txt") && without.paths().iter().all(|path| !path.ends_with(".md")));
    assert!(!without.text("faq/a/q.html").contains("text/markdown"));
}

#[test]
fn compressed_copies_hold_the_same_bytes_and_the_manifest_their_digests() {
    let site = TestSite::new();
    for (path, text) in FILES {
        site.write(path, text);
    }
    assert_eq!(site.build(&[]).code, Some(0));
    let manifest: Value = serde_json::from_str(&site.output("manifest.json")).expect("the manifest is JSON");
    let files = manifest["files"].as_array().expect("it lists files");
    let (mut gzip, mut brotli) = (0, 0);
    for file in files {
        let path = file["path"].as_str().unwrap();
        let bytes = fs::read(site.out().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(file["sha256"], digest.as_str(), "{path}");
        assert_eq!(file["bytes"], bytes.len() as u64, "{path}");
        let mut plain = Vec::new();
        match file["encoding"].as_str() {
            None => continue,
            Some("gzip") => {
                flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut plain).unwrap();
                gzip += 1;
            }
            Some("br") => {
                brotli::BrotliDecompress(&mut &bytes[..], &mut plain).unwrap();
                brotli += 1;
            }
            Some(other) => panic!("{path}: {other}"),
        }
        let original = path.rsplit_once('.').unwrap().0;
        assert!(plain == fs::read(site.out().join(original)).unwrap(), "{path} is not a copy of {original}");
        assert!(bytes.len() < plain.len(), "{path} is not smaller");
    }
    assert!(gzip > 10 && brotli > 10, "{gzip} {brotli}");
    let on_disk = crate::writing::tree(&site.out()).len();
    assert_eq!(on_disk, files.len() + 1, "the manifest lists every file but itself");
    assert_eq!(site.build(&["--no-compress"]).code, Some(0));
    assert!(!site.has_output("index.html.gz") && !site.has_output("index.html.br"));
}

#[test]
fn markdown_copies_are_as_harmless_as_the_page() {
    const TEXT: &str = "# Page\n\n<!-- note interne -->\n\nUn <b onclick=\"x()\">mot</b> et <script>x()</script>.\n\n<div class=a><i>Bloc</i>\n</div>\n\n> <iframe src=\"https://e.fr/\">\n> </iframe>\n\n<!-- x --> [lien](javascript:y())\n\n[autre](javascript:z()) `<script>` <kbd>F1</kbd>\n\n    <script>code</script>\n";
    let copy = |html: &str| {
        let settings = format!("severity: {{ unsafe-link: warning }}\nmarkdown: {{ html: {html} }}\n");
        built(&settings, &[("content/page.md", TEXT)]).sound().text("page.md").to_owned()
    };
    let (escaped, safe) = (copy("escape"), copy("safe"));
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!("harmless-copies", format!("== escape\n{escaped}\n== safe\n{safe}"));
    });
    for copy in [escaped, safe] {
        for event in pulldown_cmark::Parser::new(&copy) {
            use pulldown_cmark::{Event, Tag};
            let active = match &event {
                Event::Html(html) | Event::InlineHtml(html) => {
                    ["<script", "<iframe", "onclick"].iter().any(|bad| html.contains(bad))
                }
                Event::Start(Tag::Link { dest_url, .. }) => dest_url.starts_with("javascript"),
                _ => false,
            };
            assert!(!active, "{event:?} in {copy}");
        }
    }
}

#[test]
fn documents_say_their_file_and_their_pages() {
    let pdf = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n5 0 obj\n<< /Title (Guide) >>\nendobj\ntrailer\n<< /Root 1 0 R /Info 5 0 R >>\n%%EOF\n"
        .replace("[3 0 R 3 0 R]", "[3 0 R 4 0 R]");
    let files = [
        (
            "content/documents/documents.yaml",
            "documents: [{ id: g, title: Guide, kind: guide, file: g.pdf, date: 2024-11-20 }]\n",
        ),
        ("content/documents/g.pdf", pdf.as_str()),
    ];
    let site = built("", &files).sound();
    assert!(site.words("documents/g.html").contains("2 pages"), "{}", site.words("documents/g.html"));
    let data = between(site.text("documents/g.html"), "\"@type\":\"DigitalDocument\"", "</script>").to_owned();
    for said in [
        "\"materialExtent\":\"2 pages\"",
        "\"encodingFormat\":\"application/pdf\"",
        "\"datePublished\":\"2024-11-20\"",
        "\"contentUrl\":\"g.pdf\"",
    ] {
        assert!(data.contains(said), "{said}: {data}");
    }
}
