//! Links to a place in a page that is not there.

use super::subject::suggest;
use crate::model::Resolution;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Links to a place in a page that is not there.
pub(super) static RULE: Rule = Rule {
    code: "broken-anchor",
    severity: Severity::Error,
    summary: ["un lien vise un endroit absent de la page", "a link aims at a place that its page does not have"],
    explanation: ["Le lien ouvre la bonne page, mais en haut : la personne doit chercher elle-même. Écrivez l’identifiant du titre visé, ou donnez-lui en un (`## Titre {#ancre}`).", "The link opens the right page, but at its top: the reader has to search. Write the id of the heading, or give it one (`## Title {#anchor}`)."],
    example: ["[Règles](identifiant.md#regle)", "[Règles](identifiant.md#regles)"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for link in &subject.links {
        let Resolution::MissingAnchor { entry, fragment, nearest } = &link.resolution else { continue };
        let title = &subject.site.entry(*entry).title;
        let message = text!("la page « {title} » n’a pas d’ancre « {fragment} »", "the page “{title}” has no anchor “{fragment}”");
        let otherwise = text!(
            "ajoutez {{#{fragment}}} au titre visé, ou retirez #{fragment} du lien",
            "add {{#{fragment}}} to the heading, or take #{fragment} off the link"
        );
        let nearest = nearest.as_ref().map(|anchor| format!("#{anchor}"));
        out.push(suggest(Diagnostic::new(&RULE, link.target_location(), message), nearest.as_deref(), otherwise));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    #[test]
    fn a_missing_anchor_names_the_nearest() {
        let files = &[("content/a.md", "[b](b.md#regle)\n\n[c](#x)"), ("content/b.md", "## R {#regles}")];
        assert_eq!(places("broken-anchor", files), ["content/a.md:1:5", "content/a.md:3:5"]);
        assert!(messages("broken-anchor", files)[0].ends_with("écrivez « #regles »"));
    }

    #[test]
    fn existing_anchors_are_silent() {
        let files = &[("content/a.md", "[b](b.md#regles) [c](b.md)"), ("content/b.md", "## R {#regles}")];
        assert!(places("broken-anchor", files).is_empty());
    }
}
