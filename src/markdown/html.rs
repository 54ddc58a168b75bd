//! Pieces to HTML, written into one string.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Tag, TagEnd};

use super::code::Fence;
use super::container;
use super::escape::{escape, escaped};
use super::pieces::{Located, Piece, Pieces};
use super::{Dialect, Html, Resolver, highlight, raw, typography};
use crate::config::{Language, RawHtml};
use crate::model::Body;

mod abbreviation;
pub(super) mod block;
mod footnote;
mod link;
mod table;

/// Writes a body, whose facts are set, as HTML.
pub fn to_html(body: &Body, dialect: Dialect, resolver: &dyn Resolver) -> Html {
    let source = body.text();
    let masked = container::mask(source);
    let mut writer = Writer::new(body, dialect, resolver);
    for piece in Pieces::new(source, &masked) {
        writer.piece(piece);
    }
    Html { html: writer.finish() }
}

/// The state of one page while it is written.
struct Writer<'a> {
    out: String,
    body: &'a Body,
    dialect: Dialect,
    resolver: &'a dyn Resolver,
    /// The next heading of the facts.
    next_heading: usize,
    /// Where the title starts in `out` while it is open; it is cut off again.
    title: Option<usize>,
    /// The code block that is open.
    code: Option<(Fence, String)>,
    /// The raw HTML block that is open.
    html: Option<String>,
    image: Option<link::OpenImage>,
    /// The picture written last, if it may become a figure.
    figure: Option<link::Figure>,
    links: Vec<link::OpenLink>,
    /// Where each open paragraph starts, with and without its tag.
    paragraphs: Vec<(usize, usize)>,
    items: Vec<block::OpenItem>,
    /// Whether the label of a task is open.
    label: bool,
    tables: table::Tables,
    footnotes: footnote::Footnotes,
    /// Number of open elements in which no abbreviation is explained.
    no_abbreviations: usize,
    explained: HashSet<String>,
    /// In sites that keep raw HTML: where each open element's content starts, and the raw parts in it.
    frames: Vec<(usize, Vec<Range<usize>>)>,
    raw_budget: raw::Budget,
    scratch: String,
}

impl<'a> Writer<'a> {
    fn new(body: &'a Body, dialect: Dialect, resolver: &'a dyn Resolver) -> Self {
        Self {
            out: String::with_capacity(body.text().len() * 5 / 4),
            body,
            dialect,
            resolver,
            next_heading: 0,
            title: None,
            code: None,
            html: None,
            image: None,
            figure: None,
            links: Vec::new(),
            paragraphs: Vec::new(),
            items: Vec::new(),
            label: false,
            tables: table::Tables::default(),
            footnotes: footnote::Footnotes::default(),
            no_abbreviations: 0,
            explained: HashSet::new(),
            frames: vec![(0, Vec::new())],
            raw_budget: raw::Budget::default(),
            scratch: String::new(),
        }
    }

