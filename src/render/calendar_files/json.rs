//! All events as JSON. Its fields are described in `docs/calendar.md` and `docs/calendar.schema.json`; none changes its
//! meaning later.

use serde::Serialize;

use super::super::{Renderer, cards, words};
use super::calendar_route;
use super::event::{is_confirmed, is_withdrawn};
use crate::model::{Bound, Change, Entry, EventFields, Route, Rubric};

/// The number of the format: another one when a field changes its meaning.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct CalendarJson {
    format: u32,
    title: String,
    language: &'static str,
    url: Option<String>,
    events: Vec<EventJson>,
}

#[derive(Serialize)]
struct EventJson {
    id: String,
    uid: String,
    title: String,
    kind: &'static str,
    status: &'static str,
    confirmed: bool,
    importance: &'static str,
    phase: Option<String>,
    audiences: Vec<AudienceJson>,
    bound: &'static str,
    start: Option<String>,
    end: Option<String>,
    time: Option<String>,
    zone: Option<String>,
    instant: Option<String>,
    when: String,
    action: Option<String>,
    wording: Option<String>,
    history: Vec<ChangeJson>,
    urls: UrlsJson,
}

#[derive(Serialize)]
struct AudienceJson {
    id: String,
    label: String,
}

#[derive(Serialize)]
struct ChangeJson {
    on: String,
    what: String,
    old: Option<String>,
    new: Option<String>,
    why: Option<String>,
    source: Option<String>,
}

/// Full addresses, or addresses relative to this file when the site has no public address.
#[derive(Serialize)]
struct UrlsJson {
    page: String,
    calendar: Option<String>,
}

impl Renderer<'_> {
    /// The file.
    pub(super) fn calendar_json(&self) -> String {
        let settings = &self.site.settings;
        let calendar = CalendarJson {
            format: FORMAT,
            title: self.words(&settings.title),
            language: settings.language.tag(),
            url: self.address(&Rubric::Calendar.route(settings.language)),
            events: self.calendar_events().map(|(_, entry, event)| self.event_json(entry, event)).collect(),
        };
        serde_json::to_string_pretty(&calendar).map(|json| json + "\n").unwrap_or_default()
    }

    fn event_json(&self, entry: &Entry, event: &EventFields) -> EventJson {
        let language = self.site.settings.language;
        let says_zone = event.time.is_some() || event.timezone.is_some();
        EventJson {
            id: entry.id.clone(),
            uid: self.event_uid(entry),
            title: self.words(&entry.title),
            kind: event.kind.as_ref().map(|kind| words::event(kind.value, language).0).unwrap_or_default(),
            status: if is_withdrawn(entry) { "withdrawn" } else { "published" },
            confirmed: is_confirmed(event),
            importance: cards::importance(event),
            phase: self.optional(&event.phase),
            audiences: self.audiences_json(entry),
            bound: bound(event.bound()),
            start: event.first_day().map(|day| day.to_string()),
            end: event.last_day().map(|day| day.to_string()),
            time: event.time.as_ref().map(|time| time.value.to_string()),
            zone: event.zone().iana_name().filter(|_| says_zone).map(str::to_owned),
            instant: event.instant().map(|instant| instant.to_string()),
            when: event.first_day().map(|_| self.words(&self.when_in_words(event))).unwrap_or_default(),
            action: event.action.as_ref().map(|action| self.prose(action)),
            wording: self.optional(&event.wording),
            history: event.history.iter().map(|change| self.change_json(change)).collect(),
            urls: UrlsJson {
                page: self.url(&entry.route),
                calendar: event.first_day().map(|_| self.url(&calendar_route(entry))),
            },
        }
    }

    fn audiences_json(&self, entry: &Entry) -> Vec<AudienceJson> {
        let audiences = entry.common.audience.iter().filter_map(|id| self.site.by_id(id));
        let audience = |entry: &Entry| AudienceJson { id: entry.id.clone(), label: self.words(&entry.title) };
        audiences.map(|(_, entry)| audience(entry)).collect()
    }

    fn change_json(&self, change: &Change) -> ChangeJson {
        ChangeJson {
            on: change.on.value.to_string(),
            what: self.words(&change.what),
            old: self.optional(&change.old),
            new: self.optional(&change.new),
            why: self.optional(&change.why),
            source: self.optional(&change.source),
        }
    }

    /// A full address, or one relative to the files at the root of the site.
    pub(super) fn url(&self, route: &Route) -> String {
        self.address(route).unwrap_or_else(|| route.encoded())
    }
}

/// The word for a bound in the settings and in JSON.
fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::On => "on",
        Bound::Before => "before",
        Bound::From => "from",
        Bound::Until => "until",
    }
}
