//! Dates in the sentences of a site: in texts, apart from code, addresses and shortcodes, and in fields.

use std::ops::Range;

use super::fields::sentences;
use crate::config::Language;
use crate::diagnostic::{Location, Span, Spanned};
use crate::model::{Body, Entry, EntryId};
use crate::prose::{self, WrittenDate, is_within};

/// A date and where it is written.
pub(super) struct ProseDate<'a> {
    /// Whose sentence.
    pub(super) entry: EntryId,
    /// The date; its range is in the body or in the field's value.
    pub(super) written: WrittenDate,
    /// The text it was found in.
    pub(super) place: Place<'a>,
}

/// Where a sentence stands.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// The text of an entry.
    Body(&'a Body),
    /// A field of an entry.
    Field(&'a Entry, &'a Spanned<String>),
}

impl ProseDate<'_> {
    /// The date as it is written.
    pub(super) fn words(&self) -> &str {
        let text = match self.place {
            Place::Body(body) => body.text(),
            Place::Field(_, field) => &field.value,
        };
        &text[self.written.range.clone()]
    }

    /// Where it stands.
    pub(super) fn location(&self) -> Location {
        match self.place {
            Place::Body(body) => body.locate(self.written.range.clone().into()),
            Place::Field(entry, field) => locate_in_field(entry, field, &self.written.range),
        }
    }
}

/// The position of a part of a field's value; the whole field when it is written with escapes or folded lines.
pub(super) fn locate_in_field(entry: &Entry, field: &Spanned<String>, range: &Range<usize>) -> Location {
    let source = entry.file.text.get(field.span.range()).unwrap_or_default();
    let span = source.find(&field.value[range.clone()]).map(|at| {
        let start = field.span.start as usize + at;
        Span::from(start..start + range.len())
    });
    entry.locate(span.unwrap_or(field.span))
}

/// All dates of one entry.
pub(super) fn dates<'a>(language: Language, at: EntryId, entry: &'a Entry, out: &mut Vec<ProseDate<'a>>) {
    for field in sentences(entry) {
        let place = Place::Field(entry, field);
        out.extend(prose::dates(field, language).into_iter().map(|written| ProseDate { entry: at, written, place }));
    }
    let Some(body) = &entry.body else { return };
    let found = prose::dates(body.text(), language);
    if found.is_empty() {
        return;
    }
    let silent = prose::silent(body.text());
    let spoken = found.into_iter().filter(|date| !is_within(&silent, date.range.start));
    out.extend(spoken.map(|written| ProseDate { entry: at, written, place: Place::Body(body) }));
}
