//! What a card says of a PDF: how many pages it has, and whether it tells its own title.
//!
//! Attached files come from anywhere, and libraries that read PDF whole take minutes for a small file made to harm:
//! each stream without an end is looked for to the end of the file, each dictionary in a dictionary is read again. So
//! this reads only what is asked: one pass finds where objects are, the last of a number being the valid one
//! (ISO 32000-1, section 7.5.6); packed objects (section 7.5.7) are unpacked up to a limit; then catalogue, root of
//! the pages and information are looked at. The table of places is not needed for that. A file of which nothing can be
//! said is a rule's finding.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use libdeflater::Decompressor;

mod dictionary;

use dictionary::{Dictionary, find, is_delimiter};

/// The largest that one stream of objects may become, in bytes. Those of a book of a thousand pages stay under one
/// million.
const MAX_UNPACKED: usize = 16 << 20;
/// The largest that all of them may become.
const MAX_UNPACKED_TOGETHER: usize = 128 << 20;
/// How far the dictionary of an object that matters may go, in bytes: some list all their pages in one.
const OBJECT: usize = 4 << 20;
/// How far a trailer may go.
const TRAILER: usize = 64 << 10;

/// The most trailers, from the end of the file, in which the catalogue is looked for: each change of a file adds one.
const MAX_TRAILERS: usize = 64;

/// What is read off a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its number of pages, at least 1.
    pub pages: u32,
    /// Whether it says its title (PDF/UA-1, section 7.1: readers show it in place of the file's name).
    pub titled: bool,
}

/// Reads a PDF; `None` when it is broken, locked by a password, or packed beyond reason.
pub fn read(bytes: &[u8]) -> Option<Facts> {
    find(&bytes[..bytes.len().min(1_024)], b"%PDF-")?;
    let objects = Objects::new(bytes);
    let trailers = || objects.trailers.iter().rev().take(MAX_TRAILERS);
    let trailer = |key: &[u8]| trailers().find_map(|at| objects.dictionary(at, TRAILER)?.reference(key));
    let catalogue = objects.get(trailer(b"Root")?)?;
    let root = objects.get(catalogue.reference(b"Pages")?)?;
    let pages = root.number(b"Count").filter(|count| (1..=objects.most_pages()).contains(count))?;
    let information = trailer(b"Info").and_then(|number| objects.get(number));
    let says_title = information.is_some_and(|information| information.says_something(b"Title"));
    Some(Facts { pages, titled: says_title || has_metadata_title(bytes) })
}

/// Whether the metadata, which stands in the file unpacked, holds a title: `<dc:title><rdf:Alt><rdf:li>…`.
fn has_metadata_title(bytes: &[u8]) -> bool {
    let Some(start) = find(bytes, b"<dc:title>") else { return false };
    let rest = &bytes[start..bytes.len().min(start + 4_000)];
    let Some(end) = find(rest, b"</dc:title>") else { return false };
    let mut in_tag = false;
    rest[..end].iter().any(|byte| {
        in_tag = *byte == b'<' || (in_tag && *byte != b'>');
        !in_tag && *byte != b'>' && *byte > b' '
    })
}

/// Where the objects of a file are.
struct Objects<'b> {
    bytes: &'b [u8],
    /// What packed objects are in, one after the other.
    unpacked: Vec<u8>,
    /// Where each object begins, by number.
    places: HashMap<u32, Place>,
    /// Where the dictionaries that name the catalogue begin, in the order of the file.
    trailers: Vec<Place>,
}

/// Where something begins.
#[derive(Clone)]
enum Place {
    File(usize),
    Unpacked(usize),
}

