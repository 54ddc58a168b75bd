//! A site while it is being edited: always the newest state, rendered when it is looked at.
//!
//! A [`State`] is the site as it was loaded at one moment; it never changes, and any number of threads render from it.
//! [`Preview::update`] loads again what changed on the disk and puts a new state in its place. Nothing here asks what
//! sort of file it was. Knows nothing of servers and browsers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

use crate::campaign::{self, Left};
use crate::check;
use crate::diagnostic::{Diagnostic, Severity, TextFile};
use crate::load::{self, Loaded, Loader};
use crate::model::{Archive, Content, Entry, EntryId, Route, Site};
use crate::pdf::Press;
use crate::render::{self, Job, Pdfs, Rendered, Renderer, Shared};
use crate::source::{SETTINGS, Source, SourceFile, SourcePath};
use crate::theme::Theme;

mod findings;
mod search;

pub use findings::LiveFindings;
pub use search::LiveSearch;

/// A site that is being edited.
pub struct Preview {
    source: Arc<dyn Source>,
    loader: Mutex<Loading>,
    now: RwLock<Arc<State>>,
}

/// What is kept from one loading to the next.
struct Loading {
    loader: Loader,
    /// The theme with the files that it was made of.
    theme: Option<(ThemeFiles, Arc<Theme>, Arc<[Diagnostic]>)>,
    /// Who typesets, if anybody does.
    press: Option<Arc<Press>>,
    number: u64,
}

/// What a theme is made of: its files, and the settings.
#[derive(PartialEq)]
struct ThemeFiles {
    files: Vec<SourceFile>,
    settings: Option<String>,
}

/// A site at one moment.
pub struct State {
    /// How often the site had been loaded before.
    pub number: u64,
    /// The site.
    pub site: Site,
    /// Its theme.
    pub theme: Arc<Theme>,
    /// What loading found, before severities are chosen.
    loading: Vec<Diagnostic>,
    /// What is wrong with the theme.
    of_theme: Arc<[Diagnostic]>,
    source: Arc<dyn Source>,
    shared: Arc<Shared>,
    press: Option<Arc<Press>>,
    jobs: OnceLock<HashMap<Route, Job>>,
}

/// What an update did.
pub struct Update {
    /// The number of the state that it leads to.
    pub to: u64,
    /// The content that is new or not what it was.
    pub entries: Vec<EntryId>,
    /// The addresses of the pages of content that is gone.
    pub gone: Vec<Route>,
    /// Whether only texts changed: nothing by which other pages list, name or link to content.
    pub only_texts: bool,
    /// The state before, where another has taken its place.
    pub before: Option<Arc<State>>,
}

impl Preview {
    /// Loads a site. With a press, its PDF files are among its outputs, each made when it is asked for.
    pub fn new(source: Arc<dyn Source>, options: load::Options, press: Option<Press>) -> Self {
        let press = press.map(Arc::new);
        let mut loading = Loading { loader: Loader::new(options), theme: None, press, number: 0 };
        let state = loading.load(&source);
        Self { source, loader: Mutex::new(loading), now: RwLock::new(Arc::new(state)) }
    }

    /// The newest state.
    pub fn now(&self) -> Arc<State> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Loads again after the files at these paths changed.
    pub fn update(&self, changed: &[SourcePath]) -> Update {
        let mut loading = self.loading();
        loading.loader.doubt(changed);
        if let Some(update) = self.replace_texts(&mut loading, changed) {
            return update;
        }
        let new = Arc::new(loading.load(&self.source));
        let old = std::mem::replace(&mut *self.now.write().unwrap_or_else(PoisonError::into_inner), new.clone());
        drop(loading);
        Update::between(old, &new)
    }

    /// The short way for the usual save. Needs the state for itself: while a page is rendered from it, the long way is
    /// taken, which gives the same.
    fn replace_texts(&self, loading: &mut Loading, changed: &[SourcePath]) -> Option<Update> {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        let state = Arc::get_mut(&mut now)?;
        let shared = Arc::get_mut(&mut state.shared)?;
        let replaced = loading.loader.replace_texts(self.source.as_ref(), &mut state.site, changed)?;
        shared.texts_changed();
        for solved in &replaced.solved {
            if let Some(at) = state.loading.iter().position(|found| found == solved) {
                state.loading.remove(at);
            }
        }
        state.loading.extend(replaced.found);
        if !replaced.contents.is_empty() {
            state.number = loading.number;
            loading.number += 1;
        }
        let entries = replaced.contents.into_iter().map(|(id, _)| id).collect();
        Some(Update { to: state.number, entries, gone: Vec::new(), only_texts: true, before: None })
    }

