//! Small sites asked questions.

mod french;
mod layouts;
mod live;
mod results;
mod robust;

use crate::{Answer, Engine, Page, Place, Request, SiteWords, write};

/// A page with a title and a text.
fn page(route: &str, title: &str, body: &str) -> Page {
    let place = Place { body: body.to_owned(), ..Place::default() };
    Page {
        route: route.to_owned(),
        kind: "faq".to_owned(),
        title: title.to_owned(),
        places: vec![place],
        ..Page::default()
    }
}

/// An engine over pages, with groups of words that mean the same.
fn engine(pages: &[Page], synonyms: &[&[&str]]) -> Engine {
    let files = write(pages, &words(synonyms)).expect("memory does not fail");
    Engine::open(files.bundle()).expect("what was written is read")
}

fn words(synonyms: &[&[&str]]) -> SiteWords {
    let group = |group: &&[&str]| group.iter().map(|text| (*text).to_owned()).collect();
    SiteWords { languages: Vec::new(), synonyms: synonyms.iter().map(group).collect() }
}

fn ask(engine: &Engine, query: &str) -> Answer {
    engine.answer(&Request::new(query)).expect("all pieces are here")
}

/// The addresses found, best first.
fn routes(engine: &Engine, query: &str) -> Vec<String> {
    ask(engine, query).groups.into_iter().map(|group| group.route).collect()
}
