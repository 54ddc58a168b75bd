//! The settings file.

use std::sync::Arc;

use super::yaml;
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Location, Rule, Severity, TextFile, nearest};
use crate::model::Rubric;
use crate::source::SourcePath;
use crate::text;

/// There is no `vademecum.yaml`.
pub const MISSING_SETTINGS: Rule = Rule {
    code: "missing-settings",
    severity: Severity::Error,
    summary: ["le dossier n’a pas de fichier vademecum.yaml", "the folder has no vademecum.yaml"],
    explanation: [
        "Ce fichier donne le titre du site et ses réglages ; il marque aussi le dossier comme un site. Une ligne « title: » suffit.",
        "This file gives the site’s title and settings; it also marks the folder as a site. One line “title:” is enough.",
    ],
    example: ["(aucun fichier)", "title: Documentation"],
};

const NAME: &str = "vademecum.yaml";

/// Reads the settings; what is wrong falls back to the default and is reported.
pub fn read(file: Option<&Arc<TextFile>>, diagnostics: &mut Vec<Diagnostic>) -> Settings {
    let Some(file) = file else {
        // A file that is there but is not text has been reported.
        let is_there = |found: &Diagnostic| found.location.as_ref().is_some_and(|at| at.file.as_str() == NAME);
        if !diagnostics.iter().any(is_there) {
            diagnostics.push(missing());
        }
        return Settings::default();
    };
    let node = yaml::parse(file, 0..file.text.len(), diagnostics);
    let Some(mut mapping) = node.and_then(|node| node.into_mapping(file, diagnostics)) else {
        return Settings::default();
    };
    let settings: Settings = mapping.read(diagnostics).unwrap_or_default();
    mapping.finish(diagnostics);
    unknown_notices(&settings, file, diagnostics);
    settings
}

/// Reports notices of rubrics that do not exist.
fn unknown_notices(settings: &Settings, file: &TextFile, diagnostics: &mut Vec<Diagnostic>) {
    let names = || Rubric::ALL.into_iter().map(Rubric::name);
    for (key, notice) in settings.notices.iter().filter(|(key, _)| !names().any(|name| name == key.as_str())) {
        let before = &file.text[..notice.span.range().start];
        let at = before.rfind(key.as_str()).map_or(notice.span.range(), |at| at..at + key.len());
        let what = text!("la rubrique `{key}` n’existe pas", "there is no rubric `{key}`");
        let help = match nearest(key, names()) {
            Some(near) => text!("vouliez-vous écrire `{near}` ?", "did you mean `{near}`?"),
            None => {
                let all = names().collect::<Vec<_>>().join(", ");
                text!("rubriques : {all}", "rubrics: {all}")
            }
        };
        diagnostics.push(Diagnostic::new(&yaml::UNKNOWN_KEY, file.locate(at), what).help(help));
    }
}

fn missing() -> Diagnostic {
    let path = SourcePath::new(NAME);
    let what = text!(
        "ce dossier n’est pas un site : vademecum.yaml manque",
        "this folder is not a site: vademecum.yaml is missing"
    );
    let help = text!(
        "lancez « vademecum init », ou créez le fichier avec une ligne « title: … »",
        "run “vademecum init”, or create the file with a line “title: …”"
    );
    Diagnostic::new(&MISSING_SETTINGS, Location::whole_file(&path), what).help(help)
}
