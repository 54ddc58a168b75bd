//! PDF documents and slides that cannot be read.

use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// PDF documents and slides that cannot be read.
pub(super) static RULE: Rule = Rule {
    code: "unreadable-pdf",
    severity: Severity::Warning,
    summary: ["un document PDF ne peut pas être lu", "a PDF document cannot be read"],
    explanation: [
        "Le fichier est abîmé, protégé par un mot de passe, ou n’est pas du PDF : la personne qui le télécharge ne pourra peut-être pas l’ouvrir, et son nombre de pages n’est pas montré. Ouvrez-le pour vérifier, puis exportez-le de nouveau sans mot de passe.",
        "The file is damaged, locked by a password, or not PDF at all: whoever downloads it may not be able to open it, and its number of pages is not shown. Open it to see, then export it again without a password.",
    ],
    example: ["guide.pdf, une page web enregistrée sous ce nom", "guide.pdf, exporté en PDF"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let documents = subject.site.documents().map(|(entry, document)| (entry, &document.file, &document.computed));
    let slides = subject.site.videos().map(|(entry, video)| (entry, &video.slides, &video.computed));
    for (entry, file, computed) in documents.chain(slides) {
        let (Some(file), Some(computed)) = (file, computed) else { continue };
        if computed.media_type != "application/pdf" || computed.pages.is_some() {
            continue;
        }
        let message = text!("ce PDF ne peut pas être lu", "this PDF cannot be read");
        let help = text!(
            "ouvrez-le pour vérifier, puis exportez-le de nouveau",
            "open it to see, then export it again"
        );
        out.push(Diagnostic::new(&RULE, entry.locate(file.span), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    const LIST: (&str, &str) = ("content/documents/documents.yaml", "documents:\n- id: d\n  file: d.pdf\n");

    #[test]
    fn a_file_that_is_no_pdf() {
        let found = places("unreadable-pdf", &[LIST, ("content/documents/d.pdf", "<html></html>")]);
        assert_eq!(found, ["content/documents/documents.yaml:3:9"]);
    }

    #[test]
    fn slides_that_are_no_pdf() {
        let guide = ("videos/v/guide.md", "---\nslides: s.pdf\n---\n");
        assert_eq!(places("unreadable-pdf", &[guide, ("videos/v/s.pdf", "x")]), ["videos/v/guide.md:2:9"]);
    }

    #[test]
    fn a_pdf_another_kind_of_file_or_none() {
        let pdf = String::from_utf8(crate::load::testing::pdf(1, "")).unwrap();
        assert!(places("unreadable-pdf", &[LIST, ("content/documents/d.pdf", &pdf)]).is_empty());
        assert!(places("unreadable-pdf", &[LIST]).is_empty());
        let list = ("content/documents/documents.yaml", "documents:\n- id: d\n  file: d.odt\n");
        assert!(places("unreadable-pdf", &[list, ("content/documents/d.odt", "")]).is_empty());
    }
}
