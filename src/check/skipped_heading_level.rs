//! Headings that skip a level (RGAA 9.1).


use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Headings that skip a level (RGAA 9.1).
pub(super) static RULE: Rule = Rule {
    code: "skipped-heading-level",
    severity: Severity::Warning,
    summary: ["un titre saute un niveau", "a heading skips a level"],
    explanation: ["Qui parcourt la page par ses titres croit qu’une partie manque. Écrivez le niveau qui suit (critère 9.1 du RGAA).", "Whoever goes through the page by its headings believes that a part is missing. Write the next level (WCAG 1.3.1)."],
    example: ["## Partie puis #### Détail", "## Partie puis ### Détail"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for body in subject.entries().iter().filter_map(|entry| entry.body.as_ref()) {
        let mut before = 1;
        for heading in &body.facts.headings {
            if heading.level > before + 1 {
                let marks = "#".repeat(usize::from(before) + 1);
                let (level, text) = (heading.level, &heading.text);
                let message = text!(
                    "« {text} » est de niveau {level} après un titre de niveau {before}",
                    "“{text}” is of level {level} after a heading of level {before}"
                );
                let help = text!("écrivez « {marks} {text} »", "write “{marks} {text}”");
                out.push(Diagnostic::new(&RULE, body.locate(heading.span), message).help(help));
            }
            before = heading.level;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    #[test]
    fn a_level_that_is_skipped() {
        let files = &[("content/a.md", "# T\n\n## A\n\n#### B\n")];
        assert_eq!(places("skipped-heading-level", files), ["content/a.md:5:1"]);
        assert!(messages("skipped-heading-level", files)[0].ends_with("écrivez « ### B »"));
    }

    #[test]
    fn levels_may_fall_at_once() {
        assert!(places("skipped-heading-level", &[("content/a.md", "## A\n### B\n#### C\n## D\n")]).is_empty());
    }
}
