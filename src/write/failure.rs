//! What the disk refuses, told with the path and what to do.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::diagnostic::Text;
use crate::error::Error;
use crate::text;

/// An error of the system at `path`, completed by what to do about it.
pub(super) fn failure(what: Text, path: &Path, source: io::Error) -> Error {
    let remedy = remedy(source.kind());
    let mut error = Error::io(what, path, source);
    error.message.fr = format!("{}. {}", error.message.fr, remedy.fr);
    error.message.en = format!("{}. {}", error.message.en, remedy.en);
    error
}

fn remedy(kind: ErrorKind) -> Text {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => text!(
            "Libérez de la place sur ce disque, puis recommencez.",
            "Free some space on this disk, then try again."
        ),
        ErrorKind::PermissionDenied => text!(
            "Donnez-vous les droits sur ce fichier et son dossier, ou choisissez un autre dossier de sortie.",
            "Give yourself the rights to this file and its folder, or choose another output folder."
        ),
        ErrorKind::ReadOnlyFilesystem => text!(
            "Ce disque est en lecture seule : choisissez un dossier de sortie ailleurs.",
            "This disk is read-only: choose an output folder elsewhere."
        ),
        ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::AlreadyExists => text!(
            "Un fichier et un dossier y portent le même nom : déplacez celui qui est de trop.",
            "A file and a folder have the same name there: move the one that is in the way."
        ),
        ErrorKind::InvalidFilename => text!("Raccourcissez ce nom.", "Shorten this name."),
        ErrorKind::ResourceBusy | ErrorKind::CrossesDevices => text!(
            "Ce dossier est sans doute un point de montage, qui ne peut être remplacé : donnez un dossier qu’il contient.",
            "This folder is probably a mount point, which cannot be replaced: give a folder inside it."
        ),
        ErrorKind::Unsupported => text!(
            "Ce disque ne le permet pas : choisissez un dossier de sortie sur un disque local.",
            "This disk does not support it: choose an output folder on a local disk."
        ),
        ErrorKind::NotFound => {
            text!("Il a disparu pendant la construction : recommencez.", "It disappeared during the build: try again.")
        }
        _ => text!("Vérifiez ce disque, puis recommencez.", "Check this disk, then try again."),
    }
}
