//! Dates in the sentences of a site: in texts, apart from code, addresses and shortcodes, and in fields.

use std::ops::Range;

use super::fields::names;
use crate::config::Language;
use crate::diagnostic::{Location, Span, Spanned};
use crate::model::{Body, Entry, EntryId};
use crate::prose::{self, Sentences, WrittenDate, is_within};

/// The longest row of a table that is read as a whole, in bytes.
const LONGEST_ROW: usize = 1_000;

/// A date and where it is written.
pub(super) struct ProseDate<'a> {
    /// Whose sentence.
    pub(super) entry: EntryId,
    /// The date; its range is in the body or in the field's value.
    pub(super) written: WrittenDate,
    /// The sentence around it, in the same text.
    pub(super) sentence: Range<usize>,
    /// The text it was found in.
    pub(super) place: Place<'a>,
}

/// Where a sentence stands.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// The text of an entry.
    Body(&'a Body),
    /// A field of an entry in which dates may be cited.
    Field(&'a Entry, &'a Spanned<String>),
    /// The title or the question of an entry.
    Name(&'a Entry, &'a Spanned<String>),
}

impl<'a> Place<'a> {
    /// What stands there.
    pub(super) fn text(self) -> &'a str {
        match self {
            Place::Body(body) => body.text(),
            Place::Field(_, field) | Place::Name(_, field) => &field.value,
        }
    }

    /// The position of a part of it.
    pub(super) fn locate(self, range: &Range<usize>) -> Location {
        match self {
            Place::Body(body) => body.locate(range.clone().into()),
            Place::Field(entry, field) | Place::Name(entry, field) => locate_in_field(entry, field, range),
        }
    }
}

impl<'a> ProseDate<'a> {
    /// The date as it is written.
    pub(super) fn words(&self) -> &str {
        &self.place.text()[self.written.range.clone()]
    }

    /// The sentence around it.
    pub(super) fn sentence(&self) -> &'a str {
        &self.place.text()[self.sentence.clone()]
    }

    /// What says what the date is about: its sentence, or its row when it stands in a cell of a table.
    pub(super) fn context(&self) -> &'a str {
        let text = self.place.text();
        let near = text.ceil_char_boundary(self.sentence.start.saturating_sub(LONGEST_ROW));
        let start = text[near..self.sentence.start].rfind('\n').map_or(near, |newline| near + newline + 1);
        let far = text.floor_char_boundary((start + LONGEST_ROW).min(text.len()));
        let end = text[start..far].find('\n').map_or(far, |newline| start + newline);
        let row = &text[start..end];
        let is_row = row.trim_start().starts_with('|') && self.sentence.end <= end;
        if is_row { row } else { self.sentence() }
    }

    /// What stands before it in its sentence.
    pub(super) fn before(&self) -> &'a str {
        &self.place.text()[self.sentence.start..self.written.range.start.max(self.sentence.start)]
    }

    /// Whether another date stands in the same sentence.
    pub(super) fn is_beside(&self, other: &ProseDate) -> bool {
        std::ptr::eq(self.place.text(), other.place.text()) && self.sentence == other.sentence
    }

    /// Where it stands.
    pub(super) fn location(&self) -> Location {
        self.place.locate(&self.written.range)
    }

    /// Whether it may be cited there by a shortcode.
    pub(super) fn may_be_cited(&self) -> bool {
        !matches!(self.place, Place::Name(..))
    }
}

/// The position of a part of a field's value; the whole field when it is written with escapes or folded lines.
pub(super) fn locate_in_field(entry: &Entry, field: &Spanned<String>, range: &Range<usize>) -> Location {
    let source = entry.file.text.get(field.span.range()).unwrap_or_default();
    let words = &field.value[range.clone()];
    // The value usually stands there as it is, or after a quote.
    let same = (range.start..=range.start + 1).find(|at| source.get(*at..).is_some_and(|rest| rest.starts_with(words)));
    let span = same.or_else(|| source.find(words)).map(|at| {
        let start = field.span.start as usize + at;
        Span::from(start..start + range.len())
    });
    entry.locate(span.unwrap_or(field.span))
}

/// Where the sentences of an entry stand, apart from its text.
fn fields(entry: &Entry) -> impl Iterator<Item = Place<'_>> {
    let prose = entry.prose().map(|field| Place::Field(entry, field));
    names(entry).map(|name| Place::Name(entry, name)).chain(prose)
}

/// All dates of one entry.
pub(super) fn dates<'a>(language: Language, at: EntryId, entry: &'a Entry, out: &mut Vec<ProseDate<'a>>) {
    for place in fields(entry).chain(entry.body.as_ref().map(Place::Body)) {
        let mut sentences = Sentences::new(place.text());
        let found = spoken(place, |text| prose::dates(text, language), |date| date.range.start);
        out.extend(found.into_iter().map(|written| {
            let sentence = sentences.at(written.range.start);
            ProseDate { entry: at, written, sentence, place }
        }));
    }
}

/// What `find` finds in a text, apart from what is found in code, addresses and shortcodes.
pub(super) fn spoken<T>(place: Place, find: impl Fn(&str) -> Vec<T>, start: impl Fn(&T) -> usize) -> Vec<T> {
    let mut found = find(place.text());
    if !found.is_empty() {
        let silent = prose::silent(place.text());
        found.retain(|item| !is_within(&silent, start(item)));
    }
    found
}

/// The texts of an entry that may cite dates.
pub(super) fn citing(entry: &Entry) -> impl Iterator<Item = Place<'_>> {
    let prose = entry.prose().map(|field| Place::Field(entry, field));
    prose.chain(entry.body.as_ref().map(Place::Body))
}
