//! Parts of the guide that the settings ask for and that are not there.

use super::Subject;
use super::subject::suggest;
use crate::config::PdfSettings;
use crate::diagnostic::{Diagnostic, Rule, Severity, Spanned, Text};
use crate::model::{Kind, Rubric};
use crate::text;

/// Parts of the guide that the settings ask for and that are not there.
pub(super) static RULE: Rule = Rule {
    code: "unknown-pdf-part",
    severity: Severity::Error,
    summary: ["un PDF demandé dont rien n’est le contenu", "a PDF that is asked for and of which nothing is the content"],
    explanation: [
        "Ce PDF ne serait pas fait. Sous `parts:`, écrivez une rubrique (faq, videos, calendar, documents, announcements, contacts, glossary), `slides`, ou l’identifiant d’un contenu ; sous `audiences:`, un des publics du site.",
        "This PDF would not be made. Under `parts:`, write a section (faq, videos, calendar, documents, announcements, contacts, glossary), `slides`, or the id of some content; under `audiences:`, one of the audiences of the site.",
    ],
    example: ["pdf:\n  parts: [foire-aux-questions]", "pdf:\n  parts: [faq]"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let settings = &subject.site.settings.pdf;
    out.extend(settings.parts.iter().filter_map(|name| part(subject, name)));
    out.extend(settings.audiences.iter().filter_map(|id| audience(subject, id)));
}

fn part(subject: &Subject, name: &Spanned<String>) -> Option<Diagnostic> {
    let is_part = match Rubric::called(name) {
        Some(rubric) => rubric.is_printed(),
        None => name.value == PdfSettings::SLIDES || subject.site.by_id(name).is_some(),
    };
    let otherwise = text!(
        "écrivez une rubrique (faq, videos, calendrier…), slides, ou l’id d’un contenu",
        "write a section (faq, videos, calendar…), slides, or the id of some content"
    );
    (!is_part).then(|| finding(subject, name, None, otherwise))
}

fn audience(subject: &Subject, id: &Spanned<String>) -> Option<Diagnostic> {
    let is_audience = subject.site.by_id(id).is_some_and(|(_, entry)| entry.kind() == Kind::Audience);
    let otherwise = text!("écrivez un des publics déclarés par audiences:", "write one of those that audiences: declares");
    (!is_audience).then(|| finding(subject, id, Some(Kind::Audience), otherwise))
}

fn finding(
    subject: &Subject,
    name: &Spanned<String>,
    kind: Option<Kind>,
    otherwise: Text,
) -> Diagnostic {
    let written = &name.value;
    let message = text!("« {written} » n’est pas une partie du guide", "“{written}” is no part of the guide");
    let nearest = subject.site.nearest_id(written, kind);
    suggest(Diagnostic::new(&RULE, subject.settings_location(name.span), message), nearest, otherwise)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    const SETTINGS: &str = "title: T\naudiences:\n- id: familles\n  label: Familles\npdf:\n";

    fn found(pdf: &str) -> (Vec<String>, Vec<String>) {
        let settings = format!("{SETTINGS}{pdf}");
        let files = [("vademecum.yaml", settings.as_str()), ("content/aide.md", "# Aide")];
        (places("unknown-pdf-part", &files), messages("unknown-pdf-part", &files))
    }

    #[test]
    fn parts_and_audiences_that_are_not_there() {
        let (places, messages) = found("  parts: [faq, aides, search]\n  audiences: [famille]\n");
        assert_eq!(places, ["vademecum.yaml:6:16", "vademecum.yaml:6:23", "vademecum.yaml:7:15"]);
        assert!(messages[0].ends_with("écrivez « aide »"), "{messages:?}");
        assert!(messages[2].ends_with("écrivez « familles »"), "{messages:?}");
    }

    #[test]
    fn parts_that_are_there() {
        assert!(found("  parts: [faq, glossary, calendrier, slides, aide, familles]\n  audiences: [familles]\n").0.is_empty());
    }
}
