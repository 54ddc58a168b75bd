//! The search of a site that is being edited.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use vademecum_search::{LiveIndex, Page, Request, SiteWords};

use super::{State, Update};
use crate::check::failed_test_query;
use crate::diagnostic::Diagnostic;

/// An index that follows a site.
#[derive(Default)]
pub struct LiveSearch {
    inner: Mutex<Option<Inner>>,
}

struct Inner {
    index: LiveIndex,
    words: SiteWords,
    /// What was indexed at each address.
    pages: HashMap<String, u64>,
}

impl LiveSearch {
    /// Brings the index to a state. Pages that are not what they were are written anew; all of them only the first time,
    /// and when the words of the glossary change.
    ///
    /// # Errors
    /// What tantivy says when it cannot write, which in memory it can.
    pub fn follow(&self, state: &State, update: Option<&Update>) -> Result<(), vademecum_search::Failure> {
        let renderer = state.renderer();
        let words = renderer.search_words();
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = inner.as_mut().filter(|known| known.words == words) else {
            let pages = renderer.search_pages();
            let hashes = pages.iter().map(|page| (page.route.clone(), hash(page))).collect();
            *inner = Some(Inner { index: LiveIndex::new(pages, words.clone())?, words, pages: hashes });
            return Ok(());
        };
        match update.filter(|update| update.only_texts && update.to == state.number) {
            Some(update) => {
                let pages = update.entries.iter().filter_map(|id| renderer.search_page_of(*id)).collect();
                known.put(pages, &[])
            }
            None => {
                let pages = renderer.search_pages();
                let gone: Vec<String> = {
                    let there: std::collections::HashSet<&str> = pages.iter().map(|page| page.route.as_str()).collect();
                    known.pages.keys().filter(|route| !there.contains(route.as_str())).cloned().collect()
                };
                known.put(pages, &gone)
            }
        }
    }

    /// Answers a request in JSON with JSON; `None` before the first index is there.
    ///
    /// # Errors
    /// Those of [`LiveIndex::answer_json`].
    pub fn answer_json(&self, request: &str) -> Option<Result<String, vademecum_search::Failure>> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.as_ref().map(|inner| inner.index.answer_json(request))
    }

    /// The declared searches of a state that fail; none before the first index is there.
    pub fn failed_queries(&self, state: &State) -> Vec<Diagnostic> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(inner) = inner.as_ref() else { return Vec::new() };
        failed_test_query::check_queries(&state.site, |query| {
            // A test query is complete: its last word is not still being typed.
            let answer = inner.index.answer(&Request::new(format!("{query} ")));
            answer.map(|answer| answer.groups.into_iter().map(|group| group.route).collect()).unwrap_or_default()
        })
    }
}

impl Inner {
    fn put(&mut self, pages: Vec<Page>, gone: &[String]) -> Result<(), vademecum_search::Failure> {
        let changed: Vec<(u64, Page)> = pages
            .into_iter()
            .map(|page| (hash(&page), page))
            .filter(|(hash, page)| self.pages.get(&page.route) != Some(hash))
            .collect();
        if changed.is_empty() && gone.is_empty() {
            return Ok(());
        }
        let hashes: Vec<(String, u64)> = changed.iter().map(|(hash, page)| (page.route.clone(), *hash)).collect();
        self.index.update(changed.into_iter().map(|(_, page)| page).collect(), gone)?;
        self.pages.retain(|route, _| !gone.contains(route));
        self.pages.extend(hashes);
        Ok(())
    }
}

fn hash(page: &Page) -> u64 {
    let mut hasher = DefaultHasher::new();
    page.hash(&mut hasher);
    hasher.finish()
}
