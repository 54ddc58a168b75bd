//! The row of bytes as an engine reads it: in parts, some of which are not there yet.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, OpenReadError, OpenWriteError};
use tantivy::directory::{Directory, FileHandle, OwnedBytes, WatchCallback, WatchHandle, WritePtr};

use super::{MAGIC, PIECE};
use crate::{Failure, RELEASE};

/// The bytes of an index that have been given so far; a read-only directory for tantivy.
#[derive(Clone)]
pub(crate) struct Row {
    table: Arc<Table>,
    state: Arc<Mutex<State>>,
}

struct Table {
    places: u32,
    /// Name and range in the row.
    files: Vec<(String, Range<usize>)>,
    /// The checksum of each piece.
    checksums: Vec<u32>,
    length: usize,
}

#[derive(Default)]
struct State {
    /// What came with the opening file, by start.
    ranges: Vec<(usize, OwnedBytes)>,
    pieces: Vec<Option<OwnedBytes>>,
    missing: BTreeSet<u32>,
    /// What has been read, for [`Row::touched`]; off unless asked for.
    touched: Option<Vec<Range<usize>>>,
}

impl Row {
    /// The row that an opening file begins.
    pub fn open(opening: Vec<u8>) -> Result<Self, Failure> {
        let opening = OwnedBytes::new(opening);
        let mut reader = Reader { bytes: opening.as_slice(), at: 0 };
        if reader.take(MAGIC.len())? != MAGIC {
            return Err(Failure::damaged("this is no index"));
        }
        let release = reader.name()?;
        if release != RELEASE {
            return Err(Failure::OtherRelease { index: release, engine: RELEASE.to_owned() });
        }
        let (table, ranges) = reader.table()?;
        let state = State {
            ranges: reader.ranges(&opening, &ranges)?,
            pieces: vec![None; table.checksums.len()],
            ..State::default()
        };
        Ok(Self { table: Arc::new(table), state: Arc::new(Mutex::new(state)) })
    }

    /// The number of places in the index.
    pub fn places(&self) -> u32 {
        self.table.places
    }

    /// Takes a piece. One that is not what the opening file announces is refused.
    pub fn add(&self, number: u32, bytes: Vec<u8>) -> Result<(), Failure> {
        let expected = self.table.checksums.get(number as usize);
        if expected != Some(&crc32fast::hash(&bytes)) {
            return Err(Failure::Damaged(format!("piece {number} is not the one of this index")));
        }
        self.state().pieces[number as usize] = Some(OwnedBytes::new(bytes));
        Ok(())
    }

    /// Fails when a read since the last call met bytes that are not here.
    pub fn complete(&self) -> Result<(), Failure> {
        let missing = std::mem::take(&mut self.state().missing);
        if missing.is_empty() { Ok(()) } else { Err(Failure::Missing(missing.into_iter().collect())) }
    }

    /// Begins to note what is read.
    pub fn note(&self) {
        self.state().touched = Some(Vec::new());
    }

    /// What was read since [`Row::note`] as ranges that neither touch nor overlap, as (start, end).
    pub fn touched(&self) -> Vec<(usize, usize)> {
        let mut touched = self.state().touched.take().unwrap_or_default();
        touched.sort_by_key(|range| range.start);
        let mut merged: Vec<(usize, usize)> = Vec::new();
        for range in touched.into_iter().filter(|range| !range.is_empty()) {
            match merged.last_mut() {
                Some((_, end)) if *end >= range.start => *end = (*end).max(range.end),
                _ => merged.push((range.start, range.end)),
            }
        }
        merged
    }

    /// A whole file.
    pub fn file(&self, name: &str) -> Result<OwnedBytes, Failure> {
        let range = self.range(name).ok_or_else(|| Failure::Damaged(format!("the file {name} is missing")))?;
        self.read(range).map_err(Failure::from)
    }

    fn range(&self, name: &str) -> Option<Range<usize>> {
        self.table.files.iter().find(|(known, _)| known == name).map(|(_, range)| range.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A poisoned lock guards plain bytes: they are as good as before.
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn read(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.end > self.table.length || range.start > range.end {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "a read beyond the index"));
        }
        self.state().read(range)
    }
}

