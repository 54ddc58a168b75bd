//! Any bytes as a picture, as a PDF document and as captions.
//! `cargo fuzz run files` (see README.md).
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use vademecum::load;
use vademecum::source::MemorySource;

fuzz_target!(|bytes: &[u8]| {
    let source = MemorySource::new(date(2024, 11, 25))
        .with("vademecum.yaml", "title: Essai\n")
        .with("content/image.svg", bytes)
        .with("content/documents/documents.yaml", "documents:\n- id: d\n  title: D\n  file: d.pdf\n")
        .with("content/documents/d.pdf", bytes)
        .with("videos/v/v.vtt", bytes);
    load::load(&source, &load::Options::default());
});
