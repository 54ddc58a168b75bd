//! Raw HTML in print: its words and pictures, without its tags.

use vademecum_pdf::document::{Block, Inline, Picture};

use super::Writer;
use crate::diagnostic::Span;
use crate::markdown::passage;

/// Elements whose content is not words.
const SILENT: [&str; 4] = ["script", "style", "iframe", "svg"];

/// The name of a tag, in lower case: `br` of `<br/>`.
fn name(tag: &str) -> String {
    let inner = tag.trim_start_matches(['<', '/']);
    inner.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// Whether a tag is a line break.
pub(super) fn is_break(tag: &str) -> bool {
    name(tag) == "br"
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find(&format!(" {wanted}="))?;
    let value = &tag[at + wanted.len() + 2..];
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let mut plain = String::new();
    passage::unescape(value[1..].split(quote).next()?, &mut plain);
    Some(plain)
}

impl Writer<'_> {
    /// The blocks of raw HTML: a paragraph for each stretch of words between tags of blocks, and its pictures.
    pub(super) fn of_html(&self, html: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut words = String::new();
        let mut silent: Option<String> = None;
        let mut rest = html;
        while let Some((before, after)) = rest.split_once('<') {
            if silent.is_none() {
                passage::unescape(before, &mut words);
            }
            let (tag, next) = after.split_once('>').unwrap_or((after, ""));
            rest = next;
            let name = name(tag);
            match &silent {
                Some(open) if tag.starts_with('/') && *open == name => silent = None,
                Some(_) => {}
                None if SILENT.contains(&name.as_str()) && !tag.starts_with('/') => silent = Some(name),
                None if name == "img" => {
                    settle(&mut words, &mut blocks);
                    blocks.extend(self.html_picture(tag));
                }
                None if is_phrasing(&name) => {}
                None => settle(&mut words, &mut blocks),
            }
        }
        if silent.is_none() {
            passage::unescape(rest, &mut words);
        }
        settle(&mut words, &mut blocks);
        blocks
    }

    fn html_picture(&self, tag: &str) -> Option<Block> {
        let end = self.body.text().len();
        let span = Span::from(end..end);
        let from = &self.body.origin(span.start).file.path;
        let (name, bytes) = self.printer.picture(from, &attribute(tag, "src")?)?;
        let alt = attribute(tag, "alt").filter(|alt| !alt.is_empty());
        let picture = Picture { name, bytes, alt, width: 0, place: self.printer.place(self.body, span) };
        Some(Block::Figure { picture, caption: None })
    }
}

fn is_phrasing(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr" | "b" | "code" | "em" | "i" | "kbd" | "mark" | "small" | "span" | "strong" | "sub" | "sup" | "u"
    )
}

fn settle(words: &mut String, blocks: &mut Vec<Block>) {
    let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.clear();
    if !text.is_empty() {
        blocks.push(Block::Paragraph(vec![Inline::Text(text)]));
    }
}
