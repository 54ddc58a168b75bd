//! Video guides.

use serde::Serialize;

use super::{BodyView, LinkView, Markup, PageView, SiteView, TagView};

/// A video guide in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct VideoCard {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// « 4 min 05 ».
    pub duration: Option<String>,
    /// `PT4M5S` (ISO 8601), for `datetime`.
    pub duration_iso: Option<String>,
    /// `public`, `login` or `file`.
    pub access: String,
    /// A picture.
    pub poster_href: Option<String>,
    /// What the picture shows.
    pub poster_alt: String,
    /// The audiences concerned.
    pub audiences: Vec<TagView>,
}

/// What plays a video, or says where it is: exactly one of `src`, `embed_href`, `app_path` is there.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlayerView {
    /// The media file.
    pub src: Option<String>,
    /// Its media type: `video/mp4`.
    pub media_type: Option<String>,
    /// The page of another site that plays it. Only ever a link: nothing of it is loaded here.
    pub embed_href: Option<String>,
    /// The name of that site: its host.
    pub embed_host: Option<String>,
    /// The steps of a path in the application.
    pub app_path: Vec<String>,
    /// Captions.
    pub tracks: Vec<TrackView>,
    /// Parts of the video.
    pub chapters: Vec<ChapterView>,
    /// All that is said and shown, from a WebVTT file.
    pub transcript: Vec<CueView>,
    /// The same from a Markdown file.
    pub transcript_html: Option<Markup>,
    /// A PDF of the slides.
    pub slides: Option<LinkView>,
}

/// A caption file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TrackView {
    /// The WebVTT file.
    pub href: String,
    /// BCP 47 tag.
    pub lang: String,
    /// Its name in the player's menu.
    pub label: String,
    /// Whether it is shown unless the reader says otherwise: at most one is.
    pub default: bool,
}

/// A part of a video.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChapterView {
    /// `1:23`.
    pub at: String,
    /// The same in seconds.
    pub seconds: u32,
    /// Its title.
    pub title: String,
    /// The id of the chapter in the page (`t=83`), unless a cue of the transcript has it.
    pub id: Option<String>,
    /// The page of the slides that goes with it.
    pub slide: Option<LinkView>,
}

/// A moment of a transcript.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CueView {
    /// `t=83`: its anchor. `None` when another cue of the same second has it.
    pub id: Option<String>,
    /// `1:23`.
    pub at: String,
    /// The same in seconds.
    pub seconds: u32,
    /// What is said or shown.
    pub text: String,
}

/// The page of a video guide.
#[derive(Clone, Debug, Default, Serialize)]
pub struct VideoView {
    /// What is the same on every page.
    pub site: SiteView,
    /// What is around the content.
    pub page: PageView,
    /// The guide.
    pub video: VideoCard,
    /// What plays it.
    pub player: PlayerView,
    /// Its text and what goes with it.
    pub body: BodyView,
}
