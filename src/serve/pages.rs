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
    let settings = SourcePath::new(SETTINGS);
    if is_page && !state.site.texts.contains_key(&settings) {
        return Standing::Failed(state.errors().cloned().collect());
    }
    match state.output(route) {
        Some(Ok(Rendered::Bytes(bytes))) if is_page => Standing::Page(bytes.into()),
        Some(Ok(Rendered::Bytes(bytes))) => Standing::Bytes(bytes, media_type(route.as_str())),
        Some(Ok(Rendered::SourceFile(path))) => Standing::File(path),
        Some(Err(failure)) => Standing::Failed(vec![*failure]),
        None if state.has(&Route::new(format!("{route}/index.html"))) => Standing::Folder,
        None => absent(state, origin),
    }
}

/// Why there is nothing: a file that cannot be read as a page, or none at all.
fn absent(state: &State, origin: Option<&SourcePath>) -> Standing {
    let errors: Vec<Diagnostic> = origin.into_iter().flat_map(|file| state.errors_in(file)).cloned().collect();
    if !errors.is_empty() {
        return Standing::Failed(errors);
    }
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
