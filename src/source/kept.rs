//! A folder whose listing is kept: after a change, only what changed is looked up on the disk again.

use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use super::{DiskSource, Listing, Obstacle, Source, SourceFile, SourcePath};

/// A folder of the disk that somebody watches.
#[derive(Debug)]
pub struct KeptSource {
    disk: DiskSource,
    listing: Mutex<Listing>,
}

impl KeptSource {
    /// The folder as it is now.
    pub fn new(disk: DiskSource) -> Self {
        let listing = Mutex::new(disk.list());
        Self { disk, listing }
    }

    /// Looks at everything again; the paths whose files are not what they were.
    pub fn look_again(&self) -> Vec<SourcePath> {
        let new = self.disk.list();
        let mut listing = self.listing.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = differences(&listing, &new);
        *listing = new;
        changed
    }

    /// Looks at these files and folders again; the paths whose files are not what they were.
    pub fn look_at(&self, paths: &[SourcePath]) -> Vec<SourcePath> {
        let found: Option<Vec<Listing>> = paths.iter().map(|path| self.disk.list_below(path)).collect();
        let mut listing = self.listing.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(found) = found.filter(|_| listing.obstacles.is_empty() && !listing.has_links) else {
            drop(listing);
            return self.look_again();
        };
        let is_below = |path: &SourcePath| paths.iter().any(|top| is_at_or_below(path, top));
        let (old, kept) = std::mem::take(&mut listing.files).into_iter().partition(|file| is_below(&file.path));
        let old = Listing { files: old, ..Listing::default() };
        let mut new = Listing::default();
        for part in found {
            new.files.extend(part.files);
            new.obstacles.extend(part.obstacles);
        }
        sort(&mut new);
        let changed = differences(&old, &new);
        listing.files = kept;
        listing.files.extend(new.files);
        listing.obstacles.extend(new.obstacles);
        sort(&mut listing);
        changed
    }

    /// The path in the site of a path on the disk; `None` for what does not belong to a site.
    pub fn path_of(&self, path: &std::path::Path) -> Option<SourcePath> {
        self.disk.path_of(path)
    }
}

impl KeptSource {
    /// Where the bytes of a file of the site are on the disk, if they are inside its folder.
    pub fn file(&self, path: &SourcePath) -> Option<std::path::PathBuf> {
        self.disk.file(path).ok()
    }
}

impl Source for KeptSource {
    fn list(&self) -> Listing {
        self.listing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Obstacle> {
        self.disk.read(path)
    }

    fn today(&self) -> Date {
        self.disk.today()
    }
}

fn is_at_or_below(path: &SourcePath, top: &SourcePath) -> bool {
    path.as_str().strip_prefix(top.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn sort(listing: &mut Listing) {
    listing.files.sort_by(|a, b| a.path.cmp(&b.path));
    listing.files.dedup_by(|later, first| later.path == first.path);
    listing.obstacles.sort_by(|a, b| a.0.cmp(&b.0));
    listing.obstacles.dedup();
}

/// The paths that only one of two sorted listings has, or that are not the same in both.
fn differences(old: &Listing, new: &Listing) -> Vec<SourcePath> {
    let missing_in = |files: &[SourceFile], file: &SourceFile| {
        let at = files.binary_search_by(|other| other.path.cmp(&file.path));
        at.map_or(true, |at| files[at] != *file)
    };
    let gone = old.files.iter().filter(|file| missing_in(&new.files, file));
    let come = new.files.iter().filter(|file| missing_in(&old.files, file));
    let obstacles = old.obstacles.iter().filter(|obstacle| !new.obstacles.contains(obstacle));
    let obstacles = obstacles.chain(new.obstacles.iter().filter(|obstacle| !old.obstacles.contains(obstacle)));
    let mut paths: Vec<SourcePath> =
        gone.chain(come).map(|file| &file.path).chain(obstacles.map(|(path, _)| path)).cloned().collect();
    paths.sort();
    paths.dedup();
    paths
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn site() -> (tempfile::TempDir, KeptSource) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/a")).unwrap();
        fs::write(folder.path().join("vademecum.yaml"), "title: T").unwrap();
        fs::write(folder.path().join("content/a/x.md"), "x").unwrap();
        let source = KeptSource::new(DiskSource::new(folder.path(), None));
        (folder, source)
    }

    fn names(paths: &[SourcePath]) -> Vec<&str> {
        paths.iter().map(SourcePath::as_str).collect()
    }

    #[test]
    fn a_listing_that_is_kept_is_the_one_of_the_disk() {
        let (folder, source) = site();
        let path = |name: &str| folder.path().join(name);
        let steps: [(&str, &dyn Fn()); 8] = [
            ("content/a/x.md", &|| fs::write(path("content/a/x.md"), "longer").unwrap()),
            ("content/b", &|| {
                fs::create_dir_all(path("content/b/c")).unwrap();
                fs::write(path("content/b/c/y.md"), "y").unwrap();
            }),
            ("content/b/c/y.md~", &|| fs::write(path("content/b/c/y.md~"), "copy").unwrap()),
            ("content/b/c", &|| fs::rename(path("content/b/c"), path("content/d")).unwrap()),
            ("content/d", &|| {}),
            ("content/a", &|| fs::remove_dir_all(path("content/a")).unwrap()),
            ("content", &|| fs::remove_dir_all(path("content")).unwrap()),
            ("content", &|| {
                fs::create_dir_all(path("content/e")).unwrap();
                fs::write(path("content/e/z.md"), "z").unwrap();
            }),
        ];
        for (name, step) in steps {
            step();
            source.look_at(&[SourcePath::new(name)]);
            let fresh = DiskSource::new(folder.path(), None).list();
            // What was moved is known only once its new place was looked at.
            if name != "content/b/c" {
                assert_eq!(source.list().files, fresh.files, "{name}");
            }
        }
        assert!(source.look_again().is_empty());
    }

    #[test]
    fn what_changed_is_told() {
        let (folder, source) = site();
        fs::write(folder.path().join("content/a/x.md"), "y").unwrap();
        fs::write(folder.path().join("content/a/z.md"), "z").unwrap();
        assert_eq!(names(&source.look_again()), ["content/a/x.md", "content/a/z.md"]);
        fs::remove_file(folder.path().join("content/a/z.md")).unwrap();
        assert_eq!(names(&source.look_at(&[SourcePath::new("content/a/z.md")])), ["content/a/z.md"]);
        assert!(source.look_at(&[SourcePath::new("content/a/z.md"), SourcePath::new("public/x.html")]).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_as_at_first() {
        let (folder, source) = site();
        std::os::unix::fs::symlink("a", folder.path().join("content/b")).unwrap();
        source.look_at(&[SourcePath::new("content/b")]);
        assert_eq!(source.list().files, DiskSource::new(folder.path(), None).list().files);
        fs::write(folder.path().join("content/a/x.md"), "y").unwrap();
        assert_eq!(names(&source.look_at(&[SourcePath::new("content/a/x.md")])), ["content/a/x.md", "content/b/x.md"]);
        std::os::unix::fs::symlink("/etc", folder.path().join("content/e")).unwrap();
        assert_eq!(names(&source.look_at(&[SourcePath::new("content/e")])), ["content/e"]);
        assert_eq!(source.list().obstacles, DiskSource::new(folder.path(), None).list().obstacles);
    }
}
