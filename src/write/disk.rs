//! Every change made to the disk. One place for all, so that a test can make each of them fail in turn.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Create,
    Write,
    Folder,
    Link,
    Mode,
    Rename,
    Exchange,
    Remove,
}

/// Makes a new file, and the folders above it where they are missing.
pub(super) fn create(path: &Path) -> io::Result<File> {
    with_folder(path, || {
        point(Change::Create, path)?;
        File::create_new(path)
    })
}

/// Adds bytes to a file made by [`create`] at `path`.
pub(super) fn append(file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
    point(Change::Write, path)?;
    file.write_all(bytes)
}

/// Gives the file `from` a second name `to`, in folders that are made where they are missing.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    with_folder(to, || {
        point(Change::Link, to)?;
        fs::hard_link(from, to)
    })
}

/// Makes a folder and those above it.
pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    point(Change::Folder, path)?;
    fs::create_dir_all(path)
}

/// Gives `path` the access rights of `model`.
pub(super) fn copy_mode(model: &Path, path: &Path) -> io::Result<()> {
    point(Change::Mode, path)?;
    fs::set_permissions(path, fs::metadata(model)?.permissions())
}

/// Gives a file another name on the same disk.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    point(Change::Rename, to)?;
    fs::rename(from, to)
}

/// Lets two existing paths change places in one step. `Unsupported` where the system or the disk cannot.
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    point(Change::Exchange, b)?;
    exchange_on_this_system(a, b)
}

/// Removes a folder with all it holds, or a file; links are not followed. Nothing there is fine.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    point(Change::Remove, path)?;
    let result = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// Tries, and tries again after making the folder when that is what was missing: most files share
/// their folder with another, so asking first would cost more.
fn with_folder<T>(path: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match (make(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == ErrorKind::NotFound => {
            create_folder(folder)?;
            make()
        }
        (result, _) => result,
    }
}

/// `renameat2(2)` with `RENAME_EXCHANGE`: since Linux 3.15, not on every file system.
#[cfg(target_os = "linux")]
fn exchange_on_this_system(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(|errno| match errno {
        Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP => ErrorKind::Unsupported.into(),
        errno => errno.into(),
    })
}

#[cfg(not(target_os = "linux"))]
fn exchange_on_this_system(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(not(all(test, unix)))]
#[inline]
fn point(_: Change, _: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
use super::tests::fault::point;
