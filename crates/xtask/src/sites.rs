//! The sites that the checks judge, built by the debug binary into `target/validate/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, debug_binary, root, target};

/// An address below the root of a server. It is never asked for.
const BELOW: &str = "https://aide.example/aide/docs/";

/// The built sites, by name.
pub fn build() -> Result<Vec<PathBuf>, String> {
    let binary = debug_binary()?;
    let here = Builder { binary, out: target().join("validate") };
    Ok(vec![
        here.site("reference", &root(), &["--date", "2024-11-25"])?,
        here.site("demo", &root().join("examples/demo"), &["--date", "2026-11-24"])?,
        here.site("demo-below", &root().join("examples/demo"), &["--date", "2026-11-24", "--base-url", BELOW])?,
        here.site("calendars", &root().join("tests/calendars/site"), &["--date", "2024-11-25"])?,
        here.start("fr")?,
        here.start("en")?,
    ])
}

struct Builder {
    binary: PathBuf,
    out: PathBuf,
}

impl Builder {
    /// Builds one site and gives its folder.
    fn site(&self, name: &str, source: &Path, options: &[&str]) -> Result<PathBuf, String> {
        let out = self.out.join(name);
        quietly(self.vademecum("build").arg(source).arg("--out").arg(&out).args(options))?;
        // Beside the site, for the checks that compare it with what they read in its source.
        let note = self.out.join(format!("{name}.source"));
        fs::write(&note, source.to_string_lossy().as_bytes())
            .map_err(|error| format!("{} cannot be written: {error}", note.display()))?;
        Ok(out)
    }

    /// Builds the site that `init` makes, in one language.
    fn start(&self, language: &str) -> Result<PathBuf, String> {
        let source = self.out.join(format!("init-{language}"));
        self.init(&source, language)?;
        self.site(&format!("start-{language}"), &source, &["--date", "2026-11-24", "--base-url", BELOW])
    }

    fn init(&self, source: &Path, language: &str) -> Outcome {
        if source.exists() {
            fs::remove_dir_all(source).map_err(|error| format!("{} cannot be removed: {error}", source.display()))?;
        }
        let options = ["--language", language, "--date", "2026-11-24"];
        quietly(self.vademecum("init").arg(source).args(options))
    }

    /// A command of the binary under test, with messages in English.
    fn vademecum(&self, command: &str) -> Command {
        let mut vademecum = Command::new(&self.binary);
        vademecum.args([command, "--lang", "en"]);
        vademecum
    }
}

/// Runs a command, and shows what it printed only when it fails.
fn quietly(command: &mut Command) -> Outcome {
    let output = command.output().map_err(|error| format!("{:?} cannot be started: {error}", command.get_program()))?;
    if output.status.success() {
        return Ok(());
    }
    let printed = [output.stdout, output.stderr].concat();
    Err(format!("{command:?} ended with {}\n{}", output.status, String::from_utf8_lossy(&printed)))
}
