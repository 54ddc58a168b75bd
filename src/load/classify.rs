//! Which file holds which kind of content: the layout of a site's folder.

use crate::source::SourcePath;

/// What a file of the source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `vademecum.yaml`.
    Settings,
    /// The `index.md` of a folder.
    Section,
    /// A page of `content/`.
    Page,
    /// A question of `faq/`.
    Faq,
    /// The `guide.md` of a folder of `videos/`.
    Video,
    /// An announcement.
    Announcement,
    /// A list of events.
    Events,
    /// A list of documents.
    Documents,
    /// A list of contacts.
    Contacts,
    /// A list of terms.
    Glossary,
    /// Text that other texts include or name: below a name that begins with `_`, or beside a video guide.
    Fragment,
    /// A YAML file that no part of the program reads.
    Unknown,
    /// A picture, media or attachment, which goes out as it is.
    Asset,
    /// A file of a theme.
    Theme,
}

/// Folders and files of rubrics, in both languages.
const ANNOUNCEMENTS: [&str; 2] = ["content/annonces", "content/announcements"];
const CALENDAR: [&str; 2] = ["content/calendrier", "content/calendar"];
const GLOSSARY: [&str; 2] = ["content/glossaire", "content/glossary"];

/// Tells what a file is by its path.
pub fn classify(path: &SourcePath) -> Role {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    match parts.as_slice() {
        ["vademecum.yaml"] => Role::Settings,
        ["themes", ..] => Role::Theme,
        _ if !path.is_text() => Role::Asset,
        _ if path.extension() == "vtt" => Role::Fragment,
        parts if parts.iter().any(|part| part.starts_with('_')) => Role::Fragment,
        parts if path.extension() == "md" => classify_markdown(path, parts),
        _ => classify_yaml(path),
    }
}

fn classify_markdown(path: &SourcePath, parts: &[&str]) -> Role {
    match parts {
        ["content", "index.md"] => Role::Page,
        ["content" | "faq", .., "index.md"] | ["videos", "index.md"] => Role::Section,
        ["content", folder, _] if ANNOUNCEMENTS.iter().any(|a| a.ends_with(folder)) => Role::Announcement,
        ["content", ..] => Role::Page,
        ["faq", ..] => Role::Faq,
        ["videos", _, "guide.md"] => Role::Video,
        _ if path.file_name() == "guide.md" => Role::Video,
        _ => Role::Fragment,
    }
}

fn classify_yaml(path: &SourcePath) -> Role {
    let bare = path.as_str().rsplit_once('.').map_or("", |(bare, _)| bare);
    match bare {
        "content/contacts" => Role::Contacts,
        "content/documents/documents" => Role::Documents,
        _ if CALENDAR.contains(&bare) || CALENDAR.contains(&path.folder()) => Role::Events,
        _ if GLOSSARY.contains(&bare) => Role::Glossary,
        _ => Role::Unknown,
    }
}

/// The path of a file inside the site: `content/` does not show, numbers that only sort are dropped.
/// `content/02-comptes/01-acces.md` is `comptes/acces`.
pub fn site_path(path: &str) -> String {
    let path = path.strip_suffix(".md").unwrap_or(path);
    let inside = path.strip_prefix("content/").unwrap_or(if path == "content" { "" } else { path });
    inside.split('/').map(|part| crate::model::slug(without_rank(part))).collect::<Vec<_>>().join("/")
}

/// The rank that a name begins with, two digits and a hyphen, and the rest: `01-acces` is 1 and `acces`. Longer numbers
/// mean something (`150-pour-cent`, `2025-rentree`).
pub fn rank(name: &str) -> Option<(i64, &str)> {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name[digits..].strip_prefix(['-', '_']).filter(|rest| !rest.is_empty())?;
    (digits == 2).then(|| name[..digits].parse().ok().map(|rank| (rank, rest))).flatten()
}

/// A name without its rank.
pub fn without_rank(name: &str) -> &str {
    rank(name).map_or(name, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_tell_the_kind() {
        let role = |path: &str| classify(&SourcePath::new(path));
        assert_eq!(role("content/index.md"), Role::Page);
        assert_eq!(role("content/a/index.md"), Role::Section);
        assert_eq!(role("content/annonces/index.md"), Role::Section);
        assert_eq!(role("content/annonces/a.md"), Role::Announcement);
        assert_eq!(role("content/calendrier/2025.yaml"), Role::Events);
        assert_eq!(role("content/calendrier.yaml"), Role::Events);
        assert_eq!(role("content/_communs/a.md"), Role::Fragment);
        assert_eq!(role("faq/acces/a.md"), Role::Faq);
        assert_eq!(role("videos/a/guide.md"), Role::Video);
        assert_eq!(role("videos/a/transcription.md"), Role::Fragment);
        assert_eq!(role("content/image.png"), Role::Asset);
        assert_eq!(role("content/autre.yaml"), Role::Unknown);
    }

    #[test]
    fn ranks_sort_but_do_not_show() {
        assert_eq!(rank("01-acces"), Some((1, "acces")));
        assert_eq!(rank("2025"), None);
        assert_eq!(rank("150-pour-cent"), None);
        assert_eq!(rank("2025-rentree"), None);
        assert_eq!(site_path("content/02-comptes/01_acces.md"), "comptes/acces");
    }
}
