//! Full addresses of the site itself.

use crate::model::Resolution;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Full addresses of the site itself.
pub(super) static RULE: Rule = Rule {
    code: "absolute-link-to-own-site",
    severity: Severity::Hint,
    summary: ["un lien donne l’adresse complète du site lui-même", "a link gives the full address of the site itself"],
    explanation: ["Une adresse complète n’est pas vérifiée, ne marche ni en prévisualisation ni hors ligne, et casse si le site change d’adresse. Écrivez le chemin du fichier ou `id:…`.", "A full address is not checked, works neither in a preview nor offline, and breaks when the site moves. Write the path of the file or `id:…`."],
    example: ["[FAQ](https://aide.exemple.fr/faq/index.html)", "[FAQ](id:faq)"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let Some(base) = &subject.site.settings.base_url else { return };
    let base = base.trim_end_matches('/');
    for link in &subject.links {
        let Resolution::Outside(address) = &link.resolution else { continue };
        let rest = address.strip_prefix(base).filter(|_| !base.is_empty());
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#', '?'])) {
            let message = text!("cette adresse est celle du site lui-même", "this is the address of the site itself");
            let help = text!("écrivez le chemin du fichier, ou id: et son identifiant", "write the path of the file, or id: and its id");
            out.push(Diagnostic::new(&RULE, link.target_location(), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    const SETTINGS: (&str, &str) = ("vademecum.yaml", "title: T\nbase_url: https://aide.fr/");

    #[test]
    fn an_address_below_the_base() {
        let files = &[SETTINGS, ("content/a.md", "[x](https://aide.fr/faq/)")];
        assert_eq!(places("absolute-link-to-own-site", files), ["content/a.md:1:5"]);
    }

    #[test]
    fn another_host_with_the_same_beginning_is_silent() {
        assert!(places("absolute-link-to-own-site", &[SETTINGS, ("content/a.md", "[x](https://aide.fr.org/)")]).is_empty());
    }
}
