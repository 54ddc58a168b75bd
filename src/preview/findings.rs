//! What is wrong with a site that is being edited.

use std::sync::{Mutex, PoisonError};

use super::{State, Update};
use crate::check::{self, Judgement};
use crate::diagnostic::Diagnostic;

/// Findings that follow a site.
#[derive(Default)]
pub struct LiveFindings {
    judged: Mutex<Option<Judged>>,
}

/// What is wrong with a state.
struct Judged {
    of_site: Judgement,
    /// In the files to print.
    of_print: Vec<Diagnostic>,
}

impl LiveFindings {
    /// Brings the findings to a state, to which `update` led: texts alone are judged by themselves, anything else makes
    /// the whole site be judged.
    pub fn follow(&self, state: &State, update: Option<&Update>) {
        let mut judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner);
        let texts = update.filter(|update| update.only_texts && update.to == state.number);
        let known = judged.take().zip(texts).and_then(|(mut judged, update)| {
            judged.of_site.texts_changed(&state.site, &update.entries).then_some(judged.of_site)
        });
        let of_site = known.unwrap_or_else(|| Judgement::of(&state.site));
        *judged = Some(Judged { of_site, of_print: state.foreseen() });
    }

    /// Everything that is wrong with the state that was followed last, in the final order, with what `searched` found.
    pub fn all(&self, state: &State, searched: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(judged) = judged.as_ref() else { return Vec::new() };
        let others = state.of_theme.iter().cloned().chain(searched);
        let mut found = judged.of_site.findings(&state.site, &state.loading, others);
        check::add_of_print(&state.site, &mut found, || judged.of_print.clone());
        found
    }
}
