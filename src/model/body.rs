//! The Markdown text of an entry and what was found in it.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Location, Span, TextFile};

/// Markdown text with its includes spliced in.
#[derive(Debug)]
pub struct Body {
    /// Where each part of the text came from, in order; never empty. A body without includes has one origin.
    pub origins: Vec<Origin>,
    /// The text when it was put together from several files; `None` when it is a range of one file.
    pub spliced: Option<String>,
    /// What was found in the text.
    pub facts: Facts,
}

/// A stretch of a body that was copied from one place.
#[derive(Clone, Debug)]
pub struct Origin {
    /// First byte in the body's text.
    pub at: u32,
    /// The file it came from.
    pub file: Arc<TextFile>,
    /// The bytes of that file.
    pub range: Span,
}

impl Body {
    /// A body that is a range of one file, without facts yet.
    pub fn new(file: Arc<TextFile>, range: Range<usize>) -> Self {
        let origin = Origin { at: 0, file, range: range.into() };
        Self { origins: vec![origin], spliced: None, facts: Facts::default() }
    }

    /// The Markdown text.
    pub fn text(&self) -> &str {
        match &self.spliced {
            Some(text) => text,
            None => &self.origins[0].file.text[self.origins[0].range.range()],
        }
    }

    /// The origin of a byte of the text.
    pub fn origin(&self, at: u32) -> &Origin {
        let after = self.origins.partition_point(|origin| origin.at <= at);
        &self.origins[after.saturating_sub(1)]
    }

    /// The bytes of the source file that a range of the text came from.
    pub fn source_span(&self, span: Span) -> Span {
        let origin = self.origin(span.start);
        let start = origin.range.start + (span.start - origin.at);
        Span { start, end: (start + (span.end - span.start)).min(origin.range.end).max(start) }
    }

    /// The position in its source file of a range of the text.
    pub fn locate(&self, span: Span) -> Location {
        self.origin(span.start).file.locate(self.source_span(span).range())
    }
}

/// What the rest of the program needs to know of a text without rendering it. Spans are in the body's text.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// All headings in order, with their final ids. The first level-1 heading at the very start is not among
    /// them: it is `title`.
    pub headings: Vec<Heading>,
    /// The text and place of a level-1 heading that opens the text.
    pub title: Option<(String, Span)>,
    /// All links and images in order.
    pub links: Vec<Link>,
    /// All shortcodes in order.
    pub calls: Vec<Call>,
    /// Ids that exist in the text apart from headings (`{#id}` on other blocks, footnotes).
    pub anchors: Vec<String>,
    /// The first paragraph without shortcodes as plain text, at most 300 characters.
    pub lead: Option<String>,
    /// What a copy of the text says instead of some of its parts, so that it is as harmless as the page: raw HTML that
    /// the page does not keep, links that it does not follow, comments.
    pub harmless: Vec<(Span, String)>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6 as shown. Level 1 inside a text is shown as 2.
    pub level: u8,
    /// The level as written, 1 to 6.
    pub written_level: u8,
    /// Its id, unique in the page.
    pub id: String,
    /// Its plain text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A link or an image as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The target as written, entities and escapes resolved.
    pub target: String,
    /// What it is.
    pub kind: LinkKind,
    /// Where the whole link stands.
    pub span: Span,
}

/// Links and images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// A link with its plain text.
    Link {
        /// The words of the link.
        text: String,
    },
    /// An image with its alternative text.
    Image {
        /// The alternative text, empty when absent.
        alt: String,
    },
}

/// The name of the mark around what is still to be confirmed: `{{ a-confirmer:11 décembre }}`.
pub const MARK: &str = "a-confirmer";

/// The name of the shortcode around words in another language: `{{ langue:single sign-on }}`.
pub const FOREIGN: &str = "langue";

/// The name of the shortcode of a path in the application: `{{ chemin:Accueil › Aide }}`.
pub const PATH: &str = "chemin";

/// A shortcode: `{{ date:cloture forme=courte }}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its name: `date`.
    pub name: String,
    /// What it is about: `cloture`. Empty when nothing follows the name.
    pub target: String,
    /// Further arguments, in order.
    pub arguments: Vec<(String, String)>,
    /// Where the shortcode stands, braces included.
    pub span: Span,
    /// Where `target` stands.
    pub target_span: Span,
}

impl Call {
    /// Whether it marks what is still to be confirmed.
    pub fn is_mark(&self) -> bool {
        self.name == MARK
    }

    /// Whether its target is the id of some content, and not words of the text.
    pub fn cites(&self) -> bool {
        !matches!(self.name.as_str(), MARK | FOREIGN | PATH)
    }
}
