//! The command line: arguments in, one command run, exit code out.
//!
//! Knows nothing of Markdown or HTML. Every command is a file of its own with its arguments (`command`) and what it does
//! (`run`). Help and messages are French, English with `--lang en`.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "init and new write into the sources, which no other module may"
)]

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};
use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Lang, Severity, Text};
use crate::error::{Error, Result};
use crate::text;

mod build;
mod campaign;
mod check;
mod completions;
mod external;
mod freshness;
mod import;
mod init;
mod misuse;
mod new;
mod pdf;
mod progress;
mod report;
mod schema;
mod search;
mod serve;
mod since;
mod uses;

/// The output folder in the site's folder when none is named.
const PUBLIC: &str = "public";
/// The place of options that all commands share: after their own.
const LAST: usize = 1000;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, without findings of severity error: 0.
    Done,
    /// Done as far as possible; there are findings of severity error: 1.
    Findings,
    /// Misused or failed: 2.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        })
    }
}

/// What a command needs to know of the person at the other end.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Language of messages.
    pub lang: Lang,
    /// Whether standard error shows colour and progress.
    pub interactive: bool,
    /// Whether standard output shows colour.
    pub coloured: bool,
    /// Whether questions can be asked.
    pub can_ask: bool,
}

impl Terminal {
    /// Chooses between two wordings.
    pub fn say<'a>(&self, fr: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }

    /// Writes a line on standard error; a closed pipe is not an error.
    pub fn tell(&self, text: &Text) {
        let _ = writeln!(std::io::stderr(), "{}", text.get(self.lang));
    }

    /// Writes on standard output; a reader that went away is not an error.
    pub fn print(&self, text: &str) {
        let _ = std::io::stdout().write_all(text.as_bytes());
    }
}

/// Runs the program with the arguments of a process.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let terminal = Terminal {
        lang: language(&arguments),
        interactive: std::io::stderr().is_terminal() && colour_is_wanted(),
        coloured: std::io::stdout().is_terminal() && colour_is_wanted(),
        can_ask: std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
    };
    let matches = match command(terminal.lang).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return misuse::report(&error, terminal).into(),
    };
    run(&matches, terminal).unwrap_or_else(|error| failed(&error, terminal)).into()
}

/// <https://no-color.org>: set to anything but the empty text, the variable takes colour away.
fn colour_is_wanted() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    match matches.subcommand().expect("a command is required") {
        ("init", matches) => init::run(matches, terminal),
        ("new", matches) => new::run(matches, terminal),
        ("build", matches) => build::run(matches, terminal),
        ("campaign", matches) => campaign::run(matches, terminal),
        ("check", matches) => check::run(matches, terminal),
        ("pdf", matches) => pdf::run(matches, terminal),
        ("schema", matches) => schema::run(matches, terminal),
        ("serve", matches) => serve::run(matches, terminal),
        ("search", matches) => search::run(matches, terminal),
        ("where", matches) => uses::run(matches, terminal),
        ("import", matches) => import::run(matches, terminal),
        ("completions", matches) => completions::run(matches, terminal),
        (name, _) => unreachable!("{name} is not a command"),
    }
}

fn failed(error: &Error, terminal: Terminal) -> Exit {
    let what = error.message(terminal.lang);
    terminal.tell(&text!("erreur : {what}", "error: {what}"));
    Exit::Failed
}

/// The whole command line in one language.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| match lang {
        Lang::Fr => fr,
        Lang::En => en,
    };
    let commands = [
        init::command(lang),
        new::command(lang),
        build::command(lang),
        serve::command(lang),
        check::command(lang),
        pdf::command(lang),
        schema::command(lang),
        search::command(lang),
        uses::command(lang),
        campaign::command(lang),
        import::command(lang),
        completions::command(lang),
    ];
    let lang_argument = Arg::new("lang")
        .long("lang")
        .global(true)
        .value_name(t("LANGUE", "LANGUAGE"))
        .value_parser(["fr", "en"])
        .hide_possible_values(true)
        .display_order(LAST)
        .help(t("Langue des messages : fr (par défaut) ou en", "Language of messages: fr (the default) or en"));
    let program = Command::new("vademecum")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t(
            "Fait d’un dossier de textes Markdown et YAML un centre d’aide",
            "Turns a folder of Markdown and YAML into a help centre",
        ))
        .after_help(t(
            "Pour commencer :\n  vademecum init mon-site\n  vademecum serve mon-site --open\n\nCodes de sortie : 0 tout va bien, 1 le contenu a des erreurs, 2 la commande n’a pas pu aboutir.",
            "To begin:\n  vademecum init my-site\n  vademecum serve my-site --open\n\nExit codes: 0 all is well, 1 the content has errors, 2 the command could not be carried out.",
        ))
        .arg(lang_argument)
        .subcommand_value_name(t("COMMANDE", "COMMAND"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(clap::ArgAction::Version)
                .display_order(LAST)
                .help(t("Affiche la version", "Prints the version")),
        )
        .subcommands(commands);
    in_language(program, lang)
}

