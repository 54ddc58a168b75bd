//! The days that events hold.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::model::{Entry, EventFields, Site};

/// Events by day.
pub(super) struct Calendar<'a> {
    by_day: HashMap<Date, Vec<&'a Entry>>,
}

impl<'a> Calendar<'a> {
    /// The calendar of a site.
    pub(super) fn new(site: &'a Site) -> Self {
        let mut by_day: HashMap<Date, Vec<&Entry>> = HashMap::new();
        for (entry, event) in site.events() {
            for day in days(event) {
                by_day.entry(day).or_default().push(entry);
            }
        }
        Self { by_day }
    }

    /// The events that begin, end or are on a day.
    pub(super) fn on(&self, day: Date) -> &[&'a Entry] {
        self.by_day.get(&day).map_or(&[], Vec::as_slice)
    }

    /// Whether there is no event at all.
    pub(super) fn is_empty(&self) -> bool {
        self.by_day.is_empty()
    }
}

/// The distinct days that an event names.
pub(super) fn days(event: &EventFields) -> Vec<Date> {
    let named = [&event.date, &event.start, &event.end];
    let mut days: Vec<Date> = named.into_iter().flatten().map(|day| day.value.0).collect();
    days.sort_unstable();
    days.dedup();
    days
}
