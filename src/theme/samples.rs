//! One view of each template, filled as fully as it can be: the parts are here, the pages in `pages`.

use crate::render::view::*;

mod pages;

pub(super) use pages::{pages, redirect};

pub(super) fn site() -> SiteView {
    SiteView {
        title: "Aide Exemple".into(),
        tagline: Some("Site de gestion · établissements".into()),
        application: Some("Exemple".into()),
        application_url: Some("https://exemple.invalid/gestion".into()),
        campaign: Some("Campagne 2025".into()),
        publisher: Some("Service de démonstration".into()),
    }
}

pub(super) fn date(day: &str, weekday: &str, lead: &str) -> DateView {
    DateView {
        iso: format!("2024-12-{day:0>2}"),
        day: day.into(),
        weekday: weekday.into(),
        month: "décembre".into(),
        month_short: "déc.".into(),
        year: "2024".into(),
        full: format!("{weekday} {day} décembre 2024"),
        long: format!("{day} décembre 2024"),
        short: format!("{day} déc. 2024"),
        wording_lead: lead.into(),
    }
}

fn link(label: &str, href: &str) -> LinkView {
    LinkView { label: label.into(), href: href.into(), ..LinkView::default() }
}

fn noted(label: &str, href: &str, note: &str) -> LinkView {
    LinkView { note: Some(note.into()), ..link(label, href) }
}

fn tag(label: &str) -> TagView {
    TagView { label: label.into(), href: Some("../je-suis/origine.html".into()) }
}

pub(super) fn event() -> EventView {
    EventView {
        id: "informations".into(),
        title: "Mettre à jour les informations administratives".into(),
        href: "../calendrier/informations.html".into(),
        kind: "deadline".into(),
        kind_label: "Échéance".into(),
        date: Some(date("11", "mercredi", "avant le mercredi")),
        when: "avant le mercredi 11 décembre 2024".into(),
        clock: Some(clock("deadline")),
        confirmed: true,
        importance: "high".into(),
        action: Some("Relisez l’adresse et le téléphone de l’établissement.".into()),
        wording: Some("avant le mercredi 11 décembre 2024".into()),
        changed_on: Some(date("2", "lundi", "lundi")),
        audiences: vec![tag("Établissement d’origine")],
        ..EventView::default()
    }
}

fn clock(sort: &str) -> ClockView {
    ClockView {
        sort: sort.into(),
        first: "2024-12-02".into(),
        day: "2024-12-11".into(),
        last: "2024-12-10".into(),
        instant: (sort == "period").then(|| "2024-12-11T17:00:00Z".into()),
        zone: "Europe/Paris".into(),
    }
}

fn period() -> EventView {
    EventView {
        id: "offres".into(),
        title: "Paramétrer les offres de formation".into(),
        kind: "period".into(),
        kind_label: "Période".into(),
        date: Some(date("13", "vendredi", "au vendredi")),
        end: Some(date("13", "vendredi", "au vendredi")),
        when: "du 2 au 13 décembre 2024".into(),
        clock: Some(clock("period")),
        time_zone: Some("heure de Paris".into()),
        time: Some("18 h 00".into()),
        phase: Some("1re phase".into()),
        confirmed: false,
        importance: "normal".into(),
        changed_on: None,
        audiences: vec![tag("Établissement d’accueil")],
        ..event()
    }
}

fn undated() -> EventView {
    EventView {
        id: "suite".into(),
        date: None,
        end: None,
        clock: None,
        time: None,
        when: "date à confirmer".into(),
        ..period()
    }
}

fn change(about: bool) -> ChangeView {
    ChangeView {
        on: date("2", "lundi", "lundi"),
        what: "La date de clôture est avancée.".into(),
        old: Some("13 décembre".into()),
        new: Some("11 décembre".into()),
        why: Some("Le calendrier a été resserré.".into()),
        source: Some("Lettre n° 3".into()),
        about: about.then(|| link("Mettre à jour les informations", "../calendrier/informations.html")),
    }
}

pub(super) fn contact() -> ContactCard {
    let channel = |kind: &str, text: &str, href: Option<&str>| ChannelView {
        kind: kind.into(),
        text: text.into(),
        href: href.map(Into::into),
        path: Vec::new(),
    };
    ContactCard {
        label: "Pôle d’assistance".into(),
        href: Some("../contacts/assistance.html".into()),
        serves: Some("Répond aux questions de connexion et de droits.".into()),
        channels: vec![
            channel("phone", "01 99 00 00 00", Some("tel:+33199000000")),
            channel("mail", "assistance@exemple.invalid", Some("mailto:assistance@exemple.invalid")),
            channel("url", "Formulaire", Some("https://exemple.invalid/contact")),
            channel("address", "1 rue de l’Exemple, 00000 Exempleville", None),
            ChannelView { path: vec!["Messagerie".into(), "Contact".into()], ..channel("app_path", "", None) },
        ],
        hours: None,
        fallback: Some(link("Secrétariat", "../contacts/secretariat.html")),
    }
}

pub(super) fn document() -> DocumentCard {
    DocumentCard {
        title: "Fiche technique : profils de droits".into(),
        href: "../documents/profils.html".into(),
        summary: Some("Les quatre profils et ce que chacun peut faire.".into()),
        kind: "Fiche technique".into(),
        file_href: Some("../documents/profils.pdf".into()),
        file_type: Some("PDF".into()),
        size: Some("1,2 Mo".into()),
        pages: Some("12 pages".into()),
        version: Some("2.1".into()),
        date: Some(date("3", "mardi", "mardi")),
        sha256: Some("0".repeat(64)),
        audiences: vec![tag("Tous les établissements")],
        ..DocumentCard::default()
    }
}

