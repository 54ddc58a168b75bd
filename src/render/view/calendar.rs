//! The calendar page: a list by month, a grid of each month, and what one can filter by.

use serde::Serialize;

use super::{ChoiceView, EventView, PageView, SiteView, SubscriptionsView};

/// All events by month.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CalendarView {
    /// What is the same on every page.
    pub site: SiteView,
    /// What is around the content.
    pub page: PageView,
    /// What the list can be filtered by.
    pub filters: Vec<CalendarFilterView>,
    /// Months in order, whatever the day is.
    pub months: Vec<MonthView>,
    /// Events whose date is not known.
    pub undated: Vec<EventView>,
    /// The months again as tables.
    pub grids: Vec<MonthGridView>,
    /// Calendar files to subscribe to; `None` when there is no date.
    pub subscriptions: Option<SubscriptionsView>,
}

/// A choice among the values of one field.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CalendarFilterView {
    /// `audience`, `phase`, `kind` or `importance`: its name in the address.
    pub name: String,
    /// What is chosen: « Public ».
    pub label: String,
    /// The values that events have.
    pub choices: Vec<ChoiceView>,
}

/// The events of a month.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MonthView {
    /// `m-2024-12`: its anchor.
    pub id: String,
    /// « décembre 2024 ».
    pub label: String,
    /// Its events in order.
    pub events: Vec<EventView>,
}

/// A month as a table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MonthGridView {
    /// « décembre 2024 ».
    pub label: String,
    /// Names of the days, Monday first: long for screen readers, short to be seen.
    pub weekdays: Vec<WeekdayView>,
    /// Its weeks: seven cells each, `None` for days of other months.
    pub weeks: Vec<Vec<Option<GridDayView>>>,
}

/// The name of a day of the week.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WeekdayView {
    /// « lundi ».
    pub long: String,
    /// « lun. ».
    pub short: String,
}

/// A day of a month.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GridDayView {
    /// « 11 ».
    pub day: i8,
    /// `2024-12-11`.
    pub iso: String,
    /// What is on that day.
    pub events: Vec<GridEventView>,
}

/// An event on a day of a table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GridEventView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Of a period: `start`, `inside` or `end`; `None` on the only day.
    pub part: Option<String>,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}
