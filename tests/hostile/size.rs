//! Texts that are deep, wide or long beyond reason.

use super::watched::{build, check};
use crate::support::TestSite;

/// Texts that have driven Markdown parsers to quadratic time or to the end of their stack.
fn pathological() -> Vec<(&'static str, String)> {
    let list = |depth: usize| (0..depth).map(|n| format!("{}- x\n", "  ".repeat(n))).collect::<String>();
    vec![
        ("quotes", ">".repeat(20_000) + " x\n"),
        ("nested-quotes", "> ".repeat(10_000) + "x\n"),
        ("lists", list(1_500)),
        ("list-in-a-line", "- ".repeat(10_000) + "x\n"),
        ("numbers-in-a-line", "1. ".repeat(10_000) + "x\n"),
        ("brackets", "[".repeat(50_000) + "\n"),
        ("brackets-closed", "[".repeat(25_000) + &"]".repeat(25_000) + "\n"),
        ("links", "[a](".repeat(20_000) + "\n"),
        ("images", "![".repeat(20_000) + &"](x)".repeat(20_000) + "\n"),
        ("references", "[a][b]".repeat(10_000) + "\n\n[b]: index.md\n"),
        ("emphasis", "*a _b ".repeat(10_000) + "\n"),
        ("emphasis-closed", "**a*".repeat(10_000) + &"*b**".repeat(10_000) + "\n"),
        ("stars", "*".repeat(50_000) + "a" + &"*".repeat(50_000) + "\n"),
        ("backticks", (1..400).map(|n| "`".repeat(n) + " ").collect::<String>() + "\n"),
        ("angles", "<".repeat(50_000) + "\n"),
        ("tags", "<a ".repeat(20_000) + "\n"),
        ("comments", "<!-- ".repeat(10_000) + "\n"),
        ("shortcodes", "{{ date:".repeat(20_000) + "\n"),
        ("variables", "%{".repeat(20_000) + "\n"),
        ("containers", (0..2_000).map(|_| "::: note\n").collect::<String>() + "x\n"),
        ("tabs-in-containers", ":".repeat(50_000) + " note\nx\n"),
        ("footnotes", (0..3_000).map(|n| format!("[^{n}]\n\n[^{n}]: x[^{}]\n\n", n + 1)).collect()),
        ("definitions", "a\n: ".repeat(5_000) + "\n"),
        ("headings", (0..5_000).map(|_| "## A\n\n").collect::<String>()),
        ("entities", "&#".repeat(30_000) + "\n"),
        ("dates", "le 31 ".repeat(20_000) + "\n"),
    ]
}

#[test]
fn b3_pathological_markdown_ends_soon() {
    let mut site = TestSite::new().file(
        "vademecum.yaml",
        "title: Essai\noutput:\n  compress: false\nseverity:\n  bad-shortcode: warning\n  broken-link: warning\n",
    );
    site = site.file("content/index.md", "# Accueil\n");
    for (name, text) in pathological() {
        site = site.file(&format!("content/a/{name}.md"), text);
    }
    build(&site).done();
    for (name, text) in pathological() {
        let page = site.output(&format!("a/{name}.html"));
        assert!(page.len() < 100 * text.len() + 200_000, "{name}: {} bytes", page.len());
    }
}

#[test]
fn b3_pathological_markdown_with_safe_html_ends_soon() {
    let html = [
        ("divs", "<div>".repeat(20_000)),
        ("closed", "<b>".repeat(10_000) + &"</b>".repeat(10_000)),
        ("tables", "<table><tr><td>".repeat(3_000)),
        ("formatting", "<p><b><i><u>".repeat(3_000)),
        ("attributes", format!("<a {}>x</a>", "a=b ".repeat(20_000))),
    ];
    let mut site =
        TestSite::new().file("vademecum.yaml", "title: Essai\noutput:\n  compress: false\nmarkdown:\n  html: safe\n");
    site = site.file("content/index.md", "# Accueil\n");
    for (name, text) in &html {
        site = site.file(&format!("content/a/{name}.md"), text);
        site = site.file(&format!("content/a/{name}-en-ligne.md"), format!("Un {text}"));
    }
    build(&site).done();
    for (name, text) in &html {
        let page = site.output(&format!("a/{name}.html"));
        assert!(page.len() < 100 * text.len() + 200_000, "{name}: {} bytes", page.len());
    }
}

