//! Content codings: which one a client wants (RFC 9110 §12.5.3), and bytes in it.

use std::io::Write;

use brotli::CompressorWriter;
use libdeflater::{CompressionLvl, Compressor};

/// Shorter bodies fit in a packet as they are.
const WORTH_CODING: usize = 1_024;
/// Quick rather than small: the client is near. (What libdeflate calls fastest does not compress at all.)
const GZIP_LEVEL: i32 = 1;
/// As quick.
const BROTLI_QUALITY: u32 = 2;
/// As large a window as a page needs (2^18 bytes).
const BROTLI_WINDOW: u32 = 18;
/// Media types outside `text/` that are text.
const TEXTS: [&str; 8] = [
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/wasm",
    "application/xml",
    "application/xhtml+xml",
    "font/ttf",
    "image/svg+xml",
];

/// How the bytes of a content are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// As they are.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

impl Coding {
    /// The name in `Content-Encoding`, which does not name identity.
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// Codes bytes. `None` when that makes them no shorter.
    pub(crate) fn code(self, bytes: &[u8]) -> Option<Vec<u8>> {
        let coded = match self {
            Self::Identity => return None,
            Self::Gzip => gzip(bytes)?,
            Self::Brotli => brotli(bytes)?,
        };
        (coded.len() < bytes.len()).then_some(coded)
    }
}

/// The coding that a client likes best, the shorter one among equals. One that takes nothing at all gets the bytes as
/// they are: RFC 9110 §12.5.3 allows it, and a page in an unwanted coding is not better than none.
pub(crate) fn choose<'a>(lines: impl Iterator<Item = &'a str>) -> Coding {
    let wishes = Wishes::read(lines);
    let best = [(Coding::Brotli, wishes.brotli), (Coding::Gzip, wishes.gzip), (Coding::Identity, wishes.identity)];
    let mut chosen = (Coding::Identity, 0);
    for (coding, weight) in best {
        if weight > chosen.1 {
            chosen = (coding, weight);
        }
    }
    chosen.0
}

/// Whether bytes of a media type get shorter and are long enough for that to matter.
pub(crate) fn worth_coding(media_type: &str, length: usize) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_text = essence.starts_with("text/")
        || essence.ends_with("+json")
        || essence.ends_with("+xml")
        || TEXTS.contains(&essence.as_str());
    length >= WORTH_CODING && is_text
}

/// What each coding is worth to a client, in thousandths; 0: unwanted.
#[derive(Debug, Default)]
struct Wishes {
    brotli: u16,
    gzip: u16,
    identity: u16,
}

impl Wishes {
    fn read<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let (mut brotli, mut gzip, mut identity, mut other) = (None, None, None, None);
        for member in lines.flat_map(|line| line.split(',')) {
            let Some((name, weight)) = read_member(member) else { continue };
            let wish = match name.as_str() {
                "br" => &mut brotli,
                "gzip" | "x-gzip" => &mut gzip,
                "identity" => &mut identity,
                "*" => &mut other,
                _ => continue,
            };
            wish.get_or_insert(weight);
        }
        // Identity that is not named is fine, but less so than any coding that is.
        let unnamed_identity = if other == Some(0) { 0 } else { 1 };
        Self {
            brotli: brotli.or(other).unwrap_or(0),
            gzip: gzip.or(other).unwrap_or(0),
            identity: identity.unwrap_or(unnamed_identity),
        }
    }
}

/// A coding with its weight. A member that cannot be read is none.
fn read_member(member: &str) -> Option<(String, u16)> {
    let mut parts = member.split(';');
    let name = parts.next()?.trim().to_ascii_lowercase();
    let weight = match parts.next() {
        None => 1_000,
        Some(parameter) => read_weight(parameter.trim())?,
    };
    (!name.is_empty() && parts.next().is_none()).then_some((name, weight))
}

/// A weight as RFC 9110 §12.4.2 writes it, `q=0.25`, in thousandths.
fn read_weight(parameter: &str) -> Option<u16> {
    let value = parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q="))?;
    let (whole, digits) = value.split_once('.').unwrap_or((value, ""));
    if digits.len() > 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let thousandths: u16 = format!("{digits:0<3}").parse().ok()?;
    match (whole, thousandths) {
        ("0", _) => Some(thousandths),
        ("1", 0) => Some(1_000),
        _ => None,
    }
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut compressor = Compressor::new(CompressionLvl::new(GZIP_LEVEL).ok()?);
    let mut coded = vec![0; compressor.gzip_compress_bound(bytes.len())];
    let length = compressor.gzip_compress(bytes, &mut coded).ok()?;
    coded.truncate(length);
    Some(coded)
}

