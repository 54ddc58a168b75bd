//! What can be wrong in the files of a theme.

use crate::diagnostic::{Diagnostic, Location, Rule, Severity, Text, nearest};
use crate::source::SourcePath;
use crate::text;

/// All rules of this phase.
pub(super) const ALL: &[&Rule] =
    &[&UNKNOWN_THEME, &INVALID_TEMPLATE, &TEMPLATE_FAILED, &INVALID_WORDS, &MISSING_ASSET, &UNUSED_FILE];

pub(super) static UNKNOWN_THEME: Rule = Rule {
    code: "unknown-theme",
    severity: Severity::Error,
    summary: ["le thème demandé n’existe pas", "the theme that is asked for does not exist"],
    explanation: [
        "Le site aurait l’aspect par défaut. Un thème est un dossier de `themes/` qui porte ce nom ; sans `theme:`, le site a le thème par défaut.",
        "The site would look as it does by default. A theme is a folder of `themes/` of that name; without `theme:`, the site has the default theme.",
    ],
    example: ["theme: blue     # le dossier s’appelle themes/bleu", "theme: bleu"],
};

/// The finding for a theme without any file; `folders` are those that there are.
pub(super) fn unknown_theme<'a>(name: &str, at: Location, folders: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = text!("le dossier themes/{name} n’existe pas", "there is no folder themes/{name}");
    let help = match nearest(name, folders) {
        Some(near) => text!("écrivez « {near} »", "write “{near}”"),
        None => text!("créez ce dossier, ou retirez theme:", "create this folder, or take theme: away"),
    };
    Diagnostic::new(&UNKNOWN_THEME, at, message).help(help)
}

pub(super) static INVALID_TEMPLATE: Rule = Rule {
    code: "invalid-template",
    severity: Severity::Error,
    summary: ["Un modèle du thème ne peut pas être lu", "A template of the theme cannot be read"],
    explanation: [
        "Le modèle n’est pas écrit comme Tera 2 le demande, ou nomme un composant, un bloc ou un modèle qui n’existe pas. Le modèle par défaut reste à sa place. Corrigez l’endroit indiqué.",
        "The template is not written as Tera 2 asks, or names a component, block or template that does not exist. The default template stays in its place. Correct the place shown.",
    ],
    example: [
        "{% if page.title %}<h1>{{ page.title }}</h1>",
        "{% if page.title %}<h1>{{ page.title }}</h1>{% endif %}",
    ],
};

pub(super) static TEMPLATE_FAILED: Rule = Rule {
    code: "template-failed",
    severity: Severity::Error,
    summary: ["Un modèle du thème a échoué pendant le rendu", "A template of the theme failed while rendering"],
    explanation: [
        "Le modèle demande un champ que sa vue n’a pas, ou applique un filtre à une valeur qui ne convient pas. La page n’est pas produite. Corrigez le nom du champ.",
        "The template asks for a field that its view does not have, or applies a filter to a value that does not fit. The page is not made. Correct the name of the field.",
    ],
    example: ["<h1>{{ page.titel }}</h1>", "<h1>{{ page.title }}</h1>"],
};

pub(super) static INVALID_WORDS: Rule = Rule {
    code: "invalid-theme-words",
    severity: Severity::Error,
    summary: ["Un fichier de mots du thème ne peut pas être lu", "A file of words of the theme cannot be read"],
    explanation: [
        "Un fichier `i18n/fr.yaml` ou `i18n/en.yaml` contient des lignes `clé: \"texte\"` et rien d’autre. Les mots par défaut restent à leur place.",
        "A file `i18n/fr.yaml` or `i18n/en.yaml` holds lines `key: \"text\"` and nothing else. The default words stay in their place.",
    ],
    example: ["search:\n  - Chercher", "search: \"Chercher\""],
};

pub(super) static MISSING_ASSET: Rule = Rule {
    code: "missing-theme-asset",
    severity: Severity::Error,
    summary: [
        "Une feuille de style nomme un fichier qui n’est pas dans le thème",
        "A stylesheet names a file that is not in the theme",
    ],
    explanation: [
        "L’image ou la police ne sera pas chargée. Placez le fichier dans `assets/`, ou corrigez l’adresse. Une feuille de style ne peut pas s’inclure elle-même.",
        "The picture or font will not be loaded. Put the file into `assets/`, or correct the address. A stylesheet cannot include itself.",
    ],
    example: ["src: url(polices/texte.woff2)", "src: url(fonts/texte.woff2)"],
};

pub(super) static UNUSED_FILE: Rule = Rule {
    code: "unused-theme-file",
    severity: Severity::Warning,
    summary: ["Un fichier du thème ne sert à rien", "A file of the theme is not used"],
    explanation: [
        "Un thème a les dossiers `templates/`, `assets/`, `i18n/` et `pdf/`. Un fichier placé ailleurs n’est pas lu. Déplacez-le ou supprimez-le.",
        "A theme has the folders `templates/`, `assets/`, `i18n/` and `pdf/`. A file elsewhere is not read. Move it or delete it.",
    ],
    example: ["themes/academie/home.html", "themes/academie/templates/home.html"],
};

/// A file outside the folders of a theme.
pub(super) fn unused_file(path: &SourcePath) -> Diagnostic {
    let message =
        text!("« {path} » n’est lu par aucune partie du thème", "“{path}” is not read by any part of the theme");
    Diagnostic::new(&UNUSED_FILE, Location::whole_file(path), message).help(Text::new(
        "Déplacez-le dans `templates/`, `assets/`, `i18n/` ou `pdf/`, ou supprimez-le.",
        "Move it to `templates/`, `assets/`, `i18n/` or `pdf/`, or delete it.",
    ))
}

/// A template or file of words that is not UTF-8.
pub(super) fn not_text(path: &SourcePath) -> Diagnostic {
    let rule = if path.extension() == "yaml" { &INVALID_WORDS } else { &INVALID_TEMPLATE };
    let message = text!("« {path} » n’est pas un texte en UTF-8", "“{path}” is not text in UTF-8");
    Diagnostic::new(rule, Location::whole_file(path), message)
        .help(Text::new("Enregistrez le fichier en UTF-8.", "Save the file as UTF-8."))
}