impl State {
    fn read(&mut self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if let Some(touched) = &mut self.touched {
            touched.push(range.clone());
        }
        let after = self.ranges.partition_point(|(start, _)| *start <= range.start);
        if let Some((start, bytes)) = after.checked_sub(1).map(|at| &self.ranges[at])
            && range.end <= start + bytes.len()
        {
            return Ok(bytes.slice(range.start - start..range.end - start));
        }
        self.gather(range)
    }

    /// Puts a range together from pieces, and notes all that are missing.
    fn gather(&mut self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        let numbers = range.start / PIECE..=(range.end - 1) / PIECE;
        let mut bytes = Vec::with_capacity(range.len());
        for number in numbers {
            let Some(piece) = self.pieces.get(number).and_then(Option::as_ref) else {
                self.missing.insert(number as u32);
                continue;
            };
            let begin = number * PIECE;
            let end = (range.end - begin).min(piece.len());
            bytes.extend_from_slice(piece.get(range.start.saturating_sub(begin)..end).unwrap_or_default());
        }
        if bytes.len() == range.len() {
            return Ok(OwnedBytes::new(bytes));
        }
        Err(io::Error::new(io::ErrorKind::WouldBlock, "pieces of the index are missing"))
    }
}

/// The head of an opening file.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// Start and length of a range.
type Extent = (usize, usize);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Failure> {
        let end = self.at.checked_add(length).filter(|end| *end <= self.bytes.len());
        let end = end.ok_or_else(|| Failure::damaged("the opening file is cut short"))?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u32, Failure> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    fn name(&mut self) -> Result<String, Failure> {
        let length = self.take(1)?[0] as usize;
        let name = self.take(length)?;
        String::from_utf8(name.to_vec()).map_err(|_| Failure::damaged("a name is no text"))
    }

    fn table(&mut self) -> Result<(Table, Vec<Extent>), Failure> {
        let places = self.number()?;
        let (mut files, mut length) = (Vec::new(), 0usize);
        for _ in 0..self.number()? {
            let (name, bytes) = (self.name()?, self.number()? as usize);
            files.push((name, length..length + bytes));
            length += bytes;
        }
        let checksums = (0..self.number()?).map(|_| self.number()).collect::<Result<_, _>>()?;
        let mut ranges = Vec::new();
        for _ in 0..self.number()? {
            ranges.push((self.number()? as usize, self.number()? as usize));
        }
        let computed = crc32fast::hash(&self.bytes[..self.at]);
        if self.number()? != computed {
            return Err(Failure::damaged("the head of the opening file was changed"));
        }
        Ok((Table { places, files, checksums, length }, ranges))
    }

    fn ranges(&mut self, opening: &OwnedBytes, ranges: &[Extent]) -> Result<Vec<(usize, OwnedBytes)>, Failure> {
        let begin = self.at;
        let mut found = Vec::with_capacity(ranges.len());
        for (start, length) in ranges {
            let at = self.at;
            self.take(*length)?;
            found.push((*start, opening.slice(at..self.at)));
        }
        let computed = crc32fast::hash(&self.bytes[begin..self.at]);
        if self.number()? != computed || self.at != self.bytes.len() {
            return Err(Failure::damaged("the opening file was changed"));
        }
        Ok(found)
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Row")
    }
}

/// One file of the row.
struct Part {
    row: Row,
    range: Range<usize>,
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Part")
    }
}

impl HasLen for Part {
    fn len(&self) -> usize {
        self.range.len()
    }
}

impl FileHandle for Part {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        self.row.read(self.range.start + range.start..self.range.start + range.end)
    }
}

/// Nothing is written: what tantivy keeps beside its segments comes from the code.
impl Directory for Row {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let range = path.to_str().and_then(|name| self.range(name)).ok_or_else(|| absent(path))?;
        Ok(Arc::new(Part { row: self.clone(), range }))
    }

    fn delete(&self, _: &Path) -> Result<(), DeleteError> {
        Ok(())
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(path.to_str().is_some_and(|name| self.range(name).is_some()))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::FileAlreadyExists(path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        Err(absent(path))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

fn absent(path: &Path) -> OpenReadError {
    OpenReadError::FileDoesNotExist(PathBuf::from(path))
}
