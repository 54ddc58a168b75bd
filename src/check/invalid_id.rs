//! Ids that are not slugs.

use super::fields::id_location;
use crate::model::ascii_slug;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Ids that are not slugs.
pub(super) static RULE: Rule = Rule {
    code: "invalid-id",
    severity: Severity::Error,
    summary: ["un identifiant n’est pas fait de minuscules, de chiffres et de traits d’union", "an id is not made of lower-case letters, digits and hyphens"],
    explanation: ["L’identifiant fait l’adresse de la page : des espaces, des accents ou des majuscules la rendent fragile à copier et différente d’un système à l’autre.", "The id makes the address of the page: spaces, accents or capitals make it hard to copy and different between systems."],
    example: ["id: Clôture du paramétrage", "id: cloture-du-parametrage"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for entry in subject.site.entries.iter().filter(|entry| !is_slug(&entry.id)) {
        let (id, slug) = (&entry.id, slug(&entry.id));
        let message = text!(
            "l’identifiant « {id} » n’est pas fait de minuscules sans accent, de chiffres et de traits d’union",
            "the id “{id}” is not made of lower-case letters without accents, digits and hyphens"
        );
        let help = match entry.common.id {
            Some(_) => text!("écrivez « {slug} »", "write “{slug}”"),
            None => text!("renommez le fichier, ou ajoutez « id: {slug} »", "rename the file, or add “id: {slug}”"),
        };
        out.push(Diagnostic::new(&RULE, id_location(entry), message).help(help));
    }
}

fn is_slug(id: &str) -> bool {
    let valid = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.split('-').all(valid)
}

fn slug(id: &str) -> String {
    let slug = ascii_slug(id);
    if slug.is_empty() { "contenu".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    #[test]
    fn a_slug_is_proposed() {
        let files = &[("content/a.md", "---\nid: Clôture du X\n---\n")];
        assert_eq!(places("invalid-id", files), ["content/a.md:2:5"]);
        assert!(messages("invalid-id", files)[0].ends_with("écrivez « cloture-du-x »"));
    }

    #[test]
    fn slugs_are_silent() {
        assert!(places("invalid-id", &[("content/a-2.md", "")]).is_empty());
    }
}
