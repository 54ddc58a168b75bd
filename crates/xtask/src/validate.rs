//! `cargo xtask validate`: every built file under programs that are not ours.
//!
//! Each check is a script of `tests/validators/`; `README.md` there says which program it runs and why that one.

use std::path::PathBuf;
use std::process::Command;

use crate::{Outcome, install, root, sites};

/// The checks that run on Node, then those that run on Python.
const NODE: [&str; 9] =
    ["vnu", "html_validate", "css", "scripts", "search_data", "json_ld", "webvtt", "calendars", "links_served"];
const PYTHON: [&str; 8] = ["links_files", "addresses", "feeds", "calendars", "pdf", "guide", "manifest", "coverage"];

/// Builds the sites and runs every check on them, also after one that fails.
pub fn validate() -> Outcome {
    let node = install::program(&["node"], "nodejs")?;
    let folder = install::npm("validators")?;
    let python = install::python(&folder)?;
    install::program(&["pdfinfo"], "poppler-utils")?;
    let java = install::program(&["java"], "default-jre-headless");
    let checks = Checks { node, python, folder, java: java.is_ok() };
    checks.find_defects()?;
    let failed = checks.run(&sites::build()?);
    if let Err(why) = java {
        println!("note HTML was judged by html-validate alone: {why}");
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("these checks failed: {}", failed.join(", "))) }
}

/// The checks and what they run on.
struct Checks {
    node: PathBuf,
    python: PathBuf,
    folder: PathBuf,
    java: bool,
}

impl Checks {
    /// The names of the scripts that can run here.
    fn scripts(&self) -> impl Iterator<Item = String> {
        let on_node = NODE.iter().filter(|name| self.java || **name != "vnu").map(|name| format!("{name}.mjs"));
        on_node.chain(PYTHON.iter().map(|name| format!("{name}.py")))
    }

    fn command(&self, script: &str, sites: &[PathBuf]) -> Command {
        let mut command = Command::new(if script.ends_with(".py") { &self.python } else { &self.node });
        command.arg(self.folder.join(script)).args(sites).current_dir(&self.folder).env("DOCS", root().join("docs"));
        command
    }

    /// Fails unless every check finds the defect made for it: one that reads nothing is content with everything.
    fn find_defects(&self) -> Outcome {
        let broken = [root().join("tests/validators/broken")];
        for script in self.scripts() {
            let output = self.command(&script, &broken).output().map_err(|error| format!("{script}: {error}"))?;
            let told = String::from_utf8_lossy(&output.stdout);
            if output.status.success() || !told.contains("FAIL") {
                let why = String::from_utf8_lossy(&output.stderr);
                return Err(format!("{script} does not find the defect in tests/validators/broken:\n{told}{why}"));
            }
        }
        Ok(())
    }

    /// Runs the checks one after the other and names those that failed.
    fn run(&self, sites: &[PathBuf]) -> Vec<String> {
        let passes = |script: &str| self.command(script, sites).status().is_ok_and(|status| status.success());
        self.scripts().filter(|script| !passes(script)).collect()
    }
}
