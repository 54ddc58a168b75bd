//! Kinds of readers.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Spanned;

/// A kind of reader: « établissement d’origine ».
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AudienceFields {
    /// Its name. Required.
    pub label: Option<Spanned<String>>,
    /// Completes « Je suis… »: « un établissement d’origine ».
    pub i_am: Option<Spanned<String>>,
    /// Who belongs to it, in one sentence.
    pub summary: Option<Spanned<String>>,
}
