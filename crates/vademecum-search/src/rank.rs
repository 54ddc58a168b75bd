//! A plan against an index: which places answer it, and how well.
//!
//! Each word is weighed by BM25 in every field on its own (Robertson and Zaragoza, 2009): its best field counts whole,
//! the others a part. What a query covers of a title, and words that follow each other there as they were typed, raise
//! the sum. Statistics are taken over the places that live, so that an index in several segments ranks as one that was
//! written anew.

use std::io;

use tantivy::schema::Field;

use crate::plan::{Concept, Needle, Plan, Way};
use crate::segment::{Lengths, Posting, Segment};
use crate::weights::Weights;

/// A place with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    /// The place, counted over all segments.
    pub place: u32,
    /// Higher is better; comparable within one query only.
    pub score: f32,
}

/// The fields in which a word is weighed.
const TITLE: usize = 0;
const ALIAS: usize = 1;
const CONTEXT: usize = 2;
const BODY: usize = 3;
type Scores = [f32; 4];

/// Every place that meets a concept of the plan, in no order.
///
/// # Errors
/// Bytes that cannot be read. Those that are only missing are all noted before the error is returned.
pub(crate) fn rank(segments: &[Segment], plan: &Plan, weights: &Weights) -> io::Result<Vec<Ranked>> {
    let mut ranking = Ranking::new(segments, weights);
    for (at, concept) in plan.concepts.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| plan.concepts[before].weight);
        ranking.add(concept, before);
    }
    match ranking.error.take() {
        Some(error) => Err(error),
        None => Ok(ranking.finish(plan)),
    }
}

struct Ranking<'a> {
    segments: &'a [Segment],
    weights: &'a Weights,
    lengths: Lengths,
    /// Sums over the concepts, by place.
    sums: Vec<f32>,
    /// How many words of the title the concepts cover.
    covered: Vec<f32>,
    /// The number of words of the title, once one was met there.
    title_length: Vec<u32>,
    /// The weight of neighbouring concepts that follow each other in the title.
    order: Vec<f32>,
    /// Where the concept before stands in the title.
    previous: Vec<u64>,
    concept: Lane,
    way: Lane,
    needle: Lane,
    error: Option<io::Error>,
}

/// The scores of one concept, way or word by place.
#[derive(Default)]
struct Lane {
    scores: Vec<Scores>,
    positions: Vec<u64>,
    words: Vec<u8>,
    touched: Vec<u32>,
}

impl Lane {
    fn new(places: usize) -> Self {
        Self { scores: vec![[0.0; 4]; places], positions: vec![0; places], words: vec![0; places], touched: Vec::new() }
    }

    fn touch(&mut self, place: u32) -> &mut Scores {
        let at = place as usize;
        if self.words[at] == 0 {
            self.words[at] = 1;
            self.touched.push(place);
        }
        &mut self.scores[at]
    }

    fn clear(&mut self) {
        for place in self.touched.drain(..) {
            let at = place as usize;
            (self.scores[at], self.positions[at], self.words[at]) = ([0.0; 4], 0, 0);
        }
    }
}

impl<'a> Ranking<'a> {
    fn new(segments: &'a [Segment], weights: &'a Weights) -> Self {
        let places = segments.iter().map(|segment| segment.places as usize).sum();
        let lengths = segments.iter().map(|segment| segment.lengths).fold(Lengths::default(), |sum, one| Lengths {
            places: sum.places + one.places,
            title: sum.title + one.title,
            title_stem: sum.title_stem + one.title_stem,
            body: sum.body + one.body,
        });
        Self {
            segments,
            weights,
            lengths,
            sums: vec![0.0; places],
            covered: vec![0.0; places],
            title_length: vec![0; places],
            order: vec![0.0; places],
            previous: vec![0; places],
            concept: Lane::new(places),
            way: Lane::new(places),
            needle: Lane::new(places),
            error: None,
        }
    }

    /// Adds what a concept gives to each place; `before` is the weight of the concept before it.
    fn add(&mut self, concept: &Concept, before: Option<f32>) {
        for way in &concept.ways {
            self.add_way(way);
        }
        let pair = before.map_or(0.0, |before| libm::sqrtf(before * concept.weight));
        for place in std::mem::take(&mut self.concept.touched) {
            let at = place as usize;
            let scores = self.weighed(self.concept.scores[at]);
            let best = scores.into_iter().fold(0.0, f32::max);
            let rest = scores.into_iter().sum::<f32>() - best;
            self.sums[at] += concept.weight * (best + self.weights.other_fields * rest);
            let here = self.concept.positions[at];
            if here != 0 {
                self.covered[at] += concept.weight.floor();
                self.order[at] += pair * self.follows(self.previous[at], here);
            }
            self.concept.touched.push(place);
        }
        self.remember_positions();
        self.concept.clear();
    }

    /// What is in a title now is where the next concept looks back.
    fn remember_positions(&mut self) {
        self.previous.fill(0);
        for place in &self.concept.touched {
            self.previous[*place as usize] = self.concept.positions[*place as usize];
        }
    }

    /// How well what stands at `here` follows what stands at `before`: 1 side by side.
    fn follows(&self, before: u64, here: u64) -> f32 {
        if (before << 1) & here != 0 {
            1.0
        } else if ((before << 2) | (before << 3)) & here != 0 {
            self.weights.order_with_gap
        } else if ((here << 1) | (here << 2) | (here << 3)) & before != 0 {
            self.weights.order_reversed
        } else {
            0.0
        }
    }

