//! Pages of other PDF files, drawn anew: as SVG, which PDF/UA and PDF/A take where they do not take a page of a PDF.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hayro_svg::hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_svg::hayro_syntax::page::Page;
use hayro_svg::hayro_syntax::{LoadPdfError, Pdf};
use hayro_svg::{RenderCache, SvgRenderSettings};
use kurbo::Rect;

use super::fonts;
use crate::document::Slide;
use crate::emit::{Drawing, Line};
use crate::problem::SlideFault;

mod pictures;
mod screen;
mod writing;

use writing::Writing;

/// The most bytes that a page may have as SVG: what is larger is a plan or a scan that no printer takes either.
const MOST_SVG: usize = 24 << 20;
/// The colour of the frame of a page, as in the templates.
const FRAME: &str = "#c3c9d4";

/// Files that were read, and what was drawn of them: kept until a book does not ask for it.
#[derive(Default)]
pub(super) struct Slides {
    files: Mutex<Vec<File>>,
}

type Drawn = Result<Arc<Drawing>, SlideFault>;

/// A file is read once for all its pages.
struct File {
    bytes: Arc<[u8]>,
    pdf: Result<Pdf, SlideFault>,
    pages: HashMap<u32, Drawn>,
    is_used: bool,
}

impl Slides {
    /// Draws a page; or says why it cannot be drawn.
    pub(super) fn draw(&self, slide: &Slide) -> Drawn {
        let mut files = self.files();
        let known = files.iter().position(|file| file.is_of(&slide.bytes));
        let at = known.unwrap_or_else(|| {
            files.push(File::new(&slide.bytes));
            files.len() - 1
        });
        files[at].page(slide.page)
    }

    /// Forgets the files that were not asked for since this was last called.
    pub(super) fn tidy(&self) {
        self.files().retain_mut(|file| std::mem::replace(&mut file.is_used, false));
    }

    fn files(&self) -> MutexGuard<'_, Vec<File>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl File {
    fn new(bytes: &Arc<[u8]>) -> Self {
        Self { bytes: bytes.clone(), pdf: caught(|| read(bytes)), pages: HashMap::new(), is_used: true }
    }

    fn is_of(&self, bytes: &Arc<[u8]>) -> bool {
        Arc::ptr_eq(&self.bytes, bytes) || self.bytes == *bytes
    }

    fn page(&mut self, number: u32) -> Drawn {
        self.is_used = true;
        let pdf = &self.pdf;
        let draw = || caught(|| draw(pdf.as_ref().map_err(|fault| *fault)?, number));
        self.pages.entry(number).or_insert_with(draw).clone()
    }
}

/// A file comes from anywhere: a fault of the library that reads it must not end the program.
fn caught<T>(work: impl FnOnce() -> Result<T, SlideFault>) -> Result<T, SlideFault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(SlideFault::Failing))
}

fn read(bytes: &Arc<[u8]>) -> Result<Pdf, SlideFault> {
    let pdf = Pdf::new(Arc::new(bytes.clone())).map_err(fault)?;
    if screen::is_endless(&pdf) { Err(SlideFault::Unreadable) } else { Ok(pdf) }
}

fn draw(pdf: &Pdf, number: u32) -> Drawn {
    let at = (number as usize).checked_sub(1);
    let page = at.and_then(|at| pdf.pages().get(at)).ok_or(SlideFault::NoPage)?;
    let svg = hayro_svg::convert(page, &RenderCache::new(), &settings(), &SvgRenderSettings::default());
    let svg = pictures::lightened(&svg);
    if svg.len() > MOST_SVG {
        return Err(SlideFault::TooLarge);
    }
    let size = page.render_dimensions();
    Ok(Arc::new(Drawing { svg: framed(&svg, size).into_bytes().into(), size, lines: written(page, size) }))
}

fn fault(error: LoadPdfError) -> SlideFault {
    match error {
        LoadPdfError::Decryption(_) => SlideFault::Locked,
        LoadPdfError::Invalid => SlideFault::Unreadable,
    }
}

/// Fonts that a file asks for and does not bring along are those of the program.
fn settings() -> InterpreterSettings {
    let font = || -> Arc<dyn AsRef<[u8]> + Send + Sync> { Arc::new(fonts::REGULAR) };
    InterpreterSettings {
        font_resolver: Arc::new(move |_| Some((font(), 0))),
        render_annotations: false,
        ..InterpreterSettings::default()
    }
}

/// A drawing on white paper with an edge.
fn framed(svg: &str, (width, height): (f32, f32)) -> String {
    let paper = format!("<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>");
    let edge =
        format!("<rect width=\"{width}\" height=\"{height}\" fill=\"none\" stroke=\"{FRAME}\" stroke-width=\"1\"/>");
    let opening = svg.find("<svg").and_then(|at| Some(at + svg[at..].find('>')? + 1)).unwrap_or_default();
    let closing = svg.rfind("</svg>").filter(|at| *at >= opening).unwrap_or(svg.len());
    format!("{}{paper}{}{edge}{}", &svg[..opening], &svg[opening..closing], &svg[closing..])
}

/// What is written on a page.
fn written(page: &Page<'_>, (width, height): (f32, f32)) -> Vec<Line> {
    let cache = InterpreterCache::new();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = kurbo::Affine::new(page.initial_transform(true).as_coeffs());
    let mut context = Context::new(transform, area, &cache, page.xref(), settings());
    let mut writing = Writing::new(width, height);
    interpret_page(page, &mut context, &mut writing);
    writing.finish()
}
