//! The YAML head of a Markdown file.

use std::ops::Range;
use std::sync::Arc;

use super::yaml::{self, Mapping};
use crate::diagnostic::{Diagnostic, Rule, Severity, TextFile};
use crate::markdown::split_front_matter;
use crate::text;

/// A front matter has no end.
pub const UNCLOSED_FRONT_MATTER: Rule = Rule {
    code: "unclosed-front-matter",
    severity: Severity::Error,
    summary: ["l’en-tête d’un fichier n’est pas fermé", "the head of a file is not closed"],
    explanation: [
        "L’en-tête commence par une ligne de trois tirets et se termine par une autre. Sans la seconde, on ne peut pas savoir où commence le texte : le fichier est laissé de côté.",
        "The head starts with a line of three hyphens and ends with another one. Without the second, nobody can tell where the text begins: the file is left out.",
    ],
    example: ["---\ntitle: Accueil\n\nBonjour.", "---\ntitle: Accueil\n---\n\nBonjour."],
};

/// The head of a Markdown file, and the bytes of its text.
pub struct FrontMatter {
    /// The keys; empty when the file has no head.
    pub mapping: Mapping,
    /// The text after the head.
    pub body: Range<usize>,
    /// The bytes of the head, its lines of hyphens included; empty when there is none.
    pub span: Range<usize>,
}

/// Reads the head of a file. `None` when it cannot be told from the text, or is not valid YAML.
pub fn read(file: &Arc<TextFile>, diagnostics: &mut Vec<Diagnostic>) -> Option<FrontMatter> {
    let (yaml, body) = match split_front_matter(&file.text) {
        Ok(parts) => parts,
        Err(opening) => {
            let what = text!("l’en-tête ouvert ici n’est pas fermé", "the head that opens here is not closed");
            let help = text!("ajoutez une ligne « --- » après la dernière clé", "add a line “---” after the last key");
            diagnostics.push(Diagnostic::new(&UNCLOSED_FRONT_MATTER, file.locate(opening), what).help(help));
            return None;
        }
    };
    let span = 0..body.start;
    let mapping = yaml::parse(file, yaml, diagnostics)?.into_mapping(file, diagnostics)?;
    Some(FrontMatter { mapping, body, span })
}
