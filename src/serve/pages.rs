//! What stands at an address of the preview: what `build` would write there, or why there is nothing.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::{Route, media_type};
use crate::preview::State;
use crate::render::Rendered;
use crate::source::{SETTINGS, SourcePath};

/// What stands at an address.
pub enum Standing {
    /// A page, as `build` writes it.
    Page(Arc<[u8]>),
    /// The page for addresses that do not exist.
    Missing(Arc<[u8]>),
    /// A page that cannot be made, and what is wrong.
    Failed(Vec<Diagnostic>),
    /// Anything else that was made.
    Bytes(Vec<u8>, &'static str),
    /// A file of the source.
    File(SourcePath),
    /// A folder whose address lacks its slash.
    Folder,
}

/// The address of a path below the base: that of a folder is the one of its `index.html`.
pub fn route(path: &str) -> Route {
    match path.is_empty() || path.ends_with('/') {
        true => Route::new(format!("{path}index.html")),
        false => Route::new(path),
    }
}

/// What stands at `route`. `origin` is the file that once gave it a page.
pub fn stand(state: &State, route: &Route, origin: Option<&SourcePath>) -> Standing {
    let is_page = route.as_str().ends_with(".html");
    let origin = origin.or_else(|| state.spoilt_file(route));
    let reasons = if is_page { reasons(state, origin) } else { Vec::new() };
    if !reasons.is_empty() {
        return Standing::Failed(reasons);
    }
    match state.output(route) {
        Some(Ok(Rendered::Bytes(bytes))) if is_page => Standing::Page(bytes.into()),
        Some(Ok(Rendered::Bytes(bytes))) => Standing::Bytes(bytes, media_type(route.as_str())),
        Some(Ok(Rendered::SourceFile(path))) => Standing::File(path),
        Some(Err(failure)) => Standing::Failed(vec![*failure]),
        None if state.has(&Route::new(format!("{route}/index.html"))) => Standing::Folder,
        None => absent(state),
    }
}

/// Whether the settings could be read. Where they could not, the site has no title, address, theme and rubrics of its own.
pub fn has_settings(state: &State) -> bool {
    !state.site.settings.title.is_empty()
}

/// What keeps a page from being what its author wrote, although something can be made at its address: settings that
/// cannot be read, or its own file. The folder of an `index.md` still has a page, without its text.
fn reasons(state: &State, origin: Option<&SourcePath>) -> Vec<Diagnostic> {
    let settings = SourcePath::new(SETTINGS);
    let files = [origin, (!has_settings(state)).then_some(&settings)];
    files.into_iter().flatten().flat_map(|file| state.errors_in(file)).cloned().collect()
}

/// The page for an address that does not exist.
fn absent(state: &State) -> Standing {
    match state.output(&Route::new("404.html")) {
        Some(Ok(Rendered::Bytes(bytes))) => Standing::Missing(bytes.into()),
        Some(Err(failure)) => Standing::Failed(vec![*failure]),
        _ => Standing::Missing(Arc::from("".as_bytes())),
    }
}

/// Puts `part` at the start of a page's head: deferred scripts run in their order, and that of the preview comes before
/// those of the site, which ask it for answers to searches.
pub fn with_part(html: &[u8], part: &str) -> Vec<u8> {
    let start = b"<head>";
    let found = html.windows(start.len()).position(|window| window == start);
    let at = found.map_or(html.len(), |at| at + start.len());
    [&html[..at], part.as_bytes(), &html[at..]].concat()
}

#[cfg(test)]
mod tests {
    use super::with_part;

    #[test]
    fn a_part_stands_at_the_start_of_the_head() {
        assert_eq!(with_part(b"<html><head>x<head>", "+"), b"<html><head>+x<head>");
        assert_eq!(with_part(b"<p>", "+"), b"<p>+");
    }
}
