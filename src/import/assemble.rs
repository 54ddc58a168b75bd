//! From a tree to the files of a site: the order of the passes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::containers;
use super::draft::{Draft, Edits, Fences};
use super::file::ForeignFile;
use super::front::{self, Front};
use super::links::{self, Atlas, Found, Rewriter};
use super::notes::Notes;
use super::places::{self, Becomes, Plan, Planner};
use super::slug::{asset_name, prettify};
use super::summary::{self, Listed};
use super::tree::{Tree, on_disk};
use super::variables::Variables;
use super::yaml::Yaml;
use super::{Field, Import, Request, html, settings, shift};
use crate::model::Route;
use crate::source::SourcePath;
use crate::text;

/// Converts a tree.
pub(super) fn assemble(request: &Request, tree: &Tree, mut notes: Notes) -> Import {
    let mut variables = Variables::new(&request.variables, request.language);
    let (listed, files) = read(tree, &mut variables, &mut notes);
    let planner = Planner { request, files: &files, listed: &listed, variables: &variables };
    let plan = planner.plan(&mut notes);
    let atlas = Atlas::new(&files, &tree.assets, addresses(&files, request), request.map.root.as_deref());
    let anchors = anchors(&atlas);
    let mut writer = Writer {
        request,
        atlas: &atlas,
        plan: &plan,
        listed: &listed,
        variables: &variables,
        anchors,
        assets: BTreeMap::new(),
        taken: HashSet::new(),
    };
    let mut written: Vec<(SourcePath, String)> = Vec::new();
    for (at, file) in files.iter().enumerate() {
        notes.enter(&file.path);
        written.push((plan.places[at].path.clone(), writer.file(at, &mut notes)));
    }
    written.extend(folders(&plan));
    let title = title(request, &files, &plan);
    let settings = settings::settings(&title, request.language, &plan.audiences, variables.values());
    written.push((SourcePath::new("vademecum.yaml"), settings));
    written.sort();
    unused(tree, &writer.assets, &mut notes);
    let assets = writer.assets.into_iter().map(|(from, to)| (on_disk(&request.source, &from), to)).collect();
    Import { source: request.source.clone(), files: written, assets, report: notes.finish() }
}

/// The table of contents and the files that are not one.
fn read(tree: &Tree, variables: &mut Variables, notes: &mut Notes) -> (HashMap<String, Listed>, Vec<ForeignFile>) {
    let mut listed = HashMap::new();
    let mut files = Vec::new();
    for (path, text) in &tree.texts {
        notes.enter(path);
        if path.eq_ignore_ascii_case("SUMMARY.md") {
            listed = summary::read(path, text);
        } else {
            variables.complete(text, notes);
            files.push(ForeignFile::read(path, text, notes));
        }
    }
    not_listed(&listed, &files, notes);
    (listed, files)
}

fn not_listed(listed: &HashMap<String, Listed>, files: &[ForeignFile], notes: &mut Notes) {
    let missing = files
        .iter()
        .filter(|file| !listed.is_empty() && !listed.contains_key(&file.path) && !file.path.starts_with('.'));
    for file in missing {
        notes.enter(&file.path);
        notes.hint(
            1,
            text!(
                "ce fichier n’est pas dans le sommaire (SUMMARY.md) ; il est repris quand même",
                "this file is not in the table of contents (SUMMARY.md); it is taken over all the same"
            ),
            text!("retirez-le s’il ne servait plus", "remove it if it was no longer in use"),
        );
    }
}

/// The ends of the addresses that the files had where they came from: category and slug.
fn addresses(files: &[ForeignFile], request: &Request) -> Vec<(String, usize)> {
    let address = |(at, file): (usize, &ForeignFile)| {
        let slug = places::field(file, request, Field::Id).map_or_else(|| file.stem().to_owned(), |id| id.text());
        let own = places::field(file, request, Field::Audience).map(|audience| audience.text());
        let folder = own.unwrap_or_else(|| file.folder().rsplit('/').next().unwrap_or("").to_owned());
        (format!("{folder}/{slug}"), at)
    };
    files.iter().enumerate().map(address).collect()
}

