//! What can be wrong in a PDF.

use vademecum_pdf::SlideFault;

use crate::diagnostic::{Diagnostic, Rule, Severity, Text};
use crate::text;

/// All rules of this phase.
pub(super) const ALL: &[&Rule] = &[
    &MISSING_GLYPH,
    &BAD_PICTURE,
    &BAD_SLIDE,
    &TOO_DEEP,
    &TOO_WIDE,
    &TOO_LONG,
    &TOO_LARGE,
    &INVALID_TEMPLATE,
    &FAILED,
    &NOT_MADE,
];

fn global(rule: &'static Rule, message: Text, help: Text) -> Diagnostic {
    Diagnostic::global(rule, message).help(help)
}

static MISSING_GLYPH: Rule = Rule {
    code: "pdf-missing-glyph",
    severity: Severity::Warning,
    summary: ["un caractère que le PDF ne peut pas montrer", "a character that the PDF cannot show"],
    explanation: [
        "Les polices du PDF n’ont pas ce caractère : on y lit son numéro. Écrivez un mot, ou un signe plus courant.",
        "The fonts of the PDF do not have this character: its number is shown. Write a word, or a more common sign.",
    ],
    example: ["Bienvenue se dit 欢迎.", "Bienvenue se dit « huānyíng » (en chinois)."],
};

pub(super) fn missing_glyph(c: char) -> Diagnostic {
    let number = format!("U+{:04X}", c as u32);
    let message = text!(
        "aucune police du PDF n’a le caractère « {c} » ({number})",
        "no font of the PDF has the character “{c}” ({number})"
    );
    global(&MISSING_GLYPH, message, text!("écrivez un mot à la place", "write a word instead"))
}

static BAD_PICTURE: Rule = Rule {
    code: "pdf-bad-picture",
    severity: Severity::Warning,
    summary: ["une image que le PDF ne peut pas montrer", "a picture that the PDF cannot show"],
    explanation: [
        "Le PDF montre les images PNG, JPEG, GIF, WebP et SVG. Celle-ci est d’une autre sorte ou abîmée : son texte de remplacement la remplace.",
        "The PDF shows PNG, JPEG, GIF, WebP and SVG pictures. This one is of another sort or damaged: its alternative text stands in its place.",
    ],
    example: ["![Le bouton](bouton.avif)", "![Le bouton](bouton.png)"],
};

pub(super) fn bad_picture(name: &str) -> Diagnostic {
    let message = text!("le PDF ne peut pas montrer l’image « {name} »", "the PDF cannot show the picture “{name}”");
    let help = text!("enregistrez-la en PNG, JPEG ou SVG", "save it as PNG, JPEG or SVG");
    global(&BAD_PICTURE, message, help)
}

static BAD_SLIDE: Rule = Rule {
    code: "pdf-bad-slide",
    severity: Severity::Warning,
    summary: ["une diapositive que le PDF ne peut pas montrer", "a slide that the PDF cannot show"],
    explanation: [
        "Le PDF de toutes les présentations redessine chaque page des fichiers nommés par `slides`. Celle-ci ne peut pas être lue : son titre la remplace. Exportez la présentation de nouveau, sans mot de passe.",
        "The PDF of all slides draws each page of the files that `slides` names anew. This one cannot be read: its title stands in its place. Export the slides again, without a password.",
    ],
    example: ["slides: protege.pdf", "slides: sans-mot-de-passe.pdf"],
};

