//! Brings a foreign Markdown tree into a site: FAQs with front matter, GitBook, Hugo, MkDocs, plain folders.
//!
//! [`import`] reads a folder and gives everything that is to be written, with a [`Note`] for each thing that was changed
//! or could not be carried over; it writes nothing. [`write()`] puts the result into a folder and never overwrites.
//! The passes over one file, in order: front matter, directives of other generators, HTML, then (once the places of all
//! files are known) links and headings, then containers. No sentence of a source is dropped without a note.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "brings in trees that are no site yet")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::config::Language;
use crate::diagnostic::{Severity, Text};
use crate::error::Result;
use crate::source::SourcePath;

mod answer;
mod assemble;
mod containers;
mod directives;
mod draft;
mod file;
mod front;
mod header;
mod html;
mod links;
mod mapping;
mod notes;
mod outline;
mod places;
mod report;
mod settings;
mod shift;
mod slug;
mod summary;
mod tree;
mod variables;
mod write;
mod yaml;

pub use mapping::{Field, Mapping};
pub use report::report;
pub use write::write;

/// What the files of the tree become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ImportKind {
    /// Questions with their answers, by theme.
    Faq,
    /// Pages of text in their folders.
    #[default]
    Page,
}

/// What to bring in, and how.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The folder to read.
    pub source: PathBuf,
    /// What its files become.
    pub as_kind: ImportKind,
    /// How front matter is carried over, beyond the defaults.
    pub map: Mapping,
    /// Values of `%{name}` placeholders.
    pub variables: BTreeMap<String, String>,
    /// The title of the site; from the tree, or its folder's name, when absent.
    pub title: Option<String>,
    /// The language of the texts.
    pub language: Language,
}

/// Something that was changed, or that could not be carried over.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The file of the foreign tree, relative to its root.
    pub file: String,
    /// The line in that file, from 1.
    pub line: u32,
    /// `Error`: left out. `Warning`: a reader may miss something. `Hint`: changed without loss of meaning.
    pub severity: Severity,
    /// What was found and what became of it.
    pub what: Text,
    /// What to do about it.
    pub remedy: Text,
}

/// A tree made ready for a site; nothing is written yet.
#[derive(Clone, Debug)]
pub struct Import {
    /// The folder that was read.
    pub source: PathBuf,
    /// The files to write, by path in the site, sorted.
    pub files: Vec<(SourcePath, String)>,
    /// The files to copy: from where (below `source`), and to which path in the site, sorted.
    pub assets: Vec<(PathBuf, SourcePath)>,
    /// Whatever was changed or could not be carried over, by file and line.
    pub report: Vec<Note>,
}

/// Reads the tree in `request.source` and converts it.
///
/// # Errors
/// When the folder cannot be read or holds no Markdown file.
pub fn import(request: &Request) -> Result<Import> {
    let mut notes = notes::Notes::default();
    let tree = tree::read(&request.source, &mut notes)?;
    Ok(assemble::assemble(request, &tree, notes))
}

#[cfg(test)]
mod tests;
