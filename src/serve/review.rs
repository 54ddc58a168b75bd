//! The page of the preview that lists what is left to confirm, and what is due for review.

use super::listing::{self, escaped};
use crate::campaign::Left;
use crate::diagnostic::Lang;
use crate::freshness::Due;

/// What the page says beside the lists.
pub struct Words {
    /// The language of all that follows.
    pub lang: Lang,
    /// Addresses of files at a place: `…/{file}:{line}:{column}`.
    pub editor: Option<String>,
    /// The home page of the site.
    pub home: String,
    /// The stylesheet of the preview.
    pub style: String,
}

/// The page, in HTML. Everything from sources is escaped.
pub fn page(left: &[Left], due: &[Due], words: &Words) -> String {
    let t = |fr: &'static str, en: &'static str| if words.lang == Lang::Fr { fr } else { en };
    let title = t("Suivi du contenu", "Care of the content");
    let to_confirm = section(
        t("À confirmer", "To confirm"),
        t("Rien ne reste à confirmer.", "Nothing is left to confirm."),
        left.iter().map(|item| left_item(item, words)),
    );
    let to_review = section(
        t("À relire", "Due for review"),
        t("Rien n’est à relire.", "Nothing is due."),
        due.iter().map(|item| due_item(item, words)),
    );
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"{}\">\n</head>\n<body class=\"failed\">\n<main>\n<h1>{title}</h1>\n{to_confirm}{to_review}<p><a href=\"{}\">{}</a></p>\n</main>\n</body>\n</html>\n",
        if words.lang == Lang::Fr { "fr" } else { "en" },
        escaped(&words.style),
        escaped(&words.home),
        t("Retour au site", "Back to the site"),
    )
}

fn section(title: &str, nothing: &str, items: impl ExactSizeIterator<Item = String>) -> String {
    let count = items.len();
    if count == 0 {
        return format!("<h2>{title}</h2>\n<p>{nothing}</p>\n");
    }
    format!("<h2>{title} ({count})</h2>\n<ol class=\"findings\">\n{}</ol>\n", items.collect::<String>())
}

fn left_item(left: &Left, words: &Words) -> String {
    let class = if left.code == "unconfirmed" { "error" } else { "warning" };
    item(class, &place(&left.location, words), &left.sentence, left.owner.as_deref(), String::new())
}

fn due_item(due: &Due, words: &Words) -> String {
    let evidence = due.evidence.iter().map(|text| listing::shown(text.get(words.lang), words.lang));
    let evidence = evidence.map(|text| format!("<p class=\"help\">{text}</p>\n")).collect();
    let class = if due.is_now { "warning" } else { "hint" };
    item(class, &place(&due.location, words), &due.title, due.owner.as_deref(), evidence)
}

fn item(class: &str, place: &str, sentence: &str, owner: Option<&str>, more: String) -> String {
    let owner = owner.map(|owner| format!(" <span class=\"code\">{}</span>", escaped(owner))).unwrap_or_default();
    format!(
        "<li class=\"{class}\"><p class=\"place\">{place}</p>\n<p class=\"message\">{}{owner}</p>\n{more}</li>\n",
        escaped(sentence)
    )
}

fn place(location: &crate::diagnostic::Location, words: &Words) -> String {
    listing::shown_place(location, listing::Words { lang: words.lang, editor: words.editor.as_deref() })
}
