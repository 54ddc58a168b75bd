//! Functions that can be reached.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Spanned;

/// Own fields of a contact.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ContactFields {
    /// The function: « Pôle Postbac », never a person's name. Required.
    pub label: Option<Spanned<String>>,
    /// Ways to reach it, at least one.
    pub channels: Vec<Spanned<Channel>>,
    /// What it is there for.
    pub serves: Option<Spanned<String>>,
    /// Opening hours; « non communiqués » is shown when absent.
    pub hours: Option<Spanned<String>>,
    /// Id of the contact to try when this one does not answer.
    pub fallback: Option<Spanned<String>>,
}

/// A way to reach a contact: exactly one of the fields.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Channel {
    /// A telephone number as it is printed.
    pub phone: Option<Spanned<String>>,
    /// A mail address.
    pub mail: Option<Spanned<String>>,
    /// A form or page.
    pub url: Option<Spanned<String>>,
    /// A rubric of the real application.
    pub app_path: Option<Spanned<String>>,
    /// A postal address.
    pub address: Option<Spanned<String>>,
}
