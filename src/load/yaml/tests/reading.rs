//! Typed values, and what is said of those that are wrong.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{listed, mapping, only};
use crate::config::{Settings, Switch};
use crate::diagnostic::{Diagnostic, Severity, Spanned};
use crate::model::{Campaign, Clock, Common, Day, EventFields, FaqFields, Status, Term};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sample {
    text: Option<Spanned<String>>,
    order: Option<Spanned<i64>>,
    small: Option<u16>,
    urgent: Option<bool>,
    ratio: Option<f64>,
    list: Vec<String>,
    date: Option<Day>,
    time: Option<Clock>,
    status: Option<Spanned<Status>>,
    switch: Switch,
    terms: Vec<Term>,
    term: Option<Term>,
    severity: BTreeMap<Spanned<String>, Severity>,
}

fn read(text: &str) -> (Sample, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut mapping = mapping(text, &mut diagnostics).unwrap();
    let sample = mapping.read(&mut diagnostics).unwrap();
    mapping.finish(&mut diagnostics);
    (sample, diagnostics)
}

fn read_well(text: &str) -> Sample {
    let (sample, diagnostics) = read(text);
    assert_eq!(diagnostics, [], "{text:?}");
    sample
}

#[test]
fn texts_stay_as_they_are_written() {
    for (text, expected) in [
        ("text: 0157026810", "0157026810"),
        ("text: 1.10", "1.10"),
        ("text: 2024-12-11", "2024-12-11"),
        ("text: true", "true"),
        ("text: non", "non"),
        ("text: \"null\"", "null"),
        ("text: \"l'« été »\\n\"", "l'« été »\n"),
        ("text: 'l''été'", "l'été"),
        ("text: |\n  un\n  deux\n", "un\ndeux\n"),
        ("text: >\n  un\n  deux\n", "un deux\n"),
        ("text: un\n  deux", "un deux"),
        ("text: !!str 12", "12"),
        ("text: \"\"", ""),
    ] {
        assert_eq!(read_well(text).text.unwrap().value, expected, "{text:?}");
    }
}

#[test]
fn empty_values_are_absent_keys() {
    for text in ["text:", "text: ~", "text: null", "list:", "severity:", "", "# rien\n", "---\n", "text: !!null x"] {
        let sample = read_well(text.trim_end_matches(" x"));
        assert!(sample.text.is_none() && sample.list.is_empty() && sample.severity.is_empty(), "{text:?}");
    }
}

#[test]
fn lists_accept_a_single_value() {
    assert_eq!(read_well("list: origine").list, ["origine"]);
    assert_eq!(read_well("list: [a, 12, true]").list, ["a", "12", "true"]);
    assert_eq!(read_well("list: []").list.len(), 0);
    assert_eq!(read_well("terms: {term: CIO}").terms[0].term.value, "CIO");
    assert_eq!(read_well("terms:\n  - term: A\n  - term: B\n").terms.len(), 2);
}

#[test]
fn typed_values_are_read() {
    let text = "order: -12\nsmall: 65535\nurgent: true\nratio: 1.5\ndate: 2024-12-11\ntime: 14:30\nstatus: draft\n\
                switch: false\nseverity: {orphan: off, dead-link: warning}\n";
    let sample = read_well(text);
    assert_eq!(sample.order.unwrap().value, -12);
    assert_eq!((sample.small, sample.urgent, sample.ratio), (Some(65535), Some(true), Some(1.5)));
    assert_eq!(sample.date.unwrap().to_string(), "2024-12-11");
    assert_eq!(sample.time.unwrap().to_string(), "14:30");
    assert_eq!(sample.status.unwrap().value, Status::Draft);
    assert!(!sample.switch.0);
    assert_eq!(sample.severity.into_values().collect::<Vec<_>>(), [Severity::Warning, Severity::Off]);
}

#[test]
fn wrong_values_are_explained() {
    for (text, place, message, help) in WRONG {
        let (_, diagnostics) = read(text);
        let found = only(&diagnostics);
        assert!(found.0.contains(message) && found.1.contains(help), "{text:?} {found:?}");
        assert_eq!(listed(diagnostics), [*place], "{text:?}");
    }
}

