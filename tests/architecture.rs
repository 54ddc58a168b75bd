//! ARCHITECTURE.md held against the code: who may use whom, who may touch the disk and the clock, how long things get.

mod code;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use code::{Function, Source, functions, paths, sources};

/// Who may use whom. What is not in a row, its module must not know. `render::view` stands for itself: templates hold
/// on to it, and it holds on to nothing. The lines without a row (`cli`, `lib.rs`, `main.rs`) put the parts together.
const MAY_USE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("colour", &[]),
    ("yaml_text", &[]),
    ("diagnostic", &["source"]),
    ("error", &["diagnostic"]),
    // Settings are part of a site and a site has settings: campaigns are declared in them.
    ("config", &["diagnostic", "model", "source"]),
    ("model", &["config", "diagnostic", "source"]),
    ("markdown", &["config", "diagnostic", "model", "source"]),
    ("prose", &["config", "diagnostic", "model"]),
    ("load", &["config", "diagnostic", "markdown", "model", "source"]),
    ("campaign", &["config", "diagnostic", "model", "prose", "source", "yaml_text"]),
    // `rules` for the rule that finds unknown codes of rules.
    ("check", &["colour", "config", "diagnostic", "model", "prose", "rules", "source"]),
    ("pdf", &["diagnostic", "render", "theme"]),
    ("rules", &["check", "diagnostic", "external", "load", "markdown", "pdf", "theme"]),
    ("external", &["diagnostic", "model", "source"]),
    ("freshness", &["diagnostic", "external", "model"]),
    ("theme", &["colour", "config", "diagnostic", "render::view", "source"]),
    ("render", &["config", "diagnostic", "markdown", "model", "prose", "render::view", "source", "theme"]),
    ("render::view", &[]),
    ("preview", &["campaign", "check", "diagnostic", "load", "model", "pdf", "render", "source", "theme"]),
    (
        "serve",
        &[
            "campaign",
            "diagnostic",
            "error",
            "external",
            "freshness",
            "load",
            "model",
            "pdf",
            "preview",
            "render",
            "source",
        ],
    ),
    ("write", &["diagnostic", "error"]),
    ("schema", &["config", "model"]),
    ("scaffold", &["config", "diagnostic", "error", "model", "yaml_text"]),
    // Of the model only addresses and slugs: what is brought in has to get the names that it will be loaded by.
    ("import", &["config", "diagnostic", "error", "model", "source", "yaml_text"]),
];

/// The modules that put the others together.
const MAKERS: [&str; 2] = ["cli", ""];

/// The libraries that stay behind one door, and the modules that are the door.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("ammonia", &["markdown"]),
    ("annotate_snippets", &["diagnostic"]),
    ("brotli", &["write"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("csv", &["render"]),
    ("dialoguer", &["cli"]),
    ("flate2", &["write"]),
    ("imagesize", &["render"]),
    ("include_dir", &["theme"]),
    ("indicatif", &["cli"]),
    ("libdeflater", &["load::pdf", "render", "write"]),
    ("mimalloc", &[""]),
    ("notify", &["serve"]),
    ("open", &["cli"]),
    ("pulldown_cmark", &["import", "markdown"]),
    ("qrcodegen", &["render"]),
    ("quick_xml", &["load::svg", "render"]),
    ("rustix", &["write"]),
    ("serde_saphyr", &["import", "load::yaml", "scaffold", "theme"]),
    ("sha2", &["load", "render", "theme", "write"]),
    ("syntect", &["markdown"]),
    ("tera", &["theme"]),
    ("thiserror", &["error"]),
    ("tokio", &["cli", "serve"]),
    ("ureq", &["cli"]),
    ("vademecum_host", &["serve"]),
    ("vademecum_pdf", &["markdown", "pdf", "render"]),
    ("walkdir", &["import", "source::disk", "write"]),
];

/// The modules that may touch the disk.
const DISK: [&str; 4] = ["source::disk", "write", "cli", "import"];
/// The modules that may read the clock: for today's date, and to tell how long a save took.
const CLOCK: [&str; 2] = ["source::disk", "serve"];
/// How the clock is read by the libraries at hand.
const CLOCKS: [&str; 8] = [
    "ZonedDateTime::now",
    "Zoned::now",
    "Timestamp::now",
    "DateTime::now",
    "SystemTime::now",
    "Instant::now",
    "Date::today",
    "UNIX_EPOCH.elapsed",
];

#[test]
fn modules_know_only_whom_they_may() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = BTreeSet::new();
    for source in sources() {
        let from = node(&source.module);
        let Some(allowed) = allowed.get(from.as_str()) else {
            assert!(MAKERS.contains(&from.as_str()), "{from} has no row in MAY_USE");
            continue;
        };
        let used = uses(source).into_iter().map(|path| node(&path)).filter(|to| *to != from && to != "text");
        wrong.extend(
            used.filter(|to| !allowed.contains(&to.as_str())).map(|to| format!("{}: {from} → {to}", source.path)),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}\nmove the code to where both may see it, or change ARCHITECTURE.md");
}

#[test]
fn no_permission_outlives_its_use() {
    let mut edges = BTreeSet::new();
    for source in sources() {
        let from = node(&source.module);
        edges.extend(uses(source).into_iter().map(|path| (from.clone(), node(&path))));
    }
    let unused = MAY_USE.iter().flat_map(|(from, to)| to.iter().map(|to| (from.to_string(), to.to_string())));
    let unused: Vec<_> = unused.filter(|edge| !edges.contains(edge)).collect();
    assert!(unused.is_empty(), "these modules may use what they do not use: {unused:?}");
}

#[test]
fn every_module_is_on_the_map() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    let modules: BTreeSet<String> = sources().iter().map(|source| node(&source.module)).collect();
    let missing: Vec<_> =
        modules.iter().filter(|name| !map.contains(&format!("`{name}`")) && !name.is_empty()).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md says nothing of {missing:?}");
}

