//! A collection of documents and queries on standard input: how the ranking is measured against other engines.

use std::io::BufRead;
use std::path::Path;

use serde::{Deserialize, Serialize};
use vademecum_search::{Engine, Page, Place, Request, SiteWords, write};

use super::{Exit, Terminal, answer};
use crate::error::{Error, Result};
use crate::text;

/// A line of the collection.
#[derive(Deserialize)]
struct Document {
    id: String,
    title: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    kind: String,
}

/// A line of standard input.
#[derive(Deserialize)]
struct Query {
    id: String,
    text: String,
}

/// A line of standard output.
#[derive(Serialize)]
struct Hits<'a> {
    id: &'a str,
    hits: Vec<String>,
}

/// Answers every line of standard input from the documents of a file.
pub fn run(documents: &Path, terminal: Terminal) -> Result<Exit> {
    let engine = engine(documents)?;
    for (at, line) in std::io::stdin().lock().lines().enumerate() {
        let here = format!("-:{}", at + 1);
        let line = line.map_err(|error| unreadable(&here, &error.to_string()))?;
        if line.trim().is_empty() {
            continue;
        }
        let query: Query = serde_json::from_str(&line).map_err(|error| unreadable(&here, &error.to_string()))?;
        let found = answer(&engine, &Request::new(query.text))?;
        let hits = found.groups.into_iter().map(|group| group.route).collect();
        let line = serde_json::to_string(&Hits { id: &query.id, hits }).expect("texts are JSON");
        terminal.print(&format!("{line}\n"));
    }
    Ok(Exit::Done)
}

fn engine(path: &Path) -> Result<Engine> {
    let pages = lines::<Document>(path)?.into_iter().map(page).collect::<Vec<_>>();
    let engine = write(&pages, &SiteWords::default()).and_then(|files| Engine::open(files.bundle()));
    engine.map_err(|failure| unreadable(&path.display().to_string(), &failure.to_string()))
}

fn page(document: Document) -> Page {
    let Document { id, title, body, kind } = document;
    Page { route: id, kind, title, places: vec![Place { body, ..Place::default() }], ..Page::default() }
}

/// The JSON values of a file, one a line.
pub fn lines<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Error::io(text!("le fichier ne se lit pas", "the file cannot be read"), path, error))?;
    let filled = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    filled
        .map(|(at, line)| {
            let here = format!("{}:{}", path.display(), at + 1);
            serde_json::from_str(line).map_err(|error| unreadable(&here, &error.to_string()))
        })
        .collect()
}

fn unreadable(place: &str, why: &str) -> Error {
    Error::new(text!("{place} : {why}", "{place}: {why}"))
}
