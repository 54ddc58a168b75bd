//! Old addresses that lead to content of today.

use crate::diagnostic::{Location, Spanned};
use crate::model::{Entry, Site};

/// An item of `redirect_from`.
pub(super) struct Redirect<'a> {
    entry: &'a Entry,
    /// The address as written.
    pub(super) written: &'a Spanned<String>,
}

/// All old addresses of a site.
pub(super) fn all(site: &Site) -> impl Iterator<Item = Redirect<'_>> {
    site.entries
        .iter()
        .flat_map(|entry| entry.common.redirect_from.iter().map(move |written| Redirect { entry, written }))
}

impl Redirect<'_> {
    /// Where it is written.
    pub(super) fn location(&self) -> Location {
        self.entry.locate(self.written.span)
    }

    /// The output file that it means, with its fragment; `None` when it is not an address in the site.
    pub(super) fn address(&self) -> Option<String> {
        let written = self.written.trim();
        let (path, fragment) =
            written.split_once('#').map_or((written, ""), |(path, _)| (path, &written[path.len()..]));
        let path = path.strip_prefix('/').unwrap_or(path);
        let is_inside = path.split('/').all(|part| !matches!(part, "." | "..")) && !path.contains([':', '?', '\\']);
        if written.is_empty() || (path.is_empty() && !fragment.is_empty()) || !is_inside || path.starts_with('/') {
            return None;
        }
        let is_folder = path.is_empty() || path.ends_with('/');
        Some(format!("{path}{}{fragment}", if is_folder { "index.html" } else { "" }))
    }
}
