//! Texts that try to run code in the reader's browser.

use std::path::{Path, PathBuf};

use quick_xml::events::Event;

use super::html::{Tag, is_dangerous, tags, texts, unescaped};
use super::watched::{build, check};
use crate::support::TestSite;

/// Ways to write an address that runs code or opens what is not the web.
const ADDRESSES: &[&str] = &[
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "JAVASCRIPT&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#x3A;alert(1)",
    "javascript&#x003a;alert(1)",
    "&#106;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "&#x6A;&#x61;vascript:alert(1)",
    "java&#115;cript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "java&#9;script:alert(1)",
    "java&#10;script:alert(1)",
    "java&#13;script:alert(1)",
    "&#1;javascript:alert(1)",
    "&#32;javascript:alert(1)",
    "&#160;javascript:alert(1)",
    "%6Aavascript:alert(1)",
    "javascript%3Aalert(1)",
    "javascript\\:alert(1)",
    "\\javascript:alert(1)",
    "javascript&amp;#58;alert(1)",
    "\u{200b}javascript:alert(1)",
    "javascript://exemple.fr/%0aalert(1)",
    "vbscript:msgbox(1)",
    "VBSCRIPT&#58;msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA&#58;image/svg+xml,<svg/onload=alert(1)>",
    "file:///etc/passwd",
    "blob:https://exemple.fr/1",
    "//javascript:alert(1)",
];

const LENIENT: &str = "severity:\n  unsafe-link: warning\n  broken-link: warning\n  link-outside-site: warning\n";

fn settings(html: &str) -> String {
    format!(
        "title: Essai\nbase_url: https://aide.exemple.fr/\noutput:\n  compress: false\nmarkdown:\n  html: {html}\n{LENIENT}"
    )
}

/// Attributes that a browser follows or loads.
const FOLLOWED: &[&str] =
    &["href", "src", "action", "formaction", "poster", "data", "srcset", "xlink:href", "background"];

fn dangers(page: &str) -> Vec<String> {
    let is_followed = |name: &str| FOLLOWED.contains(&name);
    let tags = tags(page);
    let attributes = tags.iter().flat_map(|tag| tag.attributes.iter().map(move |pair| (tag, pair)));
    let dangerous = attributes.filter(|(_, (name, value))| is_followed(name) && is_dangerous(value));
    dangerous.map(|(tag, (name, value))| format!("<{} {name}={value:?}>", tag.name)).collect()
}

#[test]
fn c1_no_way_of_writing_a_dangerous_address_gives_an_active_link() {
    let mut text = "# Page\n\n".to_owned();
    for (n, address) in ADDRESSES.iter().enumerate() {
        text +=
            &format!("[a]({address}) ![a]({address}) <{address}> [b{n}]\n\n[c](<{address}>)\n\n[b{n}]: {address}\n\n");
        text += &format!("Un <a href=\"{address}\">a</a> <img src='{address}'> <a href={address}>b</a>.\n\n");
        text += &format!("<form action=\"{address}\"><button formaction=\"{address}\">b</button></form>\n\n");
        text += &format!("[![i]({address})]({address} \"titre\") {address}\n\n");
    }
    for html in ["escape", "safe"] {
        let site = TestSite::new()
            .file("vademecum.yaml", settings(html))
            .file("content/index.md", "# Accueil\n")
            .file("content/a/page.md", &text);
        build(&site).done();
        let page = site.output("a/page.html");
        assert!(page.contains("alert(1)"), "the words stay");
        assert!(dangers(&page).is_empty(), "{html}: {:#?}", dangers(&page));
    }
}

#[test]
fn c1_dangerous_addresses_in_fields_are_refused_or_not_active() {
    for address in ["javascript:alert(1)", "JAVA\tSCRIPT:alert(1)", "data:text/html,x", " vbscript:x"] {
        let quoted = format!("{address:?}");
        let site = TestSite::new()
            .file("vademecum.yaml", format!("{}application: Appli\napplication_url: {quoted}\nfooter:\n- label: Pied\n  to: {quoted}\nnavigation:\n- label: Haut\n  to: {quoted}\n  \n", settings("safe")))
            .file("content/index.md", format!("---\nsources:\n- document: Source\n  url: {quoted}\n---\n# Accueil\n"))
            .file("content/contacts.yaml", format!("contacts:\n- id: c\n  label: C\n  channels:\n  - url: {quoted}\n"))
            .file("content/calendrier.yaml", format!("events:\n- id: e\n  kind: deadline\n  title: E\n  date: 2024-12-11\n  sources:\n  - document: S\n    url: {quoted}\n"))
            .file("videos/v/guide.md", format!("---\ntitle: V\nembed_url: {quoted}\n---\n"))
            .file("content/annonces/a.md", format!("---\ntitle: A\ndate: 2024-11-20\nkind: news\nreferences:\n- document: R\n  url: {quoted}\n---\n"));
        site.write("vademecum.yaml", std::fs::read_to_string(site.root().join("vademecum.yaml")).unwrap().replace(LENIENT, "severity:\n  invalid-base-url: warning\n  unknown-footer-target: warning\n  unknown-navigation-target: warning\n  unsafe-link: warning\n  invalid-url: warning\n"));
        build(&site).done();
        for path in outputs(&site, "html") {
            let page = std::fs::read_to_string(&path).unwrap();
            assert!(dangers(&page).is_empty(), "{address:?} {}: {:#?}", path.display(), dangers(&page));
        }
    }
}

