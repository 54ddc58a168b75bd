//! What a loader remembers of a site that it loads again: files whose bytes did not change are not read, parsed or
//! examined again.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Context, Given, Harvest};
use crate::diagnostic::{Diagnostic, TextFile};
use crate::source::{Listing, Source, SourceFile, SourcePath, Stamp};

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
    /// All texts.
    pub(super) texts: &'a HashMap<SourcePath, Arc<TextFile>>,
    /// The states of all files.
    pub(super) stamps: HashMap<&'a SourcePath, Stamp>,
    /// The names of all texts as a stamp.
    pub(super) names: Stamp,
}

impl<'a> Present<'a> {
    /// The files of a listing, with their texts.
    pub(super) fn new(listing: &'a Listing, texts: &'a HashMap<SourcePath, Arc<TextFile>>) -> Self {
        let stamps = listing.files.iter().map(|file| (&file.path, file.stamp)).collect();
        let names =
            Stamp::of(listing.files.iter().map(|file| &file.path).filter(|path| path.is_text()).collect::<Vec<_>>());
        Self { texts, stamps, names }
    }
}

impl Needs {
    /// A text was asked for.
    pub(super) fn text(&mut self, path: &SourcePath, found: Option<&Arc<TextFile>>) {
        self.texts.push((path.clone(), found.cloned()));
    }

    /// A file's bytes were asked for.
    pub(super) fn file(&mut self, path: &SourcePath, present: &Present) {
        self.files.push((path.clone(), present.stamps.get(path).copied()));
    }

    /// The names of all texts were asked for.
    pub(super) fn names(&mut self, present: &Present) {
        self.names = Some(present.names);
    }

    fn hold(&self, present: &Present) -> bool {
        let same = |one: Option<&Arc<TextFile>>, other: Option<&Arc<TextFile>>| match (one, other) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        self.texts.iter().all(|(path, file)| same(present.texts.get(path), file.as_ref()))
            && self.files.iter().all(|(path, stamp)| present.stamps.get(path) == stamp.as_ref())
            && self.names.is_none_or(|names| names == present.names)
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
        let settings = given.present.texts.get(&SourcePath::new(super::SETTINGS));
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
