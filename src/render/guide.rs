//! The site as books: the full guide, one per rubric and audience, a sheet per urgent question.
//!
//! Makes the tree that `vademecum_pdf` typesets, of the same views as the pages. Knows nothing of typesetting; whoever
//! does it is given to the renderer as [`Pdfs`].

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::Arc;

use vademecum_pdf::document::{Block, Book, Chapter, Cover, Format, Inline, Label, Place, Standard, TextSize, Words};

use super::{Renderer, dates, words};
use crate::config::Language;
use crate::diagnostic::{Diagnostic, Location, Span, Spanned, TextFile};
use crate::model::{Entry, EntryId, Kind, Route, Rubric};

mod calendar;
mod entry;
mod file;
mod inline;
mod links;
mod lists;
mod outline;
mod qr;
mod resolver;
mod slides;
mod video;

pub use file::PdfFile;

/// A PDF as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Whoever typesets books.
pub trait Pdfs: Send + Sync {
    /// The PDF of a book.
    ///
    /// # Errors
    /// What is wrong with the book, when it cannot be made.
    fn pdf(&self, renderer: &Renderer<'_>, file: PdfFile) -> Result<Arc<Pdf>, Vec<Diagnostic>>;
    /// The size in bytes and number of pages of a PDF that was made already.
    fn made(&self, file: PdfFile) -> Option<(u64, u32)>;
}

/// A book, and where its parts came from.
pub struct Printed {
    /// The book.
    pub book: Book,
    places: Vec<(Arc<TextFile>, Span)>,
}

impl Printed {
    /// Where in the sources a place is.
    pub fn locate(&self, place: Place) -> Option<Location> {
        let (file, span) = self.places.get(place.0 as usize)?;
        Some(file.locate(span.range()))
    }

    /// Where in the sources the first `c` of a place is, as far as it is written as itself.
    pub fn locate_character(&self, place: Place, c: char) -> Option<Location> {
        let (file, span) = self.places.get(place.0 as usize)?;
        let written = file.text.get(span.range())?;
        let start = span.range().start + written.find(c)?;
        Some(file.locate(start..start + c.len_utf8()))
    }
}

/// A book while it is put together.
struct Guide<'r, 'a> {
    renderer: &'r Renderer<'a>,
    file: PdfFile,
    /// The entries that the book holds.
    holds: HashSet<EntryId>,
    places: RefCell<Vec<(Arc<TextFile>, Span)>>,
}

impl Renderer<'_> {
    /// The book that a file shows.
    pub fn book(&self, file: PdfFile) -> Printed {
        let guide = Guide::new(self, file);
        let book = guide.book();
        Printed { book, places: guide.places.into_inner() }
    }
}

impl<'r, 'a> Guide<'r, 'a> {
    fn new(renderer: &'r Renderer<'a>, file: PdfFile) -> Self {
        let mut guide = Self { renderer, file, holds: HashSet::new(), places: RefCell::default() };
        guide.holds = renderer.site.all().filter(|(id, entry)| guide.wants(*id, entry)).map(|(id, _)| id).collect();
        guide
    }

    fn language(&self) -> Language {
        self.renderer.site.settings.language
    }

    /// A word of the theme.
    fn word(&self, key: &str) -> String {
        self.renderer.theme.word(key).unwrap_or(key).to_owned()
    }

    /// A word of the theme, as words of the book.
    fn say(&self, key: &str) -> Vec<Inline> {
        vec![Inline::Text(self.word(key))]
    }

    /// The number of a place in a file.
    fn place(&self, file: &Arc<TextFile>, span: Span) -> Place {
        let mut places = self.places.borrow_mut();
        places.push((file.clone(), span));
        Place(places.len() as u32 - 1)
    }

    /// The place of an entry's name.
    fn place_of(&self, entry: &Entry) -> Place {
        self.place(&entry.file, entry.title_span)
    }

    /// A field of an entry as words that know where they came from.
    fn field(&self, entry: &Entry, field: &Spanned<String>) -> Vec<Inline> {
        let text = self.renderer.prose(field.trim());
        vec![Inline::Placed(text, self.place(&entry.file, field.span))]
    }

    /// The title of an entry.
    fn title(&self, entry: &Entry) -> Vec<Inline> {
        vec![Inline::Placed(self.renderer.words(&entry.title), self.place_of(entry))]
    }

    fn label(route: &Route) -> Label {
        Label(route.as_str().to_owned())
    }

