//! What is wrong with a value, from the place where it is found to the diagnostic.

use std::fmt;

use serde::de;

use super::findings::report;
use super::node::Found;
use super::syntax::glued_key;
use super::{INVALID_DATE, INVALID_VALUE, MISSING_KEY, WRONG_TYPE, words};
use crate::diagnostic::{Diagnostic, Rule, Span, Text, TextFile};
use crate::model::day::{INVALID_DAY, WORDINGS};
use crate::text;

/// What a key expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    Text,
    Bool,
    Integer,
    Number,
    Mapping,
    OneOf(&'static [&'static str]),
}

/// What is wrong with a value.
#[derive(Clone, Debug)]
pub(super) enum Problem {
    /// It is of another type.
    WrongType { expected: Expected, found: Found },
    /// It is not one of the values that the key accepts.
    UnknownVariant { written: String, variants: &'static [&'static str] },
    /// It is a whole number that is too large or too small.
    OutOfRange { min: i128, max: i128 },
    /// A required key of the mapping is absent or empty.
    Missing(&'static str),
    /// What a type says itself, perhaps in both languages: see [`WORDINGS`].
    Custom(String),
}

/// A wrong value. The error of this module's deserializers; boxed, since it is large and rare.
#[derive(Debug)]
pub(super) struct Fault(Box<Details>);

#[derive(Debug)]
struct Details {
    problem: Problem,
    span: Option<Span>,
    /// The nearest key above the value.
    key: Option<String>,
    /// The positions that lead from the root to the value, innermost first.
    path: Vec<usize>,
}

impl Fault {
    pub(super) fn new(problem: Problem) -> Self {
        Self(Box::new(Details { problem, span: None, key: None, path: Vec::new() }))
    }

    pub(super) fn at(problem: Problem, span: Span) -> Self {
        Self::new(problem).or_at(span)
    }

    /// Sets the place, unless one is known that is nearer to the mistake.
    pub(super) fn or_at(mut self, span: Span) -> Self {
        self.0.span.get_or_insert(span);
        self
    }

    /// Sets the key, unless one is known that is nearer to the mistake.
    pub(super) fn or_key(mut self, key: &str) -> Self {
        self.0.key.get_or_insert_with(|| key.to_owned());
        self
    }

    /// Says that the value is below position `index` of a list or mapping.
    pub(super) fn inside(mut self, index: usize) -> Self {
        self.0.path.push(index);
        self
    }

    /// The positions that lead from the root to the value.
    pub(super) fn path(&self) -> Vec<usize> {
        self.0.path.iter().rev().copied().collect()
    }

    /// The required key that is missing from the mapping at [`path`](Self::path), if that is what is wrong.
    pub(super) fn missing(&self) -> Option<&'static str> {
        match self.0.problem {
            Problem::Missing(key) => Some(key),
            _ => None,
        }
    }

    /// Adds the finding.
    pub(super) fn report(&self, file: &TextFile, diagnostics: &mut Vec<Diagnostic>) {
        report(self.0.span.unwrap_or_default(), file, diagnostics, |at| {
            let (rule, message, help) = self.wording();
            Diagnostic { help, ..Diagnostic::new(rule, at, message) }
        });
    }

    fn wording(&self) -> (&'static Rule, Text, Option<Text>) {
        let key = self.0.key.as_deref();
        match &self.0.problem {
            Problem::WrongType { expected, found } => {
                (&WRONG_TYPE, wrong_type(key, *expected, found), Some(type_help(key, *expected, found)))
            }
            Problem::UnknownVariant { written, variants } => unknown_variant(key, written, variants),
            Problem::OutOfRange { min, max } => {
                let (fr, en) = subject(key);
                let message = text!(
                    "{fr} attend un nombre entre {min} et {max}",
                    "{en} expects a number between {min} and {max}"
                );
                (&INVALID_VALUE, message, None)
            }
            Problem::Missing(key) => (&MISSING_KEY, missing_message(key), Some(missing_help(key))),
            Problem::Custom(message) => custom(message),
        }
    }
}

/// What a message says of a required key that is absent or empty.
pub(super) fn missing_message(key: &str) -> Text {
    text!("il manque la clé obligatoire `{key}`", "the required key `{key}` is missing")
}

/// The line to add for it.
pub(super) fn missing_help(key: &str) -> Text {
    let [fr, en] = words::example(key);
    text!("ajoutez une ligne, par exemple : {key}: {fr}", "add a line, for example: {key}: {en}")
}

fn subject(key: Option<&str>) -> (String, String) {
    match key {
        Some(key) => (format!("`{key}`"), format!("`{key}`")),
        None => ("cette valeur".to_owned(), "this value".to_owned()),
    }
}

