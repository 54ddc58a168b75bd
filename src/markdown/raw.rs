//! Raw HTML in a text: comments, and what is kept of it where a site allows it.
//!
//! Raw tags and generated HTML can be interleaved (`<details>`, a Markdown list, `</details>`). For cleaning, each
//! generated part stands as one private-use mark in the raw text; ammonia balances and cleans that; the generated parts
//! are then put back where their marks are. So no raw tag can break out of the element that Markdown put it in, and
//! generated markup is never judged.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::address::Use;
use super::escape::{escape, escaped};

mod dropped;

pub(super) use dropped::{Dropped, dropped};

const MARK_START: char = '\u{E000}';
const MARK_END: char = '\u{E001}';

/// Elements of ammonia's list that may not stand among words.
const BLOCKS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "nav",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// How many raw tags one text may have; the time to balance them grows with the square of their depth.
const MAX_TAGS: usize = 5_000;

/// Counts the raw tags of one text.
#[derive(Debug, Default)]
pub(super) struct Budget {
    tags: usize,
}

impl Budget {
    /// Takes the tags of `html`; `false` when there were too many before or with it.
    pub(super) fn allows(&mut self, html: &str) -> bool {
        self.tags += html.bytes().filter(|&b| b == b'<').count();
        self.tags <= MAX_TAGS
    }
}

/// HTML without its comments; an unclosed one goes to the end.
pub(super) fn without_comments(html: &str) -> Cow<'_, str> {
    if !html.contains("<!--") {
        return Cow::Borrowed(html);
    }
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// How attributes that hold addresses start.
const ADDRESSES: [(&str, Use); 2] = [(" href=\"", Use::Link), (" src=\"", Use::Image)];

/// Answers for the addresses in raw HTML: what to write for a target, `None` to drop it.
pub(super) type Resolve<'r> = dyn Fn(&str, Use) -> Option<String> + 'r;

/// Cleans the parts `raws` of `content`; all else in it was generated and stays. `phrasing` when it stands among words.
pub(super) fn clean(content: &str, raws: &[Range<usize>], phrasing: bool, resolve: &Resolve<'_>) -> String {
    let mut mixed = String::new();
    let mut generated = Vec::new();
    let mut done = 0;
    for raw in raws {
        mark(&content[done..raw.start], &mut generated, &mut mixed);
        mixed.push_str(&prepared(&content[raw.clone()]));
        done = raw.end;
    }
    mark(&content[done..], &mut generated, &mut mixed);
    let clean = builder(phrasing).clean(&mixed).to_string();
    put_back(&clean, &generated, resolve)
}

/// The addresses of links and pictures in raw HTML as it would be kept: target, use, alternative text of a picture.
pub(super) fn addresses(html: &str) -> Vec<(String, Use, String)> {
    if !html.contains("href") && !html.contains("src") {
        return Vec::new();
    }
    let clean = builder(false).clean(&prepared(html)).to_string();
    let mut found = Vec::new();
    let mut rest = clean.as_str();
    while let Some((_, inner)) = rest.split_once('<') {
        let (tag, after) = inner.split_at(tag_length(inner).unwrap_or(inner.len()));
        for (name, wanted) in ADDRESSES {
            if let Some(value) = attribute(tag, name) {
                found.push((value, wanted, attribute(tag, " alt=\"").unwrap_or_default()));
            }
        }
        rest = after;
    }
    found
}

/// The value of an attribute of a tag that ammonia has serialised.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, value) = tag.split_once(name)?;
    value.split_once('"').map(|(value, _)| unescaped(value))
}

fn mark<'c>(part: &'c str, generated: &mut Vec<&'c str>, mixed: &mut String) {
    if !part.is_empty() {
        mixed.push_str(&format!("{MARK_START}{}{MARK_END}", generated.len()));
        generated.push(part);
    }
}

/// A raw part without marks of its own; as text when it ends inside a tag, which would swallow what follows.
fn prepared(raw: &str) -> String {
    let raw = without_comments(raw).replace([MARK_START, MARK_END], "");
    if tags_are_whole(&raw) { raw } else { escaped(&raw) }
}

/// Whether raw HTML reads the same with or without what stands around it: no comment, no unfinished tag.
pub(super) fn is_plain(html: &str) -> bool {
    !html.contains("<!") && !html.contains("<?") && tags_are_whole(html)
}

fn tags_are_whole(html: &str) -> bool {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            match tag_length(rest) {
                Some(length) => rest = &rest[length..],
                None => return false,
            }
        }
    }
    true
}

/// The length of a tag up to and with its `>`, quotes respected.
fn tag_length(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            (None, _) => {}
        }
    }
    None
}

