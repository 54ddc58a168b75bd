//! A site in memory with a folder of files, a host that serves it, and a client that writes what it is told.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tempfile::TempDir;
use tokio::sync::{broadcast, oneshot};
use vademecum_host::{Content, Failure, Found, Host, Options, Site, run_blocking};

pub const HTML: &str = "text/html; charset=utf-8";
pub const DIGITS: &str = "0123456789abcdefghij";

/// A test that counts what the whole process has open runs alone.
static RUNNING: RwLock<()> = RwLock::new(());

#[expect(dead_code, reason = "held, not read")]
enum Turn {
    Shared(RwLockReadGuard<'static, ()>),
    Alone(RwLockWriteGuard<'static, ()>),
}

pub struct TestSite {
    pub base: &'static str,
    pub folder: TempDir,
    pub messages: broadcast::Sender<Arc<str>>,
    pub watched: Mutex<Vec<Option<String>>>,
    pub asked: Mutex<Vec<String>>,
}

impl TestSite {
    fn new(base: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let messages = broadcast::channel(4).0;
        Self { base, folder, messages, watched: Mutex::default(), asked: Mutex::default() }
    }

    fn file(&self, path: &str) -> Option<PathBuf> {
        Some(self.folder.path().join(path.strip_prefix("files/")?))
    }
}

/// A page that is worth compressing.
pub fn long_page() -> String {
    "<p>Les étudiants peuvent s’inscrire en ligne.</p>\n".repeat(100)
}

impl Site for TestSite {
    fn base_path(&self) -> String {
        self.base.to_owned()
    }

    fn at(&self, path: &str) -> Found {
        self.asked.lock().unwrap().push(path.to_owned());
        match path {
            "" => Found::Content(Content::bytes("<h1>Accueil</h1>", HTML)),
            "faq" => Found::Redirect(format!("{}faq/", self.base)),
            "été" => Found::Redirect("été/".to_owned()),
            "faq/" => Found::Content(Content::bytes(long_page(), HTML)),
            "digits.txt" => Found::Content(Content::bytes(DIGITS, "text/plain")),
            "picture.png" => Found::Content(Content::bytes(long_page(), "image/png")),
            "empty.txt" => Found::Content(Content::bytes("", "text/plain")),
            "odd-type" => Found::Content(Content::bytes("x", "text/plain\r\nSet-Cookie: a=b")),
            "broken" => Found::Failed(Content::bytes("<h1>faq.md:3</h1>", HTML)),
            "panics" => panic!("a page that cannot be made"),
            "slow" => {
                thread::sleep(Duration::from_millis(1_500));
                Found::Content(Content::bytes("slow", HTML))
            }
            _ => match self.file(path) {
                Some(file) => Found::Content(Content::file(file, "application/pdf")),
                None => Found::Missing(Content::bytes("<h1>Page introuvable</h1>", HTML)),
            },
        }
    }

    fn endpoint(&self, path: &str, query: &str) -> Option<Content> {
        let known = path == "_search" || path == "_vademecum/state";
        known.then(|| Content::bytes(format!("{path} {query}"), "application/json"))
    }

    fn watch(&self, page: Option<&str>) -> broadcast::Receiver<Arc<str>> {
        self.watched.lock().unwrap().push(page.map(str::to_owned));
        self.messages.subscribe()
    }

    fn missed(&self) -> Arc<str> {
        r#"{"kind":"reload-all"}"#.into()
    }
}

/// A host that runs until it is dropped.
pub struct Preview {
    pub port: u16,
    pub site: Arc<TestSite>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), Failure>>>,
    _turn: Turn,
}

impl Preview {
    pub fn start() -> Self {
        Self::with(Options::default())
    }

    pub fn with(options: Options) -> Self {
        let turn = Turn::Shared(RUNNING.read().unwrap_or_else(PoisonError::into_inner));
        Self::of(TestSite::new("/"), options, turn)
    }

