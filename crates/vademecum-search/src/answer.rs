//! What is asked of an engine and what it answers. As JSON the answers are the same bytes on every machine.

use serde::{Deserialize, Serialize};

pub use crate::snippet::Marked;

/// A question to an engine.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Request {
    /// What the reader typed. Its last word counts as still being typed unless something follows it.
    pub query: String,
    /// Only this kind of content.
    #[serde(default)]
    pub kind: Option<String>,
    /// Only what is for this audience, or for all.
    #[serde(default)]
    pub audience: Option<String>,
    /// Only what belongs to this campaign.
    #[serde(default)]
    pub campaign: Option<String>,
    /// The most pages in the answer.
    #[serde(default = "default_limit")]
    pub limit: u32,
    /// How many pages to pass over first.
    #[serde(default)]
    pub offset: u32,
}

fn default_limit() -> u32 {
    10
}

impl Request {
    /// The first ten pages for a query, without filters.
    pub fn new(query: impl Into<String>) -> Self {
        let query = query.into();
        Self { query, kind: None, audience: None, campaign: None, limit: default_limit(), offset: 0 }
    }
}

/// What an engine found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The query as it was asked.
    pub query: String,
    /// The number of places found, filters applied.
    pub count: u32,
    /// The number of pages that these places are on.
    pub pages: u32,
    /// Words that stand nowhere, each with what was looked for in its place.
    pub corrected: Vec<(String, String)>,
    /// The query with these words put in their place, when there are any.
    pub suggestion: Option<String>,
    /// Pages, best first.
    pub groups: Vec<Group>,
    /// The number of places for each value, the filter of that facet itself left out.
    pub facets: Counts,
}

/// The number of places for each value of each facet, most first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// By kind of content.
    pub kind: Vec<(String, u32)>,
    /// By audience; what is for all counts for each.
    pub audience: Vec<(String, u32)>,
    /// By campaign.
    pub campaign: Vec<(String, u32)>,
}

/// A page that answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its address in the site.
    pub route: String,
    /// Its kind of content.
    pub kind: String,
    /// Its title.
    pub title: Marked,
    /// The titles of what it stands in.
    pub context: Vec<String>,
    /// Whether it says that something is not known.
    pub gap: bool,
    /// Whether it answers an urgent situation.
    pub urgent: bool,
    /// Its places that answer, best first.
    pub hits: Vec<Hit>,
    /// How many more of its places answer.
    pub more: u32,
}

/// A place that answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The fragment of its address; empty for the page itself.
    pub fragment: String,
    /// Its heading, or the page's title for the page itself.
    pub title: Marked,
    /// The stretch of its text that shows most of what was looked for.
    pub snippet: Marked,
}
