//! Pages that list entries: rubrics and audiences.

use super::entry_page::{concerns, names};
use super::frame::Head;
use super::navigation::introduction;
use super::view::{
    AnnouncementGroup, AnnouncementsView, AudienceView, AudiencesView, ChangesView, ContactsView, DocumentGroup,
    DocumentsView, EventView, FaqIndexView, FaqThemeGroup, GlossaryLetter, GlossaryView, LinkView, Markup, PageView,
    QuestionLetter, QuestionsView, SiteView, TermView, VideosView,
};
use super::{Renderer, words};
use crate::diagnostic::Diagnostic;
use crate::markdown::escaped;
use crate::model::{
    AudienceFields, Details, DocumentKind, Entry, EntryId, EventFields, Kind, Route, Rubric, fold, slug,
};

/// How many deadlines a list of the next ones holds: the script shows the first three that are not over on the reader's day.
const NEXT_DEADLINES: usize = 12;

impl<'a> Renderer<'a> {
    /// Urgent questions.
    pub(super) fn urgent(&self, route: &Route) -> Vec<super::view::FaqCard> {
        let questions =
            self.site.faq().filter(|(entry, fields)| self.lists(entry) && super::cards::is_true(&fields.urgent));
        questions.map(|(entry, fields)| self.faq_card(entry, fields, route)).collect()
    }

    /// The next deadlines that `wanted` lets through: those that are not over when the site is made.
    pub(super) fn deadlines(&self, route: &Route, wanted: impl Fn(&Entry) -> bool) -> Vec<EventView> {
        let to_come = |event: &EventFields| event.last_day().is_some_and(|day| day >= self.site.today);
        let events = self.site.events().filter(|(entry, event)| self.lists(entry) && to_come(event) && wanted(entry));
        events.take(NEXT_DEADLINES).map(|(entry, event)| self.event_view(entry, event, route)).collect()
    }

    pub(super) fn announcements(&self, route: &Route) -> Vec<super::view::AnnouncementCard> {
        let announcements = self.site.announcements().filter(|(entry, _)| self.lists(entry));
        announcements.map(|(entry, fields)| self.announcement_card(entry, fields, route)).collect()
    }

    /// The list page of a rubric.
    pub(super) fn rubric_page(&self, rubric: Rubric) -> Result<String, Box<Diagnostic>> {
        let language = self.site.settings.language;
        let route = rubric.route(language);
        let introduction = introduction(self.site, rubric);
        let title = introduction.map_or(words::rubric(rubric, language), |(_, entry)| entry.title.as_str());
        let summary = introduction.and_then(|(_, entry)| entry.summary.clone());
        let summary = summary.unwrap_or_else(|| words::rubric_summary(rubric, language).to_owned());
        let is_search = rubric == Rubric::Search;
        let head = Head {
            title,
            description: Some(summary),
            rubric: Some(rubric),
            noindex: is_search,
            has_search_box: is_search,
            ..Head::default()
        };
        let site = self.site_view();
        let page = self.page_view(&route, &head)?;
        match rubric {
            Rubric::Home => self.home_page(),
            Rubric::Faq => self.render(&FaqIndexView {
                themes: self.themes(&route),
                questions_href: Some(Rubric::Questions.route(language).from_page(&route)),
                site,
                page,
            }),
            Rubric::Videos => {
                let videos = self.site.videos().filter(|(entry, _)| self.lists(entry));
                let videos = videos.map(|(entry, video)| self.video_card(entry, video, &route)).collect();
                self.render(&VideosView { videos, site, page })
            }
            Rubric::Calendar => self.render(&self.calendar(&route, site, page)),
            Rubric::Documents => self.render(&DocumentsView { groups: self.document_groups(&route), site, page }),
            Rubric::Announcements => {
                self.render(&AnnouncementsView { groups: self.announcement_groups(&route), site, page })
            }
            Rubric::Contacts => {
                let contacts = self.site.contacts().filter(|(entry, _)| self.lists(entry));
                let contacts = contacts.map(|(entry, contact)| self.contact_card(entry, contact, &route)).collect();
                self.render(&ContactsView { contacts, site, page })
            }
            Rubric::Glossary => self.render(&GlossaryView { letters: self.glossary_letters(), site, page }),
            Rubric::Questions => {
                let letters = self.question_letters(&route);
                let count = letters.iter().map(|letter| letter.questions.len()).sum();
                self.render(&QuestionsView { letters, count, site, page })
            }
            Rubric::Changes => self.render(&ChangesView { groups: self.change_groups(&route), site, page }),
            Rubric::Audiences => {
                let audiences = self.site.audiences().map(|(entry, fields)| self.audience_card(entry, fields, &route));
                self.render(&AudiencesView { audiences: audiences.collect(), site, page })
            }
            Rubric::Search => self.render(&self.search(&route, site, page)),
        }
    }