    /// Entries of a kind that the book holds, in their order.
    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (EntryId, &'a Entry)> {
        self.renderer.site.of_kind(kind).filter(|(id, _)| self.holds.contains(id))
    }

    fn book(&self) -> Book {
        let settings = &self.renderer.site.settings;
        let today = self.renderer.site.today;
        let is_sheet = matches!(self.file, PdfFile::Sheet(_));
        let standard = if settings.pdf.archival.0 { Standard::Archival } else { Standard::Accessible };
        let size = if self.file == PdfFile::LargePrint { TextSize::Large } else { TextSize::Normal };
        Book {
            language: self.language().tag().to_owned(),
            title: self.file_title(),
            issuer: settings.publisher.as_ref().map(|publisher| self.renderer.prose(publisher)),
            description: self.description(),
            date: (today.year(), today.month().unsigned_abs(), today.day().unsigned_abs()),
            running: self.running(),
            cover: (!is_sheet).then(|| self.cover()),
            contents_depth: self.contents_depth(),
            format: Format { size, standard, sheet: is_sheet },
            words: self.own_words(),
            chapters: self.chapters(),
        }
    }

    /// How many levels of headings the table of contents shows: of slides, whose presentations they are.
    fn contents_depth(&self) -> u8 {
        match self.file {
            PdfFile::Sheet(_) => 0,
            PdfFile::Slides => 1,
            _ => 3,
        }
    }

    fn own_words(&self) -> Words {
        Words {
            contents: self.word("pdf_contents"),
            see_page: self.word("pdf_see_page"),
            page: self.word("pdf_page"),
            of: self.word("pdf_of"),
            task: (self.word("pdf_done"), self.word("pdf_to_do")),
        }
    }

    /// What is printed at the head of every page: the campaign, or the site.
    fn running(&self) -> String {
        let site = self.renderer.site;
        let campaign = site.campaign().map(|campaign| self.renderer.words(&campaign.label));
        campaign.unwrap_or_else(|| self.renderer.words(&site.settings.title))
    }

    /// What the file is called.
    fn file_title(&self) -> String {
        self.renderer.pdf_title(self.file)
    }

    fn description(&self) -> Option<String> {
        if let PdfFile::Sheet(id) | PdfFile::Entry(id) = self.file {
            return self.renderer.site.entry(id).summary.as_deref().map(|summary| self.renderer.prose(summary));
        }
        self.renderer.optional(&self.renderer.site.settings.description)
    }

    fn cover(&self) -> Cover {
        let settings = &self.renderer.site.settings;
        let site_title = self.renderer.words(&settings.title);
        let fact = |key: &str, value: Option<String>| value.map(|value| (self.word(key), value));
        let facts = [
            fact("pdf_campaign", self.renderer.site.campaign().map(|campaign| self.renderer.words(&campaign.label))),
            fact("pdf_issuer", self.renderer.optional(&settings.publisher)),
            fact("pdf_date", Some(dates::long(self.renderer.site.today, self.language()))),
            fact("pdf_version", self.renderer.optional(&settings.pdf.version)),
            fact("pdf_address", settings.base().map(str::to_owned)),
        ];
        Cover {
            overline: (site_title != self.file_title()).then_some(site_title),
            subtitle: self.renderer.optional(&settings.tagline),
            facts: facts.into_iter().flatten().collect(),
            note: self.renderer.optional(&settings.notice),
        }
    }

    /// A chapter that begins a rubric.
    fn opening(&self, key: &str, title: Vec<Inline>, labels: Vec<Label>, place: Place, blocks: Vec<Block>) -> Chapter {
        let running = inline::plain(&title);
        let mut all = vec![Block::Heading { level: 1, labels, words: title, place }];
        all.extend(blocks);
        Chapter { key: key.to_owned(), running, new_page: true, blocks: all }
    }

    /// A chapter that goes on in a rubric.
    fn going_on(&self, key: String, running: &str, blocks: Vec<Block>) -> Chapter {
        Chapter { key, running: running.to_owned(), new_page: false, blocks }
    }

    /// The name of a rubric, and a place for it.
    fn rubric_title(&self, rubric: Rubric) -> (Vec<Inline>, Label) {
        let language = self.language();
        let introduction = super::navigation::introduction(self.renderer.site, rubric);
        let title = introduction.map_or(words::rubric(rubric, language), |(_, entry)| entry.title.as_str());
        (vec![Inline::Text(self.renderer.words(title))], Self::label(&rubric.route(language)))
    }

    /// A place of no text of the site's.
    fn nowhere(&self) -> Place {
        Place(u32::MAX)
    }
}
