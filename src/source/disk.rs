//! A site in a folder of the disk. The only place where the clock is read.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "the one door for files and the date")]

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use jiff::civil::Date;
use walkdir::{DirEntry, WalkDir};

use super::{FOLDERS, Listing, MAX_DEPTH, MAX_TEXT_BYTES, Obstacle, SETTINGS, Source, SourceFile, SourcePath, Stamp};

/// The most links to folders that are followed. Few links to folders of links would otherwise be an endless site.
const MAX_FOLDER_LINKS: usize = 1_000;
/// The most links to links that a file name stands for, as on Linux (`path_resolution(7)`).
const MAX_LINK_STEPS: usize = 40;

/// A folder and a date.
#[derive(Debug)]
pub struct DiskSource {
    root: PathBuf,
    /// The root without links, once it is known.
    real_root: OnceLock<PathBuf>,
    /// Folders without links: a site has few, and asking the system again for each file costs as much as reading it.
    real_folders: Mutex<HashMap<String, PathBuf>>,
    /// The date that was asked for.
    today: Option<Date>,
}

impl DiskSource {
    /// The site in the folder `root`, made for `today` (the machine's date in its own time zone when absent).
    pub fn new(root: impl Into<PathBuf>, today: Option<Date>) -> Self {
        Self { root: root.into(), real_root: OnceLock::new(), real_folders: Mutex::default(), today }
    }

    fn real_root(&self) -> io::Result<&Path> {
        if let Some(root) = self.real_root.get() {
            return Ok(root);
        }
        let root = fs::canonicalize(&self.root)?;
        Ok(self.real_root.get_or_init(|| root))
    }
}

impl DiskSource {
    /// The folder that a path of the site stands for after all links.
    fn real_folder(&self, root: &Path, folder: &str) -> Result<PathBuf, Obstacle> {
        let known = self.real_folders.lock().unwrap_or_else(PoisonError::into_inner).get(folder).cloned();
        if let Some(real) = known {
            return Ok(real);
        }
        let real = if folder.is_empty() { root.to_owned() } else { resolve(root, &root.join(folder))? };
        self.real_folders.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned(), real.clone());
        Ok(real)
    }
}

impl Source for DiskSource {
    fn list(&self) -> Listing {
        let Ok(root) = self.real_root() else {
            return Listing {
                files: Vec::new(),
                obstacles: vec![(SourcePath::new(""), Obstacle::Unreadable)],
                has_links: false,
            };
        };
        let mut walk = Walk { root, listing: Listing::default(), folder_links: 0 };
        walk.settings();
        for name in FOLDERS {
            walk.top_folder(name);
        }
        let mut listing = walk.listing;
        listing.files.sort_by(|a, b| a.path.cmp(&b.path));
        listing.obstacles.sort_by(|a, b| a.0.cmp(&b.0));
        listing
    }

    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Obstacle> {
        read_file(&self.file(path)?, path.is_text())
    }

    fn today(&self) -> Date {
        self.today.unwrap_or_else(|| jiff::ZonedDateTime::now().date())
    }
}

impl DiskSource {
    /// The file that a path of the site stands for after all links.
    pub(super) fn file(&self, path: &SourcePath) -> Result<PathBuf, Obstacle> {
        if !belongs(path) {
            return Err(Obstacle::Unreadable);
        }
        let root = self.real_root().map_err(|_| Obstacle::Unreadable)?;
        let real_folder = self.real_folder(root, path.folder())?;
        let file = real_folder.join(path.file_name());
        let is_link = fs::symlink_metadata(&file).map_err(|_| Obstacle::Unreadable)?.is_symlink();
        if is_link { resolve(root, &file) } else { Ok(file) }
    }

    /// Lists the file or folder at `path` as [`Source::list`] does; nothing when there is none. `None` when links are on
    /// the way or below: what they lead to may stand in other places, too.
    pub(super) fn list_below(&self, path: &SourcePath) -> Option<Listing> {
        let root = self.real_root().ok()?;
        self.real_folders.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let mut walk = Walk { root, listing: Listing::default(), folder_links: 0 };
        if !belongs(path) && !FOLDERS.contains(&path.as_str()) {
            return Some(walk.listing);
        }
        let real = root.join(path.as_str());
        if real.parent().is_none_or(|above| above.exists() && fs::canonicalize(above).ok().as_deref() != Some(above)) {
            return None;
        }
        let depth = path.as_str().split('/').count();
        match fs::symlink_metadata(&real) {
            Ok(metadata) if metadata.is_symlink() => return None,
            Ok(metadata) if metadata.is_dir() && depth <= MAX_DEPTH => {
                walk.folder(Folder { site: path.as_str(), real: &real, depth }, &mut Vec::new());
            }
            Ok(metadata) if metadata.is_file() => walk.file(path.as_str(), &metadata),
            Ok(_) => walk.obstacle(path.as_str(), Obstacle::Unreadable),
            Err(_) => {}
        }
        (!walk.listing.has_links).then_some(walk.listing)
    }

