//! A new entry from the answers to its questions.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::append::append;
use super::entry_text::{file, item};
use super::question::{Question, When};
use super::questions::{KINDS, fields};
use super::slug::slug;
use crate::config::Language;
use crate::diagnostic::{Lang, Text, nearest};
use crate::error::{Error, Result};
use crate::model::Kind;
use crate::text;

/// The text of a new entry and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// Its id, which must be free in the site.
    pub id: String,
    /// The file, from the site's root.
    pub path: String,
    /// The whole text of a new file, or the item of a list.
    pub text: String,
    /// The key of the list that the item goes to; `None` for an entry with a file of its own.
    pub list: Option<&'static str>,
}

impl NewEntry {
    /// The whole text of its file, when `existing` is the text of the file that is there now.
    ///
    /// An entry with a file of its own never takes the place of another; an item is added to the list of the file,
    /// all else in which stays as it is. Errors say what to do.
    pub fn file_text(&self, existing: Option<&str>) -> Result<String> {
        let path = &self.path;
        let problem = match (self.list, existing) {
            (None, None) => return Ok(self.text.clone()),
            (Some(list), existing) => match append(existing.unwrap_or_default(), list, &self.text) {
                Ok(text) => return Ok(text),
                Err(problem) => problem,
            },
            (None, Some(_)) => text!(
                "ce fichier existe déjà : changez le titre, ou donnez un autre identifiant avec --id",
                "this file exists already: change the title, or give another id with --id"
            ),
        };
        Err(Error::new(Text::new(format!("{path} : {}", problem.fr), format!("{path}: {}", problem.en))))
    }
}

/// The new entry of `kind` that the answers (by the keys of [`fields`]) describe. Texts for the editor that stand in
/// it are in `language`. The error names every answer that is missing or wrong.
pub fn new_entry(kind: Kind, answers: &BTreeMap<&str, String>, today: Date, language: Language) -> Result<NewEntry> {
    if !KINDS.contains(&kind) {
        return Err(Error::new(not_made(kind)));
    }
    let answers = completed(kind, answers, today);
    let problems = problems(kind, &answers);
    if !problems.is_empty() {
        return Err(Error::new(told(&problems)));
    }
    let id = id(kind, &answers).ok_or_else(|| Error::new(no_id()))?;
    let (path, list) = place(kind, &id, &answers);
    let text = match list {
        Some(_) => item(kind, &id, &answers),
        None => file(kind, &answers, language),
    };
    Ok(NewEntry { id, path, text, list })
}

/// All problems, one to a line.
fn told(problems: &[Text]) -> Text {
    let lines = |lang| problems.iter().map(|problem| format!("\n  {}", problem.get(lang))).collect::<String>();
    let (fr, en) = (lines(Lang::Fr), lines(Lang::En));
    text!(
        "rien n’est écrit, ces réponses manquent ou ne vont pas :{fr}",
        "nothing is written, these answers are missing or wrong:{en}"
    )
}

/// Answers by the keys of their questions.
pub(super) type Answers<'a> = BTreeMap<&'a str, String>;

/// The answers without blanks around them, and the defaults of the questions that apply and have none.
fn completed<'a>(kind: Kind, answers: &Answers<'a>, today: Date) -> Answers<'a> {
    let given = answers.iter().map(|(key, answer)| (*key, answer.trim().replace("\r\n", "\n")));
    let mut answers: Answers<'a> = given.filter(|(_, answer)| !answer.is_empty()).collect();
    for question in fields(kind) {
        if let Some(default) = question.default(today).filter(|_| question.applies(&answers)) {
            answers.entry(question.key).or_insert(default);
        }
    }
    answers
}

fn problems(kind: Kind, answers: &Answers<'_>) -> Vec<Text> {
    let questions = fields(kind);
    let unknown = answers.keys().filter(|key| questions.iter().all(|question| question.key != **key));
    let unknown = unknown.map(|key| unknown_key(key, questions));
    let wrong = questions.iter().filter_map(|question| problem(question, answers));
    unknown.chain(wrong).chain(reversed_period(answers)).collect()
}

