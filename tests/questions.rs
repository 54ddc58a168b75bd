//! The questions of `vademecum new`, put to a person at a terminal: a pseudo-terminal, and answers typed when their
//! question stands there.

#![cfg(target_os = "linux")]

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::support::{TestSite, binary};

/// The longest that a question is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program at a terminal.
struct Session {
    child: Child,
    keyboard: File,
    screen: Receiver<Vec<u8>>,
    /// What the program showed, escape sequences included.
    shown: String,
    /// How much of that was looked at.
    seen: usize,
}

impl Session {
    fn start(site: &TestSite, arguments: &[&str]) -> Self {
        let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal can be opened");
        grantpt(&terminal).and_then(|()| unlockpt(&terminal)).expect("it can be used");
        let name = ptsname(&terminal, Vec::new()).expect("it has a name").into_string().expect("an ASCII name");
        let end = || Stdio::from(OpenOptions::new().read(true).write(true).open(&name).expect("it can be opened"));
        let mut command = Command::new(binary());
        command.args(arguments).current_dir(site.root()).env_remove("VADEMECUM_LANG").env("TERM", "xterm");
        let child = command.stdin(end()).stdout(end()).stderr(end()).spawn().expect("the program starts");
        let keyboard = File::from(terminal);
        let mut reader = keyboard.try_clone().expect("it can be opened twice");
        let (sender, screen) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            // Reading fails once the program has closed its end.
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { child, keyboard, screen, shown: String::new(), seen: 0 }
    }

    /// Waits until `words` are on the screen after all that was waited for before.
    fn sees(&mut self, words: &str) {
        let start = Instant::now();
        loop {
            if let Some(at) = self.shown[self.seen..].find(words) {
                self.seen += at + words.len();
                return;
            }
            let left = PATIENCE.saturating_sub(start.elapsed());
            match self.screen.recv_timeout(left) {
                Ok(bytes) => self.shown.push_str(&String::from_utf8_lossy(&bytes)),
                Err(_) => panic!("“{words}” is not shown: {:?}", &self.shown[self.seen..]),
            }
        }
    }

    fn answers(&mut self, question: &str, answer: &str) {
        self.sees(question);
        self.keyboard.write_all(format!("{answer}\r").as_bytes()).expect("answers can be typed");
    }

    /// Waits for the end; gives the exit code.
    fn ends(mut self) -> Option<i32> {
        self.child.wait().expect("the program ends").code()
    }
}

#[test]
fn a_question_is_put_again_until_its_answer_is_right() {
    let site = TestSite::new();
    let mut session = Session::start(&site, &["new", "event", "--title", "Fin de la saisie"]);
    session.answers("Nature", "fete");
    session.sees("choisissez parmi : opening, deadline");
    session.answers("Nature", "deadline");
    session.answers("Date", "");
    session.sees("une réponse est nécessaire");
    session.answers("Date", "11/12/2024");
    session.sees("écrivez année-mois-jour");
    session.answers("Date", "2024-12-11");
    session.answers("Heure", "14:30");
    session.answers("La source dit", "before");
    session.answers("Ce que le lecteur doit faire", "Finir la saisie");
    session.answers("La phrase de la source", "");
    session.sees("Écrit : ");
    assert_eq!(session.ends(), Some(0));
    let calendar = std::fs::read_to_string(site.root().join("content/calendrier.yaml")).unwrap();
    for line in ["title: Fin de la saisie", "kind: deadline", "date: 2024-12-11", "bound: before"] {
        assert!(calendar.contains(line), "{line}: {calendar}");
    }
    assert!(calendar.contains("14:30") && !calendar.contains("wording"), "{calendar}");
}

#[test]
fn what_other_answers_make_needless_is_not_asked() {
    let site = TestSite::new();
    let mut session = Session::start(&site, &["new", "event", "--title", "Saisie", "--kind", "period", "--lang", "en"]);
    session.answers("First day", "2024-12-11");
    session.answers("Last day", "2024-12-20");
    session.answers("Time of day", "");
    session.answers("What the reader has to do", "");
    assert!(!session.shown.contains("The source says"), "{}", session.shown);
    session.answers("The sentence of the source", "");
    session.sees("Written: ");
    assert_eq!(session.ends(), Some(0));
}

#[test]
fn a_default_is_taken_by_the_enter_key_and_accents_are_kept() {
    let site = TestSite::new();
    let mut session = Session::start(&site, &["new", "faq"]);
    session.answers("Thème", "acces");
    session.answers("La question", "Où est l’accès à « Paramétrage » ?");
    session.answers("La réponse", "Dans le menu.");
    session.answers("Est-ce une urgence", "");
    session.answers("La situation", "");
    session.answers("Identifiant du contact", "");
    session.sees("Écrit : faq/acces/");
    assert_eq!(session.ends(), Some(0));
    let checked = site.check(&[]);
    assert_eq!(checked.code, Some(0), "{}", checked.stdout);
    let folder = std::fs::read_dir(site.root().join("faq/acces")).unwrap();
    let text = std::fs::read_to_string(folder.map(|entry| entry.unwrap().path()).next().unwrap()).unwrap();
    assert!(text.contains("Où est l’accès à « Paramétrage » ?") && !text.contains("urgent: true"), "{text}");
}

#[test]
fn leaving_in_the_middle_writes_nothing() {
    let site = TestSite::new();
    let mut session = Session::start(&site, &["new", "page"]);
    session.sees("Dossier de content/");
    // Until the program has taken the keyboard over, the key is lost: it has no terminal of its own to be ended by.
    let start = Instant::now();
    while session.child.try_wait().expect("it can be asked").is_none() {
        assert!(start.elapsed() < PATIENCE, "Ctrl+C does not end it");
        session.keyboard.write_all(b"\x03").expect("Ctrl+C can be typed");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_ne!(session.ends(), Some(0));
    assert!(!site.root().join("content").exists());
}
