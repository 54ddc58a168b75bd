//! One entry in print.

use vademecum_pdf::document::{Block, Callout, Chapter, Inline, Item};

use super::inline::{paragraph, plain, text};
use super::resolver::TextPrinter;
use super::{Guide, qr};
use crate::diagnostic::Spanned;
use crate::markdown;
use crate::model::{AnnouncementFields, Body, Details, DocumentFields, Entry, EntryId, FaqFields, Resolution};
use crate::render::dates;
use crate::render::frame::public_path;
use crate::render::view::{ChangeView, ContactCard, QuoteView};

/// An item of a list that is no task.
pub(super) fn item(blocks: Vec<Block>) -> Item {
    Item { task: None, blocks }
}

impl Guide<'_, '_> {
    /// An entry: its title at a level, its fields, its text, and what stands under it.
    pub(super) fn entry(&self, id: EntryId, entry: &Entry, level: u8) -> Vec<Block> {
        let labels = vec![Self::label(&entry.route)];
        let mut blocks = vec![Block::Heading { level, labels, words: self.title(entry), place: self.place_of(entry) }];
        blocks.extend(self.meta(entry));
        blocks.extend(self.fields(id, entry, level));
        if !matches!(entry.details, Details::Video(_)) {
            blocks.extend(self.text_of(id, entry, level + 1));
        }
        blocks.extend(self.ends(entry));
        blocks
    }

    /// The text of an entry; its headings begin at a level.
    pub(super) fn text_of(&self, id: EntryId, entry: &Entry, top: u8) -> Vec<Block> {
        entry.body.as_ref().map(|body| self.markdown(id, body, top)).unwrap_or_default()
    }

    pub(super) fn markdown(&self, id: EntryId, body: &Body, top: u8) -> Vec<Block> {
        let printer = TextPrinter { guide: self, id };
        markdown::print(body, self.renderer.site.settings.dialect(), &printer, top)
    }

    /// Whom it concerns, when it was last checked and who answers for it.
    fn meta(&self, entry: &Entry) -> Option<Block> {
        let common = &entry.common;
        let names = common.audience.iter().filter_map(|id| self.renderer.site.by_id(id));
        let names: Vec<String> = names.map(|(_, audience)| self.renderer.words(&audience.title)).collect();
        let audience = (!names.is_empty()).then(|| format!("{} {}", self.word("pdf_audience"), names.join(", ")));
        let verified = common
            .verified_on
            .as_ref()
            .map(|day| format!("{} {}", self.word("verified_on"), dates::long(day.value.0, self.language())));
        let owner = common.owner.as_ref().map(|owner| format!("{} {}", self.word("owner"), self.renderer.words(owner)));
        let said: Vec<String> = [audience, verified, owner].into_iter().flatten().collect();
        (!said.is_empty()).then(|| Block::Note(vec![text(said.join(" · "))]))
    }

    /// What the fields of a kind say.
    fn fields(&self, id: EntryId, entry: &Entry, level: u8) -> Vec<Block> {
        match &entry.details {
            Details::Section(fields) => self.lead(entry, &fields.summary),
            Details::Page(fields) => self.lead(entry, &fields.summary),
            Details::Audience(fields) => self.lead(entry, &fields.summary),
            Details::Faq(fields) => self.answer(entry, fields),
            Details::Document(fields) => self.document(entry, fields),
            Details::Announcement(fields) => self.announcement(entry, fields),
            Details::Video(fields) => self.video(id, entry, fields, level),
            Details::Contact(fields) => {
                let card = self.renderer.contact_card(entry, fields, &entry.route);
                self.contact_blocks(&card, entry)
            }
            Details::Event(fields) => self.event_facts(entry, fields),
        }
    }

    fn lead(&self, entry: &Entry, field: &Option<Spanned<String>>) -> Vec<Block> {
        let field = field.as_ref().filter(|field| !field.trim().is_empty());
        field.map(|field| Block::Lead(self.field(entry, field))).into_iter().collect()
    }

    fn answer(&self, entry: &Entry, fields: &FaqFields) -> Vec<Block> {
        let mut blocks = Vec::new();
        if let Some(situation) = &fields.situation {
            let mut words = vec![text(format!("{} {}", self.word("situation"), self.word("quote_open")))];
            words.extend(self.field(entry, situation));
            words.push(text(self.word("quote_close")));
            blocks.push(Block::Paragraph(vec![Inline::Emphasis(words)]));
        }
        if let Some(answer) = &fields.short_answer {
            let words = vec![Block::Paragraph(self.field(entry, answer))];
            let title = self.say(if super::file::is_urgent(entry) { "pdf_urgent_answer" } else { "short_answer" });
            blocks.push(Block::Callout { kind: Callout::Answer, title, blocks: words });
        }
        blocks
    }

