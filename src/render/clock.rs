//! Where an event stands in time, for the script that tells readers on their own day.

use super::dates;
use super::view::ClockView;
use crate::config::Language;
use crate::model::zone::PARIS;
use crate::model::{Bound, EventFields, EventKind};

/// What readers call the time of a zone that French administrations work in, after « heure de ».
const ZONES: [(&str, [&str; 2]); 12] = [
    ("America/Cayenne", ["Cayenne", "Cayenne"]),
    ("America/Guadeloupe", ["la Guadeloupe", "Guadeloupe"]),
    ("America/Martinique", ["la Martinique", "Martinique"]),
    ("America/Miquelon", ["Saint-Pierre-et-Miquelon", "Saint Pierre and Miquelon"]),
    ("Europe/Paris", ["Paris", "Paris"]),
    ("Indian/Kerguelen", ["Kerguelen", "Kerguelen"]),
    ("Indian/Mayotte", ["Mayotte", "Mayotte"]),
    ("Indian/Reunion", ["La Réunion", "Réunion"]),
    ("Pacific/Noumea", ["Nouméa", "Nouméa"]),
    ("Pacific/Tahiti", ["Tahiti", "Tahiti"]),
    ("Pacific/Wallis", ["Wallis-et-Futuna", "Wallis and Futuna"]),
    ("UTC", ["Greenwich (UTC)", "Greenwich (UTC)"]),
];

/// What a script needs of an event; `None` without a date.
pub fn view(event: &EventFields) -> Option<ClockView> {
    let (first, day) = (event.first_day()?, event.last_day()?);
    let sort = sort(event);
    // « Avant le 11 » is over when the 11th begins; « avant le 11 à 17 h » is not.
    let ends_before = event.bound() == Bound::Before && event.time.is_none() && sort == "deadline";
    let last = if ends_before { day.yesterday().ok()? } else { day };
    let zone = if event.zone().iana_name() == Some(event.zone_name()) { event.zone_name() } else { PARIS };
    Some(ClockView {
        sort: sort.to_owned(),
        first: first.to_string(),
        day: day.to_string(),
        last: last.to_string(),
        instant: event.instant().map(|instant| instant.to_string()),
        zone: zone.to_owned(),
    })
}

/// How an event goes by. The bound of the source comes first: what is possible « à partir du » goes on.
fn sort(event: &EventFields) -> &'static str {
    if event.first_day() != event.last_day() {
        return "period";
    }
    match (event.bound(), event.kind.as_ref().map(|kind| kind.value)) {
        (Bound::From, _) | (Bound::On, Some(EventKind::Opening)) => "opening",
        (Bound::Before | Bound::Until, _) | (_, Some(EventKind::Deadline | EventKind::Closing)) => "deadline",
        (Bound::On, Some(EventKind::Publication | EventKind::Period) | None) => "publication",
    }
}

/// « 17 h 00 » without its zone; `None` when the source gives no time.
pub fn time(event: &EventFields, language: Language) -> Option<String> {
    event.time.as_ref().map(|time| dates::clock(time.value, language))
}

/// « heure de Paris ».
pub fn zone_words(event: &EventFields, language: Language) -> String {
    let name = event.zone_name();
    let known = ZONES.iter().find(|(zone, _)| *zone == name).map(|(_, words)| words[language as usize].to_owned());
    let city = known.unwrap_or_else(|| name.rsplit('/').next().unwrap_or(name).replace('_', " "));
    match language {
        Language::Fr => format!("heure de {city}"),
        Language::En => format!("{city} time"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::diagnostic::Spanned;
    use crate::model::{Clock, Day};

    fn some<T>(value: T) -> Option<Spanned<T>> {
        Some(Spanned { value, span: Default::default() })
    }

    fn shown(kind: EventKind, bound: Bound, has_time: bool) -> (String, String) {
        let event = EventFields {
            kind: some(kind),
            date: some(Day(date(2024, 12, 11))),
            bound: some(bound),
            time: has_time.then_some(some(Clock(time(17, 0, 0, 0)))).flatten(),
            ..Default::default()
        };
        let view = view(&event).unwrap();
        assert_eq!(view.instant.is_some(), has_time);
        (view.sort, view.last)
    }

    #[test]
    fn before_a_day_ends_on_the_day_before_unless_a_time_is_given() {
        let of = |bound, has_time| shown(EventKind::Deadline, bound, has_time);
        assert_eq!(of(Bound::Before, false), ("deadline".to_owned(), "2024-12-10".to_owned()));
        assert_eq!(of(Bound::Before, true).1, "2024-12-11");
        assert_eq!(of(Bound::On, false).1, "2024-12-11");
        assert_eq!(of(Bound::Until, false).1, "2024-12-11");
    }

    #[test]
    fn the_bound_decides_how_an_event_goes_by() {
        assert_eq!(shown(EventKind::Opening, Bound::On, false).0, "opening");
        assert_eq!(shown(EventKind::Closing, Bound::From, false).0, "opening");
        assert_eq!(shown(EventKind::Publication, Bound::On, false).0, "publication");
        assert_eq!(shown(EventKind::Opening, Bound::Until, false).0, "deadline");
    }

    #[test]
    fn zones_have_the_names_that_people_use() {
        let words = |zone: &str| {
            zone_words(&EventFields { timezone: some(zone.to_owned()), ..Default::default() }, Language::Fr)
        };
        assert_eq!(words("Indian/Reunion"), "heure de La Réunion");
        assert_eq!(words("America/Port-au-Prince"), "heure de Port-au-Prince");
        assert_eq!(zone_words(&EventFields::default(), Language::Fr), "heure de Paris");
    }
}
