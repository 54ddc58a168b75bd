//! The events of a site for other programs: iCalendar files to subscribe to, a table and JSON.
//!
//! Nothing in them depends on the clock or on chance. Withdrawn events stay, as cancelled ones: an agenda that has them
//! learns of it by no other way. Events without a date have no place in an agenda.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::entry_page::concerns;
use super::frame::public_path;
use super::view::{SubscriptionView, SubscriptionsView};
use super::{Renderer, words};
use crate::model::zone::{PARIS, zone};
use crate::model::{Details, Entry, EntryId, EventFields, Kind, Route, Rubric, slug};

mod content_line;
mod csv;
mod event;
mod json;
mod zone;

pub(super) use event::is_withdrawn;

use content_line::Component;

/// How often an agenda should look for changes.
const REFRESH: &str = "PT12H";

/// A file for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarFile {
    /// All events, as iCalendar.
    All,
    /// The events that concern an audience, as iCalendar.
    Audience(EntryId),
    /// One event, as iCalendar.
    Event(EntryId),
    /// All events, as JSON.
    Json,
    /// All events, as a table.
    Csv,
}

impl<'a> Renderer<'a> {
    /// The files that the site has, with their addresses: none without events.
    pub(super) fn calendar_files(&self) -> Vec<(Route, CalendarFile)> {
        let mut files: Vec<(Route, CalendarFile)> = self.calendar_routes().collect();
        let audiences = self.site.of_kind(Kind::Audience).filter(|(_, audience)| self.has_events_for(audience));
        files.extend(audiences.map(|(id, entry)| (calendar_route(entry), CalendarFile::Audience(id))));
        let dated = self.calendar_events().filter(|(_, _, event)| event.first_day().is_some());
        files.extend(dated.map(|(id, entry, _)| (calendar_route(entry), CalendarFile::Event(id))));
        files
    }

    /// The files with all events.
    fn calendar_routes(&self) -> impl Iterator<Item = (Route, CalendarFile)> {
        let language = self.site.settings.language;
        let any = self.calendar_events().next().is_some();
        let dated = self.calendar_events().any(|(_, _, event)| event.first_day().is_some());
        let files =
            [("ics", CalendarFile::All, dated), ("json", CalendarFile::Json, any), ("csv", CalendarFile::Csv, any)];
        let there = files.into_iter().filter(|(_, _, is_there)| *is_there);
        there.map(move |(extension, file, _)| (Rubric::Calendar.file_route(language, extension), file))
    }

    /// One of those files.
    pub(super) fn calendar_file(&self, file: CalendarFile) -> String {
        let title = self.words(&self.site.settings.title);
        match file {
            CalendarFile::All => self.calendar_of(&title, |_, _| true),
            CalendarFile::Audience(audience) => {
                let audience = self.site.entry(audience);
                let name = format!("{title} – {}", self.words(&audience.title));
                self.calendar_of(&name, |_, entry| concerns(entry, &audience.id))
            }
            CalendarFile::Event(event) => self.calendar_of(&title, |id, _| id == event),
            CalendarFile::Json => self.calendar_json(),
            CalendarFile::Csv => self.calendar_csv(),
        }
    }

    /// The events that readers of this build see, and those that were withdrawn. None of an archive: nobody has to be
    /// reminded of them.
    fn calendar_events(&self) -> impl Iterator<Item = (EntryId, &'a Entry, &'a EventFields)> {
        let site = self.site;
        let is_archive = self.is_archive();
        let shown = site.of_kind(Kind::Event).filter(move |(_, entry)| !is_archive && site.shows(entry));
        shown.filter_map(|(id, entry)| match &entry.details {
            Details::Event(event) => Some((id, entry, event)),
            _ => None,
        })
    }

    fn has_events_for(&self, audience: &Entry) -> bool {
        let mut events = self.calendar_events();
        events.any(|(_, entry, event)| event.first_day().is_some() && concerns(entry, &audience.id))
    }

    /// A calendar (RFC 5545, section 3.4) with the events that are wanted and the zones that their times need.
    fn calendar_of(&self, name: &str, wanted: impl Fn(EntryId, &Entry) -> bool) -> String {
        let events: Vec<_> = self.calendar_events().filter(|(id, entry, _)| wanted(*id, entry)).collect();
        let zones = zones_of(events.iter().map(|(_, _, event)| *event));
        let mut calendar = Component::new("VCALENDAR");
        self.head(&mut calendar, name, &zones);
        for (name, (first, last)) in &zones {
            if let Some(zone) = zone(name) {
                calendar.part(zone::definition(&zone, name, *first, *last));
            }
        }
        for event in events.iter().filter_map(|(_, entry, event)| self.vevent(entry, event)) {
            calendar.part(event);
        }
        calendar.written()
    }

