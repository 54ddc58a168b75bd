//! Fields that name a file that is not there.

use super::fields::files;
use super::subject::suggest;
use crate::source::SourcePath;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Fields that name a file that is not there.
pub(super) static RULE: Rule = Rule {
    code: "missing-file",
    severity: Severity::Error,
    summary: ["un champ nomme un fichier absent", "a field names a file that is not there"],
    explanation: ["La vidéo, les sous-titres ou le document ne pourraient pas s’ouvrir. Déposez le fichier à côté de celui qui le nomme, ou corrigez son nom (majuscules et accents comptent).", "The video, its captions or the document could not be opened. Put the file beside the one that names it, or correct its name (case and accents count)."],
    example: ["src: Saisie.mp4", "src: saisie.mp4"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let exists = |path: &SourcePath| subject.site.is_asset(path) || subject.site.texts.contains_key(path);
    for entry in &subject.site.entries {
        for field in files(entry).filter(|field| !field.path.as_ref().is_some_and(exists)) {
            let location = entry.locate(field.written.span);
            out.push(finding(subject, Diagnostic::new(&RULE, location, missing(field.written)), &entry.file.path, field.written));
        }
    }
    if let Some(logo) = &subject.site.settings.look.logo {
        let root = SourcePath::new("");
        if !root.join(logo).as_ref().is_some_and(exists) {
            let diagnostic = Diagnostic::new(&RULE, subject.settings_location(logo.span), missing(logo));
            out.push(finding(subject, diagnostic, &root, logo));
        }
    }
}

fn missing(name: &str) -> crate::diagnostic::Text {
    text!("le fichier « {name} » n’existe pas", "the file “{name}” does not exist")
}

fn finding(subject: &Subject, diagnostic: Diagnostic, from: &SourcePath, name: &str) -> Diagnostic {
    let nearest = subject.site.nearest_path(from, name);
    let folder = if from.folder().is_empty() { "." } else { from.folder() };
    let otherwise = text!("déposez-le dans {folder}/, ou corrigez son nom", "put it into {folder}/, or correct its name");
    suggest(diagnostic, nearest.as_deref(), otherwise)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    #[test]
    fn files_of_videos_documents_and_the_logo() {
        let files = &[
            ("vademecum.yaml", "title: T\nlook:\n  logo: l.png"),
            ("videos/v/guide.md", "---\nsrc: V.mp4\nposter: p.png\n---\n"),
            ("videos/v/v.mp4", ""),
            ("content/documents/documents.yaml", "documents:\n- id: d\n  file: ../../../d.pdf\n"),
        ];
        let found = places("missing-file", files);
        let documents = "content/documents/documents.yaml:3:9";
        assert_eq!(found, [documents, "vademecum.yaml:3:9", "videos/v/guide.md:2:6", "videos/v/guide.md:3:9"]);
        assert!(messages("missing-file", files)[2].ends_with("écrivez « v.mp4 »"));
    }

    #[test]
    fn a_transcript_may_be_markdown() {
        let files = &[("videos/v/guide.md", "---\ntranscript: texte.md\n---\n"), ("videos/v/texte.md", "")];
        assert!(places("missing-file", files).is_empty());
    }
}
