//! The rules that YAML texts can break.

use crate::diagnostic::{Rule, Severity};

/// The rules of this module.
pub const RULES: &[&Rule] =
    &[&INVALID_YAML, &CUT_TEXT, &DUPLICATE_KEY, &UNKNOWN_KEY, &WRONG_TYPE, &MISSING_KEY, &INVALID_VALUE, &INVALID_DATE];

/// The text is not YAML.
pub static INVALID_YAML: Rule = Rule {
    code: "invalid-yaml",
    severity: Severity::Error,
    summary: ["La syntaxe YAML est incorrecte", "The YAML syntax is wrong"],
    explanation: [
        "Le fichier, ou l’en-tête entre les deux lignes « --- », ne peut pas être lu : son contenu manquerait au site. \
         Les causes fréquentes sont un texte qui contient « : » sans guillemets, un guillemet qui n’est pas refermé, \
         une tabulation au lieu d’espaces ou une ligne mal alignée.",
        "The file, or the header between the two “---” lines, cannot be read: its content would be missing from the \
         site. Frequent causes are a text that holds “: ” without quotes, a quote that is never closed, a tab in place \
         of spaces, or a line that is not aligned with the others.",
    ],
    example: ["question: Où cliquer : ici ou là ?", "question: \"Où cliquer : ici ou là ?\""],
};

/// A text ends at ` #word`, which YAML takes for a comment.
pub static CUT_TEXT: Rule = Rule {
    code: "cut-text",
    severity: Severity::Warning,
    summary: ["Un texte est coupé par « # »", "A text is cut short by “#”"],
    explanation: [
        "Après une espace, « # » commence un commentaire : la fin du texte n’apparaîtrait pas dans le site. Mettez tout \
         le texte entre guillemets ; si c’est bien un commentaire, laissez une espace après « # ».",
        "After a space, “#” starts a comment: the end of the text would not appear in the site. Put the whole text in \
         quotes; if it is meant as a comment, leave a space after “#”.",
    ],
    example: ["summary: Voir la fiche #3", "summary: \"Voir la fiche #3\""],
};

/// A key stands twice in one mapping.
pub static DUPLICATE_KEY: Rule = Rule {
    code: "duplicate-key",
    severity: Severity::Error,
    summary: ["Une clé est écrite deux fois", "A key is written twice"],
    explanation: [
        "Une seule des deux valeurs peut être montrée au lecteur, et rien ne dit laquelle est la bonne. Gardez une \
         seule ligne ; s’il y a plusieurs valeurs, écrivez une liste.",
        "Only one of the two values can be shown to readers, and nothing tells which one is right. Keep one line; \
         write a list if there are several values.",
    ],
    example: ["keywords: compte\nkeywords: accès", "keywords: [compte, accès]"],
};

/// A key that the format does not have.
pub static UNKNOWN_KEY: Rule = Rule {
    code: "unknown-key",
    severity: Severity::Error,
    summary: ["Une clé n’existe pas", "A key does not exist"],
    explanation: [
        "Une clé mal orthographiée serait ignorée sans bruit, et sa valeur manquerait au site. Corrigez son nom, ou \
         supprimez la ligne.",
        "A misspelt key would be ignored in silence, and its value would be missing from the site. Correct its name, \
         or remove the line.",
    ],
    example: ["titel: Créer un compte", "title: Créer un compte"],
};

/// A value of another type than the key expects.
pub static WRONG_TYPE: Rule = Rule {
    code: "wrong-type",
    severity: Severity::Error,
    summary: ["Une valeur n’est pas de la nature attendue", "A value is not of the expected type"],
    explanation: [
        "Chaque clé attend un texte, un nombre entier, true ou false, une liste ou un groupe de clés. Une valeur d’une \
         autre nature n’est pas lue.",
        "Every key expects a text, a whole number, true or false, a list, or a group of keys. A value of another type \
         is not read.",
    ],
    example: ["urgent: oui", "urgent: true"],
};

/// A required key is absent or empty.
pub static MISSING_KEY: Rule = Rule {
    code: "missing-key",
    severity: Severity::Error,
    summary: ["Une clé obligatoire manque", "A required key is missing"],
    explanation: [
        "Sans cette clé, le contenu ne peut pas être montré au lecteur. Ajoutez la ligne avec sa valeur.",
        "Without this key the content cannot be shown to readers. Add the line with its value.",
    ],
    example: ["- id: assistance", "- id: assistance\n  label: Assistance aux établissements"],
};

/// A value of the right type that is not allowed.
pub static INVALID_VALUE: Rule = Rule {
    code: "invalid-value",
    severity: Severity::Error,
    summary: ["Une valeur n’est pas permise", "A value is not allowed"],
    explanation: [
        "Cette clé n’accepte que certaines valeurs. Une autre valeur ne serait pas comprise et serait perdue pour le \
         lecteur.",
        "This key accepts certain values only. Another value would not be understood and would be lost to readers.",
    ],
    example: ["status: brouillon", "status: draft"],
};

/// A date or time of day that is not one.
pub static INVALID_DATE: Rule = Rule {
    code: "invalid-date",
    severity: Severity::Error,
    summary: ["Une date ou une heure est illisible", "A date or a time of day cannot be read"],
    explanation: [
        "Les dates s’écrivent année-mois-jour et les heures heures:minutes, pour que le calendrier, les rappels et les \
         comparaisons soient justes quelle que soit la langue.",
        "Dates are written year-month-day and times hours:minutes, so that the calendar, reminders and comparisons are \
         right whatever the language.",
    ],
    example: ["date: 11/12/2024", "date: 2024-12-11"],
};
