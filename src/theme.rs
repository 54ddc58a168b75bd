//! The look of a site: templates, assets and the words of the interface.
//!
//! The default theme is part of the binary. Files of the site's own theme folder take the place of its files one by
//! one: `templates/**` and `assets/**` whole, `i18n/*.yaml` key by key. Wrong files are [`Diagnostic`]s and the
//! default stays in their place, so that everything else can still be seen. Knows nothing of [`crate::model`].

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, Tera};

use crate::colour::Colour;
use crate::config::Language;
use crate::diagnostic::{Diagnostic, Rule, TextFile};
use crate::render::view::View;
use crate::source::SourcePath;

mod assets;
mod look;
mod of_site;
mod rules;
#[cfg(test)]
mod samples;
mod templates;
mod words;

pub use assets::Asset;

/// The default theme, as it was when the program was compiled.
static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The rules of this phase.
pub const RULES: &[&Rule] = rules::ALL;

/// Ids that templates give to elements. No heading may have one. All other ids of the theme start with `vm-`, too.
pub const RESERVED_IDS: &[&str] = &[
    "vm-main",
    "vm-search",
    "vm-urgent",
    "vm-deadlines",
    "vm-audiences",
    "vm-rubrics",
    "vm-announcements",
    "vm-changes",
    "vm-contact",
    "vm-undated",
    "vm-grids",
    "vm-cited-by",
    "vm-filter-audience",
    "vm-filter-phase",
    "vm-filter-kind",
    "vm-filter-importance",
    "vm-filter-state",
    "vm-subscribe",
    "vm-references",
    "vm-questions",
    "vm-pages",
    "vm-videos",
    "vm-documents",
    "vm-see-also",
    "vm-chapters",
];

/// What a site says about its look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeSettings {
    /// Which `i18n` file gives the words.
    pub language: Language,
    /// Accent colour on light paper.
    pub accent: Option<Colour>,
    /// Accent colour on dark paper.
    pub accent_dark: Option<Colour>,
}

/// A file of the site's own theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// Its path inside the theme: `templates/home.html`.
    pub name: String,
    /// Its path in the site: `themes/academie/templates/home.html`.
    pub path: SourcePath,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Templates, assets and words, ready for use.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    overridden: HashMap<String, Arc<TextFile>>,
    assets: Vec<Asset>,
    /// Positions in `assets` of the fonts that every page asks for.
    fonts: Vec<usize>,
    words: BTreeMap<String, String>,
    /// The files that set the PDF guide.
    print: BTreeMap<String, Arc<TextFile>>,
}

impl Theme {
    /// The default theme with the site's own files in place of its files, and what is wrong in those.
    pub fn load(settings: &ThemeSettings, files: impl IntoIterator<Item = ThemeFile>) -> (Theme, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut sorted = Sorted::default();
        for file in files {
            sorted.take(file, &mut diagnostics);
        }
        let words = words::load(settings.language, sorted.words, &mut diagnostics);
        let (tera, overridden) = templates::load(sorted.templates, &words, &mut diagnostics);
        let assets = assets::load(sorted.assets, look::stylesheet(settings), &mut diagnostics);
        let fonts = assets::fonts(&assets);
        let print = print(sorted.print);
        (Theme { tera, overridden, assets, fonts, words, print }, diagnostics)
    }

    /// Shows a view by its own template.
    pub fn show<V: View>(&self, view: &V) -> Result<String, Box<Diagnostic>> {
        self.render(V::TEMPLATE, view)
    }

    /// Renders `template` (`home.html`) with the fields of `view` and the words of the interface as `t`.
    /// The finding of a failure is a [`Rule`] `template-failed`.
    pub fn render<V: Serialize>(&self, template: &str, view: &V) -> Result<String, Box<Diagnostic>> {
        Context::from_serialize(view)
            .and_then(|context| self.tera.render(template, &context))
            .map_err(|error| Box::new(templates::failure(template, &error, &self.overridden)))
    }

