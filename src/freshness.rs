//! Content that somebody should look at again, and why.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::diagnostic::{Location, Text};
use crate::external::{self, Found, Report};
use crate::model::{Day, Details, Entry, EntryId, EventKind, Kind, LoggedChange, Site, Status};
use crate::text;

/// How long before its day of review content is listed. Days.
const SOON: i64 = 30;
/// How long a verification is taken to hold where nothing is said. Days.
const HOLDS: i64 = 365;

/// Content that is due, with what speaks for it.
#[derive(Clone, Debug)]
pub struct Due {
    /// Where it stands.
    pub location: Location,
    /// What it is called.
    pub title: String,
    /// Who answers for it, if that is said.
    pub owner: Option<String>,
    /// Whether it is due now, not only soon.
    pub is_now: bool,
    /// Why, each as a sentence.
    pub evidence: Vec<Text>,
}

/// What is due in a site: by owner, those without one last; then what is due now, by place.
pub fn due(site: &Site, links: &Report) -> Vec<Due> {
    let shown = |entry: &Entry| !matches!(entry.common.status(), Status::Withdrawn | Status::Draft);
    let addresses = external::addresses(site);
    let mut due: Vec<Due> = site
        .all()
        .filter(|(_, entry)| shown(entry))
        .filter_map(|(id, entry)| of_entry(site, id, entry, &addresses, links))
        .collect();
    due.sort_by(|a, b| {
        let key = |due: &Due| (due.owner.is_none(), due.owner.clone(), !due.is_now, due.location.clone());
        key(a).cmp(&key(b))
    });
    due
}

fn of_entry(site: &Site, id: EntryId, entry: &Entry, addresses: &[external::Address], links: &Report) -> Option<Due> {
    let mut now: Vec<Text> = Vec::new();
    let mut soon = Vec::new();
    let verified = entry.common.verified_on.as_ref().map(|day| day.value.0);
    review(site, entry, &mut now, &mut soon);
    // An event is about its day, an announcement is of its day: neither is stale because a day has passed.
    if !matches!(entry.kind(), Kind::Event | Kind::Announcement) {
        cited(site, id, verified, &mut now);
    }
    dead_links(entry, addresses, links, &mut now);
    if let Some(on) = verified.filter(|on| days_between(*on, site.today) > HOLDS && entry.common.review_by.is_none()) {
        let Text { fr, en } = Day(on).in_words();
        soon.push(text!("vérifié pour la dernière fois le {fr}", "last verified on {en}"));
    }
    let is_now = !now.is_empty();
    now.append(&mut soon);
    let span = entry.common.review_by.as_ref().or(entry.common.verified_on.as_ref()).map_or(entry.span, |day| day.span);
    (!now.is_empty()).then(|| Due {
        location: entry.locate(span),
        title: entry.title.clone(),
        owner: entry.common.owner.as_ref().map(|owner| owner.value.clone()),
        is_now,
        evidence: now,
    })
}

/// The day of review: passed, or near.
fn review(site: &Site, entry: &Entry, now: &mut Vec<Text>, soon: &mut Vec<Text>) {
    let Some(by) = entry.common.review_by.as_ref().map(|day| day.value.0) else { return };
    let Text { fr, en } = Day(by).in_words();
    if by < site.today {
        now.push(text!("à relire avant le {fr}, date passée", "due for review by {en}, which has passed"));
    } else if days_between(site.today, by) <= SOON {
        soon.push(text!("à relire avant le {fr}", "due for review by {en}"));
    }
}

/// What an entry cites that is over, or was replaced, since somebody last looked.
fn cited(site: &Site, id: EntryId, verified: Option<Date>, now: &mut Vec<Text>) {
    let is_newer = |day: Date| day < site.today && verified.is_none_or(|on| on < day);
    for other in site.cites(id).into_iter().collect::<BTreeSet<_>>().into_iter().map(|other| site.entry(other)) {
        let title = &other.title;
        match &other.details {
            Details::Event(event) => {
                let goes_on = event.kind.as_ref().is_some_and(|kind| kind.value == EventKind::Opening);
                if let Some(day) = event.last_day().filter(|day| !goes_on && is_newer(*day)) {
                    let Text { fr, en } = Day(day).in_words();
                    now.push(text!(
                        "cite une échéance passée : {title} ({fr})",
                        "cites a date that has passed: {title} ({en})"
                    ));
                }
            }
            Details::Document(document) => {
                let is_it = |logged: &&crate::model::Logged| {
                    logged.what == LoggedChange::ReplacedDocument && logged.id == other.id
                };
                let logged = site.log.iter().rfind(is_it).map(|logged| logged.on.0);
                let dated = document.date.as_ref().map(|date| date.value.0);
                let replaced = logged.max(dated).filter(|day| verified.is_some_and(|on| on < *day));
                if let Some(day) = replaced {
                    let Text { fr, en } = Day(day).in_words();
                    now.push(text!(
                        "cite un document remplacé depuis : {title} ({fr})",
                        "cites a document that was replaced since: {title} ({en})"
                    ));
                }
            }
            _ => {}
        }
    }
}

