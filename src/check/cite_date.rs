//! Dates typed into a text although an event holds them.

use super::prose::Place;
use crate::model::Kind;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Dates typed into a text although an event holds them.
pub(super) static RULE: Rule = Rule {
    code: "cite-date",
    severity: Severity::Hint,
    summary: ["une date du calendrier est tapée dans un texte", "a date of the calendar is typed into a text"],
    explanation: ["Le jour où la date change, ce texte restera faux. Citez l’événement : le texte, le PDF et les agendas suivront.", "The day the date changes, this text will stay wrong. Cite the event: the text, the PDF and the calendars will follow."],
    example: ["avant le 11 décembre 2024", "{{ date:cloture-parametrage }}"],
};

/// The most events that are named for one date.
const NAMED: usize = 3;

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for found in subject.dates.iter().filter(|found| matches!(found.place, Place::Body(_))) {
        let entry = subject.site.entry(found.entry);
        let Some(date) = found.written.first.date() else { continue };
        let events = subject.calendar.on(date).iter().filter(|event| event.id != entry.id && !event.is_draft());
        let cites: Vec<String> = events.take(NAMED).map(|event| format!("{{{{ date:{} }}}}", event.id)).collect();
        // An announcement keeps the dates of its day, whatever the calendar says later.
        if cites.is_empty() || entry.kind() == Kind::Announcement {
            continue;
        }
        let (words, cites_fr, cites_en) = (found.words(), cites.join(" ou "), cites.join(" or "));
        let message = text!("« {words} » est une date du calendrier", "“{words}” is a date of the calendar");
        let help = text!("écrivez {cites_fr}", "write {cites_en}");
        out.push(Diagnostic::new(&RULE, found.location(), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    const EVENTS: (&str, &str) = ("content/calendrier.yaml", "events:\n- id: cloture\n  date: 2024-12-11\n");

    #[test]
    fn a_date_that_an_event_holds() {
        let files = &[EVENTS, ("content/a.md", "Avant le mercredi 11 décembre 2024.")];
        assert_eq!(places("cite-date", files), ["content/a.md:1:10"]);
        assert!(messages("cite-date", files)[0].ends_with("écrivez {{ date:cloture }}"));
    }

    #[test]
    fn other_dates_announcements_and_code() {
        let files = &[EVENTS, ("content/a.md", "Le 12 décembre 2024, `2024-12-11`."), ("content/annonces/b.md", "Le 11 décembre 2024.")];
        assert!(places("cite-date", files).is_empty());
    }
}
