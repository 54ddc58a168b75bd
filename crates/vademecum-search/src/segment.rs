//! One segment of an index, opened for reading.

use std::io;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::{InvertedIndexReader, SegmentId};
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::store::StoreReader;
use tantivy::{DocSet, Index, IndexSettings, SegmentReader, TERMINATED};

use crate::Failure;
use crate::facets::{FIRST, Facet};
use crate::fields::Fields;
use crate::files::{Row, SEGMENT};
use crate::stored::{self, Stored};

/// A place in which a term stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Posting {
    /// The place, counted over all segments.
    pub place: u32,
    /// How often the term stands there, or 1 where that is not recorded.
    pub frequency: u32,
    /// The number of words of the field there, or 0 where that is not recorded.
    pub length: u32,
    /// The positions of the term among the first 64 words, a bit for each; 0 where they are not recorded.
    pub positions: u64,
}

/// The places that carry a mark.
pub(crate) struct Marked {
    /// Which facet it is about.
    pub facet: Facet,
    /// Its value.
    pub value: String,
    /// Places of this segment, ascending.
    pub places: Vec<u32>,
}

/// Readers over the files of a segment.
pub(crate) struct Segment {
    /// The fields of every index.
    pub fields: Fields,
    readers: Vec<Arc<InvertedIndexReader>>,
    title_lengths: FieldNormReader,
    stem_lengths: FieldNormReader,
    body_lengths: FieldNormReader,
    store: StoreReader,
    /// The first places of pages, ascending.
    pub starts: Vec<u32>,
    /// What can be filtered by.
    pub marks: Vec<Marked>,
    /// The number of places in it, dead ones included.
    pub places: u32,
    /// The lengths of its living places.
    pub lengths: Lengths,
    /// Whether a place was replaced by a later segment; empty while none is.
    dead: Vec<bool>,
}

/// The length of a field over the places that count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lengths {
    /// The number of places.
    pub places: u32,
    /// The number of words of their titles.
    pub title: u64,
    /// The same without function words.
    pub title_stem: u64,
    /// The number of words of their texts.
    pub body: u64,
}

impl Segment {
    /// Opens the segment of a row of bytes.
    pub fn open(row: &Row) -> Result<Self, Failure> {
        let (schema, fields) = Fields::schema();
        let index = Index::create(row.clone(), schema.clone(), IndexSettings::default())?;
        let id = SegmentId::from_uuid_string(SEGMENT).map_err(|_| Failure::damaged("the segment has no name"))?;
        let reader = SegmentReader::open(&index.segment(index.new_segment_meta(id, row.places())))?;
        let readers: Vec<_> =
            schema.fields().map(|(field, _)| reader.inverted_index(field)).collect::<Result<_, _>>()?;
        let mut segment = Self {
            title_lengths: reader.get_fieldnorms_reader(fields.title)?,
            stem_lengths: reader.get_fieldnorms_reader(fields.title_stem)?,
            body_lengths: reader.get_fieldnorms_reader(fields.body_stem)?,
            store: reader.get_store_reader(4)?,
            places: row.places(),
            starts: Vec::new(),
            marks: Vec::new(),
            lengths: Lengths::default(),
            dead: Vec::new(),
            fields,
            readers,
        };
        segment.starts = segment.places_of(segment.fields.facet, FIRST)?;
        segment.marks = segment.all_marks()?;
        segment.lengths = segment.measured();
        row.complete()?;
        Ok(segment)
    }

    /// The inverted index of a field.
    pub fn reader(&self, field: Field) -> &InvertedIndexReader {
        &self.readers[field.field_id() as usize]
    }

    /// Adds the living places in which a term stands, `base` being the number of places in the segments before.
    pub fn postings(&self, field: Field, term: &str, base: u32, out: &mut Vec<Posting>) -> io::Result<()> {
        let reader = self.reader(field);
        let Some(info) = reader.terms().get(term.as_bytes())? else { return Ok(()) };
        let with_positions = field == self.fields.title || field == self.fields.title_stem;
        let option =
            if with_positions { IndexRecordOption::WithFreqsAndPositions } else { IndexRecordOption::WithFreqs };
        let mut postings = reader.read_postings_from_terminfo(&info, option)?;
        let mut positions = Vec::new();
        while postings.doc() != TERMINATED {
            let place = postings.doc();
            if place < self.places && self.lives(place) {
                positions.clear();
                if with_positions {
                    postings.append_positions_with_offset(0, &mut positions);
                }
                let bits = positions.iter().filter(|at| **at < 64).fold(0u64, |bits, at| bits | 1 << at);
                let length = self.length(field, place);
                out.push(Posting { place: base + place, frequency: postings.term_freq(), length, positions: bits });
            }
            postings.advance();
        }
        Ok(())
    }

