//! Shortcodes in fields that hold a sentence rather than Markdown: `short_answer: Répondez {{ date:cloture }}.`
//!
//! A field is plain text, so a shortcode in it becomes words. `\{{` is two braces, as in a text.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::{rules, shortcode};
use crate::diagnostic::{Diagnostic, Span, Spanned, TextFile};
use crate::model::Call;

/// The shortcodes of a field, with their places in its file; those that cannot be read are reported.
pub fn calls(file: &Arc<TextFile>, field: &Spanned<String>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Call> {
    let mut place = Place { source: file.text.get(field.span.range()).unwrap_or_default(), field: field.span, done: 0 };
    let mut calls = Vec::new();
    for found in find(field) {
        let range = match &found {
            Found::Escape(_) => continue,
            Found::Call(range) | Found::Unclosed(range) => range.clone(),
        };
        let written = &field[range];
        let in_file = place.of(written);
        match found {
            Found::Escape(_) => {}
            Found::Unclosed(_) => {
                let (message, help) = shortcode::unclosed();
                let location = file.locate(in_file.start..in_file.start + 2);
                diagnostics.push(Diagnostic::new(&rules::BAD_SHORTCODE, location, message).help(help));
            }
            Found::Call(_) => match shortcode::parse(written, in_file.start) {
                Ok(call) => calls.push(within(call, &in_file)),
                Err(fault) => {
                    let span = fault.span.start.min(in_file.end)..fault.span.end.min(in_file.end);
                    let mut finding = Diagnostic::new(&rules::BAD_SHORTCODE, file.locate(span), fault.message);
                    finding.help = fault.help;
                    diagnostics.push(finding);
                }
            },
        }
    }
    calls
}

/// A field's value with what `words` says in place of its shortcodes; one of which it says nothing stays as written.
pub fn expand<'t>(value: &'t str, words: &dyn Fn(&Call) -> Option<String>) -> Cow<'t, str> {
    if !value.contains("{{") {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut done = 0;
    for found in find(value) {
        let (range, instead) = match found {
            Found::Escape(backslash) => (backslash, Some(String::new())),
            Found::Unclosed(_) => continue,
            Found::Call(range) => {
                let call = shortcode::parse(&value[range.clone()], 0).ok();
                let said = call.and_then(|call| words(&call));
                (range, said)
            }
        };
        if let Some(instead) = instead {
            out.push_str(&value[done..range.start]);
            out.push_str(&instead);
            done = range.end;
        }
    }
    out.push_str(&value[done..]);
    Cow::Owned(out)
}

/// Something with two braces in a field.
enum Found {
    /// The backslash before two braces that mean themselves.
    Escape(Range<usize>),
    /// A shortcode, braces included.
    Call(Range<usize>),
    /// Two braces that nothing closes.
    Unclosed(Range<usize>),
}

fn find(value: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = value[at..].find("{{").map(|open| at + open) {
        let inner = open + 2;
        if value[..open].ends_with('\\') {
            found.push(Found::Escape(open - 1..open));
            at = inner;
            continue;
        }
        let close = value[inner..].find("}}").map(|close| inner + close);
        let next = value[inner..].find("{{").map_or(value.len(), |next| inner + next);
        at = match close.filter(|close| *close < next) {
            Some(close) => {
                found.push(Found::Call(open..close + 2));
                close + 2
            }
            None => {
                found.push(Found::Unclosed(open..inner));
                inner
            }
        };
        // Very many braces that nothing closes would each be looked after to the end.
        if close.is_none() {
            break;
        }
    }
    found
}

/// Finds parts of a value in its source.
struct Place<'t> {
    source: &'t str,
    field: Span,
    /// How far in the source parts were found already.
    done: usize,
}

impl Place<'_> {
    /// Where a part of the value stands in the file; the whole field when its source is written with escapes or is
    /// folded there.
    fn of(&mut self, part: &str) -> Range<usize> {
        match self.source.get(self.done..).and_then(|rest| rest.find(part)) {
            Some(at) => {
                let start = self.field.range().start + self.done + at;
                self.done += at + part.len();
                start..start + part.len()
            }
            None => self.field.range(),
        }
    }
}

/// A shortcode whose places do not leave the part of the file that it was found in.
fn within(mut call: Call, place: &Range<usize>) -> Call {
    let end = place.end as u32;
    let cut = |span: Span| Span { start: span.start.min(end), end: span.end.min(end) };
    (call.span, call.target_span) = (cut(call.span), cut(call.target_span));
    call
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    /// The shortcodes and findings of a file that is one field.
    fn read(text: &str, value: &str) -> (Vec<String>, Vec<String>) {
        let file = Arc::new(TextFile::new(SourcePath::new("a.yaml"), text.to_owned()));
        let field = Spanned { value: value.to_owned(), span: (0..text.len()).into() };
        let mut diagnostics = Vec::new();
        let calls = calls(&file, &field, &mut diagnostics);
        let calls =
            calls.iter().map(|call| format!("{}@{}", call.target, file.locate(call.target_span.range()).column));
        let calls = calls.collect();
        let told = |found: &Diagnostic| {
            let place = found.location.as_ref().unwrap();
            format!("{}:{} {}", place.line, place.column, found.message.en)
        };
        (calls, diagnostics.iter().map(told).collect())
    }

    fn same(text: &str) -> (Vec<String>, Vec<String>) {
        read(text, text)
    }

    #[test]
    fn shortcodes_are_found_where_they_stand() {
        assert_eq!(same("Du {{ date:a }} au {{ date:b forme=jour }}.").0, ["a@12", "b@28"]);
        assert_eq!(same("Du {{ date:a }} au {{ date:a }}.").0, ["a@12", "a@28"]);
        assert_eq!(same("Deux accolades : \\{{ date:a }}."), (vec![], vec![]));
        assert_eq!(same("Le {{ dat:a }}.").1, ["1:7 there is no shortcode `dat`"]);
        assert_eq!(same("Le {{ date:a.").1, ["1:4 `{{` is not closed"]);
        assert_eq!(same("Le {{ {{ date:a }}.").1, ["1:4 `{{` is not closed"]);
    }

    #[test]
    fn a_field_written_with_escapes_is_shown_whole() {
        assert_eq!(read("\"{{\\x20dat:a }}\"", "{{ dat:a }}").1, ["1:4 there is no shortcode `dat`"]);
    }

    #[test]
    fn shortcodes_become_words() {
        let words = |call: &Call| (call.target != "z").then(|| format!("<{}>", call.target));
        let expanded = |value| expand(value, &words).into_owned();
        assert_eq!(expanded("Du {{ date:a }} au {{ date:b }}."), "Du <a> au <b>.");
        assert_eq!(expanded("\\{{ date:a }} {{ date:z }} {{ dat:a }} {{"), "{{ date:a }} {{ date:z }} {{ dat:a }} {{");
        assert_eq!(expanded(&"{{".repeat(100_000)).len(), 200_000);
    }
}
