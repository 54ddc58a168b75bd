//! Wordings that name a day that is not the event's.

use super::calendar::days;
use super::prose::locate_in_field;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity, Text};
use crate::model::Day;
use crate::prose::{WrittenDay, dates};
use crate::text;

/// Wordings that name a day that is not the event's.
pub(super) static RULE: Rule = Rule {
    code: "event-date-mismatch",
    severity: Severity::Error,
    summary: ["l’énoncé d’un événement donne un autre jour que sa date", "the wording of an event gives another day than its date"],
    explanation: ["Le calendrier et la phrase de la source se contredisent. Vérifiez dans la source, et corrigez `date:` ou `wording:`.", "The calendar and the sentence of the source contradict each other. Check the source, and correct `date:` or `wording:`."],
    example: ["date: 2024-12-12\nwording: le 11 décembre 2024", "date: 2024-12-11\nwording: le 11 décembre 2024"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, event) in subject.site.events() {
        let Some(wording) = &event.wording else { continue };
        let days = days(event);
        for written in dates(wording, subject.site.settings.language) {
            let mut said = written.days().filter_map(WrittenDay::date);
            let Some(date) = said.find(|date| !days.is_empty() && !days.contains(date)) else { continue };
            let said = Day(date).in_words();
            let (said_fr, said_en) = (said.fr, said.en);
            let (held_fr, held_en): (Vec<_>, Vec<_>) =
                days.iter().map(|day| Day(*day).in_words()).map(|Text { fr, en }| (fr, en)).unzip();
            let (held_fr, held_en) = (held_fr.join(", "), held_en.join(", "));
            let message = text!(
                "l’énoncé dit « {said_fr} », l’événement « {held_fr} »",
                "the wording says “{said_en}”, the event “{held_en}”"
            );
            let help = text!("vérifiez dans la source, et corrigez date: ou wording:", "check the source, and correct date: or wording:");
            out.push(Diagnostic::new(&RULE, locate_in_field(entry, wording, &written.range), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn another_day() {
        let files = &[("content/calendrier.yaml", "events:\n- id: e\n  date: 2024-12-12\n  wording: Le 11 décembre 2024\n")];
        assert_eq!(places("event-date-mismatch", files), ["content/calendrier.yaml:4:15"]);
    }

    #[test]
    fn both_ends_of_a_period() {
        let text = "events:\n- id: e\n  start: 2024-12-11\n  end: 2025-01-08\n  wording: Du 11 décembre 2024 au 8 janvier 2025\n";
        assert!(places("event-date-mismatch", &[("content/calendrier.yaml", text)]).is_empty());
    }
}
