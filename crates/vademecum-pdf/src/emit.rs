//! A book as code of typst.
//!
//! What the code does is decided here; what an author wrote stands in string literals, each made by [`string`]. Numbers
//! are written by this module, names of labels are hashes, tags of languages are checked letter by letter. So no text can
//! become code, whatever it says.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::document::{Block, Book, Chapter, Label, Picture, Place, Slide, TextSize};
use crate::problem::{Problem, ProblemKind, SlideFault};

mod block;
mod inline;
mod literal;
mod slide;

pub use literal::string;
pub use slide::{Drawing, Line};

use block::Blocks;

/// A book as files of code.
#[derive(Clone, Debug, Default)]
pub struct Emitted {
    /// `main.typ`: sets the book up. Whoever runs it adds the lines that include the chapters.
    pub main: String,
    /// `book.typ`: words and choices that templates ask for.
    pub settings: String,
    /// The chapters, by their keys.
    pub chapters: Vec<Emission>,
    /// The pictures, each once; the code calls them `/picture/<position>`.
    pub pictures: Vec<Picture>,
    /// What was found wrong, and how it is shown instead.
    pub problems: Vec<Problem>,
}

/// A chapter as code.
#[derive(Clone, Debug, Default)]
pub struct Emission {
    /// The chapter's key.
    pub key: String,
    /// The code.
    pub code: String,
    /// From which byte of the code on it is of which place; sorted.
    pub places: Vec<(usize, Place)>,
}

impl Emission {
    /// The place of the code at a byte.
    pub fn place_at(&self, byte: usize) -> Option<Place> {
        let after = self.places.partition_point(|(start, _)| *start <= byte);
        self.places.get(after.checked_sub(1)?).map(|(_, place)| *place)
    }
}

/// What may be set, and what may not.
pub struct Limits<'a> {
    /// Whether a font has a character.
    pub covers: &'a dyn Fn(char) -> bool,
    /// What a page of another PDF looks like, or why nobody can tell.
    pub draws: &'a dyn Fn(&Slide) -> Result<Arc<Drawing>, SlideFault>,
    /// Pictures that are known to be unreadable, by name.
    pub bad_pictures: &'a BTreeSet<String>,
    /// Chapters that cannot be set as they are, by their keys: they become paragraphs of their words.
    pub plain_chapters: &'a BTreeSet<String>,
    /// Whether notes stand in parentheses instead of at the foot of the page.
    pub notes_in_words: bool,
}

/// Writes a book as code.
pub fn emit(book: &Book, limits: &Limits<'_>) -> Emitted {
    let mut shared = Shared::new(limits);
    shared.collect(book);
    let chapters: Vec<Emission> = book.chapters.iter().map(|chapter| emit_chapter(chapter, &mut shared)).collect();
    Emitted {
        main: main(book),
        settings: settings(book),
        chapters,
        pictures: shared.pictures,
        problems: shared.problems,
    }
}

/// What the chapters of a book share while they are written.
pub(crate) struct Shared<'a> {
    pub(crate) limits: &'a Limits<'a>,
    /// Labels that the book has.
    pub(crate) labels: HashSet<Label>,
    /// Labels that were written already.
    pub(crate) written: HashSet<Label>,
    pub(crate) pictures: Vec<Picture>,
    pub(crate) problems: Vec<Problem>,
    /// Keys of the chapters that were written already.
    keys: HashSet<String>,
    /// The level of the last heading that was written; 0 before the first.
    pub(crate) level: u8,
    /// Characters that were reported already.
    missing: HashSet<char>,
}

impl<'a> Shared<'a> {
    fn new(limits: &'a Limits<'a>) -> Self {
        Self {
            limits,
            labels: HashSet::new(),
            written: HashSet::new(),
            keys: HashSet::new(),
            pictures: Vec::new(),
            problems: Vec::new(),
            level: 0,
            missing: HashSet::new(),
        }
    }

    fn collect(&mut self, book: &Book) {
        for chapter in &book.chapters {
            block::labels(&chapter.blocks, &mut |label, place| {
                if !self.labels.insert(label.clone()) {
                    let kind = ProblemKind::DuplicateLabel(label.0.clone());
                    self.problems.push(Problem::at(place, kind, "two parts have the same label"));
                }
            });
        }
    }

