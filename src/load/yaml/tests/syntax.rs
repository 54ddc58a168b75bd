//! Texts that cannot be parsed, and what the editor is told.

use super::{listed, only, parse_all};

/// Parses a text that has one mistake: its place, the French message and the French help.
fn mistake(text: &str) -> (String, String, String) {
    let mut diagnostics = Vec::new();
    parse_all(text, &mut diagnostics);
    let (message, help) = only(&diagnostics);
    let (message, help) = (message.to_owned(), help.to_owned());
    (listed(diagnostics).remove(0), message, help)
}

#[test]
fn causes_are_recognised() {
    for (text, place, message, help) in CAUSES {
        let found = mistake(text);
        assert_eq!(found.0, format!("invalid-yaml {place}"), "{text:?} {found:?}");
        assert!(found.1.contains(message), "{text:?} {found:?}");
        assert!(found.2.contains(help), "{text:?} {found:?}");
    }
}

/// Text, line:column, part of the message, part of the help.
const CAUSES: &[(&str, &str, &str, &str)] = &[
    ("question: Où : ici\nid: a\n", "1:14", "« : »", "question: \"Où : ici\""),
    ("question: Où :\nid: a\n", "1:14", "« : »", "question: \"Où :\""),
    ("- a: b: c # d\n", "1:7", "« : »", "a: \"b: c\""),
    ("a: dit \"x\" : y\n", "1:12", "« : »", "a: 'dit \"x\" : y'"),
    ("a: Un texte\n  et sa suite : fin\n", "2:15", "« : »", "du premier mot au dernier"),
    ("a: 1\n\tb: 2\n", "2:1", "tabulation", "deux espaces"),
    ("a:\n\tb: 2\n", "2:1", "tabulation", "deux espaces"),
    ("a:\n  b: 1\n\tc: 2\n", "3:1", "tabulation", "deux espaces"),
    ("a: \"x\nb: 2\nc: 3\n", "1:4", "jamais refermé", "ajoutez \""),
    ("a: 'x\n", "1:4", "jamais refermé", "ajoutez '"),
    ("a: \"x\nb: \"y\"\n", "1:4", "jamais refermé", "ajoutez \""),
    ("a: 'L'élève'\n", "1:6", "se termine à ce guillemet", "a: \"L'élève\""),
    ("a: \"le \"grand\" x\"\n", "1:8", "se termine à ce guillemet", "a: 'le \"grand\" x'"),
    ("a: \"x\" y\n", "1:6", "se termine à ce guillemet", "a: '\"x\" y'"),
    ("a: 1\n  b: 2\n", "2:3", "retrait", "enlevez les espaces"),
    ("a:\n    b: 1\n  c: 2\n", "3:3", "retrait", "4 espaces"),
    ("- a: 1\n b: 2\n", "2:2", "retrait", "2 espaces"),
    ("a:\n  - b\n c: d\n", "3:2", "retrait", "« - b »"),
    ("- a\nb: 1\n", "2:1", "même niveau", "donnez un nom"),
    ("a: 1\n- b\n", "2:1", "même niveau", "donnez un nom"),
    ("title:Foo\nb: 1\n", "1:1", "espace après « title: »", "title: Foo"),
    ("b: 1\ntitle:Foo\n", "2:1", "espace après « title: »", "title: Foo"),
    ("b: 1\ntitle Foo\nc: 2\n", "2:1", "« clé: valeur »", "écrivez une clé"),
    ("titre sans valeur\nb: 1\n", "1:1", "« clé: valeur »", "écrivez une clé"),
    ("a: @x\n", "1:4", "« @ »", "a: \"@x\""),
    ("a: `x`\n", "1:4", "« ` »", "a: \"`x`\""),
    ("a: %x\n", "1:4", "« % »", "a: \"%x\""),
    ("a: *important* x\n", "1:4", "« * »", "a: \"*important* x\""),
    ("a: & co\n", "1:4", "« & »", "a: \"& co\""),
    ("a: - b\n", "1:4", "« - »", "a: \"- b\""),
    ("a: > b\n", "1:4", "« > »", "a: \"> b\""),
    ("a: ? b\n", "1:4", "« ? »", "a: \"? b\""),
    ("a: [texte](lien)\n", "1:4", "« [ »", "a: \"[texte](lien)\""),
    ("a: {{ date:x }} b\n", "1:4", "« { »", "a: \"{{ date:x }} b\""),
    ("a: [1, 2\nb: 3\n", "1:4", "« [ » n’est jamais refermé", "« ] »"),
    ("a: [1,\n  2\nb: 3\n", "1:4", "« [ » n’est jamais refermé", "« ] »"),
    ("a: \"C:\\Users\"\n", "1:4", "« \\ »", "a: 'C:\\Users'"),
    ("a: x\u{7}\nb: \u{7}\n", "1:5", "U+0007", "effacez-le"),
    ("a:\n  b: 1\n \u{a0}c: 2\n", "3:2", "espace insécable", "espaces ordinaires"),
    ("a: 1\n---\nb: 2\n", "2:1", "second document", "« --- »"),
    ("&a [*a]\n", "1:5", "qui le contient", "alias"),
    ("a: ! x\n", "1:4", "« ! »", "guillemets"),
    ("a: !Important lisez\n", "1:4", "« ! »", "guillemets"),
    (": a\n", "1:1", "n’est pas un texte", "écrivez un nom"),
    ("? [a]\n: b\n", "1:3", "n’est pas un texte", "écrivez un nom"),
];

#[test]
fn a_text_that_a_comment_cuts_is_reported() {
    for (text, expected) in [
        ("a: Voir la fiche #3\n", Some("cut-text 1:17")),
        ("- [x, y]\n- é #œuvre", Some("cut-text 2:4")),
        ("a: b # c\n", None),
        ("a: \"b #3\"\n", None),
        ("a: b#3\n", None),
        ("a: \"b\" #3\n", None),
        ("a: #3\n", Some("cut-text 1:4")),
        ("a: # 3\n", None),
        ("a: b #\n", None),
    ] {
        let mut diagnostics = Vec::new();
        parse_all(text, &mut diagnostics);
        assert_eq!(listed(diagnostics).first().map(String::as_str), expected, "{text:?}");
    }
}

#[test]
fn a_shortcode_without_quotes_is_recognised() {
    let mut diagnostics = Vec::new();
    parse_all("a: {{ date:x }}\n", &mut diagnostics);
    let (_, help) = only(&diagnostics);
    assert!(help.contains("\"{{ date:… }}\""), "{help}");
}

#[test]
fn the_place_is_that_of_the_whole_file_when_yaml_is_a_part_of_it() {
    let text = "---\ntitle: é : b\n---\nTexte\n";
    let file = super::file(text);
    let mut diagnostics = Vec::new();
    assert!(super::parse(&file, 4..text.find("---\nTexte").unwrap(), &mut diagnostics).is_none());
    assert_eq!(listed(diagnostics), ["invalid-yaml 2:10"]);
}

#[test]
fn all_second_definitions_are_reported_and_the_first_counts() {
    let mut diagnostics = Vec::new();
    let text = "a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\na: 4\n";
    let mut mapping = super::mapping(text, &mut diagnostics).unwrap();
    let (_, node) = mapping.take("a").unwrap();
    assert_eq!(node.read::<i64>("a", mapping.file(), &mut diagnostics), Some(1));
    assert_eq!(diagnostics[0].related.len(), 1);
    assert_eq!(listed(diagnostics), ["duplicate-key 3:1", "duplicate-key 4:11", "duplicate-key 5:1"]);
}
