//! `vademecum completions`: scripts by which a shell completes the command line.

use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;

use super::{Exit, Terminal};
use crate::diagnostic::Lang;
use crate::error::Result;

/// The arguments.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    Command::new("completions")
        .about(t(
            "Écrit un script de complétion pour un interpréteur de commandes",
            "Writes a completion script for a shell",
        ))
        .arg(
            Arg::new("shell")
                .required(true)
                .value_name(t("INTERPRÉTEUR", "SHELL"))
                .value_parser(value_parser!(Shell))
                .help(t("bash, zsh, fish, powershell ou elvish", "bash, zsh, fish, powershell or elvish"))
                .hide_possible_values(true),
        )
        .after_help(t(
            "Exemples :\n  mkdir -p ~/.local/share/bash-completion/completions ~/.config/fish/completions\n  vademecum completions bash > ~/.local/share/bash-completion/completions/vademecum\n  vademecum completions fish > ~/.config/fish/completions/vademecum.fish\n\nPour zsh, écrivez le script sous le nom _vademecum dans un dossier de $fpath.",
            "Examples:\n  mkdir -p ~/.local/share/bash-completion/completions ~/.config/fish/completions\n  vademecum completions bash > ~/.local/share/bash-completion/completions/vademecum\n  vademecum completions fish > ~/.config/fish/completions/vademecum.fish\n\nFor zsh, write the script as _vademecum into a folder of $fpath.",
        ))
}

/// Prints the script of a shell.
pub fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    let shell = *matches.get_one::<Shell>("shell").expect("is required");
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut super::command(terminal.lang), "vademecum", &mut script);
    terminal.print(&String::from_utf8_lossy(&script));
    Ok(Exit::Done)
}
