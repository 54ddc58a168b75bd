//! One value per key: second definitions are reported, merge keys (`<<: *name`) are resolved.

use std::collections::{HashMap, HashSet};

use super::findings::report;
use super::node::{Entry, Node, NodeKind};
use super::{DUPLICATE_KEY, WRONG_TYPE};
use crate::diagnostic::{Diagnostic, Location, Span, TextFile};
use crate::text;

/// The entries of a finished mapping with each key once: the first definition counts, and a key of its own goes
/// before one that is merged in.
pub(super) fn merge(entries: Vec<Entry>, file: &TextFile, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let is_merge_key = |entry: &Entry| entry.key.value == "<<";
    let (merged, own): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(is_merge_key);
    let mut own = without_duplicates(own, file, diagnostics);
    if merged.is_empty() {
        return own;
    }
    let mut known: HashSet<String> = own.iter().map(|entry| entry.key.value.clone()).collect();
    for entry in merged {
        let sources = mappings(entry.value, entry.key.span, file, diagnostics);
        own.extend(sources.into_iter().flatten().filter(|entry| known.insert(entry.key.value.clone())));
    }
    own
}

fn without_duplicates(entries: Vec<Entry>, file: &TextFile, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut first: HashMap<&str, Span> = HashMap::with_capacity(entries.len());
    let mut repeated = HashSet::new();
    for (at, entry) in entries.iter().enumerate() {
        match first.get(entry.key.value.as_str()) {
            Some(&before) => {
                report(entry.key.span, file, diagnostics, |at| {
                    duplicate(&entry.key.value, at, file.locate(before.range()))
                });
                repeated.insert(at);
            }
            None => {
                first.insert(&entry.key.value, entry.key.span);
            }
        }
    }
    if repeated.is_empty() {
        return entries;
    }
    entries.into_iter().enumerate().filter(|(at, _)| !repeated.contains(at)).map(|(_, entry)| entry).collect()
}

fn duplicate(key: &str, at: Location, before: Location) -> Diagnostic {
    let message = text!("la clé `{key}` est déjà écrite plus haut", "the key `{key}` is already written above");
    Diagnostic::new(&DUPLICATE_KEY, at, message)
        .help(text!(
            "gardez une seule des deux lignes ; pour plusieurs valeurs, écrivez une liste : {key}: [a, b]",
            "keep one of the two lines; for several values, write a list: {key}: [a, b]"
        ))
        .related(before, text!("première définition", "first definition"))
}

/// The mappings that a merge key names: one, or a list of them.
fn mappings(value: Node, at: Span, file: &TextFile, diagnostics: &mut Vec<Diagnostic>) -> Vec<Vec<Entry>> {
    let mut sources = Vec::new();
    for node in value.items() {
        if let NodeKind::Mapping(entries) = node.kind {
            sources.push(entries);
        } else {
            let message = text!(
                "`<<` attend un groupe de clés nommé plus haut",
                "`<<` expects a group of keys that was named above"
            );
            let help = text!("écrivez par exemple : <<: *nom", "write for example: <<: *name");
            report(at, file, diagnostics, |at| Diagnostic::new(&WRONG_TYPE, at, message).help(help));
        }
    }
    sources
}