    fn themes(&self, route: &Route) -> Vec<FaqThemeGroup> {
        let root = introduction(self.site, Rubric::Faq).map(|(id, _)| id);
        let is_theme = |id: EntryId, entry: &Entry| {
            entry.file.path.as_str().starts_with("faq/") && Some(id) != root && entry.section == root
        };
        let themes = self.listed(Kind::Section).filter(|(id, entry)| is_theme(*id, entry));
        let group = |(id, entry): (EntryId, &Entry)| FaqThemeGroup {
            id: format!("theme-{}", slug(&entry.id)),
            title: self.words(&entry.title),
            href: entry.route.from_page(route),
            summary: entry.summary.as_deref().map(|summary| self.prose(summary)),
            questions: self.questions_of(id, route),
        };
        let mut groups: Vec<FaqThemeGroup> = themes.map(group).collect();
        groups.extend(self.questions_without_theme(route, root));
        groups
    }

    /// Questions that lie directly in `faq/`.
    fn questions_without_theme(&self, route: &Route, root: Option<EntryId>) -> Option<FaqThemeGroup> {
        let loose = self.site.faq().filter(|(entry, _)| self.lists(entry) && entry.section == root);
        let questions: Vec<_> = loose.map(|(entry, fields)| self.faq_card(entry, fields, route)).collect();
        let title = words::phrase(["Autres questions", "Other questions"], self.site.settings.language);
        (!questions.is_empty()).then(|| FaqThemeGroup {
            id: "autres-questions".to_owned(),
            title: title.to_owned(),
            href: route.from_page(route),
            summary: None,
            questions,
        })
    }

