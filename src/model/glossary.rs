//! Terms and acronyms.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Spanned;

/// A term of `content/glossaire.yaml`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct Term {
    /// The term or acronym: `CIO`.
    pub term: Spanned<String>,
    /// What an acronym stands for. Terms that have one become `<abbr>` where they first appear in a page.
    #[serde(default)]
    pub expansion: Option<Spanned<String>>,
    /// Other words that readers use for it.
    #[serde(default)]
    pub synonyms: Vec<Spanned<String>>,
    /// What it means.
    #[serde(default)]
    pub definition: Option<Spanned<String>>,
}
