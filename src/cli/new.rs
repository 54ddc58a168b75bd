//! `vademecum new`: one more page, question, guide, date, document or announcement.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use dialoguer::Input;
use jiff::civil::Date;

use super::{Exit, Terminal, report};
use crate::error::{Error, Result};
use crate::model::Kind;
use crate::scaffold::{NewEntry, Question, When, fields, new_entry};
use crate::source::{DiskSource, Source};
use crate::{load, text};

mod arguments;

pub use arguments::command;

/// Asks what is missing, and writes the entry.
pub fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    let (name, matches) = matches.subcommand().expect("a kind is required");
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name).expect("kinds are commands");
    let root = matches.get_one::<PathBuf>("site").expect("has a default").as_path();
    if !root.join("vademecum.yaml").is_file() {
        let shown = root.display();
        return Err(Error::new(text!(
            "« {shown} » n’est pas un site : vademecum.yaml n’y est pas (vademecum init en crée un)",
            "“{shown}” is not a site: there is no vademecum.yaml (vademecum init makes one)"
        )));
    }
    let source = DiskSource::new(root, None);
    let site = load::load(&source, &load::Options::default()).site;
    let answers = answers(kind, matches, source.today(), terminal)?;
    let entry = new_entry(kind, &answers, source.today(), site.settings.language)?;
    if site.by_id(&entry.id).is_some() {
        let id = &entry.id;
        return Err(Error::new(text!(
            "l’identifiant « {id} » est déjà pris : donnez-en un autre avec --id",
            "the id “{id}” is taken: give another with --id"
        )));
    }
    write(root, &entry)?;
    let shown = format!("{}{}", report::shown_root(root), entry.path);
    terminal.tell(&text!("Écrit : {shown}", "Written: {shown}"));
    Ok(Exit::Done)
}

/// The answers given as flags, and on a terminal those to the questions that are left.
fn answers(
    kind: Kind,
    matches: &ArgMatches,
    today: Date,
    terminal: Terminal,
) -> Result<BTreeMap<&'static str, String>> {
    let mut answers = BTreeMap::new();
    for question in fields(kind) {
        if let Some(given) = matches.get_one::<String>(question.key) {
            answers.insert(question.key, given.clone());
        } else if terminal.can_ask && question.applies(&answers) && question.when != When::IfGiven {
            let answer = ask(question, today, terminal)?;
            answers.insert(question.key, answer);
        }
    }
    answers.retain(|_, answer| !answer.trim().is_empty());
    Ok(answers)
}

/// Puts a question until the answer is right.
fn ask(question: &Question, today: Date, terminal: Terminal) -> Result<String> {
    let prompt = question.prompt(terminal.lang).to_owned();
    // An empty answer is let through to the validation, which says what is wrong with it; the library would only put
    // the question again.
    let mut input = Input::<String>::new().with_prompt(prompt).allow_empty(true);
    if let Some(default) = question.default(today) {
        input = input.default(arguments::shown(&default, question.form, terminal.lang).to_owned());
    }
    let validated = input.validate_with(|answer: &String| {
        question.validate(answer).map_err(|wrong| wrong.get(terminal.lang).to_owned())
    });
    validated.interact_text().map_err(|error| {
        Error::new(text!("la question n’a pas pu être posée ({error})", "the question could not be put ({error})"))
    })
}

/// Writes a new file, or the file of a list with one more item.
fn write(root: &Path, entry: &NewEntry) -> Result<()> {
    let path = root.join(&entry.path);
    let cannot = |error| Error::io(text!("impossible d’écrire", "cannot write"), &path, error);
    let existing = match fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(cannot(error)),
    };
    let text = entry.file_text(existing.as_deref())?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    match existing {
        // `create_new` so that a file that appeared meanwhile is not overwritten.
        None => {
            let file = OpenOptions::new().write(true).create_new(true).open(&path);
            file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(cannot)?;
        }
        Some(_) => replace(&path, &text).map_err(cannot)?,
    }
    Ok(())
}

/// Replaces a file by way of another one, so that a failure leaves it whole.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let beside = path.with_extension("yaml.nouveau");
    fs::write(&beside, text)?;
    fs::rename(&beside, path)
}
