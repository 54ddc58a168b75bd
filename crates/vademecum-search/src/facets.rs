//! Marks by which places are filtered, counted and grouped.

use crate::page::Page;

/// What a reader can narrow results by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// The kind of content.
    Kind,
    /// For whom it is.
    Audience,
    /// The campaign that it belongs to.
    Campaign,
}

impl Facet {
    /// All facets.
    pub const ALL: [Facet; 3] = [Facet::Kind, Facet::Audience, Facet::Campaign];

    /// What the marks of this facet begin with.
    pub(crate) fn prefix(self) -> &'static str {
        match self {
            Facet::Kind => "kind:",
            Facet::Audience => "audience:",
            Facet::Campaign => "campaign:",
        }
    }
}

/// The mark of the first place of a page.
pub(crate) const FIRST: &str = "first";
/// The value of what is for every audience.
pub(crate) const EVERYONE: &str = "*";

/// The marks of a place, parted by spaces. A space inside a value is a line there.
pub(crate) fn marks(page: &Page, first: bool) -> String {
    let mut marks = vec![mark(Facet::Kind, &page.kind)];
    marks.extend(page.campaign.iter().map(|campaign| mark(Facet::Campaign, campaign)));
    marks.extend(page.audiences.iter().map(|audience| mark(Facet::Audience, audience)));
    if page.audiences.is_empty() {
        marks.push(mark(Facet::Audience, EVERYONE));
    }
    if first {
        marks.push(FIRST.to_owned());
    }
    marks.join(" ")
}

fn mark(facet: Facet, value: &str) -> String {
    format!("{}{}", facet.prefix(), value.replace([' ', crate::fields::SAME_POSITION], "_"))
}
