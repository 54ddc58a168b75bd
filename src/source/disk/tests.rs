//! Small folders, and what is listed of them and read from them.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use tempfile::TempDir;

use super::{DiskSource, MAX_DEPTH};
use crate::source::{MAX_TEXT_BYTES, Obstacle, Source, SourcePath};

const TODAY: Date = Date::constant(2024, 12, 11);

/// A folder with these files; what ends with `/` is an empty folder.
fn folder(paths: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for path in paths {
        let full = folder.path().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        if path.ends_with('/') {
            fs::create_dir_all(full).unwrap();
        } else {
            fs::write(full, path).unwrap();
        }
    }
    folder
}

fn source(folder: &TempDir) -> DiskSource {
    DiskSource::new(folder.path(), Some(TODAY))
}

fn files(folder: &TempDir) -> Vec<String> {
    source(folder).list().files.iter().map(|file| file.path.to_string()).collect()
}

fn obstacles(folder: &TempDir) -> Vec<(String, Obstacle)> {
    let obstacles = source(folder).list().obstacles;
    obstacles.into_iter().map(|(path, obstacle)| (path.to_string(), obstacle)).collect()
}

fn read(folder: &TempDir, path: &str) -> Result<String, Obstacle> {
    source(folder).read(&SourcePath::new(path)).map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn only_what_belongs_to_a_site_is_listed_in_the_order_of_bytes() {
    let folder = folder(&[
        "vademecum.yaml",
        "README.md",
        "src/main.rs",
        "public/index.html",
        "content/a/b.md",
        "content/a-b.md",
        "content/É.md",
        "content/.git/config",
        "content/.cache.md",
        "content/a.md~",
        "content/#a.md#",
        "content/a.swp",
        "content/Thumbs.db",
        "content/desktop.ini",
        "content/empty/",
        "faq/x/q.md",
        "videos/v/guide.md",
        "themes/t/style.css",
        "archives/2024/content/a.md",
    ]);
    let expected = [
        "archives/2024/content/a.md",
        "content/a-b.md",
        "content/a/b.md",
        "content/É.md",
        "faq/x/q.md",
        "themes/t/style.css",
        "vademecum.yaml",
        "videos/v/guide.md",
    ];
    assert_eq!(files(&folder), expected);
    assert_eq!(obstacles(&folder), []);
    assert_eq!(source(&folder).list().files[0].size, "archives/2024/content/a.md".len() as u64);
    for path in expected {
        assert_eq!(read(&folder, path).as_deref(), Ok(path));
    }
}

#[test]
fn what_is_not_listed_is_not_read() {
    let folder = folder(&["README.md", "content/.env", "content/a.md", "faq/b.md", "other/c.md"]);
    for path in [
        "README.md",
        "content/.env",
        "content/../README.md",
        "content/../faq/b.md",
        "../x",
        "/etc/passwd",
        "content//a.md",
        "content/./a.md",
        "content",
        "content/",
        "content/none.md",
        "content/a\0.md",
        "other/c.md",
        "",
    ] {
        assert_eq!(read(&folder, path), Err(Obstacle::Unreadable), "{path:?}");
    }
}

#[test]
fn names_are_kept_in_their_normal_form() {
    let folder = folder(&["content/e\u{301}.md", "content/\u{e9}.md"]);
    if files(&folder).len() == 2 {
        assert_eq!(files(&folder), ["content/e\u{301}.md", "content/\u{e9}.md"]);
    }
}

#[test]
fn large_texts_are_refused_and_large_media_are_not() {
    let folder = folder(&["content/"]);
    for (name, extra, expected) in [("a.md", 0, Ok(())), ("b.md", 1, Err(Obstacle::TooLarge)), ("c.pdf", 1, Ok(()))] {
        let file = fs::File::create(folder.path().join("content").join(name)).unwrap();
        file.set_len(MAX_TEXT_BYTES + extra).unwrap();
        assert_eq!(read(&folder, &format!("content/{name}")).map(|_| ()), expected, "{name}");
    }
}

#[test]
fn folders_are_listed_to_a_limit() {
    let deepest = format!("content{}", "/d".repeat(MAX_DEPTH - 1));
    let folder = folder(&[&format!("{deepest}/a.md"), &format!("{deepest}/d/b.md")]);
    assert_eq!(files(&folder), [format!("{deepest}/a.md")]);
    assert_eq!(obstacles(&folder), [(format!("{deepest}/d"), Obstacle::TooDeep)]);
}

#[test]
fn a_root_that_is_not_there_is_an_obstacle() {
    let source = DiskSource::new("/nowhere/at/all", Some(TODAY));
    assert_eq!(source.list().obstacles, [(SourcePath::new(""), Obstacle::Unreadable)]);
    assert_eq!(source.read(&SourcePath::new("vademecum.yaml")), Err(Obstacle::Unreadable));
}

#[test]
fn the_date_is_the_one_given_or_that_of_the_machine() {
    assert_eq!(DiskSource::new(".", Some(TODAY)).today(), TODAY);
    let before = jiff::ZonedDateTime::now().date();
    let today = DiskSource::new(".", None).today();
    assert!((before..=jiff::ZonedDateTime::now().date()).contains(&today));
}

#[test]
fn many_files_are_listed_quickly() {
    let folder = folder(&["content/"]);
    for number in 0..2_000 {
        fs::write(folder.path().join(format!("content/{number}.md")), "").unwrap();
    }
    let start = std::time::Instant::now();
    assert_eq!(files(&folder).len(), 2_000);
    assert!(start.elapsed().as_secs() < 5);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    fn link(folder: &TempDir, target: impl AsRef<Path>, path: &str) {
        symlink(target, folder.path().join(path)).unwrap();
    }

    #[test]
    fn links_inside_the_site_are_followed() {
        let folder = folder(&["content/a/b.md", "content/c.md", "shared/d.md", "vademecum.yaml"]);
        link(&folder, "c.md", "content/file.md");
        link(&folder, "a", "content/folder");
        link(&folder, folder.path().join("shared"), "faq");
        let expected =
            ["content/a/b.md", "content/c.md", "content/file.md", "content/folder/b.md", "faq/d.md", "vademecum.yaml"];
        assert_eq!(files(&folder), expected);
        assert_eq!(obstacles(&folder), []);
        assert_eq!(read(&folder, "content/folder/b.md").as_deref(), Ok("content/a/b.md"));
        assert_eq!(read(&folder, "faq/d.md").as_deref(), Ok("shared/d.md"));
    }

    #[test]
    fn links_out_of_the_site_are_not_followed() {
        let outside = folder(&["secret.md"]);
        let folder = folder(&["content/", ".git/config"]);
        link(&folder, outside.path(), "content/out");
        link(&folder, outside.path().join("secret.md"), "content/secret.md");
        link(&folder, "../.git/config", "content/config.md");
        link(&folder, outside.path().join("secret.md"), "vademecum.yaml");
        link(&folder, outside.path(), "faq");
        let paths = ["content/config.md", "content/out", "content/secret.md", "faq", "vademecum.yaml"];
        assert_eq!(obstacles(&folder), paths.map(|path| (path.to_owned(), Obstacle::LinkLeavesSite)));
        assert_eq!(files(&folder), [""; 0]);
        for path in ["content/secret.md", "content/out/secret.md", "faq/secret.md", "content/config.md"] {
            assert_eq!(read(&folder, path), Err(Obstacle::LinkLeavesSite), "{path}");
        }
    }

    #[test]
    fn links_without_end_are_not_followed() {
        let folder = folder(&["content/a/x.md", "content/b/y.md"]);
        link(&folder, "self", "content/self");
        link(&folder, "there", "content/here");
        link(&folder, "here", "content/there");
        link(&folder, ".", "content/dot");
        link(&folder, "../..", "content/a/up");
        link(&folder, "../b", "content/a/b");
        link(&folder, "../a", "content/b/a");
        link(&folder, "nowhere", "content/broken.md");
        let looped = [
            "content/a/b/a",
            "content/a/up",
            "content/b/a/b",
            "content/b/a/up",
            "content/dot",
            "content/here",
            "content/self",
            "content/there",
        ];
        let mut expected: Vec<_> = looped.map(|path| (path.to_owned(), Obstacle::LinkLoop)).into();
        expected.insert(4, ("content/broken.md".to_owned(), Obstacle::Unreadable));
        assert_eq!(obstacles(&folder), expected);
        assert_eq!(files(&folder), ["content/a/b/y.md", "content/a/x.md", "content/b/a/x.md", "content/b/y.md"]);
    }

    #[test]
    fn folders_of_links_to_folders_of_links_end_quickly() {
        let folder = folder(&["content/"]);
        for level in 0..30 {
            fs::create_dir(folder.path().join(format!("content/{level}"))).unwrap();
            for name in ["a", "b"] {
                link(&folder, format!("../{}", level + 1), &format!("content/{level}/{name}"));
            }
        }
        fs::create_dir(folder.path().join("content/30")).unwrap();
        let start = std::time::Instant::now();
        assert!(!obstacles(&folder).is_empty());
        assert!(start.elapsed().as_secs() < 10);
    }

    #[test]
    fn special_files_are_never_opened() {
        let folder = folder(&["content/"]);
        let _socket = UnixListener::bind(folder.path().join("content/socket.md")).unwrap();
        link(&folder, "socket.md", "content/linked.md");
        assert_eq!(
            obstacles(&folder),
            ["content/linked.md", "content/socket.md"].map(|path| (path.to_owned(), Obstacle::Unreadable))
        );
        assert_eq!(read(&folder, "content/socket.md"), Err(Obstacle::Unreadable));
    }

    #[test]
    fn names_that_are_not_unicode_are_reported() {
        let folder = folder(&["content/"]);
        let content = folder.path().join("content");
        if fs::create_dir(content.join(OsStr::from_bytes(b"\xff"))).is_ok() {
            fs::write(content.join(OsStr::from_bytes(b"\xff/a.md")), "").unwrap();
            fs::write(content.join(OsStr::from_bytes(b"a\xe9.md")), "").unwrap();
            let expected = ["content/a\u{fffd}.md", "content/\u{fffd}"];
            assert_eq!(obstacles(&folder), expected.map(|path| (path.to_owned(), Obstacle::NameNotUnicode)));
            assert_eq!(files(&folder), [""; 0]);
        }
    }

    #[test]
    fn unreadable_folders_are_reported() {
        let folder = folder(&["content/closed/a.md", "content/b.md"]);
        let closed = folder.path().join("content/closed");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        // The administrator can read everything.
        if fs::read_dir(&closed).is_err() {
            assert_eq!(obstacles(&folder), [("content/closed".to_owned(), Obstacle::Unreadable)]);
            assert_eq!(files(&folder), ["content/b.md"]);
        }
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    }
}
