//! The list of a section's pages, rendered once for the whole section.

use serde::Serialize;

/// The sidebar of a section.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SidebarView {
    /// What the list is called: the name of the rubric or top-level section.
    pub title: String,
    /// Its page.
    pub href: Option<String>,
    /// A [`mark`] for that page.
    pub mark: String,
    /// Pages that stand directly in it.
    pub items: Vec<SidebarItem>,
    /// The sections in it.
    pub sections: Vec<SidebarSection>,
}

/// A section in a sidebar.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SidebarSection {
    /// Its name.
    pub label: String,
    /// Its page.
    pub href: String,
    /// A [`mark`] for its page.
    pub mark: String,
    /// Its pages; empty for sections other than one's own.
    pub items: Vec<SidebarItem>,
}

/// A page in a sidebar.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SidebarItem {
    /// Its title.
    pub label: String,
    /// Its address.
    pub href: String,
    /// A [`mark`] for it.
    pub mark: String,
    /// Pages under it.
    pub children: Vec<SidebarItem>,
}

/// Characters of the private use area, which no font of the theme has, around the number of an entry. Searches look for
/// the last byte in UTF-8, which no letter or punctuation of French shares with these.
const OPEN: char = '\u{e00c}';
const CLOSE: char = '\u{e00d}';
const CURRENT: &str = " aria-current=\"page\"";

/// A text that the template puts into the tag of a link, and [`with_current`] takes away again.
pub fn mark(entry: u32) -> String {
    format!("{OPEN}{entry}{CLOSE}")
}

/// A rendered sidebar for the page of `current`: its mark becomes ` aria-current="page"`, all others go.
pub fn with_current(html: &str, current: Option<u32>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(OPEN) {
        out.push_str(before);
        rest = after;
        if let Some((number, after)) = after.split_once(CLOSE)
            && let Ok(entry) = number.parse::<u32>()
        {
            out.push_str(if Some(entry) == current { CURRENT } else { "" });
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{mark, with_current};

    #[test]
    fn one_mark_becomes_the_current_page_and_the_others_go() {
        let html = format!("<a{}>A</a><a{}>B</a>", mark(1), mark(12));
        assert_eq!(with_current(&html, Some(12)), "<a>A</a><a aria-current=\"page\">B</a>");
        assert_eq!(with_current(&html, None), "<a>A</a><a>B</a>");
    }

    #[test]
    fn stray_mark_characters_do_no_harm() {
        assert_eq!(with_current("a\u{e00c}b\u{e00c}7\u{e00d}c\u{e00d}", Some(7)), "ab aria-current=\"page\"c\u{e00d}");
    }
}
