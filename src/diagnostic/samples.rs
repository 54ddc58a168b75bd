//! Findings for the tests of the printers.

use std::sync::Arc;

use super::{Diagnostic, Location, Rule, Severity, TextFile};
use crate::source::SourcePath;
use crate::text;

/// A rule of severity `error`.
pub(crate) static DUPLICATE: Rule = Rule {
    code: "identifiant-double",
    severity: Severity::Error,
    summary: ["Deux contenus ont le même identifiant.", "Two pieces of content have the same id."],
    explanation: [
        "Un identifiant sert d’adresse : s’il désigne deux contenus, les liens mènent au hasard à l’un ou à l’autre. Gardez-le au plus ancien et donnez-en un autre au plus récent.",
        "An id serves as an address: if it names two pieces of content, links lead to either by chance. Leave it to the older one and give another to the newer one.",
    ],
    example: ["id: cloture\n…\nid: cloture", "id: cloture\n…\nid: cloture-2025"],
};

/// A rule of severity `hint`.
pub(crate) static GLOBAL: Rule = Rule {
    code: "adresse-absente",
    severity: Severity::Hint,
    summary: [
        "Le site n’a pas d’adresse publique : ni plan du site, ni flux, ni liens canoniques ne sont écrits.",
        "The site has no public address: no sitemap, feed or canonical links are written.",
    ],
    explanation: ["Donnez-en une.", "Give one."],
    example: ["title: Aide", "title: Aide\nbase_url: https://aide.example.org"],
};

/// A finding with everything: help, and a related place further down than its own.
pub(crate) fn duplicate() -> Diagnostic {
    let page = TextFile::new(SourcePath::new("content/a.md"), "---\nid: cloture\n---\n".into());
    let lines = "\n".repeat(119) + "  - id: cloture\n";
    let calendar = TextFile::new(SourcePath::new("content/calendrier.yaml"), lines);
    Diagnostic::new(
        &DUPLICATE,
        page.locate(8..15),
        text!("l’identifiant « cloture » est déjà pris", "the id “cloture” is taken already"),
    )
    .help(text!("donnez un autre identifiant à cette page", "give this page another id"))
    .related(calendar.locate(125..132), text!("il est pris ici", "it is taken here"))
}

/// A finding about the site as a whole.
pub(crate) fn global() -> Diagnostic {
    Diagnostic::global(&GLOBAL, text!("aucune adresse publique", "no public address"))
        .help(text!("ajoutez `base_url:` à vademecum.yaml", "add `base_url:` to vademecum.yaml"))
}

/// A finding whose every part tries to break out of a printer.
pub(crate) fn hostile() -> Diagnostic {
    let location = Location {
        file: SourcePath::new("content/a,b:%.md"),
        line: u32::MAX,
        column: 3,
        width: u32::MAX,
        excerpt: Arc::from("a\t\u{1b}[2J日本\u{9b}31m\u{202e}e\u{301}\u{200d}\r\n🙂"),
        excerpt_skipped: 1,
    };
    let mut diagnostic =
        Diagnostic::new(&DUPLICATE, location.clone(), text!("x\u{1b}[31m\r\n::error::50 %", "x\u{1b}]0;title\u{7}"))
            .help(text!("\u{9b}2J", "\u{9b}2J"))
            .related(location, text!("\u{1b}c", "\u{1b}c"));
    diagnostic.severity = Severity::Warning;
    diagnostic
}
