//! Any text as a page and a question: the book that is made of it becomes code that typst reads as what this program wrote,
//! and nothing else, and one text in eight is typeset. `cargo fuzz run print` (see README.md).
#![no_main]

use std::collections::BTreeSet;

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use vademecum::pdf::Press;
use vademecum::render::{PdfFile, Renderer};
use vademecum::source::MemorySource;
use vademecum::{Judged, judge, load};
use vademecum_pdf::SlideFault;
use vademecum_pdf::emit::{Limits, emit};

/// All functions that the code of a chapter may call.
const CALLED: [&str; 36] = [
    "address", "box", "boxes", "callout", "chapter", "code-block", "emph", "enum", "footnote", "group", "h", "heading", "image",
    "index-lines", "lead", "linebreak", "link", "list", "long-code", "metadata", "note", "par", "pdf.artifact", "pdf.header-cell",
    "picture-figure", "quote", "raw", "rule", "see-page", "strike", "strong", "sub", "super", "table", "table-block", "task",
];
const ALSO_CALLED: [&str; 7] = ["table-caption", "table.cell", "table.header", "terms", "terms.item", "text", "unconfirmed"];

fuzz_target!(|text: &str| {
    let source = MemorySource::new(date(2024, 11, 25))
        .with("vademecum.yaml", "title: Essai\nmarkdown:\n  html: safe\n")
        .with("content/index.md", text)
        .with("faq/theme/question.md", format!("---\nquestion: {text}\nshort_answer: Oui\n---\n{text}"));
    let Judged { site, theme, .. } = judge(&source, &load::Options::default());
    let renderer = Renderer::new(&site, &theme, &source);
    let printed = renderer.book(PdfFile::Guide);
    let none = BTreeSet::new();
    let limits = Limits {
        covers: &|c| c != '欢',
        draws: &|_| Err(SlideFault::Failing),
        bad_pictures: &none,
        plain_chapters: &none,
        notes_in_words: false,
    };
    for chapter in emit(&printed.book, &limits).chapters {
        let root = typst_syntax::parse(&chapter.code);
        assert!(root.errors_and_warnings().0.is_empty(), "{}", chapter.code);
        calls(&root);
    }
    if text.len() % 8 == 0 {
        let press = Press::new().expect("the program is built with PDF");
        let (pdf, findings) = press.make(&renderer, PdfFile::Guide);
        assert!(pdf.is_some(), "{findings:?}");
    }
});

/// Fails when anything is called that this program does not call.
fn calls(node: &typst_syntax::SyntaxNode) {
    use typst_syntax::ast::{AstNode, FuncCall};
    use typst_syntax::SyntaxKind::{Conditional, DestructAssignment, ForLoop, LetBinding, SetRule, ShowRule, WhileLoop};
    if let Some(call) = node.cast::<FuncCall>() {
        let name = call.callee().to_untyped().full_text();
        assert!(CALLED.contains(&name.as_str()) || ALSO_CALLED.contains(&name.as_str()), "{name}");
    }
    let forbidden = [Conditional, DestructAssignment, ForLoop, LetBinding, SetRule, ShowRule, WhileLoop];
    assert!(!forbidden.contains(&node.kind()), "{:?}", node.kind());
    node.children().for_each(calls);
}
