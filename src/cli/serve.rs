//! `vademecum serve`: the site in the browser, as it is being written.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::{Exit, PUBLIC, Terminal, date_argument, drafts_argument, external, folder, folder_argument, report, since};
use crate::diagnostic::human::Count;
use crate::diagnostic::{Diagnostic, Lang};
use crate::error::{Error, Result};
use crate::serve::{Editor, Event, Listener, Options, Watching, serve};
use crate::source::SourcePath;
use crate::text;

/// How many findings are shown at once.
const SHOWN: usize = 10;

/// The arguments.
pub fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    Command::new("serve")
        .about(t("Montre le site dans le navigateur, à jour à chaque enregistrement", "Shows the site in the browser, up to date at every save"))
        .arg(folder_argument(lang))
        .arg(
            Arg::new("port")
                .long("port")
                .short('p')
                .value_name(t("NUMÉRO", "NUMBER"))
                .value_parser(value_parser!(u16))
                .default_value("1111")
                .hide_default_value(true)
                .help(t("Port voulu (par défaut 1111) ; s’il est pris, le suivant qui est libre", "The wanted port (default 1111); if it is taken, the next free one")),
        )
        .arg(flag("open", t("Ouvre la page d’accueil dans le navigateur", "Opens the home page in the browser")).short('o'))
        .arg(flag("follow", t("Ouvre dans le navigateur la page du fichier que l’on vient d’enregistrer", "Leads the browser to the page of the file that was just saved")))
        .arg(
            Arg::new("editor")
                .long("editor")
                .value_name(t("NOM", "NAME"))
                .help(t("Programme qui ouvre un fichier d’un clic : code, codium, zed, idea… ou une adresse avec {path}, {line}, {column} (par défaut d’après EDITOR)", "The program that opens a file at a click: code, codium, zed, idea … or an address with {path}, {line}, {column} (default: from EDITOR)")),
        )
        .arg(drafts_argument(lang))
        .arg(date_argument(lang))
        .arg(
            Arg::new("base-url")
                .long("base-url")
                .value_name("URL")
                .help(t("Adresse publique du site, à la place de base_url : le site est servi sous le même chemin", "Public address of the site, in place of base_url: the site is served below the same path")),
        )
        .arg(flag("no-pdf", t("Ne fait pas les PDF", "Does not make PDF files")))
        .arg(flag("poll", t("Regarde les fichiers deux fois par seconde : pour un lecteur réseau, dont aucun système ne dit les changements", "Looks at the files twice a second: for a network drive, whose changes no system tells")))
        .arg(
            Arg::new("host")
                .long("host")
                .value_name(t("ADRESSE", "ADDRESS"))
                .value_parser(value_parser!(IpAddr))
                .help(t("Écoute aussi à cette adresse : d’autres ordinateurs peuvent alors lire le site (par défaut, cet ordinateur seul)", "Listens at this address too: other computers can then read the site (default: this computer alone)")),
        )
        .after_help(t(
            "Le site est montré comme « vademecum build » l’écrirait, y compris la recherche. Ctrl+C arrête la prévisualisation.\n\nExemples :\n  vademecum serve\n  vademecum serve mon-site --open --drafts\n  vademecum serve --editor code --follow",
            "The site is shown as “vademecum build” would write it, search included. Ctrl+C stops the preview.\n\nExamples:\n  vademecum serve\n  vademecum serve my-site --open --drafts\n  vademecum serve --editor code --follow",
        ))
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

/// Serves a site until Ctrl+C.
pub fn run(matches: &ArgMatches, terminal: Terminal) -> Result<Exit> {
    let root = folder(matches)?.to_owned();
    let options = Options {
        root: root.clone(),
        pdf: !matches.get_flag("no-pdf"),
        port: *matches.get_one("port").expect("has a default"),
        address: matches.get_one("host").copied(),
        drafts: matches.get_flag("drafts"),
        date: matches.get_one::<Date>("date").copied(),
        base_url: matches.get_one("base-url").cloned(),
        published: since::of_folder(&root.join(PUBLIC))?,
        links: external::kept(&root),
        follow: matches.get_flag("follow"),
        watching: if matches.get_flag("poll") { Watching::Polling } else { Watching::System },
        editor: editor(matches.get_one::<String>("editor").map(String::as_str))?,
        lang: terminal.lang,
    };
    let open = matches.get_flag("open");
    let teller = Teller { root, terminal, open };
    let listener: Listener = Arc::new(move |event| teller.tell(event));
    serve(options, listener, stopped())?;
    Ok(Exit::Done)
}

