//! Bytes to model: reads every source file and reports what cannot be read as what it should be.
//!
//! Every file is read on its own and in parallel; `arrange` then settles ids, sections and order. A [`Loader`] remembers
//! what each file gave.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::config::{Language, Settings};
use crate::diagnostic::{Diagnostic, Location, Rule, Severity, TextFile};
use crate::markdown::{self, Texts};
use crate::model::document::Computed;
use crate::model::{Body, Content, Entry, EntryId, FieldCall, Publication, Route, Site, Spot, Term, media_type};
use crate::source::{Listing, Obstacle, SETTINGS, Source, SourceFile, SourcePath};
use crate::text;

mod announcement;
mod archives;
mod arrange;
mod audience;
mod classify;
mod entry;
mod faq;
mod front_matter;
mod lists;
mod memory;
mod page;
mod pdf;
mod settings;
mod svg;
mod text;
mod video;
pub mod yaml;

use classify::{Role, classify};
use entry::Draft;
use memory::{Needs, Present};

/// The rules of this phase.
pub const RULES: &[&[&Rule]] = &[
    yaml::RULES,
    &[
        &text::NOT_UTF8,
        &text::CONTROL_CHARACTER,
        &front_matter::UNCLOSED_FRONT_MATTER,
        &entry::MISSING_ID,
        &settings::MISSING_SETTINGS,
        &svg::INVALID_SVG,
        &svg::UNSAFE_SVG,
        &UNREADABLE_FILE,
        &UNKNOWN_FILE,
    ],
];

/// A file or folder could not be taken.
pub const UNREADABLE_FILE: Rule = Rule {
    code: "unreadable-file",
    severity: Severity::Error,
    summary: ["un fichier ou un dossier ne peut pas être lu", "a file or folder cannot be read"],
    explanation: [
        "Le système refuse la lecture, ou bien un lien sort du site, tourne en rond, ou le fichier dépasse la taille permise. Ce contenu manquerait au site : la construction le signale au lieu de l’oublier.",
        "The system refuses to read it, or a link leaves the site or runs in a circle, or the file is larger than allowed. The content would be missing from the site, so it is reported rather than forgotten.",
    ],
    example: ["content/prive.md (lecture interdite)", "chmod a+r content/prive.md"],
};

/// A YAML file that nothing reads.
pub const UNKNOWN_FILE: Rule = Rule {
    code: "unknown-file",
    severity: Severity::Warning,
    summary: ["un fichier YAML n’est lu par rien", "a YAML file is read by nothing"],
    explanation: [
        "Les listes ont des noms fixes : content/calendrier.yaml, content/contacts.yaml, content/glossaire.yaml, content/documents/documents.yaml. Un fichier d’un autre nom ne serait jamais publié.",
        "Lists have fixed names: content/calendar.yaml, content/contacts.yaml, content/glossary.yaml, content/documents/documents.yaml. A file of another name would never be published.",
    ],
    example: ["content/calandrier.yaml", "content/calendrier.yaml"],
};

/// How a site is loaded.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Takes the place of `base_url` of the settings.
    pub base_url: Option<String>,
    /// What readers were told last.
    pub published: Option<Arc<Publication>>,
}

/// What was read.
#[derive(Debug)]
pub struct Loaded {
    /// The site, as complete as the sources allow.
    pub site: Site,
    /// The files below `themes/`, which the theme reads.
    pub theme_files: Vec<SourceFile>,
    /// Everything that is wrong in the sources.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a whole site. Always gives a site.
pub fn load(source: &dyn Source, options: &Options) -> Loaded {
    Loader::new(options.clone()).load(source)
}

/// Loads one site as often as it changes. What did not change is not read again, and is shared by the sites that it gives.
pub struct Loader {
    options: Options,
    memory: memory::Memory,
    archives: archives::Archives,
    /// The year of the campaign, when the site is an archived one. Its address is then what the options say.
    archived: Option<u16>,
}

impl Loader {
    /// A loader that has not read anything yet.
    pub fn new(options: Options) -> Self {
        Self { options, memory: memory::Memory::default(), archives: archives::Archives::default(), archived: None }
    }

