//! Short answers longer than 300 characters.


use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Short answers longer than 300 characters.
pub(super) static RULE: Rule = Rule {
    code: "long-short-answer",
    severity: Severity::Warning,
    summary: ["une réponse courte dépasse 300 caractères", "a short answer is longer than 300 characters"],
    explanation: ["Elle est montrée entière dans les listes et les résultats de recherche. Gardez l’essentiel, et mettez le reste dans le texte.", "It is shown whole in lists and search results. Keep what matters most, and put the rest into the text."],
    example: ["short_answer: (400 caractères)", "short_answer: (200 caractères), le reste dans le texte"],
};

/// The most characters of a short answer.
const LONGEST: usize = 300;

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, faq) in subject.site.faq() {
        let Some(answer) = &faq.short_answer else { continue };
        let length = answer.chars().count();
        if length > LONGEST {
            let message = text!(
                "cette réponse courte a {length} caractères, {LONGEST} au plus",
                "this short answer has {length} characters, {LONGEST} at most"
            );
            let help = text!("gardez l’essentiel, et mettez le reste dans le texte", "keep what matters most, and put the rest into the text");
            out.push(Diagnostic::new(&RULE, entry.locate(answer.span), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    fn found(length: usize) -> Vec<String> {
        let text = format!("---\nquestion: Q ?\nshort_answer: {}\n---\n", "é".repeat(length));
        places("long-short-answer", &[("faq/x/a.md", &text)])
    }

    #[test]
    fn one_character_too_many() {
        assert_eq!(found(301), ["faq/x/a.md:3:15"]);
    }

    #[test]
    fn as_long_as_may_be() {
        assert!(found(300).is_empty());
    }
}
