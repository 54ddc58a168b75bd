//! The files that calendars of readers take: iCalendar under a linter of its own, JSON and the table.

mod linter;
mod read_back;

use std::collections::BTreeMap;

use jiff::civil::date;
use serde_json::Value;
use vademecum::load::Options;
use vademecum::model::Rubric;
use vademecum::render::{Job, Rendered, Renderer, plan_site};
use vademecum::source::MemorySource;

use linter::{Component, parse, problems, unescaped};

/// The calendar that is made to be hard. `cargo xtask validate` builds it too, and compares with what foreign parsers
/// read in its source.
const HARD: [(&str, &str); 3] = [
    ("vademecum.yaml", include_str!("calendars/site/vademecum.yaml")),
    ("content/calendrier.yaml", include_str!("calendars/site/content/calendrier.yaml")),
    ("content/index.md", include_str!("calendars/site/content/index.md")),
];

/// The calendar page and the calendar files of a site on 25 November 2024, by address.
fn files(sources: &[(&str, &str)]) -> BTreeMap<String, String> {
    let source = MemorySource::new(date(2024, 11, 25));
    let source = sources.iter().fold(source, |source, (path, text)| source.with(path, *text));
    let vademecum::Judged { site, theme, .. } = vademecum::judge(&source, &Options::default());
    let renderer = Renderer::new(&site, &theme, &source);
    let wanted = |job: &Job| matches!(job, Job::Calendar(_) | Job::Rubric(Rubric::Calendar));
    let planned = plan_site(&renderer).into_iter().filter(|output| wanted(&output.job));
    let rendered = planned.map(|output| match renderer.run(&output.job) {
        Ok(Rendered::Bytes(bytes)) => (output.route.to_string(), String::from_utf8(bytes).unwrap()),
        other => panic!("{}: {other:?}", output.route),
    });
    rendered.collect()
}

/// A site with these events, its calendar as iCalendar.
fn calendar(settings: &str, events: &str) -> Component {
    let settings = format!("title: Essai\n{settings}");
    let files = files(&[("vademecum.yaml", &settings), ("content/calendrier.yaml", events)]);
    let text = &files["calendrier.ics"];
    assert_eq!(problems(text.as_bytes()), Vec::<String>::new(), "{text}");
    parse(text).unwrap()
}

fn event<'a>(calendar: &'a Component, id: &str) -> &'a Component {
    let has_id = |event: &&Component| event.value("UID").starts_with(&format!("{id}@"));
    calendar.parts.iter().find(has_id).unwrap_or_else(|| panic!("{id} is not there"))
}

