//! Campaigns: the years that content belongs to.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Day;
use crate::diagnostic::Spanned;

/// One campaign of the site.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct Campaign {
    /// Its year: `2025`.
    pub year: Spanned<u16>,
    /// Its name: « Campagne 2025 ».
    pub label: Spanned<String>,
    /// Its first day, if known.
    #[serde(default)]
    pub opens: Option<Spanned<Day>>,
    /// Its last day, if known.
    #[serde(default)]
    pub closes: Option<Spanned<Day>>,
    /// Exactly one campaign is `current`.
    pub state: Spanned<CampaignState>,
    /// The day on which its content was taken over from the campaign before: what was verified later is of this campaign.
    #[serde(default)]
    pub prepared_on: Option<Spanned<Day>>,
    /// The year of the campaign before.
    #[serde(default)]
    pub previous: Option<Spanned<u16>>,
}

/// Where a campaign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CampaignState {
    /// Being written.
    Preparing,
    /// The one that readers work with.
    Current,
    /// Over.
    Archived,
}
