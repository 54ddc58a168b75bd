//! The one door through which a site comes in: its files and today's date.
//!
//! Nothing else in the crate reads the disk or the clock. [`DiskSource`] reads a folder, [`MemorySource`] is a folder
//! that a test or another program holds in memory; both give the same [`Listing`].

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

mod disk;
mod kept;
mod memory;
mod overlay;
mod within;

pub use disk::DiskSource;
pub use kept::KeptSource;
pub use memory::MemorySource;
pub use overlay::{FileContent, Overlay};
pub use within::Within;

/// The file that makes a folder a site: its settings.
pub const SETTINGS: &str = "vademecum.yaml";
/// The folders of the root that belong to a site.
pub const FOLDERS: [&str; 5] = ["archives", "content", "faq", "themes", "videos"];
/// The largest text file that is read, in bytes. A larger one is reported and left out.
pub const MAX_TEXT_BYTES: u64 = 8 * 1024 * 1024;
/// The deepest folder below the site's root.
pub const MAX_DEPTH: usize = 32;

/// The path of a source file relative to the site's root, with `/` between its parts on every system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// A path from its text; the caller has made sure that it is relative and uses `/`.
    pub fn new(path: impl AsRef<str>) -> Self {
        Self(Arc::from(path.as_ref()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds it, `""` for the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }

    /// The last part without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The extension without its dot, as written; `""` when there is none.
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// Whether it is read as text: Markdown, YAML, or captions, which also go out as they are. Everything else only
    /// goes out as it is.
    pub fn is_text(&self) -> bool {
        matches!(self.extension(), "md" | "yaml" | "yml" | "vtt")
    }

    /// The same path below a folder.
    pub fn below(&self, folder: &str) -> SourcePath {
        SourcePath::new(format!("{folder}/{}", self.0))
    }

    /// Follows `relative` from the folder of this file: `.` and `..` are resolved, `/x` starts at the root.
    /// `None` when it leaves the site.
    pub fn join(&self, relative: &str) -> Option<SourcePath> {
        let (base, relative) = match relative.strip_prefix('/') {
            Some(rooted) => ("", rooted),
            None => (self.folder(), relative),
        };
        let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(SourcePath::new(parts.join("/")))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it is.
    pub path: SourcePath,
    /// Its size in bytes.
    pub size: u64,
    /// Whether it is still what it was.
    pub stamp: Stamp,
}

/// What tells one state of a file from another without reading it: of a file on disk, its identity, size and time of
/// change; of one in memory, its content. Two files, or one file at two times, with equal stamps have equal bytes, but for
/// changes that are faster than the clock of the file system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stamp(u64);

impl Stamp {
    /// The stamp of what these values describe.
    pub fn of(values: impl std::hash::Hash) -> Self {
        // The standard hasher with its fixed keys: stamps are compared within one run only.
        let mut hasher = std::hash::DefaultHasher::new();
        values.hash(&mut hasher);
        Self(std::hash::Hasher::finish(&hasher))
    }
}

/// Why something below the root could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The system refused to read it.
    Unreadable,
    /// A symbolic link leads out of the site.
    LinkLeavesSite,
    /// A symbolic link leads to a folder that holds it.
    LinkLoop,
    /// Folders are nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// The name is not valid Unicode.
    NameNotUnicode,
    /// A text file is larger than [`MAX_TEXT_BYTES`].
    TooLarge,
}

/// What a source holds, in the order of the paths' bytes.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// All files, sorted.
    pub files: Vec<SourceFile>,
    /// What could not be taken, sorted.
    pub obstacles: Vec<(SourcePath, Obstacle)>,
    /// Whether symbolic links are among what was listed: one file may then stand in several places.
    pub has_links: bool,
}

/// The outside world as a site sees it.
pub trait Source: Send + Sync {
    /// Lists all files below the root that can belong to a site, in a stable order.
    fn list(&self) -> Listing;
    /// Reads one file whole.
    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Obstacle>;
    /// The day for which the site is made.
    fn today(&self) -> Date;
}

#[cfg(test)]
mod tests {
    use super::SourcePath;

    #[test]
    fn joins_follow_dots_and_never_leave_the_site() {
        let from = SourcePath::new("faq/acces/identifiant.md");
        assert_eq!(from.join("../droits/a.md").unwrap().as_str(), "faq/droits/a.md");
        assert_eq!(from.join("./b.md").unwrap().as_str(), "faq/acces/b.md");
        assert_eq!(from.join("/content/x.md").unwrap().as_str(), "content/x.md");
        assert!(from.join("../../../etc/passwd").is_none());
    }
}
