//! Links and pictures in print.

use std::ops::Range;

use pulldown_cmark::LinkType;
use vademecum_pdf::document::{Block, Destination, Inline, Picture, Place};

use super::nesting::What;
use super::{Writer, figure};
use crate::diagnostic::Span;
use crate::markdown::address::{self, Use};

/// A picture whose alternative text is being read.
pub(super) struct OpenImage {
    target: String,
    title: String,
    pub(super) alt: String,
    /// Number of pictures inside its alternative text.
    depth: usize,
    place: Place,
    span: Span,
}

impl Writer<'_> {
    /// A target with its placeholders replaced; `None` when it may not be followed.
    fn expanded(&self, target: &str, wanted: Use) -> Option<String> {
        let value = |name: &str| self.printer.variable(name).map(str::to_owned);
        let target = address::expand(target, value, |_| {}).into_owned();
        (!address::is_unsafe(&target, wanted)).then_some(target)
    }

    pub(super) fn start_link(&mut self, kind: LinkType, target: &str, place: Place, range: Range<usize>) {
        let meant = address::meant(kind, target);
        let from = self.body.origin(Span::from(range).start).file.path.clone();
        let target = self.expanded(&meant, Use::Link);
        let to = target.as_ref().and_then(|target| self.printer.link(&from, target));
        let title = target.as_ref().and_then(|target| self.printer.title(&from, target));
        let instead = title.unwrap_or_else(|| target.unwrap_or_else(|| meant.into_owned()));
        let automatic = matches!(kind, LinkType::Autolink | LinkType::Email);
        self.push(What::Link { to, instead, automatic, place });
    }

    pub(super) fn close_link(
        &mut self,
        to: Option<Destination>,
        instead: String,
        mut words: Vec<Inline>,
        place: Place,
    ) {
        if words.is_empty() {
            words.push(Inline::Text(self.typographed(&instead)));
        }
        match to {
            Some(to) => self.inline(Inline::Link { to, words, place }),
            None => words.into_iter().for_each(|word| self.inline(word)),
        }
    }

    pub(super) fn start_image(&mut self, target: &str, title: &str, place: Place, range: Range<usize>) {
        match &mut self.image {
            Some(image) => image.depth += 1,
            None => {
                let (target, title) = (target.to_owned(), title.to_owned());
                let span = Span::from(range);
                self.image = Some(OpenImage { target, title, alt: String::new(), depth: 0, place, span });
            }
        }
    }

    /// What a picture that is not at hand shows, and its caption.
    fn picture_in_words(&mut self, alt: &str, title: &str) {
        let caption = self.typographed(title);
        let between = if alt.is_empty() || caption.is_empty() { "" } else { " – " };
        self.words(&format!("{alt}{between}{caption}"));
    }

    pub(super) fn end_image(&mut self) {
        if let Some(image) = self.image.as_mut().filter(|image| image.depth > 0) {
            image.depth -= 1;
            return;
        }
        let Some(image) = self.image.take() else { return };
        let alt = self.typographed(&image.alt);
        let from = &self.body.origin(image.span.start).file.path;
        let found = self.expanded(&image.target, Use::Image).and_then(|target| self.printer.picture(from, &target));
        let Some((name, bytes)) = found else { return self.picture_in_words(&alt, &image.title) };
        let alt = Some(alt).filter(|alt| !alt.trim().is_empty());
        let picture = Picture { name, bytes, alt, width: 0, place: image.place };
        if image.title.is_empty() {
            return self.inline(Inline::Picture(picture));
        }
        // A picture with a title and nothing beside it is a figure, as on the page.
        let caption = Some(vec![Inline::Text(self.typographed(&image.title))]);
        let is_alone = matches!(self.top_mut().what, What::Paragraph) && self.top_mut().words.is_empty();
        let mut words = vec![Inline::Picture(picture)];
        match figure(&mut words.clone()).filter(|_| is_alone) {
            Some(picture) => self.blocks(vec![Block::Figure { picture, caption }]),
            None => self.top_mut().words.append(&mut words),
        }
    }
}
