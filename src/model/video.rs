//! Video guides.

use schemars::JsonSchema;
use serde::Deserialize;

use super::document::Computed;
use crate::diagnostic::Spanned;

/// Own fields of a video guide.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct VideoFields {
    /// Who can watch it. `public` when absent.
    pub access: Option<Spanned<Access>>,
    /// A media file beside the guide. Exactly one of `src`, `embed_url`, `app_path` is given.
    pub src: Option<Spanned<String>>,
    /// The address of a player of another site, loaded only after a click.
    pub embed_url: Option<Spanned<String>>,
    /// Where the video is found in the real application.
    pub app_path: Option<Spanned<String>>,
    /// Length as `minutes:seconds` or `hours:minutes:seconds`.
    pub duration: Option<Spanned<String>>,
    /// WebVTT files beside the guide.
    pub captions: Vec<Captions>,
    /// Parts of the video, in order.
    pub chapters: Vec<Chapter>,
    /// A WebVTT or Markdown file beside the guide with all that is said and shown.
    pub transcript: Option<Spanned<String>>,
    /// A picture shown before the video plays.
    pub poster: Option<Spanned<String>>,
    /// What the poster shows, in words.
    pub poster_alt: Option<Spanned<String>>,
    /// A PDF of the slides.
    pub slides: Option<Spanned<String>>,
    /// Rank in the list of guides.
    pub order: Option<Spanned<i64>>,
    /// One or two sentences for lists and search engines.
    pub summary: Option<Spanned<String>>,
    /// Ids or paths of content to read next.
    pub see_also: Vec<Spanned<String>>,
    /// Id of the contact to turn to.
    pub contact: Option<Spanned<String>>,
    /// What is read off `slides`, worked out while loading.
    #[serde(skip)]
    #[schemars(skip)]
    pub computed: Option<Computed>,
}

impl VideoFields {
    /// The number of pages of `slides`, when it is a PDF that can be read.
    pub fn slide_count(&self) -> Option<u32> {
        self.computed.as_ref()?.pages
    }
}

/// Who can watch a video.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// Anybody, on this site or another.
    #[default]
    Public,
    /// Only after logging in to the application.
    Login,
    /// A file of this site.
    File,
}

/// A caption file.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct Captions {
    /// The WebVTT file beside the guide.
    pub file: Spanned<String>,
    /// Its language as a BCP 47 tag: `fr`.
    pub language: Option<Spanned<String>>,
    /// Its name in the player's menu.
    pub label: Option<Spanned<String>>,
}

/// A part of a video.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct Chapter {
    /// Its start as `minutes:seconds` or `hours:minutes:seconds`.
    pub at: Spanned<String>,
    /// Its title.
    pub title: Spanned<String>,
    /// The page of `slides` that goes with it, from 1.
    pub page: Option<Spanned<u32>>,
}

/// Seconds of a time written `83`, `1:23` or `1:01:23`; `None` when it is not one.
pub fn seconds(time: &str) -> Option<u32> {
    let mut total = 0u32;
    for (rank, part) in time.split(':').enumerate() {
        let valid = rank < 3 && (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let part: u32 = part.parse().ok().filter(|n| valid && (rank == 0 || *n < 60))?;
        total = total.checked_mul(60)?.checked_add(part)?;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn times_are_read_as_seconds() {
        assert_eq!(seconds("83"), Some(83));
        assert_eq!(seconds("1:23"), Some(83));
        assert_eq!(seconds("1:01:23"), Some(3683));
        assert_eq!(seconds("1:61"), None);
        assert_eq!(seconds(""), None);
        assert_eq!(seconds("1:2:3:4"), None);
    }
}
