//! Further reading that is not there.

use super::subject::suggest;
use crate::model::Resolution;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Further reading that is not there.
pub(super) static RULE: Rule = Rule {
    code: "unknown-see-also",
    severity: Severity::Error,
    summary: ["une lecture conseillée n’existe pas", "further reading does not exist"],
    explanation: ["Le lien « À lire aussi » ne mènerait à rien. Écrivez l’identifiant d’un contenu, ou le chemin de son fichier.", "The “See also” link would lead nowhere. Write the id of some content, or the path of its file."],
    example: ["see_also: [identifiants]", "see_also: [identifiant]"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for reference in &subject.see_also {
        let nearest = match &reference.resolution {
            Resolution::MissingTarget { nearest } | Resolution::MissingAnchor { nearest, .. } => nearest.as_deref(),
            Resolution::LeavesSite | Resolution::Unsafe(_) | Resolution::Empty => None,
            Resolution::Page { .. } | Resolution::File { .. } | Resolution::Outside(_) | Resolution::Draft { .. } => continue,
        };
        let written = &reference.written.value;
        let message = text!("« {written} » n’existe pas dans le site", "“{written}” does not exist in the site");
        let otherwise = text!("écrivez l’id d’un contenu, ou retirez cette ligne", "write the id of some content, or take this line away");
        let location = subject.site.entry(reference.entry).locate(reference.written.span);
        out.push(suggest(Diagnostic::new(&RULE, location, message), nearest, otherwise));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    #[test]
    fn ids_and_paths_that_are_wrong() {
        let files = &[("content/a.md", "---\nsee_also: [identifiants, faq/x/b.md]\n---\n"), ("faq/x/identifiant.md", "")];
        assert_eq!(places("unknown-see-also", files), ["content/a.md:2:12", "content/a.md:2:26"]);
        assert!(messages("unknown-see-also", files)[0].ends_with("écrivez « identifiant »"));
    }

    #[test]
    fn ids_paths_and_addresses() {
        let files = &[("content/a.md", "---\nsee_also: [b, faq/x/b.md, ../faq/x/b.md, 'https://x.org']\n---\n"), ("faq/x/b.md", "")];
        assert!(places("unknown-see-also", files).is_empty());
    }
}
