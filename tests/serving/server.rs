//! `vademecum serve` as a process, and a client of a few lines.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::support::binary;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A preview that runs until it is dropped.
pub struct Server {
    process: Child,
    pub port: u16,
    said: Arc<Mutex<String>>,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Server {
    /// Serves a folder at a port that is free, without PDF files.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        Self::start_at(folder, "0", &[&["--no-pdf"], arguments].concat())
    }

    /// Serves a folder at a port, or the next that is free.
    pub fn start_at(folder: &Path, port: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(binary());
        command.arg("serve").arg(folder).args(["--port", port, "--date", "2024-11-25"]).args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = command.env_remove("EDITOR").env_remove("VISUAL").spawn().expect("it starts");
        let said = Arc::new(Mutex::new(String::new()));
        let (lines, heard) = (BufReader::new(process.stderr.take().expect("piped")), said.clone());
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                let mut said = heard.lock().unwrap();
                said.push_str(&line);
                said.push('\n');
            }
        });
        let mut server = Self { process, port: 0, said };
        server.wait("the address", |server| server.said().contains("http://localhost:"));
        let said = server.said();
        let port = said.split("http://localhost:").nth(1).and_then(|rest| rest.split('/').next());
        server.port = port.and_then(|port| port.parse().ok()).unwrap_or_else(|| panic!("{said}"));
        server
    }

    /// Everything that it said so far.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Waits until something holds.
    pub fn wait(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !holds(self) {
            assert!(start.elapsed() < PATIENCE, "{what} never came: {}", self.said());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until a page says something.
    pub fn wait_for(&self, path: &str, words: &str) {
        self.wait(words, |server| server.get(path).text().contains(words));
    }

    /// Waits until a page is answered so.
    pub fn wait_for_status(&self, path: &str, status: u16) {
        self.wait(path, |server| server.get(path).status == status);
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(path, &[])
    }

    /// Asks with more headers.
    pub fn ask(&self, path: &str, headers: &[&str]) -> Answer {
        let host = format!("Host: localhost:{}", self.port);
        let host = if headers.iter().any(|header| header.starts_with("Host:")) { "X: y" } else { &host };
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        self.send(format!("GET {path} HTTP/1.1\r\n{host}\r\n{headers}Connection: close\r\n\r\n").as_bytes())
    }

    /// Sends bytes as they are.
    pub fn send(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.write_all(request).expect("it reads");
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or_else(|| panic!("{bytes:?}"));
        let head = String::from_utf8(bytes[..end].to_vec()).expect("a head is text").to_lowercase();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The bytes as `build` writes them: without the script that follows the site.
    pub fn built(&self) -> Vec<u8> {
        let text = self.text();
        let Some(script) = text.find("_vademecum/preview.js").filter(|_| self.head.contains("text/html")) else {
            return self.body.clone();
        };
        let start = text[..script].rfind("<script").expect("it is in a script");
        let end = script + text[script..].find("</script>\n").expect("it ends") + "</script>\n".len();
        [&text[..start], &text[end..]].concat().into_bytes()
    }
}
