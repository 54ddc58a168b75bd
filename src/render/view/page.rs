//! Pages of one entry.

use serde::Serialize;

use super::{
    AnnouncementCard, ChangeView, ContactCard, DocumentCard, GapView, LinkView, Markup, PageView, QuoteView,
    SearchBoxView, SiteView,
};

/// The text of an entry and what stands under it; the same for all kinds.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BodyView {
    /// The text.
    pub content_html: Option<Markup>,
    /// The steps of a path in the application.
    pub app_path: Vec<String>,
    /// What the content is based on.
    pub sources: Vec<QuoteView>,
    /// What is not known.
    pub gap: Option<GapView>,
    /// What has changed, newest first.
    pub changes: Vec<ChangeView>,
    /// What to read next.
    pub see_also: Vec<LinkView>,
    /// Whom to turn to.
    pub contact: Option<ContactCard>,
}

/// A page of text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TextView {
    /// What is the same on every page.
    pub site: SiteView,
    /// What is around the content.
    pub page: PageView,
    /// One or two sentences under the title.
    pub summary: Option<String>,
    /// Its text and what goes with it.
    pub body: BodyView,
    /// Pages under it.
    pub children: Vec<LinkView>,
}

/// The page of a question.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FaqEntryView {
    /// What is the same on every page.
    pub site: SiteView,
    /// What is around the content.
    pub page: PageView,
    /// The short answer; `None` when the entry only declares a gap.
    pub short_answer: Option<String>,
    /// The situation in the reader's words.
    pub situation: Option<String>,
    /// Whether it is urgent.
    pub urgent: bool,
    /// Its text and what goes with it.
    pub body: BodyView,
}

/// The page of a document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DocumentView {
    /// What is the same on every page.
    pub site: SiteView,
    /// What is around the content.
    pub page: PageView,
    /// The document.
    pub document: DocumentCard,
    /// Its text and what goes with it.
    pub body: BodyView,
}

/// The page of an announcement.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AnnouncementView {
    /// What is the same on every page.
    pub site: SiteView,
    /// What is around the content.
    pub page: PageView,
    /// The announcement.
    pub announcement: AnnouncementCard,
    /// Who follows the matter.
    pub handled_by: Option<String>,
    /// To whom it is addressed.
    pub addressees: Vec<String>,
    /// Texts that it refers to.
    pub references: Vec<QuoteView>,
    /// Its text and what goes with it.
    pub body: BodyView,
}

/// The page of a contact.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContactView {
    /// What is the same on every page.
    pub site: SiteView,
    /// What is around the content.
    pub page: PageView,
    /// The contact.
    pub contact: ContactCard,
    /// Its text and what goes with it.
    pub body: BodyView,
}

/// The page of an entry that was withdrawn.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WithdrawnView {
    /// What is the same on every page.
    pub site: SiteView,
    /// What is around the content.
    pub page: PageView,
    /// What takes its place.
    pub replaced_by: Vec<LinkView>,
    /// Whom to turn to.
    pub contact: Option<ContactCard>,
}

/// The page for addresses that do not exist. It is served from any depth, so all its addresses start at the root
/// of the server.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NotFoundView {
    /// What is the same on every page.
    pub site: SiteView,
    /// What is around the content.
    pub page: PageView,
    /// The search box.
    pub search: SearchBoxView,
    /// Where to go instead: home, urgent situations, rubrics.
    pub suggestions: Vec<LinkView>,
    /// Whom to turn to.
    pub contact: Option<ContactCard>,
}

/// A page that moved.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RedirectView {
    /// BCP 47 tag of the page's language.
    pub lang: String,
    /// The title of the page it moved to.
    pub title: String,
    /// Where the page is now.
    pub href: String,
    /// Its full address.
    pub canonical: Option<String>,
    /// A JSON object from old fragments without `#` to new relative addresses, for those that moved elsewhere. The
    /// script reads it; it also carries any other fragment and the query over, which the refresh alone would drop.
    pub fragments_json: Option<String>,
    /// The address of the theme's `redirect.js`, with `fragments_json`.
    pub script_href: Option<String>,
    /// Stylesheets.
    pub stylesheets: Vec<String>,
}
