//! What a host serves, as its owner describes it.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::broadcast;

use crate::entity_tag::EntityTag;

/// What a host serves. Methods may block: they are called on threads made for that.
pub trait Site: Send + Sync + 'static {
    /// The path that the site lies under, with a slash at both ends: `/` or `/docs/`.
    fn base_path(&self) -> String;

    /// What stands at a path below the base: `""`, `"faq/"`, `"faq/a.html"`.
    ///
    /// The path is decoded UTF-8 without control characters, backslashes, colons, empty or dot segments, and without
    /// names that Windows keeps for itself. It may still name a symbolic link: where links may lead is the site's matter.
    fn at(&self, path: &str) -> Found;

    /// The answer to a question at `_search` or below `_search/` or `_vademecum/`, which only pages of the site may put.
    /// `path` is decoded as in [`Site::at`], `query` is raw and without its question mark. `None`: no such endpoint.
    fn endpoint(&self, path: &str, query: &str) -> Option<Content>;

    /// Messages for a browser that watches, each the data of one server-sent event; `page` is what the browser says it
    /// shows.
    fn watch(&self, page: Option<&str>) -> broadcast::Receiver<Arc<str>>;

    /// The message for a browser that was too slow to be told everything: likely that it shall load its page anew.
    fn missed(&self) -> Arc<str>;
}

/// What stands at a path.
#[derive(Clone, Debug)]
pub enum Found {
    /// A page or a file.
    Content(Content),
    /// Something else to load: a relative or absolute reference, percent-encoded where a URL must be. A query of the
    /// request is kept.
    Redirect(String),
    /// Nothing, with the page that says so.
    Missing(Content),
    /// Something that could not be made, with the page that says why.
    Failed(Content),
}

/// A body with its media type.
#[derive(Clone, Debug)]
pub struct Content {
    pub(crate) body: Body,
    pub(crate) media_type: String,
    /// Of bytes; the tag of a file is known when it is opened.
    pub(crate) tag: Option<EntityTag>,
}

/// Where the bytes of a content are.
#[derive(Clone, Debug)]
pub enum Body {
    /// In memory.
    Bytes(Bytes),
    /// In a regular file, opened for each answer and read as the client takes it.
    File(PathBuf),
}

impl Content {
    /// Bytes in memory. They are hashed for their entity tag here: keep the content rather than the bytes.
    pub fn bytes(bytes: impl Into<Bytes>, media_type: impl Into<String>) -> Self {
        let bytes = bytes.into();
        let tag = Some(EntityTag::of_bytes(&bytes));
        Self { body: Body::Bytes(bytes), media_type: media_type.into(), tag }
    }

    /// A file that is on the disk. It may change or go at any time.
    pub fn file(path: impl Into<PathBuf>, media_type: impl Into<String>) -> Self {
        Self { body: Body::File(path.into()), media_type: media_type.into(), tag: None }
    }

    /// Where the bytes are.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The media type, as in `Content-Type`.
    pub fn media_type(&self) -> &str {
        &self.media_type
    }
}
