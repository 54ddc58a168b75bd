//! What changes on the disk, gathered: one change for all that happens within a moment.

#![expect(clippy::disallowed_methods, reason = "how long a change takes is told; no output depends on it")]

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Event, Listener};
use crate::source::{FOLDERS, SETTINGS};

/// A change is passed on when nothing more has happened for so long.
const QUIET: Duration = Duration::from_millis(8);
/// A change is passed on after so long in any case.
const LONGEST: Duration = Duration::from_millis(30);
/// How long an emptied file may stay so while its program saves it: some truncate a file, and write it when they are ready.
const SAVING: Duration = Duration::from_millis(300);
/// How often folders that the system cannot watch are looked at.
const POLLING: Duration = Duration::from_millis(500);

/// How the disk is watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Watching {
    /// The system tells.
    #[default]
    System,
    /// Everything is looked at every so often: for network drives, whose changes no system tells.
    Polling,
}

/// Something changed.
#[derive(Clone, Debug)]
pub struct Change {
    /// The files and folders; `None`: anything may have.
    pub paths: Option<Vec<PathBuf>>,
    /// When the first sign of it came.
    pub since: Instant,
}

/// The changes of a site's folder, one after the other. `is_empty` looks whether a file of the site is.
pub fn watch(
    root: &Path,
    watching: &Watching,
    listener: &Listener,
    is_empty: impl Fn(&Path) -> bool + Send + 'static,
) -> Box<dyn Iterator<Item = Change> + Send> {
    let system = match watching {
        Watching::System => follow(root, Box::new(is_empty)),
        Watching::Polling => return Box::new(polling()),
    };
    match system {
        Ok(changes) => Box::new(changes),
        Err(error) => {
            listener(Event::Polling { reason: error.to_string() });
            Box::new(polling())
        }
    }
}

/// Every so often anything may have changed. Looking takes a tenth of the time at most.
fn polling() -> impl Iterator<Item = Change> + Send {
    let mut told = Instant::now();
    std::iter::repeat_with(move || {
        std::thread::sleep(POLLING.max(told.elapsed() * 10));
        told = Instant::now();
        Change { paths: None, since: told }
    })
}

/// What the system tells.
fn follow(root: &Path, is_empty: IsEmpty) -> notify::Result<Changes> {
    let (sender, events) = mpsc::channel();
    let mut watcher = RecommendedWatcher::new(sender, Config::default())?;
    start(&mut watcher, root)?;
    Ok(Changes { events, root: root.to_owned(), watcher, is_empty })
}

/// Watches the root itself, and the folders of a site with all that is below: not what else lies in the root, where an
/// output folder may be, or ten thousand files of other programs.
fn start(watcher: &mut RecommendedWatcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS {
        match watcher.watch(&root.join(folder), RecursiveMode::Recursive) {
            Err(error) if !is_absence(&error) => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Whether a folder cannot be watched because it is not there.
fn is_absence(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

/// Looks whether a file is empty.
type IsEmpty = Box<dyn Fn(&Path) -> bool + Send>;

/// Changes as the system tells them.
struct Changes {
    events: Receiver<notify::Result<notify::Event>>,
    root: PathBuf,
    watcher: RecommendedWatcher,
    is_empty: IsEmpty,
}

impl Iterator for Changes {
    type Item = Change;

    fn next(&mut self) -> Option<Change> {
        loop {
            let first = self.events.recv().ok()?;
            let since = Instant::now();
            let mut gathered = Gathered::default();
            gathered.add(first);
            while since.elapsed() < self.longest(&gathered) {
                match self.events.recv_timeout(QUIET) {
                    Ok(event) => gathered.add(event),
                    Err(RecvTimeoutError::Timeout) if self.longest(&gathered) == SAVING => {}
                    Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
                }
            }
            self.watch_new_folders(&gathered);
            if gathered.everything || !gathered.paths.is_empty() {
                let paths = (!gathered.everything).then_some(gathered.paths);
                return Some(Change { paths, since });
            }
        }
    }
}

impl Changes {
    /// How long to wait for more.
    fn longest(&self, gathered: &Gathered) -> Duration {
        if gathered.paths.iter().any(|path| (self.is_empty)(path)) { SAVING } else { LONGEST }
    }

    /// A folder of the site that appears, or comes back, is watched from then on.
    fn watch_new_folders(&mut self, gathered: &Gathered) {
        let folders = FOLDERS.iter().map(|folder| self.root.join(folder));
        for folder in folders.filter(|folder| gathered.paths.contains(folder)) {
            // One that went will be told of when it comes back.
            let _ = self.watcher.watch(&folder, RecursiveMode::Recursive);
        }
    }
}

/// Events of one moment.
#[derive(Default)]
struct Gathered {
    paths: Vec<PathBuf>,
    everything: bool,
}

impl Gathered {
    fn add(&mut self, event: notify::Result<notify::Event>) {
        let Ok(event) = event else {
            self.everything = true;
            return;
        };
        self.everything |= event.need_rescan();
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        for path in event.paths {
            if !self.paths.contains(&path) && may_belong(&path) {
                self.paths.push(path);
            }
        }
    }
}

/// Whether a path in the root may belong to a site; a first look, which saves the noise of other files.
fn may_belong(path: &Path) -> bool {
    let is_known = |name: &str| name == SETTINGS || FOLDERS.contains(&name);
    path.iter().filter_map(|part| part.to_str()).any(is_known)
}
