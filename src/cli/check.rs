//! `vademecum check`: everything that is wrong with a site, without building it.

use std::collections::BTreeSet;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::civil::Date;

use super::{
    Exit, PUBLIC, Terminal, date_argument, drafts_argument, exit_for, external, folder, folder_argument, freshness,
    progress, report, since,
};
use crate::check::{add_of_print, apply_severity};
use crate::diagnostic::{Diagnostic, Lang, explain, github, human, json, sort};
use crate::error::{Error, Result};
use crate::external::{addresses, findings};
use crate::freshness::due;
use crate::model::Site;
use crate::pdf::Press;
use crate::render::Renderer;
use crate::source::DiskSource;
use crate::{load, rules, write};

/// The arguments.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    Command::new("check")
        .about(t("Vérifie le site sans le construire", "Checks the site without building it"))
        .arg(folder_argument(lang))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(["human", "json", "github"])
                .default_value("human")
                .hide_possible_values(true)
                .hide_default_value(true)
                .help(t(
                    "human (pour une personne, par défaut), json (pour un programme), github (annotations de GitHub Actions)",
                    "human (for a person, the default), json (for a program), github (annotations of GitHub Actions)",
                )),
        )
        .arg(
            Arg::new("explain")
                .long("explain")
                .value_name("CODE")
                .num_args(0..=1)
                .default_missing_value("")
                .help(t("Explique une règle ; sans code, liste toutes les règles", "Explains a rule; without a code, lists all rules")),
        )
        .arg(drafts_argument(lang))
        .arg(date_argument(lang))
        .args(since::arguments(lang))
        .arg(
            Arg::new("external")
                .long("external")
                .action(ArgAction::SetTrue)
                .help(t("Interroge aussi les adresses des autres sites", "Asks the addresses of other sites, too")),
        )
        .arg(
            Arg::new("freshness")
                .long("freshness")
                .action(ArgAction::SetTrue)
                .conflicts_with("external")
                .help(t(
                    "Liste ce qui est à relire, par responsable, avec les raisons",
                    "Lists what is due for review, by owner, with the reasons",
                )),
        )
        .after_help(t(
            "Chaque constat donne le fichier, la ligne, la colonne, et ce qu’il faut écrire à la place.\nLa gravité d’une règle se change dans vademecum.yaml :\n\n  severity:\n    cite-date: off\n\nExemples :\n  vademecum check\n  vademecum check --explain broken-link\n  vademecum check --format json > constats.json",
            "Each finding gives the file, line, column, and what to write instead.\nThe severity of a rule is set in vademecum.yaml:\n\n  severity:\n    cite-date: off\n\nExamples:\n  vademecum check\n  vademecum check --explain broken-link\n  vademecum check --format json > findings.json",
        ))
}

/// Checks a site, or explains a rule.
pub fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    if let Some(code) = matches.get_one::<String>("explain") {
        return explain_rule(code, terminal);
    }
    let root = folder(matches)?;
    let source = DiskSource::new(root, matches.get_one::<Date>("date").copied());
    let published = since::published(matches, root, &root.join(PUBLIC))?;
    let options = load::Options { drafts: matches.get_flag("drafts"), published, ..load::Options::default() };
    let progress = progress::Progress::start(terminal);
    progress.phase(terminal.say("lecture et vérification", "reading and checking"));
    let format = matches.get_one::<String>("format").expect("has a default");
    if matches.get_flag("freshness") {
        let due = due(&load::load(&source, &options).site, &external::kept(root));
        progress.end();
        let shown = report::shown_root(root);
        let is_json = format == "json";
        terminal.print(&if is_json {
            freshness::json(&due, terminal.lang)
        } else {
            freshness::shown(&due, &shown, terminal)
        });
        return Ok(Exit::Done);
    }
    let crate::Judged { site, theme, mut diagnostics, .. } = crate::judge(&source, &options);
    if let Some(press) = Press::new() {
        add_of_print(&site, &mut diagnostics, || press.foresee(&Renderer::new(&site, &theme, &source)));
    }
    if matches.get_flag("external") {
        diagnostics.extend(outside(root, &site, terminal, &progress)?);
        apply_severity(&site.settings, &mut diagnostics);
        sort(&mut diagnostics);
    }
    progress.end();
    let root = report::shown_root(root);
    print(&diagnostics, format, &root, terminal);
    Ok(exit_for(&diagnostics))
}

/// Asks the addresses of other sites; what is wrong with them.
fn outside(root: &Path, site: &Site, terminal: Terminal, progress: &progress::Progress) -> Result<Vec<Diagnostic>> {
    let addresses = addresses(site);
    progress.phase(terminal.say("autres sites", "other sites"));
    progress.count(addresses.iter().map(|address| &address.url).collect::<BTreeSet<_>>().len());
    let report = external::ask(root, &addresses, site.today, &|done| progress.step(write::Progress::Done(done)))?;
    Ok(findings(&addresses, &report))
}

/// Prints on standard output, since the findings are what was asked for.
fn print(diagnostics: &[Diagnostic], format: &str, root: &str, terminal: Terminal) {
    let mut out = Vec::new();
    let written = match format {
        "json" => json::print(diagnostics, terminal.lang, &mut out),
        "github" => github::print(diagnostics, terminal.lang, root, &mut out),
        _ => {
            let settings =
                human::Settings { lang: terminal.lang, style: report::output_style(terminal), limit: None, root };
            human::print(diagnostics, &settings, &mut out)
        }
    };
    written.expect("writing to memory does not fail");
    terminal.print(&String::from_utf8_lossy(&out));
}

fn explain_rule(code: &str, terminal: Terminal) -> Result<Exit> {
    let style = report::output_style(terminal);
    let all = rules::all();
    if code.is_empty() {
        terminal.print(&explain::list(&all, terminal.lang, style));
        return Ok(Exit::Done);
    }
    let rule = rules::find(code).ok_or_else(|| Error::new(explain::unknown(code, &all)))?;
    terminal.print(&explain::explain(rule, terminal.lang, style));
    Ok(Exit::Done)
}
