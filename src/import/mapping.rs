//! How foreign front matter becomes ours: keys to fields, values to titles.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::ImportKind;
use crate::diagnostic::nearest;
use crate::error::{Error, Result};
use crate::text;

/// What a foreign key of front matter stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The title, or the question.
    Title,
    /// The short answer of a question, or the summary of a page.
    Summary,
    /// The stable id.
    Id,
    /// The audience.
    Audience,
    /// The theme of a question: its folder.
    Theme,
    /// Words for search.
    Keywords,
    /// The rank among siblings.
    Order,
    /// Who answers for the text.
    Owner,
    /// Readers' own wordings; addresses (`/old/`) become `redirect_from`.
    Aliases,
    /// The path in the application.
    AppPath,
    /// The day of the last check.
    VerifiedOn,
    /// The day of the next check.
    ReviewBy,
    /// Whether it is a draft.
    Draft,
    /// The language of the file.
    Language,
    /// Left out without a note.
    Ignore,
}

/// Names of fields as they are written in a mapping.
const NAMES: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("question", Field::Title),
    ("summary", Field::Summary),
    ("short_answer", Field::Summary),
    ("id", Field::Id),
    ("audience", Field::Audience),
    ("theme", Field::Theme),
    ("keywords", Field::Keywords),
    ("order", Field::Order),
    ("owner", Field::Owner),
    ("aliases", Field::Aliases),
    ("app_path", Field::AppPath),
    ("verified_on", Field::VerifiedOn),
    ("review_by", Field::ReviewBy),
    ("draft", Field::Draft),
    ("language", Field::Language),
    ("ignore", Field::Ignore),
];

/// Keys that the generators share, whatever the files become.
const SHARED: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("question", Field::Title),
    ("description", Field::Summary),
    ("summary", Field::Summary),
    ("short_answer", Field::Summary),
    ("slug", Field::Id),
    ("id", Field::Id),
    ("keywords", Field::Keywords),
    ("tags", Field::Keywords),
    ("audience", Field::Audience),
    ("theme", Field::Theme),
    ("weight", Field::Order),
    ("order", Field::Order),
    ("sidebar_position", Field::Order),
    ("nav_order", Field::Order),
    ("aliases", Field::Aliases),
    ("owner", Field::Owner),
    ("app_path", Field::AppPath),
    ("verified_on", Field::VerifiedOn),
    ("review_by", Field::ReviewBy),
    ("draft", Field::Draft),
    ("locale", Field::Language),
    ("lang", Field::Language),
];

/// Keys of question files.
const FAQ: &[(&str, Field)] = &[("category", Field::Audience), ("subcategory", Field::Theme)];

/// How front matter is carried over, beyond the defaults of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Foreign key → our field.
    pub keys: BTreeMap<String, Field>,
    /// Foreign key → its values → what readers see: `subcategory` → `account` → « Mon compte ».
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// The address to which links that start with `/`, and lead to no file of the tree, are joined.
    pub root: Option<String>,
}

/// A mapping as a YAML file writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    keys: BTreeMap<String, String>,
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    root: Option<String>,
}

impl Mapping {
    /// Reads a mapping from YAML with `keys:`, `values:` and `root:`, all optional.
    ///
    /// # Errors
    /// When it is not such YAML, or names a field that does not exist.
    pub fn from_yaml(yaml: &str) -> Result<Mapping> {
        let written: Written = serde_saphyr::from_str(yaml).map_err(|error| {
            Error::new(text!(
                "la table de correspondance ne peut pas être lue : {error}",
                "the mapping cannot be read: {error}"
            ))
        })?;
        let mut mapping = Mapping { values: written.values, root: written.root, keys: BTreeMap::new() };
        for (key, field) in written.keys {
            mapping.set(key, &field)?;
        }
        Ok(mapping)
    }

    /// Adds `KEY=FIELD`, as on the command line.
    ///
    /// # Errors
    /// When there is no `=`, or no such field.
    pub fn add(&mut self, pair: &str) -> Result<()> {
        let (key, field) = pair.split_once('=').ok_or_else(|| {
            Error::new(text!("écrivez « clé=champ », et non « {pair} »", "write “key=field”, not “{pair}”"))
        })?;
        self.set(key.trim().to_owned(), field.trim())
    }

    fn set(&mut self, key: String, name: &str) -> Result<()> {
        let field = NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field).ok_or_else(|| {
            let known = NAMES.iter().map(|(known, _)| *known);
            let all = known.clone().collect::<Vec<_>>().join(", ");
            let meant = nearest(name, known).unwrap_or(&all);
            Error::new(text!(
                "le champ « {name} » n’existe pas ; écrivez : {meant}",
                "there is no field “{name}”; write: {meant}"
            ))
        })?;
        self.keys.insert(key, field);
        Ok(())
    }

    /// The field that `key` stands for in files that become `kind`.
    pub(super) fn field(&self, kind: ImportKind, key: &str) -> Option<Field> {
        let own: &[(&str, Field)] = if kind == ImportKind::Faq { FAQ } else { &[] };
        let default = || SHARED.iter().chain(own).find(|(known, _)| *known == key).map(|(_, field)| *field);
        self.keys.get(key).copied().or_else(default)
    }

    /// What readers see for `value` of `key`, when the mapping says so.
    pub(super) fn value(&self, key: &str, value: &str) -> Option<&str> {
        self.values.get(key)?.get(value).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_read_and_its_mistakes_are_named() {
        let yaml = "keys:\n  rubrique: theme\nvalues:\n  rubrique:\n    compte: Mon compte\n";
        let mapping = Mapping::from_yaml(yaml).unwrap();
        assert_eq!(mapping.field(ImportKind::Page, "rubrique"), Some(Field::Theme));
        assert_eq!(mapping.value("rubrique", "compte"), Some("Mon compte"));
        assert_eq!(mapping.field(ImportKind::Page, "category"), None);
        let mut mapping = Mapping::default();
        assert!(mapping.add("a=them").unwrap_err().message.en.ends_with("write: theme"));
        assert!(mapping.add("a").is_err());
        assert!(Mapping::from_yaml("autre: 1").is_err());
    }
}
