//! Dates, the calendar and what has changed.

use serde::Serialize;

use super::{BodyView, LinkView, PageView, SiteView, TagView};

/// A day in all the ways it is shown.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DateView {
    /// `2024-12-11`, for `datetime`.
    pub iso: String,
    /// « 11 »; « 1er » for the first of a month in French.
    pub day: String,
    /// « mercredi ».
    pub weekday: String,
    /// « décembre ».
    pub month: String,
    /// « déc. ».
    pub month_short: String,
    /// « 2024 ».
    pub year: String,
    /// « mercredi 11 décembre 2024 ».
    pub full: String,
    /// « 11 décembre 2024 ».
    pub long: String,
    /// « 11 déc. 2024 ».
    pub short: String,
    /// What stands above the numeral: « avant le mercredi », « mercredi ».
    pub wording_lead: String,
}

/// An event in a list and on its own page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EventView {
    /// Its stable id: the anchor in the calendar.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// `opening`, `deadline`, `period`, `closing` or `publication`.
    pub kind: String,
    /// That as a word.
    pub kind_label: String,
    /// The numeral that is shown: the day, or the day of a period that matters next. `None`: no date is known.
    pub date: Option<DateView>,
    /// The last day of a period.
    pub end: Option<DateView>,
    /// The date in words with its bound: « avant le mercredi 11 décembre 2024 », « du 15 janvier au 13 mars 2025 ».
    pub when: String,
    /// « 14 h 30 »; the theme says that the time is not given when absent.
    pub time: Option<String>,
    /// How far away it is on the day the site was made: « Dans 16 jours ».
    pub remaining: Option<String>,
    /// Whether it was over on that day.
    pub past: bool,
    /// Whether its source confirms it.
    pub confirmed: bool,
    /// `high`, `normal` or `low`.
    pub importance: String,
    /// « 1re phase ».
    pub phase: Option<String>,
    /// What the reader has to do.
    pub action: Option<String>,
    /// The sentence of the source.
    pub wording: Option<String>,
    /// The day of its last change.
    pub changed_on: Option<DateView>,
    /// The audiences concerned.
    pub audiences: Vec<TagView>,
}

/// One change of an event.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChangeView {
    /// The day of the change.
    pub on: DateView,
    /// What changed, as a sentence.
    pub what: String,
    /// Value before.
    pub old: Option<String>,
    /// Value after.
    pub new: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// Where that was published.
    pub source: Option<String>,
    /// What changed; `None` on that thing's own page.
    pub about: Option<LinkView>,
}

/// All events by month.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CalendarView {
    /// What is the same on every page.
    pub site: SiteView,
    /// What is around the content.
    pub page: PageView,
    /// Months that are not over, in order.
    pub months: Vec<MonthView>,
    /// Months that are over, in order; shown folded.
    pub past: Vec<MonthView>,
    /// Events whose date is not known.
    pub undated: Vec<EventView>,
    /// Calendar files to subscribe to; `None` when there is no date.
    pub subscriptions: Option<SubscriptionsView>,
}

/// How to have the dates in an agenda.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SubscriptionsView {
    /// Calendar files: with all dates, and one per audience.
    pub calendars: Vec<SubscriptionView>,
    /// Whether the site has a public address, at which an agenda can look for changes.
    pub public: bool,
    /// The dates as a table.
    pub table_href: String,
    /// The dates as JSON.
    pub json_href: String,
}

/// A calendar file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SubscriptionView {
    /// Whose dates it holds.
    pub label: String,
    /// The file, to download.
    pub href: String,
    /// Its full address, to copy; `None` when the site has no public address.
    pub address: Option<String>,
    /// That address as one that opens an agenda: `webcal:`.
    pub webcal: Option<String>,
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

/// The page of an event.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EventPageView {
    /// What is the same on every page.
    pub site: SiteView,
    /// What is around the content.
    pub page: PageView,
    /// The event.
    pub event: EventView,
    /// Its text and what goes with it.
    pub body: BodyView,
    /// Its calendar file.
    pub calendar_href: Option<String>,
}