    /// The key of the next chapter: its own, or a longer one where another has it.
    fn key(&mut self, own: &str) -> String {
        let mut key = own.to_owned();
        while !self.keys.insert(key.clone()) {
            key.push('+');
        }
        key
    }

    /// The position of a picture among those of the book.
    pub(crate) fn picture(&mut self, picture: &Picture) -> usize {
        let known = self.pictures.iter().position(|known| known.name == picture.name && known.bytes == picture.bytes);
        known.unwrap_or_else(|| {
            self.pictures.push(picture.clone());
            self.pictures.len() - 1
        })
    }

    /// Notes a character that no font has, once.
    pub(crate) fn miss(&mut self, c: char, place: Option<Place>) {
        if self.missing.insert(c) {
            let message = format!("no font has the character U+{:04X}", c as u32);
            self.problems.push(Problem { place, template: None, kind: ProblemKind::MissingGlyph(c), message });
        }
    }
}

fn emit_chapter(chapter: &Chapter, shared: &mut Shared<'_>) -> Emission {
    let key = shared.key(&chapter.key);
    let is_plain = shared.limits.plain_chapters.contains(&key);
    let mut blocks = Blocks::new(shared);
    blocks.code.push_str("#import \"/theme/guide.typ\": *\n");
    let running = string(&chapter.running);
    blocks.code.push_str(&format!("#chapter({running}, new-page: {})\n", chapter.new_page));
    for block in &chapter.blocks {
        blocks.code.push('#');
        match block {
            Block::Heading { .. } => blocks.block(block),
            _ if is_plain => blocks.block(&block::plain(block)),
            _ => blocks.block(block),
        }
        blocks.code.push('\n');
    }
    Emission { key, code: blocks.code, places: blocks.places }
}

/// The name of a label in code: a hash that stays the same from one version of the book to the next.
pub(crate) fn label(label: &Label) -> String {
    // FNV-1a, 128 bits: no two labels of a book meet by chance.
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for byte in label.0.bytes() {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    format!("<l-{hash:032x}>")
}

/// The most characters of a title and of other properties of the document.
const MOST_TITLE: usize = 1_000;

fn optional(text: Option<&String>) -> String {
    text.map_or_else(|| "none".to_owned(), |text| literal::cut(text, MOST_TITLE))
}

fn settings(book: &Book) -> String {
    let words = &book.words;
    format!(
        "#let words = (contents: {}, see-page: {}, page: {}, of: {}, done: {}, to-do: {})\n#let large = {}\n#let sheet = {}\n#let language = {}\n",
        string(&words.contents),
        string(&words.see_page),
        string(&words.page),
        string(&words.of),
        string(&words.task.0),
        string(&words.task.1),
        book.format.size == TextSize::Large,
        book.format.sheet,
        string(literal::language(&book.language)),
    )
}

fn main(book: &Book) -> String {
    let mut code = String::from("#import \"/theme/guide.typ\": guide\n#show: guide.with(\n");
    code.push_str(&format!(
        "  title: {},\n  issuer: {},\n",
        literal::cut(&book.title, MOST_TITLE),
        optional(book.issuer.as_ref())
    ));
    code.push_str(&format!("  description: {},\n", optional(book.description.as_ref())));
    code.push_str(&format!("  running: {},\n  depth: {},\n", string(&book.running), book.contents_depth));
    code.push_str(&format!("  cover: {},\n)\n", cover(book)));
    code
}

fn cover(book: &Book) -> String {
    let Some(cover) = &book.cover else { return "none".to_owned() };
    let facts: String =
        cover.facts.iter().map(|(name, value)| format!("({}, {}), ", string(name), inline::fact(value))).collect();
    format!(
        "(overline: {}, subtitle: {}, facts: ({facts}), note: {})",
        optional(cover.overline.as_ref()),
        optional(cover.subtitle.as_ref()),
        optional(cover.note.as_ref()),
    )
}
