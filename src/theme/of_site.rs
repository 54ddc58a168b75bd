//! The theme that a site asks for.

use super::{Theme, ThemeFile, ThemeSettings, rules};
use crate::colour::Colour;
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Location, Spanned, TextFile};
use crate::source::{Source, SourceFile, SourcePath};

impl Theme {
    /// The default theme with the files of the folder that the settings name in place of its own. Colours that are not
    /// colours are a finding of their rule and change nothing here.
    /// `settings_file` is the text of the settings, to point into.
    pub fn of_site(
        source: &dyn Source,
        settings: &Settings,
        settings_file: Option<&TextFile>,
        files: &[SourceFile],
    ) -> (Theme, Vec<Diagnostic>) {
        let colour = |value: &Option<Spanned<String>>| value.as_ref().and_then(|value| Colour::parse(value));
        let theme_settings = ThemeSettings {
            language: settings.language,
            accent: colour(&settings.look.accent),
            accent_dark: colour(&settings.look.accent_dark),
        };
        let folder = settings.theme.as_ref().map(|name| format!("themes/{}/", name.value));
        let unknown = settings.theme.as_ref().and_then(|name| unknown(name, settings_file, files));
        let own = files.iter().map(|file| &file.path).filter_map(|path| {
            let name = path.as_str().strip_prefix(folder.as_deref()?)?.to_owned();
            let bytes = source.read(path).ok()?;
            Some(ThemeFile { name, path: path.clone(), bytes })
        });
        let (theme, mut diagnostics) = Theme::load(&theme_settings, own);
        diagnostics.extend(unknown);
        (theme, diagnostics)
    }
}

/// Reports a theme that has no files. The default theme may be named, since its files may be copied into its folder.
fn unknown(name: &Spanned<String>, settings_file: Option<&TextFile>, files: &[SourceFile]) -> Option<Diagnostic> {
    let mut folders = files.iter().filter_map(|file| file.path.as_str().strip_prefix("themes/")?.split('/').next());
    if name.value == "default" || folders.clone().any(|folder| folder == name.value) {
        return None;
    }
    let whole = || Location::whole_file(&SourcePath::new("vademecum.yaml"));
    let at = settings_file.map_or_else(whole, |file| file.locate(name.span.range()));
    Some(rules::unknown_theme(name, at, folders.by_ref()))
}