fn brotli(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut writer = CompressorWriter::new(Vec::new(), 4_096, BROTLI_QUALITY, BROTLI_WINDOW);
    writer.write_all(bytes).ok()?;
    Some(writer.into_inner())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chosen(line: &str) -> Coding {
        choose(std::iter::once(line))
    }

    #[test]
    fn the_best_liked_coding_is_chosen() {
        assert_eq!(choose(std::iter::empty()), Coding::Identity);
        for (line, coding) in [
            ("", Coding::Identity),
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("gzip", Coding::Gzip),
            ("X-GZIP", Coding::Gzip),
            ("gzip;q=0.5", Coding::Gzip),
            ("br;q=0.5, gzip", Coding::Gzip),
            ("br;q=0.5, gzip ; Q=0.501", Coding::Gzip),
            ("identity, gzip;q=0.5", Coding::Identity),
            ("identity;q=0, gzip;q=0.001", Coding::Gzip),
            ("*", Coding::Brotli),
            ("br;q=0, *", Coding::Gzip),
            ("*;q=0", Coding::Identity),
            ("*;q=0, gzip", Coding::Gzip),
            ("gzip;q=0", Coding::Identity),
            ("gzip;q=2", Coding::Identity),
            ("gzip;q=", Coding::Identity),
            ("gzip;level=1", Coding::Identity),
            ("deflate", Coding::Identity),
        ] {
            assert_eq!(chosen(line), coding, "{line}");
        }
    }

    #[test]
    fn only_long_text_is_worth_it() {
        assert!(worth_coding("text/html; charset=utf-8", 1_024));
        assert!(worth_coding("application/ld+json", 9_999));
        assert!(worth_coding("image/svg+xml", 9_999));
        assert!(!worth_coding("text/html", 1_023));
        assert!(!worth_coding("application/pdf", 99_999));
        assert!(!worth_coding("image/png", 99_999));
        assert!(!worth_coding("", 99_999));
    }

    proptest! {
        /// A list of weights, in any case and spacing, against the greatest of them.
        #[test]
        fn choice_is_the_greatest_weight(
            br in proptest::option::of(0_u16..=1_000),
            gzip in proptest::option::of(0_u16..=1_000),
            identity in proptest::option::of(0_u16..=1_000),
            star in proptest::option::of(0_u16..=1_000),
            space in "[ \t]{0,2}",
        ) {
            let members = [("bR", br), ("gZip", gzip), ("idenTity", identity), ("*", star)];
            let written = members.iter().filter_map(|(name, weight)| {
                weight.map(|w| format!("{space}{name}{space};{space}q={}.{:03}", w / 1_000, w % 1_000))
            });
            let line = written.collect::<Vec<_>>().join(",");
            let worth = |weight: Option<u16>| f64::from(weight.or(star).unwrap_or(0));
            let implied = if star == Some(0) { 0.0 } else { 0.5 };
            let identity = identity.map_or(implied, f64::from);
            let (br, gzip) = (worth(br), worth(gzip));
            let coding = chosen(&line);
            let got = match coding { Coding::Brotli => br, Coding::Gzip => gzip, Coding::Identity => identity };
            prop_assert!(got >= br && got >= gzip && got >= identity, "{line} gave {coding:?}");
        }

        #[test]
        fn any_text_is_read(lines in proptest::collection::vec(".{0,40}", 0..4)) {
            choose(lines.iter().map(String::as_str));
        }

        #[test]
        fn coding_keeps_the_bytes(seed in proptest::collection::vec(any::<u8>(), 1..40), times in 1_usize..400) {
            use std::io::Read;
            let bytes = seed.repeat(times);
            if times > 50 {
                prop_assert!(Coding::Gzip.code(&bytes).is_some() && Coding::Brotli.code(&bytes).is_some());
            }
            if let Some(coded) = Coding::Gzip.code(&bytes) {
                let mut back = Vec::new();
                flate2::read::GzDecoder::new(&coded[..]).read_to_end(&mut back).unwrap();
                prop_assert_eq!(&back, &bytes);
            }
            if let Some(coded) = Coding::Brotli.code(&bytes) {
                let mut back = Vec::new();
                brotli::Decompressor::new(&coded[..], 4_096).read_to_end(&mut back).unwrap();
                prop_assert_eq!(&back, &bytes);
            }
        }
    }
}
