//! Neighbouring text events put together again, and the shortcodes and placeholders in them.
//!
//! pulldown-cmark cuts text at brackets, entities and escapes. A shortcode is looked for in the joined text, but read
//! from the source, so that `_` and `&` in it mean themselves and positions are exact.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use super::address::leading_placeholder;
use super::findings::Findings;
use super::pieces::{Located, Piece};
use super::{rules, shortcode};

const OPEN: &str = "{{";
const CLOSE: &str = "}}";

/// Whether there may be a shortcode or placeholder in a text.
pub(super) fn is_special(text: &str) -> bool {
    text.as_bytes().contains(&b'{') && (text.contains(OPEN) || text.contains("%{"))
}

/// Text events that follow one another.
#[derive(Debug)]
pub(super) struct Run<'a> {
    /// The only event so far, as long as there is only one.
    single: Option<CowStr<'a>>,
    text: String,
    /// Where each event starts in `text`, and its bytes in the source.
    parts: Vec<(usize, Range<usize>)>,
    /// Whether a shortcode is open at the end of `text`.
    open: bool,
}

impl<'a> Run<'a> {
    /// A run that starts with an event.
    pub(super) fn new(first: CowStr<'a>, range: Range<usize>) -> Self {
        let open = is_open_after(&first, false);
        Self { text: first.to_string(), single: Some(first), parts: vec![(0, range)], open }
    }

    /// Whether the next event belongs to the run: text, and line ends inside a shortcode.
    pub(super) fn takes(&self, event: &Event<'_>) -> bool {
        matches!(event, Event::Text(_)) || (self.open && matches!(event, Event::SoftBreak))
    }

    /// Adds an event that [`Run::takes`] accepted.
    pub(super) fn add(&mut self, event: Event<'a>, range: Range<usize>) {
        self.single = None;
        self.parts.push((self.text.len(), range));
        match event {
            Event::Text(text) => {
                self.open = is_open_after(&text, self.open);
                self.text.push_str(&text);
            }
            _ => self.text.push('\n'),
        }
    }

    /// Gives the run out as pieces.
    pub(super) fn split(mut self, source: &'a str, queue: &mut VecDeque<Located<'a>>, findings: &mut Findings) {
        if !is_special(&self.text) {
            let range = self.source_range(0..self.text.len());
            let text = self.single.take().unwrap_or_else(|| CowStr::from(std::mem::take(&mut self.text)));
            queue.push_back((Piece::Text(text), range));
            return;
        }
        let mut splitter = Splitter { run: &self, source, queue, findings, done: 0 };
        let mut at = 0;
        while let Some(next) = splitter.special(at) {
            at = next;
        }
        splitter.words(self.text.len());
    }

    /// The source of a range of the text.
    fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source_at(range.start, false);
        start..self.source_at(range.end, true).max(start)
    }

    /// The source offset of a text offset; the end of an entity when `end` and it is one.
    fn source_at(&self, offset: usize, end: bool) -> usize {
        let after = self.parts.partition_point(|(start, _)| *start < offset + usize::from(!end));
        let index = after.saturating_sub(1);
        let (start, range) = &self.parts[index];
        let length = self.parts.get(index + 1).map_or(self.text.len(), |(next, _)| *next) - start;
        match (length == range.len(), end) {
            (true, _) => range.start + (offset - start),
            (false, true) => range.end,
            (false, false) => range.start,
        }
    }
}

/// Whether the braces of a shortcode stand in the source as such, not as entities.
fn is_written_plainly(source: &str) -> bool {
    source.len() >= OPEN.len() + CLOSE.len() && source.starts_with(OPEN) && source.ends_with(CLOSE)
}

/// Whether a shortcode is open at the end of `text`, given whether one was before.
fn is_open_after(text: &str, before: bool) -> bool {
    match (text.rfind(OPEN), text.rfind(CLOSE)) {
        (Some(open), Some(close)) => open > close,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => before,
    }
}

struct Splitter<'r, 'a> {
    run: &'r Run<'a>,
    source: &'a str,
    queue: &'r mut VecDeque<Located<'a>>,
    findings: &'r mut Findings,
    /// What was given out of the text so far.
    done: usize,
}

impl<'a> Splitter<'_, 'a> {
    /// Deals with the first special thing from `from` on; where to go on, `None` when there is none.
    fn special(&mut self, from: usize) -> Option<usize> {
        let text = &self.run.text[from..];
        let at = from + text.bytes().zip(text.bytes().skip(1)).position(|pair| matches!(pair, (b'{' | b'%', b'{')))?;
        if self.run.text.as_bytes()[at] == b'%' {
            return Some(self.variable(at));
        }
        if self.is_escaped(at) {
            return Some(at + self.run.text[at..].bytes().take_while(|&b| b == b'{').count());
        }
        Some(self.call(at))
    }

    /// Whether an odd number of backslashes stands before the source of an offset.
    fn is_escaped(&self, at: usize) -> bool {
        let before = &self.source.as_bytes()[..self.run.source_at(at, false)];
        before.iter().rev().take_while(|&&b| b == b'\\').count() % 2 == 1
    }

    fn variable(&mut self, at: usize) -> usize {
        let range = self.run.source_at(at, false);
        let Some((name, length)) = leading_placeholder(&self.source[range..]) else { return at + 1 };
        if self.is_escaped(at) || !self.run.text[at..].starts_with(&self.source[range..range + length]) {
            return at + 1;
        }
        self.words(at);
        self.queue.push_back((Piece::Variable(name), range..range + length));
        self.done = at + length;
        self.done
    }

    fn call(&mut self, at: usize) -> usize {
        let inner = &self.run.text[at + 2..];
        let next =
            inner.bytes().zip(inner.bytes().skip(1)).position(|pair| matches!(pair, (b'{', b'{') | (b'}', b'}')));
        let end = next.filter(|&next| inner[next..].starts_with(CLOSE)).map(|next| at + 2 + next + 2);
        let Some(end) = end else {
            self.unclosed(at);
            return at + 2;
        };
        let range = self.run.source_range(at..end);
        if !is_written_plainly(&self.source[range.clone()]) {
            return at + 2;
        }
        match shortcode::parse(&self.source[range.clone()], range.start) {
            Ok(call) => {
                self.words(at);
                self.queue.push_back((Piece::Call(call), range));
                self.done = end;
            }
            Err(fault) => self.fault(fault),
        }
        end
    }

    fn fault(&mut self, fault: shortcode::Fault) {
        match fault.help {
            Some(help) => self.findings.add_with_help(&rules::BAD_SHORTCODE, fault.span, fault.message, help),
            None => self.findings.add(&rules::BAD_SHORTCODE, fault.span, fault.message),
        }
    }

    fn unclosed(&mut self, at: usize) {
        let (message, help) = shortcode::unclosed();
        let range = self.run.source_range(at..at + 2);
        self.findings.add_with_help(&rules::BAD_SHORTCODE, range, message, help);
    }

    /// Gives out the words up to an offset.
    fn words(&mut self, until: usize) {
        if until > self.done {
            let range = self.run.source_range(self.done..until);
            let text = CowStr::from(self.run.text[self.done..until].to_owned());
            self.queue.push_back((Piece::Text(text), range));
            self.done = until;
        }
    }
}
