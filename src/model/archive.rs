//! Campaigns that are over: whole sites inside a site.

use std::sync::Arc;

use super::{Resolution, Route, Site};
use crate::diagnostic::Diagnostic;
use crate::source::SourcePath;

/// The folder of archived campaigns, of sources and of addresses alike: `archives/2025/…`.
pub const ARCHIVES: &str = "archives";

/// An archived campaign: a site of its own below `archives/<year>/`. Its paths and addresses start there.
#[derive(Clone, Debug)]
pub struct Archive {
    /// The year of the campaign, which is the name of its folder.
    pub year: u16,
    /// What its sources say.
    pub site: Arc<Site>,
    /// What loading it found; its places are inside the archive.
    pub loading: Arc<[Diagnostic]>,
}

impl Archive {
    /// Its folder.
    pub fn folder(&self) -> String {
        format!("{ARCHIVES}/{}", self.year)
    }

    /// The address in the outer site of one of its outputs.
    pub fn outer_route(&self, route: &Route) -> Route {
        route.below(&self.folder())
    }

    /// The place in the outer site of one of its files.
    pub fn outer_path(&self, path: &SourcePath) -> SourcePath {
        path.below(&self.folder())
    }

    /// What it is called: the label of its campaign, or else its year.
    pub fn label(&self) -> String {
        self.site.campaign().map_or_else(|| self.year.to_string(), |campaign| campaign.label.value.clone())
    }
}

impl Site {
    /// The archived campaign that holds a path, and that path inside it.
    pub(super) fn archive_of<'p>(&self, path: &'p SourcePath) -> Option<(&Archive, &'p str)> {
        let (year, inside) =
            path.as_str().strip_prefix(ARCHIVES)?.strip_prefix('/')?.split_once('/').or_else(|| {
                let year = path.as_str().rsplit_once('/')?.1;
                Some((year, ""))
            })?;
        let archive = self.archives.iter().find(|archive| archive.year.to_string() == year)?;
        Some((archive, inside))
    }

    /// The entry of an archived campaign whose page is at an address.
    pub fn archived_entry(&self, route: &Route) -> Option<(&Archive, &super::Entry)> {
        let in_archive = |archive: &Archive| {
            let inside = route.as_str().strip_prefix(&format!("{}/", self.way_to(archive)))?;
            archive.site.entries.iter().position(|entry| entry.route.as_str() == inside)
        };
        let found = self.archives.iter().find_map(|archive| Some((archive, in_archive(archive)?)));
        found.map(|(archive, at)| (archive, &archive.site.entries[at]))
    }

    /// The folder of an archived campaign as seen from this site: among archives the way leads by the folder that they share.
    fn way_to(&self, archive: &Archive) -> String {
        if self.archived.is_some() { format!("../{}", archive.year) } else { archive.folder() }
    }

    /// What a path inside an archived campaign means for a link from this site.
    pub(super) fn resolve_archived(&self, archive: &Archive, inside: &str, fragment: Option<String>) -> Resolution {
        let from = SourcePath::new(crate::source::SETTINGS);
        let target = if inside.is_empty() { "/content/index.md".to_owned() } else { format!("/{inside}") };
        let route = match archive.site.resolve(&from, None, &target) {
            Resolution::Page { route, .. } => route,
            Resolution::File { path, .. } => super::asset_route(&path),
            other => return other,
        };
        Resolution::Page { route: route.below(&self.way_to(archive)), entry: None, fragment }
    }
}
