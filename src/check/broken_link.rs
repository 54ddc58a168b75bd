//! Links and images whose target is not in the site.

use super::subject::{WrittenLink, suggest};
use crate::model::Resolution;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Links and images whose target is not in the site.
pub(super) static RULE: Rule = Rule {
    code: "broken-link",
    severity: Severity::Error,
    summary: ["un lien ou une image ne mène à rien", "a link or an image leads nowhere"],
    explanation: ["La personne qui suit le lien trouve une page d’erreur. Corrigez le chemin, ou citez la page par son identifiant (`id:…`), qui ne change pas quand le fichier est déplacé.", "Whoever follows the link finds an error page. Correct the path, or cite the page by its id (`id:…`), which stays when the file is moved."],
    example: ["[Réinitialiser](../acces/identifian.md)", "[Réinitialiser](../acces/identifiant.md)"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for link in &subject.links {
        let Resolution::MissingTarget { nearest } = &link.resolution else { continue };
        let target = &link.link.target;
        if is_text_of_others(subject, link) {
            let message = text!("« {target} » n’est pas une page", "“{target}” is not a page");
            let help = text!(
                "incluez ce texte avec {{{{ include:… }}}}, ou faites-en une page (un nom sans « _ », dans content/)",
                "include this text with {{{{ include:… }}}}, or make it a page (a name without “_”, in content/)"
            );
            out.push(Diagnostic::new(&RULE, link.target_location(), message).help(help));
            continue;
        }
        let message = text!("« {target} » n’existe pas dans le site", "“{target}” does not exist in the site");
        let otherwise = text!("corrigez le chemin, ou créez la page", "correct the path, or create the page");
        out.push(suggest(Diagnostic::new(&RULE, link.target_location(), message), nearest.as_deref(), otherwise));
    }
}

/// Whether the target is a text of the site that has no page of its own.
fn is_text_of_others(subject: &Subject, link: &WrittenLink) -> bool {
    let target = link.link.target.split(['#', '?']).next().unwrap_or_default();
    let from = &link.body.origin(link.link.span.start).file.path;
    let path = from.join(target).filter(|path| path.extension() == "md");
    path.is_some_and(|path| subject.site.texts.contains_key(&path))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    #[test]
    fn a_missing_page_names_the_nearest() {
        let files = &[("content/a.md", "Voir [b](bé.md) et ![](i.png)."), ("content/be.md", ""), ("content/i.png", "")];
        assert_eq!(places("broken-link", files), ["content/a.md:1:10"]);
        assert_eq!(messages("broken-link", files), ["« bé.md » n’existe pas dans le site | écrivez « be.md »"]);
    }

    #[test]
    fn existing_targets_and_other_sites_are_silent() {
        let files = &[("content/a.md", "[b](b.md) [c](id:b) [d](https://x.org) [e](mailto:a@b.fr)"), ("content/b.md", "")];
        assert!(places("broken-link", files).is_empty());
    }
}
