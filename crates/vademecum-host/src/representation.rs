//! A content made ready to be sent: opened, coded, and cut into the stretches that are wanted.

use std::collections::VecDeque;
use std::io;
use std::ops::Range;
use std::path::Path;

use axum::body::Body as Sent;
use bytes::Bytes;
use futures_util::stream;
use http::HeaderValue;

use crate::condition::Validators;
use crate::encoding::{self, Coding};
use crate::entity_tag::EntityTag;
use crate::file::OpenFile;
use crate::multipart::Multipart;
use crate::site::{Body, Content};

/// How much of a file is in memory for a client.
const CHUNK: u64 = 64 * 1_024;

/// The media type of a content whose own no field can hold.
const UNKNOWN: &str = "application/octet-stream";

/// A content of which everything is known that its head says.
#[derive(Debug)]
pub(crate) struct Representation {
    source: Source,
    pub(crate) length: u64,
    pub(crate) media_type: String,
    pub(crate) coding: Coding,
    /// Whether another client could get it in another coding.
    pub(crate) varies: bool,
    pub(crate) validators: Validators,
}

#[derive(Debug)]
enum Source {
    Bytes(Bytes),
    File(OpenFile),
}

impl Representation {
    /// Opens a content, and codes it if it is in memory and that is worth it. Blocks.
    ///
    /// # Errors
    /// Those of opening a file, and [`io::ErrorKind::NotFound`] for what is no regular file.
    pub(crate) fn open(content: Content, coding: Coding) -> io::Result<Self> {
        let Content { body, media_type, tag } = content;
        let media_type = if HeaderValue::from_str(&media_type).is_ok() { media_type } else { UNKNOWN.to_owned() };
        match body {
            Body::File(path) => Self::of_file(&path, media_type),
            Body::Bytes(bytes) => {
                let tag = tag.unwrap_or_else(|| EntityTag::of_bytes(&bytes));
                Ok(Self::of_bytes(bytes, media_type, &tag, coding))
            }
        }
    }

    fn of_bytes(bytes: Bytes, media_type: String, tag: &EntityTag, coding: Coding) -> Self {
        let varies = encoding::worth_coding(&media_type, bytes.len());
        let coded = if varies { coding.code(&bytes).map(Bytes::from) } else { None };
        let (bytes, coding) = coded.map_or((bytes, Coding::Identity), |coded| (coded, coding));
        let validators = Validators { tag: tag.coded(coding), modified: None };
        Self { length: bytes.len() as u64, source: Source::Bytes(bytes), media_type, coding, varies, validators }
    }

    /// Length and validators are those of the open file. One that gets shorter while it is sent ends the connection:
    /// what was promised cannot be sent any more.
    fn of_file(path: &Path, media_type: String) -> io::Result<Self> {
        let (file, metadata) = OpenFile::open(path)?;
        let validators = Validators { tag: EntityTag::of_file(&metadata), modified: metadata.modified().ok() };
        let (source, length) = (Source::File(file), metadata.len());
        Ok(Self { source, length, media_type, coding: Coding::Identity, varies: false, validators })
    }

    /// All of it.
    pub(crate) fn whole(self) -> Sent {
        let all = 0..self.length;
        self.stretch(all)
    }

    /// One stretch within it.
    pub(crate) fn stretch(self, range: Range<u64>) -> Sent {
        match self.source {
            Source::Bytes(bytes) => Sent::from(slice(&bytes, &range)),
            source @ Source::File(_) => send(source, VecDeque::from([Piece::Stretch(range)])),
        }
    }

    /// Several stretches as one `multipart/byteranges`.
    pub(crate) fn stretches(self, multipart: &Multipart) -> Sent {
        let mut pieces = VecDeque::new();
        for (head, range) in multipart.parts() {
            pieces.push_back(Piece::Bytes(head.into()));
            pieces.push_back(Piece::Stretch(range));
        }
        pieces.push_back(Piece::Bytes(multipart.end().into()));
        send(self.source, pieces)
    }
}

/// What is sent next.
#[derive(Debug)]
enum Piece {
    Bytes(Bytes),
    Stretch(Range<u64>),
}

/// Sends pieces one after the other, reading each when the one before has been taken.
fn send(source: Source, pieces: VecDeque<Piece>) -> Sent {
    let sending = Sending { source, pieces };
    Sent::from_stream(stream::try_unfold(sending, |mut sending| async move {
        let next = sending.next().await?;
        Ok::<_, io::Error>(next.map(|bytes| (bytes, sending)))
    }))
}

#[derive(Debug)]
struct Sending {
    source: Source,
    pieces: VecDeque<Piece>,
}

impl Sending {
    async fn next(&mut self) -> io::Result<Option<Bytes>> {
        let range = match self.pieces.pop_front() {
            None => return Ok(None),
            Some(Piece::Bytes(bytes)) => return Ok(Some(bytes)),
            Some(Piece::Stretch(range)) => range,
        };
        match &mut self.source {
            Source::Bytes(bytes) => Ok(Some(slice(bytes, &range))),
            Source::File(file) => {
                let chunk = range.start..range.end.min(range.start + CHUNK);
                if chunk.end < range.end {
                    self.pieces.push_front(Piece::Stretch(chunk.end..range.end));
                }
                file.read(chunk).await.map(Some)
            }
        }
    }
}

/// A stretch of bytes in memory. Its bounds are within them, so that they fit.
fn slice(bytes: &Bytes, range: &Range<u64>) -> Bytes {
    bytes.slice(range.start as usize..range.end as usize)
}
