//! What a word costs the guide: `cargo bench --bench printing -- FOLDER FILE.md [EDITS]`, with a copy of a site, since the
//! file is written. Typesets the whole guide, then again after each change of one word, in one process; prints CPU time and
//! how many times cheaper the later ones are, pages, the largest memory, and what it takes to tell what cannot be printed.

#![expect(clippy::disallowed_methods, reason = "it edits a site and takes the time")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use vademecum::load::Options;
use vademecum::pdf::Press;
use vademecum::preview::Preview;
use vademecum::render::PdfFile;
use vademecum::source::{DiskSource, KeptSource, SourcePath};

mod process;

use process::cpu;

/// The largest memory of this process so far, in MiB; 0 where the system does not say.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: f64 = line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default();
    kib / 1024.0
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [folder, file, ..] = arguments.as_slice() else { return println!("FOLDER FILE.md [EDITS]") };
    let edits: usize = arguments.get(2).and_then(|number| number.parse().ok()).unwrap_or(5);
    let Some(press) = Press::new() else { return println!("built without PDF") };
    let (root, path) = (PathBuf::from(folder), SourcePath::new(file));
    let today = "2024-11-25".parse().ok();
    let source = Arc::new(KeptSource::new(DiskSource::new(&root, today)));
    let preview = Preview::new(source.clone(), Options::default(), None);
    let set = || {
        let (start, before) = (Instant::now(), cpu());
        let state = preview.now();
        let (pdf, _) = press.make(&state.renderer(), PdfFile::Guide);
        let pages = pdf.map_or(0, |pdf| pdf.pages);
        (cpu() - before, start.elapsed().as_secs_f64(), pages)
    };
    let first = set();
    println!("first      {:>8.2} s CPU {:>8.2} s, {} pages, {:.0} MiB", first.0, first.1, first.2, peak());
    let (start, before) = (Instant::now(), cpu());
    press.foresee(&preview.now().renderer());
    println!("foreseen   {:>8.2} s CPU {:>8.2} s", cpu() - before, start.elapsed().as_secs_f64());
    let mut later = Vec::new();
    for edit in 0..edits {
        change(&root, file, edit);
        preview.update(&source.look_at(std::slice::from_ref(&path)));
        later.push(set());
    }
    later.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some(median) = later.get(later.len() / 2) else { return };
    println!("one word   {:>8.2} s CPU {:>8.2} s, {} pages, {:.0} MiB", median.0, median.1, median.2, peak());
    println!("           {:>8.1} times cheaper, {:.2} MiB a page", first.0 / median.0, peak() / first.2.max(1) as f64);
}

/// Changes one word of a file.
fn change(root: &Path, file: &str, edit: usize) {
    let path = root.join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let words = text.rsplit_once("\n\nMot ").map_or(text.as_str(), |(before, _)| before);
    std::fs::write(&path, format!("{words}\n\nMot {edit}.\n")).expect("the copy of the site can be written");
}
