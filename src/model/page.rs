//! Pages of text and the sections that hold them.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Spanned;

/// Own fields of a page.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PageFields {
    /// Id of the page or section under which it stands, when not the folder's.
    pub parent: Option<Spanned<String>>,
    /// Rank among its siblings; those without come after, by title.
    pub order: Option<Spanned<i64>>,
    /// Where the same thing is found in the real application: `Informations › Documentation`.
    pub app_path: Option<Spanned<String>>,
    /// One or two sentences for lists and search engines.
    pub summary: Option<Spanned<String>>,
    /// Id of the contact to show under the text.
    pub contact: Option<Spanned<String>>,
    /// Ids or paths of content to read next.
    pub see_also: Vec<Spanned<String>>,
}

/// Own fields of a section: the `index.md` of a folder.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SectionFields {
    /// Rank among its siblings; those without come after, by title.
    pub order: Option<Spanned<i64>>,
    /// Where the same thing is found in the real application.
    pub app_path: Option<Spanned<String>>,
    /// One or two sentences for lists and search engines.
    pub summary: Option<Spanned<String>>,
    /// Id of the contact to show under the text.
    pub contact: Option<Spanned<String>>,
}
