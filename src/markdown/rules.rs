//! What the Markdown phase can find wrong, explained to the person who meets it.

use crate::diagnostic::{Rule, Severity};

/// The rules of this phase.
pub const RULES: &[&Rule] = &[
    &INCLUDE_MISSING,
    &INCLUDE_CYCLE,
    &INCLUDE_OUTSIDE,
    &INCLUDE_REGION,
    &INCLUDE_LIMIT,
    &RAW_HTML,
    &DROPPED_HTML,
    &BAD_SHORTCODE,
    &UNCLOSED_CONTAINER,
    &STRAY_CONTAINER_END,
    &UNKNOWN_CONTAINER,
    &UNKNOWN_ALERT,
    &BAD_CODE_LINES,
    &TOO_DEEP,
    &TABLE_TOO_LARGE,
    &UNSAFE_LINK,
    &DUPLICATE_ANCHOR,
    &UNUSED_FOOTNOTE,
    &UNKNOWN_VARIABLE,
];

pub(super) static INCLUDE_MISSING: Rule = Rule {
    code: "include-missing",
    severity: Severity::Error,
    summary: ["un fichier à inclure n’existe pas", "a file to include does not exist"],
    explanation: [
        "Le texte attendu à cet endroit manque dans la page. Corrigez le chemin : il part du dossier du fichier qui inclut, ou de la racine du site s’il commence par « / ».",
        "The text expected here is missing from the page. Correct the path: it starts at the folder of the including file, or at the site's root if it begins with `/`.",
    ],
    example: ["{{ include:../communs/avi.md }}", "{{ include:../communs/avis.md }}"],
};

pub(super) static INCLUDE_CYCLE: Rule = Rule {
    code: "include-cycle",
    severity: Severity::Error,
    summary: ["un fichier s’inclut lui-même", "a file includes itself"],
    explanation: [
        "Une inclusion qui revient à son point de départ n’a pas de fin. Retirez l’une des inclusions de la chaîne.",
        "An inclusion that comes back to where it began has no end. Remove one of the includes of the chain.",
    ],
    example: ["a.md : {{ include:b.md }}   b.md : {{ include:a.md }}", "a.md : {{ include:b.md }}   b.md : du texte"],
};

pub(super) static INCLUDE_OUTSIDE: Rule = Rule {
    code: "include-outside",
    severity: Severity::Error,
    summary: ["une inclusion sort du site", "an include leaves the site"],
    explanation: [
        "Un site ne lit que ses propres fichiers. Copiez le fichier dans le site et incluez cette copie.",
        "A site reads its own files only. Copy the file into the site and include that copy.",
    ],
    example: ["{{ include:../../../autre/avis.md }}", "{{ include:/content/communs/avis.md }}"],
};

pub(super) static INCLUDE_REGION: Rule = Rule {
    code: "include-region",
    severity: Severity::Error,
    summary: ["la région à inclure n’existe pas", "the region to include does not exist"],
    explanation: [
        "Une région se tient entre « <!-- region: nom --> » et « <!-- /region --> » dans le fichier inclus. Corrigez son nom ou ajoutez ces deux lignes.",
        "A region stands between `<!-- region: name -->` and `<!-- /region -->` in the included file. Correct its name or add these two lines.",
    ],
    example: [
        "{{ include:avis.md#delai }}   sans région « delai »",
        "<!-- region: delai -->\nTexte.\n<!-- /region -->",
    ],
};

pub(super) static INCLUDE_LIMIT: Rule = Rule {
    code: "include-limit",
    severity: Severity::Error,
    summary: [
        "les inclusions sont trop nombreuses, trop profondes ou trop longues",
        "includes are too many, too deep or too long",
    ],
    explanation: [
        "Au-delà de 16 niveaux, de 4 096 inclusions ou de 8 Mo, le texte n’est plus assemblé. Découpez la page ou incluez directement le fichier voulu.",
        "Beyond 16 levels, 4,096 includes or 8 MB the text is no longer put together. Split the page or include the wanted file directly.",
    ],
    example: ["dix-sept fichiers qui s’incluent l’un l’autre", "une page qui inclut directement le dernier"],
};

