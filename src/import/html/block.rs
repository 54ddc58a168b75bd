//! A block of HTML as Markdown.

use super::table::Table;
use super::token::{Element, Token, decode, tokens};
use super::{Loss, is_element, is_removed};
use crate::import::containers;
use crate::import::links::{destination, escape, picture};

/// How deep lists are indented; deeper ones stay at this depth.
const DEEPEST: usize = 12;

/// Markdown while it is being written from tags and texts.
#[derive(Default)]
struct Writer<'a> {
    out: String,
    /// The words of the paragraph that is being written.
    words: String,
    /// For each open list, the number of the next item when it is ordered.
    lists: Vec<Option<u32>>,
    /// What precedes the next paragraph: an item's mark, a heading's.
    mark: String,
    /// Addresses of open links.
    links: Vec<String>,
    table: Option<Table>,
    pre: Option<String>,
    /// The picture of an open figure, with where its caption starts once that is known.
    figure: Option<Figure>,
    skip: Option<String>,
    details: bool,
    losses: Vec<Loss>,
    open_details: Option<&'a mut usize>,
}

/// A figure that is not finished.
#[derive(Default)]
struct Figure {
    pictures: Vec<(String, String)>,
    caption: Option<usize>,
    title: String,
}

/// Converts a block; `open_details` counts the `<details>` that later blocks must close.
pub(super) fn convert(html: &str, open_details: &mut usize, losses: &mut Vec<Loss>) -> String {
    let mut writer = Writer { open_details: Some(open_details), ..Writer::default() };
    for token in tokens(html) {
        writer.token(token);
    }
    writer.finish();
    writer.losses.sort();
    writer.losses.dedup();
    losses.append(&mut writer.losses);
    writer.out.trim_matches('\n').to_owned()
}

