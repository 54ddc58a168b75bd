//! Any text as a query and as a text that is searched.
//! `cargo fuzz run query` (see README.md).
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vademecum_search::{Engine, Page, Place, Request, SiteWords, write};

/// A small site with a glossary.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let page = |title: &str, body: &str| page(title, body);
    let pages = [
        page("J’ai perdu mon mot de passe", "Le mot de passe se change à la connexion."),
        page("L’établissement", "Les vœux de l’élève, l’identifiant, la configuration."),
        page("Où et quand ?", ""),
    ];
    engine(&pages)
});

fn page(title: &str, body: &str) -> Page {
    let place = Place { body: body.to_owned(), ..Place::default() };
    Page { route: title.to_owned(), title: title.to_owned(), places: vec![place], ..Page::default() }
}

fn engine(pages: &[Page]) -> Engine {
    let synonyms = vec![vec!["MDP".to_owned(), "mot de passe".to_owned()]];
    let files = write(pages, &SiteWords { languages: Vec::new(), synonyms }).expect("memory does not fail");
    Engine::open(files.bundle()).expect("what was written is read")
}

fuzz_target!(|text: &str| {
    ENGINE.answer(&Request::new(text)).expect("all bytes are here");
    let (query, body) = text.split_at(text.char_indices().nth(20).map_or(text.len(), |(at, _)| at));
    let answer = engine(&[page(query, body)]).answer(&Request::new(query)).expect("all bytes are here");
    for group in answer.groups {
        assert_eq!(group.title.concat(), query);
    }
});
