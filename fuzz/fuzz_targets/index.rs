//! Any bytes as an index, and an index with bytes changed.
//! `cargo fuzz run index` (see README.md).
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vademecum_search::{Engine, Page, Place, Request, SiteWords, write};

static BUNDLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let place = Place { body: "Le mot de passe se change.".to_owned(), ..Place::default() };
    let page = Page { route: "a".to_owned(), title: "Mot de passe".to_owned(), places: vec![place], ..Page::default() };
    write(&[page], &SiteWords::default()).expect("memory does not fail").bundle()
});

fuzz_target!(|bytes: &[u8]| {
    drop(Engine::open(bytes.to_vec()));
    let mut bundle = BUNDLE.clone();
    for change in bytes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % bundle.len();
        bundle[at] ^= change[2];
    }
    if let Ok(engine) = Engine::open(bundle) {
        drop(engine.answer(&Request::new("mot de passe")));
    }
});
