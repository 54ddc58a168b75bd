//! A query to what has to be looked for: concepts, each of which can be met in several ways.

use std::io;

use crate::analysis::{Analyser, Forms, Language, Word, is_function_word};
use crate::segment::Segment;
use crate::synonyms::Synonyms;
use crate::vocabulary::{self, Known};
use crate::weights::Weights;

/// What a query asks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// In the order of the query.
    pub concepts: Vec<Concept>,
    /// Words that no place has, each with the closest that one has.
    pub corrected: Vec<(Word, String)>,
}

/// A word of the query, or several that mean one thing.
#[derive(Clone, Debug)]
pub(crate) struct Concept {
    /// What it counts, a word of the matter being 1.
    pub weight: f32,
    /// What meets it; of several the best counts.
    pub ways: Vec<Way>,
}

/// One way to meet a concept.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// What it counts, the typed word being 1.
    pub weight: f32,
    /// The words; a place that lacks one of several does not meet the concept this way.
    pub words: Vec<Needle>,
}

/// A word to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Needle {
    /// Its exact form.
    pub exact: Option<String>,
    /// Its stems; none for a function word, which is looked for in titles only.
    pub stems: Vec<String>,
}

impl Needle {
    fn of(forms: &Forms) -> Self {
        let stems = std::iter::once(forms.stem.clone()).chain(forms.plain_stem.clone()).collect();
        Self { exact: Some(forms.exact.clone()), stems }
    }

    fn function_word(exact: &str) -> Self {
        Self { exact: Some(exact.to_owned()), stems: Vec::new() }
    }
}

impl Way {
    fn word(needle: Needle, weight: f32) -> Self {
        Self { weight, words: vec![needle] }
    }
}

/// Completions of the word being typed that are looked for.
const MOST_COMPLETIONS: usize = 20;
/// Corrections of one word that are looked for.
const MOST_CORRECTIONS: usize = 12;
/// Words of the same family that are looked for.
const MOST_RELATIVES: usize = 12;
/// Words that a short one may be short for that are looked for.
const MOST_UNCLIPPED: usize = 8;
/// Words beyond these are left out: nobody asks for so many things.
const MOST_CONCEPTS: usize = 24;

/// What a plan is made with.
pub(crate) struct Planner<'a> {
    /// The index.
    pub segments: &'a [Segment],
    /// One for each language of the site, its own first.
    pub analysers: &'a [Analyser],
    /// What the glossary says.
    pub synonyms: &'a Synonyms,
    /// The numbers of the ranking.
    pub weights: &'a Weights,
}

