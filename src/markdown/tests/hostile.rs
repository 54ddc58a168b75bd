//! Texts that try to break things: whatever comes in, the HTML is well nested, and time and size stay in proportion.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{FRENCH, SAFE, TestSite, load};
use crate::markdown::{Dialect, passages, to_html};

const VOID: &[&str] = &["br", "hr", "img", "input", "wbr", "area", "col"];

/// Reads in every way; the HTML.
fn html(text: &str, dialect: Dialect) -> String {
    let (body, _) = load(text, dialect);
    for link in &body.facts.links {
        assert!(body.text().get(link.span.range()).is_some(), "{link:?}");
    }
    assert!(passages(&body, &TestSite).len() <= body.facts.headings.len() + 1);
    to_html(&body, dialect, &TestSite).html
}

/// What is wrong with the nesting of the tags, if anything.
fn nesting_fault(html: &str) -> Option<String> {
    let mut open = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>')?;
        let tag = &rest[at + 1..end];
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        match tag.strip_prefix('/') {
            Some(_) if open.last() == Some(&name) => drop(open.pop()),
            Some(_) => return Some(format!("</{name}> closes {:?}", open.last())),
            None if VOID.contains(&name) => {}
            None => open.push(name),
        }
        rest = &rest[end + 1..];
    }
    open.last().map(|name| format!("<{name}> is not closed"))
}

/// Ids that are there twice.
fn repeated_id(html: &str) -> Option<&str> {
    let mut seen = std::collections::HashSet::new();
    html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).find(|id| !seen.insert(*id))
}

#[test]
fn monstrous_texts_take_no_monstrous_time() {
    let table = |columns: usize, rows: usize| {
        let head = "|a".repeat(columns);
        format!("{head}|\n{}|\n{}", "|-".repeat(columns), "|x|\n".repeat(rows))
    };
    let nested_list: String = (0..1_500).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    let cases = [
        ("quotes", ">".repeat(20_000)),
        ("quotes with words", format!("{}a", "> ".repeat(20_000))),
        ("many quoted lines", format!("{}x\n", ">".repeat(200)).repeat(500)),
        ("nested lists", nested_list),
        ("lists on one line", "- ".repeat(5_000)),
        ("brackets", "[".repeat(50_000)),
        ("bracket pairs", "[]".repeat(50_000)),
        ("open links", "[a](".repeat(20_000)),
        ("pictures", "![".repeat(50_000)),
        ("emphasis", "*a_".repeat(20_000)),
        ("stars", "*".repeat(50_000)),
        ("nested emphasis", format!("{}a{}", "*a **a ".repeat(5_000), "** a*".repeat(5_000))),
        ("backticks", (1..500).map(|n| "`".repeat(n) + " ").collect()),
        ("table", table(5_000, 5_000)),
        ("entities", "&#35;".repeat(50_000)),
        ("shortcodes", "{{ ".repeat(50_000)),
        ("closed shortcodes", "{{ x }}".repeat(20_000)),
        ("calls", "{{ date:x }} ".repeat(20_000)),
        ("placeholders", "%{a}%{".repeat(20_000)),
        ("containers", "::: note\n".repeat(20_000)),
        ("container ends", ":::\n".repeat(20_000)),
        ("growing containers", (3..600).map(|n| format!("{} note\n\n", ":".repeat(n))).collect()),
        ("tags", "<b>".repeat(20_000)),
        ("comments", "<!-- ".repeat(20_000)),
        ("declarations", "<!A ".repeat(20_000)),
        ("instructions", "a <? ".repeat(20_000)),
        ("html blocks", "<div>\n\n".repeat(30_000)),
        ("html tags", "<b><i>".repeat(30_000)),
        ("scoped tags", "<p><a><table>".repeat(20_000)),
        ("headings", "# a\n".repeat(20_000)),
        ("explicit headings", "# a {#a}\n".repeat(20_000)),
        ("footnotes", (0..5_000).map(|n| format!("[^{n}]\n\n[^{n}]: x\n\n")).collect()),
        ("one footnote", format!("{}\n\n[^a]: x", "[^a]".repeat(20_000))),
        ("references", format!("[a]: {}\n\n{}", "x".repeat(10_000), "[a] ".repeat(10_000))),
        ("definitions", "a\n: b\n".repeat(10_000)),
        ("nested definitions", format!("a\n{}", ": ".repeat(10_000))),
        ("acronyms", "CIO ÀÉ".repeat(20_000)),
        ("code", format!("```rust\n{}\n```", "fn main() { \"\n".repeat(5_000))),
        ("unclosed code", "```\n~~~\n".repeat(20_000)),
        ("strikes", "~~a ~".repeat(20_000)),
        ("autolinks", "<a:".repeat(30_000)),
        ("alerts", "> [!NOTE]\n".repeat(20_000)),
        ("tasks", "- [ ] a\n".repeat(20_000)),
        ("nested tasks", (0..300).map(|depth| format!("{}- [ ] x\n", "  ".repeat(depth))).collect()),
    ];
    for (name, text) in &cases {
        for dialect in [FRENCH, SAFE] {
            let start = Instant::now();
            let html = html(text, dialect);
            let time = start.elapsed();
            eprintln!("{name}: {} -> {} in {time:?}", text.len(), html.len());
            assert!(time < Duration::from_secs(20), "{name} took {time:?}");
            assert!(html.len() < 200 * text.len() + 4_000_000, "{name} gave {} bytes", html.len());
            assert_eq!(nesting_fault(&html), None, "{name}");
        }
    }
}

