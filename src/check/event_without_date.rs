//! Events without a date, or with half of a period.

use crate::diagnostic::Text;
use crate::model::EventFields;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Events without a date, or with half of a period.
pub(super) static RULE: Rule = Rule {
    code: "event-without-date",
    severity: Severity::Error,
    summary: ["un événement n’a pas de date, ou la moitié d’une période", "an event has no date, or half of a period"],
    explanation: ["Il ne peut être montré ni dans le calendrier, ni dans les phrases qui le citent. Donnez `date:`, ou `start:` et `end:`.", "It can be shown neither in the calendar nor in the sentences that cite it. Give `date:`, or `start:` and `end:`."],
    example: ["kind: period\nstart: 2024-12-11", "kind: period\nstart: 2024-12-11\nend: 2024-12-20"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, event) in subject.site.events() {
        if let Some((message, help)) = problem(event) {
            out.push(Diagnostic::new(&RULE, entry.locate(entry.span), message).help(help));
        }
    }
}

fn problem(event: &EventFields) -> Option<(Text, Text)> {
    let both = || text!("gardez date:, ou start: et end:", "keep date:, or start: and end:");
    let is_announced = event.confirmed.as_ref().is_some_and(|confirmed| !confirmed.value);
    match (&event.date, &event.start, &event.end) {
        (None, None, None) if is_announced => None,
        (Some(_), None, None) | (None, Some(_), Some(_)) => None,
        (Some(_), _, _) => Some((text!("cet événement a une date et une période", "this event has a date and a period"), both())),
        (None, None, None) => {
            let help = text!("ajoutez date:, ou start: et end:", "add date:, or start: and end:");
            Some((text!("cet événement n’a pas de date", "this event has no date"), help))
        }
        (None, Some(_), None) => {
            let help = text!("ajoutez end:, ou écrivez date: au lieu de start:", "add end:, or write date: instead of start:");
            Some((text!("cette période n’a pas de fin", "this period has no end"), help))
        }
        (None, None, Some(_)) => {
            let help = text!("ajoutez start:, ou écrivez date: au lieu de end:", "add start:, or write date: instead of end:");
            Some((text!("cette période n’a pas de début", "this period has no start"), help))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    fn found(item: &str) -> usize {
        places("event-without-date", &[("content/calendrier.yaml", &format!("events:\n- id: e\n  title: E\n{item}"))]).len()
    }

    #[test]
    fn nothing_half_a_period_or_too_much() {
        assert_eq!(places("event-without-date", &[("content/calendrier.yaml", "events:\n- id: e\n")]), ["content/calendrier.yaml:2:3"]);
        assert_eq!(found("  start: 2024-12-11\n"), 1);
        assert_eq!(found("  end: 2024-12-11\n"), 1);
        assert_eq!(found("  date: 2024-12-11\n  end: 2024-12-12\n"), 1);
    }

    #[test]
    fn a_day_or_a_whole_period() {
        assert_eq!(found("  date: 2024-12-11\n"), 0);
        assert_eq!(found("  start: 2024-12-11\n  end: 2024-12-12\n"), 0);
    }
}
