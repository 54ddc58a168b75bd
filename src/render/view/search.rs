//! The search box, and the page that answers a search.

use serde::Serialize;

use super::{ContactCard, EventView, FaqCard, LinkView, PageView, SiteView};

/// A search box: a GET form with the field `q`, and what its script needs to find and name results.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchBoxView {
    /// The page that answers.
    pub action: String,
    /// The way back to the root, from which the addresses of results start.
    pub root: String,
    /// The folder of the index.
    pub data_href: String,
    /// The script that searches where the engine cannot run.
    pub plain_href: Option<String>,
    /// What one place of each kind is called.
    pub kinds: Vec<ChoiceView>,
}

impl SearchBoxView {
    /// The same with addresses that start at the root of the server.
    pub fn rooted(self, root: &str) -> Self {
        let from_root = |href: String| format!("{root}{href}");
        Self {
            action: from_root(self.action),
            root: root.to_owned(),
            data_href: from_root(self.data_href),
            plain_href: self.plain_href.map(from_root),
            kinds: self.kinds,
        }
    }
}

/// A value that the index knows, with its name.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChoiceView {
    /// The word of the index: `faq`, the id of an audience, the year of a campaign.
    pub value: String,
    /// Its name.
    pub label: String,
}

/// The page that answers a search. Without a question, without an answer and without scripts it leads elsewhere.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchView {
    /// What is the same on every page.
    pub site: SiteView,
    /// What is around the content.
    pub page: PageView,
    /// The search box.
    pub search: SearchBoxView,
    /// The kinds of places to choose from.
    pub kinds: Vec<ChoiceView>,
    /// The audiences to choose from.
    pub audiences: Vec<ChoiceView>,
    /// The searches of archived campaigns, each of which has its own.
    pub archives: Vec<LinkView>,
    /// Questions from A to Z.
    pub questions_href: Option<String>,
    /// Urgent situations.
    pub urgent: Vec<FaqCard>,
    /// The next deadlines.
    pub deadlines: Vec<EventView>,
    /// The calendar.
    pub calendar_href: Option<String>,
    /// Whom to turn to.
    pub contact: Option<ContactCard>,
}
