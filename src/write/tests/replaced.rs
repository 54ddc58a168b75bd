//! What changes, what stays, what goes.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;

use super::fault::{Fault, When};
use super::*;
use crate::write::disk::Change;

#[test]
fn a_first_build_makes_the_folder_and_its_manifest() {
    let fixture = Fixture::new();
    let report = fixture.build(&[text("b/c.html", "c"), text("a.css", "a")]).unwrap();
    assert_eq!(report, Report { written: 2, unchanged: 0, removed: 0, bytes: 2, swapped: true });
    let snapshot = fixture.snapshot();
    assert_eq!(snapshot.keys().collect::<Vec<_>>(), ["a.css", "b/c.html", "manifest.json"]);
    insta::assert_snapshot!(
        String::from_utf8(snapshot["manifest.json"].bytes.clone()).unwrap().replace(env!("CARGO_PKG_VERSION"), "VERSION"),
        @r#"
    {"generator":"vademecum VERSION","files":[
    {"path":"a.css","sha256":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb","bytes":1},
    {"path":"b/c.html","sha256":"2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6","bytes":1}
    ]}
    "#
    );
    assert_eq!(fixture.left_overs(), [""; 0]);
}

#[test]
fn a_site_without_pages_still_has_its_manifest() {
    let fixture = Fixture::new();
    assert!(fixture.build(&[]).unwrap().swapped);
    assert!(!fixture.build(&[]).unwrap().swapped);
    assert_eq!(fixture.snapshot().keys().collect::<Vec<_>>(), ["manifest.json"]);
}

#[test]
fn the_folders_above_the_output_are_made() {
    let fixture = Fixture::new();
    let target = Target { folder: fixture.path("out/by/date"), ..fixture.target() };
    build(&target, &version("A", 3)).unwrap();
    assert_eq!(whole_version(&target.folder), "A");
}

#[test]
fn nothing_changed_nothing_touched() {
    let fixture = Fixture::new();
    fs::write(fixture.path("film.mp4"), vec![7; 300_000]).unwrap();
    let outputs =
        || version("A", 30).into_iter().chain([file("media/film.mp4", fixture.path("film.mp4"))]).collect::<Vec<_>>();
    let first = fixture.build(&outputs()).unwrap();
    let before = (fixture.snapshot(), fs::metadata(fixture.path("public")).unwrap().ino());
    let fault = Fault::below(&fixture.path(""), When::Every(Change::Create, ErrorKind::Other));
    let report = fixture.build(&outputs()).unwrap();
    assert_eq!(fault.seen(), 3, "left-overs are looked for at three moments, and that is all");
    assert_eq!(report, Report { written: 0, unchanged: first.written, removed: 0, bytes: first.bytes, swapped: false });
    assert_eq!((fixture.snapshot(), fs::metadata(fixture.path("public")).unwrap().ino()), before);
}

#[test]
fn a_change_leaves_the_other_files_as_they_are() {
    let fixture = Fixture::new();
    fixture.build(&version("A", 10)).unwrap();
    let before = fixture.snapshot();
    assert_eq!(before.len(), 1 + 1 + 3 * 10, "the manifest, the short index, and pages with two copies each");
    let mut outputs = version("A", 10);
    outputs[3].content = Content::Text("short".into());
    let report = fixture.build(&outputs).unwrap();
    assert_eq!((report.written, report.swapped), (1, true));
    assert_eq!(report.removed, 2, "its compressed copies");
    let after = fixture.snapshot();
    let changed: Vec<_> = after.iter().filter(|(path, seen)| before.get(*path) != Some(seen)).map(|(p, _)| p).collect();
    assert_eq!(changed, ["manifest.json", "section-3/page-3.html"]);
    assert_eq!(fixture.left_overs(), [""; 0]);
}

#[test]
fn a_change_of_the_same_size_is_seen() {
    let fixture = Fixture::new();
    fs::write(fixture.path("film.mp4"), vec![7; 300_000]).unwrap();
    let outputs = [text("a", "one"), file("film.mp4", fixture.path("film.mp4"))];
    fixture.build(&outputs).unwrap();
    let mut film = vec![7; 300_000];
    film[299_999] = 8;
    fs::write(fixture.path("film.mp4"), &film).unwrap();
    assert_eq!(fixture.build(&outputs).unwrap().written, 1);
    assert_eq!(fixture.build(&[text("a", "two"), file("film.mp4", fixture.path("film.mp4"))]).unwrap().written, 1);
    assert!(fixture.snapshot()["film.mp4"].bytes == film);
    assert_eq!(fixture.snapshot()["a"].bytes, b"two");
}

#[test]
fn an_incremental_build_equals_a_clean_one() {
    let (incremental, clean) = (Fixture::new(), Fixture::new());
    for round in ["A", "B"] {
        let mut outputs = version("A", 20);
        outputs.truncate(if round == "A" { 20 } else { 15 });
        outputs.push(text("round.txt", &round.repeat(1000)));
        incremental.build(&outputs).unwrap();
        if round == "B" {
            clean.build(&outputs).unwrap();
        }
    }
    assert_eq!(contents(&incremental.snapshot()), contents(&clean.snapshot()));
}

#[test]
fn what_no_output_makes_any_more_is_gone() {
    let fixture = Fixture::new();
    fixture.build(&[text("a", "a"), text("old/b", "b")]).unwrap();
    fs::write(fixture.path("public/dropped-here.txt"), "x").unwrap();
    std::os::unix::fs::symlink("/etc", fixture.path("public/link")).unwrap();
    let report = fixture.build(&[text("a", "a")]).unwrap();
    assert_eq!((report.unchanged, report.removed, report.swapped), (1, 3, true));
    assert_eq!(fixture.snapshot().keys().collect::<Vec<_>>(), ["a", "manifest.json"]);
    assert!(!fixture.path("public/old").exists());
    fs::create_dir(fixture.path("public/empty")).unwrap();
    assert!(fixture.build(&[text("a", "a")]).unwrap().swapped);
    assert!(!fixture.path("public/empty").exists());
}

#[test]
fn links_in_the_old_site_are_never_followed() {
    let fixture = Fixture::new();
    fixture.build(&[text("a/page", "secret")]).unwrap();
    fs::create_dir(fixture.path("elsewhere")).unwrap();
    fs::write(fixture.path("elsewhere/page"), "secret").unwrap();
    fs::remove_dir_all(fixture.path("public/a")).unwrap();
    std::os::unix::fs::symlink(fixture.path("elsewhere"), fixture.path("public/a")).unwrap();
    assert_eq!(fixture.build(&[text("a/page", "secret")]).unwrap().written, 1);
    assert!(!fixture.path("public/a").is_symlink());
    assert!(fixture.path("elsewhere/page").exists());
}

#[test]
fn without_hard_links_files_are_copied_with_their_dates() {
    let fixture = Fixture::new();
    fixture.build(&version("A", 10)).unwrap();
    let before = fixture.snapshot();
    let _fault = Fault::below(&fixture.path(""), When::Every(Change::Link, ErrorKind::Unsupported));
    let mut outputs = version("A", 10);
    outputs[3].content = Content::Text("short".into());
    fixture.build(&outputs).unwrap();
    let after = fixture.snapshot();
    let dates = |snapshot: &Snapshot| snapshot["section-4/page-4.html"].modified;
    assert_eq!(dates(&after), dates(&before));
    assert_ne!(after["section-4/page-4.html"].inode, before["section-4/page-4.html"].inode);
    assert_eq!(contents(&after)["section-4/page-4.html"], contents(&before)["section-4/page-4.html"]);
}

#[test]
fn without_exchange_the_folder_is_replaced_in_two_moves() {
    let fixture = Fixture::new();
    let _fault = Fault::below(&fixture.path(""), When::Every(Change::Exchange, ErrorKind::Unsupported));
    fixture.build(&version("A", 10)).unwrap();
    fixture.build(&version("B", 10)).unwrap();
    assert_eq!(whole_version(&fixture.path("public")), "B");
    assert_eq!(fixture.left_overs(), [""; 0]);
}

#[test]
fn the_folder_keeps_its_access_rights() {
    let fixture = Fixture::new();
    fixture.build(&version("A", 1)).unwrap();
    fs::set_permissions(fixture.path("public"), fs::Permissions::from_mode(0o750)).unwrap();
    fixture.build(&version("B", 1)).unwrap();
    assert_eq!(fs::metadata(fixture.path("public")).unwrap().permissions().mode() & 0o777, 0o750);
}
