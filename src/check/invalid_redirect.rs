//! Old addresses that are not addresses in this site.

use super::redirects;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Old addresses that are not addresses in this site.
pub(super) static RULE: Rule = Rule {
    code: "invalid-redirect",
    severity: Severity::Error,
    summary: ["une ancienne adresse n’est pas une adresse de ce site", "an old address is not an address in this site"],
    explanation: ["Seule une adresse de ce site peut mener ailleurs : un chemin depuis sa racine, sans `..` ni nom de domaine.", "Only an address of this site can lead elsewhere: a path from its root, without `..` or a domain."],
    example: ["redirect_from: https://exemple.fr/vieux.html", "redirect_from: vieux.html"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for redirect in redirects::all(subject.site).filter(|redirect| redirect.address().is_none()) {
        let written = &redirect.written.value;
        let message = text!("« {written} » n’est pas une adresse de ce site", "“{written}” is not an address in this site");
        let help = text!(
            "écrivez un chemin depuis la racine du site, par exemple « ancien/page.html »",
            "write a path from the site's root, for example “old/page.html”"
        );
        out.push(Diagnostic::new(&RULE, redirect.location(), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn full_addresses_and_paths_that_climb() {
        let text = "---\nredirect_from: ['https://x.org/a', '../a.html', '#a']\n---\n";
        assert_eq!(places("invalid-redirect", &[("content/a.md", text)]).len(), 3);
    }

    #[test]
    fn paths_are_silent() {
        let text = "---\nredirect_from: [a/b.html, /c/, 'd.html#e']\n---\n";
        assert!(places("invalid-redirect", &[("content/a.md", text)]).is_empty());
    }
}
