//! What readers were told last: by the output folder, or by a revision of git.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use clap::{Arg, ArgMatches, value_parser};
use jiff::civil::Date;

use crate::diagnostic::Lang;
use crate::error::{Error, Result};
use crate::model::Publication;
use crate::source::{FOLDERS, MemorySource, SETTINGS, SourcePath};
use crate::{load, text, write};

/// The arguments that name what readers were told last.
pub fn arguments(lang: Lang) -> [Arg; 2] {
    let (name, help) = match lang {
        Lang::Fr => (
            "RÉVISION",
            "Compare avec cette révision de git (par défaut : avec la dernière construction, d’après son manifest.json)",
        ),
        Lang::En => {
            ("REVISION", "Compares with this revision of git (default: with the last build, by its manifest.json)")
        }
    };
    let (folder_name, folder_help) = match lang {
        Lang::Fr => ("DOSSIER", "Dossier du dernier manifest.json publié (par défaut : le dossier de sortie)"),
        Lang::En => ("DIR", "Folder of the manifest.json that was published last (default: the output folder)"),
    };
    let folder = Arg::new("published").long("published").value_name(folder_name).help(folder_help);
    let folder = folder.value_parser(value_parser!(PathBuf)).conflicts_with("since");
    [Arg::new("since").long("since").value_name(name).help(help), folder]
}

/// What readers were told last, if anything says it.
///
/// # Errors
/// The manifest cannot be read, or git does not know the revision.
pub fn published(matches: &ArgMatches, root: &Path, out: &Path) -> Result<Option<Arc<Publication>>> {
    if let Some(revision) = matches.get_one::<String>("since") {
        return at_revision(root, revision).map(Some);
    }
    of_folder(matches.get_one::<PathBuf>("published").map_or(out, PathBuf::as_path))
}

/// What the site in an output folder told its readers.
///
/// # Errors
/// The manifest cannot be read.
pub fn of_folder(out: &Path) -> Result<Option<Arc<Publication>>> {
    Ok(write::published(out)?.and_then(|json| Publication::from_json(&json)).map(Arc::new))
}

/// What the site of a revision says.
fn at_revision(root: &Path, revision: &str) -> Result<Arc<Publication>> {
    let mut source = MemorySource::new(Date::constant(2000, 1, 1));
    for (path, bytes) in files(root, revision)? {
        source.put(path.as_str(), bytes);
    }
    let site = load::load(&source, &load::Options::default()).site;
    Ok(Arc::new(Publication::of(&site, None)))
}

/// The files of a site as git has them in a revision: texts and what documents are made of.
fn files(root: &Path, revision: &str) -> Result<BTreeMap<SourcePath, Vec<u8>>> {
    let listed = git(root, &["ls-tree", "-r", "-z", "--name-only", revision, "--", "."], &[], revision)?;
    let is_ours = |path: &str| path == SETTINGS || path.split_once('/').is_some_and(|(top, _)| FOLDERS.contains(&top));
    let paths: Vec<String> = String::from_utf8_lossy(&listed).split('\0').map(str::to_owned).collect();
    let paths: Vec<String> = paths.into_iter().filter(|path| is_ours(path) && !path.contains('\n')).collect();
    let wanted: String = paths.iter().map(|path| format!("{revision}:./{path}\n")).collect();
    let answer = git(root, &["cat-file", "--batch"], wanted.as_bytes(), revision)?;
    let mut rest = answer.as_slice();
    let mut files = BTreeMap::new();
    for path in paths {
        let Some((bytes, after)) = blob(rest) else { break };
        files.insert(SourcePath::new(path), bytes.to_vec());
        rest = after;
    }
    Ok(files)
}

/// The next object of `git cat-file --batch`: a line with its size, its bytes, a line end.
fn blob(answer: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = answer.iter().position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&answer[..end]).ok()?;
    let size: usize = line.rsplit(' ').next()?.parse().ok()?;
    let (bytes, rest) = answer.get(end + 1..)?.split_at_checked(size)?;
    Some((bytes, rest.get(1..)?))
}

fn git(root: &Path, arguments: &[&str], input: &[u8], revision: &str) -> Result<Vec<u8>> {
    let failed = || {
        Error::new(text!(
            "git ne donne pas la révision « {revision} » de ce dossier",
            "git does not give the revision “{revision}” of this folder"
        ))
    };
    let mut git = Command::new("git");
    git.arg("-C").arg(root).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = git.spawn().map_err(|_| failed())?;
    let mut stdin = child.stdin.take().ok_or_else(failed)?;
    let input = input.to_vec();
    // Written beside the reading: a long list would fill the pipe before git has answered.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().map_err(|_| failed())?;
    let _ = writer.join();
    if output.status.success() { Ok(output.stdout) } else { Err(failed()) }
}
