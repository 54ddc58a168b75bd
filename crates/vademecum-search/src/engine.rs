//! An index with all that is needed to answer.

use std::collections::{BTreeMap, HashMap};

use crate::Failure;
use crate::analysis::Analyser;
use crate::answer::{Answer, Counts, Group, Hit, Request};
use crate::facets::{EVERYONE, Facet};
use crate::files::{Row, SEGMENT};
use crate::plan::{Plan, Planner, analysers};
use crate::rank::{Ranked, rank};
use crate::segment::Segment;
use crate::site_words::SiteWords;
use crate::snippet::Marker;
use crate::stored::StoredPage;
use crate::synonyms::Synonyms;
use crate::weights::Weights;

/// The most places of one page in an answer.
const MOST_HITS: usize = 3;
/// The kind of places that only say what a word means.
const TERM: &str = "term";
/// Longer queries are cut, in bytes: nobody reads what a query of a page finds.
const MOST_QUERY_BYTES: usize = 1024;
/// The most pages in an answer.
const MOST_PAGES: u32 = 100;

/// Answers queries over an index of bytes. Needs neither files nor threads nor a clock.
pub struct Engine {
    row: Option<Row>,
    segments: Vec<Segment>,
    /// The rank of each place in the order of the site; empty where that is the order of the index.
    order: Vec<u32>,
    analysers: Vec<Analyser>,
    synonyms: Synonyms,
    weights: Weights,
}

impl Engine {
    /// An engine over a bundle, or over an opening file whose pieces follow.
    ///
    /// # Errors
    /// [`Failure::OtherRelease`] for an index that another release wrote, [`Failure::Damaged`] for bytes that are none.
    pub fn open(opening: Vec<u8>) -> Result<Self, Failure> {
        Self::over(Row::open(opening)?)
    }

    fn over(row: Row) -> Result<Self, Failure> {
        let words = SiteWords::from_bytes(row.file(SiteWords::FILE)?.as_slice())?;
        let segments = vec![Segment::open(&row)?];
        let mut engine = Self::of_segments(segments, &words);
        engine.row = Some(row);
        Ok(engine)
    }

    /// An engine over segments that are all here.
    fn of_segments(segments: Vec<Segment>, words: &SiteWords) -> Self {
        let analysers = analysers(&words.languages);
        let synonyms = Synonyms::new(&words.synonyms, &analysers[0]);
        Self { row: None, segments, order: Vec::new(), analysers, synonyms, weights: Weights::default() }
    }

    /// The segments, to put others in their place: see [`crate::LiveIndex`].
    pub(crate) fn segments_mut(&mut self) -> &mut Vec<Segment> {
        &mut self.segments
    }

    /// Sets the rank of each place in the order of the site.
    pub(crate) fn set_order(&mut self, order: Vec<u32>) {
        self.order = order;
    }

    /// The same engine with other numbers in its ranking.
    pub fn with_weights(self, weights: Weights) -> Self {
        Self { weights, ..self }
    }

    /// The ranges of the row that opening a bundle touches.
    pub(crate) fn touched(bundle: Vec<u8>) -> Result<Vec<(usize, usize)>, Failure> {
        let row = Row::open(bundle)?;
        row.note();
        Self::over(row.clone())?;
        // tantivy reads the positions of a term only once it has its places: a round of requests more for every query.
        row.file(&format!("{SEGMENT}.pos"))?;
        Ok(row.touched())
    }

    /// Gives a piece that an answer was missing.
    ///
    /// # Errors
    /// [`Failure::Damaged`] for bytes that are not this piece.
    pub fn add_piece(&mut self, number: u32, bytes: Vec<u8>) -> Result<(), Failure> {
        match &self.row {
            Some(row) => row.add(number, bytes),
            None => Err(Failure::damaged("this index has no pieces")),
        }
    }

    /// Answers a request.
    ///
    /// # Errors
    /// [`Failure::Missing`] while pieces are missing: give them, and ask again. At most two rounds are needed.
    pub fn answer(&self, request: &Request) -> Result<Answer, Failure> {
        let query = cut(&request.query);
        let plan = self.plan(query)?;
        let found = self.found(&plan)?;
        let filters = Filters::new(&self.segments, request);
        let mut groups = Groups::default();
        let kept = found.iter().filter(|ranked| filters.keep(ranked.place, None));
        let count = kept.map(|ranked| groups.add(*ranked, self.page_of(ranked.place))).count();
        let shown = groups.page(request);
        // All are read before the first failure counts: what is missing is missing at once.
        let answered: Vec<_> = shown.iter().map(|group| self.group(group, &plan)).collect();
        let answered = self.complete(answered.into_iter().collect())?;
        let (corrected, suggestion) = corrections(query, &plan);
        Ok(Answer {
            query: query.to_owned(),
            count: count as u32,
            pages: groups.groups.len() as u32,
            corrected,
            suggestion,
            groups: answered,
            facets: filters.counts(&found),
        })
    }

