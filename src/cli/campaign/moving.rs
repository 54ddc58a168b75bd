//! The passage on the disk: everything new is written beside the site first, then whole folders change places. What fails
//! half way is undone; what was interrupted is undone by the next run.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::super::Terminal;
use crate::campaign::Rollover;
use crate::error::{Error, Result};
use crate::model::ARCHIVES;
use crate::source::{FileContent, SETTINGS};
use crate::text;

/// The folder beside the content in which the new campaign is put together.
const STAGING: &str = ".vademecum-campaign";
/// The file in it that names the archive; there as soon as that is made and folders may move.
const MARKER: &str = "archive.txt";

/// Carries out the passage.
///
/// # Errors
/// What the disk does not let be done; the site is then as it was.
pub fn carry_out(root: &Path, rollover: &Rollover) -> Result<()> {
    let place = Place { root, archive: rollover.archive() };
    let done = place.prepare(rollover).and_then(|()| place.swap());
    if let Err((path, error)) = done {
        place.undo().map_err(|(path, error)| cannot_undo(&path, error))?;
        return Err(Error::io(
            text!("le passage a échoué, le site est comme avant", "the passage failed, the site is as it was"),
            path,
            error,
        ));
    }
    // The new campaign is in place: what is left of the work is only in the way.
    let _ = fs::remove_dir_all(place.staging());
    Ok(())
}

/// Undoes a passage that was interrupted.
///
/// # Errors
/// What the disk does not let be undone.
pub fn recover(root: &Path, terminal: Terminal) -> Result<()> {
    let staging = root.join(STAGING);
    if !staging.exists() {
        return Ok(());
    }
    let archive = fs::read_to_string(staging.join(MARKER)).unwrap_or_default();
    let is_committed = !archive.is_empty() && !staging.join("new").join(SETTINGS).exists();
    if archive.is_empty() || is_committed {
        return fs::remove_dir_all(&staging).map_err(|error| cannot_undo(&staging, error));
    }
    let place = Place { root, archive: archive.trim().to_owned() };
    place.undo().map_err(|(path, error)| cannot_undo(&path, error))?;
    terminal.tell(&text!(
        "Un passage à la campagne suivante avait été interrompu : le site est remis comme avant.",
        "A passage to the next campaign had been interrupted: the site is as it was before."
    ));
    Ok(())
}

fn cannot_undo(path: &Path, error: io::Error) -> Error {
    let what = text!(
        "le passage n’a pas pu être défait : remettez les dossiers de archives/ à leur place",
        "the passage could not be undone: put the folders of archives/ back in their place"
    );
    Error::io(what, path, error)
}

/// A step that failed, and on what.
type Step = std::result::Result<(), (PathBuf, io::Error)>;

struct Place<'a> {
    root: &'a Path,
    /// The folder of the new archive, from the root.
    archive: String,
}

impl Place<'_> {
    fn staging(&self) -> PathBuf {
        self.root.join(STAGING)
    }

    fn archive(&self) -> PathBuf {
        self.root.join(&self.archive)
    }

    /// Puts the new campaign together beside the site.
    fn prepare(&self, rollover: &Rollover) -> Step {
        let new = self.staging().join("new");
        let archived = format!("{}/", self.archive);
        for (path, content) in rollover.files.iter().filter(|(path, _)| !path.as_str().starts_with(&archived)) {
            let target = new.join(path.as_str());
            at(&target, target.parent().map_or(Ok(()), fs::create_dir_all))?;
            let written = match content {
                FileContent::Bytes(bytes) => fs::write(&target, bytes),
                FileContent::Of(path) => fs::copy(self.root.join(path.as_str()), &target).map(drop),
            };
            at(&target, written)?;
        }
        Ok(())
    }

    /// Lets the folders change places. The settings come last: with them the passage is made.
    fn swap(&self) -> Step {
        let (archive, new) = (self.archive(), self.staging().join("new"));
        at(&archive, fs::create_dir_all(self.root.join(ARCHIVES)).and_then(|()| create_empty(&archive)))?;
        let marker = self.staging().join(MARKER);
        at(&marker, fs::write(&marker, &self.archive))?;
        for folder in Rollover::folders() {
            let (here, there) = (self.root.join(folder), archive.join(folder));
            at(&here, rename_if_there(&here, &there))?;
            at(&here, rename_if_there(&new.join(folder), &here))?;
        }
        let settings = self.root.join(SETTINGS);
        at(&settings, fs::copy(&settings, archive.join(SETTINGS)).map(drop))?;
        at(&settings, fs::rename(new.join(SETTINGS), &settings))
    }

    /// Puts every folder that moved back in its place, and removes what was made.
    fn undo(&self) -> Step {
        if self.staging().join(MARKER).exists() {
            let archive = self.archive();
            for folder in Rollover::folders() {
                let (here, there) = (self.root.join(folder), archive.join(folder));
                if there.exists() {
                    at(&here, remove_if_there(&here))?;
                    at(&here, fs::rename(&there, &here))?;
                }
            }
            at(&archive, remove_if_there(&archive))?;
        }
        // Other archives may be in it.
        let _ = fs::remove_dir(self.root.join(ARCHIVES));
        at(&self.staging(), remove_if_there(&self.staging()))
    }
}

