//! `vademecum check --external`: asks the addresses of other sites, and keeps what was found. The one door to the network.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use jiff::civil::Date;
use ureq::Agent;
use ureq::http::StatusCode;
use ureq::tls::{RootCerts, TlsConfig};

use crate::error::{Error, Result};
use crate::external::{Address, Answer, Found, Report, by_status, redirected};
use crate::model::Day;
use crate::text;

/// Where the answers are kept, from the site's folder.
const KEPT: &str = ".vademecum/external.json";
/// How many hosts are asked at once; one host is asked one thing at a time.
const AT_ONCE: usize = 8;
/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many redirects are followed.
const REDIRECTS: usize = 10;
/// As what the program asks.
const NAME: &str = concat!("vademecum/", env!("CARGO_PKG_VERSION"), " (check --external)");

/// The answers that were kept; none when there never were any, or when they cannot be read as such.
pub fn kept(root: &Path) -> Report {
    let text = fs::read_to_string(root.join(KEPT)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Asks all addresses, and keeps the answers in the site's folder.
///
/// # Errors
/// The answers cannot be kept.
pub fn ask(root: &Path, addresses: &[Address], today: Date, told: &(dyn Fn(usize) + Sync)) -> Result<Report> {
    let mut by_host: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for address in addresses {
        by_host.entry(host(&address.url)).or_default().push(&address.url);
    }
    let hosts = Mutex::new(by_host.into_values());
    let report = Mutex::new(Report::default());
    let agent = agent();
    let next = || hosts.lock().unwrap_or_else(PoisonError::into_inner).next();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(mut urls) = next() {
                    urls.sort_unstable();
                    urls.dedup();
                    for url in urls {
                        let answer = Answer { on: Day(today), found: look(&agent, url) };
                        let mut report = report.lock().unwrap_or_else(PoisonError::into_inner);
                        report.links.insert(url.to_owned(), answer);
                        told(report.links.len());
                    }
                }
            });
        }
    });
    let report = report.into_inner().unwrap_or_else(PoisonError::into_inner);
    keep(root, &report)?;
    Ok(report)
}

fn agent() -> Agent {
    // The certificates that the machine trusts: schools and administrations often have their own.
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent(NAME)
        .build()
        .into()
}

fn host(url: &str) -> &str {
    url.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or(rest))
}

/// Follows an address to its end. It has moved for good when each step of the way says so.
fn look(agent: &Agent, url: &str) -> Found {
    let (mut at, mut for_good) = (url.to_owned(), true);
    for _ in 0..=REDIRECTS {
        let (status, location) = match head(agent, &at) {
            Ok(answer) => answer,
            Err(error) => return failed(&error),
        };
        let leads = location.filter(|_| status.is_redirection()).and_then(|location| redirected(&at, &location));
        let Some(next) = leads else {
            let found = by_status(status.as_u16());
            return if found == Found::There && for_good && at != url { Found::Moved(at) } else { found };
        };
        for_good &= matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
        at = next;
    }
    Found::Dead("redirects".to_owned())
}

/// Status and `Location` of an address. A server that does not know HEAD is asked by GET, whose body is not read.
fn head(agent: &Agent, url: &str) -> std::result::Result<(StatusCode, Option<String>), ureq::Error> {
    let mut answer = agent.head(url).call()?;
    if matches!(answer.status().as_u16(), 403 | 404 | 405 | 501) {
        answer = agent.get(url).call()?;
    }
    let location = answer.headers().get("location").and_then(|value| value.to_str().ok());
    Ok((answer.status(), location.map(str::to_owned)))
}

/// What it means that no answer came. That no host has the name, or nobody listens there, is certain; the rest may pass.
fn failed(error: &ureq::Error) -> Found {
    match error {
        ureq::Error::HostNotFound => Found::Dead("host not found".to_owned()),
        ureq::Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => {
            Found::Dead("connection refused".to_owned())
        }
        ureq::Error::BadUri(_) => Found::Dead("invalid address".to_owned()),
        other => Found::Unsure(other.to_string()),
    }
}

fn keep(root: &Path, report: &Report) -> Result<()> {
    let path: PathBuf = root.join(KEPT);
    let json = serde_json::to_string_pretty(report).expect("texts are JSON") + "\n";
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, json));
    written.map_err(|error| Error::io(text!("impossible d’écrire", "cannot write"), path, error))
}
