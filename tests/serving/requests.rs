//! What is answered, to whom.

use super::{Server, demo, files, site};
use crate::support::TestSite;

#[test]
fn everything_is_served_as_build_writes_it() {
    let site = TestSite::new();
    super::copy(&demo(), site.root());
    let built = site.build(&["--no-compress", "--base-url", "https://aide.example.org/un/deux/"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    let server = Server::start(site.root(), &["--base-url", "https://aide.example.org/un/deux/"]);
    let mut seen = 0;
    for (path, bytes) in files(&site.out()).into_iter().filter(|(path, _)| path != "manifest.json") {
        let encoded = percent_encoding::utf8_percent_encode(&path, percent_encoding::CONTROLS).to_string();
        let answer = server.get(&format!("/un/deux/{}", encoded.replace(' ', "%20")));
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.built() == bytes, "{path} is not what build writes");
        seen += 1;
    }
    assert!(seen > 150, "{seen}");
    assert_eq!(server.get("/").status, 302, "the root leads to the site");
    assert_eq!(server.get("/un/deux/index.html").status, 200);
    assert_eq!(server.get("/index.html").status, 404);
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_is_made_when_it_is_asked_for_and_again_after_a_change() {
    let site = site();
    let server = Server::start_at(site.root(), "0", &[]);
    assert!(server.get("/comptes/a.html").text().contains("../pdf/guide.pdf"), "pages lead to it");
    let first = server.get("/pdf/guide.pdf");
    assert!(first.status == 200 && first.body.starts_with(b"%PDF-1.7"), "{}", first.head);
    assert!(first.head.contains("application/pdf"), "{}", first.head);
    assert!(server.get("/pdf/guide.pdf").body == first.body, "the same site gives the same bytes");
    site.write("content/comptes/a.md", "# Page A\n\nUn autre mot.\n");
    server.wait("the new guide", |server| server.get("/pdf/guide.pdf").body != first.body);
    let built = site.run(&["build", ".", "--date", "2024-11-25", "--no-compress"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    let written = std::fs::read(site.out().join("pdf/guide.pdf")).unwrap();
    assert!(server.get("/pdf/guide.pdf").body == written, "it is what build writes");
    assert_eq!(server.get("/pdf/absent.pdf").status, 404);
}

#[cfg(feature = "pdf")]
#[test]
fn what_cannot_be_printed_is_in_the_panel() {
    let site = site();
    let server = Server::start_at(site.root(), "0", &[]);
    let told = |server: &Server| server.get("/_vademecum/findings").text().contains("pdf-missing-glyph");
    server.wait("the findings", |server| server.said().contains("Aucun constat"));
    assert!(!told(&server));
    site.write("content/comptes/a.md", "# Page A\n\nBienvenue se dit 欢迎.\n");
    server.wait("the finding", told);
    site.write("content/comptes/a.md", "# Page A\n\nBienvenue se dit huānyíng.\n");
    server.wait("no finding", |server| !told(server));
    site.write("content/comptes/a.md", "# Page A\n\n欢 [x](absent.md).\n");
    server.wait("the error", |server| server.get("/_vademecum/findings").text().contains("broken-link"));
    assert!(!told(&server), "a site with errors is not printed");
}

#[test]
fn folders_missing_pages_and_files_are_answered_as_by_a_good_host() {
    let site = site();
    let server = Server::start(site.root(), &[]);
    assert!(server.get("/comptes/").text().contains("Comptes"));
    let folder = server.get("/comptes");
    assert!(folder.status == 302 && folder.head.contains("location: /comptes/"), "{}", folder.head);
    let missing = server.get("/nulle/part.html");
    assert!(missing.status == 404 && missing.text().contains("vm-main"), "the page of the site");
    let part = server.ask("/comptes/plan.png", &["Range: bytes=1-3"]);
    assert!(part.status == 206 && part.body == b"PNG" && part.head.contains("image/png"), "{}", part.head);
    let tag = missing_tag(&server.get("/comptes/a.html").head);
    assert_eq!(server.ask("/comptes/a.html", &[&format!("If-None-Match: {tag}")]).status, 304);
    let packed = server.ask("/comptes/a.html", &["Accept-Encoding: br, gzip"]);
    assert!(packed.head.contains("content-encoding: br"), "{}", packed.head);
}

fn missing_tag(head: &str) -> String {
    head.split("etag: ").nth(1).and_then(|rest| rest.split("\r\n").next()).expect("a tag").to_owned()
}

#[test]
fn a1_a6_a9_a12_a15_strangers_get_nothing() {
    let site = site();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/passwd", site.root().join("content/comptes/passwd.txt")).unwrap();
        std::os::unix::fs::symlink("/etc", site.root().join("content/etc")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", site.root().join("content/comptes/secret.md")).unwrap();
    }
    site.write("secret.txt", "hors du site");
    let server = Server::start(site.root(), &[]);
    let stranger = server.ask("/", &["Host: evil.example"]);
    assert!(stranger.status == 421 && stranger.body.is_empty(), "{stranger:?}");
    for endpoint in ["/_vademecum/events", "/_vademecum/findings", "/_search?q=mot"] {
        let foreign = server.ask(endpoint, &["Origin: https://evil.example"]);
        assert!(foreign.status == 403 && foreign.body.is_empty(), "{endpoint}: {foreign:?}");
    }
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/secret.txt",
        "/vademecum.yaml",
        "/content/comptes/a.md",
        "/comptes/passwd.txt",
        "/comptes/secret.html",
        "/etc/passwd",
    ] {
        let answer = server.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.text().contains("root:") && !answer.text().contains("hors du site"), "{path}");
    }
    let posted = server
        .send(format!("POST / HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", server.port).as_bytes());
    assert!(posted.status == 405 && posted.head.contains("allow: get, head"), "{}", posted.head);
}

#[test]
fn a13_what_a_stranger_asks_for_is_not_said_back() {
    let site = site();
    let server = Server::start(site.root(), &[]);
    for path in
        ["/%3Cscript%3Ealert(1)%3C/script%3E", "/x%22onload=%22alert(1).html", "/_vademecum/last?page=%3Cscript%3E"]
    {
        let answer = server.get(path);
        assert!(answer.status == 404, "{path}: {}", answer.status);
        assert!(!answer.text().contains("<script>alert") && !answer.text().contains("\"onload="), "{path}");
    }
}

#[test]
fn a_port_that_is_taken_gives_way_to_the_next_and_that_is_said() {
    let site = site();
    let first = Server::start(site.root(), &[]);
    let port = first.port.to_string();
    let second = Server::start_at(site.root(), &port, &[]);
    assert!(
        second.port > first.port && second.said().contains(&format!("Le port {port} est pris")),
        "{}",
        second.said()
    );
}

#[test]
fn the_search_of_the_preview_answers_in_json() {
    let site = site();
    let server = Server::start(site.root(), &[]);
    server.wait_for("/_search?q=mot", "comptes/a.html");
    assert!(server.get("/_search?request=%7B%22query%22%3A%22plan%22%7D").text().contains("\"query\":\"plan\""));
    for bad in ["/_search", "/_search?request=%7B"] {
        assert!(server.get(bad).text().contains("\"failure\""), "{bad}: {}", server.get(bad).text());
    }
    site.write("content/comptes/a.md", "# Page A\n\nUn hippocampe.\n");
    server.wait_for("/_search?q=hippocampe", "comptes/a.html");
}

#[test]
fn what_is_to_confirm_and_to_review_has_a_page() {
    let question =
        "---\nquestion: Combien ?\nshort_answer: Au plus {{ a-confirmer:3 }} <comptes>.\nowner: Pôle Postbac\n---\n";
    let site = site()
        .file("faq/x/a.md", question)
        .file("content/comptes/vieux.md", "---\ntitle: Vieille page\nreview_by: 2024-11-01\n---\n");
    let server = Server::start(site.root(), &["--editor", "code"]);
    let page = server.get("/_vademecum/review");
    assert_eq!(page.status, 200);
    let html = page.text();
    assert!(html.contains("À confirmer (1)") && html.contains("À relire (1)"), "{html}");
    assert!(html.contains("Au plus {{ a-confirmer:3 }} &lt;comptes&gt;.") && html.contains("Pôle Postbac"), "{html}");
    assert!(html.contains("faq/x/a.md:3:38</a>"), "places lead to the editor: {html}");
    assert!(html.contains("Vieille page") && html.contains("1er novembre 2024, date passée"), "{html}");
    assert!(server.get("/_vademecum/findings").text().contains("/_vademecum/review"), "the panel leads there");
}
