//! One build at a time for one output folder.
//!
//! The lock is a file beside the target, held by the operating system for as long as the build lives: a killed build
//! holds nothing. Where the system can tell one file from another (Unix) it is removed at the end, while still held.
//! Someone who waited for it then holds a file that nobody else can find, which is why every holder checks that the
//! file at the path still is the one in hand, and starts again if not. Elsewhere the empty file stays.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::failure::failure;
use crate::error::Result;
use crate::text;

/// The right to change an output folder, given back when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock at `path`; tells `on_wait` once if another build holds it, and waits for that one.
    pub(super) fn take(path: &Path, on_wait: &dyn Fn()) -> Result<Self> {
        take(path, on_wait).map_err(|source| {
            failure(text!("impossible de réserver le dossier", "cannot lock the folder"), path, source)
        })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) && is_current(&self.file, &self.path).unwrap_or(false) {
            // An empty file that stays is no harm, and there is nobody to tell.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn take(path: &Path, on_wait: &dyn Fn()) -> io::Result<Lock> {
    let mut told = false;
    loop {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        wait_for(&file, &mut || {
            if !std::mem::replace(&mut told, true) {
                on_wait();
            }
        })?;
        if is_current(&file, path)? {
            return Ok(Lock { file, path: path.to_owned() });
        }
    }
}

fn wait_for(file: &File, on_wait: &mut dyn FnMut()) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) => return Ok(()),
        Err(TryLockError::WouldBlock) => on_wait(),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    loop {
        match file.lock() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

/// Whether the file at `path` is the one in hand.
#[cfg(unix)]
fn is_current(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let ours = file.metadata()?;
    match std::fs::metadata(path) {
        Ok(theirs) => Ok((ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Nobody removes the file here, so it is the one in hand.
#[cfg(not(unix))]
fn is_current(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}
