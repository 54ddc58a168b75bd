//! PDF documents that do not say their own title.

use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// PDF documents that do not say their own title.
pub(super) static RULE: Rule = Rule {
    code: "untitled-pdf",
    severity: Severity::Warning,
    summary: ["un document PDF n’a pas de titre", "a PDF document has no title"],
    explanation: [
        "L’onglet et le lecteur d’écran annoncent le nom du fichier à la place du titre (RGAA 13.3, PDF/UA 7.1). Donnez un titre au document dans le logiciel qui l’a fait : Fichier, Propriétés, Titre ; puis exportez-le de nouveau.",
        "The tab and the screen reader announce the file’s name in place of a title (RGAA 13.3, PDF/UA 7.1). Give the document a title in the program that made it: File, Properties, Title; then export it again.",
    ],
    example: ["guide.pdf, sans titre", "guide.pdf, dont le titre est « Guide du gestionnaire »"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, document) in subject.site.documents() {
        let untitled = document.computed.as_ref().is_some_and(|computed| computed.titled == Some(false));
        let Some(file) = document.file.as_ref().filter(|_| untitled) else { continue };
        let message = text!("ce PDF ne dit pas son titre", "this PDF does not say its title");
        let title = &entry.title;
        let help = text!(
            "donnez-lui le titre « {title} » dans ses propriétés, et exportez-le de nouveau",
            "give it the title “{title}” in its properties, and export it again"
        );
        out.push(Diagnostic::new(&RULE, entry.locate(file.span), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    const LIST: (&str, &str) = ("content/documents/documents.yaml", "documents:\n- id: d\n  file: d.pdf\n");

    fn pdf(info: &str) -> String {
        String::from_utf8(crate::load::testing::pdf(1, info)).unwrap()
    }

    #[test]
    fn a_pdf_without_a_title() {
        let file = pdf("");
        let found = places("untitled-pdf", &[LIST, ("content/documents/d.pdf", &file)]);
        assert_eq!(found, ["content/documents/documents.yaml:3:9"]);
    }

    #[test]
    fn a_pdf_with_a_title_or_that_cannot_be_read() {
        let file = pdf("/Title (Guide)");
        assert!(places("untitled-pdf", &[LIST, ("content/documents/d.pdf", &file)]).is_empty());
        assert!(places("untitled-pdf", &[LIST, ("content/documents/d.pdf", "")]).is_empty());
    }
}
