//! A serde deserializer over a [`Node`] whose errors know their place.
//!
//! What it forgives: a single value where a list is expected, a number or date where a text is expected, an empty value
//! for a key that may be absent. What it does not forgive stops it with a [`Fault`]; [`super::repair`] goes on from there.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::de::value::{StrDeserializer, U32Deserializer};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::fault::{Expected, Fault, Problem};
use super::node::{Entry, Node, NodeKind, Scalar};
use crate::diagnostic::{SPANNED, SPANNED_FIELDS, Span, Spanned};

/// The text of a placeholder: a text that is a date as well.
const PLACEHOLDER: &str = "2000-01-01";

/// What reading finds out beside the value.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The keys that the outermost struct knows; `None` when it takes any.
    pub(super) known: RefCell<Option<Vec<&'static str>>>,
    /// Unknown keys of inner mappings by place, with the keys that are known there.
    pub(super) unknown: RefCell<BTreeMap<Span, (String, &'static [&'static str])>>,
}

/// Reads one node.
#[derive(Clone, Copy)]
pub(super) struct Reader<'de> {
    node: &'de Node,
    notes: &'de Notes,
    /// Whether the node is the one where reading started. Its unknown keys are not reported here, because several
    /// structs may be read from it.
    outermost: bool,
}

impl<'de> Reader<'de> {
    /// A reader of the node where reading starts.
    pub(super) fn new(node: &'de Node, notes: &'de Notes) -> Self {
        Self { node, notes, outermost: true }
    }

    fn inner(self, node: &'de Node) -> Self {
        Self { node, notes: self.notes, outermost: false }
    }

    fn wrong(self, expected: Expected) -> Fault {
        Fault::at(Problem::WrongType { expected, found: self.node.found() }, self.node.span)
    }

    fn is_placeholder(self) -> bool {
        matches!(self.node.kind, NodeKind::Placeholder)
    }

    fn scalar(self, expected: Expected) -> Result<&'de Scalar, Fault> {
        match &self.node.kind {
            NodeKind::Scalar(scalar) => Ok(scalar),
            _ => Err(self.wrong(expected)),
        }
    }

    fn text(self, expected: Expected) -> Result<&'de str, Fault> {
        if self.is_placeholder() {
            return Ok(PLACEHOLDER);
        }
        self.scalar(expected).map(|scalar| scalar.text.as_str())
    }

    /// A whole number between `min` and `max`.
    fn integer(self, min: i128, max: i128) -> Result<i128, Fault> {
        if self.is_placeholder() {
            return Ok(0);
        }
        let scalar = self.scalar(Expected::Integer)?;
        if !scalar.is_integer() {
            return Err(self.wrong(Expected::Integer));
        }
        let number = scalar.text.parse().ok().filter(|number| (min..=max).contains(number));
        number.ok_or_else(|| Fault::at(Problem::OutOfRange { min, max }, self.node.span))
    }

    fn number(self) -> Result<f64, Fault> {
        if self.is_placeholder() {
            return Ok(0.0);
        }
        self.scalar(Expected::Number)?.as_number().ok_or_else(|| self.wrong(Expected::Number))
    }

    fn entries(self) -> Result<&'de [Entry], Fault> {
        match &self.node.kind {
            NodeKind::Mapping(entries) => Ok(entries),
            NodeKind::Placeholder => Ok(&[]),
            _ => Err(self.wrong(Expected::Mapping)),
        }
    }

    /// Notes the fields of a struct that is read from this node.
    fn note_fields(self, fields: &'static [&'static str], entries: &[Entry]) {
        if self.outermost {
            *self.notes.known.borrow_mut() = Some(fields.to_vec());
            return;
        }
        for entry in entries.iter().filter(|entry| !fields.contains(&entry.key.value.as_str())) {
            self.notes.unknown.borrow_mut().insert(entry.key.span, (entry.key.value.clone(), fields));
        }
    }

    /// Reads entries by way of a visitor; what it says itself (a missing field) is at that
    /// key when it was written without a value, else at the mapping's first key.
    fn visit_entries<V: Visitor<'de>>(
        self,
        entries: &'de [Entry],
        fields: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let access = Entries { reader: self, rest: entries.iter().enumerate(), fields, current: None };
        visitor.visit_map(access).map_err(|fault| {
            let empty = entries.iter().find(|entry| fault.missing() == Some(&entry.key.value));
            let at = empty.or(entries.first()).map_or(self.node.span, |entry| entry.key.span);
            fault.or_at(at)
        })
    }
}

