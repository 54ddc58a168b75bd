//! The one door for files: opened by name, then read in stretches on threads that may block.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "opens the files that a site names")]

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use bytes::Bytes;
use tokio::task::spawn_blocking;

/// A regular file, whatever its name comes to stand for.
#[derive(Debug)]
pub(crate) struct OpenFile {
    /// `None` while a thread reads, and after it failed.
    file: Option<File>,
}

impl OpenFile {
    /// Opens a file. It is looked at before: to open a named pipe would never end. Blocks.
    ///
    /// # Errors
    /// Those of the system, and [`io::ErrorKind::NotFound`] for what is no regular file.
    pub(crate) fn open(path: &Path) -> io::Result<(Self, Metadata)> {
        if !fs::metadata(path)?.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        Ok((Self { file: Some(file) }, metadata))
    }

    /// Reads a stretch.
    ///
    /// # Errors
    /// Those of the system, and [`io::ErrorKind::UnexpectedEof`] when the file got shorter.
    pub(crate) async fn read(&mut self, range: Range<u64>) -> io::Result<Bytes> {
        let file = self.file.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let (file, bytes) = spawn_blocking(|| read(file, range)).await.map_err(io::Error::other)??;
        self.file = Some(file);
        Ok(bytes)
    }
}

fn read(mut file: File, range: Range<u64>) -> io::Result<(File, Bytes)> {
    let length = usize::try_from(range.end - range.start).map_err(io::Error::other)?;
    let mut bytes = vec![0; length];
    file.seek(SeekFrom::Start(range.start))?;
    file.read_exact(&mut bytes)?;
    Ok((file, bytes.into()))
}
