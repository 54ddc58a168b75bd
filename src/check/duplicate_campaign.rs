//! Campaigns of one year.

use std::collections::HashMap;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Campaigns of one year.
pub(super) static RULE: Rule = Rule {
    code: "duplicate-campaign",
    severity: Severity::Error,
    summary: ["deux campagnes ont la même année", "two campaigns have the same year"],
    explanation: ["L’année fait l’adresse des archives : l’une effacerait l’autre.", "The year makes the address of the archive: one would erase the other."],
    example: ["- year: 2025\n- year: 2025", "- year: 2024\n- year: 2025"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let mut first = HashMap::new();
    for campaign in &subject.site.settings.campaigns {
        let year = campaign.year.value;
        let Some(earlier) = first.insert(year, campaign.year.span) else { continue };
        let message = text!("la campagne {year} est donnée deux fois", "the campaign {year} is given twice");
        let help = text!("corrigez l’année, ou retirez l’une des deux", "correct the year, or take one of the two away");
        let finding = Diagnostic::new(&RULE, subject.settings_location(campaign.year.span), message).help(help);
        out.push(finding.related(subject.settings_location(earlier), text!("donnée ici", "given here")));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    fn found(other: u16) -> Vec<String> {
        let text = format!("title: T\ncampaigns:\n- year: 2025\n  label: A\n  state: current\n- year: {other}\n  label: B\n  state: archived\n");
        places("duplicate-campaign", &[("vademecum.yaml", &text)])
    }

    #[test]
    fn the_same_year() {
        assert_eq!(found(2025), ["vademecum.yaml:6:9"]);
    }

    #[test]
    fn two_years() {
        assert!(found(2024).is_empty());
    }
}
