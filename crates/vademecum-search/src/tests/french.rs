//! What French readers type, and what it must find.

use super::{ask, engine, page, routes};
use crate::Engine;

fn site() -> Engine {
    engine(
        &[
            page("etablissement", "Changer l’établissement d’un élève", "L'établissement est celui de l’inscription."),
            page("autorise", "Qui est autorisé ?", "Une personne autorisée signe."),
            page("autorisation", "L’autorisation de sortie", "Une autorisation écrite."),
            page("activite", "Les activités du samedi", "Chaque activité a lieu le matin."),
            page("voeux", "Saisir ses vœux", "Un vœu se confirme."),
            page("habilite", "Être habilité à signer", "Le proviseur est habilité."),
            page("habilitation", "L’habilitation électrique", "Une habilitation est délivrée."),
            page("configuration", "La configuration du poste", "Le poste est configuré par le service."),
            page("identifiant", "Quel est mon identifiant ?", "L’identifiant commence par une lettre."),
            page("mdp", "J’ai perdu mon mot de passe", "Le mot de passe se change à la connexion."),
            page("profil", "Qu’est-ce qu’un profil de droits ?", "Un profil regroupe des droits."),
            page("autre", "La cantine", "On mange à midi ; les droits de chacun y sont les mêmes."),
        ],
        &[&["MDP", "mot de passe"], &["CIO", "centre d’information et d’orientation"]],
    )
}

fn first(query: &str) -> String {
    routes(&site(), query).first().cloned().unwrap_or_default()
}

#[test]
fn an_elided_word_is_found_with_both_apostrophes_and_without() {
    for query in ["établissement", "l'établissement", "l’établissement", "d'établissement"] {
        assert_eq!(first(query), "etablissement", "{query}");
    }
}

#[test]
fn accents_and_capitals_do_not_matter() {
    for query in ["etablissement", "ETABLISSEMENT", "Établissement"] {
        assert_eq!(first(query), "etablissement", "{query}");
    }
}

#[test]
fn forms_of_one_family_find_each_other() {
    let found = routes(&site(), "autorisée ");
    assert_eq!(found[0], "autorise");
    assert!(found.contains(&"autorisation".to_owned()));
}

#[test]
fn a_word_without_its_accent_finds_all_that_the_word_finds() {
    assert_eq!(first("activite"), "activite");
    assert_eq!(routes(&site(), "activite "), routes(&site(), "activité "));
}

#[test]
fn ligatures_and_plurals_in_x_are_the_same_word() {
    for query in ["voeux", "vœux", "vœu", "voeu", "VŒUX"] {
        assert_eq!(first(query), "voeux", "{query}");
    }
}

#[test]
fn the_typed_form_comes_before_its_relatives() {
    let site = site();
    for (query, best, other) in
        [("habilité ", "habilite", "habilitation"), ("habilitation ", "habilitation", "habilite")]
    {
        let found = routes(&site, query);
        assert_eq!(found[0], best, "{query}");
        assert!(found.contains(&other.to_owned()), "{query}");
    }
}

#[test]
fn a_word_is_found_while_it_is_typed_beyond_its_stem() {
    for query in ["config", "configurati", "configuration"] {
        assert_eq!(first(query), "configuration", "{query}");
    }
}

#[test]
fn a_mistyped_word_is_corrected_and_the_correction_is_told() {
    let answer = ask(&site(), "indentifiant");
    assert_eq!(answer.groups[0].route, "identifiant");
    assert_eq!(answer.corrected, [("indentifiant".to_owned(), "identifiant".to_owned())]);
    assert_eq!(answer.suggestion.as_deref(), Some("identifiant"));
    assert!(ask(&site(), "identifiant").corrected.is_empty());
}

#[test]
fn an_acronym_its_words_and_its_words_run_together_are_one_thing() {
    for query in ["motdepasse", "mot de passe", "mdp", "MDP", "mot passe"] {
        assert_eq!(first(query), "mdp", "{query}");
    }
}

#[test]
fn a_question_in_full_finds_what_it_is_about() {
    assert_eq!(first("qu'est-ce qu'un profil de droits ?"), "profil");
    assert_eq!(first("Qu’est-ce que le profil"), "profil");
}

#[test]
fn a_question_of_small_words_only_is_answered_by_a_title_that_has_them() {
    assert_eq!(first("qui est"), "autorise");
}

#[test]
fn a_word_typed_in_two_parts_is_found() {
    assert_eq!(first("etablis sement "), "etablissement");
}
