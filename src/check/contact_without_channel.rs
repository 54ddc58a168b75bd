//! Contacts that cannot be reached.


use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Contacts that cannot be reached.
pub(super) static RULE: Rule = Rule {
    code: "contact-without-channel",
    severity: Severity::Error,
    summary: ["un contact n’a aucun moyen de le joindre", "a contact cannot be reached in any way"],
    explanation: ["La fiche promettrait de l’aide sans dire comment l’obtenir. Ajoutez au moins un moyen dans `channels:`.", "The card would promise help without saying how to get it. Add at least one way to `channels:`."],
    example: ["- id: assistance\n  label: Assistance", "- id: assistance\n  label: Assistance\n  channels:\n  - phone: 01 23 45 67 89"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, _) in subject.site.contacts().filter(|(_, contact)| contact.channels.is_empty()) {
        let message = text!("ce contact n’a aucun moyen de le joindre", "this contact cannot be reached in any way");
        let help = text!("ajoutez channels: avec phone:, mail:, url:, app_path: ou address:", "add channels: with phone:, mail:, url:, app_path: or address:");
        out.push(Diagnostic::new(&RULE, entry.locate(entry.span), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn a_name_alone() {
        let files = &[("content/contacts.yaml", "contacts:\n- id: c\n  label: C\n")];
        assert_eq!(places("contact-without-channel", files), ["content/contacts.yaml:2:3"]);
    }

    #[test]
    fn one_way_is_enough() {
        let files = &[("content/contacts.yaml", "contacts:\n- id: c\n  label: C\n  channels:\n  - app_path: Aide\n")];
        assert!(places("contact-without-channel", files).is_empty());
    }
}
