//! The one door through which a site leaves: the output folder is replaced whole, or not at all.
//!
//! Outputs are made in parallel and compared with what is there. Whatever differs goes to a staging folder beside the
//! target; at the end the files that did not change are hard-linked into it, and the two folders change places in one
//! step of the file system. So a reader sees the old site or the new one, a build that fails or is killed leaves the
//! old one as it was, an unchanged file keeps its date, and a file that no output makes any more is gone.
//!
//! Knows nothing of where bytes come from.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "the one door through which files go out")]

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::error::Result;

mod compress;
mod disk;
mod failure;
mod guard;
mod lock;
mod manifest;
mod name;
mod placing;
mod previous;
mod staging;
mod swap;
#[cfg(test)]
#[cfg(unix)]
mod tests;

pub use name::check_path;

use guard::Place;
use lock::Lock;
use name::Names;
use placing::{Placed, Placing};
use previous::Previous;
use staging::Staging;

/// The name and version that this program puts into `manifest.json`.
pub const GENERATOR: &str = concat!("vademecum ", env!("CARGO_PKG_VERSION"));

/// Where a site goes.
#[derive(Clone, Debug)]
pub struct Target {
    /// The output folder; it need not exist. All of its content is replaced.
    pub folder: PathBuf,
    /// The root of the site, which the output may be in but must never hold or touch, nor its source folders.
    pub site_root: PathBuf,
    /// Whether a folder that this program did not make may be replaced. Never lifts the protection of the sources.
    pub force: bool,
}

/// How a site is written.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether `.gz` and `.br` copies stand beside the files that gain from it.
    pub compress: bool,
    /// What readers are told by this site, as JSON on one line, for the next build to find by [`published`].
    pub publication: Option<String>,
    /// Name and version of the program, which begins with `vademecum `: [`GENERATOR`]. Compressed copies
    /// made by another version are made anew.
    pub generator: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { compress: true, publication: None, generator: GENERATOR.to_owned() }
    }
}

/// One file to write: its path, and a way to make it. Made on any thread, once, and dropped as soon as it is written.
pub trait Output: Sync {
    /// The path in the output folder, with `/` between its parts; see [`check_path`].
    fn path(&self) -> &str;
    /// Makes its content.
    fn render(&self) -> Result<Rendered>;
}

/// The content of an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rendered {
    /// The bytes themselves.
    Bytes(Vec<u8>),
    /// The content of this file, which is copied without being held in memory.
    Copy(PathBuf),
}

/// What a caller may want to show while [`write()`] is at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Another build holds the same output folder: this one goes on when that one has ended.
    Waiting,
    /// So many outputs are made. Told by several threads, so numbers may come slightly out of order.
    Done(usize),
}

/// What [`write()`] did. Compressed copies are counted as files, `manifest.json` is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or differ from those that were there.
    pub written: usize,
    /// Files that were there already, byte for byte.
    pub unchanged: usize,
    /// Files that were there and belong to the site no more.
    pub removed: usize,
    /// The size of all files of the site together, in bytes.
    pub bytes: u64,
    /// Whether the folder was replaced; `false` when all was there already and nothing was touched.
    pub swapped: bool,
}

/// Tells before any work whether [`write()`] would refuse the target.
///
/// # Errors
/// The folder is, holds or lies in the sources, a repository, the home folder; or it is a file, a link, or not empty
/// and not made by this program (the last is lifted by `force`).
pub fn check_target(target: &Target) -> Result<()> {
    guard::check(target).map(drop)
}

/// What the site in an output folder tells its readers, as it was given to [`write()`]; `None` when no build of this program
/// is there, or none that says it.
///
/// # Errors
/// The manifest is there and cannot be read.
pub fn published(folder: &Path) -> Result<Option<String>> {
    manifest::published(folder)
}

/// Makes all outputs and replaces the target by them, together with `manifest.json`, the list of all files.
///
/// Waits while another build works on the same folder. When nothing changed, nothing is touched.
///
/// # Errors
/// The target is refused ([`check_target`]), a path is unfit or there twice, an output cannot be made, or the disk does
/// not let it: the folder then is as it was, and nothing is left beside it.
pub fn write<O: Output>(
    target: &Target,
    outputs: &[O],
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Report> {
    let names = Names::check(outputs.iter().map(Output::path))?;
    let place = guard::check(target)?;
    place.create_parent()?;
    let _lock = Lock::take(&place.lock, &|| progress(Progress::Waiting))?;
    swap::recover(&place)?;
    // The build that was waited for, or the recovery, may have put another folder there.
    guard::check(target)?;
    let previous = Previous::read(&place.folder)?;
    let staging = Staging::at(&place.staging);
    let placing = Placing { previous: &previous, staging: &staging, options, names: &names };
    let files = place_all(&placing, outputs, progress)?;
    finish(&place, &placing, files)
}

/// Makes every output, in parallel, and puts those that changed into the staging folder. Sorted by path.
fn place_all<O: Output>(
    placing: &Placing<'_>,
    outputs: &[O],
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Vec<Placed>> {
    let done = AtomicUsize::new(0);
    let place = |output: &O| {
        let placed = placing.place(output)?;
        progress(Progress::Done(done.fetch_add(1, Ordering::Relaxed) + 1));
        Ok(placed)
    };
    let groups: Vec<Vec<Placed>> = outputs.par_iter().map(place).collect::<Result<_>>()?;
    let mut files: Vec<Placed> = groups.into_iter().flatten().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// Completes the staging folder and swaps it in, unless all is there already.
fn finish(place: &Place, placing: &Placing<'_>, files: Vec<Placed>) -> Result<Report> {
    let Placing { previous, staging, options, .. } = placing;
    let mut report = report(previous, &files);
    let manifest = manifest::render(options, &files);
    let unchanged = report.written == 0 && !previous.has_stale(&files);
    if unchanged && previous.holds(manifest::NAME, &manifest)? {
        return Ok(report);
    }
    staging.keep_all(&previous.folder, &files)?;
    staging.write(manifest::NAME, &manifest)?;
    staging.take_mode_of(&previous.folder)?;
    swap::swap(place)?;
    report.swapped = true;
    Ok(report)
}

fn report(previous: &Previous, files: &[Placed]) -> Report {
    let unchanged = files.iter().filter(|file| file.kept).count();
    Report {
        written: files.len() - unchanged,
        unchanged,
        removed: previous.stale_files(files),
        bytes: files.iter().map(|file| file.bytes).sum(),
        swapped: false,
    }
}
