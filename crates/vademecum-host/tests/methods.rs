//! Methods and bodies of requests.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use vademecum_host::{Limits, Options};

use crate::support::{Preview, Reply};

#[test]
fn a15_only_get_and_head() {
    let preview = Preview::start();
    for method in ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "PROPFIND", "get"] {
        for target in ["/", "/nowhere", "/_search", "/_vademecum/events"] {
            let reply = preview.ask(method, target, &[]);
            assert_eq!((reply.status, reply.field("allow")), (405, Some("GET, HEAD")), "{method} {target}");
            assert!(reply.body.is_empty());
        }
    }
    assert_eq!(preview.ask("OPTIONS", "*", &[]).status, 405);
    let port = preview.port;
    let tunnel = preview
        .raw(format!("CONNECT localhost:{port} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"));
    assert!(matches!(tunnel.status, 400 | 405), "{}", tunnel.status);
}

#[test]
fn a16_head_is_get_without_its_body() {
    let preview = Preview::start();
    preview.write("a.pdf", "0123456789");
    preview.write("empty.pdf", "");
    for target in [
        "/",
        "/faq/",
        "/faq",
        "/picture.png",
        "/empty.txt",
        "/files/a.pdf",
        "/files/empty.pdf",
        "/nowhere",
        "/broken",
        "/_search?q=a",
        "/CON",
    ] {
        for coding in ["identity", "gzip", "br"] {
            let fields = [("Accept-Encoding", coding)];
            let (get, head) = (preview.ask("GET", target, &fields), preview.ask("HEAD", target, &fields));
            assert_eq!((head.status, head.fields()), (get.status, get.fields()), "{target}");
            assert_eq!(get.field("content-length").unwrap(), get.body.len().to_string(), "{target}");
            assert!(head.body.is_empty(), "{target}");
        }
    }
    let events = preview.ask("HEAD", "/_vademecum/events", &[]);
    assert_eq!((events.status, events.field("content-type")), (200, Some("text/event-stream")));
    assert!(events.body.is_empty());
}

#[test]
fn connections_are_kept() {
    let preview = Preview::start();
    let mut stream = preview.connect();
    let request = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello";
    let last = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    stream.write_all(format!("{request}{request}{last}").as_bytes()).unwrap();
    let mut all = String::new();
    stream.read_to_string(&mut all).unwrap();
    assert_eq!(all.matches("HTTP/1.1 404 ").count(), 2);
    assert_eq!(all.matches("HTTP/1.1 200 ").count(), 1);
    assert!(all.ends_with("<h1>Accueil</h1>"));
}

#[test]
fn large_bodies_are_refused() {
    let preview = Preview::start();
    let declared = preview.ask("GET", "/", &[("Content-Length", "65537")]);
    assert_eq!((declared.status, declared.field("connection")), (413, Some("close")));
    let head = "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunk = format!("{:x}\r\n{}\r\n", 20_000, "x".repeat(20_000));
    assert_eq!(preview.raw(format!("{head}{}0\r\n\r\n", chunk.repeat(4))).status, 413);
    let close = head.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    assert_eq!(preview.raw(format!("{close}{}0\r\n\r\n", chunk.repeat(3))).status, 200);
    assert_eq!(preview.raw(format!("{close}zz\r\n")).status, 400);
    assert!(preview.is_alive());
}

#[test]
fn a_body_that_does_not_come_is_not_waited_for() {
    let limits = Limits { head_time: Duration::from_millis(500), ..Limits::default() };
    let preview = Preview::with(Options { limits, ..Options::default() });
    let started = Instant::now();
    assert_eq!(preview.ask("GET", "/", &[("Content-Length", "10")]).status, 408);
    assert!(started.elapsed() < Duration::from_secs(2));
}

#[test]
fn a_silent_connection_is_closed_before_and_between_requests() {
    let limits = Limits { head_time: Duration::from_millis(500), ..Limits::default() };
    let preview = Preview::with(Options { limits, ..Options::default() });
    let started = Instant::now();
    let silent = preview.connect();
    let mut idle = preview.connect();
    idle.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    assert_eq!(Reply::read(idle).status, 200);
    let closed = Reply::read(silent).status;
    assert!(matches!(closed, 0 | 408), "{closed}");
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
}