/// For each file, the ids of its headings: those written, and those that some link needs.
fn anchors(atlas: &Atlas<'_>) -> Vec<Vec<Option<String>>> {
    let mut wanted = vec![BTreeSet::new(); atlas.files.len()];
    for (from, file) in atlas.files.iter().enumerate() {
        for site in links::sites(&file.draft.text).0 {
            if let Found::File(to, Some(heading)) = atlas.find(from, &site.target) {
                wanted[to].insert(heading);
            }
        }
    }
    atlas.files.iter().zip(&wanted).map(|(file, wanted)| shift::ids(file, wanted)).collect()
}

/// Writes the files one after the other.
struct Writer<'a> {
    request: &'a Request,
    atlas: &'a Atlas<'a>,
    plan: &'a Plan,
    listed: &'a HashMap<String, Listed>,
    variables: &'a Variables,
    anchors: Vec<Vec<Option<String>>>,
    /// Where the files that are used go: path in the tree → path in the site.
    assets: BTreeMap<String, SourcePath>,
    /// The paths in the site that are taken by them.
    taken: HashSet<SourcePath>,
}

impl Writer<'_> {
    fn file(&mut self, at: usize, notes: &mut Notes) -> String {
        let (file, place) = (&self.atlas.files[at], &self.plan.places[at]);
        let body = self.body(at, notes);
        if place.becomes == Becomes::Included {
            return format!("{body}\n");
        }
        let listed = self.listed.get(&file.path);
        let parent = listed.and_then(|listed| self.parent(at, listed));
        let front = Front { request: self.request, variables: self.variables, listed, parent };
        let (header, rest) = front.write(file, place, notes);
        let comment = front::comment(&file.path, &rest, self.request.language);
        let body = if body.is_empty() { String::new() } else { format!("\n{body}\n") };
        format!("{header}{body}{comment}")
    }

    /// The id of the page above, when the table of contents puts a file elsewhere than its folder does.
    fn parent(&self, at: usize, listed: &Listed) -> Option<&str> {
        let above = listed.parent.as_deref()?;
        let above = self.atlas.number(above)?;
        let (above, place) = (&self.plan.places[above], &self.plan.places[at]);
        let same_folder = above.becomes == Becomes::Section && above.path.folder() == place.path.folder();
        (!same_folder).then_some(above.id.as_str())
    }

    fn body(&mut self, at: usize, notes: &mut Notes) -> String {
        let file = &self.atlas.files[at];
        let mut edits = Edits::default();
        let ids = self.anchors[at].clone();
        shift::shift(&file.draft, file, &ids, &mut edits, notes);
        let atlas = self.atlas;
        let look = |target: &str| atlas.find(at, target);
        let (draft, language) = (&file.draft, self.request.language);
        let mut address = |found: &Found| self.address(at, found);
        Rewriter { draft, language, address: &mut address, edits: &mut edits, notes }.run(&look);
        escape_braces(&file.draft, &mut edits);
        let draft = file.draft.apply(edits);
        let include = |path: &str| match atlas.find(at, path) {
            Found::File(to, _) => Some(self.relative(at, &self.plan.places[to].path)),
            _ => None,
        };
        tidy(&containers::write(&draft, &include, notes))
    }

    fn relative(&self, from: usize, to: &SourcePath) -> String {
        Route::new(to.as_str()).from_page(&Route::new(self.plan.places[from].path.as_str()))
    }

    /// The address in the site of what a link leads to, and its title.
    fn address(&mut self, from: usize, found: &Found) -> Option<(String, String)> {
        match found {
            Found::File(to, heading) => {
                let place = &self.plan.places[*to];
                if place.becomes == Becomes::Included {
                    return None;
                }
                let id = heading.and_then(|heading| self.anchors[*to][heading].as_deref());
                let path = if *to == from && id.is_some() { String::new() } else { self.relative(from, &place.path) };
                let fragment = id.map_or_else(String::new, |id| format!("#{id}"));
                Some((format!("{path}{fragment}"), place.title.clone()))
            }
            Found::LostFragment(to) => self.address(from, &Found::File(*to, None)),
            Found::Asset(path) => {
                let to = self.asset(from, path);
                Some((self.relative(from, &to), String::new()))
            }
            Found::Joined(address) => Some((address.clone(), String::new())),
            Found::Outside | Found::Missing => None,
        }
    }

    /// The place of a file that is copied: beside the first text that uses it.
    fn asset(&mut self, from: usize, path: &str) -> SourcePath {
        if let Some(place) = self.assets.get(path) {
            return place.clone();
        }
        let folder = self.plan.places[from].path.folder();
        let name = asset_name(path.rsplit('/').next().unwrap_or(path));
        // A text file of the site's own formats would be read as content.
        let name = if SourcePath::new(&name).is_text() { format!("{name}.txt") } else { name };
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        let numbered = |count: usize| match (count, extension) {
            (1, _) => SourcePath::new(format!("{folder}/{name}")),
            (count, "") => SourcePath::new(format!("{folder}/{stem}-{count}")),
            (count, extension) => SourcePath::new(format!("{folder}/{stem}-{count}.{extension}")),
        };
        let free = (1..).map(numbered).find(|place| self.taken.insert(place.clone()));
        let place = free.expect("numbers do not end");
        self.assets.insert(path.to_owned(), place.clone());
        place
    }
}

