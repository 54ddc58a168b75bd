//! One file of the foreign tree after the passes that need no other file.

use std::collections::HashMap;

use super::draft::Draft;
use super::header::{self, Header};
use super::notes::Notes;
use super::outline::{self, Heading};
use super::{directives, html};

/// A file of the tree: its front matter, and its text without directives and HTML.
#[derive(Clone, Debug, Default)]
pub(super) struct ForeignFile {
    /// Its path in the tree, with `/` between its parts.
    pub(super) path: String,
    /// Its front matter.
    pub(super) header: Header,
    /// Its text.
    pub(super) draft: Draft,
    /// The headings of its text.
    pub(super) headings: Vec<Heading>,
    /// The number of the heading that is its title.
    pub(super) title_at: Option<usize>,
    /// Headings by what a fragment may mean: their ids before their words.
    by_key: HashMap<String, usize>,
}

impl ForeignFile {
    /// Reads a file of the tree.
    pub(super) fn read(path: &str, text: &str, notes: &mut Notes) -> Self {
        let (header, body, first) = header::split(text, notes);
        let draft = directives::convert(&Draft::new(body, first), notes);
        let draft = html::convert(&draft, notes);
        let headings = outline::headings(&draft.text);
        let is_title = |heading: &Heading| heading.opens && heading.level == 1 && !heading.words.trim().is_empty();
        let title_at = headings.first().is_some_and(is_title).then_some(0);
        let by_key = keys(&headings);
        Self { path: path.to_owned(), header, draft, headings, title_at, by_key }
    }

    /// The title that opens the text, without marks.
    pub(super) fn title(&self) -> Option<&str> {
        self.title_at.map(|at| self.headings[at].words.trim())
    }

    /// The file's name without folders and extension.
    pub(super) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or("");
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The folder that holds it, `""` for the root.
    pub(super) fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether it stands for its folder.
    pub(super) fn is_index(&self) -> bool {
        matches!(self.stem().to_ascii_lowercase().as_str(), "readme" | "index" | "_index")
    }

    /// The heading that a fragment means: `Some(None)` when that is the title of the page.
    pub(super) fn heading(&self, fragment: &str) -> Option<Option<usize>> {
        let wanted = Some(outline::key(fragment)).filter(|key| !key.is_empty())?;
        let at = *self.by_key.get(&wanted)?;
        Some(if self.title_at == Some(at) { None } else { Some(at) })
    }
}

/// Headings by what a fragment may mean. The first of several wins, and an id wins over words.
fn keys(headings: &[Heading]) -> HashMap<String, usize> {
    let ids = headings.iter().enumerate().filter_map(|(at, heading)| Some((outline::key(heading.id.as_deref()?), at)));
    let words = headings.iter().enumerate().map(|(at, heading)| (heading.key.clone(), at));
    let mut all = HashMap::new();
    for (key, at) in ids.chain(words) {
        all.entry(key).or_insert(at);
    }
    all
}
