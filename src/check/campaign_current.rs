//! Campaigns of which not exactly one is current.

use crate::model::CampaignState;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Campaigns of which not exactly one is current.
pub(super) static RULE: Rule = Rule {
    code: "campaign-current",
    severity: Severity::Error,
    summary: ["il n’y a pas exactement une campagne en cours", "not exactly one campaign is current"],
    explanation: ["Le site montre les dates et les textes d’une campagne. Donnez `state: current` à une seule.", "The site shows the dates and texts of one campaign. Give `state: current` to one of them."],
    example: ["deux campagnes en state: current", "une en state: current, l’autre en state: archived"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let campaigns = &subject.site.settings.campaigns;
    let current: Vec<_> = campaigns.iter().filter(|campaign| campaign.state.value == CampaignState::Current).collect();
    let help = || text!("donnez state: current à une seule campagne", "give state: current to exactly one campaign");
    if let (Some(first), true) = (campaigns.first(), current.is_empty()) {
        let message = text!("aucune campagne n’est en cours", "no campaign is current");
        out.push(Diagnostic::new(&RULE, subject.settings_location(first.state.span), message).help(help()));
    }
    for other in current.iter().skip(1) {
        let message = text!("une autre campagne est déjà en cours", "another campaign is already current");
        let related = (subject.settings_location(current[0].state.span), text!("celle-ci", "this one"));
        let finding = Diagnostic::new(&RULE, subject.settings_location(other.state.span), message).help(help());
        out.push(finding.related(related.0, related.1));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    fn found(states: [&str; 2]) -> Vec<String> {
        let [one, two] = states;
        let text = format!("title: T\ncampaigns:\n- year: 2024\n  label: A\n  state: {one}\n- year: 2025\n  label: B\n  state: {two}\n");
        places("campaign-current", &[("vademecum.yaml", &text)])
    }

    #[test]
    fn none_or_two() {
        assert_eq!(found(["archived", "preparing"]), ["vademecum.yaml:5:10"]);
        assert_eq!(found(["current", "current"]), ["vademecum.yaml:8:10"]);
    }

    #[test]
    fn one() {
        assert!(found(["archived", "current"]).is_empty());
        assert!(places("campaign-current", &[]).is_empty());
    }
}
