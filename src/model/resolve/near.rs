//! The name that was probably meant, found without comparing with every name of the site.
//!
//! Names are indexed by all words that one deletion makes of them and by their rarer words; a mistyped name meets the
//! right one in one of these, so that a suggestion costs the same in a small site and in a large one.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::model::fold;
use crate::source::SourcePath;

/// The most names compared letter by letter for one suggestion, per index.
const COMPARED: usize = 32;
/// Longer names are not compared.
const LONGEST: usize = 120;

/// Names by the ways in which they are mistyped.
#[derive(Debug)]
pub(super) struct NearIndex {
    names: Vec<(String, String)>,
    by_deletion: HashMap<u64, Vec<u32>>,
    by_word: HashMap<u64, Vec<u32>>,
}

impl NearIndex {
    /// An index over distinct names, in any order.
    pub(super) fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut names: Vec<_> = names.into_iter().map(|name| (fold(&name), name)).collect();
        names.sort();
        names.dedup();
        let mut index = Self { names: Vec::new(), by_deletion: HashMap::new(), by_word: HashMap::new() };
        for (at, (folded, _)) in names.iter().enumerate() {
            for key in deletions(folded) {
                bounded_push(&mut index.by_deletion, key, at as u32);
            }
            for word in words(folded) {
                bounded_push(&mut index.by_word, word, at as u32);
            }
        }
        index.names = names;
        index
    }

    /// The nearest name that is accepted, when it is near enough to be meant.
    pub(super) fn nearest(&self, wanted: &str, accepts: impl Fn(&str) -> bool) -> Option<&str> {
        let folded = fold(wanted);
        let by_deletion = deletions(&folded).filter_map(|key| self.by_deletion.get(&key));
        let by_word = words(&folded).filter_map(|key| self.by_word.get(&key));
        let mut seen = HashSet::new();
        let found = by_deletion.chain(by_word).flatten().filter(|at| seen.insert(**at));
        let near = found.map(|&at| &self.names[at as usize]).filter(|(_, name)| accepts(name));
        closest(&folded, near.map(|(folded, name)| (folded.as_str(), name.as_str())).take(COMPARED))
    }
}

/// The files of a site by the ways in which a path is mistyped.
#[derive(Debug)]
pub(super) struct FileNames {
    by_path: HashMap<String, SourcePath>,
    by_stem: HashMap<String, Vec<SourcePath>>,
    by_folder: HashMap<String, Vec<(String, SourcePath)>>,
    stems: NearIndex,
}

impl FileNames {
    /// An index over all files that a link can lead to.
    pub(super) fn new(files: impl Iterator<Item = SourcePath>) -> Self {
        let mut files: Vec<SourcePath> = files.collect();
        files.sort();
        let stems = NearIndex::new(files.iter().map(|file| fold(file.stem())));
        let mut names = Self { by_path: HashMap::new(), by_stem: HashMap::new(), by_folder: HashMap::new(), stems };
        for file in files {
            bounded_push(&mut names.by_stem, fold(file.stem()), file.clone());
            bounded_push(&mut names.by_folder, fold(file.folder()), (fold(file.file_name()), file.clone()));
            names.by_path.entry(fold(file.as_str())).or_insert(file);
        }
        names
    }

    /// The file that was probably meant by `wanted`.
    pub(super) fn nearest(&self, wanted: &SourcePath) -> Option<&SourcePath> {
        let path = wanted.as_str().replace('\\', "/");
        let path = SourcePath::new(path.split('?').next().unwrap_or_default());
        let folded = fold(path.as_str());
        let same = self.by_path.get(&folded).or_else(|| self.by_path.get(&format!("{folded}.md")));
        let stem = fold(path.stem());
        same.or_else(|| self.moved(&path, &stem)).or_else(|| self.beside(&path)).or_else(|| {
            let near = self.stems.nearest(&stem, |_| true)?;
            self.moved(&path, near)
        })
    }

