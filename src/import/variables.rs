//! `%{name}` placeholders: they stay in the texts, their values go into the settings.

use std::collections::BTreeMap;

use super::notes::Notes;
use crate::config::Language;
use crate::text;

/// The placeholders of a tree and their values.
#[derive(Debug, Default)]
pub(super) struct Variables {
    values: BTreeMap<String, String>,
    language: Language,
}

impl Variables {
    /// The values given for a tree.
    pub(super) fn new(given: &BTreeMap<String, String>, language: Language) -> Self {
        Self { values: given.clone(), language }
    }

    /// All names with their values, sorted.
    pub(super) fn values(&self) -> &BTreeMap<String, String> {
        &self.values
    }

    /// Gives a visible neutral value to each placeholder of `text` that has none, and reports its first place.
    pub(super) fn complete(&mut self, text: &str, notes: &mut Notes) {
        for (number, line) in (1..).zip(text.split('\n')) {
            for (_, name) in placeholders(line) {
                if !self.values.contains_key(name) {
                    let value = self.neutral(name);
                    notes.warn(
                        number,
                        text!(
                            "« %{{{name}}} » n’a pas de valeur : « {value} » est mis à sa place",
                            "“%{{{name}}}” has no value: “{value}” takes its place"
                        ),
                        text!(
                            "relancez avec --var {name}=… ou corrigez markdown.variables dans vademecum.yaml",
                            "run again with --var {name}=… or correct markdown.variables in vademecum.yaml"
                        ),
                    );
                    self.values.insert(name.to_owned(), value);
                }
            }
        }
    }

    /// A value that can stand in a sentence or an address without leading anywhere (RFC 2606 keeps `.invalid` free).
    fn neutral(&self, name: &str) -> String {
        let french = self.language == Language::Fr;
        let value = match name {
            _ if name.ends_with("url") => "https://exemple.invalid",
            _ if name.contains("mail") => "adresse@exemple.invalid",
            _ if name.contains("application") && french => "l’application",
            _ if name.contains("application") => "the application",
            _ if french => return format!("({} : à renseigner)", name.replace('_', " ")),
            _ => return format!("({}: to be filled in)", name.replace('_', " ")),
        };
        value.to_owned()
    }

    /// The text with the values of its placeholders.
    pub(super) fn resolve(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (start, name) in placeholders(text) {
            if let Some(value) = self.values.get(name) {
                out.push_str(&text[at..start]);
                out.push_str(value);
                at = start + name.len() + 3;
            }
        }
        out.push_str(&text[at..]);
        out
    }
}

/// The longest name, in bytes.
const LONGEST: usize = 64;

/// The placeholders of a text: where each starts, and its name.
fn placeholders(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("%{").filter_map(|(at, _)| {
        let rest = &text[at + 2..];
        let name = &rest[..rest.bytes().take(LONGEST + 1).position(|b| b == b'}')?];
        let valid = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        valid.then_some((at, name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_get_a_visible_value_once() {
        let mut notes = Notes::default();
        let mut variables = Variables::new(&BTreeMap::from([("a".into(), "A".into())]), Language::Fr);
        variables.complete("%{a}\n%{base_url}/x %{base_url} %{} %{b", &mut notes);
        assert_eq!(variables.resolve("[%{a}](%{base_url}/x) %{b"), "[A](https://exemple.invalid/x) %{b");
        let notes = notes.finish();
        assert_eq!((notes.len(), notes[0].line), (1, 2));
    }
}
