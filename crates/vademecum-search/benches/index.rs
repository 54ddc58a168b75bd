//! What an index of many pages costs: writing it, opening it, changing one page, and asking it things that nobody should ask.
//!
//! `cargo bench -p vademecum-search --bench index -- PAGES.jsonl` reads a page a line (`{"title", "body"}`, the body as Markdown, a
//! place for each heading). Times are the medians of repeated runs in one process: compare them with each other.

#![allow(clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads its texts and the clock")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use vademecum_search::{Engine, LiveIndex, Page, Place, Request, SiteWords, write};

fn main() {
    let Some(path) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        eprintln!("usage: cargo bench -p vademecum-search --bench index -- PAGES.jsonl");
        return;
    };
    let text = std::fs::read_to_string(&path).unwrap();
    let pages: Vec<Page> = text.lines().enumerate().map(|(at, line)| page(at, line)).collect();
    let places: usize = pages.iter().map(|page| page.places.len()).sum();
    println!("{} pages, {places} places, {} MB of text", pages.len(), text.len() / 1_000_000);
    let words = SiteWords::default();
    let started = Instant::now();
    let files = write(&pages, &words).unwrap();
    println!("write {:?}: {} kB", started.elapsed(), files.len() / 1000);
    let layout = files.pieces().unwrap();
    println!("opening file {} kB, {} pieces", layout.opening.len() / 1000, layout.pieces().len());
    let bundle = files.bundle();
    println!("open {:?}", median(5, || drop(black_box(Engine::open(bundle.clone()).unwrap()))));
    questions(&Engine::open(bundle).unwrap());
    updates(pages, words);
}

/// How long the longest answers take.
fn questions(engine: &Engine) {
    let questions = [
        ("two words", "mot passe ".to_owned()),
        ("being typed", "co".to_owned()),
        ("mistyped", "configurtion ".to_owned()),
        ("mistyped and long", "développemnet applicatoin ".to_owned()),
        ("a question", "comment est-ce que je peux configurer le projet dans une solution ? ".to_owned()),
        ("10,000 letters", "é".repeat(10_000)),
        ("1,000 words", "mot le projet configuration ".repeat(250)),
        ("run together", "motdepasse".repeat(4)),
        ("many prefixes", "pro con dev ges app uti fon per inf for ".repeat(4)),
        ("quotes", "\"".repeat(1000)),
        ("emoji", "👩‍👩‍👧‍👦".repeat(100)),
        ("right to left", "كلمة السر ".repeat(50)),
    ];
    for (name, question) in questions {
        let request = Request::new(question);
        let found = engine.answer(&request).unwrap().count;
        println!("ask, {name}: {:?}, {found} places", median(7, || drop(black_box(engine.answer(&request).unwrap()))));
    }
}

/// How long a changed page takes to be found.
fn updates(pages: Vec<Page>, words: SiteWords) {
    let one = pages[pages.len() / 2].clone();
    let mut live = LiveIndex::new(pages, words).unwrap();
    let mut times = Vec::new();
    for edit in 0..50 {
        let mut page = one.clone();
        page.places[0].body.push_str(&format!(" modification{edit}"));
        let started = Instant::now();
        live.update(vec![page], &[]).unwrap();
        times.push(started.elapsed());
        assert!(live.answer(&Request::new(format!("modification{edit} "))).unwrap().count > 0);
    }
    times.sort();
    println!("update one page: median {:?}, longest {:?}", times[times.len() / 2], times[times.len() - 1]);
}

fn median(runs: usize, mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}

/// A page with a place for each heading.
fn page(at: usize, line: &str) -> Page {
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let mut places = vec![Place::default()];
    for line in text("body").lines() {
        match line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")) {
            Some(title) => {
                let fragment = format!("s{}", places.len());
                places.push(Place { fragment, title: title.to_owned(), body: String::new() });
            }
            None => {
                let body = &mut places.last_mut().unwrap().body;
                body.push_str(line);
                body.push('\n');
            }
        }
    }
    Page { route: format!("{at:05}.html"), kind: "page".to_owned(), title: text("title"), places, ..Page::default() }
}
