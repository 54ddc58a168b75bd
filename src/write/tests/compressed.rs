//! Compressed copies.

use std::io::Read;

use super::*;

fn gunzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut out).unwrap();
    out
}

fn unbrotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    brotli::Decompressor::new(bytes, 4096).read_to_end(&mut out).unwrap();
    out
}

#[test]
fn copies_hold_the_same_bytes() {
    for length in [256, 4_000, 200_000, 3_000_000] {
        let (fixture, prose) = (Fixture::new(), prose(length));
        fixture.build(&[text("a.html", &prose)]).unwrap();
        let snapshot = fixture.snapshot();
        assert_eq!(gunzip(&snapshot["a.html.gz"].bytes), prose.as_bytes());
        if let Some(copy) = snapshot.get("a.html.br") {
            assert_eq!(unbrotli(&copy.bytes), prose.as_bytes());
            assert!(copy.bytes.len() < snapshot["a.html.gz"].bytes.len());
        } else {
            assert_eq!(length, 256, "only for tiny files may brotli lose");
        }
        assert_eq!(
            &snapshot["a.html.gz"].bytes[3..10],
            [0, 0, 0, 0, 0, 4, 255],
            "no flags, no date, the fastest level, no system"
        );
    }
}

#[test]
fn only_files_that_gain_have_copies() {
    let fixture = Fixture::new();
    let long = "a".repeat(250) + ".txt";
    fs::write(fixture.path("data.csv"), prose(5_000)).unwrap();
    fs::write(fixture.path("film.mp4"), prose(5_000)).unwrap();
    let outputs = [
        text("short.html", &"a".repeat(255)),
        text("picture.png", &"a".repeat(5_000)),
        text("noextension", &"a".repeat(5_000)),
        text("UPPER.SVG", &prose(5_000)),
        text(&long, "too long"),
        file("film.mp4", fixture.path("film.mp4")),
        file("data.csv", fixture.path("data.csv")),
    ];
    fixture.build(&outputs).unwrap();
    let snapshot = fixture.snapshot();
    let copies: Vec<_> = snapshot.keys().filter(|path| path.ends_with(".gz") || path.ends_with(".br")).collect();
    assert_eq!(copies, ["UPPER.SVG.br", "UPPER.SVG.gz", "data.csv.br", "data.csv.gz"]);
    assert!(
        write(&fixture.target(), &outputs, &Options { compress: false, ..Options::default() }, &|_| ())
            .unwrap()
            .swapped
    );
    assert!(fixture.snapshot().keys().all(|path| !path.ends_with(".gz") && !path.ends_with(".br")));
}

#[test]
fn copies_of_unchanged_files_are_not_made_again() {
    let fixture = Fixture::new();
    fixture.build(&[text("a.html", &prose(5_000)), text("b.html", "b")]).unwrap();
    // A mark that only this build could have left, in a copy of the recorded size.
    let marked = fs::read(fixture.path("public/a.html.gz")).unwrap().iter().map(|byte| !byte).collect::<Vec<u8>>();
    fs::write(fixture.path("public/a.html.gz"), &marked).unwrap();
    fixture.build(&[text("a.html", &prose(5_000)), text("b.html", "c")]).unwrap();
    assert_eq!(fixture.snapshot()["a.html.gz"].bytes, marked);
    // Another version of the program, or another content, makes them anew.
    let newer = Options { generator: "vademecum 99.0.0".into(), ..Options::default() };
    write(&fixture.target(), &[text("a.html", &prose(5_000))], &newer, &|_| ()).unwrap();
    assert_eq!(gunzip(&fixture.snapshot()["a.html.gz"].bytes), prose(5_000).as_bytes());
}

#[test]
fn copies_follow_their_file_though_it_was_edited_by_hand() {
    let fixture = Fixture::new();
    let (wrong, right) = (prose(5_000), prose(5_000).replace("Information", "Informatiom"));
    fixture.build(&[text("a.html", &wrong)]).unwrap();
    fs::write(fixture.path("public/a.html"), &right).unwrap();
    fixture.build(&[text("a.html", &right)]).unwrap();
    assert_eq!(gunzip(&fixture.snapshot()["a.html.gz"].bytes), right.as_bytes());
    assert_eq!(unbrotli(&fixture.snapshot()["a.html.br"].bytes), right.as_bytes());
    fixture.build(&[text("a.html", &right)]).unwrap();
    fs::remove_file(fixture.path("public/a.html.br")).unwrap();
    fixture.build(&[text("a.html", &right)]).unwrap();
    assert_eq!(unbrotli(&fixture.snapshot()["a.html.br"].bytes), right.as_bytes());
}

#[test]
fn an_output_comes_before_a_copy_of_its_name() {
    let fixture = Fixture::new();
    let own = [text("data.csv", &prose(5_000)), text("DATA.csv.gz", "mine"), text("data.csv.br/x", "mine")];
    fixture.build(&own).unwrap();
    assert_eq!(
        fixture.snapshot().keys().collect::<Vec<_>>(),
        ["DATA.csv.gz", "data.csv", "data.csv.br/x", "manifest.json"]
    );
    fixture.build(&own[..1]).unwrap();
    assert_eq!(gunzip(&fixture.snapshot()["data.csv.gz"].bytes), prose(5_000).as_bytes());
}
