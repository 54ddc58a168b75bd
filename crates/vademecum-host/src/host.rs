//! Addresses, limits, and the life of a host.

use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use tokio::runtime;
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;

use crate::answer::Serving;
use crate::authority::Names;
use crate::connection::{self, GRACE};
use crate::descriptors;
use crate::site::Site;

/// How many ports after the wanted one are tried.
const FURTHER_PORTS: u16 = 100;
/// Ports below are the administrator's.
const FIRST_FREE_FOR_ALL: u16 = 1_024;
/// The threads that serve connections; making pages has others.
const WORKERS: usize = 2;
/// The most pages that are made at once. Threads are made as they are needed.
const MOST_BLOCKING: usize = 32;
/// What a runtime leaves to pages that are still being made when nobody waits for them.
const LAST_PAGES: Duration = Duration::from_secs(1);

/// Where a host listens, and what it goes by.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The first port to try; 0: any that is free.
    pub port: u16,
    /// An address besides the loopback ones: others can read the site then.
    pub address: Option<IpAddr>,
    /// Names besides `localhost` that browsers may call the host by.
    pub names: Vec<String>,
    /// What clients may do.
    pub limits: Limits,
}

/// What clients may send, hold and leave unread.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Connections at a time. The system may allow fewer files; what comes then waits.
    pub connections: usize,
    /// Connections at a time that watch.
    pub watchers: usize,
    /// The time for the head of a request, between requests too, and for its body.
    pub head_time: Duration,
    /// The bytes of a request's head. More: 431.
    pub head_bytes: usize,
    /// The bytes of path and query. More: 414.
    pub target_bytes: usize,
    /// The bytes of a request's body, which nobody reads. More: 413.
    pub body_bytes: u64,
    /// The time after which a client that takes nothing of its answer is cut off.
    pub stall_time: Duration,
    /// How often an idle stream of events says that it lives, which finds clients that went without a word.
    pub heartbeat: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4_096,
            watchers: 2_048,
            head_time: Duration::from_secs(10),
            head_bytes: 16 * 1_024,
            target_bytes: 8 * 1_024,
            body_bytes: 64 * 1_024,
            stall_time: Duration::from_secs(60),
            heartbeat: Duration::from_secs(20),
        }
    }
}

/// Why there is no host.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Other programs have all the ports.
    #[error("the ports {first} to {last} are all in use")]
    AllTaken {
        /// The wanted port.
        first: u16,
        /// The last that was tried.
        last: u16,
    },
    /// The system does not let the program listen.
    #[error("cannot listen at {address}: {source}")]
    Refused {
        /// Where the program wanted to listen.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The system does not let the program serve.
    #[error("cannot serve: {0}")]
    System(#[from] io::Error),
}

/// A host that listens. Connections wait until it runs.
#[derive(Debug)]
pub struct Host {
    listeners: Vec<TcpListener>,
    wanted: u16,
    port: u16,
    options: Options,
}

impl Host {
    /// Listens at the loopback addresses and at that of the options, all on one port.
    ///
    /// # Errors
    /// When none of the ports is free or the system refuses one. IPv6 may be missing.
    pub fn bind(options: Options) -> Result<Self, Failure> {
        let wanted = options.port;
        let last = wanted.saturating_add(FURTHER_PORTS);
        // Any port may be free for one address and taken for the other, so that it is asked for again.
        let ports = (wanted..=last).map(|port| if wanted == 0 { 0 } else { port });
        for port in ports {
            if let Some(listeners) = listen(&options, port)? {
                let port = listeners.first().map_or(Ok(port), |l| l.local_addr().map(|address| address.port()))?;
                return Ok(Self { listeners, wanted, port, options });
            }
        }
        Err(Failure::AllTaken { first: wanted, last })
    }

    /// The port that was wanted.
    pub fn wanted(&self) -> u16 {
        self.wanted
    }

    /// The port that was free.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where the host listens; an IPv4 address first.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.listeners.iter().filter_map(|listener| listener.local_addr().ok()).collect()
    }

    /// Whether other computers may reach the host: worth a warning.
    pub fn is_open_to_others(&self) -> bool {
        self.addresses().iter().any(|address| !address.ip().to_canonical().is_loopback())
    }

    /// Serves a site until `shutdown` is ready, then ends what watches and gives answers on their way a moment.
    ///
    /// # Errors
    /// When the runtime cannot take the listeners.
    ///
    /// # Panics
    /// Outside of a tokio runtime with network and time.
    pub async fn run(self, site: Arc<dyn Site>, shutdown: impl Future<Output = ()>) -> Result<(), Failure> {
        let Options { names, limits, .. } = self.options;
        let (close, closing) = watch::channel(false);
        let places = Arc::new(Semaphore::new(limits.connections));
        let connections = u32::try_from(limits.connections).unwrap_or(u32::MAX);
        let serving = Arc::new(Serving {
            site,
            names: Names::new(&names, self.port),
            watchers: Arc::new(Semaphore::new(limits.watchers)),
            limits,
            closing,
        });
        let listeners = self.listeners.into_iter().map(into_tokio).collect::<io::Result<Vec<_>>>()?;
        let accepting = listeners.into_iter().map(|l| connection::accept(l, serving.clone(), places.clone()));
        tokio::select! {
            _ = join_all(accepting) => {}
            () = shutdown => {}
        }
        close.send_replace(true);
        // All places are free when all connections have ended, which they do by themselves after a moment.
        let _ = timeout(GRACE + LAST_PAGES, places.acquire_many(connections)).await;
        Ok(())
    }
}

