//! Searches that a question declares and that do not find it.

use crate::diagnostic::{Diagnostic, Location, Rule, Severity};
use crate::model::Site;
use crate::text;

/// A search must find its entry among this many pages.
const FIRST: usize = 3;

/// Searches that a question declares and that do not find it.
pub static RULE: Rule = Rule {
    code: "failed-test-query",
    severity: Severity::Warning,
    summary: ["une recherche de test ne trouve pas sa question", "a test query does not find its question"],
    explanation: [
        "`test_queries:` dit ce que les lecteurs tapent pour arriver à cette réponse ; elle doit être parmi les trois premières pages trouvées. Ajoutez leurs mots dans `aliases:` ou `keywords:`, ou un synonyme dans content/glossaire.yaml.",
        "`test_queries:` says what readers type to get to this answer; it must be among the first three pages found. Add their words to `aliases:` or `keywords:`, or a synonym to content/glossaire.yaml.",
    ],
    example: ["test_queries: [sésame oublié]", "aliases: [j’ai oublié mon sésame]\ntest_queries: [sésame oublié]"],
};

/// Whether a site declares any such search.
pub fn has_queries(site: &Site) -> bool {
    site.faq().any(|(entry, faq)| site.shows(entry) && !faq.test_queries.is_empty())
}

/// Runs all declared searches; `found` gives the addresses of the pages that a search finds, best first.
pub fn check_queries(site: &Site, found: impl Fn(&str) -> Vec<String>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (entry, faq) in site.faq().filter(|(entry, _)| site.shows(entry)) {
        for query in &faq.test_queries {
            let pages = found(&query.value);
            if pages.iter().take(FIRST).all(|route| route != entry.route.as_str()) {
                out.push(finding(site, entry.locate(query.span), &query.value, &pages));
            }
        }
    }
    out
}

fn finding(site: &Site, place: Location, query: &str, pages: &[String]) -> Diagnostic {
    let first = pages.first().and_then(|route| site.entries.iter().find(|other| other.route.as_str() == route));
    let message = match first.map(|other| &other.title) {
        Some(title) => text!(
            "la recherche « {query} » ne trouve pas cette question parmi les trois premières pages ; la première est « {title} »",
            "the search “{query}” does not find this question among the first three pages; the first is “{title}”"
        ),
        None => text!("la recherche « {query} » ne trouve rien", "the search “{query}” finds nothing"),
    };
    let help = text!(
        "ajoutez les mots des lecteurs dans aliases: ou keywords:, ou un synonyme dans content/glossaire.yaml",
        "add the readers’ words to aliases: or keywords:, or a synonym to content/glossaire.yaml"
    );
    Diagnostic::new(&RULE, place, message).help(help)
}