#[test]
fn c2_scripts_handlers_frames_styles_and_forms_are_removed_or_shown_as_text() {
    const HARM: &[&str] = &[
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//x.exemple.fr/a.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src=x OnError = 'alert(1)'>",
        "<img/src=x/onerror=alert(1)>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<svg><a xlink:href=\"javascript:alert(1)\">x</a><animate onbegin=alert(1)></svg>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<iframe src=\"https://x.exemple.fr/\"></iframe>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<object data=\"x.swf\"></object><embed src=\"x.swf\"><applet code=x></applet>",
        "<style>body { display: none }</style>",
        "<p style=\"position:fixed;inset:0\">x</p>",
        "<link rel=stylesheet href=//x.exemple.fr/a.css>",
        "<base href=\"https://x.exemple.fr/\">",
        "<meta http-equiv=refresh content=\"0;url=https://x.exemple.fr/\">",
        "<form action=\"https://x.exemple.fr/\"><input name=p type=password><button>x</button></form>",
        "<textarea><img src=x onerror=alert(1)></textarea>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<details ontoggle=alert(1) open>x</details>",
        "<b onmouseover=\"alert(1)\">x</b>",
        "<a href=x onclick=alert(1)>x</a>",
        "<template><script>alert(1)</script></template>",
        "<!--><script>alert(1)</script>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php <script>alert(1)</script> ?>",
        "<title><script>alert(1)</script></title>",
        "</main></body><script>alert(1)</script>",
    ];
    let mut text = "# Page\n\n".to_owned();
    for harm in HARM {
        text += &format!(
            "{harm}\n\nUn {harm} deux.\n\n- {harm}\n\n| {harm} |\n|---|\n| {harm} |\n\n## Titre {harm}\n\n```\n{harm}\n```\n\n`{harm}`\n\n"
        );
    }
    let lists = format!(
        "events:\n- id: e\n  kind: deadline\n  title: E\n  date: 2024-12-11\n  body: |\n{}",
        HARM.iter().map(|harm| format!("    {harm}\n\n")).collect::<String>()
    );
    for html in ["escape", "safe"] {
        let site = |text: &str| {
            TestSite::new()
                .file("vademecum.yaml", settings(html))
                .file("content/index.md", "# Accueil\n")
                .file("content/calendrier.yaml", &lists)
                .file("content/a/page.md", text)
        };
        let (clean, hostile) = (site("# Page\n"), site(&text));
        build(&clean).done();
        build(&hostile).done();
        let own = scripts(&clean.output("a/page.html"));
        for path in outputs(&hostile, "html") {
            let page = std::fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(hostile.out()).unwrap().display().to_string();
            harmless(&page, &format!("{html} {name}"));
            if name == "a/page.html" {
                assert_eq!(scripts(&page), own, "{html}");
            }
        }
    }
}

/// Asserts that a page holds none of the elements and attributes of [`c2`].
fn harmless(page: &str, name: &str) {
    const ELEMENTS: &[&str] =
        &["object", "embed", "applet", "base", "style", "template", "noscript", "math", "animate", "textarea"];
    for tag in tags(page) {
        let says = |what: &str| panic!("{name}: {what}: {tag:?}");
        let of_author = |tag: &Tag| tag.attributes.iter().any(|(_, value)| value.contains("x.exemple.fr"));
        // Templates of the search box and of the calendar, and words for readers without scripts, are the theme's own.
        let is_own = |name: &str| name.starts_with("data-search-") || name.starts_with("data-calendar-");
        let of_theme = |tag: &Tag| tag.attributes.iter().any(|(name, _)| is_own(name));
        if (ELEMENTS.contains(&tag.name.as_str()) && !of_theme(&tag)) || of_author(&tag) {
            says("an element of the author");
        }
        if tag.name == "iframe" || (tag.name == "meta" && tag.get("http-equiv") == Some("refresh")) {
            says("a frame or a jump");
        }
        if tag.attributes.iter().any(|(attribute, _)| attribute.starts_with("on")) {
            says("a handler");
        }
        if tag.get("type") == Some("password") {
            says("a field");
        }
        if tag.get("style").is_some_and(|style| style.contains("fixed")) {
            says("a style");
        }
    }
}

