//! Ways to reach a contact that are not exactly one.


use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Ways to reach a contact that are not exactly one.
pub(super) static RULE: Rule = Rule {
    code: "invalid-channel",
    severity: Severity::Error,
    summary: ["un moyen de joindre un contact n’en est pas un seul", "a way to reach a contact is not exactly one"],
    explanation: ["Chaque ligne de `channels:` est un moyen : un numéro, une adresse, un formulaire. Séparez-les en autant de lignes.", "Each line of `channels:` is one way: a number, an address, a form. Part them into as many lines."],
    example: ["- phone: 01 23 45 67 89\n  mail: aide@exemple.fr", "- phone: 01 23 45 67 89\n- mail: aide@exemple.fr"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, contact) in subject.site.contacts() {
        for channel in &contact.channels {
            let fields = [&channel.phone, &channel.mail, &channel.url, &channel.app_path, &channel.address];
            let given: Vec<_> = fields.into_iter().flatten().collect();
            let (span, message) = match given[..] {
                [_] => continue,
                [] => (channel.span, text!("un moyen de contact est vide", "a way to reach this contact is empty")),
                [_, second, ..] => (second.span, text!("deux moyens de contact sur une ligne", "two ways to reach a contact in one line")),
            };
            let help = text!("écrivez une ligne par moyen, précédée d’un tiret", "write one line for each way, with a dash before it");
            out.push(Diagnostic::new(&RULE, entry.locate(span), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn two_in_one_or_none() {
        let text = "contacts:\n- id: c\n  channels:\n  - phone: '3939'\n    mail: a@b.fr\n  - {}\n";
        let found = places("invalid-channel", &[("content/contacts.yaml", text)]);
        assert_eq!(found, ["content/contacts.yaml:5:11", "content/contacts.yaml:6:5"]);
    }

    #[test]
    fn one_each() {
        let text = "contacts:\n- id: c\n  channels:\n  - phone: '3939'\n  - mail: a@b.fr\n";
        assert!(places("invalid-channel", &[("content/contacts.yaml", text)]).is_empty());
    }
}