impl Planner<'_> {
    /// What `query` asks for. Its last word is still being typed unless something follows it.
    pub fn plan(&self, query: &str) -> io::Result<Plan> {
        let words = self.main().words(query);
        let open = query.chars().next_back().is_some_and(char::is_alphanumeric);
        let mut plan = Plan::default();
        let mut at = 0;
        while at < words.len() && plan.concepts.len() < MOST_CONCEPTS {
            let is_last = at + 1 == words.len();
            let (concept, taken) = match self.phrase(&words[at..])? {
                Some((concept, taken)) => (concept, taken),
                None => (self.single(&words[at], open && is_last, &mut plan.corrected)?, 1),
            };
            let repeated = !is_last && words[..at].iter().any(|before| before.forms == words[at].forms);
            if !repeated && !concept.ways.is_empty() {
                plan.concepts.push(concept);
            }
            at += taken;
        }
        Ok(plan)
    }

    /// The analyser of the site's own language.
    fn main(&self) -> &Analyser {
        &self.analysers[0]
    }

    fn is_function_word(&self, exact: &str) -> bool {
        is_function_word(exact, self.main().language())
    }

    /// The forms of a word in every language of the site.
    fn needle(&self, forms: &Forms) -> Needle {
        let mut needle = Needle::of(forms);
        for analyser in &self.analysers[1..] {
            let other = Needle::of(&analyser.forms(&forms.exact));
            for stem in other.stems {
                if !needle.stems.contains(&stem) {
                    needle.stems.push(stem);
                }
            }
        }
        needle
    }

    fn needle_of_exact(&self, exact: &str) -> Needle {
        if self.is_function_word(exact) { Needle::function_word(exact) } else { self.needle(&self.main().forms(exact)) }
    }

    fn frequency(&self, exact: &str) -> io::Result<u32> {
        vocabulary::frequency(self.segments, self.segments[0].fields.word, exact)
    }

    /// Whether any place has the word in another form.
    fn has_stem(&self, stems: &[String]) -> io::Result<bool> {
        let fields = &self.segments[0].fields;
        for stem in stems {
            for field in [fields.title_stem, fields.body_stem, fields.alias_stem, fields.context_stem] {
                if vocabulary::frequency(self.segments, field, stem)? > 0 {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// A concept of several words at the start of `words`, and how many it takes: what the glossary knows, or one word
    /// that was typed in two parts.
    fn phrase(&self, words: &[Word]) -> io::Result<Option<(Concept, usize)>> {
        if let Some((taken, others)) = self.synonyms.at(words) {
            let typed: Vec<Needle> =
                words[..taken].iter().map(|word| self.needle_of_exact(&word.forms.exact)).collect();
            let mut ways = vec![Way { weight: 1.0, words: typed }];
            for other in others {
                let words = other.iter().map(|exact| self.needle_of_exact(exact)).collect();
                ways.push(Way { weight: self.weights.synonym, words });
            }
            return Ok(Some((Concept { weight: taken.min(2) as f32, ways }, taken)));
        }
        self.in_two_parts(words)
    }

    fn in_two_parts(&self, words: &[Word]) -> io::Result<Option<(Concept, usize)>> {
        let [first, second, ..] = words else { return Ok(None) };
        let (first, second) = (&first.forms.exact, &second.forms.exact);
        if self.frequency(first)? > 0 && self.frequency(second)? > 0 {
            return Ok(None);
        }
        let joined = format!("{first}{second}");
        if joined.len() < 4 || self.frequency(&joined)? == 0 {
            return Ok(None);
        }
        let way = Way::word(self.needle_of_exact(&joined), self.weights.synonym);
        Ok(Some((Concept { weight: 1.0, ways: vec![way] }, 2)))
    }

    /// A concept of one word.
    fn single(&self, word: &Word, open: bool, corrected: &mut Vec<(Word, String)>) -> io::Result<Concept> {
        let typed = &word.forms.exact;
        let known = self.frequency(typed)? > 0;
        let other = if known { None } else { self.other_number(typed)? };
        let exact = other.as_ref().unwrap_or(typed);
        let function = self.is_function_word(exact);
        let needle = if other.is_some() || function { self.needle_of_exact(exact) } else { self.needle(&word.forms) };
        let met = known || other.is_some() || (!function && self.has_stem(&needle.stems)?);
        let mut ways = Vec::new();
        if met {
            ways.push(Way::word(needle.clone(), 1.0));
        }
        if open {
            ways.extend(self.completions(typed)?);
        } else if !function {
            ways.extend(self.relatives(exact, &needle)?);
        }
        if !met && (!open || ways.is_empty()) {
            ways.extend(self.corrections(word, corrected)?);
        }
        let weight = if function { self.weights.function_word } else { 1.0 };
        Ok(Concept { weight, ways })
    }

    /// What the word being typed may become.
    fn completions(&self, exact: &str) -> io::Result<Vec<Way>> {
        if exact.chars().count() < 2 {
            return Ok(Vec::new());
        }
        let weight = self.weights.completion;
        let words = self.beginning(exact, MOST_COMPLETIONS)?;
        Ok(words.iter().map(|word| Way::word(self.completion(&word.term), weight)).collect())
    }

    fn completion(&self, exact: &str) -> Needle {
        self.needle(&self.main().forms(exact))
    }

    fn beginning(&self, start: &str, most: usize) -> io::Result<Vec<Known>> {
        vocabulary::beginning(self.segments, self.segments[0].fields.word, start, most)
    }

    /// Words that share most of the stem (« publicitaire », « publicité »), and what a short word may be short for.
    fn relatives(&self, exact: &str, needle: &Needle) -> io::Result<Vec<Way>> {
        let mut ways = Vec::new();
        let stem = &needle.stems[0];
        if exact.len() >= 5 && stem.len() >= 4 && self.weights.family > 0.0 {
            let share = if stem.len() > 5 { (stem.len() * 7 / 10).max(5) } else { stem.len() };
            let Some(root) = stem.get(..share) else { return Ok(ways) };
            for field in [self.segments[0].fields.title_stem, self.segments[0].fields.body_stem] {
                let related = vocabulary::beginning(self.segments, field, root, MOST_RELATIVES)?;
                let related = related.into_iter().map(|known| known.term);
                for stem in related.filter(|other| other.len() <= stem.len() + 4 && !needle.stems.contains(other)) {
                    let relative = Needle { exact: None, stems: vec![stem] };
                    if !ways.iter().any(|way: &Way| way.words[0] == relative) {
                        ways.push(Way::word(relative, self.weights.family));
                    }
                }
            }
        }
        if (3..=5).contains(&exact.len()) && self.weights.clipped > 0.0 {
            let longer = self.beginning(exact, MOST_UNCLIPPED)?;
            let longer = longer.iter().filter(|known| known.term.len() > exact.len() + 1);
            let longer = longer.map(|known| self.needle(&self.main().forms(&known.term)));
            ways.extend(
                longer
                    .filter(|other| !needle.stems.contains(&other.stems[0]))
                    .map(|needle| Way::word(needle, self.weights.clipped)),
            );
        }
        Ok(ways)
    }

    /// What an unknown word may have been meant to be: close words, or several that were typed as one.
    fn corrections(&self, word: &Word, corrected: &mut Vec<(Word, String)>) -> io::Result<Vec<Way>> {
        let exact = &word.forms.exact;
        let letters = exact.chars().count();
        if letters < 4 || exact.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Vec::new());
        }
        let edits = if letters >= 9 { 2 } else { 1 };
        let field = self.segments[0].fields.word;
        let mut close = vocabulary::near(self.segments, field, exact, edits, MOST_CORRECTIONS)?;
        // « pase » is no « pas »: whoever types a small word means another than one that says nothing.
        close.retain(|known| !self.is_function_word(&known.term));
        let best = close.first().map_or(0, |known| known.distance);
        close.retain(|known| known.distance == best);
        if best != 1
            && let Some(parts) = self.run_together(exact)?
        {
            corrected.push((word.clone(), parts.join(" ")));
            let words = parts.iter().map(|part| self.needle_of_exact(part)).collect();
            return Ok(vec![Way { weight: self.weights.synonym, words }]);
        }
        if let Some(known) = close.first() {
            corrected.push((word.clone(), known.term.clone()));
        }
        let weight = |known: &Known| self.weights.mistyped[usize::from(known.distance > 1)];
        Ok(close.iter().map(|known| Way::word(self.completion(&known.term), weight(known))).collect())
    }

    /// The known word of which this is the plural or the singular, also where a reader forms one that the language does
    /// not have (« refusers », « permi »).
    fn other_number(&self, exact: &str) -> io::Result<Option<String>> {
        if exact.chars().count() < 3 {
            return Ok(None);
        }
        let shorter = exact.strip_suffix(['s', 'x']).map(str::to_owned);
        for other in shorter.into_iter().chain([format!("{exact}s"), format!("{exact}x")]) {
            if self.frequency(&other)? > 0 {
                return Ok(Some(other));
            }
        }
        Ok(None)
    }

    /// Known words that were typed without the spaces between them: the fewest, and of those the most frequent.
    fn run_together(&self, exact: &str) -> io::Result<Option<Vec<String>>> {
        const MOST_PARTS: usize = 4;
        if !exact.is_ascii() || exact.len() < 6 {
            return Ok(None);
        }
        let mut best: Vec<Option<Vec<String>>> = vec![None; exact.len() + 1];
        best[0] = Some(Vec::new());
        for end in 2..=exact.len() {
            for start in 0..=end - 2 {
                let part = &exact[start..end];
                let Some(before) = best[start].as_ref().filter(|parts| parts.len() < MOST_PARTS) else { continue };
                let shorter = best[end].as_ref().is_none_or(|parts| before.len() + 1 < parts.len());
                let is_part = part.len() > 2 || self.is_function_word(part);
                if shorter && is_part && self.frequency(part)? > 0 {
                    let mut parts = before.clone();
                    parts.push(part.to_owned());
                    best[end] = Some(parts);
                }
            }
        }
        let parts = best.pop().flatten().filter(|parts| parts.len() > 1);
        Ok(parts.filter(|parts| parts.iter().any(|part| part.len() > 3)))
    }
}

/// The languages of a site, of which there is at least one.
pub(crate) fn analysers(languages: &[Language]) -> Vec<Analyser> {
    let mut distinct: Vec<Language> = Vec::new();
    for language in languages {
        if !distinct.contains(language) {
            distinct.push(*language);
        }
    }
    if distinct.is_empty() {
        distinct.push(Language::default());
    }
    distinct.into_iter().map(Analyser::new).collect()
}
