//! Events outside the current campaign, when its first or last day is known.

use jiff::civil::Date;
use crate::model::{Campaign, CampaignState};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity, Text};
use crate::text;

/// Events outside the current campaign, when its first or last day is known.
pub(super) static RULE: Rule = Rule {
    code: "event-outside-campaign",
    severity: Severity::Warning,
    summary: ["un événement est hors de la campagne en cours", "an event is outside the current campaign"],
    explanation: ["C’est souvent une date de l’an passé qui n’a pas été mise à jour. Corrigez la date, ou les jours de la campagne dans vademecum.yaml.", "Often this is a date of last year that was not brought up to date. Correct the date, or the days of the campaign in vademecum.yaml."],
    example: ["date: 2023-12-11, dans la campagne 2025", "date: 2024-12-11"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let campaigns = &subject.site.settings.campaigns;
    let Some(current) = campaigns.iter().find(|campaign| campaign.state.value == CampaignState::Current) else { return };
    for (entry, event) in subject.site.events() {
        let days = [&event.date, &event.start, &event.end].into_iter().flatten();
        for day in days.filter(|day| !contains(current, day.value.0)) {
            // The next campaign may already announce its first dates.
            if campaigns.iter().any(|other| is_bounded(other) && contains(other, day.value.0)) {
                continue;
            }
            let (Text { fr, en }, label) = (day.value.in_words(), &current.label.value);
            let message = text!("le {fr} n’est pas dans « {label} »", "{en} is not in “{label}”");
            let help = text!("corrigez la date, ou opens: et closes: de la campagne", "correct the date, or opens: and closes: of the campaign");
            out.push(Diagnostic::new(&RULE, entry.locate(day.span), message).help(help));
        }
    }
}

fn is_bounded(campaign: &Campaign) -> bool {
    campaign.opens.is_some() && campaign.closes.is_some()
}

fn contains(campaign: &Campaign, day: Date) -> bool {
    campaign.opens.as_ref().is_none_or(|opens| opens.value.0 <= day)
        && campaign.closes.as_ref().is_none_or(|closes| day <= closes.value.0)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    const SETTINGS: &str = "title: T\ncampaigns:\n- year: 2025\n  label: Campagne 2025\n  opens: 2024-12-01\n  closes: 2025-07-31\n  state: current\n";

    #[test]
    fn a_date_of_last_year() {
        let files = &[("vademecum.yaml", SETTINGS), ("content/calendrier.yaml", "events:\n- id: e\n  date: 2023-12-11\n")];
        assert_eq!(places("event-outside-campaign", files), ["content/calendrier.yaml:3:9"]);
    }

    #[test]
    fn a_date_of_the_campaign_or_no_campaign() {
        let events = ("content/calendrier.yaml", "events:\n- id: e\n  date: 2024-12-11\n");
        assert!(places("event-outside-campaign", &[("vademecum.yaml", SETTINGS), events]).is_empty());
        assert!(places("event-outside-campaign", &[events]).is_empty());
    }
}