#[test]
fn what_is_nested_too_deeply_keeps_its_words() {
    let text = format!("{}mot *fort*\n\n- a\n", "> ".repeat(500));
    let (_, diagnostics) = load(&text, FRENCH);
    assert!(diagnostics.iter().any(|d| d.rule.code == "too-deep"));
    let html = html(&text, FRENCH);
    assert!(html.contains("mot fort") && html.matches("<blockquote>").count() == 100, "{html}");
}

/// A piece of Markdown that means something to somebody.
fn scrap() -> impl Strategy<Value = String> {
    let scraps: &[&str] = &[
        "\n",
        "\n\n",
        "  ",
        "    ",
        "> ",
        "- ",
        "1. ",
        "# ",
        "## ",
        "a",
        "É",
        "mot ",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```\n",
        "```rust {1}\n",
        "[",
        "]",
        "(",
        ")",
        "](x.md)",
        "](missing)",
        "![",
        "](i.png \"t\")",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "<a href=\"",
        "\">",
        "<script>",
        "</p>",
        "<?>",
        "<br>",
        "|",
        "|-|\n",
        "| a | b |\n|---|---|\n",
        ": d\n",
        "[^1]",
        "[^1]: ",
        "\n[^1]: n\n",
        "- [x] ",
        "::: note\n",
        ":::: onglets\n",
        "::: onglet\n",
        ":::\n",
        "::::\n",
        "::: details T\n",
        "{{ date:x }}",
        "{{",
        "}}",
        "{{ \n",
        "\\",
        "\\{{",
        "%{base}",
        "%{",
        "}",
        "&amp;",
        "&",
        "&#123;",
        "«",
        "»",
        " ?",
        "'",
        "...",
        "CIO ",
        "{#id}",
        "{#id}\n",
        "> [!NOTE]\n",
        "\t",
        "\u{E000}0\u{E001}",
        "\u{0}",
        "<https://a.b>",
        "---\n",
        "===\n",
        "<details>\n\n",
        "\n</details>\n",
        "<table><tr>",
        "<select>",
        "<svg><style>",
        "<textarea>",
        "<img src=x onerror=y>",
    ];
    proptest::sample::select(scraps).prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_well_nested_html(scraps in proptest::collection::vec(scrap(), 0..60)) {
        let text = scraps.concat();
        for dialect in [FRENCH, SAFE] {
            let html = html(&text, dialect);
            prop_assert_eq!(nesting_fault(&html), None, "{}\n{}", text, html);
            prop_assert_eq!(repeated_id(&html), None, "{}\n{}", text, html);
            prop_assert!(!html.contains("<script") && !html.contains(" onerror=\""), "{}\n{}", text, html);
        }
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,200}") {
        let html = html(&text, FRENCH);
        prop_assert_eq!(nesting_fault(&html), None, "{}", html);
    }
}

#[test]
fn a_task_in_a_footnote_moves_nothing_around_it() {
    let html = html("::: note\n[^1]: - [x] a\n<div>b</div>\n", SAFE);
    assert_eq!(nesting_fault(&html), None, "{html}");
}
