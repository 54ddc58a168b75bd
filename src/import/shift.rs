//! Headings as the site needs them: from level 2 on, none skipped, with an id where a link leads to one.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::draft::{Draft, Edits};
use super::file::ForeignFile;
use super::notes::Notes;
use super::slug::slug_or;
use crate::text;

/// A heading longer than this, in characters, was probably meant as a paragraph.
const LONG: usize = 140;

/// The ids that headings get, by their number: those that were written, and those that a link needs.
pub(super) fn ids(file: &ForeignFile, wanted: &BTreeSet<usize>) -> Vec<Option<String>> {
    let mut taken = HashSet::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut id = |(at, heading): (usize, &super::outline::Heading)| {
        let own = heading.id.as_deref().filter(|id| !id.is_empty());
        let text = own.or_else(|| wanted.contains(&at).then_some(heading.words.as_str()))?;
        let base = slug_or(text, "section");
        let mut id = base.clone();
        let count = counts.entry(base.clone()).or_insert(1);
        while !taken.insert(id.clone()) {
            *count += 1;
            id = format!("{base}-{count}");
        }
        Some(id)
    };
    file.headings.iter().enumerate().map(&mut id).collect()
}

/// Sets the levels and ids of the headings of a file; the one that is its title is taken out.
pub(super) fn shift(draft: &Draft, file: &ForeignFile, ids: &[Option<String>], edits: &mut Edits, notes: &mut Notes) {
    let mut above: Vec<(usize, usize)> = Vec::new();
    for ((at, heading), id) in file.headings.iter().enumerate().zip(ids) {
        if file.title_at == Some(at) {
            edits.replace(heading.range.clone(), "");
            continue;
        }
        let line = draft.line(heading.range.start);
        if draft.text[heading.range.start..heading.inner_end].trim_matches(['#', ' ', '\n']).is_empty() {
            notes.hint(
                line,
                text!("un intertitre vide est retiré", "an empty heading is removed"),
                text!("rien à faire", "nothing to do"),
            );
            edits.replace(heading.range.clone(), "");
            continue;
        }
        while above.last().is_some_and(|(level, _)| *level >= heading.level) {
            above.pop();
        }
        let level = above.last().map_or(2, |(_, shown)| (shown + 1).min(6));
        above.push((heading.level, level));
        report(heading, level, line, notes);
        write(draft, heading, level, id.as_deref(), edits);
    }
}

fn report(heading: &super::outline::Heading, level: usize, line: u32, notes: &mut Notes) {
    let (words, from) = (heading.words.trim(), heading.level);
    if level != from {
        notes.hint(
            line,
            text!(
                "l’intertitre « {words} » passe du niveau {from} au niveau {level}",
                "the heading “{words}” goes from level {from} to level {level}"
            ),
            text!("vérifiez le plan de la page", "check the outline of the page"),
        );
    }
    if words.chars().count() > LONG {
        notes.warn(
            line,
            text!("cet intertitre est une phrase entière", "this heading is a whole sentence"),
            text!(
                "faites-en un paragraphe et donnez-lui un titre court",
                "make it a paragraph and give it a short title"
            ),
        );
    }
}

fn write(draft: &Draft, heading: &super::outline::Heading, level: usize, id: Option<&str>, edits: &mut Edits) {
    let whole = &draft.text[heading.range.clone()];
    let end = heading.range.start + whole.trim_end().len();
    let lead = whole.len() - whole.trim_start_matches(' ').len();
    let hashes = whole[lead..].bytes().take_while(|b| *b == b'#').count();
    let start = heading.range.start;
    let marks = "#".repeat(level);
    let is_atx = hashes == heading.level && !whole.trim_end().contains('\n');
    if is_atx {
        edits.replace(start..start + lead + hashes, marks);
    } else {
        edits.insert(start, format!("{marks} "));
    }
    for space in &heading.breaks {
        edits.replace(space.clone(), " ");
    }
    let id = id.map_or_else(String::new, |id| format!(" {{#{id}}}"));
    let inner_end = heading.inner_end.min(end);
    let words_end = start + draft.text[start..inner_end].trim_end().len();
    edits.replace(words_end..end, id);
}