    fn head(&self, calendar: &mut Component, name: &str, zones: &Zones) {
        let language = self.site.settings.language;
        let only = zones.keys().next().filter(|_| zones.len() == 1).map_or(PARIS, String::as_str);
        calendar.value("VERSION", "2.0");
        calendar.text("PRODID", &format!("-//vademecum//vademecum//{}", language.tag().to_uppercase()));
        calendar.value("CALSCALE", "GREGORIAN").value("METHOD", "PUBLISH");
        calendar.text("NAME", name).text("X-WR-CALNAME", name).text("X-WR-TIMEZONE", only);
        calendar.value("REFRESH-INTERVAL;VALUE=DURATION", REFRESH).value("X-PUBLISHED-TTL", REFRESH);
        if let Some(address) = self.address(&Rubric::Calendar.route(language)) {
            calendar.value("URL", address);
        }
    }

    /// The full address of a page or file, when the site has a public address.
    fn address(&self, route: &Route) -> Option<String> {
        self.site.settings.base().map(|base| format!("{base}/{}", public_path(route)))
    }

    /// What the identifiers of the site's events end with: the host of its public address, else a name that no host can
    /// have (RFC 2606).
    fn domain(&self) -> String {
        let settings = &self.site.settings;
        let host = settings.base().and_then(|base| base.split_once("://")).map(|(_, rest)| rest);
        let host = host.and_then(|rest| rest.split(['/', ':']).next()).filter(|host| !host.is_empty());
        let title = Some(slug(&settings.title)).filter(|title| !title.is_empty());
        let unknown = || format!("{}.invalid", title.unwrap_or_else(|| "site".to_owned()));
        host.map_or_else(unknown, str::to_lowercase)
    }

    /// What the calendar page says on how to subscribe; `None` without a date.
    pub(super) fn subscriptions(&self, from: &Route) -> Option<SubscriptionsView> {
        let files = self.calendar_files();
        let (all, _) = files.iter().find(|(_, file)| *file == CalendarFile::All)?;
        let whole = words::phrase(["Toutes les dates", "All dates"], self.site.settings.language);
        let mut calendars = vec![self.subscription(whole.to_owned(), all, from)];
        for (route, file) in &files {
            if let CalendarFile::Audience(id) = file {
                calendars.push(self.subscription(self.words(&self.site.entry(*id).title), route, from));
            }
        }
        let language = self.site.settings.language;
        let file = |extension| Rubric::Calendar.file_route(language, extension).from_page(from);
        Some(SubscriptionsView {
            calendars,
            public: self.site.settings.base().is_some(),
            table_href: file("csv"),
            json_href: file("json"),
        })
    }

    fn subscription(&self, label: String, route: &Route, from: &Route) -> SubscriptionView {
        let address = self.address(route);
        let webcal = address.as_deref().and_then(|address| address.split_once("://"));
        let webcal = webcal.map(|(_, rest)| format!("webcal://{rest}"));
        SubscriptionView { label, href: route.from_page(from), webcal, address }
    }

    /// The calendar file that belongs to the page of an event or of an audience; `None` when there is none.
    pub(super) fn calendar_href(&self, entry: &Entry) -> Option<String> {
        let is_there = match &entry.details {
            Details::Event(event) => event.first_day().is_some(),
            Details::Audience(_) => self.has_events_for(entry),
            _ => false,
        };
        (is_there && !self.is_archive()).then(|| calendar_route(entry).from_page(&entry.route))
    }
}

/// The address of the calendar file of an event or an audience: that of its page, with another ending.
fn calendar_route(entry: &Entry) -> Route {
    entry.route.with_extension("ics")
}

/// Zones by name, each with the first and the last instant at which it is needed.
type Zones = BTreeMap<String, (Timestamp, Timestamp)>;

fn zones_of<'e>(events: impl Iterator<Item = &'e EventFields>) -> Zones {
    let mut zones = Zones::new();
    for at in events.filter_map(event::moment) {
        let name = at.time_zone().iana_name().unwrap_or(PARIS).to_owned();
        let span = zones.entry(name).or_insert((at.timestamp(), at.timestamp()));
        *span = (span.0.min(at.timestamp()), span.1.max(at.timestamp()));
    }
    zones
}