    /// Whether there is a file of the site at a path on the disk, without a byte in it.
    pub fn is_empty_file(&self, path: &Path) -> bool {
        let is_empty = |metadata: fs::Metadata| metadata.is_file() && metadata.len() == 0;
        self.path_of(path).is_some() && fs::symlink_metadata(path).is_ok_and(is_empty)
    }

    /// The path in the site of a path on the disk; `None` for what does not belong to a site.
    pub(super) fn path_of(&self, path: &Path) -> Option<SourcePath> {
        let relative = path.strip_prefix(&self.root).ok().or_else(|| path.strip_prefix(self.real_root().ok()?).ok())?;
        let parts: Option<Vec<&str>> = relative.iter().map(OsStr::to_str).collect();
        let path = SourcePath::new(parts?.join("/"));
        (belongs(&path) || FOLDERS.contains(&path.as_str())).then_some(path)
    }
}

/// Whether a path is one that [`Source::list`] can give.
fn belongs(path: &SourcePath) -> bool {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let top = if parts.len() == 1 { parts[0] == SETTINGS } else { FOLDERS.contains(&parts[0]) };
    top && is_inside(Path::new(path.as_str())) && parts.iter().all(|part| !part.is_empty() && !is_left_out(part))
}

/// Whether all parts are plain names: no `..`, no root, no drive.
fn is_inside(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

/// Whether a file or folder of this name never belongs to a site: hidden ones, copies that editors keep, and what
/// systems put into folders.
fn is_left_out(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || name.ends_with(".swp")
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
}

/// The file or folder that a path stands for after all links, if it is one of the root's that is not left out.
fn resolve(root: &Path, path: &Path) -> Result<PathBuf, Obstacle> {
    let real = fs::canonicalize(path).map_err(|_| match is_endless(path) {
        true => Obstacle::LinkLoop,
        false => Obstacle::Unreadable,
    })?;
    let relative = real.strip_prefix(root).map_err(|_| Obstacle::LinkLeavesSite)?;
    let left_out = |part: &OsStr| part.to_str().is_some_and(is_left_out);
    match relative.iter().any(left_out) {
        true => Err(Obstacle::LinkLeavesSite),
        false => Ok(real),
    }
}

/// Whether a link leads to links without end.
fn is_endless(path: &Path) -> bool {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINK_STEPS {
        let Ok(target) = fs::read_link(&path) else {
            return false;
        };
        path.pop();
        path.push(target);
    }
    true
}

/// Reads a file that is not a link. Pipes, devices and sockets are not opened, since reading them can take for ever.
fn read_file(path: &Path, is_text: bool) -> Result<Vec<u8>, Obstacle> {
    let metadata = fs::metadata(path).map_err(|_| Obstacle::Unreadable)?;
    if !metadata.is_file() {
        return Err(Obstacle::Unreadable);
    }
    if !is_text {
        return fs::read(path).map_err(|_| Obstacle::Unreadable);
    }
    if metadata.len() > MAX_TEXT_BYTES {
        return Err(Obstacle::TooLarge);
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    let file = fs::File::open(path).map_err(|_| Obstacle::Unreadable)?;
    // The file may have grown in the meantime.
    file.take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes).map_err(|_| Obstacle::Unreadable)?;
    if bytes.len() as u64 > MAX_TEXT_BYTES { Err(Obstacle::TooLarge) } else { Ok(bytes) }
}

/// A folder that is being listed.
#[derive(Clone, Copy)]
struct Folder<'a> {
    /// Its path in the site.
    site: &'a str,
    /// Its path on the disk, without links.
    real: &'a Path,
    /// Its depth below the root, which is 0.
    depth: usize,
}

/// The listing of a site while it is made.
struct Walk<'a> {
    root: &'a Path,
    listing: Listing,
    folder_links: usize,
}

