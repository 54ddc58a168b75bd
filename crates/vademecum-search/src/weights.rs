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
    /// Of the completions of a word that is still being typed, when it is no word itself and when it is.
    pub completion: [f32; 2],
    /// Of a word at a typing distance of 1 and of 2.
    pub mistyped: [f32; 2],
    /// Of a word of the same family: one that begins with most of the stem.
    pub family: f32,
    /// Of what a short word may be short for: « sécu », « pub ».
    pub clipped: f32,
    /// Of words that the glossary says mean the same, and of a word in two parts.
    pub synonym: f32,
    /// Places below this share of the best score are not answers.
    pub cut: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            title: 3.0,
            alias: 2.5,
            context: 0.8,
            other_fields: 0.5,
            saturation: [1.2, 1.2],
            length: [0.4, 0.4],
            exact: [0.5, 0.3],
            function_word: 0.3,
            title_covered: 0.3,
            order: 0.4,
            order_with_gap: 0.8,
            completion: [0.7, 0.5],
            mistyped: [0.7, 0.3],
            family: 0.3,
            clipped: 0.2,
            synonym: 0.9,
            cut: 0.15,
        }
    }
}
