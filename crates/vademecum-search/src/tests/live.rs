//! An index that is kept up to date answers as one written anew.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{page, words};
use crate::{Engine, LiveIndex, Page, Request, write};

const WORDS: [&str; 10] =
    ["compte", "comptes", "droit", "droits", "identifiant", "mot", "passe", "campagne", "calendrier", "fiche"];

fn text(seed: usize) -> String {
    (0..seed % 9 + 1).map(|at| WORDS[(seed * 7 + at * 3) % WORDS.len()]).collect::<Vec<_>>().join(" ")
}

fn some_page(name: usize, seed: usize) -> Page {
    page(&format!("p{name}"), &text(seed), &text(seed / 3 + 1))
}

fn answers_anew(pages: &BTreeMap<usize, Page>, query: &str) -> String {
    let mut pages: Vec<Page> = pages.values().cloned().collect();
    pages.sort_by(|a, b| a.route.cmp(&b.route));
    let engine = Engine::open(write(&pages, &words(&[])).expect("written").bundle()).expect("opened");
    let answer = engine.answer(&Request::new(query)).expect("answered");
    serde_json::to_string(&answer).expect("JSON")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn after_any_edits_the_answers_are_those_of_a_new_index(
        edits in proptest::collection::vec((0usize..12, proptest::option::of(0usize..500)), 1..30),
    ) {
        let mut pages: BTreeMap<usize, Page> = (0..8).map(|at| (at, some_page(at, at * 11))).collect();
        let mut live = LiveIndex::new(pages.values().cloned().collect(), words(&[])).expect("written");
        for (name, seed) in edits {
            match seed {
                Some(seed) => {
                    pages.insert(name, some_page(name, seed));
                    live.update(vec![some_page(name, seed)], &[]).expect("updated");
                }
                None => {
                    pages.remove(&name);
                    live.update(Vec::new(), &[format!("p{name}")]).expect("updated");
                }
            }
        }
        for query in ["compte", "droits ", "identifiant mot", "ident", "calendreir ", "motpasse "] {
            let answer = live.answer(&Request::new(query)).expect("answered");
            prop_assert_eq!(serde_json::to_string(&answer).expect("JSON"), answers_anew(&pages, query), "{}", query);
        }
    }
}
