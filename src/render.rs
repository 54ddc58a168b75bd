//! Site and theme to bytes: outputs are planned first and rendered on demand.
//!
//! [`plan()`] lists every output path with the [`Job`] that makes it; [`Renderer::run`] does one job. What many pages
//! share (masthead, sidebar, footer) is rendered once and kept in the [`Renderer`]. Knows nothing of the disk.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Diagnostic;
use crate::model::{Entry, EntryId, Kind, Rubric, Site, Status};
use crate::source::Source;
use crate::theme::Theme;

mod archives;
mod calendar_files;
mod calendar_page;
mod cards;
mod changes;
mod citations;
mod clock;
pub mod dates;
mod entry_page;
mod feed;
mod frame;
pub mod guide;
mod home_page;
mod json_ld;
mod list_page;
mod markdown_copy;
mod navigation;
mod plan;
mod redirect;
mod search_data;
mod search_page;
mod search_pages;
mod sidebar;
mod sitemap;
mod text;
pub mod view;
mod words;

pub use calendar_files::CalendarFile;
pub use guide::{Pdf, PdfFile, Pdfs, Printed};
pub use plan::{Job, Output, plan, plan_site, search_job};
pub use search_data::{SearchData, SearchFile};

/// Bytes of one output, or the file of the source that goes out as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rendered {
    /// Made here.
    Bytes(Vec<u8>),
    /// A file of the source, unread: media can be large.
    SourceFile(crate::source::SourcePath),
}

/// What the pages of one site in one theme share: worked out once, on first use. Belongs to that site and theme.
pub struct Shared {
    frames: frame::Frames,
    neighbours: HashMap<EntryId, navigation::Neighbours>,
    rubrics: Vec<Rubric>,
    expansions: HashMap<String, String>,
    search_data: OnceLock<Arc<SearchData>>,
    archives: Vec<Arc<Shared>>,
    citations: OnceLock<citations::Citations>,
    pdf_files: OnceLock<Vec<(crate::model::Route, PdfFile)>>,
}

impl Shared {
    /// What the surroundings of the pages of a site need.
    pub fn of(site: &Site) -> Self {
        Self {
            frames: frame::Frames::default(),
            neighbours: navigation::neighbours(site),
            rubrics: navigation::rubrics(site),
            expansions: expansions(site),
            search_data: OnceLock::new(),
            archives: Self::of_archives(site),
            citations: OnceLock::new(),
            pdf_files: OnceLock::new(),
        }
    }

    /// Forgets what depends on the texts of entries.
    pub fn texts_changed(&mut self) {
        self.search_data = OnceLock::new();
        self.citations = OnceLock::new();
        self.pdf_files = OnceLock::new();
    }
}

/// One site and one theme, ready to render any output.
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    source: &'a dyn Source,
    shared: Arc<Shared>,
    place: Option<archives::Place<'a>>,
    pdfs: Option<&'a dyn Pdfs>,
}

impl<'a> Renderer<'a> {
    /// A renderer; derives what the pages' surroundings need.
    pub fn new(site: &'a Site, theme: &'a Theme, source: &'a dyn Source) -> Self {
        Self::over(site, theme, source, Arc::new(Shared::of(site)))
    }

    /// A renderer with what an earlier one of the same site and theme has worked out.
    pub fn over(site: &'a Site, theme: &'a Theme, source: &'a dyn Source, shared: Arc<Shared>) -> Self {
        Self { site, theme, source, shared, place: None, pdfs: None }
    }

    /// The same renderer with somebody who typesets: its site has PDF files, to which pages lead.
    pub fn with_pdfs(self, pdfs: Option<&'a dyn Pdfs>) -> Self {
        Self { pdfs, ..self }
    }

    /// The same renderer with an index that was already made of its site.
    pub fn with_search(self, data: Option<Arc<SearchData>>) -> Self {
        if let Some(data) = data {
            // Whoever came first made the same index.
            let _ = self.shared.search_data.set(data);
        }
        self
    }

    /// The theme.
    pub fn theme(&self) -> &'a Theme {
        self.theme
    }

    /// Does one job. The only failure is a template that cannot be rendered, which is a finding about the theme.
    pub fn run(&self, job: &Job) -> Result<Rendered, Box<Diagnostic>> {
        let text = match job {
            Job::Entry(id) => self.entry_page(*id)?,
            Job::Rubric(rubric) => self.rubric_page(*rubric)?,
            Job::Home => self.home_page()?,
            Job::NotFound => self.not_found_page()?,
            Job::Redirect(redirect) => self.redirect_page(redirect)?,
            Job::MarkdownCopy(id) => self.markdown_copy(*id),
            Job::Llms => self.llms_txt(),
            Job::Sitemap => self.sitemap(),
            Job::Robots => self.robots(),
            Job::Feed => self.feed(),
            Job::Calendar(file) => self.calendar_file(*file),
            Job::Search(file) => return Ok(Rendered::Bytes(self.search_data().bytes(*file))),
            Job::Pdf(file) => {
                let pdfs = self.pdfs.expect("only a site with somebody who typesets has such a job");
                let made = pdfs.pdf(self, *file);
                let failure =
                    |found: Vec<Diagnostic>| Box::new(found.into_iter().next().expect("a failure has a reason"));
                return made.map(|pdf| Rendered::Bytes(pdf.bytes.clone())).map_err(failure);
            }
            Job::SourceFile(path) => return Ok(Rendered::SourceFile(self.outer_path(path))),
            Job::ThemeAsset(at) => return Ok(Rendered::Bytes(self.theme.assets()[*at].bytes.to_vec())),
            Job::Archived(at, job) => {
                let archive = self.archive(*at).expect("a job is of an archive of its site");
                return archive.run(job);
            }
        };
        Ok(Rendered::Bytes(text.into_bytes()))
    }

    /// Whether an entry is listed: seen in this build, and not withdrawn.
    fn lists(&self, entry: &Entry) -> bool {
        listed(self.site, entry)
    }

    /// Listed entries of a kind.
    fn listed(&self, kind: Kind) -> impl Iterator<Item = (EntryId, &'a Entry)> {
        self.site.of_kind(kind).filter(|(_, entry)| self.lists(entry))
    }
}

/// Whether an entry stands in lists.
fn listed(site: &Site, entry: &Entry) -> bool {
    site.shows(entry) && entry.common.status() != Status::Withdrawn
}

/// What the acronyms of the glossary stand for.
fn expansions(site: &Site) -> HashMap<String, String> {
    let terms =
        site.glossary.iter().filter_map(|term| Some((term.term.value.clone(), term.expansion.as_ref()?.value.clone())));
    terms.collect()
}
