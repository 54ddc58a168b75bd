//! Old addresses that two contents claim.

use std::collections::HashMap;
use super::redirects::{self, Redirect};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Old addresses that two contents claim.
pub(super) static RULE: Rule = Rule {
    code: "duplicate-redirect",
    severity: Severity::Error,
    summary: ["deux contenus reprennent la même ancienne adresse", "two contents take over the same old address"],
    explanation: ["Une ancienne adresse ne peut mener qu’à un endroit. Gardez-la dans le contenu qui la remplace vraiment.", "An old address can only lead to one place. Keep it in the content that really takes its place."],
    example: ["redirect_from: vieux.html (dans deux fichiers)", "redirect_from: vieux.html (dans un seul)"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let mut first: HashMap<String, Redirect> = HashMap::new();
    for redirect in redirects::all(subject.site) {
        let Some(address) = redirect.address() else { continue };
        if let Some(earlier) = first.get(&address) {
            let message = text!("l’ancienne adresse {address} est donnée deux fois", "the old address {address} is given twice");
            let help = text!("retirez-la de l’un des deux", "take it away from one of the two");
            let related = text!("donnée ici", "given here");
            out.push(Diagnostic::new(&RULE, redirect.location(), message).help(help).related(earlier.location(), related));
        } else {
            first.insert(address, redirect);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn one_address_claimed_twice() {
        let files = &[("content/a.md", "---\nredirect_from: v.html\n---\n"), ("content/b.md", "---\nredirect_from: /v.html\n---\n")];
        assert_eq!(places("duplicate-redirect", files), ["content/b.md:2:16"]);
    }

    #[test]
    fn fragments_of_one_page_may_part() {
        let text = "---\nredirect_from: ['v.html#a', 'v.html#b', v.html]\n---\n";
        assert!(places("duplicate-redirect", &[("content/a.md", text)]).is_empty());
    }
}
