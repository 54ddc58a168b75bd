//! Where values stand.

use super::{mapping, parse_all};
use crate::diagnostic::Spanned;

/// The text at the span of the value of `a`.
fn at_a(text: &str) -> &str {
    let mut diagnostics = Vec::new();
    let (_, node) = mapping(text, &mut diagnostics).unwrap().take("a").unwrap();
    assert_eq!(diagnostics, []);
    &text[node.span.range()]
}

#[test]
fn spans_are_what_was_written() {
    for (text, expected) in [
        ("é: œ\na: ça va\nb: 1\n", "ça va"),
        ("a: \"é\" # c\n", "\"é\""),
        ("a: 'l''é'\n", "'l''é'"),
        ("a: un\n  deux\n\nb: 1\n", "un\n  deux"),
        ("a: |\n  un\n  deux\n\nb: 1\n", "un\n  deux"),
        ("a: [x, {y: z}] # c\n", "[x, {y: z}]"),
        ("a:\n  - x\n  - y: 1\n    z: \"é\"\n\nb: 1\n", "- x\n  - y: 1\n    z: \"é\""),
        ("a:\n- x\n- y\nb: 1\n", "- x\n- y"),
        ("a:\n  b: 1\n  c: 2\nd: 3\n", "b: 1\n  c: 2"),
    ] {
        let found = at_a(text);
        assert_eq!(found.trim_start_matches("- "), expected.trim_start_matches("- "), "{text:?}");
    }
}

#[test]
fn spanned_values_and_keys_know_their_place() {
    let text = "é: 1\nb: [x, \"y\"]\n";
    let mut diagnostics = Vec::new();
    type Lists = std::collections::BTreeMap<Spanned<String>, Vec<Spanned<String>>>;
    let lists: Lists =
        parse_all(text, &mut diagnostics).unwrap().read("-", &super::file(text), &mut diagnostics).unwrap();
    let at = |span: crate::diagnostic::Span| &text[span.range()];
    let found: Vec<_> =
        lists.iter().flat_map(|(key, list)| list.iter().map(|item| (at(key.span), at(item.span)))).collect();
    assert_eq!(found, [("b", "x"), ("b", "\"y\""), ("é", "1")]);
}

#[test]
fn keys_and_mappings_know_their_place() {
    let mapping = mapping("a: 1\nb: 2\n", &mut Vec::new()).unwrap();
    assert_eq!(mapping.key_span("b").unwrap().range(), 5..6);
    assert_eq!(mapping.key_span("c"), None);
    assert_eq!(mapping.span().range(), 0..9);
}
