//! Why a question cannot be answered now.

use std::fmt;

/// Why an index cannot be opened or a query not be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// These pieces have to be given first; then the same query can be asked again.
    Missing(Vec<u32>),
    /// Bytes that are no index, or a truncated or changed one.
    Damaged(String),
    /// An index that another release of the engine wrote.
    OtherRelease {
        /// The release that wrote it.
        index: String,
        /// The release of this engine.
        engine: String,
    },
    /// A request that is not well formed.
    Request(String),
}

impl Failure {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Failure::Damaged(what.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Missing(pieces) => write!(f, "{} pieces of the index are missing", pieces.len()),
            Failure::Damaged(what) => write!(f, "the index is damaged: {what}"),
            Failure::OtherRelease { index, engine } => {
                write!(f, "the index is of release {index}, the engine of release {engine}")
            }
            Failure::Request(what) => write!(f, "the request is malformed: {what}"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<tantivy::TantivyError> for Failure {
    fn from(error: tantivy::TantivyError) -> Self {
        Failure::Damaged(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::Damaged(error.to_string())
    }
}

impl From<tantivy::directory::error::OpenReadError> for Failure {
    fn from(error: tantivy::directory::error::OpenReadError) -> Self {
        Failure::Damaged(error.to_string())
    }
}
