//! A second title in a page.


use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// A second title in a page.
pub(super) static RULE: Rule = Rule {
    code: "second-title",
    severity: Severity::Warning,
    summary: ["une page a deux titres", "a page has two titles"],
    explanation: ["Le titre de la page est son seul titre de niveau 1. Un second trompe la lecture par les titres, la recherche et le plan de la page.", "The title of a page is its only heading of level 1. A second one misleads reading by headings, search and the outline."],
    example: ["title: Comptes, puis # Les comptes dans le texte", "title: Comptes, puis ## Créer un compte"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for entry in subject.entries() {
        let Some(body) = &entry.body else { continue };
        for heading in body.facts.headings.iter().filter(|heading| heading.written_level == 1) {
            let text = &heading.text;
            let message = text!("« {text} » est un second titre de page", "“{text}” is a second title of the page");
            let help = text!("écrivez « ## {text} »", "write “## {text}”");
            out.push(Diagnostic::new(&RULE, body.locate(heading.span), message).help(help));
        }
        let Some((opening, span)) = &body.facts.title else { continue };
        let title = &entry.title;
        if !same_words(opening, title) {
            let message = text!(
                "le texte s’ouvre par « {opening} », mais la page s’appelle « {title} »",
                "the text opens with “{opening}”, but the page is called “{title}”"
            );
            let help = text!("gardez l’un des deux", "keep one of the two");
            out.push(Diagnostic::new(&RULE, body.locate(*span), message).help(help));
        }
    }
}

fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn a_second_level_one_heading_and_an_opening_that_differs() {
        let files = &[("content/a.md", "# A\n\n# B\n"), ("content/b.md", "---\ntitle: X\n---\n# Y\n")];
        assert_eq!(places("second-title", files), ["content/a.md:3:1", "content/b.md:4:1"]);
    }

    #[test]
    fn the_same_title_twice_is_silent() {
        assert!(places("second-title", &[("content/a.md", "---\ntitle: A b\n---\n# A  b\n## C\n")]).is_empty());
    }
}