pub(super) static RAW_HTML: Rule = Rule {
    code: "raw-html",
    severity: Severity::Warning,
    summary: ["du HTML brut est montré comme du texte", "raw HTML is shown as text"],
    explanation: [
        "Le lecteur voit les balises telles quelles. Écrivez-le en Markdown, mettez-le entre accents graves si c’est un exemple, ou réglez « markdown: { html: safe } » dans vademecum.yaml.",
        "Readers see the tags as they are. Write it in Markdown, put it between backticks if it is an example, or set `markdown: { html: safe }` in vademecum.yaml.",
    ],
    example: ["Un mot <b>important</b>.", "Un mot **important**."],
};

pub(super) static DROPPED_HTML: Rule = Rule {
    code: "dropped-html",
    severity: Severity::Warning,
    summary: ["une partie du HTML brut n’est pas gardée", "a part of the raw HTML is not kept"],
    explanation: [
        "Avec « markdown: { html: safe } », une page ne garde que le HTML qui met en forme : ni script, ni style, ni formulaire, ni attribut « on… ». Le lecteur ne verra pas ce qui est montré ici ; écrivez-le en Markdown, ou retirez-le.",
        "With `markdown: { html: safe }` a page keeps only HTML that formats: no script, style, form or `on…` attribute. Readers will not see what is shown here; write it in Markdown, or take it away.",
    ],
    example: ["Un mot <b onclick=\"x()\">important</b>.", "Un mot **important**."],
};

pub(super) static BAD_SHORTCODE: Rule = Rule {
    code: "bad-shortcode",
    severity: Severity::Error,
    summary: ["une balise {{ … }} est mal écrite", "a {{ … }} shortcode is malformed"],
    explanation: [
        "Elle est montrée telle quelle au lecteur. Elle s’écrit {{ nom:identifiant clé=valeur }} ; pour montrer deux accolades, écrivez \\{{.",
        "It is shown to readers as it is. It is written {{ name:id key=value }}; to show two braces, write \\{{.",
    ],
    example: ["{{ dat:cloture }}", "{{ date:cloture form=courte }}"],
};

pub(super) static UNCLOSED_CONTAINER: Rule = Rule {
    code: "unclosed-container",
    severity: Severity::Warning,
    summary: ["un encadré ::: n’est pas fermé", "a ::: container is not closed"],
    explanation: [
        "Tout ce qui suit entre dans l’encadré. Ajoutez une ligne « ::: » après son contenu, dans la même liste ou citation que son ouverture.",
        "All that follows becomes part of it. Add a `:::` line after its content, inside the same list or quote as its opening.",
    ],
    example: ["::: note\nTexte.", "::: note\nTexte.\n:::"],
};

pub(super) static STRAY_CONTAINER_END: Rule = Rule {
    code: "stray-container-end",
    severity: Severity::Warning,
    summary: ["une ligne ::: ne ferme rien", "a ::: line closes nothing"],
    explanation: [
        "Aucun encadré n’est ouvert à cet endroit, ou il l’est avec plus de deux-points. Retirez la ligne ou rétablissez l’ouverture.",
        "No container is open here, or it was opened with more colons. Remove the line or restore the opening.",
    ],
    example: ["Texte.\n:::", "::: note\nTexte.\n:::"],
};

pub(super) static UNKNOWN_CONTAINER: Rule = Rule {
    code: "unknown-container",
    severity: Severity::Warning,
    summary: ["le nom de l’encadré ::: est inconnu", "the name of the ::: container is unknown"],
    explanation: [
        "Le contenu est montré sans encadré ni titre. Les noms sont : note, conseil, important, attention, danger, details, etapes, onglets, onglet.",
        "The content is shown without a frame or title. The names are: note, tip, important, warning, caution, details, steps, tabs, tab.",
    ],
    example: ["::: remarque\nTexte.\n:::", "::: note\nTexte.\n:::"],
};

pub(super) static UNKNOWN_ALERT: Rule = Rule {
    code: "unknown-alert",
    severity: Severity::Warning,
    summary: ["le genre d’alerte [!…] est inconnu", "the kind of [!…] alert is unknown"],
    explanation: [
        "Le lecteur voit une citation qui commence par « [!…] ». Les genres sont NOTE, TIP, IMPORTANT, WARNING et CAUTION.",
        "Readers see a quotation that begins with `[!…]`. The kinds are NOTE, TIP, IMPORTANT, WARNING and CAUTION.",
    ],
    example: ["> [!INFO]\n> Texte.", "> [!NOTE]\n> Texte."],
};

