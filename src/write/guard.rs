//! Which folders may be replaced. An output option pointed at the wrong place must never cost anyone their sources.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::failure::failure;
use super::{Target, disk, manifest};
use crate::diagnostic::Text;
use crate::error::{Error, Result};
use crate::text;

/// The folders of a site that hold its sources.
const SOURCES: [&str; 5] = ["content", "faq", "videos", "themes", "archives"];

/// A target that may be replaced, and the names beside it that a build uses. All paths are absolute and without links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The output folder, which need not exist.
    pub folder: PathBuf,
    /// Where the new site comes together.
    pub staging: PathBuf,
    /// Where the old site waits while the new one is moved in, when that takes two moves.
    pub aside: PathBuf,
    /// The file that is locked.
    pub lock: PathBuf,
}

impl Place {
    fn new(folder: PathBuf) -> Self {
        let name = folder.file_name().expect("the root of the disk is refused first").to_owned();
        let beside = |suffix: &str| {
            let mut own = OsString::from(".");
            own.push(&name);
            own.push(".vademecum-");
            own.push(suffix);
            folder.with_file_name(own)
        };
        Self { staging: beside("staging"), aside: beside("old"), lock: beside("lock"), folder }
    }

    /// Makes the folder that holds the target, where it is missing.
    pub(super) fn create_parent(&self) -> Result<()> {
        let parent = self.folder.parent().expect("the root of the disk is refused first");
        if parent.is_dir() {
            return Ok(());
        }
        disk::create_folder(parent).map_err(|source| {
            failure(text!("impossible de créer le dossier", "cannot create the folder"), parent, source)
        })
    }
}

/// Checks where the target is and what it holds; changes nothing.
pub(super) fn check(target: &Target) -> Result<Place> {
    let folder = locate(&target.folder)?;
    let root = canonical(&target.site_root)?;
    let refused = refuse_site(&folder, &root).or_else(|| refuse_surroundings(&folder, std::env::home_dir()));
    if let Some(reason) = refused {
        return Err(refusal(&folder, &reason));
    }
    check_content(&folder, target.force)?;
    Ok(Place::new(folder))
}

fn refusal(folder: &Path, reason: &Text) -> Error {
    let folder = folder.display();
    let Text { fr, en } = reason;
    Error::new(Text::new(
        format!("ce dossier de sortie est refusé : {folder}. {fr}"),
        format!("this output folder is refused: {folder}. {en}"),
    ))
}

/// Where the target really is: the nearest folder above it that exists, without links, and what is missing below.
fn locate(target: &Path) -> Result<PathBuf> {
    let what = || text!("impossible de trouver le dossier de sortie", "cannot find the output folder");
    // Going by components drops a final slash, behind which a link would be followed.
    let target: PathBuf =
        std::path::absolute(target).map_err(|source| failure(what(), target, source))?.components().collect();
    let mut missing: Vec<&OsStr> = Vec::new();
    for existing in target.ancestors() {
        match fs::symlink_metadata(existing) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(source) => return Err(failure(what(), existing, source)),
            Ok(metadata) if metadata.is_symlink() && (missing.is_empty() || !existing.exists()) => {
                return Err(refusal(existing, &link_reason()));
            }
            Ok(metadata) if metadata.is_file() => return Err(refusal(existing, &file_reason())),
            Ok(_) => {
                let mut folder = canonical(existing)?;
                folder.extend(missing.iter().rev());
                return Ok(folder);
            }
        }
        match existing.components().next_back() {
            Some(Component::Normal(name)) => missing.push(name),
            _ => return Err(refusal(&target, &parent_reason())),
        }
    }
    Err(failure(what(), &target, ErrorKind::NotFound.into()))
}

fn canonical(path: &Path) -> Result<PathBuf> {
    let what = || text!("impossible de trouver le dossier", "cannot find the folder");
    fs::canonicalize(path).map_err(|source| failure(what(), path, source))
}

