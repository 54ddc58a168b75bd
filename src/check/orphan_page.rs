//! Pages that nothing leads to.

use std::collections::HashSet;
use crate::diagnostic::Location;
use crate::model::{Details, EntryId, Kind, Resolution};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Pages that nothing leads to.
pub(super) static RULE: Rule = Rule {
    code: "orphan-page",
    severity: Severity::Hint,
    summary: ["rien ne mène à une page", "nothing leads to a page"],
    explanation: ["On ne la trouve que par la recherche. Citez-la depuis une autre page, la navigation ou le pied de page, ou rangez-la dans une rubrique.", "It is found by search alone. Link to it from another page, the navigation or the footer, or put it into a section."],
    example: ["content/isolee.md, que rien ne cite", "[La page](isolee.md) dans content/index.md"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let reached = reached(subject);
    for (at, entry) in subject.site.of_kind(Kind::Page) {
        let is_placed = entry.section.is_some() || entry.route.as_str() == "index.html";
        let Details::Page(page) = &entry.details else { continue };
        if is_placed || page.parent.is_some() || entry.is_draft() || reached.contains(&at) {
            continue;
        }
        let message = text!("rien ne mène à cette page", "nothing leads to this page");
        let help = text!(
            "citez-la depuis une autre page, ou rangez-la dans un dossier qui a un index.md",
            "link to it from another page, or put it into a folder that has an index.md"
        );
        out.push(Diagnostic::new(&RULE, Location::whole_file(&entry.file.path), message).help(help));
    }
}

fn reached(subject: &Subject) -> HashSet<EntryId> {
    let links = subject.links.iter().map(|link| (Some(link.entry), &link.resolution));
    let references = subject.see_also.iter().map(|reference| (Some(reference.entry), &reference.resolution));
    let settings = subject.settings_links.iter().map(|link| (None, &link.resolution));
    let targets = links.chain(references).chain(settings);
    targets.filter_map(|(from, resolution)| match resolution {
        Resolution::Page { entry: Some(entry), .. } if from != Some(*entry) => Some(*entry),
        _ => None,
    }).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn a_page_that_only_links_to_itself() {
        assert_eq!(places("orphan-page", &[("content/a.md", "[x](a.md)")]), ["content/a.md:1:1"]);
    }

    #[test]
    fn pages_reached_by_a_link_the_navigation_or_a_section() {
        let files = &[
            ("vademecum.yaml", "title: T\nnavigation:\n- to: b\n"),
            ("content/index.md", "[a](a.md)"),
            ("content/a.md", ""),
            ("content/b.md", ""),
            ("content/c/index.md", ""),
            ("content/c/d.md", ""),
        ];
        assert!(places("orphan-page", files).is_empty());
    }
}
