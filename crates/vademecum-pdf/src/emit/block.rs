//! Blocks as code.

use super::inline::{is_silent, length};
use super::{Shared, label, literal, string};
use crate::document::{Align, Block, Callout, Inline, Item, Label, Picture, Place, Table};
use crate::problem::{Problem, ProblemKind};

/// How deep parts may be nested; the parser of typst gives up at 256 levels, and each part takes several.
const MAX_DEPTH: usize = 24;
/// The most columns of a table that fit on a page.
const MOST_COLUMNS: usize = 20;
/// The longest heading, in bytes: what is longer is no bookmark that anybody reads.
const MOST_HEADING: usize = 1_000;
/// The longest alternative text, in characters.
pub(super) const MOST_ALT: usize = 5_000;
/// The width of the text in millimetres, of which a picture may take all.
pub(super) const TEXT_WIDTH: u32 = 160;
/// The height in millimetres that a picture may take, so that its caption fits on the page.
const TEXT_HEIGHT: u32 = 200;

/// A chapter while it is written.
pub(super) struct Blocks<'s, 'l> {
    pub(super) code: String,
    pub(super) places: Vec<(usize, Place)>,
    pub(super) shared: &'s mut Shared<'l>,
    pub(super) depth: usize,
    told_depth: bool,
    /// Whether the block before was a heading, from which what follows must not be parted.
    follows_heading: bool,
    /// The number of links in the paragraph that is written.
    pub(super) links: usize,
}

impl<'s, 'l> Blocks<'s, 'l> {
    pub(super) fn new(shared: &'s mut Shared<'l>) -> Self {
        Self {
            code: String::new(),
            places: Vec::new(),
            shared,
            depth: 0,
            told_depth: false,
            follows_heading: false,
            links: 0,
        }
    }

    /// Notes that the code from here on is of a place.
    pub(super) fn mark(&mut self, place: Place) {
        self.places.push((self.code.len(), place));
    }

    pub(super) fn is_too_deep(&self) -> bool {
        self.depth >= MAX_DEPTH
    }

    /// Says, once a chapter, that words are shown without what is around them.
    pub(super) fn tell_depth(&mut self, words: &[Inline]) {
        if std::mem::replace(&mut self.told_depth, true) {
            return;
        }
        let own = words.iter().find_map(|inline| match inline {
            Inline::Placed(_, place) => Some(*place),
            _ => None,
        });
        let place = own.or(self.places.last().map(|(_, place)| *place));
        let message = format!("more than {MAX_DEPTH} parts inside one another");
        self.shared.problems.push(Problem { place, template: None, kind: ProblemKind::TooDeep, message });
    }

    /// Blocks as one value.
    pub(super) fn content(&mut self, blocks: &[Block]) {
        if blocks.is_empty() {
            return self.code.push_str("[]");
        }
        self.code.push('{');
        for block in blocks {
            self.block(block);
            self.code.push(';');
        }
        self.code.push('}');
    }

    /// A block as an expression.
    pub(super) fn block(&mut self, block: &Block) {
        if self.is_too_deep() {
            return self.flat(block);
        }
        self.depth += 1;
        self.links = 0;
        match block {
            Block::Heading { level, labels, words, place } => self.heading(*level, labels, words, *place),
            Block::Anchor(name) => self.anchor(name),
            Block::Paragraph(words) => self.call("par(", words, ")"),
            Block::Lead(words) if self.follows_heading => self.call("lead(sticky: true, par(", words, "))"),
            Block::Lead(words) => self.call("lead(par(", words, "))"),
            Block::Note(words) if self.follows_heading => self.call("note(sticky: true, par(", words, "))"),
            Block::Note(words) => self.call("note(par(", words, "))"),
            Block::List { first, items } => self.list(*first, items),
            Block::Terms(terms) => self.terms(terms),
            Block::Quote { blocks, source } => self.quote(blocks, source.as_deref()),
            Block::Callout { kind, title, blocks } => self.callout(*kind, title, blocks),
            Block::Group { title, blocks } => self.group(title.as_deref(), blocks),
            Block::Code { language, file, marked, code, place } => {
                self.mark(*place);
                self.source_code(language, file.as_deref(), marked, code);
            }
            Block::Table(table) => self.table(table),
            Block::Figure { picture, caption } => self.figure(picture, caption.as_deref()),
            Block::Slide(slide) => self.slide(slide),
            Block::Rule => self.code.push_str("rule()"),
            Block::Index(lines) => self.index(lines),
        }
        self.depth -= 1;
        self.follows_heading = match block {
            Block::Heading { .. } => true,
            Block::Note(_) | Block::Lead(_) => self.follows_heading,
            _ => false,
        };
    }

