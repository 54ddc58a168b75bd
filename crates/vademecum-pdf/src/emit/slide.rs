//! Pages of other PDF files as code.

use std::sync::Arc;

use super::block::{Blocks, MOST_ALT, TEXT_WIDTH};
use super::{literal, string};
use crate::document::{Block, Inline, Picture, Slide};
use crate::problem::{Problem, ProblemKind};

/// How high a page is set that is wider than high, in millimetres: two of them fit under each other, with their titles.
const LANDSCAPE_HEIGHT: f32 = 92.0;
/// How high one is set that is higher than wide.
const PORTRAIT_HEIGHT: f32 = 200.0;

/// What a page of a PDF looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// As SVG.
    pub svg: Arc<[u8]>,
    /// Its width and height, in a unit of its own.
    pub size: (f32, f32),
    /// What is written on it, in the order in which it says so itself.
    pub lines: Vec<Line>,
}

/// A line of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its words.
    pub words: String,
    /// Where it begins, from the left and the top of the page to its foot, as parts of the page's width and height.
    pub start: (f32, f32),
    /// How long it is, as a part of the page's width.
    pub length: f32,
    /// How high its letters are, as a part of the page's height.
    pub height: f32,
}

impl Blocks<'_, '_> {
    pub(super) fn slide(&mut self, slide: &Slide) {
        match (self.shared.limits.draws)(slide) {
            Ok(drawing) => self.drawn(slide, &drawing),
            Err(fault) => {
                let kind = ProblemKind::BadSlide(slide.name.clone(), slide.page, fault);
                self.shared.problems.push(Problem::at(slide.place, kind, "the page cannot be drawn"));
                let instead = Inline::Placed(slide.alt.clone(), slide.place);
                self.block(&Block::Paragraph(vec![instead]));
            }
        }
    }

    fn drawn(&mut self, slide: &Slide, drawing: &Drawing) {
        let picture = picture(slide, drawing);
        if !self.is_readable(&picture) {
            return self.block(&Block::Paragraph(vec![Inline::Placed(slide.alt.clone(), slide.place)]));
        }
        let (width, height) = size(drawing);
        let alt = literal::cut(&alt(slide, drawing), MOST_ALT);
        self.code.push_str(&format!("slide-figure(alt: {alt}, width: {width:.2}mm, height: {height:.2}mm, lines: ("));
        for line in &drawing.lines {
            let words = string(&self.shown(&line.words));
            let (x, y) = (line.start.0 * width, line.start.1 * height);
            let (length, letters) = (line.length * width, (line.height * height).max(0.1));
            self.code.push_str(&format!("({x:.2}mm, {y:.2}mm, {length:.2}mm, {letters:.2}mm, {words}), "));
        }
        self.code.push_str("), ");
        self.image(&picture, &format!("width: {width:.2}mm"));
        self.code.push(')');
    }

    /// What the fonts have of some words.
    fn shown(&self, words: &str) -> String {
        let covers = self.shared.limits.covers;
        words.chars().filter(|c| c.is_whitespace() || covers(*c)).collect()
    }
}

/// The picture, which by itself says nothing: the figure does.
fn picture(slide: &Slide, drawing: &Drawing) -> Picture {
    let name = format!("{}#page={}", slide.name, slide.page);
    Picture { name, bytes: drawing.svg.clone(), alt: None, width: 0, place: slide.place }
}

/// What a slide is, and what it says.
fn alt(slide: &Slide, drawing: &Drawing) -> String {
    let words: Vec<&str> = drawing.lines.iter().map(|line| line.words.trim()).collect();
    format!("{} {}", slide.alt, words.join(" · ")).trim().to_owned()
}

/// Width and height of a page on the paper, in millimetres.
fn size(drawing: &Drawing) -> (f32, f32) {
    let (width, height) = (drawing.size.0.max(1.0), drawing.size.1.max(1.0));
    let most = if width >= height { LANDSCAPE_HEIGHT } else { PORTRAIT_HEIGHT };
    let scale = (TEXT_WIDTH as f32 / width).min(most / height);
    (width * scale, height * scale)
}
