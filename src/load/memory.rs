//! What a loader remembers of a site that it loads again: files whose bytes did not change are not read, parsed or
//! examined again.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{Context, Given, Harvest};
use crate::diagnostic::{Diagnostic, TextFile};
use crate::source::{Listing, SETTINGS, Source, SourceFile, SourcePath, Stamp};

/// Everything that was read so far.
#[derive(Default)]
pub(super) struct Memory {
    texts: HashMap<SourcePath, Text>,
    harvests: HashMap<SourcePath, Remembered>,
    pictures: HashMap<SourcePath, (Stamp, Arc<[Diagnostic]>)>,
}

/// A text file as it was read, or what was wrong with it.
struct Text {
    stamp: Stamp,
    file: Option<Arc<TextFile>>,
    found: Arc<[Diagnostic]>,
}

/// What a file gave, and what that depends on.
struct Remembered {
    file: Arc<TextFile>,
    settings: Option<Arc<TextFile>>,
    needs: Needs,
    harvest: Arc<Harvest>,
}

/// What was looked at beside the file itself and the settings.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// Texts that were asked for, and what was there.
    texts: Vec<(SourcePath, Option<Arc<TextFile>>)>,
    /// Files whose bytes were asked for, and their states.
    files: Vec<(SourcePath, Option<Stamp>)>,
    /// The names of all texts, when they were asked for.
    names: Option<Stamp>,
}

/// The files of a site at the time of one loading.
pub(super) struct Present<'a> {
    /// All files, sorted.
    pub(super) listing: &'a Listing,
    /// All texts.
    pub(super) texts: &'a HashMap<SourcePath, Arc<TextFile>>,
    names: OnceLock<Stamp>,
}

impl<'a> Present<'a> {
    /// The files of a listing, with their texts.
    pub(super) fn new(listing: &'a Listing, texts: &'a HashMap<SourcePath, Arc<TextFile>>) -> Self {
        Self { listing, texts, names: OnceLock::new() }
    }

    fn file(&self, path: &SourcePath) -> Option<&'a SourceFile> {
        let at = self.listing.files.binary_search_by(|file| file.path.cmp(path)).ok()?;
        Some(&self.listing.files[at])
    }

    /// The names of all texts as a stamp.
    fn names(&self) -> Stamp {
        let paths = || self.listing.files.iter().map(|file| &file.path).filter(|path| path.is_text());
        *self.names.get_or_init(|| Stamp::of(paths().collect::<Vec<_>>()))
    }
}

impl Needs {
    /// A text was asked for.
    pub(super) fn text(&mut self, path: &SourcePath, found: Option<&Arc<TextFile>>) {
        self.texts.push((path.clone(), found.cloned()));
    }

    /// A file's bytes were asked for.
    pub(super) fn file(&mut self, path: &SourcePath, present: &Present) {
        self.files.push((path.clone(), present.file(path).map(|file| file.stamp)));
    }

    /// The names of all texts were asked for.
    pub(super) fn names(&mut self, present: &Present) {
        self.names = Some(present.names());
    }

    fn hold(&self, present: &Present) -> bool {
        let same = |one: Option<&Arc<TextFile>>, other: Option<&Arc<TextFile>>| match (one, other) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        self.texts.iter().all(|(path, file)| same(present.texts.get(path), file.as_ref()))
            && self.files.iter().all(|(path, stamp)| present.file(path).map(|file| file.stamp) == *stamp)
            && self.names.is_none_or(|names| names == present.names())
    }
}

impl Memory {
    /// Reads the texts among `files`, in parallel; those that are still what they were are taken as they are.
    /// What is wrong with them is added in the order of the files.
    pub(super) fn texts(
        &mut self,
        source: &dyn Source,
        files: &[&SourceFile],
        found: &mut Vec<Diagnostic>,
    ) -> HashMap<SourcePath, Arc<TextFile>> {
        let known = &self.texts;
        let is_new = |file: &&&SourceFile| known.get(&file.path).is_none_or(|text| text.stamp != file.stamp);
        let new: Vec<&&SourceFile> = files.iter().filter(is_new).collect();
        let read: Vec<_> =
            new.par_iter().map(|file| (file.path.clone(), read(source, file, known.get(&file.path)))).collect();
        self.texts.extend(read);
        keep_only(&mut self.texts, files.iter().map(|file| &file.path));
        let mut texts = HashMap::with_capacity(files.len());
        for file in files {
            let text = &self.texts[&file.path];
            found.extend_from_slice(&text.found);
            texts.extend(text.file.clone().map(|text| (file.path.clone(), text)));
        }
        texts
    }

