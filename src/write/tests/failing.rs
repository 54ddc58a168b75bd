//! B15, B16: whatever fails, the old site stays whole and nothing is left beside it.

use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;

use super::fault::{Fault, When};
use super::*;
use crate::write::disk::Change;

#[test]
fn a_failing_output_leaves_the_old_site() {
    let fixture = Fixture::new();
    fixture.build(&version("A", 10)).unwrap();
    let before = fixture.snapshot();
    let mut outputs = version("B", 10);
    outputs.push(Made { path: "z.html".into(), content: Content::Failure });
    assert_eq!(fixture.build(&outputs).unwrap_err().to_string(), "broken template");
    assert_eq!(fixture.snapshot(), before);
    assert_eq!(fixture.left_overs(), [""; 0]);
}

#[test]
fn a_panic_leaves_the_old_site() {
    let fixture = Fixture::new();
    fixture.build(&version("A", 10)).unwrap();
    let before = fixture.snapshot();
    let mut outputs = version("B", 10);
    outputs.push(Made { path: "z.html".into(), content: Content::Panic });
    catch_unwind(AssertUnwindSafe(|| fixture.build(&outputs))).unwrap_err();
    assert_eq!(fixture.snapshot(), before);
    assert_eq!(fixture.left_overs(), [""; 0]);
}

#[test]
fn a_source_that_is_missing_or_no_file_is_an_error() {
    let fixture = Fixture::new();
    for from in [fixture.path("gone.pdf"), fixture.path("content"), PathBuf::from("/dev/zero")] {
        let error = fixture.build(&[file("a.pdf", from.clone())]).unwrap_err();
        assert!(error.message.en.contains(from.to_str().unwrap()), "{error}");
        assert!(!fixture.path("public").exists());
        assert_eq!(fixture.left_overs(), [""; 0]);
    }
}

/// Fails each change of the disk in turn, in one build after another.
fn fail_each_in_turn(more: impl Fn(&Fixture) -> Option<Fault>) {
    for nth in 0.. {
        let fixture = Fixture::new();
        fs::write(fixture.path("film.mp4"), vec![7; 300_000]).unwrap();
        let outputs = |version: &str| {
            let mut outputs = super::version(version, 3);
            outputs.extend([text("same.txt", "same"), file(&format!("{version}.mp4"), fixture.path("film.mp4"))]);
            outputs
        };
        fixture.build(&outputs("A")).unwrap();
        let _other = more(&fixture);
        let fault = Fault::below(&fixture.path(""), When::Nth(nth, ErrorKind::StorageFull));
        let result = fixture.build(&outputs("B"));
        let reached = fault.seen() > nth;
        drop(fault);
        let replaced = match &result {
            Ok(_) => true,
            Err(error) => error.message.en.contains("the new site is in place"),
        };
        assert_eq!(whole_version(&fixture.path("public")), if replaced { "B" } else { "A" }, "change {nth}");
        assert_eq!(fixture.left_overs(), [""; 0], "change {nth}: {result:?}");
        if !reached {
            assert!(result.is_ok() && nth > 15, "{nth}");
            return;
        }
    }
}

#[test]
fn each_change_may_fail() {
    fail_each_in_turn(|_| None);
}

#[test]
fn a_second_move_that_fails_is_taken_back() {
    let fixture = Fixture::new();
    fixture.build(&version("A", 3)).unwrap();
    let before = fixture.snapshot();
    // Below `public` itself there are two changes: the exchange, then the move of the new site in.
    let _exchange = Fault::below(&fixture.path(""), When::Every(Change::Exchange, ErrorKind::Unsupported));
    let _second = Fault::below(&fixture.path("public"), When::Nth(1, ErrorKind::PermissionDenied));
    let error = fixture.build(&version("B", 3)).unwrap_err();
    assert_eq!(error.source.as_ref().unwrap().kind(), ErrorKind::PermissionDenied);
    assert_eq!(fixture.snapshot(), before);
    assert_eq!(fixture.left_overs(), [""; 0]);
}

#[test]
fn a_refusal_of_the_disk_tells_where_and_what_to_do() {
    let fixture = Fixture::new();
    for (kind, remedy) in [(ErrorKind::PermissionDenied, "rights"), (ErrorKind::ReadOnlyFilesystem, "read-only")] {
        let _fault = Fault::below(&fixture.path(""), When::Every(Change::Create, kind));
        let error = fixture.build(&version("A", 1)).unwrap_err();
        assert!(error.message.en.contains("index.html") || error.message.en.contains("page-0"), "{error}");
        assert!(error.message.en.contains(remedy), "{error}");
    }
}

/// A small disk in memory, mounted for one test.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(folder: &Path) -> Option<Self> {
        fs::create_dir(folder).unwrap();
        let mut mount = Command::new("mount");
        let mount = mount.args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"]).arg(folder).output();
        mount.is_ok_and(|mount| mount.status.success()).then(|| Self(folder.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg(&self.0).status().unwrap();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let fixture = Fixture::new();
    let Some(disk) = SmallDisk::mount(&fixture.path("disk")) else {
        eprintln!("skipped: mounting a small disk takes root");
        return;
    };
    let target = Target { folder: disk.0.join("public"), ..fixture.target() };
    build(&target, &version("A", 10)).unwrap();
    let before = snapshot(&target.folder);
    let large = [version("B", 10), vec![text("large.bin", &"x".repeat(400_000))]];
    let error = build(&target, &large.into_iter().flatten().collect::<Vec<_>>()).unwrap_err();
    assert_eq!(error.source.as_ref().unwrap().kind(), ErrorKind::StorageFull);
    assert!(error.message.fr.contains("Libérez de la place"), "{}", error.message.fr);
    assert_eq!(snapshot(&target.folder), before);
    assert_eq!(fs::read_dir(&disk.0).unwrap().count(), 1, "nothing is left beside it");
    let mounted = Target { folder: disk.0.clone(), force: true, ..fixture.target() };
    let error = build(&mounted, &version("B", 1)).unwrap_err();
    assert!(error.message.en.contains("mount point"), "{error}");
    assert_eq!(snapshot(&target.folder), before);
}
