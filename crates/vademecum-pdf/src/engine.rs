//! Runs the code of a book: typst, with everything it may see in memory.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::Templates;
use crate::document::{Book, Standard};
use crate::emit::{self, Drawing, Emitted, Limits};
use crate::problem::{Problem, ProblemKind};

mod fonts;
mod slides;
#[cfg(test)]
mod tests;
mod world;

use slides::Slides;
use world::{File, World};

/// The most chapters and the most pictures of one book: typst numbers files with 16 bits and never forgets one.
const MOST_FILES: usize = 20_000;
/// How often a book is set again without what turned out to be impossible.
const MOST_ATTEMPTS: usize = 50;
/// For how many runs typst keeps what it did not need: 2 keeps a chapter that is changed back, 10 would grow without end.
const KEPT_RUNS: usize = 2;

/// A PDF file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// Its bytes: the same for the same book and templates, wherever and whenever it is made.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What was wrong with the book and is shown in another way.
    pub problems: Vec<Problem>,
}

/// What earlier attempts at a book have taught.
#[derive(Default)]
struct Lessons {
    count: usize,
    bad_pictures: BTreeSet<String>,
    plain_chapters: BTreeSet<String>,
    notes_in_words: bool,
    problems: Vec<Problem>,
}

/// Sets books. What it keeps makes the next, slightly different version of a book cheaper.
pub struct Typesetter {
    world: World,
    /// The number of the file of each chapter, by its key.
    slots: HashMap<String, usize>,
    slides: Slides,
}

impl Typesetter {
    /// A typesetter with the files of a theme.
    pub fn new(templates: &Templates) -> Self {
        let mut world = World::new();
        for (path, text) in &templates.files {
            match path.ends_with(".typ") {
                true => world.set(&format!("theme/{path}"), text),
                false => world.set_bytes(&format!("theme/{path}"), text.as_bytes()),
            }
        }
        Self { world, slots: HashMap::new(), slides: Slides::default() }
    }

    /// Sets a book.
    ///
    /// # Errors
    /// What is wrong, at least one problem, when there can be no file.
    pub fn typeset(&mut self, book: &Book) -> Result<Pdf, Vec<Problem>> {
        let made = self.attempts(book);
        typst::comemo::evict(KEPT_RUNS);
        self.slides.tidy();
        made
    }

    fn attempts(&mut self, book: &Book) -> Result<Pdf, Vec<Problem>> {
        let mut lessons = Lessons::default();
        loop {
            let limits = Limits {
                covers: &fonts::cover,
                draws: &|slide| self.slides.draw(slide),
                bad_pictures: &lessons.bad_pictures,
                plain_chapters: &lessons.plain_chapters,
                notes_in_words: lessons.notes_in_words,
            };
            let emitted = emit::emit(book, &limits);
            if emitted.chapters.len() > MOST_FILES || emitted.pictures.len() > MOST_FILES {
                return Err(vec![too_large()]);
            }
            let found = match self.run(book, &emitted) {
                Ok((bytes, pages)) => {
                    let problems = [lessons.problems, emitted.problems].concat();
                    return Ok(finished(book, bytes, pages, problems));
                }
                Err(found) => found,
            };
            if lessons.count > MOST_ATTEMPTS || !self.learn(&found, &emitted, &mut lessons) {
                let mut problems: Vec<Problem> = found.iter().map(|error| self.problem(error, &emitted)).collect();
                problems.dedup();
                return Err(problems);
            }
        }
    }

    /// Whether another attempt may do better: without a picture that cannot be read, or with a chapter in plain paragraphs.
    fn learn(&self, found: &[SourceDiagnostic], emitted: &Emitted, lessons: &mut Lessons) -> bool {
        lessons.count += 1;
        let mut is_new = false;
        for error in found {
            if let Some(name) = self.bad_picture(error, emitted) {
                is_new |= lessons.bad_pictures.insert(name);
                continue;
            }
            let problem = self.problem(error, emitted);
            let chapter = self.chapter_of(error, emitted).filter(|_| problem.kind == ProblemKind::Other);
            if let Some(key) = chapter
                && lessons.plain_chapters.insert(key)
            {
                is_new = true;
                lessons.problems.push(problem);
            }
        }
        if !is_new && !lessons.notes_in_words && found.iter().any(|error| error.message.contains("artifacts")) {
            // typst loses the tags of a note that it moves to the next page with a heading; nothing says which.
            lessons.notes_in_words = true;
            lessons.problems.extend(found.first().map(|error| self.problem(error, emitted)));
            return true;
        }
        is_new
    }

    /// The key of the chapter in which an error is.
    fn chapter_of(&self, error: &SourceDiagnostic, emitted: &Emitted) -> Option<String> {
        let (File::Chapter(slot), _) = self.world.locate(error.span)? else { return None };
        Some(self.chapter(slot, emitted)?.key.clone())
    }

    /// Puts the code where typst finds it, and sets it.
    fn run(&mut self, book: &Book, emitted: &Emitted) -> Result<(Vec<u8>, usize), Vec<SourceDiagnostic>> {
        self.place(emitted);
        let document = typst::compile::<PagedDocument>(&self.world).output.map_err(|errors| errors.to_vec())?;
        let bytes = typst_pdf::pdf(&document, &options(book)).map_err(|errors| errors.to_vec())?;
        Ok((bytes, document.pages().len()))
    }

