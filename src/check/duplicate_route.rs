//! Two outputs at one address, also when they differ only in case or in the form of their accents.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use crate::diagnostic::Location;
use crate::model::{Entry, Kind, Route, Rubric, Site, asset_route};
use crate::source::SourcePath;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Two outputs at one address, also when they differ only in case or in the form of their accents.
pub(super) static RULE: Rule = Rule {
    code: "duplicate-route",
    severity: Severity::Error,
    summary: ["deux contenus ont la même adresse", "two contents have the same address"],
    explanation: ["L’un effacerait l’autre. Sur beaucoup de serveurs et de disques, `Aide.html` et `aide.html` sont le même fichier, et un « é » a deux écritures invisibles.", "One would erase the other. On many servers and disks `Aide.html` and `aide.html` are one file, and “é” has two spellings that look alike."],
    example: ["content/faq/acces/a.md et faq/acces/a.md", "content/aide/a.md et faq/acces/a.md"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let site = subject.site;
    let entries = site.entries.iter().map(|entry| (entry.route.clone(), &entry.file.path, written_id(entry)));
    let assets = site.assets.iter().map(|asset| (asset_route(&asset.path), &asset.path, None));
    let files = calendar_files(site);
    let mut first: HashMap<String, (Route, &SourcePath, Option<&str>)> = HashMap::new();
    for (route, file, id) in entries.chain(files).chain(assets) {
        let key = key(route.as_str());
        match first.get(&key) {
            // Equal ids have a rule of their own.
            Some((_, _, earlier)) if id.is_some() && id == *earlier => {}
            Some((earlier, other, _)) => out.push(finding(site, file, &route, other, earlier)),
            None => {
                first.insert(key, (route, file, id));
            }
        }
    }
}

/// The calendar files of events and audiences, and those of the whole calendar. Without events there are none.
fn calendar_files(site: &Site) -> Vec<(Route, &SourcePath, Option<&str>)> {
    let Some((first, _)) = site.events().next() else { return Vec::new() };
    let of_entry = |entry: &'_ &Entry| matches!(entry.kind(), Kind::Event | Kind::Audience);
    let entries = site.entries.iter().filter(of_entry);
    let own = entries.map(|entry| (entry.route.with_extension("ics"), &entry.file.path, written_id(entry)));
    let whole = ["ics", "json", "csv"].map(|extension| Rubric::Calendar.file_route(site.settings.language, extension));
    own.chain(whole.into_iter().map(|route| (route, &first.file.path, None))).collect()
}

fn written_id(entry: &Entry) -> Option<&str> {
    entry.common.id.as_ref().map(|id| id.value.as_str())
}

/// What addresses have in common that one disk or another takes for the same.
fn key(route: &str) -> String {
    if route.is_ascii() { route.to_ascii_lowercase() } else { route.nfc().flat_map(char::to_lowercase).collect() }
}

/// A file, or the folder of a section that has no file of its own.
fn shown(site: &Site, path: &SourcePath) -> SourcePath {
    let is_file = site.texts.contains_key(path) || site.is_asset(path);
    if is_file { path.clone() } else { SourcePath::new(path.folder()) }
}

fn finding(site: &Site, file: &SourcePath, route: &Route, other: &SourcePath, earlier: &Route) -> Diagnostic {
    let (file, other) = (&shown(site, file), &shown(site, other));
    let message = if route == earlier {
        text!("{file} et {other} auraient la même adresse {route}", "{file} and {other} would have the same address {route}")
    } else {
        text!(
            "{file} et {other} auraient des adresses que des systèmes confondent : {route} et {earlier}",
            "{file} and {other} would have addresses that some systems take for one: {route} and {earlier}"
        )
    };
    let help = text!("renommez l’un des deux, ou donnez-lui un autre id:", "rename one of them, or give it another id:");
    let related = text!("l’autre", "the other one");
    Diagnostic::new(&RULE, Location::whole_file(file), message).help(help).related(Location::whole_file(other), related)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn equal_addresses_and_those_that_differ_in_case_or_form() {
        for (one, other) in [
            ("content/faq/a.md", "faq/a.md"),
            ("content/x/A.png", "content/x/a.png"),
            ("content/é.png", "content/e\u{301}.png"),
        ] {
            assert_eq!(places("duplicate-route", &[(one, ""), (other, "")]).len(), 1, "{one}");
        }
        assert_eq!(places("duplicate-route", &[("content/a.md", ""), ("content/A.html", "")]), ["content/A.html:1:1"]);
    }

    #[test]
    fn files_at_the_addresses_of_calendar_files() {
        let calendar = ("content/calendrier.yaml", "events: [{ id: fin, title: Fin, kind: closing, date: 2024-12-11 }]");
        for path in ["content/calendrier.ics", "content/calendrier.json", "content/calendrier/fin.ics"] {
            assert_eq!(places("duplicate-route", &[calendar, (path, "")]).len(), 1, "{path}");
            assert!(places("duplicate-route", &[(path, "")]).is_empty(), "{path} in a site without events");
        }
    }

    #[test]
    fn distinct_addresses_are_silent() {
        assert!(places("duplicate-route", &[("content/a.md", ""), ("faq/a.md", "")]).is_empty());
    }
}
