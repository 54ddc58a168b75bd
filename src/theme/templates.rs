//! Templates and what Tera says about them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tera::{Error, ErrorKind, Tera};

use super::{default_files, rules};
use crate::diagnostic::{Diagnostic, Location, Rule, Text, TextFile};
use crate::text;

type Overridden = HashMap<String, Arc<TextFile>>;

/// Compiles the default templates with the site's own in their place. Files that Tera cannot read are left out one by
/// one; when the whole does not fit together, all of the site's are.
pub(super) fn load(
    files: Vec<(String, Arc<TextFile>)>,
    words: &BTreeMap<String, String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Tera, Overridden) {
    let mut own: Overridden = files.into_iter().collect();
    let mut names: Vec<String> = own.keys().cloned().collect();
    names.sort_unstable();
    for name in names {
        if let Some(finding) = syntax_error(&name, &own) {
            diagnostics.push(finding);
            own.remove(&name);
        }
    }
    match compile(&own) {
        Ok(tera) => (with_words(tera, words), own),
        Err(error) => {
            diagnostics.extend(misfits(&error, &own));
            let tera = compile(&Overridden::new()).expect("a test compiles the default templates");
            (with_words(tera, words), Overridden::new())
        }
    }
}

fn with_words(mut tera: Tera, words: &BTreeMap<String, String>) -> Tera {
    tera.global_context().insert("t", words);
    tera
}

fn compile(own: &Overridden) -> Result<Tera, Error> {
    let mut sources: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, bytes) in default_files("templates") {
        sources.insert(name, std::str::from_utf8(bytes).expect("the default templates are UTF-8"));
    }
    sources.extend(own.iter().map(|(name, file)| (name.as_str(), file.text.as_str())));
    let mut tera = Tera::new();
    tera.autoescape_on([".html"]);
    tera.add_raw_templates(sources)?;
    Ok(tera)
}

/// What Tera cannot read in one template taken alone. That it refers to others is no fault here.
fn syntax_error(name: &str, own: &Overridden) -> Option<Diagnostic> {
    let error = Tera::new().add_raw_template(name, &own[name].text).err()?;
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let at = At { template: name, line: report.span().start_line, column: report.span().start_col };
            Some(finding(&rules::INVALID_TEMPLATE, Some(&at), &said(report.message()), own))
        }
        _ => None,
    }
}

/// A place in a template: line from 1, column from 0.
struct At<'a> {
    template: &'a str,
    line: usize,
    column: usize,
}

/// Templates that do not fit together. Tera gives several findings as one text of reports, each
/// `error: message`, then `--> file:line:column`.
fn misfits(error: &Error, own: &Overridden) -> Vec<Diagnostic> {
    let rule = &rules::INVALID_TEMPLATE;
    match error.kind() {
        ErrorKind::SyntaxError(_) | ErrorKind::RenderingError(_) => vec![from_report(rule, "", error, own)],
        ErrorKind::CircularExtend { inheritance_chain: chain, .. }
        | ErrorKind::CircularInclude { include_chain: chain, .. } => {
            vec![circle(chain, own)]
        }
        ErrorKind::MissingParent { current: tpl, .. } => {
            let at = At { template: tpl, line: 1, column: 0 };
            vec![finding(rule, Some(&at), &said(&error.to_string()), own)]
        }
        _ => {
            let text = error.to_string();
            text.split("\n\nerror: ").map(|report| from_text(rule, report, own)).collect()
        }
    }
}

/// Templates that extend or include each other without end. The site's own one is at fault.
fn circle(chain: &[String], own: &Overridden) -> Diagnostic {
    let template = chain.iter().find(|name| own.contains_key(*name)).or(chain.first()).map_or("", String::as_str);
    let chain = chain.join(" → ");
    let at = At { template, line: 1, column: 0 };
    let message = text!("il revient à lui-même ({chain})", "it comes back to itself ({chain})");
    finding(&rules::INVALID_TEMPLATE, Some(&at), &message, own)
}

fn from_text(rule: &'static Rule, report: &str, own: &Overridden) -> Diagnostic {
    let message = report.lines().next().unwrap_or_default().trim_start_matches("error: ");
    let at = report.lines().find_map(|line| {
        let mut parts = line.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let column: usize = parts.next()?.parse().ok()?;
        let line = parts.next()?.parse().ok()?;
        Some(At { template: parts.next()?, line, column: column.saturating_sub(1) })
    });
    finding(rule, at.as_ref(), &said(message), own)
}

fn from_report(rule: &'static Rule, template: &str, error: &Error, own: &Overridden) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let at = At { template: report.filename(), line: span.start_line, column: span.start_col };
            finding(rule, Some(&at), &said(report.message()), own)
        }
        _ => finding(rule, Some(&At { template, line: 1, column: 0 }), &said(&error.to_string()), own),
    }
}

/// The finding for a template that failed while rendering.
pub(super) fn failure(template: &str, error: &Error, own: &Overridden) -> Diagnostic {
    from_report(&rules::TEMPLATE_FAILED, template, error, own)
}

/// What Tera says, which is in English, with what can be said of it in French.
fn said(message: &str) -> Text {
    let mut fr = message.to_owned();
    for (from, to) in FRENCH {
        fr = fr.replace(from, to);
    }
    Text::new(fr, message)
}

/// Parts of Tera's most frequent messages.
const FRENCH: &[(&str, &str)] = &[
    ("Found ", "il y a ici "),
    (" but expected one of", ", il faut l’un de "),
    (" but expected ", ", il faut "),
    ("Field ", "le champ "),
    ("Variable ", "la variable "),
    (" is not defined.", " n’existe pas."),
    (" is not defined", " n’existe pas"),
    (" Available fields:", " Champs possibles :"),
    (" Available variables:", " Variables possibles :"),
    ("Maximum render recursion depth for components exceeded.", "un composant s’appelle lui-même sans fin."),
    ("Unexpected end of template", "le modèle s’arrête avant la fin d’une balise"),
];

/// A finding in one of the site's templates, or, without a place, in one of the default theme's.
fn finding(rule: &'static Rule, at: Option<&At>, message: &Text, own: &Overridden) -> Diagnostic {
    let Text { fr, en } = message;
    let Some(at) = at else {
        return Diagnostic::global(rule, text!("modèles du thème : {fr}", "templates of the theme: {en}"));
    };
    let At { template, line, .. } = at;
    match own.get(*template) {
        Some(file) => {
            let message = text!("modèle « {template} » : {fr}", "template “{template}”: {en}");
            Diagnostic::new(rule, place(file, at.line, at.column, 1), message)
        }
        None => Diagnostic::global(
            rule,
            text!(
                "modèle « {template} » du thème par défaut, ligne {line} : {fr}",
                "template “{template}” of the default theme, line {line}: {en}"
            ),
        ),
    }
}

/// The location of `width` characters at a line (from 1) and column (from 0, in characters).
pub(super) fn place(file: &TextFile, line: usize, column: usize, width: usize) -> Location {
    let before: usize = file.text.split('\n').take(line.saturating_sub(1)).map(|text| text.len() + 1).sum();
    let before = before.min(file.text.len());
    let rest = &file.text[before..];
    let bytes = |count: usize| rest.chars().take(count).map(char::len_utf8).sum::<usize>();
    file.locate(before + bytes(column)..before + bytes(column + width))
}
