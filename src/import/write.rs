//! Writing what was brought in; nothing that exists is ever overwritten.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Import;
use super::tree::on_disk;
use crate::error::{Error, Result};
use crate::text;

/// Writes an import into the folder `into`, which is made when it does not exist. Returns the number of files written.
///
/// # Errors
/// When `into` is inside the imported folder or holds it, when a file to write exists already (all are named, and
/// nothing is written), or when the system refuses.
pub fn write(import: &Import, into: &Path) -> Result<usize> {
    refuse_overlap(&import.source, into)?;
    refuse_existing(import, into)?;
    for (path, text) in &import.files {
        let place = on_disk(into, path.as_str());
        put(&place, |file| file.write_all(text.as_bytes())).map_err(|error| cannot_write(&place, error))?;
    }
    for (from, path) in &import.assets {
        let place = on_disk(into, path.as_str());
        put(&place, |file| io::copy(&mut fs::File::open(from)?, file).map(|_| ()))
            .map_err(|error| cannot_write(&place, error))?;
    }
    Ok(import.files.len() + import.assets.len())
}

fn cannot_write(place: &Path, error: io::Error) -> Error {
    Error::io(text!("ce fichier ne peut pas être écrit", "this file cannot be written"), place, error)
}

/// Writes a new file; one that appeared in the meantime is an error too.
fn put(place: &Path, fill: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(place)?;
    fill(&mut file)
}

fn refuse_overlap(source: &Path, into: &Path) -> Result<()> {
    let source = resolved(source);
    let into = resolved(into);
    if source.starts_with(&into) || into.starts_with(&source) {
        let (source, into) = (source.display(), into.display());
        return Err(Error::new(text!(
            "« {into} » et « {source} » sont l’un dans l’autre : choisissez un dossier à part",
            "“{into}” and “{source}” are inside one another: choose a separate folder"
        )));
    }
    Ok(())
}

/// The real path of a folder whose last parts may not exist yet.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut existing = absolute.as_path();
    loop {
        if let Ok(real) = existing.canonicalize() {
            let missing = absolute.strip_prefix(existing).unwrap_or(Path::new(""));
            return if missing.as_os_str().is_empty() { real } else { real.join(missing) };
        }
        match existing.parent() {
            Some(parent) => existing = parent,
            None => return absolute,
        }
    }
}

fn refuse_existing(import: &Import, into: &Path) -> Result<()> {
    let paths = import.files.iter().map(|(path, _)| path).chain(import.assets.iter().map(|(_, path)| path));
    let existing: Vec<&str> = paths
        .filter(|path| fs::symlink_metadata(on_disk(into, path.as_str())).is_ok())
        .map(|path| path.as_str())
        .collect();
    if existing.is_empty() {
        return Ok(());
    }
    let shown = existing.iter().take(20).copied().collect::<Vec<_>>().join(", ");
    let more = if existing.len() > 20 { ", …" } else { "" };
    Err(Error::new(text!(
        "ces fichiers existent déjà, rien n’a été écrit : {shown}{more} ; choisissez un dossier vide",
        "these files exist already, nothing was written: {shown}{more}; choose an empty folder"
    )))
}
