//! Ids that several contents share.

use std::collections::HashMap;
use super::fields::id_location;
use crate::model::Entry;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Ids that several contents share.
pub(super) static RULE: Rule = Rule {
    code: "duplicate-id",
    severity: Severity::Error,
    summary: ["plusieurs contenus ont le même identifiant", "several contents have the same id"],
    explanation: ["Un lien vers cet identifiant mènerait à l’un des deux au hasard, et l’un effacerait l’autre. Donnez à l’un d’eux un autre `id:`.", "A link to this id would lead to either of the two, and one would erase the other. Give one of them another `id:`."],
    example: ["id: connexion (deux fois)", "id: connexion, puis id: connexion-cio"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let mut first: HashMap<&str, &Entry> = HashMap::new();
    for entry in &subject.site.entries {
        let Some(earlier) = first.insert(&entry.id, entry) else { continue };
        first.insert(&entry.id, earlier);
        let is_named_by_file = entry.common.id.is_none() && earlier.common.id.is_none();
        if is_named_by_file && entry.route == earlier.route {
            // The rule of equal addresses says it better.
            continue;
        }
        let id = &entry.id;
        let message = text!("l’identifiant « {id} » est déjà pris", "the id “{id}” is already taken");
        let help = text!("donnez-lui un autre id:, par exemple « {id}-2 »", "give it another id:, for example “{id}-2”");
        let related = text!("pris ici", "taken here");
        out.push(Diagnostic::new(&RULE, id_location(entry), message).help(help).related(id_location(earlier), related));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn the_later_one_is_reported_with_the_first() {
        let files = &[("content/a.md", ""), ("faq/x/b.md", "---\nquestion: Q ?\nid: a\n---\n")];
        assert_eq!(places("duplicate-id", files), ["faq/x/b.md:3:5"]);
        let site = crate::check::testing::site(files);
        let found = crate::check::check(&site).into_iter().find(|found| found.rule == &super::RULE).unwrap();
        assert_eq!(found.related[0].0.to_string(), "content/a.md:1:1");
    }

    #[test]
    fn distinct_ids_are_silent() {
        assert!(places("duplicate-id", &[("content/a.md", ""), ("faq/x/b.md", "")]).is_empty());
    }
}
