//! Several ranges in one answer (`multipart/byteranges`, RFC 9110 §14.6).

use std::ops::Range;

use crate::representation::Representation;

/// The parts of an answer, whose length is known before any is read.
#[derive(Debug)]
pub(crate) struct Multipart {
    ranges: Vec<Range<u64>>,
    media_type: String,
    total: u64,
    boundary: String,
}

impl Multipart {
    /// Stretches of a representation. Its entity tag is the boundary: no content holds its own hash.
    pub(crate) fn new(ranges: Vec<Range<u64>>, whole: &Representation) -> Self {
        let boundary = whole.validators.tag.opaque().to_owned();
        Self { ranges, media_type: whole.media_type.clone(), total: whole.length, boundary }
    }

    /// The media type of the whole answer.
    pub(crate) fn media_type(&self) -> String {
        format!("multipart/byteranges; boundary={}", self.boundary)
    }

    /// The parts, each with what stands before it.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (String, Range<u64>)> {
        self.ranges.iter().enumerate().map(|(i, range)| (self.head(i, range), range.clone()))
    }

    /// What stands after the last part.
    pub(crate) fn end(&self) -> String {
        format!("\r\n--{}--\r\n", self.boundary)
    }

    /// The length of the whole answer.
    pub(crate) fn length(&self) -> u64 {
        let parts: u64 = self.parts().map(|(head, range)| head.len() as u64 + range.end - range.start).sum();
        parts + self.end().len() as u64
    }

    fn head(&self, i: usize, range: &Range<u64>) -> String {
        let Self { media_type, total, boundary, .. } = self;
        let line_break = if i == 0 { "" } else { "\r\n" };
        let content_range = content_range(range, *total);
        format!("{line_break}--{boundary}\r\nContent-Type: {media_type}\r\nContent-Range: {content_range}\r\n\r\n")
    }
}

/// The value of `Content-Range` (RFC 9110 §14.4).
pub(crate) fn content_range(range: &Range<u64>, total: u64) -> String {
    format!("bytes {}-{}/{total}", range.start, range.end - 1)
}
