//! `vademecum build`: load, check, render, write.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::{
    Exit, PUBLIC, Terminal, date_argument, drafts_argument, exit_for, folder, folder_argument, progress, report, since,
};
use crate::Judged;
use crate::check;
use crate::diagnostic::{Diagnostic, Lang, Severity, Text};
use crate::error::{Error, Result};
use crate::model::{Publication, Route};
use crate::pdf::Press;
use crate::render::{self, Pdfs, Renderer};
use crate::source::DiskSource;
use crate::write::{self, Options, Target};
use crate::{load, text};

/// How many findings `build` shows; `check` shows all.
const SHOWN: usize = 40;

/// The arguments.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    Command::new("build")
        .about(t("Construit le site dans un dossier prêt à publier", "Builds the site into a folder ready to publish"))
        .arg(folder_argument(lang))
        .arg(
            Arg::new("out")
                .long("out")
                .short('o')
                .value_name(t("DOSSIER", "DIR"))
                .value_parser(value_parser!(PathBuf))
                .help(t("Dossier de sortie (par défaut : public, dans le dossier du site)", "Output folder (default: public, in the site’s folder)")),
        )
        .arg(
            Arg::new("base-url")
                .long("base-url")
                .value_name("URL")
                .help(t("Adresse publique du site, à la place de base_url du fichier vademecum.yaml", "Public address of the site, in place of base_url in vademecum.yaml")),
        )
        .arg(drafts_argument(lang))
        .arg(date_argument(lang))
        .args(since::arguments(lang))
        .arg(
            Arg::new("allow-unconfirmed")
                .long("allow-unconfirmed")
                .action(ArgAction::SetTrue)
                .help(t(
                    "Publie aussi ce qui reste à confirmer : on y lit « date à confirmer »",
                    "Publishes what is still to be confirmed, too: readers see “date to be confirmed”",
                )),
        )
        .arg(
            Arg::new("force")
                .long("force")
                .action(ArgAction::SetTrue)
                .help(t("Remplace aussi un dossier que vademecum n’a pas fait", "Replaces a folder that vademecum did not make, too")),
        )
        .arg(
            Arg::new("no-pdf")
                .long("no-pdf")
                .action(ArgAction::SetTrue)
                .help(t("Ne fait pas les PDF", "Does not make PDF files")),
        )
        .arg(
            Arg::new("no-compress")
                .long("no-compress")
                .action(ArgAction::SetTrue)
                .help(t("N’écrit pas les copies .gz et .br", "Does not write .gz and .br copies")),
        )
        .after_help(t(
            "Un site qui a des erreurs n’est pas publié : le dossier de sortie reste comme il était.\n\nExemples :\n  vademecum build\n  vademecum build mon-site --out /var/www/aide --base-url https://aide.exemple.fr/docs/\n  vademecum build --date 2024-11-25\n\nAvec --date, le site est fait comme si l’on était ce jour-là.",
            "A site that has errors is not published: the output folder stays as it was.\n\nExamples:\n  vademecum build\n  vademecum build my-site --out /var/www/help --base-url https://help.example.org/docs/\n  vademecum build --date 2024-11-25\n\nWith --date, the site is made as if it were that day.",
        ))
}

/// Builds a site.
pub fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    let root = folder(matches)?;
    let target = Target {
        folder: matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| root.join(PUBLIC)),
        site_root: root.to_owned(),
        force: matches.get_flag("force"),
    };
    write::check_target(&target)?;
    let source = DiskSource::new(root, matches.get_one::<Date>("date").copied());
    let options = load::Options {
        drafts: matches.get_flag("drafts"),
        base_url: matches.get_one::<String>("base-url").cloned(),
        published: since::published(matches, root, &target.folder)?,
    };
    let progress = progress::Progress::start(terminal);
    progress.phase(terminal.say("lecture et vérification", "reading and checking"));
    let mut judged = crate::judge(&source, &options);
    if matches.get_flag("allow-unconfirmed") {
        check::allow_unconfirmed(&mut judged.diagnostics);
    }
    let press = Press::new().filter(|_| !matches.get_flag("no-pdf"));
    if let Some(press) = press.as_ref().filter(|_| exit_for(&judged.diagnostics) == Exit::Done) {
        progress.phase(terminal.say("composition des PDF", "typesetting PDF files"));
        typeset(press, &mut judged, &source);
    }
    if exit_for(&judged.diagnostics) == Exit::Findings {
        progress.end();
        refuse(&judged.diagnostics, root, &target.folder, terminal);
        return Ok(Exit::Findings);
    }
    let written = write_site(&judged, press.as_ref(), &source, root, &target, matches, &progress)?;
    progress.end();
    report::human(&judged.diagnostics, root, terminal, Some(SHOWN));
    match written {
        Ok(written) => {
            terminal.tell(&done(&written, &target.folder));
            Ok(Exit::Done)
        }
        Err(broken) => {
            refuse(&broken, root, &target.folder, terminal);
            Ok(Exit::Findings)
        }
    }
}

