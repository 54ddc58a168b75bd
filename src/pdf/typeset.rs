//! The typesetters of `vademecum_pdf`, one per thread that asks.

use std::sync::{Arc, Mutex, PoisonError};

use vademecum_pdf::{Templates, Typesetter};

use super::findings;
use crate::diagnostic::{Diagnostic, TextFile};
use crate::render::{Pdf, Printed};
use crate::theme::Theme;

/// What is wrong with a book, as far as it can be told without typesetting it.
pub(super) fn foresee(theme: &Theme, printed: &Printed) -> Vec<Diagnostic> {
    findings::of(&vademecum_pdf::foresee(&printed.book), printed, &|name| file(theme, name))
}

/// A file of the theme's for print.
fn file(theme: &Theme, name: &str) -> Option<Arc<TextFile>> {
    theme.print_files().find(|(of, _)| *of == name).map(|(_, file)| file.clone())
}

/// Typesetters that are free, with the templates that they were made with.
#[derive(Default)]
pub(super) struct Typesetters(Mutex<Vec<(Templates, Typesetter)>>);

impl Typesetters {
    pub(super) fn typeset(&self, theme: &Theme, printed: &Printed) -> (Option<Pdf>, Vec<Diagnostic>) {
        let templates = templates(theme);
        let mut typesetter = self.take(&templates);
        let made = typesetter.typeset(&printed.book);
        self.free().push((templates, typesetter));
        let file = |name: &str| file(theme, name);
        match made {
            Ok(pdf) => {
                let findings = findings::of(&pdf.problems, printed, &file);
                (Some(Pdf { bytes: pdf.bytes, pages: pdf.pages }), findings)
            }
            Err(problems) => (None, findings::fatal(&problems, printed, &file)),
        }
    }

    /// A typesetter with these templates. Those with others are of a theme that is no more.
    fn take(&self, templates: &Templates) -> Typesetter {
        let mut free = self.free();
        free.retain(|(of, _)| of == templates);
        free.pop().map_or_else(|| Typesetter::new(templates), |(_, typesetter)| typesetter)
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<(Templates, Typesetter)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn templates(theme: &Theme) -> Templates {
    let file = |(name, file): (&str, &Arc<TextFile>)| (name.to_owned(), file.text.clone());
    Templates { files: theme.print_files().map(file).collect() }
}
