//! Content without a field that its kind needs.

use crate::model::{Details, Entry};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Content without a field that its kind needs.
pub(super) static RULE: Rule = Rule {
    code: "missing-required-field",
    severity: Severity::Error,
    summary: ["un champ obligatoire manque", "a required field is missing"],
    explanation: ["Sans lui, la page, la liste ou l’agenda aurait un trou. Ajoutez le champ.", "Without it the page, the list or the calendar would have a hole. Add the field."],
    example: ["- id: cloture\n  date: 2024-12-11", "- id: cloture\n  kind: closing\n  title: Clôture\n  date: 2024-12-11"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for entry in &subject.site.entries {
        for field in missing(entry) {
            let message = text!("« {field}: » manque", "“{field}:” is missing");
            let help = text!("ajoutez {field}:", "add {field}:");
            out.push(Diagnostic::new(&RULE, entry.locate(entry.span), message).help(help));
        }
    }
}

/// The required fields that an entry lacks. A page takes its title from its text, a question has rules of its own.
fn missing(entry: &Entry) -> impl Iterator<Item = &'static str> {
    let untitled = entry.title.trim().is_empty();
    let fields = match &entry.details {
        Details::Event(event) => [("kind", event.kind.is_none()), ("title", untitled)],
        Details::Document(_) => [("title", untitled), ("", false)],
        Details::Announcement(announcement) => [("date", announcement.date.is_none()), ("title", untitled)],
        Details::Contact(contact) => [("label", contact.label.is_none()), ("", false)],
        Details::Section(_) | Details::Page(_) | Details::Faq(_) | Details::Video(_) | Details::Audience(_) => {
            [("", false), ("", false)]
        }
    };
    fields.into_iter().filter(|(_, is_missing)| *is_missing).map(|(field, _)| field)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    #[test]
    fn events_announcements_and_contacts() {
        let files = &[
            ("content/annonces/a.md", "---\ntitle: A\n---\n"),
            ("content/calendrier.yaml", "events:\n- id: e\n  title: E\n"),
            ("content/contacts.yaml", "contacts:\n- id: c\n"),
        ];
        let found = places("missing-required-field", files);
        assert_eq!(found, ["content/annonces/a.md:1:1", "content/calendrier.yaml:2:3", "content/contacts.yaml:2:3"]);
        assert!(messages("missing-required-field", files)[0].contains("date:"));
    }

    #[test]
    fn complete_content() {
        let files = &[("content/calendrier.yaml", "events:\n- id: e\n  title: E\n  kind: closing\n"), ("content/a.md", "")];
        assert!(places("missing-required-field", files).is_empty());
    }
}
