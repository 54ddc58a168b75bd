//! What is wrong with a book, as data.

use crate::document::Place;

/// Something that is wrong with a book or with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where the part came from, when it is one of the book.
    pub place: Option<Place>,
    /// File, line and column, from 1, when it is in a template.
    pub template: Option<(String, usize, usize)>,
    /// What it is.
    pub kind: ProblemKind,
    /// What the typesetter says of it, in English.
    pub message: String,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// A character that no font has. It is shown by its number.
    MissingGlyph(char),
    /// A picture that cannot be read, by its name. Its alternative text stands in its place.
    BadPicture(String),
    /// A page of another PDF that cannot be drawn, by the name of that file. What it is stands in its place.
    BadSlide(String, u32, SlideFault),
    /// A link to a label that the book does not have. Its words are shown without a link.
    BrokenLabel(String),
    /// A label that two parts have; the first keeps it.
    DuplicateLabel(String),
    /// A part is nested too deeply; it is shown without what is around it.
    TooDeep,
    /// A table has more columns than fit on a page. Each of its rows is shown as a line.
    TooWide(usize),
    /// A sheet takes more than one page.
    TooLong(usize),
    /// A book has too many chapters or pictures for one file. It is not made.
    TooLarge,
    /// A template cannot be run. The book is not made.
    Template,
    /// The typesetter cannot set a part. The book is not made.
    Other,
}

/// Why a page of another PDF cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlideFault {
    /// The file is no PDF that can be read.
    Unreadable,
    /// The file is locked by a password.
    Locked,
    /// The file has no such page.
    NoPage,
    /// The page is too large as a drawing.
    TooLarge,
    /// Reading the page fails: a fault of the reader, or a page made to harm.
    Failing,
}

impl Problem {
    /// A problem of a part of the book.
    pub(crate) fn at(place: Place, kind: ProblemKind, message: impl Into<String>) -> Self {
        Self { place: Some(place), template: None, kind, message: message.into() }
    }
}
