//! Days that their month does not have.

use crate::model::Details;
use super::prose::locate_in_field;
use crate::diagnostic::Location;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::prose::dates;
use crate::text;

/// Days that their month does not have.
pub(super) static RULE: Rule = Rule {
    code: "impossible-date",
    severity: Severity::Warning,
    summary: ["une date n’existe pas", "a date does not exist"],
    explanation: ["Le mois n’a pas ce jour-là : la personne ne sait pas lequel est le bon. Vérifiez dans la source.", "The month does not have that day: the reader does not know which is right. Check the source."],
    example: ["le 31 novembre 2024", "le 30 novembre 2024"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for date in subject.dates.iter().filter(|date| !date.written.is_real()) {
        out.push(finding(date.words(), date.location()));
    }
    for entry in subject.entries() {
        let Details::Event(event) = &entry.details else { continue };
        let Some(wording) = &event.wording else { continue };
        let written = dates(wording, subject.site.settings.language).into_iter();
        for range in written.filter(|date| !date.is_real()).map(|date| date.range) {
            out.push(finding(&wording[range.clone()], locate_in_field(entry, wording, &range)));
        }
    }
}

fn finding(words: &str, location: Location) -> Diagnostic {
    let message = text!("« {words} » n’existe pas", "“{words}” does not exist");
    Diagnostic::new(&RULE, location, message).help(text!("vérifiez le jour dans la source", "check the day in the source"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn in_texts_and_wordings() {
        let files = &[
            ("content/a.md", "Le 31 novembre 2024."),
            ("content/calendrier.yaml", "events:\n- id: e\n  date: 2025-02-28\n  wording: Le 29 février 2025\n"),
        ];
        assert_eq!(places("impossible-date", files), ["content/a.md:1:4", "content/calendrier.yaml:4:15"]);
    }

    #[test]
    fn leap_years() {
        assert!(places("impossible-date", &[("content/a.md", "Le 29 février 2024.")]).is_empty());
    }
}
