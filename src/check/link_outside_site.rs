//! Paths that climb out of the site's folder.

use crate::model::Resolution;
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Paths that climb out of the site's folder.
pub(super) static RULE: Rule = Rule {
    code: "link-outside-site",
    severity: Severity::Error,
    summary: ["un chemin sort du dossier du site", "a path leaves the site's folder"],
    explanation: ["Ce qui est hors du dossier n’est pas publié : le lien ne marcherait que sur votre poste. Copiez le fichier dans le site, ou donnez une adresse complète.", "What is outside the folder is not published: the link would work on your machine alone. Copy the file into the site, or give a full address."],
    example: ["[Note](../../../Bureau/note.pdf)", "[Note](documents/note.pdf)"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for link in subject.links.iter().filter(|link| link.resolution == Resolution::LeavesSite) {
        let target = &link.link.target;
        let message = text!("« {target} » sort du dossier du site", "“{target}” leaves the site's folder");
        let help = text!(
            "copiez le fichier dans content/ et écrivez le chemin à partir de cette page",
            "copy the file into content/ and write the path from this page"
        );
        out.push(Diagnostic::new(&RULE, link.target_location(), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::places;

    #[test]
    fn paths_above_the_root() {
        assert_eq!(places("link-outside-site", &[("content/a.md", "[x](../../b.pdf)")]), ["content/a.md:1:5"]);
    }

    #[test]
    fn paths_up_to_the_root_are_silent() {
        assert!(places("link-outside-site", &[("content/a.md", "[x](../content/a.md)")]).is_empty());
    }
}