    /// What each file gives, in the order of the files.
    pub(super) fn harvests(
        &mut self,
        files: &[SourceFile],
        given: Given,
        read: impl Fn(&Arc<TextFile>, &Context) -> Harvest + Sync,
    ) -> Vec<Arc<Harvest>> {
        let settings = given.present.texts.get(&SourcePath::new(SETTINGS));
        let texts: Vec<&Arc<TextFile>> = files.iter().filter_map(|file| given.present.texts.get(&file.path)).collect();
        let known = &self.harvests;
        let is_new = |file: &&&Arc<TextFile>| {
            !known.get(&file.path).is_some_and(|known| known.holds(file, settings, given.present))
        };
        let new: Vec<&&Arc<TextFile>> = texts.iter().filter(is_new).collect();
        let made = new.par_iter().map(|file| {
            let context = Context::new(given);
            let harvest = Arc::new(read(file, &context));
            let needs = context.notes.into_inner();
            (file.path.clone(), Remembered { file: Arc::clone(file), settings: settings.cloned(), needs, harvest })
        });
        let made: Vec<_> = made.collect();
        self.harvests.extend(made);
        keep_only(&mut self.harvests, texts.iter().map(|file| &file.path));
        texts.iter().map(|file| self.harvests[&file.path].harvest.clone()).collect()
    }

    /// Reads again texts that are known; those that say something else, with what they said before. `None` when one of
    /// these files is no text, or cannot be read.
    pub(super) fn reread(
        &mut self,
        source: &dyn Source,
        present: &Present,
        paths: &[SourcePath],
    ) -> Option<Vec<Arc<TextFile>>> {
        let mut changed = Vec::new();
        for path in paths {
            let known = self.texts.get_mut(path).filter(|known| known.found.is_empty())?;
            let new = read(source, present.file(path)?, Some(known));
            let file = new.file.clone()?;
            let is_same = known.file.as_ref().is_some_and(|known| Arc::ptr_eq(known, &file));
            *known = new;
            if !is_same {
                changed.push(file);
            }
        }
        Some(changed)
    }

    /// What a file gave the last time, and what it gives now; remembers the latter.
    pub(super) fn again(
        &mut self,
        file: &Arc<TextFile>,
        given: Given,
        read: impl Fn(&Arc<TextFile>, &Context) -> Harvest,
    ) -> Option<(Arc<Harvest>, Arc<Harvest>)> {
        let known = self.harvests.get_mut(&file.path)?;
        let context = Context::new(given);
        let harvest = Arc::new(read(file, &context));
        known.needs = context.notes.into_inner();
        known.file = file.clone();
        let before = std::mem::replace(&mut known.harvest, harvest.clone());
        Some((before, harvest))
    }

    /// The files that include one of these, themselves included.
    pub(super) fn dependents(&self, changed: &[Arc<TextFile>]) -> Vec<SourcePath> {
        let is_changed = |path: &SourcePath| changed.iter().any(|file| file.path == *path);
        let depends = |known: &Remembered| known.needs.texts.iter().any(|(path, _)| is_changed(path));
        let known = self.harvests.iter();
        let mut paths: Vec<SourcePath> =
            known.filter(|(path, known)| is_changed(path) || depends(known)).map(|(path, _)| path.clone()).collect();
        paths.sort();
        paths
    }

    /// What is wrong with pictures, in their order.
    pub(super) fn pictures(
        &mut self,
        pictures: &[&SourceFile],
        examine: impl Fn(&SourceFile) -> Vec<Diagnostic> + Sync,
    ) -> Vec<Diagnostic> {
        let known = &self.pictures;
        let is_new = |file: &&&SourceFile| known.get(&file.path).is_none_or(|(stamp, _)| *stamp != file.stamp);
        let new: Vec<&&SourceFile> = pictures.iter().filter(is_new).collect();
        let examined: Vec<_> =
            new.par_iter().map(|file| (file.path.clone(), (file.stamp, examine(file).into()))).collect();
        self.pictures.extend(examined);
        keep_only(&mut self.pictures, pictures.iter().map(|file| &file.path));
        pictures.iter().flat_map(|file| self.pictures[&file.path].1.iter().cloned()).collect()
    }

    /// Forgets the states of files, so that they are read again whatever their stamps say.
    pub(super) fn doubt(&mut self, paths: &[SourcePath]) {
        for path in paths {
            if let Some(text) = self.texts.get_mut(path) {
                text.stamp = Stamp::default();
            }
            self.pictures.remove(path);
        }
    }
}

impl Remembered {
    fn holds(&self, file: &Arc<TextFile>, settings: Option<&Arc<TextFile>>, present: &Present) -> bool {
        let same_settings = match (&self.settings, settings) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        Arc::ptr_eq(&self.file, file) && same_settings && self.needs.hold(present)
    }
}

/// Reads a text. One that says what it said before stays the same, so that nothing that depends on it is made again.
fn read(source: &dyn Source, file: &SourceFile, before: Option<&Text>) -> Text {
    let (text, found) = super::read_text(source, &file.path);
    let known = before.and_then(|before| before.file.as_ref());
    let text = match (text, known) {
        (Some(text), Some(known)) if text.text == known.text => Some(known.clone()),
        (text, _) => text.map(Arc::new),
    };
    Text { stamp: file.stamp, file: text, found: found.into() }
}

/// Forgets what is no longer there.
fn keep_only<'p, V>(known: &mut HashMap<SourcePath, V>, paths: impl ExactSizeIterator<Item = &'p SourcePath>) {
    if known.len() > paths.len() {
        let there: HashSet<&SourcePath> = paths.collect();
        known.retain(|path, _| there.contains(path));
    }
}
