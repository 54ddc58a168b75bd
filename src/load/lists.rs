//! Content that is written as lists in YAML files: events, documents, contacts, terms.

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Context;
use super::entry::{Draft, Parts, fields, name};
use super::page::text_of;
use super::yaml::{self, Mapping};
use crate::diagnostic::{Diagnostic, Span, Spanned, TextFile};
use crate::model::{
    Body, Common, ContactFields, Details, DocumentFields, EventFields, Origin, Rubric, Spot, Term, slug,
};
use crate::text;

/// The Markdown text of an item.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Text {
    body: Option<Spanned<String>>,
}

/// Reads the events of a file.
pub fn events(file: &Arc<TextFile>, context: &Context, diagnostics: &mut Vec<Diagnostic>) -> Vec<Draft> {
    let read = |mapping, diagnostics: &mut Vec<Diagnostic>| {
        let item = Item::<EventFields>::read(mapping, file, context, diagnostics);
        let name = name(&[&item.common.title], "", Span::default());
        let summary = text_of(&item.own.action);
        item.draft(file, name, summary, Details::Event, Rubric::Calendar, context, diagnostics)
    };
    items(file, "events", diagnostics, read)
}

/// Reads the documents of a file.
pub fn documents(file: &Arc<TextFile>, context: &Context, diagnostics: &mut Vec<Diagnostic>) -> Vec<Draft> {
    let read = |mapping, diagnostics: &mut Vec<Diagnostic>| {
        let mut item = Item::<DocumentFields>::read(mapping, file, context, diagnostics);
        item.own.computed = item.own.file.as_ref().and_then(|name| context.computed(&file.path, name));
        let name = name(&[&item.common.title], "", Span::default());
        let summary = text_of(&item.own.summary);
        item.draft(file, name, summary, Details::Document, Rubric::Documents, context, diagnostics)
    };
    items(file, "documents", diagnostics, read)
}

/// Reads the contacts of a file.
pub fn contacts(file: &Arc<TextFile>, context: &Context, diagnostics: &mut Vec<Diagnostic>) -> Vec<Draft> {
    let read = |mapping, diagnostics: &mut Vec<Diagnostic>| {
        let item = Item::<ContactFields>::read(mapping, file, context, diagnostics);
        let name = name(&[&item.own.label, &item.common.title], "", Span::default());
        let summary = text_of(&item.own.serves);
        item.draft(file, name, summary, Details::Contact, Rubric::Contacts, context, diagnostics)
    };
    items(file, "contacts", diagnostics, read)
}

/// Reads the terms of a file.
pub fn terms(file: &Arc<TextFile>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Spot<Term>> {
    let read = |mut mapping: Mapping, diagnostics: &mut Vec<Diagnostic>| {
        let span = mapping.span();
        let term = mapping.read::<Term>(diagnostics);
        mapping.finish(diagnostics);
        term.map(|value| Spot { value, file: file.clone(), span })
    };
    items(file, "terms", diagnostics, read)
}

/// Reads each item of the list under `key`, the only key of the file.
fn items<T>(
    file: &Arc<TextFile>,
    key: &str,
    diagnostics: &mut Vec<Diagnostic>,
    read: impl Fn(Mapping, &mut Vec<Diagnostic>) -> Option<T>,
) -> Vec<T> {
    let node = yaml::parse(file, 0..file.text.len(), diagnostics);
    if let Some(list) = node.as_ref().filter(|node| node.is_list()) {
        let what = text!(
            "il manque la clé « {key}: » au-dessus de cette liste",
            "the key “{key}:” is missing above this list"
        );
        let help = text!("écrivez « {key}: » sur la première ligne", "write “{key}:” on the first line");
        diagnostics.push(Diagnostic::new(&yaml::WRONG_TYPE, file.locate(list.span.range()), what).help(help));
        return Vec::new();
    }
    let Some(mut mapping) = node.and_then(|node| node.into_mapping(file, diagnostics)) else { return Vec::new() };
    let list = mapping.take(key);
    mapping.finish(diagnostics);
    let nodes = list.map(|(_, node)| node.items()).unwrap_or_default();
    let mappings: Vec<Mapping> = nodes.into_iter().filter_map(|node| node.into_mapping(file, diagnostics)).collect();
    mappings.into_iter().filter_map(|mapping| read(mapping, diagnostics)).collect()
}

/// An item with the fields of its kind.
struct Item<F> {
    span: Range<usize>,
    common: Common,
    own: F,
    body: Option<Body>,
}

impl<F: DeserializeOwned + Default> Item<F> {
    fn read(mut mapping: Mapping, file: &Arc<TextFile>, context: &Context, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let span = mapping.span().range();
        let (common, own) = fields::<F>(&mut mapping, diagnostics);
        let text: Text = mapping.read(diagnostics).unwrap_or_default();
        mapping.finish(diagnostics);
        let body = text.body.map(|text| context.read(quoted_body(file, &text), diagnostics));
        Self { span, common, own, body }
    }

    #[allow(clippy::too_many_arguments, reason = "each is a different part of one entry")]
    fn draft(
        self,
        file: &Arc<TextFile>,
        name: (String, Span),
        summary: Option<String>,
        details: impl FnOnce(F) -> Details,
        rubric: Rubric,
        context: &Context,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Draft> {
        let parts = Parts {
            file: file.clone(),
            span: self.span,
            default_id: None,
            name,
            summary,
            common: self.common,
            body: self.body,
            details: details(self.own),
            order: None,
        };
        Some(parts.draft(|id| rubric.entry_route(context.language, &slug(id)), diagnostics))
    }
}

/// A body whose text is a YAML scalar: each line of the value is looked up in the source, so that positions
/// inside a block scalar, whose lines are indented there, are right.
fn quoted_body(file: &Arc<TextFile>, text: &Spanned<String>) -> Body {
    let source = text.span.range();
    let mut from = source.start;
    let mut origins = Vec::new();
    let mut at = 0;
    for line in text.value.split_inclusive('\n') {
        let wanted = line.trim_end();
        let found = file.text[from..source.end].find(wanted).map_or(from, |offset| from + offset);
        from = (found + wanted.len()).min(source.end);
        origins.push(Origin { at, file: file.clone(), range: (found..from.max(found)).into() });
        at += line.len() as u32;
    }
    if origins.is_empty() {
        origins.push(Origin { at: 0, file: file.clone(), range: text.span });
    }
    Body { origins, spliced: Some(text.value.clone()), facts: Default::default() }
}
