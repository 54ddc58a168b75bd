//! Videos of this site or another that anybody can watch, without captions (RGAA 4.3).

use super::fields::shown_video;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Videos of this site or another that anybody can watch, without captions (RGAA 4.3).
pub(super) static RULE: Rule = Rule {
    code: "missing-captions",
    severity: Severity::Warning,
    summary: ["une vidéo n’a pas de sous-titres", "a video has no captions"],
    explanation: ["Qui n’entend pas, ou regarde sans le son, ne peut pas la suivre. Ajoutez un fichier WebVTT (critère 4.3 du RGAA).", "Who does not hear, or watches without sound, cannot follow it. Add a WebVTT file (WCAG 1.2.2)."],
    example: ["src: saisie.mp4", "src: saisie.mp4\ncaptions:\n- file: saisie.fr.vtt"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, video) in subject.site.videos().filter(|(_, video)| video.captions.is_empty()) {
        let Some(source) = shown_video(video) else { continue };
        let message = text!("cette vidéo n’a pas de sous-titres", "this video has no captions");
        let help = text!("ajoutez captions: avec un fichier .vtt à côté du guide", "add captions: with a .vtt file beside the guide");
        out.push(Diagnostic::new(&RULE, entry.locate(source.span), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn a_video_alone() {
        assert_eq!(places("missing-captions", &[("videos/v/guide.md", "---\nsrc: v.mp4\n---\n")]), ["videos/v/guide.md:2:6"]);
    }

    #[test]
    fn captions_or_a_video_behind_a_login() {
        let files = &[
            ("videos/v/guide.md", "---\nsrc: v.mp4\ncaptions:\n- file: v.vtt\n---\n"),
            ("videos/w/guide.md", "---\naccess: login\napp_path: Aide\n---\n"),
        ];
        assert!(places("missing-captions", files).is_empty());
    }
}
