//! Where an entry stands: which rubrics there are, what comes before and after.

use std::collections::HashMap;

use super::listed;
use crate::model::{Entry, EntryId, Kind, Rubric, Site};

/// The entries before and after one, among those of its kind in its section.
#[derive(Clone, Copy, Debug, Default)]
pub struct Neighbours {
    /// The one before.
    pub previous: Option<EntryId>,
    /// The one after.
    pub next: Option<EntryId>,
}

/// The neighbours of every listed entry that is read in order.
pub fn neighbours(site: &Site) -> HashMap<EntryId, Neighbours> {
    let mut last: HashMap<(Kind, Option<EntryId>), EntryId> = HashMap::new();
    let mut neighbours: HashMap<EntryId, Neighbours> = HashMap::new();
    for (id, entry) in site.all().filter(|(_, entry)| listed(site, entry) && is_read_in_order(entry)) {
        if let Some(previous) = last.insert((entry.kind(), entry.section), id) {
            neighbours.entry(previous).or_default().next = Some(id);
            neighbours.entry(id).or_default().previous = Some(previous);
        }
    }
    neighbours
}

fn is_read_in_order(entry: &Entry) -> bool {
    match entry.kind() {
        Kind::Page | Kind::Faq => entry.route.as_str() != "index.html" && entry.section.is_some(),
        Kind::Video | Kind::Announcement | Kind::Event => true,
        Kind::Section | Kind::Document | Kind::Contact | Kind::Audience => false,
    }
}

/// The rubrics that have something to show, in their order.
pub fn rubrics(site: &Site) -> Vec<Rubric> {
    let has = |kind| site.of_kind(kind).any(|(_, entry)| listed(site, entry));
    let shows = |rubric: &Rubric| match rubric {
        Rubric::Home | Rubric::Search => true,
        Rubric::Faq | Rubric::Questions => has(Kind::Faq),
        Rubric::Videos => has(Kind::Video),
        Rubric::Calendar => has(Kind::Event),
        Rubric::Documents => has(Kind::Document),
        Rubric::Announcements => has(Kind::Announcement),
        Rubric::Contacts => has(Kind::Contact),
        Rubric::Glossary => !site.glossary.is_empty(),
        Rubric::Changes => has(Kind::Announcement) || site.has_changes(),
        Rubric::Audiences => has(Kind::Audience),
    };
    Rubric::ALL.into_iter().filter(shows).collect()
}

/// The rubric whose list an entry stands in; `None` for pages and sections of `content/`.
pub fn rubric_of(entry: &Entry) -> Option<Rubric> {
    match entry.kind() {
        Kind::Section | Kind::Page => entry.file.path.as_str().starts_with("faq/").then_some(Rubric::Faq),
        Kind::Faq => Some(Rubric::Faq),
        Kind::Video => Some(Rubric::Videos),
        Kind::Event => Some(Rubric::Calendar),
        Kind::Document => Some(Rubric::Documents),
        Kind::Announcement => Some(Rubric::Announcements),
        Kind::Contact => Some(Rubric::Contacts),
        Kind::Audience => Some(Rubric::Audiences),
    }
}

/// The sections and pages above an entry, the nearest last. A circle of `parent:` ends the chain.
pub fn ancestors(site: &Site, entry: &Entry) -> Vec<EntryId> {
    let mut chain = Vec::new();
    let mut above = entry.section;
    while let Some(id) = above.filter(|id| !chain.contains(id)) {
        chain.push(id);
        above = site.entry(id).section;
    }
    chain.reverse();
    chain
}

/// The text that a site has for the list page of a rubric: the `index.md` of its folder.
pub fn introduction(site: &Site, rubric: Rubric) -> Option<(EntryId, &Entry)> {
    let route = rubric.route(site.settings.language);
    site.of_kind(Kind::Section).find(|(_, entry)| entry.route == route)
}

/// The rubric whose list page an entry is the text of.
pub fn introduction_rubric(site: &Site, entry: &Entry) -> Option<Rubric> {
    let language = site.settings.language;
    let is_candidate = entry.kind() == Kind::Section || entry.route.as_str() == "index.html";
    Rubric::ALL.into_iter().find(|rubric| is_candidate && rubric.route(language) == entry.route)
}
