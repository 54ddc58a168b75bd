//! What the readers of all kinds share: an entry that is being put together.

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::yaml::Mapping;
use crate::diagnostic::{Diagnostic, Rule, Severity, Span, Spanned, TextFile};
use crate::model::{Body, Common, Content, Details, Entry, Route};
use crate::text;

/// An item of a list has no id.
pub const MISSING_ID: Rule = Rule {
    code: "missing-id",
    severity: Severity::Error,
    summary: ["un élément de liste n’a pas d’identifiant", "an item of a list has no id"],
    explanation: [
        "L’identifiant donne son adresse à l’élément et permet de le citer : {{ date:cloture }}. Choisissez un mot court et ne le changez plus.",
        "The id gives the item its address and lets texts cite it: {{ date:cloture }}. Choose a short word and do not change it again.",
    ],
    example: ["- title: Fin de la saisie", "- id: fin-saisie\n  title: Fin de la saisie"],
};

/// An entry whose id, route and section are settled once all entries are known.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The entry; its id is provisional when `implicit_id`.
    pub entry: Entry,
    /// Whether the id comes from the file's name.
    pub implicit_id: bool,
    /// The folder of its section in the source.
    pub folder: String,
    /// Its rank among its siblings.
    pub order: Option<i64>,
}

impl Draft {
    /// Whether another stands in the same place under the same name.
    pub fn stands_as(&self, other: &Draft) -> bool {
        self.entry.id == other.entry.id
            && self.entry.route == other.entry.route
            && self.implicit_id == other.implicit_id
            && self.folder == other.folder
            && self.order == other.order
    }
}

/// The keys that all kinds share and the keys of one kind, from one mapping; unknown keys are reported.
pub fn fields<F: DeserializeOwned + Default>(mapping: &mut Mapping, diagnostics: &mut Vec<Diagnostic>) -> (Common, F) {
    (mapping.read(diagnostics).unwrap_or_default(), mapping.read(diagnostics).unwrap_or_default())
}

/// The first name that is given, or else `fallback`, which stands at `span`.
pub fn name(given: &[&Option<Spanned<String>>], fallback: &str, span: Span) -> (String, Span) {
    let found = given.iter().find_map(|name| name.as_ref());
    let found = found.filter(|name| !name.trim().is_empty());
    found.map_or_else(|| (fallback.to_owned(), span), |name| (name.value.trim().to_owned(), name.span))
}

/// An entry from its parts, before ids and routes are settled.
pub struct Parts {
    /// The file that holds it.
    pub file: Arc<TextFile>,
    /// Where it stands there.
    pub span: Range<usize>,
    /// The id that is taken when none is written.
    pub default_id: Option<String>,
    /// Title and where it stands.
    pub name: (String, Span),
    /// Its summary.
    pub summary: Option<String>,
    /// Shared fields.
    pub common: Common,
    /// Its text.
    pub body: Option<Body>,
    /// Fields of its kind.
    pub details: Details,
    /// The rank that its fields give.
    pub order: Option<i64>,
}

impl Parts {
    /// The entry, with its route made by `route` from the id. Reports a missing id.
    pub fn draft(self, route: impl FnOnce(&str) -> Route, diagnostics: &mut Vec<Diagnostic>) -> Draft {
        let explicit = self.common.id.as_ref().map(|id| id.value.clone());
        if explicit.is_none() && self.default_id.is_none() {
            let what = text!("cet élément n’a pas d’identifiant", "this item has no id");
            let id = crate::model::slug(&self.name.0);
            let help = text!("ajoutez par exemple « id: {id} »", "add for example “id: {id}”");
            diagnostics.push(Diagnostic::new(&MISSING_ID, self.file.locate(self.span.clone()), what).help(help));
        }
        let implicit_id = explicit.is_none();
        let id = explicit.or(self.default_id).unwrap_or_else(|| crate::model::slug(&self.name.0));
        let folder = self.file.path.folder().to_owned();
        let content = Content {
            title: self.name.0,
            title_span: self.name.1,
            summary: self.summary,
            file: self.file,
            span: self.span.into(),
            common: self.common,
            body: self.body,
            details: self.details,
        };
        let entry = Entry { route: route(&id), id, section: None, content: Arc::new(content) };
        Draft { implicit_id, folder, order: self.order, entry }
    }
}