fn problem(question: &Question, answers: &Answers<'_>) -> Option<Text> {
    let key = question.key;
    let answer = answers.get(key).map_or("", String::as_str);
    let problem = match (question.applies(answers), answer) {
        (true, answer) => question.validate(answer).err()?,
        (false, "") => return None,
        (false, _) => out_of_place(question.when),
    };
    let flag = question.flag();
    Some(Text::new(format!("--{flag} : {}", problem.fr), format!("--{flag}: {}", problem.en)))
}

fn out_of_place(when: When) -> Text {
    match when {
        When::Is(key, value) => text!("ne va qu’avec --{key} {value}", "goes only with --{key} {value}"),
        When::IsNot(key, value) => text!("ne va pas avec --{key} {value}", "does not go with --{key} {value}"),
        When::Without(key) => {
            text!("ne va pas avec --{key} : gardez l’un des deux", "does not go with --{key}: keep one")
        }
        When::Always | When::IfGiven => text!("n’est pas attendu ici", "is not expected here"),
    }
}

fn unknown_key(key: &str, questions: &[Question]) -> Text {
    match nearest(key, questions.iter().map(|question| question.key)) {
        Some(meant) => text!("{key} : vouliez-vous dire « {meant} » ?", "{key}: did you mean `{meant}`?"),
        None => text!("{key} : ce champ n’existe pas ici", "{key}: there is no such field here"),
    }
}

fn reversed_period(answers: &Answers<'_>) -> Option<Text> {
    let day = |key| answers.get(key).and_then(|day| day.parse::<Date>().ok());
    let (start, end) = (day("start")?, day("end")?);
    (end < start)
        .then(|| text!("--end : le dernier jour précède le premier", "--end: the last day is before the first"))
}

fn not_made(kind: Kind) -> Text {
    let kind = kind.name();
    let kinds = KINDS.map(Kind::name).join(", ");
    text!(
        "« new » ne crée pas de « {kind} » : choisissez parmi {kinds}",
        "`new` does not make a {kind}: choose one of {kinds}"
    )
}

fn no_id() -> Text {
    text!(
        "aucun nom de fichier ne peut être tiré du titre : donnez un identifiant avec --id",
        "no file name can be made from the title: give an id with --id"
    )
}

/// The id as given, or from the title.
fn id(kind: Kind, answers: &Answers<'_>) -> Option<String> {
    let title = if kind == Kind::Faq { "question" } else { "title" };
    let id = answers.get("id").cloned().or_else(|| slug(answers.get(title)?))?;
    match kind {
        Kind::Event | Kind::Document => Some(id),
        _ => Some(file_name(kind, &id)),
    }
}

/// A name that a file can bear: not `index`, which names a folder; not a device of Windows; and without a number at its
/// start, which would be read as the order of the page and not as part of its id.
fn file_name(kind: Kind, id: &str) -> String {
    const RESERVED: [&str; 5] = ["index", "con", "prn", "aux", "nul"];
    let unnumbered = id.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    match unnumbered {
        "" => format!("{}-{id}", kind.name()),
        name if RESERVED.contains(&name) || is_port(name) => format!("{}-{name}", kind.name()),
        name => name.to_owned(),
    }
}

fn is_port(name: &str) -> bool {
    name.len() == 4 && (name.starts_with("com") || name.starts_with("lpt"))
}

