//! Instructions, circulars, newsletters and news.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Day, Quote};
use crate::diagnostic::Spanned;

/// Own fields of an announcement.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AnnouncementFields {
    /// What it is. `news` when absent.
    pub kind: Option<Spanned<AnnouncementKind>>,
    /// The day it was issued. Required.
    pub date: Option<Spanned<Day>>,
    /// Who issued it: a service, not a person.
    pub issuer: Option<Spanned<String>>,
    /// Who follows the matter: « Pôle Postbac ».
    pub handled_by: Option<Spanned<String>>,
    /// To whom it is addressed.
    pub addressees: Vec<Spanned<String>>,
    /// Texts that it refers to.
    pub references: Vec<Quote>,
    /// One or two sentences for lists and feeds.
    pub summary: Option<Spanned<String>>,
    /// Id of the contact to turn to.
    pub contact: Option<Spanned<String>>,
    /// Ids or paths of content to read next.
    pub see_also: Vec<Spanned<String>>,
}

/// Sorts of announcements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AnnouncementKind {
    /// An instruction to services.
    Instruction,
    /// A circular.
    Circular,
    /// A regular letter.
    Newsletter,
    /// A piece of news.
    #[default]
    News,
}
