//! What must be known to write a new entry: one question per field, and what counts as an answer.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::{Lang, Text};
use crate::model::video::seconds;
use crate::text;

/// One thing to know about a new entry. The command line asks it, or takes the flag `--key`.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The field's key, which is also the name of the flag.
    pub key: &'static str,
    /// The question as it is put (French, English).
    pub prompt: [&'static str; 2],
    /// Whether there is no entry without it.
    pub required: bool,
    /// The answer when none is given.
    pub default: Default,
    /// When it is asked.
    pub when: When,
    /// What counts as an answer.
    pub form: Form,
}

/// The answer to a question that was not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// None.
    None,
    /// This text.
    Is(&'static str),
    /// The day on which the entry is made.
    Today,
}

/// When a question is asked. An answer to one that is not asked is a mistake, except for [`When::IfGiven`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// Never on a terminal: taken when it is given.
    IfGiven,
    /// When the answer to this key is this value.
    Is(&'static str, &'static str),
    /// When the answer to this key is not this value.
    IsNot(&'static str, &'static str),
    /// When this key has no answer.
    Without(&'static str),
}

/// What counts as an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Any text on one line.
    Line,
    /// A text of at most so many characters.
    AtMost(usize),
    /// Markdown.
    Markdown,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// `true` or `false`; `oui`, `non`, `yes` and `no` are understood.
    YesNo,
    /// Words or phrases between commas.
    List,
    /// A day, `2024-12-11`.
    Day,
    /// A time of day, `14:30`.
    Clock,
    /// A length, `4:05`.
    Duration,
    /// A slug.
    Slug,
    /// Names of folders joined by `/`; `""` for none.
    Folder,
    /// The name of a file beside the entry.
    File,
    /// A full address.
    Address,
}

impl Question {
    /// The question in `lang`.
    pub fn prompt(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.prompt[0],
            Lang::En => self.prompt[1],
        }
    }

    /// The flag of the command line that answers it, without the hyphens before it.
    pub fn flag(&self) -> &'static str {
        flag(self.key)
    }

    /// The answer when none is given.
    pub fn default(&self, today: Date) -> Option<String> {
        match self.default {
            Default::None => None,
            Default::Is(text) => Some(text.to_owned()),
            Default::Today => Some(today.to_string()),
        }
    }

    /// Whether it is to be asked, after the answers to the questions before it.
    pub fn applies(&self, answers: &BTreeMap<&str, String>) -> bool {
        let answer = |key: &str| answers.get(key).map_or("", |answer| answer.trim());
        match self.when {
            When::Always | When::IfGiven => true,
            When::Is(key, value) => answer(key) == value,
            When::IsNot(key, value) => answer(key) != value,
            When::Without(key) => answer(key).is_empty(),
        }
    }

    /// What is wrong with an answer. An empty one is right unless the question is required.
    pub fn validate(&self, answer: &str) -> Result<(), Text> {
        match answer.trim() {
            "" if self.required => Err(text!("une réponse est nécessaire", "an answer is needed")),
            "" => Ok(()),
            answer => self.form.validate(answer),
        }
    }
}

impl Form {
    fn validate(self, answer: &str) -> Result<(), Text> {
        let (right, wanted) = match self {
            Form::Line => (!answer.contains('\n'), text!("écrivez-le sur une seule ligne", "write it on one line")),
            Form::AtMost(limit) => (answer.chars().count() <= limit, too_long(answer, limit)),
            Form::Markdown | Form::List => return Ok(()),
            Form::Choice(words) => (words.contains(&answer), choice(words)),
            Form::YesNo => (yes_no(answer).is_some(), text!("répondez par oui ou non", "answer yes or no")),
            Form::Day => {
                (is_day(answer), text!("écrivez année-mois-jour : 2024-12-11", "write year-month-day: 2024-12-11"))
            }
            Form::Clock => (is_clock(answer), text!("écrivez heures:minutes : 14:30", "write hours:minutes: 14:30")),
            Form::Duration => (
                answer.contains(':') && seconds(answer).is_some(),
                text!("écrivez minutes:secondes : 4:05", "write minutes:seconds: 4:05"),
            ),
            Form::Slug => (is_slug(answer), slug_wanted()),
            Form::Folder => (answer.split('/').all(is_folder_name), folder_wanted()),
            Form::File => (is_file_name(answer), file_wanted()),
            Form::Address => (is_address(answer), text!("écrivez une adresse https://…", "write an address https://…")),
        };
        if right { Ok(()) } else { Err(wanted) }
    }
}

