//! Periods that end before they start.


use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity, Text};
use crate::text;

/// Periods that end before they start.
pub(super) static RULE: Rule = Rule {
    code: "event-end-before-start",
    severity: Severity::Error,
    summary: ["une période finit avant de commencer", "a period ends before it starts"],
    explanation: ["La période ne serait jamais montrée comme ouverte. Corrigez l’un des deux jours.", "The period would never be shown as open. Correct one of the two days."],
    example: ["start: 2024-12-11\nend: 2024-11-20", "start: 2024-11-20\nend: 2024-12-11"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, event) in subject.site.events() {
        let (Some(start), Some(end)) = (&event.start, &event.end) else { continue };
        if end.value < start.value {
            let (Text { fr: first_fr, en: first_en }, Text { fr: last_fr, en: last_en }) =
                (start.value.in_words(), end.value.in_words());
            let message = text!(
                "cette période finit le {last_fr}, avant son début le {first_fr}",
                "this period ends on {last_en}, before its start on {first_en}"
            );
            let help = text!("corrigez start: ou end:", "correct start: or end:");
            out.push(Diagnostic::new(&RULE, entry.locate(end.span), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn an_end_too_early() {
        let files = &[("content/calendrier.yaml", "events:\n- id: e\n  start: 2024-12-11\n  end: 2024-12-10\n")];
        assert_eq!(places("event-end-before-start", files), ["content/calendrier.yaml:4:8"]);
    }

    #[test]
    fn one_day() {
        let files = &[("content/calendrier.yaml", "events:\n- id: e\n  start: 2024-12-11\n  end: 2024-12-11\n")];
        assert!(places("event-end-before-start", files).is_empty());
    }
}
