//! Dates of the calendar, as their sources word them.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Clock, Day};
use crate::diagnostic::Spanned;

/// Own fields of an event.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EventFields {
    /// What happens. Required.
    pub kind: Option<Spanned<EventKind>>,
    /// The day. Either this, or `start` and `end`.
    pub date: Option<Spanned<Day>>,
    /// The first day of a period.
    pub start: Option<Spanned<Day>>,
    /// The last day of a period.
    pub end: Option<Spanned<Day>>,
    /// The time of day, only if the source gives one.
    pub time: Option<Spanned<Clock>>,
    /// How the source bounds the date: `before` (« avant le ») is not `on` (« le »). `on` when absent.
    pub bound: Option<Spanned<Bound>>,
    /// IANA name of the time zone; `Europe/Paris` when absent.
    pub timezone: Option<Spanned<String>>,
    /// The phase of the campaign: `1re phase`.
    pub phase: Option<Spanned<String>>,
    /// How much it matters. `normal` when absent.
    pub importance: Option<Spanned<Importance>>,
    /// What the reader has to do.
    pub action: Option<Spanned<String>>,
    /// The sentence of the source, word for word.
    pub wording: Option<Spanned<String>>,
    /// `false`: announced, but not yet confirmed by the source. `true` when absent.
    pub confirmed: Option<Spanned<bool>>,
    /// Changes of this event, oldest first.
    pub history: Vec<Change>,
    /// Id of the contact to turn to.
    pub contact: Option<Spanned<String>>,
    /// Ids or paths of content to read next.
    pub see_also: Vec<Spanned<String>>,
}

impl EventFields {
    /// The first day; `None` when the event has no date at all.
    pub fn first_day(&self) -> Option<Date> {
        self.date.as_ref().or(self.start.as_ref()).or(self.end.as_ref()).map(|day| day.value.0)
    }

    /// The last day: the same as the first unless it is a period.
    pub fn last_day(&self) -> Option<Date> {
        self.end.as_ref().or(self.date.as_ref()).or(self.start.as_ref()).map(|day| day.value.0)
    }

    /// How the date is bounded.
    pub fn bound(&self) -> Bound {
        self.bound.as_ref().map_or(Bound::On, |bound| bound.value)
    }
}

/// What happens on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// Something becomes possible.
    Opening,
    /// Something must be done.
    Deadline,
    /// Something is possible from one day to another.
    Period,
    /// Something ends.
    Closing,
    /// Something is published.
    Publication,
}

/// How a date is bounded by its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Bound {
    /// « le »: on that day.
    #[default]
    On,
    /// « avant le »: the day itself is too late, or not said to be in time.
    Before,
    /// « à partir du ».
    From,
    /// « jusqu’au »: the day itself is in time.
    Until,
}

/// How much an event matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Importance {
    /// Missing it has consequences.
    High,
    /// To be known.
    #[default]
    Normal,
    /// For information.
    Low,
}

/// One change of an event.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct Change {
    /// The day of the change.
    pub on: Spanned<Day>,
    /// What changed, as a sentence.
    pub what: Spanned<String>,
    /// Value before.
    #[serde(default)]
    pub old: Option<Spanned<String>>,
    /// Value after.
    #[serde(default)]
    pub new: Option<Spanned<String>>,
    /// Why.
    #[serde(default)]
    pub why: Option<Spanned<String>>,
    /// Where that was published.
    #[serde(default)]
    pub source: Option<Spanned<String>>,
}
