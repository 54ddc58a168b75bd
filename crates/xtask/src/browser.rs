//! `cargo xtask browser`: the built sites in a real browser.
//!
//! The tests are those of `tests/browser/`, run by Node's own test runner.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, debug_binary, install, root, run, sites, target};

const CHROMIUM: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Builds the sites and runs the tests of the browser. `CHROMIUM` names the browser; without it one is looked for.
pub fn browser() -> Outcome {
    let node = install::program(&["node"], "nodejs")?;
    let chromium = chromium()?;
    let folder = install::npm("browser")?;
    sites::build()?;
    let mut command = Command::new(node);
    command.args(["--test", "--test-concurrency=2", "--test-reporter=spec"]).args(tests(&folder)?).current_dir(&folder);
    command.env("CHROMIUM", chromium).env("SITES", target().join("validate"));
    // For the sites that tests make for themselves, and what they ask the binary.
    run(command.env("VADEMECUM", debug_binary()?).env("SOURCES", root()))
}

/// The browser that `CHROMIUM` names, or the first one known.
fn chromium() -> Result<PathBuf, String> {
    match env::var_os("CHROMIUM") {
        Some(named) => Ok(named.into()),
        None => install::program(&CHROMIUM, "chromium"),
    }
}

/// The test files, sorted by name: the longest ones, `axe_…`, come among the first.
fn tests(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    let files = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut tests: Vec<PathBuf> = files.filter(|file| file.to_string_lossy().ends_with(".test.mjs")).collect();
    tests.sort();
    Ok(tests)
}
