//! Pages whose parent is not there.

use super::subject::suggest;
use crate::model::{Details, Kind};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Pages whose parent is not there.
pub(super) static RULE: Rule = Rule {
    code: "unknown-parent",
    severity: Severity::Error,
    summary: ["la page parente n’existe pas", "the parent page does not exist"],
    explanation: ["La page n’aurait pas de place dans le site. Écrivez l’identifiant d’une page ou d’une rubrique, ou retirez `parent:`.", "The page would have no place in the site. Write the id of a page or a section, or take `parent:` away."],
    example: ["parent: compte", "parent: comptes"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for entry in &subject.site.entries {
        let Details::Page(page) = &entry.details else { continue };
        let Some(parent) = &page.parent else { continue };
        let found = subject.site.by_id(parent);
        if found.is_some_and(|(_, parent)| matches!(parent.kind(), Kind::Page | Kind::Section)) {
            continue;
        }
        let id = &parent.value;
        let message = text!("aucune page ni rubrique n’a l’identifiant « {id} »", "no page or section has the id “{id}”");
        let site = subject.site;
        let nearest = site.nearest_id(id, Some(Kind::Section)).or_else(|| site.nearest_id(id, Some(Kind::Page)));
        let otherwise = text!("écrivez l’id d’une page, ou retirez parent:", "write the id of a page, or take parent: away");
        out.push(suggest(Diagnostic::new(&RULE, entry.locate(parent.span), message), nearest, otherwise));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    #[test]
    fn a_parent_that_is_not_there_or_no_page() {
        let files = &[("content/a.md", "---\nparent: comptez\n---\n"), ("content/comptes.md", ""), ("content/b.md", "---\nparent: q\n---\n"), ("faq/x/q.md", "")];
        assert_eq!(places("unknown-parent", files), ["content/a.md:2:9", "content/b.md:2:9"]);
        assert!(messages("unknown-parent", files)[0].ends_with("écrivez « comptes »"));
    }

    #[test]
    fn a_page_as_parent() {
        assert!(places("unknown-parent", &[("content/a.md", "---\nparent: b\n---\n"), ("content/b.md", "")]).is_empty());
    }
}
