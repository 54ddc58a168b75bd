//! Published content that leads to a draft.

use crate::diagnostic::Location;
use crate::model::{EntryId, Resolution};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Published content that leads to a draft.
pub(super) static RULE: Rule = Rule {
    code: "link-to-draft",
    severity: Severity::Error,
    summary: ["un contenu publié mène à un brouillon", "published content leads to a draft"],
    explanation: ["Un brouillon n’est pas publié : le lien ne mènerait à rien. Publiez la page visée (`status: published`) ou retirez le lien.", "A draft is not published: the link would lead nowhere. Publish its target (`status: published`) or take the link away."],
    example: ["[Bientôt](id:page-en-brouillon)", "[Aujourd’hui](id:page-publiee)"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for link in &subject.links {
        if let Resolution::Draft { entry, .. } = link.resolution {
            out.extend(finding(subject, Some(link.entry), entry, || link.target_location()));
        }
    }
    for reference in &subject.see_also {
        if let Resolution::Draft { entry, .. } = reference.resolution {
            let place = || subject.site.entry(reference.entry).locate(reference.written.span);
            out.extend(finding(subject, Some(reference.entry), entry, place));
        }
    }
    for call in subject.calls() {
        if let Some((target, _)) = subject.site.by_id(&call.call.target).filter(|(_, target)| target.is_draft()) {
            out.extend(finding(subject, call.entry, target, || call.target_location()));
        }
    }
}

fn finding(subject: &Subject, from: Option<EntryId>, to: EntryId, place: impl Fn() -> Location) -> Option<Diagnostic> {
    let target = subject.site.entry(to);
    if from == Some(to) || from.is_some_and(|from| subject.site.entry(from).is_draft()) {
        return None;
    }
    let title = &target.title;
    let message = text!("« {title} » est un brouillon", "“{title}” is a draft");
    let file = &target.file.path;
    let help = text!("publiez {file}, ou retirez le lien", "publish {file}, or take the link away");
    Some(Diagnostic::new(&RULE, place(), message).help(help))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    const DRAFT: (&str, &str) = ("content/b.md", "---\nstatus: draft\n---\n[a](a.md)");

    #[test]
    fn links_references_and_shortcodes_to_drafts() {
        let files = &[("content/a.md", "---\nsee_also: b\n---\n[b](b.md) {{ faq:b }}"), DRAFT];
        assert_eq!(places("link-to-draft", files), ["content/a.md:2:11", "content/a.md:4:5", "content/a.md:4:18"]);
    }

    #[test]
    fn a_draft_may_lead_to_a_draft() {
        let files = &[("content/a.md", "---\nstatus: draft\n---\n[b](b.md)"), DRAFT];
        assert!(places("link-to-draft", files).is_empty());
    }
}
