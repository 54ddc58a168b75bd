//! Documents whose files hold the same bytes.

use std::collections::HashMap;
use crate::model::Entry;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Documents whose files hold the same bytes.
pub(super) static RULE: Rule = Rule {
    code: "same-file-twice",
    severity: Severity::Warning,
    summary: ["deux documents ont le même fichier", "two documents have the same file"],
    explanation: ["La personne qui lit télécharge deux fois la même chose, ou l’un des deux fichiers est le mauvais. Gardez un seul document, ou déposez le bon fichier.", "The reader downloads the same thing twice, or one of the files is the wrong one. Keep one document, or put the right file in place."],
    example: ["file: fiche.pdf et file: fiche-2.pdf, identiques", "file: fiche.pdf"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let mut first: HashMap<&str, &Entry> = HashMap::new();
    for (entry, document) in subject.site.documents() {
        let (Some(file), Some(computed)) = (&document.file, &document.computed) else { continue };
        let Some(earlier) = first.get(computed.sha256.as_str()) else {
            first.insert(&computed.sha256, entry);
            continue;
        };
        let title = &earlier.title;
        let message = text!("ce fichier est aussi celui de « {title} »", "this file is also that of “{title}”");
        let help = text!("gardez un seul des deux documents", "keep one of the two documents");
        let related = text!("l’autre document", "the other document");
        let finding = Diagnostic::new(&RULE, entry.locate(file.span), message).help(help);
        out.push(finding.related(earlier.locate(earlier.span), related));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    use crate::check::testing::site;
    use crate::model::Details;

    fn found(digests: [&str; 2]) -> Vec<String> {
        let text = "documents:\n- id: d\n  file: d.pdf\n- id: e\n  file: e.pdf\n";
        let mut site = site(&[("content/documents/documents.yaml", text), ("content/a.md", "")]);
        let documents = site.entries.iter_mut().filter_map(|entry| match &mut std::sync::Arc::get_mut(&mut entry.content)?.details {
            Details::Document(document) => Some(document),
            _ => None,
        });
        for (document, digest) in documents.zip(digests) {
            let sha256 = digest.to_owned();
            let computed = crate::model::document::Computed { size: 1, pages: None, titled: None, sha256, media_type: "application/pdf" };
            document.computed = Some(computed);
        }
        let found = crate::check::check(&site).into_iter().filter(|found| found.rule == &super::RULE);
        found.map(|found| found.location.unwrap().to_string()).collect()
    }

    #[test]
    fn equal_bytes() {
        assert_eq!(found(["a", "a"]), ["content/documents/documents.yaml:5:9"]);
    }

    #[test]
    fn different_bytes() {
        assert!(found(["a", "b"]).is_empty());
        assert!(places("same-file-twice", &[]).is_empty());
    }
}
