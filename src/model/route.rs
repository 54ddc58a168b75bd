//! Addresses inside the site.

use std::fmt;
use std::sync::Arc;

/// The path of an output file relative to the output folder, with `/` between its parts: `faq/acces/identifiant.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

impl Route {
    /// A route from its path.
    pub fn new(path: impl AsRef<str>) -> Self {
        Self(Arc::from(path.as_ref()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same path below a folder.
    pub fn below(&self, folder: &str) -> Route {
        Route::new(format!("{folder}/{}", self.0))
    }

    /// The number of folders above the file.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// The folder that holds the file, `""` for the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The way back to the root from a page at this route: `""`, `"../"`, `"../../"`.
    pub fn to_root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// The relative reference to this route from a page at `from` (RFC 3986, section 4.2), percent-encoded.
    /// It works under any sub-path and from disk.
    pub fn from_page(&self, from: &Route) -> String {
        if self == from {
            return encode(self.file_name());
        }
        let here: Vec<&str> = from.folder().split('/').filter(|p| !p.is_empty()).collect();
        let there: Vec<&str> = self.folder().split('/').filter(|p| !p.is_empty()).collect();
        let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
        let mut link = "../".repeat(here.len() - shared);
        for part in &there[shared..] {
            link.push_str(&encode(part));
            link.push('/');
        }
        link.push_str(&encode(self.file_name()));
        link
    }

    /// The path percent-encoded part by part, for use after a base address.
    pub fn encoded(&self) -> String {
        self.0.split('/').map(encode).collect::<Vec<_>>().join("/")
    }

    /// The same address with another extension: the Markdown copy of a page.
    pub fn with_extension(&self, extension: &str) -> Route {
        let stem = self.0.strip_suffix(".html").unwrap_or(&self.0);
        Route::new(format!("{stem}.{extension}"))
    }

    fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encodes one path segment: everything but unreserved characters (RFC 3986, section 2.3).
fn encode(segment: &str) -> String {
    const SEGMENT: percent_encoding::AsciiSet =
        percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    percent_encoding::utf8_percent_encode(segment, &SEGMENT).to_string()
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn relative_references_between_folders() {
        let link = |to: &str, from: &str| Route::new(to).from_page(&Route::new(from));
        assert_eq!(link("faq/a.html", "faq/b.html"), "a.html");
        assert_eq!(link("index.html", "faq/acces/b.html"), "../../index.html");
        assert_eq!(link("faq/droits/a.html", "faq/acces/b.html"), "../droits/a.html");
        assert_eq!(link("a b/é.html", "index.html"), "a%20b/%C3%A9.html");
        assert_eq!(link("faq/index.html", "faq/index.html"), "index.html");
    }
}
