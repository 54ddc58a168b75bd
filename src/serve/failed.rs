//! The page that stands in for one that cannot be made.

use super::editor;
use crate::diagnostic::{Diagnostic, Lang, Location, Text};

/// What the page says beside the findings.
pub struct Words {
    /// The language of all that follows.
    pub lang: Lang,
    /// The address from the root of the site, as it is asked for again.
    pub last_good: Option<String>,
    /// Addresses of files at a place: `…/{file}:{line}:{column}`.
    pub editor: Option<String>,
    /// What loads the page again when it can be made.
    pub script: String,
    /// The stylesheet of the preview.
    pub style: String,
}

/// The page, in HTML. Everything from sources is escaped.
pub fn page(findings: &[Diagnostic], words: &Words) -> String {
    let t = |fr: &'static str, en: &'static str| if words.lang == Lang::Fr { fr } else { en };
    let title = t("Cette page ne peut pas être montrée", "This page cannot be shown");
    let lead = t(
        "Voici ce qui l’empêche. La page reviendra d’elle-même dès que le fichier sera corrigé et enregistré.",
        "This is what keeps it. The page comes back by itself as soon as the file is mended and saved.",
    );
    let last = words.last_good.as_ref().map(|href| {
        let label = t("Voir la dernière version correcte", "See the last good version");
        format!("<p><a class=\"last\" href=\"{}\">{label}</a></p>", escaped(href))
    });
    let items: String = findings.iter().map(|finding| item(finding, words)).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"{}\">\n</head>\n<body class=\"failed\">\n<main>\n<h1>{title}</h1>\n<p>{lead}</p>\n{}<ol class=\"findings\">\n{items}</ol>\n</main>\n{}</body>\n</html>\n",
        if words.lang == Lang::Fr { "fr" } else { "en" },
        escaped(&words.style),
        last.unwrap_or_default(),
        words.script,
    )
}

fn item(finding: &Diagnostic, words: &Words) -> String {
    let place = finding.location.as_ref().map(|place| shown_place(place, words)).unwrap_or_default();
    let quoted = finding.location.as_ref().filter(|place| !place.excerpt.is_empty());
    let quoted = quoted.map(|place| format!("<pre tabindex=\"0\">{}</pre>", quotation(place))).unwrap_or_default();
    let help = finding.help.as_ref().map(|help| help_line(help, words.lang));
    format!(
        "<li class=\"{}\"><p class=\"place\">{place}</p>\n<p class=\"message\">{} <span class=\"code\">{}</span></p>\n{quoted}{}</li>\n",
        finding.severity.name(Lang::En),
        shown(finding.message.get(words.lang), words.lang),
        finding.rule.code,
        help.unwrap_or_default(),
    )
}

fn help_line(help: &Text, lang: Lang) -> String {
    let lead = if lang == Lang::Fr { "À faire :" } else { "To do:" };
    format!("<p class=\"help\">{}</p>", shown(&format!("{lead} {}", help.get(lang)), lang))
}

fn shown_place(place: &Location, words: &Words) -> String {
    let shown = escaped(&place.to_string());
    match &words.editor {
        Some(scheme) => {
            let href = scheme
                .replace("{file}", &editor::encoded(place.file.as_str()))
                .replace("{line}", &place.line.to_string())
                .replace("{column}", &place.column.to_string());
            format!("<a href=\"{}\">{shown}</a>", escaped(&href))
        }
        None => shown,
    }
}

/// The source line with a row of carets under what is meant.
fn quotation(place: &Location) -> String {
    let before = place.column.saturating_sub(1).saturating_sub(place.excerpt_skipped) as usize;
    // A tab stays one, so that the carets stand under it whatever its width.
    let blank: String = place.excerpt.chars().take(before).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    format!("{}\n{blank}<b>{}</b>", escaped(&place.excerpt), "^".repeat(place.width as usize))
}

/// A text for readers: signs of French that stand after a space stay with their word.
fn shown(text: &str, lang: Lang) -> String {
    let signs = [" :", " ;", " !", " ?", " »", "« "];
    let signs = if lang == Lang::Fr { &signs[..] } else { &[] };
    signs.iter().fold(escaped(text), |text, sign| text.replace(sign, &sign.replace(' ', "\u{a0}")))
}

/// A text in HTML, in an attribute too.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::TextFile;
    use crate::source::SourcePath;
    use crate::text;

    #[test]
    fn what_sources_say_is_escaped_and_quoted_with_its_place() {
        let file = TextFile::new(SourcePath::new("content/<a>.md"), "titre: <script>\n".to_owned());
        let message = text!("« <b> » est faux", "`<b>` is wrong");
        let help = text!("écrivez autre chose : « & »", "write something else");
        let finding = Diagnostic::new(&crate::load::UNREADABLE_FILE, file.locate(7..15), message).help(help);
        let words = Words {
            lang: Lang::Fr,
            last_good: Some("/_vademecum/last?page=a.html".to_owned()),
            editor: Some("vscode://file/site/{file}:{line}:{column}".to_owned()),
            script: "<script src=\"x.js\"></script>".to_owned(),
            style: "/x.css".to_owned(),
        };
        insta::assert_snapshot!(page(&[finding], &words));
    }
}
