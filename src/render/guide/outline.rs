//! What a book holds, in order.

use vademecum_pdf::document::{Block, Callout, Chapter, Inline};

use super::inline::{paragraph, plain, text};
use super::{Guide, PdfFile};
use crate::model::{Entry, EntryId, Kind, Rubric};
use crate::render::dates;
use crate::render::navigation::{introduction, introduction_rubric, rubric_of};

/// The deepest level that an entry's title has: what is in its text needs some, too.
const DEEPEST_TITLE: u8 = 4;

impl Guide<'_, '_> {
    pub(super) fn chapters(&self) -> Vec<Chapter> {
        if let PdfFile::Sheet(id) = self.file {
            return vec![self.sheet(id)];
        }
        if let PdfFile::Entry(id) = self.file {
            let mut chapters = Vec::new();
            self.tree(id, 1, None, &mut chapters);
            return chapters;
        }
        if self.file == PdfFile::Slides {
            return self.presentations();
        }
        let mut chapters: Vec<Chapter> = self.how().into_iter().collect();
        chapters.extend(self.pages());
        chapters.extend(self.questions());
        chapters.extend(self.videos());
        chapters.extend(self.calendar());
        chapters.extend(self.documents());
        chapters.extend(self.announcements());
        chapters.extend(self.contacts());
        chapters.extend(self.glossary());
        chapters.extend(self.gaps());
        chapters.extend(self.changes());
        chapters.extend(self.index());
        chapters
    }

    /// Whether the book has a heading for the list of a rubric.
    pub(super) fn has_heading(&self, rubric: Rubric) -> bool {
        match rubric {
            Rubric::Faq | Rubric::Questions => self.of_kind(Kind::Faq).next().is_some(),
            Rubric::Videos => self.of_kind(Kind::Video).next().is_some(),
            Rubric::Calendar => self.of_kind(Kind::Event).next().is_some(),
            Rubric::Documents => self.of_kind(Kind::Document).next().is_some(),
            Rubric::Announcements => self.of_kind(Kind::Announcement).next().is_some(),
            Rubric::Contacts => self.of_kind(Kind::Contact).next().is_some(),
            Rubric::Glossary | Rubric::Changes => true,
            Rubric::Home | Rubric::Audiences | Rubric::Search => false,
        }
    }

    /// How to use the book.
    fn how(&self) -> Option<Chapter> {
        if !self.is_whole() {
            return None;
        }
        let today = dates::long(self.renderer.site.today, self.language());
        let mut blocks = vec![paragraph(self.word("pdf_how_text").replace("{date}", &today))];
        blocks.push(paragraph(self.word("pdf_how_references")));
        blocks.push(paragraph(self.word("pdf_how_gaps")));
        if let Some(base) = self.renderer.site.settings.base() {
            let to = vademecum_pdf::document::Destination::Web(format!("{base}/"));
            let link = Inline::Link { to, words: vec![text(base)], place: self.nowhere() };
            blocks.push(self.labelled("pdf_how_latest", vec![link]));
        }
        blocks.extend(self.audiences());
        let title = self.say("pdf_how");
        Some(self.opening("how", title, Vec::new(), self.nowhere(), blocks))
    }

    /// The pages of `content/`: the text of the home page, then pages in no section, then sections.
    fn pages(&self) -> Vec<Chapter> {
        let mut chapters = Vec::new();
        if !self.is_whole() {
            return chapters;
        }
        let site = self.renderer.site;
        let is_top = |entry: &Entry| {
            rubric_of(entry).is_none()
                && introduction_rubric(site, entry).is_none_or(|of| of == Rubric::Home)
                && entry.section.is_none_or(|section| !self.holds.contains(&section))
        };
        let is_home = |entry: &Entry| entry.route.as_str() == "index.html";
        let kinds = [Kind::Section, Kind::Page];
        let all = || kinds.into_iter().flat_map(|kind| self.of_kind(kind)).filter(|(_, entry)| is_top(entry));
        let home = all().filter(|(_, entry)| is_home(entry));
        let pages = all().filter(|(_, entry)| !is_home(entry) && entry.kind() == Kind::Page);
        let sections = all().filter(|(_, entry)| !is_home(entry) && entry.kind() == Kind::Section);
        for (id, entry) in home.chain(pages).chain(sections) {
            if self.says_something(id, entry) {
                let from = chapters.len();
                self.tree(id, 1, None, &mut chapters);
                // Pages in no section are short: they share their pages.
                let shares = from > 0 && entry.kind() == Kind::Page;
                chapters[from].new_page &= !shares;
            }
        }
        chapters
    }

