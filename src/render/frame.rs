//! What surrounds the content of a page. Whatever is the same for all pages of a folder is rendered once.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use super::archives::Shown;
use super::cards::is_web_address;
use super::navigation::{ancestors, introduction, rubric_of};
use super::view::{
    Crumb, FooterView, LinkView, Markup, MastheadView, MetaView, NavItem, NoticeView, OpenGraphView, OutlineItem,
    PageView, SiteView, View,
};
use super::{Renderer, words};
use crate::diagnostic::Diagnostic;
use crate::model::{Call, Entry, EntryId, Heading, Kind, Resolution, Route, Rubric};
use crate::source::SourcePath;

/// Rendered surroundings, by what they depend on.
#[derive(Default)]
pub struct Frames {
    mastheads: Shared<(String, Option<usize>, bool)>,
    footers: Shared<String>,
    pub(super) sidebars: Shared<(String, Option<Rubric>, Option<EntryId>)>,
}

/// Markup that several threads ask for and one makes. Two may make the same; both results are equal.
pub(super) struct Shared<K>(Mutex<HashMap<K, Markup>>);

impl<K> Default for Shared<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Hash + Eq> Shared<K> {
    pub(super) fn get(
        &self,
        key: K,
        make: impl FnOnce() -> Result<Markup, Box<Diagnostic>>,
    ) -> Result<Markup, Box<Diagnostic>> {
        // A panic while the lock is held leaves at worst a missing entry.
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(markup) = known {
            return Ok(markup);
        }
        let made = make()?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, made.clone());
        Ok(made)
    }
}

/// What a page says of itself, before its surroundings are added.
#[derive(Default)]
pub struct Head<'a> {
    /// Its title.
    pub title: &'a str,
    /// One or two sentences.
    pub description: Option<String>,
    /// The entry that it shows.
    pub entry: Option<(EntryId, &'a Entry)>,
    /// The rubric whose list it is.
    pub rubric: Option<Rubric>,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// Whether it has a search box.
    pub has_search_box: bool,
}

impl<'a> Renderer<'a> {
    /// Renders a view with its own template.
    pub(super) fn render<V: View>(&self, view: &V) -> Result<String, Box<Diagnostic>> {
        self.theme.show(view)
    }

    /// What is the same on every page.
    pub(super) fn site_view(&self) -> SiteView {
        let settings = &self.site.settings;
        let text = |value: &Option<crate::diagnostic::Spanned<String>>| value.as_ref().map(|text| self.prose(text));
        SiteView {
            title: self.words(&settings.title),
            tagline: text(&settings.tagline),
            application: text(&settings.application),
            application_url: settings
                .application_url
                .as_ref()
                .map(|url| url.value.clone())
                .filter(|url| is_web_address(url)),
            campaign: self.site.campaign().map(|campaign| self.words(&campaign.label)),
            publisher: text(&settings.publisher),
        }
    }

    /// The surroundings of the page at `route`.
    pub(super) fn page_view(&self, route: &Route, head: &Head) -> Result<PageView, Box<Diagnostic>> {
        let settings = &self.site.settings;
        let title = self.words(head.title);
        let site_title = self.words(&settings.title);
        let crumbs = self.breadcrumb(route, head);
        // The page for addresses that do not exist has none of its own.
        let base = settings.base().filter(|_| route.as_str() != "404.html");
        let canonical = base.map(|base| format!("{base}/{}", public_path(route)));
        let own_rubric = head.rubric.or(head.entry.and_then(|(_, entry)| rubric_of(entry)));
        Ok(PageView {
            title_tag: if title == site_title { title.clone() } else { format!("{title} – {site_title}") },
            breadcrumb_current: title.clone(),
            breadcrumb: crumbs,
            description: head.description.as_deref().map(|text| self.prose(text)),
            lang: settings.language.tag().to_owned(),
            noindex: head.noindex || self.is_archive(),
            open_graph: canonical.as_ref().map(|url| self.open_graph(url, head)),
            canonical,
            root: route.to_root(),
            stylesheets: self.links_to(self.theme.stylesheets(), route),
            scripts: self.links_to(self.scripts(route, head), route),
            fonts: self.links_to(self.theme.fonts(), route),
            icon: self.theme.asset("icon.svg").map(|path| self.asset_href(path, route)),
            feed_href: self.feed_href(route),
            markdown_href: self.markdown_href(route, head),
            masthead_html: self.masthead(route, own_rubric, head)?,
            sidebar_html: self.sidebar(route, head)?,
            footer_html: self.footer(route)?,
            outline: head.entry.map(|(_, entry)| self.outline(entry)).unwrap_or_default(),
            previous: self.neighbour(route, head, |neighbours| neighbours.previous),
            next: self.neighbour(route, head, |neighbours| neighbours.next),
            audiences: head.entry.map(|(_, entry)| self.tags(entry, route)).unwrap_or_default(),
            meta: head.entry.map(|(_, entry)| self.meta(entry)).unwrap_or_default(),
            has_clock: self.has_clock(route, head),
            json_ld: self.json_ld(route, head),
            notices: self.notices(route, head),
            pdfs: self.pdf_links(route, head),
            introduction_html: head.rubric.map_or(Ok(None), |rubric| self.introduction(rubric))?,
            title,
        })
    }

