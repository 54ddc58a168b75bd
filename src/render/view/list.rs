//! Pages that list entries.

use serde::Serialize;

use super::{
    AnnouncementCard, AudienceCard, BodyView, ChangeView, ContactCard, DocumentCard, EventView, FaqCard, LinkView,
    Markup, PageView, SiteView, VideoCard,
};

/// Declares views that have `site` and `page` besides their own fields.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, Default, Serialize)]
        pub struct $name {
            /// What is the same on every page.
            pub site: SiteView,
            /// What is around the content.
            pub page: PageView,
            $($(#[$field_doc])* pub $field: $type,)*
        })*
    };
}

lists! {
    /// A section of pages.
    SectionView {
        /// One or two sentences under the title.
        summary: Option<String>,
        /// Its text and what goes with it.
        body: BodyView,
        /// What is directly in it.
        children: Vec<LinkView>,
    }
    /// All questions by theme.
    FaqIndexView {
        /// Themes in order.
        themes: Vec<FaqThemeGroup>,
        /// Questions from A to Z.
        questions_href: Option<String>,
    }
    /// The questions of a theme.
    FaqThemeView {
        /// One or two sentences under the title.
        summary: Option<String>,
        /// Its text and what goes with it.
        body: BodyView,
        /// Its questions in order.
        questions: Vec<FaqCard>,
    }
    /// All video guides.
    VideosView {
        /// Guides in order.
        videos: Vec<VideoCard>,
    }
    /// All documents.
    DocumentsView {
        /// Documents by sort.
        groups: Vec<DocumentGroup>,
    }
    /// All announcements.
    AnnouncementsView {
        /// Announcements by year, newest first.
        groups: Vec<AnnouncementGroup>,
    }
    /// All contacts.
    ContactsView {
        /// Contacts in order.
        contacts: Vec<ContactCard>,
    }
    /// What concerns one kind of reader. Empty lists are left out.
    AudienceView {
        /// The audience.
        audience: AudienceCard,
        /// Its deadlines to come.
        deadlines: Vec<EventView>,
        /// Its questions.
        questions: Vec<FaqCard>,
        /// Its pages.
        pages: Vec<LinkView>,
        /// Its documents.
        documents: Vec<DocumentCard>,
        /// Its announcements.
        announcements: Vec<AnnouncementCard>,
        /// Its video guides.
        videos: Vec<VideoCard>,
        /// A calendar file with its events only.
        calendar_href: Option<String>,
        /// The calendar page with its events only.
        calendar_page_href: Option<String>,
        /// Whom to turn to.
        contact: Option<ContactCard>,
    }
    /// All kinds of readers.
    AudiencesView {
        /// Audiences in order.
        audiences: Vec<AudienceCard>,
    }
    /// All terms.
    GlossaryView {
        /// Terms by first letter.
        letters: Vec<GlossaryLetter>,
    }
    /// All questions from A to Z: the search that works without a script.
    QuestionsView {
        /// Questions by first letter.
        letters: Vec<QuestionLetter>,
        /// Number of questions.
        count: usize,
    }
    /// What has changed.
    ChangesView {
        /// Changes by month, newest first.
        groups: Vec<ChangeGroup>,
    }
}

/// A theme with its questions.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FaqThemeGroup {
    /// Its anchor.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its page.
    pub href: String,
    /// What it is about.
    pub summary: Option<String>,
    /// Its questions in order.
    pub questions: Vec<FaqCard>,
}

/// Documents of one sort.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DocumentGroup {
    /// Its anchor.
    pub id: String,
    /// « Fiches techniques ».
    pub label: String,
    /// Its documents in order.
    pub documents: Vec<DocumentCard>,
}

/// Announcements of one year.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AnnouncementGroup {
    /// Its anchor.
    pub id: String,
    /// « 2024 ».
    pub label: String,
    /// Newest first.
    pub announcements: Vec<AnnouncementCard>,
}

/// Terms with the same first letter.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GlossaryLetter {
    /// Its anchor.
    pub id: String,
    /// « C ».
    pub letter: String,
    /// Its terms in order.
    pub terms: Vec<TermView>,
}

/// A term.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TermView {
    /// Its anchor.
    pub id: String,
    /// The term or acronym.
    pub term: String,
    /// What an acronym stands for.
    pub expansion: Option<String>,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// What it means.
    pub definition_html: Option<Markup>,
}

/// Questions with the same first letter.
#[derive(Clone, Debug, Default, Serialize)]
pub struct QuestionLetter {
    /// Its anchor.
    pub id: String,
    /// « C ».
    pub letter: String,
    /// Its questions in order; the note is the theme.
    pub questions: Vec<LinkView>,
}

/// Changes of one month.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChangeGroup {
    /// Its anchor.
    pub id: String,
    /// « novembre 2024 ».
    pub label: String,
    /// Newest first.
    pub changes: Vec<ChangeView>,
}