    /// Answers a request in JSON with JSON.
    ///
    /// # Errors
    /// Those of [`Engine::answer`], and [`Failure::Request`] for what is no request.
    pub fn answer_json(&self, request: &str) -> Result<String, Failure> {
        let request: Request = serde_json::from_str(request).map_err(|error| Failure::Request(error.to_string()))?;
        let answer = self.answer(&request)?;
        serde_json::to_string(&answer).map_err(|error| Failure::damaged(error.to_string()))
    }

    fn plan(&self, query: &str) -> Result<Plan, Failure> {
        let Self { segments, analysers, synonyms, weights, .. } = self;
        let plan = Planner { segments, analysers, synonyms, weights }.plan(query);
        self.complete(plan.map_err(Failure::from))
    }

    /// What answers well enough, best first.
    fn found(&self, plan: &Plan) -> Result<Vec<Ranked>, Failure> {
        let mut found = self.complete(rank(&self.segments, plan, &self.weights).map_err(Failure::from))?;
        if let Some(terms) = values(&self.segments, Facet::Kind).into_iter().find(|kind| kind.name == TERM) {
            let definitions = found.iter_mut().filter(|ranked| terms.places.has(ranked.place));
            definitions.for_each(|ranked| ranked.score *= self.weights.definition);
        }
        let best = found.iter().map(|ranked| ranked.score).fold(0.0, f32::max);
        found.retain(|ranked| ranked.score >= best * self.weights.cut);
        let rank = |ranked: &Ranked| self.order.get(ranked.place as usize).copied().unwrap_or(ranked.place);
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| rank(a).cmp(&rank(b))));
        Ok(found)
    }

    /// A result, unless what it was made of is incomplete.
    fn complete<T>(&self, result: Result<T, Failure>) -> Result<T, Failure> {
        match &self.row {
            Some(row) => row.complete().and(result),
            None => result,
        }
    }

    /// The segment of a place and its number there.
    fn locate(&self, place: u32) -> (&Segment, u32, u32) {
        let mut base = 0;
        for segment in &self.segments {
            if place < base + segment.places {
                return (segment, place - base, base);
            }
            base += segment.places;
        }
        unreachable!("ranked places are places of a segment")
    }

    /// The first place of the page of a place, counted over all segments.
    fn page_of(&self, place: u32) -> u32 {
        let (segment, inside, base) = self.locate(place);
        base + segment.start_of(inside)
    }

    /// A page with its best places. Reads all of them before it fails, so that all missing pieces are noted at once.
    fn group(&self, group: &Found, plan: &Plan) -> Result<Group, Failure> {
        let (segment, start, base) = self.locate(group.page);
        let marker = Marker::new(plan, &self.analysers[0]);
        let first = segment.stored(start);
        let listed = group.places.iter().take(MOST_HITS);
        let stored: Vec<_> = listed.map(|place| segment.stored(place - base)).collect();
        let page = first?.page.ok_or_else(|| Failure::damaged("a page has no first place"))?;
        let hits =
            stored.into_iter().map(|stored| Ok(hit(&marker, &page, &stored?.place))).collect::<Result<_, Failure>>();
        Ok(Group {
            title: marker.mark(&page.title),
            hits: hits?,
            more: group.places.len().saturating_sub(MOST_HITS) as u32,
            route: page.route,
            kind: page.kind,
            context: page.context,
            gap: page.gap,
            urgent: page.urgent,
        })
    }
}

fn hit(marker: &Marker<'_>, page: &StoredPage, place: &crate::page::Place) -> Hit {
    let title = if place.title.is_empty() { &page.title } else { &place.title };
    Hit { fragment: place.fragment.clone(), title: marker.mark(title), snippet: marker.stretch(&place.body) }
}

/// The start of a query that is not too long, between two characters.
fn cut(query: &str) -> &str {
    let end = (0..=query.len().min(MOST_QUERY_BYTES)).rev().find(|at| query.is_char_boundary(*at)).unwrap_or(0);
    &query[..end]
}

