//! Dates to come in announcements that no event holds.

use crate::config::Language;
use crate::model::{AnnouncementFields, Details};
use jiff::civil::Date;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::prose::{WrittenDay, dates};
use crate::text;

/// Dates to come in announcements that no event holds.
pub(super) static RULE: Rule = Rule {
    code: "date-not-in-calendar",
    severity: Severity::Hint,
    summary: ["une annonce donne une date que le calendrier n’a pas", "an announcement gives a date that the calendar does not have"],
    explanation: ["Qui ne lit que le calendrier manquera cette date. Ajoutez un événement, ou vérifiez la date.", "Who only reads the calendar will miss this date. Add an event, or check the date."],
    example: ["La réunion aura lieu le 15 janvier 2025. (calendrier sans cette date)", "- id: reunion\n  date: 2025-01-15"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    if subject.calendar.is_empty() {
        return;
    }
    for found in &subject.dates {
        let Details::Announcement(announcement) = &subject.site.entry(found.entry).details else { continue };
        let language = subject.site.settings.language;
        let is_missing = |date: &Date| subject.calendar.on(*date).is_empty() && !is_known(announcement, *date, language);
        let Some(date) = found.written.days().filter_map(WrittenDay::date).find(is_missing) else { continue };
        let words = found.words();
        let message = text!("aucun événement du calendrier n’a la date « {words} »", "no event of the calendar has the date “{words}”");
        let help = text!("ajoutez un événement avec « date: {date} »", "add an event with “date: {date}”");
        out.push(Diagnostic::new(&RULE, found.location(), message).help(help));
    }
}

/// Whether a date is the announcement's own, or before it, or that of a text it refers to: no date to come.
fn is_known(announcement: &AnnouncementFields, date: Date, language: Language) -> bool {
    let own = announcement.date.as_ref().is_some_and(|own| date <= own.value.0);
    let names = announcement.references.iter().flat_map(|reference| [Some(&reference.document), reference.quote.as_ref()]);
    own || names.flatten().flat_map(|name| dates(name, language)).any(|named| named.days().any(|day| day.date() == Some(date)))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    const EVENTS: (&str, &str) = ("content/calendrier.yaml", "events:\n- id: e\n  date: 2024-12-11\n");

    #[test]
    fn a_date_to_come_that_is_not_there() {
        let files = &[EVENTS, ("content/annonces/a.md", "---\ndate: 2024-11-25\n---\nLe 11 décembre 2024 et le 12 décembre 2024.")];
        assert_eq!(places("date-not-in-calendar", files), ["content/annonces/a.md:4:27"]);
    }

    #[test]
    fn its_own_date_its_references_and_other_kinds() {
        let text = "---\ndate: 2024-11-25\nreferences:\n- document: Arrêté du 3 mai 2025\n---\nDu 25 novembre 2024, arrêté du 3 mai 2025.";
        assert!(places("date-not-in-calendar", &[EVENTS, ("content/annonces/a.md", text), ("content/b.md", "Le 12 décembre 2024.")]).is_empty());
        assert!(places("date-not-in-calendar", &[("content/annonces/a.md", "Le 12 décembre 2024.")]).is_empty());
    }
}
