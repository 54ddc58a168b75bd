//! Items of the navigation that lead nowhere.

use super::subject::{SettingsLink, suggest};
use crate::model::{Resolution, Rubric};
use super::Subject;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text;

/// Items of the navigation that lead nowhere.
pub(super) static RULE: Rule = Rule {
    code: "unknown-navigation-target",
    severity: Severity::Error,
    summary: ["un élément de la navigation ne mène à rien", "an item of the navigation leads nowhere"],
    explanation: ["Il serait sur toutes les pages. Écrivez l’identifiant d’un contenu publié, le chemin de son fichier, ou le nom d’une rubrique.", "It would be on every page. Write the id of published content, the path of its file, or the name of a rubric."],
    example: ["- to: calendar-2025", "- to: calendar"],
};

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    for link in subject.settings_links.iter().filter(|link| !link.is_footer) {
        // A rubric without content yet is left out of the navigation until it has some.
        if Rubric::from_name(&link.written.value).is_none() {
            out.extend(finding(&RULE, subject, link));
        }
    }
}

/// What is wrong with a target in the settings, if anything.
pub(super) fn finding(rule: &'static Rule, subject: &Subject, link: &SettingsLink) -> Option<Diagnostic> {
    let written = &link.written.value;
    let missing = text!("« {written} » n’existe pas dans le site", "“{written}” does not exist in the site");
    let (message, nearest) = match &link.resolution {
        Resolution::Page { .. } | Resolution::File { .. } | Resolution::Outside(_) => return None,
        Resolution::MissingTarget { nearest } | Resolution::MissingAnchor { nearest, .. } => (missing, nearest.as_deref()),
        Resolution::Draft { .. } => (text!("« {written} » est un brouillon", "“{written}” is a draft"), None),
        Resolution::LeavesSite | Resolution::Unsafe(_) | Resolution::Empty => (missing, None),
    };
    let otherwise = text!("écrivez l’id d’un contenu publié, ou son chemin", "write the id of published content, or its path");
    Some(suggest(Diagnostic::new(rule, subject.settings_location(link.written.span), message), nearest, otherwise))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    #[test]
    fn a_target_that_is_not_there() {
        let files = &[("vademecum.yaml", "title: T\nnavigation:\n- to: comptez\n"), ("content/comptes.md", "")];
        assert_eq!(places("unknown-navigation-target", files), ["vademecum.yaml:3:7"]);
        assert!(messages("unknown-navigation-target", files)[0].ends_with("écrivez « comptes »"));
    }

    #[test]
    fn ids_paths_and_rubrics() {
        let settings = "title: T\nnavigation:\n- to: a\n- to: content/a.md\n- to: faq\n- to: glossary\n";
        assert!(places("unknown-navigation-target", &[("vademecum.yaml", settings), ("content/a.md", "")]).is_empty());
    }
}
