//! Server-sent events.

use std::io::{BufRead, BufReader, Write};
use std::time::Duration;

use vademecum_host::{Limits, Options};

use crate::support::{Preview, Reply, connect, read_until};

#[test]
fn messages_come_as_events() {
    let preview = Preview::start();
    let mut watching = preview.watch("");
    let head = read_until(&mut watching, ": watching\n\n");
    assert!(head.starts_with("HTTP/1.1 200 "));
    assert!(head.to_ascii_lowercase().contains("content-type: text/event-stream\r\n"));
    assert!(head.contains("retry: 1000\n"));
    assert_eq!(*preview.site.watched.lock().unwrap(), [Some("/faq/".to_owned())]);
    preview.site.messages.send(r#"{"kind":"reload"}"#.into()).unwrap();
    assert!(read_until(&mut watching, "\n\n").ends_with("data: {\"kind\":\"reload\"}\n\n"));
    preview.site.messages.send("two\nlines".into()).unwrap();
    assert!(read_until(&mut watching, "\n\n").ends_with("data: two\ndata: lines\n\n"));
}

#[test]
fn a_page_is_named_in_every_spelling() {
    let preview = Preview::start();
    for query in ["", "?", "?other=1&page=a%20b+c", "?page"] {
        let mut stream = connect(preview.port);
        write!(stream, "GET /_vademecum/events{query} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        read_until(&mut stream, ": watching\n\n");
    }
    let watched = preview.site.watched.lock().unwrap();
    assert_eq!(*watched, [None, None, Some("a b c".to_owned()), Some(String::new())]);
}

#[test]
fn who_misses_messages_is_told() {
    let preview = Preview::start();
    let mut watching = preview.watch("");
    read_until(&mut watching, ": watching\n\n");
    let large = "x".repeat(1 << 20);
    for _ in 0..64 {
        preview.site.messages.send(large.as_str().into()).unwrap();
    }
    let missed = b"data: {\"kind\":\"reload-all\"}\n";
    let mut lines = BufReader::with_capacity(1 << 20, watching);
    let mut line = Vec::new();
    while line != missed {
        line.clear();
        assert!(lines.read_until(b'\n', &mut line).unwrap() > 0, "the stream ended");
    }
}

#[test]
fn no_more_may_watch_than_there_is_room_for() {
    let limits = Limits { watchers: 2, ..Limits::default() };
    let preview = Preview::with(Options { limits, ..Options::default() });
    let mut first = preview.watch("");
    let mut second = preview.watch("");
    read_until(&mut first, ": watching\n\n");
    read_until(&mut second, ": watching\n\n");
    assert_eq!(Reply::read(preview.watch("Connection: close\r\n")).status, 503);
    assert!(preview.is_alive());
}

#[test]
fn an_idle_stream_says_that_it_lives() {
    let limits = Limits { heartbeat: Duration::from_millis(100), ..Limits::default() };
    let preview = Preview::with(Options { limits, ..Options::default() });
    let mut watching = preview.watch("");
    read_until(&mut watching, ": watching\n\n");
    for _ in 0..3 {
        assert!(read_until(&mut watching, "\n\n").ends_with("\n:\n\n"));
    }
}
