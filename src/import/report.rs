//! The report for the person at the terminal.

use super::Import;
use crate::diagnostic::{Lang, Severity};

/// The notes by file, each with what to do, then the counts.
pub fn report(import: &Import, lang: Lang) -> String {
    let mut out = String::new();
    let mut file = None;
    for note in &import.report {
        if file != Some(&note.file) {
            out.push_str(&format!("{}\n", note.file));
            file = Some(&note.file);
        }
        let (severity, what, remedy) = (note.severity.name(lang), note.what.get(lang), note.remedy.get(lang));
        out.push_str(&format!("  {}: {severity} : {what}\n", note.line));
        if !matches!(remedy, "rien à faire" | "nothing to do") {
            out.push_str(&format!("      → {remedy}\n"));
        }
    }
    out.push_str(&counts(import, lang));
    out
}

fn counts(import: &Import, lang: Lang) -> String {
    let count = |severity| import.report.iter().filter(|note| note.severity == severity).count();
    let (errors, warnings, hints) = (count(Severity::Error), count(Severity::Warning), count(Severity::Hint));
    let (files, assets) = (import.files.len(), import.assets.len());
    match lang {
        Lang::Fr => format!(
            "À écrire : {files} ; à copier : {assets} ; erreurs : {errors} ; points d’attention : {warnings} ; conseils : {hints}\n"
        ),
        Lang::En => {
            format!("To write: {files}; to copy: {assets}; errors: {errors}; warnings: {warnings}; hints: {hints}\n")
        }
    }
}
