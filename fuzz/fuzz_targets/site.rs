//! Any text as a page, a question and a settings file: it is loaded, judged and rendered without a panic.
//! `cargo fuzz run site` (see README.md).
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use vademecum::render::{self, Renderer};
use vademecum::source::MemorySource;
use vademecum::{Judged, judge, load};

fuzz_target!(|text: &str| {
    let source = MemorySource::new(date(2024, 11, 25))
        .with("vademecum.yaml", "title: Essai\nmarkdown:\n  html: safe\n")
        .with("content/index.md", text)
        .with("faq/theme/question.md", format!("---\nquestion: {text}\nshort_answer: Oui\n---\n{text}"))
        .with("content/calendrier.yaml", text);
    let Judged { site, theme, .. } = judge(&source, &load::Options::default());
    let renderer = Renderer::new(&site, &theme, &source);
    for output in render::plan(&renderer) {
        renderer.run(&output.job).expect("the default theme renders any content");
    }
});
