//! A video guide in print: where to see it, its chapters, what is said in it.

use vademecum_pdf::document::{Block, Column, Destination, Inline, Label, Table};

use super::inline::{paragraph, text};
use super::resolver::anchor;
use super::{Guide, PdfFile, qr};
use crate::model::{Access, Entry, EntryId, Route, VideoFields};
use crate::render::frame::public_path;
use crate::render::view::{ChapterView, CueView, LinkView, PlayerView};

/// Where the chapters of a video are in the book.
pub(super) fn chapters_label(route: &Route) -> Label {
    anchor(route, "chapters")
}

impl Guide<'_, '_> {
    pub(super) fn video(&self, id: EntryId, entry: &Entry, fields: &VideoFields, level: u8) -> Vec<Block> {
        // A text that a template cannot show is a finding of the page; here it is printed by itself.
        let player = self.renderer.player(id, entry, fields).unwrap_or_default();
        let card = self.renderer.video_card(entry, fields, &entry.route);
        let mut blocks: Vec<Block> =
            fields.summary.as_ref().map(|summary| Block::Lead(self.field(entry, summary))).into_iter().collect();
        if let Some(duration) = &card.duration {
            blocks.push(self.labelled("duration", vec![text(duration)]));
        }
        blocks.extend(self.where_to_watch(entry, fields, &player));
        blocks.extend(self.text_of(id, entry, level + 1));
        blocks.extend(self.video_chapters(entry, fields, &player.chapters, level + 1));
        blocks.extend(self.transcript(id, entry, fields, &player.transcript, level + 1));
        blocks
    }

    pub(super) fn where_to_watch(&self, entry: &Entry, fields: &VideoFields, player: &PlayerView) -> Vec<Block> {
        let access = fields.access.as_ref().map(|access| access.value).unwrap_or_default();
        let mut blocks = Vec::new();
        if access == Access::Login {
            blocks.push(paragraph(self.word("access_login")));
        }
        blocks.extend(self.app_path(&fields.app_path));
        let page = self.renderer.site.settings.base().map(|base| format!("{base}/{}", public_path(&entry.route)));
        let address = player.embed_href.clone().or(page.filter(|_| player.src.is_some()));
        let Some(address) = address.filter(|_| access != Access::Login) else { return blocks };
        let link = Inline::Link {
            to: Destination::Web(address.clone()),
            words: vec![text(&address)],
            place: self.place_of(entry),
        };
        let caption = vec![text(format!("{} ", self.word("pdf_watch"))), link];
        let alt = format!("{} {address}", self.word("pdf_qr_video"));
        match qr::picture(&address, alt, self.place_of(entry)) {
            Some(picture) => blocks.push(Block::Figure { picture, caption: Some(caption) }),
            None => blocks.push(Block::Paragraph(caption)),
        }
        blocks
    }

    /// Chapters with their moments, and their pages of the slides where there are any.
    pub(super) fn video_chapters(
        &self,
        entry: &Entry,
        fields: &VideoFields,
        chapters: &[ChapterView],
        level: u8,
    ) -> Vec<Block> {
        if chapters.is_empty() {
            return Vec::new();
        }
        let has_slides = chapters.iter().any(|chapter| chapter.slide.is_some());
        let cell = |words: &str| vec![paragraph(words)];
        let row = |chapter: &ChapterView| {
            let mut row = vec![cell(&chapter.at), cell(&chapter.title)];
            if has_slides {
                row.push(chapter.slide.as_ref().map(|slide| self.slide(entry, fields, slide)).unwrap_or_default());
            }
            row
        };
        let keys = ["pdf_moment", "pdf_chapter", "slides"];
        let shares = [2, 9, 5];
        let count = if has_slides { 3 } else { 2 };
        let table = Table {
            caption: None,
            columns: shares[..count].iter().map(|share| Column { share: *share, ..Column::default() }).collect(),
            head: keys[..count].iter().map(|key| self.say(key)).collect(),
            rows: chapters.iter().map(row).collect(),
            row_heads: true,
            place: self.place_of(entry),
        };
        let words = self.say("chapters");
        let labels = vec![chapters_label(&entry.route)];
        vec![Block::Heading { level, labels, words, place: self.place_of(entry) }, Block::Table(table)]
    }

    /// The page of the slides that a chapter shows: in the book of all slides, there; else in their own file.
    fn slide(&self, entry: &Entry, fields: &VideoFields, slide: &LinkView) -> Vec<Block> {
        let path = fields.slides.as_ref().and_then(|name| entry.file.path.join(name));
        let fragment = slide.href.split_once('#').map(|(_, fragment)| fragment);
        let to = match (self.file, fragment) {
            (PdfFile::Slides, Some(page)) => Some(Destination::Inside(anchor(&entry.route, page))),
            _ => path.and_then(|path| self.to_file(&path, fragment)),
        };
        vec![Block::Paragraph(self.link(to, vec![text(&slide.label)], entry))]
    }

    fn transcript(&self, id: EntryId, entry: &Entry, fields: &VideoFields, cues: &[CueView], level: u8) -> Vec<Block> {
        let mut blocks = Vec::new();
        if let Some(body) = self.renderer.transcript_body(entry, &fields.transcript) {
            blocks.extend(self.markdown(id, &body, level + 1));
        }
        for cue in cues {
            let moment = Inline::Strong(vec![text(&cue.at)]);
            blocks.push(Block::Paragraph(vec![moment, text(format!(" {}", cue.text))]));
        }
        if blocks.is_empty() {
            return blocks;
        }
        let words = self.say("transcript");
        let mut all = vec![Block::Heading { level, labels: Vec::new(), words, place: self.place_of(entry) }];
        all.extend(blocks);
        all
    }
}
