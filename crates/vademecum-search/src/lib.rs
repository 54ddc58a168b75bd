//! The search engine of vademecum, for the machine that builds a site and for the browser that reads it.
//!
//! 1. [`Page`]s with their [`Place`]s are what is indexed; [`write()`] makes them the [`Files`] of a tantivy index.
//! 2. [`Files::bundle`] and [`Files::pieces`] lay these out for a static host.
//! 3. [`Engine::open`] reads them; [`Engine::answer`] plans a query, ranks the places, and marks what it found, or says
//!    which pieces of the index it still needs.
//!
//! [`analysis`] says what a word is. The crate knows no file system, no thread, no clock and no site: the same code
//! answers on the command line, in the preview and, compiled to WebAssembly, in the browser.

pub mod analysis;
mod answer;
mod engine;
mod facets;
mod failure;
mod fields;
mod files;
mod live;
mod page;
mod plan;
mod rank;
mod segment;
mod site_words;
mod snippet;
mod stored;
mod synonyms;
mod vocabulary;
mod weights;
mod write;

#[cfg(test)]
mod tests;

pub use analysis::Language;
pub use answer::{Answer, Counts, Group, Hit, Marked, Request};
pub use engine::Engine;
pub use facets::Facet;
pub use failure::Failure;
pub use files::{Files, Layout, PIECE};
pub use live::LiveIndex;
pub use page::{Page, Place};
pub use site_words::SiteWords;
pub use weights::Weights;
pub use write::write;

/// The release of the format of the index and of what answers over it. An engine reads the index of its own release.
pub const RELEASE: &str = concat!(env!("CARGO_PKG_VERSION"), "-1");