    /// Addresses of files of the theme from the page at `from`.
    pub(super) fn links_to(&self, paths: Vec<&str>, from: &Route) -> Vec<String> {
        paths.into_iter().map(|path| self.asset_href(path, from)).collect()
    }

    /// The feed, which only the current campaign has.
    fn feed_href(&self, from: &Route) -> Option<String> {
        let has_feed = self.site.settings.base().is_some() && !self.is_archive();
        has_feed.then(|| Route::new("feed.xml").from_page(from))
    }

    fn open_graph(&self, url: &str, head: &Head) -> OpenGraphView {
        let locale = match self.site.settings.language {
            crate::config::Language::Fr => "fr_FR",
            crate::config::Language::En => "en_GB",
        };
        OpenGraphView {
            kind: if head.entry.is_some() { "article" } else { "website" }.to_owned(),
            url: url.to_owned(),
            locale: locale.to_owned(),
            image: None,
        }
    }

    /// The scripts of a page: each only where there is something for it to do.
    fn scripts(&self, route: &Route, head: &Head) -> Vec<&str> {
        let entry = head.entry.map(|(_, entry)| entry);
        let text = entry.and_then(|entry| entry.body.as_ref()).map(|body| body.text()).unwrap_or_default();
        let has_tabs = text.contains(":::") && (text.contains("onglets") || text.contains("tabs"));
        let is_search = head.rubric == Some(Rubric::Search);
        let has_clock = self.has_clock(route, head);
        let names = [
            ("clock.js", has_clock),
            ("calendar.js", head.rubric == Some(Rubric::Calendar)),
            ("search.js", head.has_search_box),
            ("search_popup.js", head.has_search_box && !is_search),
            ("search_page.js", is_search),
            ("tabs.js", has_tabs),
            ("video.js", entry.is_some_and(|entry| entry.kind() == Kind::Video)),
        ];
        names.into_iter().filter(|(_, wanted)| *wanted).filter_map(|(name, _)| self.theme.asset(name)).collect()
    }

    /// Whether a page shows dates that go by.
    fn has_clock(&self, route: &Route, head: &Head) -> bool {
        let is_list = route.as_str() == "index.html" || matches!(head.rubric, Some(Rubric::Calendar | Rubric::Search));
        let is_relative =
            |call: &Call| call.arguments.iter().any(|(name, value)| name == "form" && value == "relative");
        let entry = head.entry.map(|(_, entry)| entry);
        let is_shown = entry.is_some_and(|entry| {
            let mut calls = entry.body.iter().flat_map(|body| &body.facts.calls);
            matches!(entry.kind(), Kind::Event | Kind::Audience) || calls.any(is_relative)
        });
        (is_list || is_shown) && !self.is_archive()
    }

    /// The text that the site has for the list page of a rubric.
    fn introduction(&self, rubric: Rubric) -> Result<Option<Markup>, Box<Diagnostic>> {
        introduction(self.site, rubric).map_or(Ok(None), |(id, entry)| self.content(id, entry))
    }

    fn markdown_href(&self, route: &Route, head: &Head) -> Option<String> {
        let (_, entry) = head.entry.filter(|(_, entry)| self.has_copy(entry))?;
        Some(entry.route.with_extension("md").from_page(route))
    }

