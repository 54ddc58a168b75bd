//! Pieces to the blocks of a book.
//!
//! The same pieces as for HTML, so that a page and its print say the same. What the text does not hold is asked of a
//! [`Printer`].

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, CowStr, Tag, TagEnd};
use vademecum_pdf::document::{Block, Destination, Inline, Item, Label, Picture, Place};

use super::code::Fence;
use super::pieces::{Located, Piece, Pieces};
use super::{Dialect, container, typography};
use crate::config::{Language, RawHtml};
use crate::diagnostic::Span;
use crate::model::{Body, Call};
use crate::source::SourcePath;

mod link;
mod nesting;
mod table;
mod tags;

use nesting::{Open, What};

/// What a text asks of its site while it is printed.
pub trait Printer {
    /// Where a link written `target` in the file `from` leads; `None` when nothing is there.
    fn link(&self, from: &SourcePath, target: &str) -> Option<Destination>;
    /// The title of what a link leads to, for links without words.
    fn title(&self, from: &SourcePath, target: &str) -> Option<String>;
    /// A picture: its name and bytes.
    fn picture(&self, from: &SourcePath, target: &str) -> Option<(String, Arc<[u8]>)>;
    /// A shortcode among words.
    fn call(&self, call: &Call, place: Place) -> Vec<Inline>;
    /// A shortcode in place of a paragraph.
    fn block_call(&self, call: &Call, place: Place) -> Vec<Block>;
    /// The value of a `%{name}` placeholder.
    fn variable(&self, name: &str) -> Option<&str>;
    /// The number of a place in a body.
    fn place(&self, body: &Body, span: Span) -> Place;
    /// The name in the book of an anchor of the page.
    fn label(&self, anchor: &str) -> Label;
}

/// The blocks of a body, whose facts are set. Its headings of level 2 become headings of level `top`; none skips a level.
pub fn print(body: &Body, dialect: Dialect, printer: &dyn Printer, top: u8) -> Vec<Block> {
    let source = body.text();
    let masked = container::mask(source);
    let mut writer = Writer::new(body, dialect, printer, top);
    for piece in Pieces::new(source, &masked) {
        writer.piece(piece);
    }
    writer.finish()
}

/// The deepest level of headings that a PDF names (ISO 32000-1, 14.8.4.3.2).
const MAX_LEVEL: u8 = 6;

struct Writer<'a> {
    body: &'a Body,
    dialect: Dialect,
    printer: &'a dyn Printer,
    top: u8,
    /// The level of the last heading.
    level: u8,
    /// The next heading of the facts.
    next_heading: usize,
    /// What is open, the outermost first; never empty.
    open: Vec<Open>,
    code: Option<(Fence, String, Place)>,
    html: Option<String>,
    image: Option<link::OpenImage>,
    /// The notes that are referred to before they are written, too.
    footnotes: HashMap<String, Vec<Block>>,
}

impl<'a> Writer<'a> {
    fn new(body: &'a Body, dialect: Dialect, printer: &'a dyn Printer, top: u8) -> Self {
        Self {
            body,
            dialect,
            printer,
            top,
            level: top.saturating_sub(1),
            next_heading: 0,
            open: vec![Open::new(What::Root)],
            code: None,
            html: None,
            image: None,
            footnotes: HashMap::new(),
        }
    }

