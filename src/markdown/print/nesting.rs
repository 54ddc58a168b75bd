//! What is open while a text is printed, and what it becomes when it closes.

use std::collections::HashMap;

use pulldown_cmark::Tag;
use vademecum_pdf::document::{Block, Callout, Destination, Inline, Item, Label, Place, Table};

use super::{Writer, figure, is_blank, item};
use crate::markdown::container::Kind;

/// The language tag under which a reference to a note stands until the note is put in its place. No language has it.
const NOTE: &str = "x-note:";

/// Something that is open.
pub(super) struct Open {
    pub(super) what: What,
    /// The blocks that it holds so far.
    blocks: Vec<Block>,
    /// Words that are not in a block yet.
    pub(super) words: Vec<Inline>,
}

/// What is open.
pub(super) enum What {
    Root,
    /// The title of the page, which is printed by its page.
    Title,
    Heading {
        level: u8,
        label: Option<Label>,
        place: Place,
    },
    Paragraph,
    Quote,
    Callout(Callout, Vec<Inline>),
    Group(Option<Vec<Inline>>),
    List(Option<u64>, Vec<Item>),
    Item(Option<bool>),
    Terms(Vec<(Vec<Inline>, Vec<Block>)>),
    Term,
    Definition,
    Table(Table),
    Row,
    Cell,
    Footnote(String),
    Strong,
    Emphasis,
    Deleted,
    Superscript,
    Subscript,
    Link {
        to: Option<Destination>,
        instead: String,
        automatic: bool,
        place: Place,
    },
}

impl What {
    pub(super) fn of(tag: &Tag<'_>) -> What {
        match tag {
            Tag::BlockQuote(_) => What::Quote,
            Tag::List(first) => What::List(*first, Vec::new()),
            Tag::Item => What::Item(None),
            Tag::DefinitionList => What::Terms(Vec::new()),
            Tag::DefinitionListTitle => What::Term,
            Tag::DefinitionListDefinition => What::Definition,
            Tag::TableHead | Tag::TableRow => What::Row,
            Tag::TableCell => What::Cell,
            Tag::Emphasis => What::Emphasis,
            Tag::Strong => What::Strong,
            Tag::Strikethrough => What::Deleted,
            Tag::Superscript => What::Superscript,
            Tag::Subscript => What::Subscript,
            _ => What::Paragraph,
        }
    }

    /// Whether it stands among words.
    fn is_phrasing(&self) -> bool {
        use What::*;
        matches!(self, Strong | Emphasis | Deleted | Superscript | Subscript | Link { .. })
    }
}

impl Open {
    pub(super) fn new(what: What) -> Self {
        Self { what, blocks: Vec::new(), words: Vec::new() }
    }

    /// Makes a paragraph of words that stand between blocks.
    fn settle(&mut self) {
        let mut words = std::mem::take(&mut self.words);
        match figure(&mut words) {
            Some(picture) => self.blocks.push(Block::Figure { picture, caption: None }),
            None if is_blank(&words) => {}
            None => self.blocks.push(Block::Paragraph(words)),
        }
    }

    pub(super) fn into_blocks(mut self) -> Vec<Block> {
        self.settle();
        self.blocks
    }
}

