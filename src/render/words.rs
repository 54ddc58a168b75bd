//! The names of kinds and sorts in the language of the site.

use crate::config::Language;
use crate::model::{Access, AnnouncementKind, DocumentKind, EventKind, Importance, Kind, LoggedChange, Rubric};

/// Chooses between the wordings of a site's language.
fn pick(language: Language, words: [&str; 2]) -> &str {
    words[language as usize]
}

/// The name of a rubric.
pub fn rubric(rubric: Rubric, language: Language) -> &'static str {
    let words = match rubric {
        Rubric::Home => ["Accueil", "Home"],
        Rubric::Faq => ["Questions", "Questions"],
        Rubric::Videos => ["Vidéos", "Videos"],
        Rubric::Calendar => ["Calendrier", "Calendar"],
        Rubric::Documents => ["Documents", "Documents"],
        Rubric::Announcements => ["Annonces", "Announcements"],
        Rubric::Contacts => ["Contact", "Contact"],
        Rubric::Glossary => ["Glossaire", "Glossary"],
        Rubric::Questions => ["Questions de A à Z", "Questions from A to Z"],
        Rubric::Changes => ["Ce qui a changé", "What has changed"],
        Rubric::Audiences => ["Je suis…", "I am…"],
        Rubric::Search => ["Recherche", "Search"],
    };
    pick(language, words)
}

/// What a rubric holds, for the home page.
pub fn rubric_summary(rubric: Rubric, language: Language) -> &'static str {
    let words = match rubric {
        Rubric::Home => ["", ""],
        Rubric::Faq => {
            ["Une réponse courte à chaque question, par thème.", "A short answer to each question, by theme."]
        }
        Rubric::Videos => {
            ["Des guides pour prendre en main l’application.", "Guides to get started with the application."]
        }
        Rubric::Calendar => {
            ["Toutes les dates, telles que leurs sources les donnent.", "All dates, as their sources give them."]
        }
        Rubric::Documents => ["Fiches, guides et formulaires.", "Sheets, guides and forms."],
        Rubric::Announcements => ["Instructions, circulaires et actualités.", "Instructions, circulars and news."],
        Rubric::Contacts => ["À qui s’adresser, et comment.", "Whom to turn to, and how."],
        Rubric::Glossary => ["Les sigles et les termes expliqués.", "Acronyms and terms explained."],
        Rubric::Questions => ["Toutes les questions par ordre alphabétique.", "All questions in alphabetical order."],
        Rubric::Changes => ["Les dates et les contenus modifiés.", "Dates and content that were changed."],
        Rubric::Audiences => ["Ce qui vous concerne, selon votre rôle.", "What concerns you, by your role."],
        Rubric::Search => ["Chercher dans tout le site.", "Search the whole site."],
    };
    pick(language, words)
}

/// The name of a kind of content, for notes beside links.
pub fn kind(kind: Kind, language: Language) -> &'static str {
    let words = match kind {
        Kind::Section => ["Rubrique", "Section"],
        Kind::Page => ["Page", "Page"],
        Kind::Faq => ["Question", "Question"],
        Kind::Video => ["Vidéo", "Video"],
        Kind::Event => ["Date", "Date"],
        Kind::Document => ["Document", "Document"],
        Kind::Announcement => ["Annonce", "Announcement"],
        Kind::Contact => ["Contact", "Contact"],
        Kind::Audience => ["Public", "Audience"],
    };
    pick(language, words)
}

/// The name of several of a kind of content.
pub fn kinds(kind: Kind, language: Language) -> &'static str {
    let words = match kind {
        Kind::Section => ["Rubriques", "Sections"],
        Kind::Page => ["Pages", "Pages"],
        Kind::Faq => ["Questions", "Questions"],
        Kind::Video => ["Vidéos", "Videos"],
        Kind::Event => ["Dates", "Dates"],
        Kind::Document => ["Documents", "Documents"],
        Kind::Announcement => ["Annonces", "Announcements"],
        Kind::Contact => ["Contacts", "Contacts"],
        Kind::Audience => ["Publics", "Audiences"],
    };
    pick(language, words)
}

/// The name of a term of the glossary, and of several.
pub fn term(language: Language) -> (&'static str, &'static str) {
    [("Terme", "Termes"), ("Term", "Terms")][language as usize]
}

/// The name of a sort of document, and of several.
pub fn document(kind: DocumentKind, language: Language) -> (&'static str, &'static str) {
    let words = match kind {
        DocumentKind::Sheet => [("Fiche technique", "Fiches techniques"), ("Technical sheet", "Technical sheets")],
        DocumentKind::Guide => [("Guide", "Guides"), ("Guide", "Guides")],
        DocumentKind::Calendar => [("Calendrier", "Calendriers"), ("Calendar", "Calendars")],
        DocumentKind::Form => [("Formulaire", "Formulaires"), ("Form", "Forms")],
        DocumentKind::Slides => [("Présentation", "Présentations"), ("Slides", "Slides")],
        DocumentKind::Instruction => [("Texte officiel", "Textes officiels"), ("Official text", "Official texts")],
    };
    words[language as usize]
}

