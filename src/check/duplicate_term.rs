//! Terms that the glossary defines twice.

use std::collections::HashMap;
use crate::model::fold;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Terms that the glossary defines twice.
pub(super) static RULE: Rule = Rule {
    code: "duplicate-term",
    severity: Severity::Warning,
    summary: ["le glossaire définit deux fois le même terme", "the glossary defines a term twice"],
    explanation: ["La personne qui lit ne sait pas quelle définition vaut. Réunissez-les.", "The reader does not know which definition holds. Join them."],
    example: ["- term: CIO\n- term: cio", "- term: CIO"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let mut first = HashMap::new();
    for term in &subject.site.glossary {
        let place = || term.file.locate(term.term.span.range());
        let Some(earlier) = first.get(&fold(term.term.trim())) else {
            first.insert(fold(term.term.trim()), term);
            continue;
        };
        let written = &term.term.value;
        let message = text!("« {written} » est déjà dans le glossaire", "“{written}” is already in the glossary");
        let help = text!("réunissez les deux définitions", "join the two definitions");
        let related = earlier.file.locate(earlier.term.span.range());
        out.push(Diagnostic::new(&RULE, place(), message).help(help).related(related, text!("ici", "here")));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn the_same_word_in_another_case() {
        let files = &[("content/glossaire.yaml", "terms:\n- term: CIO\n- term: Cio\n")];
        assert_eq!(places("duplicate-term", files), ["content/glossaire.yaml:3:9"]);
    }

    #[test]
    fn two_words() {
        let files = &[("content/glossaire.yaml", "terms:\n- term: CIO\n- term: INE\n")];
        assert!(places("duplicate-term", files).is_empty());
    }
}
