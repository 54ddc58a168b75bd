//! Chapters of videos that name a page of the slides which is not there.

use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::VideoFields;
use crate::text;

/// Chapters of videos that name a page of the slides which is not there.
pub(super) static RULE: Rule = Rule {
    code: "missing-slide",
    severity: Severity::Warning,
    summary: ["un chapitre nomme une page que la présentation n’a pas", "a chapter names a page that the slides do not have"],
    explanation: [
        "Le lien du chapitre ouvrirait la présentation à sa première page, et le PDF de toutes les présentations n’aurait pas cette page. Donnez le numéro d’une page du fichier nommé par `slides`, en comptant depuis 1.",
        "The link of the chapter would open the slides at their first page, and the PDF of all slides would lack that page. Give the number of a page of the file that `slides` names, counted from 1.",
    ],
    example: ["slides: dix-pages.pdf\nchapters:\n- at: \"0:00\"\n  title: Accueil\n  page: 11", "slides: dix-pages.pdf\nchapters:\n- at: \"0:00\"\n  title: Accueil\n  page: 10"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, video) in subject.site.videos() {
        for page in video.chapters.iter().filter_map(|chapter| chapter.page.as_ref()) {
            if let Some((message, help)) = problem(page.value, video) {
                out.push(Diagnostic::new(&RULE, entry.locate(page.span), message).help(help));
            }
        }
    }
}

/// What is wrong with the number of a page, and what to write instead. Slides that cannot be read have a rule of their own.
fn problem(page: u32, video: &VideoFields) -> Option<(crate::diagnostic::Text, crate::diagnostic::Text)> {
    if video.slides.is_none() {
        let message = text!("ce guide n’a pas de présentation", "this guide has no slides");
        return Some((message, text!("ajoutez slides:, ou enlevez page:", "add slides:, or remove page:")));
    }
    let count = video.slide_count().filter(|count| !(1..=*count).contains(&page))?;
    let message = text!("la présentation n’a pas de page {page}", "the slides have no page {page}");
    Some((message, text!("donnez un numéro de 1 à {count}", "give a number from 1 to {count}")))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    fn guide(slides: &str, pages: [u32; 2]) -> String {
        let [first, second] = pages;
        format!("---\n{slides}chapters:\n- at: '0:00'\n  title: A\n  page: {first}\n- at: '0:30'\n  title: B\n  page: {second}\n---\n")
    }

    fn found(slides: &str, pages: [u32; 2]) -> Vec<String> {
        let pdf = String::from_utf8(crate::load::testing::pdf(3, "")).unwrap();
        places("missing-slide", &[("videos/v/guide.md", &guide(slides, pages)), ("videos/v/s.pdf", &pdf)])
    }

    #[test]
    fn pages_that_are_not_there() {
        assert_eq!(found("slides: s.pdf\n", [0, 4]), ["videos/v/guide.md:6:9", "videos/v/guide.md:9:9"]);
        assert_eq!(found("", [1, 2]), ["videos/v/guide.md:5:9", "videos/v/guide.md:8:9"]);
    }

    #[test]
    fn pages_that_are_there_and_slides_that_cannot_be_read() {
        assert!(found("slides: s.pdf\n", [1, 3]).is_empty());
        assert!(found("slides: absent.pdf\n", [1, 9]).is_empty());
    }
}