    /// What is nested too deeply, without what is around it.
    fn flat(&mut self, block: &Block) {
        let mut words = Vec::new();
        flatten(block, &mut words);
        self.tell_depth(&words);
        self.call("par(", &words, ")");
    }

    fn call(&mut self, open: &str, words: &[Inline], close: &str) {
        self.code.push_str(open);
        self.words(words);
        self.code.push_str(close);
    }

    fn heading(&mut self, level: u8, labels: &[Label], words: &[Inline], place: Place) {
        self.mark(place);
        let labels: Vec<&Label> = labels.iter().filter(|name| self.shared.written.insert((*name).clone())).collect();
        self.code.push('[');
        for other in labels.iter().skip(1) {
            self.code.push_str(&format!("#metadata(none){}", label(other)));
        }
        // A heading has a title (ISO 14289-1, 7.4), and a bookmark that can be read.
        let (says_nothing, shows_nothing) = is_silent(words);
        if shows_nothing {
            self.code.push_str("#metadata(none)");
        } else if says_nothing || length(words) > MOST_HEADING {
            self.call("#par(", words, ")");
        } else {
            // No level is skipped (ISO 14289-1, 7.4.2), also after a heading that says nothing and is none.
            let level = level.clamp(1, self.shared.level + 1);
            self.shared.level = level;
            self.call(&format!("#heading(level: {level}, "), words, ")");
        }
        self.code.push_str(&labels.first().map(|name| label(name)).unwrap_or_default());
        self.code.push(']');
    }

    fn anchor(&mut self, name: &Label) {
        if self.shared.written.insert(name.clone()) {
            self.code.push_str(&format!("[#metadata(none){}]", label(name)));
        } else {
            self.code.push_str("[]");
        }
    }

    fn list(&mut self, first: Option<u64>, items: &[Item]) {
        let is_tight = items.iter().all(|item| {
            matches!(&item.blocks[..], [] | [Block::Paragraph(_)] | [Block::Paragraph(_), Block::List { .. }])
        });
        let tasks: Option<Vec<bool>> = items.iter().map(|item| item.task).collect();
        // Where all items are tasks, their boxes are the labels of the list (ISO 32000-1, 14.8.4.3.3).
        let tasks = tasks.filter(|tasks| first.is_none() && !tasks.is_empty());
        match first {
            None if let Some(tasks) = &tasks => self.code.push_str(&format!("enum(numbering: {}, ", boxes(tasks))),
            None => self.code.push_str("list("),
            Some(number) => self.code.push_str(&format!("enum(start: {}, ", number.min(1_000_000_000))),
        }
        self.code.push_str(&format!("tight: {is_tight}"));
        for item in items {
            self.code.push_str(", ");
            self.item(item, is_tight, tasks.is_some());
        }
        self.code.push(')');
    }

    fn item(&mut self, item: &Item, is_tight: bool, has_box: bool) {
        self.code.push('{');
        if let Some(done) = item.task.filter(|_| !has_box) {
            self.code.push_str(&format!("task({done});text(\" \");"));
        }
        let mut rest = &item.blocks[..];
        if let [Block::Paragraph(words), after @ ..] = rest
            && (is_tight || item.task.is_some())
        {
            self.words(words);
            self.code.push(';');
            rest = after;
        }
        self.content(rest);
        self.code.push('}');
    }

