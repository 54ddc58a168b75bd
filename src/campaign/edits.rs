//! Changes of source texts by ranges of bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::source::SourcePath;

/// Replacements in files.
#[derive(Debug, Default)]
pub(super) struct Edits {
    by_file: BTreeMap<SourcePath, BTreeSet<Edit>>,
}

/// One replacement, in the order of its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edit {
    start: usize,
    end: usize,
    new: String,
}

impl Edits {
    /// Puts `new` in the place of a range. Of two replacements that overlap, the first in the text is made.
    pub(super) fn replace(&mut self, file: &SourcePath, range: Range<usize>, new: impl Into<String>) {
        let edit = Edit { start: range.start, end: range.end, new: new.into() };
        self.by_file.entry(file.clone()).or_default().insert(edit);
    }

    /// The text of a file with its replacements; `None` when there are none.
    pub(super) fn apply(&self, file: &SourcePath, text: &str) -> Option<String> {
        let edits = self.by_file.get(file)?;
        let mut out = String::with_capacity(text.len() + 32 * edits.len());
        let mut done = 0;
        for edit in edits.iter() {
            let Some(before) = text.get(done..edit.start).filter(|_| edit.end <= text.len()) else { continue };
            out.push_str(before);
            out.push_str(&edit.new);
            done = edit.end;
        }
        out.push_str(&text[done..]);
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacements_in_order_without_overlaps() {
        let (mut edits, path) = (Edits::default(), SourcePath::new("a.md"));
        edits.replace(&path, 4..5, "deux");
        edits.replace(&path, 0..3, "Un");
        edits.replace(&path, 1..4, "non");
        assert_eq!(edits.apply(&path, "abc d e").unwrap(), "Un deux e");
        assert_eq!(edits.apply(&SourcePath::new("b.md"), ""), None);
    }
}
