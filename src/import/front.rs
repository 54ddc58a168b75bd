//! The front matter of a file in the site, and what of the old one has no place there.

use super::Request;
use super::file::ForeignFile;
use super::header::HeaderField;
use super::mapping::Field;
use super::notes::Notes;
use super::places::{Becomes, Place};
use super::slug::slug;
use super::summary::Listed;
use super::variables::Variables;
use super::yaml::Yaml;
use crate::config::Language;
use crate::text;

/// What front matter is made of, apart from its file and place.
pub(super) struct Front<'a> {
    /// What was asked for.
    pub(super) request: &'a Request,
    /// The placeholders, resolved in front matter.
    pub(super) variables: &'a Variables,
    /// What the table of contents says of the file.
    pub(super) listed: Option<&'a Listed>,
    /// The id of the page under which it stands, when not its folder's.
    pub(super) parent: Option<&'a str>,
}

/// Values gathered from the old front matter.
#[derive(Default)]
struct Gathered {
    summary: Option<String>,
    keywords: Vec<String>,
    aliases: Vec<String>,
    redirects: Vec<String>,
    owner: Option<String>,
    app_path: Option<String>,
    verified_on: Option<String>,
    review_by: Option<String>,
    draft: bool,
    /// `key: value` lines without a place.
    rest: Vec<String>,
    seen: Vec<Field>,
}

