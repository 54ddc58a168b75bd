//! Where a link of the foreign tree leads.

use std::collections::{BTreeSet, HashMap};

use percent_encoding::percent_decode_str;

use crate::import::file::ForeignFile;
use crate::source::SourcePath;

/// What a tree holds, for finding what its links mean.
pub(in crate::import) struct Atlas<'a> {
    /// The Markdown files.
    pub(in crate::import) files: &'a [ForeignFile],
    /// The other files.
    pub(in crate::import) assets: &'a BTreeSet<String>,
    by_path: HashMap<&'a str, usize>,
    /// By the end of the address that the foreign site gave: `category/slug`.
    by_address: HashMap<String, usize>,
    root: Option<&'a str>,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) enum Found {
    /// An address outside the tree, or a placeholder: it stays.
    Outside,
    /// An address that starts with `/`, joined to the root of the foreign site.
    Joined(String),
    /// A file of the tree by its number, and the number of a heading in it.
    File(usize, Option<usize>),
    /// A file of the tree; its fragment leads nowhere.
    LostFragment(usize),
    /// A file that is not Markdown, by its path.
    Asset(String),
    /// Nothing that is there.
    Missing,
}

impl<'a> Atlas<'a> {
    /// A map of the tree; `addresses` are the ends of the addresses that files had, where known.
    pub(in crate::import) fn new(
        files: &'a [ForeignFile],
        assets: &'a BTreeSet<String>,
        addresses: impl IntoIterator<Item = (String, usize)>,
        root: Option<&'a str>,
    ) -> Self {
        let by_path = files.iter().enumerate().map(|(at, file)| (file.path.as_str(), at)).collect();
        Self { files, assets, by_path, by_address: addresses.into_iter().collect(), root }
    }

    /// The number of the file with this path.
    pub(in crate::import) fn number(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// What the link `target` in the file `from` leads to.
    pub(in crate::import) fn find(&self, from: usize, target: &str) -> Found {
        if is_outside(target) {
            return Found::Outside;
        }
        let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
        let path = path.split('?').next().unwrap_or("");
        let path = percent_decode_str(path).decode_utf8_lossy();
        if path.is_empty() {
            return match self.at(from, fragment) {
                Found::LostFragment(_) => Found::Missing,
                found => found,
            };
        }
        match self.look(from, &path) {
            Some(Found::File(file, _)) => self.at(file, fragment),
            Some(found) => found,
            None => self.join(target),
        }
    }

    fn look(&self, from: usize, path: &str) -> Option<Found> {
        let here = SourcePath::new(&self.files[from].path);
        let path = path.replace('\\', "/");
        let inside = here.join(&path).map(|path| path.as_str().to_owned());
        // A page of Hugo is a folder of its own: its links are one level deeper than its file.
        let beside =
            SourcePath::new(format!("{}/x", self.files[from].path)).join(&path).map(|path| path.as_str().to_owned());
        let found = inside.as_deref().and_then(|path| self.file_or_asset(path));
        let found = found
            .or_else(|| beside.as_deref().filter(|_| path.starts_with("..")).and_then(|path| self.file_or_asset(path)));
        found.or_else(|| if path.starts_with('/') { self.by_address(&path) } else { None })
    }

    fn file_or_asset(&self, path: &str) -> Option<Found> {
        let stem = path.strip_suffix(".html").unwrap_or(path).trim_end_matches('/');
        let join = |name: &str| if stem.is_empty() { name.to_owned() } else { format!("{stem}/{name}") };
        let candidates = [
            path.to_owned(),
            format!("{stem}.md"),
            join("README.md"),
            join("index.md"),
            join("_index.md"),
            format!("{stem}.mdx"),
        ];
        let file = candidates.iter().find_map(|candidate| self.by_path.get(candidate.as_str()));
        let asset = || self.assets.contains(path).then(|| Found::Asset(path.to_owned()));
        file.map(|file| Found::File(*file, None)).or_else(asset)
    }

    /// By the last two parts of an address of the foreign site.
    fn by_address(&self, path: &str) -> Option<Found> {
        let mut parts = path.trim_end_matches('/').rsplit('/');
        let (last, before) = (parts.next()?, parts.next()?);
        self.by_address.get(&format!("{before}/{last}")).map(|file| Found::File(*file, None))
    }

    fn join(&self, target: &str) -> Found {
        match self.root {
            Some(root) if target.starts_with('/') => Found::Joined(format!("{}{target}", root.trim_end_matches('/'))),
            _ => Found::Missing,
        }
    }

    fn at(&self, file: usize, fragment: &str) -> Found {
        if fragment.is_empty() {
            return Found::File(file, None);
        }
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        match self.files[file].heading(&fragment) {
            Some(heading) => Found::File(file, heading),
            None => Found::LostFragment(file),
        }
    }
}

/// Whether a target has a scheme (RFC 3986, section 3.1), a host, or starts with a placeholder.
fn is_outside(target: &str) -> bool {
    let scheme = target.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    scheme || target.starts_with("//") || target.starts_with("%{")
}