    fn document(&self, entry: &Entry, fields: &DocumentFields) -> Vec<Block> {
        let card = self.renderer.document_card(entry, fields, &entry.route);
        let mut blocks = self.lead(entry, &fields.summary);
        let version = card.version.map(|version| format!("{} {version}", self.word("version")));
        let facts = [Some(card.kind), card.file_type, card.size, card.pages, version, card.date.map(|date| date.long)];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        blocks.push(paragraph(facts.join(" · ")));
        if let Some(path) = fields.file.as_ref().and_then(|name| entry.file.path.join(name)) {
            let to = self.to_file(&path, None).filter(|_| fields.computed.is_some());
            if to.is_some() {
                let words = self.link(to, self.say("download"), entry);
                blocks.push(Block::Paragraph(words));
            }
        }
        blocks.extend(self.app_path(&fields.app_path));
        blocks
    }

    fn announcement(&self, entry: &Entry, fields: &AnnouncementFields) -> Vec<Block> {
        let card = self.renderer.announcement_card(entry, fields, &entry.route);
        let line = [Some(card.kind_label), card.date.map(|date| date.long), card.issuer];
        let line: Vec<String> = line.into_iter().flatten().collect();
        let mut blocks = vec![paragraph(line.join(" · "))];
        blocks.extend(self.lead(entry, &fields.summary));
        let addressees: Vec<String> = fields.addressees.iter().map(|name| self.renderer.words(name)).collect();
        let handled = self.renderer.optional(&fields.handled_by);
        let addressees = (!addressees.is_empty()).then(|| addressees.join(", "));
        let facts = [("addressees", addressees), ("handled_by", handled)];
        let facts = facts.into_iter().filter_map(|(key, value)| Some((self.say(key), vec![paragraph(value?)])));
        let facts: Vec<_> = facts.collect();
        if !facts.is_empty() {
            blocks.push(Block::Terms(facts));
        }
        blocks
    }

    /// Where something is in the application.
    pub(super) fn app_path(&self, path: &Option<Spanned<String>>) -> Option<Block> {
        let steps = self.renderer.steps(path);
        let title = format!("{}{}", self.word("in_the_application"), self.word("colon"));
        (!steps.is_empty()).then(|| {
            let mut words = vec![text(format!("{title} "))];
            words.extend(self.path(&steps));
            Block::Paragraph(words)
        })
    }

    /// What stands under a text: path, sources, gap, references, what to read next, whom to ask.
    pub(super) fn ends(&self, entry: &Entry) -> Vec<Block> {
        let (path, contact) = match &entry.details {
            Details::Section(fields) => (&fields.app_path, &fields.contact),
            Details::Page(fields) => (&fields.app_path, &fields.contact),
            Details::Faq(fields) => (&fields.app_path, &fields.contact),
            Details::Video(fields) => (&None, &fields.contact),
            Details::Event(fields) => (&None, &fields.contact),
            Details::Announcement(fields) => (&None, &fields.contact),
            Details::Document(_) | Details::Contact(_) | Details::Audience(_) => (&None, &None),
        };
        let mut blocks: Vec<Block> = self.app_path(path).into_iter().collect();
        blocks.extend(self.sources(&self.renderer.quotes(&entry.common.sources), entry));
        if let Details::Announcement(fields) = &entry.details {
            blocks.extend(self.references(&self.renderer.quotes(&fields.references), entry));
        }
        blocks.extend(self.gap(entry));
        blocks.extend(self.see_also(entry));
        blocks.extend(self.contact_of(entry, contact));
        blocks
    }

    /// Sentences of sources, then sources of which no sentence is given.
    fn sources(&self, quotes: &[QuoteView], entry: &Entry) -> Vec<Block> {
        let mut blocks = Vec::new();
        for quote in quotes {
            let Some(words) = &quote.quote else { continue };
            let said = vec![Block::Paragraph(self.quoted(words))];
            blocks.push(Block::Quote { blocks: said, source: Some(self.source(quote, entry)) });
        }
        let mut bare = Vec::new();
        for quote in quotes.iter().filter(|quote| quote.quote.is_none()) {
            bare.push(text(if bare.is_empty() { format!("{} ", self.word("sources")) } else { " ; ".to_owned() }));
            bare.extend(self.source(quote, entry));
        }
        blocks.extend((!bare.is_empty()).then_some(Block::Note(bare)));
        blocks
    }

    fn references(&self, quotes: &[QuoteView], entry: &Entry) -> Option<Block> {
        let view = |quote: &QuoteView| {
            let mut blocks = vec![Block::Paragraph(self.source(quote, entry))];
            blocks.extend(quote.quote.as_ref().map(|words| Block::Paragraph(self.quoted(words))));
            item(blocks)
        };
        let list = Block::List { first: None, items: quotes.iter().map(view).collect() };
        (!quotes.is_empty()).then(|| Block::Group { title: Some(self.say("references")), blocks: vec![list] })
    }

