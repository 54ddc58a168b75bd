//! `vademecum schema`: JSON Schemas for completion in a text editor.

use clap::{Arg, ArgMatches, Command};

use super::{Exit, Terminal};
use crate::diagnostic::{Lang, nearest};
use crate::error::{Error, Result};
use crate::schema::{KINDS, schema};
use crate::text;

/// The arguments.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    Command::new("schema")
        .about(t("Écrit le schéma JSON des réglages ou d’un contenu", "Writes the JSON Schema of the settings or of a kind of content"))
        .arg(Arg::new("kind").value_name(t("SORTE", "KIND")).help(t(
            "Ce que décrit le schéma : settings (vademecum.yaml, par défaut), page, section, faq, video, announcement, event, document, contact, glossary",
            "What the schema describes: settings (vademecum.yaml, the default), page, section, faq, video, announcement, event, document, contact, glossary",
        )))
        .after_help(t(
            "Un éditeur de texte qui connaît le schéma complète et vérifie les champs pendant que vous écrivez.\nAvec l’extension YAML de VS Code, première ligne de vademecum.yaml :\n  # yaml-language-server: $schema=./vademecum.schema.json\n\nExemples :\n  vademecum schema > vademecum.schema.json\n  vademecum schema faq > faq.schema.json",
            "A text editor that knows the schema completes and checks fields while you write.\nWith the YAML extension of VS Code, first line of vademecum.yaml:\n  # yaml-language-server: $schema=./vademecum.schema.json\n\nExamples:\n  vademecum schema > vademecum.schema.json\n  vademecum schema faq > faq.schema.json",
        ))
}

/// Prints a schema.
pub fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    let kind = matches.get_one::<String>("kind").map(String::as_str);
    let schema = schema(kind).ok_or_else(|| unknown(kind.unwrap_or_default()))?;
    let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    terminal.print(&format!("{text}\n"));
    Ok(Exit::Done)
}

fn unknown(kind: &str) -> Error {
    let names = KINDS.map(|(name, _)| name);
    let known = names.join(", ");
    Error::new(match nearest(kind, names) {
        Some(near) => text!(
            "« {kind} » n’est pas une sorte de contenu : vouliez-vous dire « {near} » ?",
            "“{kind}” is not a kind of content: did you mean “{near}”?"
        ),
        None => text!(
            "« {kind} » n’est pas une sorte de contenu ; il y a : {known}",
            "“{kind}” is not a kind of content; there are: {known}"
        ),
    })
}
