//! One pass over a text: pulldown-cmark's events with containers, shortcodes and placeholders taken out.
//!
//! Both [`read`](super::read) and [`to_html`](super::to_html) go through here, so that they cannot disagree on what a
//! text says. Start and end pieces are always balanced; nesting is bounded.

use std::collections::VecDeque;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, OffsetIter, Options, Parser, Tag, TagEnd};

use super::container::{self, Kind};
use super::findings::Findings;
use super::{rules, table_size, text_run};
use crate::diagnostic::nearest;
use crate::model::Call;
use crate::text;

/// How deep blocks and emphasis may be nested; what is deeper is shown without its tags.
const MAX_DEPTH: usize = 100;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// A part of a text.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// The start of an element.
    Start(Tag<'a>),
    /// Its end.
    End(TagEnd),
    /// The start of a container, with its title as written.
    Open(Kind, &'a str),
    /// Its end.
    Close(Kind),
    /// Words, entities and escapes resolved; neighbouring ones are joined.
    Text(CowStr<'a>),
    /// A code span.
    Code(CowStr<'a>),
    /// A line of raw HTML inside an HTML block.
    Html(&'a str),
    /// A tag among words.
    InlineHtml(&'a str),
    /// A reference to a footnote that exists.
    Footnote(CowStr<'a>),
    /// A shortcode among words.
    Call(Call),
    /// A shortcode in place of a paragraph.
    BlockCall(Call),
    /// A `%{name}` placeholder: its name.
    Variable(&'a str),
    /// A line end in the source.
    SoftBreak,
    /// A line end that is wanted.
    HardBreak,
    /// A thematic break.
    Rule,
    /// The box of a task: whether it is done.
    Task(bool),
}

/// A piece and its bytes in the text.
pub(super) type Located<'a> = (Piece<'a>, Range<usize>);

/// What is open at some point.
#[derive(Debug)]
enum Node {
    /// An element of pulldown-cmark.
    Tag,
    /// A container with its number of colons and its opening line.
    Container(Kind, usize, Range<usize>),
}

/// The pieces of a text in order.
pub(super) struct Pieces<'a> {
    source: &'a str,
    masked: bool,
    events: Peekable<OffsetIter<'a>>,
    queue: VecDeque<Located<'a>>,
    open: Vec<Node>,
    /// The number of open nodes from which on tags are not passed on.
    dropped_from: Option<usize>,
    /// Number of open code blocks and images, in which nothing is looked for.
    verbatim: usize,
    finished: bool,
    /// What was found wrong on the way.
    pub(super) findings: Findings,
}

impl<'a> Pieces<'a> {
    /// The pieces of `source`, of which `masked` is the copy made by [`container::mask`].
    pub(super) fn new(source: &'a str, masked: &'a str) -> Self {
        let mut findings = Findings::default();
        let mut options = OPTIONS;
        if let Some(line) = table_size::excessive(source) {
            options.remove(Options::ENABLE_TABLES);
            let message = text!(
                "les tableaux de ce texte auraient trop de cellules vides",
                "the tables of this text would have too many empty cells"
            );
            findings.add(&rules::TABLE_TOO_LARGE, line, message);
        }
        Self {
            source,
            masked: !std::ptr::eq(source, masked),
            events: Parser::new_ext(masked, options).into_offset_iter().peekable(),
            queue: VecDeque::new(),
            open: Vec::new(),
            dropped_from: None,
            verbatim: 0,
            finished: false,
            findings,
        }
    }

    fn push(&mut self, piece: Piece<'a>, range: Range<usize>) {
        self.queue.push_back((piece, range));
    }

    fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        let piece = match event {
            Event::Start(Tag::HtmlBlock) if self.is_marker(&range) => return self.marker(range),
            Event::Start(tag) => return self.start(tag, range),
            Event::End(tag) => return self.end(tag, range),
            Event::Text(text) if self.verbatim > 0 => Piece::Text(self.restored(text, &range)),
            Event::Text(text) => {
                let text = self.restored(text, &range);
                return self.text(text, range);
            }
            Event::Code(code) => Piece::Code(self.restored(code, &range)),
            Event::Html(_) => Piece::Html(&self.source[range.clone()]),
            Event::InlineHtml(_) => Piece::InlineHtml(&self.source[range.clone()]),
            Event::FootnoteReference(label) => Piece::Footnote(label),
            Event::SoftBreak => Piece::SoftBreak,
            Event::HardBreak => Piece::HardBreak,
            Event::Rule => Piece::Rule,
            Event::TaskListMarker(_) if self.dropped_from.is_some() => return,
            Event::TaskListMarker(done) => Piece::Task(done),
            Event::InlineMath(math) | Event::DisplayMath(math) => Piece::Text(math),
        };
        self.push(piece, range);
    }

    /// The text of an event as the author wrote it: masked colons are put back.
    fn restored(&self, text: CowStr<'a>, range: &Range<usize>) -> CowStr<'a> {
        if !self.masked || !text.contains(container::MASK) {
            return text;
        }
        match self.source.get(range.clone()) {
            Some(source) if source.len() == text.len() => CowStr::Borrowed(source),
            _ => text,
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        if matches!(tag, Tag::CodeBlock(_) | Tag::Image { .. }) {
            self.verbatim += 1;
        }
        let is_paragraph = matches!(tag, Tag::Paragraph);
        if may_nest(&tag) && self.open.len() >= MAX_DEPTH && self.dropped_from.is_none() {
            self.dropped_from = Some(self.open.len());
            let message = text!("plus de {MAX_DEPTH} niveaux imbriqués", "more than {MAX_DEPTH} nested levels");
            self.findings.add(&rules::TOO_DEEP, first_line(self.source, &range), message);
        }
        self.open.push(Node::Tag);
        if self.dropped_from.is_none() {
            self.push(Piece::Start(tag), range);
        }
        if is_paragraph && matches!(self.events.peek(), Some((Event::Text(text), _)) if text.starts_with("{{")) {
            self.paragraph_of_calls();
        }
    }

    /// Turns a paragraph that holds nothing but shortcodes into those.
    fn paragraph_of_calls(&mut self) {
        let from = self.queue.len();
        while let Some((event, range)) = self.events.next_if(|(e, _)| matches!(e, Event::Text(_) | Event::SoftBreak)) {
            self.take(event, range);
        }
        let ends = matches!(self.events.peek(), Some((Event::End(TagEnd::Paragraph), _)));
        let calls_only = self.queue.range(from..).all(|(p, _)| matches!(p, Piece::Call(_) | Piece::SoftBreak));
        if !ends || !calls_only || self.dropped_from.is_some() {
            return;
        }
        self.events.next();
        self.open.pop();
        let calls = self.queue.split_off(from);
        self.queue.pop_back();
        self.queue.extend(calls.into_iter().filter_map(|(piece, range)| match piece {
            Piece::Call(call) => Some((Piece::BlockCall(call), range)),
            _ => None,
        }));
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        while let Some(Node::Container(kind, _, opening)) = self.open.pop_if(|node| matches!(node, Node::Container(..)))
        {
            self.close_unclosed(kind, opening);
        }
        self.open.pop();
        if matches!(tag, TagEnd::CodeBlock | TagEnd::Image) {
            self.verbatim -= 1;
        }
        if self.dropped_from.is_none() {
            self.push(Piece::End(tag), range);
        } else {
            self.push(Piece::SoftBreak, range);
            self.undrop();
        }
    }

    /// Passes tags on again when the first that was dropped has ended.
    fn undrop(&mut self) {
        if self.dropped_from.is_some_and(|from| self.open.len() <= from) {
            self.dropped_from = None;
        }
    }

    fn text(&mut self, first: CowStr<'a>, range: Range<usize>) {
        let alone = !matches!(self.events.peek(), Some((Event::Text(_), _)));
        if alone && !text_run::is_special(&first) {
            return self.push(Piece::Text(first), range);
        }
        let mut run = text_run::Run::new(first, range);
        while let Some((event, range)) = self.events.next_if(|(event, _)| run.takes(event)) {
            run.add(event, range);
        }
        run.split(self.source, &mut self.queue, &mut self.findings);
    }

    fn is_marker(&self, range: &Range<usize>) -> bool {
        self.masked && self.source[range.start..].starts_with(":::")
    }

    /// Takes a marker line whose HTML block has just started.
    fn marker(&mut self, range: Range<usize>) {
        for (event, _) in self.events.by_ref() {
            if matches!(event, Event::End(TagEnd::HtmlBlock)) {
                break;
            }
        }
        let line = first_line(self.source, &range);
        let marker = container::parse(&self.source[line.clone()]);
        if marker.name.is_empty() {
            self.close(marker.colons, line);
        } else {
            self.open(marker, line);
        }
    }

    fn open(&mut self, marker: container::Marker<'a>, line: Range<usize>) {
        let kind = Kind::from_name(marker.name).unwrap_or_else(|| {
            self.unknown_container(marker.name, &line);
            Kind::Unknown
        });
        if self.open.len() >= MAX_DEPTH && self.dropped_from.is_none() {
            self.dropped_from = Some(self.open.len());
            let message = text!("plus de {MAX_DEPTH} niveaux imbriqués", "more than {MAX_DEPTH} nested levels");
            self.findings.add(&rules::TOO_DEEP, line.clone(), message);
        }
        self.open.push(Node::Container(kind, marker.colons, line.clone()));
        if self.dropped_from.is_none() {
            self.push(Piece::Open(kind, marker.title), line);
        }
    }

    fn unknown_container(&mut self, name: &str, line: &Range<usize>) {
        let message = text!("l’encadré « {name} » n’existe pas", "there is no container `{name}`");
        let help = match nearest(&name.to_lowercase(), Kind::names()) {
            Some(near) => text!("vouliez-vous dire « {near} » ?", "did you mean `{near}`?"),
            None => text!(
                "écrivez note, conseil, important, attention, danger, details, etapes, onglets ou onglet",
                "write note, tip, important, warning, caution, details, steps, tabs or tab"
            ),
        };
        self.findings.add_with_help(&rules::UNKNOWN_CONTAINER, line.clone(), message, help);
    }

    /// Closes the container that a line of `colons` colons is meant for, and what stands open inside it.
    fn close(&mut self, colons: usize, line: Range<usize>) {
        let here = self.open.iter().rposition(|node| matches!(node, Node::Tag)).map_or(0, |at| at + 1);
        let open_with = |node: &Node| match node {
            Node::Container(_, count, _) => *count,
            Node::Tag => usize::MAX,
        };
        let same = self.open[here..].iter().rposition(|node| open_with(node) == colons);
        let Some(at) = same.or_else(|| self.open[here..].iter().rposition(|node| open_with(node) < colons)) else {
            let message = text!("aucun encadré n’est à fermer ici", "there is no container to close here");
            let help = text!(
                "supprimez cette ligne, ou rétablissez celle qui ouvre l’encadré",
                "delete this line, or restore the one that opens the container"
            );
            return self.findings.add_with_help(&rules::STRAY_CONTAINER_END, line, message, help);
        };
        while self.open.len() > here + at + 1 {
            if let Some(Node::Container(kind, _, opening)) = self.open.pop() {
                self.close_unclosed(kind, opening);
            }
        }
        if let Some(Node::Container(kind, ..)) = self.open.pop() {
            self.close_node(kind, line);
        }
    }

    fn close_unclosed(&mut self, kind: Kind, opening: Range<usize>) {
        let message = text!("cet encadré n’est pas fermé", "this container is not closed");
        let colons = ":".repeat(self.source[opening.clone()].bytes().take_while(|b| *b == b':').count().max(3));
        let help = text!("ajoutez une ligne « {colons} » après son contenu", "add a line `{colons}` after its content");
        self.findings.add_with_help(&rules::UNCLOSED_CONTAINER, opening.clone(), message, help);
        self.close_node(kind, opening);
    }

    fn close_node(&mut self, kind: Kind, range: Range<usize>) {
        if self.dropped_from.is_none() {
            self.push(Piece::Close(kind), range);
        } else {
            self.undrop();
        }
    }

    fn finish(&mut self) {
        while let Some(node) = self.open.pop() {
            if let Node::Container(kind, _, opening) = node {
                self.close_unclosed(kind, opening);
            }
        }
        self.finished = true;
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Located<'a>;

    fn next(&mut self) -> Option<Located<'a>> {
        loop {
            if let Some(piece) = self.queue.pop_front() {
                return Some(piece);
            }
            match self.events.next() {
                Some((event, range)) => self.take(event, range),
                None if self.finished => return None,
                None => self.finish(),
            }
        }
    }
}

/// Whether an element can hold another of its kind.
fn may_nest(tag: &Tag<'_>) -> bool {
    use Tag::*;
    matches!(tag, BlockQuote(_) | List(_) | DefinitionList | FootnoteDefinition(_) | Emphasis | Strong | Strikethrough)
}

/// The part of `range` on its first line.
pub(super) fn first_line(source: &str, range: &Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let length = text.find('\n').unwrap_or(text.len());
    range.start..range.start + length
}
