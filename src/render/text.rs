//! Markdown texts as HTML: what the site answers when a text asks for a link, a shortcode or an acronym.

use std::cell::RefCell;

use super::cards::with_fragment;
use super::dates::Form;
use super::view::{
    AppPathCall, AppPathView, ContactCall, DateCall, DocumentCall, FaqCall, Markup, ToConfirmCall, VideoCall,
};
use super::{Renderer, clock, dates, words};
use crate::diagnostic::Diagnostic;
use crate::markdown::{self, Resolver, Target};
use crate::model::{Body, Call, Details, Entry, EntryId, EventFields, PATH, Resolution, Route, asset_route, slug};
use crate::source::SourcePath;

/// The site, as a text of one page sees it.
struct TextResolver<'r, 'a> {
    renderer: &'r Renderer<'a>,
    id: EntryId,
    route: &'r Route,
    /// The first template of a shortcode that could not be rendered.
    failure: RefCell<Option<Box<Diagnostic>>>,
}

impl Renderer<'_> {
    /// The text of an entry; `None` when it has none.
    pub(super) fn content(&self, id: EntryId, entry: &Entry) -> Result<Option<Markup>, Box<Diagnostic>> {
        let Some(body) = &entry.body else { return Ok(None) };
        let html = self.markdown(id, entry, body)?;
        Ok(Some(html).filter(|html| !html.as_str().trim().is_empty()))
    }

    /// A body as HTML on the page of an entry.
    pub(super) fn markdown(&self, id: EntryId, entry: &Entry, body: &Body) -> Result<Markup, Box<Diagnostic>> {
        let resolver = TextResolver { renderer: self, id, route: &entry.route, failure: RefCell::default() };
        let html = Markup::ready(markdown::to_html(body, self.site.settings.dialect(), &resolver).html);
        resolver.failure.into_inner().map_or(Ok(html), Err)
    }

    /// The words of a body on the page of an entry, by heading. A shortcode that cannot be rendered says nothing here: the
    /// page that it stands on says what is wrong.
    pub(super) fn passages_of(&self, id: EntryId, entry: &Entry, body: &Body) -> Vec<markdown::Passage> {
        let resolver = TextResolver { renderer: self, id, route: &entry.route, failure: RefCell::default() };
        markdown::passages(body, &resolver)
    }

    /// The width and height of a picture of the site, from its header.
    fn picture_size(&self, path: &SourcePath) -> Option<(u32, u32)> {
        let is_picture = matches!(path.extension(), "png" | "jpg" | "jpeg" | "gif" | "webp");
        let bytes = is_picture.then(|| self.source.read(&self.outer_path(path)).ok())??;
        let size = imagesize::blob_size(&bytes).ok()?;
        Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
    }
}

impl Resolver for TextResolver<'_, '_> {
    fn link(&self, from: &SourcePath, target: &str) -> Target {
        let site = self.renderer.site;
        let address = |href: String, external: bool| Target::Address { href, external, size: None };
        match site.resolve(from, Some(self.id), target) {
            Resolution::Outside(href) => {
                let external = !href.starts_with("mailto:") && !href.starts_with("tel:");
                address(href, external)
            }
            Resolution::Page { route, fragment, .. } => {
                address(with_fragment(route.from_page(self.route), fragment.as_deref()), false)
            }
            Resolution::MissingAnchor { entry, .. } => address(site.entry(entry).route.from_page(self.route), false),
            Resolution::File { path, fragment } => Target::Address {
                href: with_fragment(asset_route(&path).from_page(self.route), fragment.as_deref()),
                external: false,
                size: self.renderer.picture_size(&path),
            },
            Resolution::Draft { entry, .. } if site.show_drafts => {
                address(site.entry(entry).route.from_page(self.route), false)
            }
            Resolution::Draft { .. }
            | Resolution::MissingTarget { .. }
            | Resolution::LeavesSite
            | Resolution::Unsafe(_)
            | Resolution::Empty => Target::Missing,
        }
    }

