//! The folder beside the target in which the new site comes together.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::disk;
use super::failure::failure;
use super::manifest::hex;
use super::placing::Placed;
use crate::error::Result;
use crate::text;

/// Bytes read at a time from files that are not held in memory.
pub(super) const CHUNK: usize = 128 * 1024;

/// A folder that comes into being with its first file and goes when dropped, also in a panic.
/// Once swapped there is nothing left at its path.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
}

impl Staging {
    /// The staging folder at this path, where nothing is yet.
    pub(super) fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Writes one file.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let full = self.folder.join(path);
        let result = disk::create(&full).and_then(|mut file| disk::append(&mut file, &full, bytes));
        result.map_err(|source| failure(text!("impossible d’écrire", "cannot write"), &full, source))
    }

    /// Copies one file without holding it in memory; tells the digest and the number of the bytes that were copied.
    pub(super) fn copy(&self, path: &str, source: &Path) -> Result<(String, u64)> {
        let full = self.folder.join(path);
        copy(source, &full).map_err(|error| {
            let source = source.display();
            failure(text!("impossible de copier {source} vers", "cannot copy {source} to"), &full, error)
        })
    }

    /// Brings in the files of the old site that did not change.
    pub(super) fn keep_all(&self, old: &Path, files: &[Placed]) -> Result<()> {
        files.par_iter().filter(|file| file.kept).try_for_each(|file| self.keep(&old.join(&file.path), &file.path))
    }

    /// A second name for the same file costs nothing and keeps its date; where the disk knows no such thing, a copy.
    fn keep(&self, old: &Path, path: &str) -> Result<()> {
        let full = self.folder.join(path);
        let result = disk::link(old, &full).or_else(|_| copy_with_date(old, &full));
        result.map_err(|source| failure(text!("impossible de reprendre", "cannot carry over"), old, source))
    }

    /// Gives the folder the access rights of the one that it replaces, if there is one.
    pub(super) fn take_mode_of(&self, old: &Path) -> Result<()> {
        if !old.exists() {
            return Ok(());
        }
        let what = || text!("impossible de régler les droits du dossier", "cannot set the rights of the folder");
        disk::copy_mode(old, &self.folder).map_err(|source| failure(what(), &self.folder, source))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Whatever made the build fail is being reported; the next build removes what cannot be removed now.
        let _ = disk::remove(&self.folder);
    }
}

fn copy(source: &Path, full: &Path) -> io::Result<(String, u64)> {
    let mut source = File::open(source)?;
    let mut file = disk::create(full)?;
    let mut digest = Sha256::new();
    let mut total = 0;
    let mut chunk = vec![0; CHUNK];
    loop {
        match source.read(&mut chunk) {
            Ok(0) => return Ok((hex(digest.finalize()), total)),
            Ok(length) => {
                digest.update(&chunk[..length]);
                disk::append(&mut file, full, &chunk[..length])?;
                total += length as u64;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn copy_with_date(old: &Path, full: &Path) -> io::Result<()> {
    // A link may have been refused after all for want of space, or made in part: start clean.
    disk::remove(full)?;
    copy(old, full)?;
    let date = fs::metadata(old)?.modified()?;
    File::options().write(true).open(full)?.set_modified(date)
}