    fn weighed(&self, scores: Scores) -> Scores {
        let weights = self.weights;
        let [title, alias, context, body] = scores;
        [title * weights.title, alias * weights.alias, context * weights.context, body]
    }

    /// Puts one way to meet a concept beside the others: in each field the best counts.
    fn add_way(&mut self, way: &Way) {
        for needle in &way.words {
            self.look_for(needle);
            for place in &self.needle.touched {
                let at = *place as usize;
                if self.way.words[at] == 0 {
                    self.way.touched.push(*place);
                }
                self.way.words[at] += 1;
                self.way.positions[at] |= self.needle.positions[at];
                for (sum, score) in self.way.scores[at].iter_mut().zip(self.needle.scores[at]) {
                    *sum += score;
                }
            }
            self.needle.clear();
        }
        let all = if way.weight < 1.0 { way.words.iter().filter(|word| !word.stems.is_empty()).count() } else { 1 };
        for place in &self.way.touched {
            let at = *place as usize;
            if usize::from(self.way.words[at]) < all {
                continue;
            }
            let best = self.concept.touch(*place);
            for (best, score) in best.iter_mut().zip(self.way.scores[at]) {
                *best = best.max(score * way.weight);
            }
            self.concept.positions[at] |= self.way.positions[at];
        }
        self.way.clear();
    }

    /// Weighs one word in every field.
    fn look_for(&mut self, needle: &Needle) {
        let fields = &self.segments[0].fields;
        let (title, word) = (fields.title, fields.word);
        let stem_fields = [
            (fields.title_stem, TITLE),
            (fields.alias_stem, ALIAS),
            (fields.context_stem, CONTEXT),
            (fields.body_stem, BODY),
        ];
        for stem in &needle.stems {
            for (field, lane) in stem_fields {
                self.weigh(field, stem, lane, |best, score| best.max(score));
            }
        }
        let Some(exact) = &needle.exact else { return };
        let [in_title, in_body] = if needle.stems.is_empty() { [1.0, 0.0] } else { self.weights.exact };
        self.weigh(title, exact, TITLE, |stem, score| stem + in_title * score);
        if in_body > 0.0 {
            self.weigh(word, exact, BODY, |stem, score| if stem > 0.0 { stem + in_body * score } else { 0.0 });
        }
    }

    /// Weighs a term by BM25 and puts its score with the one that the place has in that field.
    fn weigh(&mut self, field: Field, term: &str, lane: usize, put: impl Fn(f32, f32) -> f32) {
        let postings = self.postings(field, term);
        let rarity = self.rarity(postings.len() as f32);
        for posting in &postings {
            let score = rarity * self.saturation(field, posting);
            let scores = self.needle.touch(posting.place);
            scores[lane] = put(scores[lane], score);
            let at = posting.place as usize;
            self.needle.positions[at] |= posting.positions;
            if field == self.segments[0].fields.title_stem {
                self.title_length[at] = posting.length;
            }
        }
    }

    /// How much repetition in a field of this length counts: 1 for once at the average length.
    fn saturation(&self, field: Field, posting: &Posting) -> f32 {
        let fields = &self.segments[0].fields;
        let (kind, total) = match field {
            field if field == fields.title => (0, self.lengths.title),
            field if field == fields.title_stem => (0, self.lengths.title_stem),
            _ => (1, self.lengths.body),
        };
        let average = total as f32 / self.lengths.places.max(1) as f32;
        if posting.length == 0 || average == 0.0 {
            return 1.0;
        }
        let (k1, b) = (self.weights.saturation[kind], self.weights.length[kind]);
        let frequency = posting.frequency as f32;
        frequency * (k1 + 1.0) / (frequency + k1 * (1.0 - b + b * posting.length as f32 / average))
    }

    /// The inverse document frequency of BM25, never negative. `libm` gives the same bits on every machine.
    fn rarity(&self, places: f32) -> f32 {
        let all = self.lengths.places as f32;
        libm::logf(1.0 + (all - places + 0.5) / (places + 0.5))
    }

    fn postings(&mut self, field: Field, term: &str) -> Vec<Posting> {
        let (mut postings, mut base) = (Vec::new(), 0);
        for segment in self.segments {
            if let Err(error) = segment.postings(field, term, base, &mut postings) {
                self.error = Some(error);
            }
            base += segment.places;
        }
        postings
    }

    fn finish(self, plan: &Plan) -> Vec<Ranked> {
        let pairs: f32 = plan.concepts.windows(2).map(|pair| libm::sqrtf(pair[0].weight * pair[1].weight)).sum();
        let places = self.sums.iter().enumerate().filter(|(_, sum)| **sum > 0.0);
        let ranked = places.map(|(at, sum)| {
            let covered = self.covered[at] / self.title_length[at].max(1) as f32;
            let order = if pairs > 0.0 { self.order[at] / pairs } else { 0.0 };
            let raised = 1.0 + self.weights.title_covered * covered.min(1.0);
            let score = sum * raised * (1.0 + self.weights.order * order);
            Ranked { place: at as u32, score }
        });
        ranked.collect()
    }
}
