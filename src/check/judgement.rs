//! What the rules find in a site, kept by entry, so that one changed text is judged by itself.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::calendar::Calendar;
use super::subject::{Part, Subject};
use super::{Check, TEXT_CHECKS, WHOLE_CHECKS, apply_severity, archived, consequences, soften_drafts};
use crate::diagnostic::{Diagnostic, sort};
use crate::model::{EntryId, Resolution, Site};
use crate::source::SourcePath;

/// What the rules find in a site.
pub struct Judgement {
    /// By entry.
    entries: Vec<OfText>,
    /// In settings and glossary, by the rules that look at texts.
    rest: Vec<Diagnostic>,
    /// By the rules that look at the whole site.
    whole: Vec<Diagnostic>,
    /// In archived campaigns.
    archived: Vec<Diagnostic>,
}

/// What is known of one text.
#[derive(Default)]
struct OfText {
    found: Vec<Diagnostic>,
    /// What its links lead to: all that rules of the whole site want to know of a text.
    leads_to: HashSet<End>,
}

/// The end of a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum End {
    Entry(EntryId),
    File(SourcePath),
}

impl Judgement {
    /// Judges a site.
    pub fn of(site: &Site) -> Self {
        let calendar = Arc::new(Calendar::new(site));
        let numbers = 0..site.entries.len() as u32;
        let subjects = numbers.into_par_iter().map(|at| Subject::part(site, &calendar, Part::Entry(EntryId(at))));
        let mut subjects: Vec<Subject> = subjects.collect();
        let entries = subjects.par_iter().map(OfText::of).collect();
        let rest = Subject::part(site, &calendar, Part::Rest);
        let of_rest = run(&rest, TEXT_CHECKS);
        subjects.push(rest);
        let subject = Subject::whole(site, &calendar, subjects);
        let whole = WHOLE_CHECKS.par_iter().map(|check| run(&subject, &[*check]));
        let whole = whole.collect::<Vec<_>>().concat();
        Self { entries, rest: of_rest, whole, archived: archived::findings(site) }
    }

    /// Judges again after nothing but the texts of these entries changed. `false`, with nothing done, when that changes
    /// what is found in the whole site: it must then be judged anew.
    pub fn texts_changed(&mut self, site: &Site, entries: &[EntryId]) -> bool {
        let calendar = Arc::new(Calendar::new(site));
        let judge = |at: &EntryId| (*at, OfText::of(&Subject::part(site, &calendar, Part::Entry(*at))));
        let new: Vec<(EntryId, OfText)> = entries.iter().map(judge).collect();
        let leads_elsewhere = |(at, new): &(EntryId, OfText)| self.entries[at.0 as usize].leads_to != new.leads_to;
        // Places of other findings in the same file may have moved.
        let files: HashSet<&SourcePath> = entries.iter().map(|at| &site.entry(*at).file.path).collect();
        let has_moved = |found: &Diagnostic| found.location.as_ref().is_some_and(|place| files.contains(&place.file));
        let related = |found: &Diagnostic| found.related.iter().any(|(place, _)| files.contains(&place.file));
        let others = (0..).map(EntryId).zip(&self.entries).filter(|(at, _)| !entries.contains(at));
        let moved = self.whole.iter().chain(&self.rest).any(|found| has_moved(found) || related(found))
            || others.flat_map(|(_, text)| &text.found).any(|found| has_moved(found) || related(found));
        if moved || new.iter().any(leads_elsewhere) {
            return false;
        }
        for (at, new) in new {
            self.entries[at.0 as usize] = new;
        }
        // Texts that others include belong to no entry.
        self.rest = run(&Subject::part(site, &calendar, Part::Rest), TEXT_CHECKS);
        true
    }

    /// Everything that is known to be wrong with the site, in the final order: what `loading` it found, what `others`
    /// found, and what the rules found.
    pub fn findings(
        &self,
        site: &Site,
        loading: &[Diagnostic],
        others: impl IntoIterator<Item = Diagnostic>,
    ) -> Vec<Diagnostic> {
        let of_texts = self.entries.iter().flat_map(|text| &text.found);
        let mut found: Vec<Diagnostic> = of_texts.chain(&self.rest).chain(&self.whole).cloned().collect();
        soften_drafts(site, &mut found);
        consequences::drop(site, loading, &mut found);
        found.splice(0..0, loading.iter().cloned());
        found.extend(others);
        apply_severity(&site.settings, &mut found);
        found.extend(self.archived.iter().cloned());
        sort(&mut found);
        found
    }
}

/// What some rules that look at texts find in a site, in the order of the places.
pub(super) fn by_texts(site: &Site, checks: &[Check]) -> Vec<Diagnostic> {
    let calendar = Arc::new(Calendar::new(site));
    let entries = (0..site.entries.len() as u32).into_par_iter().map(|at| Part::Entry(EntryId(at)));
    let parts = entries.chain([Part::Rest]);
    let found = parts.flat_map_iter(|part| run(&Subject::part(site, &calendar, part), checks));
    let mut found: Vec<Diagnostic> = found.collect();
    sort(&mut found);
    found
}

impl OfText {
    fn of(subject: &Subject) -> Self {
        let ends = subject.links.iter().filter_map(|link| match &link.resolution {
            Resolution::Page { entry: Some(entry), .. } => Some(End::Entry(*entry)),
            Resolution::File { path, .. } => Some(End::File(path.clone())),
            _ => None,
        });
        Self { found: run(subject, TEXT_CHECKS), leads_to: ends.collect() }
    }
}

fn run(subject: &Subject, checks: &[Check]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    checks.iter().for_each(|check| check(subject, &mut found));
    found
}
