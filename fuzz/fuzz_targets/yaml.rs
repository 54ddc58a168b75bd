//! Any text as settings, events, documents and contacts.
//! `cargo fuzz run yaml` (see README.md).
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use vademecum::source::MemorySource;
use vademecum::{check, load};

fuzz_target!(|text: &str| {
    let source = ["vademecum.yaml", "content/calendrier.yaml", "content/contacts.yaml", "content/documents/documents.yaml"]
        .into_iter()
        .fold(MemorySource::new(date(2024, 11, 25)), |source, path| source.with(path, text));
    let loaded = load::load(&source, &load::Options::default());
    check::check(&loaded.site);
});
