//! Caption files that are not WebVTT (W3C).

use super::webvtt::faults;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};


/// Caption files that are not WebVTT (W3C).
pub(super) static RULE: Rule = Rule {
    code: "invalid-webvtt",
    severity: Severity::Error,
    summary: ["un fichier de sous-titres n’est pas du WebVTT valide", "a caption file is not valid WebVTT"],
    explanation: ["Le lecteur s’arrête au défaut, ou affiche les sous-titres au mauvais moment. Corrigez la ligne ; un fichier .srt se convertit en écrivant WEBVTT en tête et des points dans les temps.", "The player stops at the fault, or shows captions at the wrong moment. Correct the line; a .srt file is converted by writing WEBVTT at its head and dots in its times."],
    example: ["00:00:01,000 --> 00:00:02,000", "00:00:01.000 --> 00:00:02.000"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let captions = subject.site.texts.values().filter(|file| file.path.extension() == "vtt");
    for file in captions {
        for fault in faults(&file.text) {
            out.push(Diagnostic::new(&RULE, file.locate(fault.range), fault.message).help(fault.help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn the_faulty_line_is_shown() {
        let files = &[("videos/v/v.vtt", "WEBVTT\n\n00:01.000 --> 00:02,000\nBonjour\n")];
        assert_eq!(places("invalid-webvtt", files), ["videos/v/v.vtt:3:15"]);
    }

    #[test]
    fn valid_captions_are_silent() {
        assert!(places("invalid-webvtt", &[("videos/v/v.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nBonjour\n")]).is_empty());
    }
}
