//! Dates that are not in the current campaign.

use super::Subject;
use super::prose::ProseDate;
use super::sentences::{dates_a_text, is_in_quotation, is_quoted, tells_of_origin, tells_of_past};
use crate::diagnostic::{Diagnostic, Rule, Severity, Text};
use crate::model::{Day, Kind};
use crate::prose::WrittenDay;
use crate::text;
use jiff::civil::Date;

/// Dates that are not in the current campaign.
pub(super) static RULE: Rule = Rule {
    code: "date-outside-campaign",
    severity: Severity::Warning,
    summary: ["une date tapée n’est pas dans la campagne en cours", "a typed date is not in the current campaign"],
    explanation: ["Un texte repris d’une autre année garde ses dates, et la personne s’y fie. Les dates des textes de référence (« l’instruction du … »), celles des annonces, des citations et de ce qui est dit passé ne comptent pas.", "A text taken over from another year keeps its dates, and the reader trusts them. The dates of texts of reference (“the instruction of …”), those of announcements, of quotations and of what is said to be past do not count."],
    example: ["Répondez avant le 13 décembre 2023. (campagne ouverte le 12 novembre 2024)", "Répondez avant le 13 décembre 2024."],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let Some(campaign) = subject.calendar.bounds() else { return };
    for dates in subject.dates.chunk_by(ProseDate::is_beside).filter(|dates| dates[0].may_be_cited()) {
        let outside: Vec<&ProseDate> = dates.iter().filter(|date| is_outside(subject, date, campaign)).collect();
        if !outside.is_empty() && speaks_of_now(subject, outside[0]) {
            out.extend(outside.into_iter().map(|date| finding(subject, date, campaign)));
        }
    }
}

fn finding(subject: &Subject, found: &ProseDate, (opens, closes): (Date, Date)) -> Diagnostic {
    let label = subject.site.settings.current_campaign().map_or("", |campaign| campaign.label.value.as_str());
    let words = found.words().split_whitespace().collect::<Vec<_>>().join(" ");
    let (Text { fr: from_fr, en: from_en }, Text { fr: to_fr, en: to_en }) = (Day(opens).in_words(), Day(closes).in_words());
    let message = text!(
        "« {words} » n’est pas dans « {label} » ({from_fr} – {to_fr})",
        "“{words}” is not in “{label}” ({from_en} – {to_en})"
    );
    let help = text!(
        "donnez la date de cette campagne, ou dites qu’il s’agit d’une campagne passée",
        "give the date of this campaign, or say that this is about a past one"
    );
    Diagnostic::new(&RULE, found.location(), message).help(help)
}

/// Whether a date is complete and neither in the campaign nor in the calendar, nor the date of a text or in a quotation.
fn is_outside(subject: &Subject, found: &ProseDate, (opens, closes): (Date, Date)) -> bool {
    let is_elsewhere = |date: Date| !(opens..=closes).contains(&date) && subject.calendar.on(date).is_empty();
    let (text, before) = (found.place.text(), found.before());
    // Year, month, day is how data are written: an example, a value to type.
    let is_data = found.words().get(4..5) == Some("-");
    found.written.days().filter_map(WrittenDay::date).any(is_elsewhere)
        && !is_data
        && !dates_a_text(before)
        && !is_quoted(before)
        && !is_in_quotation(text, found.written.range.start)
}

/// Whether the sentence around a date is one to act on, not about something that is over.
fn speaks_of_now(subject: &Subject, found: &ProseDate) -> bool {
    let (entry, sentence) = (subject.site.entry(found.entry), found.sentence());
    let mut years = found.written.days().filter_map(|day| day.year);
    let is_in_title = years.any(|year| entry.title.contains(&year.to_string()));
    entry.kind() != Kind::Announcement && !is_in_title && !tells_of_past(sentence) && !tells_of_origin(sentence)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    const CAMPAIGN: &str = "title: T\ncampaigns:\n- year: 2025\n  label: Campagne 2025\n  state: current\n  opens: 2024-11-12\n";

    fn found(file: &str, text: &str) -> Vec<String> {
        let settings = format!("{CAMPAIGN}  closes: 2025-07-10\n");
        places("date-outside-campaign", &[("vademecum.yaml", &settings), (file, text)])
    }

    #[test]
    fn another_year() {
        assert_eq!(found("content/a.md", "Avant le 13 décembre 2023, puis le 1er octobre 2025."), ["content/a.md:1:10", "content/a.md:1:36"]);
        assert_eq!(found("faq/x/a.md", "---\nquestion: Q ?\nshort_answer: Avant le 13 décembre 2023.\n---\n"), ["faq/x/a.md:3:24"]);
    }

    #[test]
    fn this_year_texts_quotations_and_the_past() {
        for text in [
            "Avant le 13 décembre 2024, ou le 13 décembre.",
            "L'instruction du 21 novembre 2023 le dit.",
            "Elle dit « avant le 13 décembre 2023 ».",
            "> Avant le 13 décembre 2023",
            "La campagne précédente a fini le 10 juillet 2024.",
            "Page mise à jour le 2 septembre 2024.",
            "Les élèves nés après le 1er janvier 2007.",
            "---\ntitle: La campagne 2023\n---\n\nElle a fini le 10 juillet 2023.",
            "`2023-12-13`",
            "| date_naissance | 2015-03-14 |",
        ] {
            assert!(found("content/a.md", text).is_empty(), "{text}");
        }
        assert!(found("content/annonces/a.md", "Avant le 13 décembre 2023.").is_empty());
    }

    #[test]
    fn a_campaign_without_its_last_day() {
        assert!(places("date-outside-campaign", &[("vademecum.yaml", CAMPAIGN), ("content/a.md", "Le 13 décembre 2023.")]).is_empty());
    }
}