/// The scripts of a page: their attributes and texts, without data.
fn scripts(page: &str) -> Vec<String> {
    let scripts = texts(page, "<script", "</script");
    scripts.into_iter().filter(|script| !script.contains("ld+json")).map(str::to_owned).collect()
}

#[test]
fn c3_a_hostile_svg_is_refused_and_never_inlined() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert('c3')</script></svg>\n";
    let site = |lenient: &str| {
        TestSite::new()
            .file("vademecum.yaml", format!("{}{lenient}look:\n  logo: content/logo.svg\n", settings("safe")))
            .file("content/index.md", "# Accueil\n\n![Un schéma](schema.SVG \"Légende\")\n")
            .file("content/logo.svg", svg)
            .file("content/schema.SVG", svg)
    };
    let refused = check(&site("")).refused();
    let expected = ["logo.svg:1:41", "logo.svg:1:60", "schema.SVG:1:41", "schema.SVG:1:60"];
    assert_eq!(refused.places(), expected.map(|place| format!("unsafe-svg content/{place}")));
    assert!(!site("").has_output("schema.SVG"));
    // A site that takes it all the same is not made worse by it.
    let site = site("  unsafe-svg: warning\n");
    build(&site).done();
    for path in outputs(&site, "html") {
        let page = std::fs::read_to_string(&path).unwrap();
        assert!(!page.contains("alert('c3')") && !page.contains("onload"), "{}", path.display());
    }
    let page = site.output("index.html");
    let image = tags(&page).into_iter().any(|tag| tag.name == "img" && tag.get("src") == Some("schema.SVG"));
    assert!(image, "a script in an image of <img> does not run");
}

#[test]
fn c2_what_is_dropped_is_told() {
    let text = "# Page\n\nUn <b onclick=x>mot</b> <script>x</script>.\n\n<form action=x>\n  <input\n    name=p>\n</form>\n\n> <p\n> style=x>a</p>\n";
    let site = TestSite::new().file("vademecum.yaml", settings("safe")).file("content/index.md", text);
    let dropped = [(3, 7), (3, 25), (5, 1), (6, 3), (11, 3)];
    let expected = dropped.map(|(line, column)| format!("dropped-html content/index.md:{line}:{column}"));
    assert_eq!(check(&site).done().places(), expected);
}

/// A name made to break out of every format.
const NAME: &str =
    "<img src=x onerror=alert(1)>\"'&amp;</script></title>]]>--><script>alert(2)</script> [a](javascript:alert(3)) `b`";

fn hostile_names() -> TestSite {
    let q = format!("{NAME:?}");
    TestSite::new()
        .file(
            "vademecum.yaml",
            format!("title: {q}\ntagline: {q}\ndescription: {q}\npublisher: {q}\nheadline: {q}\nnotice: {q}\napplication: {q}\napplication_url: https://exemple.fr/a&b/\nbase_url: https://aide.exemple.fr/\noutput:\n  compress: false\nnotices:\n  faq: {q}\naudiences:\n- id: lecteurs\n  label: {q}\n  i_am: {q}\n  summary: {q}\ncampaigns:\n- year: 2025\n  label: {q}\n  state: current\nnavigation:\n- label: {q}\n  to: faq\nfooter:\n- label: {q}\n  to: https://exemple.fr/\n"),
        )
        .file("content/index.md", format!("---\ntitle: {q}\nsummary: {q}\nowner: {q}\nkeywords: [{q}]\naliases: [{q}]\nsources:\n- document: {q}\n  quote: {q}\n  url: https://exemple.fr/\n---\n\n![a](<ab'&c.png>)\n"))
        .file("content/ab'&c.png", "")
        .file("content/a/index.md", format!("---\ntitle: {q}\n---\n"))
        .file("content/a/xy'&z.md", format!("---\ntitle: {q}\napp_path: {q}\ngap:\n  question: {q}\n  why: {q}\n  instead: {q}\n---\n## <img src=x onerror=alert(1)>\n"))
        .file("faq/t/index.md", format!("---\ntitle: {q}\n---\n"))
        .file("faq/t/q.md", format!("---\nquestion: {q}\nshort_answer: {q}\nsituation: {q}\naliases: [{q}]\naudience: lecteurs\nverified_on: 2024-11-20\n---\nTexte.\n"))
        .file("content/calendrier.yaml", format!("events:\n- id: e\n  kind: deadline\n  title: {q}\n  date: 2024-12-11\n  action: {q}\n  wording: {q}\n  phase: {q}\n  history:\n  - on: 2024-11-20\n    what: {q}\n    old: {q}\n    new: {q}\n    why: {q}\n"))
        .file("content/contacts.yaml", format!("contacts:\n- id: c\n  label: {q}\n  serves: {q}\n  hours: {q}\n  channels:\n  - address: {q}\n  - app_path: {q}\n"))
        .file("content/glossaire.yaml", format!("terms:\n- term: {q}\n  expansion: {q}\n  definition: {q}\n  synonyms: [{q}]\n"))
        .file("content/documents/documents.yaml", format!("documents:\n- id: d\n  title: {q}\n  kind: sheet\n  file: \"fg'&h.pdf\"\n  version: {q}\n  summary: {q}\n"))
        .file("content/documents/fg'&h.pdf", "%PDF-1.4\n")
        .file("content/annonces/n.md", format!("---\ntitle: {q}\ndate: 2024-11-20\nkind: news\nissuer: {q}\nhandled_by: {q}\naddressees: {q}\nsummary: {q}\n---\n"))
        .file("videos/v/guide.md", format!("---\ntitle: {q}\naccess: login\napp_path: {q}\nsummary: {q}\nduration: 4:05\nchapters:\n- at: 0:10\n  title: {q}\n---\n"))
}

