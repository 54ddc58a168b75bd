//! FAQ entries without a short answer that declare no gap.


use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// FAQ entries without a short answer that declare no gap.
pub(super) static RULE: Rule = Rule {
    code: "missing-short-answer",
    severity: Severity::Error,
    summary: ["une entrée de la FAQ n’a pas de réponse courte", "an FAQ entry has no short answer"],
    explanation: ["La réponse courte est ce que la recherche montre et ce qu’on lit d’abord. Écrivez-la, ou déclarez ce qu’on ne sait pas avec `gap:`.", "The short answer is what search shows and what is read first. Write it, or declare what is not known with `gap:`."],
    example: ["question: Quand ouvre le site ?", "question: Quand ouvre le site ?\nshort_answer: Le 11 décembre."],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, faq) in subject.site.faq() {
        let is_missing = faq.short_answer.as_ref().is_none_or(|answer| answer.trim().is_empty());
        if is_missing && entry.common.gap.is_none() {
            let place = faq.short_answer.as_ref().or(faq.question.as_ref()).map_or(entry.span, |field| field.span);
            let message = text!("cette question n’a pas de réponse courte", "this question has no short answer");
            let help = text!("ajoutez short_answer:, ou gap: si l’on ne sait pas", "add short_answer:, or gap: if it is not known");
            out.push(Diagnostic::new(&RULE, entry.locate(place), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn a_question_alone() {
        assert_eq!(places("missing-short-answer", &[("faq/x/a.md", "---\nquestion: Q ?\n---\n")]), ["faq/x/a.md:2:11"]);
    }

    #[test]
    fn an_answer_or_a_gap() {
        let files = &[
            ("faq/x/a.md", "---\nquestion: Q ?\nshort_answer: Oui.\n---\n"),
            ("faq/x/b.md", "---\nquestion: R ?\ngap:\n  question: R ?\n  why: On ne sait pas.\n---\n"),
        ];
        assert!(places("missing-short-answer", files).is_empty());
    }
}