pub(super) fn bad_slide(name: &str, page: u32, fault: SlideFault) -> Diagnostic {
    let again = text!("exportez la présentation de nouveau en PDF", "export the slides as PDF again");
    let (why, help) = match fault {
        SlideFault::Unreadable => (text!("ce n’est pas un PDF lisible", "it is no PDF that can be read"), again),
        SlideFault::Locked => (
            text!("il est protégé par un mot de passe", "it is locked by a password"),
            text!("exportez-le de nouveau sans mot de passe", "export it again without a password"),
        ),
        SlideFault::NoPage => (text!("il n’a pas cette page", "it has no such page"), again),
        SlideFault::TooLarge => (
            text!("le dessin de cette page est trop lourd", "the drawing of this page is too heavy"),
            text!(
                "allégez les images de cette page, puis exportez-la de nouveau",
                "make the pictures of this page smaller, then export it again"
            ),
        ),
        SlideFault::Failing => (text!("la lecture de cette page échoue", "reading this page fails"), again),
    };
    let Text { fr, en } = why;
    let message = text!(
        "le PDF ne peut pas montrer la page {page} de « {name} » : {fr}",
        "the PDF cannot show page {page} of “{name}”: {en}"
    );
    global(&BAD_SLIDE, message, help)
}

static TOO_DEEP: Rule = Rule {
    code: "pdf-too-deep",
    severity: Severity::Warning,
    summary: ["une imbrication trop profonde pour le PDF", "nesting that is too deep for the PDF"],
    explanation: [
        "Des listes, citations ou encadrés sont imbriqués plus profondément que le PDF ne le montre : leur texte y est, sans leur cadre.",
        "Lists, quotes or boxes are nested more deeply than the PDF shows: their text is there, without what is around it.",
    ],
    example: ["> > > > > > > > > > > > > > > > > > > > > > > > > profond", "> profond"],
};

pub(super) fn too_deep() -> Diagnostic {
    let message = text!("imbrication trop profonde pour le PDF", "nested too deeply for the PDF");
    global(&TOO_DEEP, message, text!("rapprochez ce texte de la marge", "bring this text closer to the margin"))
}

static TOO_WIDE: Rule = Rule {
    code: "pdf-too-wide",
    severity: Severity::Warning,
    summary: ["un tableau trop large pour une page", "a table that is too wide for a page"],
    explanation: [
        "Au-delà de vingt colonnes, un tableau ne se lit plus sur une feuille A4 : le PDF montre chaque rangée sur une ligne. Coupez le tableau en plusieurs, ou tournez-le.",
        "Beyond twenty columns, a table cannot be read on an A4 page: the PDF shows each row as a line. Cut the table into several, or turn it.",
    ],
    example: ["| janv. | févr. | … 24 colonnes |", "| Mois | Début | Fin |"],
};

pub(super) fn too_wide(columns: usize) -> Diagnostic {
    let message = text!(
        "les {columns} colonnes de ce tableau ne tiennent pas sur une page",
        "the {columns} columns of this table do not fit on a page"
    );
    global(&TOO_WIDE, message, text!("coupez-le en plusieurs tableaux", "cut it into several tables"))
}

static TOO_LONG: Rule = Rule {
    code: "pdf-too-long",
    severity: Severity::Warning,
    summary: ["une fiche de plus d’une page", "a sheet of more than one page"],
    explanation: [
        "La fiche d’une question urgente s’imprime sur une feuille A4. Celle-ci en prend davantage : raccourcissez la réponse, ou mettez ce qui n’est pas urgent dans une autre.",
        "The sheet of an urgent question is printed on one A4 page. This one takes more: shorten the answer, or move what is not urgent into another.",
    ],
    example: [
        "urgent: true     # et trois pages de réponse",
        "urgent: true     # une demi-page, et un lien vers le reste",
    ],
};

pub(super) fn too_long(title: &str, pages: usize) -> Diagnostic {
    let message = text!("la fiche « {title} » prend {pages} pages", "the sheet “{title}” takes {pages} pages");
    global(&TOO_LONG, message, text!("raccourcissez la réponse", "shorten the answer"))
}

static TOO_LARGE: Rule = Rule {
    code: "pdf-too-large",
    severity: Severity::Hint,
    summary: ["un site trop grand pour un seul PDF", "a site that is too large for one PDF"],
    explanation: [
        "Au-delà d’environ 500 pages, un PDF demande beaucoup de mémoire et personne ne l’imprime : il n’est pas fait. Demandez un fichier par rubrique avec `pdf: parts:`.",
        "Beyond some 500 pages, a PDF takes much memory and nobody prints it: it is not made. Ask for a file per section by `pdf: parts:`.",
    ],
    example: ["pdf:\n  guide: true", "pdf:\n  guide: false\n  parts: [faq, calendar]"],
};

