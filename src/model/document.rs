//! Documents to download, or to find in the application.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Day;
use crate::diagnostic::Spanned;

/// Own fields of a document.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentFields {
    /// What sort of document it is. `sheet` when absent.
    pub kind: Option<Spanned<DocumentKind>>,
    /// The file, beside `documents.yaml`. Either this or `app_path`.
    pub file: Option<Spanned<String>>,
    /// Where the document is found in the real application.
    pub app_path: Option<Spanned<String>>,
    /// Version as printed on it.
    pub version: Option<Spanned<String>>,
    /// Date as printed on it.
    pub date: Option<Spanned<Day>>,
    /// One or two sentences on what it holds.
    pub summary: Option<Spanned<String>>,
    /// Size, page count, digest and type of `file`, worked out while loading.
    #[serde(skip)]
    #[schemars(skip)]
    pub computed: Option<Computed>,
}

/// What is read off a document's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// Size in bytes.
    pub size: u64,
    /// Number of pages of a PDF, when it could be read.
    pub pages: Option<u32>,
    /// Whether a PDF says its own title, when it could be read.
    pub titled: Option<bool>,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// Media type by its extension (RFC 6838).
    pub media_type: &'static str,
}

/// Sorts of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    /// A technical sheet.
    #[default]
    Sheet,
    /// A guide of many pages.
    Guide,
    /// A calendar.
    Calendar,
    /// A form to fill in.
    Form,
    /// Slides.
    Slides,
    /// An official text.
    Instruction,
}
