//! What cites an event: the pages, questions, guides and documents that its date stands on.

use std::collections::{BTreeMap, BTreeSet};

use super::Renderer;
use super::view::LinkView;
use crate::model::{EntryId, Kind, Site};

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
    for (at, _) in site.all() {
        site.refers_to(at).into_iter().for_each(|event| add(event, at));
    }
    for field in &site.field_calls {
        if let (Some(by), Some((event, _))) = (field.entry, site.by_id(&field.call.target)) {
            add(event, by);
        }
    }
    citations
}

impl Renderer<'_> {
    /// Links to what cites an event, apart from what it names itself.
    pub(super) fn cited_by(&self, event: EntryId) -> Vec<LinkView> {
        let citations = self.shared.citations.get_or_init(|| citations(self.site));
        let entry = self.site.entry(event);
        let own: BTreeSet<EntryId> = self.site.cites(event).into_iter().collect();
        let citing = citations.get(&event).into_iter().flatten();
        let listed = citing.filter(|by| !own.contains(by)).map(|by| self.site.entry(*by));
        let listed = listed.filter(|by| self.lists(by));
        listed.map(|by| LinkView { summary: None, ..self.link(by, &entry.route) }).collect()
    }
}
