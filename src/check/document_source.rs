//! Documents that do not say in exactly one way where they are.


use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Documents that do not say in exactly one way where they are.
pub(super) static RULE: Rule = Rule {
    code: "document-source",
    severity: Severity::Error,
    summary: ["un document ne dit pas où il est, ou le dit deux fois", "a document does not say where it is, or says it twice"],
    explanation: ["Il faut `file` (un fichier à côté de documents.yaml) ou `app_path` (le chemin dans l’application), et un seul des deux.", "Either `file` (a file beside documents.yaml) or `app_path` (the path in the application) is needed, and only one of them."],
    example: ["- id: fiche\n  title: Fiche", "- id: fiche\n  title: Fiche\n  file: fiche.pdf"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, document) in subject.site.documents() {
        let (span, message, help) = match (&document.file, &document.app_path) {
            (None, None) => (
                entry.span,
                text!("ce document ne dit pas où il est", "this document does not say where it is"),
                text!("ajoutez file: ou app_path:", "add file: or app_path:"),
            ),
            (Some(_), Some(path)) => (
                path.span,
                text!("ce document est à deux endroits", "this document is in two places"),
                text!("gardez file: ou app_path:, un seul des deux", "keep file: or app_path:, only one of them"),
            ),
            _ => continue,
        };
        out.push(Diagnostic::new(&RULE, entry.locate(span), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    fn found(item: &str) -> Vec<String> {
        places("document-source", &[("content/documents/documents.yaml", &format!("documents:\n- id: d\n{item}"))])
    }

    #[test]
    fn nowhere_or_in_two_places() {
        assert_eq!(found("  title: D\n").len(), 1);
        assert_eq!(found("  file: d.pdf\n  app_path: Aide\n"), ["content/documents/documents.yaml:4:13"]);
    }

    #[test]
    fn in_one_place() {
        assert!(found("  app_path: Aide\n").is_empty());
    }
}