    /// Whether an entry, or one that the book holds below it, has a text.
    fn says_something(&self, id: EntryId, entry: &Entry) -> bool {
        let has_text = entry.body.as_ref().is_some_and(|body| !body.text().trim().is_empty());
        let own = entry.kind() != Kind::Section || has_text;
        own || self.below(id).any(|(id, entry)| self.says_something(id, entry))
    }

    fn below(&self, id: EntryId) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.renderer.site.children(id).filter(|(id, _)| self.holds.contains(id))
    }

    /// An entry and what is below it, a chapter each.
    pub(super) fn tree(&self, id: EntryId, level: u8, running: Option<&str>, chapters: &mut Vec<Chapter>) {
        let entry = self.renderer.site.entry(id);
        let blocks = self.entry(id, entry, level);
        let title = plain(&self.title(entry));
        let running = running.unwrap_or(&title);
        let chapter = self.going_on(entry.id.clone(), running, blocks);
        chapters.push(Chapter { new_page: level == 1, ..chapter });
        for (below, entry) in self.below(id) {
            if self.says_something(below, entry) {
                self.tree(below, (level + 1).min(DEEPEST_TITLE), Some(running), chapters);
            }
        }
    }

    /// The chapter that opens a rubric: its name, what the site says of it, its notice.
    pub(super) fn rubric(&self, rubric: Rubric, blocks: Vec<Block>) -> Chapter {
        let (title, label) = self.rubric_title(rubric);
        let mut all = Vec::new();
        if let Some(notice) = self.renderer.site.settings.notices.get(rubric.name()) {
            let words = vec![paragraph(self.renderer.prose(notice))];
            all.push(Block::Callout { kind: Callout::Note, title: self.say("pdf_notice"), blocks: words });
        }
        if let Some((id, entry)) = introduction(self.renderer.site, rubric) {
            all.extend(self.text_of(id, entry, 2));
        }
        all.extend(blocks);
        self.opening(&format!("rubric-{}", rubric.name()), title, vec![label], self.nowhere(), all)
    }

    fn questions(&self) -> Vec<Chapter> {
        if !self.shows(Rubric::Faq) || !self.has_heading(Rubric::Faq) {
            return Vec::new();
        }
        let root = introduction(self.renderer.site, Rubric::Faq).map(|(id, _)| id);
        let opening = self.rubric(Rubric::Faq, Vec::new());
        let running = opening.running.clone();
        let mut chapters = vec![opening];
        let in_root = |entry: &Entry| entry.section.is_none() || entry.section == root;
        let is_theme = |id: EntryId, entry: &Entry| rubric_of(entry) == Some(Rubric::Faq) && Some(id) != root;
        let themes = self.of_kind(Kind::Section).filter(|(id, entry)| is_theme(*id, entry));
        let loose = self.of_kind(Kind::Faq);
        for (id, entry) in themes.chain(loose).filter(|(_, entry)| in_root(entry)) {
            if self.says_something(id, entry) {
                self.tree(id, 2, Some(&running), &mut chapters);
            }
        }
        chapters
    }

    /// A rubric whose entries stand one after the other.
    pub(super) fn sequence(&self, rubric: Rubric, kind: Kind) -> Vec<Chapter> {
        if !self.shows(rubric) || !self.has_heading(rubric) {
            return Vec::new();
        }
        let opening = self.rubric(rubric, Vec::new());
        let running = opening.running.clone();
        let mut chapters = vec![opening];
        for (id, entry) in self.of_kind(kind) {
            chapters.push(self.going_on(entry.id.clone(), &running, self.entry(id, entry, 2)));
        }
        chapters
    }

    fn videos(&self) -> Vec<Chapter> {
        self.sequence(Rubric::Videos, Kind::Video)
    }

    fn announcements(&self) -> Vec<Chapter> {
        self.sequence(Rubric::Announcements, Kind::Announcement)
    }

    fn contacts(&self) -> Vec<Chapter> {
        self.sequence(Rubric::Contacts, Kind::Contact)
    }
}
