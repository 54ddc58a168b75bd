//! YAML with the position of every value: text becomes a tree ([`Node`]), and the tree becomes typed values.
//!
//! Both steps report every mistake at its own place and go on. The parser's events are those of serde-saphyr's
//! own parser, taken one level below its serde interface: there, quotes, the ends of values, second definitions of a
//! key and second documents are still visible, and texts are still as they were written (`0157026810`, `1.10`).

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, TextFile};

mod compose;
mod fault;
mod findings;
mod line;
mod mapping;
mod merge;
mod node;
mod reader;
mod repair;
mod rules;
mod syntax;
#[cfg(test)]
mod tests;
mod words;

pub use mapping::Mapping;
pub use node::Node;
pub use rules::{
    CUT_TEXT, DUPLICATE_KEY, INVALID_DATE, INVALID_VALUE, INVALID_YAML, MISSING_KEY, RULES, UNKNOWN_KEY, WRONG_TYPE,
};

/// The deepest nesting of lists and mappings that is read.
pub const MAX_DEPTH: usize = 64;
/// The most values and keys in one text, those repeated by aliases included.
pub const MAX_NODES: usize = 500_000;
/// The most bytes of text that aliases may add.
pub const MAX_ALIASED_BYTES: usize = 4 * 1024 * 1024;

/// Reads the YAML in `range` (bytes) of a file, which is all of a YAML file or the front matter of a Markdown file.
/// `None` after a mistake that hides the rest of the text. A text without content is an empty [`Node`].
pub fn parse(file: &Arc<TextFile>, range: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let before = diagnostics.len();
    match compose::compose(file, range, diagnostics) {
        Ok(node) => Some(node),
        Err(fatal) => {
            // A lesser finding on the same line has the same cause.
            let line = |found: &Diagnostic| found.location.as_ref().map(|location| location.line);
            let lesser = diagnostics.split_off(before);
            diagnostics.extend(lesser.into_iter().filter(|found| line(found) != line(&fatal)));
            diagnostics.push(*fatal);
            None
        }
    }
}
