//! What is indexed: pages, and on each the places that a reader can be sent to.

use serde::{Deserialize, Serialize};

use crate::analysis::Language;

/// A page of the site. All its places stand together in results.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Page {
    /// Its address in the site: `faq/acces/identifiant.html`.
    pub route: String,
    /// The word for its kind of content: `faq`.
    pub kind: String,
    /// What it is called: title, question, term.
    pub title: String,
    /// The titles of what it stands in, outermost first.
    pub context: Vec<String>,
    /// Other wordings of the title, as readers put it.
    pub aliases: Vec<String>,
    /// Words that it is found by.
    pub keywords: Vec<String>,
    /// The language of its text.
    pub language: Language,
    /// Ids of the audiences that it is for; empty means all.
    pub audiences: Vec<String>,
    /// The campaign that it belongs to, where it belongs to one.
    pub campaign: Option<String>,
    /// Whether it says that something is not known.
    pub gap: bool,
    /// Whether it answers an urgent situation.
    pub urgent: bool,
    /// Its places, the page itself first.
    pub places: Vec<Place>,
}

/// A place on a page that has an address of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The fragment of its address without `#`; empty for the page itself.
    pub fragment: String,
    /// Its heading; empty for the page itself.
    pub title: String,
    /// Its words, a line for each block.
    pub body: String,
}
