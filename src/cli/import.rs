//! `vademecum import`: brings a tree of texts that were written for another program into a site.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::{Exit, Terminal};
use crate::config::Language;
use crate::diagnostic::{Lang, Severity, Text};
use crate::error::{Error, Result};
use crate::import::{self, Field, ImportKind, Mapping, Request};
use crate::text;

/// The arguments.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    let about =
        t("Reprend des textes écrits pour un autre logiciel", "Brings in texts that were written for another program");
    Command::new("import")
        .about(about)
        .subcommand_value_name("FORMAT")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(markdown_command(lang))
        .after_help(t(
            "Exemples :\n  vademecum import markdown ancienne-aide --into site --dry-run\n  vademecum import markdown --help",
            "Examples:\n  vademecum import markdown old-help --into site --dry-run\n  vademecum import markdown --help",
        ))
}

fn markdown_command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    let folder = |name: &'static str| Arg::new(name).required(true).value_parser(value_parser!(PathBuf));
    let text = |name: &'static str, value: &'static str| Arg::new(name).long(name).value_name(value);
    let several = |name: &'static str, value: &'static str| text(name, value).action(ArgAction::Append);
    let (key, language) = (t("CLÉ", "KEY"), t("LANGUE", "LANGUAGE"));
    Command::new("markdown")
        .about(t("Reprend un dossier de textes Markdown", "Brings in a folder of Markdown texts"))
        .arg(folder("source").value_name("SOURCE").help(t("Dossier à reprendre", "Folder to bring in")))
        .arg(folder("into").long("into").value_name(t("DOSSIER", "DIR")).help(t("Dossier du site à remplir", "Folder of the site to fill")))
        .arg(text("as", t("SORTE", "KIND")).value_parser(["page", "faq"]).default_value("page").hide_possible_values(true).hide_default_value(true).help(t("Ce que deviennent les fichiers : page (par défaut) ou faq (une question par fichier)", "What the files become: page (the default) or faq (a question per file)")))
        .arg(text("theme-from", key).help(t("Clé d’en-tête qui donne le thème d’une question (par défaut : subcategory)", "Front-matter key that gives the theme of a question (default: subcategory)")))
        .arg(text("audience-from", key).help(t("Clé d’en-tête qui donne le public (par défaut : audience, et category avec --as faq)", "Front-matter key that gives the audience (default: audience, and category with --as faq)")))
        .arg(several("map", t("CLÉ=CHAMP|FICHIER", "KEY=FIELD|FILE")).help(t("Ce que devient une clé d’en-tête, ou un fichier YAML qui le dit (keys, values, root) ; peut se répéter", "What a front-matter key becomes, or a YAML file that says so (keys, values, root); can be repeated")))
        .arg(several("var", t("NOM=VALEUR", "NAME=VALUE")).help(t("Valeur d’un repère %{nom} ; peut se répéter", "Value of a placeholder %{name}; can be repeated")))
        .arg(text("root", "URL").help(t("Adresse devant les liens qui commencent par « / » et ne mènent à aucun fichier repris", "Address before links that start with “/” and lead to no file that is brought in")))
        .arg(text("title", t("TITRE", "TITLE")).help(t("Titre du site", "Title of the site")))
        .arg(text("language", language).value_parser(["fr", "en"]).hide_possible_values(true).help(t("Langue des textes : fr ou en (par défaut : celle des messages)", "Language of the texts: fr or en (default: that of messages)")))
        .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(t("Montre le compte rendu sans rien écrire", "Shows the report without writing anything")))
        .after_help(t(
            "Le compte rendu dit, fichier par fichier, ce qui a été changé et ce qui n’a pas pu être repris.\nAucun fichier n’est écrasé.\n\nExemples :\n  vademecum import markdown ancien-wiki --into site --dry-run\n  vademecum import markdown ancienne-faq --into site --as faq --theme-from rubrique --var application_name=\"Mes démarches\"",
            "The report tells, file by file, what was changed and what could not be brought in.\nNo file is overwritten.\n\nExamples:\n  vademecum import markdown old-wiki --into site --dry-run\n  vademecum import markdown old-faq --into site --as faq --theme-from topic --var application_name=\"My application\"",
        ))
}

/// Brings the texts in.
pub fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    let (_, matches) = matches.subcommand().expect("a format is required");
    let request = request(matches, terminal.lang)?;
    let into = matches.get_one::<PathBuf>("into").expect("is required");
    let import = import::import(&request)?;
    let told = if matches.get_flag("dry-run") { not_written() } else { written(import::write(&import, into)?, into) };
    terminal.print(&import::report(&import, terminal.lang));
    terminal.tell(&told);
    let lost = import.report.iter().any(|note| note.severity == Severity::Error);
    Ok(if lost { Exit::Findings } else { Exit::Done })
}

fn written(count: usize, into: &Path) -> Text {
    let shown = into.display();
    text!("{count} fichiers écrits dans « {shown} ».", "{count} files written in “{shown}”.")
}

fn not_written() -> Text {
    text!(
        "Rien n’est écrit : retirez --dry-run pour écrire ces fichiers.",
        "Nothing is written: leave out --dry-run to write these files."
    )
}

fn request(matches: &ArgMatches, lang: Lang) -> Result<Request> {
    let language = matches.get_one::<String>("language").map(String::as_str);
    Ok(Request {
        source: matches.get_one::<PathBuf>("source").expect("is required").clone(),
        as_kind: match matches.get_one::<String>("as").map(String::as_str) {
            Some("faq") => ImportKind::Faq,
            _ => ImportKind::Page,
        },
        map: mapping(matches)?,
        variables: variables(matches)?,
        title: matches.get_one::<String>("title").cloned(),
        language: match (language, lang) {
            (Some("en"), _) | (None, Lang::En) => Language::En,
            _ => Language::Fr,
        },
    })
}

/// The mapping of a YAML file, with what the command line says of single keys over it.
fn mapping(matches: &ArgMatches) -> Result<Mapping> {
    let given: Vec<&String> = matches.get_many::<String>("map").into_iter().flatten().collect();
    let (pairs, files): (Vec<&String>, Vec<&String>) = given.into_iter().partition(|given| given.contains('='));
    let mut mapping = Mapping::default();
    for file in files {
        let read = std::fs::read_to_string(file);
        let yaml = read.map_err(|error| Error::io(text!("impossible de lire", "cannot read"), file, error))?;
        let more = Mapping::from_yaml(&yaml)?;
        mapping.keys.extend(more.keys);
        mapping.values.extend(more.values);
        mapping.root = more.root.or(mapping.root);
    }
    for pair in pairs {
        mapping.add(pair)?;
    }
    for (flag, field) in [("theme-from", Field::Theme), ("audience-from", Field::Audience)] {
        mapping.keys.extend(matches.get_one::<String>(flag).map(|key| (key.clone(), field)));
    }
    mapping.root = matches.get_one::<String>("root").cloned().or(mapping.root);
    Ok(mapping)
}

fn variables(matches: &ArgMatches) -> Result<BTreeMap<String, String>> {
    let pairs = matches.get_many::<String>("var").into_iter().flatten();
    let pair = |given: &String| {
        let (name, value) = given.split_once('=').filter(|(name, _)| !name.is_empty()).ok_or_else(|| {
            Error::new(text!("--var attend NOM=VALEUR, pas « {given} »", "--var wants NAME=VALUE, not “{given}”"))
        })?;
        Ok((name.to_owned(), value.to_owned()))
    };
    pairs.map(pair).collect()
}