    fn title(&self, from: &SourcePath, target: &str) -> Option<String> {
        match self.renderer.site.resolve(from, Some(self.id), target) {
            Resolution::Page { entry: Some(id), .. } => Some(self.renderer.site.entry(id).title.clone()),
            Resolution::Page { route, entry: None, .. } => {
                if let Some((_, archived)) = self.renderer.site.archived_entry(&route) {
                    return Some(archived.title.clone());
                }
                let language = self.renderer.site.settings.language;
                let mut rubrics = self.renderer.shared.rubrics.iter();
                rubrics
                    .find(|rubric| rubric.route(language) == route)
                    .map(|rubric| words::rubric(*rubric, language).to_owned())
            }
            _ => None,
        }
    }

    fn call(&self, call: &Call, inline: bool) -> String {
        self.renderer.call_html(call, inline, self.route).unwrap_or_else(|failure| {
            self.failure.borrow_mut().get_or_insert(failure);
            String::new()
        })
    }

    fn expansion(&self, word: &str) -> Option<&str> {
        self.renderer.shared.expansions.get(word).map(String::as_str)
    }

    fn variable(&self, name: &str) -> Option<&str> {
        self.renderer.site.settings.markdown.variables.get(name).map(String::as_str)
    }
}

impl Renderer<'_> {
    /// A shortcode on the page at `route`; nothing when it names nothing, which is a finding of its rule.
    fn call_html(&self, call: &Call, inline: bool, route: &Route) -> Result<String, Box<Diagnostic>> {
        if call.is_mark() {
            let html = self.render(&ToConfirmCall { text: self.to_confirm(&call.target), inline })?;
            return Ok(html.trim().to_owned());
        }
        if call.name == PATH {
            return self
                .render(&AppPathCall { app_path: AppPathView { steps: self.split_steps(&call.target) }, inline });
        }
        if let Some(language) = self.foreign_language(call) {
            let words = markdown::escaped(&call.target);
            let name = if inline { "span" } else { "p" };
            return Ok(format!("<{name} lang=\"{language}\">{words}</{name}>"));
        }
        let found = self.site.by_id(&call.target).filter(|(_, entry)| self.site.shows(entry));
        let Some((_, entry)) = found else { return Ok(String::new()) };
        let html = match (&entry.details, call.name.as_str()) {
            (Details::Event(event), "date") => self.render(&self.date_call(call, entry, event, route)),
            (Details::Contact(contact), "contact") => {
                self.render(&ContactCall { contact: self.contact_card(entry, contact, route), inline })
            }
            (Details::Video(video), "video") => {
                self.render(&VideoCall { video: self.video_card(entry, video, route), inline })
            }
            (Details::Document(document), "document") => {
                self.render(&DocumentCall { document: self.document_card(entry, document, route), inline })
            }
            (Details::Faq(faq), "faq") => self.render(&FaqCall { faq: self.faq_card(entry, faq, route), inline }),
            _ => return Ok(String::new()),
        };
        Ok(html?.trim().to_owned())
    }

    fn date_call(&self, call: &Call, entry: &Entry, event: &EventFields, route: &Route) -> DateCall {
        let language = self.site.settings.language;
        let form = call.arguments.iter().find(|(name, _)| name == "form").map(|(_, form)| form.as_str());
        let form = form.and_then(Form::from_name).unwrap_or_default();
        let text = dates::event(event, form, language);
        DateCall {
            text: self.words(&text.unwrap_or_else(|| dates::unknown(language).to_owned())),
            date: event.first_day().map(|day| self.date_view(day)),
            href: Some(entry.route.from_page(route)),
            clock: clock::view(event).filter(|_| form == Form::Relative),
        }
    }
}

/// The anchor of a term in the glossary.
pub fn term_anchor(term: &str) -> String {
    format!("terme-{}", slug(term))
}
