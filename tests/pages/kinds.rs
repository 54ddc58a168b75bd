//! What each kind of content becomes.

use super::{Built, between, built, built_with};
use vademecum::load::Options;

/// The words of a page hold all of these, in this order.
fn says(site: &Built, path: &str, expected: &[&str]) {
    let words = site.words(path);
    let mut at = 0;
    for part in expected {
        let found =
            words[at..].find(part).unwrap_or_else(|| panic!("{path} lacks « {part} » (in this order):\n{words}"));
        at += found + part.len();
    }
}

#[test]
fn every_kind_has_its_page_and_its_list() {
    let site = built(
        "audiences: [{ id: agent, label: Agents, i_am: un agent, summary: Ceux qui agissent. }]\n",
        &[
            ("content/index.md", "# Bienvenue\n"),
            ("content/droits/index.md", "---\ntitle: Les droits\nsummary: Qui peut quoi.\n---\nTexte.\n"),
            ("content/droits/donner.md", "# Donner un droit\n\nAinsi.\n"),
            ("faq/acces/entrer.md", "---\nquestion: Comment entrer ?\nshort_answer: Par la porte.\nsituation: Je suis dehors\nurgent: true\ncontact: aide\n---\nElle est ouverte.\n"),
            ("videos/tour/guide.md", "---\ntitle: Le tour\naccess: login\napp_path: Aide › Vidéos\nduration: '4:05'\n---\nUn tour.\n"),
            ("content/calendrier.yaml", "events: [{ id: cloture, title: Clôture, kind: deadline, date: 2024-12-11, action: Envoyez tout. }]\n"),
            ("content/documents/documents.yaml", "documents: [{ id: fiche, title: Fiche, kind: sheet, file: fiche.txt, version: '2' }]\n"),
            ("content/documents/fiche.txt", "0123456789"),
            ("content/annonces/ouverture.md", "---\ntitle: Le service ouvre\nkind: news\ndate: 2024-11-04\nissuer: Le service\n---\nOui.\n"),
            ("content/contacts.yaml", "contacts: [{ id: aide, label: Assistance, channels: [{ phone: 01 23 45 67 89 }], hours: Le matin }]\n"),
            ("content/glossaire.yaml", "terms: [{ term: MDP, expansion: mot de passe }]\n"),
        ],
    )
    .sound();
    says(&site, "index.html", &["Bienvenue"]);
    says(&site, "droits/index.html", &["Les droits", "Qui peut quoi.", "Texte.", "Donner un droit"]);
    says(&site, "droits/donner.html", &["Accueil", "Les droits", "Donner un droit", "Ainsi."]);
    says(
        &site,
        "faq/acces/entrer.html",
        &["Comment entrer ?", "Je suis dehors", "Par la porte.", "Elle est ouverte.", "Assistance"],
    );
    says(&site, "faq/index.html", &["Comment entrer ?"]);
    says(&site, "videos/tour.html", &["Le tour", "Aide", "›", "Vidéos", "Un tour."]);
    says(&site, "videos/index.html", &["4 min 05", "Le tour"]);
    says(&site, "calendrier/cloture.html", &["Clôture", "au mercredi", "11", "Envoyez tout."]);
    says(&site, "calendrier/index.html", &["décembre 2024", "au mercredi", "11", "Clôture"]);
    says(&site, "documents/fiche.html", &["Fiche", "10 octets"]);
    says(&site, "documents/index.html", &["Fiches techniques", "Fiche"]);
    says(&site, "annonces/ouverture.html", &["Le service ouvre", "4 novembre 2024", "Le service", "Oui."]);
    says(&site, "annonces/index.html", &["2024", "Le service ouvre"]);
    says(&site, "contacts/aide.html", &["Assistance", "01 23 45 67 89", "Le matin"]);
    says(&site, "contacts/index.html", &["Assistance"]);
    says(&site, "glossaire/index.html", &["MDP", "mot de passe"]);
    says(&site, "questions-a-z/index.html", &["Comment entrer ?"]);
    says(&site, "ce-qui-a-change/index.html", &["4 novembre 2024", "Le service ouvre"]);
    says(&site, "je-suis/agent.html", &["Agents", "Ceux qui agissent."]);
    says(&site, "je-suis/index.html", &["un agent"]);
    assert!(site.text("contacts/aide.html").contains("href=\"tel:0123456789\""));
    assert_eq!(site.text("documents/fiche.txt"), "0123456789");
}

