//! Time zones that are not in the IANA database.

use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::zone::zone;
use crate::text;

/// Time zones that are not in the IANA database.
pub(super) static RULE: Rule = Rule {
    code: "unknown-timezone",
    severity: Severity::Error,
    summary: ["un fuseau horaire n’est pas un nom connu", "a time zone is not a known name"],
    explanation: ["L’heure serait fausse dans les agendas. Écrivez un nom de la base IANA, comme `Europe/Paris` ou `Indian/Reunion`.", "The time would be wrong in people's calendars. Write a name of the IANA database, such as `Europe/Paris` or `Indian/Reunion`."],
    example: ["timezone: Paris", "timezone: Europe/Paris"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, event) in subject.site.events() {
        let Some(timezone) = event.timezone.as_ref().filter(|timezone| zone(timezone).is_none()) else { continue };
        let written = &timezone.value;
        let message = text!("« {written} » n’est pas un fuseau horaire", "“{written}” is not a time zone");
        let help = text!("écrivez région/ville, par exemple Europe/Paris", "write area/city, for example Europe/Paris");
        out.push(Diagnostic::new(&RULE, entry.locate(timezone.span), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    fn found(zone: &str) -> Vec<String> {
        let text = format!("events:\n- id: e\n  date: 2024-12-11\n  timezone: {zone}\n");
        places("unknown-timezone", &[("content/calendrier.yaml", &text)])
    }

    #[test]
    fn names_of_another_form() {
        assert_eq!(found("Paris"), ["content/calendrier.yaml:4:13"]);
        assert_eq!(found("europe/paris").len(), 1);
        assert_eq!(found("GMT+1").len(), 1);
        assert_eq!(found("Europe/Pari").len(), 1);
    }

    #[test]
    fn names_of_the_database() {
        for zone in ["Europe/Paris", "America/Argentina/Buenos_Aires", "America/Port-au-Prince", "UTC"] {
            assert!(found(zone).is_empty());
        }
    }
}