fn document_in_app() -> DocumentCard {
    DocumentCard {
        title: "Guide complet".into(),
        file_href: None,
        app_path: vec!["Informations".into(), "Documentation".into()],
        ..document()
    }
}

pub(super) fn video() -> VideoCard {
    VideoCard {
        title: "Se connecter la première fois".into(),
        href: "../videos/connexion.html".into(),
        summary: Some("Où trouver l’identifiant, et que faire du code reçu.".into()),
        duration: Some("4 min 05".into()),
        duration_iso: Some("PT4M5S".into()),
        access: "login".into(),
        poster_href: None,
        poster_alt: String::new(),
        audiences: vec![tag("Tous les établissements")],
    }
}

pub(super) fn faq() -> FaqCard {
    FaqCard {
        question: "Combien de comptes administrateur par établissement ?".into(),
        href: "../faq/droits/administrateurs.html".into(),
        short_answer: Some("Jusqu’à trois comptes « administrateur » par établissement.".into()),
        situation: Some("L’administrateur est parti".into()),
        urgent: true,
        audiences: vec![tag("Tous les établissements")],
    }
}

fn announcement() -> AnnouncementCard {
    AnnouncementCard {
        title: "Ouverture de la campagne 2025".into(),
        href: "../annonces/ouverture.html".into(),
        kind: "instruction".into(),
        kind_label: "Instruction".into(),
        date: Some(date("1er", "dimanche", "dimanche")).map(|date| DateView { iso: "2024-12-01".into(), ..date }),
        issuer: Some("Service de démonstration".into()),
        summary: Some("Le site de gestion est ouvert.".into()),
        audiences: vec![],
    }
}

fn audience() -> AudienceCard {
    AudienceCard {
        label: "Établissement d’origine".into(),
        i_am: Some("un établissement d’origine".into()),
        summary: Some("Lycées dont les élèves formulent des vœux.".into()),
        href: "../je-suis/origine.html".into(),
    }
}

const CONTENT: &str = include_str!("samples/content.html");

pub(super) fn body() -> BodyView {
    BodyView {
        content_html: Some(Markup::ready(CONTENT)),
        app_path: vec!["Informations".into(), "Documentation".into(), "Comptes et droits".into()],
        sources: vec![
            QuoteView {
                quote: Some("Il est dorénavant possible d’avoir jusqu’à 3 comptes.".into()),
                document: "Instruction du 1er décembre 2024".into(),
                href: Some("https://exemple.invalid/instruction.pdf".into()),
            },
            QuoteView { document: "Lettre n° 3".into(), ..QuoteView::default() },
        ],
        gap: Some(GapView {
            question: "L’administrateur est parti : que faire ?".into(),
            why: "La marche à suivre se trouve dans l’application.".into(),
            instead: Some("Sans accès, appelez le pôle d’assistance.".into()),
        }),
        changes: vec![change(false)],
        see_also: vec![
            noted("Première connexion", "../videos/connexion.html", "Vidéo"),
            link("Profils", "profils.html"),
        ],
        contact: Some(contact()),
    }
}

fn sidebar() -> SidebarView {
    let item = |label: &str, entry: u32| SidebarItem {
        label: label.into(),
        href: format!("{entry}.html"),
        mark: mark(entry),
        children: vec![],
    };
    SidebarView {
        title: "Questions".into(),
        href: Some("index.html".into()),
        mark: mark(0),
        items: vec![],
        sections: vec![
            SidebarSection {
                label: "Comptes et droits".into(),
                href: "droits/index.html".into(),
                mark: mark(1),
                items: vec![
                    item("Où se connecter, et depuis quand ?", 2),
                    SidebarItem {
                        children: vec![item("Et la double authentification ?", 4)],
                        ..item("Combien d’administrateurs par établissement ?", 3)
                    },
                ],
            },
            SidebarSection { label: "Saisie".into(), href: "saisie/index.html".into(), mark: mark(5), items: vec![] },
        ],
    }
}

pub(super) fn masthead() -> MastheadView {
    let item = |label: &str, current| NavItem { label: label.into(), href: "../index.html".into(), current };
    MastheadView {
        site: site(),
        home_href: "../index.html".into(),
        logo_href: None,
        navigation: vec![
            item("Accueil", false),
            item("Questions", true),
            item("Vidéos", false),
            item("Calendrier", false),
            item("Documents", false),
            item("Contact", false),
        ],
        search_href: "../recherche/index.html".into(),
        search_current: false,
        questions_href: Some("../questions-a-z/index.html".into()),
    }
}

pub(super) fn footer() -> FooterView {
    FooterView {
        site: site(),
        notice: Some("Rédigé d’après l’instruction du 1er décembre 2024.".into()),
        links: vec![link("Accessibilité", "../accessibilite.html"), link("Mentions légales", "../mentions.html")],
        feed_href: Some("../flux.xml".into()),
        questions_href: Some("../questions-a-z/index.html".into()),
        archives: vec![link("Campagne 2024", "../archives/2024/index.html")],
    }
}