    fn loading(&self) -> MutexGuard<'_, Loading> {
        // A panic while loading leaves at worst files that are read again.
        self.loader.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Loading {
    fn load(&mut self, source: &Arc<dyn Source>) -> State {
        let Loaded { site, theme_files, diagnostics } = self.loader.load(source.as_ref());
        let (theme, of_theme) = self.theme(source.as_ref(), &site, theme_files);
        let number = self.number;
        self.number += 1;
        let shared = Arc::new(Shared::of(&site));
        State {
            number,
            site,
            theme,
            loading: diagnostics,
            of_theme,
            source: source.clone(),
            shared,
            press: self.press.clone(),
            jobs: OnceLock::new(),
        }
    }

    fn theme(&mut self, source: &dyn Source, site: &Site, files: Vec<SourceFile>) -> (Arc<Theme>, Arc<[Diagnostic]>) {
        let settings = settings(site);
        let made_of = ThemeFiles { files, settings: settings.map(|file| file.text.clone()) };
        if let Some((known, theme, found)) = &self.theme
            && *known == made_of
        {
            return (theme.clone(), found.clone());
        }
        let (theme, found) = Theme::of_site(source, &site.settings, settings, &made_of.files);
        let (theme, found): (_, Arc<[Diagnostic]>) = (Arc::new(theme), found.into());
        self.theme = Some((made_of, theme.clone(), found.clone()));
        (theme, found)
    }
}

impl State {
    /// A renderer of the site as it was.
    pub fn renderer(&self) -> Renderer<'_> {
        let renderer = Renderer::over(&self.site, &self.theme, self.source.as_ref(), self.shared.clone());
        renderer.with_pdfs(self.press.as_deref().map(|press| press as &dyn Pdfs))
    }

    /// What is wrong in the PDF files, as far as it can be told without typesetting them.
    fn foreseen(&self) -> Vec<Diagnostic> {
        self.press.as_ref().map(|press| press.foresee(&self.renderer())).unwrap_or_default()
    }

    /// What `build` would write at an address; `None` for nothing.
    pub fn output(&self, route: &Route) -> Option<Result<Rendered, Box<Diagnostic>>> {
        let renderer = self.renderer();
        let job = self.jobs().get(route).cloned().or_else(|| render::search_job(&renderer, route))?;
        Some(renderer.run(&job))
    }

    /// Whether `build` would write a file at an address. Those of the search are not among them.
    pub fn has(&self, route: &Route) -> bool {
        self.jobs().contains_key(route)
    }

    /// The number of pages: what has an address of its own and is made of a template.
    pub fn pages(&self) -> usize {
        let is_page = |job: &&Job| matches!(job, Job::Home | Job::Entry(_) | Job::Rubric(_) | Job::NotFound);
        self.jobs().values().filter(is_page).count()
    }

    /// Every address at which `build` would write a file, sorted; makes the index.
    pub fn routes(&self) -> Vec<Route> {
        render::plan(&self.renderer()).into_iter().map(|output| output.route).collect()
    }

    fn jobs(&self) -> &HashMap<Route, Job> {
        self.jobs.get_or_init(|| {
            let outputs = render::plan_site(&self.renderer());
            outputs.into_iter().map(|output| (output.route, output.job)).collect()
        })
    }

    /// What is left to confirm.
    pub fn left_to_confirm(&self) -> Vec<Left> {
        campaign::left(&self.site, &check::left_to_confirm(&self.site))
    }

