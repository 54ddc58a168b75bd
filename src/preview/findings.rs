//! What is wrong with a site that is being edited.

use std::sync::{Mutex, PoisonError};

use super::{State, Update};
use crate::check::Judgement;
use crate::diagnostic::Diagnostic;

/// Findings that follow a site.
#[derive(Default)]
pub struct LiveFindings {
    judged: Mutex<Option<Judgement>>,
}

impl LiveFindings {
    /// Brings the findings to a state, to which `update` led: texts alone are judged by themselves, anything else makes
    /// the whole site be judged.
    pub fn follow(&self, state: &State, update: Option<&Update>) {
        let mut judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner);
        let texts = update.filter(|update| update.only_texts && update.to == state.number);
        let known = judged.as_mut().zip(texts);
        if !known.is_some_and(|(judgement, update)| judgement.texts_changed(&state.site, &update.entries)) {
            *judged = Some(Judgement::of(&state.site));
        }
    }

    /// Everything that is wrong with the state that was followed last, in the final order, with what `searched` found.
    pub fn all(&self, state: &State, searched: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner);
        let others = state.of_theme.iter().cloned().chain(searched);
        judged.as_ref().map(|judged| judged.findings(&state.site, &state.loading, others)).unwrap_or_default()
    }
}
