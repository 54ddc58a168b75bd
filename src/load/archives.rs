//! Archived campaigns: each folder `archives/<year>/` is loaded as a site of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Loaded, Loader, Options, UNKNOWN_FILE};
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{ARCHIVES, Archive};
use crate::source::{Listing, Obstacle, SETTINGS, Source, SourceFile, SourcePath, Within};
use crate::text;

/// What lies in the folder of each year, oldest first.
pub(super) type Folders = BTreeMap<u16, Listing>;

/// What is remembered of the archives.
#[derive(Default)]
pub(super) struct Archives {
    known: BTreeMap<u16, Known>,
}

/// One archive as it was loaded.
struct Known {
    loader: Loader,
    /// What it was loaded from: its files, the outer settings, its address.
    from: (Vec<SourceFile>, Option<SourceFile>, Option<String>),
    archive: Archive,
}

impl Archives {
    /// Loads the archives, newest first. One that is what it was is not looked at.
    pub(super) fn load(
        &mut self,
        source: &dyn Source,
        folders: &Folders,
        outer: &Listing,
        settings: &Settings,
        options: &Options,
    ) -> Vec<Archive> {
        self.known.retain(|year, _| folders.contains_key(year));
        let outer_settings = outer.files.iter().find(|file| file.path.as_str() == SETTINGS);
        let mut archives: Vec<Archive> = Vec::new();
        for (&year, listing) in folders {
            let base_url = settings.base().map(|base| format!("{base}/{ARCHIVES}/{year}"));
            let from = (listing.files.clone(), outer_settings.cloned(), base_url.clone());
            if let Some(known) = self.known.get(&year).filter(|known| known.from == from) {
                archives.insert(0, known.archive.clone());
                continue;
            }
            let options = Options { base_url, published: None, ..options.clone() };
            let loader = self.known.remove(&year).map(|known| Loader { options: options.clone(), ..known.loader });
            let mut loader = loader.unwrap_or_else(|| Loader::of_archive(options, year));
            let folder = format!("{ARCHIVES}/{year}");
            let inner = Within::new(source, &folder, listing, outer_settings);
            let Loaded { mut site, diagnostics, .. } = loader.load(&inner);
            site.archives.clone_from(&archives);
            let archive = Archive { year, site: Arc::new(site), loading: diagnostics.into() };
            archives.insert(0, archive.clone());
            self.known.insert(year, Known { loader, from, archive });
        }
        archives
    }

    /// Reads these files again whatever their stamps say.
    pub(super) fn doubt(&mut self, paths: &[SourcePath]) {
        for (year, known) in &mut self.known {
            let folder = format!("{ARCHIVES}/{year}/");
            let inside = |path: &SourcePath| path.as_str().strip_prefix(&folder).map(SourcePath::new);
            let doubted: Vec<SourcePath> = paths.iter().filter_map(inside).collect();
            if !doubted.is_empty() {
                known.from.0.clear();
                known.loader.doubt(&doubted);
            }
        }
    }
}

/// Separates the files of the site from those of its archives. What lies in `archives/` in no folder of a year is reported
/// and left out.
pub(super) fn divide(listing: Listing, diagnostics: &mut Vec<Diagnostic>) -> (Listing, Folders) {
    let mut own = Listing { has_links: listing.has_links, ..Listing::default() };
    let mut folders = Folders::new();
    let mut strays: Vec<&str> = Vec::new();
    for file in &listing.files {
        match place(&file.path) {
            Place::Site => own.files.push(file.clone()),
            Place::Archive(year) => folders.entry(year).or_default().files.push(file.clone()),
            Place::Stray(top) => strays.push(top),
        }
    }
    for (path, obstacle) in listing.obstacles.iter().cloned() {
        let of: &mut Vec<(SourcePath, Obstacle)> = match place(&path) {
            Place::Archive(year) if folders.contains_key(&year) => &mut folders.entry(year).or_default().obstacles,
            _ => &mut own.obstacles,
        };
        of.push((path, obstacle));
    }
    strays.dedup();
    diagnostics.extend(strays.into_iter().map(stray));
    (own, folders)
}

/// To what a file belongs.
enum Place<'p> {
    Site,
    Archive(u16),
    /// The path of what lies directly in the folder of archives.
    Stray(&'p str),
}

fn place(path: &SourcePath) -> Place<'_> {
    let text = path.as_str();
    let Some(inside) = text.strip_prefix(ARCHIVES).and_then(|rest| rest.strip_prefix('/')) else { return Place::Site };
    let (top, rest) = inside.split_once('/').map_or((inside, None), |(top, rest)| (top, Some(rest)));
    match top.parse().ok().filter(|_| top.len() == 4 && rest.is_some()) {
        Some(year) => Place::Archive(year),
        None => Place::Stray(&text[..ARCHIVES.len() + 1 + top.len()]),
    }
}

fn stray(path: &str) -> Diagnostic {
    let what = text!("« {path} » n’est pas le dossier d’une campagne", "“{path}” is not the folder of a campaign");
    let help = text!(
        "un dossier d’archives porte le nom d’une année : {ARCHIVES}/2025",
        "a folder of archives has the name of a year: {ARCHIVES}/2025"
    );
    Diagnostic::new(&UNKNOWN_FILE, Location::whole_file(&SourcePath::new(path)), what).help(help)
}
