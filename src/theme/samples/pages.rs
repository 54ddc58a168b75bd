//! Every page, rendered.

use super::*;
use crate::theme::Theme;

/// What is around the content, with the shared parts already rendered by `theme`.
fn page(theme: &Theme, title: &str, lang: &str) -> PageView {
    let owned = |paths: Vec<&str>| paths.into_iter().map(|path| format!("../{path}")).collect();
    let script = |name| theme.asset(name).map(|path| format!("../{path}"));
    let sidebar = theme.show(&sidebar()).unwrap();
    PageView {
        title: title.into(),
        title_tag: format!("{title} – Aide Exemple"),
        description: Some("Une phrase sur la page, avec « guillemets » & \"autres\".".into()),
        lang: lang.into(),
        canonical: Some("https://exemple.invalid/faq/a.html".into()),
        noindex: true,
        open_graph: Some(OpenGraphView {
            kind: "article".into(),
            url: "https://exemple.invalid/faq/a.html".into(),
            locale: "fr_FR".into(),
            image: Some("https://exemple.invalid/image.png".into()),
        }),
        root: "../".into(),
        stylesheets: owned(theme.stylesheets()),
        scripts: [script("tabs.js"), script("video.js")].into_iter().flatten().collect(),
        fonts: owned(theme.fonts()),
        icon: script("icon.svg"),
        feed_href: Some("../flux.xml".into()),
        markdown_href: Some("a.md".into()),
        masthead_html: Markup::ready(theme.show(&masthead()).unwrap()),
        sidebar_html: Some(Markup::ready(with_current(&sidebar, Some(3)))),
        footer_html: Markup::ready(theme.show(&footer()).unwrap()),
        breadcrumb: vec![
            Crumb { label: "Accueil".into(), href: Some("../index.html".into()) },
            Crumb { label: "Questions".into(), href: Some("../faq/index.html".into()) },
        ],
        breadcrumb_current: title.into(),
        outline: vec![OutlineItem {
            level: 2,
            id: "mise-en-forme".into(),
            text: "Mise en forme".into(),
            children: vec![OutlineItem { level: 3, id: "code".into(), text: "Code".into(), children: vec![] }],
        }],
        previous: Some(link("Où se connecter, et depuis quand ?", "2.html")),
        next: Some(link("À quoi sert le compte administrateur ?", "4.html")),
        audiences: vec![tag("Tous les établissements")],
        meta: MetaView {
            campaign: Some("Campagne 2025".into()),
            verified_on: Some(date("4", "mercredi", "mercredi")),
            owner: Some("Pôle d’assistance".into()),
        },
        has_clock: true,
        json_ld: vec![Markup::json(&serde_json::json!({ "@context": "https://schema.org", "name": "</script>" }))],
        pdfs: vec![LinkView {
            note: Some("PDF, 1,2 Mo, 48 pages".into()),
            ..link("Le guide complet", "pdf/guide.pdf")
        }],
        introduction_html: None,
        notices: vec![NoticeView {
            kind: "info".into(),
            text: "Les dates suivent l’instruction.".into(),
            link: Some(link("La lire", "../annonces/ouverture.html")),
        }],
    }
}

fn page_without_outline(theme: &Theme, title: &str, lang: &str) -> PageView {
    PageView { outline: vec![], sidebar_html: None, ..page(theme, title, lang) }
}

/// Every page, rendered: (template, HTML).
pub(in crate::theme) fn pages(theme: &Theme, lang: &str) -> Vec<(&'static str, String)> {
    let mut out = entries(theme, lang);
    for more in [single_things, absences, lists, more_lists, short_lists, search] {
        out.extend(more(theme, lang));
    }
    out.extend(dates(theme, lang));
    out
}

fn shown<V: View>(theme: &Theme, view: &V) -> (&'static str, String) {
    (V::TEMPLATE, theme.show(view).unwrap_or_else(|finding| panic!("{}: {:?}", V::TEMPLATE, finding.message)))
}

fn entries(theme: &Theme, lang: &str) -> Vec<(&'static str, String)> {
    let page = |title: &str| page(theme, title, lang);
    let site = site();
    vec![
        shown(
            theme,
            &TextView {
                site: site.clone(),
                page: page("Préparer la campagne"),
                summary: Some("Ce qu’il faut avoir sous la main.".into()),
                body: body(),
                children: vec![link("Une page", "a.html")],
            },
        ),
        shown(
            theme,
            &FaqEntryView {
                site: site.clone(),
                page: page("Combien de comptes administrateur par établissement ?"),
                short_answer: Some("Jusqu’à trois comptes « administrateur » par établissement.".into()),
                situation: Some("L’administrateur est parti".into()),
                urgent: true,
                body: body(),
            },
        ),
        shown(
            theme,
            &VideoView {
                site: site.clone(),
                page: page("Se connecter la première fois"),
                video: video(),
                player: player(),
                body: BodyView { content_html: None, ..body() },
            },
        ),
    ]
}