/// `pages` is about how many it would have, where that is known.
pub(super) fn too_large(title: &str, pages: Option<usize>) -> Diagnostic {
    let message = match pages {
        Some(pages) => text!(
            "« {title} » ferait un PDF d’environ {pages} pages : il n’est pas fait, les rubriques qui tiennent en 500 pages le sont",
            "“{title}” would make a PDF of about {pages} pages: it is not made, the sections that fit on 500 pages are"
        ),
        None => text!("« {title} » est trop grand pour un seul PDF", "“{title}” is too large for one PDF"),
    };
    let help = text!(
        "demandez un fichier par rubrique : pdf: parts: [faq, calendar]",
        "ask for a file per section: pdf: parts: [faq, calendar]"
    );
    global(&TOO_LARGE, message, help)
}

static INVALID_TEMPLATE: Rule = Rule {
    code: "pdf-invalid-template",
    severity: Severity::Error,
    summary: ["un modèle du PDF ne peut pas être exécuté", "a template of the PDF cannot be run"],
    explanation: [
        "Le fichier typst du dossier `pdf` du thème a une erreur à cet endroit, ou n’a pas une fonction que le programme appelle. Corrigez-le d’après `themes/default/pdf`.",
        "The typst file in the theme’s folder `pdf` has an error at this place, or lacks a function that the program calls. Correct it after `themes/default/pdf`.",
    ],
    example: ["#let callout(sort, title) = block(title)", "#let callout(sort, title, body) = block(title + body)"],
};

pub(super) fn template(said: &str) -> Diagnostic {
    let message = text!("le modèle du PDF a échoué : {said}", "the template of the PDF failed: {said}");
    global(&INVALID_TEMPLATE, message, text!("corrigez cet endroit du modèle", "correct this place of the template"))
}

static FAILED: Rule = Rule {
    code: "pdf-failed",
    severity: Severity::Warning,
    summary: ["un texte que le PDF ne peut pas montrer tel quel", "a text that the PDF cannot show as it is"],
    explanation: [
        "La composition du PDF échoue à cet endroit : ce chapitre y est en simples paragraphes, sans images ni tableaux. C’est souvent un défaut d’accessibilité (norme PDF/UA), que le message nomme ; sinon c’est un défaut du programme, à signaler.",
        "Typesetting the PDF fails at this place: this chapter is there as plain paragraphs, without pictures and tables. Often that is a flaw of accessibility (PDF/UA), which the message names; otherwise it is a fault of the program, to be reported.",
    ],
    example: ["![](schema.svg)", "![Le chemin de la demande](schema.svg)"],
};

pub(super) fn failed(said: &str) -> Diagnostic {
    let message = text!(
        "le PDF ne peut pas montrer ce texte tel quel : {said}",
        "the PDF cannot show this text as it is: {said}"
    );
    let help = text!("simplifiez ce passage", "simplify this passage");
    global(&FAILED, message, help)
}

static NOT_MADE: Rule = Rule {
    code: "pdf-not-made",
    severity: Severity::Error,
    summary: ["un PDF qui ne peut pas être fait", "a PDF that cannot be made"],
    explanation: [
        "La composition échoue et rien ne dit à quel texte cela tient. C’est un défaut du programme, à signaler avec le message ; en attendant, `--no-pdf` construit le site sans les PDF.",
        "Typesetting fails, and nothing tells by which text. This is a fault of the program, to be reported with its message; meanwhile, `--no-pdf` builds the site without PDF files.",
    ],
    example: ["vademecum build", "vademecum build --no-pdf"],
};

pub(super) fn not_made(title: &str, said: &str) -> Diagnostic {
    let message =
        text!("le PDF « {title} » ne peut pas être fait : {said}", "the PDF “{title}” cannot be made: {said}");
    let help =
        text!("construisez avec --no-pdf, et signalez ce message", "build with --no-pdf, and report this message");
    global(&NOT_MADE, message, help)
}
