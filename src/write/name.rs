//! Paths of outputs: fit for every system and for the web, and each there once.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::manifest;
use crate::diagnostic::Text;
use crate::error::{Error, Result};
use crate::text;

/// Bytes of one part of a path that common file systems take.
const MAX_PART: usize = 255;

/// Names that Windows keeps for devices, with any extension.
/// Source: Microsoft, “Naming Files, Paths, and Namespaces”.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Whether a file can be written at `path` in an output folder: relative, with `/` between its parts, no part empty,
/// `.`, `..`, over 255 bytes, ending in a dot or space, or unfit for Windows.
///
/// # Errors
/// The reason, to follow the path in a sentence.
pub fn check_path(path: &str) -> std::result::Result<(), Text> {
    if path.is_empty() {
        return Err(text!("il est vide", "it is empty"));
    }
    path.split('/').try_for_each(check_part)
}

fn check_part(part: &str) -> std::result::Result<(), Text> {
    if matches!(part, "" | "." | "..") {
        return Err(text!(
            "il doit être relatif, sans partie vide, « . » ni « .. »",
            "it must be relative, without an empty part, “.” or “..”"
        ));
    }
    if let Some(character) = part.chars().find(|&c| c.is_control() || "\\<>:\"|?*".contains(c)) {
        return Err(text!("il contient {character:?}", "it contains {character:?}"));
    }
    if part.ends_with(['.', ' ']) {
        return Err(text!("« {part} » finit par un point ou une espace", "“{part}” ends in a dot or a space"));
    }
    if part.len() > MAX_PART {
        return Err(text!("« {part} » dépasse {MAX_PART} octets", "“{part}” is longer than {MAX_PART} bytes"));
    }
    if is_reserved(part) {
        return Err(text!(
            "« {part} » est un nom réservé par Windows",
            "“{part}” is a name that Windows keeps for itself"
        ));
    }
    Ok(())
}

fn is_reserved(part: &str) -> bool {
    let stem = part.split_once('.').map_or(part, |(stem, _)| stem).trim_end().to_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let numbered = |rest: &str| {
        let mut characters = rest.chars();
        matches!((characters.next(), characters.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    RESERVED.contains(&&*stem) || port.is_some_and(numbered)
}

/// All planned paths, as a disk that does not tell upper from lower case sees them.
#[derive(Debug)]
pub(super) struct Names {
    files: HashSet<String>,
    folders: HashSet<String>,
}

impl Names {
    /// Takes in all paths, or tells the first that is unfit or in the way of another.
    pub(super) fn check<'a>(paths: impl Iterator<Item = &'a str>) -> Result<Self> {
        let mut files: HashMap<String, &str> = HashMap::from([(manifest::NAME.to_owned(), manifest::NAME)]);
        let mut folders: HashMap<String, &str> = HashMap::new();
        for path in paths {
            check_path(path).map_err(|reason| unfit(path, &reason))?;
            let folded = fold(path);
            for (end, _) in folded.match_indices('/') {
                folders.entry(folded[..end].to_owned()).or_insert(path);
            }
            if let Some(other) = files.insert(folded, path) {
                return Err(twice(other, path));
            }
        }
        match files.iter().filter_map(|(file, path)| Some((*path, *folders.get(file)?))).min() {
            Some((file, below)) => Err(twice(file, below)),
            None => Ok(Self { files: files.into_keys().collect(), folders: folders.into_keys().collect() }),
        }
    }

    /// Whether no output wants this path for itself.
    pub(super) fn is_free(&self, path: &str) -> bool {
        let folded = fold(path);
        !self.files.contains(&folded) && !self.folders.contains(&folded)
    }
}

fn fold(path: &str) -> String {
    if path.is_ascii() {
        path.to_ascii_lowercase()
    } else {
        path.nfc().collect::<String>().to_lowercase().nfc().collect()
    }
}

fn unfit(path: &str, reason: &Text) -> Error {
    let Text { fr, en } = reason;
    Error::new(Text::new(
        format!("le chemin de sortie {path:?} ne convient pas : {fr}. Renommez le fichier source."),
        format!("the output path {path:?} is unfit: {en}. Rename the source file."),
    ))
}

fn twice(one: &str, other: &str) -> Error {
    Error::new(text!(
        "deux fichiers voudraient la même place : {one:?} et {other:?} (sans égard aux majuscules). Renommez l’un des deux.",
        "two files want the same place: {one:?} and {other:?} (upper and lower case taken as one). Rename one of them."
    ))
}
