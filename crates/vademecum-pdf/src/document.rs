//! What is typeset: a tree of typed parts, in which all words are data.
//!
//! The caller makes a [`Book`] of its content; nothing in it is ever read as code of the typesetter.

use std::sync::Arc;

/// Where in the caller's sources a part came from: a number of the caller's own, which it gets back in a
/// [`Problem`](crate::Problem).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place(pub u32);

/// The name of a place in the book to which links lead: any text, unique in the book.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(pub String);

/// A book: one PDF file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// Language as a BCP 47 tag: `fr`.
    pub language: String,
    /// The title, also of the document's properties.
    pub title: String,
    /// Who issues it, the author of the document's properties.
    pub issuer: Option<String>,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// Its day: year, month, day. The only date in the file.
    pub date: (i16, u8, u8),
    /// What stands at the head of every page beside the title of the chapter: « Campagne 2025 ».
    pub running: String,
    /// The first page; a sheet of a page has none.
    pub cover: Option<Cover>,
    /// Whether a table of contents follows the cover, and to which level of headings; 0 for none.
    pub contents_depth: u8,
    /// How it is set.
    pub format: Format,
    /// Words of its own, in its language.
    pub words: Words,
    /// What it says, in order.
    pub chapters: Vec<Chapter>,
}

/// The first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// Above the title: the site.
    pub overline: Option<String>,
    /// Under the title.
    pub subtitle: Option<String>,
    /// Facts with their names: « Campagne », « 2025-2026 ».
    pub facts: Vec<(String, String)>,
    /// A sentence at the foot of the page.
    pub note: Option<String>,
}

/// How a book is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Format {
    /// The size of letters.
    pub size: TextSize,
    /// The standards that the file keeps.
    pub standard: Standard,
    /// Whether it is a sheet: one page, without cover, contents and breaks before chapters.
    pub sheet: bool,
}

/// The size of letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// For reading on paper: 10.5 pt.
    #[default]
    Normal,
    /// Large print: 16 pt.
    Large,
}

/// The standards that a file keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standard {
    /// Accessible: PDF/UA-1 (ISO 14289-1).
    Accessible,
    /// Accessible and for archives: PDF/UA-1 and PDF/A-2a (ISO 19005-2).
    #[default]
    Archival,
}

/// Words that the typesetter adds, in the language of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The title of the table of contents: « Sommaire ».
    pub contents: String,
    /// Before the number of a page that is referred to: « voir p. ».
    pub see_page: String,
    /// Before the number of a page in an index: « p. ».
    pub page: String,
    /// Between the number of a page and the number of pages: « sur ».
    pub of: String,
    /// The name of the box of a task that is done, and of one that is not.
    pub task: (String, String),
}

