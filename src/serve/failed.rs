//! The page that stands in for one that cannot be made.

use super::listing::{self, escaped};
use crate::diagnostic::{Diagnostic, Lang};

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
    let list = listing::list(findings, listing::Words { lang: words.lang, editor: words.editor.as_deref() });
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"{}\">\n</head>\n<body class=\"failed\">\n<main>\n<h1>{title}</h1>\n<p>{lead}</p>\n{}{list}</main>\n{}</body>\n</html>\n",
        if words.lang == Lang::Fr { "fr" } else { "en" },
        escaped(&words.style),
        last.unwrap_or_default(),
        words.script,
    )
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
