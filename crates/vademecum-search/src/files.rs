//! An index as bytes: one opening file, and pieces that are given when they are asked for.
//!
//! The files of the index stand one after the other in one long row of bytes. The opening file holds the table of the
//! files and the ranges of that row that opening touches; the row cut every [`PIECE`] bytes gives the pieces. A small
//! index is a *bundle*: an opening file with the whole row, and no pieces.
//!
//! ```text
//! "VDMX" · release · places u32 · files u32 (name, length u32)… · pieces u32 (CRC u32)… · ranges u32 (start u32, length u32)…
//! · CRC u32 of all before · the bytes of the ranges, one after the other, and their CRC u32
//! ```
//! Numbers are little-endian; names and the release have their length before them as one byte.

mod reading;

pub(crate) use reading::Row;

use crate::{Failure, RELEASE};

/// The length of a piece in bytes, but for the last.
pub const PIECE: usize = 8 * 1024;
/// The name that the only segment has in every index: the random one would make each build another.
pub(crate) const SEGMENT: &str = "00000000000000000000000000000001";

const MAGIC: &[u8; 4] = b"VDMX";

/// The files of an index, sorted by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// The number of places in the index.
    pub(crate) places: u32,
    /// Name and bytes of each.
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

/// An index ready to be served by any static host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// What is loaded first.
    pub opening: Vec<u8>,
    /// All pieces, one after the other; empty for a bundle.
    row: Vec<u8>,
}

impl Layout {
    /// What is loaded when it is asked for, by number.
    pub fn pieces(&self) -> std::slice::Chunks<'_, u8> {
        self.row.chunks(PIECE)
    }

    /// One of the [pieces](Self::pieces).
    pub fn piece(&self, number: u32) -> Option<&[u8]> {
        self.pieces().nth(number as usize)
    }
}

impl From<Files> for Layout {
    /// The index as a [bundle](Files::bundle).
    fn from(files: Files) -> Self {
        Self { opening: files.bundle(), row: Vec::new() }
    }
}

impl Files {
    /// The length of all files in bytes.
    pub fn len(&self) -> usize {
        self.files.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// Whether there is nothing at all; no index is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One file with everything.
    pub fn bundle(&self) -> Vec<u8> {
        let mut out = self.table(&[], &[(0, self.len())]);
        let at = out.len();
        self.files.iter().for_each(|(_, bytes)| out.extend_from_slice(bytes));
        close(out, at)
    }

    /// An opening file with what an engine touches when it opens, and the pieces.
    ///
    /// # Errors
    /// What [`crate::Engine::open`] says of these files.
    pub fn pieces(&self) -> Result<Layout, Failure> {
        let touched = crate::Engine::touched(self.bundle())?;
        let row = self.files.iter().map(|(_, bytes)| bytes.as_slice()).collect::<Vec<_>>().concat();
        let checksums: Vec<u32> = row.chunks(PIECE).map(crc32fast::hash).collect();
        let mut opening = self.table(&checksums, &touched);
        let at = opening.len();
        touched.iter().for_each(|(start, end)| opening.extend_from_slice(&row[*start..*end]));
        Ok(Layout { opening: close(opening, at), row })
    }

    /// The head of an opening file with these pieces, which brings these ranges of the row.
    fn table(&self, checksums: &[u32], ranges: &[(usize, usize)]) -> Vec<u8> {
        let brought: usize = ranges.iter().map(|(start, end)| end - start).sum();
        let mut out = Vec::with_capacity(brought + 4 * checksums.len() + 8 * ranges.len() + 1024);
        out.extend_from_slice(MAGIC);
        put_name(RELEASE, &mut out);
        put(self.places, &mut out);
        put(self.files.len() as u32, &mut out);
        for (name, bytes) in &self.files {
            put_name(name, &mut out);
            put(bytes.len() as u32, &mut out);
        }
        put(checksums.len() as u32, &mut out);
        checksums.iter().for_each(|checksum| put(*checksum, &mut out));
        put(ranges.len() as u32, &mut out);
        for (start, end) in ranges {
            put(*start as u32, &mut out);
            put((end - start) as u32, &mut out);
        }
        put(crc32fast::hash(&out), &mut out);
        out
    }
}

/// An opening file with the checksum of what it brings, which starts at `at`.
fn close(mut opening: Vec<u8>, at: usize) -> Vec<u8> {
    put(crc32fast::hash(&opening[at..]), &mut opening);
    opening
}

fn put(number: u32, out: &mut Vec<u8>) {
    out.extend_from_slice(&number.to_le_bytes());
}

fn put_name(name: &str, out: &mut Vec<u8>) {
    out.push(name.len() as u8);
    out.extend_from_slice(name.as_bytes());
}
