//! The list of notes while a tree is being brought in.

use super::Note;
use crate::diagnostic::{Severity, Text};

/// Notes as they are found, about one current file at a time.
#[derive(Debug, Default)]
pub(super) struct Notes {
    file: String,
    list: Vec<Note>,
}

impl Notes {
    /// The notes that follow are about `file`.
    pub(super) fn enter(&mut self, file: &str) {
        file.clone_into(&mut self.file);
    }

    /// Something changed without loss of meaning.
    pub(super) fn hint(&mut self, line: u32, what: Text, remedy: Text) {
        self.add(line, Severity::Hint, what, remedy);
    }

    /// Something a reader may miss.
    pub(super) fn warn(&mut self, line: u32, what: Text, remedy: Text) {
        self.add(line, Severity::Warning, what, remedy);
    }

    /// Something left out.
    pub(super) fn error(&mut self, line: u32, what: Text, remedy: Text) {
        self.add(line, Severity::Error, what, remedy);
    }

    fn add(&mut self, line: u32, severity: Severity, what: Text, remedy: Text) {
        self.list.push(Note { file: self.file.clone(), line: line.max(1), severity, what, remedy });
    }

    /// All notes by file and line; exact repeats are dropped.
    pub(super) fn finish(mut self) -> Vec<Note> {
        self.list.sort();
        self.list.dedup();
        self.list
    }
}