    /// In how many living places a term stands.
    pub fn frequency(&self, field: Field, term: &str) -> io::Result<u32> {
        let Some(info) = self.reader(field).terms().get(term.as_bytes())? else { return Ok(0) };
        if self.dead.is_empty() { Ok(info.doc_freq) } else { Ok(self.places_of(field, term)?.len() as u32) }
    }

    /// What is kept of a place.
    pub fn stored(&self, place: u32) -> Result<Stored, Failure> {
        let bytes = self.store.get_document_bytes(place)?;
        stored::decode(stored_value(&bytes)?).map_err(|malformed| Failure::Damaged(malformed.to_string()))
    }

    /// The first place of the page that a place is on.
    pub fn start_of(&self, place: u32) -> u32 {
        let after = self.starts.partition_point(|start| *start <= place);
        self.starts.get(after.wrapping_sub(1)).copied().unwrap_or(place)
    }

    /// Whether a place has not been replaced.
    pub fn lives(&self, place: u32) -> bool {
        self.dead.is_empty() || !self.dead[place as usize]
    }

    /// Whether some of its places were declared dead: its dictionary then counts more than there is.
    pub fn has_dead(&self) -> bool {
        !self.dead.is_empty()
    }

    /// Declares a page, by its first place, replaced by a later segment or gone.
    pub fn bury(&mut self, start: u32) {
        let next = self.starts.iter().copied().find(|other| *other > start).unwrap_or(self.places);
        self.dead.resize(self.places as usize, false);
        self.dead[start as usize..next as usize].fill(true);
        self.lengths = self.measured();
    }

    fn measured(&self) -> Lengths {
        let mut lengths = Lengths::default();
        for place in (0..self.places).filter(|place| self.lives(*place)) {
            lengths.places += 1;
            lengths.title += u64::from(self.title_lengths.fieldnorm(place));
            lengths.title_stem += u64::from(self.stem_lengths.fieldnorm(place));
            lengths.body += u64::from(self.body_lengths.fieldnorm(place));
        }
        lengths
    }

    /// The number of words of a field.
    fn length(&self, field: Field, place: u32) -> u32 {
        if field == self.fields.title {
            self.title_lengths.fieldnorm(place)
        } else if field == self.fields.title_stem {
            self.stem_lengths.fieldnorm(place)
        } else if field == self.fields.body_stem {
            self.body_lengths.fieldnorm(place)
        } else {
            0
        }
    }

    fn places_of(&self, field: Field, term: &str) -> io::Result<Vec<u32>> {
        let mut postings = Vec::new();
        self.postings(field, term, 0, &mut postings)?;
        Ok(postings.iter().map(|posting| posting.place).collect())
    }

    fn all_marks(&self) -> io::Result<Vec<Marked>> {
        let mut marks = Vec::new();
        let mut terms = self.reader(self.fields.facet).terms().stream()?;
        while let Some((term, _)) = terms.next() {
            let term = String::from_utf8_lossy(term);
            let known = Facet::ALL.iter().find_map(|facet| Some((*facet, term.strip_prefix(facet.prefix())?)));
            if let Some((facet, value)) = known {
                let places = self.places_of(self.fields.facet, &term)?;
                marks.push(Marked { facet, value: value.to_owned(), places });
            }
        }
        Ok(marks)
    }
}

/// The bytes of the one stored field. A stored document is the number of its values and, for each, its field (four
/// bytes), its type (one byte, 4 for bytes) and its value, a length before it; lengths are in seven bits a byte, the last
/// one with its highest bit set.
fn stored_value(document: &[u8]) -> Result<&[u8], Failure> {
    let damaged = || Failure::damaged("a stored document is damaged");
    let (count, rest) = length(document).ok_or_else(damaged)?;
    let (head, rest) = rest.split_at_checked(5).ok_or_else(damaged)?;
    let (bytes, value) = length(rest).ok_or_else(damaged)?;
    if count != 1 || head[4] != 4 || value.len() < bytes {
        return Err(damaged());
    }
    Ok(&value[..bytes])
}

fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut length = 0usize;
    for (at, byte) in bytes.iter().take(5).enumerate() {
        length |= ((byte & 0x7f) as usize) << (7 * at);
        if byte & 0x80 != 0 {
            return Some((length, &bytes[at + 1..]));
        }
    }
    None
}
