//! Includes without end, and templates that fail.

use super::watched::{build, check};
use crate::support::TestSite;

fn themed(template: &str, text: &str) -> TestSite {
    TestSite::new()
        .file("vademecum.yaml", "title: Essai\ntheme: bleu\n")
        .file("content/index.md", "# Accueil\n")
        .file("content/a/page.md", "# Page\n")
        .file(&format!("themes/bleu/templates/{template}"), text)
}

#[test]
fn b10_an_include_cycle_is_told_with_its_chain() {
    let site = TestSite::new()
        .file("content/index.md", "# Accueil\n\n{{ include:_a.md }}\n")
        .file("content/_a.md", "{{ include:_b.md }}\n")
        .file("content/_b.md", "{{ include:_c.md }}\n")
        .file("content/_c.md", "{{ include:_a.md }}\n");
    let found = check(&site).refused();
    assert_eq!(found.places(), ["include-cycle content/_c.md:1:12"]);
    let chain: Vec<String> =
        found.findings()[0]["related"].as_array().unwrap().iter().map(|r| r["file"].to_string()).collect();
    assert_eq!(chain, [r#""content/index.md""#, r#""content/_a.md""#, r#""content/_b.md""#]);
}

#[test]
fn b10_templates_that_extend_or_call_themselves_are_errors() {
    let cases = [
        ("page.html", "{% extends \"page.html\" %}"),
        ("base.html", "{% extends \"page.html\" %}{% block content %}{% endblock %}"),
        ("page.html", "{% include \"page.html\" %}"),
        ("parts/boucle.html", "{% component boucle() %}{{<boucle />}}{% endcomponent boucle %}"),
    ];
    for (template, text) in cases {
        let site = themed(template, text);
        if template.starts_with("parts/") {
            site.write("themes/bleu/templates/page.html", "{{<boucle />}}");
        }
        let built = build(&site).refused();
        assert!(
            built.stderr.contains("themes/bleu/templates/") && built.stderr.contains("lui-même"),
            "{text}: {}",
            built.stderr
        );
        assert!(!site.out().exists(), "{text}");
    }
}

#[test]
fn b11_a_template_that_cannot_be_read_gives_its_line() {
    let found = check(&themed("page.html", "<p>\n  {{ page.title }\n</p>\n")).refused();
    assert_eq!(found.places(), ["invalid-template themes/bleu/templates/page.html:2:17"]);
}

#[test]
fn b11_a_template_that_fails_gives_its_line_and_the_page() {
    let site = themed("page.html", "<p>\n\n  {{ page.titel }}\n</p>\n");
    let built = build(&site).refused();
    assert!(built.stderr.contains("template-failed"), "{}", built.stderr);
    assert!(built.stderr.contains("themes/bleu/templates/page.html:3:"), "{}", built.stderr);
    assert!(built.stderr.contains("a/page.html"), "the page is named: {}", built.stderr);
    assert!(!site.out().exists());
}

#[test]
fn b11_loops_without_end_do_not_exist_and_long_ones_end() {
    let text = "{% for a in range(end=1000000) %}{% for b in range(end=1000000) %}x{% endfor %}{% endfor %}";
    let built = build(&themed("page.html", text));
    assert_eq!(built.code, 1, "{}", built.stderr);
}
