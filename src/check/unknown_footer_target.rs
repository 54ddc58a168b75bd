//! Links at the foot of the pages that lead nowhere.

use super::unknown_navigation_target::finding;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};


/// Links at the foot of the pages that lead nowhere.
pub(super) static RULE: Rule = Rule {
    code: "unknown-footer-target",
    severity: Severity::Error,
    summary: ["un lien du pied de page ne mène à rien", "a link at the foot of the pages leads nowhere"],
    explanation: ["Il serait sur toutes les pages. Écrivez l’identifiant d’un contenu publié, le chemin de son fichier, ou une adresse complète.", "It would be on every page. Write the id of published content, the path of its file, or a full address."],
    example: ["- label: Mentions légales\n  to: mentions", "- label: Mentions légales\n  to: mentions-legales"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let links = subject.settings_links.iter().filter(|link| link.is_footer);
    out.extend(links.filter_map(|link| finding(&RULE, subject, link)));
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn missing_pages_and_drafts() {
        let settings = "title: T\nfooter:\n- label: A\n  to: rien\n- label: B\n  to: cache\n";
        let files = &[("vademecum.yaml", settings), ("content/cache.md", "---\nstatus: draft\n---\n")];
        assert_eq!(places("unknown-footer-target", files), ["vademecum.yaml:4:7", "vademecum.yaml:6:7"]);
    }

    #[test]
    fn pages_and_addresses() {
        let settings = "title: T\nfooter:\n- label: A\n  to: a\n- label: B\n  to: https://x.org\n";
        assert!(places("unknown-footer-target", &[("vademecum.yaml", settings), ("content/a.md", "")]).is_empty());
    }
}
