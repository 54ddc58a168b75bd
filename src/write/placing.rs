//! One output on its way: made, compared with what is there, staged if it differs, compressed if it gains.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::compress::{Encoding, is_compressible};
use super::failure::failure;
use super::manifest::hex;
use super::name::Names;
use super::previous::Previous;
use super::staging::Staging;
use super::{Options, Output, Rendered};
use crate::error::{Error, Result};
use crate::text;

/// A file of the new site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// Its path in the output folder.
    pub path: String,
    /// In hexadecimal digits.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Set on compressed copies.
    pub encoding: Option<Encoding>,
    /// Whether the old site has it, byte for byte; if not, it is in the staging folder.
    pub kept: bool,
}

/// What is needed to place an output.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placing<'a> {
    pub previous: &'a Previous,
    pub staging: &'a Staging,
    pub options: &'a Options,
    pub names: &'a Names,
}

impl Placing<'_> {
    /// Makes one output and places it with its compressed copies.
    pub(super) fn place(&self, output: &impl Output) -> Result<Vec<Placed>> {
        match output.render()? {
            Rendered::Bytes(bytes) => self.place_with_copies(output.path(), &bytes),
            Rendered::Copy(source) => self.place_file(output.path(), &source),
        }
    }

    /// A file that is worth compressing is small enough to be read whole; others are passed through.
    fn place_file(&self, path: &str, source: &Path) -> Result<Vec<Placed>> {
        let bytes = size_of(source)?;
        if self.options.compress && is_compressible(path, bytes) {
            let what = || text!("impossible de lire", "cannot read");
            let bytes = fs::read(source).map_err(|error| failure(what(), source, error))?;
            return self.place_with_copies(path, &bytes);
        }
        let kept = self.previous.holds_copy(path, source, bytes)?;
        let path = path.to_owned();
        let placed = match kept {
            Some(sha256) => Placed { path, sha256, bytes, encoding: None, kept: true },
            None => {
                let (sha256, bytes) = self.staging.copy(&path, source)?;
                Placed { path, sha256, bytes, encoding: None, kept: false }
            }
        };
        Ok(vec![placed])
    }

    fn place_with_copies(&self, path: &str, bytes: &[u8]) -> Result<Vec<Placed>> {
        let placed = self.place_bytes(path.to_owned(), bytes, None)?;
        let mut all = Vec::with_capacity(1 + Encoding::ALL.len());
        if self.options.compress && is_compressible(path, placed.bytes) {
            match self.kept_copies(&placed) {
                Some(copies) => all.extend(copies),
                None => self.compress(path, bytes, &mut all)?,
            }
        }
        all.push(placed);
        Ok(all)
    }

    fn place_bytes(&self, path: String, bytes: &[u8], encoding: Option<Encoding>) -> Result<Placed> {
        let kept = self.previous.holds(&path, bytes)?;
        if !kept {
            self.staging.write(&path, bytes)?;
        }
        Ok(Placed { path, sha256: hex(Sha256::digest(bytes)), bytes: bytes.len() as u64, encoding, kept })
    }

    /// The copies that an earlier build made of these same bytes; what it found not worth keeping still is not.
    fn kept_copies(&self, of: &Placed) -> Option<Vec<Placed>> {
        let copies = self.previous.copies_of(&of.path, &of.sha256, &self.options.generator)?;
        let keep = |(encoding, path, record): (Encoding, String, &super::manifest::Record)| Placed {
            path,
            sha256: record.sha256.clone(),
            bytes: record.bytes,
            encoding: Some(encoding),
            kept: true,
        };
        let free = copies.iter().all(|(_, path, _)| self.names.is_free(path));
        free.then(|| copies.into_iter().map(keep).collect())
    }

    /// Adds the copies that are smaller than the file and than the copy before: servers prefer the later ones.
    /// A path that an output wants for itself is left to it.
    fn compress(&self, path: &str, bytes: &[u8], all: &mut Vec<Placed>) -> Result<()> {
        let mut smallest = bytes.len();
        for encoding in Encoding::ALL {
            let copy = encoding.path_of(path);
            let encoded = encoding.encode(bytes);
            if encoded.len() < smallest && self.names.is_free(&copy) {
                smallest = encoded.len();
                all.push(self.place_bytes(copy, &encoded, Some(encoding))?);
            }
        }
        Ok(())
    }
}

/// The size of a regular file; a pipe or device would be read without end.
fn size_of(source: &Path) -> Result<u64> {
    let what = || text!("impossible de lire", "cannot read");
    let metadata = fs::metadata(source).map_err(|error| failure(what(), source, error))?;
    if metadata.is_file() {
        return Ok(metadata.len());
    }
    let source = source.display();
    Err(Error::new(text!(
        "ce n’est pas un fichier : {source}. Remplacez-le par un fichier.",
        "this is not a file: {source}. Replace it by a file."
    )))
}