impl Writer<'_> {
    fn token(&mut self, token: Token) {
        if let Some(name) = &self.skip {
            if token == Token::Close(name.clone()) {
                self.skip = None;
            }
            return;
        }
        match (token, &mut self.pre) {
            (Token::Close(name), _) => self.close(&name),
            (Token::Text(text), Some(code)) => code.push_str(&decode(&text)),
            (Token::Open(element), Some(code)) if code.is_empty() => self.language(&element),
            (_, Some(_)) => {}
            (Token::Text(text), None) => self.text(&text),
            (Token::Open(element), None) => self.open(&element),
            (Token::Comment(comment), None) => {
                self.paragraph();
                self.block(&format!("<!--{comment}-->"));
            }
        }
    }

    /// Words: white space is one space, marks of Markdown are escaped.
    fn text(&mut self, text: &str) {
        let lead = text.starts_with(char::is_whitespace);
        let tail = text.ends_with(char::is_whitespace);
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if lead && !self.words.is_empty() && !self.words.ends_with([' ', '\n']) {
            self.words.push(' ');
        }
        self.words.push_str(&escape(&words));
        if tail && !words.is_empty() {
            self.words.push(' ');
        }
    }

    fn open(&mut self, element: &Element) {
        match element.name.as_str() {
            name if is_removed(name) => {
                self.losses.push(Loss::Removed(name.to_owned()));
                self.skip = Some(name.to_owned());
            }
            name if !is_element(name) => {
                self.losses.push(Loss::Shown(element.raw.clone()));
                self.words.push_str(&escape(&format!("<{}>", element.raw)));
            }
            "strong" | "b" => self.words.push_str("**"),
            "em" | "i" => self.words.push('*'),
            "del" | "s" | "strike" => self.words.push_str("~~"),
            "code" | "kbd" | "samp" | "tt" => self.words.push('`'),
            "br" => self.line_break(),
            "a" => self.link(element),
            "img" => self.image(element),
            "iframe" | "video" | "audio" | "embed" => self.embedded(element),
            "pre" => {
                self.paragraph();
                self.pre = Some(String::new());
                self.mark.clear();
            }
            name => self.open_block(name, element),
        }
    }

    fn open_block(&mut self, name: &str, element: &Element) {
        match name {
            "figure" => self.figure = Some(Figure::default()),
            "figcaption" => self.caption_starts(),
            "summary" => self.paragraph(),
            "table" => {
                self.paragraph();
                self.table = Some(Table::default());
            }
            "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption" | "colgroup" | "col" => {
                self.open_cell(name, element)
            }
            _ if self.table.is_some() => self.cell_block(name),
            "details" => {
                self.paragraph();
                self.details = true;
            }
            "ul" | "menu" => self.list(None),
            "ol" => self.list(Some(element.get("start").and_then(|n| n.parse().ok()).unwrap_or(1))),
            "li" => self.item(),
            "hr" => {
                self.paragraph();
                self.block("---");
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.paragraph();
                self.mark = format!("{} ", "#".repeat(usize::from(name.as_bytes()[1] - b'0')));
            }
            "u" | "mark" | "sup" | "sub" | "font" | "small" | "big" | "q" | "ins" | "abbr" | "input" | "button" => {
                self.losses.push(Loss::Unwrapped(name.to_owned()));
            }
            "span" | "label" | "time" | "cite" | "dfn" | "var" | "data" | "bdi" | "wbr" => {}
            _ => self.paragraph(),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "pre" => self.code(),
            _ if self.pre.is_some() => {}
            "strong" | "b" => self.close_mark("**"),
            "em" | "i" => self.close_mark("*"),
            "del" | "s" | "strike" => self.close_mark("~~"),
            "code" | "kbd" | "samp" | "tt" => self.words.push('`'),
            "a" => self.close_link(),
            "figcaption" => self.caption_ends(),
            "figure" => self.figure_ends(),
            "summary" => self.summary(),
            "details" => self.close_details(),
            "table" => self.table_ends(),
            "td" | "th" | "tr" | "caption" => self.close_cell(name),
            _ if self.table.is_some() => {}
            "ul" | "ol" | "menu" => {
                self.paragraph();
                self.lists.pop();
                if self.lists.is_empty() {
                    self.out.push('\n');
                }
            }
            "span" | "label" | "time" | "u" | "mark" | "sup" | "sub" | "font" | "small" | "big" | "q" | "ins"
            | "abbr" | "cite" => {}
            name if is_element(name) => self.paragraph(),
            name => self.words.push_str(&escape(&format!("</{name}>"))),
        }
    }

    /// Ends emphasis; the mark must touch the word before it.
    fn close_mark(&mut self, mark: &str) {
        let trimmed = self.words.trim_end().len();
        let spaces = self.words.split_off(trimmed);
        if self.words.ends_with(mark) {
            self.words.truncate(trimmed - mark.len());
        } else {
            self.words.push_str(mark);
        }
        self.words.push_str(&spaces);
    }

    fn line_break(&mut self) {
        if self.table.is_some() {
            self.cell_block("br");
        } else if !self.words.trim().is_empty() && !self.words.ends_with('\n') {
            let trimmed = self.words.trim_end().len();
            self.words.truncate(trimmed);
            self.words.push_str("\\\n");
        }
    }

    fn link(&mut self, element: &Element) {
        self.links.push(element.get("href").unwrap_or_default());
        self.words.push('[');
    }

    fn close_link(&mut self) {
        let Some(address) = self.links.pop() else { return };
        let Some(start) = self.words.rfind('[') else { return };
        if self.words[start + 1..].trim().is_empty() {
            self.words.truncate(start);
        } else if address.is_empty() {
            self.words.remove(start);
        } else {
            self.words.push_str(&format!("]({})", destination(&address)));
        }
    }

    fn image(&mut self, element: &Element) {
        let (alt, source) = (element.get("alt").unwrap_or_default(), element.get("src").unwrap_or_default());
        match &mut self.figure {
            Some(figure) if figure.caption.is_none() => figure.pictures.push((alt, source)),
            _ => self.words.push_str(&picture(&alt, &source, "")),
        }
    }

    fn embedded(&mut self, element: &Element) {
        let Some(source) = element.get("src").filter(|source| !source.is_empty()) else { return };
        self.losses.push(Loss::Linked(element.name.clone()));
        let label = element.get("title").map_or_else(|| escape(&source), |title| escape(&title));
        self.words.push_str(&format!("[{label}]({})", destination(&source)));
    }

    fn caption_starts(&mut self) {
        if self.figure.is_none() {
            self.paragraph();
        }
        let at = self.words.len();
        if let Some(figure) = &mut self.figure {
            figure.caption = Some(at);
        }
    }

    fn caption_ends(&mut self) {
        let Some(figure) = &mut self.figure else { return self.paragraph() };
        if let Some(at) = figure.caption.filter(|at| *at <= self.words.len()) {
            figure.title = self.words.split_off(at).trim().to_owned();
        }
    }

    /// Each picture in a paragraph of its own; the caption goes with the last one.
    fn figure_ends(&mut self) {
        let Some(figure) = self.figure.take() else { return };
        let last = figure.pictures.len().saturating_sub(1);
        for (at, (alt, source)) in figure.pictures.iter().enumerate() {
            let caption = if at == last { figure.title.as_str() } else { "" };
            let written = picture(alt, source, &super::inline::plain(caption));
            if self.table.is_some() {
                self.words.push_str(&written);
            } else {
                self.paragraph();
                self.words.push_str(&written);
                self.paragraph();
            }
        }
        if figure.pictures.is_empty() {
            self.words.push_str(&figure.title);
            self.paragraph();
        }
    }

    fn summary(&mut self) {
        let title = super::inline::plain(&std::mem::take(&mut self.words));
        self.open_container(&title);
    }

    fn open_container(&mut self, title: &str) {
        self.details = false;
        if let Some(count) = &mut self.open_details {
            **count += 1;
        }
        self.out.push_str(&format!("\n{}\n\n", containers::open("", "details", title)));
    }

    fn close_details(&mut self) {
        self.paragraph();
        let Some(count) = &mut self.open_details else { return };
        if **count > 0 {
            **count -= 1;
            self.out.push_str(&format!("\n{}\n\n", containers::close("")));
        }
    }

    fn list(&mut self, start: Option<u32>) {
        self.paragraph();
        if self.lists.is_empty() && !self.out.is_empty() {
            self.out.push('\n');
        }
        self.lists.push(start);
    }

    fn item(&mut self) {
        self.paragraph();
        self.mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
    }

    /// Ends the paragraph that is being written.
    fn paragraph(&mut self) {
        if self.table.is_some() || self.figure.as_ref().is_some_and(|figure| figure.caption.is_some()) {
            return;
        }
        let words = std::mem::take(&mut self.words);
        let words = words.trim().trim_end_matches('\\').trim_end().to_owned();
        if words.is_empty() {
            return;
        }
        if self.details {
            self.open_container("");
        }
        self.block(&words);
    }

    /// Writes a block with the mark of its item or heading.
    fn block(&mut self, text: &str) {
        let indent = "   ".repeat(self.lists.len().saturating_sub(1).min(DEEPEST));
        let mark = std::mem::take(&mut self.mark);
        let in_item = !self.lists.is_empty() && mark.is_empty();
        let hanging = if in_item || !mark.is_empty() && !mark.starts_with('#') { "   " } else { "" };
        let marked = if in_item { hanging.to_owned() } else { mark.clone() };
        let text = text.replace('\n', &format!("\n{indent}{hanging}"));
        let after = if self.lists.is_empty() { "\n\n" } else { "\n" };
        let before = if in_item { "\n" } else { "" };
        self.out.push_str(&format!("{before}{indent}{marked}{text}{after}"));
    }

    fn language(&mut self, element: &Element) {
        let class = element.get("class").unwrap_or_default();
        let name =
            class.split_whitespace().find_map(|class| class.strip_prefix("lang-").or(class.strip_prefix("language-")));
        if let Some(name) = name {
            name.clone_into(&mut self.mark);
        }
    }

    fn code(&mut self) {
        let Some(code) = self.pre.take() else { return };
        let language = std::mem::take(&mut self.mark);
        let fence = "`".repeat((super::inline::longest_run(&code, '`') + 1).max(3));
        self.block(&format!("{fence}{language}\n{}\n{fence}", code.trim_matches('\n')));
    }

    fn open_cell(&mut self, name: &str, element: &Element) {
        let Some(table) = &mut self.table else { return };
        match name {
            "tr" => table.row(),
            "td" | "th" => {
                table.spans |= ["colspan", "rowspan"].iter().any(|span| element.get(span).is_some_and(|n| n != "1"));
                self.words.clear();
            }
            "caption" => self.words.clear(),
            _ => {}
        }
    }

    fn close_cell(&mut self, name: &str) {
        let Some(table) = &mut self.table else { return };
        match name {
            "td" | "th" => table.cell(&std::mem::take(&mut self.words)),
            "caption" => table.caption = std::mem::take(&mut self.words).trim().to_owned(),
            _ => {}
        }
    }

    /// A block inside a cell: its words are kept, parted from those before.
    fn cell_block(&mut self, name: &str) {
        let words = self.words.trim_end();
        if !words.is_empty() && !words.ends_with('·') && name != "span" {
            let words = words.len();
            self.words.truncate(words);
            self.words.push_str(" · ");
            self.losses.push(Loss::CellBreak);
        }
    }

    fn table_ends(&mut self) {
        let Some(table) = self.table.take() else { return };
        if table.spans {
            self.losses.push(Loss::Table);
        }
        self.words.clear();
        for block in table.markdown() {
            self.block(&block);
        }
    }

    fn finish(&mut self) {
        self.table_ends();
        self.code();
        self.figure_ends();
        while !self.links.is_empty() {
            self.close_link();
        }
        self.paragraph();
        if self.details {
            self.open_container("");
        }
    }
}
