//! A time zone as iCalendar defines it (RFC 5545, section 3.6.5): the observances that the times of one file need.

use jiff::civil::DateTime;
use jiff::tz::{Dst, Offset, TimeZone, TimeZoneTransition};
use jiff::{Timestamp, ToSpan};

use super::content_line::Component;

/// How many years after the last time a rule must still hold to be written as one.
const YEARS_AHEAD: i64 = 12;

/// The changes of a zone from one offset to another that are alike.
#[derive(Debug, PartialEq)]
struct Observance {
    dst: bool,
    from: Offset,
    to: Offset,
    name: String,
    /// When they come, as the clock shows before it is changed.
    onsets: Vec<DateTime>,
}

/// The definition of a zone for times between two instants.
pub fn definition(zone: &TimeZone, name: &str, first: Timestamp, last: Timestamp) -> Component {
    let mut component = Component::new("VTIMEZONE");
    component.text("TZID", name);
    let until = (zone.to_datetime(last).year() + 1).max(1970);
    for observance in observances(zone, first, last) {
        component.part(observance.component(until));
    }
    component
}

/// The changes that matter: the two before the first time, and all that follow until some years after the last.
fn observances(zone: &TimeZone, first: Timestamp, last: Timestamp) -> Vec<Observance> {
    let mut found: Vec<Observance> = Vec::new();
    let changes = changes(zone, first, last);
    if changes.first().is_none_or(|change| change.timestamp() > first) {
        found.push(fixed(zone, first));
    }
    for change in changes {
        let before = change.timestamp() - 1.second();
        let from = zone.to_offset(before);
        let change = Observance {
            dst: change.dst() == Dst::Yes,
            from,
            to: change.offset(),
            name: change.abbreviation().to_owned(),
            onsets: vec![from.to_datetime(change.timestamp())],
        };
        match found.iter_mut().find(|other| other.is_like(&change)) {
            Some(other) => other.onsets.extend(change.onsets),
            None => found.push(change),
        }
    }
    found
}

fn changes(zone: &TimeZone, first: Timestamp, last: Timestamp) -> Vec<TimeZoneTransition<'_>> {
    let epoch = Timestamp::UNIX_EPOCH;
    let first = first.saturating_add(1.second()).unwrap_or(first);
    let end = last.saturating_add((YEARS_AHEAD * 366 * 24).hours()).unwrap_or(last);
    let mut changes: Vec<_> = zone.preceding(first).take(2).filter(|change| change.timestamp() > epoch).collect();
    changes.reverse();
    let seen = changes.last().map_or(first, |change| change.timestamp());
    changes.extend(zone.following(seen).take_while(|change| change.timestamp() <= end));
    changes
}

/// The offset that a zone has had since long before the first time.
fn fixed(zone: &TimeZone, first: Timestamp) -> Observance {
    let info = zone.to_offset_info(first);
    let year = info.offset().to_datetime(first).year().min(1970);
    Observance {
        dst: info.dst() == Dst::Yes,
        from: info.offset(),
        to: info.offset(),
        name: info.abbreviation().to_owned(),
        onsets: DateTime::new(year, 1, 1, 0, 0, 0, 0).into_iter().collect(),
    }
}

impl Observance {
    fn is_like(&self, other: &Observance) -> bool {
        (self.dst, self.from, self.to, &self.name) == (other.dst, other.from, other.to, &other.name)
    }

    /// The onsets by a rule, when they follow one that goes on; else each that comes before the end of a year.
    fn component(&self, until: i16) -> Component {
        let mut component = Component::new(if self.dst { "DAYLIGHT" } else { "STANDARD" });
        let Some((onset, others)) = self.onsets.split_first() else { return component };
        component.value("DTSTART", local(*onset));
        component.value("TZOFFSETFROM", offset(self.from)).value("TZOFFSETTO", offset(self.to));
        component.text("TZNAME", &self.name);
        if let Some(rule) = self.rule().filter(|_| self.goes_on(until)) {
            component.value("RRULE", rule);
        } else {
            let others = others.iter().filter(|other| other.year() <= until);
            others.for_each(|other| {
                component.value("RDATE", local(*other));
            });
        }
        component
    }

    /// Whether it still comes long after the year in which the times of the file end.
    fn goes_on(&self, until: i16) -> bool {
        self.onsets.last().is_some_and(|last| i64::from(last.year()) >= i64::from(until) + YEARS_AHEAD - 2)
    }

