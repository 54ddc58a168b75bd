//! What the checks need from outside: programs of the system, packages of npm and of PyPI.
//!
//! Packages are pinned by the lock files in `tests/` and go to the target folder, once for each version of a lock file.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Outcome, root, run, target};

/// Makes sure that one of these programs can be started, and gives it. On a Debian machine of continuous integration it
/// is installed from `package`; elsewhere that is the user's decision.
pub fn program(names: &[&str], package: &str) -> Result<PathBuf, String> {
    if let Some(found) = find(names) {
        return Ok(found);
    }
    if env::var_os("CI").is_some() && find(&["apt-get"]).is_some() {
        run(Command::new("apt-get").arg("update").stdout(Stdio::null()))?;
        run(Command::new("apt-get")
            .args(["install", "--yes", "--no-install-recommends", package])
            .stdout(Stdio::null()))?;
    }
    find(names)
        .ok_or_else(|| format!("{} is needed and was not found: install it (on Debian: {package})", names.join(" or ")))
}

/// The first of these programs that is in a folder of `PATH`.
fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

/// Copies the scripts of `tests/<name>` to `target/<name>` and installs the npm packages that they import there.
pub fn npm(name: &str) -> Result<PathBuf, String> {
    let npm = program(&["npm"], "npm")?;
    let folder = copy(name)?;
    once(&folder, "package-lock.json", || run(Command::new(npm).args(["ci", "--silent"]).current_dir(&folder)))?;
    Ok(folder)
}

/// The Python of a virtual environment in `folder` that holds what its `requirements.txt` pins.
pub fn python(folder: &Path) -> Result<PathBuf, String> {
    let python = program(&["python3"], "python3-venv")?;
    let venv = folder.join("venv");
    once(folder, "requirements.txt", || {
        run(Command::new(python).args(["-m", "venv", "--clear"]).arg(&venv))?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r"];
        run(Command::new(venv.join("bin/python")).args(pip).arg(folder.join("requirements.txt")))
    })?;
    Ok(venv.join("bin/python"))
}

/// Copies the files of `tests/<name>` to `target/<name>`: scripts find their packages beside them.
fn copy(name: &str) -> Result<PathBuf, String> {
    let (from, to) = (root().join("tests").join(name), target().join(name));
    let copied = || -> std::io::Result<()> {
        fs::create_dir_all(&to)?;
        for entry in fs::read_dir(&from)? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                fs::copy(entry.path(), to.join(entry.file_name()))?;
            }
        }
        Ok(())
    };
    copied().map_err(|error| format!("{} cannot be copied to {}: {error}", from.display(), to.display()))?;
    Ok(to)
}

/// Runs an installation unless it has been done for the same content of the lock file.
fn once(folder: &Path, lock: &str, install: impl FnOnce() -> Outcome) -> Outcome {
    let stamp = folder.join(format!("{lock}.installed"));
    let wanted = fs::read(folder.join(lock)).map_err(|error| format!("{lock} cannot be read: {error}"))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    install()?;
    fs::write(&stamp, wanted).map_err(|error| format!("{} cannot be written: {error}", stamp.display()))
}
