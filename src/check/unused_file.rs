//! Files of the site that nothing leads to.

use std::collections::HashSet;
use super::fields::files;
use crate::diagnostic::Location;
use crate::model::Resolution;
use crate::source::SourcePath;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Files of the site that nothing leads to.
pub(super) static RULE: Rule = Rule {
    code: "unused-file",
    severity: Severity::Warning,
    summary: ["aucun contenu ne mène à un fichier publié", "no content leads to a published file"],
    explanation: ["Le fichier est publié sans que personne puisse le trouver ; c’est souvent une version oubliée. Citez-le depuis une page, ou supprimez-le.", "The file is published although nobody can find it; often it is a forgotten version. Link to it from a page, or delete it."],
    example: ["content/documents/fiche-2023.pdf", "[Fiche](documents/fiche-2023.pdf)"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let used = used(subject);
    for asset in &subject.site.assets {
        let published = ["content/", "faq/", "videos/"].iter().any(|root| asset.path.as_str().starts_with(root));
        if published && !used.contains(asset.path.as_str()) {
            let message = text!("rien ne mène à ce fichier", "nothing leads to this file");
            let help = text!("citez-le depuis une page, ou supprimez-le", "link to it from a page, or delete it");
            out.push(Diagnostic::new(&RULE, Location::whole_file(&asset.path), message).help(help));
        }
    }
}

fn used<'a>(subject: &'a Subject) -> HashSet<&'a str> {
    let resolutions = subject.links.iter().map(|link| &link.resolution);
    let resolutions = resolutions.chain(subject.see_also.iter().map(|reference| &reference.resolution));
    let resolutions = resolutions.chain(subject.settings_links.iter().map(|link| &link.resolution));
    let mut used: HashSet<&str> = resolutions.filter_map(file).map(SourcePath::as_str).collect();
    let named = subject.site.entries.iter().flat_map(files).filter_map(|field| field.path);
    let logo = subject.site.settings.look.logo.iter().filter_map(|logo| SourcePath::new("").join(logo));
    for path in named.chain(logo) {
        let found = subject.site.assets.binary_search_by(|asset| asset.path.cmp(&path));
        used.extend(found.ok().map(|at| subject.site.assets[at].path.as_str()));
    }
    used
}

fn file(resolution: &Resolution) -> Option<&SourcePath> {
    match resolution {
        Resolution::File { path, .. } => Some(path),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn a_file_that_nothing_names() {
        assert_eq!(places("unused-file", &[("content/a.md", ""), ("content/b.png", "")]), ["content/b.png:1:1"]);
    }

    #[test]
    fn files_named_by_links_videos_documents_and_the_logo() {
        let files = &[
            ("vademecum.yaml", "title: T\nlook:\n  logo: content/logo.png"),
            ("content/a.md", "![b](b.png)"),
            ("content/b.png", ""),
            ("content/logo.png", ""),
            ("themes/x.css", ""),
            ("videos/v/guide.md", "---\nsrc: v.mp4\ncaptions:\n- file: v.vtt\n---\n"),
            ("videos/v/v.mp4", ""),
            ("videos/v/v.vtt", "WEBVTT\n"),
            ("content/documents/documents.yaml", "documents:\n- id: d\n  file: d.pdf\n"),
            ("content/documents/d.pdf", ""),
        ];
        assert!(places("unused-file", files).is_empty());
    }
}
