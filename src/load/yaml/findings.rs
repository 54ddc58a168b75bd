//! Adds findings to a list, to a limit per file.

use super::INVALID_YAML;
use crate::diagnostic::{Diagnostic, Location, Span, TextFile};
use crate::source::SourcePath;
use crate::text;

/// The most findings that are listed for one file. Nobody reads more, and a text made to harm could give millions.
pub(super) const MAX_FINDINGS: usize = 1_000;

/// Adds the finding at a place of a file. When the list ends with very many findings of the same file, one last finding
/// says that there are more.
pub(super) fn report(
    at: Span,
    file: &TextFile,
    diagnostics: &mut Vec<Diagnostic>,
    found: impl FnOnce(Location) -> Diagnostic,
) {
    let is_full = |end: usize| end.checked_sub(MAX_FINDINGS).is_some_and(|at| is_of(&diagnostics[at], &file.path));
    if !is_full(diagnostics.len()) {
        diagnostics.push(found(file.locate(at.range())));
    } else if !is_full(diagnostics.len() - 1) {
        let message = text!(
            "ce fichier compte plus de {MAX_FINDINGS} erreurs : les autres ne sont pas listées",
            "this file has more than {MAX_FINDINGS} mistakes: the others are not listed"
        );
        diagnostics.push(Diagnostic::new(&INVALID_YAML, Location::whole_file(&file.path), message));
    }
}

fn is_of(found: &Diagnostic, path: &SourcePath) -> bool {
    found.location.as_ref().is_some_and(|location| location.file == *path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_has_its_own_limit() {
        let mut diagnostics = Vec::new();
        for name in ["a.yaml", "b.yaml"] {
            let file = TextFile::new(SourcePath::new(name), String::new());
            for _ in 0..MAX_FINDINGS + 10 {
                report(Span::default(), &file, &mut diagnostics, |at| {
                    Diagnostic::new(&INVALID_YAML, at, text!("", ""))
                });
            }
        }
        assert_eq!(diagnostics.len(), 2 * (MAX_FINDINGS + 1));
        assert!(diagnostics[MAX_FINDINGS].message.en.contains("more than"));
    }
}
