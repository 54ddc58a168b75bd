//! An index that is kept up to date while a site is being written.
//!
//! A changed page is written into a small segment of its own, and its places in older segments are declared dead. What
//! ranks counts living places only, so the answers are those of an index written anew. Small segments are put together
//! when there are many.

use std::collections::BTreeMap;

use crate::answer::{Answer, Request};
use crate::engine::Engine;
use crate::files::Row;
use crate::segment::Segment;
use crate::{Failure, Page, SiteWords, write};

/// More small segments than this become one.
const MOST_SMALL: usize = 8;

/// An index in memory whose pages can be replaced.
pub struct LiveIndex {
    engine: Engine,
    words: SiteWords,
    /// Where each page is, by its address: the order of the site.
    pages: BTreeMap<String, Whereabouts>,
    /// The pages that stand in small segments.
    recent: BTreeMap<String, Page>,
}

/// A page in the segments.
#[derive(Clone, Copy, Debug)]
struct Whereabouts {
    segment: usize,
    start: u32,
    places: u32,
}

impl LiveIndex {
    /// An index of pages. Two at one address are one: the later.
    ///
    /// # Errors
    /// Those of [`write()`].
    pub fn new(mut pages: Vec<Page>, words: SiteWords) -> Result<Self, Failure> {
        pages.sort_by(|a, b| a.route.cmp(&b.route));
        let engine = Engine::open(write(&pages, &words)?.bundle())?;
        let mut index = Self { engine, words, pages: BTreeMap::new(), recent: BTreeMap::new() };
        index.note(0, pages.iter());
        index.arrange();
        Ok(index)
    }

    /// Puts pages in the place of those at their addresses, and takes out those at `gone`.
    ///
    /// # Errors
    /// Those of [`write()`]. The index is as it was then.
    pub fn update(&mut self, changed: Vec<Page>, gone: &[String]) -> Result<(), Failure> {
        let segment = if changed.is_empty() { None } else { Some(self.segment(&changed)?) };
        for route in changed.iter().map(|page| &page.route).chain(gone) {
            self.bury(route);
        }
        if let Some(segment) = segment {
            self.engine.segments_mut().push(segment);
            let last = self.segments() - 1;
            self.note(last, changed.iter());
            self.recent.extend(changed.into_iter().map(|page| (page.route.clone(), page)));
        }
        if self.segments() > MOST_SMALL + 1 {
            self.put_together()?;
        }
        self.arrange();
        Ok(())
    }

    /// Answers as an engine over the same pages does.
    ///
    /// # Errors
    /// Those of [`Engine::answer`] but for missing pieces.
    pub fn answer(&self, request: &Request) -> Result<Answer, Failure> {
        self.engine.answer(request)
    }

    /// Answers a request in JSON with JSON.
    ///
    /// # Errors
    /// Those of [`Engine::answer_json`] but for missing pieces.
    pub fn answer_json(&self, request: &str) -> Result<String, Failure> {
        self.engine.answer_json(request)
    }

    fn segments(&mut self) -> usize {
        self.engine.segments_mut().len()
    }

    fn segment(&self, pages: &[Page]) -> Result<Segment, Failure> {
        Segment::open(&Row::open(write(pages, &self.words)?.bundle())?)
    }

    fn bury(&mut self, route: &str) {
        self.recent.remove(route);
        if let Some(page) = self.pages.remove(route) {
            self.engine.segments_mut()[page.segment].bury(page.start);
        }
    }

    /// Notes where pages are that were written into a segment in this order.
    fn note<'a>(&mut self, segment: usize, pages: impl Iterator<Item = &'a Page>) {
        let mut start = 0;
        for page in pages {
            let places = page.places.len() as u32;
            if let Some(before) = self.pages.insert(page.route.clone(), Whereabouts { segment, start, places }) {
                self.engine.segments_mut()[before.segment].bury(before.start);
            }
            start += places;
        }
    }

    /// Makes one segment of all but the first.
    fn put_together(&mut self) -> Result<(), Failure> {
        let recent: Vec<Page> = self.recent.values().cloned().collect();
        let segment = self.segment(&recent)?;
        self.pages.retain(|route, _| !self.recent.contains_key(route));
        self.engine.segments_mut().truncate(1);
        self.engine.segments_mut().push(segment);
        self.note(1, recent.iter());
        Ok(())
    }

    /// Tells the engine the order of the site, by which places with equal scores are sorted.
    fn arrange(&mut self) {
        let mut bases = vec![0u32];
        for segment in self.engine.segments_mut() {
            bases.push(bases.last().copied().unwrap_or(0) + segment.places);
        }
        let mut order = vec![0u32; bases.last().copied().unwrap_or(0) as usize];
        let mut rank = 0;
        for page in self.pages.values() {
            for place in page.start..page.start + page.places {
                order[(bases[page.segment] + place) as usize] = rank;
                rank += 1;
            }
        }
        self.engine.set_order(order);
    }
}