/// The paths from the crate's root that a file uses.
fn uses(source: &Source) -> Vec<Vec<String>> {
    let mut uses = paths(&source.code, "crate");
    let above = source.module.split_last().map_or(&[][..], |(_, above)| above);
    for path in paths(&source.code, "super") {
        let ups = path.iter().take_while(|name| *name == "super").count();
        uses.push([&above[..above.len().saturating_sub(ups)], &path[ups..]].concat());
    }
    uses
}

fn node(path: &[String]) -> String {
    match path {
        [first, second, ..] if first == "render" && second == "view" => "render::view".to_owned(),
        [first, ..] => first.clone(),
        [] => String::new(),
    }
}

#[test]
fn libraries_stay_behind_their_doors() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (library, doors) in LIBRARIES {
            if !paths(&source.code, library).is_empty() && !is_within(source, doors) {
                wrong.push(format!("{} uses {library}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn is_within(source: &Source, modules: &[&str]) -> bool {
    let path = source.module.join("::");
    modules.iter().any(|module| path == *module || (!module.is_empty() && path.starts_with(&format!("{module}::"))))
}

#[test]
fn the_disk_and_the_clock_have_one_door() {
    let mut wrong = Vec::new();
    for source in sources() {
        let touches_disk = paths(&source.code, "std").iter().any(|path| path[0] == "fs");
        let asks_disk = [".exists()", ".is_file()", ".is_dir()", ".metadata()", ".canonicalize()"];
        let asks_disk = asks_disk.iter().any(|call| source.code.contains(call));
        if (touches_disk || asks_disk) && !is_within(source, &DISK) {
            wrong.push(format!("{} touches the disk", source.path));
        }
        if CLOCKS.iter().any(|clock| source.code.contains(clock)) && !is_within(source, &CLOCK) {
            wrong.push(format!("{} reads the clock", source.path));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn functions_are_short() {
    let mut found: Vec<(&Source, Function)> =
        sources().iter().flat_map(|source| functions(&source.code).into_iter().map(move |f| (source, f))).collect();
    found.sort_by_key(|(_, function)| function.lines);
    let share = |percent: usize| found[(found.len() - 1) * percent / 100].1.lines;
    println!("{} functions: median {}, 90 % {}, longest {}", found.len(), share(50), share(90), share(100));
    for (source, function) in found.iter().rev().take_while(|(_, function)| function.lines > 40) {
        println!("  {} lines: src/{}:{} {}", function.lines, source.path, function.line, function.name);
    }
    assert!(share(50) <= 10 && share(90) <= 40, "half under 10 lines, nine in ten under 40");
    let unexplained = found.iter().filter(|(source, function)| function.lines > 80 && !is_explained(source, function));
    let unexplained: Vec<_> =
        unexplained.map(|(source, f)| format!("src/{}:{} {}", source.path, f.line, f.name)).collect();
    assert!(unexplained.is_empty(), "over 80 lines, and no “Long, because …” above: {unexplained:?}");
}

/// Whether the comment above a function says why it is long.
fn is_explained(source: &Source, function: &Function) -> bool {
    let above: Vec<&str> = source.text.lines().take(function.line - 1).collect();
    let mut comment = above.iter().rev().take_while(|line| line.trim_start().starts_with(['/', '#']));
    comment.any(|line| line.contains("Long, because"))
}

#[test]
fn files_are_short_and_open_with_what_they_are() {
    let sources: Vec<&Source> = sources().iter().collect();
    let mut lengths: Vec<(usize, &str)> = sources.iter().map(|s| (s.text.lines().count(), s.path.as_str())).collect();
    lengths.sort();
    let (longest, file) = lengths[lengths.len() - 1];
    println!("{} files: median {} lines, longest {longest} (src/{file})", lengths.len(), lengths[lengths.len() / 2].0);
    for (lines, path) in lengths.iter().filter(|(lines, _)| *lines > 400) {
        println!("  {lines} lines: src/{path}");
    }
    let long: Vec<_> = lengths.iter().filter(|(lines, _)| *lines > 500).collect();
    assert!(long.is_empty(), "over 500 lines: {long:?}");
    let mute: Vec<_> = sources.iter().filter(|source| !source.text.starts_with("//!")).map(|s| &s.path).collect();
    assert!(mute.is_empty(), "these do not open with “//!”: {mute:?}");
    let names = ["mod", "utils", "util", "common", "helpers", "types", "misc", "core"];
    let vague: Vec<_> =
        sources.iter().filter_map(|s| s.module.last()).filter(|n| names.contains(&n.as_str())).collect();
    println!("names that say little: {vague:?}");
}

/// The binary is built without the debug print and the panic that a hurried hand leaves.
#[test]
fn nothing_panics_or_prints_by_the_way() {
    let mut wrong = Vec::new();
    for source in sources() {
        for call in [".unwrap()", "dbg!(", "todo!(", "println!(", "print!(", "unsafe "] {
            if source.code.contains(call) {
                wrong.push(format!("src/{}: {call}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