    fn document_groups(&self, route: &Route) -> Vec<DocumentGroup> {
        let language = self.site.settings.language;
        let mut groups: Vec<(DocumentKind, DocumentGroup)> = Vec::new();
        for (entry, document) in self.site.documents().filter(|(entry, _)| self.lists(entry)) {
            let kind = document.kind.as_ref().map(|kind| kind.value).unwrap_or_default();
            let card = self.document_card(entry, document, route);
            match groups.iter_mut().find(|(of, _)| *of == kind) {
                Some((_, group)) => group.documents.push(card),
                None => groups.push((
                    kind,
                    DocumentGroup {
                        id: words::document_slug(kind).to_owned(),
                        label: words::document(kind, language).1.to_owned(),
                        documents: vec![card],
                    },
                )),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    fn announcement_groups(&self, route: &Route) -> Vec<AnnouncementGroup> {
        let mut groups: Vec<AnnouncementGroup> = Vec::new();
        for card in self.announcements(route) {
            let year = card.date.as_ref().map_or_else(|| "–".to_owned(), |date| date.year.clone());
            match groups.last_mut().filter(|group| group.label == year) {
                Some(group) => group.announcements.push(card),
                None => {
                    groups.push(AnnouncementGroup { id: format!("a-{year}"), label: year, announcements: vec![card] })
                }
            }
        }
        groups
    }

    fn glossary_letters(&self) -> Vec<GlossaryLetter> {
        let mut letters: Vec<GlossaryLetter> = Vec::new();
        for term in &self.site.glossary {
            let view = TermView {
                id: super::text::term_anchor(&term.term),
                term: self.words(&term.term),
                expansion: self.optional(&term.expansion),
                synonyms: term.synonyms.iter().map(|word| self.words(word)).collect(),
                definition_html: self.optional(&term.definition).map(|text| Markup::ready(escaped(&text))),
            };
            let initial = initial(&term.term);
            match letters.last_mut().filter(|letter| letter.letter == initial) {
                Some(letter) => letter.terms.push(view),
                None => letters.push(GlossaryLetter { id: letter_id(&initial), letter: initial, terms: vec![view] }),
            }
        }
        letters
    }

    fn question_letters(&self, route: &Route) -> Vec<QuestionLetter> {
        let mut questions: Vec<(String, LinkView)> = Vec::new();
        for (entry, _) in self.site.faq().filter(|(entry, _)| self.lists(entry)) {
            let theme = entry.section.map(|id| self.words(&self.site.entry(id).title));
            questions
                .push((sort_words(&entry.title), LinkView { note: theme, summary: None, ..self.link(entry, route) }));
        }
        questions.sort_by(|a, b| a.0.cmp(&b.0));
        let mut letters: Vec<QuestionLetter> = Vec::new();
        for (key, link) in questions {
            let initial = initial(&key);
            match letters.last_mut().filter(|letter| letter.letter == initial) {
                Some(letter) => letter.questions.push(link),
                None => {
                    letters.push(QuestionLetter { id: letter_id(&initial), letter: initial, questions: vec![link] })
                }
            }
        }
        letters
    }

    /// The calendar page with the events of an audience only.
    fn calendar_page_href(&self, audience: &Entry) -> Option<String> {
        let rubric = self.shared.rubrics.contains(&Rubric::Calendar).then_some(Rubric::Calendar)?;
        let page = rubric.route(self.site.settings.language).from_page(&audience.route);
        Some(format!("{page}?audience={}", audience.id))
    }

    /// The page of an audience: what names it, and the deadlines and urgent questions that concern all.
    pub(super) fn audience_page(
        &self,
        entry: &Entry,
        fields: &AudienceFields,
        site: SiteView,
        page: PageView,
    ) -> Result<String, Box<Diagnostic>> {
        let route = &entry.route;
        let id = entry.id.as_str();
        let mut view = AudienceView {
            site,
            page,
            audience: self.audience_card(entry, fields, route),
            deadlines: self.deadlines(route, |event| concerns(event, id)),
            calendar_href: self.calendar_href(entry),
            calendar_page_href: self.calendar_page_href(entry),
            contact: self.site_contact(route),
            ..AudienceView::default()
        };
        for (_, other) in self.site.all().filter(|(_, other)| self.lists(other) && names(other, id)) {
            match &other.details {
                Details::Faq(faq) => view.questions.push(self.faq_card(other, faq, route)),
                Details::Section(_) | Details::Page(_) => view.pages.push(self.link(other, route)),
                Details::Video(video) => view.videos.push(self.video_card(other, video, route)),
                Details::Document(document) => view.documents.push(self.document_card(other, document, route)),
                Details::Announcement(news) => view.announcements.push(self.announcement_card(other, news, route)),
                Details::Event(_) | Details::Contact(_) | Details::Audience(_) => {}
            }
        }
        self.render(&view)
    }
}

/// The words of a title as they are sorted: without accents, and without quotation marks in front.
pub(super) fn sort_words(title: &str) -> String {
    fold(title).trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// The first letter under which words are listed; `#` for digits and all else.
pub(super) fn initial(words: &str) -> String {
    let first = sort_words(words).chars().next().filter(|c| c.is_alphabetic());
    first.map_or_else(|| "#".to_owned(), |c| c.to_uppercase().collect())
}

fn letter_id(letter: &str) -> String {
    if letter == "#" { "autres".to_owned() } else { format!("lettre-{}", letter.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_fold_accents_and_skip_quotes() {
        assert_eq!(initial("« Écran » bleu"), "E");
        assert_eq!(initial("3 comptes"), "#");
    }
}
