//! The search box and the page that answers a search. What is found comes from the index, in the browser.

use super::search_data::SEARCH_DATA;
use super::view::{ChoiceView, PageView, SearchBoxView, SearchView, SiteView};
use super::{Renderer, words};
use crate::model::{Kind, Route, Rubric};

/// The kinds of places that the index knows, by its words for them; `None`: a term of the glossary.
const KINDS: [(&str, Option<Kind>); 10] = [
    ("faq", Some(Kind::Faq)),
    ("page", Some(Kind::Page)),
    ("section", Some(Kind::Section)),
    ("video", Some(Kind::Video)),
    ("event", Some(Kind::Event)),
    ("document", Some(Kind::Document)),
    ("announcement", Some(Kind::Announcement)),
    ("contact", Some(Kind::Contact)),
    ("audience", Some(Kind::Audience)),
    ("term", None),
];

impl Renderer<'_> {
    /// The search box of the page at `route`.
    pub(super) fn search_box(&self, route: &Route) -> SearchBoxView {
        let language = self.site.settings.language;
        let name = |kind| match kind {
            Some(kind) => words::kind(kind, language),
            None => words::term(language).0,
        };
        SearchBoxView {
            action: Rubric::Search.route(language).from_page(route),
            root: route.to_root(),
            data_href: format!("{}{SEARCH_DATA}", route.to_root()),
            plain_href: self.theme.asset("search_plain.js").map(|path| self.asset_href(path, route)),
            kinds: KINDS.into_iter().map(|(value, kind)| choice(value, name(kind))).collect(),
        }
    }

    /// The page that answers a search.
    pub(super) fn search(&self, route: &Route, site: SiteView, page: PageView) -> SearchView {
        let settings = &self.site.settings;
        let language = settings.language;
        let name = |kind| match kind {
            Some(kind) => words::kinds(kind, language),
            None => words::term(language).1,
        };
        let has_calendar = self.shared.rubrics.contains(&Rubric::Calendar);
        SearchView {
            site,
            page,
            search: self.search_box(route),
            kinds: KINDS.into_iter().map(|(value, kind)| choice(value, name(kind))).collect(),
            audiences: settings.audiences.iter().map(|of| choice(&of.id, &self.words(&of.label))).collect(),
            archives: self.archive_links(Rubric::Search, route),
            questions_href: self.questions_href(route),
            urgent: self.urgent(route),
            deadlines: self.deadlines(route, |_| true),
            calendar_href: has_calendar.then(|| Rubric::Calendar.route(language).from_page(route)),
            contact: self.site_contact(route),
        }
    }
}

fn choice(value: &str, label: &str) -> ChoiceView {
    ChoiceView { value: value.to_owned(), label: label.to_owned() }
}