#[test]
fn an_english_site_has_english_words_and_addresses() {
    let files = [
        ("content/index.md", "# Welcome\n"),
        ("faq/access/login.md", "---\nquestion: How do I log in?\nshort_answer: With your key.\n---\n"),
        (
            "content/calendar.yaml",
            "events: [{ id: closing, title: Closing, kind: deadline, date: 2024-12-11, bound: before }]\n",
        ),
        ("content/annonces/opening.md", "---\ntitle: We open\nkind: news\ndate: 2024-11-04\n---\nYes.\n"),
    ];
    let site = built("language: en\n", &files).sound();
    says(&site, "calendar/index.html", &["December 2024", "before Wednesday", "11", "Closing"]);
    says(&site, "what-changed/index.html", &["4 November 2024", "We open", ":", "New announcement"]);
    says(&site, "announcements/index.html", &["2024", "News"]);
    for (path, page) in site.pages() {
        assert!(page.contains("<html lang=\"en\""), "{path}");
        for french in
            ["Accueil", "Calendrier", "Aller au contenu", "Fil d’Ariane", "Échéance", "\u{a0}:", "décembre", "Annonce<"]
        {
            assert!(!page.contains(french), "{path}: {french}");
        }
    }
}

#[test]
fn an_audience_page_gathers_what_names_it_and_the_deadlines_of_all() {
    let site = built(
        "audiences: [{ id: agent, label: Agents }, { id: chef, label: Chefs }]\n",
        &[
            ("content/pour-agents.md", "---\ntitle: Pour les agents\naudience: agent\n---\nx\n"),
            ("content/pour-chefs.md", "---\ntitle: Pour les chefs\naudience: [chef]\n---\nx\n"),
            ("content/pour-tous.md", "---\ntitle: Pour tous\n---\nx\n"),
            ("faq/a/q.md", "---\nquestion: Question des agents ?\nshort_answer: Oui.\naudience: [agent]\n---\n"),
            (
                "content/calendrier.yaml",
                "events:\n  - { id: a, title: Échéance des agents, kind: deadline, date: 2024-12-11, audience: agent }\n  \
                 - { id: b, title: Échéance des chefs, kind: deadline, date: 2024-12-12, audience: chef }\n  \
                 - { id: c, title: Échéance de tous, kind: deadline, date: 2024-12-13 }\n",
            ),
        ],
    )
    .sound();
    says(
        &site,
        "je-suis/agent.html",
        &["Échéance des agents", "Échéance de tous", "Question des agents", "Pour les agents"],
    );
    let words = site.words("je-suis/agent.html");
    for absent in ["des chefs", "les chefs", "Pour tous"] {
        assert!(!words.contains(absent), "{absent}: {words}");
    }
}

#[test]
fn questions_stand_by_theme_in_the_order_of_their_files() {
    let question = |text: &str| format!("---\nquestion: {text}\nshort_answer: Oui.\n---\n");
    let texts = ["Deuxième ?", "Première ?", "Autre thème ?", "Sans thème ?"].map(question);
    let site = built(
        "",
        &[
            ("faq/02-envoi/index.md", "---\ntitle: L’envoi\n---\n"),
            ("faq/02-envoi/x.md", &texts[2]),
            ("faq/01-acces/02-b.md", &texts[0]),
            ("faq/01-acces/01-z.md", &texts[1]),
            ("faq/01-acces/index.md", "---\ntitle: L’accès\nsummary: Entrer.\n---\n"),
        ],
    )
    .sound();
    says(&site, "faq/index.html", &["L’accès", "Première ?", "Deuxième ?", "L’envoi", "Autre thème ?"]);
    says(&site, "faq/acces/index.html", &["L’accès", "Entrer.", "Première ?", "Deuxième ?"]);
    assert!(!site.words("faq/acces/index.html").contains("Autre thème"));
}