fn single_things(theme: &Theme, lang: &str) -> Vec<(&'static str, String)> {
    let page = |title: &str| page(theme, title, lang);
    let site = site();
    vec![
        shown(
            theme,
            &DocumentView {
                site: site.clone(),
                page: page("Fiche technique : profils de droits"),
                document: document(),
                body: BodyView::default(),
            },
        ),
        shown(
            theme,
            &AnnouncementView {
                site: site.clone(),
                page: page("Ouverture de la campagne 2025"),
                announcement: announcement(),
                handled_by: Some("Pôle d’assistance".into()),
                addressees: vec!["Chefs d’établissement".into(), "Secrétariats".into()],
                references: body().sources,
                body: BodyView::default(),
            },
        ),
        shown(
            theme,
            &ContactView {
                site: site.clone(),
                page: page("Pôle d’assistance"),
                contact: contact(),
                ..ContactView::default()
            },
        ),
    ]
}

fn absences(theme: &Theme, lang: &str) -> Vec<(&'static str, String)> {
    let site = site();
    vec![
        shown(
            theme,
            &WithdrawnView {
                site: site.clone(),
                page: page_without_outline(theme, "Ancienne page", lang),
                replaced_by: vec![link("La nouvelle", "b.html")],
                contact: Some(contact()),
            },
        ),
        shown(
            theme,
            &NotFoundView {
                site,
                page: page_without_outline(theme, "Page introuvable", lang),
                search: search_box(),
                suggestions: vec![link("Accueil", "/index.html")],
                contact: Some(contact()),
            },
        ),
        shown(theme, &redirect(lang)),
    ]
}

