//! What cites an event: the pages, questions, guides and documents that its date stands on.

use std::collections::{BTreeMap, BTreeSet};

use super::Renderer;
use super::view::LinkView;
use crate::model::{Entry, EntryId, Kind, Resolution, Site};

/// By event, what cites it.
pub(super) type Citations = BTreeMap<EntryId, BTreeSet<EntryId>>;

/// What cites each event, by shortcode, link or `see_also`.
pub(super) fn citations(site: &Site) -> Citations {
    let mut citations = Citations::new();
    let mut add = |event: EntryId, by: EntryId| {
        if event != by && site.entry(event).kind() == Kind::Event {
            citations.entry(event).or_default().insert(by);
        }
    };
    for (at, entry) in site.all() {
        cited(site, at, entry).into_iter().for_each(|event| add(event, at));
    }
    for field in &site.field_calls {
        if let (Some(by), Some((event, _))) = (field.entry, site.by_id(&field.call.target)) {
            add(event, by);
        }
    }
    citations
}

fn cited(site: &Site, at: EntryId, entry: &Entry) -> Vec<EntryId> {
    let file = &entry.file.path;
    let named = |found: Resolution| match found {
        Resolution::Page { entry, .. } => entry,
        _ => None,
    };
    let referred = entry.see_also().iter().map(|written| named(site.resolve_reference(file, Some(at), written)));
    let facts = entry.body.iter().map(|body| (body, &body.facts));
    let in_text = facts.flat_map(|(body, facts)| {
        let calls = facts.calls.iter().map(|call| site.by_id(&call.target).map(|(event, _)| event));
        let links = facts
            .links
            .iter()
            .map(move |link| named(site.resolve(&body.origin(link.span.start).file.path, Some(at), &link.target)));
        calls.chain(links)
    });
    referred.chain(in_text).flatten().collect()
}

impl Renderer<'_> {
    /// Links to what cites an event, apart from what it names itself.
    pub(super) fn cited_by(&self, event: EntryId) -> Vec<LinkView> {
        let citations = self.shared.citations.get_or_init(|| citations(self.site));
        let entry = self.site.entry(event);
        let own: BTreeSet<EntryId> = cited(self.site, event, entry).into_iter().collect();
        let citing = citations.get(&event).into_iter().flatten();
        let listed = citing.filter(|by| !own.contains(by)).map(|by| self.site.entry(*by));
        let listed = listed.filter(|by| self.lists(by));
        listed.map(|by| LinkView { summary: None, ..self.link(by, &entry.route) }).collect()
    }
}