/// Ready when the program is asked to stop.
async fn stopped() {
    // Without such a signal the program is ended, not stopped.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// The program that opens files: the one that was named, or the one of the environment when it can be led to a line.
fn editor(named: Option<&str>) -> Result<Option<Editor>> {
    if let Some(name) = named {
        let known = Editor::known().collect::<Vec<_>>().join(", ");
        return Editor::named(name).map(Some).ok_or_else(|| {
            Error::new(text!(
                "« {name} » n’est pas un programme connu ({known}) ni une adresse avec {{path}}",
                "“{name}” is not a known program ({known}) nor an address with {{path}}"
            ))
        });
    }
    let given = ["VISUAL", "EDITOR"].iter().filter_map(|name| std::env::var(name).ok());
    Ok(given.into_iter().find_map(|name| Editor::named(&name)))
}

/// Tells on the terminal what happens.
struct Teller {
    root: PathBuf,
    terminal: Terminal,
    open: bool,
}

impl Teller {
    fn tell(&self, event: Event) {
        match event {
            Event::Ready { url, wanted, open_to_others, pages, time } => {
                self.ready(&url, wanted, open_to_others, pages, time);
            }
            Event::Changed { files, pages, only_texts, time } => {
                self.terminal.tell(&changed(&files, pages, only_texts, time));
            }
            Event::Judged { all, new } => self.judged(&all, &new),
            Event::SearchFailed { reason } => self.terminal.tell(&text!(
                "avertissement : la recherche n’est pas à jour ({reason})",
                "warning: the search is not up to date ({reason})"
            )),
            Event::Polling { reason } => self.terminal.tell(&text!(
                "avertissement : le système ne peut pas surveiller tous les dossiers ({reason}) ; les fichiers sont regardés deux fois par seconde",
                "warning: the system cannot watch all folders ({reason}); files are looked at twice a second"
            )),
        }
    }

    fn ready(&self, url: &str, wanted: Option<u16>, open_to_others: bool, pages: usize, time: Duration) {
        let time = shown(time);
        if let Some(port) = wanted {
            self.terminal.tell(&text!("Le port {port} est pris.", "Port {port} is taken."));
        }
        self.terminal.tell(&text!(
            "Le site est à l’adresse {url} ({pages} pages, prêt en {time}). Ctrl+C pour arrêter.",
            "The site is at {url} ({pages} pages, ready in {time}). Ctrl+C to stop."
        ));
        if open_to_others {
            self.terminal.tell(&text!(
                "avertissement : d’autres ordinateurs du réseau peuvent lire ce site, brouillons compris si --drafts est donné",
                "warning: other computers on the network can read this site, with its drafts if --drafts is given"
            ));
        }
        if self.open && open::that_detached(url).is_err() {
            self.terminal.tell(&text!(
                "Aucun navigateur ne s’ouvre : ouvrez l’adresse vous-même.",
                "No browser opens: open the address yourself."
            ));
        }
    }

    fn judged(&self, all: &[Diagnostic], new: &[Diagnostic]) {
        report::some(new, Count::of(all), &self.root, self.terminal, Some(SHOWN));
    }
}

fn changed(files: &[SourcePath], pages: usize, only_texts: bool, time: Duration) -> crate::diagnostic::Text {
    let time = shown(time);
    let first = files.first().map(SourcePath::as_str).unwrap_or_default();
    let more = files.len().saturating_sub(1);
    let [files_fr, files_en] = match more {
        0 => [first.to_owned(), first.to_owned()],
        _ => [format!("{first} et {more} autres"), format!("{first} and {more} more")],
    };
    let [pages_fr, pages_en] = match (pages, only_texts) {
        (0, _) => ["tout le site".to_owned(), "the whole site".to_owned()],
        (1, true) => ["1 page".to_owned(), "1 page".to_owned()],
        (1, false) => ["1 page, et celles qui la citent".to_owned(), "1 page, and those that cite it".to_owned()],
        (_, true) => [format!("{pages} pages"), format!("{pages} pages")],
        (_, false) => {
            [format!("{pages} pages, et celles qui les citent"), format!("{pages} pages, and those that cite them")]
        }
    };
    text!("{files_fr} : {pages_fr}, {time}", "{files_en}: {pages_en}, {time}")
}

fn shown(time: Duration) -> String {
    let milliseconds = time.as_millis();
    if milliseconds < 1_000 { format!("{milliseconds} ms") } else { format!("{:.1} s", time.as_secs_f64()) }
}
