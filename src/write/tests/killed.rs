//! B14: a build that is killed leaves the old site or the new one, and the next build clears up.

use std::io::ErrorKind;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use super::fault::{Fault, When};
use super::*;
use crate::write::disk::Change;

const ROOT: &str = "VADEMECUM_TEST_WRITE_ROOT";
const VERSION: &str = "VADEMECUM_TEST_WRITE_VERSION";
const DIE_AT: &str = "VADEMECUM_TEST_WRITE_DIE_AT";
const PAGES: &str = "VADEMECUM_TEST_WRITE_PAGES";
const TWO_MOVES: &str = "VADEMECUM_TEST_WRITE_TWO_MOVES";

/// A build in a process of its own: does nothing unless another test starts it with the variables above.
#[test]
fn child() {
    let Ok(root) = std::env::var(ROOT) else { return };
    let root = PathBuf::from(root);
    let _die = std::env::var(DIE_AT).ok().map(|nth| Fault::below(&root, When::DieAt(nth.parse().unwrap())));
    let _two = std::env::var(TWO_MOVES)
        .ok()
        .map(|_| Fault::below(&root, When::Every(Change::Exchange, ErrorKind::Unsupported)));
    let target = Target { folder: root.join("public"), site_root: root, force: false };
    let pages = std::env::var(PAGES).unwrap().parse().unwrap();
    build(&target, &version(&std::env::var(VERSION).unwrap(), pages)).unwrap();
}

pub(super) fn start(fixture: &Fixture, version: &str, pages: usize, more: &[(&str, String)]) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "write::tests::killed::child", "--test-threads=1"])
        .env(ROOT, fixture.path(""))
        .env(VERSION, version)
        .env(PAGES, pages.to_string())
        .envs(more.iter().cloned())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_build_killed_at_any_moment_leaves_a_whole_site() {
    let (fixture, pages) = (Fixture::new(), 50);
    fixture.build(&version("A", pages)).unwrap();
    let started = Instant::now();
    assert!(start(&fixture, "B", pages, &[]).wait().unwrap().success());
    let full = started.elapsed();
    for round in 0..20 {
        let (old, new) = if round % 2 == 0 { ("B", "A") } else { ("A", "B") };
        fixture.build(&version(old, pages)).unwrap();
        let mut child = start(&fixture, new, pages, &[]);
        std::thread::sleep(full * (round + 1) / 20);
        child.kill().unwrap();
        child.wait().unwrap();
        let found = whole_version(&fixture.path("public"));
        assert!(found == old || found == new, "round {round}: {found}");
    }
    fixture.build(&version("C", pages)).unwrap();
    assert_eq!(whole_version(&fixture.path("public")), "C");
    assert_eq!(fixture.left_overs(), [""; 0]);
}

/// Kills a build of version B before each of its changes of the disk in turn, and looks at what it left.
fn kill_before_each_change(more: &[(&str, String)], inspect: impl Fn(&Fixture)) {
    for nth in 0.. {
        let fixture = Fixture::new();
        fixture.build(&version("A", 3)).unwrap();
        let more = [more, &[(DIE_AT, nth.to_string())]].concat();
        let survived = start(&fixture, "B", 3, &more).wait().unwrap().success();
        inspect(&fixture);
        // A build that fails recovers what the killed one left, too.
        fixture.build(&[Made { path: "a".into(), content: Content::Failure }]).unwrap_err();
        let found = whole_version(&fixture.path("public"));
        assert!(found == "A" || found == "B", "change {nth}: {found}");
        assert_eq!(fixture.left_overs(), [""; 0], "change {nth}");
        if survived {
            assert!(found == "B" && nth > 10, "{nth}");
            return;
        }
    }
}

#[test]
fn a_build_killed_before_any_change_leaves_a_whole_site() {
    kill_before_each_change(&[], |fixture| {
        whole_version(&fixture.path("public"));
    });
}

#[test]
fn a_build_killed_between_two_moves_is_recovered_by_the_next() {
    kill_before_each_change(&[(TWO_MOVES, "1".into())], |fixture| {
        let public = fixture.path("public");
        whole_version(if public.exists() {
            &public
        } else {
            Box::leak(Box::new(fixture.path(".public.vademecum-old")))
        });
    });
}

#[test]
fn what_killed_builds_left_is_removed() {
    let fixture = Fixture::new();
    fixture.build(&version("A", 3)).unwrap();
    for left in ["staging", "old"] {
        fs::create_dir_all(fixture.path(&format!(".public.vademecum-{left}/x"))).unwrap();
    }
    fs::write(fixture.path(".public.vademecum-lock"), "").unwrap();
    fs::write(fixture.path(".public.vademecum-staging/index.html"), "half").unwrap();
    assert!(!fixture.build(&version("A", 3)).unwrap().swapped);
    assert_eq!(fixture.left_overs(), [""; 0]);
    assert_eq!(whole_version(&fixture.path("public")), "A");
}
