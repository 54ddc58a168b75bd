//! The tree of a YAML text.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::fault::{Expected, Fault, Problem};
use super::{Mapping, repair};
use crate::diagnostic::{Diagnostic, Span, Spanned, TextFile};

/// A value of a YAML text and where it stands. The span of a quoted text includes its quotes, that of a list or
/// mapping in brackets its brackets.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    pub(super) kind: NodeKind,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(super) enum NodeKind {
    /// Nothing, `~` or `null`.
    Null,
    /// A text, number, date or truth value, as written.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys with their values, in order; each key stands once.
    Mapping(Vec<Entry>),
    /// A wrong value that has been reported. It is read as if it had never been written.
    Dropped,
    /// Stands for a required value that is missing, so that what is wrong after it is found as well.
    /// It can be read as anything; what is read from it never leaves this module.
    Placeholder,
}

/// A scalar.
#[derive(Clone, Debug)]
pub(super) struct Scalar {
    /// Its text, escapes and folded lines resolved.
    pub(super) text: String,
    /// Whether it was written without quotes and not as a block, so that it can be a number or a truth value.
    pub(super) plain: bool,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: Spanned<String>,
    pub(super) value: Node,
}

impl Node {
    /// Whether nothing was written, or `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.kind, NodeKind::Null)
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self.kind, NodeKind::Sequence(_))
    }

    /// The node as a mapping to read from; an empty node is an empty mapping. Anything else is a `wrong-type`.
    pub fn into_mapping(mut self, file: &Arc<TextFile>, diagnostics: &mut Vec<Diagnostic>) -> Option<Mapping> {
        match self.kind {
            NodeKind::Mapping(_) => {}
            NodeKind::Null => self.kind = NodeKind::Mapping(Vec::new()),
            _ => {
                let problem = Problem::WrongType { expected: Expected::Mapping, found: self.found() };
                Fault::at(problem, self.span).report(file, diagnostics);
                return None;
            }
        }
        Some(Mapping::new(Arc::clone(file), self))
    }

    /// The items of a list. A single value is a list of one item, an empty node a list without items.
    pub fn items(self) -> Vec<Node> {
        match self.kind {
            NodeKind::Sequence(items) => items,
            NodeKind::Null => Vec::new(),
            _ => vec![self],
        }
    }

    /// Reads a node that was taken out of its mapping, as the value of `key`. `None` when it is wrong or empty;
    /// a wrong value is reported, an empty one is not.
    pub fn read<T: DeserializeOwned>(
        mut self,
        key: &str,
        file: &Arc<TextFile>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        if self.is_null() {
            return None;
        }
        repair::read(&mut self, Some(key), file, diagnostics).0
    }

    /// What the node is, as messages name it.
    pub(super) fn found(&self) -> Found {
        match &self.kind {
            NodeKind::Null | NodeKind::Dropped | NodeKind::Placeholder => Found::Nothing,
            NodeKind::Scalar(scalar) => scalar.found(),
            NodeKind::Sequence(_) => Found::List,
            NodeKind::Mapping(_) => Found::Mapping,
        }
    }
}

/// What was written, as messages name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    Bool,
    Number,
    Text(String),
    QuotedText(String),
    List,
    Mapping,
}

impl Scalar {
    /// The truth value of YAML 1.2's core schema (section 10.3.2).
    pub(super) fn as_bool(&self) -> Option<bool> {
        match self.text.as_str() {
            "true" | "True" | "TRUE" if self.plain => Some(true),
            "false" | "False" | "FALSE" if self.plain => Some(false),
            _ => None,
        }
    }

    /// Whether it is a whole number in decimal notation, whatever its size.
    pub(super) fn is_integer(&self) -> bool {
        let digits = self.text.strip_prefix(['-', '+']).unwrap_or(&self.text);
        self.plain && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    }

    /// The number, where it is a finite one in decimal notation.
    pub(super) fn as_number(&self) -> Option<f64> {
        let starts_well = self.text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
        self.text.parse().ok().filter(|number: &f64| self.plain && starts_well && number.is_finite())
    }

    fn found(&self) -> Found {
        if self.as_bool().is_some() {
            Found::Bool
        } else if self.as_number().is_some() {
            Found::Number
        } else if self.plain {
            Found::Text(self.text.clone())
        } else {
            Found::QuotedText(self.text.clone())
        }
    }
}
