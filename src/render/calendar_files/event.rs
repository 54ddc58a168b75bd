//! An event as an agenda shows it (RFC 5545, section 3.6.1).

use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::super::{Renderer, dates, words};
use super::content_line::Component;
use super::zone::local;
use crate::model::{Campaign, Entry, EventFields, Importance, Lead, LeadUnit, Status};

/// The moment that is an event, when its source gives the time of an event that is on one day.
///
/// The time of a period is that of its end ([`EventFields::instant`]). An agenda cannot say that an event begins on a day
/// and ends at a time, and a time for its beginning would be made up: such a period takes whole days, and says its time
/// in words.
pub fn moment(event: &EventFields) -> Option<ZonedDateTime> {
    event.zoned().filter(|_| event.first_day() == event.last_day())
}

impl Renderer<'_> {
    /// The event; `None` when it has no date.
    pub(super) fn vevent(&self, entry: &Entry, event: &EventFields) -> Option<Component> {
        let (first, last) = (event.first_day()?, event.last_day()?);
        let changed = self.changed_on(entry, event);
        let withdrawn = is_withdrawn(entry);
        let summary = self.event_summary(entry, event);
        let mut out = Component::new("VEVENT");
        out.text("UID", &self.event_uid(entry));
        out.value("DTSTAMP", midnight(changed)).value("LAST-MODIFIED", midnight(changed));
        out.value("SEQUENCE", event.history.len() + usize::from(withdrawn));
        when(&mut out, event, first, last);
        out.text("SUMMARY", &summary);
        out.text("DESCRIPTION", &self.event_description(entry, event));
        out.texts("CATEGORIES", &self.categories(event));
        out.value("STATUS", status(event, withdrawn));
        // Nobody is busy because of a deadline.
        out.value("TRANSP", "TRANSPARENT");
        if let Some(address) = self.address(&entry.route) {
            out.value("URL", address);
        }
        if !withdrawn && last >= self.site.today {
            self.alarms(&mut out, event, &summary);
        }
        Some(out)
    }

    /// What tells the event from all others, for ever: the next campaign has events of the same ids.
    pub(super) fn event_uid(&self, entry: &Entry) -> String {
        let year = self.site.campaign().map(|campaign| format!("{}.", campaign.year.value)).unwrap_or_default();
        format!("{}@{year}{}", entry.id, self.domain())
    }

    /// The day on which the event last changed, as far as its file tells: never the day of the build if another is known.
    pub(super) fn changed_on(&self, entry: &Entry, event: &EventFields) -> Date {
        let changed = event.history.iter().map(|change| change.on.value.0).max();
        let verified = || entry.common.verified_on.as_ref().map(|day| day.value.0);
        let opens = |campaign: &Campaign| campaign.opens.as_ref().map(|day| day.value.0);
        let campaign = || self.site.campaign().and_then(opens);
        changed.or_else(verified).or_else(campaign).unwrap_or(self.site.today)
    }

    /// The title with what a date in a grid would hide: its bound, the time at which a period ends, that it is not
    /// certain, that it no longer holds.
    fn event_summary(&self, entry: &Entry, event: &EventFields) -> String {
        let language = self.site.settings.language;
        let phrase = |words| words::phrase(words, language);
        let mut summary = match dates::bound(event, language) {
            Some(bound) => format!("{bound}{}{}", phrase([" : ", ": "]), entry.title),
            None => entry.title.clone(),
        };
        if let Some(end) = self.end_of_period(event) {
            summary = format!("{summary} ({end})");
        }
        let mark = match (is_withdrawn(entry), is_confirmed(event)) {
            (true, _) => phrase(["[Annulé] ", "[Cancelled] "]),
            (false, false) => phrase(["[À confirmer] ", "[To be confirmed] "]),
            (false, true) => "",
        };
        self.words(&format!("{mark}{summary}"))
    }

    /// « jusqu’au vendredi 13 mars à 17 h », for a period of which a time is known.
    fn end_of_period(&self, event: &EventFields) -> Option<String> {
        let language = self.site.settings.language;
        let last = event.last_day().filter(|last| event.first_day() != Some(*last))?;
        let time = dates::at_time(event.time.as_ref()?.value, language);
        let until = words::phrase(["jusqu’au", "until"], language);
        Some(format!("{until} {} {}{time}", dates::weekday(last, language), dates::day(last, language)))
    }

    /// What the source says, in lines.
    fn event_description(&self, entry: &Entry, event: &EventFields) -> String {
        let language = self.site.settings.language;
        let phrase = |words| words::phrase(words, language).to_owned();
        let field = |name: [&'static str; 2], value: String| format!("{}{value}", words::phrase(name, language));
        let mut lines = vec![self.words(&self.when_in_words(event))];
        if is_withdrawn(entry) {
            lines.push(phrase([
                "Cette date a été retirée : elle n’est plus valable.",
                "This date was withdrawn: it no longer holds.",
            ]));
        } else if !is_confirmed(event) {
            lines.push(phrase(["Date annoncée, à confirmer.", "Announced, to be confirmed."]));
        }
        lines.extend(event.action.as_ref().map(|action| field(["À faire : ", "To do: "], self.prose(action))));
        lines.extend(event.wording.as_ref().map(|wording| self.quoted(wording)));
        lines.extend(event.phase.as_ref().map(|phase| field(["Phase : ", "Phase: "], self.words(phase))));
        let audiences: Vec<String> = self.tags(entry, &entry.route).into_iter().map(|tag| tag.label).collect();
        if !audiences.is_empty() {
            lines.push(field(["Pour : ", "For: "], audiences.join(", ")));
        }
        lines.extend(event.history.last().map(|change| {
            let on = dates::long(change.on.value.0, language);
            field(["Modifié le ", "Changed on "], format!("{on}{}{}", phrase([" : ", ": "]), self.words(&change.what)))
        }));
        lines.extend(self.address(&entry.route));
        lines.iter().map(|line| self.words(line)).collect::<Vec<_>>().join("\n")
    }

    /// « avant le mercredi 11 décembre 2024, heure non précisée ».
    pub(super) fn when_in_words(&self, event: &EventFields) -> String {
        let language = self.site.settings.language;
        let when = dates::event(event, dates::Form::Bounded, language).unwrap_or_default();
        match (self.end_of_period(event), &event.time) {
            (Some(end), _) => format!("{when} ({end})"),
            (None, Some(_)) => when,
            (None, None) => format!("{when}{}", words::phrase([", heure non précisée", ", time not given"], language)),
        }
    }

    fn quoted(&self, wording: &str) -> String {
        let [open, close] = [["« ", "“"], [" »", "”"]].map(|mark| words::phrase(mark, self.site.settings.language));
        format!("{open}{}{close}", self.words(wording))
    }

    fn categories(&self, event: &EventFields) -> Vec<String> {
        let language = self.site.settings.language;
        let kind = event.kind.as_ref().map(|kind| words::event(kind.value, language).1.to_owned());
        kind.into_iter().chain(event.phase.as_ref().map(|phase| self.words(phase))).collect()
    }

    /// Reminders, which only say what the event is.
    fn alarms(&self, out: &mut Component, event: &EventFields, summary: &str) {
        for lead in self.site.settings.calendar.alarms.of(importance(event)) {
            let mut alarm = Component::new("VALARM");
            alarm.value("ACTION", "DISPLAY").text("DESCRIPTION", summary).value("TRIGGER", trigger(lead));
            out.part(alarm);
        }
    }
}

