//! The days that events hold, and the campaign that they are of.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;

use super::phrases::telling_words;
use crate::model::{Entry, EventFields, Site};
use crate::prose::WrittenDay;

/// Events by day and by name.
pub(super) struct Calendar<'a> {
    by_day: HashMap<Date, Vec<&'a Entry>>,
    /// The years of all events.
    years: BTreeSet<i16>,
    /// Events by the longest of the words of their titles that tell them apart.
    by_word: HashMap<String, Vec<Named<'a>>>,
    /// The first and the last day of the current campaign, as far as they are known.
    campaign: (Option<Date>, Option<Date>),
}

/// An event with the words of its title.
struct Named<'a> {
    event: &'a Entry,
    words: Vec<String>,
}

impl<'a> Calendar<'a> {
    /// The calendar of a site.
    pub(super) fn new(site: &'a Site) -> Self {
        let mut by_day: HashMap<Date, Vec<&Entry>> = HashMap::new();
        let mut by_word: HashMap<String, Vec<Named>> = HashMap::new();
        for (entry, event) in site.events() {
            for day in days(event) {
                by_day.entry(day).or_default().push(entry);
            }
            let words = telling_words(&entry.title);
            // One word names a kind of event rather than an event.
            if let Some(longest) = words.iter().max_by_key(|word| word.len()).filter(|_| words.len() >= 2) {
                by_word.entry(longest.clone()).or_default().push(Named { event: entry, words });
            }
        }
        let years = by_day.keys().map(|day| day.year()).collect();
        let current = site.settings.current_campaign();
        let opens = current.and_then(|campaign| campaign.opens.as_ref()).map(|day| day.value.0);
        let closes = current.and_then(|campaign| campaign.closes.as_ref()).map(|day| day.value.0);
        Self { by_day, years, by_word, campaign: (opens, closes) }
    }

    /// The events that begin, end or are on a day.
    pub(super) fn on(&self, day: Date) -> &[&'a Entry] {
        self.by_day.get(&day).map_or(&[], Vec::as_slice)
    }

    /// Whether there is no event at all.
    pub(super) fn is_empty(&self) -> bool {
        self.by_day.is_empty()
    }

    /// The day that a text means: the one it writes out; without a year, the only one of the current campaign on which
    /// there is an event.
    pub(super) fn meant(&self, day: WrittenDay) -> Option<Date> {
        if day.year.is_some() {
            return day.date();
        }
        let days = self.years.iter().filter_map(|year| day.in_year(*year));
        let mut days = days.filter(|date| self.by_day.contains_key(date) && self.is_current(*date));
        let only = days.next();
        only.filter(|_| days.next().is_none())
    }

    /// The only day that a text can mean: also without an event when the campaign's first and last days are known.
    pub(super) fn only(&self, day: WrittenDay) -> Option<Date> {
        let in_campaign = || {
            let (opens, closes) = self.bounds()?;
            day.between(opens, closes)
        };
        self.meant(day).or_else(in_campaign)
    }

    /// The first and the last day of the current campaign, when both are known.
    pub(super) fn bounds(&self) -> Option<(Date, Date)> {
        Some((self.campaign.0?, self.campaign.1?))
    }

    /// The events of whose titles a sentence says all telling words.
    pub(super) fn named_in(&self, sentence: &str) -> Vec<&'a Entry> {
        let said: BTreeSet<String> = telling_words(sentence).into_iter().collect();
        let candidates = said.iter().filter_map(|word| self.by_word.get(word)).flatten();
        candidates.filter(|named| named.words.iter().all(|word| said.contains(word))).map(|named| named.event).collect()
    }

    fn is_current(&self, day: Date) -> bool {
        self.campaign.0.is_none_or(|opens| opens <= day) && self.campaign.1.is_none_or(|closes| day <= closes)
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
