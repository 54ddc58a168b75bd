//! Time zones of the IANA database that is compiled into the program: on every system, and on every day, a site gets the
//! same rules of summer time.

use std::sync::OnceLock;

use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ZonedDateTime};

use super::EventFields;

/// The zone of dates that name none.
pub const PARIS: &str = "Europe/Paris";

/// The zone with an IANA name, written as the database writes it.
pub fn zone(name: &str) -> Option<TimeZone> {
    static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();
    let zone = DATABASE.get_or_init(TimeZoneDatabase::bundled).get(name).ok()?;
    (zone.iana_name() == Some(name)).then_some(zone)
}

impl EventFields {
    /// The IANA name of the zone in which the time of day is meant.
    pub fn zone_name(&self) -> &str {
        self.timezone.as_ref().map_or(PARIS, |timezone| timezone.value.as_str())
    }

    /// The zone in which the time of day is meant; that of Paris when its name is not known, which is a finding.
    pub fn zone(&self) -> TimeZone {
        let known = zone(self.zone_name()).or_else(|| zone(PARIS));
        known.unwrap_or(TimeZone::UTC)
    }

    /// The instant at which an event begins or, when it is a period, ends; `None` when its source gives no time.
    ///
    /// A time that the change to summer time leaves out is moved on by an hour; of a time that comes twice, the first is
    /// meant.
    pub fn instant(&self) -> Option<Timestamp> {
        self.zoned().map(|zoned| zoned.timestamp())
    }

    /// That instant as its zone counts it.
    pub fn zoned(&self) -> Option<ZonedDateTime> {
        let (day, time) = (self.last_day()?, self.time.as_ref()?.value.0);
        let zoned = self.zone().to_ambiguous_zoned_datetime(DateTime::from_parts(day, time));
        zoned.compatible().ok()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::diagnostic::Spanned;
    use crate::model::{Clock, Day};

    fn at(year: i16, month: i8, day: i8, hour: i8, zone: Option<&str>) -> String {
        fn some<T>(value: T) -> Option<Spanned<T>> {
            Some(Spanned { value, span: Default::default() })
        }
        let event = EventFields {
            date: some(Day(date(year, month, day))),
            time: some(Clock(time(hour, 30, 0, 0))),
            timezone: zone.and_then(|zone| some(zone.to_owned())),
            ..Default::default()
        };
        event.instant().unwrap().to_string()
    }

    #[test]
    fn times_of_paris_over_the_change_to_summer_time() {
        assert_eq!(at(2025, 3, 29, 2, None), "2025-03-29T01:30:00Z");
        assert_eq!(at(2025, 3, 30, 2, None), "2025-03-30T01:30:00Z", "left out: an hour later");
        assert_eq!(at(2025, 10, 26, 2, None), "2025-10-26T00:30:00Z", "comes twice: the first");
        assert_eq!(at(2025, 7, 1, 17, Some("Indian/Reunion")), "2025-07-01T13:30:00Z");
    }

    #[test]
    fn only_names_as_the_database_writes_them() {
        assert!(zone("Pacific/Noumea").is_some());
        assert!(zone("europe/paris").is_none());
        assert!(zone("Europe/Pari").is_none());
    }

    #[test]
    fn no_time_no_instant() {
        let date = Some(Spanned { value: Day(date(2025, 3, 30)), span: Default::default() });
        assert_eq!(EventFields { date, ..Default::default() }.instant(), None);
    }
}
