//! Rules over a finished site: one file each, named like the code of its rule.
//!
//! One rule, [`failed_test_query`], needs an answer to a search, which whoever calls it has to give.
//! What several rules need is worked out once, in `Subject`; each rule then looks at the whole site in one pass.

use std::collections::HashMap;

use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Location, Rule, Severity};
use crate::model::Site;

mod archived;
mod calendar;
mod consequences;
pub mod failed_test_query;
mod fields;
mod judgement;
mod phrases;
mod prose;
mod redirects;
mod sentences;
mod subject;
#[cfg(test)]
pub(crate) mod testing;
pub mod uses;
mod webvtt;

pub use judgement::Judgement;
use subject::Subject;

/// A rule's function.
type Check = fn(&Subject, &mut Vec<Diagnostic>);

/// Lists the rules: each is a module with `RULE` and `check`.
macro_rules! rules {
    (texts { $($text:ident)* } whole { $($whole:ident)* }) => {
        $(mod $text;)*
        $(mod $whole;)*

        /// The rules of this phase.
        pub const RULES: &[&Rule] = &[$(&$text::RULE,)* $(&$whole::RULE),*];

        /// Rules that look at the texts of entries, each by itself: what one finds in an entry does not depend on what other
        /// entries' texts say.
        const TEXT_CHECKS: &[Check] = &[$($text::check),*];

        /// All others.
        const WHOLE_CHECKS: &[Check] = &[$($whole::check),*];
    };
}

rules! {
    texts {
        absolute_link_to_own_site
        ambiguous_link_text
        broken_anchor
        broken_link
        carried_over
        cite_date
        date_contradicts_event
        date_not_in_calendar
        date_outside_campaign
        empty_link
        image_without_alt
        impossible_date
        link_outside_site
        link_to_draft
        link_to_withdrawn
        other_campaign
        second_title
        skipped_heading_level
        unconfirmed
        unknown_shortcode_target
        wrong_weekday
    }
    whole {
        campaign_current
        changed_without_history
        chapter_order
        contact_without_channel
        document_source
        duplicate_campaign
        duplicate_id
        duplicate_redirect
        duplicate_route
        duplicate_term
        event_date_mismatch
        event_end_before_start
        event_outside_campaign
        event_weekday
        event_without_date
        gap_without_contact
        invalid_base_url
        invalid_channel
        invalid_colour
        invalid_id
        invalid_mail
        invalid_phone
        invalid_redirect
        invalid_url
        invalid_webvtt
        long_short_answer
        low_contrast
        missing_captions
        missing_file
        missing_question
        missing_required_field
        missing_short_answer
        missing_slide
        missing_transcript
        near_duplicate_question
        orphan_page
        parent_cycle
        redirect_over_page
        removed_event
        review_due
        same_file_twice
        unknown_audience
        unknown_contact
        unknown_footer_target
        unknown_navigation_target
        unknown_parent
        unknown_pdf_part
        unknown_rule
        unknown_see_also
        unknown_timezone
        unreadable_pdf
        unsafe_name
        untitled_pdf
        unused_file
        urgent_without_contact
        video_duration
        video_source
    }
}

/// Judges a site.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    Judgement::of(site).findings(site, &[], [])
}

/// Everything that is known to be wrong with a site, in the final order: what `loading` it found, what `others` found, and
/// what the rules find.
pub fn assess(site: &Site, loading: &[Diagnostic], others: impl IntoIterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    Judgement::of(site).findings(site, loading, others)
}

/// Errors in a draft become warnings: it is not published, so it must not keep the rest of the site from being so.
/// An id or address that it shares with other content still does.
fn soften_drafts(site: &Site, found: &mut [Diagnostic]) {
    let is_shared = |finding: &Diagnostic| matches!(finding.rule.code, "duplicate-id" | "duplicate-route");
    let is_draft = |place: &Location| site.lookup.by_file.get(&place.file).is_some_and(|at| site.entry(*at).is_draft());
    for finding in found.iter_mut().filter(|finding| finding.severity == Severity::Error && !is_shared(finding)) {
        if finding.location.as_ref().is_some_and(is_draft) {
            finding.severity = Severity::Warning;
        }
    }
}

/// Whether a finding is that something is still to be confirmed.
pub fn is_unconfirmed(found: &Diagnostic) -> bool {
    found.rule.code == unconfirmed::RULE.code
}

/// What is left to confirm before a campaign can go out: what is not confirmed, and dated lines of the campaign before. In the
/// order of their places, whatever the settings say of these rules.
pub fn left_to_confirm(site: &Site) -> Vec<Diagnostic> {
    judgement::by_texts(site, &[unconfirmed::check, carried_over::check])
}

/// Lets a site go out although something in it is still to be confirmed: that becomes a warning.
pub fn allow_unconfirmed(found: &mut [Diagnostic]) {
    for finding in found.iter_mut().filter(|found| is_unconfirmed(found) && found.severity == Severity::Error) {
        finding.severity = Severity::Warning;
    }
}

/// Gives findings of any phase the severities that the site's settings choose, and drops those switched off.
pub fn apply_severity(settings: &Settings, found: &mut Vec<Diagnostic>) {
    if settings.severity.is_empty() {
        return;
    }
    let chosen: HashMap<&str, Severity> =
        settings.severity.iter().map(|(code, severity)| (code.value.as_str(), *severity)).collect();
    for finding in found.iter_mut() {
        finding.severity = chosen.get(finding.rule.code).copied().unwrap_or(finding.severity);
    }
    found.retain(|finding| finding.severity != Severity::Off);
}

/// Adds what is wrong in the files to print: nothing is printed of a site with errors, which are often what is wrong there.
pub fn add_of_print(site: &Site, found: &mut Vec<Diagnostic>, of_print: impl FnOnce() -> Vec<Diagnostic>) {
    if found.iter().any(|finding| finding.severity == Severity::Error) {
        return;
    }
    found.extend(of_print());
    apply_severity(&site.settings, found);
    crate::diagnostic::sort(found);
}

#[cfg(test)]
mod tests {
    use super::testing::{places, site};
    use super::*;

    #[test]
    fn severities_follow_the_settings() {
        let settings = "title: T\nseverity:\n  broken-link: hint\n  image-without-alt: 'off'\n";
        let files = &[("vademecum.yaml", settings), ("content/index.md", "[x](y.md) ![](z.png)")];
        let found = check(&site(files));
        let severities: Vec<_> = found.iter().map(|found| (found.rule.code, found.severity)).collect();
        assert_eq!(severities, [("broken-link", Severity::Hint), ("broken-link", Severity::Hint)]);
        assert!(places("image-without-alt", files).is_empty());
    }

    #[test]
    fn a_draft_does_not_keep_the_site_from_being_published() {
        let files = &[("content/a.md", "---\nstatus: draft\n---\n[x](y.md)"), ("content/index.md", "[x](y.md)")];
        let found = check(&site(files)).into_iter().filter(|found| found.rule.code == "broken-link");
        assert_eq!(found.map(|found| found.severity).collect::<Vec<_>>(), [Severity::Warning, Severity::Error]);
    }

    #[test]
    fn findings_come_in_the_order_of_the_files() {
        let files = &[("content/b.md", "[x](y.md)\n\n[](a.md) ![](y.md)"), ("content/a.md", "#### A\n[x](y.md)")];
        let found = check(&site(files));
        assert!(found.is_sorted_by_key(|found| found.location.clone()));
    }
}
