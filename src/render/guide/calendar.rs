//! The calendar in print: a table of all dates with what their sources say, then one per audience.

use vademecum_pdf::document::{Block, Chapter, Column, Inline, Table};

use super::entry::item;
use super::inline::{paragraph, text};
use super::{Guide, PdfFile};
use crate::model::{Details, Entry, EntryId, EventFields, Kind, Rubric};
use crate::render::entry_page::concerns;

impl<'a> Guide<'_, 'a> {
    pub(super) fn calendar(&self) -> Vec<Chapter> {
        if !self.shows(Rubric::Calendar) || !self.has_heading(Rubric::Calendar) {
            return Vec::new();
        }
        let mut opening = self.rubric(Rubric::Calendar, Vec::new());
        opening.blocks.extend(self.dates());
        let running = opening.running.clone();
        let mut chapters = vec![opening];
        chapters
            .extend(self.dates_by_audience().map(|blocks| self.going_on("dates-audiences".into(), &running, blocks)));
        chapters.extend(self.precisions(&running));
        chapters
    }

    fn events(&self) -> impl Iterator<Item = (EntryId, &'a Entry, &'a EventFields)> {
        self.of_kind(Kind::Event).filter_map(|(id, entry)| match &entry.details {
            Details::Event(event) => Some((id, entry, event)),
            _ => None,
        })
    }

    /// All dates.
    fn dates(&self) -> Vec<Block> {
        let rows: Vec<_> = self.events().map(|(_, entry, event)| self.row(entry, event)).collect();
        let has_audience = rows.iter().any(|row| row.len() > 2);
        let keys = ["pdf_when", "pdf_what", "pdf_whom"];
        let shares = [4, 8, 3];
        let count = if has_audience { 3 } else { 2 };
        let table = Table {
            caption: None,
            columns: shares[..count].iter().map(|share| Column { share: *share, ..Column::default() }).collect(),
            head: keys[..count].iter().map(|key| self.say(key)).collect(),
            rows,
            row_heads: true,
            place: self.nowhere(),
        };
        vec![self.heading(2, "pdf_all_dates"), Block::Table(table)]
    }

    pub(super) fn heading(&self, level: u8, key: &str) -> Block {
        Block::Heading { level, labels: Vec::new(), words: self.say(key), place: self.nowhere() }
    }

    fn row(&self, entry: &Entry, event: &EventFields) -> Vec<Vec<Block>> {
        let mut what = Vec::new();
        if !self.has_more(entry, event) {
            what.push(Block::Anchor(Self::label(&entry.route)));
        }
        what.push(Block::Paragraph(vec![Inline::Strong(self.title(entry))]));
        let facts = self.event_facts(entry, event);
        what.extend(facts.into_iter().skip(1));
        let mut row = vec![self.when(entry, event), what];
        if !matches!(self.file, PdfFile::Audience(_)) {
            let names = entry.common.audience.iter().filter_map(|id| self.renderer.site.by_id(id));
            let names: Vec<String> = names.map(|(_, audience)| self.renderer.words(&audience.title)).collect();
            let names = if names.is_empty() { self.word("pdf_everyone") } else { names.join(", ") };
            row.push(vec![paragraph(names)]);
        }
        row
    }

    fn when(&self, entry: &Entry, event: &EventFields) -> Vec<Block> {
        let view = self.renderer.event_view(entry, event, &entry.route);
        let mut words = vec![text(view.when)];
        if !view.confirmed && view.date.is_some() {
            words.extend([Inline::Break, Inline::Unconfirmed(self.say("date_unconfirmed"))]);
        }
        if view.withdrawn {
            words.extend([Inline::Break, Inline::Strong(self.say("cancelled"))]);
        }
        vec![Block::Paragraph(words)]
    }

    /// When it is, of what kind, what is to be done, and the words of the source.
    pub(super) fn event_facts(&self, entry: &Entry, event: &EventFields) -> Vec<Block> {
        let view = self.renderer.event_view(entry, event, &entry.route);
        let mut blocks = self.when(entry, event);
        let line: Vec<String> = [Some(view.kind_label), view.phase, view.time_zone].into_iter().flatten().collect();
        blocks.push(Block::Note(vec![text(line.join(" · "))]));
        if let Some(action) = &event.action {
            blocks.push(self.labelled("to_do", self.field(entry, action)));
        }
        if let Some(wording) = view.wording {
            blocks.push(Block::Paragraph(vec![Inline::Emphasis(self.quoted(&wording))]));
        }
        blocks
    }

    /// A table per audience: the dates that concern it, and where each stands.
    fn dates_by_audience(&self) -> Option<Vec<Block>> {
        if matches!(self.file, PdfFile::Audience(_)) {
            return None;
        }
        let mut blocks = Vec::new();
        for (audience, _) in self.renderer.site.audiences() {
            let events = self.events().filter(|(_, entry, _)| concerns(entry, &audience.id));
            let rows: Vec<_> = events
                .map(|(id, entry, event)| vec![self.when(entry, event), vec![Block::Paragraph(self.link_to(id))]])
                .collect();
            if rows.is_empty() {
                continue;
            }
            let words = vec![text(self.renderer.words(&audience.title))];
            blocks.push(Block::Heading { level: 2, labels: Vec::new(), words, place: self.nowhere() });
            blocks.push(Block::Table(Table {
                caption: None,
                columns: [4, 8].map(|share| Column { share, ..Column::default() }).to_vec(),
                head: vec![self.say("pdf_when"), self.say("pdf_what")],
                rows,
                row_heads: true,
                place: self.nowhere(),
            }));
        }
        (!blocks.is_empty()).then_some(blocks)
    }

    /// Whether there is more to say of an event than its row says.
    fn has_more(&self, entry: &Entry, event: &EventFields) -> bool {
        let has_text = entry.body.as_ref().is_some_and(|body| !body.text().trim().is_empty());
        has_text
            || !event.history.is_empty()
            || !event.see_also.is_empty()
            || event.contact.is_some()
            || entry.common.gap.is_some()
            || !entry.common.sources.is_empty()
    }

    /// What there is to say of some events beyond their rows.
    fn precisions(&self, running: &str) -> Option<Chapter> {
        let mut blocks = Vec::new();
        for (id, entry, event) in self.events().filter(|(_, entry, event)| self.has_more(entry, event)) {
            let labels = vec![Self::label(&entry.route)];
            blocks.push(Block::Heading { level: 3, labels, words: self.title(entry), place: self.place_of(entry) });
            blocks.extend(self.text_of(id, entry, 4));
            let changes = self.renderer.history(event);
            if !changes.is_empty() {
                let items = changes.iter().map(|change| item(self.change(change))).collect();
                let list = Block::List { first: None, items };
                blocks.push(Block::Group { title: Some(self.say("what_changed")), blocks: vec![list] });
            }
            blocks.extend(self.ends(entry));
        }
        if blocks.is_empty() {
            return None;
        }
        blocks.insert(0, self.heading(2, "pdf_precisions"));
        Some(self.going_on("dates-precisions".into(), running, blocks))
    }
}