impl Front<'_> {
    /// The front matter between its fences, and the lines to keep in a comment.
    pub(super) fn write(&self, file: &ForeignFile, place: &Place, notes: &mut Notes) -> (String, Vec<String>) {
        let mut gathered = Gathered::default();
        for field in &file.header.fields {
            self.gather(field, place, &mut gathered, notes);
        }
        gathered.rest.extend(file.header.unread.as_deref().unwrap_or("").lines().map(str::to_owned));
        self.other_titles(file, place, &mut gathered, notes);
        let yaml = self.yaml(place, &gathered);
        (format!("---\n{yaml}---\n"), gathered.rest)
    }

    fn gather(&self, field: &HeaderField, place: &Place, gathered: &mut Gathered, notes: &mut Notes) {
        let text = self.variables.resolve(&field.text());
        let stands_for = self.request.map.field(self.request.as_kind, &field.key);
        let first = stands_for.filter(|kind| !gathered.seen.contains(kind) && !text.is_empty());
        gathered.seen.extend(first);
        let taken = first.is_some_and(|kind| self.take(kind, field, &text, place, gathered, notes));
        if !taken && !text.is_empty() && stands_for != Some(Field::Ignore) {
            let key = &field.key;
            notes.hint(
                field.line,
                text!(
                    "« {key}: {text} » n’a pas de place dans l’en-tête : gardé en commentaire à la fin",
                    "“{key}: {text}” has no place in the front matter: kept as a comment at the end"
                ),
                text!(
                    "dites ce qu’il devient avec --map {key}=…, ou --map {key}=ignore",
                    "say what becomes of it by --map {key}=…, or --map {key}=ignore"
                ),
            );
            gathered.rest.push(format!("{key}: {text}"));
        }
    }

    /// Takes a value into its field; `false` when it does not fit there.
    fn take(
        &self,
        kind: Field,
        field: &HeaderField,
        text: &str,
        place: &Place,
        gathered: &mut Gathered,
        notes: &mut Notes,
    ) -> bool {
        match kind {
            Field::Title | Field::Id | Field::Audience | Field::Ignore => {}
            Field::Theme => return matches!(place.becomes, Becomes::Faq(_)),
            Field::Order => return text.parse::<i64>().is_ok(),
            Field::Summary => match &place.becomes {
                Becomes::Faq(answer) => return answer.text == text,
                _ => gathered.summary = Some(text.to_owned()),
            },
            Field::Keywords => gathered.keywords = field.list(),
            Field::Aliases => {
                let (paths, words): (Vec<_>, Vec<_>) = field.list().into_iter().partition(|alias| alias.contains('/'));
                gathered.redirects = paths.iter().filter_map(|path| old_address(path)).collect();
                gathered.aliases.extend(words);
            }
            Field::Owner => gathered.owner = Some(text.to_owned()),
            Field::AppPath => gathered.app_path = Some(text.to_owned()),
            Field::VerifiedOn => return day(text).map(|day| gathered.verified_on = Some(day)).is_some(),
            Field::ReviewBy => return day(text).map(|day| gathered.review_by = Some(day)).is_some(),
            Field::Draft => gathered.draft = text == "true",
            Field::Language => self.check_language(text, field.line, notes),
        }
        true
    }

    fn check_language(&self, tag: &str, line: u32, notes: &mut Notes) {
        let ours = self.request.language.tag();
        if tag.split(['-', '_']).next() != Some(ours) {
            notes.warn(
                line,
                text!(
                    "ce texte est en « {tag} », le site en « {ours} »",
                    "this text is in “{tag}”, the site in “{ours}”"
                ),
                text!("importez chaque langue dans un site à part", "import each language into a site of its own"),
            );
        }
    }

    /// Titles that differ from the one that is kept become readers' own wordings: nothing is lost.
    fn other_titles(&self, file: &ForeignFile, place: &Place, gathered: &mut Gathered, notes: &mut Notes) {
        let listed = self.listed.map(|listed| listed.title.as_str());
        for other in [file.title(), listed].into_iter().flatten() {
            let other = self.variables.resolve(other.trim());
            // Titles that only differ in their spaces or apostrophes are the same for a reader.
            if other.is_empty() || slug(&other) == slug(&place.title) || gathered.aliases.contains(&other) {
                continue;
            }
            let line = file.title_at.map_or(1, |at| file.draft.line(file.headings[at].range.start));
            notes.hint(
                line,
                text!(
                    "l’autre titre « {other} » devient une formulation de lecteur (aliases)",
                    "the other title, “{other}”, becomes a reader's wording (aliases)"
                ),
                text!("choisissez le titre qui convient", "choose the title that fits"),
            );
            gathered.aliases.push(other);
        }
    }

    fn yaml(&self, place: &Place, gathered: &Gathered) -> String {
        let mut yaml = Yaml::default();
        yaml.maybe("id", Some(place.id.as_str()).filter(|_| place.id_written));
        match &place.becomes {
            Becomes::Faq(answer) => yaml.text("question", &place.title).text("short_answer", &answer.text),
            _ => yaml.text("title", &place.title).maybe("summary", gathered.summary.as_deref()),
        };
        yaml.maybe("audience", place.audience.as_deref());
        yaml.maybe("parent", self.parent.filter(|_| place.becomes == Becomes::Page));
        yaml.number("order", place.order);
        yaml.maybe("app_path", gathered.app_path.as_deref());
        yaml.maybe("status", Some("draft").filter(|_| gathered.draft));
        yaml.maybe("owner", gathered.owner.as_deref());
        yaml.maybe("verified_on", gathered.verified_on.as_deref());
        yaml.maybe("review_by", gathered.review_by.as_deref());
        yaml.list("keywords", &gathered.keywords)
            .list("aliases", &gathered.aliases)
            .list("redirect_from", &gathered.redirects);
        yaml.finish().to_owned()
    }
}

/// An address of Hugo (`/old/page/`) as a file of the site (`old/page/index.html`).
fn old_address(path: &str) -> Option<String> {
    let path = path.trim().trim_start_matches('/');
    let safe = !path.is_empty() && !path.contains("..") && !path.contains(['\\', ':', '?', '#']);
    let name = path.rsplit('/').next().unwrap_or("");
    let file = if name.contains('.') { path.to_owned() } else { format!("{}/index.html", path.trim_end_matches('/')) };
    safe.then_some(file)
}

/// The day of a date or of a moment.
fn day(text: &str) -> Option<String> {
    let day = text.get(..10)?;
    day.parse::<jiff::civil::Date>().ok().map(|_| day.to_owned())
}

/// A comment for the lines that have no place; `""` when there are none.
pub(super) fn comment(path: &str, lines: &[String], language: Language) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let head = match language {
        Language::Fr => format!("Importé de {path}, sans équivalent ici :"),
        Language::En => format!("Imported from {path}, without an equivalent here:"),
    };
    let text = format!("{head}\n{}", lines.join("\n"));
    // Two hyphens could end the comment (CommonMark 0.31, section 6.6).
    let text = text.replace("--", "- -").replace("->", "- >");
    format!("\n<!-- {text}\n-->\n")
}
