//! Pages that are their own ancestors.

use crate::model::{Details, Entry, EntryId};
use crate::diagnostic::Spanned;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Pages that are their own ancestors.
pub(super) static RULE: Rule = Rule {
    code: "parent-cycle",
    severity: Severity::Error,
    summary: ["une page est sa propre ancêtre", "a page is its own ancestor"],
    explanation: ["En remontant de parent en parent, on revient à la même page : le fil d’Ariane n’aurait pas de fin. Changez l’un des `parent:`.", "Going from parent to parent leads back to the same page: the breadcrumb would have no end. Change one of the `parent:`."],
    example: ["a.md : parent: b ; b.md : parent: a", "a.md : parent: b"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let site = subject.site;
    // In which walk each entry was met, so that every entry is visited once.
    let mut met = vec![0; site.entries.len()];
    for (start, _) in site.all() {
        let walk = start.0 + 1;
        let mut at = start;
        while met[at.0 as usize] == 0 {
            met[at.0 as usize] = walk;
            let Some((parent, _)) = parent(site.entry(at)).and_then(|id| site.by_id(id)) else { break };
            at = parent;
            if met[at.0 as usize] == walk {
                out.push(finding(subject, at));
            }
        }
    }
}

fn parent(entry: &Entry) -> Option<&Spanned<String>> {
    match &entry.details {
        Details::Page(page) => page.parent.as_ref(),
        _ => None,
    }
}

fn finding(subject: &Subject, at: EntryId) -> Diagnostic {
    let entry = subject.site.entry(at);
    let parent = parent(entry).expect("an entry of a cycle has a parent");
    let id = &parent.value;
    let message = text!("en remontant par « {id} », on revient à cette page", "going up by “{id}” leads back to this page");
    let help = text!("choisissez un autre parent, ou retirez parent:", "choose another parent, or take parent: away");
    Diagnostic::new(&RULE, entry.locate(parent.span), message).help(help)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn a_cycle_is_reported_once() {
        let files = &[("content/a.md", "---\nparent: b\n---\n"), ("content/b.md", "---\nparent: a\n---\n"), ("content/c.md", "---\nparent: a\n---\n")];
        assert_eq!(places("parent-cycle", files).len(), 1);
        assert_eq!(places("parent-cycle", &[("content/a.md", "---\nparent: a\n---\n")]), ["content/a.md:2:9"]);
    }

    #[test]
    fn a_chain_is_silent() {
        let files = &[("content/a.md", "---\nparent: b\n---\n"), ("content/b.md", "---\nparent: c\n---\n"), ("content/c.md", "")];
        assert!(places("parent-cycle", files).is_empty());
    }
}
