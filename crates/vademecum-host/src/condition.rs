//! Conditional requests (RFC 9110 §13): whether what a client has is still what there is.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{self, HeaderName, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, IF_UNMODIFIED_SINCE};

use crate::entity_tag::{EntityTag, Given, Tags};

/// What tells a representation from its other versions.
#[derive(Clone, Debug)]
pub(crate) struct Validators {
    /// The tag of the bytes as they are sent.
    pub(crate) tag: EntityTag,
    /// Of files only: when a page was made says nothing of when what it shows has changed.
    pub(crate) modified: Option<SystemTime>,
}

/// What the conditions of a request come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Answer as if there were none.
    Proceed,
    /// The client has it: 304.
    NotModified,
    /// The client wants another version than there is: 412.
    Failed,
}

/// Judges the conditions in the order of §13.2.2. A condition that cannot be read is none, but for `If-Match`, which
/// guards.
pub(crate) fn judge(headers: &HeaderMap, validators: &Validators) -> Verdict {
    if headers.contains_key(IF_MATCH) {
        if !tags(headers, IF_MATCH).any(|given| validators.tag.matches_strongly(given)) {
            return Verdict::Failed;
        }
    } else if validators.changed_after(headers, IF_UNMODIFIED_SINCE) == Some(true) {
        return Verdict::Failed;
    }
    let has_it = if headers.contains_key(IF_NONE_MATCH) {
        tags(headers, IF_NONE_MATCH).any(|given| validators.tag.matches_weakly(given))
    } else {
        validators.changed_after(headers, IF_MODIFIED_SINCE) == Some(false)
    };
    if has_it { Verdict::NotModified } else { Verdict::Proceed }
}

/// Whether a range may be taken from this version (§13.1.5): there is no `If-Range`, or it names this version strongly.
/// A date does that when the version was older than a second at `now` (§8.8.2.2).
pub(crate) fn range_applies(headers: &HeaderMap, validators: &Validators, now: SystemTime) -> bool {
    let mut fields = headers.get_all(IF_RANGE).iter();
    let (Some(field), None) = (fields.next(), fields.next()) else {
        return !headers.contains_key(IF_RANGE);
    };
    let Some(text) = field.to_str().ok().map(str::trim) else { return false };
    if let Some((given, "")) = Given::read(text) {
        return validators.tag.matches_strongly(&given);
    }
    let Ok(date) = httpdate::parse_http_date(text) else { return false };
    validators.modified.map(whole_seconds).is_some_and(|modified| {
        modified == date && now.duration_since(modified).is_ok_and(|age| age >= Duration::from_secs(2))
    })
}

impl Validators {
    /// Whether this version is newer than the date of a field, if both are known. Dates have whole seconds.
    fn changed_after(&self, headers: &HeaderMap, name: HeaderName) -> Option<bool> {
        let mut fields = headers.get_all(name).iter();
        let (Some(field), None) = (fields.next(), fields.next()) else { return None };
        let date = httpdate::parse_http_date(field.to_str().ok()?.trim()).ok()?;
        Some(whole_seconds(self.modified?) > date)
    }

    /// The date for `Last-Modified`, unless a clock was so wrong that HTTP cannot write it.
    pub(crate) fn last_modified(&self) -> Option<String> {
        let modified = self.modified?;
        let since_epoch = modified.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
        (since_epoch < LAST_DATE).then(|| httpdate::fmt_http_date(modified))
    }
}

/// The year 10,000, which an HTTP date cannot write, in seconds of Unix time.
const LAST_DATE: u64 = 253_402_300_800;

fn whole_seconds(time: SystemTime) -> SystemTime {
    let since_epoch = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_secs(since_epoch.as_secs())
}

fn tags(headers: &HeaderMap, name: header::HeaderName) -> Tags<'_> {
    Tags::read(headers.get_all(name).iter().filter_map(|field| field.to_str().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "Sun, 06 Nov 1994 08:49:36 GMT";
    const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
    const AFTER: &str = "Sun, 06 Nov 1994 08:49:38 GMT";

    fn validators() -> Validators {
        let modified = httpdate::parse_http_date(DATE).unwrap() + Duration::from_millis(700);
        Validators { tag: EntityTag::of_bytes(b"x"), modified: Some(modified) }
    }

    fn headers(fields: &[(HeaderName, &str)]) -> HeaderMap {
        let tag = validators().tag.to_string();
        fields.iter().map(|(name, value)| (name.clone(), value.replace("TAG", &tag).parse().unwrap())).collect()
    }

    #[test]
    fn conditions_are_judged_in_their_order() {
        let judged = |fields: &[_]| judge(&headers(fields), &validators());
        for (fields, verdict) in [
            (&[][..], Verdict::Proceed),
            (&[(IF_MATCH, "TAG")], Verdict::Proceed),
            (&[(IF_MATCH, "W/TAG")], Verdict::Failed),
            (&[(IF_MATCH, "nonsense")], Verdict::Failed),
            (&[(IF_MATCH, "*"), (IF_UNMODIFIED_SINCE, BEFORE)], Verdict::Proceed),
            (&[(IF_UNMODIFIED_SINCE, BEFORE)], Verdict::Failed),
            (&[(IF_UNMODIFIED_SINCE, DATE)], Verdict::Proceed),
            (&[(IF_UNMODIFIED_SINCE, "yesterday")], Verdict::Proceed),
            (&[(IF_NONE_MATCH, "\"other\", W/TAG")], Verdict::NotModified),
            (&[(IF_NONE_MATCH, "*")], Verdict::NotModified),
            (&[(IF_NONE_MATCH, "\"other\""), (IF_MODIFIED_SINCE, AFTER)], Verdict::Proceed),
            (&[(IF_MODIFIED_SINCE, DATE)], Verdict::NotModified),
            (&[(IF_MODIFIED_SINCE, BEFORE)], Verdict::Proceed),
            (&[(IF_MATCH, "\"other\""), (IF_NONE_MATCH, "TAG")], Verdict::Failed),
        ] {
            assert_eq!(judged(fields), verdict, "{fields:?}");
        }
    }

    #[test]
    fn ranges_need_a_strong_match() {
        let now = httpdate::parse_http_date(DATE).unwrap();
        let applies = |value: &str, now| range_applies(&headers(&[(IF_RANGE, value)]), &validators(), now);
        let later = now + Duration::from_secs(2);
        assert!(range_applies(&HeaderMap::new(), &validators(), now));
        assert!(applies("TAG", now));
        assert!(!applies("W/TAG", now));
        assert!(!applies("\"other\"", now));
        assert!(!applies("TAG, TAG", now));
        assert!(applies(DATE, later));
        assert!(!applies(DATE, now));
        assert!(!applies(AFTER, later));
        assert!(!applies("nonsense", later));
    }
}
