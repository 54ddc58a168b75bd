//! Several ranges in one answer (`multipart/byteranges`, RFC 9110 §14.6).

use std::ops::Range;

/// What stands between the parts. A content may contain it: clients go by the ranges that the parts name, and one that
/// searches would have to find a line that is this, dashes included.
const BOUNDARY: &str = "vademecum-4f1d0a7e95c36b28";

/// The parts of an answer, whose length is known before any is read.
#[derive(Debug)]
pub(crate) struct Multipart {
    ranges: Vec<Range<u64>>,
    media_type: String,
    total: u64,
}

impl Multipart {
    /// Stretches of a representation with its media type and length.
    pub(crate) fn new(ranges: Vec<Range<u64>>, media_type: &str, total: u64) -> Self {
        Self { ranges, media_type: media_type.to_owned(), total }
    }

    /// The media type of the whole answer.
    pub(crate) fn media_type() -> String {
        format!("multipart/byteranges; boundary={BOUNDARY}")
    }

    /// The parts, each with what stands before it.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (String, Range<u64>)> {
        self.ranges.iter().enumerate().map(|(i, range)| (self.head(i, range), range.clone()))
    }

    /// What stands after the last part.
    pub(crate) fn end(&self) -> String {
        format!("\r\n--{BOUNDARY}--\r\n")
    }

    /// The length of the whole answer.
    pub(crate) fn length(&self) -> u64 {
        let parts: u64 = self.parts().map(|(head, range)| head.len() as u64 + range.end - range.start).sum();
        parts + self.end().len() as u64
    }

    fn head(&self, i: usize, range: &Range<u64>) -> String {
        let line_break = if i == 0 { "" } else { "\r\n" };
        let content_range = content_range(range, self.total);
        format!(
            "{line_break}--{BOUNDARY}\r\nContent-Type: {}\r\nContent-Range: {content_range}\r\n\r\n",
            self.media_type
        )
    }
}

/// The value of `Content-Range` (RFC 9110 §14.4).
pub(crate) fn content_range(range: &Range<u64>, total: u64) -> String {
    format!("bytes {}-{}/{total}", range.start, range.end - 1)
}
