//! Declared gaps that name nobody to turn to.

use super::fields::contact;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Declared gaps that name nobody to turn to.
pub(super) static RULE: Rule = Rule {
    code: "gap-without-contact",
    severity: Severity::Warning,
    summary: ["ce que l’on ne sait pas ne dit pas à qui s’adresser", "what is not known names nobody to turn to"],
    explanation: ["Dire que l’on ne sait pas est honnête ; il faut aussi dire où demander. Ajoutez `contact:` ou, dans `gap:`, `instead:`.", "To say that one does not know is honest; one also has to say where to ask. Add `contact:` or, in `gap:`, `instead:`."],
    example: ["gap: { question: Quand ?, why: Non publié }", "gap: { question: Quand ?, why: Non publié, instead: Voir le rectorat }"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    if subject.site.settings.contact.is_some() {
        return;
    }
    for entry in &subject.site.entries {
        let Some(gap) = entry.common.gap.as_ref().filter(|gap| gap.instead.is_none()) else { continue };
        if contact(entry).is_none() {
            let message = text!("rien ne dit où s’adresser à la place", "nothing says where to turn instead");
            let help = text!("ajoutez contact: à l’entrée, ou instead: à gap:", "add contact: to the entry, or instead: to gap:");
            out.push(Diagnostic::new(&RULE, entry.locate(gap.question.span), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn a_gap_alone() {
        let files = &[("content/a.md", "---\ngap:\n  question: Quand ?\n  why: Inconnu\n---\n")];
        assert_eq!(places("gap-without-contact", files), ["content/a.md:3:13"]);
    }

    #[test]
    fn a_gap_with_a_way_out() {
        let files = &[("content/a.md", "---\ngap:\n  question: Quand ?\n  why: Inconnu\n  instead: Le rectorat\n---\n")];
        assert!(places("gap-without-contact", files).is_empty());
    }
}
