//! A site held in memory.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Listing, MAX_TEXT_BYTES, Obstacle, Source, SourceFile, SourcePath, Stamp};

/// Files and a date, all given by the caller.
#[derive(Clone, Debug)]
pub struct MemorySource {
    files: BTreeMap<SourcePath, Vec<u8>>,
    today: Date,
}

impl MemorySource {
    /// A site without files, made for `today`.
    pub fn new(today: Date) -> Self {
        Self { files: BTreeMap::new(), today }
    }

    /// Adds or replaces a file.
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.put(path, bytes);
        self
    }

    /// Adds or replaces a file.
    pub fn put(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(SourcePath::new(path), bytes.into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(&SourcePath::new(path));
    }
}

impl Source for MemorySource {
    fn list(&self) -> Listing {
        let files = self.files.iter();
        Listing {
            files: files
                .map(|(path, bytes)| SourceFile {
                    path: path.clone(),
                    size: bytes.len() as u64,
                    stamp: Stamp::of(bytes),
                })
                .collect(),
            ..Listing::default()
        }
    }

    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Obstacle> {
        let bytes = self.files.get(path).ok_or(Obstacle::Unreadable)?;
        if path.is_text() && bytes.len() as u64 > MAX_TEXT_BYTES {
            return Err(Obstacle::TooLarge);
        }
        Ok(bytes.clone())
    }

    fn today(&self) -> Date {
        self.today
    }
}