fn builder(phrasing: bool) -> &'static ammonia::Builder<'static> {
    static BLOCK: OnceLock<ammonia::Builder<'static>> = OnceLock::new();
    static PHRASING: OnceLock<ammonia::Builder<'static>> = OnceLock::new();
    let make = |without: &[&'static str]| {
        let mut builder = ammonia::Builder::default();
        builder.add_tag_attributes("details", ["open"]).rm_tags(without);
        builder.add_clean_content_tags(["title", "noscript", "template"]).link_rel(Some("noopener"));
        let schemes: HashSet<&str> = ["http", "https", "mailto", "tel", "id"].into();
        builder.url_schemes(schemes);
        builder
    };
    if phrasing { PHRASING.get_or_init(|| make(BLOCKS)) } else { BLOCK.get_or_init(|| make(&[])) }
}

/// Puts generated parts back at their marks, and resolves the addresses of raw tags.
fn put_back(clean: &str, generated: &[&str], resolve: &Resolve<'_>) -> String {
    let mut out = String::with_capacity(clean.len() + generated.iter().map(|part| part.len()).sum::<usize>());
    let mut rest = clean;
    while let Some(at) = rest.find(['<', MARK_START]) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if let Some(inner) = rest.strip_prefix('<') {
            let length = tag_length(inner).map_or(rest.len(), |length| length + 1);
            tag(&rest[..length], resolve, &mut out);
            length
        } else {
            generated_part(rest, generated, &mut out)
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

fn generated_part(rest: &str, generated: &[&str], out: &mut String) -> usize {
    let end = rest.find(MARK_END).map_or(rest.len(), |at| at + MARK_END.len_utf8());
    let number = rest[..end].trim_matches([MARK_START, MARK_END]);
    if let Some(part) = number.parse::<usize>().ok().and_then(|number| generated.get(number)) {
        out.push_str(part);
    }
    end
}

/// Writes a tag that ammonia has serialised: attributes are in double quotes.
fn tag(tag: &str, resolve: &Resolve<'_>, out: &mut String) {
    let mut rest = tag;
    loop {
        let found = ADDRESSES.iter().filter_map(|(name, wanted)| Some((rest.find(name)?, *name, *wanted)));
        let Some((at, name, wanted)) = found.min_by_key(|(at, ..)| *at) else { break };
        let value_start = at + name.len();
        let value_end = rest[value_start..].find('"').map_or(rest.len(), |length| value_start + length);
        out.push_str(&rest[..at]);
        if let Some(address) = resolve(&unescaped(&rest[value_start..value_end]), wanted) {
            out.push_str(name);
            escape(&address, out);
            out.push('"');
        }
        rest = rest.get(value_end + 1..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// The value of an attribute as ammonia writes it.
fn unescaped(value: &str) -> String {
    let plain = value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", "\u{A0}");
    plain.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(raw: &str, phrasing: bool) -> String {
        clean(raw, std::slice::from_ref(&(0..raw.len())), phrasing, &|target, _| Some(format!("[{target}]")))
    }

    #[test]
    fn comments_go() {
        assert_eq!(without_comments("a<!-- b -->c<!-- d"), "ac");
    }

    #[test]
    fn only_the_safe_list_is_kept() {
        let cases = [
            ("<b onclick=x>a</b>", "<b>a</b>"),
            ("<script>alert(1)</script>a", "a"),
            ("<details open><summary>S</summary>x", "<details open=\"\"><summary>S</summary>x</details>"),
            ("<p style=\"color:red\" class=\"x\" id=\"menu\">a", "<p>a</p>"),
            ("<a href=\"a.md?x&amp;y\">a</a>", "<a href=\"[a.md?x&amp;y]\" rel=\"noopener\">a</a>"),
            ("<a href=\"javascript:x\">a</a>", "<a rel=\"noopener\">a</a>"),
            ("</div></div>a", "a"),
            ("<img src=x onerror=alert(1)>", "<img src=\"[x]\">"),
            ("<svg><style><!--</style><img src=x onerror=y>", ""),
        ];
        for (raw, expected) in cases {
            assert_eq!(cleaned(raw, false), expected, "{raw}");
        }
        assert_eq!(cleaned("<div>a</div>", true), "a");
    }

    #[test]
    fn addresses_are_found_where_they_are_kept() {
        let found = addresses(
            "<a href=b.md?x&amp;y>a</a> <img src='i.png' alt=\"U<n>\"> <!-- <a href=c> --> <script src=d></script>",
        );
        let expected = [("b.md?x&y", Use::Link, ""), ("i.png", Use::Image, "U<n>")];
        assert_eq!(found, expected.map(|(target, wanted, alt)| (target.to_owned(), wanted, alt.to_owned())));
    }

    #[test]
    fn generated_parts_stay_as_they_are() {
        let content = "<div><p class=\"own\">x</p></span>";
        let html = clean(content, &[0..5, 25..32], false, &|_, _| None);
        assert_eq!(html, "<div><p class=\"own\">x</p></div>");
    }

    #[test]
    fn an_unfinished_tag_cannot_swallow_what_follows() {
        let content = "<div title=\"<p id=\"own\">x</p>\">";
        let html = clean(content, &[0..12, 29..31], false, &|_, _| None);
        assert_eq!(html, "&lt;div title=\"<p id=\"own\">x</p>\"&gt;");
    }
}
