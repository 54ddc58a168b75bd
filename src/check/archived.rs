//! What is wrong with archived campaigns. Nobody works on them any more, so only errors are told, and as warnings: an
//! archive must not keep the current campaign from being published.

use super::Judgement;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::model::{Archive, Site};
use crate::source::{SETTINGS, SourcePath};

/// The findings in all archives of a site, with places in the outer site.
pub(super) fn findings(site: &Site) -> Vec<Diagnostic> {
    site.archives.iter().flat_map(|archive| of_archive(site, archive)).collect()
}

fn of_archive(site: &Site, archive: &Archive) -> Vec<Diagnostic> {
    let settings = SourcePath::new(SETTINGS);
    let text = |site: &Site| site.texts.get(&settings).map(|file| file.text.clone());
    let inherits = text(site) == text(&archive.site);
    let is_told = |found: &Diagnostic| {
        let is_inherited = inherits && found.location.as_ref().is_some_and(|place| place.file == settings);
        found.severity == Severity::Error && !is_inherited
    };
    let found = Judgement::of(&archive.site).findings(&archive.site, &archive.loading, []);
    found.into_iter().filter(is_told).map(|found| outer(archive, found)).collect()
}

fn outer(archive: &Archive, found: Diagnostic) -> Diagnostic {
    let outer = |place: Location| Location { file: archive.outer_path(&place.file), ..place };
    Diagnostic {
        severity: Severity::Warning,
        location: found.location.map(outer),
        related: found.related.into_iter().map(|(place, text)| (outer(place), text)).collect(),
        ..found
    }
}
