//! The arguments of `vademecum new`: one command per kind, one flag per question.

use std::path::PathBuf;

use clap::{Arg, Command, value_parser};

use crate::diagnostic::Lang;
use crate::model::Kind;
use crate::scaffold::{Default, Form, KINDS, Question, When, fields};

/// The arguments.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    Command::new("new")
        .about(t(
            "Ajoute un contenu : pose les questions utiles, n’écrase jamais rien",
            "Adds content: asks what is needed, never overwrites anything",
        ))
        .subcommand_value_name(t("SORTE", "KIND"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(KINDS.iter().map(|kind| kind_command(*kind, lang)))
        .after_help(t(
            "Sur un terminal, ce qui n’est pas donné par une option est demandé.\n\nExemples :\n  vademecum new faq\n  vademecum new event --site mon-site\n  vademecum new faq --help",
            "On a terminal, what no option gives is asked.\n\nExamples:\n  vademecum new faq\n  vademecum new event --site my-site\n  vademecum new faq --help",
        ))
}

fn kind_command(kind: Kind, lang: Lang) -> Command {
    let site = Arg::new("site")
        .long("site")
        .value_name(if lang == Lang::Fr { "DOSSIER" } else { "DIR" })
        .value_parser(value_parser!(PathBuf))
        .default_value(".")
        .hide_default_value(true)
        .help(match lang {
            Lang::Fr => "Dossier du site (par défaut : le dossier courant)",
            Lang::En => "The site’s folder (default: the current folder)",
        });
    let flags = fields(kind).iter().map(|question| flag(question, lang));
    Command::new(kind.name()).about(about(kind, lang)).args(flags).arg(site).after_help(after_help(kind, lang))
}

/// The flag of a question. Its key, as it is written in files, is understood too.
fn flag(question: &Question, lang: Lang) -> Arg {
    let arg = Arg::new(question.key)
        .long(question.flag())
        .value_name(value_name(question.form, lang))
        .allow_hyphen_values(matches!(question.form, Form::Markdown))
        .help(format!("{}{}", question.prompt(lang), condition(question, lang)));
    if question.flag() == question.key { arg } else { arg.alias(question.key) }
}

fn value_name(form: Form, lang: Lang) -> &'static str {
    let [fr, en] = match form {
        Form::Line | Form::AtMost(_) => ["TEXTE", "TEXT"],
        Form::Markdown => ["MARKDOWN", "MARKDOWN"],
        Form::Choice(_) => ["MOT", "WORD"],
        Form::YesNo => ["oui|non", "yes|no"],
        Form::List => ["MOTS", "WORDS"],
        Form::Day => ["AAAA-MM-JJ", "YYYY-MM-DD"],
        Form::Clock => ["HH:MM", "HH:MM"],
        Form::Duration => ["M:SS", "M:SS"],
        Form::Slug => ["ID", "ID"],
        Form::Folder => ["DOSSIER", "DIR"],
        Form::File => ["FICHIER", "FILE"],
        Form::Address => ["URL", "URL"],
    };
    if lang == Lang::Fr { fr } else { en }
}

/// When an answer is needed, or what is taken without one.
fn condition(question: &Question, lang: Lang) -> String {
    let t = |fr: String, en: String| if lang == Lang::Fr { fr } else { en };
    match (question.default, question.when) {
        (Default::Today, _) => t(" (par défaut : aujourd’hui)".into(), " (default: today)".into()),
        (Default::Is(text), _) => {
            let shown = shown(text, question.form, lang);
            t(format!(" (par défaut : {shown})"), format!(" (default: {shown})"))
        }
        (Default::None, _) if !question.required => String::new(),
        (Default::None, When::Is(key, value)) => {
            t(format!(" (nécessaire avec --{key} {value})"), format!(" (needed with --{key} {value})"))
        }
        (Default::None, When::IsNot(key, value)) => {
            t(format!(" (nécessaire, sauf avec --{key} {value})"), format!(" (needed, except with --{key} {value})"))
        }
        (Default::None, When::Without(key)) => {
            t(format!(" (nécessaire sans --{key})"), format!(" (needed without --{key})"))
        }
        (Default::None, When::Always | When::IfGiven) => t(" (nécessaire)".into(), " (needed)".into()),
    }
}

/// A default answer as a person gives it.
pub fn shown(answer: &str, form: Form, lang: Lang) -> &str {
    match (form, answer, lang) {
        (Form::YesNo, "true", Lang::Fr) => "oui",
        (Form::YesNo, "true", Lang::En) => "yes",
        (Form::YesNo, "false", Lang::Fr) => "non",
        (Form::YesNo, "false", Lang::En) => "no",
        _ => answer,
    }
}

fn about(kind: Kind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (Kind::Page, Lang::Fr) => "Une page de texte",
        (Kind::Page, Lang::En) => "A page of text",
        (Kind::Faq, Lang::Fr) => "Une question et sa réponse",
        (Kind::Faq, Lang::En) => "A question and its answer",
        (Kind::Video, Lang::Fr) => "Un guide vidéo",
        (Kind::Video, Lang::En) => "A video guide",
        (Kind::Event, Lang::Fr) => "Une date du calendrier",
        (Kind::Event, Lang::En) => "A date of the calendar",
        (Kind::Document, Lang::Fr) => "Un document",
        (Kind::Document, Lang::En) => "A document",
        (_, Lang::Fr) => "Une annonce",
        (_, Lang::En) => "An announcement",
    }
}

fn after_help(kind: Kind, lang: Lang) -> String {
    let [french, english] = example(kind);
    let name = kind.name();
    match lang {
        Lang::Fr => format!(
            "Sur un terminal, ce qui n’est pas donné est demandé ; ailleurs, ce qui est nécessaire doit être donné.\nAucun fichier n’est écrasé.\n\nExemples :\n  vademecum new {name}\n  vademecum new {name} {french}"
        ),
        Lang::En => format!(
            "On a terminal, what is not given is asked; elsewhere, what is needed must be given.\nNo file is overwritten.\n\nExamples:\n  vademecum new {name}\n  vademecum new {name} {english}"
        ),
    }
}

/// Flags that make an entry without a question.
fn example(kind: Kind) -> [&'static str; 2] {
    match kind {
        Kind::Faq => [
            r#"--theme acces --question "Où se connecter ?" --short-answer "Sur la page d’accueil de l’application.""#,
            r#"--theme access --question "Where do I log in?" --short-answer "On the home page of the application.""#,
        ],
        Kind::Video => [
            r#"--title "Créer son compte" --app-path "Aide › Vidéos" --duration 4:05"#,
            r#"--title "Making an account" --app-path "Help › Videos" --duration 4:05"#,
        ],
        Kind::Event => [
            r#"--title "Fin du dépôt" --kind deadline --date 2030-03-15 --bound before"#,
            r#"--title "End of submission" --kind deadline --date 2030-03-15 --bound before"#,
        ],
        Kind::Document => [
            r#"--title "Guide pas à pas" --kind guide --app-path "Aide › Documents""#,
            r#"--title "Step by step" --kind guide --app-path "Help › Documents""#,
        ],
        Kind::Announcement => [
            r#"--title "Le service est ouvert" --body "Vous pouvez vous connecter.""#,
            r#"--title "The service is open" --body "You can log in now.""#,
        ],
        Kind::Page | Kind::Section | Kind::Contact | Kind::Audience => [
            r#"--title "Retrouver un dossier" --body "Ouvrez la liste des dossiers.""#,
            r#"--title "Finding a file" --body "Open the list of files.""#,
        ],
    }
}