#[test]
fn c4_hostile_names_are_only_text_in_html() {
    let site = hostile_names();
    build(&site).done();
    let pages = outputs(&site, "html");
    assert!(pages.len() > 12, "{pages:?}");
    for path in pages {
        let page = std::fs::read_to_string(&path).unwrap();
        let name = path.display();
        for tag in tags(&page) {
            assert!(tag.get("onerror").is_none() && tag.get("src") != Some("x"), "{name}: {tag:?}");
        }
        assert!(dangers(&page).is_empty(), "{name}: {:?}", dangers(&page));
        for script in texts(&page, "<script", "</script") {
            assert!(
                script.contains("src=") || script.contains("ld+json") || !script.contains("alert"),
                "{name}: {script}"
            );
        }
    }
}

#[test]
fn c4_json_ld_is_json_that_gives_the_name_back() {
    let site = hostile_names();
    build(&site).done();
    let mut given_back = 0;
    for path in outputs(&site, "html") {
        let page = std::fs::read_to_string(&path).unwrap();
        for script in texts(&page, "<script type=\"application/ld+json\"", "</script") {
            let data = script.split_once('>').unwrap().1;
            let data: serde_json::Value = serde_json::from_str(data).unwrap_or_else(|error| panic!("{error}: {data}"));
            given_back += usize::from(data.to_string().contains("onerror=alert(1)>"));
        }
    }
    assert!(given_back > 0, "some page describes itself by its name");
}

#[test]
fn c4_feeds_and_sitemap_are_xml_without_elements_of_the_author() {
    let site = hostile_names();
    build(&site).done();
    let files = outputs(&site, "xml");
    assert!(files.len() >= 2, "{files:?}");
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{}: {error}", path.display())) {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) => {
                    let name = tag.name().as_ref().to_owned();
                    assert!(!matches!(name.as_str(), "img" | "script"), "{}: {name}", path.display());
                }
                _ => {}
            }
        }
    }
}

#[test]
fn c4_markdown_copies_and_llms_txt_hold_no_active_html() {
    let site = hostile_names();
    build(&site).done();
    let files = [outputs(&site, "md"), outputs(&site, "txt")].concat();
    assert!(files.len() > 3, "{files:?}");
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let events = pulldown_cmark::Parser::new(&text);
        for event in events {
            use pulldown_cmark::{Event, Tag};
            let active = match &event {
                Event::Html(html) | Event::InlineHtml(html) => html.contains("onerror") || html.contains("<script"),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    is_dangerous(&unescaped(dest_url))
                }
                _ => false,
            };
            assert!(!active, "{}: {event:?}", path.display());
        }
    }
}

/// The outputs of a site with an extension.
fn outputs(site: &TestSite, extension: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("folders can be read") {
            let path = entry.expect("folders can be read").path();
            if path.is_dir() {
                walk(&path, extension, found);
            } else if path.extension().is_some_and(|own| own == extension) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&site.out(), extension, &mut found);
    found.sort();
    found
}
