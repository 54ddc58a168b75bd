//! Any calendar, written here and read by a parser of others, says what its YAML says.

use std::collections::BTreeMap;

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarParameterName, ICalendarProperty, ICalendarStatus,
    ICalendarValue,
};
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use proptest::prelude::*;
use serde_json::json;

use super::{files, problems};

const ZONES: [&str; 5] = ["Europe/Paris", "Indian/Reunion", "Pacific/Noumea", "America/Cayenne", "America/New_York"];

/// An event as a generator makes it.
#[derive(Clone, Debug)]
struct Made {
    title: String,
    action: String,
    first: Date,
    days: i64,
    /// Hour, minute and zone. No hour that a change of the clock leaves out.
    time: Option<(i8, i8, usize)>,
    bound: usize,
    confirmed: bool,
    withdrawn: bool,
    changes: usize,
}

fn made() -> impl Strategy<Value = Made> {
    let text = "[a-zA-Zé漢🎓][a-zA-Zé漢🎓,;:\\\\ ]{0,90}[a-zA-Zé漢🎓]";
    let time = prop::option::of((4..24_i8, 0..60_i8, 0..ZONES.len()));
    let length = prop_oneof![3 => Just(0), 1 => 1..400_i64];
    let flags = (any::<bool>(), prop::bool::weighted(0.2), 0..4_usize, 0..4_usize);
    (text, "[a-zé🎓,;\\\\]{1,200}\n[a-zé;]{1,9}", 0..20_000_i64, length, time, flags).prop_map(
        |(title, action, day, days, time, (confirmed, withdrawn, changes, bound))| {
            let first = date(1990, 1, 1) + Span::new().days(day);
            let bound = if days > 0 { 0 } else { bound };
            Made { title, action, first, days, time, bound, confirmed, withdrawn, changes }
        },
    )
}

impl Made {
    fn last(&self) -> Date {
        self.first + self.days.days()
    }

    /// The event as an item of the YAML list: JSON is YAML.
    fn source(&self, id: &str) -> String {
        let history: Vec<_> =
            (0..self.changes).map(|at| json!({ "on": format!("2024-10-{:02}", at + 1), "what": "x" })).collect();
        let bound = ["on", "before", "from", "until"][self.bound];
        let mut event = json!({
            "id": id, "title": self.title, "action": self.action, "kind": "deadline", "confirmed": self.confirmed,
            "bound": bound, "history": history,
        });
        match self.days {
            0 => event["date"] = json!(self.first.to_string()),
            _ => (event["start"], event["end"]) = (json!(self.first.to_string()), json!(self.last().to_string())),
        }
        if let Some((hour, minute, zone)) = self.time {
            event["time"] = json!(format!("{hour:02}:{minute:02}"));
            event["timezone"] = json!(ZONES[zone]);
        }
        if self.withdrawn {
            event["status"] = json!("withdrawn");
        }
        format!("- {event}\n")
    }

    fn status(&self) -> ICalendarStatus {
        match (self.withdrawn, self.confirmed) {
            (true, _) => ICalendarStatus::Cancelled,
            (false, false) => ICalendarStatus::Tentative,
            (false, true) => ICalendarStatus::Confirmed,
        }
    }
}

fn value<'c>(event: &'c ICalendarComponent, name: &ICalendarProperty) -> Option<&'c ICalendarValue> {
    event.property(name)?.values.first()
}

fn text(event: &ICalendarComponent, name: &ICalendarProperty) -> String {
    bare(value(event, name).and_then(ICalendarValue::as_text).unwrap_or_default())
}

/// A text without what typography changes.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Year, month, day, and hour and minute unless it is a day.
fn at(event: &ICalendarComponent, name: &ICalendarProperty) -> Option<(Date, Option<(i8, i8)>)> {
    let Some(ICalendarValue::PartialDateTime(at)) = value(event, name) else { return None };
    let PartialDateTime { year, month, day, hour, minute, .. } = **at;
    let day = Date::new(year?.try_into().ok()?, month?.try_into().ok()?, day?.try_into().ok()?).ok()?;
    Some((day, hour.zip(minute).map(|(hour, minute)| (hour as i8, minute as i8))))
}

fn same(made: &Made, event: &ICalendarComponent) {
    let start = at(event, &ICalendarProperty::Dtstart);
    let end = at(event, &ICalendarProperty::Dtend);
    match made.time.filter(|_| made.days == 0) {
        Some((hour, minute, zone)) => {
            assert_eq!((start, end), (Some((made.first, Some((hour, minute)))), None));
            let entry = event.property(&ICalendarProperty::Dtstart).unwrap();
            let named = entry.params.iter().find(|parameter| parameter.name == ICalendarParameterName::Tzid);
            assert_eq!(named.and_then(|named| named.value.as_text()), Some(ZONES[zone]));
        }
        None => {
            let after = made.last() + 1.day();
            assert_eq!((start, end), (Some((made.first, None)), Some((after, None))));
        }
    }
    assert_eq!(value(event, &ICalendarProperty::Status), Some(&ICalendarValue::Status(made.status())));
    let sequence = (made.changes + usize::from(made.withdrawn)) as i64;
    assert_eq!(value(event, &ICalendarProperty::Sequence), Some(&ICalendarValue::Integer(sequence)));
    assert!(text(event, &ICalendarProperty::Summary).contains(&bare(&made.title)), "{made:?}");
    assert!(text(event, &ICalendarProperty::Description).contains(&bare(&made.action)), "{made:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_what_others_read(all in prop::collection::vec(made(), 1..8)) {
        let items: String = all.iter().enumerate().map(|(at, made)| made.source(&format!("e{at}"))).collect();
        let files = files(&[("vademecum.yaml", "title: Essai\n"), ("content/calendrier.yaml", &format!("events:\n{items}"))]);
        let calendar = &files["calendrier.ics"];
        prop_assert_eq!(problems(calendar.as_bytes()), Vec::<String>::new());
        let read = ICalendar::parse(calendar).map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
        let events = read.components.iter().filter(|part| part.component_type == ICalendarComponentType::VEvent);
        let events: BTreeMap<_, _> = events.map(|event| (event.uid().unwrap_or_default(), event)).collect();
        prop_assert_eq!(events.len(), all.len());
        for (at, made) in all.iter().enumerate() {
            same(made, events[format!("e{at}@essai.invalid").as_str()]);
        }
    }
}
