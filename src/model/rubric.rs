//! The rubrics that every site can have, and where their pages are.

use super::Route;
use crate::config::Language;

/// A part of the site that is made by the program: from the content of one kind, or, to search in, of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rubric {
    /// The home page.
    Home,
    /// All questions by theme.
    Faq,
    /// All video guides.
    Videos,
    /// All events.
    Calendar,
    /// All documents.
    Documents,
    /// All announcements.
    Announcements,
    /// All contacts.
    Contacts,
    /// All terms.
    Glossary,
    /// All questions from A to Z.
    Questions,
    /// What has changed.
    Changes,
    /// One page per audience.
    Audiences,
    /// The page that answers a search. No list of rubrics names it: every page leads to it in a way of its own.
    Search,
}

impl Rubric {
    /// All rubrics, in the order of the default navigation.
    pub const ALL: [Rubric; 12] = [
        Rubric::Home,
        Rubric::Faq,
        Rubric::Videos,
        Rubric::Calendar,
        Rubric::Documents,
        Rubric::Announcements,
        Rubric::Contacts,
        Rubric::Glossary,
        Rubric::Questions,
        Rubric::Changes,
        Rubric::Audiences,
        Rubric::Search,
    ];

    /// The word for it in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Rubric::Home => "home",
            Rubric::Faq => "faq",
            Rubric::Videos => "videos",
            Rubric::Calendar => "calendar",
            Rubric::Documents => "documents",
            Rubric::Announcements => "announcements",
            Rubric::Contacts => "contacts",
            Rubric::Glossary => "glossary",
            Rubric::Questions => "questions",
            Rubric::Changes => "changes",
            Rubric::Audiences => "audiences",
            Rubric::Search => "search",
        }
    }

    /// Whether it can be printed by itself.
    pub fn is_printed(self) -> bool {
        !matches!(self, Rubric::Home | Rubric::Search | Rubric::Audiences)
    }

    /// The rubric with this name.
    pub fn from_name(name: &str) -> Option<Rubric> {
        Self::ALL.into_iter().find(|rubric| rubric.name() == name)
    }

    /// The rubric with this name, or whose pages are in a folder of this name: `calendar`, `calendrier`.
    pub fn called(name: &str) -> Option<Rubric> {
        Self::from_name(name).or_else(|| Self::in_folder(name))
    }

    /// The rubric whose pages are in this folder, in any language.
    pub fn in_folder(folder: &str) -> Option<Rubric> {
        let languages = [Language::Fr, Language::En];
        let is_there = |rubric: &Rubric| languages.iter().any(|language| rubric.folder(*language) == folder);
        Self::ALL.into_iter().filter(|_| !folder.is_empty()).find(is_there)
    }

    /// The folder of its pages in the site; `""` for the home page.
    pub fn folder(self, language: Language) -> &'static str {
        match (self, language) {
            (Rubric::Home, _) => "",
            (Rubric::Faq, _) => "faq",
            (Rubric::Videos, _) => "videos",
            (Rubric::Calendar, Language::Fr) => "calendrier",
            (Rubric::Calendar, Language::En) => "calendar",
            (Rubric::Documents, _) => "documents",
            (Rubric::Announcements, Language::Fr) => "annonces",
            (Rubric::Announcements, Language::En) => "announcements",
            (Rubric::Contacts, _) => "contacts",
            (Rubric::Glossary, Language::Fr) => "glossaire",
            (Rubric::Glossary, Language::En) => "glossary",
            (Rubric::Questions, Language::Fr) => "questions-a-z",
            (Rubric::Questions, Language::En) => "questions-a-z",
            (Rubric::Changes, Language::Fr) => "ce-qui-a-change",
            (Rubric::Changes, Language::En) => "what-changed",
            (Rubric::Audiences, Language::Fr) => "je-suis",
            (Rubric::Audiences, Language::En) => "i-am",
            (Rubric::Search, Language::Fr) => "recherche",
            (Rubric::Search, Language::En) => "search",
        }
    }

    /// The address of its list page: `calendrier/index.html`.
    pub fn route(self, language: Language) -> Route {
        match self.folder(language) {
            "" => Route::new("index.html"),
            folder => Route::new(format!("{folder}/index.html")),
        }
    }

    /// The address of one of its entries: `calendrier/cloture.html`.
    pub fn entry_route(self, language: Language, id: &str) -> Route {
        Route::new(format!("{}/{id}.html", self.folder(language)))
    }

    /// The address of a file with all its entries, beside its folder: `calendrier.ics`. No page has such an address.
    pub fn file_route(self, language: Language, extension: &str) -> Route {
        Route::new(format!("{}.{extension}", self.folder(language)))
    }
}