    /// A loader of the archived campaign of a year.
    fn of_archive(options: Options, year: u16) -> Self {
        Self { archived: Some(year), ..Self::new(options) }
    }

    /// Reads these files the next time even if they look as they did: the clocks of file systems have coarse steps.
    pub fn doubt(&mut self, paths: &[SourcePath]) {
        self.memory.doubt(paths);
        self.archives.doubt(paths);
    }

    /// Reads the site as it is now. Always gives a site: the one that a new loader would give.
    pub fn load(&mut self, source: &dyn Source) -> Loaded {
        let mut diagnostics = Vec::new();
        let (listing, archived) = archives::divide(source.list(), &mut diagnostics);
        let texts = self.texts(source, &listing, &mut diagnostics);
        let settings_file = texts.get(&SourcePath::new(SETTINGS));
        let mut settings = settings::read(settings_file, &mut diagnostics);
        if self.archived.is_some() {
            settings.base_url = None;
        }
        if let Some(base_url) = &self.options.base_url {
            settings.override_base_url(base_url);
        }
        let present = Present::new(&listing, &texts);
        let (theme_files, content) = divide(&listing.files, &settings);
        let given = Given { source, present: &present, settings: &settings };
        let (drafts, glossary) = self.entries(&content, given, &mut diagnostics);
        let audiences = settings_file.map(|file| audience::audiences(&settings, file)).unwrap_or_default();
        let arranged = arrange::arrange(drafts.into_iter().chain(audiences).collect());
        let of_settings = settings_file.map(|file| (file, &settings));
        let field_calls = field_calls(&arranged.entries, &glossary, of_settings, &mut diagnostics);
        let assets: Vec<SourceFile> = content.into_iter().filter(|file| goes_out(&file.path)).collect();
        let pictures: Vec<&SourceFile> = assets.iter().filter(|file| svg::is_svg(file)).collect();
        diagnostics.extend(self.memory.pictures(&pictures, |file| svg::examine(source, file)));
        let archives = self.archives.load(source, &archived, &listing, &settings, &self.options);
        let mut site = Site {
            last_publication: self.options.published.clone(),
            log: Vec::new(),
            archives,
            archived: self.archived,
            today: source.today(),
            show_drafts: self.options.drafts,
            entries: arranged.entries,
            lookup: arranged.lookup,
            glossary,
            field_calls,
            assets,
            texts,
            settings,
        };
        if let Some(before) = &self.options.published {
            site.log = Publication::of(&site, Some(before)).log;
        }
        Loaded { site, theme_files, diagnostics }
    }

    /// Brings a site that this loader gave to what its sources are now, if nothing but texts of its entries changed in
    /// these files: the change of most saves, which leaves names, order, addresses and all that pages show of each other
    /// as they are. `None` when there is more to it; the site must then be loaded.
    pub fn replace_texts(&mut self, source: &dyn Source, site: &mut Site, changed: &[SourcePath]) -> Option<Replaced> {
        let (listing, _) = archives::divide(source.list(), &mut Vec::new());
        let is_entry = |path: &SourcePath| {
            path.is_text() && path.as_str() != SETTINGS && classify(path) != Role::Theme && !goes_out(path)
        };
        if site.today != source.today() || !changed.iter().all(is_entry) {
            return None;
        }
        let files = self.memory.reread(source, &Present::new(&listing, &site.texts), changed)?;
        site.texts.extend(files.iter().map(|file| (file.path.clone(), file.clone())));
        let (texts, mut replaced) = (&site.texts, Replaced::default());
        let given = Given { source, present: &Present::new(&listing, texts), settings: &site.settings };
        for path in self.memory.dependents(&files) {
            let (before, now) = self.memory.again(&texts[&path], given, read_file)?;
            replaced.add(&site.entries, &before, &now)?;
        }
        for (at, content) in &replaced.contents {
            site.entries[at.0 as usize].content = content.clone();
        }
        Some(replaced)
    }

