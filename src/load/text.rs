//! Bytes to text: UTF-8 without byte order mark, `\n` line ends.

use crate::diagnostic::{Diagnostic, Location, Rule, Severity, TextFile};
use crate::source::SourcePath;
use crate::text;

/// A file is not UTF-8 text.
pub const NOT_UTF8: Rule = Rule {
    code: "not-utf8",
    severity: Severity::Error,
    summary: ["un fichier n’est pas enregistré en UTF-8", "a file is not saved as UTF-8"],
    explanation: [
        "Un fichier enregistré dans un autre encodage (Latin-1, Windows-1252, UTF-16) donnerait des accents illisibles. Le fichier est laissé de côté jusqu’à ce qu’il soit enregistré en UTF-8 : c’est un choix du menu « Enregistrer sous » ou de la barre d’état de l’éditeur.",
        "A file saved in another encoding (Latin-1, Windows-1252, UTF-16) would give garbled accents. The file is left out until it is saved as UTF-8, a choice of the editor’s “Save as” dialogue or status bar.",
    ],
    example: ["caf\\xe9 (Latin-1)", "café (UTF-8)"],
};

/// A text holds a character that no text has.
pub const CONTROL_CHARACTER: Rule = Rule {
    code: "control-character",
    severity: Severity::Error,
    summary: ["un texte contient un caractère de commande", "a text holds a control character"],
    explanation: [
        "Un caractère nul ou une autre commande invisible vient le plus souvent d’un copier-coller ou d’un fichier qui n’est pas du texte. Effacez-le : les navigateurs et les lecteurs d’écran le rendent chacun à leur façon.",
        "A null or another invisible control character mostly comes from copy and paste, or from a file that is not text. Delete it: browsers and screen readers each treat it in their own way.",
    ],
    example: ["Bonjour\\0", "Bonjour"],
};

/// Decodes a file; a text that cannot be used at all is reported and `None`.
pub fn decode(path: &SourcePath, bytes: Vec<u8>, diagnostics: &mut Vec<Diagnostic>) -> Option<TextFile> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            diagnostics.push(not_utf8(path, error.as_bytes(), error.utf8_error().valid_up_to()));
            return None;
        }
    };
    let file = TextFile::new(path.clone(), normalise(text));
    match file.text.find(is_forbidden) {
        None => Some(file),
        Some(at) => {
            let what = text!("un caractère de commande est caché ici", "a control character hides here");
            let help = text!("effacez-le", "delete it");
            diagnostics.push(Diagnostic::new(&CONTROL_CHARACTER, file.locate(at..at + 1), what).help(help));
            None
        }
    }
}

/// C0 controls other than tab and line feed, and DEL.
fn is_forbidden(c: char) -> bool {
    (c < ' ' && c != '\t' && c != '\n') || c == '\u{7f}'
}

/// Drops a byte order mark and turns CRLF and lone CR into LF.
fn normalise(text: String) -> String {
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn not_utf8(path: &SourcePath, bytes: &[u8], valid: usize) -> Diagnostic {
    let (what, help) = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => (
            text!("ce fichier est enregistré en UTF-16", "this file is saved as UTF-16"),
            text!("enregistrez-le en UTF-8", "save it as UTF-8"),
        ),
        _ => (
            text!(
                "cet octet n’est pas de l’UTF-8 : le fichier est sans doute en Latin-1 ou Windows-1252",
                "this byte is not UTF-8: the file is probably in Latin-1 or Windows-1252"
            ),
            text!("enregistrez le fichier en UTF-8", "save the file as UTF-8"),
        ),
    };
    Diagnostic::new(&NOT_UTF8, lossy_location(path, bytes, valid), what).help(help)
}

/// The position of byte `at` in a text that is not all UTF-8: the line is quoted with its bad bytes replaced.
fn lossy_location(path: &SourcePath, bytes: &[u8], at: usize) -> Location {
    let before = String::from_utf8_lossy(&bytes[..at]).into_owned();
    let start = before.len();
    let rest = String::from_utf8_lossy(&bytes[at..bytes.len().min(at + 200)]).into_owned();
    TextFile::new(path.clone(), normalise(before + &rest)).locate(start..start + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (Option<String>, Vec<String>) {
        let mut diagnostics = Vec::new();
        let file = decode(&SourcePath::new("a.md"), bytes.to_vec(), &mut diagnostics);
        let found = diagnostics.iter().map(|d| format!("{} {}", d.rule.code, d.location.as_ref().unwrap())).collect();
        (file.map(|file| file.text), found)
    }

    #[test]
    fn b1_latin1_utf16_and_nul_are_located() {
        assert_eq!(decoded(b"a\ncaf\xe9 noir").1, ["not-utf8 a.md:2:4"]);
        assert_eq!(decoded(b"\xff\xfea\0").1, ["not-utf8 a.md:1:1"]);
        assert_eq!(decoded(b"a\nb\0c").1, ["control-character a.md:2:2"]);
    }

    #[test]
    fn b2_bom_crlf_and_lone_cr_read_as_lf() {
        assert_eq!(decoded(b"\xef\xbb\xbfa\r\nb\rc\n").0.unwrap(), "a\nb\nc\n");
    }
}
