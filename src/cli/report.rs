//! Findings on the screen.

use std::io::Write;
use std::path::Path;

use dialoguer::console::Term;

use super::Terminal;
use crate::diagnostic::terminal::Style;
use crate::diagnostic::{Diagnostic, human};

/// The style of messages on standard error.
fn style(terminal: Terminal) -> Style {
    Style { color: terminal.interactive, width: width(&Term::stderr()) }
}

/// The style of what was asked for, on standard output.
pub fn output_style(terminal: Terminal) -> Style {
    Style { color: terminal.coloured, width: width(&Term::stdout()) }
}

/// The columns of a terminal; those of a usual one for a file or a pipe.
fn width(terminal: &Term) -> usize {
    terminal.size_checked().map_or(Style::default().width, |(_, columns)| columns.into())
}

/// Shows findings for a person on standard error. A closed pipe is not an error.
pub fn human(diagnostics: &[Diagnostic], root: &Path, terminal: Terminal, limit: Option<usize>) {
    some(diagnostics, human::Count::of(diagnostics), root, terminal, limit);
}

/// Shows some findings, and how many there are in all.
pub fn some(diagnostics: &[Diagnostic], all: human::Count, root: &Path, terminal: Terminal, limit: Option<usize>) {
    let root = shown_root(root);
    let settings = human::Settings { lang: terminal.lang, style: style(terminal), limit, root: &root };
    let mut out = Vec::new();
    let _ = human::print_some(diagnostics, all, &settings, &mut out);
    let _ = std::io::stderr().write_all(&out);
}

/// What stands before the paths of a site's files, so that a terminal can open them; empty for the current folder.
pub fn shown_root(root: &Path) -> String {
    if root == Path::new(".") {
        String::new()
    } else {
        format!("{}/", root.display().to_string().trim_end_matches('/'))
    }
}
