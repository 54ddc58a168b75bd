//! A command line that cannot be understood: clap's finding in the person's language.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Exit, Terminal};
use crate::diagnostic::Lang;
use crate::text;

/// Shows help, version or what is wrong, and tells how the program ends.
pub fn report(error: &clap::Error, terminal: Terminal) -> Exit {
    // A reader that went away is not an error.
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            return Exit::Done;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
        }
        _ if terminal.lang == Lang::En => {
            let _ = error.print();
        }
        _ => {
            let told = in_french(error);
            terminal.tell(&text!("{told}", "{error}"));
        }
    }
    Exit::Failed
}

/// What is wrong, in French; the English wording is clap's own.
fn in_french(error: &clap::Error) -> String {
    let mut lines = vec![format!("erreur : {}", what(error))];
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = near.into_iter().map(|kind| value(error, kind)).find(|near| !near.is_empty());
    lines.extend(near.map(|near| format!("  vouliez-vous dire « {near} » ?")));
    for (kind, heading) in
        [(ContextKind::ValidValue, "valeurs possibles"), (ContextKind::ValidSubcommand, "il y a le choix entre")]
    {
        let valid = value(error, kind);
        if !valid.is_empty() {
            lines.push(format!("  {heading} : {valid}"));
        }
    }
    if let Some(usage) = value(error, ContextKind::Usage).strip_prefix("Usage: ") {
        lines.push(format!("  utilisation : {usage}"));
    }
    lines.push("  pour en savoir plus : la même commande avec --help".to_owned());
    lines.join("\n")
}

fn what(error: &clap::Error) -> String {
    let value = |kind| value(error, kind);
    let (argument, given) = (value(ContextKind::InvalidArg), value(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument => format!("l’option ou l’argument « {argument} » n’existe pas ici"),
        ErrorKind::InvalidSubcommand => {
            format!("la commande « {} » n’existe pas", value(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if given.is_empty() => format!("« {argument} » attend une valeur"),
        ErrorKind::InvalidValue => format!("« {given} » n’est pas une valeur de « {argument} »"),
        ErrorKind::ValueValidation => {
            let why = error.source().map(|why| format!(" : {why}")).unwrap_or_default();
            format!("« {given} » n’est pas une valeur de « {argument} »{why}")
        }
        ErrorKind::TooManyValues => format!("« {given} » est de trop : « {argument} » n’attend pas de valeur"),
        ErrorKind::MissingRequiredArgument => format!("il manque : {argument}"),
        ErrorKind::MissingSubcommand => "il manque une commande".to_owned(),
        ErrorKind::ArgumentConflict if value(ContextKind::PriorArg) == argument => {
            format!("« {argument} » est donné deux fois")
        }
        ErrorKind::ArgumentConflict => {
            format!("« {argument} » ne va pas avec « {} »", value(ContextKind::PriorArg))
        }
        ErrorKind::InvalidUtf8 => "un argument contient des octets qui ne sont pas du texte UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

/// What clap knows of the mistake, as text; empty when it knows nothing of this kind.
fn value(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(value)) => value.clone(),
        Some(ContextValue::Strings(values)) => values.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}