fn at(path: &Path, result: io::Result<()>) -> Step {
    result.map_err(|error| (path.to_owned(), error))
}

/// Makes a folder; one that is there must be empty.
fn create_empty(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => match fs::read_dir(folder)?.next() {
            None => Ok(()),
            Some(_) => Err(error),
        },
        done => done,
    }
}

fn rename_if_there(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::NotFound && !from.exists() => Ok(()),
        done => done,
    }
}

fn remove_if_there(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tempfile::TempDir;

    use super::*;
    use crate::source::SourcePath;

    const FILES: [(&str, &str); 3] =
        [("vademecum.yaml", "title: A\n"), ("content/a.md", "# A\n"), ("faq/x/b.md", "# B\n")];

    fn site() -> TempDir {
        let site = TempDir::new().unwrap();
        for (path, text) in FILES {
            let path = site.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        site
    }

    fn rollover(changed: &[(&str, Option<FileContent>)]) -> Rollover {
        let same = |path: &str| (SourcePath::new(path), FileContent::Of(SourcePath::new(path)));
        let mut files: BTreeMap<_, _> = FILES.iter().map(|(path, _)| same(path)).collect();
        for (path, content) in changed {
            match content {
                Some(content) => files.insert(SourcePath::new(path), content.clone()),
                None => files.remove(&SourcePath::new(path)),
            };
        }
        Rollover { archived: 2025, year: 2026, files }
    }

    /// Whether the folder holds what it did before anything was tried, and nothing else but `more`.
    fn is_untouched(site: &TempDir, more: &[&str]) -> bool {
        let mut names: Vec<String> =
            fs::read_dir(site.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| !more.contains(&name.as_str()));
        names.sort();
        let same = |(path, text): &(&str, &str)| fs::read_to_string(site.path().join(path)).unwrap() == *text;
        names == ["content", "faq", "vademecum.yaml"] && FILES.iter().all(same)
    }

    #[test]
    fn folders_change_places() {
        let site = site();
        let new = FileContent::Bytes(b"# Neuf\n".to_vec());
        carry_out(site.path(), &rollover(&[("content/a.md", Some(new)), ("faq/x/b.md", None)])).unwrap();
        let read = |path: &str| fs::read_to_string(site.path().join(path)).ok();
        assert_eq!(read("content/a.md").as_deref(), Some("# Neuf\n"));
        assert_eq!(read("archives/2025/content/a.md").as_deref(), Some("# A\n"));
        assert_eq!(read("archives/2025/faq/x/b.md").as_deref(), Some("# B\n"));
        assert_eq!(read("archives/2025/vademecum.yaml").as_deref(), Some("title: A\n"));
        assert!(!site.path().join("faq").exists() && !site.path().join(STAGING).exists());
    }

    #[test]
    fn a_failure_at_the_last_step_is_undone() {
        let site = site();
        let error = carry_out(site.path(), &rollover(&[("vademecum.yaml", None)])).unwrap_err();
        assert!(error.message.en.contains("the site is as it was"), "{}", error.message.en);
        assert!(is_untouched(&site, &[]));
    }

    #[test]
    fn a_file_that_is_gone_stops_before_anything_moves() {
        let site = site();
        let gone = FileContent::Of(SourcePath::new("content/gone.md"));
        carry_out(site.path(), &rollover(&[("content/c.md", Some(gone))])).unwrap_err();
        assert!(is_untouched(&site, &[]));
    }

    #[test]
    fn an_archive_that_is_there_is_never_taken_away() {
        let site = site();
        let kept = site.path().join("archives/2025/.garde");
        fs::create_dir_all(kept.parent().unwrap()).unwrap();
        fs::write(&kept, "x").unwrap();
        carry_out(site.path(), &rollover(&[])).unwrap_err();
        assert!(kept.exists() && is_untouched(&site, &["archives"]));
    }
}
