//! Wordings whose weekday is not that of their date.

use super::calendar::days;
use super::prose::locate_in_field;
use super::wrong_weekday::mismatch;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::prose::{WrittenDay, dates};


/// Wordings whose weekday is not that of their date.
pub(super) static RULE: Rule = Rule {
    code: "event-weekday",
    severity: Severity::Error,
    summary: ["le jour de la semaine d’un énoncé n’est pas celui de sa date", "the weekday in a wording is not that of its date"],
    explanation: ["L’un des deux est faux, et la personne ne sait pas lequel. Vérifiez dans la source.", "One of the two is wrong, and the reader does not know which. Check the source."],
    example: ["wording: Avant le mardi 11 décembre 2024", "wording: Avant le mercredi 11 décembre 2024"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let language = subject.site.settings.language;
    for (entry, event) in subject.site.events() {
        let Some(wording) = &event.wording else { continue };
        let days = days(event);
        for written in dates(wording, language) {
            let meant = |day: WrittenDay| day.date().or_else(|| day.among(days.iter().copied()).next());
            let words = &wording[written.range.clone()];
            let wrong = written.days().find_map(|day| mismatch(day, meant(day)?, words, language));
            if let Some((message, help)) = wrong {
                let location = locate_in_field(entry, wording, &written.range);
                out.push(Diagnostic::new(&RULE, location, message).help(help));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    #[test]
    fn another_day_of_the_week() {
        let files = &[("content/calendrier.yaml", "events:\n- id: e\n  date: 2024-12-11\n  wording: Avant le mardi 11 décembre 2024\n")];
        assert_eq!(places("event-weekday", files), ["content/calendrier.yaml:4:21"]);
        assert!(messages("event-weekday", files)[0].contains("est un mercredi"));
    }

    #[test]
    fn a_wording_without_a_year_is_about_the_days_of_its_event() {
        let files = &[("content/calendrier.yaml", "events:\n- id: e\n  date: 2024-12-11\n  wording: Avant le mardi 11 décembre, pas le lundi 12\n")];
        assert_eq!(places("event-weekday", files), ["content/calendrier.yaml:4:21"]);
    }

    #[test]
    fn the_right_day() {
        let files = &[("content/calendrier.yaml", "events:\n- id: e\n  date: 2024-12-11\n  wording: Wednesday 11 December 2024\n")];
        assert!(places("event-weekday", files).is_empty());
    }
}
