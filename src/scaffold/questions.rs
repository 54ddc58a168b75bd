//! The table of questions: which fields a new entry of each kind begins with.

use super::question::{Default, Form, Question, When};
use crate::model::Kind;

/// The kinds that `vademecum new` makes.
pub const KINDS: [Kind; 6] = [Kind::Page, Kind::Faq, Kind::Video, Kind::Event, Kind::Document, Kind::Announcement];

/// The questions for a new entry of `kind`, in the order in which they are asked and written. None for a kind that is
/// not among [`KINDS`].
pub fn fields(kind: Kind) -> &'static [Question] {
    match kind {
        Kind::Page => PAGE,
        Kind::Faq => FAQ,
        Kind::Video => VIDEO,
        Kind::Event => EVENT,
        Kind::Document => DOCUMENT,
        Kind::Announcement => ANNOUNCEMENT,
        Kind::Section | Kind::Contact | Kind::Audience => &[],
    }
}

/// An optional question that is always asked.
const fn asked(key: &'static str, form: Form, fr: &'static str, en: &'static str) -> Question {
    Question { key, prompt: [fr, en], required: false, default: Default::None, when: When::Always, form }
}

/// An optional question that is only taken from a flag.
const fn given(key: &'static str, form: Form, fr: &'static str, en: &'static str) -> Question {
    asked(key, form, fr, en).when(When::IfGiven)
}

impl Question {
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn when(mut self, when: When) -> Self {
        self.when = when;
        self
    }

    const fn default_is(mut self, default: Default) -> Self {
        self.default = default;
        self
    }
}

const ID: Question = given(
    "id",
    Form::Slug,
    "Identifiant, unique dans le site (par défaut : tiré du titre)",
    "Id, unique in the site (default: made from the title)",
);
const TITLE: Question = asked("title", Form::Line, "Titre", "Title").required();
const SUMMARY: Question = asked(
    "summary",
    Form::Line,
    "Résumé en une ou deux phrases, pour les listes",
    "Summary in a sentence or two, for lists",
);
const KEYWORDS: Question =
    given("keywords", Form::List, "Mots de recherche, séparés par des virgules", "Words for search, between commas");
const CONTACT: Question = given("contact", Form::Slug, "Identifiant du contact", "Id of the contact");
const BODY: Question = given("body", Form::Markdown, "Texte, en Markdown", "Text, in Markdown");
const APP_PATH: Question = asked(
    "app_path",
    Form::Line,
    "Rubrique de l’application où se trouve la même chose (Menu › Rubrique)",
    "Where the same thing is found in the application (Menu › Entry)",
);

const PAGE: &[Question] = &[
    ID,
    asked(
        "section",
        Form::Folder,
        "Dossier de content/ où la ranger (rien : à la racine)",
        "Folder of content/ to put it in (nothing: at the root)",
    ),
    TITLE,
    SUMMARY,
    APP_PATH.when(When::IfGiven),
    KEYWORDS,
    CONTACT,
    BODY,
];

const FAQ: &[Question] = &[
    ID,
    asked("theme", Form::Folder, "Thème : dossier de faq/ où la ranger", "Theme: folder of faq/ to put it in")
        .required(),
    asked("question", Form::Line, "La question, comme un lecteur la pose", "The question, as a reader asks it")
        .required(),
    asked(
        "short_answer",
        Form::AtMost(300),
        "La réponse en 300 caractères au plus",
        "The answer in at most 300 characters",
    )
    .required(),
    asked(
        "urgent",
        Form::YesNo,
        "Est-ce une urgence à montrer sur l’accueil ?",
        "Is it urgent, to be shown on the home page?",
    )
    .default_is(Default::Is("false")),
    asked(
        "situation",
        Form::Line,
        "La situation dans les mots du lecteur (« Je n’arrive pas à… »)",
        "The situation in the reader's words (“I cannot…”)",
    ),
    asked("contact", Form::Slug, "Identifiant du contact à joindre", "Id of the contact to turn to"),
    KEYWORDS,
    APP_PATH.when(When::IfGiven),
    BODY,
];

const VIDEO: &[Question] = &[
    ID,
    TITLE,
    asked(
        "access",
        Form::Choice(&["login", "public", "file"]),
        "Accès : login (après connexion à l’application), public (autre site), file (fichier du site)",
        "Access: login (after logging in to the application), public (another site), file (file of this site)",
    )
    .required()
    .default_is(Default::Is("login")),
    asked(
        "app_path",
        Form::Line,
        "Rubrique de l’application où se trouve la vidéo (Menu › Rubrique)",
        "Where the video is found in the application (Menu › Entry)",
    )
    .required()
    .when(When::Is("access", "login")),
    asked("embed_url", Form::Address, "Adresse du lecteur vidéo", "Address of the video player")
        .required()
        .when(When::Is("access", "public")),
    asked("src", Form::File, "Nom du fichier vidéo", "Name of the video file")
        .required()
        .when(When::Is("access", "file")),
    asked("duration", Form::Duration, "Durée (4:05)", "Length (4:05)"),
    SUMMARY,
    KEYWORDS,
    CONTACT,
    BODY,
];

