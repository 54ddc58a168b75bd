//! The sidebar: the sections of a rubric, one of them open.

use super::frame::Head;
use super::navigation::{ancestors, introduction, introduction_rubric, rubric_of};
use super::view::{Markup, SidebarItem, SidebarSection, SidebarView, mark, with_current};
use super::{Renderer, words};
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, EntryId, Kind, Route, Rubric};

/// The number by which a sidebar marks the list page of its rubric; no entry has it.
const RUBRIC_MARK: u32 = u32::MAX;

impl Renderer<'_> {
    /// The sidebar of a page with its own place marked; none on the home page and on lists that have no entries to show.
    pub(super) fn sidebar(&self, route: &Route, head: &Head) -> Result<Option<Markup>, Box<Diagnostic>> {
        let rubric = head.rubric.or(head.entry.and_then(|(_, entry)| rubric_of(entry)));
        let has_sidebar = match rubric {
            None => head.entry.is_some() && route.as_str() != "index.html",
            Some(rubric) => matches!(rubric, Rubric::Faq | Rubric::Videos | Rubric::Documents | Rubric::Contacts),
        };
        if !has_sidebar {
            return Ok(None);
        }
        let open = head.entry.and_then(|(id, entry)| self.own_section(id, entry));
        let key = (route.folder().to_owned(), rubric, open);
        let html = self
            .shared
            .frames
            .sidebars
            .get(key, || self.render(&self.sidebar_view(route, rubric, open)).map(Markup::ready))?;
        let current = head.entry.map(|(id, _)| id.0).or(head.rubric.map(|_| RUBRIC_MARK));
        Ok(Some(Markup::ready(with_current(html.as_str(), current))))
    }

    /// The section that is open in the sidebar: the entry itself or the nearest above it.
    fn own_section(&self, id: EntryId, entry: &Entry) -> Option<EntryId> {
        if entry.kind() == Kind::Section { Some(id) } else { entry.section }
    }

    fn sidebar_view(&self, route: &Route, rubric: Option<Rubric>, open: Option<EntryId>) -> SidebarView {
        let language = self.site.settings.language;
        let list = rubric.map(|rubric| rubric.route(language));
        let opened: Vec<EntryId> = match open {
            Some(id) => ancestors(self.site, self.site.entry(id)).into_iter().chain([id]).collect(),
            None => Vec::new(),
        };
        let introduction = rubric.and_then(|rubric| introduction(self.site, rubric)).map(|(id, _)| id);
        SidebarView {
            title: match rubric {
                Some(rubric) => words::rubric(rubric, language).to_owned(),
                None => self.words(&self.site.settings.title),
            },
            href: Some(list.unwrap_or(Route::new("index.html")).from_page(route)),
            mark: mark(RUBRIC_MARK),
            items: self.sidebar_items(route, rubric, introduction),
            sections: self.sidebar_sections(route, rubric, introduction, &opened),
        }
    }

    fn sidebar_items(&self, route: &Route, rubric: Option<Rubric>, introduction: Option<EntryId>) -> Vec<SidebarItem> {
        let kind = match rubric {
            None => Kind::Page,
            Some(Rubric::Faq) => Kind::Faq,
            Some(Rubric::Videos) => Kind::Video,
            Some(Rubric::Documents) => Kind::Document,
            Some(_) => Kind::Contact,
        };
        let in_no_section = |entry: &Entry| entry.section.is_none() || entry.section == introduction;
        let entries =
            self.listed(kind).filter(|(_, entry)| in_no_section(entry) && entry.route.as_str() != "index.html");
        entries.map(|(id, entry)| self.sidebar_item(route, id, entry)).collect()
    }

    fn sidebar_sections(
        &self,
        route: &Route,
        rubric: Option<Rubric>,
        introduction: Option<EntryId>,
        opened: &[EntryId],
    ) -> Vec<SidebarSection> {
        let is_top = |id: EntryId, entry: &Entry| {
            Some(id) != introduction && (entry.section.is_none() || entry.section == introduction)
        };
        let is_list = |entry: &Entry| introduction_rubric(self.site, entry).is_some();
        let sections = self.listed(Kind::Section).filter(|(id, entry)| {
            rubric_of(entry) == rubric
                && matches!(rubric, None | Some(Rubric::Faq))
                && is_top(*id, entry)
                && !is_list(entry)
        });
        let view = |(id, entry): (EntryId, &Entry)| SidebarSection {
            label: self.words(&entry.title),
            href: entry.route.from_page(route),
            mark: mark(id.0),
            items: if opened.contains(&id) { self.items_of(route, id, opened, 1) } else { Vec::new() },
        };
        sections.map(view).collect()
    }

    /// The items below a section. Those deeper than [`SIDEBAR_DEPTH`] follow the one that holds them, without indent.
    fn items_of(&self, route: &Route, section: EntryId, opened: &[EntryId], depth: usize) -> Vec<SidebarItem> {
        let mut items = Vec::new();
        for (id, entry) in self.site.children(section).filter(|(_, entry)| self.lists(entry)) {
            let mut item = self.sidebar_item(route, id, entry);
            let below = if opened.contains(&id) { self.items_of(route, id, opened, depth + 1) } else { Vec::new() };
            if depth < SIDEBAR_DEPTH {
                item.children = below;
                items.push(item);
            } else {
                items.push(item);
                items.extend(below);
            }
        }
        items
    }

    fn sidebar_item(&self, route: &Route, id: EntryId, entry: &Entry) -> SidebarItem {
        let (label, href) = (self.words(&entry.title), entry.route.from_page(route));
        SidebarItem { label, href, mark: mark(id.0), children: Vec::new() }
    }
}

/// The deepest nesting of lists in a sidebar. Nobody reads deeper ones, and templates may not call themselves more than
/// twenty times.
const SIDEBAR_DEPTH: usize = 12;
