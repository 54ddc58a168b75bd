//! Links and images as the site needs them.

use super::{Found, LinkSite, destination, escape, picture, quoted};
use crate::config::Language;
use crate::import::draft::{Draft, Edits};
use crate::import::notes::Notes;
use crate::text;

/// The address in the site of what was found, and its title when it is a text.
pub(in crate::import) type Address<'a> = &'a mut dyn FnMut(&Found) -> Option<(String, String)>;

/// What is needed to change the links of one text.
pub(in crate::import) struct Rewriter<'a> {
    /// The text.
    pub(in crate::import) draft: &'a Draft,
    /// The language of the words that take the place of a missing image.
    pub(in crate::import) language: Language,
    /// Where things are in the site.
    pub(in crate::import) address: Address<'a>,
    /// The changes.
    pub(in crate::import) edits: &'a mut Edits,
    /// What is to be reported.
    pub(in crate::import) notes: &'a mut Notes,
}

impl Rewriter<'_> {
    /// Changes all links and images; `look` finds what a target leads to.
    pub(in crate::import) fn run(&mut self, look: &dyn Fn(&str) -> Found) {
        let (sites, definitions) = super::sites(&self.draft.text);
        for definition in definitions {
            self.edits.replace(definition, "");
        }
        for site in sites {
            let found = look(&site.target);
            let line = self.draft.line(site.range.start);
            if site.image {
                self.image(&site, &found, line);
            } else if let Some(tail) = self.tail(&site) {
                self.link(&site, tail, &found, line);
            }
        }
    }

    /// Where the target of a link starts: at the bracket that closes its words.
    fn tail(&self, site: &LinkSite) -> Option<usize> {
        let rest = &self.draft.text[site.inner_end..site.range.end];
        rest.find(if site.inline { "](" } else { "]" }).map(|at| site.inner_end + at)
    }

    fn link(&mut self, site: &LinkSite, tail: usize, found: &Found, line: u32) {
        if self.draft.text[site.range.start + 1..tail].trim().is_empty() {
            return self.without_words(site, line);
        }
        let (target, title) = match found {
            Found::Outside if site.inline => return,
            Found::Outside => (site.target.clone(), String::new()),
            found => match (self.address)(found) {
                Some(place) => place,
                None => return self.missing(site, tail, line),
            },
        };
        if let Found::LostFragment(_) = found {
            self.lost_fragment(&site.target, line);
        }
        if !title.is_empty() && is_file_name(&site.words, &site.target) {
            self.edits.replace(site.range.start + 1..tail, escape(&title));
        }
        // GitBook marks a link whose words it makes itself by this title.
        let title = if site.title == "mention" { "" } else { &site.title };
        self.edits.replace(tail..site.range.end, format!("]({}{})", destination(&target), quoted(title)));
    }

    fn without_words(&mut self, site: &LinkSite, line: u32) {
        let target = &site.target;
        self.notes.hint(
            line,
            text!("un lien sans texte vers « {target} » est retiré", "a link without words to “{target}” is removed"),
            text!("donnez-lui un texte si le lecteur en a besoin", "give it words if the reader needs it"),
        );
        self.edits.replace(site.range.clone(), "");
    }

    fn missing(&mut self, site: &LinkSite, tail: usize, line: u32) {
        let target = &site.target;
        let remedy = match target.chars().next() {
            Some('#') => add_an_anchor(),
            Some('/') => text!(
                "indiquez l’adresse du site d’origine (root dans la table de correspondance), ou écrivez l’adresse complète",
                "give the address of the site it came from (root in the mapping), or write the full address"
            ),
            _ => text!(
                "ajoutez ce fichier au dossier importé, ou mettez l’adresse complète",
                "add that file to the imported folder, or write the full address"
            ),
        };
        let what = text!(
            "le lien vers « {target} » ne mène à rien : son texte est gardé sans lien",
            "the link to “{target}” leads nowhere: its words are kept without a link"
        );
        self.notes.warn(line, what, remedy);
        self.edits.replace(site.range.start..site.range.start + 1, "");
        self.edits.replace(tail..site.range.end, "");
    }

    fn lost_fragment(&mut self, target: &str, line: u32) {
        let what = text!(
            "aucun intertitre ne répond à « {target} » : le lien mène au début de la page",
            "no heading answers to “{target}”: the link leads to the top of the page"
        );
        self.notes.warn(line, what, add_an_anchor());
    }

    fn image(&mut self, site: &LinkSite, found: &Found, line: u32) {
        let alt = self.without_attributes(&site.words, line);
        let target = match found {
            Found::Outside => Some(site.target.clone()),
            Found::Asset(_) | Found::Joined(_) => (self.address)(found).map(|(target, _)| target),
            Found::File(..) | Found::LostFragment(_) | Found::Missing => None,
        };
        let Some(target) = target else {
            let words = self.absent(site, alt, line);
            return self.edits.replace(site.range.clone(), words);
        };
        if alt.is_empty() {
            let name = &site.target;
            self.notes.warn(
                line,
                text!(
                    "l’image « {name} » n’a pas de texte de remplacement",
                    "the image “{name}” has no alternative text"
                ),
                text!(
                    "dites entre les crochets ce que l’image montre",
                    "say between the brackets what the picture shows"
                ),
            );
        }
        self.edits.replace(site.range.clone(), picture(alt, &target, &site.title));
    }

    /// The words in the place of an image that is not there.
    fn absent(&mut self, site: &LinkSite, alt: &str, line: u32) -> String {
        let name = &site.target;
        self.notes.warn(
            line,
            text!(
                "l’image « {name} » est absente : ses mots la remplacent",
                "the image “{name}” is missing: its words take its place"
            ),
            text!(
                "ajoutez l’image à côté du texte et remettez ![…]({name})",
                "put the image beside the text and write ![…]({name}) again"
            ),
        );
        let label = match self.language {
            Language::Fr => "image absente :",
            Language::En => "missing image:",
        };
        let words = match (alt.trim(), site.title.trim()) {
            ("", "") => return format!("<!-- {label} {} -->", name.replace("--", "- -")),
            (alt, "") => alt.to_owned(),
            ("", caption) => caption.to_owned(),
            (alt, caption) if alt == caption => alt.to_owned(),
            (alt, caption) => format!("{alt} — {caption}"),
        };
        format!("*({label} {})*", escape(&words))
    }

    /// The alternative text without the attributes that some generators write at its end: `{aria-hidden="true"}`.
    fn without_attributes<'a>(&mut self, alt: &'a str, line: u32) -> &'a str {
        let alt = alt.trim();
        let is_attributes = |at: &usize| alt.ends_with('}') && alt[*at..].contains('=') && !alt[..*at].ends_with('%');
        let Some(start) = alt.rfind('{').filter(is_attributes) else { return alt };
        let attributes = &alt[start..];
        self.notes.hint(
            line,
            text!(
                "l’attribut {attributes} d’une image n’est pas repris",
                "the attribute {attributes} of an image is not carried over"
            ),
            text!("rien à faire", "nothing to do"),
        );
        alt[..start].trim_end()
    }
}

fn add_an_anchor() -> crate::diagnostic::Text {
    text!("ajoutez une ancre {{#…}} à l’intertitre voulu", "add an anchor {{#…}} to the heading that is meant")
}

/// Whether the words of a link are just the name of its file.
fn is_file_name(words: &str, target: &str) -> bool {
    let path = target.split('#').next().unwrap_or("");
    words == target || words == path || path.rsplit('/').next() == Some(words)
}