/// The flag of a key. A flag has hyphens where the key has underscores.
pub(super) fn flag(key: &str) -> &str {
    match key {
        "app_path" => "app-path",
        "embed_url" => "embed-url",
        "short_answer" => "short-answer",
        key => key,
    }
}

/// The truth of an answer to a yes-or-no question.
pub(super) fn yes_no(answer: &str) -> Option<bool> {
    match answer.to_lowercase().as_str() {
        "true" | "oui" | "o" | "yes" | "y" => Some(true),
        "false" | "non" | "no" | "n" => Some(false),
        _ => None,
    }
}

fn too_long(answer: &str, limit: usize) -> Text {
    let length = answer.chars().count();
    text!("{length} caractères : n’en gardez que {limit}", "{length} characters: keep {limit} of them")
}

fn choice(words: &[&str]) -> Text {
    let words = words.join(", ");
    text!("choisissez parmi : {words}", "choose one of: {words}")
}

fn slug_wanted() -> Text {
    text!(
        "n’employez que des minuscules sans accent, des chiffres et des traits d’union",
        "use only lower-case letters, digits and hyphens"
    )
}

fn folder_wanted() -> Text {
    text!(
        "écrivez des noms de dossiers séparés par « / », faits de lettres, de chiffres, de « - » et de « _ »",
        "write names of folders joined by `/`, made of letters, digits, `-` and `_`"
    )
}

fn file_wanted() -> Text {
    text!(
        "écrivez le nom d’un fichier placé dans le même dossier, avec son extension : guide.pdf",
        "write the name of a file in the same folder, with its extension: guide.pdf"
    )
}

fn is_day(answer: &str) -> bool {
    answer.len() == 10 && answer.as_bytes()[4] == b'-' && answer.parse::<Date>().is_ok()
}

fn is_clock(answer: &str) -> bool {
    let two = |text: &str, limit: u8| text.len() <= 2 && text.parse::<u8>().is_ok_and(|n| n < limit);
    answer
        .split_once([':', 'h'])
        .is_some_and(|(hours, minutes)| two(hours, 24) && minutes.len() == 2 && two(minutes, 60))
}

fn is_slug(answer: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    answer.len() <= 100 && answer.split('-').all(word)
}

fn is_folder_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 100 && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

fn is_file_name(name: &str) -> bool {
    let plain = |c: char| !c.is_control() && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    !name.starts_with('.') && name.len() <= 200 && name.contains('.') && name.chars().all(plain)
}

fn is_address(answer: &str) -> bool {
    let rest = answer.strip_prefix("https://").or_else(|| answer.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.starts_with('/') && rest.contains('.')) && !answer.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_judged_by_their_form() {
        for (form, right, wrong) in [
            (Form::Line, "L’été : quand ?", "a\nb"),
            (Form::AtMost(3), "été", "étés"),
            (Form::Choice(&["news"]), "news", "nouvelle"),
            (Form::YesNo, "Oui", "peut-être"),
            (Form::Day, "2024-02-29", "2025-02-29"),
            (Form::Day, "2024-12-11", "11/12/2024"),
            (Form::Clock, "9h05", "24:00"),
            (Form::Duration, "4:05", "245"),
            (Form::Slug, "a-b2", "a--B"),
            (Form::Folder, "accès/mot-de-passe", "../etc"),
            (Form::Folder, "faq", "/faq"),
            (Form::File, "Guide 2025.pdf", "../guide.pdf"),
            (Form::Address, "https://a.example/x", "javascript:alert(1)"),
        ] {
            assert!(form.validate(right).is_ok(), "{form:?} {right}");
            assert!(form.validate(wrong).is_err(), "{form:?} {wrong}");
        }
    }
}
