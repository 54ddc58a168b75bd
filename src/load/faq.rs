//! Questions.

use std::sync::Arc;

use super::classify::{rank, site_path, without_rank};
use super::entry::{Draft, Parts, fields, name};
use super::page::text_of;
use super::{Context, front_matter};
use crate::diagnostic::{Diagnostic, Span, TextFile};
use crate::model::{Details, FaqFields, Route, slug};
use crate::source::SourcePath;

/// Reads a question of `faq/`.
pub fn faq(file: &Arc<TextFile>, context: &Context, diagnostics: &mut Vec<Diagnostic>) -> Option<Draft> {
    let mut head = front_matter::read(file, diagnostics)?;
    let (common, own) = fields::<FaqFields>(&mut head.mapping, diagnostics);
    head.mapping.finish(diagnostics);
    let stem = file.path.stem();
    let parts = Parts {
        name: name(&[&own.question, &common.title], without_rank(stem), Span::default()),
        default_id: Some(slug(without_rank(stem))),
        summary: text_of(&own.short_answer),
        order: own.order.as_ref().map(|order| order.value).or(rank(stem).map(|(rank, _)| rank)),
        file: file.clone(),
        span: head.span,
        body: Some(context.body(file, head.body, diagnostics)),
        common,
        details: Details::Faq(own),
    };
    Some(parts.draft(|id| route(&file.path, id), diagnostics))
}

/// The address of the question of a file with the id `id`.
fn route(path: &SourcePath, id: &str) -> Route {
    Route::new(format!("{}/{}.html", site_path(path.folder()), slug(id)))
}

/// The address that a file has as long as it names no id.
pub fn default_route(path: &SourcePath) -> Route {
    route(path, &slug(without_rank(path.stem())))
}
