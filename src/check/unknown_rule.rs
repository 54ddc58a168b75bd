//! Severities set for a rule that does not exist.

use super::subject::suggest;
use crate::diagnostic::nearest;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Severities set for a rule that does not exist.
pub(super) static RULE: Rule = Rule {
    code: "unknown-rule",
    severity: Severity::Error,
    summary: ["une gravité est donnée à une règle qui n’existe pas", "a severity is set for a rule that does not exist"],
    explanation: ["Le réglage n’a aucun effet : la règle que vous vouliez changer garde sa gravité. Écrivez le code tel qu’il est affiché entre crochets.", "The setting has no effect: the rule you meant keeps its severity. Write the code as it is shown in brackets."],
    example: ["severity: { broken-links: warning }", "severity: { broken-link: warning }"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for code in subject.site.settings.severity.keys() {
        let rules = crate::rules::all();
        if rules.iter().any(|rule| rule.code == code.value) {
            continue;
        }
        let written = &code.value;
        let message = text!("aucune règle n’a le code « {written} »", "no rule has the code “{written}”");
        let otherwise = text!("écrivez le code tel qu’il est affiché", "write the code as it is shown");
        let nearest = nearest(written, rules.iter().map(|rule| rule.code));
        out.push(suggest(Diagnostic::new(&RULE, subject.settings_location(code.span), message), nearest, otherwise));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    #[test]
    fn a_code_that_is_mistyped() {
        let files = &[("vademecum.yaml", "title: T\nseverity:\n  broken-links: warning\n")];
        assert_eq!(places("unknown-rule", files), ["vademecum.yaml:3:3"]);
        assert!(messages("unknown-rule", files)[0].ends_with("écrivez « broken-link »"));
    }

    #[test]
    fn a_known_code() {
        assert!(places("unknown-rule", &[("vademecum.yaml", "title: T\nseverity:\n  broken-link: warning\n")]).is_empty());
    }
}
