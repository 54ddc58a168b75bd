//! Video guides that do not say in exactly one way where the video is.


use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Video guides that do not say in exactly one way where the video is.
pub(super) static RULE: Rule = Rule {
    code: "video-source",
    severity: Severity::Error,
    summary: ["un guide vidéo ne dit pas où est la vidéo, ou le dit deux fois", "a video guide does not say where the video is, or says it twice"],
    explanation: ["Il faut exactement un de `src` (un fichier à côté du guide), `embed_url` (un lecteur d’un autre site) et `app_path` (le chemin dans l’application).", "Exactly one of `src` (a file beside the guide), `embed_url` (a player of another site) and `app_path` (the path in the application) is needed."],
    example: ["access: public", "access: file\nsrc: saisie.mp4"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, video) in subject.site.videos() {
        let sources = [&video.src, &video.embed_url, &video.app_path];
        let given: Vec<_> = sources.into_iter().flatten().collect();
        let (span, message, help) = match given[..] {
            [_] => continue,
            [] => (
                entry.span,
                text!("ce guide ne dit pas où est la vidéo", "this guide does not say where the video is"),
                text!("ajoutez src:, embed_url: ou app_path:", "add src:, embed_url: or app_path:"),
            ),
            [_, second, ..] => (
                second.span,
                text!("ce guide donne deux vidéos", "this guide gives two videos"),
                text!("gardez un seul de src:, embed_url: et app_path:", "keep one of src:, embed_url: and app_path:"),
            ),
        };
        out.push(Diagnostic::new(&RULE, entry.locate(span), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn none_or_two() {
        assert_eq!(places("video-source", &[("videos/v/guide.md", "---\naccess: public\n---\n")]), ["videos/v/guide.md:1:1"]);
        let two = "---\nsrc: v.mp4\nembed_url: https://x.org\n---\n";
        assert_eq!(places("video-source", &[("videos/v/guide.md", two)]), ["videos/v/guide.md:3:12"]);
    }

    #[test]
    fn exactly_one() {
        assert!(places("video-source", &[("videos/v/guide.md", "---\napp_path: Aide\n---\n")]).is_empty());
    }
}
