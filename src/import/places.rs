//! Where each file goes in the site, and its id there.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::answer::{self, Answer};
use super::file::ForeignFile;
use super::mapping::Field;
use super::notes::Notes;
use super::slug::{ordered, prettify, slug, slug_or};
use super::summary::Listed;
use super::variables::Variables;
use super::{ImportKind, Request};
use crate::config::Language;
use crate::model::Rubric;
use crate::source::SourcePath;
use crate::text;

/// What a file becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Becomes {
    /// A question, with its short answer.
    Faq(Answer),
    /// A page of text.
    Page,
    /// The text of a folder.
    Section,
    /// A text that other texts include.
    Included,
}

/// The place of a file in the site.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Its path there.
    pub(super) path: SourcePath,
    /// Its stable id.
    pub(super) id: String,
    /// Whether the id is not the one that its path gives.
    pub(super) id_written: bool,
    /// What it becomes.
    pub(super) becomes: Becomes,
    /// Its title, without marks and placeholders.
    pub(super) title: String,
    /// Its rank among its siblings.
    pub(super) order: Option<i64>,
    /// The id of its audience.
    pub(super) audience: Option<String>,
}

/// All places, and the folders that have no text of their own.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// By the number of the file.
    pub(super) places: Vec<Place>,
    /// Folder of the site → its id and title.
    pub(super) folders: BTreeMap<String, (String, String)>,
    /// Audience id → its name, in the order of their ids.
    pub(super) audiences: BTreeMap<String, String>,
}

/// The value of the first key that stands for `field`, with its key. A key that was asked for goes before one that
/// stands for the field by default.
pub(super) fn field<'a>(
    file: &'a ForeignFile,
    request: &Request,
    field: Field,
) -> Option<&'a super::header::HeaderField> {
    let stands = |key: &str| request.map.field(request.as_kind, key) == Some(field);
    let standing = || file.header.fields.iter().filter(|written| stands(&written.key) && !written.text().is_empty());
    let asked_for = standing().find(|written| request.map.keys.contains_key(&written.key));
    asked_for.or_else(|| standing().next())
}

/// What the places of all files depend on.
pub(super) struct Planner<'a> {
    /// What was asked for.
    pub(super) request: &'a Request,
    /// The files.
    pub(super) files: &'a [ForeignFile],
    /// The table of contents.
    pub(super) listed: &'a HashMap<String, Listed>,
    /// The placeholders.
    pub(super) variables: &'a Variables,
}

