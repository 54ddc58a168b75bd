//! Words of the book.

use vademecum_pdf::document::{Block, Destination, Inline};

use super::Guide;
use crate::model::{Entry, EntryId, Route, asset_route};
use crate::render::cards::{is_web_address, with_fragment};
use crate::render::frame::public_path;
use crate::render::view::QuoteView;
use crate::source::SourcePath;

/// Words as they are.
pub(super) fn text(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

/// A paragraph of one text.
pub(super) fn paragraph(words: impl Into<String>) -> Block {
    Block::Paragraph(vec![text(words)])
}

/// The letters of some words.
pub(super) fn plain(words: &[Inline]) -> String {
    let letters = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Placed(text, _) | Inline::Code(text) => text.clone(),
        Inline::Strong(words) | Inline::Emphasis(words) | Inline::Deleted(words) => plain(words),
        Inline::Superscript(words) | Inline::Subscript(words) | Inline::Link { words, .. } => plain(words),
        Inline::Foreign(_, words) | Inline::Unconfirmed(words) => plain(words),
        Inline::Picture(picture) => picture.alt.clone().unwrap_or_default(),
        Inline::Break => " ".to_owned(),
        Inline::Footnote(_) => String::new(),
    };
    words.iter().map(letters).collect()
}

impl Guide<'_, '_> {
    /// Where a link to an entry leads from the book; `None` when it is in the book no more than on a public site.
    pub(super) fn to_entry(&self, id: EntryId, fragment: Option<&str>) -> Option<Destination> {
        let entry = self.renderer.site.entry(id);
        if !self.holds.contains(&id) {
            return self.to_route(&entry.route, fragment);
        }
        let anchor = fragment.filter(|fragment| has_anchor(entry, fragment));
        Some(Destination::Inside(match anchor {
            Some(fragment) => super::resolver::anchor(&entry.route, fragment),
            None => Self::label(&entry.route),
        }))
    }

    /// The public address of a page.
    pub(super) fn to_route(&self, route: &Route, fragment: Option<&str>) -> Option<Destination> {
        let base = self.renderer.site.settings.base()?;
        let address = format!("{base}/{}", public_path(route));
        Some(Destination::Web(with_fragment(address, fragment)))
    }

    /// The public address of a file.
    pub(super) fn to_file(&self, path: &SourcePath, fragment: Option<&str>) -> Option<Destination> {
        let base = self.renderer.site.settings.base()?;
        let address = format!("{base}/{}", asset_route(path).encoded());
        Some(Destination::Web(with_fragment(address, fragment)))
    }

    /// Words that lead somewhere, or just words.
    pub(super) fn link(&self, to: Option<Destination>, words: Vec<Inline>, at: &Entry) -> Vec<Inline> {
        match to {
            Some(to) => vec![Inline::Link { to, words, place: self.place_of(at) }],
            None => words,
        }
    }

    /// The title of an entry, which leads to it.
    pub(super) fn link_to(&self, id: EntryId) -> Vec<Inline> {
        let entry = self.renderer.site.entry(id);
        self.link(self.to_entry(id, None), vec![text(self.renderer.words(&entry.title))], entry)
    }

    /// A paragraph that begins with a word of the theme in bold: « Public : … ».
    pub(super) fn labelled(&self, key: &str, words: Vec<Inline>) -> Block {
        let mut all = vec![Inline::Strong(self.say(key)), text(" ")];
        all.extend(words);
        Block::Paragraph(all)
    }

    /// A path in the application: « Informations › Documentation ».
    pub(super) fn path(&self, steps: &[String]) -> Vec<Inline> {
        vec![Inline::Strong(vec![text(steps.join("\u{a0}› "))])]
    }

    /// The name of a source, with its address.
    pub(super) fn source(&self, quote: &QuoteView, at: &Entry) -> Vec<Inline> {
        let to = quote.href.clone().filter(|url| is_web_address(url)).map(Destination::Web);
        self.link(to, vec![text(&quote.document)], at)
    }

    /// Words between quotation marks.
    pub(super) fn quoted(&self, words: &str) -> Vec<Inline> {
        vec![text(format!("{}{words}{}", self.word("quote_open"), self.word("quote_close")))]
    }
}

fn has_anchor(entry: &Entry, fragment: &str) -> bool {
    let facts = entry.body.as_ref().map(|body| &body.facts);
    facts.is_some_and(|facts| facts.headings.iter().any(|heading| heading.id == fragment))
}