/// Text, code and line:column, part of the message, part of the help.
const WRONG: &[(&str, &str, &str, &str)] = &[
    ("order: trois", "wrong-type 1:8", "`order` attend un nombre entier, pas un texte", "order: 10"),
    ("order: \"3\"", "wrong-type 1:8", "entre guillemets", "order: 3"),
    ("order: 3.5", "wrong-type 1:8", "un nombre entier, pas un nombre", "order: 10"),
    ("order: [1]", "wrong-type 1:8", "pas une liste", "order: 10"),
    ("order: 99999999999999999999", "invalid-value 1:8", "entre -9223372036854775808 et", ""),
    ("small: 65536", "invalid-value 1:8", "entre 0 et 65535", ""),
    ("small: -1", "invalid-value 1:8", "entre 0 et 65535", ""),
    ("urgent: oui", "wrong-type 1:9", "`urgent` attend true ou false, pas un texte", "urgent: true"),
    ("urgent: no", "wrong-type 1:9", "true ou false", "urgent: false"),
    ("urgent: \"true\"", "wrong-type 1:9", "true ou false", "urgent: true"),
    ("urgent: 2", "wrong-type 1:9", "pas un nombre", "urgent: true, ou : urgent: false"),
    ("ratio: x", "wrong-type 1:8", "`ratio` attend un nombre, pas", ""),
    ("text: [a, b]", "wrong-type 1:7", "`text` attend un texte, pas une liste", "un seul texte"),
    ("text: {a: b}", "wrong-type 1:7", "`text` attend un texte, pas un groupe de clés", "guillemets"),
    ("list: [a, {b: c}]", "wrong-type 1:11", "`list` attend un texte, pas un groupe de clés", ""),
    ("list:\n  - a\n  - b: c\n", "wrong-type 3:5", "`list` attend un texte", ""),
    ("list:\n  -\n", "wrong-type 2:4", "pas une valeur vide", ""),
    ("status: drat", "invalid-value 1:9", "« drat »", "`draft`"),
    ("status: Publié", "invalid-value 1:9", "« Publié »", "`published`"),
    ("status: zzz", "invalid-value 1:9", "« zzz »", "draft, published, withdrawn"),
    ("status: [draft]", "wrong-type 1:9", "pas une liste", "draft, published, withdrawn"),
    ("severity: {a: loud}", "invalid-value 1:15", "« loud »", "error, warning, hint, off"),
    ("date: 11/12/2024", "invalid-date 1:7", "« 11/12/2024 » n’est pas une date", ""),
    ("date: 2024-02-30", "invalid-date 1:7", "n’existe pas", ""),
    ("time: 25:00", "invalid-date 1:7", "n’est pas une heure", ""),
    ("term: CIO", "wrong-type 1:7", "`term` attend un groupe de clés, pas un texte", "une ligne par clé"),
    ("terms: [{term: A, trem: B}]", "unknown-key 1:19", "`trem`", "`term`"),
    ("term: {expansion: A}", "missing-key 1:8", "`term`", "term: \"…\""),
    ("term: {expansion: A, term: }", "missing-key 1:22", "`term`", ""),
    ("terms:\n  - expansion: A\n", "missing-key 2:5", "`term`", ""),
    ("titre: A", "unknown-key 1:1", "`titre`", "text, order"),
    ("oder: 1", "unknown-key 1:1", "`oder`", "`order`"),
    ("ordre: 1", "unknown-key 1:1", "`ordre`", "`order`"),
];

#[test]
fn a_french_date_is_turned_around_in_the_message() {
    let (_, diagnostics) = read("date: 5/3/2024");
    assert!(only(&diagnostics).0.contains("par exemple 2024-03-05"));
    assert!(diagnostics[0].message.en.contains("is not a date"));
}

#[test]
fn all_mistakes_come_at_once_and_the_rest_is_read() {
    let text = "order: x\nurgent: oui\ntext: bon\nterms:\n  - term: A\n    synonyms: {a: b}\n    nope: 1\n  - expansion: B\n  \
                - term: [C]\n  - term: D\nstatus: foo\nextra: 1\n";
    let (sample, diagnostics) = read(text);
    let expected = [
        "wrong-type 1:8",
        "wrong-type 2:9",
        "wrong-type 6:15",
        "unknown-key 7:5",
        "missing-key 8:5",
        "wrong-type 9:11",
        "invalid-value 11:9",
        "unknown-key 12:1",
    ];
    assert_eq!(listed(diagnostics), expected);
    assert_eq!(sample.text.unwrap().value, "bon");
    assert_eq!(sample.terms.iter().map(|term| term.term.value.as_str()).collect::<Vec<_>>(), ["A", "D"]);
}

