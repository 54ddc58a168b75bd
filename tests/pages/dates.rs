//! « Avant le » stays before: no output, for readers or for machines, makes a day of it.

use super::{Built, between, built, words};

const TEXTS: [&str; 3] = ["", "\n\n{{ date:cloture }}\n\n", "Envoyez tout {{ date:cloture }}."];

fn site(bound: &str) -> Built {
    let calendar = format!(
        "events:\n  - {{ id: cloture, title: Clôture, kind: deadline, date: 2024-12-11, bound: {bound}, importance: high }}\n"
    );
    let text = format!("# Page\n\n{}\n", TEXTS.concat());
    built(
        "base_url: https://exemple.fr\ntimezone_unused: x\n".replace("timezone_unused: x\n", "").as_str(),
        &[
            ("content/calendrier.yaml", &calendar),
            ("content/page.md", &text),
            ("faq/a/q.md", "---\nquestion: Quand ?\nshort_answer: Bientôt.\n---\n{{ date:cloture }}\n"),
        ],
    )
    .sound()
}

/// Every place in a text where the day is told in words.
fn tellings(text: &str) -> Vec<&str> {
    let at = text.match_indices("11 décembre").chain(text.match_indices("11 déc.")).map(|(at, _)| at);
    at.map(|at| &text[text[..at].char_indices().rev().nth(24).map_or(0, |(at, _)| at)..at]).collect()
}

#[test]
fn before_is_never_turned_into_a_day() {
    let site = site("before");
    let mut told = 0;
    for (path, bytes) in &site.outputs {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let text = if path.ends_with(".html") { words(text) } else { text.to_owned() };
        for before in tellings(&text) {
            told += 1;
            assert!(before.contains("avant le"), "{path} says « {before}11 décembre »");
        }
    }
    assert!(told >= 6, "only {told} tellings of the date were found");
}

#[test]
fn each_bound_has_its_words_everywhere() {
    for (bound, expected) in
        [("before", "avant le"), ("until", "jusqu’au"), ("from", "à partir du"), ("on", "le mercredi")]
    {
        let site = site(bound);
        for path in ["page.html", "faq/a/q.html"] {
            let words = site.words(path);
            assert!(
                words.contains(&format!(
                    "{}mercredi 11 décembre 2024",
                    expected.replace("mercredi", "") + if expected.ends_with("mercredi") { "" } else { " " }
                )),
                "{bound}: {words}"
            );
        }
        let copy = site.text("calendrier/cloture.md");
        assert!(copy.contains(expected), "{bound}: {copy}");
    }
}

#[test]
fn machines_get_no_event_for_before_and_half_of_one_for_from_and_until() {
    let data = |bound: &str| {
        between(
            site(bound).text("calendrier/cloture.html"),
            "{\"@context\":\"https://schema.org\",\"@type\":\"Event\"",
            "</script>",
        )
        .to_owned()
    };
    assert_eq!(data("before"), "");
    assert!(data("on").contains("\"startDate\":\"2024-12-11\"") && data("on").contains("\"endDate\":\"2024-12-11\""));
    assert!(data("from").contains("startDate") && !data("from").contains("endDate"), "{}", data("from"));
    assert!(data("until").contains("endDate") && !data("until").contains("startDate"), "{}", data("until"));
}

#[test]
fn an_unknown_time_stays_unknown_and_a_known_one_is_told() {
    let calendar = "events:\n  - { id: a, title: Avec heure, kind: deadline, date: 2024-12-11, time: '17:00', bound: before }\n  \
                    - { id: b, title: Sans heure, kind: deadline, date: 2024-12-12 }\n";
    let site =
        built("", &[("content/calendrier.yaml", calendar), ("content/p.md", "# P\n\n{{ date:a }} {{ date:b }}\n")])
            .sound();
    let words = site.words("p.html");
    assert!(
        words.contains("avant le mercredi 11 décembre 2024 à 17 h") && words.contains("le jeudi 12 décembre 2024"),
        "{words}"
    );
    assert!(site.words("calendrier/index.html").contains("heure non précisée"));
    let unknown = site.text("calendrier/b.html");
    assert!(!unknown.contains("00:00") && !unknown.contains("0 h"), "an hour was made up");
}