    fn terms(&mut self, terms: &[(Vec<Inline>, Vec<Block>)]) {
        self.code.push_str("terms(tight: false");
        for (words, blocks) in terms {
            self.code.push_str(", terms.item(");
            self.words(words);
            self.code.push_str(", ");
            match &blocks[..] {
                [Block::Paragraph(words)] => self.words(words),
                blocks => self.content(blocks),
            }
            self.code.push(')');
        }
        self.code.push(')');
    }

    fn quote(&mut self, blocks: &[Block], source: Option<&[Inline]>) {
        self.code.push_str("quote(block: true, ");
        if let Some(source) = source {
            self.code.push_str("attribution: ");
            self.words(source);
            self.code.push_str(", ");
        }
        self.content(blocks);
        self.code.push(')');
    }

    fn callout(&mut self, kind: Callout, title: &[Inline], blocks: &[Block]) {
        self.code.push_str(&format!("callout({}, ", string(name(kind))));
        self.words(title);
        self.code.push_str(", ");
        self.content(blocks);
        self.code.push(')');
    }

    fn group(&mut self, title: Option<&[Inline]>, blocks: &[Block]) {
        self.code.push_str("group(");
        match title {
            Some(title) => self.words(title),
            None => self.code.push_str("none"),
        }
        self.code.push_str(", ");
        self.content(blocks);
        self.code.push(')');
    }

    fn source_code(&mut self, language: &str, file: Option<&str>, marked: &[usize], code: &str) {
        let language: String =
            language.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '+').collect();
        let language = if language.is_empty() { "none".to_owned() } else { string(&language.to_ascii_lowercase()) };
        let marked: String = marked.iter().map(|line| format!("{line}, ")).collect();
        let code = self.covered(code.trim_end_matches('\n'), None);
        self.code.push_str("code-block(");
        self.raw(&format!("block: true, lang: {language}, "), &code);
        self.code.push_str(&format!(", marked: ({marked}), file: "));
        match file {
            Some(file) => self.words(&[Inline::Text(file.to_owned())]),
            None => self.code.push_str("none"),
        }
        self.code.push(')');
    }

    fn table(&mut self, table: &Table) {
        self.mark(table.place);
        if table.columns.is_empty() {
            return self.code.push_str("[]");
        }
        if table.columns.len() > MOST_COLUMNS {
            return self.wide_table(table);
        }
        self.code.push('{');
        if let Some(caption) = &table.caption {
            self.call("table-caption(par(", caption, "));");
        }
        self.code.push_str(&format!("table-block(table(columns: ({}), align: ({}), ", widths(table), aligns(table)));
        self.code.push_str("table.header(");
        for cell in &table.head {
            self.words(&with_notes_in_words(cell));
            self.code.push(',');
        }
        self.code.push_str("),");
        for row in &table.rows {
            self.row(row, table);
        }
        self.code.push_str("))}");
    }

    /// A table that no page is wide enough for: a line for each row.
    fn wide_table(&mut self, table: &Table) {
        let columns = table.columns.len();
        let message = format!("{columns} columns do not fit on a page");
        self.shared.problems.push(Problem::at(table.place, ProblemKind::TooWide(columns), message));
        let mut lines = vec![joined(table.head.iter().cloned())];
        let rows = table.rows.iter().map(|row| {
            joined(row.iter().map(|cell| {
                let mut words = Vec::new();
                cell.iter().for_each(|block| flatten(block, &mut words));
                words
            }))
        });
        lines.extend(rows);
        let item = |words| Item { task: None, blocks: vec![Block::Paragraph(words)] };
        self.list(None, &lines.into_iter().map(item).collect::<Vec<_>>());
    }

    fn row(&mut self, row: &[Vec<Block>], table: &Table) {
        for at in 0..table.columns.len() {
            let cell = row.get(at).map(Vec::as_slice).unwrap_or_default();
            let is_head = at == 0 && table.row_heads;
            self.code.push_str(if is_head { "pdf.header-cell(scope: \"row\", " } else { "table.cell(" });
            match cell {
                [Block::Paragraph(words)] => self.words(words),
                cell => self.content(cell),
            }
            self.code.push_str("),");
        }
    }

    pub(super) fn is_readable(&mut self, picture: &Picture) -> bool {
        let is_known_bad = self.shared.limits.bad_pictures.contains(&picture.name);
        if !is_known_bad && format(&picture.bytes).is_some() {
            return true;
        }
        let kind = ProblemKind::BadPicture(picture.name.clone());
        self.shared.problems.push(Problem::at(picture.place, kind, "the picture cannot be read"));
        false
    }

    fn figure(&mut self, picture: &Picture, caption: Option<&[Inline]>) {
        if !self.is_readable(picture) {
            self.code.push_str("par(");
            self.instead(picture);
            return self.code.push(')');
        }
        self.code.push_str("picture-figure(");
        let size = size(picture);
        self.image(picture, &size);
        self.code.push_str(", ");
        match caption {
            Some(caption) => self.words(caption),
            None => self.code.push_str("none"),
        }
        self.code.push_str(&format!(", {})", picture.alt.is_some()));
    }

    /// The picture itself. One that shows nothing which the text does not say is none of the content (ISO 14289-1, 7.3).
    pub(super) fn image(&mut self, picture: &Picture, size: &str) {
        self.mark(picture.place);
        let at = self.shared.picture(picture);
        let format = string(format(&picture.bytes).unwrap_or("png"));
        let size = if size.is_empty() { String::new() } else { format!("{size}, ") };
        let file = format!("\"/picture/{at}\"");
        match &picture.alt {
            Some(alt) => {
                self.code
                    .push_str(&format!("image({file}, format: {format}, {size}alt: {})", literal::cut(alt, MOST_ALT)));
            }
            None => self.code.push_str(&format!("pdf.artifact(image({file}, format: {format}, {size}))")),
        }
    }

    fn index(&mut self, lines: &[(Vec<Inline>, Label)]) {
        self.code.push_str("index-lines(");
        for (words, target) in lines {
            if self.shared.labels.contains(target) {
                let target = label(target);
                self.code.push_str(&format!("(link({target}, "));
                self.words(words);
                self.code.push_str(&format!("), {target}), "));
            } else {
                self.code.push('(');
                self.words(words);
                self.code.push_str(", none), ");
            }
        }
        self.code.push(')');
    }
}

