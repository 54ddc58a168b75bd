//! What an answer shows.

use super::{ask, engine, page};
use crate::{Engine, Page, Place, Request};

fn place(fragment: &str, title: &str, body: &str) -> Place {
    Place { fragment: fragment.to_owned(), title: title.to_owned(), body: body.to_owned() }
}

fn site() -> Engine {
    let guide = Page {
        kind: "page".to_owned(),
        context: vec!["Guides".to_owned()],
        audiences: vec!["chefs".to_owned()],
        places: vec![
            place("", "", "Ce guide parle des comptes."),
            place("creer", "Créer un compte", "Le chef crée un compte pour chaque agent."),
            place("fermer", "Fermer un compte", "Un compte fermé ne se rouvre pas."),
            place("droits", "Donner des droits", "Les droits suivent le compte."),
            place("fin", "La fin", "Un dernier compte."),
        ],
        ..page("guide", "Le guide des comptes", "")
    };
    let question =
        Page {
            campaign: Some("2025".to_owned()), urgent: true, ..page("bloque", "Mon compte est bloqué", "Appelez.")
        };
    let gap = Page { gap: true, ..page("inconnu", "Combien de comptes ?", "On ne le sait pas.") };
    engine(&[question, guide, gap], &[])
}

#[test]
fn places_stand_under_their_page_and_the_rest_is_counted() {
    let answer = ask(&site(), "compte ");
    let guide = answer.groups.iter().find(|group| group.route == "guide").expect("it answers");
    assert_eq!((guide.hits.len(), guide.more), (3, 2));
    assert_eq!(guide.context, ["Guides"]);
    assert_eq!((answer.count, answer.pages), (7, 3));
}

#[test]
fn the_words_that_were_found_are_marked() {
    let answer = ask(&site(), "comptes bloqués ");
    assert_eq!(answer.groups[0].title, ["Mon ", "compte", " est ", "bloqué"]);
    let gap = answer.groups.iter().find(|group| group.gap).expect("gaps are found");
    assert_eq!(gap.title, ["Combien de ", "comptes", " ?"]);
    assert!(answer.groups[0].urgent);
}

#[test]
fn filters_narrow_and_counts_say_what_the_others_would_give() {
    let site = site();
    let answer = site.answer(&Request { kind: Some("page".to_owned()), ..Request::new("compte ") }).expect("answered");
    assert_eq!((answer.count, answer.pages), (5, 1));
    assert_eq!(answer.facets.kind, [("page".to_owned(), 5), ("faq".to_owned(), 2)]);
    // What names no audience is for all of them.
    assert_eq!(answer.facets.audience, [("chefs".to_owned(), 5)]);
    assert_eq!(ask(&site, "compte ").facets.audience, [("chefs".to_owned(), 7)]);
    let none =
        site.answer(&Request { audience: Some("élèves".to_owned()), ..Request::new("compte ") }).expect("answered");
    assert_eq!(none.count, 2);
}

#[test]
fn pages_are_given_in_portions() {
    let site = site();
    let portion = |offset| {
        let answer = site.answer(&Request { limit: 2, offset, ..Request::new("compte ") }).expect("answered");
        answer.groups.into_iter().map(|group| group.route).collect::<Vec<_>>()
    };
    let all: Vec<String> = [portion(0), portion(2)].concat();
    assert_eq!(all, ask(&site, "compte ").groups.into_iter().map(|group| group.route).collect::<Vec<_>>());
    assert_eq!(portion(4), Vec::<String>::new());
}

#[test]
fn a_long_text_shows_the_stretch_that_answers() {
    let long = format!(
        "{} Le certificat se renouvelle en mars. {}",
        "Du vent et des mots. ".repeat(60),
        "La suite. ".repeat(60)
    );
    let engine = engine(&[page("long", "Sans rapport", &long)], &[]);
    let snippet = ask(&engine, "certificat ").groups[0].hits[0].snippet.concat();
    assert!(snippet.starts_with("… Le certificat se renouvelle"), "{snippet}");
    assert!(snippet.ends_with(" …") && snippet.chars().count() < 200, "{snippet}");
}

#[test]
fn nothing_found_is_an_empty_answer() {
    let answer = ask(&site(), "xylophone ");
    assert_eq!((answer.count, answer.groups.len(), answer.suggestion), (0, 0, None));
    assert_eq!(ask(&site(), "").count, 0);
}
