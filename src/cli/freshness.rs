//! `vademecum check --freshness`: who should look at what again, and why.

use serde::Serialize;

use super::{Terminal, report};
use crate::diagnostic::Lang;
use crate::diagnostic::terminal::visible;
use crate::freshness::Due;

/// The version of the JSON document's shape.
const VERSION: u32 = 1;

/// The list for a person: by owner, each with what speaks for it.
pub fn shown(due: &[Due], root: &str, terminal: Terminal) -> String {
    if due.is_empty() {
        return terminal.say("Rien n’est à relire.\n", "Nothing is due.\n").to_owned();
    }
    let style = report::output_style(terminal);
    let mut out = String::new();
    for of_owner in due.chunk_by(|one, other| one.owner == other.owner) {
        let nobody = terminal.say("Sans responsable", "Without an owner");
        let owner = of_owner[0].owner.as_deref().unwrap_or(nobody);
        out += &format!("{} ({})\n", style.bold(&visible(owner)), of_owner.len());
        for item in of_owner {
            out += &line(item, root, terminal);
        }
        out.push('\n');
    }
    out + &counted(due, terminal.lang)
}

fn line(due: &Due, root: &str, terminal: Terminal) -> String {
    let place = visible(&format!("{root}{}", due.location)).into_owned();
    let evidence = due.evidence.iter().map(|text| format!("    {}\n", visible(text.get(terminal.lang))));
    format!("  {place}  {}\n{}", visible(&due.title), evidence.collect::<String>())
}

fn counted(due: &[Due], lang: Lang) -> String {
    let now = due.iter().filter(|due| due.is_now).count();
    let soon = due.len() - now;
    match lang {
        Lang::Fr => format!("{now} à relire maintenant, {soon} bientôt\n"),
        Lang::En => format!("{now} due now, {soon} soon\n"),
    }
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    due: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    title: &'a str,
    owner: Option<&'a str>,
    now: bool,
    evidence: Vec<&'a str>,
}

/// The list for a program.
pub fn json(due: &[Due], lang: Lang) -> String {
    let due = due.iter().map(|due| Item::new(due, lang)).collect();
    serde_json::to_string_pretty(&Report { version: VERSION, due }).expect("texts are JSON") + "\n"
}

impl<'a> Item<'a> {
    fn new(due: &'a Due, lang: Lang) -> Self {
        Self {
            file: due.location.file.as_str(),
            line: due.location.line,
            column: due.location.column,
            title: &due.title,
            owner: due.owner.as_deref(),
            now: due.is_now,
            evidence: due.evidence.iter().map(|text| text.get(lang)).collect(),
        }
    }
}
