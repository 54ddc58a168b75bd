//! Directives of other generators, line by line: GitBook `{% … %}`, Hugo `{{< … >}}`, MkDocs `!!!`, `:::` of others.

use super::containers;
use super::draft::{Draft, Fences};
use super::notes::Notes;
use crate::text;

mod arguments;
mod colons;
mod gitbook;
mod hugo;
mod indented;

use arguments::Call;

/// A line longer than this, in bytes, is data rather than words: no directive is looked for in it.
const LONGEST_LINE: usize = 64 * 1024;
/// How deep indented blocks may nest; deeper ones stay as they are.
const DEEPEST: usize = 16;

/// Replaces the directives of a text; unknown ones are kept as code and reported.
pub(super) fn convert(draft: &Draft, notes: &mut Notes) -> Draft {
    let lines = draft.lines().map(|(line, origin)| (line.to_owned(), origin)).collect();
    Draft::from_lines(Converter::new(lines, 0, notes).run())
}

/// A walk through the lines of a text.
struct Converter<'a> {
    lines: Vec<(String, u32)>,
    at: usize,
    depth: usize,
    out: Vec<(String, u32)>,
    fences: Fences,
    /// What the next fence's info string gets: `fichier="…"`.
    file_name: Option<String>,
    /// For each open `:::`, whether it became a container.
    colons: Vec<bool>,
    notes: &'a mut Notes,
}

/// What takes the place of a directive.
enum Output {
    /// Words in the line.
    Inline(String),
    /// Lines of their own.
    Block(Vec<String>),
}

impl<'a> Converter<'a> {
    fn new(lines: Vec<(String, u32)>, depth: usize, notes: &'a mut Notes) -> Self {
        Self {
            lines,
            at: 0,
            depth,
            out: Vec::new(),
            fences: Fences::default(),
            file_name: None,
            colons: Vec::new(),
            notes,
        }
    }

    fn run(mut self) -> Vec<(String, u32)> {
        while self.at < self.lines.len() {
            let (line, origin) = self.lines[self.at].clone();
            self.at += 1;
            if self.fences.covers(&line) {
                let line = self.name_file(line);
                self.out.push((line, origin));
            } else if line.len() > LONGEST_LINE {
                self.out.push((line, origin));
            } else if !indented::convert(&mut self, &line, origin) && !colons::convert(&mut self, &line, origin) {
                self.pieces(&line, origin);
            }
        }
        self.out
    }

    /// Adds the name of the file to the fence that opens its code.
    fn name_file(&mut self, fence: String) -> String {
        match self.file_name.take() {
            Some(name) => {
                let info = fence.trim_start_matches([' ', '>', '`', '~']);
                let language = if info.trim().is_empty() { "text" } else { "" };
                format!("{}{language} fichier=\"{}\"", fence.trim_end(), name.replace(['"', '`'], "'"))
            }
            None => fence,
        }
    }

    /// Converts the directives in one line; the words between them stay.
    fn pieces(&mut self, line: &str, origin: u32) {
        let prefix_end = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let prefix = line[..prefix_end].to_owned();
        let mut words = String::new();
        let mut rest = &line[prefix_end..];
        let mut any = false;
        while let Some((start, end, call)) = next_call(rest) {
            any = true;
            words.push_str(&rest[..start]);
            match self.call(&prefix, &call, &rest[start..end], origin) {
                Output::Inline(text) => words.push_str(&text),
                Output::Block(lines) => {
                    self.push_words(&prefix, &mut words, origin);
                    self.out.extend(lines.into_iter().map(|line| (line, origin)));
                }
            }
            rest = &rest[end..];
        }
        words.push_str(rest);
        if any {
            self.push_words(&prefix, &mut words, origin);
        } else {
            self.out.push((line.to_owned(), origin));
        }
    }

    fn push_words(&mut self, prefix: &str, words: &mut String, origin: u32) {
        if !words.trim().is_empty() {
            self.out.push((format!("{prefix}{words}"), origin));
        }
        words.clear();
    }

    fn call(&mut self, prefix: &str, call: &Call, raw: &str, origin: u32) -> Output {
        let known = if call.gitbook {
            gitbook::convert(self, prefix, call, origin)
        } else {
            hugo::convert(self, prefix, call, origin)
        };
        known.unwrap_or_else(|| {
            let name = &call.name;
            self.notes.warn(
                origin,
                text!(
                    "la directive « {name} » est inconnue : elle est montrée comme du code",
                    "the directive “{name}” is unknown: it is shown as code"
                ),
                text!(
                    "remplacez-la par le texte ou le bloc voulu",
                    "put the text or the block that was meant in its place"
                ),
            );
            let tick = "`".repeat(longest_run(raw, '`') + 1);
            let space = if tick.len() > 1 { " " } else { "" };
            Output::Inline(format!("{tick}{space}{raw}{space}{tick}"))
        })
    }

    /// The lines up to the directive that ends `name`, as one line of words, when it ends before another starts.
    fn take_caption(&mut self, end: &str) -> Option<String> {
        let mut words = Vec::new();
        for (ahead, (line, _)) in self.lines[self.at..].iter().enumerate().take(40) {
            match next_call(line) {
                Some((start, _, call)) if call.name == end => {
                    words.push(line[..start].trim().to_owned());
                    self.at += ahead + 1;
                    return Some(words.join(" ").trim().to_owned());
                }
                Some(_) => return None,
                None => words.push(line.trim().to_owned()),
            }
        }
        None
    }

    /// Reports a directive that only concerns the layout.
    fn layout_dropped(&mut self, name: &str, origin: u32) -> Output {
        self.notes.hint(
            origin,
            text!(
                "la mise en page « {name} » n’est pas reprise ; son texte l’est",
                "the layout “{name}” is not carried over; its text is"
            ),
            text!("rien à faire, ou choisissez un bloc « ::: »", "nothing to do, or choose a “:::” block"),
        );
        Output::Block(Vec::new())
    }
}

fn opened(prefix: &str, kind: &str, title: &str) -> Output {
    Output::Block(vec![String::new(), containers::open(prefix, kind, title), String::new()])
}

fn closed(prefix: &str) -> Output {
    Output::Block(vec![String::new(), containers::close(prefix), String::new()])
}

/// The container of ours for a name of other generators.
fn container(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "note" | "info" | "abstract" | "summary" | "quote" | "example" | "question" | "seealso" | "default" => "note",
        "tip" | "hint" | "success" | "check" | "done" | "conseil" | "primary" => "conseil",
        "important" => "important",
        "warning" | "attention" | "caution" => "attention",
        "danger" | "error" | "bug" | "failure" => "danger",
        "details" => "details",
        _ => return None,
    })
}

/// The first directive of `text` outside code spans: where it starts and ends, and what it says.
fn next_call(text: &str) -> Option<(usize, usize, Call)> {
    let mut from = 0;
    while let Some(at) = text[from..].find('{').map(|at| from + at) {
        let found = Call::parse(&text[at..]);
        match found {
            Some((length, call)) if !in_code_span(text, at) => return Some((at, at + length, call)),
            _ => from = at + 1,
        }
    }
    None
}

fn in_code_span(text: &str, at: usize) -> bool {
    text[..at].matches('`').count() % 2 == 1 && text[at..].contains('`')
}

fn longest_run(text: &str, c: char) -> usize {
    text.split(|other| other != c).map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests;