    fn piece(&mut self, (piece, range): Located<'_>) {
        match piece {
            Piece::Start(tag) => self.start(tag, range),
            Piece::End(tag) => self.end(tag),
            Piece::Open(kind, title) => self.open_container(kind, title),
            Piece::Close(_) => self.close(),
            Piece::Text(text) => self.text(&text, range),
            Piece::Code(code) => self.code_span(&code),
            Piece::Html(line) => self.html.get_or_insert_default().push_str(line),
            Piece::InlineHtml(tag) => self.inline_html(tag, range),
            Piece::Footnote(label) => self.inline(nesting::reference(&label)),
            Piece::Call(call) => self.call(&call, range),
            Piece::BlockCall(call) => {
                let place = self.place(range);
                let blocks = self.printer.block_call(&call, place);
                self.blocks(blocks);
            }
            Piece::Variable(name) => self.variable(name, range),
            Piece::SoftBreak => self.words(" "),
            Piece::HardBreak => self.hard_break(),
            Piece::Rule => self.blocks(vec![Block::Rule]),
            Piece::Task(done) => self.task(done),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if self.image.is_some() && !matches!(tag, Tag::Image { .. }) {
            return;
        }
        let place = self.place(range.clone());
        match tag {
            Tag::Heading { level, .. } => self.start_heading(level as u8, range),
            Tag::CodeBlock(kind) => self.start_code(kind, place),
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::BlockQuote(Some(kind)) => self.open_container(super::html::block::alert(kind), ""),
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title, place, range),
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url, place, range),
            Tag::FootnoteDefinition(label) => self.push(What::Footnote(label.to_string())),
            Tag::Table(alignments) => self.push(What::table(&alignments, place)),
            Tag::MetadataBlock(_) => {}
            other => self.push(What::of(&other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => self.end_image(),
            _ if self.image.is_some() => {}
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::MetadataBlock(_) => {}
            _ => self.close(),
        }
    }

    fn start_heading(&mut self, level: u8, range: Range<usize>) {
        let facts = &self.body.facts;
        if facts.title.as_ref().is_some_and(|(_, span)| span.start as usize == range.start) {
            return self.push(What::Title);
        }
        let headings = &facts.headings[self.next_heading..];
        self.next_heading += headings.iter().take_while(|heading| (heading.span.start as usize) < range.start).count();
        let label = facts.headings.get(self.next_heading).map(|heading| self.printer.label(&heading.id));
        let wanted = self.top + level.max(2) - 2;
        self.level = wanted.min(self.level + 1).min(MAX_LEVEL);
        let place = self.place(range);
        self.push(What::Heading { level: self.level, label, place });
    }

    fn start_code(&mut self, kind: CodeBlockKind<'_>, place: Place) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => CowStr::Borrowed(""),
        };
        self.code = Some((Fence::parse(&info), String::new(), place));
    }

    fn end_code(&mut self) {
        let Some((fence, code, place)) = self.code.take() else { return };
        let marked = (1..=code.lines().count()).filter(|line| fence.marks(*line)).collect();
        let language = if self.dialect.highlight { fence.language } else { String::new() };
        self.blocks(vec![Block::Code { language, file: fence.file, marked, code, place }]);
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some((_, code, _)) = &mut self.code {
            return code.push_str(text);
        }
        if let Some(image) = &mut self.image {
            return image.alt.push_str(text);
        }
        let is_automatic = self.open.iter().any(|open| matches!(open.what, What::Link { automatic: true, .. }));
        let text = if is_automatic { text.to_owned() } else { self.typographed(text) };
        let place = self.place(range);
        self.inline(Inline::Placed(text, place));
    }

    /// Words that have no place of their own.
    fn words(&mut self, text: &str) {
        match &mut self.image {
            Some(image) => image.alt.push_str(text),
            None => self.inline(Inline::Text(text.to_owned())),
        }
    }

    fn typographed(&self, text: &str) -> String {
        let is_french = self.dialect.typography && self.dialect.language == Language::Fr;
        if is_french { typography::apply(text, Language::Fr).into_owned() } else { text.to_owned() }
    }

    fn code_span(&mut self, code: &str) {
        match &mut self.image {
            Some(image) => image.alt.push_str(code),
            None => self.inline(Inline::Code(code.to_owned())),
        }
    }

    fn call(&mut self, call: &Call, range: Range<usize>) {
        let place = self.place(range);
        for inline in self.printer.call(call, place) {
            self.inline(inline);
        }
    }

    fn variable(&mut self, name: &str, range: Range<usize>) {
        match self.printer.variable(name) {
            Some(value) => self.text(value, range),
            None => self.text(&format!("%{{{name}}}"), range),
        }
    }

    fn hard_break(&mut self) {
        match &mut self.image {
            Some(image) => image.alt.push(' '),
            None => self.inline(Inline::Break),
        }
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        if self.image.is_some() || super::raw::without_comments(tag).is_empty() {
            return;
        }
        match self.dialect.html {
            RawHtml::Escape => self.text(tag, range),
            RawHtml::Safe if tags::is_break(tag) => self.inline(Inline::Break),
            RawHtml::Safe => {}
        }
    }