impl Planner<'_> {
    /// Finds the place of every file.
    pub(super) fn plan(&self, notes: &mut Notes) -> Plan {
        let mut plan = Plan::default();
        let mut paths = HashSet::new();
        for file in self.files {
            notes.enter(&file.path);
            let place = self.place(file, &mut plan, &mut paths, notes);
            plan.places.push(place);
        }
        self.give_ids(&mut plan, notes);
        plan
    }

    fn place(&self, file: &ForeignFile, plan: &mut Plan, paths: &mut HashSet<String>, notes: &mut Notes) -> Place {
        let title = self.title(file, notes);
        let audience = self.audience(file, plan);
        let becomes = self.becomes(file, notes);
        let stem = file.stem();
        let stem = stem.rsplit_once('.').filter(|(_, tag)| self.is_language(tag)).map_or(stem, |(stem, _)| stem);
        let (number, name) = ordered(stem);
        let own = field(file, self.request, Field::Id).map(|id| id.text());
        let base = slug_or(own.as_deref().unwrap_or(name), "page");
        let folder = self.folder(file, &becomes, plan);
        let wanted = if becomes == Becomes::Section { "index".to_owned() } else { base.clone() };
        let path = free_path(&folder, &wanted, paths);
        let becomes = if becomes == Becomes::Section && !path.ends_with("/index.md") { Becomes::Page } else { becomes };
        let id = match (&becomes, folder.rsplit_once('/')) {
            (Becomes::Section, Some((_, name))) => name.to_owned(),
            (Becomes::Section, None) => {
                if self.request.language == Language::Fr { "accueil" } else { "home" }.to_owned()
            }
            _ => base,
        };
        let order = field(file, self.request, Field::Order).and_then(|order| order.text().parse().ok());
        let order = order.or(number).or_else(|| self.listed.get(&file.path).map(|listed| listed.order));
        Place { path: SourcePath::new(path), id, id_written: false, becomes, title, order, audience }
    }

    fn is_language(&self, tag: &str) -> bool {
        tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_lowercase())
    }

    fn title(&self, file: &ForeignFile, notes: &mut Notes) -> String {
        let written = field(file, self.request, Field::Title).map(|title| title.text());
        let listed = self.listed.get(&file.path).map(|listed| listed.title.clone());
        let title = written.or_else(|| file.title().map(str::to_owned)).or(listed);
        let title = title.unwrap_or_else(|| {
            let name =
                if file.is_index() { file.folder().rsplit('/').next().unwrap_or("") } else { ordered(file.stem()).1 };
            let made = prettify(if name.is_empty() { "accueil" } else { name });
            notes.warn(
                1,
                text!(
                    "ce texte n’a pas de titre : « {made} » vient du nom du fichier",
                    "this text has no title: “{made}” comes from the file's name"
                ),
                text!("écrivez un titre", "write a title"),
            );
            made
        });
        self.variables.resolve(&title)
    }

    fn audience(&self, file: &ForeignFile, plan: &mut Plan) -> Option<String> {
        let written = field(file, self.request, Field::Audience)?;
        let value = written.text();
        let id = slug_or(&value, "public");
        let label = self.request.map.value(&written.key, &value).map_or_else(|| prettify(&value), str::to_owned);
        plan.audiences.entry(id.clone()).or_insert(label);
        Some(id)
    }

    fn becomes(&self, file: &ForeignFile, notes: &mut Notes) -> Becomes {
        if file.path.starts_with(".gitbook/") {
            return Becomes::Included;
        }
        if file.is_index() {
            return Becomes::Section;
        }
        if self.request.as_kind == ImportKind::Page {
            return Becomes::Page;
        }
        let written = field(file, self.request, Field::Summary).map(|summary| summary.text());
        let written = written.filter(|text| text.chars().count() <= answer::LONGEST);
        match written.map(Answer::written).or_else(|| answer::short_answer(&file.draft.text, self.variables)) {
            Some(answer) => {
                answer.report(file, notes);
                Becomes::Faq(answer)
            }
            None => {
                notes.warn(
                    1,
                    text!(
                        "aucune phrase ne peut servir de réponse courte : ce texte devient une page",
                        "no sentence can be the short answer: this text becomes a page"
                    ),
                    text!(
                        "écrivez la réponse en une phrase, puis placez le fichier dans faq/",
                        "write the answer in one sentence, then move the file into faq/"
                    ),
                );
                Becomes::Page
            }
        }
    }

    /// The folder of the site that a file goes into.
    fn folder(&self, file: &ForeignFile, becomes: &Becomes, plan: &mut Plan) -> String {
        match becomes {
            Becomes::Faq(_) => self.theme(file, plan),
            Becomes::Included => "communs".to_owned(),
            Becomes::Page | Becomes::Section => {
                let mut folder = "content".to_owned();
                for (depth, part) in file.folder().split('/').filter(|part| !part.is_empty()).enumerate() {
                    let (_, name) = ordered(part);
                    let name = self.unreserved(slug_or(name, "dossier"), depth);
                    folder = format!("{folder}/{name}");
                    let (id, title) = (name, prettify(part));
                    plan.folders.entry(folder.clone()).or_insert((id, title));
                }
                folder
            }
        }
    }

    /// A top folder that would be one of the site's own rubrics gets another name.
    fn unreserved(&self, name: String, depth: usize) -> String {
        let own = |rubric: Rubric| rubric.folder(self.request.language) == name;
        let content = ["annonces", "documents", "calendrier", "archives"].contains(&name.as_str());
        if depth == 0 && (content || Rubric::ALL.into_iter().any(own)) { format!("{name}-pages") } else { name }
    }

    /// The folder of a question's theme.
    fn theme(&self, file: &ForeignFile, plan: &mut Plan) -> String {
        let written = field(file, self.request, Field::Theme);
        let value = written.map(|theme| theme.text());
        let own_folder = file.folder().rsplit('/').next().filter(|name| !name.is_empty());
        let value = value.or_else(|| own_folder.map(str::to_owned)).unwrap_or_else(|| "questions".to_owned());
        let key = written.map_or("theme", |theme| theme.key.as_str());
        let title = self.request.map.value(key, &value).map_or_else(|| prettify(&value), str::to_owned);
        let id = slug_or(&value, "questions");
        let folder = format!("faq/{id}");
        plan.folders.entry(folder.clone()).or_insert((id, title));
        folder
    }

    /// Makes ids unique over the whole site: those that several files ask for get their audience or folder added.
    fn give_ids(&self, plan: &mut Plan, notes: &mut Notes) {
        let mut taken: BTreeSet<String> = plan.audiences.keys().cloned().collect();
        taken.extend(["content", "index"].map(str::to_owned));
        plan.folders
            .retain(|folder, _| !plan.places.iter().any(|place| place.path.as_str() == format!("{folder}/index.md")));
        let mut asked: HashMap<String, usize> = HashMap::new();
        for place in &plan.places {
            *asked.entry(place.id.clone()).or_default() += 1;
        }
        for (file, place) in self.files.iter().zip(&mut plan.places) {
            let default = place.id.clone();
            let shared = asked[&default] > 1 || taken.contains(&default);
            let folder =
                place.path.folder().rsplit('/').nth(usize::from(place.becomes == Becomes::Section)).unwrap_or("");
            let more = place.audience.as_deref().filter(|_| shared).or(Some(folder).filter(|_| shared));
            place.id = free(&default, more, &mut taken);
            // Unique ids make unique names, but for the files whose name is fixed.
            if matches!(place.becomes, Becomes::Faq(_) | Becomes::Page) {
                place.path = SourcePath::new(format!("{}/{}.md", place.path.folder(), place.id));
            }
            place.id_written = place.id != path_id(&place.path);
            if place.id != default && place.becomes != Becomes::Included {
                notes.enter(&file.path);
                report_id(&default, &place.id, notes);
            }
        }
        for (id, _) in plan.folders.values_mut() {
            *id = free(id, Some("theme").filter(|_| taken.contains(id)), &mut taken);
        }
    }
}