    /// A file of the same name in another folder, the one that shares most of the path.
    fn moved(&self, path: &SourcePath, stem: &str) -> Option<&SourcePath> {
        if matches!(stem, "" | "index" | "guide") {
            return None;
        }
        let shared = |file: &SourcePath| {
            let pairs = file.as_str().split('/').zip(path.as_str().split('/'));
            (file.extension() == path.extension(), pairs.take_while(|(a, b)| a == b).count())
        };
        // The first of equals, hence the reversed order.
        self.by_stem.get(stem)?.iter().rev().max_by_key(|file| shared(file))
    }

    /// A file of a similar name in the same folder.
    fn beside(&self, path: &SourcePath) -> Option<&SourcePath> {
        let files = self.by_folder.get(&fold(path.folder()))?;
        let names = files.iter().map(|(folded, _)| (folded.as_str(), folded.as_str()));
        let name = closest(&fold(path.file_name()), names)?;
        files.iter().find(|(folded, _)| folded == name).map(|(_, file)| file)
    }
}

/// A link to `to` from the site's root.
pub(super) fn rooted(to: &SourcePath) -> String {
    format!("/{}", as_link(to.as_str()))
}

/// A link to `to` as one would write it in the file `from`.
pub(super) fn relative(from: &SourcePath, to: &SourcePath) -> String {
    let parts = |path: &'_ str| path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (here, there) = (parts(from.folder()), parts(to.folder()));
    let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let mut link = "../".repeat(here.len() - shared);
    for part in &there[shared..] {
        link.push_str(part);
        link.push('/');
    }
    link.push_str(to.file_name());
    as_link(&link)
}

/// A path as Markdown takes it: what would end or change the target is percent-encoded, letters stay readable.
fn as_link(path: &str) -> String {
    const BREAKING: percent_encoding::AsciiSet =
        percent_encoding::CONTROLS.add(b' ').add(b'(').add(b')').add(b'<').add(b'>').add(b'#').add(b'?').add(b'%');
    path.split_inclusive(|c: char| !c.is_ascii())
        .map(|piece| match piece.char_indices().next_back() {
            Some((at, last)) if !last.is_ascii() => {
                format!("{}{last}", percent_encoding::utf8_percent_encode(&piece[..at], &BREAKING))
            }
            _ => percent_encoding::utf8_percent_encode(piece, &BREAKING).to_string(),
        })
        .collect()
}

/// The closest of some pairs of folded and real name, when at most a third of the letters differ.
fn closest<'a>(wanted: &str, candidates: impl Iterator<Item = (&'a str, &'a str)>) -> Option<&'a str> {
    let length = wanted.chars().count();
    if length > LONGEST {
        return None;
    }
    let limit = (length / 3).max(1);
    candidates
        .filter(|(folded, _)| folded.chars().count().abs_diff(length) <= limit)
        .map(|(folded, name)| (strsim::damerau_levenshtein(wanted, folded), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// Keys of a name and of all that one deletion makes of it.
fn deletions(name: &str) -> impl Iterator<Item = u64> {
    let name = if name.len() > LONGEST { "" } else { name };
    let shorter =
        name.char_indices().map(move |(at, c)| key(name[..at].bytes().chain(name[at + c.len_utf8()..].bytes())));
    shorter.chain(std::iter::once(key(name.bytes())))
}

/// The words of a name that say something: at most eight, of three letters and more.
fn words(name: &str) -> impl Iterator<Item = u64> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
    words.take(8).map(|word| key(word.bytes()))
}

/// FNV-1a, 64 bits: a word and the same word with a letter cut out of a longer one have the same key.
fn key(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Adds a value to a list that stays short: what very many names share tells nothing.
fn bounded_push<K: Hash + Eq, V>(map: &mut HashMap<K, Vec<V>>, key: K, value: V) {
    let list = map.entry(key).or_default();
    if list.len() < COMPARED {
        list.push(value);
    }
}
