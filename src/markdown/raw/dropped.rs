//! What cleaning takes out of raw HTML, and where it stood: an author should hear of it rather than look for it.
//!
//! Ammonia says nothing of what it drops. So each start tag of the source is held against the same lists; only what
//! balancing moves or closes is not told.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use super::{BLOCKS, builder, tag_length};

/// Elements whose content is not read as tags (HTML, section 13.2.5), or goes with them.
const OPAQUE: [&str; 8] = ["script", "style", "title", "textarea", "noscript", "template", "iframe", "xmp"];

/// A part of raw HTML that is not kept.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::markdown) enum Dropped {
    /// An element, by its name.
    Element(String),
    /// An attribute, by its name.
    Attribute(String),
    /// An attribute whose address would run code or open what is not the web.
    Address(String),
}

/// What may be kept.
struct Kept {
    elements: HashSet<&'static str>,
    attributes: HashMap<&'static str, HashSet<&'static str>>,
    everywhere: HashSet<&'static str>,
}

fn kept() -> &'static Kept {
    static KEPT: OnceLock<Kept> = OnceLock::new();
    KEPT.get_or_init(|| {
        let all = builder(false);
        Kept {
            elements: all.clone_tags(),
            attributes: all.clone_tag_attributes(),
            everywhere: all.clone_generic_attributes(),
        }
    })
}

/// The elements and attributes of `html` that are dropped, with their bytes; `phrasing` when it stands among words.
pub(in crate::markdown) fn dropped(html: &str, phrasing: bool) -> Vec<(Range<usize>, Dropped)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|open| at + open) {
        let rest = &html[open + 1..];
        at = open + 1;
        if let Some(comment) = rest.strip_prefix("!--") {
            at = html.len() - comment.split_once("-->").map_or("", |(_, after)| after).len();
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            // A tag without an end is shown as text.
            let Some(length) = tag_length(rest) else { break };
            at += length;
            let name = start_tag(html, open + 1..open + length, phrasing, &mut found);
            if OPAQUE.contains(&name.as_str()) {
                at = end_of(html, at, &name);
            }
        }
    }
    found
}

/// The end of the content of an opaque element that starts at `from`; the end of the text when it is not closed.
fn end_of(html: &str, from: usize, name: &str) -> usize {
    let is_end = |at: usize| html.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name));
    html[from..].match_indices("</").map(|(at, _)| from + at).find(|at| is_end(*at)).unwrap_or(html.len())
}

/// Holds the inside of a start tag against the lists; gives its name in lower case.
fn start_tag(html: &str, tag: Range<usize>, phrasing: bool, found: &mut Vec<(Range<usize>, Dropped)>) -> String {
    let inside = &html[tag.clone()];
    let is_end = |c: char| c.is_ascii_whitespace() || c == '/';
    let length = inside.find(is_end).unwrap_or(inside.len());
    let name = inside[..length].to_ascii_lowercase();
    let kept = kept();
    if !kept.elements.contains(name.as_str()) || (phrasing && BLOCKS.contains(&name.as_str())) {
        found.push((tag.start - 1..tag.start + length, Dropped::Element(name.clone())));
        return name;
    }
    let mut seen = HashSet::new();
    for attribute in attributes(inside, length) {
        let own = inside[attribute.clone()].split('=').next().unwrap_or_default().trim().to_ascii_lowercase();
        // A browser takes the first of two attributes of one name.
        if !seen.insert(own.clone()) {
            continue;
        }
        let is_kept = |list: &HashSet<&str>| list.contains(own.as_str());
        let place = tag.start + attribute.start..tag.start + attribute.end;
        if !is_kept(&kept.everywhere) && !kept.attributes.get(name.as_str()).is_some_and(is_kept) {
            found.push((place, Dropped::Attribute(own)));
        } else if matches!(own.as_str(), "href" | "src" | "cite") && !address_is_kept(&inside[attribute]) {
            found.push((place, Dropped::Address(own)));
        }
    }
    name
}

/// Whether ammonia keeps the address of an attribute, asked of an element that may have it.
fn address_is_kept(attribute: &str) -> bool {
    let value = attribute.split_once('=').map_or("\"\"", |(_, value)| value);
    builder(true).clean(&format!("<a href={value}>")).to_string().contains(" href=")
}

/// The attributes of the inside of a start tag, from `at` on, as a browser parts them (HTML, section 13.2.5.32).
fn attributes(inside: &str, mut at: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    loop {
        let rest = inside[at..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return found;
        }
        let start = inside.len() - rest.len();
        at = start + attribute_length(rest);
        found.push(start..at);
    }
}

fn attribute_length(text: &str) -> usize {
    let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '=');
    let first = text.chars().next().map_or(0, char::len_utf8);
    let name = text[first..].find(is_end).map_or(text.len(), |end| end + first);
    let Some(value) = text[name..].trim_start().strip_prefix('=').map(str::trim_start) else { return name };
    let start = text.len() - value.len();
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].find(quote).map_or(text.len(), |end| start + end + 2),
        _ => start + value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::dropped;

    fn told(html: &str, phrasing: bool) -> String {
        let told = dropped(html, phrasing).into_iter().map(|(span, what)| format!("{what:?} {}", &html[span]));
        told.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn what_is_dropped_is_told_where_it_stood() {
        let cases = [
            ("<b title=x>a</b>", ""),
            ("a < b <!-- <script> --> </script>", ""),
            ("<b onclick=x() >a</b>", "Attribute(\"onclick\") onclick=x()"),
            ("<b/OnClick = 'x > y'>a</b>", "Attribute(\"onclick\") OnClick = 'x > y'"),
            ("<script>'<i class=x>'</script><u id=a>", "Element(\"script\") <script | Attribute(\"id\") id=a"),
            ("<SCRIPT><b onclick=x>", "Element(\"script\") <SCRIPT"),
            ("<a href=javascript:x>a</a>", "Address(\"href\") href=javascript:x"),
            ("<a href='a.md?x=y' href=javascript:x>a</a>", ""),
            ("<a href=\"java&Tab;script:x\">a</a>", "Address(\"href\") href=\"java&Tab;script:x\""),
            ("<img src=data:x onerror=y", ""),
            ("<img src=data:x onerror=y>", "Address(\"src\") src=data:x | Attribute(\"onerror\") onerror=y"),
            ("<form><input name=p></form>", "Element(\"form\") <form | Element(\"input\") <input"),
            ("<p style=\"color:red\">", "Attribute(\"style\") style=\"color:red\""),
            ("<b =x>", "Attribute(\"\") =x"),
        ];
        for (html, expected) in cases {
            assert_eq!(told(html, false), expected, "{html}");
        }
        assert_eq!(told("<div>a</div>", true), "Element(\"div\") <div");
    }

    #[test]
    fn very_many_tags_take_one_pass() {
        assert_eq!(dropped(&"<script>".repeat(100_000), false).len(), 1);
        assert_eq!(dropped(&"<a".repeat(100_000), false).len(), 0);
        assert_eq!(dropped(&format!("<b {}>", "a=b href=x ".repeat(50_000)), false).len(), 2);
    }
}
