//! Raw HTML in Markdown becomes Markdown; a tag that HTML does not have is shown as the text that it is.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::draft::{Draft, Edits, continuation};
use super::notes::Notes;
use crate::text;

mod block;
mod inline;
mod table;
mod token;

use inline::Piece;

/// The Markdown that the passes over a foreign text understand.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Replaces the raw HTML of a text.
pub(super) fn convert(draft: &Draft, notes: &mut Notes) -> Draft {
    let mut edits = Edits::default();
    let mut open_details = 0;
    for stretch in stretches(&draft.text) {
        match stretch {
            Stretch::Block(range, html) => convert_block(draft, range, &html, &mut open_details, &mut edits, notes),
            Stretch::Inline(pieces) => inline::convert(draft, &pieces, &mut edits, notes),
        }
    }
    draft.apply(edits)
}

/// Raw HTML that belongs together.
enum Stretch {
    /// A block: the bytes it takes, and its lines without the marks of lists and quotes around it.
    Block(Range<usize>, String),
    /// The tags among the words of one paragraph, heading or cell.
    Inline(Vec<Piece>),
}

fn stretches(text: &str) -> Vec<Stretch> {
    let mut all = Vec::new();
    let mut block: Option<(Range<usize>, String)> = None;
    let mut pieces = Vec::new();
    let (mut heading, mut cell) = (None, None);
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Html(html) => match &mut block {
                Some((whole, lines)) => {
                    whole.end = range.end;
                    lines.push_str(&html);
                }
                None => block = Some((range, html.to_string())),
            },
            Event::InlineHtml(_) => pieces.push(Piece { range, heading: heading.clone(), cell: cell.clone() }),
            Event::Start(Tag::Heading { .. }) => heading = Some(range),
            Event::Start(Tag::TableCell) => cell = Some(range),
            Event::End(TagEnd::HtmlBlock) => all.extend(block.take().map(|(range, html)| Stretch::Block(range, html))),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item) => {
                (heading, cell) = (None, None);
                if !pieces.is_empty() {
                    all.push(Stretch::Inline(std::mem::take(&mut pieces)));
                }
            }
            _ => {}
        }
    }
    all.push(Stretch::Inline(pieces));
    all
}

fn convert_block(
    draft: &Draft,
    range: Range<usize>,
    html: &str,
    open_details: &mut usize,
    edits: &mut Edits,
    notes: &mut Notes,
) {
    let line_start = draft.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let prefix = continuation(&draft.text[line_start..range.start]);
    let end = range.end - (draft.text[range.clone()].len() - draft.text[range.clone()].trim_end_matches('\n').len());
    let line = draft.line(range.start);
    let mut said = Vec::new();
    let markdown = block::convert(html, open_details, &mut said);
    for what in said {
        report(what, line, notes);
    }
    let followed = !draft.text[end..].trim_start_matches('\n').is_empty() && !draft.text[end..].starts_with("\n\n");
    let mut lines = String::new();
    for (at, text) in markdown.split('\n').enumerate() {
        if at > 0 {
            lines.push('\n');
            lines.push_str(if text.is_empty() { prefix.trim_end() } else { &prefix });
        }
        lines.push_str(text);
    }
    if followed {
        lines.push('\n');
        lines.push_str(prefix.trim_end());
    }
    let glued = line_start > 0
        && !draft.text[..line_start].ends_with("\n\n")
        && draft.text[line_start..range.start].trim().is_empty();
    let before = if glued { format!("\n{prefix}") } else { String::new() };
    edits.replace(range.start..end, format!("{before}{lines}"));
}

/// What HTML could not become Markdown as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Loss {
    /// The tag is gone, its words are there.
    Unwrapped(String),
    /// The element is gone with its content.
    Removed(String),
    /// The tag is shown as text.
    Shown(String),
    /// A table whose cells hold blocks or span several places.
    Table,
    /// An embedded page or medium became a link.
    Linked(String),
    /// A line break inside a table cell.
    CellBreak,
}

fn report(loss: Loss, line: u32, notes: &mut Notes) {
    let nothing = text!(
        "rien à faire, sauf si la mise en forme porte un sens",
        "nothing to do, unless the formatting carries a meaning"
    );
    let check = text!("vérifiez le résultat", "check the result");
    match loss {
        Loss::Unwrapped(tag) => notes.hint(
            line,
            text!("la balise <{tag}> est retirée, son texte est gardé", "the tag <{tag}> is removed, its text is kept"),
            nothing,
        ),
        Loss::Removed(tag) => notes.warn(
            line,
            text!("l’élément <{tag}> est retiré", "the element <{tag}> is removed"),
            text!(
                "dites la même chose en Markdown si le lecteur en a besoin",
                "say the same in Markdown if the reader needs it"
            ),
        ),
        Loss::Shown(tag) => notes.hint(
            line,
            text!(
                "« <{tag}> » n’est pas du HTML : il est montré comme du texte",
                "“<{tag}>” is not HTML: it is shown as text"
            ),
            check,
        ),
        Loss::Table => notes.warn(
            line,
            text!("un tableau HTML trop complexe est aplati", "an HTML table that is too complex is flattened"),
            check,
        ),
        Loss::Linked(tag) => notes.warn(
            line,
            text!("l’élément <{tag}> devient un lien", "the element <{tag}> becomes a link"),
            text!("faites-en un guide vidéo ou gardez le lien", "make a video guide of it, or keep the link"),
        ),
        Loss::CellBreak => notes.hint(
            line,
            text!("un retour à la ligne dans une cellule devient « · »", "a line break in a cell becomes “·”"),
            check,
        ),
    }
}

/// Elements of HTML whose tags may be taken away around their words.
fn is_element(name: &str) -> bool {
    const NAMES: &str = " a abbr address article aside b bdi bdo big blockquote body br button caption center cite code col colgroup \
        data dd del details dfn div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr html i \
        iframe img input ins kbd label legend li main mark menu nav object ol optgroup option output p picture pre q rp rt ruby s \
        samp section select small source span strike strong sub summary sup table tbody td textarea tfoot th thead time tr tt u ul \
        var video wbr audio embed svg script style template noscript canvas math link meta base head title area map track dialog ";
    NAMES.contains(&format!(" {name} "))
}

/// Elements that go away with their content: nothing in them is meant to be read.
fn is_removed(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "svg"
            | "template"
            | "noscript"
            | "canvas"
            | "math"
            | "form"
            | "select"
            | "textarea"
            | "head"
            | "object"
    )
}

#[cfg(test)]
mod tests;
