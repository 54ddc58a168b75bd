//! The home page.

use serde::Serialize;

use super::{
    AnnouncementCard, AudienceCard, ChangeView, ContactCard, EventView, FaqCard, Markup, PageView, SearchBoxView,
    SiteView,
};

/// The home page. Lists that are empty are left out, and so are links that are absent.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomeView {
    /// What is the same on every page.
    pub site: SiteView,
    /// What is around the content.
    pub page: PageView,
    /// The search box.
    pub search: SearchBoxView,
    /// The question at the top; the title of the page when the settings have none.
    pub headline: String,
    /// The text of `content/index.md`.
    pub content_html: Option<Markup>,
    /// Urgent situations.
    pub urgent: Vec<FaqCard>,
    /// The next deadlines.
    pub deadlines: Vec<EventView>,
    /// The calendar.
    pub calendar_href: Option<String>,
    /// Kinds of readers.
    pub audiences: Vec<AudienceCard>,
    /// Rubrics.
    pub rubrics: Vec<RubricTab>,
    /// The newest announcements.
    pub announcements: Vec<AnnouncementCard>,
    /// All announcements.
    pub announcements_href: Option<String>,
    /// The newest changes.
    pub changes: Vec<ChangeView>,
    /// All changes.
    pub changes_href: Option<String>,
    /// Whom to turn to.
    pub contact: Option<ContactCard>,
}

/// A rubric as an index tab.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RubricTab {
    /// What stands on the tab: « A ».
    pub letter: String,
    /// Its name.
    pub title: String,
    /// What is in it.
    pub summary: Option<String>,
    /// Its page.
    pub href: String,
}
