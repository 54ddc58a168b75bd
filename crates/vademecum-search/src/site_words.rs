//! What a site says of words: its languages, and which words mean the same.

use serde::{Deserialize, Serialize};

use crate::Failure;
use crate::analysis::Language;

/// The words of a site beside its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteWords {
    /// The languages of its pages, the site's own first.
    pub languages: Vec<Language>,
    /// Groups of words and phrases that mean the same: an acronym, what it stands for, what readers say instead.
    pub synonyms: Vec<Vec<String>>,
}

impl SiteWords {
    /// Its file in the index.
    pub(crate) const FILE: &str = "words.json";

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("texts and lists are JSON")
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Failure> {
        serde_json::from_slice(bytes).map_err(|_| Failure::damaged("the words of the site are damaged"))
    }
}