impl Walk<'_> {
    fn settings(&mut self) {
        match resolve(self.root, &self.root.join(SETTINGS)).map(fs::metadata) {
            Ok(Ok(metadata)) if metadata.is_file() => self.file(SETTINGS, &metadata),
            Ok(_) => self.obstacle(SETTINGS, Obstacle::Unreadable),
            // Nothing is said of settings that are not there.
            Err(obstacle) if fs::symlink_metadata(self.root.join(SETTINGS)).is_ok() => {
                self.obstacle(SETTINGS, obstacle);
            }
            Err(_) => {}
        }
    }

    fn top_folder(&mut self, name: &str) {
        let real = self.root.join(name);
        match fs::symlink_metadata(&real) {
            Ok(metadata) if metadata.is_symlink() => self.link(name, &real, 1, &mut Vec::new()),
            Ok(metadata) if metadata.is_dir() => {
                self.folder(Folder { site: name, real: &real, depth: 1 }, &mut Vec::new());
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Ok(_) | Err(_) => self.obstacle(name, Obstacle::Unreadable),
        }
    }

    /// Lists a folder with all that it holds. `links` are the folders of the links that led here, without links.
    fn folder(&mut self, folder: Folder<'_>, links: &mut Vec<PathBuf>) {
        let below = (MAX_DEPTH + 1).saturating_sub(folder.depth);
        let is_kept = |entry: &DirEntry| !entry.file_name().to_str().is_some_and(is_left_out);
        let mut entries = WalkDir::new(folder.real).min_depth(1).max_depth(below).into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Err(error) => {
                    let path = error.path().map_or(folder.site.to_owned(), |path| site_path(folder, path).0);
                    self.obstacle(&path, Obstacle::Unreadable);
                }
                Ok(entry) if is_kept(&entry) && self.entry(folder, &entry, links) => {}
                Ok(entry) if entry.file_type().is_dir() => entries.skip_current_dir(),
                Ok(_) => {}
            }
        }
    }

    /// Lists one entry; whether to go on below it if it is a folder.
    fn entry(&mut self, folder: Folder<'_>, entry: &DirEntry, links: &mut Vec<PathBuf>) -> bool {
        let (path, is_unicode) = site_path(folder, entry.path());
        let depth = folder.depth + entry.depth();
        let kind = entry.file_type();
        if !is_unicode {
            self.obstacle(&path, Obstacle::NameNotUnicode);
            return false;
        }
        if kind.is_dir() {
            if depth > MAX_DEPTH {
                self.obstacle(&path, Obstacle::TooDeep);
            }
            return depth <= MAX_DEPTH;
        }
        if kind.is_symlink() {
            self.link(&path, entry.path(), depth, links);
        } else if kind.is_file() {
            match entry.metadata() {
                Ok(metadata) => self.file(&path, &metadata),
                Err(_) => self.obstacle(&path, Obstacle::Unreadable),
            }
        } else {
            self.obstacle(&path, Obstacle::Unreadable);
        }
        false
    }

    /// Lists what a link leads to.
    fn link(&mut self, site: &str, path: &Path, depth: usize, links: &mut Vec<PathBuf>) {
        self.listing.has_links = true;
        let found = resolve(self.root, path)
            .and_then(|real| fs::metadata(&real).map(|metadata| (real, metadata)).map_err(|_| Obstacle::Unreadable));
        match found {
            Ok((_, metadata)) if metadata.is_file() => self.file(site, &metadata),
            Ok((real, metadata)) if metadata.is_dir() => self.folder_link(site, path, &real, depth, links),
            Ok(_) => self.obstacle(site, Obstacle::Unreadable),
            Err(obstacle) => self.obstacle(site, obstacle),
        }
    }

    /// Lists the folder `real`, to which the link at `path` leads, under the link's own path.
    fn folder_link(&mut self, site: &str, path: &Path, real: &Path, depth: usize, links: &mut Vec<PathBuf>) {
        let holder = path.parent().unwrap_or(self.root).to_owned();
        links.push(holder);
        self.folder_links += 1;
        if links.iter().any(|holder| holder.starts_with(real)) || self.folder_links > MAX_FOLDER_LINKS {
            self.obstacle(site, Obstacle::LinkLoop);
        } else if depth > MAX_DEPTH {
            self.obstacle(site, Obstacle::TooDeep);
        } else {
            self.folder(Folder { site, real, depth }, links);
        }
        links.pop();
    }

    fn file(&mut self, path: &str, metadata: &fs::Metadata) {
        let (size, stamp) = (metadata.len(), Stamp::of((metadata.len(), metadata.modified().ok(), identity(metadata))));
        self.listing.files.push(SourceFile { path: SourcePath::new(path), size, stamp });
    }

    fn obstacle(&mut self, path: &str, obstacle: Obstacle) {
        self.listing.obstacles.push((SourcePath::new(path), obstacle));
    }
}

/// What tells a file from another that was put in its place with the same size and time.
#[cfg(unix)]
fn identity(metadata: &fs::Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

/// What tells a file from another that was put in its place with the same size and time.
#[cfg(not(unix))]
fn identity(metadata: &fs::Metadata) -> Option<std::time::SystemTime> {
    metadata.created().ok()
}

/// The path in the site of something in `folder`, and whether it is valid Unicode; what is not is replaced by `U+FFFD`.
fn site_path(folder: Folder<'_>, path: &Path) -> (String, bool) {
    let relative = path.strip_prefix(folder.real).unwrap_or(Path::new(""));
    let mut site = folder.site.to_owned();
    let mut is_unicode = true;
    for part in relative.iter() {
        is_unicode &= part.to_str().is_some();
        site.push('/');
        site.push_str(&part.to_string_lossy());
    }
    (site, is_unicode)
}

#[cfg(test)]
mod tests;