    /// What is not known, as such.
    pub(super) fn gap(&self, entry: &Entry) -> Option<Block> {
        let gap = entry.common.gap.as_ref()?;
        let mut why = vec![Inline::Strong(self.say("gap_title")), text(" ")];
        why.extend(self.field(entry, &gap.why));
        let mut blocks = vec![Block::Paragraph(why)];
        blocks.extend(gap.instead.as_ref().map(|instead| Block::Paragraph(self.field(entry, instead))));
        Some(Block::Callout { kind: Callout::Gap, title: self.field(entry, &gap.question), blocks })
    }

    fn see_also(&self, entry: &Entry) -> Option<Block> {
        let mut items = Vec::new();
        for reference in entry.see_also() {
            let resolved = self.renderer.site.resolve_reference(&entry.file.path, None, reference);
            if let Resolution::Page { entry: Some(id), .. } = resolved {
                items.push(item(vec![Block::Paragraph(self.link_to(id))]));
            }
        }
        let list = |items| Block::List { first: None, items };
        (!items.is_empty()).then(|| Block::Group { title: Some(self.say("see_also")), blocks: vec![list(items)] })
    }

    /// Whom to ask: by name where the book has the contact, in full on a sheet.
    fn contact_of(&self, entry: &Entry, contact: &Option<Spanned<String>>) -> Option<Block> {
        let is_sheet = matches!(self.file, super::PdfFile::Sheet(_));
        if !is_sheet && entry.common.gap.is_none() && contact.is_none() {
            return None;
        }
        let id = contact.as_ref().or(self.renderer.site.settings.contact.as_ref())?;
        let (at, found) = self.renderer.site.by_id(id)?;
        let Details::Contact(fields) = &found.details else { return None };
        if self.holds.contains(&at) {
            return Some(self.labelled("a_question", self.link_to(at)));
        }
        let card = self.renderer.contact_card(found, fields, &entry.route);
        let title = vec![text(format!("{} {}", self.word("a_question"), card.label))];
        Some(Block::Callout { kind: Callout::Contact, title, blocks: self.contact_blocks(&card, entry) })
    }

    /// What a contact is there for, and the ways to reach it.
    pub(super) fn contact_blocks(&self, card: &ContactCard, at: &Entry) -> Vec<Block> {
        let mut blocks: Vec<Block> = card.serves.as_ref().map(paragraph).into_iter().collect();
        let mut facts = Vec::new();
        for channel in &card.channels {
            let to = channel.href.clone().map(vademecum_pdf::document::Destination::Web);
            let words = match channel.path.is_empty() {
                true => self.link(to, vec![text(&channel.text)], at),
                false => self.path(&channel.path),
            };
            facts.push((self.say(&format!("channel_{}", channel.kind)), vec![Block::Paragraph(words)]));
        }
        let hours = card.hours.clone().unwrap_or_else(|| self.word("hours_unknown"));
        facts.push((self.say("hours"), vec![paragraph(hours)]));
        if let Some(fallback) = &card.fallback {
            facts.push((self.say("otherwise"), vec![paragraph(&fallback.label)]));
        }
        blocks.push(Block::Terms(facts));
        blocks
    }

    /// A change of an event or of the site.
    pub(super) fn change(&self, change: &ChangeView) -> Vec<Block> {
        let mut words = vec![Inline::Strong(vec![text(&change.on.long)]), text(" – ")];
        if let Some(about) = &change.about {
            words.push(text(format!("{}{} ", about.label, self.word("colon"))));
        }
        words.push(text(&change.what));
        let mut blocks = vec![Block::Paragraph(words)];
        let mut values = Vec::new();
        if let Some(old) = &change.old {
            values.extend([text(format!("{} ", self.word("before"))), Inline::Deleted(vec![text(old)])]);
        }
        if let Some(new) = &change.new {
            let between = if values.is_empty() { "" } else { " " };
            values.extend([text(format!("{between}{} ", self.word("now"))), text(new)]);
        }
        blocks.extend((!values.is_empty()).then_some(Block::Paragraph(values)));
        blocks.extend(change.why.as_ref().map(paragraph));
        blocks.extend(change.source.as_ref().map(|source| paragraph(format!("{} {source}", self.word("source")))));
        blocks
    }

    /// An urgent question on one page.
    pub(super) fn sheet(&self, id: EntryId) -> Chapter {
        let entry = self.renderer.site.entry(id);
        let mut blocks = self.entry(id, entry, 1);
        if let Some(base) = self.renderer.site.settings.base() {
            let address = format!("{base}/{}", public_path(&entry.route));
            let alt = format!("{} {address}", self.word("pdf_qr_page"));
            let to = vademecum_pdf::document::Destination::Web(address.clone());
            let link = Inline::Link { to, words: vec![text(&address)], place: self.place_of(entry) };
            let caption = vec![text(format!("{} ", self.word("pdf_online"))), link];
            let picture = qr::picture(&address, alt, self.place_of(entry));
            blocks.extend(picture.map(|picture| Block::Figure { picture, caption: Some(caption) }));
        }
        let running = plain(&self.say("pdf_sheet"));
        Chapter { key: format!("sheet-{}", entry.id), running, new_page: false, blocks }
    }
}
