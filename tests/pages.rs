//! What the built pages and the files for machines hold: many small sites, each rendered in memory.

mod addresses;
mod dates;
mod hostile_names;
mod kinds;
mod links;
mod machines;
mod navigation;
mod search;
mod themes;

use std::collections::BTreeMap;

use jiff::civil::date;
use vademecum::diagnostic::{Diagnostic, Severity};
use vademecum::load::Options;
use vademecum::render::{Rendered, Renderer, plan};
use vademecum::source::{MemorySource, Source};

use crate::hostile::html::{Tag, tags, unescaped};

/// A site that was rendered whole, on Monday 25 November 2024.
pub struct Built {
    /// Its files by address.
    outputs: BTreeMap<String, Vec<u8>>,
    /// What was found wrong.
    findings: Vec<Diagnostic>,
}

/// Renders a site; `vademecum.yaml` has a title and what `settings` adds.
fn built(settings: &str, files: &[(&str, &str)]) -> Built {
    built_with(settings, files, &Options::default())
}

fn built_with(settings: &str, files: &[(&str, &str)], options: &Options) -> Built {
    let source = MemorySource::new(date(2024, 11, 25)).with("vademecum.yaml", format!("title: Essai\n{settings}"));
    let source = files.iter().fold(source, |source, (path, text)| source.with(path, *text));
    render(&source, options)
}

fn render(source: &dyn Source, options: &Options) -> Built {
    let vademecum::Judged { site, theme, diagnostics: mut findings, search } = vademecum::judge(source, options);
    let renderer = Renderer::new(&site, &theme, source).with_search(search);
    let mut outputs = BTreeMap::new();
    for output in plan(&renderer) {
        let bytes = match renderer.run(&output.job) {
            Ok(Rendered::Bytes(bytes)) => bytes,
            Ok(Rendered::SourceFile(path)) => source.read(&path).expect("assets are there"),
            Err(finding) => {
                findings.push(*finding);
                continue;
            }
        };
        assert!(outputs.insert(output.route.as_str().to_owned(), bytes).is_none(), "{} is there twice", output.route);
    }
    Built { outputs, findings }
}

impl Built {
    /// Expects that nothing keeps the site from being published.
    fn sound(self) -> Self {
        assert!(self.is_sound(), "{:#?}", self.errors());
        self
    }

    fn is_sound(&self) -> bool {
        self.errors().is_empty()
    }

    /// Code and message of what keeps the site from being published.
    fn errors(&self) -> Vec<String> {
        let errors = self.findings.iter().filter(|finding| finding.severity == Severity::Error);
        errors.map(|finding| format!("{}: {}", finding.rule.code, finding.message.en)).collect()
    }

    fn has(&self, path: &str) -> bool {
        self.outputs.contains_key(path)
    }

    /// An output as text.
    fn text(&self, path: &str) -> &str {
        let bytes = self.outputs.get(path).unwrap_or_else(|| panic!("{path} is not among {:?}", self.paths()));
        std::str::from_utf8(bytes).expect("outputs are UTF-8")
    }

    fn paths(&self) -> Vec<&str> {
        self.outputs.keys().map(String::as_str).filter(|path| !path.starts_with("assets/")).collect()
    }

    /// The pages, but not those at old addresses.
    fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let pages = self.outputs.keys().filter(|path| path.ends_with(".html"));
        pages.map(|path| (path.as_str(), self.text(path))).filter(|(_, page)| !page.contains("data-target="))
    }

    /// The part of a page that is its own.
    fn main(&self, path: &str) -> &str {
        between(self.text(path), "<main", "</main>")
    }

    /// The words of that part, one space between them.
    fn words(&self, path: &str) -> String {
        words(self.main(path))
    }

    fn tags(&self, path: &str) -> Vec<Tag> {
        tags(self.text(path))
    }
}

/// What stands between the first `start` and the next `end`; empty when there is none.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start).map_or("", |(_, rest)| rest);
    rest.split_once(end).map_or("", |(inside, _)| inside)
}

/// The words of a piece of HTML, with plain spaces and one between them.
fn words(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, after)| after));
        text.push(' ');
    }
    unescaped(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}
