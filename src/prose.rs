//! What sentences say, in French first and in English: the dates in them, where a sentence ends, and what in a Markdown
//! text is no sentence.
//!
//! Knows nothing of a site: texts in, places in bytes out. Every function reads a text once, whatever stands in it.

mod context;
mod cursor;
mod dates;
mod join;
mod named;
mod names;
mod numbers;
mod numeric;
mod sentence;
mod silent;
#[cfg(test)]
mod test_set;

pub use dates::{WrittenDate, WrittenDay, dates};
pub use names::weekday_name;
pub use numbers::{figures, years};
pub use sentence::{Sentences, sentence};
pub use silent::{is_within, silent};
