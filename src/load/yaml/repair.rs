//! Reads a value again and again, taking out one wrong part each time, so that all mistakes come at once.
//!
//! A wrong value is dropped as if it had never been written. A required key that is missing, or whose value was dropped,
//! gets a placeholder so that what follows is looked at too; the mapping that needed it is dropped in the end.

use serde::de::DeserializeOwned;

use super::fault::Fault;
use super::findings::report;
use super::node::{Entry, Node, NodeKind};
use super::reader::{Notes, Reader};
use super::{UNKNOWN_KEY, words};
use crate::diagnostic::{Diagnostic, Span, Spanned, TextFile};
use crate::text;

/// How many times one value is read. Each time finds one mistake; the rest of a value with more is given up.
const MAX_READINGS: usize = 200;

/// Reads a node and reports what is wrong in it, and the unknown keys of the mappings inside it. `None` when too much is
/// wrong for a value. Also gives the keys that the type knows, if it is a struct. `key` is what messages call the node.
pub(super) fn read<T: DeserializeOwned>(
    root: &mut Node,
    key: Option<&str>,
    file: &TextFile,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<T>, Option<Vec<&'static str>>) {
    let notes = Notes::default();
    let mut record = |fault: Fault| {
        let fault = match key {
            Some(key) => fault.or_key(key),
            None => fault,
        };
        fault.report(file, diagnostics);
    };
    let value = read_repairing(root, &notes, &mut record);
    remove_placeholders(root);
    for (span, (key, known)) in notes.unknown.into_inner() {
        unknown_key(span, &key, known.iter().copied(), file, diagnostics);
    }
    (value, notes.known.into_inner())
}

fn read_repairing<T: DeserializeOwned>(root: &mut Node, notes: &Notes, report: &mut impl FnMut(Fault)) -> Option<T> {
    let mut placeholders = false;
    for _ in 0..MAX_READINGS {
        match T::deserialize(Reader::new(root, notes)) {
            Ok(value) if !placeholders => return Some(value),
            Ok(_) => {
                if is_incomplete(root) {
                    return None;
                }
                drop_incomplete(root);
                placeholders = false;
            }
            Err(fault) => {
                placeholders |= fault.missing().is_some();
                repair(root, fault.or_at(root.span), report)?;
            }
        }
    }
    None
}

/// Takes out what a fault is about, and reports it unless it follows from one that was reported before.
/// `None` when nothing is left to read.
fn repair(root: &mut Node, fault: Fault, report: &mut impl FnMut(Fault)) -> Option<()> {
    let path = fault.path();
    let node = descend(root, &path);
    if matches!(node.kind, NodeKind::Placeholder) {
        // This type is not one that a placeholder can stand for: the mapping around it is given up.
        let (_, parent) = path.split_last()?;
        return drop_at(root, parent);
    }
    let Some(key) = fault.missing() else {
        report(fault);
        return drop_at(root, &path);
    };
    if fill(node, key) {
        report(fault);
    }
    Some(())
}

/// Puts a placeholder for a required key. Whether it is to be reported: not when the key was there with a wrong value.
fn fill(node: &mut Node, key: &'static str) -> bool {
    let placeholder = Node { span: node.span, kind: NodeKind::Placeholder };
    let NodeKind::Mapping(entries) = &mut node.kind else {
        return false;
    };
    match entries.iter_mut().find(|entry| entry.key.value == key) {
        Some(entry) => {
            let reported = matches!(entry.value.kind, NodeKind::Dropped);
            entry.value = placeholder;
            !reported
        }
        None => {
            let nowhere = Span { start: node.span.start, end: node.span.start };
            let key = Spanned { value: key.to_owned(), span: nowhere };
            entries.push(Entry { key, value: placeholder });
            true
        }
    }
}

/// Drops the node at a path; `None` when it is the root.
fn drop_at(root: &mut Node, path: &[usize]) -> Option<()> {
    if path.is_empty() {
        return None;
    }
    descend(root, path).kind = NodeKind::Dropped;
    Some(())
}

fn descend<'a>(root: &'a mut Node, path: &[usize]) -> &'a mut Node {
    path.iter().fold(root, |node, &index| match &mut node.kind {
        NodeKind::Sequence(items) => &mut items[index],
        NodeKind::Mapping(entries) => &mut entries[index].value,
        NodeKind::Null | NodeKind::Scalar(_) | NodeKind::Dropped | NodeKind::Placeholder => {
            unreachable!("paths are made of the positions of lists and mappings")
        }
    })
}

/// Whether a mapping lacks a required value.
fn is_incomplete(node: &Node) -> bool {
    let is_placeholder = |entry: &Entry| matches!(entry.value.kind, NodeKind::Placeholder);
    matches!(&node.kind, NodeKind::Mapping(entries) if entries.iter().any(is_placeholder))
}

/// Drops every mapping below `node` that lacks a required value.
fn drop_incomplete(node: &mut Node) {
    let each = |child: &mut Node| {
        if is_incomplete(child) {
            child.kind = NodeKind::Dropped;
        } else {
            drop_incomplete(child);
        }
    };
    match &mut node.kind {
        NodeKind::Sequence(items) => items.iter_mut().for_each(each),
        NodeKind::Mapping(entries) => entries.iter_mut().map(|entry| &mut entry.value).for_each(each),
        NodeKind::Null | NodeKind::Scalar(_) | NodeKind::Dropped | NodeKind::Placeholder => {}
    }
}

/// Takes placeholders out of the root, for what is read from it next: those for keys that were not written altogether.
fn remove_placeholders(root: &mut Node) {
    let NodeKind::Mapping(entries) = &mut root.kind else {
        return;
    };
    let is_placeholder = |entry: &Entry| matches!(entry.value.kind, NodeKind::Placeholder);
    entries.retain(|entry| !is_placeholder(entry) || entry.key.span.start < entry.key.span.end);
    for entry in entries.iter_mut().filter(|entry| is_placeholder(entry)) {
        entry.value.kind = NodeKind::Dropped;
    }
}

/// Reports a key that is not among the known ones.
pub(super) fn unknown_key<'a>(
    span: Span,
    key: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    file: &TextFile,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let message = text!("la clé `{key}` n’existe pas ici", "there is no key `{key}` here");
    let help = match words::meant(key, known.clone()) {
        Some(near) => text!("vouliez-vous écrire `{near}` ?", "did you mean `{near}`?"),
        None => {
            let known = known.collect::<Vec<_>>().join(", ");
            text!("clés possibles : {known}", "possible keys: {known}")
        }
    };
    report(span, file, diagnostics, |at| Diagnostic::new(&UNKNOWN_KEY, at, message).help(help));
}
