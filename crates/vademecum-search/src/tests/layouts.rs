//! The same answers however the bytes are laid out.

use super::{page, words};
use crate::{Engine, Failure, Page, Request, write};

/// Enough text for several pieces.
fn pages() -> Vec<Page> {
    let text = |at: usize| {
        let words = (0..120).map(|word| format!("mot{} ", (at * 31 + word * 17) % 2000)).collect::<String>();
        format!("{words} commun")
    };
    (0..300).map(|at| page(&format!("p{at:03}"), &format!("Titre {at} du mot{}", at * 7 % 2000), &text(at))).collect()
}

#[test]
fn pieces_give_the_bytes_of_the_bundle_in_two_rounds() {
    let files = write(&pages(), &words(&[])).expect("written");
    let bundle = Engine::open(files.bundle()).expect("opened");
    let layout = files.pieces().expect("laid out");
    assert!(layout.pieces().len() > 20 && layout.opening.len() * 3 < files.len(), "{} pieces", layout.pieces().len());
    for query in ["mot17", "commun ", "titre 12 du mot84", "mto17 ", "mot", "rien", ""] {
        let request = format!("{{\"query\":\"{query}\"}}");
        let mut engine = Engine::open(layout.opening.clone()).expect("opened");
        let mut rounds = 0;
        let answer = loop {
            match engine.answer_json(&request) {
                Ok(answer) => break answer,
                Err(Failure::Missing(pieces)) => {
                    rounds += 1;
                    assert!(rounds <= 2, "{query}");
                    for piece in pieces {
                        engine.add_piece(piece, layout.piece(piece).expect("there").to_vec()).expect("the right piece");
                    }
                }
                Err(failure) => panic!("{query}: {failure}"),
            }
        };
        assert_eq!(answer, bundle.answer_json(&request).expect("answered"), "{query}");
    }
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let files = || write(&pages(), &words(&[&["a", "b"]])).expect("written");
    assert_eq!(files(), files());
}

#[test]
fn a_piece_of_another_index_is_refused() {
    let layout = write(&pages(), &words(&[])).expect("written").pieces().expect("laid out");
    let mut engine = Engine::open(layout.opening.clone()).expect("opened");
    assert!(matches!(engine.add_piece(0, layout.piece(1).expect("there").to_vec()), Err(Failure::Damaged(_))));
    assert!(matches!(engine.add_piece(9999, Vec::new()), Err(Failure::Damaged(_))));
}

#[test]
fn an_index_without_pages_answers_nothing() {
    let engine = Engine::open(write(&[], &words(&[])).expect("written").bundle()).expect("opened");
    assert_eq!(engine.answer(&Request::new("mot")).expect("answered").count, 0);
}
