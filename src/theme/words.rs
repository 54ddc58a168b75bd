//! The words of the interface.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{default_files, rules};
use crate::config::Language;
use crate::diagnostic::{Diagnostic, Location, TextFile};
use crate::text;

/// The default words of `language`, with those of the site's theme in their place, key by key.
pub(super) fn load(
    language: Language,
    overrides: Vec<(String, Arc<TextFile>)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let wanted = format!("{}.yaml", language.tag());
    let mut words = default_words(&wanted);
    for (name, file) in overrides {
        if !default_files("i18n").iter().any(|(known, _)| *known == name) {
            diagnostics.push(rules::unused_file(&file.path));
            continue;
        }
        match serde_saphyr::from_str::<BTreeMap<String, String>>(&file.text) {
            Ok(own) if name == wanted => words.extend(own),
            Ok(_) => {}
            Err(error) => diagnostics.push(invalid(&file, &error)),
        }
    }
    words
}

/// The words of one file of the default theme.
pub(super) fn default_words(name: &str) -> BTreeMap<String, String> {
    let files = default_files("i18n");
    let (_, bytes) = files.iter().find(|(known, _)| *known == name).expect("every language has its words");
    let text = std::str::from_utf8(bytes).expect("the default words are UTF-8");
    serde_saphyr::from_str(text).expect("a test reads the default words")
}

fn invalid(file: &TextFile, error: &serde_saphyr::Error) -> Diagnostic {
    let location = match error.location() {
        Some(at) => super::templates::place(file, at.line() as usize, (at.column() as usize).saturating_sub(1), 1),
        None => Location::whole_file(&file.path),
    };
    let message = error.without_snippet().to_string();
    let message =
        text!("il faut ici une ligne « clé: \"texte\" »", "a line `key: \"text\"` must stand here ({message})");
    let help = text!(
        "gardez la forme des lignes de i18n/fr.yaml du thème par défaut",
        "keep the form of the lines of i18n/en.yaml of the default theme"
    );
    Diagnostic::new(&rules::INVALID_WORDS, location, message).help(help)
}