const EVENT: &[Question] = &[
    ID,
    TITLE,
    asked(
        "kind",
        Form::Choice(&["opening", "deadline", "period", "closing", "publication"]),
        "Nature : opening (ouverture), deadline (échéance), period (période), closing (clôture), publication",
        "Kind: opening, deadline, period, closing or publication",
    )
    .required(),
    asked("date", Form::Day, "Date (2024-12-11)", "Date (2024-12-11)").required().when(When::IsNot("kind", "period")),
    asked("start", Form::Day, "Premier jour (2024-12-11)", "First day (2024-12-11)")
        .required()
        .when(When::Is("kind", "period")),
    asked("end", Form::Day, "Dernier jour (2024-12-20)", "Last day (2024-12-20)")
        .required()
        .when(When::Is("kind", "period")),
    asked(
        "time",
        Form::Clock,
        "Heure, si la source en donne une (14:30)",
        "Time of day, if the source gives one (14:30)",
    ),
    asked(
        "bound",
        Form::Choice(&["on", "before", "from", "until"]),
        "La source dit : on (le), before (avant le), from (à partir du), until (jusqu’au)",
        "The source says: on, before, from or until",
    )
    .when(When::IsNot("kind", "period")),
    asked("action", Form::Line, "Ce que le lecteur doit faire", "What the reader has to do"),
    asked("wording", Form::Line, "La phrase de la source, mot pour mot", "The sentence of the source, word for word"),
    given("phase", Form::Line, "Phase de la campagne", "Phase of the campaign"),
    given(
        "importance",
        Form::Choice(&["high", "normal", "low"]),
        "Importance : high (haute), normal (ordinaire), low (faible)",
        "Importance: high, normal or low",
    ),
    KEYWORDS,
    CONTACT,
    BODY,
];

const DOCUMENT: &[Question] = &[
    ID,
    TITLE,
    asked(
        "kind",
        Form::Choice(&["sheet", "guide", "calendar", "form", "slides", "instruction"]),
        "Nature : sheet (fiche), guide, calendar (calendrier), form (formulaire), slides (diaporama), instruction",
        "Kind: sheet, guide, calendar, form, slides or instruction",
    )
    .default_is(Default::Is("sheet")),
    asked(
        "file",
        Form::File,
        "Nom du fichier à télécharger, placé dans content/documents/ (rien : il est dans l’application)",
        "Name of the file to download, put into content/documents/ (nothing: it is in the application)",
    ),
    asked(
        "app_path",
        Form::Line,
        "Rubrique de l’application où se trouve le document (Menu › Rubrique)",
        "Where the document is found in the application (Menu › Entry)",
    )
    .required()
    .when(When::Without("file")),
    asked("version", Form::Line, "Version imprimée dessus", "Version as printed on it"),
    asked("date", Form::Day, "Date imprimée dessus (2024-12-11)", "Date as printed on it (2024-12-11)"),
    SUMMARY,
    KEYWORDS,
    BODY,
];

const ANNOUNCEMENT: &[Question] = &[
    ID,
    TITLE,
    asked(
        "kind",
        Form::Choice(&["news", "instruction", "circular", "newsletter"]),
        "Nature : news (actualité), instruction, circular (circulaire), newsletter (lettre)",
        "Kind: news, instruction, circular or newsletter",
    )
    .default_is(Default::Is("news")),
    asked("date", Form::Day, "Date de publication (2024-12-11)", "Date of issue (2024-12-11)")
        .required()
        .default_is(Default::Today),
    asked("issuer", Form::Line, "Qui l’émet : un service, pas une personne", "Who issues it: a service, not a person"),
    SUMMARY,
    KEYWORDS,
    CONTACT,
    BODY,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_that_can_be_made_has_a_name_to_ask_for() {
        for kind in Kind::ALL {
            assert_eq!(KINDS.contains(&kind), !fields(kind).is_empty(), "{kind:?}");
        }
        for kind in KINDS {
            assert!(
                fields(kind).iter().any(|question| matches!(question.key, "title" | "question") && question.required)
            );
        }
    }

    #[test]
    fn every_flag_is_its_key_with_hyphens() {
        for question in KINDS.into_iter().flat_map(fields) {
            assert_eq!(question.flag(), question.key.replace('_', "-"));
        }
    }

    #[test]
    fn every_key_is_one_that_the_format_has() {
        for kind in KINDS {
            let schema = crate::schema::schema(Some(kind.name())).unwrap().to_string();
            for question in fields(kind) {
                let in_text = matches!(question.key, "section" | "theme" | "body");
                assert!(in_text || schema.contains(&format!("\"{}\":{{", question.key)), "{kind:?} {}", question.key);
            }
        }
    }

    #[test]
    fn choices_and_defaults_are_valid_answers() {
        let today = jiff::civil::date(2025, 1, 31);
        for question in KINDS.into_iter().flat_map(fields) {
            if let Some(default) = question.default(today) {
                assert!(question.validate(&default).is_ok(), "{}", question.key);
            }
        }
    }
}
