//! Content whose day of review has passed.

use crate::model::Status;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity, Text};
use crate::text;

/// Content whose day of review has passed.
pub(super) static RULE: Rule = Rule {
    code: "review-due",
    severity: Severity::Warning,
    summary: ["un contenu devait être relu", "content was due for review"],
    explanation: ["Personne n’a vérifié ce contenu depuis la date prévue. Relisez-le avec ses sources, puis mettez à jour `verified_on:` et `review_by:`.", "Nobody checked this content by the day set. Read it again with its sources, then bring `verified_on:` and `review_by:` up to date."],
    example: ["review_by: 2024-09-01 (passé)", "verified_on: 2024-09-01\nreview_by: 2025-09-01"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for entry in subject.site.entries.iter().filter(|entry| entry.common.status() != Status::Withdrawn) {
        let Some(day) = entry.common.review_by.as_ref().filter(|day| day.value.0 < subject.site.today) else { continue };
        let Text { fr, en } = day.value.in_words();
        let message = text!("ce contenu devait être relu avant le {fr}", "this content was due for review by {en}");
        let help = text!("relisez-le, puis mettez à jour verified_on: et review_by:", "read it again, then update verified_on: and review_by:");
        out.push(Diagnostic::new(&RULE, entry.locate(day.span), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn a_day_that_has_passed() {
        assert_eq!(places("review-due", &[("content/a.md", "---\nreview_by: 2024-11-30\n---\n")]), ["content/a.md:2:12"]);
    }

    #[test]
    fn today_is_in_time() {
        assert!(places("review-due", &[("content/a.md", "---\nreview_by: 2024-12-01\n---\n")]).is_empty());
    }
}
