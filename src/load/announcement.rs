//! Announcements.

use std::sync::Arc;

use super::classify::without_rank;
use super::entry::{Draft, Parts, fields, name};
use super::page::text_of;
use super::{Context, front_matter};
use crate::diagnostic::{Diagnostic, Span, TextFile};
use crate::model::{AnnouncementFields, Details, Rubric, slug};

/// Reads an announcement of `content/annonces/`.
pub fn announcement(file: &Arc<TextFile>, context: &Context, diagnostics: &mut Vec<Diagnostic>) -> Option<Draft> {
    let mut head = front_matter::read(file, diagnostics)?;
    let (common, own) = fields::<AnnouncementFields>(&mut head.mapping, diagnostics);
    head.mapping.finish(diagnostics);
    let body = context.body(file, head.body, diagnostics);
    let heading = body.facts.title.as_ref().map_or("", |(text, _)| text);
    let name = name(&[&common.title], heading, Span::default());
    let parts = Parts {
        name,
        default_id: Some(slug(without_rank(file.path.stem()))),
        summary: text_of(&own.summary),
        order: None,
        file: file.clone(),
        span: head.span,
        common,
        body: Some(body),
        details: Details::Announcement(own),
    };
    Some(parts.draft(|id| Rubric::Announcements.entry_route(context.language, &slug(id)), diagnostics))
}
