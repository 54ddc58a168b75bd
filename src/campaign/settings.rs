//! The settings of the next campaign.

use jiff::civil::Date;

use super::edits::Edits;
use crate::config::Settings;
use crate::diagnostic::{Spanned, TextFile};
use crate::model::{Campaign, CampaignState};
use crate::yaml_text;

/// Declares the campaign of `year`, prepared on a day, and makes the current one an archived one.
pub(super) fn declare(
    file: &TextFile,
    settings: &Settings,
    current: &Spanned<Campaign>,
    year: u16,
    today: Date,
    edits: &mut Edits,
) {
    let old = current.value.year.value;
    let label = current.value.label.value.replace(&old.to_string(), &year.to_string());
    let label = if label == current.value.label.value { format!("{label} {year}") } else { label };
    let fields = [
        format!("year: {year}"),
        format!("label: {}", yaml_text::scalar(&label)),
        "state: current".to_owned(),
        format!("prepared_on: {today}"),
        format!("previous: {old}"),
    ];
    let first = settings.campaigns.first().unwrap_or(current).span.range();
    let line = file.text[..first.start].rfind('\n').map_or(0, |end| end + 1);
    let lead = &file.text[line..first.start];
    let new = match lead.trim() {
        "-" => {
            let indent = " ".repeat(first.start - line);
            format!("{}\n{lead}", fields.join(&format!("\n{indent}")))
        }
        _ => format!("{{ {} }}, ", fields.join(", ")),
    };
    edits.replace(&file.path, first.start..first.start, new);
    for campaign in settings.campaigns.iter().filter(|campaign| *campaign.state == CampaignState::Current) {
        edits.replace(&file.path, campaign.state.span.range(), "archived");
    }
}
