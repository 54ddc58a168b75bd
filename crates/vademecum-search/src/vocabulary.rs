//! The words of an index: which are known, which begin so, which are close to what was typed.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io;

use tantivy::schema::Field;

use crate::segment::Segment;

mod distance;

pub(crate) use distance::Near;

/// A word of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its exact form or its stem, by the field it was looked up in.
    pub term: String,
    /// The number of places that have it.
    pub places: u32,
    /// The typing distance to what was asked for.
    pub distance: u8,
}

/// Of so many times the wanted words, the most frequent by the dictionary, the living places are counted.
const SHORTLIST: usize = 4;

/// In how many places a term of `field` stands.
pub(crate) fn frequency(segments: &[Segment], field: Field, term: &str) -> io::Result<u32> {
    segments.iter().map(|segment| segment.frequency(field, term)).sum()
}

/// The words that begin with `start` and are longer, most frequent first.
pub(crate) fn beginning(segments: &[Segment], field: Field, start: &str, most: usize) -> io::Result<Vec<Known>> {
    let mut found = Found::default();
    for segment in segments {
        let mut terms = segment.reader(field).terms().range().ge(start.as_bytes()).into_stream()?;
        while terms.advance() && terms.key().starts_with(start.as_bytes()) {
            if terms.key().len() > start.len() {
                found.add(terms.key(), terms.value().doc_freq, 0);
            }
        }
    }
    found.best(segments, field, most)
}

/// The words at a typing distance of at most `most_edits` from `word`, closest and most frequent first.
pub(crate) fn near(
    segments: &[Segment],
    field: Field,
    word: &str,
    most_edits: u8,
    most: usize,
) -> io::Result<Vec<Known>> {
    let mut found = Found::default();
    let Some(near) = Near::new(word, most_edits) else { return Ok(Vec::new()) };
    for segment in segments {
        let mut terms = segment.reader(field).terms().search(&near).into_stream()?;
        while terms.advance() {
            found.add(terms.key(), terms.value().doc_freq, near.distance(terms.key()));
        }
    }
    found.best(segments, field, most)
}

/// Words of several dictionaries.
#[derive(Default)]
struct Found {
    /// By term: places as the dictionaries count them, dead ones included, and distance.
    words: BTreeMap<String, (u32, u8)>,
}

impl Found {
    fn add(&mut self, term: &[u8], places: u32, distance: u8) {
        let Ok(term) = std::str::from_utf8(term) else { return };
        self.words.entry(term.to_owned()).or_insert((0, distance)).0 += places;
    }

    /// The closest, of those the most frequent among the living.
    fn best(self, segments: &[Segment], field: Field, most: usize) -> io::Result<Vec<Known>> {
        let known = |(term, (places, distance))| Known { term, places, distance };
        let mut words: Vec<Known> = self.words.into_iter().map(known).collect();
        words.sort_by(closest_first);
        if segments.len() > 1 || segments.iter().any(Segment::has_dead) {
            words.truncate(most * SHORTLIST);
            for word in &mut words {
                word.places = frequency(segments, field, &word.term)?;
            }
            words.retain(|word| word.places > 0);
            words.sort_by(closest_first);
        }
        words.truncate(most);
        Ok(words)
    }
}

fn closest_first(a: &Known, b: &Known) -> Ordering {
    (a.distance, b.places, &a.term).cmp(&(b.distance, a.places, &b.term))
}