#[test]
fn letters_sort_as_french_does() {
    let titles =
        ["Zéro ?", "Être ?", "Eau ?", "École ?", "Où ?", "Œuvre ?", "« Citer » ?", "À quoi ?", "ça va ?", "Île ?"];
    let texts: Vec<(String, String)> = titles
        .iter()
        .enumerate()
        .map(|(at, title)| {
            (format!("faq/a/q{at}.md"), format!("---\nquestion: \"{title}\"\nshort_answer: Oui.\n---\n"))
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = built("severity: { near-duplicate-question: off }\n", &files).sound();
    says(
        &site,
        "questions-a-z/index.html",
        &["À quoi", "ça va", "« Citer »", "Eau", "École", "Être", "Île", "Œuvre", "Où", "Zéro"],
    );
    let letters = site.text("questions-a-z/index.html");
    let headings: Vec<&str> = letters.split("<h2 id=\"lettre-").skip(1).map(|rest| between(rest, ">", "<")).collect();
    assert_eq!(headings, ["A", "C", "E", "I", "O", "Z"], "one heading per letter, accents aside");
}

#[test]
fn glossary_terms_sort_without_their_accents_and_explain_acronyms_in_texts() {
    let site = built("", &[
        ("content/page.md", "# Page\n\nVotre MDP suffit, `MDP` aussi.\n"),
        ("content/glossaire.yaml", "terms:\n  - { term: zone, definition: Un lieu. }\n  - { term: école, synonyms: [établissement] }\n  - { term: MDP, expansion: mot de passe }\n  - { term: eau }\n"),
    ]).sound();
    says(&site, "glossaire/index.html", &["eau", "école", "établissement", "MDP", "mot de passe", "zone", "Un lieu."]);
    assert!(site.text("page.html").contains("<abbr title=\"mot de passe\">MDP</abbr>"), "{}", site.main("page.html"));
    assert!(site.text("page.html").contains("<code>MDP</code>"));
}

#[test]
fn a_gap_is_said_and_is_no_answer() {
    let site = built("", &[
        ("faq/a/q.md", "---\nquestion: Qui paie ?\nshort_answer: On ne sait pas.\ngap: { question: Qui rembourse ?, why: Rien n’est arrêté., instead: Appelez. }\n---\n"),
    ]).sound();
    says(&site, "faq/a/q.html", &["Qui paie ?", "Qui rembourse ?", "Rien n’est arrêté.", "Appelez."]);
    assert!(!site.words("faq/index.html").contains("On ne sait pas"), "a card shows no answer that is none");
    assert!(!site.text("faq/a/q.html").contains("FAQPage"), "machines are told of no answer");
}

#[test]
fn what_was_withdrawn_says_so_and_is_listed_nowhere() {
    let site = built(
        "base_url: https://exemple.fr\n",
        &[
            (
                "faq/a/vieille.md",
                "---\nquestion: Par télécopie ?\nshort_answer: Oui, au 01.\nstatus: withdrawn\n---\nAncien texte.\n",
            ),
            ("faq/a/neuve.md", "---\nquestion: En ligne ?\nshort_answer: Oui.\nreplaces: vieille\n---\n"),
            ("content/retiree.md", "---\ntitle: Page retirée\nstatus: withdrawn\n---\nAncien texte.\n"),
        ],
    )
    .sound();
    says(&site, "faq/a/vieille.html", &["Par télécopie ?", "retirée", "En ligne ?"]);
    for (path, text) in site.pages().filter(|(path, _)| !["faq/a/vieille.html", "retiree.html"].contains(path)) {
        assert!(!text.contains("télécopie") && !text.contains("Page retirée"), "{path} lists what was withdrawn");
    }
    for page in ["faq/a/vieille.html", "retiree.html"] {
        let text = site.text(page);
        assert!(
            text.contains("content=\"noindex\"") && !text.contains("Ancien texte") && !text.contains("FAQPage"),
            "{page}"
        );
    }
    for file in ["sitemap.xml", "llms.txt", "feed.xml"] {
        assert!(!site.text(file).contains("vieille") && !site.text(file).contains("retiree"), "{file}");
    }
    assert!(!site.has("faq/a/vieille.md") && !site.has("retiree.md"), "there is a Markdown copy");
}

#[test]
fn drafts_are_nowhere_unless_asked_for() {
    let files = [
        ("content/page.md", "# Page\n"),
        ("content/brouillon.md", "---\nstatus: draft\n---\n# En cours d’écriture\n"),
        (
            "content/calendrier.yaml",
            "events: [{ id: secrete, title: Date secrète, kind: deadline, date: 2024-12-11, status: draft }]\n",
        ),
    ];
    let site = built("base_url: https://exemple.fr\n", &files).sound();
    for (path, bytes) in &site.outputs {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("En cours d’écriture") && !text.contains("secrète") && !text.contains("brouillon"),
            "{path}"
        );
    }
    assert!(!site.has("brouillon.html") && !site.has("calendrier/secrete.html"));
    let shown = built_with("", &files, &Options { drafts: true, ..Options::default() }).sound();
    says(&shown, "brouillon.html", &["Brouillon", "En cours d’écriture"]);
    says(&shown, "calendrier/index.html", &["Date secrète"]);
}

#[test]
fn lists_are_there_only_when_they_have_something_to_list() {
    let site = built("", &[("content/page.md", "# Page\n")]).sound();
    let mut pages: Vec<&str> = site.paths();
    pages.retain(|path| path.ends_with(".html"));
    assert_eq!(pages, ["404.html", "index.html", "page.html", "recherche/index.html"]);
    assert!(!site.has("sitemap.xml") && !site.has("feed.xml"), "without an address there is nothing to give");
}

#[test]
fn changes_are_told_newest_first_with_old_and_new() {
    let site = built("", &[
        ("content/calendrier.yaml", "events:\n  - id: cloture\n    title: Clôture\n    kind: deadline\n    date: 2024-12-13\n    history:\n      \
          - { on: 2024-10-02, what: Date fixée. }\n      \
          - { on: 2024-11-15, what: Date reculée., old: 11 décembre, new: 13 décembre, why: Une grève. }\n"),
        ("content/annonces/a.md", "---\ntitle: Une annonce\nkind: circular\ndate: 2024-11-10\n---\nx\n"),
    ]).sound();
    says(
        &site,
        "ce-qui-a-change/index.html",
        &[
            "novembre 2024",
            "15 novembre 2024",
            "Clôture",
            "Date reculée.",
            "11 décembre",
            "13 décembre",
            "Une grève.",
            "10 novembre 2024",
            "Une annonce",
            "octobre 2024",
            "Date fixée.",
        ],
    );
    says(&site, "calendrier/cloture.html", &["Date reculée.", "Date fixée."]);
}