    fn place(&mut self, emitted: &Emitted) {
        self.slots.retain(|key, _| emitted.chapters.iter().any(|chapter| chapter.key == *key));
        let mut main = emitted.main.clone();
        let order: Vec<usize> = emitted.chapters.iter().map(|chapter| self.slot(&chapter.key)).collect();
        for (chapter, slot) in emitted.chapters.iter().zip(&order) {
            main.push_str(&format!("#include \"/chapter/{slot}.typ\"\n"));
            self.world.set(&format!("chapter/{slot}.typ"), &chapter.code);
        }
        self.world.set(world::MAIN, &main);
        self.world.set("book.typ", &emitted.settings);
        for (at, picture) in emitted.pictures.iter().enumerate() {
            self.world.set_bytes(&format!("picture/{at}"), &picture.bytes);
        }
    }

    /// The number of the file of a chapter: the one it had, or the first that is free.
    fn slot(&mut self, key: &str) -> usize {
        if let Some(slot) = self.slots.get(key) {
            return *slot;
        }
        let taken: BTreeSet<usize> = self.slots.values().copied().collect();
        let free = (0..).find(|slot| !taken.contains(slot)).unwrap_or_default();
        self.slots.insert(key.to_owned(), free);
        free
    }

    /// The name of the picture that an error is about.
    fn bad_picture(&self, error: &SourceDiagnostic, emitted: &Emitted) -> Option<String> {
        let number = match self.world.locate(error.span)? {
            (File::Picture(at), _) => at,
            (File::Chapter(slot), range) => {
                // The error is at the call: `image("/picture/3", …)`.
                let call = self.chapter(slot, emitted)?.code.get(range.start..)?;
                let at = call.find("/picture/").filter(|at| *at < 40)? + "/picture/".len();
                call[at..].split('"').next()?.parse().ok()?
            }
            (File::Template(_), _) => return None,
        };
        Some(emitted.pictures.get(number)?.name.clone())
    }

    fn chapter<'e>(&self, slot: usize, emitted: &'e Emitted) -> Option<&'e emit::Emission> {
        emitted.chapters.iter().find(|chapter| self.slots.get(&chapter.key) == Some(&slot))
    }

    /// An error of typst as a problem of the book, or of a template.
    fn problem(&self, error: &SourceDiagnostic, emitted: &Emitted) -> Problem {
        let mut message = error.message.to_string();
        for hint in &error.hints {
            message = format!("{message} ({})", hint.v);
        }
        let spans = std::iter::once(error.span).chain(error.trace.iter().map(|point| point.span.into()));
        let mut template = None;
        for span in spans {
            match self.world.locate(span) {
                Some((File::Chapter(slot), range)) => {
                    let place = self.chapter(slot, emitted).and_then(|chapter| chapter.place_at(range.start));
                    let kind = if template.is_some() { ProblemKind::Template } else { ProblemKind::Other };
                    return Problem { place, template, kind, message };
                }
                Some((File::Template(path), range)) if template.is_none() => {
                    template = self.world.line_and_column(&path, range.start).map(|(l, c)| (path, l, c));
                }
                _ => {}
            }
        }
        let kind = if template.is_some() { ProblemKind::Template } else { ProblemKind::Other };
        Problem { place: None, template, kind, message }
    }
}

/// What is wrong with a book, as far as it can be told without setting it: characters that no font has, pictures of a kind
/// that is not shown, parts that are too deep or too wide. Pages of other files are not looked at.
pub fn foresee(book: &Book) -> Vec<Problem> {
    let none = BTreeSet::new();
    let blank = Arc::new(Drawing { svg: Arc::from(&b"<svg/>"[..]), size: (1.0, 1.0), lines: Vec::new() });
    let limits = Limits {
        covers: &fonts::cover,
        draws: &|_| Ok(blank.clone()),
        bad_pictures: &none,
        plain_chapters: &none,
        notes_in_words: false,
    };
    emit::emit(book, &limits).problems
}

fn too_large() -> Problem {
    let message = format!("more than {MOST_FILES} chapters or pictures");
    Problem { place: None, template: None, kind: ProblemKind::TooLarge, message }
}

fn finished(book: &Book, bytes: Vec<u8>, pages: usize, mut problems: Vec<Problem>) -> Pdf {
    if book.format.sheet && pages > 1 {
        let message = format!("the sheet takes {pages} pages");
        problems.push(Problem { place: None, template: None, kind: ProblemKind::TooLong(pages), message });
    }
    Pdf { bytes, pages, problems }
}

fn options(book: &Book) -> PdfOptions {
    let (year, month, day) = book.date;
    let standards: &[PdfStandard] = match book.format.standard {
        Standard::Accessible => &[PdfStandard::Ua_1],
        Standard::Archival => &[PdfStandard::Ua_1, PdfStandard::A_2a],
    };
    PdfOptions {
        ident: Smart::Custom(format!("{}\n{year}-{month}-{day}", book.title)),
        creator: Smart::Custom(Some("vademecum".to_owned())),
        timestamp: Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0).map(Timestamp::new_utc),
        standards: PdfStandards::new(standards).expect("the two standards go together"),
        ..PdfOptions::default()
    }
}