/// Headings of the help page in the language of the rest.
fn in_language(command: Command, lang: Lang) -> Command {
    let template = template(&command, lang);
    let command = command.disable_help_flag(true).arg(help_flag(lang)).help_template(template);
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, |sub| in_language(sub, lang)))
}

fn help_flag(lang: Lang) -> Arg {
    let help = match lang {
        Lang::Fr => "Affiche cette aide",
        Lang::En => "Prints this help",
    };
    Arg::new("help").long("help").short('h').action(clap::ArgAction::Help).display_order(LAST).help(help)
}

/// The help page of a command: only the headings that have something below them. clap's own are English.
fn template(command: &Command, lang: Lang) -> String {
    let [usage, commands, arguments, options] = match lang {
        Lang::Fr => ["Utilisation :", "Commandes :", "Arguments :", "Options :"],
        Lang::En => ["Usage:", "Commands:", "Arguments:", "Options:"],
    };
    let part = |shown: bool, text: String| if shown { text } else { String::new() };
    [
        format!("{{about-with-newline}}\n{usage} {{usage}}\n\n"),
        part(command.has_subcommands(), format!("{commands}\n{{subcommands}}\n\n")),
        part(command.get_positionals().next().is_some(), format!("{arguments}\n{{positionals}}\n\n")),
        format!("{options}\n{{options}}{{after-help}}"),
    ]
    .concat()
}

/// The language asked for by `--lang` or `VADEMECUM_LANG`, looked up before the arguments are parsed, since the help
/// and the errors of parsing are in that language too.
fn language(arguments: &[OsString]) -> Lang {
    let words: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let after_flag = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    let environment = std::env::var("VADEMECUM_LANG").ok();
    match after_flag.or(joined).or(environment.as_deref()) {
        Some("en") => Lang::En,
        _ => Lang::Fr,
    }
}

/// The argument that names the site's folder.
fn folder_argument(lang: Lang) -> Arg {
    let (name, help) = match lang {
        Lang::Fr => ("DOSSIER", "Dossier du site (par défaut : le dossier courant)"),
        Lang::En => ("DIR", "The site’s folder (default: the current folder)"),
    };
    Arg::new("dir")
        .value_name(name)
        .value_parser(clap::value_parser!(PathBuf))
        .default_value(".")
        .hide_default_value(true)
        .help(help)
}

/// The argument that takes the place of today's date.
fn date_argument(lang: Lang) -> Arg {
    let (name, help, wanted) = match lang {
        Lang::Fr => (
            "AAAA-MM-JJ",
            "Date pour laquelle le site est fait (par défaut : aujourd’hui)",
            "écrivez une date qui existe, année-mois-jour : 2024-12-11",
        ),
        Lang::En => (
            "YYYY-MM-DD",
            "The day for which the site is made (default: today)",
            "write a date that exists, year-month-day: 2024-12-11",
        ),
    };
    Arg::new("date")
        .long("date")
        .value_name(name)
        .value_parser(move |text: &str| text.parse::<Date>().map_err(|_| wanted.to_owned()))
        .help(help)
}

/// The argument that chooses between a list for a person and one for a program.
fn format_argument(lang: Lang) -> Arg {
    let help = match lang {
        Lang::Fr => "human (pour une personne, par défaut), json (pour un programme)",
        Lang::En => "human (for a person, the default), json (for a program)",
    };
    Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(["human", "json"])
        .default_value("human")
        .hide_possible_values(true)
        .hide_default_value(true)
        .help(help)
}

/// The argument that shows drafts.
fn drafts_argument(lang: Lang) -> Arg {
    let help = match lang {
        Lang::Fr => "Montre aussi les brouillons (status: draft)",
        Lang::En => "Shows drafts too (status: draft)",
    };
    Arg::new("drafts").long("drafts").action(clap::ArgAction::SetTrue).help(help)
}

/// The site's folder, if it is one.
fn folder(matches: &ArgMatches) -> Result<&Path> {
    let folder = matches.get_one::<PathBuf>("dir").expect("has a default").as_path();
    if folder.is_dir() {
        return Ok(folder);
    }
    let shown = folder.display();
    Err(Error::new(text!("le dossier « {shown} » n’existe pas", "the folder “{shown}” does not exist")))
}

/// The site's folder in `--site`, if it holds a site.
fn site_folder(matches: &ArgMatches) -> Result<&Path> {
    let root = matches.get_one::<PathBuf>("site").expect("has a default").as_path();
    if root.join(crate::source::SETTINGS).is_file() {
        return Ok(root);
    }
    let shown = root.display();
    Err(Error::new(text!(
        "« {shown} » n’est pas un site : vademecum.yaml n’y est pas (vademecum init en crée un)",
        "“{shown}” is not a site: there is no vademecum.yaml (vademecum init makes one)"
    )))
}

/// Findings of severity error make the exit code 1.
fn exit_for(diagnostics: &[Diagnostic]) -> Exit {
    let wrong = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if wrong { Exit::Findings } else { Exit::Done }
}