fn text(event: &Component, name: &str) -> String {
    unescaped(event.value(name)).unwrap().replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn e1_every_calendar_of_the_hard_site_keeps_the_rules() {
    let files = files(&HARD);
    let calendars: Vec<_> = files.iter().filter(|(path, _)| path.ends_with(".ics")).collect();
    for (path, text) in &calendars {
        assert_eq!(problems(text.as_bytes()), Vec::<String>::new(), "{path}");
    }
    assert_eq!(calendars.len(), 39 + 1 + 2, "one for each event with a date, one for all, one for each audience");
    let all = parse(&files["calendrier.ics"]).unwrap();
    assert_eq!(all.parts("VEVENT").len(), 39);
    assert_eq!(all.parts("VTIMEZONE").len(), 4);
    assert!(files["calendrier.ics"].contains("🎓"));
}

#[test]
fn e1_a_moved_event_counts_its_changes_and_a_withdrawn_one_is_cancelled() {
    let all = parse(&files(&HARD)["calendrier.ics"]).unwrap();
    let moved = event(&all, "deplace");
    assert_eq!((moved.value("SEQUENCE"), moved.value("LAST-MODIFIED")), ("2", "20250203T000000Z"));
    assert_eq!((moved.value("DTSTART"), moved.value("STATUS")), ("20250314T170000", "CONFIRMED"));
    assert_eq!(text(moved, "SUMMARY"), "avant le vendredi 14 mars à 17 h : Une date déplacée");
    assert!(moved.line("DTEND").is_none(), "a moment has no length");
    let cancelled = event(&all, "annule");
    assert_eq!((cancelled.value("SEQUENCE"), cancelled.value("STATUS")), ("2", "CANCELLED"));
    assert_eq!(text(cancelled, "SUMMARY"), "[Annulé] Une date retirée");
    assert!(cancelled.parts.is_empty(), "nobody is reminded of what no longer holds");
}

#[test]
fn e1_times_over_the_change_of_the_clock() {
    let all = parse(&files(&HARD)["calendrier.ics"]).unwrap();
    for (id, start) in [
        ("printemps-avant", "20250329T023000"),
        ("printemps-trou", "20250330T033000"),
        ("printemps-apres", "20250330T033000"),
        ("automne-double", "20251026T003000Z"),
        ("automne-apres", "20251026T040000"),
        ("noumea", "20250102T080000"),
    ] {
        assert_eq!(event(&all, id).value("DTSTART"), start, "{id}");
    }
    let zone = event(&all, "noumea").line("DTSTART").unwrap().parameter("TZID").map(str::to_owned);
    assert_eq!(zone.as_deref(), Some("Pacific/Noumea"));
}

#[test]
fn whole_days_end_on_the_day_after_the_last() {
    let all = parse(&files(&HARD)["calendrier.ics"]).unwrap();
    for (id, start, end) in [
        ("nouvel-an", "20241220", "20250107"),
        ("bissextile", "20280229", "20280301"),
        ("avant", "20241211", "20241212"),
        ("bissextile-fin", "20280227", "20280301"),
    ] {
        let event = event(&all, id);
        assert_eq!((event.value("DTSTART"), event.value("DTEND")), (start, end), "{id}");
        assert_eq!(event.line("DTSTART").unwrap().parameter("VALUE"), Some("DATE"));
    }
}

#[test]
fn what_an_agenda_cannot_say_is_said_in_words() {
    let all = parse(&files(&HARD)["calendrier.ics"]).unwrap();
    for (id, summary) in [
        ("avant", "avant le mercredi 11 décembre : Mise à jour des informations"),
        ("reunion", "à partir du mardi 1er juillet à 0 h 15 : À La Réunion"),
        ("bissextile-fin", "Jusqu'au 29 février (jusqu’au mardi 29 février à 17 h)"),
        ("a-confirmer", "[À confirmer] Peut-être"),
    ] {
        assert_eq!(text(event(&all, id), "SUMMARY").replace('’', "'"), summary.replace('’', "'"), "{id}");
    }
    let avant = text(event(&all, "avant"), "DESCRIPTION");
    assert!(
        avant.contains("heure non précisée") && avant.contains("Relisez du vendredi 20 décembre 2024 au"),
        "{avant}"
    );
    assert!(
        avant.contains("Pour : École, Lycée, collège") && avant.ends_with("/aide/calendrier/avant.html"),
        "{avant}"
    );
    assert!(!text(event(&all, "deplace"), "DESCRIPTION").contains("heure non précisée"));
    assert_eq!(event(&all, "a-confirmer").value("STATUS"), "TENTATIVE");
    assert_eq!(event(&all, "nouvel-an").value("CATEGORIES"), "Période,1re phase\\, suite");
}

#[test]
fn an_audience_gets_its_events_and_those_for_all() {
    let files = files(&HARD);
    let [ecole, lycee] = ["ecole", "lycee"].map(|id| parse(&files[&format!("je-suis/{id}.ics")]).unwrap());
    let has = |calendar: &Component, id: &str| calendar.parts.iter().any(|event| event.value("UID").starts_with(id));
    assert!(has(&ecole, "deplace@") && has(&ecole, "avant@") && has(&ecole, "bissextile@") && !has(&ecole, "cayenne@"));
    assert!(has(&lycee, "cayenne@") && !has(&lycee, "deplace@"));
    assert_eq!(parse(&files["calendrier/avant.ics"]).unwrap().parts.len(), 1);
}

#[test]
fn reminders_follow_the_settings() {
    let triggers = |calendar: &Component, id: &str| {
        let alarms = event(calendar, id).parts.iter().map(|alarm| alarm.value("TRIGGER").to_owned());
        alarms.collect::<Vec<_>>()
    };
    let all = parse(&files(&HARD)["calendrier.ics"]).unwrap();
    assert_eq!(triggers(&all, "avant"), ["-P7D", "-P1D", "-PT12H"]);
    assert_eq!(triggers(&all, "nouvel-an"), ["-P1D"], "what the settings do not name keeps its default");
    assert!(triggers(&all, "a-confirmer").is_empty());
    let past = "events:\n  - { id: hier, title: Hier, kind: deadline, date: 2024-11-24, importance: high }\n  - { id: demain, title: Demain, kind: deadline, date: 2024-11-26, importance: high }\n";
    let calendar = calendar("", past);
    assert!(triggers(&calendar, "hier").is_empty(), "what is over stays, and reminds nobody");
    assert_eq!(triggers(&calendar, "demain"), ["-P7D", "-P1D"]);
}

#[test]
fn identifiers_and_stamps_depend_on_the_content_alone() {
    let events = "events:\n  - { id: a, title: A, kind: deadline, date: 2024-12-11 }\n  - { id: b, title: B, kind: deadline, date: 2024-12-12, verified_on: 2024-10-01 }\n";
    let unknown = calendar("", events);
    assert_eq!(event(&unknown, "a").value("UID"), "a@essai.invalid");
    assert_eq!(
        event(&unknown, "a").value("DTSTAMP"),
        "20241125T000000Z",
        "the day of the build when no other is known"
    );
    assert_eq!(event(&unknown, "b").value("DTSTAMP"), "20241001T000000Z");
    assert!(event(&unknown, "a").line("URL").is_none());
    let campaign = "campaigns:\n- year: 2025\n  label: C\n  state: current\n";
    assert_eq!(
        event(&calendar(campaign, events), "a").value("UID"),
        "a@2025.essai.invalid",
        "the next campaign has an a too"
    );
    let known = calendar(
        "base_url: https://Aide.exemple.fr:8080/x/\ncampaigns: [{ year: 2025, label: C, opens: 2024-11-04, state: current }]\n",
        events,
    );
    assert_eq!(event(&known, "a").value("UID"), "a@2025.aide.exemple.fr");
    assert_eq!(event(&known, "a").value("DTSTAMP"), "20241104T000000Z");
}

#[test]
fn a_site_without_events_has_no_calendar_files_and_one_without_dates_no_calendar() {
    assert!(files(&[("vademecum.yaml", "title: Essai\n"), ("content/index.md", "# A\n")]).is_empty());
    let undated = "events: [{ id: a, title: A, kind: publication, confirmed: false }]\n";
    let files = files(&[("vademecum.yaml", "title: Essai\n"), ("content/calendrier.yaml", undated)]);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["calendrier.csv", "calendrier.json", "calendrier/index.html"]);
    assert!(!files["calendrier/index.html"].contains("class=\"subscriptions\""));
}

