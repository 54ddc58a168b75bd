//! Requests on standard input, as the search page makes them: many answers from one loading of the site.

use std::io::BufRead;

use vademecum_search::Engine;

use super::{Exit, Terminal};
use crate::error::{Error, Result};
use crate::text;

/// Answers every line of standard input, JSON with JSON.
pub fn run(engine: &Engine, terminal: Terminal) -> Result<Exit> {
    for (at, line) in std::io::stdin().lock().lines().enumerate() {
        let at = at + 1;
        let line = line.map_err(|error| refused(at, &error.to_string()))?;
        if line.trim().is_empty() {
            continue;
        }
        let answer = engine.answer_json(&line).map_err(|failure| refused(at, &failure.to_string()))?;
        terminal.print(&format!("{answer}\n"));
    }
    Ok(Exit::Done)
}

fn refused(line: usize, why: &str) -> Error {
    Error::new(text!("-:{line} : {why}", "-:{line}: {why}"))
}