    /// The errors of loading.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.loading.iter().filter(|found| found.severity == Severity::Error)
    }

    /// What loading found in a file: what may keep it from being a page.
    pub fn errors_in<'s>(&'s self, file: &'s SourcePath) -> impl Iterator<Item = &'s Diagnostic> {
        let is_there = move |found: &&Diagnostic| found.location.as_ref().is_some_and(|place| place.file == *file);
        self.errors().filter(is_there)
    }

    /// The file whose page is to be expected at an address, but which cannot be read as one. What the system refuses, or
    /// what is outside of the site, is not there.
    pub fn spoilt_file(&self, route: &Route) -> Option<&SourcePath> {
        let read = self.errors().filter(|found| found.rule != &load::UNREADABLE_FILE);
        let files = read.filter_map(|found| found.location.as_ref()).map(|place| &place.file);
        let mut spoilt = files.filter(|file| !self.gives_content(file));
        spoilt.find(|file| load::expected_route(file).as_ref() == Some(route))
    }

    /// Whether there is content that was read from a file.
    pub fn gives_content(&self, file: &SourcePath) -> bool {
        let Some(text) = self.site.texts.get(file) else { return false };
        self.site.entries.iter().any(|entry| Arc::ptr_eq(&entry.file, text))
    }

    /// The file at a path of the source.
    pub fn source_file(&self, path: &SourcePath) -> bool {
        self.site.texts.contains_key(path) || self.site.is_asset(path)
    }
}

/// Whether content is what it was. What has no file of its own (the section of a folder without a text, an audience) is
/// made anew each time.
fn is_same(old: &Arc<Content>, new: &Arc<Content>) -> bool {
    Arc::ptr_eq(old, new) || (old.body.is_none() && new.body.is_none() && new.faces_as(old))
}

/// Whether no archived campaign was loaded again.
fn same_archives(old: &Site, new: &Site) -> bool {
    let same = |(one, other): (&Archive, &Archive)| Arc::ptr_eq(&one.site, &other.site);
    old.archives.len() == new.archives.len() && old.archives.iter().zip(&new.archives).all(same)
}

/// The id of the section that holds an entry: numbers are others when content comes or goes.
fn section_id<'s>(site: &'s Site, entry: &Entry) -> Option<&'s str> {
    entry.section.map(|section| site.entry(section).id.as_str())
}

/// The settings as they were read.
fn settings(site: &Site) -> Option<&TextFile> {
    site.texts.get(&SourcePath::new(SETTINGS)).map(AsRef::as_ref)
}

impl Update {
    /// Whether nothing is other than before: a file that was saved as it was, or that nothing uses.
    pub fn is_empty(&self) -> bool {
        self.only_texts && self.entries.is_empty() && self.before.is_none()
    }

    /// Both, `later` after this one.
    pub fn and(self, later: Update) -> Update {
        let mut entries = later.entries;
        let only_texts = self.only_texts && later.only_texts;
        if only_texts {
            // Content keeps its number when nothing but texts changes.
            entries.extend(self.entries);
            entries.sort_unstable();
            entries.dedup();
        }
        Update { to: later.to, entries, gone: later.gone, only_texts, before: None }
    }

    fn between(old: Arc<State>, new: &State) -> Self {
        let mut entries = Vec::new();
        let text = |file: Option<&TextFile>| file.map(|file| file.text.clone());
        let mut only_texts = old.site.entries.len() == new.site.entries.len()
            && old.site.texts.len() == new.site.texts.len()
            && old.site.assets == new.site.assets
            && Arc::ptr_eq(&old.theme, &new.theme)
            && text(settings(&old.site)) == text(settings(&new.site))
            && old.site.today == new.site.today
            && same_archives(&old.site, &new.site)
            && old.site.glossary.len() == new.site.glossary.len()
            && old.site.glossary.iter().zip(&new.site.glossary).all(|(old, new)| old.value == new.value);
        for (id, entry) in new.site.all() {
            let before = old.site.by_id(&entry.id).map(|(_, before)| before);
            let same_place = before.is_some_and(|before| {
                before.route == entry.route && section_id(&old.site, before) == section_id(&new.site, entry)
            });
            if same_place && before.is_some_and(|before| is_same(&before.content, &entry.content)) {
                continue;
            }
            only_texts &= same_place && before.is_some_and(|before| entry.faces_as(before));
            entries.push(id);
        }
        let is_gone = |route: &Route| !new.has(route);
        let gone: Vec<Route> = match only_texts {
            true => Vec::new(),
            false => {
                old.site.entries.iter().map(|entry| &entry.route).filter(|route| is_gone(route)).cloned().collect()
            }
        };
        Self { to: new.number, entries, gone, only_texts, before: Some(old) }
    }
}