/// The site's own folders, wherever links take them.
fn refuse_site(folder: &Path, root: &Path) -> Option<Text> {
    if root.starts_with(folder) {
        return Some(text!(
            "Il est ou contient le dossier du site, qui serait effacé. Donnez un dossier à part, par exemple « public ».",
            "It is or holds the folder of the site, which would be deleted. Give a folder of its own, such as “public”."
        ));
    }
    SOURCES.iter().find(|name| touches_source(folder, root, name)).map(|name| {
        text!(
            "Il touche aux sources du site (« {name} »), qui seraient effacées. Donnez un dossier à part, par exemple « public ».",
            "It touches the sources of the site (“{name}”), which would be deleted. Give a folder of its own, such as “public”."
        )
    })
}

/// Whether the target is, holds or lies in the source folder `name`. The name counts even when nothing is there yet,
/// in any case, since `Content` is `content` on some disks.
fn touches_source(folder: &Path, root: &Path, name: &str) -> bool {
    let first = folder.strip_prefix(root).ok().and_then(|below| below.components().next());
    let by_name = first.is_some_and(|first| first.as_os_str().eq_ignore_ascii_case(name));
    let real = fs::canonicalize(root.join(name));
    by_name || real.is_ok_and(|real| folder.starts_with(&real) || real.starts_with(folder))
}

/// What is nobody's output folder on any machine.
fn refuse_surroundings(folder: &Path, home: Option<PathBuf>) -> Option<Text> {
    let home = home.map(|home| fs::canonicalize(&home).unwrap_or(home));
    if folder.parent().is_none() || home.is_some_and(|home| home.starts_with(folder)) {
        return Some(text!(
            "Il est ou contient votre dossier personnel. Donnez un dossier à part.",
            "It is or holds your home folder. Give a folder of its own."
        ));
    }
    if folder.components().any(|part| part.as_os_str().eq_ignore_ascii_case(".git")) {
        return Some(repository_reason(&folder.display().to_string()));
    }
    None
}

/// What stands in the target already.
fn check_content(folder: &Path, force: bool) -> Result<()> {
    let what = || text!("impossible de lire le dossier de sortie", "cannot read the output folder");
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(failure(what(), folder, source)),
    };
    if fs::symlink_metadata(folder.join(".git")).is_ok() {
        return Err(repository(folder));
    }
    if force || entries.next().is_none() || manifest::is_ours(folder)? {
        return Ok(());
    }
    Err(refusal(
        folder,
        &text!(
            "Il n’est pas vide et vademecum ne l’a pas fait (pas de manifest.json de vademecum) : tout son contenu serait effacé. Donnez un autre dossier, videz-le, ou forcez le remplacement par --force.",
            "It is not empty and vademecum did not make it (no manifest.json by vademecum): all it holds would be deleted. Give another folder, empty it, or force the replacement by --force."
        ),
    ))
}

/// The target holds a repository at `place`.
pub(super) fn repository(place: &Path) -> Error {
    refusal(place, &repository_reason(&place.display().to_string()))
}

fn repository_reason(place: &str) -> Text {
    text!(
        "Il y a là un dépôt Git ({place}), dont l’historique serait effacé. Donnez un dossier sans « .git ».",
        "There is a Git repository ({place}), whose history would be deleted. Give a folder without “.git”."
    )
}

fn link_reason() -> Text {
    text!("C’est un lien symbolique. Donnez le dossier lui-même.", "It is a symbolic link. Give the folder itself.")
}

fn file_reason() -> Text {
    text!(
        "C’est un fichier. Donnez un dossier, ou déplacez ce fichier.",
        "It is a file. Give a folder, or move this file."
    )
}

fn parent_reason() -> Text {
    text!(
        "Son chemin passe par « .. » après un dossier qui n’existe pas. Écrivez-le sans « .. ».",
        "Its path goes through “..” after a folder that does not exist. Write it without “..”."
    )
}
