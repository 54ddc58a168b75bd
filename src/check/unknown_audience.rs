//! Audiences that the settings do not declare.

use super::subject::suggest;
use crate::model::Kind;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Audiences that the settings do not declare.
pub(super) static RULE: Rule = Rule {
    code: "unknown-audience",
    severity: Severity::Error,
    summary: ["un public n’est pas déclaré", "an audience is not declared"],
    explanation: ["Le contenu ne serait montré à personne. Écrivez l’un des publics de `audiences:` dans vademecum.yaml, ou ajoutez-y celui-ci.", "The content would be shown to nobody. Write one of the `audiences:` of vademecum.yaml, or add this one there."],
    example: ["audience: famille", "audience: familles"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let site = subject.site;
    for entry in &site.entries {
        for audience in &entry.common.audience {
            let is_declared = site.settings.audiences.iter().any(|declared| declared.id == *audience);
            if is_declared {
                continue;
            }
            let id = &audience.value;
            let message = text!("le public « {id} » n’est pas déclaré", "the audience “{id}” is not declared");
            let otherwise = text!("ajoutez-le à audiences: dans vademecum.yaml", "add it to audiences: in vademecum.yaml");
            let nearest = site.nearest_id(id, Some(Kind::Audience));
            out.push(suggest(Diagnostic::new(&RULE, entry.locate(audience.span), message), nearest, otherwise));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    const SETTINGS: (&str, &str) = ("vademecum.yaml", "title: T\naudiences:\n- id: familles\n  label: Familles\n");

    #[test]
    fn an_audience_that_is_mistyped() {
        let files = &[SETTINGS, ("content/a.md", "---\naudience: [familles, famille]\n---\n")];
        assert_eq!(places("unknown-audience", files), ["content/a.md:2:22"]);
        assert!(messages("unknown-audience", files)[0].ends_with("écrivez « familles »"));
    }

    #[test]
    fn declared_audiences_are_silent() {
        assert!(places("unknown-audience", &[SETTINGS, ("content/a.md", "---\naudience: familles\n---\n")]).is_empty());
    }
}
