//! Pages and sections.

use std::sync::Arc;

use super::classify::{rank, site_path, without_rank};
use super::entry::{Draft, Parts, fields, name};
use super::{Context, front_matter};
use crate::diagnostic::{Diagnostic, Spanned, TextFile};
use crate::model::{Details, PageFields, Route, SectionFields, slug};
use crate::source::SourcePath;

/// Reads a page of `content/`.
pub fn page(file: &Arc<TextFile>, context: &Context, diagnostics: &mut Vec<Diagnostic>) -> Option<Draft> {
    let mut head = front_matter::read(file, diagnostics)?;
    let (common, own) = fields::<PageFields>(&mut head.mapping, diagnostics);
    head.mapping.finish(diagnostics);
    let body = context.body(file, head.body, diagnostics);
    let parts = Parts {
        name: title(&common.title, &body, file.path.stem()),
        default_id: Some(slug(without_rank(file.path.stem()))),
        summary: text_of(&own.summary),
        order: own.order.as_ref().map(|order| order.value).or(rank(file.path.stem()).map(|(rank, _)| rank)),
        file: file.clone(),
        span: head.span,
        common,
        body: Some(body),
        details: Details::Page(own),
    };
    Some(parts.draft(|_| route(&file.path), diagnostics))
}

/// The address of the page of a file of `content/`.
pub fn route(path: &SourcePath) -> Route {
    Route::new(format!("{}.html", site_path(path.as_str())))
}

/// Reads the `index.md` of a folder.
pub fn section(file: &Arc<TextFile>, context: &Context, diagnostics: &mut Vec<Diagnostic>) -> Option<Draft> {
    let mut head = front_matter::read(file, diagnostics)?;
    let (common, own) = fields::<SectionFields>(&mut head.mapping, diagnostics);
    head.mapping.finish(diagnostics);
    let body = context.body(file, head.body, diagnostics);
    let folder = folder_name(file.path.folder());
    let parts = Parts {
        name: title(&common.title, &body, folder),
        default_id: Some(slug(without_rank(folder))),
        summary: text_of(&own.summary),
        order: own.order.as_ref().map(|order| order.value).or(rank(folder).map(|(rank, _)| rank)),
        file: file.clone(),
        span: head.span,
        common,
        body: Some(body),
        details: Details::Section(own),
    };
    Some(parts.draft(|_| section_route(file.path.folder()), diagnostics))
}

/// The section of a folder that has no `index.md`: named after the folder.
pub fn implied_section(folder: &str) -> Draft {
    let file = Arc::new(TextFile::new(SourcePath::new(format!("{folder}/index.md")), String::new()));
    let name = folder_name(folder);
    let parts = Parts {
        name: (prettify(without_rank(name)), crate::diagnostic::Span::default()),
        default_id: Some(slug(without_rank(name))),
        summary: None,
        order: rank(name).map(|(rank, _)| rank),
        file,
        span: 0..0,
        common: Default::default(),
        body: None,
        details: Details::Section(SectionFields::default()),
    };
    parts.draft(|_| section_route(folder), &mut Vec::new())
}

/// The address of the list page of a folder.
pub fn section_route(folder: &str) -> Route {
    match site_path(folder).as_str() {
        "" => Route::new("index.html"),
        path => Route::new(format!("{path}/index.html")),
    }
}

fn folder_name(folder: &str) -> &str {
    folder.rsplit_once('/').map_or(folder, |(_, name)| name)
}

/// The title of a text: its key, else the level-1 heading that opens it, else the name of its file or folder.
fn title(
    given: &Option<Spanned<String>>,
    body: &crate::model::Body,
    file_name: &str,
) -> (String, crate::diagnostic::Span) {
    let heading = body.facts.title.as_ref().filter(|(text, _)| !text.is_empty());
    let (fallback, span) = match heading {
        Some((text, span)) => (text.clone(), body.source_span(*span)),
        None => (prettify(without_rank(file_name)), crate::diagnostic::Span::default()),
    };
    name(&[given], &fallback, span)
}

/// `premiere-connexion` as words: « Premiere connexion ».
fn prettify(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The text of an optional value, without white space around it.
pub fn text_of(value: &Option<Spanned<String>>) -> Option<String> {
    value.as_ref().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}