    fn piece(&mut self, (piece, range): Located<'_>) {
        match piece {
            Piece::Start(tag) => self.start(tag, range),
            Piece::End(tag) => self.end(tag),
            Piece::Open(kind, title) => self.open(kind, title),
            Piece::Close(kind) => self.close(kind),
            Piece::Text(text) => self.text(&text),
            Piece::Code(code) => self.code_span(&code),
            Piece::Html(line) => self.html.get_or_insert_default().push_str(line),
            Piece::InlineHtml(tag) => self.inline_html(tag),
            Piece::Footnote(label) => self.reference(&label),
            Piece::Call(call) => self.out.push_str(&self.resolver.call(&call, true)),
            Piece::BlockCall(call) => self.block(&self.resolver.call(&call, false)),
            Piece::Variable(name) => self.variable(name),
            Piece::SoftBreak => self.line_break("\n"),
            Piece::HardBreak => self.line_break("<br>\n"),
            Piece::Rule => self.block("<hr>"),
            Piece::Task(done) => self.task(done),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if !is_phrasing(&tag.to_end()) {
            self.close_label();
        } else if self.image.is_some() && !matches!(tag, Tag::Image { .. }) {
            return;
        }
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading { id: _, level, classes, .. } => self.start_heading(level, &classes, range),
            Tag::BlockQuote(Some(kind)) => self.start_admonition(block::alert(kind), ""),
            Tag::BlockQuote(None) => self.out.push_str("<blockquote>\n"),
            Tag::CodeBlock(kind) => self.start_code(kind),
            Tag::HtmlBlock => {
                self.html = Some(String::new());
                return;
            }
            Tag::List(start) => self.start_list(start),
            Tag::Item => self.start_item(),
            Tag::FootnoteDefinition(label) => self.start_footnote(&label),
            Tag::DefinitionList => self.out.push_str("<dl>\n"),
            Tag::DefinitionListTitle => self.out.push_str("<dt>"),
            Tag::DefinitionListDefinition => self.out.push_str("<dd>"),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_head(),
            Tag::TableRow => self.start_row(),
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title, range),
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title, range),
            Tag::MetadataBlock(_) => {}
        }
        self.enter();
    }

    fn end(&mut self, tag: TagEnd) {
        let phrasing = is_phrasing(&tag);
        if !phrasing {
            self.close_label();
        } else if self.image.is_some() && tag != TagEnd::Image {
            return;
        }
        if tag == TagEnd::HtmlBlock {
            return self.end_html();
        }
        self.leave(phrasing || holds_phrasing(&tag));
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::BlockQuote(Some(_)) => self.out.push_str("</div>\n"),
            TagEnd::BlockQuote(None) => self.out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => {
                self.items.pop();
                self.out.push_str("</li>\n");
            }
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::DefinitionList => self.out.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_head(),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Superscript => self.out.push_str("</sup>"),
            TagEnd::Subscript => self.out.push_str("</sub>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(),
        }
    }

    /// Remembers where the content of an element starts.
    fn enter(&mut self) {
        if self.dialect.html == RawHtml::Safe {
            self.frames.push((self.out.len(), Vec::new()));
        }
    }

    /// Cleans the raw HTML in the content of the element that ends.
    fn leave(&mut self, phrasing: bool) {
        if self.dialect.html == RawHtml::Escape {
            return;
        }
        let Some((start, mut raws)) = self.frames.pop() else { return };
        if raws.is_empty() {
            return;
        }
        for raw in &mut raws {
            *raw = raw.start - start..raw.end - start;
        }
        let clean = raw::clean(&self.out[start..], &raws, phrasing, &|target, wanted| self.raw_address(target, wanted));
        self.out.truncate(start);
        self.out.push_str(&clean);
    }

    /// Puts raw HTML into the content that is open, to be cleaned when it ends.
    fn raw(&mut self, html: &str) {
        let start = self.out.len();
        self.out.push_str(html);
        let range = start..self.out.len();
        if let Some((_, raws)) = self.frames.last_mut() {
            raws.push(range);
        }
    }

    /// Whether raw HTML is kept, to be cleaned, rather than shown.
    fn keeps(&mut self, html: &str) -> bool {
        self.dialect.html == RawHtml::Safe && self.raw_budget.allows(html)
    }

    fn inline_html(&mut self, tag: &str) {
        if self.image.is_some() || raw::without_comments(tag).is_empty() {
            return;
        }
        if self.keeps(tag) { self.raw(tag) } else { escape(tag, &mut self.out) }
    }

    fn end_html(&mut self) {
        let html = self.html.take().unwrap_or_default();
        let html = raw::without_comments(&html);
        if html.trim().is_empty() {
            return;
        }
        if self.keeps(&html) {
            return self.raw(&html);
        }
        self.block(&format!("<p>{}</p>", escaped(html.trim())));
    }

    /// A whole block on a line of its own.
    fn block(&mut self, html: &str) {
        self.close_label();
        self.out.push_str(html);
        self.out.push('\n');
    }

    fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            return code.push_str(text);
        }
        if let Some(image) = &mut self.image {
            return image.alt.push_str(text);
        }
        if !self.is_french() || self.links.last().is_some_and(|link| link.automatic) || !has_trigger(text) {
            return self.words(text);
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        typography::write_french(text, &mut scratch);
        self.words(&scratch);
        self.scratch = scratch;
    }

    /// Text outside the flow of words: titles, alternative texts.
    fn label_text(&self, text: &str) -> String {
        match self.is_french() {
            true => escaped(&typography::apply(text, Language::Fr)),
            false => escaped(text),
        }
    }

    fn is_french(&self) -> bool {
        self.dialect.typography && self.dialect.language == Language::Fr
    }

    /// The one of two wordings that is in the site's language.
    fn say(&self, french: &'static str, english: &'static str) -> &'static str {
        match self.dialect.language {
            Language::Fr => french,
            Language::En => english,
        }
    }

    fn code_span(&mut self, code: &str) {
        if let Some(image) = &mut self.image {
            return image.alt.push_str(code);
        }
        self.out.push_str("<code>");
        escape(code, &mut self.out);
        self.out.push_str("</code>");
    }

    fn variable(&mut self, name: &str) {
        match self.resolver.variable(name) {
            Some(value) => self.text(value),
            None => self.text(&format!("%{{{name}}}")),
        }
    }

    fn line_break(&mut self, html: &str) {
        match &mut self.image {
            Some(image) => image.alt.push(' '),
            None => self.out.push_str(html),
        }
    }

    fn start_code(&mut self, kind: CodeBlockKind<'_>) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => CowStr::Borrowed(""),
        };
        self.code = Some((Fence::parse(&info), String::new()));
    }

    fn end_code(&mut self) {
        let Some((fence, code)) = self.code.take() else { return };
        if let Some(file) = &fence.file {
            let file = escaped(file);
            self.out.push_str(&format!("<figure class=\"code\"><figcaption>{file}</figcaption>"));
        }
        self.out.push_str("<pre tabindex=\"0\"><code");
        if !fence.language.is_empty() {
            self.out.push_str(" class=\"language-");
            escape(&fence.language, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        highlight::write(&code, &fence, self.dialect.highlight, &mut self.out);
        self.out.push_str("</code></pre>");
        self.out.push_str(if fence.file.is_some() { "</figure>\n" } else { "\n" });
    }

    fn finish(mut self) -> String {
        self.leave(false);
        self.write_footnotes();
        self.out
    }
}

fn has_trigger(text: &str) -> bool {
    text.bytes().any(typography::is_trigger)
}

/// Elements that stand among words.
pub(super) fn is_phrasing(tag: &TagEnd) -> bool {
    use TagEnd::*;
    matches!(tag, Emphasis | Strong | Strikethrough | Superscript | Subscript | Link | Image)
}

/// Blocks that hold words only.
pub(super) fn holds_phrasing(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::DefinitionListTitle | TagEnd::TableCell)
}
