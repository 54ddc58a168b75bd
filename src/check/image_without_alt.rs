//! Images without a text for those who do not see them (RGAA 1.1).

use crate::model::{Details, LinkKind};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Images without a text for those who do not see them (RGAA 1.1).
pub(super) static RULE: Rule = Rule {
    code: "image-without-alt",
    severity: Severity::Warning,
    summary: ["une image n’a pas de texte de remplacement", "an image has no alternative text"],
    explanation: ["Qui ne voit pas l’image n’en sait rien, et la recherche non plus. Dites en une phrase ce qu’elle montre (critère 1.1 du RGAA).", "Whoever does not see the image learns nothing from it, nor does search. Say in one sentence what it shows (WCAG 1.1.1)."],
    example: ["![](ecran.png)", "![Le bouton « Valider » en bas de l’écran](ecran.png)"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for link in &subject.links {
        if matches!(&link.link.kind, LinkKind::Image { alt } if alt.trim().is_empty()) {
            let message = text!("cette image n’a pas de texte de remplacement", "this image has no alternative text");
            let help = text!("écrivez ce qu’elle montre entre les crochets : ![…]", "write what it shows between the brackets: ![…]");
            out.push(Diagnostic::new(&RULE, link.location(), message).help(help));
        }
    }
    for entry in subject.entries() {
        let Details::Video(video) = &entry.details else { continue };
        if let (Some(poster), None) = (&video.poster, &video.poster_alt) {
            let message = text!("cette affiche n’a pas de texte de remplacement", "this poster has no alternative text");
            let help = text!("ajoutez poster_alt: avec ce qu’elle montre", "add poster_alt: with what it shows");
            out.push(Diagnostic::new(&RULE, entry.locate(poster.span), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn images_and_posters() {
        let files = &[
            ("content/a.md", "Voir ![](b.png)"),
            ("content/b.png", ""),
            ("videos/v/guide.md", "---\nposter: p.png\n---\n"),
        ];
        assert_eq!(places("image-without-alt", files), ["content/a.md:1:6", "videos/v/guide.md:2:9"]);
    }

    #[test]
    fn described_images_are_silent() {
        let files = &[("content/a.md", "![Un bouton](b.png)"), ("videos/v/guide.md", "---\nposter: p.png\nposter_alt: x\n---\n")];
        assert!(places("image-without-alt", files).is_empty());
    }
}