#[test]
fn all_missing_keys_come_at_once() {
    let mut diagnostics = Vec::new();
    let mut mapping = mapping("label: Campagne\nopens: hier\n", &mut diagnostics).unwrap();
    assert!(mapping.read::<Campaign>(&mut diagnostics).is_none());
    mapping.finish(&mut diagnostics);
    let mut messages: Vec<_> = diagnostics.iter().map(|found| found.message.en.clone()).collect();
    messages.sort();
    assert_eq!(messages[0], "the required key `state` is missing");
    assert_eq!(messages[1], "the required key `year` is missing");
    assert_eq!(listed(diagnostics), ["missing-key 1:1", "missing-key 1:1", "invalid-date 2:8"]);
}

#[test]
fn a_required_key_with_a_wrong_value_is_not_reported_as_missing_too() {
    let mut diagnostics = Vec::new();
    let mut mapping = mapping("year: deux\nlabel: L\nstate: passé\n", &mut diagnostics).unwrap();
    assert!(mapping.read::<Campaign>(&mut diagnostics).is_none());
    assert!(mapping.missing("year").is_none());
    assert!(mapping.missing("nothing").is_some());
    assert_eq!(listed(diagnostics), ["wrong-type 1:7", "invalid-value 3:8"]);
}

#[test]
fn several_structs_are_read_from_one_mapping() {
    let text = "id: a\nquestion: Où ?\naudience: origine\nurgent: true\nauteur: moi\nbody: texte\ncontact: [x]\n";
    let mut diagnostics = Vec::new();
    let mut mapping = mapping(text, &mut diagnostics).unwrap();
    let common: Common = mapping.read(&mut diagnostics).unwrap();
    let fields: FaqFields = mapping.read(&mut diagnostics).unwrap();
    let (key, body) = mapping.take("body").unwrap();
    assert_eq!(&text[key.range()], "body");
    let body: Spanned<String> = body.read("body", mapping.file(), &mut diagnostics).unwrap();
    mapping.finish(&mut diagnostics);
    assert_eq!((body.as_str(), common.audience[0].as_str()), ("texte", "origine"));
    assert_eq!(fields.question.unwrap().value, "Où ?");
    assert!(diagnostics[1].help.as_ref().unwrap().fr.contains("`owner`"));
    assert_eq!(listed(diagnostics), ["unknown-key 5:1", "wrong-type 7:10"]);
}

#[test]
fn items_are_read_one_by_one() {
    let text = "events:\n  - kind: deadline\n    date: 2024-12-11\n    history:\n      - on: 2024-12-01\n        what: x\n  - 3\n";
    let mut diagnostics = Vec::new();
    let mut root = mapping(text, &mut diagnostics).unwrap();
    let (_, events) = root.take("events").unwrap();
    let file = root.file().clone();
    let events: Vec<EventFields> = events
        .items()
        .into_iter()
        .filter_map(|node| node.into_mapping(&file, &mut diagnostics)?.read(&mut diagnostics))
        .collect();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].history.len(), 1);
    assert_eq!(listed(diagnostics), ["wrong-type 7:5"]);
}

#[test]
fn settings_are_read() {
    let text = "title: Aide\nlanguage: fr\naudiences:\n  - id: a\n    label: A\ncampaigns:\n  - {year: 2025, label: C, state: current}\n\
                markdown: {variables: {annee: 2025}, highlight: false}\noutput: {compress: true}\n";
    let mut diagnostics = Vec::new();
    let mut mapping = mapping(text, &mut diagnostics).unwrap();
    let settings: Settings = mapping.read(&mut diagnostics).unwrap();
    mapping.finish(&mut diagnostics);
    assert_eq!(diagnostics, []);
    assert_eq!(settings.campaigns[0].year.value, 2025);
    assert_eq!(settings.markdown.variables["annee"], "2025");
}

#[test]
fn aliases_and_merge_keys_are_resolved() {
    let text = "text: &t bonjour\nlist: [*t, *t]\nterm: &m {term: CIO}\nterms:\n  - <<: *m\n    expansion: X\n  - {<<: [*m], term: Y}\n";
    let sample = read_well(text);
    assert_eq!(sample.list, ["bonjour", "bonjour"]);
    assert_eq!(sample.terms[0].term.value, "CIO");
    assert_eq!(sample.terms[1].term.value, "Y");
    let (_, diagnostics) = read("<<: x\n");
    assert_eq!(listed(diagnostics), ["wrong-type 1:1"]);
}

#[test]
fn the_root_must_be_a_mapping() {
    for (text, help) in [("title:Foo", "espace après"), ("bonjour", "title: Accueil"), ("- a\n- b\n", "")] {
        let mut diagnostics = Vec::new();
        assert!(mapping(text, &mut diagnostics).is_none());
        assert!(only(&diagnostics).1.contains(help), "{diagnostics:?}");
        assert_eq!(listed(diagnostics), ["wrong-type 1:1"]);
    }
}
