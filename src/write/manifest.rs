//! `manifest.json`: what the output folder holds, and the sign that this program made it.
//!
//! `{"generator":"vademecum 0.1.0","files":[{"path":…,"sha256":…,"bytes":…},…]}`, one file a line, sorted by path; all
//! files but itself. `"published"`, before them, holds what readers are told ([`Options::publication`]). A compressed copy also has `"encoding"`: `gzip` or `br`, as in the HTTP field `Content-Encoding`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Options;
use super::compress::Encoding;
use super::failure::failure;
use super::placing::Placed;
use crate::error::Result;
use crate::text;

/// The path of the manifest in the output folder.
pub(super) const NAME: &str = "manifest.json";
/// How `generator` begins in every manifest of this program.
const OURS: &str = "vademecum ";
/// More than a million files; a larger one was not made by us.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// The manifest of an earlier build.
#[derive(Debug)]
pub(super) struct Manifest {
    /// Name and version of the program that made it.
    pub generator: String,
    /// Files by path.
    pub files: HashMap<String, Record>,
}

/// One file of a manifest.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    path: String,
    /// In hexadecimal digits.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Set on compressed copies.
    #[serde(default)]
    pub encoding: Option<Encoding>,
}

#[derive(Deserialize)]
struct Head {
    generator: String,
}

#[derive(Deserialize)]
struct Told {
    generator: String,
    published: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Whole {
    generator: String,
    files: Vec<Record>,
}

impl Manifest {
    /// The manifest in `folder`; `None` when there is none that this program made.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>> {
        let whole = read(folder)?.and_then(|bytes| serde_json::from_slice::<Whole>(&bytes).ok());
        Ok(whole.filter(|whole| whole.generator.starts_with(OURS)).map(|whole| Self {
            generator: whole.generator,
            files: whole.files.into_iter().map(|record| (record.path.clone(), record)).collect(),
        }))
    }
}

/// Whether `folder` holds a manifest of this program, of any version.
pub(super) fn is_ours(folder: &Path) -> Result<bool> {
    let head = read(folder)?.and_then(|bytes| serde_json::from_slice::<Head>(&bytes).ok());
    Ok(head.is_some_and(|head| head.generator.starts_with(OURS)))
}

fn read(folder: &Path) -> Result<Option<Vec<u8>>> {
    let path = folder.join(NAME);
    let what = || text!("impossible de lire", "cannot read");
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() && metadata.len() <= MAX_BYTES => {}
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(failure(what(), &path, source)),
    }
    fs::read(&path).map(Some).map_err(|source| failure(what(), &path, source))
}

/// What the manifest in `folder` says that readers are told.
pub(super) fn published(folder: &Path) -> Result<Option<String>> {
    let told = read(folder)?.and_then(|bytes| serde_json::from_slice::<Told>(&bytes).ok());
    let told = told.filter(|told| told.generator.starts_with(OURS)).and_then(|told| told.published);
    Ok(told.map(|value| value.get().to_owned()))
}

/// The manifest of `files`, which are sorted by path.
pub(super) fn render(options: &Options, files: &[Placed]) -> Vec<u8> {
    let published = options.publication.as_ref().map(|json| format!("\n\"published\":{json},")).unwrap_or_default();
    let mut json = format!("{{\"generator\":{},{published}\"files\":[", quoted(&options.generator));
    for (index, file) in files.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let Placed { path, sha256, bytes, .. } = file;
        let path = quoted(path);
        let encoding = file.encoding.map_or(String::new(), |encoding| format!(",\"encoding\":\"{}\"", encoding.name()));
        write!(json, "{comma}\n{{\"path\":{path},\"sha256\":\"{sha256}\",\"bytes\":{bytes}{encoding}}}")
            .expect("a string takes all that is written");
    }
    json.push_str("\n]}\n");
    json.into_bytes()
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string is always JSON")
}

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hex(bytes: impl AsRef<[u8]>) -> String {
    let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
    bytes.as_ref().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