    fn end_html(&mut self) {
        let html = self.html.take().unwrap_or_default();
        let html = super::raw::without_comments(&html).into_owned();
        if html.trim().is_empty() {
            return;
        }
        match self.dialect.html {
            RawHtml::Escape => self.blocks(vec![Block::Paragraph(vec![Inline::Text(html.trim().to_owned())])]),
            RawHtml::Safe => {
                let blocks = self.of_html(&html);
                self.blocks(blocks);
            }
        }
    }

    fn place(&self, range: Range<usize>) -> Place {
        self.printer.place(self.body, Span::from(range))
    }

    fn finish(mut self) -> Vec<Block> {
        while self.open.len() > 1 {
            self.close();
        }
        let mut blocks = self.open.pop().map(Open::into_blocks).unwrap_or_default();
        nesting::place_notes(&mut blocks, &self.footnotes);
        blocks
    }
}

/// Whether nothing of a paragraph would be seen.
fn is_blank(words: &[Inline]) -> bool {
    words.iter().all(|inline| match inline {
        Inline::Text(text) | Inline::Placed(text, _) => text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    })
}

/// The picture of a paragraph that holds nothing else, with its caption.
fn figure(words: &mut Vec<Inline>) -> Option<Picture> {
    let is_picture = |inline: &Inline| matches!(inline, Inline::Picture(_));
    let (pictures, others): (Vec<_>, Vec<_>) = words.iter().partition(|inline| is_picture(inline));
    let others: Vec<Inline> = others.into_iter().cloned().collect();
    if pictures.len() != 1 || !is_blank(&others) {
        return None;
    }
    words.drain(..).find_map(|inline| match inline {
        Inline::Picture(picture) => Some(picture),
        _ => None,
    })
}