#[test]
fn b4_a_table_of_5000_columns_and_rows_is_capped() {
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(5_000));
    let table = row("a") + &row("-") + &"|x|\n".repeat(5_000);
    let site = TestSite::new().file("content/index.md", "# Accueil\n").file("content/a/table.md", &table);
    build(&site).done();
    assert!(site.output("a/table.html").len() < 4_000_000);
    site.write("content/a/table.md", format!("{table}\n").repeat(20));
    assert_eq!(check(&site).done().places()[0], "table-too-large content/a/table.md:25017:1");
    build(&site).done();
    assert!(site.output("a/table.html").len() < 4_000_000);
}

/// YAML texts that have taken gigabytes or the whole stack.
fn yaml_bombs() -> Vec<(&'static str, String)> {
    let laughs =
        (1..30).map(|n| format!("k{n}: &a{n} [{}]\n", format!("*a{}, ", n - 1).repeat(10))).collect::<String>();
    vec![
        ("aliases", format!("k0: &a0 [x, x, x, x]\n{laughs}title: A\n")),
        ("aliased-text", format!("k: &a \"{}\"\nkeywords: [{}]\n", "x".repeat(100_000), "*a, ".repeat(10_000))),
        ("deep-lists", format!("keywords: {}{}\n", "[".repeat(20_000), "]".repeat(20_000))),
        ("deep-unclosed", format!("keywords: {}\n", "[".repeat(20_000))),
        ("deep-mappings", format!("gap: {}\n", "{a: ".repeat(20_000))),
        ("deep-blocks", format!("keywords:\n{}x\n", "- ".repeat(20_000))),
        ("self-alias", "keywords: &a [*a]\n".to_owned()),
        ("self-merge", "gap: &a\n  <<: *a\n  question: Q\n".to_owned()),
        ("merges", format!("a: &a {{x: 1}}\nb:\n  <<: [{}]\n", "*a, ".repeat(50_000))),
        ("keys", (0..50_000).map(|n| format!("k{n}: 1\n")).collect()),
        ("complex-keys", format!("{}a{}: b\n", "? [".repeat(5_000), "]".repeat(5_000))),
    ]
}

#[test]
fn b5_yaml_bombs_are_located_errors_in_little_memory() {
    for (name, text) in yaml_bombs() {
        let site = TestSite::new().file("content/index.md", format!("---\n{text}---\n# A\n"));
        let found = check(&site).refused();
        assert!(found.places()[0].contains(" content/index.md:"), "{name}: {:?}", found.places());
        assert!(found.peak.is_none_or(|peak| peak < 100), "{name}: {:?} MiB", found.peak);
        let site = TestSite::new().file("content/index.md", "# A\n").file("content/contacts.yaml", &text);
        let found = check(&site).refused();
        assert!(found.places()[0].contains(" content/contacts.yaml:"), "{name}: {:?}", found.places());
        assert!(found.peak.is_none_or(|peak| peak < 100), "{name}: {:?} MiB", found.peak);
    }
}

#[test]
fn b5_settings_are_guarded_like_content() {
    for (name, text) in yaml_bombs() {
        let site = TestSite::new().file("vademecum.yaml", text).file("content/index.md", "# A\n");
        let found = check(&site).refused();
        assert!(found.places()[0].contains(" vademecum.yaml:"), "{name}: {:?}", found.places());
        assert!(found.peak.is_none_or(|peak| peak < 100), "{name}: {:?} MiB", found.peak);
    }
}

#[test]
fn b12_a_text_of_50_mb_is_refused_and_a_video_of_50_mb_is_not() {
    let site = TestSite::new().file("content/index.md", "# A\n\n[Le film](film.mp4)\n").file("content/film.mp4", "");
    std::fs::File::options().write(true).open(site.root().join("content/film.mp4")).unwrap().set_len(50 << 20).unwrap();
    build(&site).done();
    assert_eq!(site.out().join("film.mp4").metadata().unwrap().len(), 50 << 20);
    site.write("content/a/long.md", "Un mot. ".repeat(50 << 17));
    let found = check(&site).refused();
    assert_eq!(found.places(), ["unreadable-file content/a/long.md:1:1"]);
    assert!(found.peak.is_none_or(|peak| peak < 100), "{:?} MiB", found.peak);
}