pub(super) static BAD_CODE_LINES: Rule = Rule {
    code: "bad-code-lines",
    severity: Severity::Warning,
    summary: ["les lignes de code à marquer n’existent pas", "the code lines to mark do not exist"],
    explanation: [
        "Entre accolades se tiennent des numéros de lignes du bloc, à partir de 1, et des intervalles croissants. Les autres ne marquent rien.",
        "Between braces stand numbers of lines of the block, from 1, and ascending ranges. Others mark nothing.",
    ],
    example: ["```yaml {5-2}", "```yaml {2-5}"],
};

pub(super) static TOO_DEEP: Rule = Rule {
    code: "too-deep",
    severity: Severity::Warning,
    summary: ["le texte est imbriqué trop profondément", "the text is nested too deeply"],
    explanation: [
        "Au-delà de 100 niveaux, le contenu est montré sans sa mise en forme. Réduisez les listes, citations ou encadrés imbriqués.",
        "Beyond 100 levels the content is shown without its formatting. Reduce nested lists, quotes or containers.",
    ],
    example: ["> > > > … (cent fois)", "> > Texte."],
};

pub(super) static TABLE_TOO_LARGE: Rule = Rule {
    code: "table-too-large",
    severity: Severity::Warning,
    summary: ["des tableaux seraient démesurés", "tables would be enormous"],
    explanation: [
        "Chaque ligne d’un tableau est complétée jusqu’au nombre de colonnes de son en-tête. Ici, cela ferait des centaines de milliers de cellules vides : les tableaux de ce texte sont montrés comme du texte. Réduisez leur nombre de colonnes, ou découpez la page.",
        "Every row of a table is filled up to the number of columns of its head. Here this would make hundreds of thousands of empty cells: the tables of this text are shown as text. Reduce their columns, or split the page.",
    ],
    example: ["un en-tête de 5 000 colonnes et 5 000 lignes d’une cellule", "un tableau de quelques colonnes"],
};

pub(super) static UNSAFE_LINK: Rule = Rule {
    code: "unsafe-link",
    severity: Severity::Error,
    summary: ["l’adresse d’un lien est dangereuse", "the address of a link is dangerous"],
    explanation: [
        "Un lien javascript:, vbscript:, data: ou file: peut exécuter du code ou lire des fichiers chez le lecteur. Seuls ses mots sont montrés. Mettez une adresse de page.",
        "A javascript:, vbscript:, data: or file: link can run code or read files on the reader's machine. Only its words are shown. Use the address of a page.",
    ],
    example: ["[Aide](javascript:aide())", "[Aide](aide.md)"],
};

pub(super) static DUPLICATE_ANCHOR: Rule = Rule {
    code: "duplicate-anchor",
    severity: Severity::Warning,
    summary: ["une ancre {#…} est déjà prise", "a {#…} anchor is already taken"],
    explanation: [
        "Deux éléments d’une page ne peuvent porter la même ancre : les liens mèneraient toujours au premier. La seconde reçoit un suffixe ; donnez-lui un autre nom.",
        "Two elements of a page cannot have the same anchor: links would always lead to the first. The second gets a suffix; give it another name.",
    ],
    example: ["## Délais {#regles}\n## Pièces {#regles}", "## Délais {#delais}\n## Pièces {#pieces}"],
};

pub(super) static UNUSED_FOOTNOTE: Rule = Rule {
    code: "unused-footnote",
    severity: Severity::Warning,
    summary: ["une note de bas de page n’est appelée nulle part", "a footnote is referred to nowhere"],
    explanation: [
        "Elle n’est pas montrée. Ajoutez son appel « [^nom] » dans le texte, ou retirez-la.",
        "It is not shown. Add a reference `[^name]` to the text, or remove it.",
    ],
    example: ["Texte.\n\n[^1]: Précision.", "Texte[^1].\n\n[^1]: Précision."],
};

pub(super) static UNKNOWN_VARIABLE: Rule = Rule {
    code: "unknown-variable",
    severity: Severity::Warning,
    summary: ["une variable %{…} n’a pas de valeur", "a %{…} variable has no value"],
    explanation: [
        "Le lecteur voit le nom de la variable au lieu de sa valeur. Déclarez-la dans « markdown: variables: » de vademecum.yaml, ou corrigez son nom.",
        "Readers see the name of the variable instead of its value. Declare it under `markdown: variables:` in vademecum.yaml, or correct its name.",
    ],
    example: ["%{base_ulr}/aide", "%{base_url}/aide"],
};
