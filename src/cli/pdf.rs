//! `vademecum pdf`: the guide, or a part of it, as one file.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::{Exit, Terminal, date_argument, drafts_argument, exit_for, folder, folder_argument, progress, report};
use crate::diagnostic::Lang;
use crate::error::{Error, Result};
use crate::model::Route;
use crate::pdf::Press;
use crate::render::{PdfFile, Renderer};
use crate::source::DiskSource;
use crate::{check, load, text};

/// How many findings are shown; `check` shows all.
const SHOWN: usize = 40;

/// The arguments.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    Command::new("pdf")
        .about(t("Fait le guide, ou une de ses parties, en un seul PDF", "Makes the guide, or a part of it, as one PDF"))
        .arg(folder_argument(lang))
        .arg(
            Arg::new("out")
                .long("out")
                .short('o')
                .value_name(t("FICHIER", "FILE"))
                .value_parser(value_parser!(PathBuf))
                .help(t("Fichier à écrire (par défaut : guide.pdf, ou le nom de la partie)", "File to write (default: guide.pdf, or the name of the part)")),
        )
        .arg(
            Arg::new("only")
                .long("only")
                .value_name(t("PARTIE", "PART"))
                .help(t(
                    "Seulement une rubrique (faq, videos, calendrier, documents, annonces, contacts, glossaire), les présentations (slides) ou un contenu, par son identifiant",
                    "Only a section (faq, videos, calendar, documents, announcements, contacts, glossary), the slides (slides) or some content, by its id",
                )),
        )
        .arg(
            Arg::new("audience")
                .long("audience")
                .value_name("ID")
                .conflicts_with("only")
                .help(t("Seulement ce qui concerne un public", "Only what concerns an audience")),
        )
        .arg(
            Arg::new("large-print")
                .long("large-print")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["only", "audience"])
                .help(t("En gros caractères", "In large print")),
        )
        .arg(
            Arg::new("sheet")
                .long("sheet")
                .action(ArgAction::SetTrue)
                .requires("only")
                .help(t("Une fiche d’une page pour la question de --only", "A sheet of one page for the question of --only")),
        )
        .arg(drafts_argument(lang))
        .arg(date_argument(lang))
        .arg(
            Arg::new("allow-unconfirmed")
                .long("allow-unconfirmed")
                .action(ArgAction::SetTrue)
                .help(t("Imprime aussi ce qui reste à confirmer", "Prints what is still to be confirmed, too")),
        )
        .after_help(t(
            "Exemples :\n  vademecum pdf\n  vademecum pdf mon-site --out guide.pdf --date 2024-11-25\n  vademecum pdf --only faq\n  vademecum pdf --only mot-de-passe-oublie --sheet\n\n« vademecum build » fait aussi les PDF que pdf: demande dans vademecum.yaml.",
            "Examples:\n  vademecum pdf\n  vademecum pdf my-site --out guide.pdf --date 2024-11-25\n  vademecum pdf --only faq\n  vademecum pdf --only forgotten-password --sheet\n\n“vademecum build” also makes the PDF files that pdf: asks for in vademecum.yaml.",
        ))
}

/// Makes a PDF.
pub fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    let Some(press) = Press::new() else { return Err(unavailable()) };
    let root = folder(matches)?;
    let source = DiskSource::new(root, matches.get_one::<Date>("date").copied());
    let options = load::Options { drafts: matches.get_flag("drafts"), ..load::Options::default() };
    let progress = progress::Progress::start(terminal);
    progress.phase(terminal.say("lecture et vérification", "reading and checking"));
    let mut judged = crate::judge(&source, &options);
    if matches.get_flag("allow-unconfirmed") {
        check::allow_unconfirmed(&mut judged.diagnostics);
    }
    let renderer = Renderer::new(&judged.site, &judged.theme, &source);
    let file = wanted(matches, &renderer)?;
    let mut findings = judged.diagnostics.clone();
    let mut pdf = None;
    if exit_for(&findings) != Exit::Findings {
        progress.phase(terminal.say("composition du PDF", "typesetting the PDF"));
        let (made, mut found) = press.make(&renderer, file);
        pdf = made;
        check::apply_severity(&judged.site.settings, &mut found);
        findings.extend(found);
        crate::diagnostic::sort(&mut findings);
    }
    progress.end();
    report::human(&findings, root, terminal, Some(SHOWN));
    let Some(pdf) = pdf else {
        terminal.tell(&text!(
            "Le PDF n’est pas fait : corrigez les erreurs ci-dessus.",
            "The PDF is not made: correct the errors above."
        ));
        return Ok(Exit::Findings);
    };
    let out = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| default_out(&renderer.pdf_route(file)));
    replace(&out, &pdf.bytes)?;
    let (shown, pages, bytes) = (out.display(), pdf.pages, pdf.bytes.len().div_ceil(1000));
    terminal.tell(&text!("« {shown} » : {pages} pages, {bytes} ko.", "“{shown}”: {pages} pages, {bytes} kB."));
    Ok(Exit::Done)
}

fn unavailable() -> Error {
    Error::new(text!(
        "ce programme a été construit sans le PDF (--no-default-features)",
        "this program was built without PDF (--no-default-features)"
    ))
}

/// The book that is asked for.
fn wanted(matches: &ArgMatches, renderer: &Renderer<'_>) -> Result<PdfFile> {
    let part = |name: &str, found: Option<PdfFile>| {
        let message = text!(
            "« {name} » n’est ni une rubrique ni l’identifiant d’un contenu de ce site",
            "“{name}” is neither a section nor the id of some content of this site"
        );
        found.ok_or_else(|| Error::new(message))
    };
    if let Some(id) = matches.get_one::<String>("audience") {
        return part(id, renderer.pdf_audience(id));
    }
    match matches.get_one::<String>("only") {
        Some(name) => match (part(name, renderer.pdf_part(name))?, matches.get_flag("sheet")) {
            (PdfFile::Entry(id), true) => Ok(PdfFile::Sheet(id)),
            (file, _) => Ok(file),
        },
        None if matches.get_flag("large-print") => Ok(PdfFile::LargePrint),
        None => Ok(PdfFile::Guide),
    }
}

/// The name of the file of a part, in the current folder.
fn default_out(route: &Route) -> PathBuf {
    Path::new(route.as_str()).file_name().map_or_else(|| PathBuf::from("guide.pdf"), PathBuf::from)
}

/// Puts a file in its place in one step, so that nobody reads half of one.
fn replace(out: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |why: std::io::Error| {
        let shown = out.display();
        Error::new(text!("« {shown} » ne peut pas être écrit : {why}", "“{shown}” cannot be written: {why}"))
    };
    let mut name = out.file_name().map(std::ffi::OsStr::to_owned).unwrap_or_default();
    name.push(".new");
    let staged = out.with_file_name(name);
    std::fs::write(&staged, bytes).and_then(|()| std::fs::rename(&staged, out)).map_err(failed)
}
