//! Markdown to facts and to HTML: every use of pulldown-cmark, syntect and ammonia is in here.
//!
//! Two passes over the same text. [`read`] finds what the rest of the program needs to know (headings, links,
//! shortcodes) and what is wrong; [`to_html`] writes HTML and asks a [`Resolver`] for whatever the text does not hold.
//! Knows nothing of the site, templates or the disk.

mod address;
mod code;
mod container;
mod escape;
pub mod field;
mod findings;
mod front_matter;
mod highlight;
mod html;
mod include;
mod passage;
mod pieces;
mod print;
mod raw;
mod read;
mod rules;
mod shortcode;
mod slug;
mod table_size;
mod text_run;
mod typography;

pub use escape::{escape, escaped, inert};
pub use front_matter::split_front_matter;
pub use html::to_html;
pub use include::{Texts, splice};
pub use passage::{Passage, passages};
pub use print::{Printer, print};
pub use read::read;
pub use rules::RULES;
pub use slug::slug;
pub use typography::apply as typographed;

use crate::config::Dialect;
use crate::model::Call;
use crate::source::SourcePath;

/// A link target as the site resolves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An address to put into `href` or `src`: relative inside the site, or outside.
    Address {
        /// The address, percent-encoded but not HTML-escaped.
        href: String,
        /// Whether it leads to another site.
        external: bool,
        /// Width and height in pixels of an image of the site, when known.
        size: Option<(u32, u32)>,
    },
    /// Nothing is there: the words are shown without a link.
    Missing,
}

/// What a text asks of its site while it is written as HTML.
pub trait Resolver {
    /// The address of a link or image written `target` in the file `from`.
    fn link(&self, from: &SourcePath, target: &str) -> Target;
    /// The HTML of a shortcode; `inline` when it stands among words, so that only phrasing content may be given.
    fn call(&self, call: &Call, inline: bool) -> String;
    /// The expansion of an acronym of the glossary.
    fn expansion(&self, word: &str) -> Option<&str>;
    /// The title of what a link written `target` leads to, for links without words.
    fn title(&self, from: &SourcePath, target: &str) -> Option<String>;
    /// The value of a `%{name}` placeholder.
    fn variable(&self, name: &str) -> Option<&str>;
}

/// HTML and what a page needs to know of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    /// The content, without the title.
    pub html: String,
}

#[cfg(test)]
mod tests;