/// Runs a host on a runtime of its own until `shutdown` is ready. Blocks. Raises the limit of open files that the
/// program started with.
///
/// # Errors
/// Those of [`Host::run`], and when no runtime can be made.
pub fn run_blocking(host: Host, site: Arc<dyn Site>, shutdown: impl Future<Output = ()>) -> Result<(), Failure> {
    descriptors::raise_limit();
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .max_blocking_threads(MOST_BLOCKING)
        .enable_all()
        .build()?;
    let result = runtime.block_on(host.run(site, shutdown));
    runtime.shutdown_timeout(LAST_PAGES);
    result
}

/// Listens at all addresses on a port. `None`: it is taken at one of them.
fn listen(options: &Options, port: u16) -> Result<Option<Vec<TcpListener>>, Failure> {
    let mut listeners: Vec<TcpListener> = Vec::new();
    for (ip, needed) in addresses(options.address) {
        // Without a wanted port the first address says which one it is.
        let port = listeners.first().map_or(Ok(port), |l| l.local_addr().map(|address| address.port()))?;
        let address = SocketAddr::new(ip, port);
        match TcpListener::bind(address) {
            Ok(listener) => listeners.push(listener),
            Err(error) if is_taken(&error, port) => return Ok(None),
            Err(source) if needed => return Err(Failure::Refused { address, source }),
            Err(_) => {}
        }
    }
    Ok(Some(listeners))
}

/// Whether another program has a port. Windows keeps whole stretches of ports for itself, and says that they are forbidden.
fn is_taken(error: &io::Error, port: u16) -> bool {
    let is_reserved = error.kind() == io::ErrorKind::PermissionDenied && port >= FIRST_FREE_FOR_ALL;
    error.kind() == io::ErrorKind::AddrInUse || is_reserved
}

/// The addresses to listen at, and whether there is no host without. `0.0.0.0` contains the loopback address of IPv4,
/// `::` those of both.
fn addresses(extra: Option<IpAddr>) -> Vec<(IpAddr, bool)> {
    let v4 = (IpAddr::from(Ipv4Addr::LOCALHOST), true);
    let v6 = (IpAddr::from(Ipv6Addr::LOCALHOST), false);
    match extra {
        Some(IpAddr::V4(all)) if all.is_unspecified() => vec![(all.into(), true), v6],
        Some(IpAddr::V6(all)) if all.is_unspecified() => vec![(all.into(), true)],
        Some(extra) if extra != v4.0 && extra != v6.0 => vec![v4, v6, (extra, true)],
        _ => vec![v4, v6],
    }
}

fn into_tokio(listener: TcpListener) -> io::Result<tokio::net::TcpListener> {
    listener.set_nonblocking(true)?;
    tokio::net::TcpListener::from_std(listener)
}
