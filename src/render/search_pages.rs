//! What can be searched for: every page with its places, as words.

use rayon::prelude::*;
use vademecum_search::{Language, Page, Place, SiteWords};

use super::cards::is_true;
use super::navigation::{ancestors, rubric_of};
use super::text::term_anchor;
use super::{Renderer, dates, words};
use crate::diagnostic::Spanned;
use crate::markdown;
use crate::model::video::seconds;
use crate::model::{Details, Entry, EntryId, Rubric};

impl Renderer<'_> {
    /// Every page that a search can lead to, by address.
    pub fn search_pages(&self) -> Vec<Page> {
        let entries: Vec<_> = self.site.all().filter(|(_, entry)| self.lists(entry)).collect();
        let mut pages: Vec<Page> = entries.into_par_iter().map(|(id, entry)| self.search_page(id, entry)).collect();
        pages.extend(self.glossary_page());
        pages.sort_by(|a, b| a.route.cmp(&b.route));
        pages
    }

    /// The page of an entry as it can be found; `None` for one that is not listed.
    pub fn search_page_of(&self, id: EntryId) -> Option<Page> {
        let entry = self.site.entry(id);
        self.lists(entry).then(|| self.search_page(id, entry))
    }

    /// What the site says of words: its language, and what its glossary calls by several names.
    pub fn search_words(&self) -> SiteWords {
        let group = |term: &crate::model::Term| -> Vec<String> {
            let names = std::iter::once(&term.term).chain(&term.expansion).chain(&term.synonyms);
            names.map(|name| name.value.clone()).collect()
        };
        let synonyms = self.site.glossary.iter().map(|term| group(term)).filter(|names| names.len() > 1).collect();
        SiteWords { languages: vec![self.search_language()], synonyms }
    }

    fn search_language(&self) -> Language {
        match self.site.settings.language {
            crate::config::Language::Fr => Language::Fr,
            crate::config::Language::En => Language::En,
        }
    }

    /// The page of an entry: itself, then the parts of its text by heading, then the chapters of a video.
    pub(super) fn search_page(&self, id: EntryId, entry: &Entry) -> Page {
        let gap = entry.common.gap.as_ref();
        let mut places = self.places(id, entry);
        if let Some(gap) = gap {
            let instead = gap.instead.as_ref().map(|text| self.prose(text)).unwrap_or_default();
            places[0].body = lines([places[0].body.clone(), self.prose(&gap.why), instead]);
        }
        Page {
            route: entry.route.as_str().to_owned(),
            kind: entry.kind().name().to_owned(),
            title: self.words(&entry.title),
            context: self.search_context(entry),
            aliases: self.other_wordings(entry),
            keywords: entry.common.keywords.iter().map(|word| word.value.clone()).collect(),
            language: self.search_language(),
            audiences: entry.common.audience.iter().map(|audience| audience.value.clone()).collect(),
            campaign: None,
            gap: gap.is_some() && !self.answers(entry),
            urgent: matches!(&entry.details, Details::Faq(faq) if is_true(&faq.urgent)),
            places,
        }
    }

    /// Whether an entry says something beside what it declares as not known.
    fn answers(&self, entry: &Entry) -> bool {
        match &entry.details {
            Details::Faq(faq) => faq.short_answer.is_some(),
            Details::Event(_) | Details::Contact(_) | Details::Announcement(_) | Details::Audience(_) => true,
            Details::Section(_) | Details::Page(_) | Details::Video(_) | Details::Document(_) => {
                entry.body.as_ref().is_some_and(|body| !body.text().trim().is_empty())
            }
        }
    }

    fn search_context(&self, entry: &Entry) -> Vec<String> {
        let rubric = rubric_of(entry).filter(|rubric| self.shared.rubrics.contains(rubric));
        let rubric = rubric.map(|rubric| words::rubric(rubric, self.site.settings.language).to_owned());
        let above = ancestors(self.site, entry).into_iter().map(|id| self.words(&self.site.entry(id).title));
        let mut context: Vec<String> = rubric.into_iter().chain(above).collect();
        context.dedup();
        context
    }

    /// What readers call it: its other wordings, the situation it is for, the question that it leaves open.
    fn other_wordings(&self, entry: &Entry) -> Vec<String> {
        let situation = match &entry.details {
            Details::Faq(faq) => faq.situation.as_ref(),
            _ => None,
        };
        let open = entry.common.gap.as_ref().map(|gap| &gap.question);
        let wordings = entry.common.aliases.iter().chain(situation).chain(open);
        wordings.map(|text| self.prose(text)).filter(|text| *text != entry.title).collect()
    }

    /// The places of an entry; the first is its page.
    fn places(&self, id: EntryId, entry: &Entry) -> Vec<Place> {
        let summary = entry.summary.as_deref().map(|summary| self.prose(summary));
        let mut first = Place { body: lines(summary.into_iter().chain(self.search_facts(entry))), ..Place::default() };
        let mut parts = Vec::new();
        for passage in self.passages(id, entry) {
            let heading = passage.heading.and_then(|at| entry.body.as_ref()?.facts.headings.get(at));
            match heading {
                None => first.body = lines([first.body, passage.text]),
                Some(heading) => parts.push(Place {
                    fragment: heading.id.clone(),
                    title: self.words(&heading.text),
                    body: passage.text,
                }),
            }
        }
        if let Details::Video(video) = &entry.details {
            parts.extend(video.chapters.iter().filter_map(|chapter| {
                let fragment = format!("t={}", seconds(&chapter.at.value)?);
                Some(Place { fragment, title: self.words(&chapter.title), body: String::new() })
            }));
        }
        std::iter::once(first).chain(parts).collect()
    }

    fn passages(&self, id: EntryId, entry: &Entry) -> Vec<markdown::Passage> {
        entry.body.as_ref().map(|body| self.passages_of(id, entry, body)).unwrap_or_default()
    }

    /// What the fields of a kind say.
    fn search_facts(&self, entry: &Entry) -> Vec<String> {
        let language = self.site.settings.language;
        let text = |value: &Option<Spanned<String>>| self.optional(value);
        let facts: Vec<Option<String>> = match &entry.details {
            Details::Event(event) => {
                vec![dates::event(event, dates::Form::Bounded, language), text(&event.action), text(&event.wording)]
            }
            Details::Contact(contact) => contact
                .channels
                .iter()
                .flat_map(|channel| [&channel.phone, &channel.mail, &channel.url, &channel.app_path, &channel.address])
                .map(text)
                .collect(),
            Details::Document(document) => vec![text(&document.app_path)],
            Details::Video(video) => vec![text(&video.app_path)],
            Details::Announcement(news) => {
                vec![news.date.as_ref().map(|date| dates::long(date.value.0, language)), text(&news.issuer)]
            }
            Details::Faq(faq) => vec![text(&faq.app_path)],
            Details::Section(_) | Details::Page(_) | Details::Audience(_) => Vec::new(),
        };
        facts.into_iter().flatten().collect()
    }

    /// The glossary: a page whose places are its terms.
    fn glossary_page(&self) -> Option<Page> {
        let language = self.site.settings.language;
        let term = |term: &crate::model::Term| {
            let expansion = term.expansion.as_ref().map(|text| format!(" – {}", self.words(text))).unwrap_or_default();
            let synonyms = term.synonyms.iter().map(|text| self.words(text)).collect::<Vec<_>>().join(", ");
            let definition = self.optional(&term.definition).unwrap_or_default();
            Place {
                fragment: term_anchor(&term.term),
                title: format!("{}{expansion}", self.words(&term.term)),
                body: lines([definition, synonyms]),
            }
        };
        let terms: Vec<Place> = self.site.glossary.iter().map(|spot| term(spot)).collect();
        (!terms.is_empty()).then(|| Page {
            route: Rubric::Glossary.route(language).as_str().to_owned(),
            kind: "term".to_owned(),
            title: words::rubric(Rubric::Glossary, language).to_owned(),
            language: self.search_language(),
            places: std::iter::once(Place::default()).chain(terms).collect(),
            ..Page::default()
        })
    }
}

/// Texts, one a line, without those that are empty.
fn lines(texts: impl IntoIterator<Item = String>) -> String {
    let texts: Vec<String> =
        texts.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
    texts.join("\n")
}
