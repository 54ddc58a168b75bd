//! The typed contract with templates: small serialisable structs, made by hand, with everything already resolved.
//!
//! Text is plain text and templates escape it; only fields named `…_html` hold ready HTML, and their type is
//! [`Markup`]. Links are relative to the page that shows them and percent-encoded. Words of the interface come
//! from the theme's `i18n` (`t.…` in templates), words of the content from here. Knows nothing of Tera.
//!
//! What all pages of one folder share (masthead, sidebar, footer) is rendered once from [`MastheadView`],
//! [`SidebarView`] and [`FooterView`], and handed to each page as [`Markup`].

use serde::Serialize;

mod calendar;
mod event;
mod frame;
mod home;
mod list;
mod markup;
mod page;
mod part;
mod search;
mod shortcode;
mod sidebar;
mod video;

pub use calendar::{
    CalendarFilterView, CalendarView, GridDayView, GridEventView, MonthGridView, MonthView, WeekdayView,
};
pub use event::{ChangeView, ClockView, DateView, EventPageView, EventView, SubscriptionView, SubscriptionsView};
pub use frame::{
    Crumb, FooterView, MastheadView, MetaView, NavItem, NoticeView, OpenGraphView, OutlineItem, PageView, SiteView,
};
pub use home::{HomeView, RubricTab};
pub use list::{
    AnnouncementGroup, AnnouncementsView, AudienceView, AudiencesView, ChangeGroup, ChangesView, ContactsView,
    DocumentGroup, DocumentsView, FaqIndexView, FaqThemeGroup, FaqThemeView, GlossaryLetter, GlossaryView,
    QuestionLetter, QuestionsView, SectionView, TermView, VideosView,
};
pub use markup::Markup;
pub use page::{
    AnnouncementView, BodyView, ContactView, DocumentView, FaqEntryView, NotFoundView, RedirectView, TextView,
    WithdrawnView,
};
pub use part::{
    AnnouncementCard, AppPathView, AudienceCard, ChannelView, ContactCard, DocumentCard, FaqCard, GapView, LinkView,
    QuoteView, TagView,
};
pub use search::{ChoiceView, SearchBoxView, SearchView};
pub use shortcode::{AppPathCall, ContactCall, DateCall, DocumentCall, FaqCall, ToConfirmCall, VideoCall};
pub use sidebar::{SidebarItem, SidebarSection, SidebarView, mark, with_current};
pub use video::{ChapterView, CueView, PlayerView, TrackView, VideoCard, VideoView};

/// A view that has a template of its own.
pub trait View: Serialize {
    /// The template that shows it, inside `templates/`: `home.html`.
    const TEMPLATE: &'static str;
}

/// Ties views to their templates, and lists the templates.
macro_rules! templates {
    ($($view:ty => $template:literal,)*) => {
        $(impl View for $view {
            const TEMPLATE: &'static str = $template;
        })*
        /// Every template that shows a view. Each must exist in the default theme.
        pub const TEMPLATES: &[&str] = &[$($template),*];
    };
}

templates! {
    MastheadView => "masthead.html",
    SidebarView => "sidebar.html",
    FooterView => "footer.html",
    HomeView => "home.html",
    TextView => "page.html",
    SectionView => "section.html",
    FaqIndexView => "faq_index.html",
    FaqThemeView => "faq_theme.html",
    FaqEntryView => "faq_entry.html",
    VideosView => "videos.html",
    VideoView => "video.html",
    CalendarView => "calendar.html",
    EventPageView => "event.html",
    DocumentsView => "documents.html",
    DocumentView => "document.html",
    AnnouncementsView => "announcements.html",
    AnnouncementView => "announcement.html",
    ContactsView => "contacts.html",
    ContactView => "contact.html",
    AudienceView => "audience.html",
    AudiencesView => "audiences.html",
    GlossaryView => "glossary.html",
    QuestionsView => "questions.html",
    ChangesView => "changes.html",
    SearchView => "search.html",
    NotFoundView => "not_found.html",
    RedirectView => "redirect.html",
    WithdrawnView => "withdrawn.html",
    ContactCall => "shortcodes/contact.html",
    VideoCall => "shortcodes/video.html",
    DocumentCall => "shortcodes/document.html",
    FaqCall => "shortcodes/faq.html",
    DateCall => "shortcodes/date.html",
    AppPathCall => "shortcodes/app_path.html",
    ToConfirmCall => "shortcodes/to_confirm.html",
}
