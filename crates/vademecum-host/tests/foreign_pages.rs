//! What a page of a foreign site makes a browser ask.

use crate::support::{Preview, long_page};

const FILES: [&str; 6] = ["/", "/faq/", "/digits.txt", "/picture.png", "/nowhere", "/broken"];

#[test]
fn a5_no_file_is_shared() {
    let preview = Preview::start();
    for target in FILES.into_iter().chain(["/_search?q=a", "/_vademecum/state"]) {
        for origin in ["http://evil.example", "null", "http://localhost:1"] {
            let reply = preview.get_with(target, &[("Origin", origin)]);
            assert_eq!(reply.field("access-control-allow-origin"), None, "{target} {origin}");
        }
    }
    assert_eq!(preview.get_with("/faq/", &[("Origin", "http://evil.example")]).text(), long_page());
}

#[test]
fn a6_foreign_origins_hear_nothing() {
    let preview = Preview::start();
    let foreign =
        ["http://evil.example", "null", "http://192.0.2.1", "http://127.0.0.1:1", "http://localhost", "https://"];
    for origin in foreign {
        let origin =
            if origin == "https://" { format!("https://127.0.0.1:{}", preview.port) } else { origin.to_owned() };
        for target in ["/_vademecum/events?page=/", "/_vademecum/state", "/_search?q=a"] {
            let reply = preview.get_with(target, &[("Origin", &origin)]);
            assert_eq!(reply.status, 403, "{target} {origin}");
            assert!(reply.body.is_empty());
        }
    }
    for site in ["cross-site", "same-site", "anything"] {
        assert_eq!(preview.get_with("/_vademecum/events", &[("Sec-Fetch-Site", site)]).status, 403, "{site}");
    }
    assert!(preview.site.watched.lock().unwrap().is_empty());
}

#[test]
fn a6_own_pages_are_answered() {
    let preview = Preview::start();
    let origin = format!("http://127.0.0.1:{}", preview.port);
    for fields in
        [&[("Origin", origin.as_str()), ("Sec-Fetch-Site", "same-origin")][..], &[("Sec-Fetch-Site", "none")], &[]]
    {
        assert_eq!(preview.get_with("/_search?q=%C3%A9", fields).text(), "_search q=%C3%A9");
    }
    assert_eq!(preview.get("/_vademecum/state").text(), "_vademecum/state ");
    assert_eq!(preview.get("/_vademecum/other").status, 404);
    assert_eq!(preview.get("/_searching").text(), "<h1>Page introuvable</h1>");
}

#[test]
fn a7_every_answer_is_for_pages_of_this_host() {
    let preview = Preview::start();
    let replies = [
        preview.get("/"),
        preview.get("/faq"),
        preview.get("/nowhere"),
        preview.get("/broken"),
        preview.get("/panics"),
        preview.get("/%00"),
        preview.get("/_search"),
        preview.get_with("/digits.txt", &[("Range", "bytes=0-1")]),
        preview.get_with("/digits.txt", &[("Range", "bytes=99-")]),
        preview.get_with("/digits.txt", &[("If-None-Match", "*")]),
        preview.get_with("/digits.txt", &[("If-Match", "\"x\"")]),
        preview.get_with("/_search", &[("Origin", "null")]),
        preview.ask("POST", "/", &[]),
        preview.ask("HEAD", "/_vademecum/events", &[]),
        preview.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"),
    ];
    for reply in replies {
        assert_eq!(reply.field("cross-origin-resource-policy"), Some("same-origin"), "{reply:?}");
        assert_eq!(reply.field("x-content-type-options"), Some("nosniff"), "{reply:?}");
    }
}

#[test]
fn a8_nonsense_in_the_head() {
    let preview = Preview::start();
    for origin in ["nonsense", "http://", "http://a b", "://x", "http://localhost/x", "http://evil.example\", \"x"] {
        assert_eq!(preview.get_with("/", &[("Origin", origin)]).status, 400, "{origin}");
    }
    let twice = [("Origin", "http://localhost"), ("Origin", "http://localhost")];
    assert_eq!(preview.get_with("/", &twice).status, 400);
    let names: Vec<_> = (0..1_000).map(|i| format!("x-{i:x}")).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), "1")).collect();
    assert_eq!(preview.get_with("/", &many).status, 431);
    assert_eq!(preview.get_with("/", &[("X-Long", &"x".repeat(17 * 1_024))]).status, 431);
    assert_eq!(preview.get_with("/", &[("X-Long", &"x".repeat(15 * 1_024))]).status, 200);
    assert!(preview.is_alive());
}
