//! Makes changes of the disk fail, or the process die, at a chosen moment, below a chosen folder only.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::write::disk::Change;

/// When something goes wrong.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    /// The change with this number, from 0, fails.
    Nth(usize, ErrorKind),
    /// All changes of this kind fail.
    Every(Change, ErrorKind),
    /// The process dies before the change with this number.
    DieAt(usize),
}

struct Plan {
    id: usize,
    below: PathBuf,
    when: When,
    seen: usize,
}

static PLANS: Mutex<Vec<Plan>> = Mutex::new(Vec::new());

fn plans() -> MutexGuard<'static, Vec<Plan>> {
    PLANS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A plan that holds until dropped.
pub(super) struct Fault(usize);

impl Fault {
    pub(super) fn below(below: &Path, when: When) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        plans().push(Plan { id, below: below.canonicalize().unwrap(), when, seen: 0 });
        Self(id)
    }

    /// The number of changes made below the folder since.
    pub(super) fn seen(&self) -> usize {
        plans().iter().find(|plan| plan.id == self.0).unwrap().seen
    }
}

impl Drop for Fault {
    fn drop(&mut self) {
        plans().retain(|plan| plan.id != self.0);
    }
}

/// Called before every change of the disk. Every plan counts it, whichever makes it fail.
pub(in crate::write) fn point(change: Change, path: &Path) -> io::Result<()> {
    let mut plans = plans();
    let concerned = plans.iter_mut().filter(|plan| path.starts_with(&plan.below));
    concerned.map(|plan| plan.meet(change)).fold(Ok(()), Result::and)
}

impl Plan {
    fn meet(&mut self, change: Change) -> io::Result<()> {
        let number = self.seen;
        self.seen += 1;
        match self.when {
            When::Nth(nth, kind) if nth == number => Err(kind.into()),
            When::Every(kind, error) if kind == change => Err(error.into()),
            When::DieAt(nth) if nth == number => std::process::abort(),
            _ => Ok(()),
        }
    }
}
