//! `vademecum serve`: a site that is edited, served to browsers that follow it.
//!
//! A [`Session`] owns the preview, the search and the browsers. The disk is watched (`watch`); what changed is loaded
//! again, the pages that somebody looks at are rendered again, and those that differ are told so. Findings and search
//! follow on a thread of their own, so that words are seen before they are judged.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use vademecum_host::{Host, Site};

use crate::diagnostic::{Diagnostic, Lang};
use crate::error::{Error, Result};
use crate::external::Report;
use crate::load;
use crate::model::Publication;
use crate::pdf::Press;
use crate::preview::Preview;
use crate::source::{DiskSource, KeptSource, SourcePath};
use crate::text;

mod browsers;
mod editor;
mod failed;
mod judge;
mod listing;
mod pages;
mod review;
mod session;
mod watch;

pub use editor::Editor;
pub use session::Session;
pub use watch::Watching;

/// How a site is served.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether the site has its PDF files, each made when it is asked for.
    pub pdf: bool,
    /// The site's folder.
    pub root: PathBuf,
    /// The port that is wanted.
    pub port: u16,
    /// An address besides the loopback ones.
    pub address: Option<IpAddr>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The day for which the site is made; today's when absent.
    pub date: Option<Date>,
    /// Takes the place of `base_url` of the settings.
    pub base_url: Option<String>,
    /// What readers were told last.
    pub published: Option<Arc<Publication>>,
    /// What was last found at addresses of other sites.
    pub links: Report,
    /// Whether browsers follow to the page of the file that was saved.
    pub follow: bool,
    /// How the disk is watched.
    pub watching: Watching,
    /// What opens a file at a line.
    pub editor: Option<Editor>,
    /// The language of messages in the browser.
    pub lang: Lang,
}

/// What happens, for whoever tells it.
#[derive(Debug)]
pub enum Event {
    /// The site is served.
    Ready {
        /// The address of its home page.
        url: String,
        /// The port that was wanted, when another was taken.
        wanted: Option<u16>,
        /// Whether other computers can reach it.
        open_to_others: bool,
        /// Its pages.
        pages: usize,
        /// How long it took.
        time: Duration,
    },
    /// Files changed and the site with them.
    Changed {
        /// The files.
        files: Vec<SourcePath>,
        /// Pages whose content is new, another or gone.
        pages: usize,
        /// Whether other pages show it too: titles, order, settings.
        only_texts: bool,
        /// From the first sign of the change until pages were told.
        time: Duration,
    },
    /// What is wrong is not what it was.
    Judged {
        /// Everything that is wrong.
        all: Arc<[Diagnostic]>,
        /// What was not wrong before.
        new: Vec<Diagnostic>,
    },
    /// The search could not be brought up to date, and answers as before.
    SearchFailed {
        /// Why.
        reason: String,
    },
    /// The system cannot watch all folders; they are looked at every so often instead.
    Polling {
        /// What the system says.
        reason: String,
    },
}

/// Whoever tells what happens.
pub type Listener = Arc<dyn Fn(Event) + Send + Sync>;

/// Serves a site until `shutdown` is ready.
///
/// # Errors
/// When no port is free, or the system does not let the program listen.
#[expect(clippy::disallowed_methods, reason = "how long the start takes is told; no output depends on it")]
pub fn serve(mut options: Options, listener: Listener, shutdown: impl Future<Output = ()>) -> Result<()> {
    let start = Instant::now();
    // The system tells of changes by the path that it was given: the same for all.
    options.root = std::path::absolute(&options.root).unwrap_or(options.root);
    let host =
        Host::bind(vademecum_host::Options { port: options.port, address: options.address, ..Default::default() })
            .map_err(|failure| refused(&failure, options.port))?;
    // Watched before it is read: what changes in between is then read twice, not missed.
    let disk = DiskSource::new(&options.root, options.date);
    let is_empty = move |path: &std::path::Path| disk.is_empty_file(path);
    let changes = watch::watch(&options.root, &options.watching, &listener, is_empty);
    let source = Arc::new(KeptSource::new(DiskSource::new(&options.root, options.date)));
    let load = load::Options {
        drafts: options.drafts,
        base_url: options.base_url.clone(),
        published: options.published.clone(),
    };
    let press = Press::on_demand().filter(|_| options.pdf);
    let preview = Preview::new(source.clone(), load, press);
    let session = Arc::new(Session::new(options, source, preview, listener.clone()));
    listener(Event::Ready {
        url: format!("http://localhost:{}{}", host.port(), session.base_path()),
        wanted: (host.port() != host.wanted() && host.wanted() != 0).then(|| host.wanted()),
        open_to_others: host.is_open_to_others(),
        pages: session.pages(),
        time: start.elapsed(),
    });
    let judging = judge::start(&session);
    let editing = session.clone();
    std::thread::spawn(move || {
        for change in changes {
            if let Some(update) = editing.changed(&change) {
                // The judge is gone only when the program ends.
                let _ = judging.send(update);
            }
        }
    });
    vademecum_host::run_blocking(host, session, shutdown).map_err(|failure| {
        Error::new(text!("la prévisualisation s’est arrêtée : {failure}", "the preview stopped: {failure}"))
    })
}

fn refused(failure: &vademecum_host::Failure, port: u16) -> Error {
    let help = text!(
        "aucun port n’est libre à partir de {port} : choisissez-en un autre avec --port ({failure})",
        "no port is free from {port} on: choose another with --port ({failure})"
    );
    match failure {
        vademecum_host::Failure::AllTaken { .. } => Error::new(help),
        _ => Error::new(text!(
            "le système refuse d’ouvrir l’adresse demandée ({failure})",
            "the system refuses to open the wanted address ({failure})"
        )),
    }
}