    pub fn under(base: &'static str) -> Self {
        let turn = Turn::Shared(RUNNING.read().unwrap_or_else(PoisonError::into_inner));
        Self::of(TestSite::new(base), Options::default(), turn)
    }

    pub fn alone(options: Options) -> Self {
        let turn = Turn::Alone(RUNNING.write().unwrap_or_else(PoisonError::into_inner));
        Self::of(TestSite::new("/"), options, turn)
    }

    fn of(site: TestSite, options: Options, turn: Turn) -> Self {
        let site = Arc::new(site);
        let host = Host::bind(options).unwrap();
        let port = host.port();
        let (stop, stopped) = oneshot::channel();
        let served = site.clone();
        let thread = thread::spawn(move || {
            run_blocking(host, served, async move {
                let _ = stopped.await;
            })
        });
        Self { port, site, stop: Some(stop), thread: Some(thread), _turn: turn }
    }

    pub fn stop(&mut self) {
        let _ = self.stop.take().unwrap().send(());
        self.thread.take().unwrap().join().unwrap().unwrap();
    }

    /// Puts a file into the folder of the site, where it is at `files/<name>`.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.site.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn connect(&self) -> TcpStream {
        connect(self.port)
    }

    pub fn get(&self, target: &str) -> Reply {
        self.ask("GET", target, &[])
    }

    pub fn get_with(&self, target: &str, fields: &[(&str, &str)]) -> Reply {
        self.ask("GET", target, fields)
    }

    /// A request with `Host` and, so that the end of the answer is that of the connection, `Connection: close`.
    pub fn ask(&self, method: &str, target: &str, fields: &[(&str, &str)]) -> Reply {
        let fields: String = fields.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let host = format!("127.0.0.1:{}", self.port);
        self.raw(format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{fields}\r\n"))
    }

    pub fn raw(&self, request: impl AsRef<[u8]>) -> Reply {
        let mut stream = self.connect();
        // The host may have answered and closed before all was written.
        let _ = stream.write_all(request.as_ref());
        Reply::read(stream)
    }

    /// Opens a stream of events and reads its head.
    pub fn watch(&self, fields: &str) -> TcpStream {
        let mut stream = self.connect();
        let request = "GET /_vademecum/events?page=%2Ffaq%2F HTTP/1.1\r\n";
        stream.write_all(format!("{request}Host: localhost:{}\r\n{fields}\r\n", self.port).as_bytes()).unwrap();
        stream
    }

    pub fn is_alive(&self) -> bool {
        self.get("/").status == 200
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        if self.stop.is_some() {
            self.stop();
        }
    }
}

pub fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

/// Reads until a text has come, and gives all up to its end.
pub fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut read = Vec::new();
    let mut byte = [0];
    while !read.ends_with(end.as_bytes()) {
        stream.read_exact(&mut byte).unwrap_or_else(|e| panic!("{e} after {}", String::from_utf8_lossy(&read)));
        read.push(byte[0]);
    }
    String::from_utf8(read).unwrap()
}

#[derive(Debug)]
pub struct Reply {
    /// 0: the host closed without an answer.
    pub status: u16,
    fields: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn read(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        match stream.read_to_end(&mut bytes) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
            Err(error) => panic!("{error} after {}", String::from_utf8_lossy(&bytes)),
        }
        Self::parse(&bytes)
    }

    fn parse(bytes: &[u8]) -> Self {
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
            assert!(bytes.is_empty(), "{}", String::from_utf8_lossy(bytes));
            return Self { status: 0, fields: Vec::new(), body: Vec::new() };
        };
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let fields = lines.map(|line| line.split_once(": ").unwrap());
        let fields = fields.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        Self { status, fields, body: bytes[end + 4..].to_vec() }
    }

    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The fields but for the time, in the order of their names.
    pub fn fields(&self) -> BTreeMap<String, String> {
        self.fields.iter().filter(|(name, _)| name != "date").cloned().collect()
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}
