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
    /// What is loaded when it is asked for, by number.
    pub pieces: Vec<Vec<u8>>,
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
        opening(self, &self.row(), &[], &[(0, self.len())])
    }

    /// An opening file with what an engine touches when it opens, and the pieces.
    ///
    /// # Errors
    /// What [`crate::Engine::open`] says of these files.
    pub fn pieces(&self) -> Result<Layout, Failure> {
        let row = self.row();
        let touched = crate::Engine::touched(self.bundle())?;
        let pieces: Vec<Vec<u8>> = row.chunks(PIECE).map(<[u8]>::to_vec).collect();
        Ok(Layout { opening: opening(self, &row, &pieces, &touched), pieces })
    }

    fn row(&self) -> Vec<u8> {
        self.files.iter().flat_map(|(_, bytes)| bytes.iter().copied()).collect()
    }
}

fn opening(files: &Files, row: &[u8], pieces: &[Vec<u8>], ranges: &[(usize, usize)]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    put_name(RELEASE, &mut out);
    put(files.places, &mut out);
    put(files.files.len() as u32, &mut out);
    for (name, bytes) in &files.files {
        put_name(name, &mut out);
        put(bytes.len() as u32, &mut out);
    }
    put(pieces.len() as u32, &mut out);
    pieces.iter().for_each(|piece| put(crc32fast::hash(piece), &mut out));
    put(ranges.len() as u32, &mut out);
    for (start, end) in ranges {
        put(*start as u32, &mut out);
        put((end - start) as u32, &mut out);
    }
    put(crc32fast::hash(&out), &mut out);
    let at = out.len();
    ranges.iter().for_each(|(start, end)| out.extend_from_slice(&row[*start..*end]));
    put(crc32fast::hash(&out[at..]), &mut out);
    out
}

fn put(number: u32, out: &mut Vec<u8>) {
    out.extend_from_slice(&number.to_le_bytes());
}

fn put_name(name: &str, out: &mut Vec<u8>) {
    out.push(name.len() as u8);
    out.extend_from_slice(name.as_bytes());
}
