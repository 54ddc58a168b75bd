//! The words of a text without markup, for search and descriptions.

use pulldown_cmark::{Tag, TagEnd};

use super::pieces::{Piece, Pieces};
use super::{Resolver, container};
use crate::model::Body;

/// The words under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The position of the heading in the facts of the body; `None` before the first.
    pub heading: Option<usize>,
    /// The words up to the next heading, one block per line. The words of the heading are not among them.
    pub text: String,
}

/// The words of a body, whose facts are set, by heading. Shortcodes say what the resolver gives for them among words;
/// raw HTML, addresses and the title are left out.
pub fn passages(body: &Body, resolver: &dyn Resolver) -> Vec<Passage> {
    let source = body.text();
    let masked = container::mask(source);
    let mut passages = vec![Passage::default()];
    let mut heading = false;
    for (piece, range) in Pieces::new(source, &masked) {
        match piece {
            Piece::Start(Tag::Heading { .. }) => {
                heading = true;
                let at = body.facts.headings.partition_point(|known| (known.span.start as usize) < range.start);
                if body.facts.headings.get(at).is_some_and(|known| known.span.start as usize == range.start) {
                    passages.push(Passage { heading: Some(at), text: String::new() });
                }
            }
            Piece::End(TagEnd::Heading(_)) => heading = false,
            _ if heading => {}
            piece => {
                if let Some(passage) = passages.last_mut() {
                    write(&piece, resolver, &mut passage.text);
                }
            }
        }
    }
    passages.retain(|passage| passage.heading.is_some() || !passage.text.trim().is_empty());
    passages
}

fn write(piece: &Piece<'_>, resolver: &dyn Resolver, out: &mut String) {
    match piece {
        Piece::Text(text) | Piece::Code(text) => out.push_str(text),
        Piece::Call(call) => strip(&resolver.call(call, true), out),
        Piece::BlockCall(call) => {
            // The parts of a card stand apart without spaces between their tags.
            let mut words = String::new();
            strip(&resolver.call(call, true).replace('<', " <"), &mut words);
            out.push_str(&words.split_whitespace().collect::<Vec<_>>().join(" "));
            end_line(out);
        }
        Piece::Variable(name) => out.push_str(resolver.variable(name).unwrap_or(name)),
        Piece::SoftBreak | Piece::HardBreak => out.push(' '),
        Piece::End(tag) if ends_line(*tag) => end_line(out),
        Piece::End(TagEnd::TableCell) => out.push(' '),
        Piece::Open(_, title) if !title.is_empty() => {
            out.push_str(title);
            end_line(out);
        }
        _ => {}
    }
}

fn ends_line(tag: TagEnd) -> bool {
    use TagEnd::*;
    matches!(tag, Paragraph | Item | CodeBlock | TableRow | TableHead | DefinitionListTitle | DefinitionListDefinition)
}

fn end_line(out: &mut String) {
    out.truncate(out.trim_end_matches([' ', '\n']).len());
    if !out.is_empty() {
        out.push('\n');
    }
}

/// Appends the words of well-formed HTML.
fn strip(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        unescape(before, out);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    unescape(rest, out);
}

pub(super) fn unescape(text: &str, out: &mut String) {
    if !text.contains('&') {
        return out.push_str(text);
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    out.push_str(&plain.replace("&nbsp;", "\u{A0}").replace("&amp;", "&"));
}
