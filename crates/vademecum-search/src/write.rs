//! Pages to the files of an index. Runs where the site is built, never in a browser.

use std::collections::HashMap;

use tantivy::directory::RamDirectory;
use tantivy::index::SegmentComponent;
use tantivy::schema::TantivyDocument;
use tantivy::{Directory, IndexBuilder, IndexSettings, SingleSegmentIndexWriter};

use crate::Failure;
use crate::analysis::{Analyser, Language, is_function_word, tokens};
use crate::facets;
use crate::fields::{Fields, SAME_POSITION, tokenizers};
use crate::files::{Files, SEGMENT};
use crate::page::Page;
use crate::site_words::SiteWords;
use crate::stored;

/// What the writer's tables start with; they grow as needed. Bytes.
const START_BUDGET: usize = 15_000_000;
/// Places are read in blocks of about this many bytes.
const STORE_BLOCK: usize = 4 * 1024;

/// The files of a segment. Nothing is ever deleted from it.
const COMPONENTS: [SegmentComponent; 6] = [
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::Store,
    SegmentComponent::Terms,
];

/// The files of an index of `pages`, in their order, with what the site says of words. The same input gives the same
/// bytes.
///
/// # Errors
/// [`Failure::Damaged`] when tantivy cannot write, which in memory it can.
pub fn write(pages: &[Page], words: &SiteWords) -> Result<Files, Failure> {
    let ram = RamDirectory::create();
    let (schema, fields) = Fields::schema();
    let settings = IndexSettings {
        docstore_compress_dedicated_thread: false,
        docstore_blocksize: STORE_BLOCK,
        ..IndexSettings::default()
    };
    let builder = IndexBuilder::new().schema(schema).settings(settings).tokenizers(tokenizers());
    let mut writer: SingleSegmentIndexWriter = builder.single_segment_index_writer(ram.clone(), START_BUDGET)?;
    let mut memo = Memo::default();
    for page in pages {
        let shared = Shared::of(page, memo.of(page.language));
        for at in 0..page.places.len() {
            writer.add_document(document(page, at, &shared, &fields, memo.of(page.language)))?;
        }
    }
    let index = writer.finalize()?;
    collect(&index, &ram, words)
}

/// The files that tantivy wrote, the segment renamed, and the words of the site.
fn collect(index: &tantivy::Index, ram: &RamDirectory, words: &SiteWords) -> Result<Files, Failure> {
    let mut files = vec![(SiteWords::FILE.to_owned(), words.to_bytes())];
    let mut places = 0;
    for segment in index.searchable_segment_metas()? {
        places = segment.max_doc();
        for component in COMPONENTS {
            let path = segment.relative_path(component);
            if ram.exists(&path)? {
                let name = path.to_string_lossy().replace(&segment.id().uuid_string(), SEGMENT);
                files.push((name, ram.open_read(&path)?.read_bytes()?.as_slice().to_vec()));
            }
        }
    }
    files.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(Files { places, files })
}

/// One place as a document of the index.
fn document(page: &Page, at: usize, shared: &Shared, fields: &Fields, memo: &mut LanguageMemo) -> TantivyDocument {
    let place = &page.places[at];
    let first = at == 0;
    let title = if first { &page.title } else { &place.title };
    let title = memo.terms(title, Gaps::KeepOpen);
    let body = memo.terms(&place.body, Gaps::Close);
    let mut document = TantivyDocument::new();
    let mut add = |field, text: &str| {
        if !text.is_empty() {
            document.add_text(field, text);
        }
    };
    add(fields.title, &title.exact);
    add(fields.title_stem, &title.stems);
    add(fields.body_stem, &body.stems);
    if first {
        add(fields.alias_stem, &shared.aliases.stems);
        add(fields.context_stem, &shared.context.stems);
    } else {
        add(fields.context_stem, &shared.context_of_parts.stems);
    }
    let mut words = format!("{} {}", title.exact, body.exact);
    if first {
        words = format!("{words} {} {}", shared.aliases.exact, shared.context.exact);
    }
    add(fields.word, &words);
    add(fields.facet, &facets::marks(page, first));
    document.add_bytes(fields.stored, &stored::encode(page, at));
    document
}

/// The terms that all places of a page share.
struct Shared {
    aliases: Terms,
    context: Terms,
    /// For the places below the page itself: the page's title and aliases are what they stand in.
    context_of_parts: Terms,
}

impl Shared {
    fn of(page: &Page, memo: &mut LanguageMemo) -> Self {
        let joined = |texts: &[String]| texts.join(" \n");
        let (aliases, context) = (joined(&page.aliases) + "\n" + &joined(&page.keywords), joined(&page.context));
        Self {
            context_of_parts: memo.terms(&format!("{context}\n{}\n{aliases}", page.title), Gaps::Close),
            aliases: memo.terms(&aliases, Gaps::Close),
            context: memo.terms(&context, Gaps::Close),
        }
    }
}

/// Final terms of a text, as [`crate::fields`] takes them.
#[derive(Default)]
struct Terms {
    exact: String,
    stems: String,
}

/// What a function word leaves among stems.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gaps {
    /// A free position, so that the next word keeps its own.
    KeepOpen,
    /// Nothing.
    Close,
}

/// The forms of every word seen so far: a site says few words often.
#[derive(Default)]
struct Memo {
    languages: HashMap<Language, LanguageMemo>,
}

impl Memo {
    fn of(&mut self, language: Language) -> &mut LanguageMemo {
        self.languages
            .entry(language)
            .or_insert_with(|| LanguageMemo { analyser: Analyser::new(language), forms: HashMap::new() })
    }
}

struct LanguageMemo {
    analyser: Analyser,
    forms: HashMap<String, Forms>,
}

struct Forms {
    exact: String,
    /// Both stems, or nothing for a function word.
    stems: String,
}

impl LanguageMemo {
    fn terms(&mut self, text: &str, gaps: Gaps) -> Terms {
        let mut terms = Terms::default();
        let Self { analyser, forms } = self;
        tokens(text, analyser.language(), |token| {
            if !forms.contains_key(&token.lower) {
                let key = token.lower.clone();
                forms.insert(key.clone(), Forms::of(analyser, &key));
            }
            let form = &forms[&token.lower];
            terms.exact.push_str(&form.exact);
            terms.exact.push(' ');
            terms.stems.push_str(&form.stems);
            if gaps == Gaps::KeepOpen || !form.stems.is_empty() {
                terms.stems.push(' ');
            }
        });
        if terms.stems.trim_end().is_empty() {
            // A title of function words only (« Où et quand ? ») is found by them.
            terms.stems.clone_from(&terms.exact);
        }
        terms
    }
}

impl Forms {
    fn of(analyser: &Analyser, lower: &str) -> Self {
        let word = analyser.forms(lower);
        let stems = match (is_function_word(&word.exact, analyser.language()), word.plain_stem) {
            (true, _) => String::new(),
            (false, None) => word.stem,
            (false, Some(plain)) => format!("{}{SAME_POSITION}{plain}", word.stem),
        };
        Self { exact: word.exact, stems }
    }
}
