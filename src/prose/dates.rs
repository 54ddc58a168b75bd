//! Dates as people write them: « mercredi 11 décembre 2024 », « du 3 au 7 mars », 11/12/2024, “December 11”.
//!
//! A date is found by the name of its month, or by its digits when it is written in digits only, and read from there a
//! few words to either side. What its words do not say is not known: a date without a year has none.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::{cursor, join, named, names, numeric};
use crate::config::Language;

/// A date in a text, or the first and the last day of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// Its bytes in the text, from the weekday or the first day to the year. A time of day beside it is not part of it.
    pub range: Range<usize>,
    /// The day, or the first of them.
    pub first: WrittenDay,
    /// The last day of « du 3 au 7 mars », the last of « les 3 et 4 mars ».
    pub last: Option<WrittenDay>,
}

/// A day as far as a text says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenDay {
    /// 1 to 31.
    pub day: i8,
    /// 1 to 12.
    pub month: i8,
    /// The year, if it is written, or follows from that of the other end of a period.
    pub year: Option<i16>,
    /// The weekday that stands before the day.
    pub weekday: Option<Weekday>,
}

/// All dates of a text, in order; they do not overlap. `11/12/2024` is read day first, and only in French.
pub fn dates(text: &str, language: Language) -> Vec<WrittenDate> {
    let mut found: Vec<WrittenDate> = Vec::new();
    for word in cursor::words(text) {
        let done = found.last().map_or(0, |date| date.range.end);
        if word.start < done {
            continue;
        }
        if let Some(date) = at(text, &word, language).filter(|date| date.range.start >= done) {
            found.push(date);
        }
    }
    join::periods(text, found)
}

/// The date of which a word is the month, or the first number.
fn at(text: &str, word: &Range<usize>, language: Language) -> Option<WrittenDate> {
    let written = &text[word.clone()];
    if written.starts_with(|c: char| c.is_ascii_digit()) {
        return numeric::at(text, word, language);
    }
    named::at(text, word, names::month(written)?, language)
}

impl WrittenDate {
    /// The day, or the first and the last.
    pub fn days(&self) -> impl Iterator<Item = WrittenDay> {
        std::iter::once(self.first).chain(self.last)
    }

    /// Whether its months have its days.
    pub fn is_real(&self) -> bool {
        self.days().all(WrittenDay::is_real)
    }

    /// Whether it says its year.
    pub fn is_complete(&self) -> bool {
        self.days().all(|day| day.year.is_some())
    }
}

impl WrittenDay {
    /// Whether its month has that day, in its year or, when it has none, in any.
    pub fn is_real(self) -> bool {
        self.in_year(self.year.unwrap_or(2024)).is_some()
    }

    /// The day that it means, if the year is written and the day exists.
    pub fn date(self) -> Option<Date> {
        self.in_year(self.year?)
    }

    /// The day that it means in a year; `None` when it says another year, or does not exist.
    pub fn in_year(self, year: i16) -> Option<Date> {
        let year = self.year.is_none_or(|own| own == year).then_some(year)?;
        Date::new(year, self.month, self.day).ok()
    }

    /// Whether a day may be meant.
    pub fn may_be(self, date: Date) -> bool {
        self.in_year(date.year()) == Some(date)
    }

    /// Those of some days that may be meant.
    pub fn among(self, days: impl IntoIterator<Item = Date>) -> impl Iterator<Item = Date> {
        days.into_iter().filter(move |date| self.may_be(*date))
    }

    /// The day that it means when it lies between two days, both included; `None` when several do.
    pub fn between(self, first: Date, last: Date) -> Option<Date> {
        // More than two years hold any day twice.
        let years = first.year()..=last.year().min(first.year().saturating_add(3));
        let mut days = years.filter_map(|year| self.in_year(year)).filter(|date| (first..=last).contains(date));
        let only = days.next();
        only.filter(|_| days.next().is_none())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let shown = |date: &WrittenDate| date.first.date().map_or("?".to_owned(), |date| date.to_string());
        dates(text, Language::Fr).iter().map(|date| (text[date.range.clone()].to_owned(), shown(date))).collect()
    }

    #[test]
    fn ranges_hold_the_date_and_nothing_beside_it() {
        for (text, written) in [
            ("Avant le mercredi **11** décembre 2024, dit-on.", "mercredi **11** décembre 2024"),
            ("le 11 déc. à 9 h", "11 déc."),
            ("le 11 décembre prochain.", "11 décembre prochain"),
            ("du lundi 3 au vendredi 7 mars 2025 à midi", "lundi 3 au vendredi 7 mars 2025"),
            ("les 3, 4 et 5 mars", "3, 4 et 5 mars"),
            ("du 28 février au 3 mars 2025.", "28 février au 3 mars 2025"),
            ("le <b>11 décembre</b> 2024.", "11 décembre</b> 2024"),
            ("## 11 décembre", "11 décembre"),
            ("le 11/12/2024.", "11/12/2024"),
            ("**2024-12-11**", "2024-12-11"),
            ("Wednesday, December 11, 2024.", "Wednesday, December 11, 2024"),
        ] {
            assert_eq!(found(text).iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>(), [written]);
        }
    }

    #[test]
    fn numeric_dates_are_not_guessed_in_english() {
        assert_eq!(dates("on 11/12/2024, by 11/12", Language::En), []);
    }

    #[test]
    fn weekdays_are_read_with_their_days() {
        let found = &dates("du Jeudi 12 au ven. 13 décembre 2024", Language::Fr)[0];
        assert_eq!(found.first.weekday, Some(Weekday::Thursday));
        assert_eq!(found.last.and_then(|day| day.weekday), Some(Weekday::Friday));
    }

    #[test]
    fn a_day_without_its_year_means_what_the_others_allow() {
        let day = dates("le 11 décembre", Language::Fr)[0].first;
        assert_eq!((day.date(), day.in_year(2024)), (None, Some(date(2024, 12, 11))));
        let events = [date(2023, 12, 11), date(2024, 12, 11), date(2024, 12, 12)];
        assert_eq!(day.among(events).collect::<Vec<_>>(), events[..2]);
        assert_eq!(day.between(date(2024, 11, 1), date(2025, 7, 1)), Some(date(2024, 12, 11)));
        assert_eq!(day.between(date(2024, 11, 1), date(2025, 12, 11)), None);
        assert_eq!(day.between(date(2025, 1, 1), date(2025, 7, 1)), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "([a-zé*_>&;./,’-]| |\u{a0}|\n|1er|3|11|31|décembre|mars|mai|déc\\.|2024|mercredi|mer\\.|au|du|le|et|entre|December|&nbsp;|/|-|<sup>er</sup>){0,60}") {
            let found = dates(&text, Language::Fr);
            assert!(found.iter().all(|date| text.get(date.range.clone()).is_some_and(|words| !words.is_empty())));
            assert!(found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
            let days = || found.iter().flat_map(WrittenDate::days);
            assert!(days().all(|day| (1..=31).contains(&day.day) && (1..=12).contains(&day.month)));
        }
    }

    /// Were a text read again for each of its words, this would not end.
    #[test]
    fn hostile_texts_cost_a_scan() {
        const SIZE: usize = 1 << 20;
        for pattern in [
            "1",
            "11 ",
            "mercredi ",
            "3 mars ",
            "3, ",
            "3 et ",
            "11/12/",
            "2024-",
            "mars-",
            "*",
            "é",
            "1 au ",
            "du 3 mars au ",
        ] {
            dates(&pattern.repeat(SIZE / pattern.len()), Language::Fr);
        }
    }
}
