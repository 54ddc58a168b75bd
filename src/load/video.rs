//! Video guides.

use std::sync::Arc;

use super::classify::{rank, site_path, without_rank};
use super::entry::{Draft, Parts, fields, name};
use super::page::text_of;
use super::{Context, front_matter};
use crate::diagnostic::{Diagnostic, Span, TextFile};
use crate::model::{Details, Route, VideoFields, slug};

/// Reads the `guide.md` of a folder of `videos/`.
pub fn video(file: &Arc<TextFile>, context: &Context, diagnostics: &mut Vec<Diagnostic>) -> Option<Draft> {
    let mut head = front_matter::read(file, diagnostics)?;
    let (common, mut own) = fields::<VideoFields>(&mut head.mapping, diagnostics);
    head.mapping.finish(diagnostics);
    own.computed = own.slides.as_ref().and_then(|name| context.computed(&file.path, name));
    let body = context.body(file, head.body, diagnostics);
    let folder = file.path.folder().rsplit('/').next().unwrap_or_default();
    let heading = body.facts.title.as_ref().map_or("", |(text, _)| text);
    let name = name(&[&common.title], heading, Span::default());
    let parts = Parts {
        name,
        default_id: Some(slug(without_rank(folder))),
        summary: text_of(&own.summary),
        order: own.order.as_ref().map(|order| order.value).or(rank(folder).map(|(rank, _)| rank)),
        file: file.clone(),
        span: head.span,
        common,
        body: Some(body),
        details: Details::Video(own),
    };
    let route = Route::new(format!("{}.html", site_path(file.path.folder())));
    Some(parts.draft(|_| route, diagnostics))
}
