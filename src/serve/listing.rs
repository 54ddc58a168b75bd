//! Findings in HTML, for the panel of the browser and for the page that stands in for one that cannot be made.

use super::editor;
use crate::diagnostic::{Diagnostic, Lang, Location, Text};

/// The most findings of a list; `vademecum check` shows all.
const LISTED: usize = 200;

/// How findings are shown.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The language of messages.
    pub lang: Lang,
    /// Addresses of files at a place: `…/{file}:{line}:{column}`.
    pub editor: Option<&'a str>,
}

/// A list, the gravest first. Everything from sources is escaped.
pub fn list(findings: &[Diagnostic], words: Words) -> String {
    let mut sorted: Vec<&Diagnostic> = findings.iter().collect();
    sorted.sort_by_key(|finding| finding.severity);
    let items: String = sorted.iter().take(LISTED).map(|finding| item(finding, words)).collect();
    let more = match sorted.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!("<p>{}</p>\n", shown(&rest(more, words.lang), words.lang)),
    };
    format!("<ol class=\"findings\">\n{items}</ol>\n{more}")
}

fn rest(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("et {count} autres : « vademecum check » les montre toutes"),
        Lang::En => format!("and {count} more: “vademecum check” shows them all"),
    }
}

fn item(finding: &Diagnostic, words: Words) -> String {
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

/// A place, as a link when an editor can be led there.
pub fn shown_place(place: &Location, words: Words) -> String {
    let shown = escaped(&place.to_string());
    match words.editor {
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
pub fn shown(text: &str, lang: Lang) -> String {
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
    fn long_lists_are_cut_and_say_so() {
        let file = TextFile::new(SourcePath::new("a.md"), "a".to_owned());
        let finding = Diagnostic::new(&crate::load::UNREADABLE_FILE, file.locate(0..1), text!("m", "m"));
        let html = list(&vec![finding; LISTED + 3], Words { lang: Lang::Fr, editor: None });
        assert_eq!(html.matches("<li").count(), LISTED);
        assert!(html.contains("et 3 autres\u{a0}:"), "{}", &html[html.len() - 200..]);
    }
}
