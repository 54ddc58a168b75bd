//! `vademecum campaign`: the passage to the next campaign, and what is left to confirm after it.

use std::path::Path;
use std::process::{Command as Process, Stdio};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use dialoguer::Confirm;

use super::{Exit, Terminal, date_argument, folder, folder_argument, report};
use crate::campaign::{self, Rollover};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::error::{Error, Result};
use crate::source::{DiskSource, Overlay, Source};
use crate::{check, load, text};

mod moving;
mod status;

/// How many findings are shown when the passage cannot be made.
const SHOWN: usize = 20;

/// The arguments.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    let new = Command::new("new")
        .about(t(
            "Archive la campagne en cours et prépare celle d’une autre année",
            "Archives the current campaign and prepares that of another year",
        ))
        .arg(
            Arg::new("year")
                .value_name(t("ANNÉE", "YEAR"))
                .required(true)
                .value_parser(value_parser!(u16).range(1990..2100))
                .help(t("L’année de la nouvelle campagne", "The year of the new campaign")),
        )
        .arg(folder_argument(lang))
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help(t("Dit ce qui serait fait, sans rien écrire", "Says what would be done, writes nothing")),
        )
        .arg(
            Arg::new("yes")
                .long("yes")
                .short('y')
                .action(ArgAction::SetTrue)
                .help(t(
                    "Continue sans demander, même si git a des changements non enregistrés",
                    "Goes on without asking, even if git has uncommitted changes",
                )),
        )
        .arg(date_argument(lang))
        .after_help(t(
            "La campagne en cours va, telle quelle, dans archives/<année>/. La nouvelle en reprend les pages, les questions, les guides et les\névénements : dates, années et chiffres y sont marqués {{ a-confirmer:… }}, les événements perdent leur date, les annonces restent aux archives.\nSi quelque chose échoue, tout est remis comme avant.\n\nExemples :\n  vademecum campaign new 2026 --dry-run\n  vademecum campaign new 2026\n  vademecum campaign status",
            "The current campaign goes, as it is, into archives/<year>/. The new one takes over its pages, questions, guides and events: dates, years and\nfigures are marked {{ to-confirm:… }}, events lose their date, announcements stay in the archives.\nIf something fails, all is put back as it was.\n\nExamples:\n  vademecum campaign new 2026 --dry-run\n  vademecum campaign new 2026\n  vademecum campaign status",
        ));
    Command::new("campaign")
        .about(t("Passe d’une campagne à la suivante", "Goes from one campaign to the next"))
        .subcommand_value_name(t("COMMANDE", "COMMAND"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([new, status::command(lang)])
}

/// Runs one of the two.
pub fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    match matches.subcommand().expect("a command is required") {
        ("new", matches) => new(matches, terminal),
        (_, matches) => status::run(matches, terminal),
    }
}

/// Makes the passage to a new campaign.
fn new(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    let root = folder(matches)?;
    moving::recover(root, terminal)?;
    let source = DiskSource::new(root, matches.get_one("date").copied());
    let options = load::Options { drafts: true, ..load::Options::default() };
    let judged = crate::judge(&source, &options);
    let year = *matches.get_one::<u16>("year").expect("it is required");
    let rollover = campaign::rollover(&judged.site, &source, year).map_err(Error::new)?;
    let after = judge_after(&rollover, &source, &options);
    let wrong = new_errors(&judged.diagnostics, &after.diagnostics);
    if !wrong.is_empty() {
        report::human(&wrong, root, terminal, Some(SHOWN));
        return Err(Error::new(text!(
            "le passage laisserait ces erreurs : rien n’est écrit. Corrigez ces textes d’abord",
            "the passage would leave these errors: nothing is written. Correct these texts first"
        )));
    }
    let left = check::left_to_confirm(&after.site).len();
    let (archived, archive, files) = (rollover.archived, rollover.archive(), rollover.files.len());
    if matches.get_flag("dry-run") {
        terminal.tell(&text!(
            "La campagne {archived} irait dans {archive}/ et celle de {year} aurait {left} points à confirmer ({files} fichiers). Rien n’est écrit.",
            "The campaign of {archived} would go into {archive}/, and that of {year} would have {left} points to confirm ({files} files). Nothing is written."
        ));
        return Ok(Exit::Done);
    }
    ask_about_git(root, matches.get_flag("yes"), terminal)?;
    moving::carry_out(root, &rollover)?;
    terminal.tell(&text!(
        "La campagne {archived} est dans {archive}/. Celle de {year} a {left} points à confirmer : « vademecum campaign status » les liste.",
        "The campaign of {archived} is in {archive}/. That of {year} has {left} points to confirm: “vademecum campaign status” lists them."
    ));
    Ok(Exit::Done)
}

/// The site as it would be.
fn judge_after(rollover: &Rollover, source: &dyn Source, options: &load::Options) -> crate::Judged {
    crate::judge(&Overlay::new(source, &rollover.files, |path| rollover.keeps(path)), options)
}

/// Errors of the site after the passage that it did not have before, but for what is to be confirmed.
fn new_errors(before: &[Diagnostic], after: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_same = |one: &Diagnostic, other: &Diagnostic| {
        let file = |found: &Diagnostic| found.location.as_ref().map(|place| place.file.clone());
        one.rule == other.rule && one.message == other.message && file(one) == file(other)
    };
    let is_new = |found: &&Diagnostic| {
        found.severity == Severity::Error
            && !check::is_unconfirmed(found)
            && !before.iter().any(|known| is_same(known, found))
    };
    after.iter().filter(is_new).cloned().collect()
}

/// Says when git has changes that are not committed, and goes on only if that is wanted.
fn ask_about_git(root: &Path, is_wanted: bool, terminal: Terminal) -> Result<()> {
    let Some(changes) = uncommitted(root).filter(|changes| *changes > 0) else { return Ok(()) };
    terminal.tell(&text!(
        "git a {changes} changements non enregistrés dans ce dossier : on ne pourra plus les distinguer de ceux du passage.",
        "git has {changes} uncommitted changes in this folder: they will not be told from those of the passage."
    ));
    let ask = || {
        let prompt = terminal.say("Continuer quand même ?", "Go on all the same?");
        Confirm::new().with_prompt(prompt).default(false).interact().unwrap_or(false)
    };
    if is_wanted || (terminal.can_ask && ask()) {
        return Ok(());
    }
    Err(Error::new(text!(
        "rien n’est écrit : enregistrez ces changements (git commit), ou ajoutez --yes",
        "nothing is written: commit these changes, or add --yes"
    )))
}

/// The number of uncommitted changes; `None` without git, or outside of a repository.
fn uncommitted(root: &Path) -> Option<usize> {
    let mut git = Process::new("git");
    git.arg("-C").arg(root).args(["status", "--porcelain", "--", "."]).stderr(Stdio::null()).stdin(Stdio::null());
    let output = git.output().ok().filter(|output| output.status.success())?;
    Some(output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count())
}
