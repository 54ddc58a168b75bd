//! Which words of a query the glossary knows, and what else they are called.

use crate::analysis::{Analyser, Word, is_function_word};

/// Groups of phrases that mean the same, each phrase as its exact words.
#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    groups: Vec<Vec<Vec<String>>>,
}

impl Synonyms {
    /// The groups of a site; what is only punctuation is left out, and so is a group of one.
    pub fn new(groups: &[Vec<String>], analyser: &Analyser) -> Self {
        let phrase =
            |text: &String| -> Vec<String> { analyser.words(text).into_iter().map(|word| word.forms.exact).collect() };
        let group = |texts: &Vec<String>| -> Vec<Vec<String>> {
            let mut phrases: Vec<Vec<String>> = Vec::new();
            for phrase in texts.iter().map(phrase).filter(|phrase| !phrase.is_empty()) {
                if !phrases.contains(&phrase) {
                    phrases.push(phrase);
                }
            }
            phrases
        };
        Self { groups: groups.iter().map(group).filter(|group| group.len() > 1).collect() }
    }

    /// The longest phrase with which `words` begin: how many words it is, and what else it is called.
    pub fn at(&self, words: &[Word]) -> Option<(usize, Vec<&[String]>)> {
        let mut longest = 0;
        let mut others: Vec<&[String]> = Vec::new();
        for group in &self.groups {
            let Some((at, taken)) = best_of(group, words).filter(|(_, taken)| *taken >= longest) else { continue };
            if taken > longest {
                others.clear();
                longest = taken;
            }
            let rest = group.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, phrase)| phrase.as_slice());
            others.extend(rest);
        }
        (longest > 0).then_some((longest, others))
    }
}

/// The longest phrase of a group with which the words begin, and how many words it takes.
fn best_of(group: &[Vec<String>], words: &[Word]) -> Option<(usize, usize)> {
    let lengths = group.iter().enumerate().filter_map(|(at, phrase)| Some((at, begins(phrase, words)?)));
    lengths.max_by_key(|(at, taken)| (*taken, usize::MAX - at))
}

/// How many words a phrase takes at the start of `words`, a plural s apart and with or without its small words.
fn begins(phrase: &[String], words: &[Word]) -> Option<usize> {
    let mut taken = 0;
    for part in phrase {
        match words.get(taken) {
            Some(word) if same(part, &word.forms.exact) => taken += 1,
            _ if taken > 0 && is_function_word(part, crate::Language::Fr) => {}
            _ => return None,
        }
    }
    Some(taken)
}

fn same(part: &str, typed: &str) -> bool {
    part == typed || part.strip_suffix('s') == Some(typed) || typed.strip_suffix('s') == Some(part)
}
