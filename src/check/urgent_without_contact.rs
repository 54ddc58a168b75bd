//! Urgent questions that name nobody to turn to.

use super::fields::contact;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Urgent questions that name nobody to turn to.
pub(super) static RULE: Rule = Rule {
    code: "urgent-without-contact",
    severity: Severity::Warning,
    summary: ["une question urgente ne dit pas à qui s’adresser", "an urgent question names nobody to turn to"],
    explanation: ["Une personne bloquée qui ne trouve pas la réponse doit pouvoir joindre quelqu’un. Ajoutez `contact:` à l’entrée, ou aux réglages du site.", "Someone who is stuck and does not find the answer has to reach somebody. Add `contact:` to the entry, or to the site's settings."],
    example: ["urgent: true", "urgent: true\ncontact: assistance"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    if subject.site.settings.contact.is_some() {
        return;
    }
    for (entry, faq) in subject.site.faq() {
        let Some(urgent) = faq.urgent.as_ref().filter(|urgent| urgent.value) else { continue };
        if contact(entry).is_none() {
            let message = text!("cette entrée urgente n’a pas de contact", "this urgent entry has no contact");
            let help = text!("ajoutez contact: avec l’id d’un contact", "add contact: with the id of a contact");
            out.push(Diagnostic::new(&RULE, entry.locate(urgent.span), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn urgent_and_alone() {
        let files = &[("faq/x/a.md", "---\nquestion: Q ?\nurgent: true\n---\n")];
        assert_eq!(places("urgent-without-contact", files), ["faq/x/a.md:3:9"]);
    }

    #[test]
    fn a_contact_of_the_entry_or_of_the_site() {
        let settings = ("vademecum.yaml", "title: T\ncontact: c\n");
        assert!(places("urgent-without-contact", &[settings, ("faq/x/a.md", "---\nurgent: true\n---\n")]).is_empty());
        assert!(places("urgent-without-contact", &[("faq/x/a.md", "---\nurgent: true\ncontact: c\n---\n")]).is_empty());
    }
}
