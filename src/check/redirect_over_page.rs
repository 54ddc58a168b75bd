//! Old addresses at which a page stands today.

use std::collections::HashMap;
use super::redirects;
use crate::model::asset_route;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Old addresses at which a page stands today.
pub(super) static RULE: Rule = Rule {
    code: "redirect-over-page",
    severity: Severity::Error,
    summary: ["une ancienne adresse est celle d’une page qui existe", "an old address is that of a page that exists"],
    explanation: ["La redirection effacerait la page, ou la page la redirection. Retirez l’ancienne adresse, ou donnez un autre `id:` à la page.", "The redirect would erase the page, or the page the redirect. Take the old address away, or give the page another `id:`."],
    example: ["redirect_from: faq/index.html", "redirect_from: foire-aux-questions.html"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let mut redirects = redirects::all(subject.site).peekable();
    if redirects.peek().is_none() {
        return;
    }
    let entries = subject.site.entries.iter().map(|entry| (entry.route.clone(), &entry.file.path));
    let assets = subject.site.assets.iter().map(|asset| (asset_route(&asset.path), &asset.path));
    let files: HashMap<_, _> = entries.chain(assets).collect();
    for redirect in redirects {
        // An old anchor may lead away from a page that stays.
        let Some(address) = redirect.address().filter(|address| !address.contains('#')) else { continue };
        if let Some(file) = files.get(&crate::model::Route::new(&address)) {
            let message = text!("{address} est l’adresse de {file}", "{address} is the address of {file}");
            let help = text!("retirez-la d’ici, ou donnez un autre id: à {file}", "take it away from here, or give {file} another id:");
            out.push(Diagnostic::new(&RULE, redirect.location(), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn an_address_in_use() {
        let files = &[("content/a.md", "---\nredirect_from: [b.html, 'b.html#x']\n---\n"), ("content/b.md", "")];
        assert_eq!(places("redirect-over-page", files), ["content/a.md:2:17"]);
    }

    #[test]
    fn an_address_that_is_free() {
        assert!(places("redirect-over-page", &[("content/a.md", "---\nredirect_from: vieux.html\n---\n")]).is_empty());
    }
}
