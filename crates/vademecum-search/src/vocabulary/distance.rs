//! The typing distance as an automaton over a dictionary: the optimal string alignment distance, in which a letter
//! added, dropped, changed, or swapped with the next is one edit.
//!
//! Its state is the last two rows of the distance's table, so that it needs no table of its own: the automata that are
//! made ahead for every word weigh more than the rest of the engine.

use tantivy_fst::Automaton;

/// Longer words are not corrected.
const LONGEST: usize = 32;
type Row = [u8; LONGEST + 1];

/// Accepts what is close to a word. Letters are bytes: folded words are ASCII but for other scripts.
pub(crate) struct Near {
    word: Vec<u8>,
    most: u8,
}

/// How far a candidate has been read.
#[derive(Clone)]
pub(crate) struct Reading {
    row: Row,
    before: Row,
    last: u8,
}

impl Near {
    /// What accepts words at a distance of at most `most` from `word`; `None` when the word is too long.
    pub fn new(word: &str, most: u8) -> Option<Self> {
        (word.len() <= LONGEST).then(|| Self { word: word.as_bytes().to_vec(), most })
    }

    /// The distance to a word that is accepted.
    pub fn distance(&self, term: &[u8]) -> u8 {
        let read = term.iter().fold(self.start(), |state, byte| self.accept(&state, *byte));
        read.row[self.word.len()]
    }
}

impl Automaton for &Near {
    type State = Reading;

    fn start(&self) -> Reading {
        (**self).start()
    }

    fn is_match(&self, state: &Reading) -> bool {
        state.row[self.word.len()] <= self.most
    }

    fn can_match(&self, state: &Reading) -> bool {
        state.row[..=self.word.len()].iter().any(|edits| *edits <= self.most)
    }

    fn accept(&self, state: &Reading, byte: u8) -> Reading {
        (**self).accept(state, byte)
    }
}

impl Near {
    fn start(&self) -> Reading {
        let mut row = [u8::MAX; LONGEST + 1];
        for (at, edits) in row[..=self.word.len()].iter_mut().enumerate() {
            *edits = at as u8;
        }
        Reading { row, before: [u8::MAX; LONGEST + 1], last: 0 }
    }

    fn accept(&self, state: &Reading, byte: u8) -> Reading {
        let mut row = [u8::MAX; LONGEST + 1];
        row[0] = state.row[0].saturating_add(1);
        for (at, letter) in self.word.iter().enumerate() {
            let changed = state.row[at].saturating_add(u8::from(*letter != byte));
            let mut edits = changed.min(row[at].saturating_add(1)).min(state.row[at + 1].saturating_add(1));
            if at > 0 && *letter == state.last && self.word[at - 1] == byte {
                edits = edits.min(state.before[at - 1].saturating_add(1));
            }
            row[at + 1] = edits;
        }
        Reading { row, before: state.row, last: byte }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slip_of_a_finger_is_one_edit() {
        let near = Near::new("identifiant", 2).expect("short");
        for (typed, edits) in
            [("identifiant", 0), ("indentifiant", 1), ("idenifiant", 1), ("idenitfiant", 1), ("idantifian", 2)]
        {
            assert_eq!(near.distance(typed.as_bytes()), edits, "{typed}");
        }
        assert!(Near::new(&"a".repeat(33), 1).is_none());
    }

    #[test]
    fn a_hopeless_reading_ends_early() {
        let near = Near::new("cio", 1).expect("short");
        let read = "xyz".bytes().fold(near.start(), |state, byte| near.accept(&state, byte));
        assert!(!(&near).can_match(&read));
    }
}
