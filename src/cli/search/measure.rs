//! How well a site's search finds what it should: MRR, nDCG, recall and the share of empty answers.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use vademecum_search::Request;

use super::collection::lines;
use super::{Exit, Searched, Terminal, answer};
use crate::error::{Error, Result};
use crate::text;

/// Answers count to this rank.
const DEPTH: usize = 10;

/// A line of the file: a query and what it should find, by id or by address.
#[derive(Deserialize)]
struct Judgement {
    text: String,
    relevant: Vec<String>,
    #[serde(default)]
    variant: Option<String>,
}

/// Sums over queries.
#[derive(Clone, Copy, Default)]
struct Sums {
    queries: f64,
    reciprocal_rank: f64,
    gain: f64,
    recall: f64,
    empty: f64,
}

/// Runs the queries of a file and prints a table.
pub fn run(path: &Path, searched: &Searched, terminal: Terminal) -> Result<Exit> {
    let mut by_variant: BTreeMap<String, Sums> = BTreeMap::new();
    let mut all = Sums::default();
    let judgements: Vec<Judgement> = lines(path)?;
    for judgement in &judgements {
        let wanted = addresses(judgement, searched)?;
        let found = answer(&searched.engine, &Request::new(&judgement.text))?;
        let routes: Vec<&str> = found.groups.iter().map(|group| group.route.as_str()).take(DEPTH).collect();
        let one = score(&routes, &wanted);
        all = all.plus(one);
        if let Some(variant) = &judgement.variant {
            let sums = by_variant.entry(variant.clone()).or_default();
            *sums = sums.plus(one);
        }
    }
    let mut table =
        format!("{:12} {:>6} {:>8} {:>8} {:>10} {:>7}\n", "", "n", "MRR@10", "nDCG@10", "recall@10", "empty");
    for (name, sums) in by_variant.iter().map(|(name, sums)| (name.as_str(), sums)).chain([("all", &all)]) {
        table += &sums.row(name);
    }
    terminal.print(&table);
    Ok(Exit::Done)
}

/// What a query should find, as addresses.
fn addresses(judgement: &Judgement, searched: &Searched) -> Result<Vec<String>> {
    let address = |wanted: &String| {
        let mut entries = searched.entries.iter();
        let known = entries.find(|(id, route)| id == wanted || route == wanted).map(|(_, route)| route.clone());
        known.ok_or_else(|| {
            let query = &judgement.text;
            Error::new(text!(
                "« {query} » : rien dans le site n’a l’id ou l’adresse « {wanted} »",
                "“{query}”: nothing in the site has the id or address “{wanted}”"
            ))
        })
    };
    judgement.relevant.iter().map(address).collect()
}

/// The measures of one answer. Relevance is yes or no.
fn score(found: &[&str], wanted: &[String]) -> Sums {
    let ranks: Vec<usize> =
        (0..found.len()).filter(|at| wanted.iter().any(|route| route == found[*at])).map(|at| at + 1).collect();
    let discount = |rank: usize| 1.0 / ((rank + 1) as f64).log2();
    let ideal: f64 = (1..=wanted.len().min(DEPTH)).map(discount).sum();
    Sums {
        queries: 1.0,
        reciprocal_rank: ranks.first().map_or(0.0, |rank| 1.0 / *rank as f64),
        gain: if ideal > 0.0 { ranks.iter().copied().map(discount).sum::<f64>() / ideal } else { 0.0 },
        recall: if wanted.is_empty() { 0.0 } else { ranks.len() as f64 / wanted.len() as f64 },
        empty: if found.is_empty() { 1.0 } else { 0.0 },
    }
}

impl Sums {
    fn plus(self, other: Sums) -> Sums {
        Sums {
            queries: self.queries + other.queries,
            reciprocal_rank: self.reciprocal_rank + other.reciprocal_rank,
            gain: self.gain + other.gain,
            recall: self.recall + other.recall,
            empty: self.empty + other.empty,
        }
    }

    fn row(&self, name: &str) -> String {
        let mean = |sum: f64| sum / self.queries.max(1.0);
        format!(
            "{name:12} {:>6} {:>8.3} {:>8.3} {:>10.3} {:>7.3}\n",
            self.queries,
            mean(self.reciprocal_rank),
            mean(self.gain),
            mean(self.recall),
            mean(self.empty)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::score;

    #[test]
    fn measures_of_one_answer() {
        let wanted = ["b".to_owned(), "d".to_owned()];
        let one = score(&["a", "b", "c"], &wanted);
        assert_eq!((one.reciprocal_rank, one.recall, one.empty), (0.5, 0.5, 0.0));
        let ideal = 1.0 + 1.0 / 3f64.log2();
        assert!((one.gain - (1.0 / 3f64.log2()) / ideal).abs() < 1e-12);
        assert_eq!(score(&[], &wanted).empty, 1.0);
    }
}
