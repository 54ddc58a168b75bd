//! `vademecum campaign status`: what is left to confirm.

use std::collections::BTreeMap;

use clap::{ArgMatches, Command};
use serde::Serialize;

use super::super::{Exit, Terminal, date_argument, folder, folder_argument, format_argument, report};
use super::moving;
use crate::campaign::{self, Left};
use crate::diagnostic::Lang;
use crate::diagnostic::terminal::visible;
use crate::error::Result;
use crate::source::DiskSource;
use crate::{check, load};

/// The version of the JSON document's shape.
const VERSION: u32 = 1;

/// The arguments.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    Command::new("status")
        .about(t(
            "Liste ce qui reste à confirmer : fichier, ligne, phrase, responsable",
            "Lists what is left to confirm: file, line, sentence, owner",
        ))
        .arg(folder_argument(lang))
        .arg(format_argument(lang))
        .arg(date_argument(lang))
}

/// Lists what is left.
pub fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    let root = folder(matches)?;
    moving::recover(root, terminal)?;
    let source = DiskSource::new(root, matches.get_one("date").copied());
    let site = load::load(&source, &load::Options { drafts: true, ..load::Options::default() }).site;
    let left = campaign::left(&site, &check::left_to_confirm(&site));
    let is_json = matches.get_one::<String>("format").is_some_and(|format| format == "json");
    let year = site.campaign().map(|campaign| campaign.year.value);
    terminal.print(&if is_json { json(&left, year) } else { shown(&left, &report::shown_root(root), terminal) });
    Ok(Exit::Done)
}

/// The list for a person: by file, then how much each owner has.
fn shown(left: &[Left], root: &str, terminal: Terminal) -> String {
    if left.is_empty() {
        return terminal.say("Rien ne reste à confirmer.\n", "Nothing is left to confirm.\n").to_owned();
    }
    let style = report::output_style(terminal);
    let mut out = String::new();
    for file in left.chunk_by(|one, other| one.location.file == other.location.file) {
        for item in file {
            let place = visible(&format!("{root}{}", item.location)).into_owned();
            let owner = item.owner.as_ref().map(|owner| format!("  [{}]", visible(owner))).unwrap_or_default();
            out += &format!("{}  {}{owner}\n", style.bold(&place), visible(&item.sentence));
        }
        out.push('\n');
    }
    out + &by_owner(left, terminal)
}

fn by_owner(left: &[Left], terminal: Terminal) -> String {
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for item in left {
        *owners.entry(item.owner.as_deref().unwrap_or_default()).or_default() += 1;
    }
    let count = left.len();
    let mut out = terminal.say(&format!("{count} à confirmer\n"), &format!("{count} to confirm\n")).to_owned();
    for (owner, count) in owners {
        let nobody = terminal.say("sans responsable", "without an owner");
        let owner = if owner.is_empty() { nobody.into() } else { visible(owner) };
        out += &format!("  {count:>4}  {owner}\n");
    }
    out
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    year: Option<u16>,
    left: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    code: &'a str,
    file: &'a str,
    line: u32,
    column: u32,
    sentence: &'a str,
    owner: Option<&'a str>,
}

fn json(left: &[Left], year: Option<u16>) -> String {
    let report = Report { version: VERSION, year, left: left.iter().map(Item::new).collect() };
    serde_json::to_string_pretty(&report).expect("texts and numbers are JSON") + "\n"
}

impl<'a> Item<'a> {
    fn new(left: &'a Left) -> Self {
        let Left { location, sentence, owner, code } = left;
        let (line, column) = (location.line, location.column);
        Self { code, file: location.file.as_str(), line, column, sentence, owner: owner.as_deref() }
    }
}
