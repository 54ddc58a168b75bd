//! Questions.

use std::sync::Arc;

use super::classify::{rank, without_rank};
use super::entry::{Draft, Parts, fields, name};
use super::page::text_of;
use super::{Context, front_matter};
use crate::diagnostic::{Diagnostic, Span, TextFile};
use crate::model::{Details, FaqFields, Route, slug};

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
    let folder = super::classify::site_path(file.path.folder());
    Some(parts.draft(|id| Route::new(format!("{folder}/{}.html", slug(id))), diagnostics))
}
