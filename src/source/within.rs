//! A folder of a source as a source of its own: an archived campaign, which is a whole site.

use jiff::civil::Date;

use super::{Listing, Obstacle, SETTINGS, Source, SourceFile, SourcePath};

/// What lies below a folder of another source, with paths from that folder. Where the folder has no settings, it has those
/// of the other source.
pub struct Within<'a> {
    outer: &'a dyn Source,
    folder: &'a str,
    listing: Listing,
    has_settings: bool,
}

impl<'a> Within<'a> {
    /// The folder, of which `listing` lists all files and obstacles with their paths in `outer`; `settings` is the file
    /// of the outer settings, if there is one.
    pub fn new(outer: &'a dyn Source, folder: &'a str, listing: &Listing, settings: Option<&SourceFile>) -> Self {
        let inside = |path: &SourcePath| SourcePath::new(path.as_str()[folder.len()..].trim_start_matches('/'));
        let file = |file: &SourceFile| SourceFile { path: inside(&file.path), ..file.clone() };
        let mut files: Vec<SourceFile> = listing.files.iter().map(file).collect();
        let has_settings = files.iter().any(|file| file.path.as_str() == SETTINGS);
        files.extend(settings.filter(|_| !has_settings).cloned());
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let obstacles = listing.obstacles.iter().map(|(path, obstacle)| (inside(path), *obstacle)).collect();
        Self { outer, folder, listing: Listing { files, obstacles, has_links: listing.has_links }, has_settings }
    }

    /// The path in the outer source of a file of this one.
    pub fn outer_path(&self, path: &SourcePath) -> SourcePath {
        if path.as_str() == SETTINGS && !self.has_settings {
            return path.clone();
        }
        path.below(self.folder)
    }
}

impl Source for Within<'_> {
    fn list(&self) -> Listing {
        self.listing.clone()
    }

    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Obstacle> {
        self.outer.read(&self.outer_path(path))
    }

    fn today(&self) -> Date {
        self.outer.today()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemorySource;

    fn listing(outer: &MemorySource, folder: &str) -> Listing {
        let files = outer.list().files.into_iter().filter(|file| file.path.as_str().starts_with(folder)).collect();
        Listing { files, ..Listing::default() }
    }

    #[test]
    fn paths_start_at_the_folder_and_settings_are_inherited() {
        let today = jiff::civil::date(2025, 1, 1);
        let files = [("vademecum.yaml", "title: Now\n"), ("archives/2024/content/a.md", "Then")];
        let outer = files.into_iter().fold(MemorySource::new(today), |source, (path, text)| source.with(path, text));
        let settings = outer.list().files.into_iter().find(|file| file.path.as_str() == SETTINGS);
        let inner = Within::new(&outer, "archives/2024", &listing(&outer, "archives/2024/"), settings.as_ref());
        let paths: Vec<String> = inner.list().files.iter().map(|file| file.path.to_string()).collect();
        assert_eq!(paths, ["content/a.md", "vademecum.yaml"]);
        assert_eq!(inner.read(&SourcePath::new("content/a.md")).unwrap(), b"Then");
        assert_eq!(inner.read(&SourcePath::new("vademecum.yaml")).unwrap(), b"title: Now\n");
        assert_eq!(inner.outer_path(&SourcePath::new("content/a.md")).as_str(), "archives/2024/content/a.md");
        assert_eq!(inner.outer_path(&SourcePath::new("vademecum.yaml")).as_str(), "vademecum.yaml");
    }
}
