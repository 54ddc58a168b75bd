//! What is written on a page: letters, as they are drawn, put together to lines.

use hayro_svg::hayro_interpret::font::Glyph;
use hayro_svg::hayro_interpret::hayro_cmap::BfString;
use hayro_svg::hayro_interpret::{BlendMode, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask};
use kurbo::{Affine, BezPath, Point};

use crate::emit::Line;

/// The units of a glyph's outline in an em.
const EM: f64 = 1_000.0;
/// A gap that is as wide, in ems, parts words.
const SPACE: f64 = 0.18;
/// A gap that is as wide parts columns.
const COLUMN: f64 = 3.0;
/// The most letters of a page that are looked at: a slide has some hundred.
const MOST_LETTERS: usize = 20_000;

/// Takes down what is drawn as letters.
pub(super) struct Writing {
    size: (f64, f64),
    lines: Vec<Line>,
    line: Option<Open>,
    letters: usize,
}

/// A line to which letters are added.
struct Open {
    words: String,
    start: Point,
    end: Point,
    em: f64,
}

/// A letter on the page.
struct Letter {
    text: String,
    start: Point,
    end: Point,
    em: f64,
}

impl Writing {
    /// For a page of a width and height in points.
    pub(super) fn new(width: f32, height: f32) -> Self {
        let size = (f64::from(width).max(1.0), f64::from(height).max(1.0));
        Self { size, lines: Vec::new(), line: None, letters: 0 }
    }

    /// All lines, in the order in which they were drawn.
    pub(super) fn finish(mut self) -> Vec<Line> {
        self.close();
        self.lines
    }

    fn add(&mut self, letter: Letter) {
        match &mut self.line {
            Some(line) if line.goes_on(&letter) => line.add(&letter),
            _ => {
                self.close();
                self.line = Some(Open::new(letter));
            }
        }
    }

    fn close(&mut self) {
        let Some(line) = self.line.take().filter(|line| !line.words.trim().is_empty()) else { return };
        let part = |value: f64, whole: f64| (value / whole).clamp(0.0, 1.0) as f32;
        self.lines.push(Line {
            start: (part(line.start.x, self.size.0), part(line.start.y, self.size.1)),
            length: part(line.end.x - line.start.x, self.size.0),
            height: part(line.em, self.size.1),
            words: line.words,
        });
    }
}

impl Open {
    fn new(letter: Letter) -> Self {
        Self { words: letter.text, start: letter.start, end: letter.end, em: letter.em }
    }

    /// Whether a letter stands on the same line, at no more than a gap.
    fn goes_on(&self, letter: &Letter) -> bool {
        let em = self.em.max(letter.em);
        let gap = letter.start.x - self.end.x;
        (letter.start.y - self.end.y).abs() < 0.5 * em && gap > -em && gap < COLUMN * em
    }

    fn add(&mut self, letter: &Letter) {
        let gap = letter.start.x - self.end.x;
        let is_parted = self.words.ends_with(char::is_whitespace) || letter.text.starts_with(char::is_whitespace);
        if gap > SPACE * self.em.max(letter.em) && !is_parted {
            self.words.push(' ');
        }
        self.words.push_str(&letter.text);
        self.end = letter.end;
        self.em = self.em.max(letter.em);
    }
}

/// A glyph as a letter; `None` when it says nothing, or stands nowhere.
fn letter(glyph: &Glyph<'_>, to_page: Affine) -> Option<Letter> {
    let text = match glyph.as_unicode()? {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    let advance = match glyph {
        Glyph::Outline(outline) => outline.advance_width().map_or(EM / 2.0, f64::from),
        Glyph::Type3(_) => EM / 2.0,
    };
    let (start, end) = (to_page * Point::ORIGIN, to_page * Point::new(advance, 0.0));
    let em = (to_page * Point::new(0.0, EM) - start).hypot();
    let is_somewhere = [start.x, start.y, end.x, end.y, em].iter().all(|value| value.is_finite());
    (is_somewhere && em > 0.0).then_some(Letter { text, start, end, em })
}

impl<'a> Device<'a> for Writing {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        self.letters += 1;
        if self.letters <= MOST_LETTERS
            && let Some(letter) = letter(glyph, transform * glyph_transform)
        {
            self.add(letter);
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
