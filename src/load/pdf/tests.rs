//! Files as programs write them, and files made to harm.

use libdeflater::{CompressionLvl, Compressor};

use super::*;

/// A PDF of empty pages, as plain objects.
pub fn plain(pages: usize, info: &str) -> Vec<u8> {
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", page + 4)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {pages} /MediaBox [0 0 9 9] >>"),
        format!("<< {info} >>"),
    ];
    objects.extend((0..pages).map(|_| "<< /Type /Page /Parent 2 0 R >>".to_owned()));
    file(&objects, "/Root 1 0 R /Info 3 0 R")
}

/// A file of objects, numbered from 1, with its table.
fn file(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(text.len());
        text += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = text.len();
    text += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    offsets.iter().for_each(|offset| text += &format!("{offset:010} 00000 n \n"));
    text += &format!("trailer\n<< /Size {} {trailer} >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    text.into_bytes()
}

/// A file whose objects, `size` bytes with spaces before them, are in a stream, and its trailer too (section 7.5.8).
fn packed(size: usize, filter: &str) -> Vec<u8> {
    let objects = "<< /Type /Catalog /Pages 2 0 R >> << /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >> << >> << >>";
    let pairs = "1 0 2 34 3 82 4 88 ";
    let text = format!("{pairs}{objects}{}", " ".repeat(size.saturating_sub(objects.len() + pairs.len())));
    let mut compressor = Compressor::new(CompressionLvl::default());
    let mut data = vec![0; compressor.zlib_compress_bound(text.len())];
    let length = compressor.zlib_compress(text.as_bytes(), &mut data).unwrap();
    let data = if filter.is_empty() { text.as_bytes() } else { &data[..length] };
    let filter = if filter.is_empty() { String::new() } else { format!("/Filter {filter}") };
    let first = pairs.len();
    let mut bytes =
        format!("%PDF-1.7\n5 0 obj\n<< /Type /ObjStm /N 4 /First {first} {filter} >>\nstream\n").into_bytes();
    bytes.extend(data);
    bytes.extend(b"\nendstream\nendobj\n6 0 obj\n<< /Type/XRef/Root 1 0 R >>\nstream\nx\nendstream\nendobj\n%%EOF\n");
    bytes
}

#[test]
fn pages_and_title_are_read() {
    assert_eq!(read(&plain(3, "/Title (Guide)")), Some(Facts { pages: 3, titled: true }));
    assert_eq!(read(&plain(1, "")), Some(Facts { pages: 1, titled: false }));
    assert_eq!(read(&plain(1, "/Title ( )")), Some(Facts { pages: 1, titled: false }));
    assert!(read(&plain(1, "/Title <FEFF00C9>")).unwrap().titled);
}

#[test]
fn a_title_of_the_metadata_counts() {
    let with = |title: &str| {
        let metadata = format!("% <dc:title><rdf:Alt><rdf:li xml:lang=\"fr\">{title}</rdf:li></rdf:Alt></dc:title>\n");
        let mut bytes = plain(1, "");
        bytes.splice(9..9, metadata.into_bytes());
        read(&bytes).unwrap().titled
    };
    assert!(with("Guide"));
    assert!(!with(""));
}

#[test]
fn what_is_no_pdf_is_none() {
    for bytes in
        [&b""[..], b"%PDF-1.4\n", b"Bonjour", b"<html></html>", b"%PDF-1.7\nstream", b"trailer << /Root 1 0 R >>"]
    {
        assert_eq!(read(bytes), None, "{}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(read(&plain(0, "")), None);
}

/// What takes libraries minutes: each of these is read once, from front to end.
#[test]
fn deep_and_long_files_end() {
    let units = [
        "[",
        "<<",
        "(",
        "<< /A ",
        "1 0 obj ",
        "1 0 obj\n<< /Type /ObjStm >>\nstream\n",
        "1 0 obj << /N 1 /First 1 /Type /ObjStm >> stream\n",
        "trailer << ",
        "stream\n",
        "endobj ",
        "1 0 obj << /Length 5 0 R >> stream\nabc\n",
        "/",
        "%",
        "<dc:title>",
        "obj obj",
    ];
    for unit in units {
        let text = unit.repeat(50_000);
        let object = format!("<< /Pages 1 0 R /Count 1 {text}");
        for bytes in [file(&[text], "/Root 1 0 R"), file(&[object], "/Root 1 0 R /Info 1 0 R")] {
            read(&bytes);
        }
    }
    assert_eq!(read(&plain(20_000, "")).unwrap().pages, 20_000);
}

#[test]
fn packed_objects_are_unpacked_within_limits() {
    let two = Some(Facts { pages: 2, titled: false });
    for filter in ["", "/FlateDecode", "/FlateDecode /DecodeParms << /Columns 4 >>"] {
        assert_eq!(read(&packed(1_000, filter)), two, "{filter}");
    }
    assert_eq!(read(&packed(MAX_UNPACKED + 1, "/FlateDecode")), None);
    for filter in ["[/FlateDecode /FlateDecode]", "/LZWDecode"] {
        assert_eq!(read(&packed(1_000, filter)), None, "{filter}");
    }
}

#[test]
fn the_last_of_two_objects_with_one_number_counts() {
    let mut bytes = plain(2, "/Title (Guide)");
    bytes.extend(b"2 0 obj\n<</Kids[4 0 R]/Count 1/Type/Pages>>\nendobj\n3 0 obj<</Title()>>endobj\ntrailer <</Root 1 0 R/Info 3 0 R>>\n");
    assert_eq!(read(&bytes), Some(Facts { pages: 1, titled: false }));
}

#[test]
fn what_stands_in_streams_comments_and_texts_is_no_object() {
    let mut bytes = plain(2, "/Title (a \\) /Count 9 >> (b))");
    bytes.extend(b"9 0 obj\n<< /Length 40 >>\nstream\n2 0 obj\n<< /Count 7 >>\nendstream\nendobj\n");
    assert_eq!(read(&bytes), Some(Facts { pages: 2, titled: true }));
}

#[test]
fn a_count_that_no_file_can_hold_is_not_believed() {
    let lie = String::from_utf8(plain(2, "")).unwrap().replace("/Count 2", "/Count 2000000000");
    assert_eq!(read(lie.as_bytes()), None);
}

/// Files with bytes changed, cut out or doubled: whatever comes in, reading ends.
#[test]
fn broken_files_end() {
    let whole = plain(5, "/Title (Guide)");
    let mut state = 1_u64;
    let mut random = move |below: usize| {
        // A linear congruential generator (Knuth, MMIX) is random enough, and gives the same files every time.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..2_000 {
        let mut bytes = whole.clone();
        for _ in 0..=random(6) {
            let (at, length) = (random(bytes.len()), random(40));
            let end = (at + length).min(bytes.len());
            match random(4) {
                0 => bytes[at] = random(256) as u8,
                1 => drop(bytes.drain(at..end)),
                2 => bytes.splice(at..at, whole[at.min(whole.len())..end.min(whole.len())].to_vec()).for_each(drop),
                _ => bytes[at] = b"0123456789<>[]()/R "[random(19)],
            }
            if bytes.is_empty() {
                break;
            }
        }
        read(&bytes);
    }
}
