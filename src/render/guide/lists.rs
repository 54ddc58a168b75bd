//! Lists of the book: documents, glossary, questions, changes, what is not known.

use vademecum_pdf::document::{Block, Chapter, Label};

use super::Guide;
use super::entry::item;
use super::inline::{paragraph, text};
use crate::model::{Details, DocumentKind, Entry, EntryId, Kind, Route, Rubric};
use crate::render::list_page::{initial, sort_words};
use crate::render::words;

impl<'a> Guide<'_, 'a> {
    /// Kinds of readers, and who belongs to each.
    pub(super) fn audiences(&self) -> Option<Block> {
        let mut terms = Vec::new();
        for (audience, fields) in self.renderer.site.audiences() {
            let name = fields.i_am.as_ref().map_or(&audience.title, |i_am| &i_am.value);
            let summary = self.renderer.optional(&fields.summary).map(paragraph);
            terms.push((vec![text(self.renderer.words(name))], summary.into_iter().collect()));
        }
        let title = Some(self.say("i_am"));
        (!terms.is_empty()).then(|| Block::Group { title, blocks: vec![Block::Terms(terms)] })
    }

    /// Documents by sort.
    pub(super) fn documents(&self) -> Vec<Chapter> {
        if !self.shows(Rubric::Documents) || !self.has_heading(Rubric::Documents) {
            return Vec::new();
        }
        let opening = self.rubric(Rubric::Documents, Vec::new());
        let running = opening.running.clone();
        let mut chapters = vec![opening];
        for (kind, documents) in self.documents_by_kind() {
            let words = vec![text(words::document(kind, self.language()).1)];
            let mut blocks = vec![Block::Heading { level: 2, labels: Vec::new(), words, place: self.nowhere() }];
            for (id, entry) in documents {
                blocks.extend(self.entry(id, entry, 3));
            }
            chapters.push(self.going_on(format!("documents-{}", words::document_slug(kind)), &running, blocks));
        }
        chapters
    }

    fn documents_by_kind(&self) -> Vec<(DocumentKind, Vec<(EntryId, &'a Entry)>)> {
        let mut groups: Vec<(DocumentKind, Vec<(EntryId, &Entry)>)> = Vec::new();
        for (id, entry) in self.of_kind(Kind::Document) {
            let Details::Document(document) = &entry.details else { continue };
            let kind = document.kind.as_ref().map(|kind| kind.value).unwrap_or_default();
            match groups.iter_mut().find(|(of, _)| *of == kind) {
                Some((_, group)) => group.push((id, entry)),
                None => groups.push((kind, vec![(id, entry)])),
            }
        }
        groups
    }

    pub(super) fn glossary(&self) -> Option<Chapter> {
        if !self.shows(Rubric::Glossary) {
            return None;
        }
        let mut terms = Vec::new();
        for term in &self.renderer.site.glossary {
            let mut blocks: Vec<Block> = self.renderer.optional(&term.expansion).map(paragraph).into_iter().collect();
            blocks.extend(self.renderer.optional(&term.definition).map(paragraph));
            if !term.synonyms.is_empty() {
                let synonyms: Vec<String> = term.synonyms.iter().map(|word| self.renderer.words(word)).collect();
                blocks.push(paragraph(format!("{} {}", self.word("also_called"), synonyms.join(", "))));
            }
            terms.push((vec![text(self.renderer.words(&term.term))], blocks));
        }
        Some(self.rubric(Rubric::Glossary, vec![Block::Terms(terms)]))
    }

    /// All questions by letter, with their pages.
    pub(super) fn index(&self) -> Option<Chapter> {
        let is_asked = self.is_whole() || self.shows(Rubric::Faq) || self.shows(Rubric::Questions);
        let mut questions: Vec<(String, &Entry)> =
            self.of_kind(Kind::Faq).map(|(_, entry)| (sort_words(&entry.title), entry)).collect();
        if !is_asked || questions.is_empty() {
            return None;
        }
        questions.sort_by(|one, other| one.0.cmp(&other.0));
        let mut groups: Vec<(String, Vec<(Vec<_>, Label)>)> = Vec::new();
        for (key, entry) in questions {
            let line = (vec![text(self.renderer.words(&entry.title))], Self::label(&entry.route));
            let letter = initial(&key);
            match groups.last_mut().filter(|(of, _)| *of == letter) {
                Some((_, lines)) => lines.push(line),
                None => groups.push((letter, vec![line])),
            }
        }
        let group =
            |(letter, lines)| Block::Group { title: Some(vec![text(letter)]), blocks: vec![Block::Index(lines)] };
        let blocks = groups.into_iter().map(group).collect();
        let label = Self::label(&Rubric::Questions.route(self.language()));
        let title = vec![text(words::rubric(Rubric::Questions, self.language()))];
        Some(self.opening("index", title, vec![label], self.nowhere(), blocks))
    }

    /// What is not known, with where it is said.
    pub(super) fn gaps(&self) -> Option<Chapter> {
        if !self.is_whole() {
            return None;
        }
        let entries = Kind::ALL.into_iter().flat_map(|kind| self.of_kind(kind));
        let line = |(_, entry): (EntryId, &Entry)| {
            let gap = entry.common.gap.as_ref()?;
            Some((vec![text(self.renderer.prose(&gap.question))], Self::label(&entry.route)))
        };
        let lines: Vec<_> = entries.filter_map(line).collect();
        let blocks = vec![paragraph(self.word("pdf_gaps_text")), Block::Index(lines.clone())];
        (!lines.is_empty()).then(|| self.opening("gaps", self.say("pdf_gaps"), Vec::new(), self.nowhere(), blocks))
    }

    /// What has changed, by month.
    pub(super) fn changes(&self) -> Option<Chapter> {
        if !self.shows(Rubric::Changes) {
            return None;
        }
        let groups = self.renderer.change_groups(&Route::new("index.html"));
        let mut blocks = Vec::new();
        for group in &groups {
            let words = vec![text(&group.label)];
            blocks.push(Block::Heading { level: 2, labels: Vec::new(), words, place: self.nowhere() });
            let items = group.changes.iter().map(|change| item(self.change(change))).collect();
            blocks.push(Block::List { first: None, items });
        }
        (!blocks.is_empty()).then(|| self.rubric(Rubric::Changes, blocks))
    }
}
