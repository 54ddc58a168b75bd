//! `vademecum where`: every sentence that uses an event, a document, a contact, so that one sees what follows before it
//! changes.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use jiff::civil::Date;
use serde::Serialize;

use super::{Exit, Terminal, date_argument, drafts_argument, format_argument, report, site_folder};
use crate::check::uses::{self, How, Use};
use crate::diagnostic::Lang;
use crate::diagnostic::terminal::visible;
use crate::error::{Error, Result};
use crate::model::{Entry, Site};
use crate::source::DiskSource;
use crate::{load, text};

/// The version of the JSON document's shape.
const VERSION: u32 = 1;

/// The arguments.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    Command::new("where")
        .about(t(
            "Liste les phrases qui utilisent une échéance, un document, un contact…",
            "Lists the sentences that use an event, a document, a contact…",
        ))
        .arg(Arg::new("id").value_name("ID").required(true).help(t("L’identifiant d’un contenu", "The id of some content")))
        .arg(
            Arg::new("site")
                .long("site")
                .value_name(t("DOSSIER", "DIR"))
                .value_parser(value_parser!(PathBuf))
                .default_value(".")
                .hide_default_value(true)
                .help(t("Dossier du site (par défaut : le dossier courant)", "The site’s folder (default: the current folder)")),
        )
        .arg(format_argument(lang))
        .arg(date_argument(lang))
        .arg(drafts_argument(lang))
        .after_help(t(
            "Pour une échéance, les phrases qui tapent sa date au lieu de la citer sont aussi dans la liste.\n\nExemples :\n  vademecum where cloture\n  vademecum where assistance --site mon-site --format json",
            "For an event, the sentences that type its date instead of citing it are in the list too.\n\nExamples:\n  vademecum where cloture\n  vademecum where assistance --site my-site --format json",
        ))
}

/// Lists what uses an id.
pub fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    let source = DiskSource::new(site_folder(matches)?, matches.get_one::<Date>("date").copied());
    let options = load::Options { drafts: matches.get_flag("drafts"), ..load::Options::default() };
    let site = load::load(&source, &options).site;
    let id = matches.get_one::<String>("id").expect("it is required");
    let (at, entry) = site.by_id(id).ok_or_else(|| unknown(&site, id))?;
    let used = uses::of(&site, at);
    let is_json = matches.get_one::<String>("format").is_some_and(|format| format == "json");
    let root = report::shown_root(site_folder(matches)?);
    terminal.print(&if is_json { json(entry, &used) } else { shown(id, &used, &root, terminal) });
    Ok(Exit::Done)
}

fn unknown(site: &Site, id: &str) -> Error {
    let near = site.nearest_id(id, None).filter(|near| site.by_id(near).is_some());
    Error::new(match near {
        Some(near) => text!(
            "aucun contenu n’a l’identifiant « {id} » : vouliez-vous dire « {near} » ?",
            "no content has the id “{id}”: did you mean “{near}”?"
        ),
        None => text!("aucun contenu n’a l’identifiant « {id} »", "no content has the id “{id}”"),
    })
}

/// The uses for a person, a file after the other.
fn shown(id: &str, used: &[Use], root: &str, terminal: Terminal) -> String {
    if used.is_empty() {
        return terminal.say(&format!("Rien n’utilise « {id} ».\n"), &format!("Nothing uses “{id}”.\n")).to_owned();
    }
    let style = report::output_style(terminal);
    let files: Vec<&[Use]> = used.chunk_by(|one, other| one.location.file == other.location.file).collect();
    let mut out = String::new();
    for file in &files {
        for Use { how, location, sentence } in *file {
            let place = visible(&format!("{root}{location}")).into_owned();
            out += &format!("{}  {}{}\n", style.bold(&place), visible(sentence), note(*how, terminal.lang));
        }
        out.push('\n');
    }
    out + &counted(used.len(), files.len(), terminal.lang)
}

fn note(how: How, lang: Lang) -> &'static str {
    match (how, lang) {
        (How::TypedDate, Lang::Fr) => "  [date tapée]",
        (How::TypedDate, Lang::En) => "  [typed date]",
        (How::Shortcode | How::Link | How::Field, _) => "",
    }
}

fn counted(places: usize, files: usize, lang: Lang) -> String {
    let plural = |number: usize| if number > 1 { "s" } else { "" };
    let (several, more) = (plural(places), plural(files));
    match lang {
        Lang::Fr => format!("{places} emplacement{several} dans {files} fichier{more}\n"),
        Lang::En => format!("{places} place{several} in {files} file{more}\n"),
    }
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    id: &'a str,
    kind: &'a str,
    title: &'a str,
    uses: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    how: &'a str,
    file: &'a str,
    line: u32,
    column: u32,
    width: u32,
    sentence: &'a str,
}

fn json(entry: &Entry, used: &[Use]) -> String {
    let uses = used.iter().map(Place::new).collect();
    let report = Report { version: VERSION, id: &entry.id, kind: entry.kind().name(), title: &entry.title, uses };
    serde_json::to_string_pretty(&report).expect("texts and numbers are JSON") + "\n"
}

impl<'a> Place<'a> {
    fn new(used: &'a Use) -> Self {
        let Use { how, location, sentence } = used;
        let (line, column, width) = (location.line, location.column, location.width);
        Self { how: how.name(), file: location.file.as_str(), line, column, width, sentence }
    }
}