/// Generates the methods for whole numbers.
macro_rules! integers {
    ($($method:ident: $type:ty => $visit:ident;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            let number = self.integer(<$type>::MIN.into(), <$type>::MAX.into())?;
            visitor.$visit(<$type>::try_from(number).expect("the range has been checked"))
        })*
    };
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Fault;

    integers! {
        deserialize_i8: i8 => visit_i8;
        deserialize_i16: i16 => visit_i16;
        deserialize_i32: i32 => visit_i32;
        deserialize_i64: i64 => visit_i64;
        deserialize_u8: u8 => visit_u8;
        deserialize_u16: u16 => visit_u16;
        deserialize_u32: u32 => visit_u32;
        deserialize_u64: u64 => visit_u64;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            NodeKind::Null | NodeKind::Dropped => visitor.visit_unit(),
            NodeKind::Placeholder => visitor.visit_str(PLACEHOLDER),
            NodeKind::Sequence(_) => self.deserialize_seq(visitor),
            NodeKind::Mapping(_) => self.deserialize_map(visitor),
            NodeKind::Scalar(scalar) => visit_scalar(scalar, visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.is_placeholder() {
            return visitor.visit_bool(false);
        }
        let value = self.scalar(Expected::Bool)?.as_bool();
        visitor.visit_bool(value.ok_or_else(|| self.wrong(Expected::Bool))?)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_f64(self.number()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(self.text(Expected::Text)?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node.kind {
            NodeKind::Null | NodeKind::Dropped | NodeKind::Placeholder => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            NodeKind::Sequence(items) => {
                visitor.visit_seq(Items { reader: self, rest: items.iter().enumerate(), single: false })
            }
            NodeKind::Placeholder | NodeKind::Null => visitor.visit_seq(Items::none(self)),
            _ => {
                let single = std::slice::from_ref(self.node);
                visitor.visit_seq(Items { reader: self, rest: single.iter().enumerate(), single: true })
            }
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let entries = self.entries()?;
        self.visit_entries(entries, None, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == SPANNED {
            return visitor.visit_map(WithSpan { value: self, span: self.node.span, next: 0 });
        }
        let entries = self.entries()?;
        self.note_fields(fields, entries);
        self.visit_entries(entries, Some(fields), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let written = match variants.first() {
            Some(first) if self.is_placeholder() => first,
            _ => self.text(Expected::OneOf(variants))?,
        };
        if !variants.contains(&written) {
            let problem = Problem::UnknownVariant { written: written.to_owned(), variants };
            return Err(Fault::at(problem, self.node.span));
        }
        visitor.visit_enum(StrDeserializer::new(written))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bytes byte_buf unit unit_struct tuple_struct
    }
}

/// A scalar by what it looks like, for types that take anything.
fn visit_scalar<'de, V: Visitor<'de>>(scalar: &'de Scalar, visitor: V) -> Result<V::Value, Fault> {
    if let Some(value) = scalar.as_bool() {
        return visitor.visit_bool(value);
    }
    match scalar.text.parse() {
        Ok(number) if scalar.is_integer() => visitor.visit_i64(number),
        _ => match scalar.as_number() {
            Some(number) => visitor.visit_f64(number),
            None => visitor.visit_str(&scalar.text),
        },
    }
}

/// The items of a list. Dropped ones are passed over.
struct Items<'de> {
    reader: Reader<'de>,
    rest: std::iter::Enumerate<std::slice::Iter<'de, Node>>,
    /// Whether the only item is the node itself, which then has no position of its own.
    single: bool,
}

impl<'de> Items<'de> {
    fn none(reader: Reader<'de>) -> Self {
        Self { reader, rest: [].iter().enumerate(), single: false }
    }
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((index, node)) = self.rest.find(|(_, node)| !matches!(node.kind, NodeKind::Dropped)) else {
            return Ok(None);
        };
        let place = |fault: Fault| if self.single { fault } else { fault.inside(index) };
        let value = seed.deserialize(self.reader.inner(node));
        value.map(Some).map_err(|fault| place(fault.or_at(node.span)))
    }
}

/// The entries of a mapping. Dropped and empty ones are passed over, and for a struct those that it does not know.
struct Entries<'de> {
    reader: Reader<'de>,
    rest: std::iter::Enumerate<std::slice::Iter<'de, Entry>>,
    fields: Option<&'static [&'static str]>,
    current: Option<(usize, &'de Entry)>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let fields = self.fields;
        let known = |entry: &Entry| fields.is_none_or(|fields| fields.contains(&entry.key.value.as_str()));
        let written = |entry: &Entry| !matches!(entry.value.kind, NodeKind::Dropped | NodeKind::Null);
        self.current = self.rest.find(|(_, entry)| known(entry) && written(entry));
        let Some((index, entry)) = self.current else {
            return Ok(None);
        };
        let key = seed.deserialize(Key(&entry.key));
        key.map(Some).map_err(|fault| fault.or_at(entry.key.span).inside(index))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let (index, entry) = self.current.expect("serde asks for a value after its key");
        let value = seed.deserialize(self.reader.inner(&entry.value));
        value.map_err(|fault| fault.or_at(entry.value.span).or_key(&entry.key.value).inside(index))
    }
}

/// The entries by which a [`Spanned`] is read.
struct WithSpan<D> {
    value: D,
    span: Span,
    next: usize,
}

impl<'de, D: Deserializer<'de, Error = Fault> + Copy> MapAccess<'de> for WithSpan<D> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        SPANNED_FIELDS.get(self.next).map(|name| seed.deserialize(StrDeserializer::new(name))).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        self.next += 1;
        match self.next {
            1 => seed.deserialize(U32Deserializer::new(self.span.start)),
            2 => seed.deserialize(U32Deserializer::new(self.span.end)),
            _ => seed.deserialize(self.value).map_err(|fault| fault.or_at(self.span)),
        }
    }
}

/// Reads a key: a text, with its place if that is asked for.
#[derive(Clone, Copy)]
struct Key<'de>(&'de Spanned<String>);

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(&self.0.value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name != SPANNED {
            return self.deserialize_any(visitor);
        }
        visitor.visit_map(WithSpan { value: self, span: self.0.span, next: 0 })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if !variants.contains(&self.0.value.as_str()) {
            return Err(Fault::new(Problem::UnknownVariant { written: self.0.value.clone(), variants }));
        }
        visitor.visit_enum(StrDeserializer::new(&self.0.value))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map identifier ignored_any
    }
}