fn wrong_type(key: Option<&str>, expected: Expected, found: &Found) -> Text {
    let (subject_fr, subject_en) = subject(key);
    let found = found.name();
    if key.is_none() && expected == Expected::Mapping {
        let [fr, en] = found;
        return text!(
            "il faut ici des lignes « clé: valeur », pas {fr}",
            "lines “key: value” must stand here, not {en}"
        );
    }
    let expected = expected.name();
    Text::new(
        format!("{subject_fr} attend {}, pas {}", expected[0], found[0]),
        format!("{subject_en} expects {}, not {}", expected[1], found[1]),
    )
}

impl Expected {
    fn name(self) -> [&'static str; 2] {
        match self {
            Expected::Text => ["un texte", "a text"],
            Expected::Bool => ["true ou false", "true or false"],
            Expected::Integer => ["un nombre entier", "a whole number"],
            Expected::Number => ["un nombre", "a number"],
            Expected::Mapping => ["un groupe de clés", "a group of keys"],
            Expected::OneOf(_) => ["un mot", "a word"],
        }
    }
}

impl Found {
    fn name(&self) -> [&'static str; 2] {
        match self {
            Found::Nothing => ["une valeur vide", "an empty value"],
            Found::Bool => ["true ou false", "true or false"],
            Found::Number => ["un nombre", "a number"],
            Found::Text(_) => ["un texte", "a text"],
            Found::QuotedText(_) => ["un texte entre guillemets", "a text in quotes"],
            Found::List => ["une liste", "a list"],
            Found::Mapping => ["un groupe de clés", "a group of keys"],
        }
    }
}

fn type_help(key: Option<&str>, expected: Expected, found: &Found) -> Text {
    let name = key.unwrap_or("nom");
    match (expected, found) {
        (Expected::Bool, found) => bool_help(name, found),
        (Expected::Integer | Expected::Number, Found::QuotedText(text)) if text.trim().parse::<f64>().is_ok() => {
            let text = text.trim();
            text!("enlevez les guillemets : {name}: {text}", "remove the quotes: {name}: {text}")
        }
        (Expected::Integer | Expected::Number, _) => {
            let example = if key == Some("year") { 2025 } else { 10 };
            text!("écrivez par exemple : {name}: {example}", "write for example: {name}: {example}")
        }
        (Expected::OneOf(variants), _) => {
            let variants = variants.join(", ");
            text!("valeurs possibles : {variants}", "possible values: {variants}")
        }
        (Expected::Mapping, Found::Text(text)) if glued_key(text).is_some() => {
            text!("mettez une espace après « : » : « clé: valeur »", "put a space after the colon: “key: value”")
        }
        (Expected::Mapping, _) if key.is_none() => {
            text!("écrivez par exemple : « title: Accueil »", "write for example: “title: Home”")
        }
        (Expected::Mapping, _) => text!(
            "écrivez une ligne par clé, en retrait : « clé: valeur »",
            "write one line per key, indented: “key: value”"
        ),
        (Expected::Text, Found::List) => {
            text!("écrivez un seul texte : {name}: \"…\"", "write a single text: {name}: \"…\"")
        }
        (Expected::Text, _) => {
            text!("écrivez un texte entre guillemets : \"…\"", "write a text in quotes: \"…\"")
        }
    }
}

fn bool_help(name: &str, found: &Found) -> Text {
    let written = match found {
        Found::Text(text) | Found::QuotedText(text) => text.to_lowercase(),
        _ => String::new(),
    };
    match words::truth(&written) {
        Some(value) => text!("écrivez : {name}: {value}", "write: {name}: {value}"),
        None => text!("écrivez : {name}: true, ou : {name}: false", "write: {name}: true, or: {name}: false"),
    }
}

fn unknown_variant(key: Option<&str>, written: &str, variants: &[&str]) -> (&'static Rule, Text, Option<Text>) {
    let (fr, en) = subject(key);
    let message = text!("{fr} n’accepte pas « {written} »", "{en} does not accept “{written}”");
    let all = variants.join(", ");
    let help = match words::meant(written, variants.iter().copied()) {
        Some(near) => text!(
            "vouliez-vous écrire `{near}` ? Valeurs possibles : {all}",
            "did you mean `{near}`? Possible values: {all}"
        ),
        None => text!("valeurs possibles : {all}", "possible values: {all}"),
    };
    (&INVALID_VALUE, message, Some(help))
}

/// Splits what a type said into its wordings and finds the rule that it names.
fn custom(message: &str) -> (&'static Rule, Text, Option<Text>) {
    let (rule, message) = match message.strip_prefix(INVALID_DAY) {
        Some(rest) => (&INVALID_DATE, rest),
        None => (&INVALID_VALUE, message),
    };
    let text = match message.split_once(WORDINGS) {
        Some((fr, en)) => Text::new(fr, en),
        None => text!("cette valeur n’est pas permise : {message}", "this value is not allowed: {message}"),
    };
    (rule, text, None)
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.wording().1.en)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Fault::new(Problem::Custom(message.to_string()))
    }

    fn missing_field(field: &'static str) -> Self {
        Fault::new(Problem::Missing(field))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Fault::new(Problem::UnknownVariant { written: variant.to_owned(), variants: expected })
    }
}