/// Words with their notes in parentheses: the head of a table is repeated on other pages, where it may hold no link to a
/// note.
pub(super) fn with_notes_in_words(words: &[Inline]) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in words {
        let Inline::Footnote(blocks) = inline else {
            out.push(inline.clone());
            continue;
        };
        out.push(Inline::Text(" (".to_owned()));
        blocks.iter().for_each(|block| flatten(block, &mut out));
        if let Some(Inline::Text(last)) = out.last_mut() {
            *last = ")".to_owned();
        }
    }
    out
}

/// Cells in one line.
fn joined(cells: impl Iterator<Item = Vec<Inline>>) -> Vec<Inline> {
    let mut line = Vec::new();
    for cell in cells.filter(|cell| !cell.is_empty()) {
        if !line.is_empty() {
            line.push(Inline::Text(" · ".to_owned()));
        }
        line.extend(cell);
    }
    line
}

fn name(kind: Callout) -> &'static str {
    match kind {
        Callout::Note => "note",
        Callout::Tip => "tip",
        Callout::Important => "important",
        Callout::Warning => "warning",
        Callout::Danger => "danger",
        Callout::Gap => "gap",
        Callout::Contact => "contact",
        Callout::Answer => "answer",
    }
}

fn widths(table: &Table) -> String {
    table
        .columns
        .iter()
        .map(|column| if column.share == 0 { "auto, ".to_owned() } else { format!("{}fr, ", column.share) })
        .collect()
}

/// The call that numbers the items of a list by boxes.
fn boxes(tasks: &[bool]) -> String {
    let done: String = tasks.iter().map(|done| format!("{done}, ")).collect();
    format!("boxes({done})")
}