    /// Reads and decodes all text files; the diagnostics keep the order of the files.
    fn texts(
        &mut self,
        source: &dyn Source,
        listing: &Listing,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> HashMap<SourcePath, Arc<TextFile>> {
        diagnostics.extend(listing.obstacles.iter().map(|(path, obstacle)| obstacle_found(path, *obstacle)));
        let is_ours = |file: &&SourceFile| file.path.is_text() && classify(&file.path) != Role::Theme;
        let files: Vec<&SourceFile> = listing.files.iter().filter(is_ours).collect();
        self.memory.texts(source, &files, diagnostics)
    }

    /// What all files give, in their order, and the terms of the glossary in theirs.
    fn entries(
        &mut self,
        files: &[SourceFile],
        given: Given,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Vec<Draft>, Vec<Spot<Term>>) {
        let (mut drafts, mut terms) = (Vec::new(), Vec::new());
        for harvest in self.memory.harvests(files, given, read_file) {
            drafts.extend_from_slice(&harvest.drafts);
            terms.extend_from_slice(&harvest.terms);
            diagnostics.extend_from_slice(&harvest.diagnostics);
        }
        terms.sort_by_cached_key(|term| (crate::model::fold(&term.term), term.term.value.clone()));
        (drafts, terms)
    }
}

/// What [`Loader::replace_texts`] did.
#[derive(Debug, Default)]
pub struct Replaced {
    /// The entries with another text, and what they say now.
    pub contents: Vec<(EntryId, Arc<Content>)>,
    /// What was wrong with those files.
    pub solved: Vec<Diagnostic>,
    /// What is wrong with them.
    pub found: Vec<Diagnostic>,
}

impl Replaced {
    /// Takes what a file gave before and gives now; `None` when it is not only texts that differ.
    fn add(&mut self, entries: &[Entry], before: &Harvest, now: &Harvest) -> Option<()> {
        if before.drafts.len() != now.drafts.len() || !before.terms.is_empty() || !now.terms.is_empty() {
            return None;
        }
        for (old, new) in before.drafts.iter().zip(&now.drafts) {
            let is_as_before = old.stands_as(new) && new.entry.faces_as(&old.entry);
            let cites = |draft: &Draft| draft.entry.prose().any(|field| field.contains("{{"));
            let at = entries.iter().position(|entry| Arc::ptr_eq(&entry.content, &old.entry.content))?;
            if !is_as_before || cites(new) {
                return None;
            }
            self.contents.push((EntryId(at as u32), new.entry.content.clone()));
        }
        self.solved.extend_from_slice(&before.diagnostics);
        self.found.extend_from_slice(&now.diagnostics);
        Some(())
    }
}

/// The files below `themes/`, and all others but those that the settings leave out.
fn divide(files: &[SourceFile], settings: &Settings) -> (Vec<SourceFile>, Vec<SourceFile>) {
    let ignored = settings.ignored();
    let (theme, content): (Vec<_>, Vec<_>) = files.iter().partition(|file| classify(&file.path) == Role::Theme);
    let content = content.into_iter().filter(|file| !ignored.matches(&file.path)).cloned().collect();
    (theme.into_iter().cloned().collect(), content)
}

/// The address at which the page of a file is to be expected, by its path alone: for files that cannot be read.
pub fn expected_route(path: &SourcePath) -> Option<Route> {
    match classify(path) {
        Role::Page => Some(page::route(path)),
        Role::Section => Some(page::section_route(path.folder())),
        Role::Faq => Some(faq::default_route(path)),
        _ => None,
    }
}

/// Whether a file goes out as it is. Captions do, although they are read as text too.
fn goes_out(path: &SourcePath) -> bool {
    classify(path) == Role::Asset || path.extension() == "vtt"
}

fn read_text(source: &dyn Source, path: &SourcePath) -> (Option<TextFile>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let file = match source.read(path) {
        Ok(bytes) => text::decode(path, bytes, &mut diagnostics),
        Err(obstacle) => {
            diagnostics.push(obstacle_found(path, obstacle));
            None
        }
    };
    (file, diagnostics)
}

fn obstacle_found(path: &SourcePath, obstacle: Obstacle) -> Diagnostic {
    let limit = crate::source::MAX_TEXT_BYTES / 1024 / 1024;
    let depth = crate::source::MAX_DEPTH;
    let (what, help) = match obstacle {
        Obstacle::Unreadable => (
            text!(
                "le système refuse de lire ce fichier ou ce dossier",
                "the system refuses to read this file or folder"
            ),
            text!("vérifiez ses droits d’accès", "check its permissions"),
        ),
        Obstacle::LinkLeavesSite => (
            text!("ce lien symbolique sort du dossier du site", "this symbolic link leaves the site’s folder"),
            text!("copiez le fichier dans le site", "copy the file into the site"),
        ),
        Obstacle::LinkLoop => (
            text!("ce lien symbolique tourne en rond", "this symbolic link runs in a circle"),
            text!("supprimez le lien", "delete the link"),
        ),
        Obstacle::TooDeep => (
            text!("ce dossier est à plus de {depth} niveaux", "this folder is more than {depth} levels deep"),
            text!("rapprochez-le de la racine du site", "move it nearer to the site’s root"),
        ),
        Obstacle::NameNotUnicode => (
            text!("ce nom de fichier n’est pas de l’Unicode", "this file name is not Unicode"),
            text!("renommez le fichier", "rename the file"),
        ),
        Obstacle::TooLarge => (
            text!("ce texte dépasse {limit} Mio", "this text is larger than {limit} MiB"),
            text!("coupez-le en plusieurs pages", "split it into several pages"),
        ),
    };
    Diagnostic::new(&UNREADABLE_FILE, Location::whole_file(path), what).help(help)
}

/// What the readers of all files share.
#[derive(Clone, Copy)]
struct Given<'a> {
    source: &'a dyn Source,
    present: &'a Present<'a>,
    settings: &'a Settings,
}

/// What the reader of one file may look at. It notes what was looked at, so that the file is read again when that changes.
pub struct Context<'a> {
    given: Given<'a>,
    language: Language,
    notes: RefCell<Needs>,
}

