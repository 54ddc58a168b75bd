//! Texts that are deep, wide or long beyond reason.

use super::watched::{build, check};
use crate::support::TestSite;

/// Texts that have driven Markdown parsers to quadratic time or to the end of their stack, at a size: 1 is that of the
/// reports.
fn pathological(size: usize) -> Vec<(&'static str, String)> {
    let times = |text: &str, count: usize| text.repeat(count * size / 4);
    let list = |depth: usize| (0..depth).map(|n| format!("{}- x\n", "  ".repeat(n))).collect::<String>();
    vec![
        ("quotes", times(">", 20_000) + " x\n"),
        ("nested-quotes", times("> ", 10_000) + "x\n"),
        // The text itself grows with the square of the depth.
        ("lists", list(1_500 * size / 4)),
        ("list-in-a-line", times("- ", 10_000) + "x\n"),
        ("numbers-in-a-line", times("1. ", 10_000) + "x\n"),
        ("brackets", times("[", 50_000) + "\n"),
        ("brackets-closed", times("[", 25_000) + &times("]", 25_000) + "\n"),
        ("links", times("[a](", 20_000) + "\n"),
        ("images", times("![", 20_000) + &times("](x)", 20_000) + "\n"),
        ("references", times("[a][b]", 10_000) + "\n\n[b]: index.md\n"),
        ("emphasis", times("*a _b ", 10_000) + "\n"),
        ("emphasis-closed", times("**a*", 10_000) + &times("*b**", 10_000) + "\n"),
        ("stars", times("*", 50_000) + "a" + &times("*", 50_000) + "\n"),
        ("backticks", (1..200 * size / 4).map(|n| "`".repeat(n) + " ").collect::<String>() + "\n"),
        ("angles", times("<", 50_000) + "\n"),
        ("tags", times("<a ", 20_000) + "\n"),
        ("comments", times("<!-- ", 10_000) + "\n"),
        ("shortcodes", times("{{ date:", 20_000) + "\n"),
        ("variables", times("%{", 20_000) + "\n"),
        ("containers", times("::: note\n", 2_000) + "x\n"),
        ("tabs-in-containers", times(":", 50_000) + " note\nx\n"),
        ("footnotes", (0..3_000 * size / 4).map(|n| format!("[^{n}]\n\n[^{n}]: x[^{}]\n\n", n + 1)).collect()),
        ("definitions", times("a\n: ", 5_000) + "\n"),
        ("headings", times("## A\n\n", 5_000)),
        ("entities", times("&#", 30_000) + "\n"),
        ("dates", times("le 31 ", 20_000) + "\n"),
    ]
}

/// The size of the reports, see [`pathological`].
const REPORTED: usize = 4;

/// A site with one page besides the home page.
fn site_of(html: &str, name: &str, text: &str) -> TestSite {
    let settings = format!(
        "title: Essai\noutput:\n  compress: false\nmarkdown:\n  html: {html}\nseverity:\n  bad-shortcode: warning\n  broken-link: warning\n"
    );
    let site = TestSite::new().file("vademecum.yaml", settings).file("content/index.md", "# Accueil\n");
    site.file(&format!("content/a/{name}.md"), text)
}

/// Asserts that the page of a site of [`site_of`] is in proportion to its text.
fn in_proportion(site: &TestSite, name: &str, text: &str) {
    let page = site.output(&format!("a/{name}.html"));
    assert!(page.len() < 100 * text.len() + 200_000, "{name}: {} bytes", page.len());
}

#[test]
fn b3_pathological_markdown_ends_soon() {
    for (name, text) in pathological(REPORTED) {
        let site = site_of("escape", name, &text);
        build(&site).done().soon(name);
        in_proportion(&site, name, &text);
    }
}

/// Work that grows with the square of a text is sixteen times as much for one four times as long. Small times say
/// nothing: reading and writing the site itself is in them.
#[test]
fn b3_cost_grows_in_a_line() {
    let cost = |name: &str, text: &str| build(&site_of("escape", name, text)).done().cpu;
    for ((name, short), (_, long)) in pathological(1).into_iter().zip(pathological(REPORTED)) {
        let factor = long.len() as f64 / short.len() as f64;
        let (Some(short), Some(long)) = (cost(name, &short), cost(name, &long)) else { return };
        let linear = short.as_secs_f64().max(0.1) * factor;
        assert!(long.as_secs_f64() < 2.0 * linear + 0.2, "{name}: {short:?}, {factor:.1} times as long: {long:?}");
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
    for (name, text) in html.iter().flat_map(|(name, text)| [(*name, text.clone()), (*name, format!("Un {text}"))]) {
        let site = site_of("safe", name, &text);
        build(&site).done().soon(name);
        in_proportion(&site, name, &text);
    }
}

#[test]
fn b4_a_table_of_5000_columns_and_rows_is_capped() {
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(5_000));
    let table = row("a") + &row("-") + &"|x|\n".repeat(5_000);
    let site = TestSite::new().file("content/index.md", "# Accueil\n").file("content/a/table.md", &table);
    build(&site).done().soon("a table");
    assert!(site.output("a/table.html").len() < 4_000_000);
    site.write("content/a/table.md", format!("{table}\n").repeat(20));
    assert_eq!(check(&site).done().places()[0], "table-too-large content/a/table.md:25017:1");
    build(&site).done().soon("twenty tables");
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
