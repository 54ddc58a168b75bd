//! The PDF files that a site has, and what each holds.

use super::{Guide, slides};
use crate::config::{Language, PdfSettings};
use crate::model::{Entry, EntryId, Kind, Route, Rubric};
use crate::render::entry_page::concerns;
use crate::render::navigation::{ancestors, rubric_of};
use crate::render::{Renderer, cards, words};

/// The most pages of a file: beyond, it takes more than a gigabyte of memory to make, and nobody prints it.
const MOST_PAGES: usize = 500;
/// How much Markdown fills a page.
const BYTES_PER_PAGE: usize = 2_000;

/// A PDF file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PdfFile {
    /// The full guide.
    Guide,
    /// The full guide in large print.
    LargePrint,
    /// A rubric.
    Rubric(Rubric),
    /// A section of pages, a theme of questions, or any entry, with what is below it.
    Entry(EntryId),
    /// What concerns an audience.
    Audience(EntryId),
    /// An urgent question on one page.
    Sheet(EntryId),
    /// The slides of all video guides.
    Slides,
}

impl Renderer<'_> {
    /// The PDF files that the settings ask for, with their addresses.
    pub fn pdf_files(&self) -> Vec<(Route, PdfFile)> {
        if self.is_archive() {
            return Vec::new();
        }
        let settings = &self.site.settings.pdf;
        let mut files = Vec::new();
        if settings.guide.0 && self.pdf_pages(PdfFile::Guide) > MOST_PAGES {
            files.extend(self.pdf_rubrics());
        } else if settings.guide.0 {
            files.push(PdfFile::Guide);
            files.extend(settings.large_print.then_some(PdfFile::LargePrint));
        }
        files.extend(settings.parts.iter().filter_map(|name| self.pdf_part(name)));
        files.extend(settings.audiences.iter().filter_map(|id| self.pdf_audience(id)));
        if settings.sheets.0 {
            let urgent = self.listed(Kind::Faq).filter(|(_, entry)| is_urgent(entry));
            files.extend(urgent.map(|(id, _)| PdfFile::Sheet(id)));
        }
        files.extend(settings.slides.0.then(|| self.pdf_part(PdfSettings::SLIDES)).flatten());
        let is_readable = |file: &PdfFile| self.pdf_pages(*file) <= MOST_PAGES;
        let files = files.into_iter().filter(is_readable);
        let mut files: Vec<(Route, PdfFile)> = files.map(|file| (self.pdf_route(file), file)).collect();
        files.sort();
        files.dedup_by(|one, other| one.0 == other.0);
        files
    }

    /// The fewest files that together hold what the files of the site print: the guide, or else all parts. None of a site
    /// that is too large for one guide.
    pub fn pdf_proofs(&self) -> Vec<PdfFile> {
        let mut files: Vec<PdfFile> = self.pdf_files().into_iter().map(|(_, file)| file).collect();
        if files.contains(&PdfFile::Guide) {
            return vec![PdfFile::Guide];
        }
        files.retain(|file| *file != PdfFile::Slides);
        let pages: usize = files.iter().map(|file| self.pdf_pages(*file)).sum();
        if pages <= MOST_PAGES { files } else { Vec::new() }
    }

    /// The rubrics that have a file each when the whole guide would be too large.
    fn pdf_rubrics(&self) -> impl Iterator<Item = PdfFile> {
        Rubric::ALL.into_iter().filter_map(|rubric| self.pdf_part(rubric.name()))
    }

    /// The files that the settings ask for and that are not made, since they would be too large, with about how many pages
    /// each would have.
    pub fn pdf_too_large(&self) -> Vec<(PdfFile, usize)> {
        let settings = &self.site.settings.pdf;
        let parts = settings.parts.iter().filter_map(|name| self.pdf_part(name));
        let audiences = settings.audiences.iter().filter_map(|id| self.pdf_audience(id));
        let guide = settings.guide.0.then_some(PdfFile::Guide);
        let slides = settings.slides.0.then(|| self.pdf_part(PdfSettings::SLIDES)).flatten();
        let files = guide.into_iter().chain(parts).chain(audiences).chain(slides);
        files.map(|file| (file, self.pdf_pages(file))).filter(|(_, pages)| *pages > MOST_PAGES).collect()
    }

    /// About how many pages a file has, by the length of its texts.
    fn pdf_pages(&self, file: PdfFile) -> usize {
        let guide = Guide::new(self, file);
        let texts = guide.holds.iter().map(|id| self.site.entry(*id));
        if file == PdfFile::Slides {
            return texts.map(slides::pages).sum();
        }
        let bytes: usize = texts.map(|entry| entry.body.as_ref().map_or(0, |body| body.text().len())).sum();
        bytes / BYTES_PER_PAGE
    }

    /// The part of the guide that a name in the settings or on the command line asks for: a rubric, `slides`, or the id of
    /// an entry.
    pub fn pdf_part(&self, name: &str) -> Option<PdfFile> {
        if name == PdfSettings::SLIDES {
            return self.has_slides().then_some(PdfFile::Slides);
        }
        if let Some(rubric) = Rubric::called(name).filter(|rubric| rubric.is_printed()) {
            return self.shared.rubrics.contains(&rubric).then_some(PdfFile::Rubric(rubric));
        }
        let (id, entry) = self.site.by_id(name).filter(|(_, entry)| self.lists(entry))?;
        match entry.kind() {
            Kind::Audience => Some(PdfFile::Audience(id)),
            _ => Some(PdfFile::Entry(id)),
        }
    }

    /// The guide of an audience, by its id.
    pub fn pdf_audience(&self, id: &str) -> Option<PdfFile> {
        let (id, entry) = self.site.by_id(id)?;
        (entry.kind() == Kind::Audience).then_some(PdfFile::Audience(id))
    }

    /// The address of a PDF.
    pub fn pdf_route(&self, file: PdfFile) -> Route {
        let language = self.site.settings.language;
        let id = |id: EntryId| &self.site.entry(id).id;
        Route::new(match (file, language) {
            (PdfFile::Guide, _) => "pdf/guide.pdf".to_owned(),
            (PdfFile::LargePrint, Language::Fr) => "pdf/guide-gros-caracteres.pdf".to_owned(),
            (PdfFile::LargePrint, Language::En) => "pdf/guide-large-print.pdf".to_owned(),
            (PdfFile::Rubric(rubric), _) => format!("pdf/{}.pdf", rubric.folder(language)),
            (PdfFile::Entry(at), _) => format!("pdf/pages/{}.pdf", id(at)),
            (PdfFile::Audience(at), _) => format!("pdf/{}/{}.pdf", Rubric::Audiences.folder(language), id(at)),
            (PdfFile::Slides, Language::Fr) => "pdf/presentations.pdf".to_owned(),
            (PdfFile::Slides, Language::En) => "pdf/slides.pdf".to_owned(),
            (PdfFile::Sheet(at), Language::Fr) => format!("pdf/fiches/{}.pdf", id(at)),
            (PdfFile::Sheet(at), Language::En) => format!("pdf/sheets/{}.pdf", id(at)),
        })
    }

    /// What a PDF is called.
    pub fn pdf_title(&self, file: PdfFile) -> String {
        let language = self.site.settings.language;
        let site = self.words(&self.site.settings.title);
        let named = |what: &str| self.words(&format!("{site} – {what}"));
        match file {
            PdfFile::Guide | PdfFile::LargePrint => self.optional(&self.site.settings.pdf.title).unwrap_or(site),
            PdfFile::Rubric(rubric) => named(words::rubric(rubric, language)),
            PdfFile::Slides => named(self.theme.word("pdf_slides_title").unwrap_or(PdfSettings::SLIDES)),
            PdfFile::Audience(id) => named(&self.site.entry(id).title),
            PdfFile::Entry(id) | PdfFile::Sheet(id) => self.words(&self.site.entry(id).title),
        }
    }
}

