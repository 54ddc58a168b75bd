//! `vademecum init`: a small complete site to begin with.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::{Exit, Terminal, date_argument};
use crate::config::Language;
use crate::diagnostic::Lang;
use crate::error::{Error, Result};
use crate::source::{DiskSource, Source};
use crate::{scaffold, text};

/// The arguments.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    Command::new("init")
        .about(t("Crée un petit site complet", "Makes a small complete site"))
        .arg(
            Arg::new("dir")
                .value_name(t("DOSSIER", "DIR"))
                .value_parser(value_parser!(PathBuf))
                .default_value(".")
                .hide_default_value(true)
                .help(t("Dossier à remplir (par défaut : le dossier courant)", "Folder to fill (default: the current folder)")),
        )
        .arg(Arg::new("title").long("title").value_name(t("TITRE", "TITLE")).help(t("Titre du site", "Title of the site")))
        .arg(
            Arg::new("language")
                .long("language")
                .value_name(t("LANGUE", "LANGUAGE"))
                .value_parser(["fr", "en"])
                .hide_possible_values(true)
                .help(t("Langue du contenu : fr ou en (par défaut : celle des messages)", "Language of the content: fr or en (default: that of messages)")),
        )
        .arg(date_argument(lang))
        .after_help(t(
            "Aucun fichier existant n’est écrasé.\n\nExemples :\n  vademecum init mon-site\n  vademecum init mon-site --title \"Aide de l’intranet\"\n  vademecum serve mon-site --open",
            "No existing file is overwritten.\n\nExamples:\n  vademecum init my-site\n  vademecum init my-site --title \"Intranet help\"\n  vademecum serve my-site --open",
        ))
}

/// Writes the site.
pub fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    let root = matches.get_one::<PathBuf>("dir").expect("has a default").as_path();
    let language = match matches.get_one::<String>("language").map(String::as_str) {
        Some("en") => Language::En,
        Some(_) => Language::Fr,
        None if terminal.lang == Lang::En => Language::En,
        None => Language::Fr,
    };
    let title = matches.get_one::<String>("title").map(String::as_str);
    let title = title.unwrap_or(if language == Language::Fr { "Centre d’aide" } else { "Help centre" });
    let today = DiskSource::new(root, matches.get_one::<Date>("date").copied()).today();
    let files = scaffold::init(title, language, today);
    let there: Vec<&str> =
        files.iter().map(|(path, _)| path.as_str()).filter(|path| root.join(path).exists()).collect();
    if !there.is_empty() {
        let there = there.join(", ");
        return Err(Error::new(text!(
            "rien n’est écrit : ces fichiers existent déjà ({there})",
            "nothing is written: these files exist already ({there})"
        )));
    }
    for (path, text) in &files {
        write(&root.join(path), text)?;
    }
    let shown = root.display();
    let typed = typed(root);
    let count = files.len();
    terminal.tell(&text!(
        "{count} fichiers écrits dans « {shown} ». Ensuite :\n  vademecum serve{typed} --open",
        "{count} files written in “{shown}”. Next:\n  vademecum serve{typed} --open"
    ));
    Ok(Exit::Done)
}

/// A folder as the last argument of a command that can be copied into a shell.
fn typed(root: &Path) -> String {
    match root.display().to_string() {
        here if here == "." => String::new(),
        plain if plain.chars().all(|c| c.is_alphanumeric() || "-_./\\:".contains(c)) => format!(" {plain}"),
        other => format!(" \"{other}\""),
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(path, text));
    written.map_err(|error| Error::io(text!("impossible d’écrire", "cannot write"), path, error))
}
