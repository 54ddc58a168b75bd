//! Typesets a tree of typed parts as one accessible PDF.
//!
//! A [`Book`](document::Book) holds words, pictures and links as data. [`emit`] writes it as code of the typesetter
//! typst, in which all of that data stands in string literals and nowhere else. [`Typesetter`], with the feature `engine`,
//! runs that code with the files of a theme in memory (it knows no disk, network, clock or package), and tells what is
//! wrong with the [`Place`](document::Place) that the caller gave to the part.
//!
//! No type of the typst crates is in the interface.

pub mod document;
pub mod emit;
#[cfg(feature = "engine")]
mod engine;
mod problem;

#[cfg(feature = "engine")]
pub use engine::{Pdf, Typesetter, foresee};
pub use problem::{Problem, ProblemKind, SlideFault};

/// The typst files of a theme: the path below its folder (`guide.typ`) and the text of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    /// Path and text.
    pub files: Vec<(String, String)>,
}