impl<'a> Context<'a> {
    fn new(given: Given<'a>) -> Self {
        Self { given, language: given.settings.language, notes: RefCell::default() }
    }

    /// The Markdown text in a range of a file, with its includes and its facts.
    fn body(&self, file: &Arc<TextFile>, range: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Body {
        let find = |path: &SourcePath| {
            let found = self.given.present.texts.get(path);
            self.notes.borrow_mut().text(path, found);
            found.cloned()
        };
        let paths = || {
            self.notes.borrow_mut().names(self.given.present);
            self.given.present.texts.keys().cloned().collect()
        };
        let body = markdown::splice(file, range, &Texts { find: &find, paths: &paths }, diagnostics);
        self.read(body, diagnostics)
    }

    /// Adds the facts to a body.
    fn read(&self, mut body: Body, diagnostics: &mut Vec<Diagnostic>) -> Body {
        let settings = self.given.settings;
        let variables = &settings.markdown.variables;
        body.facts = markdown::read(&body, settings.dialect(), variables, diagnostics);
        body
    }

    /// Size, pages, digest and type of a file named beside `list`; `None` when it is not there (a rule says so).
    fn computed(&self, list: &SourcePath, name: &str) -> Option<Computed> {
        let path = list.join(name)?;
        self.notes.borrow_mut().file(&path, self.given.present);
        let bytes = self.given.source.read(&path).ok()?;
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let (size, media_type) = (bytes.len() as u64, media_type(path.as_str()));
        let pdf = if media_type == "application/pdf" { pdf::read(&bytes) } else { None };
        let (pages, titled) = (pdf.map(|pdf| pdf.pages), pdf.map(|pdf| pdf.titled));
        Some(Computed { size, pages, titled, sha256, media_type })
    }
}

/// What one file gave.
#[derive(Default)]
struct Harvest {
    drafts: Vec<Draft>,
    terms: Vec<Spot<Term>>,
    diagnostics: Vec<Diagnostic>,
}

/// The shortcodes in fields; those that cannot be read are reported.
fn field_calls(
    entries: &[Entry],
    glossary: &[Spot<Term>],
    settings: Option<(&Arc<TextFile>, &Settings)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<FieldCall> {
    let of_entries = entries
        .iter()
        .zip(0..)
        .flat_map(|(entry, at)| entry.prose().map(move |field| (Some(EntryId(at)), &entry.file, field)));
    let of_terms = glossary.iter().filter_map(|term| Some((None, &term.file, term.definition.as_ref()?)));
    let of_settings =
        settings.into_iter().flat_map(|(file, settings)| settings.prose().map(move |field| (None, file, field)));
    let mut found = Vec::new();
    for (entry, file, field) in of_entries.chain(of_terms).chain(of_settings) {
        if field.contains("{{") {
            let calls = markdown::field::calls(file, field, diagnostics);
            found.extend(calls.into_iter().map(|call| FieldCall { call, file: file.clone(), entry }));
        }
    }
    found
}

fn read_file(file: &Arc<TextFile>, context: &Context) -> Harvest {
    let mut harvest = Harvest::default();
    let found = &mut harvest.diagnostics;
    match classify(&file.path) {
        Role::Settings | Role::Fragment | Role::Asset | Role::Theme => {}
        Role::Section => harvest.drafts.extend(page::section(file, context, found)),
        Role::Page => harvest.drafts.extend(page::page(file, context, found)),
        Role::Faq => harvest.drafts.extend(faq::faq(file, context, found)),
        Role::Video => harvest.drafts.extend(video::video(file, context, found)),
        Role::Announcement => harvest.drafts.extend(announcement::announcement(file, context, found)),
        Role::Events => harvest.drafts = lists::events(file, context, found),
        Role::Documents => harvest.drafts = lists::documents(file, context, found),
        Role::Contacts => harvest.drafts = lists::contacts(file, context, found),
        Role::Glossary => harvest.terms = lists::terms(file, found),
        Role::Unknown => found.push(unknown_file(&file.path)),
    }
    harvest
}

fn unknown_file(path: &SourcePath) -> Diagnostic {
    const KNOWN: [&str; 4] = [
        "content/calendrier.yaml",
        "content/contacts.yaml",
        "content/glossaire.yaml",
        "content/documents/documents.yaml",
    ];
    let what = text!("ce fichier n’est lu par rien", "nothing reads this file");
    let name = |path: &'static str| path.rsplit('/').next().unwrap_or(path);
    let near = crate::diagnostic::nearest(path.file_name(), KNOWN.map(name));
    let help = match near.and_then(|near| KNOWN.into_iter().find(|known| name(known) == near)) {
        Some(near) => text!("renommez-le en « {near} »", "rename it “{near}”"),
        None => text!(
            "supprimez-le, ou ajoutez-le à « ignore: » dans vademecum.yaml",
            "delete it, or add it to “ignore:” in vademecum.yaml"
        ),
    };
    Diagnostic::new(&UNKNOWN_FILE, Location::whole_file(path), what).help(help)
}

/// Files that tests of other phases need.
#[cfg(test)]
pub(crate) mod testing {
    pub(crate) use super::pdf::tests::plain as pdf;
}
