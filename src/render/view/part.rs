//! Parts that several pages show: links, cards, quotations.

use serde::Serialize;

use super::DateView;

/// A link.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkView {
    /// Its words.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Whether it leads out of the site.
    pub external: bool,
    /// What it leads to, in a word or two: « Vidéo », « Comptes et droits ».
    pub note: Option<String>,
    /// One or two sentences on what is there.
    pub summary: Option<String>,
}

/// A word in a small box: an audience.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TagView {
    /// The word.
    pub label: String,
    /// The page of the audience.
    pub href: Option<String>,
}

/// A question in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FaqCard {
    /// The question.
    pub question: String,
    /// Its page.
    pub href: String,
    /// The short answer; `None` when the entry only declares a gap.
    pub short_answer: Option<String>,
    /// The situation in the reader's words.
    pub situation: Option<String>,
    /// Whether it is urgent.
    pub urgent: bool,
    /// The audiences concerned.
    pub audiences: Vec<TagView>,
}

/// A contact.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContactCard {
    /// The function.
    pub label: String,
    /// Its page.
    pub href: Option<String>,
    /// What it is there for.
    pub serves: Option<String>,
    /// Ways to reach it.
    pub channels: Vec<ChannelView>,
    /// Opening hours; the theme says that they are not known when absent.
    pub hours: Option<String>,
    /// Whom to try otherwise.
    pub fallback: Option<LinkView>,
}

/// A way to reach a contact.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChannelView {
    /// `phone`, `mail`, `url`, `app_path` or `address`. The theme has a word for each.
    pub kind: String,
    /// What is shown; empty for an `app_path`.
    pub text: String,
    /// `tel:`, `mailto:` or a full address.
    pub href: Option<String>,
    /// The steps of a path in the application.
    pub path: Vec<String>,
}

/// A document in a list and on its own page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DocumentCard {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// One or two sentences on what it holds.
    pub summary: Option<String>,
    /// The sort of document as a word: « Fiche technique ».
    pub kind: String,
    /// The file to download; `None` when it is found in the application.
    pub file_href: Option<String>,
    /// « PDF ».
    pub file_type: Option<String>,
    /// « 1,2 Mo ».
    pub size: Option<String>,
    /// « 12 pages ».
    pub pages: Option<String>,
    /// Version as printed on it.
    pub version: Option<String>,
    /// Date as printed on it.
    pub date: Option<DateView>,
    /// The steps of a path in the application.
    pub app_path: Vec<String>,
    /// A picture of the first page.
    pub preview_href: Option<String>,
    /// SHA-256 of the file in lower-case hexadecimal.
    pub sha256: Option<String>,
    /// The audiences concerned.
    pub audiences: Vec<TagView>,
}

/// An announcement in a list and on its own page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AnnouncementCard {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// `instruction`, `circular`, `newsletter` or `news`.
    pub kind: String,
    /// That as a word.
    pub kind_label: String,
    /// The day it was issued.
    pub date: Option<DateView>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// The audiences concerned.
    pub audiences: Vec<TagView>,
}

/// An audience in a list and on its own page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AudienceCard {
    /// Its name.
    pub label: String,
    /// « un établissement d’origine ».
    pub i_am: Option<String>,
    /// Who belongs to it.
    pub summary: Option<String>,
    /// Its page.
    pub href: String,
}

/// A sentence of a source document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct QuoteView {
    /// The sentence, without quotation marks.
    pub quote: Option<String>,
    /// What the source is called.
    pub document: String,
    /// Its public address.
    pub href: Option<String>,
}

/// Something that the sources do not say.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GapView {
    /// What readers would like to know.
    pub question: String,
    /// Why it is not answered here.
    pub why: String,
    /// Where to go instead.
    pub instead: Option<String>,
}

/// A path in the application.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AppPathView {
    /// Its steps: « Informations », « Documentation ».
    pub steps: Vec<String>,
}
