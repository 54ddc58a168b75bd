//! The site that stands in the output folder before a build.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use walkdir::{DirEntry, WalkDir};

use super::compress::Encoding;
use super::failure::failure;
use super::guard;
use super::manifest::{self, Manifest, Record, hex};
use super::placing::Placed;
use super::staging::CHUNK;
use crate::error::Result;
use crate::text;

/// What the output folder holds; nothing when there is none.
#[derive(Debug)]
pub(super) struct Previous {
    /// The output folder.
    pub folder: PathBuf,
    /// Sizes of regular files, by path with `/`.
    files: HashMap<String, u64>,
    folders: Vec<String>,
    /// Links, devices, names that are not Unicode: never the same as an output.
    others: usize,
    manifest: Option<Manifest>,
}

impl Previous {
    /// Looks through the folder without following links.
    ///
    /// # Errors
    /// A part cannot be read, or there is a repository in it, which is refused whatever the caller forces.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut previous =
            Self { folder: folder.to_owned(), files: HashMap::new(), folders: Vec::new(), others: 0, manifest: None };
        if folder.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            return Ok(previous);
        }
        for entry in WalkDir::new(folder).min_depth(1) {
            previous.add(&entry.map_err(|error| unreadable(folder, error))?)?;
        }
        previous.manifest = Manifest::read(folder)?;
        Ok(previous)
    }

    fn add(&mut self, entry: &DirEntry) -> Result<()> {
        if entry.file_name() == ".git" {
            return Err(guard::repository(entry.path()));
        }
        let kind = entry.file_type();
        match self.path_of(entry) {
            Some(path) if kind.is_file() => {
                let size = entry.metadata().map_err(|error| unreadable(entry.path(), error))?.len();
                self.files.insert(path, size);
            }
            Some(path) if kind.is_dir() => self.folders.push(path),
            _ => self.others += 1,
        }
        Ok(())
    }

    fn path_of(&self, entry: &DirEntry) -> Option<String> {
        let below = entry.path().strip_prefix(&self.folder).expect("a walk stays below its start");
        let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
        parts.map(|parts| parts.join("/"))
    }

    /// Whether the file at `path` has just these bytes.
    pub(super) fn holds(&self, path: &str, bytes: &[u8]) -> Result<bool> {
        if self.files.get(path) != Some(&(bytes.len() as u64)) {
            return Ok(false);
        }
        let full = self.folder.join(path);
        compare(&full, bytes)
            .or_else(gone)
            .map_err(|source| failure(text!("impossible de lire", "cannot read"), &full, source))
    }

    /// The digest of the file at `path` when it has just the bytes of the file `source`, whose size is given.
    pub(super) fn holds_copy(&self, path: &str, source: &Path, bytes: u64) -> Result<Option<String>> {
        if self.files.get(path) != Some(&bytes) {
            return Ok(None);
        }
        let full = self.folder.join(path);
        compare_files(&full, source).or_else(|error| gone(error).map(|_| None)).map_err(|error| {
            let source = source.display();
            failure(text!("impossible de comparer {source} à", "cannot compare {source} with"), &full, error)
        })
    }

    /// The compressed copies of the file at `path` that an earlier build by `generator` made of bytes with this digest.
    /// `None` when nothing is known of them or one is not there in its recorded size: they are to be made anew.
    pub(super) fn copies_of(
        &self,
        path: &str,
        sha256: &str,
        generator: &str,
    ) -> Option<Vec<(Encoding, String, &Record)>> {
        let manifest = self.manifest.as_ref().filter(|manifest| manifest.generator == generator)?;
        manifest.files.get(path).filter(|record| record.sha256 == sha256)?;
        let recorded = Encoding::ALL.into_iter().filter_map(|encoding| {
            let copy = encoding.path_of(path);
            let record = manifest.files.get(&copy).filter(|record| record.encoding == Some(encoding))?;
            Some((encoding, copy, record))
        });
        let copies: Vec<_> = recorded.collect();
        let all_there = copies.iter().all(|(_, copy, record)| self.files.get(copy) == Some(&record.bytes));
        (all_there && !copies.is_empty()).then_some(copies)
    }

    /// The number of files that are not among `files` any more.
    pub(super) fn stale_files(&self, files: &[Placed]) -> usize {
        let wanted: HashSet<&str> = files.iter().map(|file| &*file.path).collect();
        let stale = |path: &&String| *path != manifest::NAME && !wanted.contains(path.as_str());
        self.files.keys().filter(stale).count() + self.others
    }

    /// Whether anything would go if only `files` stayed: a file, or a folder that none of them needs.
    pub(super) fn has_stale(&self, files: &[Placed]) -> bool {
        let needed: HashSet<&str> = files.iter().flat_map(|file| folders_of(&file.path)).collect();
        self.stale_files(files) > 0 || self.folders.iter().any(|folder| !needed.contains(folder.as_str()))
    }
}

/// `a` and `a/b` of `a/b/c`.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

fn unreadable(folder: &Path, error: walkdir::Error) -> crate::error::Error {
    let path = error.path().unwrap_or(folder).to_owned();
    failure(text!("impossible de lire le dossier de sortie", "cannot read the output folder"), &path, error.into())
}

/// A file that went after the folder was read is a file that differs.
fn gone(error: io::Error) -> io::Result<bool> {
    if error.kind() == ErrorKind::NotFound { Ok(false) } else { Err(error) }
}

/// Reads until the first difference.
fn compare(full: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = File::open(full)?;
    let mut chunk = vec![0; CHUNK.min(bytes.len())];
    for expected in bytes.chunks(CHUNK) {
        let length = fill(&mut file, &mut chunk[..expected.len()])?;
        if chunk[..length] != *expected {
            return Ok(false);
        }
    }
    Ok(fill(&mut file, &mut [0])? == 0)
}

/// The digest of `source` if the two files are the same.
fn compare_files(full: &Path, source: &Path) -> io::Result<Option<String>> {
    let (mut old, mut new) = (File::open(full)?, File::open(source)?);
    let (mut theirs, mut ours) = (vec![0; CHUNK], vec![0; CHUNK]);
    let mut digest = Sha256::new();
    loop {
        let length = fill(&mut new, &mut ours)?;
        if fill(&mut old, &mut theirs)? != length || ours[..length] != theirs[..length] {
            return Ok(None);
        }
        digest.update(&ours[..length]);
        if length < CHUNK {
            return Ok(Some(hex(digest.finalize())));
        }
    }
}

/// Reads until `buffer` is full or the file ends; tells how much was read.
fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(length) => filled += length,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
