//! The calendar page: all events by month in order, whatever the day is, and each month again as a table.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::view::{
    CalendarFilterView, CalendarView, ChoiceView, EventView, GridDayView, GridEventView, MonthGridView, MonthView,
    PageView, SiteView, WeekdayView,
};
use super::{Renderer, dates, words};
use crate::model::{Entry, EventFields, EventKind, Importance, Route};

/// A period over more months than these is shown on its first and last day only.
const LONGEST_SPAN: usize = 12;

/// A month: its year and number.
type Month = (i16, i8);

impl Renderer<'_> {
    /// What the calendar page shows.
    pub(super) fn calendar(&self, route: &Route, site: SiteView, page: PageView) -> CalendarView {
        let mut months: BTreeMap<Month, MonthView> = BTreeMap::new();
        let mut undated = Vec::new();
        // What was withdrawn stays, and says so: it may be in somebody's diary.
        let events: Vec<(&Entry, &EventFields)> =
            self.site.events().filter(|(entry, _)| self.site.shows(entry)).collect();
        for (entry, event) in &events {
            let view = self.event_view(entry, event, route);
            match event.first_day() {
                None => undated.push(view),
                Some(day) => {
                    let month = months.entry((day.year(), day.month())).or_insert_with(|| self.month(day));
                    month.events.push(view);
                }
            }
        }
        let filters = self.calendar_filters(months.values().flat_map(|month| &month.events).chain(&undated));
        let grids = self.grids(&events, route);
        let months = months.into_values().collect();
        CalendarView { site, page, filters, months, undated, grids, subscriptions: self.subscriptions(route) }
    }

    fn month(&self, day: Date) -> MonthView {
        MonthView {
            id: format!("m-{}-{:02}", day.year(), day.month()),
            label: self.month_label(day),
            events: Vec::new(),
        }
    }

    fn month_label(&self, day: Date) -> String {
        format!("{} {}", dates::month(day, self.site.settings.language), day.year())
    }

    /// Fields with more than one value among the events, and these values.
    fn calendar_filters<'v>(&self, events: impl Iterator<Item = &'v EventView> + Clone) -> Vec<CalendarFilterView> {
        let language = self.site.settings.language;
        let choice = |value: &str, label: &str| ChoiceView { value: value.to_owned(), label: label.to_owned() };
        let named: BTreeSet<&str> =
            events.clone().flat_map(|event| event.audience_ids.iter().map(String::as_str)).collect();
        let audiences = self.site.audiences().filter(|(entry, _)| named.contains(entry.id.as_str()));
        let audiences = audiences.map(|(entry, _)| choice(&entry.id, &self.words(&entry.title))).collect();
        let phases: BTreeSet<&str> = events.clone().filter_map(|event| event.phase.as_deref()).collect();
        let phases = phases.into_iter().map(|phase| choice(phase, phase)).collect();
        let kinds: BTreeSet<&str> = events.clone().map(|event| event.kind.as_str()).collect();
        let all =
            [EventKind::Opening, EventKind::Period, EventKind::Deadline, EventKind::Closing, EventKind::Publication];
        let kinds = all.into_iter().map(|kind| words::event(kind, language)).filter(|(slug, _)| kinds.contains(slug));
        let kinds = kinds.map(|(slug, label)| choice(slug, label)).collect();
        let levels: BTreeSet<&str> = events.map(|event| event.importance.as_str()).collect();
        let importance = [Importance::High, Importance::Normal, Importance::Low].into_iter();
        let importance = importance.map(|level| words::importance(level, language));
        let importance = importance.filter(|(slug, _)| levels.contains(slug));
        let importance = importance.map(|(slug, label)| choice(slug, label)).collect();
        let filters: [(&str, [&'static str; 2], Vec<ChoiceView>); 4] = [
            ("audience", ["Public", "Audience"], audiences),
            ("phase", ["Phase", "Phase"], phases),
            ("kind", ["Type", "Type"], kinds),
            ("importance", ["Importance", "Importance"], importance),
        ];
        let useful = filters.into_iter().filter(|(_, _, choices)| choices.len() > 1);
        let filter = |(name, label, choices): (&str, [&'static str; 2], Vec<ChoiceView>)| CalendarFilterView {
            name: name.to_owned(),
            label: words::phrase(label, language).to_owned(),
            choices,
        };
        useful.map(filter).collect()
    }

    /// Every month in which something is, as a table.
    fn grids(&self, events: &[(&Entry, &EventFields)], route: &Route) -> Vec<MonthGridView> {
        let mut days: BTreeMap<Date, Vec<GridEventView>> = BTreeMap::new();
        for (entry, event) in events {
            let (Some(first), Some(last)) = (event.first_day(), event.last_day()) else { continue };
            for (day, part) in marked_days(first, last) {
                let on_day = days.entry(day).or_default();
                on_day.push(GridEventView {
                    id: entry.id.clone(),
                    title: self.words(&entry.title),
                    href: entry.route.from_page(route),
                    part: part.map(str::to_owned),
                    withdrawn: super::calendar_files::is_withdrawn(entry),
                });
            }
        }
        let months: BTreeSet<Month> = days.keys().map(|day| (day.year(), day.month())).collect();
        months.into_iter().filter_map(|(year, month)| self.grid(Date::new(year, month, 1).ok()?, &mut days)).collect()
    }

    /// The table of the month that begins on a day.
    fn grid(&self, first: Date, days: &mut BTreeMap<Date, Vec<GridEventView>>) -> Option<MonthGridView> {
        let language = self.site.settings.language;
        let before = first.weekday().to_monday_zero_offset() as usize;
        let mut cells: Vec<Option<GridDayView>> = vec![None; before];
        for number in 1..=first.days_in_month() {
            let day = Date::new(first.year(), first.month(), number).ok()?;
            let events = days.remove(&day).unwrap_or_default();
            cells.push(Some(GridDayView { day: number, iso: day.to_string(), events }));
        }
        cells.resize(cells.len().div_ceil(7) * 7, None);
        // A week of which the names of its days are taken.
        let monday = Date::constant(2024, 12, 9);
        let weekdays = (0..7).filter_map(|at| monday.checked_add(jiff::Span::new().days(at)).ok()).map(|day| {
            let long = dates::weekday(day, language).to_owned();
            WeekdayView { short: format!("{}.", long.chars().take(3).collect::<String>().to_lowercase()), long }
        });
        Some(MonthGridView {
            label: self.month_label(first),
            weekdays: weekdays.collect(),
            weeks: cells.chunks(7).map(<[_]>::to_vec).collect(),
        })
    }
}

/// The days on which an event stands, and which part of it each is.
fn marked_days(first: Date, last: Date) -> Vec<(Date, Option<&'static str>)> {
    if first >= last {
        return vec![(first, None)];
    }
    let ends = [(first, Some("start")), (last, Some("end"))];
    let days = first.series(jiff::Span::new().days(1)).take_while(|day| *day < last).skip(1);
    let months = (last.year() - first.year()) as usize * 12 + last.month() as usize - first.month() as usize;
    if months > LONGEST_SPAN {
        return ends.to_vec();
    }
    let mut marked: Vec<_> = days.map(|day| (day, Some("inside"))).chain(ends).collect();
    marked.sort_by_key(|(day, _)| *day);
    marked
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn periods_span_their_days() {
        let marked = marked_days(date(2024, 12, 30), date(2025, 1, 2));
        let parts: Vec<_> = marked.iter().map(|(day, part)| (day.day(), part.unwrap())).collect();
        assert_eq!(parts, [(30, "start"), (31, "inside"), (1, "inside"), (2, "end")]);
        assert_eq!(marked_days(date(2024, 12, 30), date(2024, 12, 30)).len(), 1);
        assert_eq!(marked_days(date(2024, 1, 1), date(2029, 1, 1)).len(), 2);
    }
}