    /// All assets, sorted by name.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// The output path of an asset by its name: `theme.css` → `assets/theme.3f2a9c1b.css`.
    pub fn asset(&self, name: &str) -> Option<&str> {
        let at = self.assets.binary_search_by(|asset| asset.name.as_str().cmp(name)).ok()?;
        Some(&self.assets[at].path)
    }

    /// Output paths of the stylesheets that every page needs, in order.
    pub fn stylesheets(&self) -> Vec<&str> {
        ["theme.css", "look.css"].iter().filter_map(|name| self.asset(name)).collect()
    }

    /// Output paths of the fonts that every page needs at once; those that `theme.css` does not use are left out.
    pub fn fonts(&self) -> Vec<&str> {
        self.fonts.iter().map(|&at| self.assets[at].path.as_str()).collect()
    }

    /// The files that set the PDF guide, by their paths in the theme's folder `pdf`.
    pub fn print_files(&self) -> impl Iterator<Item = (&str, &Arc<TextFile>)> {
        self.print.iter().map(|(name, file)| (name.as_str(), file))
    }

    /// A word or sentence of the interface.
    pub fn word(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }
}

/// The files of a theme by what they are for.
#[derive(Default)]
struct Sorted {
    templates: Vec<(String, Arc<TextFile>)>,
    words: Vec<(String, Arc<TextFile>)>,
    assets: Vec<(String, ThemeFile)>,
    print: Vec<(String, Arc<TextFile>)>,
}

impl Sorted {
    fn take(&mut self, file: ThemeFile, diagnostics: &mut Vec<Diagnostic>) {
        match file.name.split_once('/') {
            Some(("templates", name)) => {
                let name = name.to_owned();
                self.templates.extend(text(&file, diagnostics).map(|text| (name, text)));
            }
            Some(("i18n", name)) => {
                let name = name.to_owned();
                self.words.extend(text(&file, diagnostics).map(|text| (name, text)));
            }
            Some(("assets", name)) => self.assets.push((name.to_owned(), file)),
            Some(("pdf", name)) => {
                let name = name.to_owned();
                self.print.extend(text(&file, diagnostics).map(|text| (name, text)));
            }
            _ if is_notice(file.path.file_name()) => {}
            _ => diagnostics.push(rules::unused_file(&file.path)),
        }
    }
}

/// The files that set the PDF guide: the default ones, and those of the site in their place.
fn print(own: Vec<(String, Arc<TextFile>)>) -> BTreeMap<String, Arc<TextFile>> {
    let text = |(name, bytes): (&'static str, &'static [u8])| {
        let path = SourcePath::new(format!("themes/default/pdf/{name}"));
        (name.to_owned(), Arc::new(TextFile::new(path, String::from_utf8_lossy(bytes).into_owned())))
    };
    default_files("pdf").into_iter().map(text).chain(own).collect()
}

/// Files that may lie in a theme for its readers.
fn is_notice(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("readme") || name.starts_with("license") || name.starts_with("licence")
}

/// The file as text with `\n` line ends, unless it is not UTF-8.
fn text(file: &ThemeFile, diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<TextFile>> {
    match std::str::from_utf8(&file.bytes) {
        Ok(text) => {
            let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
            Some(Arc::new(TextFile::new(file.path.clone(), text)))
        }
        Err(_) => {
            diagnostics.push(rules::not_text(&file.path));
            None
        }
    }
}

/// The files of the default theme below `folder`, with their paths below it.
fn default_files(folder: &str) -> Vec<(&'static str, &'static [u8])> {
    fn walk(dir: &'static Dir<'static>, out: &mut Vec<(&'static str, &'static [u8])>) {
        out.extend(dir.files().filter_map(|file| Some((file.path().to_str()?, file.contents()))));
        for child in dir.dirs() {
            walk(child, out);
        }
    }
    let mut files = Vec::new();
    if let Some(dir) = DEFAULT.get_dir(folder) {
        walk(dir, &mut files);
    }
    files.iter_mut().for_each(|(path, _)| *path = path[folder.len()..].trim_start_matches('/'));
    files.sort_unstable();
    files
}

#[cfg(test)]
mod tests;
