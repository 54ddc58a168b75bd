//! Names of files that some systems refuse.

use std::collections::BTreeSet;
use crate::diagnostic::{Location, Text};
use crate::source::SourcePath;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Names of files that some systems refuse.
pub(super) static RULE: Rule = Rule {
    code: "unsafe-name",
    severity: Severity::Error,
    summary: ["un nom de fichier est refusé par certains systèmes", "a file name is refused by some systems"],
    explanation: ["Une collègue sous Windows ne pourrait pas récupérer le site, et certains serveurs ne serviraient pas le fichier. Renommez-le avec des lettres, des chiffres et des traits d’union.", "A colleague on Windows could not fetch the site, and some servers would not serve the file. Rename it with letters, digits and hyphens."],
    example: ["content/aux.md", "content/auxiliaires.md"],
};

/// Names of devices on Windows, with any extension (Win32, “Naming Files, Paths, and Namespaces”).
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];
/// The longest name in bytes: file systems allow 255, of which copies and compressed files need some.
const LONGEST: usize = 200;

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let texts = subject.site.texts.keys();
    let paths: BTreeSet<&SourcePath> = texts.chain(subject.site.assets.iter().map(|asset| &asset.path)).collect();
    for path in paths {
        let Some((part, problem)) = path.as_str().split('/').find_map(|part| Some((part, problem(part)?))) else { continue };
        let part = part.escape_debug();
        let Text { fr, en } = problem;
        let message = text!("le nom « {part} » {fr}", "the name “{part}” {en}");
        let help = text!("renommez-le avec des lettres, des chiffres et des traits d’union", "rename it with letters, digits and hyphens");
        out.push(Diagnostic::new(&RULE, Location::whole_file(path), message).help(help));
    }
}

fn problem(name: &str) -> Option<Text> {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    if RESERVED.iter().any(|reserved| stem.eq_ignore_ascii_case(reserved)) {
        Some(text!("est réservé par Windows", "is reserved by Windows"))
    } else if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        Some(text!("commence ou finit par un espace ou un point", "begins or ends with a space or a dot"))
    } else if name.contains(|c: char| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\')) {
        Some(text!("contient un caractère interdit", "holds a forbidden character"))
    } else if name.len() > LONGEST {
        Some(text!("est plus long que {LONGEST} octets", "is longer than {LONGEST} bytes"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn names_that_some_system_refuses() {
        let long = format!("content/{}.png", "é".repeat(101));
        for path in ["content/aux.md", "content/Com1/a.md", "content/a .png ", "content/a?.png", "content/a\u{7}.png", &long] {
            assert_eq!(places("unsafe-name", &[(path, "")]).len(), 1, "{path}");
        }
    }

    #[test]
    fn ordinary_names_are_silent() {
        assert!(places("unsafe-name", &[("content/Élèves et auxiliaires 2.png", ""), ("content/.x.md", "")]).is_empty());
    }
}
