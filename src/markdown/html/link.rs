//! Links and pictures.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::Writer;
use crate::diagnostic::Span;
use crate::markdown::Target;
use crate::markdown::address::{self, Use};
use crate::markdown::escape::escape;
use crate::source::SourcePath;

/// A link whose words are being written.
#[derive(Debug)]
pub(super) struct OpenLink {
    target: String,
    /// Whether its tag was written.
    active: bool,
    /// Whether its words are its address.
    pub(super) automatic: bool,
    /// Where its words start.
    content: usize,
    span: Span,
}

/// A picture whose alternative text is being read.
#[derive(Debug)]
pub(super) struct OpenImage {
    target: String,
    title: String,
    pub(super) alt: String,
    /// Number of pictures inside its alternative text.
    depth: usize,
    span: Span,
}

/// A picture with a title, as it was written.
#[derive(Debug)]
pub(super) struct Figure {
    /// Where it stands in the output.
    pub(super) range: Range<usize>,
    image: String,
    caption: String,
}

impl Writer<'_> {
    /// The file that the text at a place came from.
    fn file_at(&self, span: Span) -> &SourcePath {
        &self.body.origin(span.start).file.path
    }

    /// A target with its placeholders replaced, and its place in the site.
    fn resolve(&self, target: &str, wanted: Use, span: Span) -> (String, Target) {
        let value = |name: &str| self.resolver.variable(name).map(str::to_owned);
        let target = address::expand(target, value, |_| {}).into_owned();
        if address::is_unsafe(&target, wanted) {
            return (target, Target::Missing);
        }
        if wanted == Use::Image && target.trim_start().starts_with("data:") {
            let href = target.clone();
            return (target, Target::Address { href, external: true, size: None });
        }
        let resolved = self.resolver.link(self.file_at(span), &target);
        (target, resolved)
    }

    /// The address to write for a target in raw HTML.
    pub(super) fn raw_address(&self, target: &str, wanted: Use) -> Option<String> {
        let end = self.body.text().len();
        match self.resolve(target, wanted, Span::from(end..end)).1 {
            Target::Address { href, .. } => Some(href),
            Target::Missing => None,
        }
    }

    pub(super) fn start_link(&mut self, kind: LinkType, target: &str, title: &str, range: Range<usize>) {
        self.no_abbreviations += 1;
        let span = Span::from(range);
        let (target, resolved) = self.resolve(&address::meant(kind, target), Use::Link, span);
        let active = match resolved {
            Target::Address { href, external, .. } => {
                self.open_anchor(&href, external, title);
                true
            }
            Target::Missing => false,
        };
        let automatic = matches!(kind, LinkType::Autolink | LinkType::Email);
        self.links.push(OpenLink { target, active, automatic, content: self.out.len(), span });
    }

    fn open_anchor(&mut self, href: &str, external: bool, title: &str) {
        self.out.push_str("<a");
        self.attribute("href", href);
        if external {
            self.out.push_str(" class=\"external\" rel=\"noopener\"");
        }
        if !title.is_empty() {
            self.title_attribute(title);
        }
        self.out.push('>');
    }

    fn title_attribute(&mut self, title: &str) {
        let title = self.label_text(title);
        self.out.push_str(" title=\"");
        self.out.push_str(&title);
        self.out.push('"');
    }

    pub(super) fn end_link(&mut self) {
        self.no_abbreviations -= 1;
        let Some(link) = self.links.pop() else { return };
        if self.out.len() == link.content {
            let words = self.resolver.title(self.file_at(link.span), &link.target);
            let words = self.label_text(words.as_deref().unwrap_or(&link.target));
            self.out.push_str(&words);
        }
        if link.active {
            self.out.push_str("</a>");
        }
    }

    pub(super) fn start_image(&mut self, target: &str, title: &str, range: Range<usize>) {
        match &mut self.image {
            Some(image) => image.depth += 1,
            None => {
                let (target, title) = (target.to_owned(), title.to_owned());
                let span = Span::from(range);
                self.image = Some(OpenImage { target, title, alt: String::new(), depth: 0, span });
            }
        }
    }

    pub(super) fn end_image(&mut self) {
        if let Some(image) = self.image.as_mut().filter(|image| image.depth > 0) {
            image.depth -= 1;
            return;
        }
        let Some(image) = self.image.take() else { return };
        let start = self.out.len();
        let alt = self.label_text(&image.alt);
        let (_, Target::Address { href, size, .. }) = self.resolve(&image.target, Use::Image, image.span) else {
            return self.out.push_str(&alt);
        };
        self.out.push_str("<img");
        self.attribute("src", &href);
        self.out.push_str(&format!(" alt=\"{alt}\""));
        if let Some((width, height)) = size {
            self.out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        self.out.push_str(" loading=\"lazy\"");
        if image.title.is_empty() {
            return self.out.push('>');
        }
        let plain = format!("{}>", &self.out[start..]);
        self.title_attribute(&image.title);
        self.out.push('>');
        self.figure = Some(Figure { range: start..self.out.len(), image: plain, caption: image.title });
    }

    pub(super) fn write_figure(&mut self, figure: &Figure) {
        let caption = self.label_text(&figure.caption);
        let image = &figure.image;
        self.out.push_str(&format!("<figure>{image}<figcaption>{caption}</figcaption></figure>\n"));
    }

    /// Words, with the acronyms of the glossary explained where they first appear.
    pub(super) fn words(&mut self, text: &str) {
        let mut done = 0;
        if self.no_abbreviations == 0 {
            done = self.explain(text);
        }
        escape(&text[done..], &mut self.out);
    }
}
