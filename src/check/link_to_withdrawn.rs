//! Links to content that was withdrawn.

use crate::model::{Resolution, Status};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Links to content that was withdrawn.
pub(super) static RULE: Rule = Rule {
    code: "link-to-withdrawn",
    severity: Severity::Warning,
    summary: ["un lien mène à un contenu retiré", "a link leads to withdrawn content"],
    explanation: ["La page visée dit seulement que son contenu a été retiré. Menez à ce qui le remplace, ou retirez le lien.", "The target only says that its content was withdrawn. Lead to what takes its place, or take the link away."],
    example: ["[Ancienne règle](id:regle-2023)", "[Règle](id:regle)"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for link in &subject.links {
        let Resolution::Page { entry: Some(entry), .. } = link.resolution else { continue };
        let target = subject.site.entry(entry);
        if target.common.status() == Status::Withdrawn && entry != link.entry {
            let title = &target.title;
            let message = text!("« {title} » a été retiré", "“{title}” was withdrawn");
            let help = text!("menez à ce qui le remplace, ou retirez le lien", "lead to what takes its place, or take the link away");
            out.push(Diagnostic::new(&RULE, link.target_location(), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn a_link_to_withdrawn_content() {
        let files = &[("content/a.md", "[b](b.md)"), ("content/b.md", "---\nstatus: withdrawn\n---\n")];
        assert_eq!(places("link-to-withdrawn", files), ["content/a.md:1:5"]);
    }

    #[test]
    fn published_content_is_silent() {
        assert!(places("link-to-withdrawn", &[("content/a.md", "[b](b.md)"), ("content/b.md", "")]).is_empty());
    }
}
