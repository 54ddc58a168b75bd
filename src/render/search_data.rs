//! The files with which a browser searches: the index, the engine, and a plain list for where it cannot run.
//!
//! `current.json` is the only name that stays: it says where the others are. Engine and index have the hash of their bytes in the
//! names of their folders, so that browsers may keep them for ever.

use std::sync::Arc;

use libdeflater::{CompressionLvl, Compressor};
use serde::Serialize;
use sha2::{Digest, Sha256};
use vademecum_search::{Engine, Files, Layout, Page, RELEASE, write};

use super::Renderer;
use crate::model::Route;

/// The folder of these files, from the root of the site.
pub const SEARCH_DATA: &str = "search-data/";
/// Compressed, a bundle is at most this large; a larger index is cut in pieces. Bytes.
const LARGEST_BUNDLE: usize = 300_000;
/// An index larger than this does not get below that. Bytes.
const HOPELESS: usize = 2_500_000;
const GZIP_LEVEL: i32 = 9;

const ENGINE: &[u8] = include_bytes!("../../crates/vademecum-search-wasm/engine.wasm");
const WORKER: &str = include_str!("../../crates/vademecum-search-wasm/worker.js");

/// One of these files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFile {
    /// What is where.
    Current,
    /// The script of the worker.
    Worker,
    /// The engine.
    Engine,
    /// What is loaded first of the index.
    Opening,
    /// A piece of the index.
    Piece(u32),
    /// Titles and other wordings as a script, for browsers that refuse the engine and for sites opened from disk.
    Plain,
}

/// The index of a site as it goes out.
#[derive(Debug)]
pub struct SearchData {
    /// Hash of the index.
    index: String,
    /// Hash of engine and worker.
    engine: String,
    layout: Layout,
    plain: String,
}

/// `current.json`.
#[derive(Serialize)]
struct Current<'a> {
    release: &'a str,
    engine: &'a str,
    index: &'a str,
    layout: &'a str,
    pieces: usize,
}

impl SearchData {
    fn new(files: Files, plain: String) -> Self {
        let layout = lay_out(files);
        let index = hash(std::iter::once(layout.opening.as_slice()).chain(layout.pieces()));
        Self { index, engine: hash([ENGINE, WORKER.as_bytes()]), layout, plain }
    }

    /// An engine over the index.
    pub fn engine(&self) -> Engine {
        let mut engine = Engine::open(self.layout.opening.clone()).expect("what was just written can be opened");
        for (number, piece) in (0..).zip(self.layout.pieces()) {
            engine.add_piece(number, piece.to_vec()).expect("it is a piece of this index");
        }
        engine
    }

    /// Every file with its address.
    pub(super) fn files(&self) -> impl Iterator<Item = (Route, SearchFile)> {
        let Self { index, engine, .. } = self;
        let fixed = [
            (format!("{SEARCH_DATA}current.json"), SearchFile::Current),
            (format!("{SEARCH_DATA}plain.js"), SearchFile::Plain),
            (format!("{SEARCH_DATA}engine-{engine}/worker.js"), SearchFile::Worker),
            (format!("{SEARCH_DATA}engine-{engine}/engine.wasm.gz"), SearchFile::Engine),
            (format!("{SEARCH_DATA}index-{index}/opening.bin.gz"), SearchFile::Opening),
        ];
        let pieces = (0..self.layout.pieces().len() as u32)
            .map(move |number| (format!("{SEARCH_DATA}index-{index}/{number}.bin.gz"), SearchFile::Piece(number)));
        fixed.into_iter().chain(pieces).map(|(path, file)| (Route::new(path), file))
    }

    /// The bytes of a file.
    pub(super) fn bytes(&self, file: SearchFile) -> Vec<u8> {
        match file {
            SearchFile::Current => self.current().into_bytes(),
            SearchFile::Worker => WORKER.as_bytes().to_vec(),
            SearchFile::Engine => gzip(ENGINE),
            SearchFile::Opening => gzip(&self.layout.opening),
            SearchFile::Piece(number) => gzip(self.layout.piece(number).unwrap_or_default()),
            SearchFile::Plain => self.plain.clone().into_bytes(),
        }
    }

    fn current(&self) -> String {
        let pieces = self.layout.pieces().len();
        let layout = if pieces == 0 { "bundle" } else { "pieces" };
        let current = Current { release: RELEASE, engine: &self.engine, index: &self.index, layout, pieces };
        serde_json::to_string(&current).expect("texts and numbers are JSON") + "\n"
    }
}

impl Renderer<'_> {
    /// The index of the site, written on first use.
    pub fn search_data(&self) -> &Arc<SearchData> {
        self.shared.search_data.get_or_init(|| {
            let pages = self.search_pages();
            let files = write(&pages, &self.search_words()).expect("an index in memory can be written");
            let plain = plain(&pages);
            // All text of the site: let go before the index is copied into its layout.
            drop(pages);
            Arc::new(SearchData::new(files, plain))
        })
    }
}

/// Opening file and pieces: one bundle as long as it is small.
fn lay_out(files: Files) -> Layout {
    if files.len() <= HOPELESS && gzip(&files.bundle()).len() <= LARGEST_BUNDLE {
        return Layout::from(files);
    }
    files.pieces().expect("what was just written can be opened")
}

/// The first 16 hexadecimal digits of the SHA-256 of these bytes.
fn hash<'b>(parts: impl IntoIterator<Item = &'b [u8]>) -> String {
    let mut hasher = Sha256::new();
    parts.into_iter().for_each(|part| hasher.update(part));
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let level = CompressionLvl::new(GZIP_LEVEL).expect("9 is a level");
    let mut compressor = Compressor::new(level);
    let mut out = vec![0; compressor.gzip_compress_bound(bytes.len())];
    let length = compressor.gzip_compress(bytes, &mut out).expect("the bound is large enough");
    out.truncate(length);
    out
}

/// The script that gives its rows to the search that needs no engine: address, kind, title, other words, context, whether it
/// is a gap, audiences.
fn plain(pages: &[Page]) -> String {
    let mut rows = Vec::new();
    for page in pages {
        let words: Vec<&str> = page.aliases.iter().chain(&page.keywords).map(String::as_str).collect();
        let context = page.context.join(" › ");
        for place in page.places.iter().filter(|place| place.fragment.is_empty() || !place.title.is_empty()) {
            let first = place.fragment.is_empty();
            let address = if first { page.route.clone() } else { format!("{}#{}", page.route, place.fragment) };
            let title = if first { &page.title } else { &place.title };
            let words = if first { words.join(" ") } else { String::new() };
            let context = if first { context.clone() } else { format!("{context} › {}", page.title) };
            let context = context.trim_start_matches(" › ");
            let gap = u8::from(page.gap);
            rows.push(serde_json::json!([address, page.kind, title, words, context, gap, page.audiences]).to_string());
        }
    }
    // The separators that JavaScript once took for line ends are escaped.
    let rows = rows.join(",\n").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("vademecumPlainSearch([\n{rows}\n]);\n")
}
