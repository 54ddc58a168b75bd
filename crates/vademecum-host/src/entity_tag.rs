//! Entity tags (RFC 9110 §8.8.3). Those made here are strong; those of clients may be weak.

use std::fmt::{self, Write};
use std::fs::Metadata;
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use crate::encoding::Coding;

/// How many bytes of a hash tell two versions apart.
const HASH_BYTES: usize = 16;

/// The opaque part of a strong entity tag, without its quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntityTag(String);

impl EntityTag {
    /// The tag of bytes: the same for the same bytes.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        Self(hex(&Sha256::digest(bytes)[..HASH_BYTES]))
    }

    /// The tag of an open file. Its length and second do not tell an edit that keeps both, so that nanoseconds, and
    /// where they exist the file's identity and the time of its last change of any kind, take part.
    pub(crate) fn of_file(metadata: &Metadata) -> Self {
        let modified =
            metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        let mut hash = Sha256::new();
        hash.update(metadata.len().to_le_bytes());
        hash.update(modified.as_nanos().to_le_bytes());
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            hash.update(metadata.dev().to_le_bytes());
            hash.update(metadata.ino().to_le_bytes());
            hash.update(metadata.ctime().to_le_bytes());
            hash.update(metadata.ctime_nsec().to_le_bytes());
        }
        Self(hex(&hash.finalize()[..HASH_BYTES]))
    }

    /// The tag of the same content in a coding: other bytes, so another strong tag (RFC 9110 §8.8.3.3).
    pub(crate) fn coded(&self, coding: Coding) -> Self {
        match coding.name() {
            None => self.clone(),
            Some(name) => Self(format!("{}-{name}", self.0)),
        }
    }

    /// The tag without its quotation marks: letters, digits and dashes.
    pub(crate) fn opaque(&self) -> &str {
        &self.0
    }

    /// Whether a client's tag stands for the same bytes (RFC 9110 §8.8.3.2, strong comparison).
    pub(crate) fn matches_strongly(&self, other: &Given<'_>) -> bool {
        !other.weak && self.0 == other.opaque
    }

    /// Whether a client's tag stands for something as good (RFC 9110 §8.8.3.2, weak comparison).
    pub(crate) fn matches_weakly(&self, other: &Given<'_>) -> bool {
        self.0 == other.opaque
    }
}

impl fmt::Display for EntityTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0)
    }
}

/// A tag that a client names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Given<'a> {
    weak: bool,
    opaque: &'a str,
}

impl<'a> Given<'a> {
    /// Reads the tag that a text begins with, and gives what follows.
    pub(crate) fn read(text: &'a str) -> Option<(Self, &'a str)> {
        let (weak, quoted) = text.strip_prefix("W/").map_or((false, text), |rest| (true, rest));
        let (opaque, rest) = quoted.strip_prefix('"')?.split_once('"')?;
        let allowed = |b: u8| b == 0x21 || (0x23..=0x7e).contains(&b) || b >= 0x80;
        opaque.bytes().all(allowed).then_some((Self { weak, opaque }, rest))
    }
}

/// The tags of `If-Match` and `If-None-Match`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Tags<'a> {
    /// `*`: whatever there is.
    Any,
    /// The tags that could be read; what follows a fault is not.
    List(Vec<Given<'a>>),
}

impl<'a> Tags<'a> {
    /// Reads the lines of a field.
    pub(crate) fn read(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut tags = Vec::new();
        for line in lines {
            if line.trim() == "*" {
                return Self::Any;
            }
            read_list(line, &mut tags);
        }
        Self::List(tags)
    }

    /// Whether one of the tags is alike.
    pub(crate) fn any(&self, alike: impl FnMut(&Given<'a>) -> bool) -> bool {
        match self {
            Self::Any => true,
            Self::List(tags) => tags.iter().any(alike),
        }
    }
}

/// Commas may stand within a tag, so that a list is read from its start.
fn read_list<'a>(mut text: &'a str, tags: &mut Vec<Given<'a>>) {
    let filler = [' ', '\t', ','];
    loop {
        text = text.trim_start_matches(filler);
        let Some((tag, rest)) = Given::read(text) else { return };
        tags.push(tag);
        if !rest.is_empty() && !rest.starts_with(filler) {
            return;
        }
        text = rest;
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_up_to_a_fault() {
        let read = |text| Tags::read(std::iter::once(text));
        let tag = |weak, opaque| Given { weak, opaque };
        assert_eq!(read("*"), Tags::Any);
        assert_eq!(
            read(r#""a", W/"b,c" ,, "d""#),
            Tags::List(vec![tag(false, "a"), tag(true, "b,c"), tag(false, "d")])
        );
        assert_eq!(read(r#""a", b, "c""#), Tags::List(vec![tag(false, "a")]));
        assert_eq!(read(r#""a"#), Tags::List(vec![]));
        assert_eq!(read(r#"w/"a""#), Tags::List(vec![]));
    }
}
