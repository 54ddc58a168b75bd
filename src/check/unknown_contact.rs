//! Contacts that are not there.

use super::fields::contact;
use super::subject::suggest;
use crate::diagnostic::{Location, Spanned};
use crate::model::Kind;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Contacts that are not there.
pub(super) static RULE: Rule = Rule {
    code: "unknown-contact",
    severity: Severity::Error,
    summary: ["un contact n’existe pas", "a contact does not exist"],
    explanation: ["La page promettrait une aide qu’elle ne donne pas. Écrivez l’identifiant d’un contact de content/contacts.yaml.", "The page would promise help that it does not give. Write the id of a contact of content/contacts.yaml."],
    example: ["contact: assistence", "contact: assistance"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for entry in &subject.site.entries {
        if let Some(id) = contact(entry) {
            out.extend(finding(subject, id, || entry.locate(id.span)));
        }
    }
    if let Some(id) = &subject.site.settings.contact {
        out.extend(finding(subject, id, || subject.settings_location(id.span)));
    }
}

fn finding(subject: &Subject, written: &Spanned<String>, place: impl Fn() -> Location) -> Option<Diagnostic> {
    let id = &written.value;
    let message = match subject.site.by_id(id) {
        Some((_, found)) if found.kind() == Kind::Contact => return None,
        Some(_) => text!("« {id} » n’est pas un contact", "“{id}” is not a contact"),
        None => text!("aucun contact n’a l’identifiant « {id} »", "no contact has the id “{id}”"),
    };
    let nearest = subject.site.nearest_id(id, Some(Kind::Contact));
    let otherwise = text!("ajoutez-le à content/contacts.yaml", "add it to content/contacts.yaml");
    Some(suggest(Diagnostic::new(&RULE, place(), message), nearest, otherwise))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    const CONTACTS: (&str, &str) = ("content/contacts.yaml", "contacts:\n- id: assistance\n  label: Assistance\n  fallback: rien\n");

    #[test]
    fn fields_fallbacks_and_settings() {
        let files = &[
            ("vademecum.yaml", "title: T\ncontact: a\n"),
            CONTACTS,
            ("content/a.md", "---\ncontact: assistence\n---\n"),
        ];
        let found = places("unknown-contact", files);
        assert_eq!(found, ["content/a.md:2:10", "content/contacts.yaml:4:13", "vademecum.yaml:2:10"]);
        assert!(messages("unknown-contact", files)[0].ends_with("écrivez « assistance »"));
    }

    #[test]
    fn a_contact_that_is_there() {
        let contacts = ("content/contacts.yaml", "contacts:\n- id: aide\n  label: Aide\n");
        assert!(places("unknown-contact", &[contacts, ("content/a.md", "---\ncontact: aide\n---\n")]).is_empty());
    }
}