/// Addresses that led nowhere when they were last asked.
fn dead_links(entry: &Entry, addresses: &[external::Address], links: &Report, now: &mut Vec<Text>) {
    let whole_file = entry.file.path.extension() == "md";
    let lines = entry.locate(entry.span).line..;
    let end = entry.file.locate(entry.span.range().end..entry.span.range().end).line;
    let own = addresses.iter().filter(|address| {
        let place = &address.location;
        place.file == entry.file.path && (whole_file || lines.contains(&place.line) && place.line <= end)
    });
    let urls: BTreeSet<&str> = own.map(|address| address.url.as_str()).collect();
    for url in urls {
        if let Some(external::Answer { on, found: Found::Dead(why) }) = links.links.get(url) {
            let Text { fr, en } = on.in_words();
            now.push(text!(
                "lien mort au dernier « check --external », le {fr} : {url} ({why})",
                "dead link at the last “check --external”, on {en}: {url} ({why})"
            ));
        }
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::site;
    use crate::diagnostic::Lang;

    fn shown(files: &[(&str, &str)], links: &Report) -> Vec<String> {
        let line = |due: Due| {
            let evidence: Vec<&str> = due.evidence.iter().map(|text| text.get(Lang::Fr)).collect();
            format!("{} {:?} {} {}", due.location, due.owner, due.is_now, evidence.join("; "))
        };
        due(&site(files), links).into_iter().map(line).collect()
    }

    // These sites are made for 1 December 2024.
    #[test]
    fn reviews_dates_and_documents() {
        let files = [
            (
                "content/calendrier.yaml",
                "events:\n- {id: fin, title: Fin, kind: deadline, date: 2024-11-20}\n- {id: debut, title: Début, kind: opening, date: 2024-11-20}\n",
            ),
            (
                "content/documents/documents.yaml",
                "documents:\n- {id: fiche, title: Fiche, app_path: A, date: 2024-11-10}\n",
            ),
            ("content/a.md", "---\nowner: Pôle\nreview_by: 2024-11-30\n---\n"),
            ("content/b.md", "---\nreview_by: 2024-12-20\n---\n"),
            (
                "content/c.md",
                "---\nverified_on: 2024-11-01\n---\n{{ date:fin }} {{ date:debut }} {{ document:fiche }}\n",
            ),
            ("content/d.md", "---\nverified_on: 2024-11-25\n---\n{{ date:fin }} {{ document:fiche }}\n"),
            ("content/e.md", "---\nverified_on: 2023-11-25\n---\n"),
        ];
        assert_eq!(
            shown(&files, &Report::default()),
            [
                "content/a.md:3:12 Some(\"Pôle\") true à relire avant le 30 novembre 2024, date passée",
                "content/c.md:2:14 None true cite une échéance passée : Fin (20 novembre 2024); cite un document remplacé depuis : Fiche (10 novembre 2024)",
                "content/b.md:2:12 None false à relire avant le 20 décembre 2024",
                "content/e.md:2:14 None false vérifié pour la dernière fois le 25 novembre 2023",
            ]
        );
    }

    #[test]
    fn dead_links_of_the_entry_that_has_them() {
        let files = [
            ("content/a.md", "[x](https://a.fr/b)\n"),
            (
                "content/contacts.yaml",
                "contacts:\n- id: un\n  label: Un\n  channels: [{url: https://a.fr/b}]\n- id: deux\n  label: Deux\n  channels: [{url: https://c.fr}]\n",
            ),
        ];
        let answer =
            external::Answer { on: Day(jiff::civil::date(2024, 11, 12)), found: Found::Dead("404".to_owned()) };
        let report = Report { links: [("https://a.fr/b".to_owned(), answer)].into() };
        let found = shown(&files, &report);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("lien mort au dernier « check --external », le 12 novembre 2024"), "{found:?}");
        assert!(found[1].starts_with("content/contacts.yaml:2:3"), "{found:?}");
    }
}
