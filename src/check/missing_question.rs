//! FAQ entries without a question.


use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// FAQ entries without a question.
pub(super) static RULE: Rule = Rule {
    code: "missing-question",
    severity: Severity::Error,
    summary: ["une entrée de la FAQ n’a pas de question", "an FAQ entry has no question"],
    explanation: ["La question est le titre de la page et ce que la recherche compare. Écrivez-la comme une personne la poserait.", "The question is the title of the page and what search compares. Write it as a person would ask it."],
    example: ["short_answer: Oui.", "question: Peut-on changer de mot de passe ?"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, faq) in subject.site.faq() {
        if faq.question.as_ref().is_none_or(|question| question.trim().is_empty()) {
            let message = text!("cette entrée n’a pas de question", "this entry has no question");
            let help = text!("ajoutez question: avec les mots d’une personne qui cherche", "add question: in the words of somebody who looks for it");
            let place = faq.question.as_ref().map_or(entry.span, |question| question.span);
            out.push(Diagnostic::new(&RULE, entry.locate(place), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn absent_or_blank() {
        assert_eq!(places("missing-question", &[("faq/x/a.md", "---\nid: a\n---\n")]), ["faq/x/a.md:1:1"]);
        assert_eq!(places("missing-question", &[("faq/x/a.md", "---\nquestion: ' '\n---\n")]).len(), 1);
    }

    #[test]
    fn a_question_is_silent() {
        assert!(places("missing-question", &[("faq/x/a.md", "---\nquestion: Q ?\n---\n"), ("content/a.md", "")]).is_empty());
    }
}