    fn neighbour(
        &self,
        route: &Route,
        head: &Head,
        side: impl Fn(&super::navigation::Neighbours) -> Option<EntryId>,
    ) -> Option<LinkView> {
        let (id, _) = head.entry?;
        let entry = self.site.entry(side(self.shared.neighbours.get(&id)?)?);
        Some(LinkView { label: self.words(&entry.title), href: entry.route.from_page(route), ..LinkView::default() })
    }

    fn meta(&self, entry: &Entry) -> MetaView {
        let common = &entry.common;
        MetaView {
            campaign: self.site.campaign().map(|campaign| self.words(&campaign.label)),
            verified_on: common.verified_on.as_ref().map(|day| self.date_view(day.value.0)),
            owner: common.owner.as_ref().map(|owner| self.words(owner)),
        }
    }

    fn notices(&self, route: &Route, head: &Head) -> Vec<NoticeView> {
        let language = self.site.settings.language;
        let shown = head.entry.map(|(_, entry)| Shown::Entry(entry)).or(head.rubric.map(Shown::Rubric));
        let mut notices: Vec<NoticeView> = self.archive_notice(shown, route).into_iter().collect();
        if head.entry.is_some_and(|(_, entry)| entry.is_draft()) {
            let text = words::phrase(
                ["Brouillon : cette page n’est pas publiée.", "Draft: this page is not published."],
                language,
            );
            notices.push(NoticeView { kind: "draft".to_owned(), text: text.to_owned(), link: None });
        }
        let rubric = head.rubric.or_else(|| head.entry.and_then(|(_, entry)| rubric_of(entry)));
        if let Some(text) = rubric.and_then(|rubric| self.site.settings.notices.get(rubric.name())) {
            notices.push(NoticeView { kind: "info".to_owned(), text: self.prose(text), link: None });
        }
        notices
    }

    /// The way from the home page to a page, without the page itself.
    fn breadcrumb(&self, route: &Route, head: &Head) -> Vec<Crumb> {
        let language = self.site.settings.language;
        if route.as_str() == "index.html" {
            return Vec::new();
        }
        let crumb = |label: &str, to: &Route| Crumb { label: self.words(label), href: Some(to.from_page(route)) };
        let mut crumbs = vec![crumb(words::rubric(Rubric::Home, language), &Route::new("index.html"))];
        let Some((_, entry)) = head.entry else { return crumbs };
        let rubric = rubric_of(entry).filter(|rubric| self.shared.rubrics.contains(rubric));
        crumbs.extend(rubric.map(|rubric| crumb(words::rubric(rubric, language), &rubric.route(language))));
        let above = ancestors(self.site, entry).into_iter().map(|id| self.site.entry(id));
        let own_list = rubric.map(|rubric| rubric.route(language));
        crumbs.extend(
            above
                .filter(|entry| Some(&entry.route) != own_list.as_ref())
                .map(|entry| crumb(&entry.title, &entry.route)),
        );
        crumbs
    }

    fn outline(&self, entry: &Entry) -> Vec<OutlineItem> {
        let headings = entry.body.as_ref().map(|body| body.facts.headings.as_slice()).unwrap_or_default();
        nest(headings, &|text| self.words(text))
    }

    /// The main navigation: label and route of each item, as the settings say or by default.
    fn navigation(&self) -> Vec<(String, Route)> {
        let language = self.site.settings.language;
        if self.site.settings.navigation.is_empty() {
            let rubrics = self.shared.rubrics.iter().filter(|rubric| {
                !matches!(
                    rubric,
                    Rubric::Glossary | Rubric::Questions | Rubric::Changes | Rubric::Audiences | Rubric::Search
                )
            });
            return rubrics
                .map(|&rubric| (words::rubric(rubric, language).to_owned(), rubric.route(language)))
                .collect();
        }
        let items = self.site.settings.navigation.iter();
        items
            .filter_map(|item| {
                let (default, route) = self.destination(&item.to)?;
                Some((item.label.as_ref().map_or(default, |label| self.words(label)), route))
            })
            .collect()
    }

