//! Parser events to a tree, within limits that no text can exceed.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span as EventSpan, StructureStyle, Tag, options};

use super::findings::report;
use super::line::Line;
use super::node::{Entry, Node, NodeKind, Scalar};
use super::{CUT_TEXT, INVALID_YAML, MAX_ALIASED_BYTES, MAX_DEPTH, MAX_NODES, merge, syntax};
use crate::diagnostic::{Diagnostic, Span, Spanned, Text, TextFile};
use crate::text;

/// A mistake that hides the rest of the text.
pub(super) type Fatal = Box<Diagnostic>;

/// Builds the tree of the YAML in `range`. Mistakes after which reading can go on are added to `diagnostics`.
pub(super) fn compose(
    file: &Arc<TextFile>,
    range: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Node, Fatal> {
    let text = file.text.get(range.clone()).expect("a range of YAML is cut at characters of its file");
    let mut composer = Composer {
        file,
        text,
        offset: range.start,
        diagnostics,
        stack: Vec::new(),
        root: None,
        anchors: HashMap::new(),
        nodes: 0,
        aliased_bytes: 0,
    };
    let limits = options! { flow_nesting_limit: MAX_DEPTH, block_nesting_limit: MAX_DEPTH };
    for event in Parser::new_from_str_with_options(text, limits) {
        let (event, span) = event.map_err(|error| Box::new(syntax::explain(file, range.clone(), &error)))?;
        composer.take(event, &span)?;
    }
    let empty = Node { span: (range.start..range.start).into(), kind: NodeKind::Null };
    Ok(composer.root.unwrap_or(empty))
}

struct Composer<'a> {
    file: &'a TextFile,
    text: &'a str,
    /// Where `text` starts in the file.
    offset: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// The collections that are open.
    stack: Vec<Frame>,
    root: Option<Node>,
    anchors: HashMap<usize, Anchored>,
    nodes: usize,
    aliased_bytes: usize,
}

/// An open list or mapping.
struct Frame {
    start: u32,
    block: bool,
    anchor: usize,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, slot: Slot },
}

/// What an open mapping waits for.
enum Slot {
    Key,
    ValueOf(Spanned<String>),
    /// The value of a key that cannot be one: read and left out.
    ValueOfNothing,
}

/// A value that aliases can repeat, and what a repetition costs.
struct Anchored {
    node: Node,
    weight: Weight,
}

/// The size of a tree.
#[derive(Clone, Copy, Default)]
struct Weight {
    nodes: usize,
    bytes: usize,
    height: usize,
}

