//! All that typst can see: files in memory, and the fonts.

use std::collections::HashMap;
use std::ops::Range;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, WorldExt};

use super::fonts;

/// The file that is run.
pub(super) const MAIN: &str = "main.typ";

/// What a file is.
pub(super) enum File {
    /// A chapter, by the number of its file.
    Chapter(usize),
    /// A file of the theme, by its path there.
    Template(String),
    /// A picture, by its position.
    Picture(usize),
}

pub(super) struct World {
    library: LazyHash<Library>,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("paths are made by this crate, or checked");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World {
    pub(super) fn new() -> Self {
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_features(features).build();
        Self { library: LazyHash::new(library), main: id(MAIN), sources: HashMap::new(), files: HashMap::new() }
    }

    /// Gives a file of code its text. What did not change in it is not read again.
    pub(super) fn set(&mut self, path: &str, text: &str) {
        if VirtualPath::new(path).is_err() {
            return;
        }
        let id = id(path);
        match self.sources.get_mut(&id) {
            Some(source) if source.text() == text => {}
            Some(source) => {
                source.replace(text);
            }
            None => {
                self.sources.insert(id, Source::new(id, text.to_owned()));
            }
        }
    }

    /// Gives a file its bytes.
    pub(super) fn set_bytes(&mut self, path: &str, bytes: &[u8]) {
        let id = id(path);
        if self.files.get(&id).is_none_or(|known| known.as_slice() != bytes) {
            self.files.insert(id, Bytes::new(bytes.to_vec()));
        }
    }

    /// The file and bytes of a span.
    pub(super) fn locate(&self, span: DiagSpan) -> Option<(File, Range<usize>)> {
        let range = self.range(span)?;
        let path = span.id()?.get().vpath().get_without_slash().to_owned();
        if let Some(path) = path.strip_prefix("theme/") {
            return Some((File::Template(path.to_owned()), range));
        }
        if let Some(at) = path.strip_prefix("picture/") {
            return Some((File::Picture(at.parse().ok()?), range));
        }
        let slot = path.strip_prefix("chapter/")?.strip_suffix(".typ")?.parse().ok()?;
        Some((File::Chapter(slot), range))
    }

    /// Line and column, from 1, of a byte of a template.
    pub(super) fn line_and_column(&self, path: &str, byte: usize) -> Option<(usize, usize)> {
        let source = self.sources.get(&id(&format!("theme/{path}")))?;
        let lines = source.lines();
        Some((lines.byte_to_line(byte)? + 1, lines.byte_to_column(byte)? + 1))
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        fonts::book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let source = || self.sources.get(&id).map(|source| Bytes::from_string(source.clone()));
        self.files.get(&id).cloned().or_else(source).ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts::face(index)
    }

    /// There is no day but that of the book.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}
