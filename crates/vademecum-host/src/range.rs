//! Range requests (RFC 9110 §14): which bytes of a representation are asked for.

use std::ops::Range;

/// More ranges than this are taken for an attack or an accident, and get the whole.
const MOST_RANGES: usize = 16;

/// What the `Range` of a request comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// All of it: the field is absent, not understood, or asks for too much.
    Whole,
    /// Stretches within the representation, in the order of the request, none of them empty.
    Parts(Vec<Range<u64>>),
    /// Nothing that there is: 416.
    Unsatisfiable,
}

/// Holds a `Range` field against a length. A server may ignore the field (§14.2), and this one does when it does not
/// understand all of it, and when the parts together are longer than the whole, which overlapping ranges soon are.
pub(crate) fn resolve(field: &str, length: u64) -> Wanted {
    let Some(specs) = read(field) else { return Wanted::Whole };
    let parts: Vec<_> = specs.into_iter().filter_map(|spec| spec.within(length)).collect();
    let total = parts.iter().fold(0_u64, |sum, part| sum.saturating_add(part.end - part.start));
    match parts.len() {
        0 => Wanted::Unsatisfiable,
        _ if total > length => Wanted::Whole,
        _ => Wanted::Parts(parts),
    }
}

/// A range as it is written (§14.1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spec {
    /// `first-last`; without `last` up to the end.
    From(u64, Option<u64>),
    /// `-length`: that many bytes of the end.
    Last(u64),
}

impl Spec {
    /// The bytes that exist of it. `None`: unsatisfiable.
    fn within(self, length: u64) -> Option<Range<u64>> {
        let (start, end) = match self {
            Self::From(first, last) => (first, last.map_or(length, |last| last.saturating_add(1).min(length))),
            Self::Last(count) => (length.saturating_sub(count), length),
        };
        (start < end).then_some(start..end)
    }
}

/// The ranges of a field in bytes. `None`: another unit, a fault, or too many.
fn read(field: &str) -> Option<Vec<Spec>> {
    let (unit, set) = field.split_once('=')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return None;
    }
    let mut specs = Vec::new();
    for written in set.split(',').map(|spec| spec.trim_matches([' ', '\t'])).filter(|spec| !spec.is_empty()) {
        if specs.len() == MOST_RANGES {
            return None;
        }
        specs.push(read_spec(written)?);
    }
    (!specs.is_empty()).then_some(specs)
}

fn read_spec(written: &str) -> Option<Spec> {
    let (first, last) = written.split_once('-')?;
    match (first, last) {
        ("", count) => Some(Spec::Last(read_number(count)?)),
        (first, "") => Some(Spec::From(read_number(first)?, None)),
        (first, last) => {
            let (first, last) = (read_number(first)?, read_number(last)?);
            (first <= last).then_some(Spec::From(first, Some(last)))
        }
    }
}

/// Digits. A number that is too large for any length is the largest.
fn read_number(digits: &str) -> Option<u64> {
    let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    all_digits.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The bytes of one range, found by asking of each whether it is in it.
    fn naive(first: Option<u64>, last: Option<u64>, length: u64) -> Vec<u64> {
        let within = |at: &u64| match (first, last) {
            (Some(first), Some(last)) => (first..=last).contains(at),
            (Some(first), None) => *at >= first,
            (None, Some(count)) => length - at <= count,
            (None, None) => false,
        };
        (0..length).filter(within).collect()
    }

    /// The bytes that a field comes to, by the rules of [`resolve`] but without its arithmetic. `None`: the whole.
    fn model(ranges: &[(Option<u64>, Option<u64>)], length: u64) -> Option<Vec<Vec<u64>>> {
        let invalid = |(first, last): &(Option<u64>, Option<u64>)| match (first, last) {
            (Some(first), Some(last)) => first > last,
            (None, None) => true,
            _ => false,
        };
        if ranges.is_empty() || ranges.len() > MOST_RANGES || ranges.iter().any(invalid) {
            return None;
        }
        let parts: Vec<_> =
            ranges.iter().map(|(first, last)| naive(*first, *last, length)).filter(|part| !part.is_empty()).collect();
        (parts.iter().map(Vec::len).sum::<usize>() as u64 <= length).then_some(parts)
    }

    fn written(ranges: &[(Option<u64>, Option<u64>)], comma: &str) -> String {
        let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        let specs: Vec<_> =
            ranges.iter().map(|(first, last)| format!("{}-{}", number(*first), number(*last))).collect();
        format!("bytes={}", specs.join(comma))
    }

    fn range() -> impl Strategy<Value = (Option<u64>, Option<u64>)> {
        let number = || proptest::option::weighted(0.8, prop_oneof![0_u64..70, Just(u64::MAX)]);
        (number(), number())
    }

    proptest! {
        #[test]
        fn resolving_agrees_with_a_naive_model(
            ranges in proptest::collection::vec(range(), 0..20),
            length in 0_u64..64,
            comma in "[ \t]{0,2},[ \t,]{0,2}",
        ) {
            let got = match resolve(&written(&ranges, &comma), length) {
                Wanted::Whole => None,
                Wanted::Unsatisfiable => Some(Vec::new()),
                Wanted::Parts(parts) => Some(parts.into_iter().map(Iterator::collect).collect::<Vec<Vec<_>>>()),
            };
            prop_assert_eq!(got, model(&ranges, length));
        }

        #[test]
        fn any_text_is_whole_or_within(field in "(bytes=)?[-0-9, =a-z]{0,60}|.{0,60}", length in any::<u64>()) {
            if let Wanted::Parts(parts) = resolve(&field, length) {
                prop_assert!(!parts.is_empty() && parts.iter().all(|part| part.start < part.end && part.end <= length));
            }
        }
    }

    #[test]
    fn what_is_not_understood_is_the_whole() {
        for field in
            ["", "bytes", "bytes=", "bytes=,", "items=0-1", "bytes=9-2", "bytes=0-1,9-2", "bytes=a-b", "bytes=0-1-2"]
        {
            assert_eq!(resolve(field, 10), Wanted::Whole, "{field}");
        }
        assert_eq!(resolve("bytes=+1-2", 10), Wanted::Whole);
        assert_eq!(resolve("bytes=--1", 10), Wanted::Whole);
    }

    #[test]
    fn numbers_without_end_are_large() {
        let endless = "9".repeat(40);
        for field in [format!("BYTES=1-{endless},0-0"), format!("bytes=-{endless}")] {
            let Wanted::Parts(parts) = resolve(&field, 10) else { panic!("{field}") };
            assert_eq!(parts.iter().map(|part| part.end - part.start).sum::<u64>(), 10, "{field}");
        }
        assert_eq!(resolve(&format!("bytes={endless}-"), 10), Wanted::Unsatisfiable);
    }
}
