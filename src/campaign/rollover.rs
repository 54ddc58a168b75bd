//! The files of a site after the passage to the next campaign.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use super::edits::Edits;
use super::{events, marks, settings};
use crate::diagnostic::{Span, Spanned, Text};
use crate::model::{ARCHIVES, Campaign, CampaignState, Details, Entry, EntryId, Kind, Resolution, Site};
use crate::source::{FileContent, SETTINGS, Source, SourcePath};
use crate::text;

/// The folders that hold what a campaign says.
const FOLDERS: [&str; 3] = ["content", "faq", "videos"];

/// What becomes of a site's files.
#[derive(Debug)]
pub struct Rollover {
    /// The year of the campaign that is over.
    pub archived: u16,
    /// The year of the new one.
    pub year: u16,
    /// Every file of the new campaign and of the archive.
    pub files: BTreeMap<SourcePath, FileContent>,
}

impl Rollover {
    /// The folder of the new archive.
    pub fn archive(&self) -> String {
        format!("{ARCHIVES}/{}", self.archived)
    }

    /// Whether a file of the site as it is stays where it is: themes and older archives do.
    pub fn keeps(&self, path: &SourcePath) -> bool {
        !belongs(path)
    }

    /// The folders that move to the archive.
    pub fn folders() -> [&'static str; 3] {
        FOLDERS
    }
}

/// Plans the passage of a site to the campaign of `year`.
///
/// # Errors
/// What keeps the site from it: no current campaign, a year that is not later, an archive that is there already.
pub fn rollover(site: &Site, source: &dyn Source, year: u16) -> Result<Rollover, Text> {
    let current = current(site)?;
    let archived = current.value.year.value;
    if year <= archived {
        return Err(text!(
            "la campagne en cours est celle de {archived} : la suivante ne peut pas être celle de {year}",
            "the current campaign is that of {archived}: the next cannot be that of {year}"
        ));
    }
    let listing = source.list();
    let folder = format!("{ARCHIVES}/{archived}");
    if listing.files.iter().any(|file| file.path.as_str().starts_with(&format!("{folder}/"))) {
        return Err(text!("« {folder} » existe déjà", "“{folder}” exists already"));
    }
    let edits = edits(site, current, year, source.today(), &folder);
    let news: HashSet<&SourcePath> = site.of_kind(Kind::Announcement).map(|(_, entry)| &entry.file.path).collect();
    let mut files = BTreeMap::new();
    for path in listing.files.iter().map(|file| &file.path).filter(|path| belongs(path)) {
        files.insert(path.below(&folder), FileContent::Of(path.clone()));
        if !news.contains(path) {
            files.insert(path.clone(), content(site, source, path, &edits));
        }
    }
    Ok(Rollover { archived, year, files })
}

fn belongs(path: &SourcePath) -> bool {
    let top = path.as_str().split('/').next().unwrap_or_default();
    path.as_str() == SETTINGS || FOLDERS.contains(&top)
}

fn current(site: &Site) -> Result<&Spanned<Campaign>, Text> {
    let current = site.settings.campaigns.iter().find(|campaign| *campaign.state == CampaignState::Current);
    current.ok_or_else(|| {
        text!(
            "vademecum.yaml ne dit pas quelle est la campagne en cours : ajoutez-y « campaigns: » avec « state: current »",
            "vademecum.yaml does not say which campaign is the current one: add “campaigns:” with “state: current”"
        )
    })
}

/// A file of the new campaign. Line ends stay what they were.
fn content(site: &Site, source: &dyn Source, path: &SourcePath, edits: &Edits) -> FileContent {
    let Some(new) = site.texts.get(path).and_then(|file| edits.apply(path, &file.text)) else {
        return FileContent::Of(path.clone());
    };
    let has_crlf = source.read(path).is_ok_and(|bytes| bytes.windows(2).any(|pair| pair == b"\r\n"));
    let new = if has_crlf { new.replace('\n', "\r\n") } else { new };
    FileContent::Bytes(new.into_bytes())
}

fn edits(site: &Site, current: &Spanned<Campaign>, year: u16, today: Date, archive: &str) -> Edits {
    let mut edits = Edits::default();
    let language = site.settings.language;
    for (id, entry) in site.all().filter(|(_, entry)| entry.kind() != Kind::Announcement) {
        if let Details::Event(_) = &entry.details {
            events::reset(entry, current.value.year.value, &mut edits);
        }
        for field in entry.prose() {
            marks::field(&entry.file, field, language, &mut edits);
        }
        if let Some(body) = &entry.body {
            marks::body(body, language, &mut edits);
        }
        links(site, id, entry, archive, &mut edits);
    }
    for term in &site.glossary {
        if let Some(definition) = &term.definition {
            marks::field(&term.file, definition, language, &mut edits);
        }
    }
    if let Some(file) = site.texts.get(&SourcePath::new(SETTINGS)) {
        for field in site.settings.prose() {
            marks::field(file, field, language, &mut edits);
        }
        settings::declare(file, &site.settings, current, year, today, &mut edits);
    }
    edits
}

/// Links to announcements, which stay in the archive, lead there.
fn links(site: &Site, id: EntryId, entry: &Entry, archive: &str, edits: &mut Edits) {
    for written in entry.see_also() {
        let found = site.resolve_reference(&entry.file.path, Some(id), written);
        if let Some(target) = archived_news(site, &found, archive) {
            edits.replace(&entry.file.path, written.span.range(), target);
        }
    }
    let Some(body) = &entry.body else { return };
    for link in &body.facts.links {
        let origin = body.origin(link.span.start);
        let found = site.resolve(&origin.file.path, Some(id), &link.target);
        let Some(target) = archived_news(site, &found, archive) else { continue };
        let written = body.text().get(link.span.range()).unwrap_or_default();
        if let Some(at) = written.rfind(link.target.as_str()) {
            let start = link.span.start + at as u32;
            let span = Span { start, end: start + link.target.len() as u32 };
            edits.replace(&origin.file.path, body.source_span(span).range(), format!("/{target}"));
        }
    }
}

/// The path in the archive of an announcement, if that is what was found.
fn archived_news(site: &Site, found: &Resolution, archive: &str) -> Option<String> {
    let Resolution::Page { entry: Some(entry), fragment, .. } = found else { return None };
    let entry = site.entry(*entry);
    let fragment = fragment.as_ref().map(|fragment| format!("#{fragment}")).unwrap_or_default();
    (entry.kind() == Kind::Announcement).then(|| format!("{archive}/{}{fragment}", entry.file.path))
}
