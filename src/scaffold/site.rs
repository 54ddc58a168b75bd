//! A new site: small, complete, and made to be changed by somebody who does not write code.
//!
//! Its texts are the files in `site/fr` and `site/en`, in which `@TITLE@` and the dates are filled in.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::config::Language;
use crate::yaml_text::scalar;

/// A file of a new site: its path, and its text before anything is filled in.
type Template = (&'static str, &'static str);

/// What stays out of a repository: the folder that is built.
const GITIGNORE: Template = (".gitignore", "/public\n");

/// The files of a new site as (path from the site's root, text). `title` is its name; its dates lie ahead of `today`.
pub fn init(title: &str, language: Language, today: Date) -> Vec<(String, String)> {
    let (french, english) = (french(), english());
    let templates: &[Template] = match language {
        Language::Fr => &french,
        Language::En => &english,
    };
    let values = [
        ("@TODAY@", today.to_string()),
        ("@IN_14_DAYS@", working_day(today, 14).to_string()),
        ("@IN_45_DAYS@", working_day(today, 45).to_string()),
        ("@TITLE@", scalar(title)),
    ];
    templates.iter().chain([&GITIGNORE]).map(|(path, text)| ((*path).to_owned(), filled(text, &values))).collect()
}

fn filled(text: &str, values: &[(&str, String)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
}

/// The day so many days after `today`, or the Monday after it; the last day of the calendar when there is none.
fn working_day(today: Date, days: i64) -> Date {
    let day = today.saturating_add(days.days());
    match day.weekday() {
        Weekday::Saturday => day.saturating_add(2.days()),
        Weekday::Sunday => day.saturating_add(1.days()),
        _ => day,
    }
}

fn french() -> [Template; 14] {
    [
        ("vademecum.yaml", include_str!("site/fr/vademecum.yaml")),
        ("content/index.md", include_str!("site/fr/index.md")),
        ("content/premiers-pas/index.md", include_str!("site/fr/section.md")),
        ("content/premiers-pas/creer-son-compte.md", include_str!("site/fr/page.md")),
        ("content/calendrier.yaml", include_str!("site/fr/calendrier.yaml")),
        ("content/contacts.yaml", include_str!("site/fr/contacts.yaml")),
        ("content/glossaire.yaml", include_str!("site/fr/glossaire.yaml")),
        ("content/annonces/ouverture-du-site.md", include_str!("site/fr/annonce.md")),
        ("content/documents/documents.yaml", include_str!("site/fr/documents.yaml")),
        ("faq/acces/index.md", include_str!("site/fr/theme-acces.md")),
        ("faq/acces/mot-de-passe-oublie.md", include_str!("site/fr/faq-acces.md")),
        ("faq/demandes/index.md", include_str!("site/fr/theme-demandes.md")),
        ("faq/demandes/modifier-une-demande.md", include_str!("site/fr/faq-demandes.md")),
        ("videos/premiere-connexion/guide.md", include_str!("site/fr/guide.md")),
    ]
}

fn english() -> [Template; 14] {
    [
        ("vademecum.yaml", include_str!("site/en/vademecum.yaml")),
        ("content/index.md", include_str!("site/en/index.md")),
        ("content/first-steps/index.md", include_str!("site/en/section.md")),
        ("content/first-steps/create-an-account.md", include_str!("site/en/page.md")),
        ("content/calendrier.yaml", include_str!("site/en/calendrier.yaml")),
        ("content/contacts.yaml", include_str!("site/en/contacts.yaml")),
        ("content/glossaire.yaml", include_str!("site/en/glossaire.yaml")),
        ("content/annonces/site-open.md", include_str!("site/en/annonce.md")),
        ("content/documents/documents.yaml", include_str!("site/en/documents.yaml")),
        ("faq/access/index.md", include_str!("site/en/theme-access.md")),
        ("faq/access/forgotten-password.md", include_str!("site/en/faq-access.md")),
        ("faq/applications/index.md", include_str!("site/en/theme-applications.md")),
        ("faq/applications/change-an-application.md", include_str!("site/en/faq-applications.md")),
        ("videos/first-login/guide.md", include_str!("site/en/guide.md")),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use serde_json::Value;

    use super::*;

    const TODAY: Date = date(2025, 1, 31);

    fn sites() -> [Vec<(String, String)>; 2] {
        [Language::Fr, Language::En].map(|language| init("Aide : le « guide » #1", language, TODAY))
    }

    /// The YAML of a file: the whole of it, or its front matter.
    fn yaml(path: &str, text: &str) -> Option<Value> {
        let yaml = match path.rsplit_once('.')?.1 {
            "yaml" => text,
            "md" => text.strip_prefix("---\n")?.split("---\n").next()?,
            _ => return None,
        };
        Some(serde_saphyr::from_str(yaml).unwrap_or_else(|error| panic!("{path}: {error}")))
    }

    /// The name of the schema of a file.
    fn kind(path: &str) -> &'static str {
        match path.split('/').collect::<Vec<_>>()[..] {
            ["vademecum.yaml"] => "settings",
            ["content", "calendrier.yaml"] => "event",
            ["content", "contacts.yaml"] => "contact",
            ["content", "glossaire.yaml"] => "glossary",
            ["content", "documents", _] => "document",
            ["content", "annonces", _] => "announcement",
            [.., "guide.md"] => "video",
            [_, .., "index.md"] => "section",
            ["faq", ..] => "faq",
            _ => "page",
        }
    }

    /// The entries of a file, each of which is to fit the schema: the items of its list, or the whole of it.
    fn entries(file: Value, schema: Value) -> (Vec<Value>, Value) {
        let (key, value) = file.as_object().unwrap().iter().next().unwrap();
        let item = schema["properties"][key]["anyOf"][0]["items"]["$ref"].as_str();
        match (value, item.filter(|_| schema["title"] != "vademecum.yaml")) {
            (Value::Array(items), Some(item)) => (items.clone(), schema.pointer(&item[1..]).unwrap().clone()),
            _ => (vec![file], schema),
        }
    }

    #[test]
    fn every_key_is_one_that_the_format_has_and_required_ones_are_there() {
        for (path, text) in sites().into_iter().flatten() {
            let Some(value) = yaml(&path, &text) else { continue };
            let schema = crate::schema::schema(Some(kind(&path))).unwrap();
            let (entries, schema) = entries(value, schema);
            for entry in entries {
                for key in entry.as_object().unwrap().keys() {
                    assert!(schema["properties"][key].is_object(), "{path}: {key}");
                }
                for key in schema["required"].as_array().into_iter().flatten() {
                    assert!(!entry[key.as_str().unwrap()].is_null(), "{path}: {key}");
                }
            }
        }
    }

    #[test]
    fn everything_that_is_cited_is_there() {
        for site in sites() {
            let ids: BTreeSet<String> = site.iter().flat_map(|(path, text)| ids(path, text)).collect();
            for (path, text) in &site {
                for cited in cited(text).into_iter().chain(named(&yaml(path, text).unwrap_or_default())) {
                    assert!(ids.contains(&cited), "{path}: {cited}");
                }
            }
        }
    }

    /// The ids that a file defines.
    fn ids(path: &str, text: &str) -> Vec<String> {
        let stem = path.trim_end_matches("/guide.md").trim_end_matches("/index.md").trim_end_matches(".md");
        let items = text.lines().filter_map(|line| line.trim().strip_prefix("- id: ")).map(str::to_owned);
        items.chain(stem.rsplit('/').next().map(str::to_owned)).collect()
    }

    /// What a text cites by `id:` or a shortcode, paths in the application apart.
    fn cited(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for opening in ["{{ date:", "{{ contact:", "{{ video:", "](id:"] {
            let parts = text.split(opening).skip(1);
            found.extend(parts.map(|part| part.split([' ', ')']).next().unwrap().to_owned()));
        }
        found
    }

    /// What front matter refers to.
    fn named(value: &Value) -> Vec<String> {
        let see_also = value["see_also"].as_array().into_iter().flatten();
        see_also.chain([&value["contact"]]).filter_map(Value::as_str).map(str::to_owned).collect()
    }

    #[test]
    fn nothing_is_left_to_fill_in_and_the_title_is_read_back() {
        for site in sites() {
            assert!(site.iter().all(|(_, text)| !text.contains("@TITLE@") && !text.contains("DAYS@")));
            let settings = yaml("vademecum.yaml", &site[0].1).unwrap();
            assert_eq!(settings["title"], "Aide : le « guide » #1");
            assert_eq!(site.last().unwrap(), &(".gitignore".to_owned(), "/public\n".to_owned()));
        }
    }

    #[test]
    fn dates_lie_ahead_on_working_days() {
        let [french, _] = sites();
        let (_, calendar) = french.iter().find(|(path, _)| path == "content/calendrier.yaml").unwrap();
        assert!(calendar.contains("date: 2025-02-14\n") && calendar.contains("date: 2025-03-17\n"), "{calendar}");
        assert_eq!(working_day(date(2025, 2, 1), 0), date(2025, 2, 3));
        assert_eq!(working_day(Date::MAX, 45), Date::MAX);
    }
}