/// Makes all PDF files of a site, before the pages that tell their sizes, and adds what is wrong in them to what is known.
fn typeset(press: &Press, judged: &mut Judged, source: &DiskSource) {
    let mut found = press.make_all(&Renderer::new(&judged.site, &judged.theme, source));
    check::apply_severity(&judged.site.settings, &mut found);
    judged.diagnostics.extend(found);
    crate::diagnostic::sort(&mut judged.diagnostics);
}

/// Says why a site is not published.
fn refuse(diagnostics: &[Diagnostic], root: &Path, folder: &Path, terminal: Terminal) {
    report::human(diagnostics, root, terminal, Some(SHOWN));
    terminal.tell(&unpublished(folder));
    let is_unconfirmed = |found: &Diagnostic| check::is_unconfirmed(found) || found.severity != Severity::Error;
    if diagnostics.iter().all(is_unconfirmed) {
        terminal.tell(&only_unconfirmed());
    }
}

fn unpublished(folder: &Path) -> Text {
    let folder = folder.display();
    text!(
        "Le site n’est pas construit : corrigez les erreurs ci-dessus. « {folder} » reste comme il était.",
        "The site is not built: correct the errors above. “{folder}” stays as it was."
    )
}

fn only_unconfirmed() -> Text {
    text!(
        "Il ne reste qu’à confirmer : « vademecum campaign status » en donne la liste, « --allow-unconfirmed » publie sans attendre.",
        "All that is left is to be confirmed: “vademecum campaign status” lists it, “--allow-unconfirmed” publishes without waiting."
    )
}

fn done(report: &write::Report, folder: &Path) -> Text {
    let folder = folder.display();
    let write::Report { written, unchanged, removed, .. } = report;
    if !report.swapped {
        return text!("Rien n’a changé dans « {folder} ».", "Nothing changed in “{folder}”.");
    }
    text!(
        "Site construit dans « {folder} » : {written} fichiers écrits, {unchanged} inchangés, {removed} supprimés.",
        "Site built in “{folder}”: {written} files written, {unchanged} unchanged, {removed} removed."
    )
}

/// One output, as the writer wants it.
struct Job<'a> {
    renderer: &'a Renderer<'a>,
    output: &'a render::Output,
    root: &'a Path,
    broken: &'a std::sync::Mutex<Vec<(Diagnostic, Route)>>,
}

impl write::Output for Job<'_> {
    fn path(&self) -> &str {
        self.output.route.as_str()
    }

    fn render(&self) -> Result<write::Rendered> {
        match self.renderer.run(&self.output.job) {
            Ok(render::Rendered::Bytes(bytes)) => Ok(write::Rendered::Bytes(bytes)),
            Ok(render::Rendered::SourceFile(path)) => Ok(write::Rendered::Copy(self.root.join(path.as_str()))),
            Err(diagnostic) => {
                let message = diagnostic.message.clone();
                self.broken
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .push((*diagnostic, self.output.route.clone()));
                Err(Error::new(message))
            }
        }
    }
}

/// Renders and writes all outputs; the inner error lists templates that could not be rendered.
fn write_site(
    judged: &Judged,
    press: Option<&Press>,
    source: &DiskSource,
    root: &Path,
    target: &Target,
    matches: &ArgMatches,
    progress: &progress::Progress,
) -> Result<std::result::Result<write::Report, Vec<Diagnostic>>> {
    let Judged { site, theme, search, .. } = judged;
    let pdfs = press.map(|press| press as &dyn Pdfs);
    let renderer = Renderer::new(site, theme, source).with_search(search.clone()).with_pdfs(pdfs);
    let outputs = render::plan(&renderer);
    let broken = std::sync::Mutex::new(Vec::new());
    let jobs: Vec<Job> =
        outputs.iter().map(|output| Job { renderer: &renderer, output, root, broken: &broken }).collect();
    let publication = Publication::of(site, site.last_publication.as_deref());
    let options = Options {
        compress: site.settings.output.compress.0 && !matches.get_flag("no-compress"),
        publication: Some(publication.to_json()),
        ..Options::default()
    };
    progress.count(jobs.len());
    let result = write::write(target, &jobs, &options, &|step| progress.step(step));
    let mut broken = broken.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    if broken.is_empty() {
        return result.map(Ok);
    }
    broken.sort_by(|(_, one), (_, other)| one.cmp(other));
    Ok(Err(with_pages(broken)))
}

/// Failures of templates, each once, with the first page on which it was met.
fn with_pages(broken: Vec<(Diagnostic, Route)>) -> Vec<Diagnostic> {
    let mut told: Vec<(Diagnostic, Route, usize)> = Vec::new();
    for (diagnostic, route) in broken {
        match told.iter_mut().find(|(other, ..)| *other == diagnostic) {
            Some((.., more)) => *more += 1,
            None => told.push((diagnostic, route, 0)),
        }
    }
    let told = told.into_iter().map(|(mut diagnostic, route, more)| {
        let Text { fr, en } = &diagnostic.message;
        diagnostic.message = match more {
            0 => text!("{fr} (page {route})", "{en} (page {route})"),
            _ => text!("{fr} (page {route}, et {more} autres)", "{en} (page {route}, and {more} more)"),
        };
        diagnostic
    });
    let mut diagnostics = told.collect();
    crate::diagnostic::sort(&mut diagnostics);
    diagnostics
}
