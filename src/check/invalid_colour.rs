//! Colours that are not written #rrggbb.

use super::Subject;
use crate::colour::Colour;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Colours that are not written #rrggbb.
pub(super) static RULE: Rule = Rule {
    code: "invalid-colour",
    severity: Severity::Error,
    summary: ["une couleur n’est pas écrite #rrvvbb", "a colour is not written #rrggbb"],
    explanation: ["La couleur ne serait pas appliquée, et son contraste ne peut pas être vérifié. Écrivez un # suivi de six chiffres hexadécimaux.", "The colour would not be applied, and its contrast cannot be checked. Write # followed by six hexadecimal digits."],
    example: ["accent: bleu", "accent: '#0b5394'"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let look = &subject.site.settings.look;
    let colours = [&look.accent, &look.accent_dark].into_iter().flatten();
    for colour in colours.filter(|colour| Colour::parse(colour).is_none()) {
        let written = &colour.value;
        let message = text!("« {written} » n’est pas une couleur", "“{written}” is not a colour");
        let help = text!("écrivez # et six chiffres hexadécimaux entre apostrophes : '#0b5394'", "write # and six hexadecimal digits in quotes: '#0b5394'");
        out.push(Diagnostic::new(&RULE, subject.settings_location(colour.span), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    fn found(colour: &str) -> Vec<String> {
        places("invalid-colour", &[("vademecum.yaml", &format!("title: T\nlook:\n  accent: '{colour}'\n"))])
    }

    #[test]
    fn names_and_short_forms() {
        assert_eq!(found("bleu"), ["vademecum.yaml:3:11"]);
        assert_eq!(found("#0b5").len(), 1);
        assert_eq!(found("#0b539é").len(), 1);
    }

    #[test]
    fn six_digits() {
        assert!(found("#0B5394").is_empty());
    }
}
