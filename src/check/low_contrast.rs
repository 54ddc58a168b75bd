//! Accent colours that cannot be read on their paper (RGAA 3.2).

use super::Subject;
use crate::colour::{Colour, contrast};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Accent colours that cannot be read on their paper (RGAA 3.2).
pub(super) static RULE: Rule = Rule {
    code: "low-contrast",
    severity: Severity::Error,
    summary: ["une couleur ne se lit pas assez sur son fond", "a colour cannot be read well enough on its paper"],
    explanation: ["L’accent colore les liens : il faut un contraste d’au moins 4,5 pour 1 avec le fond (critère 3.2 du RGAA). Choisissez une teinte plus foncée pour le fond clair, plus claire pour le fond sombre.", "The accent colours links: it needs a contrast of at least 4.5 to 1 with the paper (WCAG 1.4.3). Choose a darker shade for light paper, a lighter one for dark paper."],
    example: ["accent: '#ffcc00'", "accent: '#0b5394'"],
};

/// Papers of the default theme: light, dark.
const PAPERS: [Colour; 2] = [Colour { rgb: [0xfb, 0xfa, 0xf6] }, Colour { rgb: [0x15, 0x18, 0x1c] }];
/// The least contrast of text with its paper (WCAG 2.2, success criterion 1.4.3).
const LEAST: f64 = 4.5;

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let look = &subject.site.settings.look;
    for (colour, paper) in [&look.accent, &look.accent_dark].into_iter().zip(PAPERS) {
        let Some(colour) = colour else { continue };
        let ratio = Colour::parse(colour).map(|accent| contrast(accent, paper));
        let Some(ratio) = ratio.filter(|ratio| *ratio < LEAST) else { continue };
        let (written, shown, on) = (&colour.value, (ratio * 100.0).floor() / 100.0, paper.hex());
        let message = text!(
            "{written} n’a qu’un contraste de {shown} avec le fond {on}",
            "{written} only has a contrast of {shown} with the paper {on}"
        );
        let help = if paper == PAPERS[0] {
            text!("choisissez une teinte plus foncée, au moins {LEAST}", "choose a darker shade, at least {LEAST}")
        } else {
            text!("choisissez une teinte plus claire, au moins {LEAST}", "choose a lighter shade, at least {LEAST}")
        };
        out.push(Diagnostic::new(&RULE, subject.settings_location(colour.span), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    fn found(look: &str) -> Vec<String> {
        places("low-contrast", &[("vademecum.yaml", &format!("title: T\nlook:\n{look}"))])
    }

    #[test]
    fn yellow_on_light_and_navy_on_dark_paper() {
        let look = "  accent: '#ffcc00'\n  accent_dark: '#000080'\n";
        assert_eq!(found(look), ["vademecum.yaml:3:11", "vademecum.yaml:4:16"]);
    }

    #[test]
    fn the_other_way_round() {
        assert!(found("  accent: '#000080'\n  accent_dark: '#ffcc00'\n").is_empty());
    }
}
