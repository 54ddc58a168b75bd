//! Findings as workflow commands of GitHub Actions, which shows them beside the changed lines.
//!
//! Shape and escapes: GitHub Docs, “Workflow commands for GitHub Actions”, “Setting an error message”.

use std::io::{self, Write};

use super::terminal::visible;
use super::{Diagnostic, Lang, Severity};

/// Prints one command per finding that is not off, messages in `lang`.
/// `root` is put before each path to make it relative to the repository: `""`, or `"docs/"`.
pub fn print(diagnostics: &[Diagnostic], lang: Lang, root: &str, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in diagnostics {
        if let Some(name) = command(diagnostic.severity) {
            let properties = properties(diagnostic, root);
            writeln!(out, "::{name} {properties}::{}", escape_message(&visible(&message(diagnostic, lang, root))))?;
        }
    }
    Ok(())
}

fn command(severity: Severity) -> Option<&'static str> {
    match severity {
        Severity::Error => Some("error"),
        Severity::Warning => Some("warning"),
        Severity::Hint => Some("notice"),
        Severity::Off => None,
    }
}

fn properties(diagnostic: &Diagnostic, root: &str) -> String {
    let title = format!("title={}", escape_property(diagnostic.rule.code));
    let Some(location) = &diagnostic.location else {
        return title;
    };
    let file = escape_property(&format!("{root}{}", location.file));
    let end = location.column.saturating_add(location.width - 1);
    format!("file={file},line={},col={},endColumn={end},{title}", location.line, location.column)
}

/// The message, what to do, and the other places, a line each.
fn message(diagnostic: &Diagnostic, lang: Lang, root: &str) -> String {
    let mut message = diagnostic.message.get(lang).to_owned();
    if let Some(help) = &diagnostic.help {
        message.push('\n');
        message.push_str(help.get(lang));
    }
    for (location, what) in &diagnostic.related {
        message.push_str(&format!("\n{root}{location} {}", what.get(lang)));
    }
    message
}

fn escape_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn commands(diagnostics: &[Diagnostic]) -> String {
        let mut out = Vec::new();
        print(diagnostics, Lang::Fr, "docs/", &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_finding_is_one_line() {
        insta::assert_snapshot!(commands(&[samples::duplicate(), samples::global()]), @r"
        ::error file=docs/content/a.md,line=2,col=5,endColumn=11,title=identifiant-double::l’identifiant « cloture » est déjà pris%0Adonnez un autre identifiant à cette page%0Adocs/content/calendrier.yaml:120:7 il est pris ici
        ::notice title=adresse-absente::aucune adresse publique%0Aajoutez `base_url:` à vademecum.yaml
        ");
    }

    #[test]
    fn nothing_in_a_finding_can_begin_another_command() {
        let hostile = commands(&[samples::hostile()]);
        assert_eq!(hostile.lines().count(), 1);
        assert!(hostile.starts_with("::warning file=docs/content/a%2Cb%3A%25.md,line="), "{hostile}");
        assert!(hostile.contains("%0A::error::"), "{hostile}");
    }
}
