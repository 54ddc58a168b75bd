//! « Ce qui a changé »: what the sources themselves say of it.

use jiff::civil::Date;

use super::view::{ChangeGroup, ChangeView, LinkView};
use super::{Renderer, dates, words};
use crate::model::{Change, Details, Entry, EventFields, Logged, LoggedChange, Route};

impl Renderer<'_> {
    /// The changes of an event, newest first.
    pub(super) fn history(&self, event: &EventFields) -> Vec<ChangeView> {
        let mut history: Vec<&Change> = event.history.iter().collect();
        history.sort_by_key(|change| std::cmp::Reverse(change.on.value));
        history.into_iter().map(|change| self.change(change)).collect()
    }

    fn change(&self, change: &Change) -> ChangeView {
        ChangeView {
            on: self.date_view(change.on.value.0),
            what: self.words(&change.what),
            old: self.optional(&change.old),
            new: self.optional(&change.new),
            why: self.optional(&change.why),
            source: self.optional(&change.source),
            about: None,
        }
    }

    /// All changes as seen from the page at `route`, newest first: changed dates, announcements, dated documents.
    pub(super) fn changes(&self, route: &Route) -> Vec<ChangeView> {
        let mut changes = self.dated_changes(route);
        changes.sort_by(|a, b| (b.0, &a.1.what).cmp(&(a.0, &b.1.what)));
        changes.into_iter().map(|(_, change)| change).collect()
    }

    fn dated_changes(&self, route: &Route) -> Vec<(Date, ChangeView)> {
        let about = |entry: &Entry| Some(LinkView { summary: None, ..self.link(entry, route) });
        let mut changes = Vec::new();
        for (entry, event) in self.site.events().filter(|(entry, _)| self.lists(entry)) {
            let dated =
                |change: &Change| (change.on.value.0, ChangeView { about: about(entry), ..self.change(change) });
            changes.extend(event.history.iter().map(dated));
        }
        let published = self.site.announcements().filter(|(entry, _)| self.lists(entry));
        let published = published.filter_map(|(entry, news)| Some((entry, news.date.as_ref()?.value.0)));
        let documents = self.site.documents().filter(|(entry, _)| self.lists(entry));
        let documents = documents.filter_map(|(entry, document)| Some((entry, document.date.as_ref()?.value.0)));
        for (entry, date) in published.chain(documents) {
            let what = words::published(entry.kind(), self.site.settings.language).to_owned();
            let view = ChangeView { on: self.date_view(date), what, about: about(entry), ..ChangeView::default() };
            changes.push((date, view));
        }
        changes.extend(self.site.log.iter().filter(|logged| self.tells(logged)).map(|logged| {
            let language = self.site.settings.language;
            let entry = self.site.by_id(&logged.id).map(|(_, entry)| entry).filter(|entry| self.site.shows(entry));
            let what = words::logged(logged.what, language);
            // What is gone has no page to lead to, so that it is named.
            let what = match entry {
                Some(_) => what.to_owned(),
                None => format!("{what}{}{}", words::phrase([" : ", ": "], language), logged.title),
            };
            let what = self.words(&what);
            let about = entry.and_then(&about);
            (logged.on.0, ChangeView { on: self.date_view(logged.on.0), what, about, ..ChangeView::default() })
        }));
        if let Some(since) = &self.site.settings.changes_since {
            changes.retain(|(date, _)| *date >= since.value.0);
        }
        changes
    }

    /// Whether a change from one publication to the next is told: not when the document says its day itself.
    fn tells(&self, logged: &Logged) -> bool {
        let has_date = self
            .site
            .by_id(&logged.id)
            .is_some_and(|(_, entry)| matches!(&entry.details, Details::Document(document) if document.date.is_some()));
        !(logged.what == LoggedChange::NewDocument && has_date)
    }

    /// All changes by month, newest first.
    pub(super) fn change_groups(&self, route: &Route) -> Vec<ChangeGroup> {
        let language = self.site.settings.language;
        let mut groups: Vec<ChangeGroup> = Vec::new();
        let mut changes = self.dated_changes(route);
        changes.sort_by(|a, b| (b.0, &a.1.what).cmp(&(a.0, &b.1.what)));
        for (date, change) in changes {
            let label = format!("{} {}", dates::month(date, language), date.year());
            match groups.last_mut().filter(|group| group.label == label) {
                Some(group) => group.changes.push(change),
                None => {
                    let id = format!("c-{}-{:02}", date.year(), date.month());
                    groups.push(ChangeGroup { id, label, changes: vec![change] });
                }
            }
        }
        groups
    }
}