/// The slug of a sort of document.
pub fn document_slug(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Sheet => "sheets",
        DocumentKind::Guide => "guides",
        DocumentKind::Calendar => "calendars",
        DocumentKind::Form => "forms",
        DocumentKind::Slides => "slides",
        DocumentKind::Instruction => "instructions",
    }
}

/// Slug and name of a sort of announcement.
pub fn announcement(kind: AnnouncementKind, language: Language) -> (&'static str, &'static str) {
    let (slug, words) = match kind {
        AnnouncementKind::Instruction => ("instruction", ["Instruction", "Instruction"]),
        AnnouncementKind::Circular => ("circular", ["Circulaire", "Circular"]),
        AnnouncementKind::Newsletter => ("newsletter", ["Lettre d’information", "Newsletter"]),
        AnnouncementKind::News => ("news", ["Actualité", "News"]),
    };
    (slug, pick(language, words))
}

/// Slug and name of a sort of event.
pub fn event(kind: EventKind, language: Language) -> (&'static str, &'static str) {
    let (slug, words) = match kind {
        EventKind::Opening => ("opening", ["Ouverture", "Opening"]),
        EventKind::Deadline => ("deadline", ["Échéance", "Deadline"]),
        EventKind::Period => ("period", ["Période", "Period"]),
        EventKind::Closing => ("closing", ["Fermeture", "Closing"]),
        EventKind::Publication => ("publication", ["Publication", "Publication"]),
    };
    (slug, pick(language, words))
}

/// Slug and name of how much an event matters.
pub fn importance(level: Importance, language: Language) -> (&'static str, &'static str) {
    let (slug, words) = match level {
        Importance::High => ("high", ["Importante", "High"]),
        Importance::Normal => ("normal", ["Normale", "Normal"]),
        Importance::Low => ("low", ["Pour information", "For information"]),
    };
    (slug, pick(language, words))
}

/// A size in bytes as readers know it: « 1,2 Mo ».
pub fn size(bytes: u64, language: Language) -> String {
    let units = pick_units(language);
    let (value, unit) = match bytes {
        0..1_000 => return format!("{bytes} {}", units[0]),
        1_000..1_000_000 => (bytes as f64 / 1e3, units[1]),
        1_000_000..1_000_000_000 => (bytes as f64 / 1e6, units[2]),
        _ => (bytes as f64 / 1e9, units[3]),
    };
    let number = if value < 10.0 { format!("{value:.1}") } else { format!("{value:.0}") };
    let number = if language == Language::Fr { number.replace('.', ",") } else { number };
    format!("{number} {unit}")
}

fn pick_units(language: Language) -> [&'static str; 4] {
    match language {
        Language::Fr => ["octets", "ko", "Mo", "Go"],
        Language::En => ["bytes", "kB", "MB", "GB"],
    }
}

/// « 4 min 05 ».
pub fn duration(seconds: u32, language: Language) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, language) {
        (0, _) if minutes == 0 => format!("{rest} s"),
        (0, _) if rest == 0 => format!("{minutes} min"),
        (0, _) => format!("{minutes} min {rest:02}"),
        (_, Language::Fr) => format!("{hours} h {minutes:02}"),
        (_, Language::En) => format!("{hours} h {minutes:02} min"),
    }
}

/// A short phrase of the pages that the program adds by itself.
pub fn phrase(words: [&'static str; 2], language: Language) -> &'static str {
    words[language as usize]
}

/// « 12 pages ».
pub fn pages(count: u32, language: Language) -> String {
    let plural = match language {
        Language::Fr => count > 1,
        Language::En => count != 1,
    };
    if plural { format!("{count} pages") } else { format!("{count} page") }
}

/// The slug of a way to watch a video.
pub fn access(access: Access) -> &'static str {
    match access {
        Access::Public => "public",
        Access::Login => "login",
        Access::File => "file",
    }
}

/// « p. 12 » of a presentation.
pub fn slide(page: u32, language: Language) -> String {
    match language {
        Language::Fr => format!("Page {page} de la présentation"),
        Language::En => format!("Page {page} of the slides"),
    }
}

/// What happened from one publication to the next.
pub fn logged(what: LoggedChange, language: Language) -> &'static str {
    let words = match what {
        LoggedChange::NewEvent => ["Nouvelle date", "New date"],
        LoggedChange::WithdrawnEvent => ["Date annulée", "Date cancelled"],
        LoggedChange::NewDocument => ["Nouveau document", "New document"],
        LoggedChange::ReplacedDocument => ["Document remplacé", "Document replaced"],
        LoggedChange::WithdrawnDocument => ["Document retiré", "Document withdrawn"],
        LoggedChange::NewQuestion => ["Nouvelle question", "New question"],
        LoggedChange::WithdrawnQuestion => ["Question retirée", "Question withdrawn"],
    };
    pick(language, words)
}

/// That something was published, as a change.
pub fn published(of: Kind, language: Language) -> &'static str {
    match of {
        Kind::Announcement => pick(language, ["Nouvelle annonce", "New announcement"]),
        Kind::Document => pick(language, ["Document publié", "Document published"]),
        Kind::Section | Kind::Page | Kind::Faq | Kind::Video | Kind::Event | Kind::Contact | Kind::Audience => {
            pick(language, ["Contenu publié", "Content published"])
        }
    }
}
