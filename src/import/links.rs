//! Links and images: how they are written, where they lead in the foreign tree, and where in the site.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use std::ops::Range;

mod resolve;
mod rewrite;

pub(super) use resolve::{Atlas, Found};
pub(super) use rewrite::Rewriter;

/// How many images that hold one another get the words inside them.
const DEEPEST: usize = 8;

/// A link or an image as it stands in a text.
#[derive(Clone, Debug)]
pub(super) struct LinkSite {
    /// The whole of it.
    pub(super) range: Range<usize>,
    /// One past the last byte of its words.
    pub(super) inner_end: usize,
    /// Whether it is an image.
    pub(super) image: bool,
    /// Whether its target stands in it: not a reference.
    pub(super) inline: bool,
    /// The target as written, escapes and entities resolved.
    pub(super) target: String,
    /// The title in quotes after the target.
    pub(super) title: String,
    /// Its words without marks: the alternative text of an image.
    pub(super) words: String,
}

/// All links and images of a text, outer ones before those inside them; and the definitions of references.
pub(super) fn sites(text: &str) -> (Vec<LinkSite>, Vec<Range<usize>>) {
    let parser = Parser::new_ext(text, super::html::options());
    let definitions = parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();
    let mut open: Vec<LinkSite> = Vec::new();
    let mut all = Vec::new();
    for (event, range) in parser.into_offset_iter() {
        if let Event::End(TagEnd::Link | TagEnd::Image) = event {
            all.extend(open.pop());
        }
        // An outer image sees the end of an inner one, so that only the innermost need each event.
        for site in open.iter_mut().rev().take(DEEPEST) {
            site.inner_end = site.inner_end.max(range.end.min(site.range.end));
            if let Event::Text(words) | Event::Code(words) = &event {
                site.words.push_str(words);
            }
        }
        open.extend(site(&event, range));
    }
    all.retain(|site| !site.target.is_empty() || site.inline);
    all.sort_by_key(|site| (site.range.start, std::cmp::Reverse(site.range.end)));
    (all, definitions)
}

fn site(event: &Event<'_>, range: Range<usize>) -> Option<LinkSite> {
    let (image, link_type, target, title) = match event {
        Event::Start(Tag::Link { link_type, dest_url, title, .. }) => (false, *link_type, dest_url, title),
        Event::Start(Tag::Image { link_type, dest_url, title, .. }) => (true, *link_type, dest_url, title),
        _ => return None,
    };
    let (target, title) = (target.to_string(), title.to_string());
    let inner_end = range.start + if image { 2 } else { 1 };
    let inline = matches!(link_type, LinkType::Inline);
    let auto = matches!(link_type, LinkType::Autolink | LinkType::Email);
    // An autolink holds a full address: it stays as it is, and an empty target without words marks it.
    let target = if auto { String::new() } else { target };
    Some(LinkSite { range, inner_end, image, inline, target, title, words: String::new() })
}

/// A link with these words, which are Markdown already; an address that is its own words is written `<…>`.
pub(super) fn written(words: &str, target: &str) -> String {
    if words == target && target.contains("://") && !target.contains([' ', '<', '>']) {
        return format!("<{target}>");
    }
    format!("[{}]({})", words.replace(['\n', '\r'], " "), destination(target))
}

/// An image with its alternative text and its caption, both plain.
pub(super) fn picture(alt: &str, target: &str, caption: &str) -> String {
    format!("![{}]({}{})", escape(alt.trim()), destination(target), quoted(caption))
}

/// The title of a link or image: ` "…"`, or nothing.
pub(super) fn quoted(title: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return String::new();
    }
    format!(" \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A target as Markdown writes it (CommonMark 0.31, section 6.3): in angle brackets where it holds spaces or brackets.
pub(super) fn destination(target: &str) -> String {
    let target: String = target.chars().filter(|c| !c.is_control()).collect();
    let target = target.trim();
    if target.is_empty() || target.contains([' ', '(', ')', '<', '>', '\u{A0}']) {
        return format!("<{}>", target.replace('<', "%3C").replace('>', "%3E"));
    }
    target.to_owned()
}

/// Plain words as Markdown: what would be a mark is escaped; an underscore inside a word is none.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let inside_word = before.is_alphanumeric() && letters.peek().is_some_and(|next| next.is_alphanumeric());
        match c {
            '\\' | '*' | '`' | '[' | ']' | '<' | '~' => out.extend(['\\', c]),
            '_' if !inside_word => out.extend(['\\', c]),
            '\n' => out.push(' '),
            c => out.push(c),
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_found_with_their_parts() {
        let text = "[![a *b*](c.png \"d\")](<e f.md>) <https://g.example> [h][i]\n\n[i]: j.md 'k'";
        let (sites, definitions) = sites(text);
        let seen: Vec<_> =
            sites.iter().map(|s| (s.image, s.target.as_str(), s.words.as_str(), s.title.as_str())).collect();
        assert_eq!(seen, [(false, "e f.md", "a b", ""), (true, "c.png", "a b", "d"), (false, "j.md", "h", "k")]);
        assert_eq!(definitions.len(), 1);
        assert_eq!(&text[sites[0].inner_end..sites[0].range.end], "](<e f.md>)");
    }

    #[test]
    fn words_and_targets_are_escaped() {
        assert_eq!(
            picture("a_b [c] %{x_y}", "d e(1).png", "L \"m\""),
            "![a_b \\[c\\] %{x_y}](<d e(1).png> \"L \\\"m\\\"\")"
        );
        assert_eq!(written("https://a.example", "https://a.example"), "<https://a.example>");
    }
}
