//! B18: of two builds into one folder, the second waits for the first.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::*;
use crate::write::lock::Lock;

/// An output that tells when it is made, and is made only when told so.
struct Held {
    begun: Mutex<Sender<()>>,
    go_on: Mutex<Receiver<()>>,
}

impl Output for Held {
    fn path(&self) -> &str {
        "index.html"
    }

    fn render(&self) -> Result<Rendered> {
        self.begun.lock().unwrap().send(()).unwrap();
        self.go_on.lock().unwrap().recv().unwrap();
        Ok(Rendered::Bytes(b"A".to_vec()))
    }
}

#[test]
fn the_second_build_waits_and_then_goes_on() {
    let fixture = Fixture::new();
    let (begin, begun) = channel();
    let (go, go_on) = channel();
    let held = [Held { begun: Mutex::new(begin), go_on: Mutex::new(go_on) }];
    let first_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            write(&fixture.target(), &held, &Options::default(), &|_| ()).unwrap();
            first_done.store(true, Ordering::SeqCst);
        });
        begun.recv().unwrap();
        let waited = AtomicUsize::new(0);
        let report = write(&fixture.target(), &version("B", 2), &Options::default(), &|progress| {
            if progress == Progress::Waiting {
                waited.fetch_add(1, Ordering::SeqCst);
                go.send(()).unwrap();
            }
        });
        assert!(report.unwrap().swapped);
        assert_eq!(waited.into_inner(), 1);
    });
    assert!(first_done.into_inner());
    assert_eq!(whole_version(&fixture.path("public")), "B");
    assert_eq!(fixture.left_overs(), [""; 0]);
}

#[test]
fn the_lock_is_held_by_one_at_a_time_though_its_file_goes() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("lock");
    let inside = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..200 {
                    let _lock = Lock::take(&path, &|| ()).unwrap();
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                    std::thread::yield_now();
                    inside.fetch_sub(1, Ordering::SeqCst);
                }
            });
        }
    });
    assert!(!path.exists());
}

#[test]
fn builds_in_several_processes_follow_one_another() {
    let fixture = Fixture::new();
    let children = ["A", "B", "C"].map(|version| super::killed::start(&fixture, version, 50, &[]));
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    whole_version(&fixture.path("public"));
    assert_eq!(fixture.left_overs(), [""; 0]);
}
