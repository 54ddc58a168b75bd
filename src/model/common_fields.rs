//! Fields that every kind of content shares.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Day;
use crate::diagnostic::Spanned;

/// Fields that every kind of content accepts in its front matter or YAML item.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Common {
    /// Stable identifier: lower-case letters, digits and hyphens. From the file name when absent. Never reused.
    pub id: Option<Spanned<String>>,
    /// The title that readers see.
    pub title: Option<Spanned<String>>,
    /// Ids of the audiences concerned; all when absent.
    pub audience: Vec<Spanned<String>>,
    /// `draft` (built only with `--drafts`), `published` or `withdrawn` (a page that says so).
    pub status: Option<Spanned<Status>>,
    /// The function (not the person) that answers for this content.
    pub owner: Option<Spanned<String>>,
    /// What the content is based on, quoted.
    pub sources: Vec<Quote>,
    /// The day on which somebody last checked the content against its sources.
    pub verified_on: Option<Spanned<Day>>,
    /// The day by which it should be checked again.
    pub review_by: Option<Spanned<Day>>,
    /// Words for search.
    pub keywords: Vec<Spanned<String>>,
    /// Readers' own wordings of the question or title.
    pub aliases: Vec<Spanned<String>>,
    /// Ids of the entries that this one takes the place of.
    pub replaces: Vec<Spanned<String>>,
    /// Old addresses in this site that lead here: `ancienne/page.html`, or `page.html#fragment`.
    pub redirect_from: Vec<Spanned<String>>,
    /// What is not known, declared instead of invented.
    pub gap: Option<Gap>,
}

impl Common {
    /// The status, `published` when not written.
    pub fn status(&self) -> Status {
        self.status.as_ref().map_or(Status::Published, |status| status.value)
    }
}

/// Whether readers see an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Only with `--drafts`.
    Draft,
    /// Seen by all.
    #[default]
    Published,
    /// Replaced by a page that says that the content was withdrawn.
    Withdrawn,
}

/// A sentence of a source document.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct Quote {
    /// What the source is called, as a reader would look for it.
    pub document: Spanned<String>,
    /// The sentence, word for word.
    pub quote: Option<Spanned<String>>,
    /// Its public address.
    pub url: Option<Spanned<String>>,
}

/// Something that the sources do not say. Shown as such, never indexed as an answer.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct Gap {
    /// What readers would like to know.
    pub question: Spanned<String>,
    /// Why it is not answered here.
    pub why: Spanned<String>,
    /// Where to go instead.
    pub instead: Option<Spanned<String>>,
}