impl Composer<'_> {
    fn take(&mut self, event: Event<'_>, span: &EventSpan) -> Result<(), Fatal> {
        let at = self.span(span);
        match event {
            Event::DocumentStart(..) if self.root.is_some() => Err(self.second_document(at)),
            Event::Scalar(text, style, anchor, tag) => {
                let node = Node { span: at, kind: self.scalar(&text, style, tag.as_deref(), at) };
                self.check_tag(tag.as_deref(), span);
                self.check_cut(style, at);
                self.place(node, anchor)
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), span);
                self.open(Content::Sequence(Vec::new()), style, anchor, at)
            }
            Event::MappingStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), span);
                self.open(Content::Mapping { entries: Vec::new(), slot: Slot::Key }, style, anchor, at)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(at),
            Event::Alias(id) => self.repeat(id, at),
            _ => Ok(()),
        }
    }

    /// Opens a list or mapping.
    fn open(&mut self, content: Content, style: StructureStyle, anchor: usize, at: Span) -> Result<(), Fatal> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(self.too_deep(at));
        }
        let block = style == StructureStyle::Block;
        self.stack.push(Frame { start: at.start, block, anchor, content });
        Ok(())
    }

    /// Closes the innermost list or mapping.
    fn close(&mut self, at: Span) -> Result<(), Fatal> {
        let frame = self.stack.pop().expect("the parser closes only what it has opened");
        let (kind, last) = match frame.content {
            Content::Sequence(items) => {
                let last = items.last().map(|item| item.span.end);
                (NodeKind::Sequence(items), last)
            }
            Content::Mapping { entries, .. } => {
                let last = entries.last().map(|entry| entry.value.span.end.max(entry.key.span.end));
                let entries = merge::merge(entries, self.file, self.diagnostics);
                (NodeKind::Mapping(entries), last)
            }
        };
        // The end event of an indented collection comes with the line after it.
        let end = if frame.block { last.unwrap_or(frame.start) } else { at.end };
        let span = Span { start: frame.start, end: end.max(frame.start) };
        self.place(Node { span, kind }, frame.anchor)
    }

    /// Puts a finished value where it belongs.
    fn place(&mut self, node: Node, anchor: usize) -> Result<(), Fatal> {
        self.spend(1, node.span)?;
        if anchor != 0 {
            let weight = weigh(&node);
            self.spend_copy(weight, node.span)?;
            self.anchors.insert(anchor, Anchored { node: node.clone(), weight });
        }
        let Some(frame) = self.stack.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match &mut frame.content {
            Content::Sequence(items) => items.push(node),
            Content::Mapping { entries, slot } => match std::mem::replace(slot, Slot::Key) {
                Slot::ValueOf(key) => entries.push(Entry { key, value: node }),
                Slot::ValueOfNothing => {}
                Slot::Key => *slot = key_slot(node, self.file, self.text, self.offset, self.diagnostics),
            },
        }
        Ok(())
    }

    /// Puts a copy of an anchored value in place of an alias.
    fn repeat(&mut self, id: usize, at: Span) -> Result<(), Fatal> {
        let Some(anchored) = self.anchors.get(&id) else {
            return Err(self.contains_itself(at));
        };
        let weight = anchored.weight;
        if self.stack.len() + weight.height > MAX_DEPTH {
            return Err(self.too_deep(at));
        }
        // A list or mapping stands where it was written, a single text where it is repeated.
        let mut node = anchored.node.clone();
        if matches!(node.kind, NodeKind::Scalar(_)) {
            node.span = at;
        }
        self.spend_copy(weight, at)?;
        self.place(node, 0)
    }

    fn scalar(&self, text: &str, style: ScalarStyle, tag: Option<&Tag>, at: Span) -> NodeKind {
        let as_text = tag.is_some_and(|tag| tag.is_yaml_core_schema_tag("str"));
        // The parser gives `~` for a value that was not written.
        let text = if at.start == at.end { "" } else { text };
        let plain = style == ScalarStyle::Plain && !as_text;
        if plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
            return NodeKind::Null;
        }
        NodeKind::Scalar(Scalar { text: text.to_owned(), plain })
    }

    /// Reports a type written with `!`, unless it is one of YAML's own. Most often it is a text that starts with `!`.
    fn check_tag(&mut self, tag: Option<&Tag>, span: &EventSpan) {
        if tag.is_none_or(Tag::is_yaml_core_schema) {
            return;
        }
        let at = self.span(span.tag_span().as_ref().unwrap_or(span));
        let message = text!(
            "au début d’une valeur, « ! » a un sens spécial en YAML : ce mot serait perdu",
            "at the start of a value, “!” has a special meaning in YAML: this word would be lost"
        );
        let help = text!("mettez toute la valeur entre guillemets", "put the whole value in quotes");
        report(at, self.file, self.diagnostics, |place| Diagnostic::new(&INVALID_YAML, place, message).help(help));
    }

    /// Reports words after ` #` at the end of a text without quotes, unless they look like a comment.
    fn check_cut(&mut self, style: ScalarStyle, at: Span) {
        if style != ScalarStyle::Plain {
            return;
        }
        if at.start == at.end {
            return self.check_lost(at);
        }
        let rest = &self.text[at.end as usize - self.offset..];
        let comment = rest.trim_start_matches(' ').strip_prefix('#');
        if !comment.is_some_and(|comment| comment.starts_with(char::is_alphanumeric)) {
            return;
        }
        let length = rest.split('\n').next().map_or(0, str::len);
        let cut = Span { start: at.end, end: at.end + length as u32 };
        let message = text!(
            "la fin de ce texte est perdue : « # » commence un commentaire",
            "the end of this text is lost: “#” starts a comment"
        );
        let help = text!(
            "mettez tout le texte entre guillemets ; pour un commentaire, laissez une espace après « # »",
            "put the whole text in quotes; for a comment, leave a space after “#”"
        );
        report(cut, self.file, self.diagnostics, |place| Diagnostic::new(&CUT_TEXT, place, message).help(help));
    }

    /// Reports a value that is a comment as a whole, as `#0b5394` is.
    fn check_lost(&mut self, at: Span) {
        let line = Line::at(self.text, at.start as usize - self.offset);
        let Some(start) = line.text.find(": #").map(|colon| colon + 2) else { return };
        let lost = line.text[start..].trim_end();
        if !lost[1..].starts_with(char::is_alphanumeric) {
            return;
        }
        let start = self.offset + line.start + start;
        let message = text!(
            "cette valeur est perdue : « # » commence un commentaire",
            "this value is lost: “#” starts a comment"
        );
        let help = text!("mettez-la entre guillemets : \"{lost}\"", "put it in quotes: \"{lost}\"");
        let lost = (start..start + lost.len()).into();
        report(lost, self.file, self.diagnostics, |place| Diagnostic::new(&CUT_TEXT, place, message).help(help));
    }

    fn span(&self, span: &EventSpan) -> Span {
        let range = span.byte_range().expect("a parser over a text knows its bytes");
        let end = match self.text.get(range.clone()) {
            // The span of a block text goes on to the next key.
            Some(slice) => range.start + slice.trim_end_matches([' ', '\n', '\r', '\t']).len(),
            None => range.end,
        };
        (self.offset + range.start..self.offset + end).into()
    }

    fn spend(&mut self, nodes: usize, at: Span) -> Result<(), Fatal> {
        self.nodes += nodes;
        if self.nodes > MAX_NODES {
            return Err(self.fatal(
                at,
                text!("ce texte compte plus de {MAX_NODES} valeurs", "this text holds more than {MAX_NODES} values"),
                text!(
                    "répartissez le contenu en plusieurs fichiers, et évitez de répéter des listes par alias (*nom)",
                    "split the content into several files, and do not repeat lists by aliases (*name)"
                ),
            ));
        }
        Ok(())
    }

    fn spend_copy(&mut self, weight: Weight, at: Span) -> Result<(), Fatal> {
        self.spend(weight.nodes, at)?;
        self.aliased_bytes += weight.bytes;
        if self.aliased_bytes > MAX_ALIASED_BYTES {
            return Err(self.fatal(
                at,
                text!("les alias (*nom) répètent trop de texte", "aliases (*name) repeat too much text"),
                text!("écrivez ces textes une seule fois", "write these texts once only"),
            ));
        }
        Ok(())
    }

    fn second_document(&self, at: Span) -> Fatal {
        self.fatal(
            at,
            text!(
                "un second document YAML commence ici : rien de ce qui suit ne serait lu",
                "a second YAML document starts here: nothing after this line would be read"
            ),
            text!("supprimez la ligne « --- », ou faites deux fichiers", "remove the line “---”, or make two files"),
        )
    }

    fn too_deep(&self, at: Span) -> Fatal {
        self.fatal(
            at,
            text!(
                "les listes et les clés sont imbriquées sur plus de {MAX_DEPTH} niveaux",
                "lists and keys are nested more than {MAX_DEPTH} levels deep"
            ),
            text!("mettez à plat ce contenu", "make this content flatter"),
        )
    }

    fn contains_itself(&self, at: Span) -> Fatal {
        self.fatal(
            at,
            text!("cet alias désigne une valeur qui le contient", "this alias stands for a value that contains it"),
            text!("supprimez l’alias (*nom)", "remove the alias (*name)"),
        )
    }

    fn fatal(&self, at: Span, message: Text, help: Text) -> Fatal {
        Box::new(Diagnostic::new(&INVALID_YAML, self.file.locate(at.range()), message).help(help))
    }
}