/// The days or the moment of an event.
///
/// A moment has a beginning only: by RFC 5545, section 3.6.1, it then ends when it begins, while any end of ours would be
/// a length that its source does not give. Whole days end on the day after the last (section 3.6.1 again: the end is not
/// part of the event).
fn when(out: &mut Component, event: &EventFields, first: Date, last: Date) {
    if let Some(moment) = moment(event) {
        let comes_twice = moment.time_zone().to_ambiguous_timestamp(moment.datetime()).is_ambiguous();
        if comes_twice {
            // The first is meant (section 3.3.5), but not every agenda takes it so: only UTC leaves no doubt.
            out.value("DTSTART", moment.timestamp().strftime("%Y%m%dT%H%M%SZ"));
            return;
        }
        let zone = moment.time_zone().iana_name().unwrap_or(crate::model::zone::PARIS);
        out.value(&format!("DTSTART;TZID={zone}"), local(moment.datetime()));
        return;
    }
    out.value("DTSTART;VALUE=DATE", day(first));
    if let Ok(after) = last.max(first).tomorrow() {
        out.value("DTEND;VALUE=DATE", day(after));
    }
}

fn day(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

fn midnight(date: Date) -> String {
    format!("{}T000000Z", day(date))
}

/// The time before the beginning of an event.
fn trigger(lead: Lead) -> String {
    let count = lead.count;
    match (count, lead.unit) {
        (0, _) => "PT0S".to_owned(),
        (_, LeadUnit::Days) => format!("-P{count}D"),
        (_, LeadUnit::Hours) => format!("-PT{count}H"),
        (_, LeadUnit::Minutes) => format!("-PT{count}M"),
    }
}

fn status(event: &EventFields, withdrawn: bool) -> &'static str {
    match (withdrawn, is_confirmed(event)) {
        (true, _) => "CANCELLED",
        (false, false) => "TENTATIVE",
        (false, true) => "CONFIRMED",
    }
}

/// Whether its file says that an event no longer holds.
pub fn is_withdrawn(entry: &Entry) -> bool {
    entry.common.status() == Status::Withdrawn
}

/// Whether its source confirms an event.
pub fn is_confirmed(event: &EventFields) -> bool {
    event.confirmed.as_ref().is_none_or(|confirmed| confirmed.value)
}

fn importance(event: &EventFields) -> Importance {
    event.importance.as_ref().map_or_else(Importance::default, |importance| importance.value)
}
