//! Questions and their answers.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Spanned;

/// Own fields of an FAQ entry.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FaqFields {
    /// The question as a reader asks it. Required.
    pub question: Option<Spanned<String>>,
    /// The answer in at most 300 characters. Required unless the entry declares a `gap`.
    pub short_answer: Option<Spanned<String>>,
    /// The situation in the reader's words, for the list of urgent situations: « Je n’arrive pas à me connecter ».
    pub situation: Option<Spanned<String>>,
    /// Shown on the home page and when a search finds nothing.
    pub urgent: Option<Spanned<bool>>,
    /// Rank in its theme; those without come after, by question.
    pub order: Option<Spanned<i64>>,
    /// Where the same thing is found in the real application.
    pub app_path: Option<Spanned<String>>,
    /// Ids or paths of content to read next.
    pub see_also: Vec<Spanned<String>>,
    /// Id of the contact to turn to.
    pub contact: Option<Spanned<String>>,
    /// Searches that must find this entry among the first three hits.
    pub test_queries: Vec<Spanned<String>>,
}
