//! The home page, and the page for addresses that do not exist.

use super::frame::Head;
use super::navigation::{introduction, introduction_rubric};
use super::view::{HomeView, LinkView, Markup, NotFoundView, PageView, RubricTab};
use super::{Renderer, words};
use crate::diagnostic::{Diagnostic, Span};
use crate::model::{Entry, Kind, Route, Rubric};

/// How many announcements and changes the home page shows.
const NEWEST: usize = 3;

impl Renderer<'_> {
    /// The home page.
    pub(super) fn home_page(&self) -> Result<String, Box<Diagnostic>> {
        let settings = &self.site.settings;
        let route = Route::new("index.html");
        let entry = self.site.all().find(|(_, entry)| entry.kind() == Kind::Page && entry.route == route);
        let title = settings.title.value.as_str();
        // A title that nobody wrote comes from the file's name, which says nothing here.
        let written = entry.map(|(_, entry)| entry).filter(|entry| entry.title_span != Span::default());
        let welcome = written.map_or(title, |entry| entry.title.as_str());
        let description = settings.description.as_ref().map(|text| text.value.clone());
        let head = Head { title, description, entry, has_search_box: true, ..Head::default() };
        let rubric_href = |rubric: Rubric| {
            self.shared.rubrics.contains(&rubric).then(|| rubric.route(settings.language).from_page(&route))
        };
        self.render(&HomeView {
            site: self.site_view(),
            page: self.page_view(&route, &head)?,
            search: self.search_box(&route),
            headline: self.optional(&settings.headline).unwrap_or_else(|| self.words(welcome)),
            content_html: entry.map_or(Ok(None), |(id, entry)| self.content(id, entry))?,
            urgent: self.urgent(&route),
            deadlines: self.deadlines(&route, |_| true),
            calendar_href: rubric_href(Rubric::Calendar),
            audiences: self.site.audiences().map(|(entry, fields)| self.audience_card(entry, fields, &route)).collect(),
            rubrics: self.rubric_tabs(&route),
            announcements: self.announcements(&route).into_iter().take(NEWEST).collect(),
            announcements_href: rubric_href(Rubric::Announcements),
            changes: self.changes(&route).into_iter().take(NEWEST).collect(),
            changes_href: rubric_href(Rubric::Changes),
            contact: self.site_contact(&route),
        })
    }

    /// The tabs of the home page: top sections of pages, then rubrics.
    fn rubric_tabs(&self, route: &Route) -> Vec<RubricTab> {
        let language = self.site.settings.language;
        let is_top = |entry: &Entry| {
            entry.section.is_none()
                && entry.file.path.as_str().starts_with("content/")
                && introduction_rubric(self.site, entry).is_none()
        };
        let sections = self.listed(Kind::Section).filter(|(_, entry)| is_top(entry));
        let sections = sections.map(|(_, entry)| {
            let summary = entry.summary.as_deref().map(|summary| self.prose(summary));
            (self.words(&entry.title), summary, entry.route.from_page(route))
        });
        let is_tab =
            |rubric: &&Rubric| !matches!(rubric, Rubric::Home | Rubric::Audiences | Rubric::Questions | Rubric::Search);
        let rubrics = self.shared.rubrics.iter().filter(is_tab).map(|&rubric| {
            let summary = introduction(self.site, rubric).and_then(|(_, entry)| entry.summary.clone());
            let summary = summary.unwrap_or_else(|| words::rubric_summary(rubric, language).to_owned());
            let href = rubric.route(language).from_page(route);
            (words::rubric(rubric, language).to_owned(), Some(self.prose(&summary)), href)
        });
        let tabs = sections.chain(rubrics).enumerate();
        tabs.map(|(at, (title, summary, href))| RubricTab { letter: letter(at), title, summary, href }).collect()
    }

    /// The page for addresses that do not exist: it is served at any depth, so its addresses start at the root.
    pub(super) fn not_found_page(&self) -> Result<String, Box<Diagnostic>> {
        let language = self.site.settings.language;
        let route = Route::new("404.html");
        let title = words::phrase(["Cette page n’existe pas", "This page does not exist"], language);
        let head = Head { title, noindex: true, has_search_box: true, ..Head::default() };
        let root = self.root_path();
        let mut page = self.page_view(&route, &head)?;
        rooted(&mut page, &root);
        let suggestions =
            self.shared.rubrics.iter().filter(|rubric| !matches!(rubric, Rubric::Audiences | Rubric::Search));
        let suggestions = suggestions.map(|&rubric| LinkView {
            label: words::rubric(rubric, language).to_owned(),
            href: format!("{root}{}", rubric.route(language)),
            ..LinkView::default()
        });
        let contact = self.site_contact(&route).map(|mut card| {
            card.href = card.href.map(|href| format!("{root}{href}"));
            card.fallback = card.fallback.map(|link| LinkView { href: format!("{root}{}", link.href), ..link });
            card
        });
        let search = self.search_box(&route).rooted(&root);
        self.render(&NotFoundView { site: self.site_view(), page, search, suggestions: suggestions.collect(), contact })
    }

    /// The path of the site on its server: `/`, or that of `base_url`.
    pub(super) fn root_path(&self) -> String {
        let base = self.site.settings.base().unwrap_or_default();
        let path = base.split_once("://").map_or("", |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
    }
}

/// Makes the addresses of a page's surroundings start at the root of the server.
fn rooted(page: &mut PageView, root: &str) {
    let root_of = |href: &String| format!("{root}{href}");
    page.root = root.to_owned();
    page.stylesheets = page.stylesheets.iter().map(root_of).collect();
    page.scripts = page.scripts.iter().map(root_of).collect();
    page.fonts = page.fonts.iter().map(root_of).collect();
    page.icon = page.icon.as_ref().map(root_of);
    page.feed_href = page.feed_href.as_ref().map(root_of);
    page.masthead_html = Markup::ready(rooted_html(page.masthead_html.as_str(), root));
    page.footer_html = Markup::ready(rooted_html(page.footer_html.as_str(), root));
    for crumb in &mut page.breadcrumb {
        crumb.href = crumb.href.as_ref().map(root_of);
    }
}

/// The same for HTML that a template wrote: relative values of `href`, `src` and `action` get the root before them.
fn rooted_html(html: &str, root: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) =
        [" href=\"", " src=\"", " action=\""].iter().filter_map(|a| rest.find(a).map(|at| at + a.len())).min()
    {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let value = after.split('"').next().unwrap_or_default();
        let is_relative = !value.starts_with(['/', '#']) && !value.contains(':');
        out.push_str(if is_relative { root } else { "" });
        rest = after;
    }
    out + rest
}

/// What stands on the tab of a rubric: A, B, … Z, AA.
fn letter(at: usize) -> String {
    let last = char::from(b'A' + (at % 26) as u8);
    if at < 26 { last.to_string() } else { format!("{}{last}", letter(at / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_go_on_after_z() {
        assert_eq!([letter(0), letter(25), letter(26), letter(27)], ["A", "Z", "AA", "AB"]);
    }

    #[test]
    fn only_relative_addresses_are_rooted() {
        let html = r##"<a href="a.html"><a href="https://x/"><a href="#b"><img src="c.png"><a href="/d">"##;
        let rooted = rooted_html(html, "/aide/");
        assert_eq!(
            rooted,
            r##"<a href="/aide/a.html"><a href="https://x/"><a href="#b"><img src="/aide/c.png"><a href="/d">"##
        );
    }
}