/// An item of a list that is a task or not.
fn item(task: Option<bool>, blocks: Vec<Block>) -> Item {
    Item { task, blocks }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::TextFile;

    /// A site in which links to `page.md` lead into the book and all others nowhere.
    struct Alone;

    impl Printer for Alone {
        fn link(&self, _: &SourcePath, target: &str) -> Option<Destination> {
            match target {
                "page.md" => Some(Destination::Inside(Label(target.to_owned()))),
                _ if target.starts_with("https:") => Some(Destination::Web(target.to_owned())),
                _ => None,
            }
        }
        fn title(&self, _: &SourcePath, target: &str) -> Option<String> {
            (target == "page.md").then(|| "La page".to_owned())
        }
        fn picture(&self, _: &SourcePath, target: &str) -> Option<(String, Arc<[u8]>)> {
            (target == "plan.png").then(|| (target.to_owned(), Arc::from(&b"x"[..])))
        }
        fn call(&self, call: &Call, _: Place) -> Vec<Inline> {
            vec![Inline::Text(format!("<{}>", call.target))]
        }
        fn block_call(&self, call: &Call, _: Place) -> Vec<Block> {
            vec![Block::Note(vec![Inline::Text(call.target.clone())])]
        }
        fn variable(&self, name: &str) -> Option<&str> {
            (name == "port").then_some("Le Havre")
        }
        fn place(&self, _: &Body, span: Span) -> Place {
            Place(span.start)
        }
        fn label(&self, anchor: &str) -> Label {
            Label(anchor.to_owned())
        }
    }

    /// A text in print, a line for each block, with what is in it further in.
    fn printed(text: &str, html: RawHtml) -> String {
        let file = Arc::new(TextFile::new(SourcePath::new("a.md"), text.to_owned()));
        let mut body = Body::new(file, 0..text.len());
        let dialect = Dialect { language: Language::Fr, html, highlight: true, typography: true };
        body.facts = crate::markdown::read(&body, dialect, &std::collections::BTreeMap::new(), &mut Vec::new());
        let mut out = String::new();
        show(&print(&body, dialect, &Alone, 2), 0, &mut out);
        out
    }

    fn show(blocks: &[Block], depth: usize, out: &mut String) {
        for block in blocks {
            let (name, inner): (String, Vec<&[Block]>) = match block {
                Block::Heading { level, words, .. } => (format!("h{level} {}", said(words)), vec![]),
                Block::Paragraph(words) => (format!("p {}", said(words)), vec![]),
                Block::Note(words) => (format!("note {}", said(words)), vec![]),
                Block::List { first, items } => {
                    let tasks: Vec<_> = items.iter().map(|item| item.task).collect();
                    (format!("list {first:?} {tasks:?}"), items.iter().map(|item| &item.blocks[..]).collect())
                }
                Block::Terms(terms) => (
                    format!("terms {}", terms.iter().map(|(words, _)| said(words)).collect::<Vec<_>>().join(", ")),
                    terms.iter().map(|(_, blocks)| &blocks[..]).collect(),
                ),
                Block::Quote { blocks, .. } => ("quote".to_owned(), vec![blocks]),
                Block::Callout { kind, title, blocks } => (format!("{kind:?} {}", said(title)), vec![blocks]),
                Block::Group { title, blocks } => {
                    (format!("group {}", title.as_deref().map(said).unwrap_or_default()), vec![blocks])
                }
                Block::Code { language, marked, code, .. } => (format!("code {language} {marked:?} {code:?}"), vec![]),
                Block::Table(table) => {
                    let head = table.head.iter().map(|cell| said(cell)).collect::<Vec<_>>().join("|");
                    (format!("table {head}"), table.rows.iter().flatten().map(|cell| &cell[..]).collect())
                }
                Block::Figure { picture, caption } => {
                    (format!("figure {:?} {}", picture.alt, caption.as_deref().map(said).unwrap_or_default()), vec![])
                }
                other => (format!("{other:?}"), vec![]),
            };
            out.push_str(&format!("{}{name}\n", "  ".repeat(depth)));
            inner.into_iter().for_each(|blocks| show(blocks, depth + 1, out));
        }
    }

    fn said(words: &[Inline]) -> String {
        let one = |inline: &Inline| match inline {
            Inline::Text(text) | Inline::Placed(text, _) => text.clone(),
            Inline::Strong(words) => format!("*{}*", said(words)),
            Inline::Emphasis(words) => format!("_{}_", said(words)),
            Inline::Code(code) => format!("`{code}`"),
            Inline::Link { words, .. } => format!("[{}]", said(words)),
            Inline::Footnote(blocks) => {
                let mut out = String::new();
                show(blocks, 0, &mut out);
                format!("({})", out.trim())
            }
            Inline::Picture(picture) => format!("<{}>", picture.name),
            Inline::Break => "/".to_owned(),
            other => format!("{other:?}"),
        };
        words.iter().map(one).collect()
    }

    #[test]
    fn blocks_are_those_of_the_page() {
        let text = "# Titre\n\nUn *mot* : **gras**[^n] `code` %{port}\nsuite\\\nfin.\n\n[^n]: La note.\n\n#### Saut\n\n### Après\n\n- a\n  - b\n- [x] c\n\n3. trois\n\n> cité\n\n::: attention Gare\nTexte.\n:::\n\n::: details\nPlié.\n:::\n\nSigle\n: Ce qu’il dit.\n\n| A | B |\n|---|--:|\n| 1 | **2** |\n\n```rust {2}\nun\ndeux\n```\n\n{{ contact:aide }}\n\nvoir {{ date:x }}\n";
        insta::assert_snapshot!(printed(text, RawHtml::Escape));
    }

    #[test]
    fn links_and_pictures_lead_where_they_do_on_the_page() {
        let text = "[mots](page.md) [](page.md) [rien](absent.md) <https://a.example> [x](javascript:y)\n\n![Un plan](plan.png)\n\n![Un plan](plan.png \"Le port\")\n\navec ![dedans](plan.png) des mots ![absente](b.png)\n";
        insta::assert_snapshot!(printed(text, RawHtml::Escape));
    }

    #[test]
    fn raw_html_is_shown_or_gives_its_words() {
        let text = "Un <b>mot</b><br>fin.\n\n<div><p>Un &amp; deux</p><script>non</script><img src=\"plan.png\" alt=\"Plan\"><p>Trois</p></div>\n";
        insta::assert_snapshot!(printed(text, RawHtml::Safe));
        insta::assert_snapshot!(printed(text, RawHtml::Escape));
    }
}
