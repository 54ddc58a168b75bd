//! Dates and figures that nobody has confirmed: events that say so, and what texts mark by `{{ a-confirmer:… }}`.

use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::{Details, Status};
use crate::text;

/// Dates and figures that nobody has confirmed.
pub(super) static RULE: Rule = Rule {
    code: "unconfirmed",
    severity: Severity::Error,
    summary: ["une date ou un chiffre reste à confirmer", "a date or figure is still to be confirmed"],
    explanation: [
        "On agit sur ce que dit ce site : une date qui n’est pas sûre n’est publiée que si on le veut. Confirmez-la dans sa source (pour un événement, retirez `confirmed: false` ; dans un texte, retirez la marque). Pour publier sans attendre, `vademecum build --allow-unconfirmed` montre « date à confirmer ».",
        "People act on what this site says: a date that is not certain goes out only if that is wanted. Confirm it by its source (for an event, take `confirmed: false` away; in a text, take the mark away). To publish without waiting, `vademecum build --allow-unconfirmed` shows “date to be confirmed”.",
    ],
    example: ["jusqu’à {{ a-confirmer:3 }} comptes", "jusqu’à 3 comptes"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    // What was not confirmed while a campaign lasted never will be.
    if subject.site.archived.is_some() {
        return;
    }
    for entry in subject.entries().iter().filter(|entry| entry.common.status() != Status::Withdrawn) {
        let Details::Event(event) = &entry.details else { continue };
        let Some(confirmed) = event.confirmed.as_ref().filter(|confirmed| !confirmed.value) else { continue };
        let message = match event.first_day() {
            Some(_) => text!("cette date reste à confirmer", "this date is still to be confirmed"),
            None => text!("la date de cet événement reste à donner", "the date of this event is still to be given"),
        };
        let help = text!(
            "donnez la date d’après sa source, puis retirez « confirmed: false »",
            "give the date by its source, then take “confirmed: false” away"
        );
        out.push(Diagnostic::new(&RULE, entry.locate(confirmed.span), message).help(help));
    }
    for written in subject.calls().filter(|written| written.call.is_mark()) {
        let words = written.call.target.split_whitespace().collect::<Vec<_>>().join(" ");
        let message = text!("« {words} » reste à confirmer", "“{words}” is still to be confirmed");
        let help = text!(
            "vérifiez dans la source, puis remplacez la marque par ce qui est juste",
            "check the source, then put what is right in the place of the mark"
        );
        out.push(Diagnostic::new(&RULE, written.target_location(), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn events_and_marks() {
        let events = "events:\n- id: a\n  date: 2024-12-11\n  confirmed: false\n- id: b\n  confirmed: false\n- id: c\n  date: 2024-12-11\n  confirmed: true\n- id: d\n  confirmed: false\n  status: withdrawn\n";
        let question = "---\nquestion: Q ?\nshort_answer: Au plus {{ a-confirmer:3 }}.\n---\nLe {{ to-confirm:11 décembre }}.\n";
        let files = &[("content/calendrier.yaml", events), ("faq/x/a.md", question)];
        let found = places("unconfirmed", files);
        assert_eq!(found, ["content/calendrier.yaml:4:14", "content/calendrier.yaml:6:14", "faq/x/a.md:3:38", "faq/x/a.md:5:18"]);
    }
}
