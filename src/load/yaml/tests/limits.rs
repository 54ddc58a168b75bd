//! Texts made to harm: they give a finding, in bounded time and memory.

use std::fmt::Write;

use proptest::prelude::*;

use super::{listed, mapping, parse_all};
use crate::diagnostic::Diagnostic;
use crate::load::yaml::findings::MAX_FINDINGS;
use crate::load::yaml::{MAX_DEPTH, MAX_NODES};
use crate::model::{Common, EventFields, Term};

fn findings(text: &str) -> Vec<String> {
    let mut diagnostics = Vec::new();
    parse_all(text, &mut diagnostics);
    listed(diagnostics)
}

#[test]
fn deep_nesting_is_refused() {
    let deep = MAX_DEPTH + 1;
    assert_eq!(findings(&"[".repeat(20_000)), [format!("invalid-yaml 1:{deep}")]);
    assert_eq!(findings(&"- ".repeat(20_000)), [format!("invalid-yaml 1:{}", 2 * deep - 1)]);
    assert_eq!(findings(&"{a: ".repeat(20_000)), [format!("invalid-yaml 1:{}", 4 * deep - 3)]);
    let stairs: String = (0..2_000).map(|step| format!("{}a:\n", " ".repeat(step))).collect();
    assert_eq!(findings(&stairs), [format!("invalid-yaml {deep}:{deep}")]);
    let allowed = "[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH);
    assert_eq!(findings(&allowed), [""; 0]);
}

#[test]
fn aliases_cannot_make_nesting_deeper() {
    let half = "[".repeat(40) + &"]".repeat(40);
    let text = format!("a: &a {half}\nb: {}*a{}\n", "[".repeat(40), "]".repeat(40));
    assert_eq!(findings(&text).len(), 1);
}

#[test]
fn alias_bombs_are_refused() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let below = format!("*a{}", level - 1);
        writeln!(text, "a{level}: &a{level} [{}]", [below.as_str(); 10].join(", ")).unwrap();
    }
    assert_eq!(findings(&text).len(), 1);
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(1_000_000), "*a, ".repeat(1_000));
    assert_eq!(findings(&long).len(), 1);
    let anchored: String = (0..60).map(|level| format!("&a{level} [")).collect::<String>() + &"x, ".repeat(100_000);
    assert_eq!(findings(&anchored).len(), 1);
}

#[test]
fn self_reference_is_refused() {
    for text in ["&a [*a]", "a: &a {b: *a}", "&a {*a : b}", "a: &a\n  <<: *a\n"] {
        assert_eq!(findings(text).len(), 1, "{text:?}");
    }
}

#[test]
fn too_many_values_are_refused() {
    let found = findings(&"- a\n".repeat(MAX_NODES + 1));
    assert_eq!(found, [format!("invalid-yaml {}:3", MAX_NODES + 1)]);
}

#[test]
fn a_value_with_very_many_mistakes_is_given_up() {
    let text = format!("keywords: [{}]\n", "{}, ".repeat(100_000));
    let mut diagnostics = Vec::new();
    let mut mapping = mapping(&text, &mut diagnostics).unwrap();
    assert!(mapping.read::<Common>(&mut diagnostics).is_none());
    assert!(diagnostics.len() > 100 && diagnostics.len() < 1_000);
}

#[test]
fn many_keys_are_quick() {
    let text: String = (0..100_000).map(|key| format!("k{key}: v\n")).collect();
    let mut diagnostics = Vec::new();
    mapping(&text, &mut diagnostics).unwrap().finish(&mut diagnostics);
    assert_eq!(diagnostics.len(), MAX_FINDINGS + 1);
}

/// Reads a text in every way that there is.
fn read_all(text: &str) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if let Some(mut mapping) = mapping(text, &mut diagnostics) {
        let _: Option<Common> = mapping.read(&mut diagnostics);
        let _: Option<EventFields> = mapping.read(&mut diagnostics);
        let _: Option<Term> = mapping.read(&mut diagnostics);
        mapping.finish(&mut diagnostics);
    }
    diagnostics
}

/// Pieces that make YAML when they are put together at random, or nearly.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "id",
        "title",
        "term",
        "history",
        "date",
        "gap",
        "é",
        "œ ",
        ":",
        ": ",
        " ",
        "  ",
        "\n",
        "\n  ",
        "\n- ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "\"",
        "'",
        "|\n",
        ">-\n",
        "#",
        " # ",
        "&a ",
        "*a",
        "<<",
        "!x ",
        "? ",
        "\t",
        "---\n",
        "...\n",
        "~",
        "null",
        "true",
        "12",
        "2024-12-11",
        "\\",
        "%",
        "@",
        "`",
        "\u{a0}",
        "\u{feff}",
        "\r",
        "\u{7}",
        "\u{2028}",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in any::<String>()) {
        read_all(&text);
    }

    #[test]
    fn no_near_yaml_makes_reading_panic(text in pieces()) {
        read_all(&text);
    }
}
