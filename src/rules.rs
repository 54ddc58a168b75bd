//! Every rule that can give a finding, in one table.

use crate::diagnostic::Rule;
use crate::{check, external, load, markdown, pdf, theme};

/// The rule that is judged by searching.
const SEARCH: &[&Rule] = &[&check::failed_test_query::RULE];

/// All rules, sorted by code.
pub fn all() -> Vec<&'static Rule> {
    let mut rules: Vec<&Rule> = load::RULES
        .iter()
        .chain([&markdown::RULES, &check::RULES, &theme::RULES, &SEARCH, &external::RULES, &pdf::RULES])
        .copied()
        .flatten()
        .copied()
        .collect();
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    all().into_iter().find(|rule| rule.code == code)
}

#[cfg(test)]
mod tests {
    #[test]
    fn codes_are_unique_and_well_formed() {
        let rules = super::all();
        for pair in rules.windows(2) {
            assert!(pair[0].code < pair[1].code, "{} is there twice", pair[0].code);
        }
        for rule in rules {
            assert!(
                rule.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit()),
                "{}",
                rule.code
            );
            let texts = [rule.summary, rule.explanation, rule.example].concat();
            assert!(texts.iter().all(|text| !text.trim().is_empty()), "{} is not explained", rule.code);
        }
    }
}
