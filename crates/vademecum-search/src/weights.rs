//! The numbers of the ranking.

/// What each sign of relevance weighs. The defaults were measured on real questions in French; `benches/` of the
/// repository says how, and tells what each of them is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Of a word in a title, a word in the text being 1.
    pub title: f32,
    /// Of a word in another wording of the title, or among the keywords.
    pub alias: f32,
    /// Of a word in the titles that a place stands in.
    pub context: f32,
    /// What the fields count in which a word weighs less than in its best one.
    pub other_fields: f32,
    /// BM25: how soon repetition stops to count, in titles and in texts.
    pub saturation: [f32; 2],
    /// BM25: how much the length of a field counts, in titles and in texts, from 0 to 1.
    pub length: [f32; 2],
    /// Of the very form that was typed, beside its stem, in titles and in texts.
    pub exact: [f32; 2],
    /// Of a function word in a title.
    pub function_word: f32,
    /// Of the share of a title that a query covers.
    pub title_covered: f32,
    /// Of words that follow each other in a title as they do in the query.
    pub order: f32,
    /// Of such words with one or two others between them; words side by side are 1.
    pub order_with_gap: f32,
    /// Of such words the other way round, at most two others between them.
    pub order_reversed: f32,
    /// Of the completions of a word that is still being typed.
    pub completion: f32,
    /// Of a word at a typing distance of 1 and of 2.
    pub mistyped: [f32; 2],
    /// Of a word of the same family: one that begins with most of the stem.
    pub family: f32,
    /// Of what a short word may be short for: « sécu », « pub ».
    pub clipped: f32,
    /// Of words that the glossary says mean the same, and of a word in two parts.
    pub synonym: f32,
    /// Of a place that only says what a word means, an answer being 1.
    pub definition: f32,
    /// Places below this share of the best score are not answers.
    pub cut: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            title: 3.0,
            alias: 2.5,
            context: 0.8,
            other_fields: 0.4,
            saturation: [0.5, 1.45],
            length: [0.68, 0.66],
            exact: [0.3, 0.3],
            function_word: 0.41,
            title_covered: 0.32,
            order: 0.25,
            order_with_gap: 0.77,
            order_reversed: 0.1,
            completion: 0.87,
            mistyped: [1.0, 0.4],
            family: 0.37,
            clipped: 0.18,
            synonym: 0.9,
            definition: 0.6,
            cut: 0.15,
        }
    }
}
