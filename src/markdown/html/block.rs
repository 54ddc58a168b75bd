//! Paragraphs, headings, lists, containers.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr, HeadingLevel};

use super::Writer;
use crate::config::RawHtml;
use crate::markdown::container::Kind;
use crate::markdown::escape::escape;

/// A list item that is being written.
#[derive(Debug)]
pub(super) struct OpenItem {
    /// Where it starts in the output.
    start: usize,
    /// The number of paragraphs that were open before it.
    paragraphs: usize,
    /// The number of frames that were open before it.
    frames: usize,
}

/// The container that a GFM alert is the same as.
pub(in crate::markdown) fn alert(kind: BlockQuoteKind) -> Kind {
    match kind {
        BlockQuoteKind::Note => Kind::Note,
        BlockQuoteKind::Tip => Kind::Tip,
        BlockQuoteKind::Important => Kind::Important,
        BlockQuoteKind::Warning => Kind::Warning,
        BlockQuoteKind::Caution => Kind::Danger,
    }
}

impl Writer<'_> {
    pub(super) fn start_paragraph(&mut self) {
        let start = self.out.len();
        self.out.push_str("<p>");
        self.paragraphs.push((start, self.out.len()));
    }

    pub(super) fn end_paragraph(&mut self) {
        let Some((start, content)) = self.paragraphs.pop() else { return };
        if self.out.len() == content {
            return self.out.truncate(start);
        }
        match self.figure.take() {
            Some(figure) if figure.range == (content..self.out.len()) => {
                self.out.truncate(start);
                self.write_figure(&figure);
            }
            _ => self.out.push_str("</p>\n"),
        }
    }

    pub(super) fn start_heading(&mut self, level: HeadingLevel, classes: &[CowStr<'_>], range: Range<usize>) {
        self.no_abbreviations += 1;
        let facts = &self.body.facts;
        if facts.title.as_ref().is_some_and(|(_, span)| span.start as usize == range.start) {
            self.title = Some(self.out.len());
            return;
        }
        let headings = &facts.headings[self.next_heading..];
        self.next_heading += headings.iter().take_while(|heading| (heading.span.start as usize) < range.start).count();
        self.out.push_str(["<h2", "<h2", "<h3", "<h4", "<h5", "<h6"][level as usize - 1]);
        if let Some(heading) = facts.headings.get(self.next_heading) {
            self.attribute("id", &heading.id);
        }
        if !classes.is_empty() {
            self.attribute("class", &classes.join(" "));
        }
        self.out.push('>');
    }

    pub(super) fn end_heading(&mut self, level: HeadingLevel) {
        self.no_abbreviations -= 1;
        match self.title.take() {
            Some(start) => self.out.truncate(start),
            None => self
                .out
                .push_str(["</h2>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"][level as usize - 1]),
        }
    }

    /// Writes ` name="value"`.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(value, &mut self.out);
        self.out.push('"');
    }

    pub(super) fn start_list(&mut self, start: Option<u64>) {
        match start {
            None => self.out.push_str("<ul>\n"),
            Some(1) => self.out.push_str("<ol>\n"),
            Some(number) => self.out.push_str(&format!("<ol start=\"{number}\">\n")),
        }
    }

    pub(super) fn start_item(&mut self) {
        let (start, paragraphs, frames) = (self.out.len(), self.paragraphs.len(), self.frames.len());
        self.items.push(OpenItem { start, paragraphs, frames });
        self.out.push_str("<li>");
    }

    /// The box of a task. It is inside a label with the words of the task, except where raw HTML could cut that open.
    pub(super) fn task(&mut self, done: bool) {
        self.make_task();
        let checked = if done { " checked" } else { "" };
        if self.dialect.html == RawHtml::Safe {
            let label = if done { self.say("Fait", "Done") } else { self.say("À faire", "To do") };
            return self.out.push_str(&format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> "));
        }
        self.out.push_str(&format!("<label><input type=\"checkbox\" disabled{checked}> "));
        self.label = true;
    }

    /// Gives the open item the class of tasks, and moves what was noted of places inside it.
    fn make_task(&mut self) {
        const CLASS: &str = " class=\"task\"";
        let Some(item) = self.items.last() else { return };
        self.out.insert_str(item.start + "<li".len(), CLASS);
        for (start, content) in &mut self.paragraphs[item.paragraphs..] {
            *start += CLASS.len();
            *content += CLASS.len();
        }
        for (start, _) in &mut self.frames[item.frames..] {
            *start += CLASS.len();
        }
    }

    pub(super) fn close_label(&mut self) {
        if std::mem::take(&mut self.label) {
            self.out.push_str("</label>");
        }
    }

    pub(super) fn open(&mut self, kind: Kind, title: &str) {
        self.close_label();
        match kind {
            Kind::Details => {
                let title = self.container_title(kind, title);
                self.out.push_str(&format!("<details><summary>{title}</summary>\n"));
            }
            Kind::Tab => {
                let title = self.container_title(kind, title);
                self.out.push_str(&format!("<div class=\"tab\"><p class=\"tab-title\">{title}</p>\n"));
            }
            Kind::Steps | Kind::Tabs => self.open_group(kind, title),
            Kind::Unknown => self.out.push_str("<div>\n"),
            _ => self.start_admonition(kind, title),
        }
        self.enter();
    }

    fn open_group(&mut self, kind: Kind, title: &str) {
        self.out.push_str(&format!("<div class=\"{}\">\n", kind.class()));
        if !title.is_empty() {
            let title = self.container_title(kind, title);
            self.out.push_str(&format!("<p class=\"{}-title\">{title}</p>\n", kind.class()));
        }
    }

    pub(super) fn close(&mut self, kind: Kind) {
        self.close_label();
        self.leave(false);
        self.out.push_str(match kind {
            Kind::Details => "</details>\n",
            _ => "</div>\n",
        });
    }

    pub(super) fn start_admonition(&mut self, kind: Kind, title: &str) {
        let title = self.container_title(kind, title);
        let class = kind.class();
        self.out.push_str(&format!("<div class=\"admonition {class}\"><p class=\"admonition-title\">{title}</p>\n"));
    }

    fn container_title(&self, kind: Kind, title: &str) -> String {
        let title = if title.is_empty() { kind.default_title(self.dialect.language) } else { title };
        self.label_text(title)
    }
}
