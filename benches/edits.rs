//! What a save costs a preview: `cargo bench --bench edits -- FOLDER FILE.md [EDITS]`, with a copy of a site, since the file
//! is written. Prints the CPU time of each step, in milliseconds, as the median of all edits.

#![expect(clippy::disallowed_methods, reason = "it edits a site and takes the time")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use vademecum::load::Options;
use vademecum::preview::{LiveFindings, LiveSearch, Preview};
use vademecum::source::{DiskSource, KeptSource, SourcePath};

mod process;

use process::cpu;

/// Times of one step, CPU and wall.
#[derive(Default)]
struct Step(Vec<(f64, f64)>);

impl Step {
    fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let (start, before) = (Instant::now(), cpu());
        let made = work();
        self.0.push((cpu() - before, start.elapsed().as_secs_f64()));
        made
    }

    fn print(mut self, name: &str) {
        let mut median = |part: fn(&(f64, f64)) -> f64| {
            self.0.sort_by(|a, b| part(a).total_cmp(&part(b)));
            part(&self.0[self.0.len() / 2]) * 1e3
        };
        println!("{name:<10} {:>9.2} ms CPU {:>9.2} ms", median(|times| times.0), median(|times| times.1));
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [folder, file, ..] = arguments.as_slice() else {
        return println!("FOLDER FILE.md [EDITS]");
    };
    let edits = arguments.get(2).and_then(|number| number.parse().ok()).unwrap_or(20);
    let (root, path) = (PathBuf::from(folder), SourcePath::new(file));
    let (mut start, mut index, mut first) = (Step::default(), Step::default(), Step::default());
    let (preview, source) = start.time(|| open(&root));
    let route = preview.now().site.lookup.by_file[&path];
    let route = preview.now().site.entry(route).route.clone();
    first.time(|| preview.now().output(&route));
    let search = LiveSearch::default();
    let judged = LiveFindings::default();
    judged.follow(&preview.now(), None);
    index.time(|| search.follow(&preview.now(), None).expect("indexed"));
    start.print("start");
    first.print("first page");
    index.print("index");
    let [mut look, mut load, mut page, mut judge, mut follow] = std::array::from_fn(|_| Step::default());
    let text = std::fs::read_to_string(root.join(file)).expect("the file is there");
    for edit in 0..edits {
        std::fs::write(root.join(file), format!("{text}\nmot{edit}\n")).expect("written");
        let changed = look.time(|| source.look_at(std::slice::from_ref(&path)));
        let update = load.time(|| preview.update(&changed));
        let state = preview.now();
        page.time(|| state.output(&route));
        judge.time(|| {
            judged.follow(&state, Some(&update));
            judged.all(&state, Vec::new())
        });
        follow.time(|| search.follow(&state, Some(&update)).expect("indexed"));
    }
    std::fs::write(root.join(file), text).expect("written");
    for (step, name) in [(look, "look"), (load, "load"), (page, "page"), (judge, "judge"), (follow, "search")] {
        step.print(name);
    }
}

fn open(root: &Path) -> (Preview, Arc<KeptSource>) {
    let source = Arc::new(KeptSource::new(DiskSource::new(root, None)));
    (Preview::new(source.clone(), Options::default(), None), source)
}
