//! Links without a target, or without words to follow.

use super::subject::WrittenLink;
use crate::model::{LinkKind, Resolution};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Links without a target, or without words to follow.
pub(super) static RULE: Rule = Rule {
    code: "empty-link",
    severity: Severity::Warning,
    summary: ["un lien n’a pas de destination, ou pas de mots", "a link has no target, or no words"],
    explanation: ["Un lien sans destination ne mène à rien ; un lien sans mots ne se voit pas et ne s’entend pas. Complétez-le ou retirez-le. Seul un lien vers une page du site peut rester sans mots : il prend alors le titre de la page.", "A link without a target leads nowhere; one without words is neither seen nor heard. Complete it or take it away. Only a link to a page of the site may have no words: it then takes the page's title."],
    example: ["[](https://exemple.fr/)", "[Le site d’exemple](https://exemple.fr/)"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for link in &subject.links {
        let (message, help) = if link.resolution == Resolution::Empty {
            let help = text!("écrivez un chemin, id:… ou une adresse entre les parenthèses", "write a path, id:… or an address between the parentheses");
            (text!("ce lien n’a pas de destination", "this link has no target"), help)
        } else if is_wordless(link) {
            let help = text!("écrivez entre les crochets ce que l’on trouve au bout du lien", "write between the brackets what is found there");
            (text!("ce lien n’a pas de mots", "this link has no words"), help)
        } else {
            continue;
        };
        out.push(Diagnostic::new(&RULE, link.location(), message).help(help));
    }
}

fn is_wordless(link: &WrittenLink) -> bool {
    let takes_title = matches!(link.resolution, Resolution::Page { .. } | Resolution::Draft { .. });
    let is_empty = matches!(&link.link.kind, LinkKind::Link { text } if text.trim().is_empty());
    // A picture inside is judged by its own alternative text.
    is_empty && !takes_title && !link.written().contains("![")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn no_target_or_no_words() {
        let files = &[("content/a.md", "[x]() et [](https://x.org)")];
        assert_eq!(places("empty-link", files), ["content/a.md:1:1", "content/a.md:1:10"]);
    }

    #[test]
    fn a_page_gives_its_title() {
        assert!(places("empty-link", &[("content/a.md", "[](id:a) [x](a.md)")]).is_empty());
    }
}