/// The file of an entry, and the list in it.
fn place(kind: Kind, id: &str, answers: &Answers<'_>) -> (String, Option<&'static str>) {
    let folder = |key| answers.get(key).map(|folder| format!("{folder}/")).unwrap_or_default();
    match kind {
        Kind::Faq => (format!("faq/{}{id}.md", folder("theme")), None),
        Kind::Video => (format!("videos/{id}/guide.md"), None),
        Kind::Announcement => (format!("content/annonces/{id}.md"), None),
        Kind::Event => ("content/calendrier.yaml".to_owned(), Some("events")),
        Kind::Document => ("content/documents/documents.yaml".to_owned(), Some("documents")),
        Kind::Page | Kind::Section | Kind::Contact | Kind::Audience => {
            (format!("content/{}{id}.md", folder("section")), None)
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn made(kind: Kind, answers: &[(&'static str, &str)]) -> Result<NewEntry> {
        let answers = answers.iter().map(|(key, answer)| (*key, (*answer).to_owned())).collect();
        new_entry(kind, &answers, date(2025, 1, 31), Language::Fr)
    }

    fn problem(kind: Kind, answers: &[(&'static str, &str)]) -> String {
        made(kind, answers).unwrap_err().message.fr
    }

    #[test]
    fn a_question_is_a_file_in_its_theme() {
        let answers = [
            ("theme", "accès"),
            ("question", "Mot de passe oublié : que faire ?"),
            ("short_answer", "Cliquez sur « Mot de passe oublié »."),
            ("urgent", "oui"),
            ("contact", "assistance"),
            ("keywords", "mdp, connexion , "),
        ];
        let entry = made(Kind::Faq, &answers).unwrap();
        assert_eq!((entry.path.as_str(), entry.list), ("faq/accès/mot-de-passe-oublie-que-faire.md", None));
        insta::assert_snapshot!(entry.text, @r#"
        ---
        question: "Mot de passe oublié : que faire ?"
        short_answer: Cliquez sur « Mot de passe oublié ».
        urgent: true
        contact: assistance
        keywords:
          - mdp
          - connexion
        ---

        <!-- Si la réponse courte ne suffit pas, développez-la ici à la place de cette ligne. -->
        "#);
    }

    #[test]
    fn a_page_without_a_text_is_a_draft() {
        let entry = made(Kind::Page, &[("section", "comptes"), ("title", "Créer un compte")]).unwrap();
        assert_eq!(entry.path, "content/comptes/creer-un-compte.md");
        insta::assert_snapshot!(entry.text, @r"
        ---
        title: Créer un compte
        status: draft # brouillon : supprimez cette ligne pour publier
        ---

        <!-- Écrivez le texte ici, à la place de cette ligne. -->
        ");
        let entry = made(Kind::Page, &[("title", "Accueil"), ("body", "Bonjour.\r\n\r\nÀ vous.")]).unwrap();
        assert_eq!(entry.path, "content/accueil.md");
        assert_eq!(entry.text, "---\ntitle: Accueil\n---\n\nBonjour.\n\nÀ vous.\n");
    }

    #[test]
    fn an_event_is_an_item_of_the_calendar() {
        let answers = [
            ("title", "Clôture"),
            ("kind", "deadline"),
            ("date", "2025-03-01"),
            ("bound", "before"),
            ("time", "14:30"),
        ];
        let entry = made(Kind::Event, &answers).unwrap();
        assert_eq!((entry.path.as_str(), entry.list), ("content/calendrier.yaml", Some("events")));
        insta::assert_snapshot!(entry.file_text(None).unwrap(), @r#"
        events:
          - id: cloture
            title: Clôture
            kind: deadline
            date: 2025-03-01
            time: "14:30"
            bound: before
        "#);
        let twice = entry.file_text(Some(&entry.file_text(None).unwrap())).unwrap_err();
        assert!(
            twice.message.fr.starts_with("content/calendrier.yaml : l’identifiant « cloture »"),
            "{}",
            twice.message.fr
        );
    }

    #[test]
    fn a_document_and_a_video_and_an_announcement() {
        let document =
            made(Kind::Document, &[("title", "Fiche 1"), ("app_path", "Aide › Fiches"), ("version", "1.10")]);
        insta::assert_snapshot!(document.unwrap().text, @r#"
        id: fiche-1
        title: Fiche 1
        kind: sheet
        app_path: Aide › Fiches
        version: "1.10"
        "#);
        let video =
            made(Kind::Video, &[("title", "Se connecter"), ("app_path", "Aide"), ("duration", "4:05")]).unwrap();
        assert_eq!(video.path, "videos/se-connecter/guide.md");
        insta::assert_snapshot!(video.text, @r#"
        ---
        title: Se connecter
        access: login
        app_path: Aide
        duration: "4:05"
        ---

        <!-- Dites ici ce que montre la vidéo, à la place de cette ligne. -->
        "#);
        let announcement =
            made(Kind::Announcement, &[("title", "2025 : ouverture"), ("body", "C’est ouvert.")]).unwrap();
        assert_eq!(
            (announcement.path.as_str(), announcement.id.as_str()),
            ("content/annonces/ouverture.md", "ouverture")
        );
        insta::assert_snapshot!(announcement.text, @r#"
        ---
        title: "2025 : ouverture"
        kind: news
        date: 2025-01-31
        ---

        C’est ouvert.
        "#);
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let answers =
            [("titel", "x"), ("kind", "period"), ("date", "2025-03-01"), ("end", "demain"), ("time", "25:00")];
        insta::assert_snapshot!(problem(Kind::Event, &answers), @r"
        rien n’est écrit, ces réponses manquent ou ne vont pas :
          titel : vouliez-vous dire « title » ?
          --title : une réponse est nécessaire
          --date : ne va pas avec --kind period
          --start : une réponse est nécessaire
          --end : écrivez année-mois-jour : 2024-12-11
          --time : écrivez heures:minutes : 14:30
        ");
        let both = [("title", "x"), ("file", "x.pdf"), ("app_path", "y")];
        assert!(problem(Kind::Document, &both).ends_with("--app-path : ne va pas avec --file : gardez l’un des deux"));
        let reversed = [("title", "x"), ("kind", "period"), ("start", "2025-03-02"), ("end", "2025-03-01")];
        assert!(problem(Kind::Event, &reversed).ends_with("--end : le dernier jour précède le premier"));
        assert!(problem(Kind::Page, &[("title", "日本")]).contains("--id"));
        assert!(problem(Kind::Contact, &[]).contains("choisissez parmi page, faq"));
    }

    #[test]
    fn file_names_are_safe_and_keep_their_id() {
        for (title, id) in [
            ("Index", "page-index"),
            ("2025", "page-2025"),
            ("01 Titre", "titre"),
            ("Con", "page-con"),
            ("COM1", "page-com1"),
            ("../../etc/passwd", "etc-passwd"),
        ] {
            assert_eq!(made(Kind::Page, &[("title", title)]).unwrap().id, id);
        }
        assert!(problem(Kind::Page, &[("title", "x"), ("section", "../..")]).contains("--section : "));
        assert!(problem(Kind::Page, &[("title", "x"), ("id", "../x")]).contains("--id : "));
    }

    #[test]
    fn an_existing_file_is_never_replaced() {
        let entry = made(Kind::Page, &[("title", "x")]).unwrap();
        assert!(entry.file_text(Some("")).is_err());
        assert_eq!(entry.file_text(None).unwrap(), entry.text);
    }

    proptest! {
        #[test]
        fn answers_read_back_from_the_list_as_they_were_given(title in ".*[a-z].*", action in any::<String>(), body in any::<String>()) {
            let answers = [("title", title.as_str()), ("id", "essai"), ("kind", "opening"), ("date", "2025-03-01")];
            let answers = answers.into_iter().chain([("action", action.as_str()), ("body", body.as_str())]);
            let Ok(entry) = made(Kind::Event, &answers.collect::<Vec<_>>()) else { return Ok(()) };
            let file = entry.file_text(Some("# Calendrier\nevents:\n  - id: autre\n    title: Autre\n")).unwrap();
            let file: serde_json::Value = serde_saphyr::from_str(&file).unwrap();
            let item = &file["events"][1];
            for (key, answer) in [("title", &title), ("action", &action), ("body", &body)] {
                prop_assert_eq!(item[key].as_str().unwrap_or_default(), answer.trim().replace("\r\n", "\n"));
            }
        }
    }
}
