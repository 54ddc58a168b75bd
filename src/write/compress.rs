//! Compressed copies beside the files that gain from them, for servers that send such copies as they are.
//!
//! Levels, measured on 900 built pages of 37 kB with the navigation of 193 sections (CPU time per megabyte of HTML, size
//! left; making that HTML takes about 17 ms):
//!
//! | gzip, libdeflate | ms/MB | left | | brotli, window 64 kB | ms/MB | left |
//! |---|---|---|---|---|---|---|
//! | **1** | 3.4 | 20.6 % | | 1 | 4.6 | 21.9 % |
//! | 3 | 6.0 | 20.1 % | | 2 | 9.2 | 20.0 % |
//! | 6 | 7.5 | 19.2 % | | **3** | 8.3 | 19.6 % |
//! | zlib-rs 1 | 3.3 | 27.5 % | | 4 | 15.0 | 18.9 % |
//! | zlib-rs 3 | 5.9 | 20.2 % | | 5 | 57.8 | 17.9 % |
//!
//! Brotli must beat gzip to be worth a file, since servers prefer it. On such large pages 3 does; on 212 pages of 10 kB,
//! where both start from nothing, it takes 4 (29.3 % against gzip's 30.9 %, 18 ms/MB). With quality by size, copies of 10,000
//! real pages (387 MB of HTML, 59 MB of Markdown) cost 12.7 CPU seconds where all else takes 15.8 (`vademecum build` under `time`,
//! with and without `--no-compress`).

use brotli::enc::StandardAlloc;
use brotli::enc::encode::{BrotliEncoderMaxCompressedSize, BrotliEncoderOperation, BrotliEncoderStateStruct};
use libdeflater::{CompressionLvl, Compressor};
use serde::Deserialize;

const GZIP_LEVEL: i32 = 1;
/// A page below is small: 4 is the least quality that beats gzip there.
const SMALL_BYTES: usize = 24 * 1024;
const BROTLI_QUALITY_SMALL: i32 = 4;
const BROTLI_QUALITY: i32 = 3;
/// Base-2 logarithm of the window.
const BROTLI_WINDOW: i32 = 17;

/// A file below fits in one packet anyhow.
const MIN_BYTES: u64 = 256;
/// A larger one is data for download; compressing it would need its size in memory several times.
const MAX_BYTES: u64 = 16 * 1024 * 1024;
/// The longest file name to which `.br` can still be added.
const MAX_NAME: usize = 252;

const EXTENSIONS: [&str; 13] =
    ["html", "css", "js", "json", "xml", "svg", "txt", "md", "ics", "vtt", "webmanifest", "wasm", "csv"];

/// A content coding of HTTP (RFC 9110, 8.4.1; RFC 7932).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Encoding {
    #[serde(rename = "gzip")]
    Gzip,
    #[serde(rename = "br")]
    Brotli,
}

impl Encoding {
    /// All of them, in the order in which copies are made.
    pub(super) const ALL: [Self; 2] = [Self::Gzip, Self::Brotli];

    /// Its name in HTTP.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }

    /// The path of the copy of `path`.
    pub(super) fn path_of(self, path: &str) -> String {
        match self {
            Self::Gzip => format!("{path}.gz"),
            Self::Brotli => format!("{path}.br"),
        }
    }

    /// The copy of these bytes, always the same for the same version of the program.
    pub(super) fn encode(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Gzip => gzip(bytes),
            Self::Brotli => brotli(bytes),
        }
    }
}

/// Whether copies of a file with this path and size are worth trying.
pub(super) fn is_compressible(path: &str, bytes: u64) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    (MIN_BYTES..=MAX_BYTES).contains(&bytes)
        && name.len() <= MAX_NAME
        && EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Without name and date, which would differ from build to build; the byte for the system is "unknown" (RFC 1952, 2.3).
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let level = CompressionLvl::new(GZIP_LEVEL).expect("the level exists");
    let mut compressor = Compressor::new(level);
    let mut out = vec![0; compressor.gzip_compress_bound(bytes.len())];
    let written = compressor.gzip_compress(bytes, &mut out).expect("the room given is the most that gzip can need");
    out.truncate(written);
    out
}

/// In one call with all bytes at hand, which is a third faster than through a reader.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut state = BrotliEncoderStateStruct::new(StandardAlloc::default());
    state.params.quality = if bytes.len() < SMALL_BYTES { BROTLI_QUALITY_SMALL } else { BROTLI_QUALITY };
    state.params.lgwin = BROTLI_WINDOW;
    state.params.size_hint = bytes.len();
    let mut out = vec![0; BrotliEncoderMaxCompressedSize(bytes.len())];
    let (mut left, mut read, mut room, mut written) = (bytes.len(), 0, out.len(), 0);
    let done = state.compress_stream(
        BrotliEncoderOperation::BROTLI_OPERATION_FINISH,
        &mut left,
        bytes,
        &mut read,
        &mut room,
        &mut out,
        &mut written,
        &mut None,
        &mut |_, _, _, _| (),
    );
    assert!(done && state.is_finished(), "the room given is the most that brotli can need");
    out.truncate(written);
    out
}