impl Writer<'_> {
    pub(super) fn push(&mut self, what: What) {
        if !what.is_phrasing() {
            self.top_mut().settle();
        }
        self.open.push(Open::new(what));
    }

    pub(super) fn top_mut(&mut self) -> &mut Open {
        self.open.last_mut().expect("the root stays open")
    }

    pub(super) fn inline(&mut self, inline: Inline) {
        self.top_mut().words.push(inline);
    }

    pub(super) fn blocks(&mut self, blocks: Vec<Block>) {
        let top = self.top_mut();
        top.settle();
        top.blocks.extend(blocks);
    }

    pub(super) fn task(&mut self, done: bool) {
        if let Some(What::Item(task)) =
            self.open.iter_mut().rev().map(|open| &mut open.what).find(|what| matches!(what, What::Item(_)))
        {
            *task = Some(done);
        }
    }

    pub(super) fn open_container(&mut self, kind: Kind, title: &str) {
        let default = kind.default_title(self.dialect.language);
        let title = if title.is_empty() { default } else { title };
        let title = (!title.is_empty()).then(|| vec![Inline::Text(self.typographed(title))]);
        self.push(match kind {
            Kind::Note => What::Callout(Callout::Note, title.unwrap_or_default()),
            Kind::Tip => What::Callout(Callout::Tip, title.unwrap_or_default()),
            Kind::Important => What::Callout(Callout::Important, title.unwrap_or_default()),
            Kind::Warning => What::Callout(Callout::Warning, title.unwrap_or_default()),
            Kind::Danger => What::Callout(Callout::Danger, title.unwrap_or_default()),
            Kind::Details | Kind::Steps | Kind::Tabs | Kind::Tab => What::Group(title),
            Kind::Unknown => What::Group(None),
        });
    }

    /// Closes what is open innermost, but for the root.
    pub(super) fn close(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        let Some(open) = self.open.pop() else { return };
        match open.what {
            What::Title | What::Root => {}
            What::Paragraph => {
                let blocks = open.into_blocks();
                self.blocks(blocks);
            }
            What::Heading { level, label, place } => {
                let labels = label.into_iter().collect();
                self.blocks(vec![Block::Heading { level, labels, words: open.words, place }]);
            }
            _ if open.what.is_phrasing() => self.close_words(open),
            _ => self.close_block(open),
        }
    }

    fn close_words(&mut self, open: Open) {
        let words = open.words;
        match open.what {
            What::Strong => self.inline(Inline::Strong(words)),
            What::Emphasis => self.inline(Inline::Emphasis(words)),
            What::Deleted => self.inline(Inline::Deleted(words)),
            What::Superscript => self.inline(Inline::Superscript(words)),
            What::Subscript => self.inline(Inline::Subscript(words)),
            What::Link { to, instead, place, .. } => self.close_link(to, instead, words, place),
            _ => {}
        }
    }

    fn close_block(&mut self, open: Open) {
        let Open { what, .. } = &open;
        match what {
            What::Item(task) => {
                let task = *task;
                let item = item(task, open.into_blocks());
                if let What::List(_, items) = &mut self.top_mut().what {
                    items.push(item);
                }
            }
            What::Term => {
                let words = open.words;
                if let What::Terms(terms) = &mut self.top_mut().what {
                    terms.push((words, Vec::new()));
                }
            }
            What::Definition => {
                let blocks = open.into_blocks();
                if let What::Terms(terms) = &mut self.top_mut().what
                    && let Some((_, of)) = terms.last_mut()
                {
                    of.extend(blocks);
                }
            }
            What::Row => self.close_row(),
            What::Cell => self.close_cell(open.words),
            _ => self.close_whole(open),
        }
    }

    /// Closes what is a block by itself.
    fn close_whole(&mut self, mut open: Open) {
        let what = std::mem::replace(&mut open.what, What::Root);
        let blocks = open.into_blocks();
        let block = match what {
            What::Quote => Block::Quote { blocks, source: None },
            What::Callout(kind, title) => Block::Callout { kind, title, blocks },
            What::Group(title) => Block::Group { title, blocks },
            What::List(first, items) => Block::List { first, items },
            What::Terms(terms) => Block::Terms(terms),
            What::Table(table) => Block::Table(table),
            What::Footnote(label) => {
                self.footnotes.entry(label).or_insert(blocks);
                return;
            }
            _ => return,
        };
        self.blocks(vec![block]);
    }
}

/// A reference to a note, until its text is known.
pub(super) fn reference(label: &str) -> Inline {
    Inline::Foreign(format!("{NOTE}{label}"), Vec::new())
}

/// Puts the notes in the place of the references to them. A note that refers to a note keeps no reference.
pub(super) fn place_notes(blocks: &mut [Block], notes: &HashMap<String, Vec<Block>>) {
    for block in blocks {
        match block {
            Block::Heading { words, .. } | Block::Paragraph(words) | Block::Lead(words) | Block::Note(words) => {
                place_in(words, notes);
            }
            Block::List { items, .. } => items.iter_mut().for_each(|item| place_notes(&mut item.blocks, notes)),
            Block::Terms(terms) => terms.iter_mut().for_each(|(words, blocks)| {
                place_in(words, notes);
                place_notes(blocks, notes);
            }),
            Block::Quote { blocks, .. } | Block::Callout { blocks, .. } | Block::Group { blocks, .. } => {
                place_notes(blocks, notes);
            }
            Block::Table(table) => {
                table.head.iter_mut().for_each(|cell| place_in(cell, notes));
                table.rows.iter_mut().flatten().for_each(|cell| place_notes(cell, notes));
            }
            Block::Figure { .. } | Block::Slide(_) | Block::Code { .. } => {}
            Block::Anchor(_) | Block::Rule | Block::Index(_) => {}
        }
    }
}

fn place_in(words: &mut Vec<Inline>, notes: &HashMap<String, Vec<Block>>) {
    for inline in words {
        let label = match inline {
            Inline::Foreign(tag, _) => tag.strip_prefix(NOTE).map(str::to_owned),
            Inline::Strong(words) | Inline::Emphasis(words) | Inline::Deleted(words) => {
                place_in(words, notes);
                None
            }
            Inline::Superscript(words) | Inline::Subscript(words) | Inline::Link { words, .. } => {
                place_in(words, notes);
                None
            }
            _ => None,
        };
        if let Some(label) = label {
            let mut note = notes.get(&label).cloned().unwrap_or_default();
            place_notes(&mut note, &HashMap::new());
            *inline = Inline::Footnote(note);
        }
    }
}