#[test]
fn a_small_calendar_as_it_is_written() {
    let events = "events:\n  - { id: fin, title: Clôture, kind: deadline, date: 2024-12-11, time: \"17:00\", bound: before, importance: high, phase: 1re phase }\n";
    let settings = "title: Essai\nbase_url: https://aide.exemple.fr/\n";
    let files = files(&[("vademecum.yaml", settings), ("content/calendrier.yaml", events)]);
    let shown = |path: &str| files[path].replace("\r\n", "\n").replace('\u{a0}', "~");
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("calendar", shown("calendrier.ics"));
        insta::assert_snapshot!("calendar-json", shown("calendrier.json"));
        insta::assert_snapshot!("calendar-csv", shown("calendrier.csv"));
    });
}

#[test]
fn json_tells_days_bounds_and_instants() {
    let json: Value = serde_json::from_str(&files(&HARD)["calendrier.json"]).unwrap();
    let event = |id: &str| json["events"].as_array().unwrap().iter().find(|event| event["id"] == id).unwrap().clone();
    let moved = event("deplace");
    assert_eq!((&moved["bound"], &moved["instant"]), (&"before".into(), &"2025-03-14T16:00:00Z".into()));
    assert_eq!(
        (&moved["start"], &moved["zone"], &moved["time"]),
        (&"2025-03-14".into(), &"Europe/Paris".into(), &"17:00".into())
    );
    assert_eq!(moved["history"][1]["on"], "2025-02-03");
    assert_eq!(moved["urls"]["calendar"], "https://dates.exemple.fr/aide/calendrier/deplace.ics");
    assert_eq!((&event("avant")["instant"], &event("avant")["zone"]), (&Value::Null, &Value::Null));
    assert_eq!(event("sans-date")["start"], Value::Null);
    assert_eq!(event("annule")["status"], "withdrawn");
}

#[test]
fn the_table_is_for_a_spreadsheet_of_its_language() {
    let csv = &files(&HARD)["calendrier.csv"];
    assert!(csv.starts_with("\u{feff}Identifiant;Titre;Début;") && csv.contains(";'=1+1;") && csv.contains("'@faire"));
    assert!(csv.lines().count() > 40 && csv.ends_with("\r\n"));
    let events = "events: [{ id: a, title: 'A, b', kind: deadline, date: 2024-12-11 }]\n";
    let english = files(&[("vademecum.yaml", "title: T\nlanguage: en\n"), ("content/calendrier.yaml", events)]);
    assert!(english["calendar.csv"].starts_with("\u{feff}Identifier,Title,Start,"));
    assert!(english["calendar.csv"].contains("a,\"A, b\",2024-12-11"));
}

#[test]
fn the_calendar_page_says_how_to_subscribe_or_where_to_download() {
    let page = &files(&HARD)["calendrier/index.html"];
    for part in [
        "<code>https://dates.exemple.fr/aide/calendrier.ics</code>",
        "href=\"webcal://dates.exemple.fr/aide/calendrier.ics\"",
        "href=\"webcal://dates.exemple.fr/aide/je-suis/ecole.ics\"",
        "href=\"../calendrier.ics\"",
        "href=\"../calendrier.csv\"",
        "Google Agenda",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let events = "events: [{ id: a, title: A, kind: deadline, date: 2024-12-11 }]\n";
    let unknown =
        &files(&[("vademecum.yaml", "title: T\n"), ("content/calendrier.yaml", events)])["calendrier/index.html"];
    assert!(unknown.contains("href=\"../calendrier.ics\"") && unknown.contains("n’est pas connue"), "{unknown}");
    assert!(!unknown.contains("webcal:") && !unknown.contains("Adresse à copier"));
}
