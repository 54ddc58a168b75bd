//! Books to PDF files: the one place that typesets.
//!
//! Puts together what `render` makes of a site and what `vademecum_pdf` makes of a book, and tells what is wrong with it
//! as findings in the sources. Without the feature `pdf` nothing is typeset.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use vademecum_pdf::document::Book;

use crate::diagnostic::{Diagnostic, Rule};
use crate::render::{Pdf, PdfFile, Pdfs, Renderer};

mod findings;
mod rules;
#[cfg(feature = "pdf")]
mod typeset;

#[cfg(feature = "pdf")]
use typeset::Typesetters;

/// Without typst there is nobody who typesets.
#[cfg(not(feature = "pdf"))]
enum Typesetters {}

/// The rules of this phase.
pub const RULES: &[&Rule] = rules::ALL;

/// Whether this program can make PDF files.
pub const AVAILABLE: bool = cfg!(feature = "pdf");

/// Makes PDF files and keeps them, so that a book that did not change is not typeset again.
pub struct Press {
    typesetters: Typesetters,
    made: Mutex<HashMap<PdfFile, Arc<Made>>>,
    /// Whether pages tell the size of a file: only where all files are made before the pages.
    tells_sizes: bool,
}

/// What became of a book.
struct Made {
    book: Book,
    pdf: Option<Arc<Pdf>>,
    findings: Vec<Diagnostic>,
}

impl Press {
    /// Whoever makes all files before the pages, so that pages tell their sizes; `None` where the program cannot.
    #[cfg(feature = "pdf")]
    pub fn new() -> Option<Self> {
        Some(Self { typesetters: Typesetters::default(), made: Mutex::default(), tells_sizes: true })
    }

    /// Whoever makes all files before the pages, so that pages tell their sizes; `None` where the program cannot.
    #[cfg(not(feature = "pdf"))]
    pub fn new() -> Option<Self> {
        None
    }

    /// Whoever makes a file when it is asked for, and delays no page.
    pub fn on_demand() -> Option<Self> {
        Some(Self { tells_sizes: false, ..Self::new()? })
    }

    /// Makes every file of a site, and tells what is wrong in them, each finding once.
    pub fn make_all(&self, renderer: &Renderer<'_>) -> Vec<Diagnostic> {
        use rayon::prelude::*;
        let files = renderer.pdf_files();
        let of = |(_, file): &(_, PdfFile)| self.made(renderer, *file).findings.clone();
        let mut findings: Vec<Diagnostic> = files.par_iter().flat_map(of).collect();
        findings.extend(too_large(renderer));
        told_once(findings)
    }

    /// What is wrong in the files of a site, as far as it can be told without typesetting them, each finding once. It takes
    /// about as long as reading the texts again.
    pub fn foresee(&self, renderer: &Renderer<'_>) -> Vec<Diagnostic> {
        let files = renderer.pdf_proofs();
        let found = files.into_iter().flat_map(|file| self.foreseen(renderer, &renderer.book(file)));
        told_once(found.chain(too_large(renderer)).collect())
    }

    /// Makes one file, and tells what is wrong in it.
    pub fn make(&self, renderer: &Renderer<'_>, file: PdfFile) -> (Option<Arc<Pdf>>, Vec<Diagnostic>) {
        let made = self.made(renderer, file);
        (made.pdf.clone(), made.findings.clone())
    }

    fn made(&self, renderer: &Renderer<'_>, file: PdfFile) -> Arc<Made> {
        let printed = renderer.book(file);
        if let Some(known) = self.kept().get(&file).filter(|known| known.book == printed.book) {
            return known.clone();
        }
        let (pdf, findings) = self.typeset(renderer, &printed);
        let made = Arc::new(Made { book: printed.book, pdf: pdf.map(Arc::new), findings });
        self.kept().insert(file, made.clone());
        made
    }

    #[cfg(feature = "pdf")]
    fn typeset(&self, renderer: &Renderer<'_>, printed: &crate::render::Printed) -> (Option<Pdf>, Vec<Diagnostic>) {
        self.typesetters.typeset(renderer.theme(), printed)
    }

    #[cfg(feature = "pdf")]
    fn foreseen(&self, renderer: &Renderer<'_>, printed: &crate::render::Printed) -> Vec<Diagnostic> {
        typeset::foresee(renderer.theme(), printed)
    }

    #[cfg(not(feature = "pdf"))]
    fn foreseen(&self, _: &Renderer<'_>, _: &crate::render::Printed) -> Vec<Diagnostic> {
        match self.typesetters {}
    }

    #[cfg(not(feature = "pdf"))]
    fn typeset(&self, _: &Renderer<'_>, _: &crate::render::Printed) -> (Option<Pdf>, Vec<Diagnostic>) {
        match self.typesetters {}
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<PdfFile, Arc<Made>>> {
        // A panic while the lock is held leaves at worst a missing file.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The files that are asked for and not made.
fn too_large(renderer: &Renderer<'_>) -> impl Iterator<Item = Diagnostic> {
    let files = renderer.pdf_too_large().into_iter();
    files.map(|(file, pages)| rules::too_large(&renderer.pdf_title(file), Some(pages)))
}

/// Findings in their final order, each once: what is wrong with a text is so in every file that holds it.
fn told_once(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    crate::diagnostic::sort(&mut findings);
    findings.dedup();
    findings
}

impl Pdfs for Press {
    fn pdf(&self, renderer: &Renderer<'_>, file: PdfFile) -> Result<Arc<Pdf>, Vec<Diagnostic>> {
        let (pdf, findings) = self.make(renderer, file);
        pdf.ok_or(findings)
    }

    fn made(&self, file: PdfFile) -> Option<(u64, u32)> {
        let made = self.kept().get(&file).cloned().filter(|_| self.tells_sizes)?;
        let pdf = made.pdf.as_ref()?;
        Some((pdf.bytes.len() as u64, u32::try_from(pdf.pages).unwrap_or(u32::MAX)))
    }
}
