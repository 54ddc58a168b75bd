//! The fields of the index: what is recorded of each place, and how precisely.
//!
//! Analysed text reaches tantivy as terms that are already final: parted by spaces, several forms of one word by
//! [`SAME_POSITION`]. The tokenizer here only takes them apart again.

use tantivy::schema::{BytesOptions, Field, IndexRecordOption, Schema, SchemaBuilder, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

/// Parts the forms of one word.
pub(crate) const SAME_POSITION: char = '|';
/// tantivy asks for a tokenizer of this name also where a field has no text.
const TOKENIZER: &str = "default";

/// The fields of every index. Their numbers are part of the format.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    /// Exact forms of the title, with positions and length.
    pub title: Field,
    /// Stems of the title at the same positions, with length; function words are left out.
    pub title_stem: Field,
    /// Stems of the other wordings and of the keywords.
    pub alias_stem: Field,
    /// Stems of the page's title and of what the page stands in.
    pub context_stem: Field,
    /// Stems of the text, with frequency and length.
    pub body_stem: Field,
    /// Exact forms of everything: the vocabulary of the site.
    pub word: Field,
    /// Marks to filter and group by, see [`crate::facets`].
    pub facet: Field,
    /// What results show of a place, see [`crate::stored`].
    pub stored: Field,
}

impl Fields {
    /// The schema of every index and its fields.
    pub fn schema() -> (Schema, Fields) {
        use IndexRecordOption::{Basic, WithFreqs, WithFreqsAndPositions};
        let mut schema = SchemaBuilder::new();
        let fields = Fields {
            title: text(&mut schema, "title", WithFreqsAndPositions, true),
            title_stem: text(&mut schema, "title_stem", WithFreqsAndPositions, true),
            alias_stem: text(&mut schema, "alias_stem", Basic, false),
            context_stem: text(&mut schema, "context_stem", Basic, false),
            body_stem: text(&mut schema, "body_stem", WithFreqs, true),
            word: text(&mut schema, "word", Basic, false),
            facet: text(&mut schema, "facet", Basic, false),
            stored: schema.add_bytes_field("stored", BytesOptions::default().set_stored()),
        };
        (schema.build(), fields)
    }
}

fn text(schema: &mut SchemaBuilder, name: &str, record: IndexRecordOption, length: bool) -> Field {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(record).set_fieldnorms(length);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

/// The tokenizers of every index: one.
pub(crate) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::new();
    tokenizers.register(TOKENIZER, TextAnalyzer::from(Terms::default()));
    tokenizers
}

/// Takes final terms apart.
#[derive(Clone, Default)]
struct Terms {
    token: Token,
}

impl Tokenizer for Terms {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.token.reset();
        TermStream { rest: text, position: 0, token: &mut self.token }
    }
}

struct TermStream<'a> {
    rest: &'a str,
    position: usize,
    token: &'a mut Token,
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        while !self.rest.is_empty() {
            let end = self.rest.find([' ', SAME_POSITION]).unwrap_or(self.rest.len());
            let (term, rest) = self.rest.split_at(end);
            let position = self.position;
            self.position += usize::from(rest.starts_with(' '));
            self.rest = rest.get(1..).unwrap_or("");
            if !term.is_empty() {
                self.token.position = position;
                self.token.text.clear();
                self.token.text.push_str(term);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_position_and_a_word_left_out_keeps_its_own() {
        let mut terms = Terms::default();
        let mut stream = terms.token_stream("activ|activit  etabl");
        let mut seen = Vec::new();
        while stream.advance() {
            seen.push((stream.token().text.clone(), stream.token().position));
        }
        assert_eq!(seen, [("activ".to_owned(), 0), ("activit".to_owned(), 0), ("etabl".to_owned(), 2)]);
    }
}
