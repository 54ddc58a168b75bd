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
    /// Whose time that is: « heure de Paris ».
    pub time_zone: Option<String>,
    /// What a script needs to say where it stands on the reader's day; `None` without a date.
    pub clock: Option<ClockView>,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
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
    /// Their ids, by which the calendar is filtered; empty when all are concerned.
    pub audience_ids: Vec<String>,
}

/// Where an event stands in time, without saying where that is today: the reader's browser says so.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ClockView {
    /// How it goes by: `opening` (open from then on), `deadline`, `period`, `publication` (a day).
    pub sort: String,
    /// Its first day, `2024-12-11`.
    pub first: String,
    /// The day that its source names, from which days are counted.
    pub day: String,
    /// The last day that is in time: the one before when it says « avant le ».
    pub last: String,
    /// The instant in UTC when a time of day is given: `2024-12-11T16:00:00Z`.
    pub instant: Option<String>,
    /// The IANA name of the zone in which its days are counted.
    pub zone: String,
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
    /// What cites it, apart from what it leads to itself.
    pub cited_by: Vec<LinkView>,
}