pub(in crate::theme) fn redirect(lang: &str) -> RedirectView {
    RedirectView {
        lang: lang.into(),
        title: "La page d’aujourd’hui".into(),
        href: "nouvelle.html".into(),
        canonical: Some("https://exemple.invalid/nouvelle.html".into()),
        fragments_json: Some(r#"{"a\"b":"autre.html#a"}"#.into()),
        script_href: Some("../assets/redirect.js".into()),
        stylesheets: vec![],
    }
}

fn player() -> PlayerView {
    let chapter = |at: &str, seconds: u32, title: &str| ChapterView {
        at: at.into(),
        seconds,
        title: title.into(),
        id: Some(format!("chapitre-{seconds}")),
        slide: Some(link("page 2", "diapos.pdf#page=2")),
    };
    let cue = |at: &str, seconds: u32, text: &str| CueView {
        id: Some(format!("t={seconds}")),
        at: at.into(),
        seconds,
        text: text.into(),
    };
    PlayerView {
        src: Some("connexion.mp4".into()),
        media_type: Some("video/mp4".into()),
        tracks: vec![TrackView { href: "fr.vtt".into(), lang: "fr".into(), label: "Français".into(), default: true }],
        chapters: vec![chapter("0:00", 0, "Où aller"), chapter("1:23", 83, "Le code reçu")],
        transcript: vec![cue("0:00", 0, "Ouvrez le site de gestion."), cue("1:23", 83, "Saisissez le code.")],
        transcript_html: None,
        slides: Some(link("Diapositives", "diapos.pdf")),
        ..PlayerView::default()
    }
}

fn lists(theme: &Theme, lang: &str) -> Vec<(&'static str, String)> {
    let page = |title: &str| page_without_outline(theme, title, lang);
    let site = site();
    let third = FaqCard { short_answer: None, question: "Et sans téléphone ?".into(), ..faq() };
    vec![
        shown(
            theme,
            &SectionView {
                site: site.clone(),
                page: page("Comptes et droits"),
                summary: Some("Tout sur les comptes.".into()),
                body: BodyView::default(),
                children: vec![LinkView { summary: Some("Une phrase.".into()), ..noted("Une page", "a.html", "Page") }],
            },
        ),
        shown(
            theme,
            &FaqIndexView {
                site: site.clone(),
                page: page("Questions"),
                themes: vec![FaqThemeGroup {
                    id: "droits".into(),
                    title: "Comptes et droits".into(),
                    href: "droits/index.html".into(),
                    summary: Some("Qui peut faire quoi.".into()),
                    questions: vec![faq(), third.clone()],
                }],
                questions_href: Some("../questions-a-z/index.html".into()),
            },
        ),
        shown(
            theme,
            &FaqThemeView {
                site: site.clone(),
                page: page("Comptes et droits"),
                questions: vec![faq(), third],
                ..FaqThemeView::default()
            },
        ),
        shown(theme, &VideosView { site: site.clone(), page: page("Vidéos"), videos: vec![video(), video()] }),
    ]
}

fn more_lists(theme: &Theme, lang: &str) -> Vec<(&'static str, String)> {
    let page = |title: &str| page_without_outline(theme, title, lang);
    let site = site();
    vec![
        shown(
            theme,
            &DocumentsView {
                site: site.clone(),
                page: page("Documents"),
                groups: vec![DocumentGroup {
                    id: "fiches".into(),
                    label: "Fiches techniques".into(),
                    documents: vec![document(), document_in_app()],
                }],
            },
        ),
        shown(
            theme,
            &AnnouncementsView {
                site: site.clone(),
                page: page("Annonces"),
                groups: vec![AnnouncementGroup {
                    id: "a-2024".into(),
                    label: "2024".into(),
                    announcements: vec![announcement()],
                }],
            },
        ),
        shown(theme, &ContactsView { site: site.clone(), page: page("Contacts"), contacts: vec![contact()] }),
        shown(
            theme,
            &AudienceView {
                site: site.clone(),
                page: page("Établissement d’origine"),
                audience: audience(),
                deadlines: vec![event()],
                questions: vec![faq()],
                pages: vec![link("Préparer la campagne", "../preparer.html")],
                documents: vec![document()],
                announcements: vec![announcement()],
                videos: vec![video()],
                calendar_href: Some("origine.ics".into()),
                calendar_page_href: Some("../calendrier/index.html?audience=origine".into()),
                contact: Some(contact()),
            },
        ),
    ]
}

fn short_lists(theme: &Theme, lang: &str) -> Vec<(&'static str, String)> {
    let page = |title: &str| page_without_outline(theme, title, lang);
    let site = site();
    vec![
        shown(theme, &AudiencesView { site: site.clone(), page: page("Je suis…"), audiences: vec![audience()] }),
        shown(theme, &GlossaryView { site: site.clone(), page: page("Glossaire"), letters: vec![glossary_letter()] }),
        shown(
            theme,
            &QuestionsView {
                site: site.clone(),
                page: page("Questions de A à Z"),
                letters: vec![QuestionLetter {
                    id: "l-c".into(),
                    letter: "C".into(),
                    questions: vec![noted(&faq().question, &faq().href, "Comptes et droits")],
                }],
                count: 1,
            },
        ),
        shown(
            theme,
            &ChangesView {
                site,
                page: page("Ce qui a changé"),
                groups: vec![ChangeGroup {
                    id: "c-2024-12".into(),
                    label: "décembre 2024".into(),
                    changes: vec![change(true)],
                }],
            },
        ),
    ]
}

fn search_box() -> SearchBoxView {
    SearchBoxView {
        action: "../recherche/index.html".into(),
        root: "../".into(),
        data_href: "../search-data/".into(),
        plain_href: Some("../assets/search_plain.js".into()),
        kinds: vec![choice("faq", "Question"), choice("event", "Date")],
    }
}

fn choice(value: &str, label: &str) -> ChoiceView {
    ChoiceView { value: value.into(), label: label.into() }
}

fn search(theme: &Theme, lang: &str) -> Vec<(&'static str, String)> {
    let view = SearchView {
        site: site(),
        page: page_without_outline(theme, "Recherche", lang),
        search: search_box(),
        kinds: vec![choice("faq", "Questions"), choice("event", "Dates")],
        audiences: vec![choice("origine", "Établissement d’origine")],
        archives: vec![link("Campagne 2024", "../archives/2024/recherche/index.html")],
        questions_href: Some("../questions-a-z/index.html".into()),
        urgent: vec![faq()],
        deadlines: vec![event()],
        calendar_href: Some("../calendrier/index.html".into()),
        contact: Some(contact()),
    };
    vec![shown(theme, &view)]
}

fn glossary_letter() -> GlossaryLetter {
    GlossaryLetter {
        id: "l-c".into(),
        letter: "C".into(),
        terms: vec![TermView {
            id: "cio".into(),
            term: "CIO".into(),
            expansion: Some("Centre d’information et d’orientation".into()),
            synonyms: vec!["centre d’orientation".into()],
            definition_html: Some(Markup::ready("<p>Un service public.</p>")),
        }],
    }
}

/// A week of December 2024 in which a period begins and ends.
fn month_grid() -> MonthGridView {
    let event = |part: &str| GridEventView {
        id: "offres".into(),
        title: "Paramétrer les offres".into(),
        href: "offres.html".into(),
        part: Some(part.into()),
        withdrawn: part == "end",
    };
    let day =
        |(day, part): (i8, &str)| Some(GridDayView { day, iso: format!("2024-12-0{day}"), events: vec![event(part)] });
    let week = [(2, "start"), (3, "inside"), (4, "end")].map(day).into_iter().chain([const { None }; 4]);
    let weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    MonthGridView {
        label: "décembre 2024".into(),
        weekdays: weekdays.map(|long| WeekdayView { long: long.into(), short: format!("{}.", &long[..3]) }).into(),
        weeks: vec![week.collect()],
    }
}

fn dates(theme: &Theme, lang: &str) -> Vec<(&'static str, String)> {
    let site = site();
    let month = |id: &str| MonthView { id: id.into(), label: "décembre 2024".into(), events: vec![event(), period()] };
    let withdrawn = EventView { id: "annule".into(), withdrawn: true, ..event() };
    vec![
        shown(
            theme,
            &HomeView {
                site: site.clone(),
                page: PageView {
                    breadcrumb: vec![],
                    notices: vec![],
                    ..page_without_outline(theme, "Aide Exemple", lang)
                },
                search: search_box(),
                headline: "Que devez-vous faire, et avant quand ?".into(),
                content_html: Some(Markup::ready("<h2 id=\"bienvenue\">Bienvenue</h2><p>Un texte d’accueil.</p>")),
                urgent: vec![faq(), FaqCard { situation: Some("Mon téléphone a changé".into()), ..faq() }],
                deadlines: vec![event(), period()],
                calendar_href: Some("calendrier/index.html".into()),
                audiences: vec![audience()],
                rubrics: rubrics(),
                announcements: vec![announcement()],
                announcements_href: Some("annonces/index.html".into()),
                changes: vec![change(true)],
                changes_href: Some("ce-qui-a-change/index.html".into()),
                contact: Some(contact()),
            },
        ),
        shown(
            theme,
            &CalendarView {
                site: site.clone(),
                page: page(theme, "Calendrier", lang),
                filters: vec![CalendarFilterView {
                    name: "audience".into(),
                    label: "Public".into(),
                    choices: vec![choice("origine", "Établissement d’origine")],
                }],
                months: vec![month("m-2024-12"), MonthView { events: vec![withdrawn], ..month("m-2025-01") }],
                grids: vec![month_grid()],
                undated: vec![undated()],
                subscriptions: Some(subscriptions()),
            },
        ),
        shown(
            theme,
            &EventPageView {
                site,
                page: page(theme, "Mettre à jour les informations administratives", lang),
                event: event(),
                cited_by: vec![link("Préparer la campagne", "../preparer.html")],
                body: BodyView { content_html: None, ..body() },
                calendar_href: Some("informations.ics".into()),
            },
        ),
    ]
}

fn subscriptions() -> SubscriptionsView {
    let all = SubscriptionView {
        label: "Toutes les dates".into(),
        href: "../calendrier.ics".into(),
        address: Some("https://aide.exemple.fr/calendrier.ics".into()),
        webcal: Some("webcal://aide.exemple.fr/calendrier.ics".into()),
    };
    SubscriptionsView {
        calendars: vec![all],
        public: true,
        table_href: "../calendrier.csv".into(),
        json_href: "../calendrier.json".into(),
    }
}

fn rubrics() -> Vec<RubricTab> {
    let rubric = |letter: &str, title: &str, summary: &str| RubricTab {
        letter: letter.into(),
        title: title.into(),
        summary: Some(summary.into()),
        href: "faq/index.html".into(),
    };
    vec![
        rubric(
            "A",
            "Comptes et droits",
            "Première connexion, identifiant, double authentification, profils de droits.",
        ),
        rubric("B", "Vidéos", "Cinq guides pour prendre en main l’application."),
        rubric("C", "Calendrier technique", "Toutes les dates, par type d’établissement, à mettre dans son agenda."),
        rubric("D", "Documents de référence", "Fiches techniques, guide complet en PDF."),
    ]
}
