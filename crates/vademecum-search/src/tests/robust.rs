//! Bytes that are no index, and queries that nobody should type.

use proptest::prelude::*;

use super::{ask, engine, page, words};
use crate::{Engine, Failure, RELEASE, write};

fn bundle() -> Vec<u8> {
    write(&[page("a", "Mot de passe", "Un texte."), page("b", "Compte", "Un autre.")], &words(&[]))
        .expect("written")
        .bundle()
}

#[test]
fn an_index_cut_anywhere_is_refused() {
    let bundle = bundle();
    for cut in 0..bundle.len() {
        assert!(matches!(Engine::open(bundle[..cut].to_vec()), Err(Failure::Damaged(_))), "{cut}");
    }
}

#[test]
fn an_index_with_one_changed_byte_is_refused() {
    let bundle = bundle();
    for at in (0..bundle.len()).step_by(7) {
        let mut changed = bundle.clone();
        changed[at] ^= 0x55;
        assert!(Engine::open(changed).is_err(), "{at}");
    }
}

#[test]
fn an_index_of_another_release_is_refused_with_both_names() {
    let mut other = bundle();
    other[5] = b'9';
    let Err(Failure::OtherRelease { index, engine }) = Engine::open(other) else { panic!("it was opened") };
    assert_ne!(index, engine);
    assert_eq!(engine, RELEASE);
}

#[test]
fn a_request_that_is_none_is_told() {
    let engine = Engine::open(bundle()).expect("opened");
    for request in ["", "{}", "[1]", "{\"query\":1}", "{\"query\":\"a\",\"limit\":-1}"] {
        assert!(matches!(engine.answer_json(request), Err(Failure::Request(_))), "{request}");
    }
}

#[test]
fn strange_queries_are_answered() {
    let engine = engine(&[page("a", "Mot de passe", "Un texte."), page("b", "", "")], &[&["mdp", "mot de passe"]]);
    let long = "é".repeat(10_000);
    let many = "mot ".repeat(5_000);
    let run_together = "motdepasse".repeat(90);
    for query in [
        long.as_str(),
        &many,
        &run_together,
        "\"\"\"\"",
        "👩‍👩‍👧‍👦 🇫🇷",
        "كلمة السر",
        "\u{202e}abc",
        "'",
        "l'",
        "’’’",
        "\0",
        "-",
        "mot-",
        "%",
        "e\u{301}\u{301}\u{301}",
    ] {
        ask(&engine, query);
    }
}

proptest! {
    #[test]
    fn no_query_panics(query in any::<String>()) {
        let engine = engine(&[page("a", "Mot de passe", "Un texte d’école."), page("b", "œuvre", "été")], &[&["mdp", "mot de passe"]]);
        let answer = ask(&engine, &query);
        // What is marked is exactly what is written.
        for group in &answer.groups {
            prop_assert!(["Mot de passe", "œuvre"].contains(&group.title.concat().as_str()));
        }
    }

    #[test]
    fn what_a_text_says_is_found_by_each_of_its_words(words in proptest::collection::vec("[a-zéèàçœ]{3,12}", 1..8)) {
        let engine = engine(&[page("a", "Titre", &words.join(" ")), page("b", "Autre", "rien")], &[]);
        for word in &words {
            let found = ask(&engine, &format!("{word} "));
            let function = crate::analysis::is_function_word(&crate::analysis::fold(word), crate::Language::Fr);
            prop_assert!(function || found.groups.iter().any(|group| group.route == "a"), "{word}");
        }
    }
}
