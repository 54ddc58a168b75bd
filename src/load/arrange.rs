//! From single entries to a site: ids, sections and the order of navigation.

use std::collections::{BTreeSet, HashMap};

use super::classify::site_path;
use super::entry::Draft;
use super::page;
use crate::model::{AnnouncementFields, Details, Entry, EntryId, EventFields, Kind, Lookup, fold, slug};

/// Entries in their final order, and the ways to find them.
pub struct Arranged {
    /// In the order of kinds, then of navigation.
    pub entries: Vec<Entry>,
    /// Indexes.
    pub lookup: Lookup,
}

/// Settles ids, adds the sections of folders that have no `index.md`, sorts, and links entries to their sections.
pub fn arrange(mut drafts: Vec<Draft>) -> Arranged {
    add_implied_sections(&mut drafts);
    settle_ids(&mut drafts);
    drafts.sort_by_cached_key(sort_key);
    let mut lookup = index(&drafts);
    let parents: Vec<Option<EntryId>> = drafts.iter().map(|draft| parent(draft, &drafts, &lookup)).collect();
    for (draft, parent) in drafts.iter_mut().zip(&parents) {
        draft.entry.section = *parent;
    }
    for (at, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            lookup.children.entry(*parent).or_default().push(EntryId(at as u32));
        }
    }
    Arranged { entries: drafts.into_iter().map(|draft| draft.entry).collect(), lookup }
}

/// A section for each folder of pages or questions, up to the top, that has no `index.md`.
fn add_implied_sections(drafts: &mut Vec<Draft>) {
    let of_kind = |draft: &&Draft| matches!(draft.entry.kind(), Kind::Section | Kind::Page | Kind::Faq);
    let mut wanted = BTreeSet::new();
    for draft in drafts.iter().filter(of_kind) {
        let mut folder = draft.folder.as_str();
        while folder.contains('/') && wanted.insert(folder.to_owned()) {
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
    let sections = drafts.iter().filter(|draft| draft.entry.kind() == Kind::Section);
    let there: BTreeSet<&str> = sections.map(|draft| draft.folder.as_str()).collect();
    let missing: Vec<&String> = wanted.iter().filter(|folder| !there.contains(folder.as_str())).collect();
    let implied: Vec<Draft> = missing.into_iter().map(|folder| page::implied_section(folder)).collect();
    drafts.extend(implied);
}

/// Ids that come from file names give way: where two entries would share one, those without an `id:` take the path
/// of their file (`comptes-acces`), which is unique.
fn settle_ids(drafts: &mut [Draft]) {
    let mut uses: HashMap<String, usize> = HashMap::new();
    for draft in drafts.iter() {
        *uses.entry(draft.entry.id.clone()).or_default() += 1;
    }
    for draft in drafts.iter_mut().filter(|draft| draft.implicit_id) {
        let gives_way = matches!(draft.entry.kind(), Kind::Page | Kind::Section) && uses[&draft.entry.id] > 1;
        if gives_way {
            let path = draft.entry.file.path.as_str();
            let path = if draft.entry.kind() == Kind::Section { draft.folder.as_str() } else { path };
            draft.entry.id = slug(&site_path(path));
        }
    }
}

/// Kinds in their order; then each kind's own order.
fn sort_key(draft: &Draft) -> (Kind, String, i64, String, String) {
    let entry = &draft.entry;
    let rank = draft.order.unwrap_or(i64::MAX);
    let (first, rank) = match &entry.details {
        Details::Event(event) => (event_key(event), 0),
        Details::Announcement(announcement) => (announcement_key(announcement), 0),
        Details::Document(_) | Details::Contact(_) => {
            (entry.file.path.as_str().to_owned(), i64::from(entry.span.start))
        }
        Details::Audience(_) | Details::Video(_) => (String::new(), rank),
        Details::Section(_) | Details::Page(_) | Details::Faq(_) => (String::new(), rank),
    };
    (entry.kind(), first, rank, fold(&entry.title), entry.file.path.as_str().to_owned())
}

fn event_key(event: &EventFields) -> String {
    event.first_day().map_or_else(|| "9999".to_owned(), |day| day.to_string())
}

/// Newest first: the complement of the date.
fn announcement_key(announcement: &AnnouncementFields) -> String {
    let day = announcement.date.as_ref().map(|date| date.value.0);
    let number =
        day.map_or(0, |day| i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day()));
    format!("{:08}", 99_999_999 - number)
}

fn index(drafts: &[Draft]) -> Lookup {
    let mut lookup = Lookup::default();
    let has_own_file = |kind| matches!(kind, Kind::Section | Kind::Page | Kind::Faq | Kind::Video | Kind::Announcement);
    for (at, draft) in drafts.iter().enumerate() {
        let id = EntryId(at as u32);
        lookup.by_id.entry(draft.entry.id.clone()).or_insert(id);
        if has_own_file(draft.entry.kind()) {
            lookup.by_file.entry(draft.entry.file.path.clone()).or_insert(id);
        }
        if draft.entry.kind() == Kind::Section {
            lookup.by_folder.entry(draft.folder.clone()).or_insert(id);
        }
    }
    lookup
}

/// The section or page under which an entry stands: `parent:`, or else its folder's section; a section's is the
/// folder above. The home page and top sections have none. A `parent:` that names nothing is a finding of its rule.
fn parent(draft: &Draft, drafts: &[Draft], lookup: &Lookup) -> Option<EntryId> {
    if let Details::Page(fields) = &draft.entry.details
        && let Some(wanted) = &fields.parent
    {
        let found = lookup.by_id.get(wanted.value.as_str()).copied();
        let fits = |id: &EntryId| matches!(drafts[id.0 as usize].entry.kind(), Kind::Section | Kind::Page);
        if found.is_some_and(|id| fits(&id)) {
            return found;
        }
    }
    let above = draft.folder.rsplit_once('/').map_or("", |(parent, _)| parent);
    let folder = match draft.entry.kind() {
        Kind::Section => above,
        Kind::Page | Kind::Faq => draft.folder.as_str(),
        Kind::Video | Kind::Event | Kind::Document | Kind::Announcement | Kind::Contact | Kind::Audience => {
            return None;
        }
    };
    lookup.by_folder.get(folder).copied()
}
