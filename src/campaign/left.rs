//! What is left to confirm before a campaign can go out.

use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Details, Entry, Site};
use crate::prose;

/// Something that is left to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Where it stands.
    pub location: Location,
    /// The sentence that says it, on one line.
    pub sentence: String,
    /// Who answers for it, if that is said.
    pub owner: Option<String>,
    /// Why it is listed: the code of the rule that found it.
    pub code: &'static str,
}

/// What was found to be left to confirm, with the sentence and the owner of each.
pub fn left(site: &Site, found: &[Diagnostic]) -> Vec<Left> {
    let found = found.iter();
    found.filter_map(|found| Some(item(site, found.location.as_ref()?, found.rule.code))).collect()
}

fn item(site: &Site, location: &Location, code: &'static str) -> Left {
    let at = byte(site, location);
    let entry = at.and_then(|at| entry_at(site, location, at));
    let sentence = entry.and_then(event_name).or_else(|| sentence(site, location, at?));
    let owner = entry.and_then(|entry| entry.common.owner.as_ref()).map(|owner| owner.value.clone());
    Left { location: location.clone(), sentence: sentence.unwrap_or_default(), owner, code }
}

/// An event is listed by its name: its place says nothing but « confirmed: false ».
fn event_name(entry: &Entry) -> Option<String> {
    let Details::Event(event) = &entry.details else { return None };
    let is_unconfirmed = event.confirmed.as_ref().is_some_and(|confirmed| !confirmed.value);
    is_unconfirmed.then(|| entry.title.clone())
}

fn sentence(site: &Site, location: &Location, at: usize) -> Option<String> {
    let text = &site.texts.get(&location.file)?.text;
    let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let range = if is_markdown(site, location, at) { prose::sentence(text, at) } else { line_start..line_end };
    let words: Vec<&str> = text[range].split_whitespace().collect();
    Some(words.join(" ").trim_start_matches("- ").to_owned())
}

/// Whether a place is in a text, not in a value of YAML.
fn is_markdown(site: &Site, location: &Location, at: usize) -> bool {
    let Some(file) = site.texts.get(&location.file) else { return false };
    let entry = site.lookup.by_file.get(&location.file).map(|id| site.entry(*id));
    let starts = entry.and_then(|entry| entry.body.as_ref()).map_or(0, |body| body.origins[0].range.start as usize);
    file.path.extension() == "md" && at >= starts
}

/// The byte of a place in its file.
fn byte(site: &Site, location: &Location) -> Option<usize> {
    let text = &site.texts.get(&location.file)?.text;
    let line = text.split_inclusive('\n').take(location.line as usize - 1).map(str::len).sum::<usize>();
    let rest = text.get(line..)?;
    let column = rest.char_indices().nth(location.column as usize - 1).map_or(rest.len(), |(at, _)| at);
    Some(line + column)
}

/// The entry that holds a place: that of the file, or the item of a list.
fn entry_at<'s>(site: &'s Site, location: &Location, at: usize) -> Option<&'s Entry> {
    if let Some(&id) = site.lookup.by_file.get(&location.file) {
        return Some(site.entry(id));
    }
    let of_file = site.entries.iter().filter(|entry| entry.file.path == location.file);
    let holding = of_file.filter(|entry| entry.span.range().contains(&at));
    holding.min_by_key(|entry| entry.span.range().len())
}
