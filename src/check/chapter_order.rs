//! Chapters whose times cannot be read, do not ascend or are past the end.

use crate::diagnostic::Text;
use crate::model::video::seconds;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Chapters whose times cannot be read, do not ascend or are past the end.
pub(super) static RULE: Rule = Rule {
    code: "chapter-order",
    severity: Severity::Error,
    summary: ["un chapitre est illisible, mal placé ou après la fin", "a chapter cannot be read, is out of order or past the end"],
    explanation: ["Le lien du chapitre mènerait au mauvais moment. Donnez les chapitres dans l’ordre, chacun avec le temps auquel il commence.", "The link of the chapter would lead to the wrong moment. Give chapters in order, each with the time at which it starts."],
    example: ["- at: 1:30\n- at: 0:45", "- at: 0:45\n- at: 1:30"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for (entry, video) in subject.site.videos() {
        let end = video.duration.as_ref().and_then(|duration| seconds(duration));
        let mut before = None;
        for chapter in &video.chapters {
            let at = seconds(&chapter.at);
            if let Some((message, help)) = problem(&chapter.at, at, before, end) {
                out.push(Diagnostic::new(&RULE, entry.locate(chapter.at.span), message).help(help));
            }
            before = at.max(before);
        }
    }
}

fn problem(written: &str, at: Option<u32>, before: Option<u32>, end: Option<u32>) -> Option<(Text, Text)> {
    let Some(at) = at else {
        let help = text!("écrivez minutes:secondes, par exemple 1:30", "write minutes:seconds, for example 1:30");
        return Some((text!("« {written} » n’est pas un temps", "“{written}” is not a time"), help));
    };
    if before.is_some_and(|before| at <= before) {
        let help = text!("rangez les chapitres par temps croissant", "put the chapters in the order of their times");
        return Some((text!("ce chapitre ne vient pas après le précédent", "this chapter does not come after the one before"), help));
    }
    if end.is_some_and(|end| at >= end) {
        let help = text!("corrigez ce temps, ou duration:", "correct this time, or duration:");
        return Some((text!("ce chapitre commence après la fin de la vidéo", "this chapter starts after the end of the video"), help));
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn unreadable_descending_and_past_the_end() {
        let text = "---\nduration: '2:00'\nchapters:\n- at: '1:00'\n  title: A\n- at: '0:30'\n  title: B\n- at: x1\n  title: C\n- at: '2:00'\n  title: D\n---\n";
        let found = places("chapter-order", &[("videos/v/guide.md", text)]);
        assert_eq!(found, ["videos/v/guide.md:6:7", "videos/v/guide.md:8:7", "videos/v/guide.md:10:7"]);
    }

    #[test]
    fn ascending_chapters_are_silent() {
        let text = "---\nduration: '2:00'\nchapters:\n- at: '0:00'\n  title: A\n- at: '0:30'\n  title: B\n---\n";
        assert!(places("chapter-order", &[("videos/v/guide.md", text)]).is_empty());
    }
}