impl<'b> Objects<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        let mut objects = Self { bytes, unpacked: Vec::new(), places: HashMap::new(), trailers: Vec::new() };
        let mut buffer = Vec::new();
        for word in Words::new(bytes) {
            match word {
                Word::Object(number, at) => drop(objects.places.insert(number, Place::File(at))),
                Word::Trailer(at) => objects.trailers.push(Place::File(at)),
                Word::Stream(object, data) => objects.stream(object, data, &mut buffer),
            }
        }
        objects
    }

    /// Takes a stream, whose object goes from its beginning to the stream: its dictionary may be a trailer, its data may
    /// hold objects.
    fn stream(&mut self, object: Range<usize>, data: Range<usize>, buffer: &mut Vec<u8>) {
        let Some(dictionary) = Dictionary::new(&self.bytes[object.clone()]) else { return };
        match dictionary.name(b"Type") {
            Some(b"XRef") => self.trailers.push(Place::File(object.start)),
            Some(b"ObjStm") => {
                let packed = &self.bytes[data];
                let (Some(count), Some(first)) = (dictionary.number(b"N"), dictionary.number(b"First")) else { return };
                let left = MAX_UNPACKED.min(MAX_UNPACKED_TOGETHER.saturating_sub(self.unpacked.len()));
                let Some(text) = unpacked(packed, dictionary.name(b"Filter"), buffer, left) else { return };
                let start = self.unpacked.len();
                self.unpacked.extend_from_slice(&text);
                self.packed_objects(start, count, first as usize);
            }
            _ => {}
        }
    }

    /// The objects of an unpacked stream, which begins with pairs of a number and a place.
    fn packed_objects(&mut self, start: usize, count: u32, first: usize) {
        let text = &self.unpacked[start..];
        let mut numbers =
            text[..first.min(text.len())].split(|byte| !byte.is_ascii_digit()).filter(|word| !word.is_empty());
        for _ in 0..count {
            let (Some(number), Some(offset)) = (numbers.next().and_then(decimal), numbers.next().and_then(decimal))
            else {
                break;
            };
            self.places.insert(number, Place::Unpacked(start + first + offset as usize));
        }
    }

    fn get(&self, number: u32) -> Option<Dictionary<'_>> {
        self.dictionary(self.places.get(&number)?, OBJECT)
    }

    fn dictionary(&self, at: &Place, length: usize) -> Option<Dictionary<'_>> {
        let (bytes, at) = match *at {
            Place::File(at) => (self.bytes, at),
            Place::Unpacked(at) => (&self.unpacked[..], at),
        };
        Dictionary::new(bytes.get(at..bytes.len().min(at.saturating_add(length)))?)
    }

    /// A page is an object, whatever the file says.
    fn most_pages(&self) -> u32 {
        u32::try_from(self.places.len()).unwrap_or(u32::MAX)
    }
}

/// A stream of objects unpacked; `None` when it is packed in another way than programs do, or becomes too large.
fn unpacked<'p>(packed: &'p [u8], filter: Option<&[u8]>, buffer: &mut Vec<u8>, left: usize) -> Option<Cow<'p, [u8]>> {
    match filter {
        None => (packed.len() <= left).then_some(Cow::Borrowed(packed)),
        Some(b"FlateDecode") => {
            buffer.resize(MAX_UNPACKED, 0);
            let length = Decompressor::new().zlib_decompress(packed, &mut buffer[..left]).ok()?;
            Some(Cow::Owned(buffer[..length].to_vec()))
        }
        Some(_) => None,
    }
}

/// A word of a file that matters here.
enum Word {
    /// `12 0 obj`: the number, and what follows.
    Object(u32, usize),
    /// `trailer`, and what follows.
    Trailer(usize),
    /// `stream`: its object up to it, and its data.
    Stream(Range<usize>, Range<usize>),
}

/// The words of a file. What stands in streams is passed over.
struct Words<'b> {
    bytes: &'b [u8],
    at: usize,
    /// Where the last object, or what follows the last stream, begins.
    object: usize,
    /// Whether `endstream` stands somewhere behind; once it does not, it is not looked for again.
    ends: bool,
}

impl<'b> Words<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0, object: 0, ends: true }
    }

    /// The number in `12 0 obj`, whose `obj` stands at `at`.
    fn number_before(&self, at: usize) -> Option<u32> {
        let before = &self.bytes[at.saturating_sub(24)..at];
        let mut words = before.rsplit(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty());
        let (generation, number) = (words.next()?, words.next()?);
        decimal(generation)?;
        // `endobj12 0 obj` is written by some.
        let digits = number.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        decimal(&number[number.len() - digits..])
    }

    fn data(&mut self, from: usize) -> Range<usize> {
        let start = match self.bytes.get(from..) {
            Some([b'\r', b'\n', ..]) => from + 2,
            Some([b'\r' | b'\n', ..]) => from + 1,
            _ => from,
        };
        let end = if self.ends { find(&self.bytes[start..], b"endstream") } else { None };
        self.ends = end.is_some();
        start..end.map_or(start, |end| start + end)
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        loop {
            let start = self.at + self.bytes[self.at..].iter().position(|byte| matches!(byte, b'o' | b's' | b't'))?;
            self.at = start + 1;
            let rest = &self.bytes[start..];
            let begins_word = start == 0 || is_delimiter(self.bytes[start - 1]);
            if !begins_word {
                continue;
            }
            if rest.starts_with(b"obj") {
                let Some(number) = self.number_before(start) else { continue };
                (self.at, self.object) = (start + 3, start + 3);
                return Some(Word::Object(number, self.object));
            }
            if rest.starts_with(b"trailer") {
                self.at = start + 7;
                return Some(Word::Trailer(self.at));
            }
            if rest.starts_with(b"stream") {
                let data = self.data(start + 6);
                self.at = data.end.max(start + 6);
                let object = std::mem::replace(&mut self.object, self.at);
                return Some(Word::Stream(object..start, data));
            }
        }
    }
}

fn decimal(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
pub(super) mod tests;