fn report_id(default: &str, id: &str, notes: &mut Notes) {
    notes.hint(
        1,
        text!(
            "l’identifiant « {default} » sert déjà : celui-ci devient « {id} »",
            "the id “{default}” is taken: this one becomes “{id}”"
        ),
        text!("rien à faire ; les liens sont déjà corrigés", "nothing to do; links are corrected already"),
    );
}

/// The id that the site gives to a path: the file's name, or the folder's for an index.
fn path_id(path: &SourcePath) -> String {
    let name =
        if path.file_name() == "index.md" { path.folder().rsplit('/').next().unwrap_or("") } else { path.stem() };
    slug(name)
}

/// A name that is not taken: as wanted, with `more`, or with a number; it is taken from now on.
fn free(wanted: &str, more: Option<&str>, taken: &mut BTreeSet<String>) -> String {
    let base =
        more.filter(|more| !more.is_empty()).map_or_else(|| wanted.to_owned(), |more| format!("{wanted}-{more}"));
    let mut name = base.clone();
    let mut count = 1;
    while !taken.insert(name.clone()) {
        count += 1;
        name = format!("{base}-{count}");
    }
    name
}

fn free_path(folder: &str, name: &str, taken: &mut HashSet<String>) -> String {
    let mut path = format!("{folder}/{name}.md");
    let mut count = 1;
    while !taken.insert(path.clone()) {
        count += 1;
        path = format!("{folder}/{name}-{count}.md");
    }
    path
}