/// A part of the book that is typeset by itself: what did not change is not typeset again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// A name that stays the same from one version of the book to the next. Of chapters with the same name, all but the first
    /// are set again when one before them is gone.
    pub key: String,
    /// What stands at the head of its pages.
    pub running: String,
    /// Whether it begins on a new page.
    pub new_page: bool,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Something that takes whole lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; also a bookmark.
    Heading {
        /// From 1, never skipping one downwards: the caller sees to it.
        level: u8,
        /// Where links to it lead, and other names of the same place.
        labels: Vec<Label>,
        /// Its words.
        words: Vec<Inline>,
        /// Where it came from.
        place: Place,
    },
    /// A place that is no heading, to which links lead.
    Anchor(Label),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A paragraph that sums up what follows.
    Lead(Vec<Inline>),
    /// A paragraph in small letters: sources, dates of review.
    Note(Vec<Inline>),
    /// A list.
    List {
        /// The number of the first item; `None` when items have no numbers.
        first: Option<u64>,
        /// Its items.
        items: Vec<Item>,
    },
    /// Names with what belongs to them: terms of a glossary, facts of a video.
    Terms(Vec<(Vec<Inline>, Vec<Block>)>),
    /// What another text says.
    Quote {
        /// What it says.
        blocks: Vec<Block>,
        /// Who says it.
        source: Option<Vec<Inline>>,
    },
    /// A framed remark.
    Callout {
        /// Of which sort.
        kind: Callout,
        /// Its title.
        title: Vec<Inline>,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// Blocks that belong together, with a title that is no heading: an opened fold, a tab, a group of steps.
    Group {
        /// Its title.
        title: Option<Vec<Inline>>,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// Source code.
    Code {
        /// Its language as written, empty when unknown.
        language: String,
        /// The file that is shown.
        file: Option<String>,
        /// Numbers of lines that are marked, from 1.
        marked: Vec<usize>,
        /// The code, lines ended by `\n`.
        code: String,
        /// Where it came from.
        place: Place,
    },
    /// A table.
    Table(Table),
    /// A picture with its caption.
    Figure {
        /// The picture.
        picture: Picture,
        /// Its caption.
        caption: Option<Vec<Inline>>,
    },
    /// A page of another PDF, as a picture.
    Slide(Slide),
    /// A line between parts.
    Rule,
    /// Lines that lead to pages: words, dots, the number of the page.
    Index(Vec<(Vec<Inline>, Label)>),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Whether it is a task, and that task is done.
    pub task: Option<bool>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// The sort of a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callout {
    /// Something to know.
    Note,
    /// Advice.
    Tip,
    /// What must not be missed.
    Important,
    /// Beware.
    Warning,
    /// Harm is near.
    Danger,
    /// What is not known.
    Gap,
    /// Whom to ask.
    Contact,
    /// The answer in short.
    Answer,
}

/// A table. Its head is repeated on every page that it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows, when that is said.
    pub caption: Option<Vec<Inline>>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The heads of its columns: as many as there are columns.
    pub head: Vec<Vec<Inline>>,
    /// Its rows, each of as many cells as there are columns.
    pub rows: Vec<Vec<Vec<Block>>>,
    /// Whether the first cell of a row is its head.
    pub row_heads: bool,
    /// Where it came from.
    pub place: Place,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// To which side its cells are set.
    pub align: Align,
    /// Its part of the width, in no unit; 0 for what its content needs.
    pub share: u32,
}

/// To which side something is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A picture: its bytes and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file it was read from, for messages.
    pub name: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// What it shows; `None` when it shows nothing that the text does not say.
    pub alt: Option<String>,
    /// Its width at most, in millimetres; 0 for what its own size asks, at most the width of the text.
    pub width: u32,
    /// Where it came from.
    pub place: Place,
}

/// A page of another PDF file. It is drawn anew, so that the book stays accessible whatever that file is: its own words
/// are the alternative text, and are found by who searches the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slide {
    /// The file it is a page of, for messages.
    pub name: String,
    /// The bytes of that file.
    pub bytes: Arc<[u8]>,
    /// Which page it is, from 1.
    pub page: u32,
    /// What it is, said before its own words: « Diapositive 3 : ».
    pub alt: String,
    /// Where it came from.
    pub place: Place,
}

/// Something among words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words, as they are shown.
    Text(String),
    /// Words and where they came from, so that a letter that no font has is found.
    Placed(String, Place),
    /// Strong words.
    Strong(Vec<Inline>),
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// Words struck out.
    Deleted(Vec<Inline>),
    /// Raised words.
    Superscript(Vec<Inline>),
    /// Lowered words.
    Subscript(Vec<Inline>),
    /// Code.
    Code(String),
    /// Words in another language, by its BCP 47 tag.
    Foreign(String, Vec<Inline>),
    /// A link. One inside the book is followed by the number of its page, one outside by its address.
    Link {
        /// Where it leads.
        to: Destination,
        /// Its words.
        words: Vec<Inline>,
        /// Where it came from.
        place: Place,
    },
    /// A picture among words.
    Picture(Picture),
    /// A new line.
    Break,
    /// A note at the foot of the page.
    Footnote(Vec<Block>),
    /// What is still to be confirmed.
    Unconfirmed(Vec<Inline>),
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Into the book.
    Inside(Label),
    /// Elsewhere: an address with `https:`, `http:`, `mailto:` or `tel:`. Another scheme is not made a link.
    Web(String),
}
