//! Questions or aliases of two entries that ask the same.

use super::phrases::{Phrase, pairs};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Questions or aliases of two entries that ask the same.
pub(super) static RULE: Rule = Rule {
    code: "near-duplicate-question",
    severity: Severity::Warning,
    summary: ["deux entrées de la FAQ posent la même question", "two FAQ entries ask the same question"],
    explanation: ["La personne qui cherche trouve deux réponses, qui finiront par se contredire. Réunissez-les (`aliases:` garde les deux tournures, `redirect_from:` l’ancienne adresse), ou dites dans la question ce qui les distingue.", "Whoever searches finds two answers, which will contradict each other some day. Join them (`aliases:` keeps both wordings, `redirect_from:` the old address), or say in the question what tells them apart."],
    example: ["Comment changer mon mot de passe ? / Comment changer de mot de passe ?", "Comment changer mon mot de passe ? avec aliases: [changer de mot de passe]"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let mut phrases = Vec::new();
    for (at, (entry, faq)) in subject.site.faq().enumerate() {
        let wordings = faq.question.iter().chain(&entry.common.aliases);
        phrases.extend(wordings.map(|wording| Phrase { owner: at, words: &wording.value, place: (entry, wording.span) }));
    }
    let mut reported = None;
    for (phrase, other) in pairs(&phrases) {
        if reported.replace(phrase.owner) == Some(phrase.owner) {
            continue;
        }
        let (entry, span) = phrase.place;
        let title = &other.place.0.title;
        let message = text!("« {title} » pose déjà cette question", "“{title}” already asks this question");
        let help = text!(
            "réunissez les deux entrées, ou dites ce qui les distingue",
            "join the two entries, or say what tells them apart"
        );
        let related = (other.place.0.locate(other.place.1), text!("ici", "here"));
        out.push(Diagnostic::new(&RULE, entry.locate(span), message).help(help).related(related.0, related.1));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn the_same_words_or_nearly() {
        let files = &[
            ("faq/x/a.md", "---\nquestion: Comment changer mon mot de passe ?\n---\n"),
            ("faq/x/b.md", "---\nquestion: Comment changer de mot de passe ?\n---\n"),
            ("faq/x/c.md", "---\nquestion: Mon code est perdu\naliases: [Changer mots de passe]\n---\n"),
        ];
        assert_eq!(places("near-duplicate-question", files), ["faq/x/a.md:2:11", "faq/x/c.md:3:11"]);
    }

    #[test]
    fn different_questions_and_own_aliases() {
        let files = &[
            ("faq/x/a.md", "---\nquestion: Comment changer mon mot de passe ?\naliases: [changer de mot de passe]\n---\n"),
            ("faq/x/b.md", "---\nquestion: Comment changer mon adresse de courriel ?\n---\n"),
            ("faq/x/c.md", "---\nquestion: Comment ?\n---\n"),
            ("faq/x/d.md", "---\nquestion: Pourquoi ?\n---\n"),
        ];
        assert!(places("near-duplicate-question", files).is_empty());
    }
}
