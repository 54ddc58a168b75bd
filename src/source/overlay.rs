//! A source as it would be with other files: to judge a change before it is made.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Listing, Obstacle, Source, SourceFile, SourcePath, Stamp};

/// What a file would hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileContent {
    /// The same as this file of the source.
    Of(SourcePath),
    /// These bytes.
    Bytes(Vec<u8>),
}

/// A source some of whose folders hold other files.
pub struct Overlay<'a> {
    base: &'a dyn Source,
    files: &'a BTreeMap<SourcePath, FileContent>,
    /// What of the base is still there.
    kept: Listing,
}

impl<'a> Overlay<'a> {
    /// `base` with these files, and of its own only those that `keeps` lets stay.
    pub fn new(
        base: &'a dyn Source,
        files: &'a BTreeMap<SourcePath, FileContent>,
        keeps: impl Fn(&SourcePath) -> bool,
    ) -> Self {
        let mut kept = base.list();
        kept.files.retain(|file| keeps(&file.path) && !files.contains_key(&file.path));
        Self { base, files, kept }
    }
}

impl Source for Overlay<'_> {
    fn list(&self) -> Listing {
        let base: BTreeMap<SourcePath, SourceFile> =
            self.base.list().files.into_iter().map(|file| (file.path.clone(), file)).collect();
        let mut listing = self.kept.clone();
        listing.files.extend(self.files.iter().filter_map(|(path, content)| match content {
            FileContent::Of(other) => base.get(other).map(|file| SourceFile { path: path.clone(), ..file.clone() }),
            FileContent::Bytes(bytes) => {
                Some(SourceFile { path: path.clone(), size: bytes.len() as u64, stamp: Stamp::of(bytes) })
            }
        }));
        listing.files.sort_by(|a, b| a.path.cmp(&b.path));
        listing
    }

    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Obstacle> {
        match self.files.get(path) {
            Some(FileContent::Of(other)) => self.base.read(other),
            Some(FileContent::Bytes(bytes)) => Ok(bytes.clone()),
            None => self.base.read(path),
        }
    }

    fn today(&self) -> Date {
        self.base.today()
    }
}
