//! What changes on the disk, gathered: one change for all that happens within a moment.

#![expect(clippy::disallowed_methods, reason = "how long a change takes is told; no output depends on it")]

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Event, Listener};
use crate::source::{FOLDERS, SETTINGS};

/// A change is passed on when nothing more has happened for so long.
const QUIET: Duration = Duration::from_millis(8);
/// A change is passed on after so long in any case.
const LONGEST: Duration = Duration::from_millis(30);
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

/// The changes of a site's folder, one after the other.
pub fn watch(root: &Path, watching: Watching, listener: &Listener) -> impl Iterator<Item = Change> + Send + 'static {
    let (sender, events) = mpsc::channel();
    let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let watcher = watcher(&root, &watching, sender, listener);
    Changes { events, watched: Watched { root, watcher } }
}

type Sender = mpsc::Sender<notify::Result<notify::Event>>;

fn watcher(root: &Path, watching: &Watching, sender: Sender, listener: &Listener) -> Box<dyn Watcher + Send> {
    let system = match watching {
        Watching::System => RecommendedWatcher::new(sender.clone(), Config::default()).and_then(|mut watcher| {
            start(&mut watcher, root)?;
            Ok(Box::new(watcher) as Box<dyn Watcher + Send>)
        }),
        Watching::Polling => Err(notify::Error::generic("")),
    };
    system.unwrap_or_else(|error| {
        if *watching == Watching::System {
            listener(Event::Polling { reason: error.to_string() });
        }
        polling(root, sender)
    })
}

fn polling(root: &Path, sender: Sender) -> Box<dyn Watcher + Send> {
    let config = Config::default().with_poll_interval(POLLING);
    match PollWatcher::new(sender, config) {
        Ok(mut watcher) => {
            // What cannot be watched yet is tried again when its folder appears.
            let _ = start(&mut watcher, root);
            Box::new(watcher)
        }
        Err(_) => Box::new(notify::NullWatcher),
    }
}

/// Watches the root itself, and the folders of a site with all that is below: not what else lies in the root, where an
/// output folder may be, or ten thousand files of other programs.
fn start(watcher: &mut dyn Watcher, root: &Path) -> notify::Result<()> {
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

struct Watched {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
}

struct Changes {
    events: Receiver<notify::Result<notify::Event>>,
    watched: Watched,
}

impl Iterator for Changes {
    type Item = Change;

    fn next(&mut self) -> Option<Change> {
        loop {
            let first = self.events.recv().ok()?;
            let since = Instant::now();
            let mut gathered = Gathered::default();
            gathered.add(first);
            let mut open = true;
            while open && since.elapsed() < LONGEST {
                match self.events.recv_timeout(QUIET) {
                    Ok(event) => gathered.add(event),
                    Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => open = false,
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
    /// A folder of the site that appears, or comes back, is watched from then on.
    fn watch_new_folders(&mut self, gathered: &Gathered) {
        let folders = FOLDERS.iter().map(|folder| self.watched.root.join(folder));
        for folder in folders.filter(|folder| gathered.paths.contains(folder)) {
            // One that went will be told of when it comes back.
            let _ = self.watched.watcher.watch(&folder, RecursiveMode::Recursive);
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
