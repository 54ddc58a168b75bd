//! The text of a new entry: YAML fields in the order of their questions, and Markdown with a word on how to go on.

use super::entry::Answers;
use super::question::{Form, Question, yes_no};
use super::questions::fields;
use crate::config::Language;
use crate::model::Kind;
use crate::yaml_text::{block, scalar};

/// An item of a YAML list, not indented.
pub(super) fn item(kind: Kind, id: &str, answers: &Answers<'_>) -> String {
    let mut yaml = format!("id: {}\n", scalar(id));
    yaml.push_str(&header(kind, answers));
    if let Some(body) = answers.get("body") {
        yaml.push_str(&format!("body: {}\n", block(body, 2)));
    }
    yaml
}

/// A Markdown file. One without a text is a draft with a word on how to go on, unless it is whole without a text.
pub(super) fn file(kind: Kind, answers: &Answers<'_>, language: Language) -> String {
    let header = header(kind, answers);
    match (answers.get("body"), kind) {
        (Some(body), _) => format!("---\n{header}---\n\n{body}\n"),
        (None, Kind::Faq | Kind::Video) => format!("---\n{header}---\n\n<!-- {} -->\n", invitation(kind, language)),
        (None, _) => {
            let draft = draft_line(language);
            format!("---\n{header}{draft}\n---\n\n<!-- {} -->\n", invitation(kind, language))
        }
    }
}

fn draft_line(language: Language) -> &'static str {
    match language {
        Language::Fr => "status: draft # brouillon : supprimez cette ligne pour publier",
        Language::En => "status: draft # remove this line to publish",
    }
}

fn invitation(kind: Kind, language: Language) -> &'static str {
    match (kind, language) {
        (Kind::Faq, Language::Fr) => "Si la réponse courte ne suffit pas, développez-la ici à la place de cette ligne.",
        (Kind::Faq, Language::En) => "If the short answer is not enough, go on here in place of this line.",
        (Kind::Video, Language::Fr) => "Dites ici ce que montre la vidéo, à la place de cette ligne.",
        (Kind::Video, Language::En) => "Say here what the video shows, in place of this line.",
        (_, Language::Fr) => "Écrivez le texte ici, à la place de cette ligne.",
        (_, Language::En) => "Write the text here, in place of this line.",
    }
}

/// The fields as YAML lines, in the order of their questions.
fn header(kind: Kind, answers: &Answers<'_>) -> String {
    let written = fields(kind).iter().filter(|question| !matches!(question.key, "id" | "section" | "theme" | "body"));
    written.filter_map(|question| line(question, answers.get(question.key)?)).collect()
}

/// One field as YAML; `None` when its absence says the same.
fn line(question: &Question, answer: &str) -> Option<String> {
    let key = question.key;
    match question.form {
        Form::Choice(_) | Form::Day | Form::Slug => Some(format!("{key}: {answer}\n")),
        Form::YesNo => yes_no(answer).filter(|yes| *yes).map(|_| format!("{key}: true\n")),
        Form::List => {
            let parts = answer.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty());
            let items: String = parts.map(|part| format!("  - {}\n", scalar(part))).collect();
            (!items.is_empty()).then(|| format!("{key}:\n{items}"))
        }
        Form::Line | Form::AtMost(_) | Form::Markdown | Form::Clock => Some(format!("{key}: {}\n", block(answer, 2))),
        Form::Duration | Form::Folder | Form::File | Form::Address => Some(format!("{key}: {}\n", scalar(answer))),
    }
}
