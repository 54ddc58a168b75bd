//! Durations that are not minutes and seconds.

use crate::model::video::seconds;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Durations that are not minutes and seconds.
pub(super) static RULE: Rule = Rule {
    code: "video-duration",
    severity: Severity::Error,
    summary: ["une durée de vidéo est illisible", "the length of a video cannot be read"],
    explanation: ["La durée aide à choisir le bon moment pour regarder. Écrivez `minutes:secondes` ou `heures:minutes:secondes`.", "The length helps to choose a good moment to watch. Write `minutes:seconds` or `hours:minutes:seconds`."],
    example: ["duration: 4 min 5", "duration: 4:05"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, video) in subject.site.videos() {
        let Some(duration) = &video.duration else { continue };
        if seconds(duration).is_none_or(|seconds| seconds == 0) {
            let written = &duration.value;
            let message = text!("« {written} » n’est pas une durée", "“{written}” is not a length of time");
            let help = text!("écrivez minutes:secondes, par exemple 4:05", "write minutes:seconds, for example 4:05");
            out.push(Diagnostic::new(&RULE, entry.locate(duration.span), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn words_instead_of_a_time() {
        let files = &[("videos/v/guide.md", "---\nduration: 4 min 5\n---\n")];
        assert_eq!(places("video-duration", files), ["videos/v/guide.md:2:11"]);
    }

    #[test]
    fn a_time_is_silent() {
        assert!(places("video-duration", &[("videos/v/guide.md", "---\nduration: '4:05'\n---\n")]).is_empty());
    }
}