/// The words that were read as others, and the query with those.
fn corrections(query: &str, plan: &Plan) -> (Vec<(String, String)>, Option<String>) {
    let mut suggestion = query.to_owned();
    for (word, meant) in plan.corrected.iter().rev() {
        suggestion.replace_range(word.range.clone(), meant);
    }
    let typed = |(word, meant): &(crate::analysis::Word, String)| (query[word.range.clone()].to_owned(), meant.clone());
    let corrected: Vec<_> = plan.corrected.iter().map(typed).collect();
    let suggestion = (!corrected.is_empty()).then_some(suggestion);
    (corrected, suggestion)
}

/// A page among those found.
#[derive(Clone, Debug)]
struct Found {
    page: u32,
    places: Vec<u32>,
}

/// The pages of ranked places, in the order of their best place.
#[derive(Default)]
struct Groups {
    groups: Vec<Found>,
    by_page: HashMap<u32, usize>,
}

impl Groups {
    fn add(&mut self, ranked: Ranked, page: u32) {
        let at = *self.by_page.entry(page).or_insert_with(|| {
            self.groups.push(Found { page, places: Vec::new() });
            self.groups.len() - 1
        });
        self.groups[at].places.push(ranked.place);
    }

    fn page(&self, request: &Request) -> Vec<Found> {
        let limit = request.limit.min(MOST_PAGES) as usize;
        self.groups.iter().skip(request.offset as usize).take(limit).cloned().collect()
    }
}

/// Which places a request lets through.
struct Filters {
    facets: Vec<Filter>,
}

/// One facet of a request.
struct Filter {
    facet: Facet,
    wanted: Option<String>,
    values: Vec<Value>,
}

/// A value of a facet with its places.
struct Value {
    name: String,
    places: Bits,
}

/// A set of places.
#[derive(Clone, Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn set(&mut self, place: u32) {
        let at = place as usize / 64;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= 1 << (place % 64);
    }

    fn has(&self, place: u32) -> bool {
        self.0.get(place as usize / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 1)
    }
}

impl Filters {
    fn new(segments: &[Segment], request: &Request) -> Self {
        let wanted = |facet| match facet {
            Facet::Kind => request.kind.clone(),
            Facet::Audience => request.audience.clone(),
            Facet::Campaign => request.campaign.clone(),
        };
        let filter = |facet| Filter { facet, wanted: wanted(facet), values: values(segments, facet) };
        Self { facets: Facet::ALL.into_iter().map(filter).collect() }
    }

    /// Whether a place passes all filters but that of one facet.
    fn keep(&self, place: u32, but: Option<Facet>) -> bool {
        self.facets.iter().filter(|filter| Some(filter.facet) != but).all(|filter| filter.passes(place))
    }

    fn counts(&self, found: &[Ranked]) -> Counts {
        Counts {
            kind: self.count(Facet::Kind, found),
            audience: self.count(Facet::Audience, found),
            campaign: self.count(Facet::Campaign, found),
        }
    }

    fn count(&self, facet: Facet, found: &[Ranked]) -> Vec<(String, u32)> {
        let places = found.iter().map(|ranked| ranked.place);
        let kept: Vec<u32> = places.filter(|place| self.keep(*place, Some(facet))).collect();
        let Some(filter) = self.facets.iter().find(|filter| filter.facet == facet) else { return Vec::new() };
        let everyone = filter.values.iter().find(|value| value.name == EVERYONE);
        let concerns = |value: &Value, place: u32| {
            value.places.has(place) || everyone.is_some_and(|everyone| everyone.places.has(place))
        };
        let named = filter.values.iter().filter(|value| value.name != EVERYONE);
        let mut counts: Vec<(String, u32)> = named
            .map(|value| (value.name.clone(), kept.iter().filter(|place| concerns(value, **place)).count() as u32))
            .collect();
        counts.retain(|(_, count)| *count > 0);
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts
    }
}

impl Filter {
    fn passes(&self, place: u32) -> bool {
        let Some(wanted) = &self.wanted else { return true };
        let mut meant = self.values.iter().filter(|value| value.name == *wanted || value.name == EVERYONE);
        meant.any(|value| value.places.has(place))
    }
}

/// The values of a facet over all segments, each with its living places.
fn values(segments: &[Segment], facet: Facet) -> Vec<Value> {
    let mut values: BTreeMap<&str, Bits> = BTreeMap::new();
    let mut base = 0;
    for segment in segments {
        for marked in segment.marks.iter().filter(|marked| marked.facet == facet) {
            let bits = values.entry(&marked.value).or_default();
            marked.places.iter().filter(|place| segment.lives(**place)).for_each(|place| bits.set(base + place));
        }
        base += segment.places;
    }
    values.into_iter().map(|(name, places)| Value { name: name.to_owned(), places }).collect()
}