    /// « The last Sunday of March, every year », if that is what the onsets say.
    fn rule(&self) -> Option<String> {
        let (first, others) = self.onsets.split_first()?;
        let alike = |other: &DateTime| {
            (other.month(), other.weekday(), other.time()) == (first.month(), first.weekday(), first.time())
        };
        let yearly = self.onsets.windows(2).all(|pair| pair[1].year() == pair[0].year() + 1);
        if others.len() < 4 || !yearly || !others.iter().all(alike) {
            return None;
        }
        let is_last = |onset: &DateTime| onset.day() + 7 > onset.days_in_month();
        let nth = |onset: &DateTime| (onset.day() - 1) / 7 + 1;
        let which = if self.onsets.iter().all(is_last) { -1 } else { nth(first) };
        if which > 0 && !others.iter().all(|other| nth(other) == which) {
            return None;
        }
        let weekday = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][first.weekday().to_monday_zero_offset() as usize];
        Some(format!("FREQ=YEARLY;BYMONTH={};BYDAY={which}{weekday}", first.month()))
    }
}

/// A time of a clock: `20241211T170000`.
pub fn local(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// `+0100`; with seconds only where there are any.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, all) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    if rest == 0 { format!("{sign}{hours:02}{minutes:02}") } else { format!("{sign}{hours:02}{minutes:02}{rest:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::zone::zone;

    fn lines(name: &str, first: &str, last: &str) -> String {
        let (first, last) = (first.parse().unwrap(), last.parse().unwrap());
        definition(&zone(name).unwrap(), name, first, last).written().replace("\r\n", "\n")
    }

    #[test]
    fn paris_by_the_rule_of_its_last_sundays() {
        insta::assert_snapshot!(lines("Europe/Paris", "2024-12-11T16:00:00Z", "2025-07-01T00:00:00Z"), @"
        BEGIN:VTIMEZONE
        TZID:Europe/Paris
        BEGIN:DAYLIGHT
        DTSTART:20240331T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        TZNAME:CEST
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        END:DAYLIGHT
        BEGIN:STANDARD
        DTSTART:20241027T030000
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        TZNAME:CET
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
        END:STANDARD
        END:VTIMEZONE
        ");
    }

    #[test]
    fn zones_without_summer_time_have_one_offset() {
        insta::assert_snapshot!(lines("Indian/Reunion", "2024-12-11T16:00:00Z", "2025-07-01T00:00:00Z"), @"
        BEGIN:VTIMEZONE
        TZID:Indian/Reunion
        BEGIN:STANDARD
        DTSTART:19700101T000000
        TZOFFSETFROM:+0400
        TZOFFSETTO:+0400
        TZNAME:+04
        END:STANDARD
        END:VTIMEZONE
        ");
        assert!(lines("America/Cayenne", "2024-12-11T16:00:00Z", "2025-07-01T00:00:00Z").contains("TZOFFSETTO:-0300"));
    }

    #[test]
    fn years_in_which_a_rule_ended_are_told_change_by_change() {
        insta::assert_snapshot!(lines("Europe/Paris", "1994-01-01T00:00:00Z", "1997-07-01T00:00:00Z"), @"
        BEGIN:VTIMEZONE
        TZID:Europe/Paris
        BEGIN:DAYLIGHT
        DTSTART:19930328T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        TZNAME:CEST
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        END:DAYLIGHT
        BEGIN:STANDARD
        DTSTART:19930926T030000
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        TZNAME:CET
        RDATE:19940925T030000
        RDATE:19950924T030000
        RDATE:19961027T030000
        RDATE:19971026T030000
        RDATE:19981025T030000
        END:STANDARD
        END:VTIMEZONE
        ");
    }

    #[test]
    fn a_rule_that_was_given_up_is_not_written() {
        let istanbul = lines("Europe/Istanbul", "2010-01-01T00:00:00Z", "2014-07-01T00:00:00Z");
        assert!(!istanbul.contains("RRULE") && istanbul.contains("RDATE:2014"), "{istanbul}");
    }

    /// What the definition says is what the database says, before and after every change.
    #[test]
    fn a_rule_is_written_only_where_it_holds() {
        for name in ["Europe/Paris", "America/New_York", "Asia/Tehran", "Africa/Casablanca", "Australia/Lord_Howe"] {
            let zone = zone(name).unwrap();
            let (first, last): (Timestamp, Timestamp) =
                ("2019-06-01T00:00:00Z".parse().unwrap(), "2026-06-01T00:00:00Z".parse().unwrap());
            for observance in observances(&zone, first, last) {
                assert!(!observance.onsets.is_empty());
                for onset in &observance.onsets {
                    let at = observance.from.to_timestamp(*onset).unwrap();
                    assert_eq!(zone.to_offset(at), observance.to, "{name} {onset}");
                }
            }
        }
    }
}