    /// The name and address of what a setting names: a rubric, an id, or a path from the root.
    fn destination(&self, to: &str) -> Option<(String, Route)> {
        let language = self.site.settings.language;
        if let Some(rubric) = Rubric::from_name(to) {
            return Some((words::rubric(rubric, language).to_owned(), rubric.route(language)));
        }
        if let Some((_, entry)) = self.site.by_id(to) {
            return Some((self.words(&entry.title), entry.route.clone()));
        }
        match self.site.resolve_reference(&SourcePath::new("vademecum.yaml"), None, to) {
            Resolution::Page { route, entry, .. } => {
                let title = entry.map_or(String::new(), |id| self.words(&self.site.entry(id).title));
                Some((title, route))
            }
            _ => None,
        }
    }

    fn masthead(&self, route: &Route, rubric: Option<Rubric>, head: &Head) -> Result<Markup, Box<Diagnostic>> {
        let navigation = self.navigation();
        let language = self.site.settings.language;
        let own = rubric.map(|rubric| rubric.route(language));
        let above = head.entry.map(|(_, entry)| ancestors(self.site, entry)).unwrap_or_default();
        let above: Vec<&Route> = above.iter().map(|&id| &self.site.entry(id).route).collect();
        let is_current = |to: &Route| to == route || above.contains(&to) || own.as_ref() == Some(to);
        let current =
            navigation.iter().position(|(_, to)| to == route).or(navigation.iter().position(|(_, to)| is_current(to)));
        let search = Rubric::Search.route(language);
        let is_search = *route == search;
        self.shared.frames.mastheads.get((route.folder().to_owned(), current, is_search), || {
            let items = navigation.iter().enumerate().map(|(at, (label, to))| NavItem {
                label: label.clone(),
                href: to.from_page(route),
                current: Some(at) == current,
            });
            let logo = self.site.settings.look.logo.as_ref();
            let view = MastheadView {
                site: self.site_view(),
                home_href: Route::new("index.html").from_page(route),
                logo_href: logo.map(|path| crate::model::asset_route(&SourcePath::new(&path.value)).from_page(route)),
                navigation: items.collect(),
                search_href: search.from_page(route),
                search_current: is_search,
                questions_href: self.questions_href(route),
            };
            self.render(&view).map(Markup::ready)
        })
    }

    /// The page of all questions from A to Z, if there are any.
    pub(super) fn questions_href(&self, route: &Route) -> Option<String> {
        let language = self.site.settings.language;
        self.shared.rubrics.contains(&Rubric::Questions).then(|| Rubric::Questions.route(language).from_page(route))
    }

    fn footer(&self, route: &Route) -> Result<Markup, Box<Diagnostic>> {
        self.shared.frames.footers.get(route.folder().to_owned(), || {
            let settings = &self.site.settings;
            let links = settings.footer.iter().filter_map(|link| {
                let label = self.words(&link.label);
                if let Resolution::Outside(href) = self.site.resolve(&SourcePath::new("vademecum.yaml"), None, &link.to)
                {
                    return Some(LinkView { label, href, external: true, ..LinkView::default() });
                }
                let (_, to) = self.destination(&link.to)?;
                Some(LinkView { label, href: to.from_page(route), ..LinkView::default() })
            });
            let view = FooterView {
                site: self.site_view(),
                notice: settings.notice.as_ref().map(|notice| self.prose(notice)),
                links: links.collect(),
                feed_href: self.feed_href(route),
                questions_href: self.questions_href(route),
                archives: self.archive_links(Rubric::Home, route),
            };
            self.render(&view).map(Markup::ready)
        })
    }
}

/// The path of a page as its public address ends: `index.html` goes.
pub fn public_path(route: &Route) -> String {
    let path = route.encoded();
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    folder.map(str::to_owned).unwrap_or(path)
}

/// Headings as a tree. A level that is skipped does not open an empty one.
fn nest(headings: &[Heading], words: &dyn Fn(&str) -> String) -> Vec<OutlineItem> {
    let mut items = Vec::new();
    let mut rest = headings;
    while let Some((first, after)) = rest.split_first() {
        let inside = after.iter().take_while(|heading| heading.level > first.level).count();
        items.push(OutlineItem {
            level: first.level,
            id: first.id.clone(),
            text: words(&first.text),
            children: nest(&after[..inside], words),
        });
        rest = &after[inside..];
    }
    items
}
