//! Videos of this site or another that anybody can watch, without a transcript (RGAA 4.1).

use super::fields::shown_video;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Videos of this site or another that anybody can watch, without a transcript (RGAA 4.1).
pub(super) static RULE: Rule = Rule {
    code: "missing-transcript",
    severity: Severity::Warning,
    summary: ["une vidéo n’a pas de transcription", "a video has no transcript"],
    explanation: ["La transcription se lit, se cherche et s’imprime ; c’est la seule forme accessible à qui ne voit ni n’entend. Ajoutez un fichier WebVTT ou Markdown (critère 4.1 du RGAA).", "A transcript can be read, searched and printed; it is the only form for those who neither see nor hear. Add a WebVTT or Markdown file (WCAG 1.2.1)."],
    example: ["src: saisie.mp4", "src: saisie.mp4\ntranscript: transcription.md"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, video) in subject.site.videos().filter(|(_, video)| video.transcript.is_none()) {
        let Some(source) = shown_video(video) else { continue };
        let message = text!("cette vidéo n’a pas de transcription", "this video has no transcript");
        let help = text!("ajoutez transcript: avec un fichier .md ou .vtt à côté du guide", "add transcript: with a .md or .vtt file beside the guide");
        out.push(Diagnostic::new(&RULE, entry.locate(source.span), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn a_video_alone() {
        let files = &[("videos/v/guide.md", "---\nembed_url: https://x.org/v\n---\n")];
        assert_eq!(places("missing-transcript", files), ["videos/v/guide.md:2:12"]);
    }

    #[test]
    fn a_transcript_is_silent() {
        assert!(places("missing-transcript", &[("videos/v/guide.md", "---\nsrc: v.mp4\ntranscript: t.md\n---\n")]).is_empty());
    }
}