fn aligns(table: &Table) -> String {
    let align = |align: Align| match align {
        Align::Left => "left, ",
        Align::Center => "center, ",
        Align::Right => "right, ",
    };
    table.columns.iter().map(|column| align(column.align)).collect()
}

/// The format of a picture by its first bytes, as typst names it.
fn format(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(1024)];
    let text = String::from_utf8_lossy(head);
    match head {
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ if text.contains("<svg") => Some("svg"),
        _ => None,
    }
}

/// How large a picture is set: as it asks at 96 dots an inch, and never wider or higher than the text.
fn size(picture: &Picture) -> String {
    if picture.width > 0 {
        return format!("width: {}mm", picture.width.min(TEXT_WIDTH));
    }
    let Ok(size) = imagesize::blob_size(&picture.bytes) else { return "width: 100%".to_owned() };
    let (width, height) = (size.width.max(1) as f64 * 25.4 / 96.0, size.height.max(1) as f64 * 25.4 / 96.0);
    let shrink = (f64::from(TEXT_WIDTH) / width).min(f64::from(TEXT_HEIGHT) / height).min(1.0);
    format!("width: {:.1}mm", width * shrink)
}

/// Blocks that are set in a way that nothing can keep from being set: paragraphs of words.
pub(super) fn plain(block: &Block) -> Block {
    let mut words = Vec::new();
    flatten(block, &mut words);
    words.retain(|inline| !matches!(inline, Inline::Picture(_) | Inline::Footnote(_)));
    Block::Paragraph(words)
}

/// Tells every label of some blocks, in order.
pub(super) fn labels(blocks: &[Block], tell: &mut dyn FnMut(&Label, Place)) {
    for block in blocks {
        match block {
            Block::Heading { labels, place, .. } => labels.iter().for_each(|label| tell(label, *place)),
            Block::Anchor(label) => tell(label, Place(u32::MAX)),
            Block::List { items, .. } => items.iter().for_each(|item| labels(&item.blocks, tell)),
            Block::Terms(terms) => terms.iter().for_each(|(_, blocks)| labels(blocks, tell)),
            Block::Quote { blocks, .. } | Block::Callout { blocks, .. } | Block::Group { blocks, .. } => {
                labels(blocks, tell);
            }
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| labels(cell, tell)),
            Block::Paragraph(_) | Block::Lead(_) | Block::Note(_) | Block::Code { .. } => {}
            Block::Figure { .. } | Block::Slide(_) | Block::Rule | Block::Index(_) => {}
        }
    }
}

/// The words of a block and of all in it.
fn flatten(block: &Block, words: &mut Vec<Inline>) {
    let mut inner = |blocks: &[Block]| blocks.iter().for_each(|block| flatten(block, words));
    match block {
        Block::List { items, .. } => items.iter().for_each(|item| inner(&item.blocks)),
        Block::Terms(terms) => terms.iter().for_each(|(term, blocks)| {
            words.extend(term.iter().cloned());
            words.push(Inline::Text(" ".to_owned()));
            blocks.iter().for_each(|block| flatten(block, words));
        }),
        Block::Quote { blocks, .. } | Block::Callout { blocks, .. } | Block::Group { blocks, .. } => inner(blocks),
        Block::Table(table) => table.rows.iter().flatten().for_each(|cell| inner(cell)),
        Block::Heading { words: own, .. } | Block::Paragraph(own) | Block::Lead(own) | Block::Note(own) => {
            words.extend(own.iter().cloned());
            words.push(Inline::Text(" ".to_owned()));
        }
        Block::Code { code, .. } => words.push(Inline::Code(code.clone())),
        Block::Figure { picture, .. } => words.push(Inline::Picture(picture.clone())),
        Block::Slide(slide) => words.push(Inline::Placed(slide.alt.clone(), slide.place)),
        Block::Anchor(_) | Block::Rule | Block::Index(_) => {}
    }
}
