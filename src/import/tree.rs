//! Reading the foreign tree: which files there are, and their text as UTF-8.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::draft::MARK;
use super::notes::Notes;
use crate::error::{Error, Result};
use crate::source::{MAX_DEPTH, MAX_TEXT_BYTES};
use crate::text;

/// A tree as it was found.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Markdown files, by path with `/` between its parts, sorted.
    pub(super) texts: Vec<(String, String)>,
    /// All other files, by path, sorted.
    pub(super) assets: BTreeSet<String>,
}

/// Reads the folder `root`.
pub(super) fn read(root: &Path, notes: &mut Notes) -> Result<Tree> {
    let folder = fs::metadata(root).map_err(|source| {
        Error::io(
            text!("le dossier à importer ne peut pas être lu", "the folder to import cannot be read"),
            root,
            source,
        )
    })?;
    let shown = root.display();
    if !folder.is_dir() {
        return Err(Error::new(text!("{shown} n’est pas un dossier", "{shown} is not a folder")));
    }
    let mut tree = Tree::default();
    for path in list(root, notes) {
        if is_markdown(&path) {
            read_text(root, path, &mut tree, notes);
        } else {
            tree.assets.insert(path);
        }
    }
    if tree.texts.is_empty() {
        return Err(Error::new(text!("aucun fichier Markdown dans {shown}", "no Markdown file in {shown}")));
    }
    Ok(tree)
}

fn is_markdown(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    matches!(extension.as_str(), "md" | "markdown" | "mdx")
}

/// The paths of all files, sorted; hidden folders are left out, but for GitBook's.
fn list(root: &Path, notes: &mut Notes) -> Vec<String> {
    let walk = WalkDir::new(root).sort_by_file_name().max_depth(MAX_DEPTH).into_iter();
    let shown = |name: &str, depth: usize| depth == 0 || name == ".gitbook" || !name.starts_with('.');
    let mut paths = Vec::new();
    for entry in walk.filter_entry(|entry| shown(&entry.file_name().to_string_lossy(), entry.depth())) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => match relative(root, entry.path()) {
                Some(path) if entry.file_type().is_file() => paths.push(path),
                path => refuse(path.unwrap_or_else(|| entry.path().to_string_lossy().into_owned()), notes),
            },
            Err(error) => refuse(error.path().unwrap_or(root).to_string_lossy().into_owned(), notes),
        }
    }
    paths
}

fn refuse(path: String, notes: &mut Notes) {
    notes.enter(&path);
    notes.error(
        1,
        text!(
            "ce fichier n’est pas repris : illisible, lien symbolique ou nom sans Unicode",
            "this file is left out: unreadable, a symbolic link, or a name that is not Unicode"
        ),
        text!(
            "copiez-le dans le dossier sous un nom simple, puis relancez",
            "copy it into the folder under a plain name, then run again"
        ),
    );
}

/// The path below `root` with `/` between its parts; `None` when it is not Unicode.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>()?;
    Some(parts.join("/"))
}

/// The place on the disk of a path of the tree.
pub(super) fn on_disk(root: &Path, path: &str) -> PathBuf {
    path.split('/').fold(root.to_owned(), |folder, part| folder.join(part))
}

fn read_text(root: &Path, path: String, tree: &mut Tree, notes: &mut Notes) {
    let place = on_disk(root, &path);
    notes.enter(&path);
    let size = fs::metadata(&place).map_or(0, |file| file.len());
    if size > MAX_TEXT_BYTES {
        let what = text!(
            "fichier de {size} octets, trop grand : il n’est pas repris",
            "a file of {size} bytes is too large: left out"
        );
        return notes.error(1, what, text!("partagez-le en plusieurs fichiers", "split it into several files"));
    }
    match fs::read(&place) {
        Ok(bytes) => {
            let text = decode(&bytes, notes);
            tree.texts.push((path, text));
        }
        Err(_) => refuse(path, notes),
    }
}

/// UTF-8 text with `\n` line ends from bytes of any encoding; what had to be guessed is reported.
fn decode(bytes: &[u8], notes: &mut Notes) -> String {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, notes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, notes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(error) => windows_1252(bytes, error.valid_up_to(), notes),
        },
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| *c != MARK && *c != '\0').collect()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, notes: &mut Notes) -> String {
    notes.hint(
        1,
        text!("texte en UTF-16, repris en UTF-8", "text in UTF-16, taken over as UTF-8"),
        text!("rien à faire", "nothing to do"),
    );
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Bytes 0x80 to 0x9F of Windows-1252; the five that it leaves free stand for the C1 controls, as in the Encoding Standard.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(bytes: &[u8], bad: usize, notes: &mut Notes) -> String {
    let line = 1 + bytes[..bad].iter().filter(|b| **b == b'\n').count();
    notes.warn(
        u32::try_from(line).unwrap_or(u32::MAX),
        text!(
            "ce texte n’est pas en UTF-8 : il est lu comme du Windows-1252",
            "this text is not UTF-8: it was read as Windows-1252"
        ),
        text!("relisez les lettres accentuées du fichier importé", "check the accented letters of the imported file"),
    );
    bytes.iter().map(|b| if (0x80..0xA0).contains(b) { UPPER[usize::from(b - 0x80)] } else { char::from(*b) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_encoding_becomes_utf_8() {
        let mut notes = Notes::default();
        assert_eq!(decode(b"\xEF\xBB\xBFa\r\nb\rc", &mut notes), "a\nb\nc");
        assert_eq!(decode(b"\xFF\xFE\xE9\x00\n\x00", &mut notes), "é\n");
        assert_eq!(decode(b"d\x92\xE9t\xE9 \x80", &mut notes), "d’été €");
        let whats: Vec<String> = notes.finish().into_iter().map(|note| note.what.en).collect();
        assert_eq!(whats.len(), 2);
    }
}
