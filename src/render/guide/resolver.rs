//! What the book answers when a text asks for a link, a picture or a shortcode.

use std::sync::Arc;

use vademecum_pdf::document::{Block, Callout, Destination, Inline, Label, Place};

use super::Guide;
use super::inline::text;
use crate::diagnostic::Span;
use crate::markdown::Printer;
use crate::model::{Body, Call, Details, Entry, EntryId, PATH, Resolution, Route};
use crate::render::{dates, words};
use crate::source::SourcePath;

/// The name in the book of an anchor of a page.
pub(super) fn anchor(route: &Route, id: &str) -> Label {
    Label(format!("{route}#{id}"))
}

/// The book, as a text of one page sees it.
pub(super) struct TextPrinter<'g, 'r, 'a> {
    pub(super) guide: &'g Guide<'r, 'a>,
    pub(super) id: EntryId,
}

impl TextPrinter<'_, '_, '_> {
    fn entry(&self) -> &Entry {
        self.guide.renderer.site.entry(self.id)
    }

    fn called(&self, call: &Call) -> Option<(EntryId, &Entry)> {
        let site = self.guide.renderer.site;
        site.by_id(&call.target).filter(|(_, entry)| call.cites() && site.shows(entry))
    }

    /// A date in words. One that is far from its event in the book is followed by nothing: dates stand too close together
    /// for the number of a page after each.
    fn date(&self, call: &Call) -> String {
        self.guide.renderer.call_words(call).unwrap_or_else(|| dates::unknown(self.guide.language()).to_owned())
    }
}

impl Printer for TextPrinter<'_, '_, '_> {
    fn link(&self, from: &SourcePath, target: &str) -> Option<Destination> {
        let site = self.guide.renderer.site;
        match site.resolve(from, Some(self.id), target) {
            Resolution::Outside(href) => Some(Destination::Web(href)),
            Resolution::Page { entry: Some(id), fragment, .. } => self.guide.to_entry(id, fragment.as_deref()),
            Resolution::Page { route, entry: None, fragment } => self.guide.to_list(&route, fragment.as_deref()),
            Resolution::MissingAnchor { entry, .. } => self.guide.to_entry(entry, None),
            Resolution::File { path, fragment } => self.guide.to_file(&path, fragment.as_deref()),
            Resolution::Draft { entry, .. } if site.show_drafts => self.guide.to_entry(entry, None),
            Resolution::Draft { .. }
            | Resolution::MissingTarget { .. }
            | Resolution::LeavesSite
            | Resolution::Unsafe(_)
            | Resolution::Empty => None,
        }
    }

    fn title(&self, from: &SourcePath, target: &str) -> Option<String> {
        let renderer = self.guide.renderer;
        match renderer.site.resolve(from, Some(self.id), target) {
            Resolution::Page { entry: Some(id), .. } => Some(renderer.site.entry(id).title.clone()),
            Resolution::Page { route, entry: None, .. } => {
                let language = self.guide.language();
                let mut rubrics = renderer.shared.rubrics.iter();
                let rubric = rubrics.find(|rubric| rubric.route(language) == route)?;
                Some(words::rubric(*rubric, language).to_owned())
            }
            _ => None,
        }
    }

    fn picture(&self, from: &SourcePath, target: &str) -> Option<(String, Arc<[u8]>)> {
        let renderer = self.guide.renderer;
        let Resolution::File { path, .. } = renderer.site.resolve(from, Some(self.id), target) else { return None };
        let bytes = renderer.source.read(&renderer.outer_path(&path)).ok()?;
        Some((path.as_str().to_owned(), bytes.into()))
    }

    fn call(&self, call: &Call, place: Place) -> Vec<Inline> {
        let guide = self.guide;
        if call.is_mark() {
            return vec![Inline::Unconfirmed(vec![Inline::Placed(guide.renderer.to_confirm(&call.target), place)])];
        }
        if call.name == PATH {
            return guide.path(&guide.renderer.split_steps(&call.target));
        }
        if let Some(language) = guide.renderer.foreign_language(call) {
            return vec![Inline::Foreign(language.to_owned(), vec![Inline::Placed(call.target.clone(), place)])];
        }
        let Some((id, entry)) = self.called(call) else { return Vec::new() };
        match &entry.details {
            Details::Event(_) => vec![Inline::Placed(self.date(call), place)],
            _ => {
                let words = vec![text(guide.renderer.words(&entry.title))];
                match guide.to_entry(id, None) {
                    Some(to) => vec![Inline::Link { to, words, place }],
                    None => words,
                }
            }
        }
    }

    fn block_call(&self, call: &Call, place: Place) -> Vec<Block> {
        let guide = self.guide;
        let found = self.called(call);
        match found.map(|(id, entry)| (id, entry, &entry.details)) {
            Some((id, entry, Details::Contact(contact))) => {
                let card = guide.renderer.contact_card(entry, contact, &self.entry().route);
                vec![Block::Callout {
                    kind: Callout::Contact,
                    title: guide.link_to(id),
                    blocks: guide.contact_blocks(&card, entry),
                }]
            }
            Some((id, entry, _)) if !matches!(entry.details, Details::Event(_)) => {
                let summary = entry.summary.as_deref().map(|text| guide.renderer.prose(text));
                let mut words = guide.link_to(id);
                words.extend(summary.map(|summary| text(format!(" – {summary}"))));
                vec![Block::Paragraph(words)]
            }
            _ => {
                let words = self.call(call, place);
                if words.is_empty() { Vec::new() } else { vec![Block::Paragraph(words)] }
            }
        }
    }

    fn variable(&self, name: &str) -> Option<&str> {
        self.guide.renderer.site.settings.markdown.variables.get(name).map(String::as_str)
    }

    fn place(&self, body: &Body, span: Span) -> Place {
        self.guide.place(&body.origin(span.start).file, body.source_span(span))
    }

    fn label(&self, id: &str) -> Label {
        anchor(&self.entry().route, id)
    }
}

impl Guide<'_, '_> {
    /// Where a link to a list leads.
    fn to_list(&self, route: &Route, fragment: Option<&str>) -> Option<Destination> {
        let language = self.language();
        let rubric = self.renderer.shared.rubrics.iter().find(|rubric| rubric.route(language) == *route);
        match rubric {
            Some(rubric) if self.shows(*rubric) && self.has_heading(*rubric) => {
                Some(Destination::Inside(Self::label(route)))
            }
            _ => self.to_route(route, fragment),
        }
    }
}
