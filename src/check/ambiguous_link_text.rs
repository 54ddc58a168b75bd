//! Links whose words say nothing out of context (RGAA 6.1).

use crate::model::LinkKind;
use crate::model::fold;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Links whose words say nothing out of context (RGAA 6.1).
pub(super) static RULE: Rule = Rule {
    code: "ambiguous-link-text",
    severity: Severity::Hint,
    summary: ["les mots d’un lien ne disent pas où il mène", "the words of a link do not say where it leads"],
    explanation: ["Une personne qui passe de lien en lien n’entend que « ici ». Mettez le lien sur les mots qui nomment sa destination (critère 6.1 du RGAA).", "Someone who goes from link to link only hears “here”. Put the link on the words that name its target (WCAG 2.4.4)."],
    example: ["Pour le mot de passe, cliquez [ici](id:mot-de-passe).", "Voir [comment changer de mot de passe](id:mot-de-passe)."],
};

/// Longer words, in bytes, are not vague.
const LONGEST: usize = 40;
/// Words, folded, that many links share whatever they lead to.
const VAGUE: &[&str] = &[
    "ici", "cliquez ici", "cliquer ici", "c'est ici", "par ici", "la", "lien", "ce lien", "le lien", "suivre ce lien",
    "lire la suite", "la suite", "suite", "en savoir plus", "savoir plus", "plus d'infos", "plus d'informations",
    "plus", "voir", "voir plus", "cette page", "page", "telecharger", "consulter", "acceder", "details", "here",
    "click here", "this link", "link", "more", "read more", "learn more", "see more", "this page", "this", "download",
];

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for link in &subject.links {
        let LinkKind::Link { text: words } = &link.link.kind else { continue };
        if words.len() > LONGEST {
            continue;
        }
        let folded = fold(words).replace('’', "'");
        if VAGUE.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric())) {
            let message = text!("« {words} » ne dit pas où mène le lien", "“{words}” does not say where the link leads");
            let help = text!("mettez le lien sur les mots qui nomment sa destination", "put the link on the words that name its target");
            out.push(Diagnostic::new(&RULE, link.location(), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn vague_words() {
        let files = &[("content/a.md", "Cliquez [ici](a.md), puis [Lire la suite…](a.md).")];
        assert_eq!(places("ambiguous-link-text", files), ["content/a.md:1:9", "content/a.md:1:27"]);
    }

    #[test]
    fn words_that_name_the_target_are_silent() {
        assert!(places("ambiguous-link-text", &[("content/a.md", "[ici et là](a.md) [Identifiant](a.md)")]).is_empty());
    }
}