/// Whether a question is urgent.
pub(super) fn is_urgent(entry: &Entry) -> bool {
    matches!(&entry.details, crate::model::Details::Faq(faq) if cards::is_true(&faq.urgent))
}

impl Guide<'_, '_> {
    /// Whether the book holds an entry.
    pub(super) fn wants(&self, id: EntryId, entry: &Entry) -> bool {
        self.renderer.lists(entry)
            && match self.file {
                PdfFile::Guide | PdfFile::LargePrint => true,
                PdfFile::Rubric(rubric) => rubric_of(entry) == Some(rubric),
                PdfFile::Entry(wanted) => id == wanted || ancestors(self.renderer.site, entry).contains(&wanted),
                PdfFile::Audience(wanted) => {
                    concerns(entry, &self.renderer.site.entry(wanted).id)
                        && (entry.kind() != Kind::Audience || id == wanted)
                }
                PdfFile::Sheet(wanted) => id == wanted,
                PdfFile::Slides => slides::are_named(entry),
            }
    }

    /// Whether the book holds all of a site, or all that concerns an audience.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.file, PdfFile::Guide | PdfFile::LargePrint | PdfFile::Audience(_))
    }

    /// Whether the book shows the list of a rubric.
    pub(super) fn shows(&self, rubric: Rubric) -> bool {
        let is_asked = match self.file {
            PdfFile::Rubric(own) => own == rubric,
            _ => self.is_whole(),
        };
        is_asked && self.renderer.shared.rubrics.contains(&rubric)
    }
}
