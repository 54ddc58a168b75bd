//! The PDF files that a page leads to.

use super::{PdfFile, file, slides};
use crate::model::{Entry, EntryId, Kind, Route, Rubric};
use crate::render::Renderer;
use crate::render::frame::Head;
use crate::render::navigation::{ancestors, rubric_of};
use crate::render::view::LinkView;
use crate::render::words;

impl Renderer<'_> {
    /// Links from a page to what concerns it in print, the nearest first: its sheet, its part, the guide.
    pub(in crate::render) fn pdf_links(&self, route: &Route, head: &Head) -> Vec<LinkView> {
        // The page for addresses that do not exist is shown at any depth, and there is nothing to print of it.
        let Some(pdfs) = self.pdfs.filter(|_| route.as_str() != "404.html") else { return Vec::new() };
        let made = self.shared.pdf_files.get_or_init(|| self.pdf_files());
        let wanted = self.pdfs_of(route, head);
        let files = wanted.into_iter().filter_map(|wanted| made.iter().find(|(_, file)| *file == wanted));
        let view = |(to, file): &(Route, PdfFile)| LinkView {
            label: self.pdf_label(*file),
            href: to.from_page(route),
            note: Some(self.pdf_note(pdfs.made(*file))),
            ..LinkView::default()
        };
        files.map(view).collect()
    }

    fn pdfs_of(&self, route: &Route, head: &Head) -> Vec<PdfFile> {
        let mut wanted = Vec::new();
        if let Some((id, entry)) = head.entry {
            wanted.extend(self.pdfs_of_entry(id, entry));
        }
        let rubric = head.rubric.or(head.entry.and_then(|(_, entry)| rubric_of(entry)));
        if rubric == Some(Rubric::Videos) && head.entry.is_none_or(|(_, entry)| slides::are_named(entry)) {
            wanted.push(PdfFile::Slides);
        }
        wanted.extend(rubric.filter(|rubric| *rubric != Rubric::Home).map(PdfFile::Rubric));
        wanted.push(PdfFile::Guide);
        if route.as_str() == "index.html" || head.rubric == Some(Rubric::Documents) {
            wanted.push(PdfFile::LargePrint);
        }
        wanted
    }

    fn pdfs_of_entry(&self, id: EntryId, entry: &Entry) -> Vec<PdfFile> {
        let mut wanted = Vec::new();
        if file::is_urgent(entry) {
            wanted.push(PdfFile::Sheet(id));
        }
        if entry.kind() == Kind::Audience {
            wanted.push(PdfFile::Audience(id));
        }
        wanted.push(PdfFile::Entry(id));
        wanted.extend(ancestors(self.site, entry).into_iter().rev().map(PdfFile::Entry));
        wanted
    }

    fn pdf_label(&self, file: PdfFile) -> String {
        let word = |key: &str| self.theme.word(key).unwrap_or(key).to_owned();
        match file {
            PdfFile::Guide => word("pdf_guide"),
            PdfFile::LargePrint => word("pdf_large_print"),
            PdfFile::Slides => word("pdf_slides"),
            PdfFile::Sheet(_) => word("pdf_this_answer"),
            PdfFile::Rubric(rubric) => words::rubric(rubric, self.site.settings.language).to_owned(),
            PdfFile::Entry(id) | PdfFile::Audience(id) => self.words(&self.site.entry(id).title),
        }
    }

    /// « PDF, 1,2 Mo, 48 pages ».
    fn pdf_note(&self, made: Option<(u64, u32)>) -> String {
        let language = self.site.settings.language;
        let kind = self.theme.word("pdf").unwrap_or("PDF");
        match made {
            Some((bytes, pages)) => {
                format!("{kind}, {}, {}", words::size(bytes, language), words::pages(pages, language))
            }
            None => kind.to_owned(),
        }
    }
}
