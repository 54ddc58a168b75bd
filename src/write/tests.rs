//! The output folder before and after, under every fault.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;

use super::{Options, Output, Progress, Rendered, Report, Target, write};
use crate::error::{Error, Result};
use crate::text;

mod compressed;
mod concurrent;
mod failing;
pub(super) mod fault;
mod guarded;
mod killed;
mod replaced;

/// A site with one source, and `public` as its output folder.
struct Fixture {
    root: TempDir,
}

impl Fixture {
    fn new() -> Self {
        let root = TempDir::new().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        Self { root }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    fn target(&self) -> Target {
        Target { folder: self.path("public"), site_root: self.path(""), force: false }
    }

    fn build(&self, outputs: &[Made]) -> Result<Report> {
        build(&self.target(), outputs)
    }

    fn snapshot(&self) -> Snapshot {
        snapshot(&self.path("public"))
    }

    /// What a build may have left beside the output folder.
    fn left_overs(&self) -> Vec<String> {
        let names = fs::read_dir(self.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut left: Vec<String> = names.filter(|name| name.starts_with('.')).collect();
        left.sort();
        left
    }
}

fn build(target: &Target, outputs: &[Made]) -> Result<Report> {
    write(target, outputs, &Options::default(), &|_| ())
}

/// An output for tests.
struct Made {
    path: String,
    content: Content,
}

enum Content {
    Text(String),
    File(PathBuf),
    Failure,
    Panic,
}

impl Output for Made {
    fn path(&self) -> &str {
        &self.path
    }

    fn render(&self) -> Result<Rendered> {
        match &self.content {
            Content::Text(text) => Ok(Rendered::Bytes(text.clone().into_bytes())),
            Content::File(path) => Ok(Rendered::Copy(path.clone())),
            Content::Failure => Err(Error::new(text!("modèle cassé", "broken template"))),
            Content::Panic => panic!("a bug in a render"),
        }
    }
}

fn text(path: &str, content: &str) -> Made {
    Made { path: path.to_owned(), content: Content::Text(content.to_owned()) }
}

fn file(path: &str, from: PathBuf) -> Made {
    Made { path: path.to_owned(), content: Content::File(from) }
}

/// A site of `count` pages that all tell its version, long enough to be compressed.
fn version(version: &str, count: usize) -> Vec<Made> {
    let content = |n| format!("{version} {}", prose(1_000 + n));
    let page = |n| text(&format!("section-{}/page-{n}.html", n % 7), &content(n));
    (0..count).map(page).chain([text("index.html", version)]).collect()
}

/// Text like that of a page, in which brotli's own dictionary of the web helps it.
fn prose(length: usize) -> String {
    let item = |n: usize| {
        let hash = n.wrapping_mul(2_654_435_761) % 100_003;
        format!("<li class=\"nav-item\"><a href=\"../page-{hash}/\">Information {n}</a> avant le {}</li>\n", hash % 31)
    };
    (0..).map(item).flat_map(|item| item.into_bytes()).take(length).map(char::from).collect()
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    bytes: Vec<u8>,
    modified: SystemTime,
    inode: u64,
}

type Snapshot = BTreeMap<String, Seen>;

fn snapshot(folder: &Path) -> Snapshot {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap());
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            let metadata = entry.metadata().unwrap();
            let bytes = fs::read(entry.path()).unwrap();
            (path, Seen { bytes, modified: metadata.modified().unwrap(), inode: metadata.ino() })
        })
        .collect()
}

fn contents(snapshot: &Snapshot) -> BTreeMap<&str, &[u8]> {
    snapshot.iter().map(|(path, seen)| (path.as_str(), seen.bytes.as_slice())).collect()
}

/// Asserts that `folder` holds a whole site, just as its manifest says, and returns the text of its `index.html`.
fn whole_version(folder: &Path) -> String {
    use sha2::{Digest, Sha256};
    let snapshot = snapshot(folder);
    let manifest: serde_json::Value = serde_json::from_slice(&snapshot["manifest.json"].bytes).unwrap();
    let files = manifest["files"].as_array().unwrap();
    assert_eq!(files.len() + 1, snapshot.len(), "no file too many, none missing");
    for file in files {
        let seen = &snapshot[file["path"].as_str().unwrap()];
        assert_eq!(file["sha256"], super::manifest::hex(Sha256::digest(&seen.bytes)));
        assert_eq!(file["bytes"], seen.bytes.len());
    }
    let version = String::from_utf8(snapshot["index.html"].bytes.clone()).unwrap();
    for (path, seen) in snapshot.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(seen.bytes.starts_with(version.as_bytes()), "{path} is not of version {version}");
    }
    version
}