#[test]
fn an_unconfirmed_date_says_so() {
    let calendar = "events: [{ id: a, title: Peut-être, kind: publication, date: 2024-12-11, confirmed: false }]\n";
    let refused = built("", &[("content/calendrier.yaml", calendar)]);
    assert_eq!(refused.errors(), ["unconfirmed: this date is still to be confirmed"]);
    let site = built("severity: { unconfirmed: warning }\n", &[("content/calendrier.yaml", calendar)]).sound();
    for page in ["calendrier/a.html", "calendrier/index.html"] {
        assert!(site.words(page).contains("à confirmer"), "{page}");
    }
}

#[test]
fn past_dates_are_not_the_next_ones() {
    let calendar = "events:\n  - { id: a, title: Hier, kind: deadline, date: 2024-11-24 }\n  - { id: b, title: Aujourd’hui, kind: deadline, date: 2024-11-25 }\n  \
                    - { id: c, title: En cours, kind: period, start: 2024-11-01, end: 2024-11-30 }\n";
    let site = built("", &[("content/calendrier.yaml", calendar)]).sound();
    let home = site.words("index.html");
    assert!(home.contains("Aujourd’hui") && !home.contains("Hier"), "{home}");
    // What is over is told by the reader's browser: a page may be read long after it was made.
    let page = site.text("calendrier/a.html");
    assert!(
        page.contains(r#"data-clock="deadline" data-first="2024-11-24""#)
            && !site.words("calendrier/a.html").contains("pass")
    );
}

#[test]
fn fields_cite_dates_as_texts_do() {
    let calendar = "events:\n  - { id: fin, title: Clôture, kind: deadline, date: 2024-12-11, bound: before, action: 'Envoyer {{ date:fin form=courte }}' }\n";
    let files = [
        ("content/calendrier.yaml", calendar),
        ("content/index.md", "---\nsummary: Accueil, {{ date:fin }}\n---\n# Accueil\n"),
        ("content/page.md", "---\nsummary: Page, {{ date:fin }}\n---\n# Page\n"),
        (
            "content/contacts.yaml",
            "contacts:\n- id: aide\n  label: Aide\n  hours: Ouvert, {{ date:fin }}\n  channels: [{ mail: a@exemple.fr }]\n",
        ),
        ("content/glossaire.yaml", "terms:\n- term: Saisie\n  definition: Ouverte, {{ date:fin }}\n"),
        (
            "faq/a/q.md",
            "---\nquestion: Quand ?\nshort_answer: Envoyez tout {{ date:fin }}. \\{{ exemple }}\nsituation: Je cherche {{ faq:q }}\n---\n",
        ),
        ("faq/a/r.md", "---\nquestion: Où ?\ngap:\n  question: Où ?\n  why: Non dit {{ date:fin form=jour }}\n---\n"),
    ];
    let site = built("base_url: https://exemple.fr\nnotice: Saisie, {{ date:fin }}\n", &files).sound();
    let date = "avant le mercredi 11 décembre 2024";
    for (page, before) in [
        ("page.html", "Page, "),
        ("page.html", "Saisie, "),
        ("contacts/aide.html", "Ouvert, "),
        ("glossaire/index.html", "Ouverte, "),
        ("faq/a/q.html", "Envoyez tout "),
        ("faq/a/index.html", "Envoyez tout "),
    ] {
        let words = words(site.text(page));
        assert!(words.contains(&format!("{before}{date}")), "{page}: {words}");
    }
    assert!(
        site.words("faq/a/q.html").contains("Je cherche Quand") && site.words("faq/a/q.html").contains("{{ exemple }}")
    );
    assert!(site.words("faq/a/r.html").contains("Non dit 11 décembre"));
    assert!(site.words("calendrier/fin.html").contains("Envoyer 11/12/2024"));
    let data = between(site.text("faq/a/q.html"), "\"@type\":\"FAQPage\"", "</script>").to_owned();
    assert!(data.contains(&format!("Envoyez tout {date}")), "{data}");
    for (path, bytes) in site.outputs.iter().filter(|(path, _)| !path.starts_with("assets/")) {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let text = text.replace("{{ exemple }}", "");
        assert!(!text.contains("{{"), "{path}");
    }
}