/// Takes `node` as the key of the next entry. A key must be a text.
fn key_slot(node: Node, file: &TextFile, text: &str, offset: usize, diagnostics: &mut Vec<Diagnostic>) -> Slot {
    let span = node.span;
    if let NodeKind::Scalar(scalar) = node.kind {
        return Slot::ValueOf(Spanned { value: scalar.text, span });
    }
    let before = &text[..span.start as usize - offset];
    let shortcode = matches!(node.kind, NodeKind::Mapping(_)) && before.ends_with('{');
    let help = if shortcode {
        text!(
            "mettez toute la valeur entre guillemets : \"{{{{ date:… }}}}\"",
            "put the whole value in quotes: \"{{{{ date:… }}}}\""
        )
    } else {
        text!("écrivez un nom, puis « : », puis la valeur", "write a name, then “: ”, then the value")
    };
    let message = text!("le nom de cette clé n’est pas un texte", "the name of this key is not a text");
    report(span, file, diagnostics, |place| Diagnostic::new(&INVALID_YAML, place, message).help(help));
    Slot::ValueOfNothing
}

/// The size of a tree; its height is bounded by [`MAX_DEPTH`].
fn weigh(node: &Node) -> Weight {
    let mut weight = Weight { nodes: 1, bytes: 0, height: 0 };
    let mut add = |child: Weight| {
        weight.nodes += child.nodes;
        weight.bytes += child.bytes;
        weight.height = weight.height.max(child.height + 1);
    };
    match &node.kind {
        NodeKind::Scalar(scalar) => weight.bytes = scalar.text.len(),
        NodeKind::Sequence(items) => items.iter().map(weigh).for_each(add),
        NodeKind::Mapping(entries) => entries.iter().for_each(|entry| {
            let value = weigh(&entry.value);
            add(Weight { nodes: value.nodes + 1, bytes: value.bytes + entry.key.value.len(), ..value });
        }),
        NodeKind::Null | NodeKind::Dropped | NodeKind::Placeholder => {}
    }
    weight
}
