//! A mapping that several structs are read from.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::fault::{missing_help, missing_message};
use super::node::{Entry, Node, NodeKind};
use super::{MISSING_KEY, repair};
use crate::diagnostic::{Diagnostic, Span, TextFile};

/// A mapping that is being read. What is left over at the end is unknown: see [`Mapping::finish`].
#[derive(Debug)]
pub struct Mapping {
    file: Arc<TextFile>,
    /// Always a mapping.
    root: Node,
    /// Keys that have been asked for.
    known: Vec<String>,
    /// Whether a type has been read that takes any key.
    takes_any: bool,
}

impl Mapping {
    pub(super) fn new(file: Arc<TextFile>, root: Node) -> Self {
        Self { file, root, known: Vec::new(), takes_any: false }
    }

    /// Reads the keys that `T` knows; every wrong value gives a diagnostic at its own place, and so does every unknown
    /// key of the mappings inside them. `None` only if a required key is missing or wrong, or if more is wrong than is
    /// worth listing.
    pub fn read<T: DeserializeOwned>(&mut self, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
        let (value, fields) = repair::read(&mut self.root, None, &self.file, diagnostics);
        match fields {
            Some(fields) => self.known.extend(fields.iter().map(|&field| field.to_owned())),
            None => self.takes_any = true,
        }
        value
    }

    /// Takes one key out, with the place of the key. `None` when it was not written or has no value.
    pub fn take(&mut self, key: &str) -> Option<(Span, Node)> {
        self.known.push(key.to_owned());
        let NodeKind::Mapping(entries) = &mut self.root.kind else {
            return None;
        };
        let at = entries.iter().position(|entry| entry.key.value == key)?;
        let Entry { key, value } = entries.remove(at);
        let written = !matches!(value.kind, NodeKind::Null | NodeKind::Dropped);
        written.then_some((key.span, value))
    }

    /// The file it was read from.
    pub fn file(&self) -> &Arc<TextFile> {
        &self.file
    }

    /// Where the mapping stands.
    pub fn span(&self) -> Span {
        self.root.span
    }

    /// Where a key stands, if it was written and not taken out.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries().iter().find(|entry| entry.key.value == key).map(|entry| entry.key.span)
    }

    /// The finding for a key that this kind of content requires though its type does not: at the key when it was
    /// written without a value, else at the first key. `None` when the key had a wrong value, which has been reported.
    pub fn missing(&self, key: &str) -> Option<Diagnostic> {
        let entries = self.entries();
        let written = entries.iter().find(|entry| entry.key.value == key);
        if written.is_some_and(|entry| matches!(entry.value.kind, NodeKind::Dropped)) {
            return None;
        }
        let span = written.or(entries.first()).map_or(self.root.span, |entry| entry.key.span);
        let location = self.file.locate(span.range());
        Some(Diagnostic::new(&MISSING_KEY, location, missing_message(key)).help(missing_help(key)))
    }

    /// Reports every key that no `read` and no `take` knew, naming the nearest known key or else all of them.
    pub fn finish(self, diagnostics: &mut Vec<Diagnostic>) {
        if self.takes_any {
            return;
        }
        let known = self.known.iter().map(String::as_str);
        for Entry { key, .. } in self.entries() {
            if !self.known.contains(&key.value) {
                repair::unknown_key(key.span, &key.value, known.clone(), &self.file, diagnostics);
            }
        }
    }

    fn entries(&self) -> &[Entry] {
        match &self.root.kind {
            NodeKind::Mapping(entries) => entries,
            _ => &[],
        }
    }
}