/// `{{` in words would start a shortcode: it is escaped, except in code.
fn escape_braces(draft: &Draft, edits: &mut Edits) {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    let mut code = false;
    for (event, range) in Parser::new_ext(&draft.text, html::options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if !code => {
                for (at, _) in draft.text[range.clone()].match_indices("{{") {
                    edits.insert(range.start + at, "\\");
                }
            }
            _ => {}
        }
    }
}

/// The text without runs of empty lines and without the spaces that GitBook writes as `&#x20;` at the ends of lines.
fn tidy(draft: &Draft) -> String {
    let mut fences = Fences::default();
    let mut lines: Vec<&str> = Vec::new();
    let mut blank = true;
    for line in draft.text.split('\n') {
        if fences.covers(line) {
            lines.push(line);
            blank = false;
            continue;
        }
        let line = without_end_spaces(line);
        if !(line.is_empty() && blank) {
            lines.push(line);
        }
        blank = line.is_empty();
    }
    lines.join("\n").trim_end().to_owned()
}

/// Two spaces at the end of a line are a line break and stay.
fn without_end_spaces(line: &str) -> &str {
    let mut text = line;
    while let Some(shorter) = text.trim_end().strip_suffix("&#x20;") {
        text = shorter;
    }
    if text.trim().is_empty() || text.len() < line.len() { text.trim_end() } else { text }
}

/// An `index.md` for each folder that has no text of its own.
fn folders(plan: &Plan) -> impl Iterator<Item = (SourcePath, String)> {
    plan.folders.iter().map(|(folder, (id, title))| {
        let mut yaml = Yaml::default();
        let own = folder.rsplit('/').next().unwrap_or("");
        yaml.maybe("id", Some(id.as_str()).filter(|id| *id != own)).text("title", title);
        (SourcePath::new(format!("{folder}/index.md")), format!("---\n{}---\n", yaml.finish()))
    })
}

/// The title of the site: as given, or of the text of the root folder, or the folder's name.
fn title(request: &Request, files: &[ForeignFile], plan: &Plan) -> String {
    let root = || files.iter().position(|file| file.is_index() && file.folder().is_empty());
    let own = || root().map(|at| plan.places[at].title.clone());
    let name = || request.source.file_name().map(|name| prettify(&name.to_string_lossy()));
    request.title.clone().or_else(own).or_else(name).unwrap_or_else(|| "Centre d’aide".to_owned())
}

/// Reports files that no text uses.
fn unused(tree: &Tree, used: &BTreeMap<String, SourcePath>, notes: &mut Notes) {
    for path in tree.assets.iter().filter(|path| !used.contains_key(*path)) {
        notes.enter(path);
        notes.hint(
            1,
            text!("aucun texte n’utilise ce fichier : il n’est pas copié", "no text uses this file: it is not copied"),
            text!("copiez-le vous-même s’il est utile", "copy it yourself if it is of use"),
        );
    }
}
