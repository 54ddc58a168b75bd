//! Parts of a file.

use crate::support::{DIGITS, Preview, Reply};

/// The same bytes from memory and from a file.
const TARGETS: [&str; 2] = ["/digits.txt", "/files/digits.txt"];

fn preview() -> Preview {
    let preview = Preview::start();
    preview.write("digits.txt", DIGITS);
    preview.write("empty.txt", "");
    preview
}

fn range(preview: &Preview, target: &str, range: &str) -> Reply {
    preview.get_with(target, &[("Range", range), ("Accept-Encoding", "gzip, br")])
}

#[test]
fn a17_single_ranges() {
    let preview = preview();
    for target in TARGETS {
        for (field, part, content_range) in [
            ("bytes=0-9", "0123456789", "bytes 0-9/20"),
            ("bytes=-5", "fghij", "bytes 15-19/20"),
            ("bytes=5-", "56789abcdefghij", "bytes 5-19/20"),
            ("bytes=0-99999999", DIGITS, "bytes 0-19/20"),
            ("bytes=-99", DIGITS, "bytes 0-19/20"),
            ("Bytes=19-19", "j", "bytes 19-19/20"),
            ("bytes=0-0,99-", "0", "bytes 0-0/20"),
        ] {
            let reply = range(&preview, target, field);
            assert_eq!(reply.status, 206, "{target} {field}");
            assert_eq!(reply.text(), part);
            assert_eq!(reply.field("content-range"), Some(content_range));
            assert_eq!(reply.field("content-length"), Some(part.len().to_string().as_str()));
            assert!(reply.field("etag").is_some());
        }
    }
}

#[test]
fn a17_ranges_of_a_compressible_page_are_of_its_bytes() {
    let preview = preview();
    let reply = range(&preview, "/faq/", "bytes=0-2");
    assert_eq!((reply.status, reply.text().as_str(), reply.field("content-encoding")), (206, "<p>", None));
    assert_eq!(reply.field("vary"), Some("accept-encoding"));
}

#[test]
fn a17_large_files_are_cut_where_they_are_asked_to() {
    let preview = preview();
    let bytes: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    preview.write("large.pdf", &bytes);
    assert_eq!(preview.get("/files/large.pdf").body, bytes);
    assert_eq!(range(&preview, "/files/large.pdf", "bytes=65530-900001").body, bytes[65_530..=900_001]);
}

#[test]
fn a18_unsatisfiable_ranges() {
    let preview = preview();
    for target in TARGETS {
        for field in ["bytes=20-", "bytes=-0", "bytes=20-30,99-"] {
            let reply = range(&preview, target, field);
            assert_eq!((reply.status, reply.field("content-range")), (416, Some("bytes */20")), "{target} {field}");
            assert!(reply.body.is_empty());
        }
    }
    for target in ["/empty.txt", "/files/empty.txt"] {
        for field in ["bytes=0-", "bytes=-5", "bytes=0-0"] {
            let reply = range(&preview, target, field);
            assert_eq!((reply.status, reply.field("content-range")), (416, Some("bytes */0")), "{target} {field}");
        }
    }
}

#[test]
fn a19_unknown_units_and_faults_get_the_whole() {
    let preview = preview();
    for target in TARGETS {
        for field in ["items=0-5", "bytes", "bytes=", "bytes=a-b", "bytes=0-1-2", "bytes 0-5", "seconds=1-2"] {
            let reply = range(&preview, target, field);
            assert_eq!((reply.status, reply.text().as_str()), (200, DIGITS), "{target} {field}");
        }
        let twice = preview.get_with(target, &[("Range", "bytes=0-1"), ("Range", "bytes=2-3")]);
        assert_eq!(twice.status, 200);
    }
}

#[test]
fn a20_several_ranges() {
    let preview = preview();
    for (target, media_type) in TARGETS.into_iter().zip(["text/plain", "application/pdf"]) {
        let reply = range(&preview, target, "bytes=0-1, 5-6,-2");
        assert_eq!(reply.status, 206);
        assert_eq!(reply.field("content-range"), None);
        assert_eq!(reply.field("content-length").unwrap(), reply.body.len().to_string());
        let boundary = reply.field("content-type").unwrap().strip_prefix("multipart/byteranges; boundary=").unwrap();
        let part = |range: &str, bytes: &str| {
            format!("--{boundary}\r\nContent-Type: {media_type}\r\nContent-Range: bytes {range}/20\r\n\r\n{bytes}\r\n")
        };
        let parts = [part("0-1", "01"), part("5-6", "56"), part("18-19", "ij")].concat();
        assert_eq!(reply.text(), format!("{parts}--{boundary}--\r\n"));
    }
}

#[test]
fn a20_too_much_gets_the_whole() {
    let preview = preview();
    let overlapping = format!("bytes={}", vec!["0-"; 300].join(","));
    let scattered = format!("bytes={}", (0..17).map(|i| format!("{i}-{i}")).collect::<Vec<_>>().join(","));
    for target in TARGETS {
        for field in [&overlapping, &scattered, "bytes=9-2", "bytes=0-1,9-2", "bytes=0-,0-", "bytes=0-15,10-19"] {
            let reply = range(&preview, target, field);
            assert_eq!((reply.status, reply.text().as_str()), (200, DIGITS), "{target} {field}");
        }
    }
}

#[test]
fn a21_if_range() {
    let preview = preview();
    for target in TARGETS {
        let whole = preview.get(target);
        let tag = whole.field("etag").unwrap();
        let status =
            |condition: &str| preview.get_with(target, &[("Range", "bytes=0-1"), ("If-Range", condition)]).status;
        assert_eq!(status(tag), 206);
        assert_eq!(status("\"stale\""), 200);
        assert_eq!(status(&format!("W/{tag}")), 200);
        assert_eq!(status("Sun, 06 Nov 1994 08:49:37 GMT"), 200);
        assert_eq!(status("nonsense"), 200);
    }
}

#[test]
fn a21_if_range_by_date() {
    let preview = preview();
    let path = preview.write("old.pdf", DIGITS);
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(old).unwrap();
    let whole = preview.get("/files/old.pdf");
    let date = whole.field("last-modified").unwrap();
    let status =
        |condition: &str| preview.get_with("/files/old.pdf", &[("Range", "bytes=0-1"), ("If-Range", condition)]).status;
    assert_eq!(status(date), 206);
    file.set_modified(std::time::SystemTime::now()).unwrap();
    let fresh = preview.get("/files/old.pdf");
    assert_eq!(status(fresh.field("last-modified").unwrap()), 200);
}
