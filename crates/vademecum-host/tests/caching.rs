//! What a browser has already, and in which coding.

use std::io::Read;
use std::time::{Duration, SystemTime};

use crate::support::{DIGITS, Preview, long_page};

#[test]
fn a22_conditions_in_their_order() {
    let preview = Preview::start();
    let path = preview.write("digits.txt", DIGITS);
    let modified = SystemTime::now() - Duration::from_secs(3_600);
    std::fs::File::options().write(true).open(path).unwrap().set_modified(modified).unwrap();
    let whole = preview.get("/files/digits.txt");
    let (tag, date) = (whole.field("etag").unwrap(), whole.field("last-modified").unwrap());
    let weak = format!("W/{tag}");
    let list = format!("\"other\" ,, {weak}");
    let early = "Sun, 06 Nov 1994 08:49:37 GMT";
    for (fields, status) in [
        (vec![("If-None-Match", list.as_str())], 304),
        (vec![("If-None-Match", "*")], 304),
        (vec![("If-None-Match", &weak)], 304),
        (vec![("If-None-Match", "\"other\"")], 200),
        (vec![("If-None-Match", "\"other\""), ("If-None-Match", tag)], 304),
        (vec![("If-None-Match", "\"other\""), ("If-Modified-Since", date)], 200),
        (vec![("If-Modified-Since", date)], 304),
        (vec![("If-Modified-Since", early)], 200),
        (vec![("If-Modified-Since", "nonsense")], 200),
        (vec![("If-Match", tag)], 200),
        (vec![("If-Match", &weak)], 412),
        (vec![("If-Match", "*")], 200),
        (vec![("If-Match", "\"other\""), ("If-None-Match", tag)], 412),
        (vec![("If-Unmodified-Since", early)], 412),
        (vec![("If-Unmodified-Since", date)], 200),
        (vec![("If-Match", tag), ("If-Unmodified-Since", early)], 200),
        (vec![("If-None-Match", tag), ("Range", "bytes=0-1")], 304),
        (vec![("If-Match", "\"other\""), ("Range", "bytes=0-1")], 412),
    ] {
        for method in ["GET", "HEAD"] {
            let reply = preview.ask(method, "/files/digits.txt", &fields);
            assert_eq!(reply.status, status, "{method} {fields:?}");
            if status == 304 {
                assert_eq!((reply.field("etag"), reply.field("last-modified")), (Some(tag), Some(date)));
                assert_eq!((reply.field("cache-control"), reply.body.len()), (Some("no-cache"), 0));
                assert_eq!((reply.field("content-length"), reply.field("content-type")), (None, None));
            }
        }
    }
}

#[test]
fn a22_an_error_page_is_never_had_already() {
    let preview = Preview::start();
    for (target, status) in [("/nowhere", 404), ("/broken", 500)] {
        let tag = preview.get(target).field("etag").unwrap().to_owned();
        for fields in [[("If-None-Match", tag.as_str())], [("If-Match", "\"x\"")], [("Range", "bytes=0-1")]] {
            assert_eq!(preview.get_with(target, &fields).status, status, "{target} {fields:?}");
        }
    }
}

#[test]
fn a23_an_edit_of_the_same_size_within_a_second() {
    let preview = Preview::start();
    let tag = || preview.get("/files/a.pdf").field("etag").unwrap().to_owned();
    preview.write("a.pdf", "one");
    let one = tag();
    assert_eq!(tag(), one);
    std::thread::sleep(Duration::from_millis(20));
    preview.write("a.pdf", "two");
    let two = tag();
    assert_ne!(one, two);
    let other = preview.write("other", "six");
    std::fs::rename(other, preview.site.folder.path().join("a.pdf")).unwrap();
    assert_ne!(tag(), two);
    assert_eq!(preview.get_with("/files/a.pdf", &[("If-None-Match", &one)]).text(), "six");
}

#[test]
fn pages_come_in_the_coding_that_is_asked_for() {
    let preview = Preview::start();
    let plain = preview.get("/faq/");
    assert_eq!((plain.field("content-encoding"), plain.field("vary")), (None, Some("accept-encoding")));
    let mut tags = vec![plain.field("etag").unwrap().to_owned()];
    for (accept, coding) in [("gzip, deflate, br", "br"), ("br;q=0.1, gzip", "gzip")] {
        let reply = preview.get_with("/faq/", &[("Accept-Encoding", accept)]);
        assert_eq!((reply.field("content-encoding"), reply.field("vary")), (Some(coding), Some("accept-encoding")));
        assert!(reply.body.len() < plain.body.len() / 4);
        let mut text = String::new();
        match coding {
            "br" => brotli::Decompressor::new(&reply.body[..], 4_096).read_to_string(&mut text),
            _ => flate2::read::GzDecoder::new(&reply.body[..]).read_to_string(&mut text),
        }
        .unwrap();
        assert_eq!(text, long_page());
        let tag = reply.field("etag").unwrap().to_owned();
        let again = [("Accept-Encoding", accept), ("If-None-Match", &tag)];
        let again = preview.get_with("/faq/", &again);
        assert_eq!(
            (again.status, again.field("etag"), again.field("vary")),
            (304, Some(&*tag), Some("accept-encoding"))
        );
        tags.push(tag);
    }
    tags.dedup();
    assert_eq!(tags.len(), 3);
}

#[test]
fn what_gets_no_shorter_is_sent_as_it_is() {
    let preview = Preview::start();
    preview.write("a.pdf", "x".repeat(9_000));
    for target in ["/", "/picture.png", "/files/a.pdf", "/empty.txt"] {
        let reply = preview.get_with(target, &[("Accept-Encoding", "gzip, br")]);
        assert_eq!((reply.field("content-encoding"), reply.field("vary")), (None, None), "{target}");
    }
    for accept in ["identity", "gzip;q=0, br;q=0", "*;q=0", "identity;q=0"] {
        let reply = preview.get_with("/faq/", &[("Accept-Encoding", accept)]);
        assert_eq!(reply.text(), long_page(), "{accept}");
    }
}

#[test]
fn a_media_type_adds_no_field() {
    let reply = Preview::start().get("/odd-type");
    assert_eq!((reply.status, reply.field("content-type")), (200, Some("application/octet-stream")));
    assert_eq!(reply.field("set-cookie"), None);
}
