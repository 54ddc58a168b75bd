//! The slides of the video guides as one book: pages of the presentations, each with the moment of the video that it goes
//! with.

use std::sync::Arc;

use vademecum_pdf::document::{Block, Chapter, Destination, Place, Slide};

use super::Guide;
use super::inline::text;
use super::resolver::anchor;
use super::video::chapters_label;
use crate::model::{Details, Entry, EntryId, Kind, Rubric, VideoFields};
use crate::render::Renderer;
use crate::render::view::ChapterView;

/// How many slides stand on a page of paper.
const SLIDES_PER_PAGE: u32 = 2;

/// The fields of a video guide whose chapters name pages of slides that can be read.
fn fields(entry: &Entry) -> Option<(&VideoFields, u32)> {
    let Details::Video(fields) = &entry.details else { return None };
    let names = fields.chapters.iter().any(|chapter| chapter.page.is_some());
    Some((fields, fields.slide_count().filter(|_| names)?))
}

/// Whether an entry is a video guide whose chapters name pages of its slides.
pub(super) fn are_named(entry: &Entry) -> bool {
    fields(entry).is_some()
}

/// About how many pages of paper the slides of an entry take.
pub(super) fn pages(entry: &Entry) -> usize {
    fields(entry).map_or(0, |(_, slides)| 1 + slides.div_ceil(SLIDES_PER_PAGE) as usize)
}

impl Renderer<'_> {
    /// Whether any video guide has slides that its chapters name.
    pub(super) fn has_slides(&self) -> bool {
        self.shared.rubrics.contains(&Rubric::Videos) && self.listed(Kind::Video).any(|(_, entry)| are_named(entry))
    }
}

impl Guide<'_, '_> {
    /// A chapter per presentation.
    pub(super) fn presentations(&self) -> Vec<Chapter> {
        let videos = self.of_kind(Kind::Video).filter_map(|(id, entry)| Some((id, entry, fields(entry)?)));
        videos.filter_map(|(id, entry, (fields, count))| self.presentation(id, entry, fields, count)).collect()
    }

    fn presentation(&self, id: EntryId, entry: &Entry, fields: &VideoFields, count: u32) -> Option<Chapter> {
        let path = entry.file.path.join(fields.slides.as_ref()?)?;
        let bytes: Arc<[u8]> = self.renderer.source.read(&self.renderer.outer_path(&path)).ok()?.into();
        // A text that a template cannot show is a finding of the page.
        let player = self.renderer.player(id, entry, fields).unwrap_or_default();
        let card = self.renderer.video_card(entry, fields, &entry.route);
        let mut blocks: Vec<Block> = card.duration.iter().map(|at| self.labelled("duration", vec![text(at)])).collect();
        blocks.extend(self.where_to_watch(entry, fields, &player));
        blocks.extend(self.video_chapters(entry, fields, &player.chapters, 2));
        for page in 1..=count {
            let title = self.word("pdf_slide").replace("{page}", &page.to_string());
            let title = title.replace("{pages}", &count.to_string());
            let place = self.place_of_slide(entry, fields, page);
            let labels = vec![anchor(&entry.route, &format!("page={page}"))];
            blocks.push(Block::Heading { level: 2, labels, words: vec![text(&title)], place });
            blocks.extend(self.goes_with(entry, &player.chapters, page));
            let alt = format!("{title}{}", self.word("colon"));
            blocks.push(Block::Slide(Slide { name: path.as_str().to_owned(), bytes: bytes.clone(), page, alt, place }));
        }
        let labels = vec![Self::label(&entry.route)];
        Some(self.opening(&entry.id, self.title(entry), labels, self.place_of(entry), blocks))
    }

    /// Where a slide is named, or else its file.
    fn place_of_slide(&self, entry: &Entry, fields: &VideoFields, page: u32) -> Place {
        let named = fields.chapters.iter().filter_map(|chapter| chapter.page.as_ref()).find(|of| of.value == page);
        let file = fields.slides.as_ref().map(|slides| slides.span);
        self.place(&entry.file, named.map(|page| page.span).or(file).unwrap_or(entry.title_span))
    }

    /// The moments of the video that a slide goes with, and the way back to them.
    fn goes_with(&self, entry: &Entry, chapters: &[ChapterView], page: u32) -> Option<Block> {
        let fragment = format!("#page={page}");
        let shows = |view: &&ChapterView| view.slide.as_ref().is_some_and(|slide| slide.href.ends_with(&fragment));
        let mut words = Vec::new();
        for view in chapters.iter().filter(shows) {
            words.push(text(if words.is_empty() {
                format!("{} ", self.word("pdf_slide_of"))
            } else {
                " ; ".to_owned()
            }));
            let moment = self.to_route(&entry.route, Some(&format!("t={}", view.seconds)));
            words.extend(self.link(moment, vec![text(format!("{} – {}", view.at, view.title))], entry));
        }
        (!words.is_empty()).then(|| {
            words.push(text(" · "));
            let back = Destination::Inside(chapters_label(&entry.route));
            words.extend(self.link(Some(back), self.say("pdf_slides_back"), entry));
            Block::Note(words)
        })
    }
}
