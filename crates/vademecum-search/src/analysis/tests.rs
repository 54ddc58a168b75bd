//! Words as the analysis gives them.

use super::{Analyser, Language, is_function_word};

fn exact(text: &str) -> Vec<String> {
    Analyser::new(Language::Fr).words(text).into_iter().map(|word| word.forms.exact).collect()
}

/// Whether a query word and a word of a text share a form.
fn meet(query: &str, text: &str) -> bool {
    let analyser = Analyser::new(Language::Fr);
    let forms = |text: &str| -> Vec<String> {
        analyser
            .words(text)
            .into_iter()
            .flat_map(|word| [Some(word.forms.stem), word.forms.plain_stem])
            .flatten()
            .collect()
    };
    forms(query).iter().any(|form| forms(text).contains(form))
}

#[test]
fn an_elided_article_is_no_part_of_its_word_with_either_apostrophe() {
    for text in ["l'établissement", "l’établissement", "L’ÉTABLISSEMENT", "lʼétablissement", "d'établissement"]
    {
        assert_eq!(exact(text), ["etablissement"], "{text}");
    }
    assert_eq!(exact("jusqu’à l’an 2025"), ["a", "an", "2025"]);
}

#[test]
fn other_apostrophes_and_single_letters_stay_in_their_word() {
    assert_eq!(
        exact("aujourd’hui un prud'homme envoie un e-mail"),
        ["aujourdhui", "un", "prudhomme", "envoie", "un", "email"]
    );
    assert_eq!(exact("mot-de-passe"), ["mot", "de", "passe"]);
}

#[test]
fn letters_that_look_the_same_are_the_same() {
    assert_eq!(exact("vœux VOEUX vo\u{AD}eux voe\u{300}ux ﬁche"), ["voeux", "voeux", "voeux", "voeux", "fiche"]);
}

#[test]
fn a_word_meets_itself_without_accents_and_in_another_number() {
    for (query, text) in [
        ("etablissement", "établissements"),
        ("activite", "activité"),
        ("ACTIVITES", "activité"),
        ("voeu", "vœux"),
        ("autorisée", "autorisation"),
        ("autorise", "autorisée"),
    ] {
        assert!(meet(query, text), "{query} {text}");
    }
}

#[test]
fn the_ranges_cover_the_written_words() {
    let text = "à l’élève, « œuvre »";
    let words = Analyser::new(Language::Fr).words(text);
    assert_eq!(words.iter().map(|word| &text[word.range.clone()]).collect::<Vec<_>>(), ["à", "élève", "œuvre"]);
}

#[test]
fn the_lists_of_function_words_are_sorted() {
    assert!(is_function_word("a", Language::Fr) && is_function_word("y", Language::Fr));
    assert!(is_function_word("a", Language::En) && is_function_word("yours", Language::En));
    assert!(!is_function_word("profil", Language::Fr));
}
